// SPDX-License-Identifier: GPL-3.0-or-later
/* What an edition would change: the book before and after it, day by day within each item and keys. */
#include "tariff/book.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The rates of one book in order of reach and days, and how far they have been walked. */
struct line {
    const struct rate **rate;
    int count, at;
};

struct walk {
    struct line before, after;
    const struct rate **by_id; /* of the edition */
    int ids;
    struct changes *changes;
    int room;
};

static const struct rate *line_next(const struct line *line) {
    return line->at < line->count ? line->rate[line->at] : NULL;
}

static bool is_of_edition(const struct walk *walk, const struct rate *rate) {
    return rate_is_among(rate, walk->by_id, walk->ids);
}

static double share_of(const struct rate *before, const struct rate *after) {
    if (before->basis != after->basis)
        return INFINITY;
    if (before->amount.e4 == after->amount.e4)
        return 0;
    if (before->amount.e4 == 0)
        return INFINITY;
    return (double)(after->amount.e4 - before->amount.e4) / (double)before->amount.e4;
}

/* `last`: of the same reach, before these days, where no rate was in force on them. */
static struct rate_change change_of(const struct walk *walk, const struct rate *before,
                                    const struct rate *last, const struct rate *after) {
    struct rate_change change = {.before = before, .after = after, .share = INFINITY};
    if (before == NULL) {
        change.kind = CHANGE_ADDED;
        change.before = last;
        if (last != NULL)
            change.share = share_of(last, after);
        if (last != NULL && last->basis != after->basis)
            change.kind = CHANGE_BASIS;
    } else if (after == NULL || (is_of_edition(walk, before) && !is_of_edition(walk, after))) {
        change.kind = CHANGE_ENDED;
    } else {
        change.kind = before->basis != after->basis ? CHANGE_BASIS : CHANGE_AMOUNT;
        change.share = share_of(before, after);
    }
    return change;
}

static bool is_same(const struct rate *before, const struct rate *after) {
    return before == after || (before != NULL && after != NULL && before->basis == after->basis &&
                               before->amount.e4 == after->amount.e4);
}

static void add_change(struct walk *walk, struct rate_change change, struct date from, struct date to) {
    struct changes *changes = walk->changes;
    change.from = from;
    change.to = to;
    GROW(changes->change, changes->count, walk->room);
    changes->change[changes->count++] = change;
}

static bool is_of(const struct rate *rate, const struct rate *reach) {
    return rate != NULL && rate_by_reach(rate, reach) == 0;
}

static struct date earlier(struct date a, struct date b) {
    return a.day < b.day ? a : b;
}

/* The rate of the line in force on `day`, *until when; NULL: none is until then. */
static const struct rate *in_force(struct line *line, const struct rate *reach, struct date day,
                                   struct date *until) {
    const struct rate *rate = line_next(line);
    *until = DATE_NEVER;
    if (!is_of(rate, reach))
        return NULL;
    bool began = rate->valid_from.day <= day.day;
    *until = began ? rate->valid_to : rate->valid_from;
    return began ? rate : NULL;
}

static void pass_ended(struct line *line, const struct rate *reach, struct date day,
                       const struct rate **last) {
    while (is_of(line_next(line), reach) && line_next(line)->valid_to.day <= day.day)
        *last = line->rate[line->at++];
}

/* All days of one reach. */
static void walk_reach(struct walk *walk, const struct rate *reach) {
    const struct rate *last = NULL, *ignored = NULL;
    struct date day = DATE_EVER;
    while (is_of(line_next(&walk->before), reach) || is_of(line_next(&walk->after), reach)) {
        struct date until_before, until_after;
        const struct rate *before = in_force(&walk->before, reach, day, &until_before);
        const struct rate *after = in_force(&walk->after, reach, day, &until_after);
        struct date to = earlier(until_before, until_after);
        if (!is_same(before, after))
            add_change(walk, change_of(walk, before, last, after), day, to);
        day = to;
        pass_ended(&walk->before, reach, day, &last);
        pass_ended(&walk->after, reach, day, &ignored);
    }
}

struct changes *book_changes(const struct book *book, const struct book *edition) {
    struct changes *changes = xcalloc(1, sizeof *changes);
    changes->after = book_copy(book);
    book_overlay(changes->after, edition);
    AUTO_FREE const struct rate **before = book_sorted(book, rate_by_reach_and_start);
    AUTO_FREE const struct rate **after = book_sorted(changes->after, rate_by_reach_and_start);
    AUTO_FREE const struct rate **by_id = book_sorted(edition, rate_by_id);
    struct walk walk = {.before = {before, book->count, 0},
                        .after = {after, changes->after->count, 0},
                        .by_id = by_id,
                        .ids = edition->count,
                        .changes = changes};
    const struct rate *b, *a;
    while (b = line_next(&walk.before), a = line_next(&walk.after), b != NULL || a != NULL)
        walk_reach(&walk, a == NULL || (b != NULL && rate_by_reach(b, a) < 0) ? b : a);
    return changes;
}

double changes_jump(const struct changes *changes) {
    double jump = 0;
    for (int i = 0; i < changes->count; i++)
        jump = fmax(jump, fabs(changes->change[i].share));
    return jump;
}

void changes_free(struct changes *changes) {
    if (changes == NULL)
        return;
    free(changes->change);
    book_free(changes->after);
    free(changes);
}
