// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to the tariff floor: a JSON feed being read, with pointers (RFC 6901) to what is wrong in it. */
#ifndef TARIFF_FEED_JSON_H
#define TARIFF_FEED_JSON_H

#include "base/json_walk.h"
#include "tariff/feed.h"

struct feed_json {
    struct feed_reading *reading;
    struct json_walk walk;
    struct names *head, *columns; /**< the keys there are, numbered as their enums */
    int entry;                    /**< 1, 2 ... in "rates"; 0 = the document itself */
    struct place place;           /**< what the next finding is about */
    struct place expires;         /**< where that member's value stands */
    struct place field[RATE_COLUMNS];
};

void feed_json_init(struct feed_json *json, const char *const *head_keys, int count);
void feed_json_release(struct feed_json **json); /* what it holds */

/** Reports at json->place: "/rates/3/amount: message"; `key` NULL = the entry or document itself. */
void feed_json_fault(struct feed_json *json, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Reports that the value `raw` was found and something else expected (here and below a text that is translated). */
void feed_json_kind(struct feed_json *json, const char *key, const char *raw, size_t length,
                    const char *expected);

/** The keys of one object. */
struct feed_keys {
    const struct names *known;
    bool *seen;        /**< [known] */
    struct names *own; /**< those that begin with "x-", so far; NULL = none. The caller frees it */
};

/**
 * Reads the key that comes next. One that the format knows: its number; json->place is its value's. Any other, or one
 * named twice: -1, and its value is passed over, all that is wrong with it reported.
 */
int feed_json_key(struct feed_json *json, struct feed_keys *keys);

/**
 * Reads the value that comes next: a text of 1 to `most` characters that can be published, on the heap; NULL after
 * reporting what it is instead. most = 0: it is judged later.
 */
char *feed_json_text(struct feed_json *json, const char *key, const char *expected, int most);

/** Reads the element of "rates" that comes next into the feed's book. */
void feed_json_rate(struct feed_json *json);

#endif
