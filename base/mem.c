// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"

#include "base/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_end(void *memory, size_t count, size_t size) {
    if (memory == NULL) {
        fprintf(stderr, _("angkut: out of memory (%zu x %zu bytes)\n"), count, size);
        exit(71); /* EX_OSERR */
    }
    return memory;
}

void *xcalloc(size_t count, size_t size) {
    return or_end(calloc(count ? count : 1, size ? size : 1), count, size);
}

void *xrealloc(void *memory, size_t count, size_t size) {
    return or_end(reallocarray(memory, count ? count : 1, size ? size : 1), count, size);
}

char *xstrdup(const char *text) {
    return or_end(strdup(text), strlen(text) + 1, 1);
}

void mem_release(void *pointer_to_pointer) {
    void *memory;
    memcpy(&memory, pointer_to_pointer, sizeof memory);
    free(memory);
}
