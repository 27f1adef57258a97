// SPDX-License-Identifier: GPL-3.0-or-later
/* SHA-256 (libmd), so that anybody can check a hash with sha256sum. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/error.h"

#include <stddef.h>

struct hash; /* in progress */

enum { HASH_TEXT = 65 };

struct hash *hash_new(void);
void hash_add(struct hash *hash, const void *bytes, size_t length);
/** Takes in the file dir/name as "name\0", its length in decimal,
 * "\0" and its bytes. ERROR_IO; ERROR_INPUT over 1 GiB. */
bool hash_file(struct hash *hash, const char *dir, const char *name, struct error *err);
/** Ends it: writes 64 hexadecimal digits and a NUL, and frees `hash`. Returns text. */
char *hash_text(struct hash *hash, char text[HASH_TEXT]);

#endif
