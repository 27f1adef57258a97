// SPDX-License-Identifier: GPL-3.0-or-later
/* What is odd about a feed that reads well, and that its publisher should see before anybody else does. */
#include "tariff/feed.h"

#include "base/language.h"

#include <math.h>
#include <stdio.h>

enum { SOON_DAYS = 7 };

static bool has_no_start(const struct rate *rate) {
    return rate->valid_from.day == DATE_EVER.day;
}

static bool has_no_source(const struct rate *rate) {
    return rate->source == NULL;
}

/* The first of the rates that are so, and how many there are. */
static const struct rate *first_rate(const struct feed *feed, bool (*is_so)(const struct rate *),
                                     int *rates) {
    const struct rate *first = NULL;
    int count = 0;
    for (int i = book_count(feed->rates) - 1; i >= 0; i--)
        if (is_so(book_rate(feed->rates, i))) {
            first = book_rate(feed->rates, i);
            count++;
        }
    *rates = count;
    return first;
}

/* One finding for all rates that are so, at the first of them. */
static void check_starts(const struct feed *feed, struct diag *diag) {
    char pointer[POINTER_TEXT];
    int count;
    const struct rate *first = first_rate(feed, has_no_start, &count);
    if (count == 1)
        diag_add(diag, DIAG_WARNING, first->place,
                 "%srate %s has no valid_from: it would change what the past cost, too",
                 rate_pointer(pointer, first), first->tariff_id);
    else if (count > 1)
        diag_add(diag, DIAG_WARNING, first->place,
                 "%srate %s has no valid_from: it would change what the past cost, too (and %d more like it)",
                 rate_pointer(pointer, first), first->tariff_id, count - 1);
}

static void check_sources(const struct feed *feed, struct diag *diag) {
    char pointer[POINTER_TEXT];
    int count;
    const struct rate *first = first_rate(feed, has_no_source, &count);
    if (count == 1)
        diag_add(diag, DIAG_WARNING, first->place, "%srate %s has no source: nobody can check it",
                 rate_pointer(pointer, first), first->tariff_id);
    else if (count > 1)
        diag_add(diag, DIAG_WARNING, first->place,
                 "%srate %s has no source: nobody can check it (and %d more like it)",
                 rate_pointer(pointer, first), first->tariff_id, count - 1);
}

static void check_ends(const struct feed *feed, struct place whole, struct date today, struct diag *diag) {
    int count = book_count(feed->rates), last = 0;
    char end[DATE_TEXT];
    for (int i = 1; i < count; i++)
        if (book_rate(feed->rates, i)->valid_to.day > book_rate(feed->rates, last)->valid_to.day)
            last = i;
    struct date to = book_rate(feed->rates, last)->valid_to;
    if (to.day <= today.day)
        diag_add(diag, DIAG_WARNING, whole, "all rates have ended, the last on %s", date_text(end, to));
}

static void check_expiry(const struct feed *feed, struct place whole, struct date today, struct diag *diag) {
    char expires[DATE_TEXT], issued[DATE_TEXT];
    if (feed->expires.day <= today.day)
        diag_add(diag, DIAG_WARNING, whole, "/expires: expired on %s, nobody will take it",
                 date_text(expires, feed->expires));
    else if (feed->expires.day - today.day <= SOON_DAYS)
        diag_add(diag, DIAG_WARNING, whole,
                 P_("/expires: expires on %s, in %d day", "/expires: expires on %s, in %d days",
                    feed->expires.day - today.day),
                 date_text(expires, feed->expires), feed->expires.day - today.day);
    if (feed->issued.day > today.day)
        diag_add(diag, DIAG_WARNING, whole, "/issued: %s is still to come", date_text(issued, feed->issued));
}

void feed_check(const struct feed *feed, const char *shown, struct date today, struct diag *diag) {
    struct place whole = {shown, 0, 0};
    check_expiry(feed, whole, today, diag);
    check_ends(feed, whole, today, diag);
    check_starts(feed, diag);
    check_sources(feed, diag);
}

static char *signed_words(char buffer[REAL_WORDS], double x) {
    char plain[REAL_WORDS];
    snprintf(buffer, REAL_WORDS, "%s%.60s", x < 0 ? "" : "+", real_words(plain, x, 0));
    return buffer;
}

static void check_jump(const struct rate_change *change, double limit, struct diag *diag) {
    const struct rate *before = change->before, *after = change->after;
    char pointer[POINTER_TEXT], was[WIDE_TEXT], is[WIDE_TEXT], days[VALIDITY_TEXT], share[REAL_WORDS];
    if (before == NULL || after == NULL || change->kind == CHANGE_ENDED || !(fabs(change->share) > limit))
        return;
    rate_pointer(pointer, after);
    wide_text(was, before->amount.e4, MONEY_PLACES, 0);
    wide_text(is, after->amount.e4, MONEY_PLACES, 0);
    validity_text(days, change->from, change->to);
    if (change->kind == CHANGE_BASIS)
        diag_add(diag, DIAG_WARNING, after->place, "%srate %s: %s a %s becomes %s a %s %s", pointer,
                 after->tariff_id, was, basis_name(before->basis), is, basis_name(after->basis), days);
    else if (isfinite(change->share))
        diag_add(diag, DIAG_WARNING, after->place, "%srate %s: %s becomes %s, %s %%, %s", pointer,
                 after->tariff_id, was, is, signed_words(share, change->share * 100), days);
    else
        diag_add(diag, DIAG_WARNING, after->place, "%srate %s: %s becomes %s %s", pointer, after->tariff_id,
                 was, is, days);
}

void feed_check_jumps(const struct feed *feed, const struct book *book, double limit, struct diag *diag) {
    struct changes *changes = book_changes(book, feed->rates);
    for (int i = 0; i < changes->count; i++)
        check_jump(&changes->change[i], limit, diag);
    changes_free(changes);
}
