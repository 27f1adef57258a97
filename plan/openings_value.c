// SPDX-License-Identifier: GPL-3.0-or-later
/* What each facility is worth: the best plan with the other choice. */
#include "plan/plan.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The problem with one facility forced, as an opening problem of its own. */
struct forcing {
    const struct facilities *facilities;
    const struct problem *whole;
    struct problem problem; /* the whole one, but for arc_cost */
    double *arc_cost;       /* [classes * arcs] */
    double *fixed_cost;     /* [facilities] */
    struct solver_settings settings;
};

static struct forcing forcing_new(const struct compiled *compiled, const struct facilities *facilities,
                                  const struct solver_settings *settings) {
    const double gap = 1e-9; /* a value is a difference of two plans */
    struct forcing forcing = {.facilities = facilities,
                              .whole = compiled_problem(compiled),
                              .problem = *compiled_problem(compiled),
                              .settings = *settings};
    forcing.settings.gap = fmin(settings->gap, gap);
    forcing.settings.quantum = 0;
    forcing.settings.progress = NULL;
    size_t costs = (size_t)forcing.problem.classes * (size_t)forcing.problem.arcs;
    forcing.arc_cost = xcalloc(costs, sizeof *forcing.arc_cost);
    forcing.problem.arc_cost = forcing.arc_cost;
    forcing.fixed_cost = xcalloc((size_t)facilities->count, sizeof *forcing.fixed_cost);
    return forcing;
}

static void forcing_release(struct forcing *forcing) {
    free(forcing->arc_cost);
    free(forcing->fixed_cost);
}

static void close_facility(struct forcing *forcing, int facility) {
    const struct problem *problem = &forcing->problem;
    for (int a = 0; a < problem->arcs; a++)
        for (int c = 0; c < problem->classes && forcing->facilities->of_arc[a] == facility; c++)
            forcing->arc_cost[(size_t)c * (size_t)problem->arcs + (size_t)a] = INFINITY;
}

/*
 * The least that a plan costs where `facility` (-1: none) is open or closed in any case. False with *err; NAN in *cost where the
 * search ended early.
 */
static bool cost_with(struct forcing *forcing, int facility, bool open, double *cost, struct error *err) {
    const struct facilities *facilities = forcing->facilities;
    size_t costs = (size_t)forcing->problem.classes * (size_t)forcing->problem.arcs;
    memcpy(forcing->arc_cost, forcing->whole->arc_cost, costs * sizeof *forcing->arc_cost);
    memcpy(forcing->fixed_cost, facilities->cost, (size_t)facilities->count * sizeof *facilities->cost);
    if (facility >= 0 && open)
        forcing->fixed_cost[facility] = 0;
    else if (facility >= 0)
        close_facility(forcing, facility);
    const struct opening_problem problem = {.problem = &forcing->problem,
                                            .facilities = facilities->count,
                                            .fixed_cost = forcing->fixed_cost,
                                            .facility_of_arc = facilities->of_arc};
    struct opening *opening = solve_opening(&problem, &forcing->settings, err);
    if (opening == NULL)
        return false;
    *cost = opening->status == SOLVER_LIMIT
                ? NAN
                : opening->objective + (facility >= 0 && open ? facilities->cost[facility] : 0);
    opening_free(opening);
    return true;
}

/* The plan's own facilities on call stand in the order of `facilities`. */
static void enter(struct plan *plan, int number, double more) {
    const double most = 1e20;
    for (int f = 0; f < plan->facilities; f++) {
        if (!plan->facility[f].on_call || number-- > 0)
            continue;
        plan->facility[f].has_value = fabs(more) < most; /* not NAN */
        plan->facility[f].value_e4 = plan->facility[f].has_value ? (wide)llround(more * 100) * 100 : 0;
        return;
    }
}

bool plan_value_facilities(struct plan *plan, const struct compiled *compiled,
                           const struct openings *openings, const struct solver_settings *settings,
                           struct error *err) {
    const struct facilities *facilities = openings->facilities;
    if (facilities->count == 0 || facilities->count > FACILITIES_VALUED || openings->limit)
        return true;
    AUTO(forcing_release) struct forcing forcing = forcing_new(compiled, facilities, settings);
    double best, other;
    if (!cost_with(&forcing, -1, true, &best, err))
        return false;
    for (int f = 0; f < facilities->count; f++) {
        if (!cost_with(&forcing, f, !openings->open[f], &other, err))
            return false;
        enter(plan, f, other - best);
    }
    return true;
}
