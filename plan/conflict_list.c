// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which conflicts are told. First one demand against one limit, all there are; then, among demands that still can't move,
 * one set of them after the other, each looked at again without the limits told of it, until it moves.
 */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    struct conflicting *c;
    bool *first; /* [rows] */
    bool any;    /* one that is not hopeless is told */
    int most, conflict_room, limit_room;
};

int64_t conflict_whole_kg(double tonnes) {
    const double grain_kg = 1e-3;
    return (int64_t)ceil(tonnes * 1000 - grain_kg);
}

static int by_kind(const void *left, const void *right) {
    const struct limit *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int left_place[] = {a->shipment, a->link, a->backward, a->terminal, a->restriction};
    int right_place[] = {b->shipment, b->link, b->backward, b->terminal, b->restriction};
    for (int i = 0; i < 5; i++)
        if (left_place[i] != right_place[i])
            return left_place[i] < right_place[i] ? -1 : 1;
    return 0;
}

static bool add_conflict(struct listing *listing, const bool *in, struct error *err) {
    struct conflicting *c = listing->c;
    struct conflicts *found = c->found;
    AUTO(trial_release) struct trial trial = {0};
    if (!conflict_try(c, in, false, &trial, err))
        return false;
    GROW(found->conflict, found->conflicts, listing->conflict_room);
    struct conflict *conflict = &found->conflict[found->conflicts++];
    *conflict = (struct conflict){.first_limit = found->limits, .short_kg = conflict_whole_kg(trial.unmet)};
    for (int row = 0; row < c->rows; row++) {
        if (!in[row])
            continue;
        GROW(found->limit, found->limits, listing->limit_room);
        found->limit[found->limits++] = c->row[row];
        conflict->limits++;
    }
    qsort(&found->limit[conflict->first_limit], (size_t)conflict->limits, sizeof *found->limit, by_kind);
    return true;
}

/* Shipments that can't move even where every limit is lifted: each is a conflict of its own, and leaves `in`. */
static bool find_hopeless(struct listing *listing, bool *in, struct error *err) {
    struct conflicting *c = listing->c;
    AUTO(trial_release) struct trial trial = {0};
    AUTO_FREE bool *alone = xcalloc((size_t)c->rows, sizeof *alone);
    for (int k = 0; k < c->scenario->shipments; k++)
        alone[k] = true;
    if (!conflict_try(c, alone, false, &trial, err))
        return false;
    memset(alone, 0, (size_t)c->rows * sizeof *alone);
    for (int i = 0; i < trial.shipments; i++) {
        int k = trial.shipment[i];
        if (trial.solution->unmet[i] <= 0)
            continue;
        in[k] = false;
        alone[k] = true;
        if (c->found->hopeless++ < listing->most && !add_conflict(listing, alone, err))
            return false;
        alone[k] = false;
    }
    return true;
}

/* A conflict that is not hopeless; where the list is full, that there are more. One is told in any case. */
static bool tell(struct listing *listing, const bool *set, struct error *err) {
    struct conflicting *c = listing->c;
    if (listing->any && c->found->conflicts >= listing->most) {
        c->found->more = true;
        return true;
    }
    if (!listing->any)
        memcpy(listing->first, set, (size_t)c->rows * sizeof *set);
    listing->any = true;
    return add_conflict(listing, set, err);
}

/* ---- one demand, one limit ---- */

/*
 * Which rows from first to end alone stop the demand in `set`. Rows that stop nothing together stop nothing alone, else
 * each half is looked at: O(found * log rows) programs where nothing else conflicts.
 */
static bool find_alone(struct listing *listing, bool *set, int first, int end, struct error *err) {
    bool feasible;
    if (first >= end || listing->c->found->more)
        return true;
    memset(&set[first], true, (size_t)(end - first) * sizeof *set);
    bool fine = conflict_feasible(listing->c, set, &feasible, err);
    if (fine && !feasible && end - first == 1)
        fine = tell(listing, set, err);
    memset(&set[first], false, (size_t)(end - first) * sizeof *set);
    if (!fine || feasible || end - first == 1)
        return fine;
    int middle = first + (end - first) / 2;
    return find_alone(listing, set, first, middle, err) && find_alone(listing, set, middle, end, err);
}

