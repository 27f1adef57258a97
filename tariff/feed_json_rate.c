// SPDX-License-Identifier: GPL-3.0-or-later
/* An element of "rates", and what all objects of a feed have in common. */
#include "tariff/feed_json.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* "note" may stand in a rate too, and says nothing to the book. */
enum { COLUMN_NOTE = RATE_COLUMNS, KEYS };

void feed_json_init(struct feed_json *json, const char *const *head_keys, int count) {
    json->head = names_new();
    json->columns = names_new();
    for (int i = 0; i < count; i++)
        names_add(json->head, head_keys[i], NULL);
    for (int i = 0; i < RATE_COLUMNS; i++)
        names_add(json->columns, rate_column_name(i), NULL);
    names_add(json->columns, "note", NULL);
}

void feed_json_release(struct feed_json **json) {
    names_free((*json)->head);
    names_free((*json)->columns);
}

/* ---- findings ------------------------------------------------------------------------------------------------- */

enum { FIELD_TEXT = 120, KEY_SHOWN = 40 };

/* At most KEY_SHOWN bytes of the key, "~" and "/" written as RFC 6901 asks. */
static void put_key(FILE *out, const char *key) {
    size_t length = strlen(key);
    for (size_t i = 0; i < length && i < KEY_SHOWN; i++) {
        if (key[i] == '~' || key[i] == '/')
            fprintf(out, "~%c", key[i] == '~' ? '0' : '1');
        else
            putc(key[i], out);
    }
}

/* "/rates/3/amount: "; "" for the document itself. */
static void pointer_text(const struct feed_json *json, const char *key, char text[FIELD_TEXT]) {
    FILE *out = fmemopen(text, FIELD_TEXT, "w");
    if (json->entry > 0)
        fprintf(out, "/rates/%d", json->entry - 1);
    if (key != NULL) {
        putc('/', out);
        put_key(out, key);
    }
    if (json->entry > 0 || key != NULL)
        fputs(": ", out);
    fclose(out);
}

void feed_json_fault(struct feed_json *json, const char *key, const char *format, ...) {
    char message[FAULT_TEXT], pointer[FIELD_TEXT] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, language_text(format), args);
    va_end(args);
    pointer_text(json, key, pointer);
    diag_add(json->reading->diag, DIAG_ERROR, json->place, "%s%s", pointer, message);
}

void feed_json_kind(struct feed_json *json, const char *key, const char *raw, size_t length,
                    const char *expected) {
    const char *kind = raw[0] == '{' ? _("an object") : raw[0] == '[' ? _("an array") : NULL;
    int shown = length > KEY_SHOWN ? KEY_SHOWN : (int)length;
    if (kind != NULL)
        feed_json_fault(json, key, "found %s, expected %s", kind, _(expected));
    else
        feed_json_fault(json, key, "found %.*s%s, expected %s", shown, raw, length > KEY_SHOWN ? "..." : "",
                        _(expected));
}

/* ---- keys ------------------------------------------------------------------------------------------------------ */

enum { OWN_KEY_CHARACTERS = 60 };

/* "x-" and a few lower case letters, digits, "-" and "_". */
static bool is_own(const char *key) {
    size_t rest = strncmp(key, "x-", 2) == 0 ? strspn(key + 2, "abcdefghijklmnopqrstuvwxyz0123456789_-") : 0;
    return rest > 0 && rest <= OWN_KEY_CHARACTERS && key[2 + rest] == '\0';
}

/* The key of the object that an unknown one may be meant for; NULL = none is near. */
static const char *meant(const struct names *known, const char *key) {
    for (int i = 0; i < names_count(known); i++)
        if (strcasecmp(names_text(known, i), key) == 0)
            return names_text(known, i);
    return names_nearest(known, key);
}

static void refuse_key(struct feed_json *json, const struct names *known, const char *key) {
    const char *near = meant(known, key);
    if (near != NULL)
        feed_json_fault(json, key, "unknown key; did you mean \"%s\"?", near);
    else if (strncmp(key, "x-", 2) == 0)
        feed_json_fault(json, key, "keys of your own are \"x-\" and 1 to %d of a-z, 0-9, \"_\" and \"-\"",
                        OWN_KEY_CHARACTERS);
    else
        feed_json_fault(json, key, "unknown key; keys of your own begin with \"x-\"");
}

/* Whether the key, one of the publisher's own, is new in its object. */
static bool is_new_own(struct feed_keys *keys, const char *key) {
    bool is_new;
    if (keys->own == NULL)
        keys->own = names_new();
    names_add(keys->own, key, &is_new);
    return is_new;
}

