// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A JSON text read value by value, in its own order and with places, without a tree: a hostile document costs
 * no more memory than its largest string. What follows can't fail, since json_walk_begin() lets no text pass
 * that is not sound (json_scan.h); keys named twice are for the caller to find.
 *
 *     json_walk_enter(&walk);                       // at '{'
 *     while (json_walk_more(&walk)) {
 *         AUTO_FREE char *key = json_walk_key(&walk);
 *         const char *raw = json_walk_raw(&walk, &length);
 *     }
 */
#ifndef BASE_JSON_WALK_H
#define BASE_JSON_WALK_H

#include "base/diag.h"

#include <stddef.h>

struct json_walk {
    const char *text, *at, *end; /**< the next value is at or behind `at` */
    const char *shown;           /**< the document's name in findings; borrowed */
    const char *counted;         /**< the character at line:column */
    int line, column;
};

/** Stands before the document's one value. A text that is not sound is reported where it is not; false. O(length) */
bool json_walk_begin(struct json_walk *walk, const char *text, size_t length, const char *shown,
                     struct diag *diag);

/** Passes over white space; the first byte of what comes next, NUL at the end. */
char json_walk_peek(struct json_walk *walk);
/** Where that is. Places can only be asked for in the order of the text. */
struct place json_walk_place(struct json_walk *walk);

/** Steps into the object or array that comes next. */
void json_walk_enter(struct json_walk *walk);
/** Whether another member or element comes; if not, it has stepped out of the object or array. */
bool json_walk_more(struct json_walk *walk);
/** The key that comes next, as json_walk_string(). */
char *json_walk_key(struct json_walk *walk);

/** Steps over the string that comes next and returns what it says, in UTF-8 on the heap. */
char *json_walk_string(struct json_walk *walk);
/** Steps over the value that comes next, whatever it is; its text. */
const char *json_walk_raw(struct json_walk *walk, size_t *length);

#endif
