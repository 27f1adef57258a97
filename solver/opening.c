// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_search.h"

#include "base/mem.h"
#include "solver/check.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool opening_is_over(const struct opening_case *given) {
    const volatile int *interrupted = given->settings->interrupted;
    return (interrupted != NULL && *interrupted != 0) || clock_seconds() >= given->deadline;
}

static bool check(const struct opening_problem *problem, struct error *err) {
    if (!problem_check(problem->problem, err))
        return false;
    for (int f = 0; f < problem->facilities; f++)
        if (!isfinite(problem->fixed_cost[f]) || problem->fixed_cost[f] < 0)
            return error_set(err, ERROR_INPUT, "fixed_cost[%d] is %g, expected finite, >= 0", f,
                             problem->fixed_cost[f]);
    for (int a = 0; a < problem->problem->arcs; a++)
        if (problem->facility_of_arc != NULL &&
            (problem->facility_of_arc[a] < -1 || problem->facility_of_arc[a] >= problem->facilities))
            return error_set(err, ERROR_INPUT, "facility_of_arc[%d] is %d, expected -1 to %d", a,
                             problem->facility_of_arc[a], problem->facilities - 1);
    return true;
}

/* ---- the case: what costs something and has arcs ---- */

static void number_facilities(struct opening_case *given, const struct opening_problem *problem) {
    int arcs = problem->problem->arcs;
    AUTO_FREE int *number = xcalloc((size_t)problem->facilities, sizeof *number);
    for (int a = 0; a < arcs; a++) {
        int f = problem->facility_of_arc[a];
        if (f >= 0 && problem->fixed_cost[f] > 0)
            number[f] = 1;
    }
    for (int f = 0; f < problem->facilities; f++) {
        if (number[f] != 0) {
            given->asked[given->facilities] = f;
            given->cost[given->facilities++] = problem->fixed_cost[f];
        }
        number[f] = number[f] != 0 ? given->facilities - 1 : -1;
    }
    for (int a = 0; a < arcs; a++)
        given->of_arc[a] = problem->facility_of_arc[a] < 0 ? -1 : number[problem->facility_of_arc[a]];
}

static void case_init(struct opening_case *given, const struct opening_problem *problem,
                      const struct solver_settings *settings) {
    size_t facilities = (size_t)problem->facilities, arcs = (size_t)problem->problem->arcs;
    *given = (struct opening_case){.problem = problem->problem,
                                   .settings = settings,
                                   .deadline = clock_seconds() + settings->seconds,
                                   .asked = xcalloc(facilities, sizeof *given->asked),
                                   .of_arc = xcalloc(arcs, sizeof *given->of_arc),
                                   .cost = xcalloc(facilities, sizeof *given->cost)};
    memset(given->of_arc, -1, arcs * sizeof *given->of_arc);
    if (problem->facilities > 0)
        number_facilities(given, problem);
    for (int k = 0; k < problem->problem->shipments; k++)
        given->demand += problem->problem->demand[k];
    given->unit = given->demand > 0 ? given->demand / problem->problem->shipments : 1;
    arc_groups_init(&given->groups, problem->problem, given->of_arc);
}

static void case_release(struct opening_case *given) {
    arc_groups_release(&given->groups);
    free(given->asked);
    free(given->of_arc);
    free(given->cost);
}

/* ---- the answer ---- */

/* Once the time is over the last solve may still take as long as those before it did, and no longer than this. [s] */
static const double GRACE_MOST = 5;

static struct solution *solve_last(const struct opening_case *given, const struct opening_trial *trial,
                                   struct error *err) {
    struct problem problem = *given->problem;
    size_t arcs = (size_t)problem.arcs, costs = (size_t)problem.classes * arcs;
    AUTO_FREE double *cost = xcalloc(costs, sizeof *cost);
    for (size_t i = 0; i < costs; i++) {
        int f = given->of_arc[i % arcs];
        cost[i] = f >= 0 && !trial->open[f] ? INFINITY : problem.arc_cost[i];
    }
    problem.arc_cost = cost;
    struct solver_settings settings = *given->settings;
    settings.progress = NULL;
    settings.gap = OPENING_TRIAL_SHARE * given->settings->gap;
    settings.seconds = fmax(given->deadline - clock_seconds(), fmin(GRACE_MOST, 2 * trial->longest + 0.05));
    settings.interrupted = opening_is_over(given) ? NULL : given->settings->interrupted;
    return solve(&problem, &settings, err);
}

static void keep_open(const struct opening_case *given, const struct opening_problem *problem,
                      struct opening *opening) {
    for (int f = 0; f < problem->facilities; f++)
        opening->open[f] = problem->fixed_cost[f] == 0;
    for (int i = 0; i < opening->solution->path_start[opening->solution->paths]; i++) {
        int f = given->of_arc[opening->solution->path_arc[i]];
        if (f >= 0)
            opening->open[given->asked[f]] = 1;
    }
    for (int f = 0; f < problem->facilities; f++)
        opening->fixed_cost += opening->open[f] ? problem->fixed_cost[f] : 0;
}

static enum solver_status status_of(const struct opening *opening, const struct opening_search *search,
                                    const struct solver_settings *settings) {
    bool limit = search->stopped && opening->gap > settings->gap;
    return limit ? SOLVER_LIMIT : opening->solution->status;
}

static struct opening *answer(const struct opening_case *given, const struct opening_problem *problem,
                              const struct opening_search *search, struct error *err) {
    struct opening *opening = xcalloc(1, sizeof *opening);
    opening->open = xcalloc((size_t)problem->facilities, 1);
    opening->solution = solve_last(given, &search->trial, err);
    if (opening->solution == NULL) {
        opening_free(opening);
        return NULL;
    }
    keep_open(given, problem, opening);
    opening->objective = opening->solution->objective + opening->fixed_cost;
    opening->bound = fmin(opening_search_bound(search), opening->objective);
    opening->gap = (opening->objective - opening->bound) / fmax(fabs(opening->objective), 1e-300);
    opening->nodes = search->nodes;
    opening->cuts = search->master.cuts;
    opening->columns = (int)search->master.made;
    opening->status = status_of(opening, search, given->settings);
    return opening;
}

struct opening *solve_opening(const struct opening_problem *problem, const struct solver_settings *settings,
                              struct error *err) {
    struct opening_case given;
    struct opening_search search;
    if (!check(problem, err))
        return NULL;
    case_init(&given, problem, settings);
    struct opening *opening = NULL;
    if (opening_search_init(&search, &given, err) && opening_search_run(&search, err))
        opening = answer(&given, problem, &search, err);
    opening_search_release(&search);
    case_release(&given);
    return opening;
}

void opening_free(struct opening *opening) {
    if (opening == NULL)
        return;
    solution_free(opening->solution);
    free(opening->open);
    free(opening);
}
