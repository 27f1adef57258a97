// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include "base/file.h"
#include "base/mem.h"

#include <sys/types.h>
#include <sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hash {
    SHA2_CTX state;
};

struct hash *hash_new(void) {
    struct hash *hash = xcalloc(1, sizeof *hash);
    SHA256Init(&hash->state);
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t length) {
    SHA256Update(&hash->state, bytes, length);
}

bool hash_file(struct hash *hash, const char *dir, const char *name, struct error *err) {
    AUTO_FREE char *path = file_join(dir, name);
    size_t length = 0;
    AUTO_FREE char *bytes = file_read(path, (size_t)1 << 30, &length, err);
    if (bytes == NULL)
        return false;
    char decimal[24];
    snprintf(decimal, sizeof decimal, "%zu", length);
    hash_add(hash, name, strlen(name) + 1);
    hash_add(hash, decimal, strlen(decimal) + 1);
    hash_add(hash, bytes, length);
    return true;
}

char *hash_text(struct hash *hash, char text[HASH_TEXT]) {
    static const char digit[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_LENGTH];
    SHA256Final(sum, &hash->state);
    for (size_t i = 0; i < sizeof sum; i++) {
        text[2 * i] = digit[sum[i] >> 4];
        text[2 * i + 1] = digit[sum[i] & 15];
    }
    text[HASH_TEXT - 1] = '\0';
    free(hash);
    return text;
}
