// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/check.h"

#include "base/language.h"

#include <math.h>

static bool indexes(const char *what, int count, const int *index, int least, int end, struct error *err) {
    for (int i = 0; i < count; i++)
        if (index[i] < least || index[i] >= end)
            return error_set(err, ERROR_INPUT, "%s[%d] is %d, expected %d to %d", what, i, index[i], least,
                             end - 1);
    return true;
}

enum range { FINITE, FINITE_POSITIVE, MAYBE_INFINITE };

static const char *const EXPECTED[] = {N_("finite, >= 0"), N_("finite, > 0"), N_(">= 0 or infinite")};

static bool in_range(double number, enum range range) {
    switch (range) {
    case FINITE:
        return isfinite(number) && number >= 0;
    case FINITE_POSITIVE:
        return isfinite(number) && number > 0;
    case MAYBE_INFINITE:
        return number >= 0;
    }
    return false;
}

static bool numbers(const char *what, size_t count, const double *number, enum range range,
                    struct error *err) {
    for (size_t i = 0; i < count; i++)
        if (!in_range(number[i], range))
            return error_set(err, ERROR_INPUT, "%s[%zu] is %g, expected %s", what, i, number[i],
                             _(EXPECTED[range]));
    return true;
}

static bool sizes(const struct problem *problem, struct error *err) {
    if (problem->vertices < 0 || problem->arcs < 0 || problem->resources < 0 || problem->classes < 0 ||
        problem->shipments < 0)
        return error_set(err, ERROR_INPUT, "a size of the problem is negative");
    return true;
}

bool problem_check(const struct problem *problem, struct error *err) {
    int vertices = problem->vertices, arcs = problem->arcs, shipments = problem->shipments;
    size_t costs = (size_t)problem->classes * (size_t)arcs;
    return sizes(problem, err) && indexes("arc_tail", arcs, problem->arc_tail, 0, vertices, err) &&
           indexes("arc_head", arcs, problem->arc_head, 0, vertices, err) &&
           indexes("arc_resource", arcs, problem->arc_resource, -1, problem->resources, err) &&
           indexes("origin", shipments, problem->origin, 0, vertices, err) &&
           indexes("destination", shipments, problem->destination, 0, vertices, err) &&
           indexes("class_of", shipments, problem->class_of, 0, problem->classes, err) &&
           numbers("arc_hours", (size_t)arcs, problem->arc_hours, FINITE, err) &&
           numbers("arc_cost", costs, problem->arc_cost, MAYBE_INFINITE, err) &&
           numbers("capacity", (size_t)problem->resources, problem->capacity, FINITE, err) &&
           numbers("demand", (size_t)shipments, problem->demand, FINITE_POSITIVE, err) &&
           numbers("penalty", (size_t)shipments, problem->penalty, FINITE_POSITIVE, err) &&
           (problem->max_hours == NULL ||
            numbers("max_hours", (size_t)shipments, problem->max_hours, MAYBE_INFINITE, err));
}

bool costs_check(const struct problem *problem, const double *arc_cost, const double *penalty,
                 struct error *err) {
    size_t costs = arc_cost == NULL ? 0 : (size_t)problem->classes * (size_t)problem->arcs;
    size_t shipments = penalty == NULL ? 0 : (size_t)problem->shipments;
    for (size_t i = 0; i < costs; i++) {
        bool closed = isinf(problem->arc_cost[i]);
        if (closed ? !isinf(arc_cost[i]) || arc_cost[i] < 0 : !in_range(arc_cost[i], FINITE))
            return error_set(err, ERROR_INPUT, "arc_cost[%zu] is %g, expected %s", i, arc_cost[i],
                             closed ? _("inf, as in the problem") : _(EXPECTED[FINITE]));
    }
    return numbers("penalty", shipments, penalty, FINITE_POSITIVE, err);
}

bool capacity_check(const struct problem *problem, const double *capacity, struct error *err) {
    return numbers("capacity", capacity == NULL ? 0 : (size_t)problem->resources, capacity, FINITE, err);
}
