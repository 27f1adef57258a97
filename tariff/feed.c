// SPDX-License-Identifier: GPL-3.0-or-later
#include "tariff/feed.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MARK_BYTES = 3 };
static const char byte_order_mark[] = "\xEF\xBB\xBF";

static bool refuse(const struct feed_reading *reading, const char *message) {
    return diag_add(reading->diag, DIAG_ERROR, (struct place){reading->shown, 0, 0}, "%s", _(message));
}

/* The first character that is no white space, nor (*marked) a byte order mark; NUL where there is none. */
static char first_character(const struct feed_reading *reading, bool *marked) {
    size_t at = 0;
    *marked = reading->length >= MARK_BYTES && memcmp(reading->text, byte_order_mark, MARK_BYTES) == 0;
    for (at = *marked ? MARK_BYTES : 0; at < reading->length; at++)
        if (memchr(" \t\r\n", reading->text[at], 4) == NULL)
            return reading->text[at];
    return '\0';
}

static bool read_document(struct feed_reading *reading) {
    bool marked;
    char first = first_character(reading, &marked);
    if (reading->length > FEED_BYTES)
        return diag_add(reading->diag, DIAG_ERROR, (struct place){reading->shown, 0, 0},
                        _("%zu bytes, at most %d are read"), reading->length, FEED_BYTES);
    if (first == '\0')
        return refuse(reading,
                      reading->length == 0 ? N_("the document is empty") : N_("the document says nothing"));
    if (first == '<')
        return refuse(reading, N_("begins with \"<\": a page of HTML or XML, expected JSON or CSV"));
    if (first != '{' && first != '[') {
        feed_read_csv(reading);
        return true;
    }
    if (marked)
        return refuse(reading, N_("begins with a byte order mark, expected \"{\""));
    feed_read_json(reading);
    return true;
}

struct feed *feed_read(const char *text, size_t length, const char *shown, const char *currency,
                       struct names *names, struct diag *diag) {
    struct feed *feed = xcalloc(1, sizeof *feed);
    *feed = (struct feed){.serial = -1, .issued = DATE_EVER, .expires = DATE_NEVER};
    feed->rates = xcalloc(1, sizeof *feed->rates);
    shown = names_intern(names, shown); /* the rates' places keep it */
    struct feed_reading reading = {feed, text, length, shown, names, diag, {0}};
    int faults = diag_count(diag, DIAG_ERROR);
    rate_rules_init(&reading.rules, currency, true, names);
    if (read_document(&reading))
        book_check(feed->rates, diag);
    feed->currency = reading.rules.currency;
    rate_rules_release(&reading.rules);
    if (diag_count(diag, DIAG_ERROR) == faults)
        return feed;
    feed_free(feed);
    return NULL;
}

void feed_free(struct feed *feed) {
    if (feed == NULL)
        return;
    book_free(feed->rates);
    free(feed);
}