/* What moves in the plan moves under all limits, so that only the others need a look. */
static bool find_pairs(struct listing *listing, const bool *in, struct error *err) {
    struct conflicting *c = listing->c;
    AUTO_FREE bool *set = xcalloc((size_t)c->rows, sizeof *set);
    for (int k = 0; k < c->scenario->shipments && !c->found->more; k++) {
        if (!in[k] || c->found->plan->shipment[k].unmet_kg == 0)
            continue;
        set[k] = true;
        if (!find_alone(listing, set, c->scenario->shipments, c->rows, err))
            return false;
        set[k] = false;
    }
    return true;
}

/* ---- several ---- */

static bool is_in(const struct conflicting *c, const struct conflict *conflict, int row) {
    for (int i = 0; i < conflict->limits; i++)
        if (by_kind(&c->found->limit[conflict->first_limit + i], &c->row[row]) == 0)
            return true;
    return false;
}

/* Takes the limits of what is told already out of `again`, where all its demands are in. */
static void take_out_told(const struct conflicting *c, bool *again) {
    for (int i = 0; i < c->found->conflicts; i++) {
        const struct conflict *conflict = &c->found->conflict[i];
        bool all = true;
        for (int k = 0; k < c->scenario->shipments && all; k++)
            all = again[k] || !is_in(c, conflict, k);
        for (int row = c->scenario->shipments; row < c->rows && all; row++)
            again[row] = again[row] && !is_in(c, conflict, row);
    }
}

/* All that is told of the demands in `set` [rows] shares no limit with what was told of them before. */
static bool look_again(struct listing *listing, const bool *set, struct error *err) {
    struct conflicting *c = listing->c;
    AUTO_FREE bool *again = xcalloc((size_t)c->rows, sizeof *again),
                   *next = xcalloc((size_t)c->rows, sizeof *next);
    for (int row = 0; row < c->rows; row++)
        again[row] = row >= c->scenario->shipments || set[row];
    take_out_told(c, again);
    while (!c->found->more) {
        bool feasible;
        if (!conflict_feasible(c, again, &feasible, err))
            return false;
        if (feasible)
            return true;
        memcpy(next, again, (size_t)c->rows * sizeof *next);
        if (!conflict_filter(c, next, err) || !tell(listing, next, err))
            return false;
        for (int row = c->scenario->shipments; row < c->rows; row++)
            again[row] = again[row] && !next[row];
    }
    return true;
}

/* `spare`: what is left to be looked at has none of the limits of pairs, so that a demand in one is seen in others too. */
static bool find_several(struct listing *listing, const bool *in, bool spare, struct error *err) {
    struct conflicting *c = listing->c;
    AUTO_FREE bool *left = xcalloc((size_t)c->rows, sizeof *left),
                   *set = xcalloc((size_t)c->rows, sizeof *set);
    memcpy(left, in, (size_t)c->rows * sizeof *left);
    if (spare)
        take_out_told(c, left);
    while (!c->found->more) {
        bool feasible;
        if (!conflict_feasible(c, left, &feasible, err))
            return false;
        if (feasible)
            return true;
        memcpy(set, left, (size_t)c->rows * sizeof *set);
        if (!conflict_filter(c, set, err) || !look_again(listing, set, err))
            return false;
        for (int k = 0; k < c->scenario->shipments; k++)
            left[k] = left[k] && !set[k];
    }
    return true;
}

/* ---- all ---- */

/* One demand without a way first. */
static int fewest_limits_first(const void *left, const void *right, void *context) {
    const struct limit *limit = context;
    const struct conflict *a = left, *b = right;
    int a_limits = 0, b_limits = 0;
    for (int i = 0; i < a->limits; i++)
        a_limits += limit[a->first_limit + i].kind != LIMIT_DEMAND;
    for (int i = 0; i < b->limits; i++)
        b_limits += limit[b->first_limit + i].kind != LIMIT_DEMAND;
    if (a_limits != b_limits)
        return a_limits < b_limits ? -1 : 1;
    return (a->first_limit > b->first_limit) - (a->first_limit < b->first_limit);
}

bool conflict_list(struct conflicting *c, bool *in, bool *first, bool *any, struct error *err) {
    struct listing listing = {
        .c = c, .first = first, .most = c->settings->most > 0 ? c->settings->most : CONFLICTS_MOST};
    if (!find_hopeless(&listing, in, err) || !find_pairs(&listing, in, err) ||
        !find_several(&listing, in, true, err) || !find_several(&listing, in, false, err))
        return false;
    *any = listing.any;
    if (c->found->conflicts > 0)
        qsort_r(c->found->conflict, (size_t)c->found->conflicts, sizeof *c->found->conflict,
                fewest_limits_first, c->found->limit);
    return true;
}
