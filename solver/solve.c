// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/run.h"

#include "base/mem.h"
#include "solver/check.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>

static void run_release(struct run *run) {
    master_free(run->master);
    pricing_free(run->pricing);
    graph_free(run->graph);
    free(run->price);
    free(run->separation);
}

static struct run run_of(const struct problem *problem, const struct solver_settings *settings) {
    struct run run = {.problem = problem, .settings = settings};
    run.began = clock_seconds();
    run.deadline = run.began + settings->seconds;
    run.graph = graph_new(problem);
    run.pricing = pricing_new(problem, run.graph, settings);
    run.price = xcalloc((size_t)problem->resources, sizeof *run.price);
    run.separation = xcalloc((size_t)problem->resources, sizeof *run.separation);
    return run;
}

static bool settings_check(const struct solver_settings *settings, struct error *err) {
    if (!(settings->gap >= 0) || !(settings->seconds >= 0))
        return error_set(err, ERROR_INPUT, "gap %g and seconds %g must be at least 0", settings->gap,
                         settings->seconds);
    if (!(settings->quantum >= 0) || isinf(settings->quantum))
        return error_set(err, ERROR_INPUT, "quantum %g must be finite and at least 0", settings->quantum);
    if (!(settings->smoothing >= 0 && settings->smoothing < 1))
        return error_set(err, ERROR_INPUT, "smoothing %g must be at least 0 and under 1",
                         settings->smoothing);
    return true;
}

struct solver {
    const struct problem *given;
    struct problem problem; /* under the costs of the last solve */
    const struct solver_settings *settings;
};

struct solver *solver_new(const struct problem *problem, const struct solver_settings *settings,
                          struct error *err) {
    if (!problem_check(problem, err) || !settings_check(settings, err))
        return NULL;
    struct solver *solver = xcalloc(1, sizeof *solver);
    solver->given = problem;
    solver->problem = *problem;
    solver->settings = settings;
    return solver;
}

void solver_free(struct solver *solver) {
    free(solver);
}

static void solver_release(struct solver **solver) {
    solver_free(*solver);
}

struct solution *solver_solve(struct solver *solver, const double *arc_cost, const double *penalty,
                              struct error *err) {
    if (!costs_check(solver->given, arc_cost, penalty, err))
        return NULL;
    solver->problem.arc_cost = arc_cost != NULL ? arc_cost : solver->given->arc_cost;
    solver->problem.penalty = penalty != NULL ? penalty : solver->given->penalty;
    AUTO(run_release) struct run run = run_of(&solver->problem, solver->settings);
    enum outcome outcome = run_start(&run, err);
    while (outcome == GO_ON)
        outcome = run_is_hard(&run) ? run_renew(&run, err) : run_round(&run, err);
    return outcome == FAILED ? NULL : run_finish(&run, outcome, err);
}

struct solution *solve(const struct problem *problem, const struct solver_settings *settings,
                       struct error *err) {
    AUTO(solver_release) struct solver *solver = solver_new(problem, settings, err);
    return solver == NULL ? NULL : solver_solve(solver, NULL, NULL, err);
}
