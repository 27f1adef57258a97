// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_walk.h"

#include "base/json.h"
#include "base/json_scan.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The message begins with line:column. */
static bool report_unsound(const char *message, const char *shown, struct diag *diag) {
    char *at;
    struct place place = {.file = shown};
    place.line = (int)strtol(message, &at, 10);
    place.column = (int)strtol(at + 1, &at, 10);
    return diag_add(diag, DIAG_ERROR, place, "%s", at + strspn(at, ": "));
}

bool json_walk_begin(struct json_walk *walk, const char *text, size_t length, const char *shown,
                     struct diag *diag) {
    size_t used;
    struct error err;
    if (!json_scan(text, length, 0, &used, &err) || !json_scan_end(text, used, length, &err))
        return report_unsound(err.message, shown, diag);
    *walk = (struct json_walk){.text = text,
                               .at = text,
                               .end = text + length,
                               .shown = shown,
                               .counted = text,
                               .line = 1,
                               .column = 1};
    return true;
}

char json_walk_peek(struct json_walk *walk) {
    while (walk->at < walk->end && memchr(" \t\r\n", *walk->at, 4) != NULL)
        walk->at++;
    return walk->at < walk->end ? *walk->at : '\0';
}

struct place json_walk_place(struct json_walk *walk) {
    json_walk_peek(walk);
    for (; walk->counted < walk->at; walk->counted++) {
        bool ends = *walk->counted == '\n';
        walk->line += ends;
        walk->column = ends ? 1 : walk->column + (int)utf8_count(walk->counted, 1);
    }
    return (struct place){walk->shown, walk->line, walk->column};
}

void json_walk_enter(struct json_walk *walk) {
    json_walk_peek(walk);
    walk->at++;
}

bool json_walk_more(struct json_walk *walk) {
    char next = json_walk_peek(walk);
    walk->at += next == ',' || next == '}' || next == ']';
    return next != '}' && next != ']';
}

char *json_walk_key(struct json_walk *walk) {
    char *key = json_walk_string(walk);
    json_walk_peek(walk);
    walk->at++; /* the colon */
    return key;
}

char *json_walk_string(struct json_walk *walk) {
    size_t length;
    const char *raw = json_walk_raw(walk, &length);
    AUTO(json_release) struct json *string = json_parse(raw, length, NULL, NULL);
    return xstrdup(json_string(string));
}

const char *json_walk_raw(struct json_walk *walk, size_t *length) {
    json_walk_peek(walk);
    const char *raw = walk->at;
    json_scan(raw, (size_t)(walk->end - raw), 0, length, NULL);
    walk->at += *length;
    return raw;
}
