// SPDX-License-Identifier: GPL-3.0-or-later
/* What is odd about a feed that reads well, and that its publisher should see before anybody else does. */
#include "tariff/feed.h"

#include <math.h>
#include <stdio.h>

enum { SOON_DAYS = 7 };

static bool has_no_start(const struct rate *rate) {
    return rate->valid_from.day == DATE_EVER.day;
}

static bool has_no_source(const struct rate *rate) {
    return rate->source == NULL;
}

/* One finding for all rates that are so, at the first of them. */
static void check_rates(const struct feed *feed, bool (*is_so)(const struct rate *), const char *what,
                        struct diag *diag) {
    const struct rate *first = NULL;
    char pointer[POINTER_TEXT], more[40] = "";
    int count = 0;
    for (int i = book_count(feed->rates) - 1; i >= 0; i--)
        if (is_so(book_rate(feed->rates, i))) {
            first = book_rate(feed->rates, i);
            count++;
        }
    if (count == 0)
        return;
    if (count > 1)
        snprintf(more, sizeof more, " (and %d more like it)", count - 1);
    diag_add(diag, DIAG_WARNING, first->place, "%srate %s has %s%s", rate_pointer(pointer, first),
             first->tariff_id, what, more);
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
        diag_add(diag, DIAG_WARNING, whole, "/expires: expires on %s, in %d day%s",
                 date_text(expires, feed->expires), feed->expires.day - today.day,
                 feed->expires.day - today.day == 1 ? "" : "s");
    if (feed->issued.day > today.day)
        diag_add(diag, DIAG_WARNING, whole, "/issued: %s is still to come", date_text(issued, feed->issued));
}

void feed_check(const struct feed *feed, const char *shown, struct date today, struct diag *diag) {
    struct place whole = {shown, 0, 0};
    check_expiry(feed, whole, today, diag);
    check_ends(feed, whole, today, diag);
    check_rates(feed, has_no_start, "no valid_from: it would change what the past cost, too", diag);
    check_rates(feed, has_no_source, "no source: nobody can check it", diag);
}

static void check_jump(const struct rate_change *change, double limit, struct diag *diag) {
    const struct rate *before = change->before, *after = change->after;
    char pointer[POINTER_TEXT], was[WIDE_TEXT], is[WIDE_TEXT], days[VALIDITY_TEXT];
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
        diag_add(diag, DIAG_WARNING, after->place, "%srate %s: %s becomes %s, %+.0f %%, %s", pointer,
                 after->tariff_id, was, is, change->share * 100, days);
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
