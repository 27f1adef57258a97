// SPDX-License-Identifier: GPL-3.0-or-later
/* One limit changed, just as far as it takes. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool feasible_without(struct conflicting *c, const bool *in, int row, bool *feasible,
                             struct error *err) {
    AUTO_FREE bool *less = xcalloc((size_t)c->rows, sizeof *less);
    memcpy(less, in, (size_t)c->rows * sizeof *less);
    for (int r = 0; r < c->rows; r++) /* both directions of a link are one row of the file */
        if (c->row[r].kind == c->row[row].kind && c->row[r].link == c->row[row].link &&
            c->row[r].terminal == c->row[row].terminal && c->row[r].kind == LIMIT_CAPACITY)
            less[r] = false;
    less[row] = false;
    return conflict_feasible(c, less, feasible, err);
}

/* ---- capacities ---- */

static bool is_of(const struct conflicting *c, int r, const struct limit *limit) {
    return c->network->resource[r].link == limit->link && c->network->resource[r].terminal == limit->terminal;
}

static void raise_by(struct conflicting *c, const struct limit *limit, int64_t kg) {
    for (int r = 0; r < c->network->resources; r++)
        if (is_of(c, r, limit))
            c->capacity_kg[r] += kg;
}

/*
 * What stays behind is convex in the capacity, and its slope is the shadow price: going to where the tangent meets 0
 * never goes too far, and comes to the least raise in finitely many steps. *works: one was found.
 */
static bool least_raise(struct conflicting *c, const bool *in, const struct limit *limit, int64_t *kg,
                        bool *works, struct error *err) {
    enum { STEPS = 100 };
    const double grain_kg = 1e-3, farthest_kg = 1e15;
    *kg = 0;
    *works = false;
    for (int step = 0; step < STEPS; step++) {
        AUTO(trial_release) struct trial trial = {0};
        raise_by(c, limit, *kg);
        bool done = conflict_try(c, in, false, &trial, err);
        raise_by(c, limit, -*kg);
        if (!done)
            return false;
        *works = trial.feasible;
        if (trial.feasible)
            return true;
        double price = 0;
        for (int r = 0; r < c->network->resources; r++)
            price += is_of(c, r, limit) && in[c->capacity_row[r]] ? trial.solution->price[r] : 0;
        double more_kg = price > 0 ? trial.unmet * 1000 / price : INFINITY;
        if (!(more_kg < farthest_kg))
            return true;
        int64_t next_kg = *kg + (int64_t)ceil(more_kg - grain_kg);
        *kg = next_kg > *kg ? next_kg : *kg + 1;
    }
    return true;
}

/* ---- hours ---- */

/* Longest of the shipment's paths. */
static int64_t slowest_uh(const struct conflicting *c, const struct trial *trial, int k) {
    const struct solution *solution = trial->solution;
    int64_t slowest = 0;
    for (int p = 0; p < solution->paths; p++) {
        int64_t time_uh = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
            time_uh += c->network->arc[solution->path_arc[i]].time_uh;
        if (trial->shipment[solution->path_shipment[p]] == k && time_uh > slowest)
            slowest = time_uh;
    }
    return slowest;
}

static bool try_hours(struct conflicting *c, const bool *in, int k, int64_t max_uh, int64_t *used_uh,
                      bool *feasible, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    int64_t before = c->max_uh[k];
    c->max_uh[k] = max_uh;
    bool done = conflict_try(c, in, false, &trial, err);
    c->max_uh[k] = before;
    *feasible = trial.feasible;
    if (done && trial.feasible)
        *used_uh = slowest_uh(c, &trial, k);
    return done;
}

/*
 * By halving, to the millionth of an hour that times are counted in. It is known to do without a limit; the
 * fastest way on empty roads is tried first.
 */
static bool least_hours(struct conflicting *c, const bool *in, const struct limit *limit, int64_t *uh,
                        struct error *err) {
    const int64_t no_limit = (int64_t)1 << 52; /* 4.5e9 h */
    int k = limit->shipment, turn = 0;
    int64_t low = c->max_uh[k], high = no_limit, next = limit->fastest_uh;
    bool feasible;
    if (!try_hours(c, in, k, high, &high, &feasible, err))
        return false;
    while (high - low > 1) {
        if (next <= low || next >= high)
            next = low + (high - low) / 2;
        if (!try_hours(c, in, k, next, &high, &feasible, err))
            return false;
        if (!feasible)
            low = next;
        next = feasible && turn++ % 2 == 0 ? high - 1 : low + (high - low) / 2;
    }
    *uh = high;
    return true;
}

bool repair_of_row(struct conflicting *c, const bool *in, int row, struct repair_step *step, bool *works,
                   struct error *err) {
    const struct limit *limit = &c->row[row];
    *step = (struct repair_step){.limit = *limit};
    if (!feasible_without(c, in, row, works, err))
        return false;
    if (!*works)
        return true;
    if (limit->kind == LIMIT_CAPACITY) {
        if (!least_raise(c, in, limit, &step->by, works, err))
            return false;
        step->to = limit->amount + step->by;
    } else if (limit->kind == LIMIT_HOURS) {
        if (!least_hours(c, in, limit, &step->to, err))
            return false;
        step->by = step->to - limit->amount;
    }
    return true;
}
