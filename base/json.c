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

bool json_decimal(const struct json *value, int places, int64_t *out) {
    double number;
    if (!json_double(value, &number))
        return false;
    double scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    double scaled = nearbyint(number * scale);
    if (!(fabs(scaled) <= 9007199254740992.0)) /* 2^53 */
        return false;
    int64_t count = (int64_t)scaled;
    if (!(fabs(number - wide_double(count, places)) <= 2 * DBL_EPSILON * fabs(number)))
        return false;
    *out = count;
    return true;
}
