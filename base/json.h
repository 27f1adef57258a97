// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * JSON. Reading wraps cJSON and closes what it leaves open (invalid UTF-8, duplicate keys, keys of
 * another case, numbers that are not finite, "\u0000", depth, trailing text). Writing streams, so that
 * a plan of a hundred thousand shipments needs no tree in memory.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/error.h"
#include "base/units.h"

#include <stdio.h>

struct json; /* a value in a tree; borrowed from the root */

/**
 * Parses one value at text[0 .. length). *used (may be NULL) receives the bytes it took; NULL = nothing but
 * white space may follow. Returns the root, which the caller ends with json_free(), or NULL with *err
 * (ERROR_INPUT, with line:column). O(bytes taken), so that elements can be read one by one from a long text.
 */
struct json *json_parse(const char *text, size_t length, size_t *used, struct error *err);
void json_free(struct json *root); /* NULL is fine */
void json_release(struct json **root);

/** Exact key. NULL when absent or `object` is not an object. */
const struct json *json_get(const struct json *object, const char *key);
/** Elements of an array (or members of an object) in order: first, then next; NULL at the end. */
const struct json *json_first(const struct json *array);
const struct json *json_next(const struct json *element);
int json_count(const struct json *array);
const char *json_key(const struct json *member);

bool json_is_object(const struct json *value);
bool json_is_array(const struct json *value);
bool json_is_null(const struct json *value);
/** The string, or NULL if it is none. */
const char *json_string(const struct json *value);
/** false if it is no boolean. */
bool json_bool(const struct json *value, bool *out);
/** false if it is no number. */
bool json_double(const struct json *value, double *out);
/**
 * The number as a count of 10^-places, exact to the last digit of its text. false if it is no number, has more places
 * than that (trailing zeros count), or is out of range; short numbers may carry an exponent.
 */
bool json_wide(const struct json *value, int places, wide *out);
bool json_decimal(const struct json *value, int places, int64_t *out);

/** A document being written; two spaces an indent level, none inside json_flat_*. Fields are the writer's
 * own. */
struct json_out {
    FILE *stream;
    int depth;
    struct {
        char close; /**< '}' or ']' */
        bool flat, empty;
    } level[33];
};

void json_begin(struct json_out *out, FILE *stream);
/** `key` NULL inside an array. The flat forms keep all of the value on one line. */
void json_object(struct json_out *out, const char *key);
void json_array(struct json_out *out, const char *key);
void json_flat_object(struct json_out *out, const char *key);
void json_flat_array(struct json_out *out, const char *key);
void json_end(struct json_out *out); /* of the innermost object or array; the outermost ends with a newline */
/** The end functions know what they close. Depth at most 32. */
void json_put_string(struct json_out *out, const char *key, const char *text); /* NULL text = null */
void json_put_bool(struct json_out *out, const char *key, bool value);
void json_put_int(struct json_out *out, const char *key, int64_t value);
/** n * 10^-places, trailing zeros left out: exact. */
void json_put_decimal(struct json_out *out, const char *key, wide n, int places);
/** The shortest text that reads back as the same double; null if it is not finite. */
void json_put_double(struct json_out *out, const char *key, double value);

#endif
