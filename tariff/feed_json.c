// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-tariff/1 (doc/feed.md): the document's members. */
#include "tariff/feed_json.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const char FORMAT[] = "angkut-tariff/1";

enum head { SCHEMA, PUBLISHER, SERIAL, ISSUED, EXPIRES, CURRENCY, RATES, NOTE, HEAD_KEYS };

static const char *const head_keys[HEAD_KEYS] = {
    [SCHEMA] = "schema",   [PUBLISHER] = "publisher", [SERIAL] = "serial", [ISSUED] = "issued",
    [EXPIRES] = "expires", [CURRENCY] = "currency",   [RATES] = "rates",   [NOTE] = "note",
};

static const char *const head_expected[HEAD_KEYS] = {
    [SCHEMA] = N_("the text \"angkut-tariff/1\""),
    [PUBLISHER] = N_("a text"),
    [SERIAL] = N_("a whole number from 0 to 9007199254740991"),
    [ISSUED] = N_("a date \"YYYY-MM-DD\""),
    [EXPIRES] = N_("a date \"YYYY-MM-DD\""),
    [CURRENCY] = N_("a text such as \"IDR\""),
    [RATES] = N_("an array of rates"),
    [NOTE] = N_("a text"),
};

enum { PUBLISHER_CHARACTERS = 200 };

static void read_schema(struct feed_json *json, const char *text) {
    if (strcmp(text, FORMAT) != 0)
        feed_json_fault(json, head_keys[SCHEMA], "found \"%.40s\", this program reads \"%s\"", text, FORMAT);
}

static void read_currency(struct feed_json *json, const char *text) {
    const char *wanted = json->reading->rules.currency;
    if (strcmp(text, wanted) != 0)
        feed_json_fault(json, head_keys[CURRENCY], "\"%.40s\" is not the data set's, \"%.40s\"", text,
                        wanted);
}

/* Where any currency will do, all of the document must have the one that it states; NULL if it states none. */
static const char *stated_currency(struct json_walk walk, struct names *names) {
    const char *stated = NULL;
    size_t length;
    if (json_walk_peek(&walk) != '{')
        return NULL;
    json_walk_enter(&walk);
    while (json_walk_more(&walk)) {
        AUTO_FREE char *key = json_walk_key(&walk);
        if (strcmp(key, head_keys[CURRENCY]) != 0 || json_walk_peek(&walk) != '"') {
            json_walk_raw(&walk, &length);
            continue;
        }
        AUTO_FREE char *text = json_walk_string(&walk);
        stated = names_intern(names, text);
    }
    return stated;
}

static struct date read_date(struct feed_json *json, const char *key, const char *text,
                             struct date otherwise) {
    struct date date = otherwise;
    struct error err;
    if (!date_parse(text, &date, &err))
        feed_json_fault(json, key, "%s", err.message);
    return date;
}

/* The members that are texts. */
static void read_head_text(struct feed_json *json, int key) {
    struct feed *feed = json->reading->feed;
    AUTO_FREE char *text = feed_json_text(json, head_keys[key], head_expected[key],
                                          key == PUBLISHER ? PUBLISHER_CHARACTERS : TEXT_CHARACTERS);
    if (text == NULL)
        return;
    if (key == SCHEMA)
        read_schema(json, text);
    else if (key == PUBLISHER)
        feed->publisher = names_intern(json->reading->names, text);
    else if (key == ISSUED)
        feed->issued = read_date(json, head_keys[key], text, DATE_EVER);
    else if (key == EXPIRES)
        feed->expires = read_date(json, head_keys[key], text, DATE_NEVER);
    else if (key == CURRENCY)
        read_currency(json, text);
}

enum { SERIAL_DIGITS = 16 };
static const int64_t SERIAL_MOST = (INT64_C(1) << 53) - 1; /* what every reader of JSON can hold */

/* Digits only: 7.0 and 7e0 are the same number to some readers and an error to others. */
static void read_serial(struct feed_json *json) {
    size_t length, digits;
    const char *raw = json_walk_raw(&json->walk, &length);
    int64_t serial = 0;
    for (digits = 0; digits < length && digits < SERIAL_DIGITS && raw[digits] >= '0' && raw[digits] <= '9';
         digits++)
        serial = serial * 10 + (raw[digits] - '0');
    if (digits == length && serial <= SERIAL_MOST)
        json->reading->feed->serial = serial;
    else
        feed_json_kind(json, head_keys[SERIAL], raw, length, head_expected[SERIAL]);
}

static void read_rates(struct feed_json *json) {
    size_t length;
    if (json_walk_peek(&json->walk) != '[') {
        const char *raw = json_walk_raw(&json->walk, &length);
        feed_json_kind(json, head_keys[RATES], raw, length, head_expected[RATES]);
        return;
    }
    json_walk_enter(&json->walk);
    for (json->entry = 1; json_walk_more(&json->walk); json->entry++) {
        json->place = json_walk_place(&json->walk);
        if (json->entry <= FEED_RATES)
            feed_json_rate(json);
        else
            json_walk_raw(&json->walk, &length);
        if (json->entry == FEED_RATES + 1)
            feed_json_fault(json, NULL, "more than %d rates", FEED_RATES);
    }
    bool none = json->entry == 1;
    json->entry = 0;
    if (none)
        feed_json_fault(json, head_keys[RATES], "holds no rate");
}

static void read_member(struct feed_json *json, int key) {
    if (key == RATES)
        read_rates(json);
    else if (key == SERIAL)
        read_serial(json);
    else
        read_head_text(json, key);
}

static void check_head(struct feed_json *json, struct place start, const bool seen[HEAD_KEYS]) {
    const struct feed *feed = json->reading->feed;
    char issued[DATE_TEXT], expires[DATE_TEXT];
    json->place = start;
    for (int key = 0; key < NOTE; key++)
        if (!seen[key])
            feed_json_fault(json, NULL, "%s is missing, expected %s", head_keys[key], _(head_expected[key]));
    json->place = json->expires;
    if (feed->expires.day <= feed->issued.day)
        feed_json_fault(json, head_keys[EXPIRES], "%s is not after issued %s",
                        date_text(expires, feed->expires), date_text(issued, feed->issued));
}

void feed_read_json(struct feed_reading *reading) {
    struct feed_json json = {.reading = reading};
    bool seen[HEAD_KEYS] = {false};
    size_t length;
    int key;
    if (!json_walk_begin(&json.walk, reading->text, reading->length, reading->shown, reading->diag))
        return;
    if (reading->rules.currency == NULL)
        reading->rules.currency = stated_currency(json.walk, reading->names);
    AUTO(feed_json_release) struct feed_json *release = &json;
    feed_json_init(release, head_keys, HEAD_KEYS);
    struct place start = json.place = json_walk_place(&json.walk);
    if (json_walk_peek(&json.walk) != '{') {
        const char *raw = json_walk_raw(&json.walk, &length);
        feed_json_kind(&json, NULL, raw, length, N_("an object"));
        return;
    }
    json_walk_enter(&json.walk);
    struct feed_keys keys = {.known = json.head, .seen = seen};
    while (json_walk_more(&json.walk))
        if ((key = feed_json_key(&json, &keys)) >= 0) {
            json.expires = key == EXPIRES ? json.place : json.expires;
            read_member(&json, key);
        }
    names_free(keys.own);
    check_head(&json, start, seen);
}
