// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Interned strings: each distinct text once, numbered 0, 1, 2 ... in the order of arrival, its address
 * fixed until names_free(). Equal texts of one pool are equal pointers. Texts are bytes (UTF-8), no locale.
 * A pool per kind (node ids, link ids) is an index from id to row; one shared pool holds all other words.
 */
#ifndef BASE_NAMES_H
#define BASE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names;

struct names *names_new(void);
void names_free(struct names *names); /* NULL is fine */
void names_release(struct names **names);

/** The number of `text`, which is copied in if it is new;
 * *is_new (may be NULL) says so. O(length) expected. */
int names_add(struct names *names, const char *text, bool *is_new);

/** The number of `text`, or -1. */
int names_find(const struct names *names, const char *text);

/** The one address of `text` in the pool (added if new), borrowed until names_free(). */
const char *names_intern(struct names *names, const char *text);

/** Text number `index`; 0 <= index < names_count(). */
const char *names_text(const struct names *names, int index);
int names_count(const struct names *names);

/** The known text closest to `text` by edit distance
 * (<= 2 and less than half its length), or NULL: "did you mean". */
const char *names_nearest(const struct names *names, const char *text);

enum { MEANT_WORDS = 200 };
/** "; did you mean \"x\"?" for the end of a sentence; "" for NULL. Returns buffer. */
char *meant_words(char buffer[MEANT_WORDS], const char *meant);

#endif
