// SPDX-License-Identifier: GPL-3.0-or-later
/* UTF-8 as Unicode's table 3-7 admits it: no overlong forms, no surrogates, nothing past U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>

/** Bytes (1 to 4) of the character that text[0 .. length) begins with;
 * 0 if it begins with none. NUL is one. */
size_t utf8_step(const char *text, size_t length);

/** The length of the longest valid beginning: `length` if all of it is UTF-8. Fast where it is ASCII. */
size_t utf8_valid(const char *text, size_t length);

/** The number of characters that begin in text[0 .. length), which is valid. */
size_t utf8_count(const char *text, size_t length);

/**
 * Makes any text fit to be shown in one line of a terminal: control characters and bytes that are no
 * UTF-8 become '?', in place.
 */
void utf8_tidy(char *text);

#endif
