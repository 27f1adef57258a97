// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which of many choices are worth telling. The cheapest, the fastest (by plan and, where departures are listed, by the
 * clock) and the one of least money and time are. Then, as
 * long as there are fewer than QUOTE_SHOWN, the one that lies deepest below the straight line between its shown
 * neighbours (the largest knee; of money and hours each as a share of the whole range) is; one on the line or above
 * it, which a mix of its neighbours would beat, is not.
 */
#include "plan/quote_parts.h"

static wide depth(const struct quote *quote, int before, int at, int after) {
    const struct quote_choice *a = &quote->choice[before], *b = &quote->choice[at],
                              *c = &quote->choice[after];
    /* Twice the area of the triangle: for one pair of neighbours it grows with the depth. */
    return (c->money_e7 - a->money_e7) / 1000 * (a->time_uh - b->time_uh) -
           (b->money_e7 - a->money_e7) / 1000 * (a->time_uh - c->time_uh);
}

static int next_shown(const struct quote *quote, int from, int step) {
    int at = from + step;
    while (at >= 0 && at < quote->choices && !quote->choice[at].shown)
        at += step;
    return at;
}

/* How deep, as a share of the whole range: the area over the length of the line. */
static double share_below(const struct quote *quote, int at, double money, double hours) {
    int before = next_shown(quote, at, -1), after = next_shown(quote, at, 1);
    if (before < 0 || after >= quote->choices)
        return 0;
    double width = (double)(quote->choice[after].money_e7 - quote->choice[before].money_e7) / money;
    double height = (double)(quote->choice[before].time_uh - quote->choice[after].time_uh) / hours;
    double length = width + height;
    return length > 0 ? (double)depth(quote, before, at, after) * 1000 / (money * hours) / length : 0;
}

static void show(struct quote *quote, int at) {
    quote->shown += !quote->choice[at].shown;
    quote->choice[at].shown = true;
}

/* What the fastest has least of: how long after it is ready it arrives, or before it is due it leaves. */
static int64_t slowness(const struct quote *quote, const struct quote_choice *choice) {
    const struct delivery *delivery = &quote->delivery;
    return delivery->departs || !delivery->has_by ? choice->real_umin : -choice->leave_by.umin;
}

/* Money goes up: of those equally fast the first is the cheapest. */
static int mark_by_clock(struct quote *quote) {
    int fastest = -1;
    for (int i = 0; i < quote->choices; i++) {
        struct quote_choice *choice = &quote->choice[i];
        if (!choice->timely)
            continue;
        choice->beaten = fastest >= 0 && slowness(quote, &quote->choice[fastest]) <= slowness(quote, choice);
        fastest = choice->beaten ? fastest : i;
    }
    return fastest;
}

/* Those that are timely stand in one row: `first` to `last`, though others may lie between. */
static void show_extremes(struct quote *quote, int *first, int *last) {
    *first = *last = -1;
    int best = -1;
    for (int i = 0; i < quote->choices; i++) {
        if (!quote->choice[i].timely)
            continue;
        *first = *first < 0 ? i : *first;
        *last = i;
        best = best < 0 || quote->choice[i].total_e13 < quote->choice[best].total_e13 ? i : best;
    }
    if (*first < 0)
        return;
    quote->choice[*first].cheapest = true;
    int fastest = mark_by_clock(quote);
    quote->choice[fastest].fastest = true;
    quote->choice[best].best = true;
    show(quote, *first);
    show(quote, *last);
    show(quote, fastest);
    show(quote, best);
}

void choices_show(struct quote *quote) {
    int first, last;
    show_extremes(quote, &first, &last);
    if (first < 0)
        return;
    double money = (double)(quote->choice[last].money_e7 - quote->choice[first].money_e7);
    double hours = (double)(quote->choice[first].time_uh - quote->choice[last].time_uh);
    while (quote->shown < QUOTE_SHOWN) {
        int deepest = -1;
        double most = 0;
        for (int i = first; i <= last; i++) {
            double share = quote->choice[i].timely && !quote->choice[i].shown
                               ? quote->timely <= QUOTE_SHOWN ? 1 : share_below(quote, i, money, hours)
                               : 0;
            if (share > most) {
                most = share;
                deepest = i;
            }
        }
        if (deepest < 0)
            return;
        show(quote, deepest);
    }
}
