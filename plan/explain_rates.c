// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which rate alone, by falling, brings a way back. What the way loses today says little where places are shared: as a
 * rate falls others want the same places, and what those are worth rises. So plans are made again: with the rate at
 * less, the best total is the lower envelope of the lines of all plans (plan/sensitivity.c), and its turns are gone
 * through from today's rate to none at all, up to the first plan that sends the shipment over the way.
 */
#include "plan/explain_parts.h"
#include "plan/sensitivity.h"
#include "plan/virtual.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLVES_A_RATE = 200 };
static const double half_a_kg = 0.0005; /* t: less is rounding */

/* ---- what ways pay ---- */

struct paid {
    const struct rate *rate;
    double per_t;
};

struct paying {
    const struct compiled *compiled;
    int shipment;
    struct paid *paid;
    int count, room;
};

static void pay(struct paying *paying, const struct rate *rate, double per_t) {
    for (int i = 0; i < paying->count; i++)
        if (paying->paid[i].rate == rate) {
            paying->paid[i].per_t += per_t;
            return;
        }
    GROW(paying->paid, paying->count, paying->room);
    paying->paid[paying->count++] = (struct paid){rate, per_t};
}

static void pay_way(struct paying *paying, const struct way *way, double sign) {
    const struct virtual_network *network = compiled_network(paying->compiled);
    int cargo = virtual_cargo(network, paying->shipment);
    for (int i = 0; i < way->arcs; i++) {
        const struct arc *arc = &network->arc[way->arc[i]];
        struct rate_share share[ITEM_BOOK];
        int shares = 0;
        struct charge charge = cargo_charge(network, arc, cargo);
        if (!tariff_shares(network->tariff, &charge, share, &shares, NULL))
            continue; /* cannot be: it had a price */
        for (int s = 0; s < shares; s++)
            pay(paying, share[s].rate, sign * share[s].per_t);
    }
}

/* ---- plans with a lower rate ---- */

struct returning {
    struct study study;
    int shipment;
    const struct way *way;
};

/* A plan that is best where the rate has moved by share. */
struct best {
    double share;
    int line;
};

static bool is_taken(const struct returning *returning, int line) {
    const struct solution *solution = returning->study.line[line].solution;
    const struct way *way = returning->way;
    for (int p = 0; p < solution->paths; p++) {
        int arcs = solution->path_start[p + 1] - solution->path_start[p];
        if (solution->path_shipment[p] == returning->shipment && solution->path_flow[p] > half_a_kg &&
            arcs == way->arcs &&
            memcmp(solution->path_arc + solution->path_start[p], way->arc, (size_t)arcs * sizeof *way->arc) ==
                0)
            return true;
    }
    return false;
}

/*
 * The share nearest to that of `from`, whose plan does not take the way, at which one takes over that does: *share; NAN
 * where there is none up to `to`, or too many plans were made. False with *err.
 */
static bool first_return(struct returning *returning, struct best from, struct best to, double *share,
                         struct error *err) {
    struct study *study = &returning->study;
    *share = NAN;
    if (from.line == to.line || lines_parallel(&study->line[from.line], &study->line[to.line], FALL))
        return true;
    double meet = lines_meet(&study->line[from.line], &study->line[to.line], FALL);
    meet = fmin(fmax(meet, to.share), from.share);
    if (meet < from.share && meet > to.share && study->solves < SOLVES_A_RATE) {
        int better = study_at(study, meet, err);
        if (better < 0)
            return false;
        if (line_beats(&study->line[better], &study->line[from.line], meet)) {
            const struct best between = {meet, better};
            if (!first_return(returning, from, between, share, err))
                return false;
            return is_taken(returning, better) || !isnan(*share) ||
                   first_return(returning, between, to, share, err);
        }
    }
    if (is_taken(returning, to.line))
        *share = meet;
    return true;
}

static bool try_rate(struct returning *returning, const struct rate *rate, double *share, struct error *err) {
    const struct rate_group group = {rate->item, rate};
    struct rate_range range;
    *share = NAN;
    if (!study_group(&returning->study, &group, &range, err))
        return false;
    if (range.kind != RANGE_MOVES || is_taken(returning, 0))
        return true;
    returning->study.solves = 0;
    int none = study_at(&returning->study, -1, err);
    return none >= 0 && first_return(returning, (struct best){0, 0}, (struct best){-1, none}, share, err);
}

/* ---- together ---- */

static int smallest_fall_first(const void *left, const void *right) {
    const struct way_rate *a = left, *b = right;
    if (a->fall != b->fall)
        return a->fall < b->fall ? -1 : 1;
    return strcmp(a->rate->tariff_id, b->rate->tariff_id);
}

static bool try_all(struct returning *returning, const struct paying *paying, struct rates_found *found,
                    double loss, struct error *err) {
    int room = 0;
    for (int i = 0; i < paying->count; i++) {
        double share;
        if (!(paying->paid[i].per_t > 0))
            continue;
        if (!try_rate(returning, paying->paid[i].rate, &share, err))
            return false;
        found->outbid = found->outbid || (isnan(share) && paying->paid[i].per_t >= loss);
        if (isnan(share))
            continue;
        GROW(found->rate, found->rates, room);
        found->rate[found->rates++] =
            (struct way_rate){paying->paid[i].rate, paying->paid[i].per_t, fmin(fmax(-share, 0), 1)};
    }
    return true;
}

bool rates_that_return(const struct compiled *compiled, int shipment, const struct way *taken,
                       const struct way *other, double loss, struct rates_found *found, struct error *err) {
    struct paying paying = {.compiled = compiled, .shipment = shipment};
    struct returning returning = {.shipment = shipment, .way = other};
    *found = (struct rates_found){NULL, 0, false};
    pay_way(&paying, other, 1);
    if (taken != NULL)
        pay_way(&paying, taken, -1);
    bool tried =
        study_begin(&returning.study, compiled, 1, err) && try_all(&returning, &paying, found, loss, err);
    study_end(&returning.study);
    free(paying.paid);
    if (found->rates > 0)
        qsort(found->rate, (size_t)found->rates, sizeof *found->rate, smallest_fall_first);
    return tried;
}
