// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

static int is_tail(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

/* Bytes that a first byte announces; 0 where none may begin so. */
static size_t announced(unsigned char first) {
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Whether the second byte keeps the character from being overlong, a surrogate or too high. */
static int second_fits(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second < 0xA0;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second < 0x90;
    default:
        return 1;
    }
}

size_t utf8_step(const char *text, size_t length) {
    const unsigned char *at = (const unsigned char *)text;
    size_t bytes = length > 0 ? announced(at[0]) : 0;
    if (bytes > length || (bytes > 1 && !second_fits(at[0], at[1])))
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if (!is_tail(at[i]))
            return 0;
    return bytes;
}

size_t utf8_valid(const char *text, size_t length) {
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= sizeof eight) {
            memcpy(&eight, text + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        size_t step = utf8_step(text + at, length - at);
        if (step == 0)
            return at;
        at += step;
    }
    return at;
}

size_t utf8_count(const char *text, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += !is_tail((unsigned char)text[i]);
    return count;
}

static int is_control(const unsigned char *at) {
    return at[0] < 0x20 || at[0] == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0);
}

void utf8_tidy(char *text) {
    size_t left = strlen(text);
    for (char *at = text; left > 0;) {
        size_t step = utf8_step(at, left);
        if (step == 0 || is_control((const unsigned char *)at)) {
            step = step > 0 ? step : 1;
            memset(at, '?', step);
        }
        at += step;
        left -= step;
    }
}
