// SPDX-License-Identifier: GPL-3.0-or-later
/* The reader. cJSON builds the tree, but only of text that json_scan() has found sound. */
#include "base/json.h"

#include "base/json_scan.h"
#include "base/mem.h"
#include "base/names.h"

#include <cjson/cJSON.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* A struct json is a cJSON by another name, so that no other file needs cJSON's. */
static const cJSON *tree(const struct json *value) {
    return (const cJSON *)value;
}

static const struct json *wrap(const cJSON *value) {
    return (const struct json *)value;
}

enum { FEW = 16 }; /* members that are compared each with each; of more, the keys are interned */

/* Whether a member before `last` has its key. */
static bool is_named_before(const cJSON *object, const cJSON *last) {
    for (const cJSON *member = object->child; member != last; member = member->next)
        if (strcmp(member->string, last->string) == 0)
            return true;
    return false;
}

static int find_twice(const cJSON *value, int *keys);

static int find_twice_in_object(const cJSON *object, int *keys) {
    AUTO(names_release) struct names *seen = cJSON_GetArraySize(object) > FEW ? names_new() : NULL;
    const cJSON *member;
    cJSON_ArrayForEach(member, object) {
        bool is_new = true;
        ++*keys;
        if (seen != NULL)
            names_add(seen, member->string, &is_new);
        if (!is_new || (seen == NULL && is_named_before(object, member)))
            return *keys;
        int twice = find_twice(member, keys);
        if (twice > 0)
            return twice;
    }
    return 0;
}

/* The number (1, 2 ... in the order of the text) of the first key that its object has had before; 0 if none.
 */
static int find_twice(const cJSON *value, int *keys) {
    if (cJSON_IsObject(value))
        return find_twice_in_object(value, keys);
    const cJSON *element;
    cJSON_ArrayForEach(element, value) {
        int twice = find_twice(element, keys);
        if (twice > 0)
            return twice;
    }
    return 0;
}

/*
 * A double loses the last places of long decimals. All but short numbers keep their text too, in the
 * valuestring that cJSON leaves empty for numbers (and frees): numbers stand in the tree in the order of the
 * text.
 */
enum { SHORT_NUMBER = 8 }; /* characters that a double holds to six places and more */

/* The next number at or behind `at`, passing over strings; NULL at the end. */
static const char *next_number(const char *at, const char *end, size_t *length) {
    for (; at < end && *at != '-' && !(*at >= '0' && *at <= '9'); at++)
        if (*at == '"')
            for (at++; *at != '"'; at++)
                at += *at == '\\';
    for (*length = 0; at + *length < end && memchr("+-.0123456789eE", at[*length], 15) != NULL; ++*length)
        ;
    return at < end ? at : NULL;
}

static void keep_digits(cJSON *value, const char **at, const char *end) {
    if (!cJSON_IsNumber(value)) {
        cJSON *child;
        cJSON_ArrayForEach(child, value) keep_digits(child, at, end);
        return;
    }
    size_t length;
    const char *number = next_number(*at, end, &length);
    if (number == NULL)
        return;
    if (length > SHORT_NUMBER)
        value->valuestring = strndup(number, length);
    *at = number + length;
}

struct json *json_parse(const char *text, size_t length, size_t *used, struct error *err) {
    size_t bytes;
    int keys = 0;
    if (!json_scan(text, length, 0, &bytes, err))
        return NULL;
    if (used == NULL && !json_scan_end(text, bytes, length, err))
        return NULL;
    AUTO(json_release) struct json *root = (struct json *)cJSON_ParseWithLengthOpts(text, bytes, NULL, false);
    if (root == NULL)
        return error_set(err, ERROR_INPUT, "1:1: not JSON that can be read"), NULL;
    int twice = find_twice(tree(root), &keys);
    if (twice > 0)
        return json_scan(text, length, twice, &bytes, err), NULL;
    const char *at = text;
    keep_digits((cJSON *)root, &at, text + bytes);
    if (used != NULL)
        *used = bytes;
    return TAKE(root);
}

void json_free(struct json *root) {
    cJSON_Delete((cJSON *)root);
}

void json_release(struct json **root) {
    json_free(*root);
}

const struct json *json_get(const struct json *object, const char *key) {
    return cJSON_IsObject(tree(object)) ? wrap(cJSON_GetObjectItemCaseSensitive(tree(object), key)) : NULL;
}

const struct json *json_first(const struct json *array) {
    return array != NULL ? wrap(tree(array)->child) : NULL;
}

const struct json *json_next(const struct json *element) {
    return wrap(tree(element)->next);
}

int json_count(const struct json *array) {
    return cJSON_GetArraySize(tree(array));
}

const char *json_key(const struct json *member) {
    return tree(member)->string;
}

bool json_is_object(const struct json *value) {
    return cJSON_IsObject(tree(value));
}

bool json_is_array(const struct json *value) {
    return cJSON_IsArray(tree(value));
}

bool json_is_null(const struct json *value) {
    return cJSON_IsNull(tree(value));
}

const char *json_string(const struct json *value) {
    return cJSON_IsString(tree(value)) ? tree(value)->valuestring : NULL;
}

bool json_bool(const struct json *value, bool *out) {
    if (!cJSON_IsBool(tree(value)))
        return false;
    *out = cJSON_IsTrue(tree(value));
    return true;
}

bool json_double(const struct json *value, double *out) {
    if (!cJSON_IsNumber(tree(value)))
        return false;
    *out = tree(value)->valuedouble;
    return true;
}

/* A number's own text as a count of 10^-places; false for an exponent, more places than that, or over 1e36. */
static bool exact(const char *text, int places, wide *out) {
    bool negative = *text == '-';
    int left = -1; /* places still to come, -1 before the point */
    wide count = 0;
    for (text += negative; *text != '\0'; text++) {
        if (*text == '.') {
            left = places;
            continue;
        }
        if (*text < '0' || *text > '9' || left == 0 || count > (wide)1e36)
            return false;
        count = count * 10 + (*text - '0');
        left -= left > 0;
    }
    for (left = left < 0 ? places : left; left > 0; left--)
        count *= 10;
    *out = negative ? -count : count;
    return true;
}

bool json_wide(const struct json *value, int places, wide *out) {
    double number;
    if (!json_double(value, &number))
        return false;
    if (tree(value)->valuestring != NULL)
        return exact(tree(value)->valuestring, places, out);
    char text[40]; /* all digits of a short number; from the point on, a double times many places has more */
    snprintf(text, sizeof text, "%.*g", SHORT_NUMBER, number);
    if (strchr(text, 'e') == NULL)
        return exact(text, places, out);
    if (!(fabs(number) <= 1e18)) /* only an exponent gets there in so few characters */
        return false;
    wide scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    double whole = trunc(number);
    *out = (wide)whole * scale + (wide)nearbyint((number - whole) * (double)scale);
    return fabs(number - wide_double(*out, places)) <= 2 * DBL_EPSILON * fabs(number);
}

bool json_decimal(const struct json *value, int places, int64_t *out) {
    wide count;
    if (!json_wide(value, places, &count) || count > INT64_MAX || count < INT64_MIN)
        return false;
    *out = (int64_t)count;
    return true;
}
