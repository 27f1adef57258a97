// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/run.h"

#include "base/mem.h"
#include "solver/check.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct solver {
    const struct problem *given;
    struct problem problem; /* under the costs of the last solve */
    struct run run;         /* .graph is NULL before the first */
};

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

struct solver *solver_new(const struct problem *problem, const struct solver_settings *settings,
                          struct error *err) {
    if (!problem_check(problem, err) || !settings_check(settings, err))
        return NULL;
    struct solver *solver = xcalloc(1, sizeof *solver);
    solver->given = problem;
    solver->problem = *problem;
    solver->run = (struct run){.problem = &solver->problem, .settings = settings};
    return solver;
}

void solver_free(struct solver *solver) {
    if (solver == NULL)
        return;
    master_free(solver->run.master);
    pricing_free(solver->run.pricing);
    graph_free(solver->run.graph);
    free(solver->run.price);
    free(solver->run.separation);
    free(solver);
}

void solver_leave_thread(void) {
    lp_leave_thread();
}

static void solver_release(struct solver **solver) {
    solver_free(*solver);
}

bool solver_set_capacity(struct solver *solver, const double *capacity, struct error *err) {
    if (!capacity_check(solver->given, capacity, err))
        return false;
    solver->problem.capacity = capacity != NULL ? capacity : solver->given->capacity;
    return true;
}

static void prepare(struct run *run) {
    size_t resources = (size_t)run->problem->resources;
    run->graph = graph_new(run->problem);
    run->pricing = pricing_new(run->problem, run->graph, run->settings);
    run->price = xcalloc(resources, sizeof *run->price);
    run->separation = xcalloc(resources, sizeof *run->separation);
}

static void begin(struct solver *solver, const double *arc_cost, const double *penalty) {
    struct run *run = &solver->run;
    run->began = clock_seconds();
    run->deadline = run->began + run->settings->seconds;
    solver->problem.arc_cost = arc_cost != NULL ? arc_cost : solver->given->arc_cost;
    solver->problem.penalty = penalty != NULL ? penalty : solver->given->penalty;
    if (run->graph == NULL)
        prepare(run);
    else
        pricing_costs_changed(run->pricing);
    run->info = (struct solver_info){0};
    run->highest_price = 0;
    for (int k = 0; k < run->problem->shipments; k++)
        run->highest_price = fmax(run->highest_price, 1.01 * run->problem->penalty[k]);
    run->renewed = false;
}

/* Back to where the first solve began. */
static void forget(struct run *run) {
    size_t bytes = (size_t)run->problem->resources * sizeof(double);
    master_free(run->master);
    run->master = NULL;
    run->bound = 0;
    run->columns_before = run->iterations_before = 0;
    run->primal_next = run->renewed = run->dived = false;
    run->primal_columns = 0;
    memset(run->price, 0, bytes);
    memset(run->separation, 0, bytes);
}

static enum outcome work(struct run *run, struct error *err) {
    enum outcome outcome = run->master != NULL ? run_resume(run, err) : run_start(run, err);
    while (outcome == GO_ON)
        outcome = run_is_hard(run) ? run_renew(run, err) : run_round(run, err);
    return outcome;
}

struct solution *solver_solve(struct solver *solver, const double *arc_cost, const double *penalty,
                              struct error *err) {
    struct run *run = &solver->run;
    if (!costs_check(solver->given, arc_cost, penalty, err))
        return NULL;
    begin(solver, arc_cost, penalty);
    if (run->master == NULL || !lp_is_alive(run->master->lp))
        forget(run);
    bool warm = run->master != NULL;
    enum outcome outcome = work(run, err);
    if (outcome == FAILED)
        forget(run);
    if (outcome == FAILED && warm)
        outcome = work(run, err);
    if (outcome != FAILED)
        return run_finish(run, outcome, err);
    forget(run);
    return NULL;
}

struct solution *solve(const struct problem *problem, const struct solver_settings *settings,
                       struct error *err) {
    AUTO(solver_release) struct solver *solver = solver_new(problem, settings, err);
    return solver == NULL ? NULL : solver_solve(solver, NULL, NULL, err);
}
