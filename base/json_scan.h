// SPDX-License-Identifier: GPL-3.0-or-later
/* The grammar of RFC 8259, held strictly: what json.c lets no parser see unless it is sound. */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include "base/error.h"

#include <stddef.h>

enum { JSON_DEPTH = 32, JSON_NUMBER = 60 /* bytes of one number */ };

/**
 * Passes over white space and one value in text[0 .. length): *used receives the bytes taken. Refused besides
 * bad grammar: invalid UTF-8, "\u0000", lone surrogates, numbers that overflow a double, depth over
 * JSON_DEPTH. `twice` > 0: key number `twice` (1, 2 ... in the order of the text) is refused as one named
 * twice. ERROR_INPUT, "line:column: ...". O(bytes taken).
 */
bool json_scan(const char *text, size_t length, int twice, size_t *used, struct error *err);

/** Nothing but white space in text[from .. length). */
bool json_scan_end(const char *text, size_t from, size_t length, struct error *err);

#endif