int feed_json_key(struct feed_json *json, struct feed_keys *keys) {
    size_t length;
    json->place = json_walk_place(&json->walk);
    AUTO_FREE char *key = json_walk_key(&json->walk);
    int number = names_find(keys->known, key);
    bool own = number < 0 && is_own(key),
         is_new = number >= 0 ? !keys->seen[number] : own && is_new_own(keys, key);
    if (is_new) {
        json->place = json_walk_place(&json->walk);
        if (own)
            free(feed_json_text(json, key, N_("a text"), TEXT_CHARACTERS));
        else
            keys->seen[number] = true;
        return number;
    }
    if (number >= 0 || own)
        feed_json_fault(json, key, "the key is named twice");
    else
        refuse_key(json, keys->known, key);
    json_walk_raw(&json->walk, &length);
    return -1;
}

char *feed_json_text(struct feed_json *json, const char *key, const char *expected, int most) {
    char fault[FAULT_TEXT];
    if (json_walk_peek(&json->walk) != '"') {
        size_t length;
        const char *raw = json_walk_raw(&json->walk, &length);
        feed_json_kind(json, key, raw, length, expected);
        return NULL;
    }
    AUTO_FREE char *text = json_walk_string(&json->walk);
    if (text[0] == '\0')
        feed_json_fault(json, key, "found an empty text, expected %s", _(expected));
    else if (most == 0 || published_text_fault(text, most, fault) == NULL)
        return TAKE(text);
    else
        feed_json_fault(json, key, "%s", fault);
    return NULL;
}

/* ---- one rate --------------------------------------------------------------------------------------------------- */

struct entry {
    struct feed_json *json;
    struct rate_row row;
    struct place start;
    char *text[KEYS]; /* owned */
};

static void entry_release(struct entry *entry) {
    for (int i = 0; i < KEYS; i++)
        free(entry->text[i]);
}

static void entry_fault(void *document, int column, const char *message) {
    struct entry *entry = document;
    struct feed_json *json = entry->json;
    json->place = message == NULL ? entry->start : json->field[column];
    if (message == NULL)
        feed_json_fault(json, NULL, "%s is missing", rate_column_name(column));
    else
        feed_json_fault(json, rate_column_name(column), "%s", message);
}

static bool entry_amount(void *document, struct money *out) {
    struct entry *entry = document;
    struct error err;
    if (published_amount(entry->text[COLUMN_AMOUNT], out, &err))
        return true;
    entry_fault(entry, COLUMN_AMOUNT, err.message);
    return false;
}

/* What a field says, whatever it is, into entry->text. Returns whether none of them had a fault. */
static bool read_fields(struct entry *entry) {
    struct feed_json *json = entry->json;
    bool seen[KEYS] = {false}, fine = true;
    struct feed_keys keys = {.known = json->columns, .seen = seen};
    int faults = diag_count(json->reading->diag, DIAG_ERROR);
    json_walk_enter(&json->walk);
    while (json_walk_more(&json->walk)) {
        int key = feed_json_key(json, &keys);
        if (key < 0)
            continue;
        if (key < RATE_COLUMNS)
            json->field[key] = json->place;
        const char *expected = key == COLUMN_AMOUNT ? N_("a text such as \"6800\" or \"0.5\"") : N_("a text");
        entry->text[key] = feed_json_text(json, names_text(json->columns, key), expected,
                                          key == COLUMN_NOTE ? TEXT_CHARACTERS : 0);
    }
    names_free(keys.own);
    fine = diag_count(json->reading->diag, DIAG_ERROR) == faults;
    for (int i = 0; i < RATE_COLUMNS; i++) {
        entry->row.text[i] = entry->text[i] != NULL ? entry->text[i] : "";
        entry->row.told[i] = seen[i];
    }
    return fine;
}

void feed_json_rate(struct feed_json *json) {
    if (json_walk_peek(&json->walk) != '{') {
        size_t length;
        const char *raw = json_walk_raw(&json->walk, &length);
        feed_json_kind(json, NULL, raw, length, N_("an object"));
        return;
    }
    AUTO(entry_release) struct entry entry = {.json = json, .start = json->place};
    struct rate rate;
    entry.row = (struct rate_row){.document = &entry,
                                  .place = {json->place.file, json->place.line, 0},
                                  .entry = json->entry,
                                  .amount = entry_amount,
                                  .report = entry_fault};
    bool fine = read_fields(&entry);
    if (rate_row_read(&json->reading->rules, &entry.row, &rate) && fine)
        book_add(json->reading->feed->rates, &rate);
}
