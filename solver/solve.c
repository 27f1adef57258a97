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
        return error_set(err, ERROR_INPUT, "smoothing %g must be at least 0 and under 1", settings->smoothing);
    return true;
}

struct solution *solve(const struct problem *problem, const struct solver_settings *settings, struct error *err) {
    if (!problem_check(problem, err) || !settings_check(settings, err))
        return NULL;
    AUTO(run_release) struct run run = run_of(problem, settings);
    enum outcome outcome = run_start(&run, err);
    while (outcome == GO_ON)
        outcome = run_is_hard(&run) ? run_renew(&run, err) : run_round(&run, err);
    return outcome == FAILED ? NULL : run_finish(&run, outcome, err);
}
