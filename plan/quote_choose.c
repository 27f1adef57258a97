// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which of many choices are worth telling. The cheapest, the fastest and the one of least money and time are. Then, as
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
    quote->choice[*last].fastest = true;
    quote->choice[best].best = true;
    show(quote, *first);
    show(quote, *last);
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
