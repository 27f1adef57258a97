// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whole kilograms between two plans. The place between them is moved on, away from the limit, until what was rounded
 * keeps it. A kilogram of a small network is much: there several places are tried, and the cheapest plan is kept.
 */
#include "plan/budget_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double KILOGRAM = 0.001;

double budget_natural(const struct budget_search *search, wide sum) {
    return wide_double(sum, use_places(search->asked.quantity) + MASS_PLACES);
}

double budget_place(const struct budget_search *search) {
    return budget_natural(search, search->limit) + search->unmet_use * search->smallest.unmet;
}

/* What a kilogram uses, on average. */
static double kilogram_of_use(const struct budget_search *search) {
    double tonnes = 0;
    for (int k = 0; k < search->problem->shipments; k++)
        tonnes += search->problem->demand[k];
    return KILOGRAM * search->beyond.used / tonnes;
}

static struct solution *mix(const struct budget_search *search, const struct solution *from,
                            const struct solution *to, double share, struct error *err) {
    struct problem problem = *search->problem;
    problem.arc_cost = search->cost;
    problem.penalty = search->penalty;
    return solution_mix(&problem, from, to, share, search->resource_price, KILOGRAM, err);
}

/* Whole kilograms at the share, with what rounding left spent; NULL: *err. */
static struct solution *whole_at(const struct budget_search *search, const struct budget_line *from,
                                 const struct budget_line *to, double share, struct error *err) {
    struct solution *solution = mix(search, from->solution, to->solution, share, err);
    if (solution == NULL || budget_sum(search, solution) > search->limit || !budget_spend(search, solution))
        return solution;
    struct solution *tidy = mix(search, solution, solution, 0, err);
    solution_free(solution);
    return tidy;
}

/* Keeps the cheaper one that is within the limit. */
static void keep_better(const struct budget_search *search, struct solution **best, struct solution *other) {
    bool better =
        budget_sum(search, other) <= search->limit &&
        (*best == NULL || budget_line_of(search, other).total < budget_line_of(search, *best).total);
    solution_free(better ? *best : other);
    *best = better ? other : *best;
}

/* Whether all that is asked for is proven. */
static bool is_good(const struct budget_search *search, struct solution *solution) {
    return solution != NULL && budget_line_of(search, solution).total <= search->good_enough;
}

/* How many places within the limit to try: where a kilogram is nothing, or the time is over, one. */
static int places(const struct budget_search *search) {
    enum { FEW = 40, MANY_SHIPMENTS = 1000 };
    return search->problem->shipments >= MANY_SHIPMENTS || search->settings.seconds <= 0 ? 1 : FEW;
}

/* The best of some places from the limit towards `to`. NULL: none keeps it, or *failed with *err. */
static struct solution *between(const struct budget_search *search, const struct budget_line *from,
                                const struct budget_line *to, bool *failed, struct error *err) {
    double apart = from->used - to->used, place = budget_place(search), share = 0;
    double step = kilogram_of_use(search);
    struct solution *best = NULL;
    for (int i = 0; share < 1 && (i < places(search) || best == NULL) && !is_good(search, best); i++) {
        share = apart > 0 ? fmin(1, fmax(0, (from->used - place) / apart)) : 1;
        struct solution *solution = whole_at(search, from, to, share, err);
        *failed = solution == NULL;
        if (*failed)
            break;
        keep_better(search, &best, solution);
        place -= step;
        step *= best == NULL ? 1.5 : 1;
    }
    if (*failed)
        solution_free(best);
    return *failed ? NULL : best;
}

struct solution *budget_round(struct budget_search *search, struct error *err) {
    bool failed = false;
    budget_weigh(search, search->price);
    struct solution *solution = between(search, &search->beyond, &search->within, &failed, err);
    if (solution == NULL && !failed)
        solution = between(search, &search->within, &search->smallest, &failed, err);
    if (solution != NULL || failed)
        return solution;
    budget_weigh(search, INFINITY);
    return mix(search, search->smallest.solution, search->smallest.solution, 0, err);
}
