// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/planned.h"

#include "solver/solver.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>

const char *planned_errors(const struct diag *diag) {
    return support_findings(diag, DIAG_ERROR);
}

static void need(bool good, const struct diag *diag, const char *what) {
    if (good)
        return;
    fprintf(stderr, "%s failed: %s\n", what, planned_errors(diag));
    exit(1);
}

struct planned planned_new(const char *dir, struct date as_of) {
    struct planned planned = {.diag = diag_new()};
    struct variant variant = {.as_of = as_of};
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct error err = {0};
    settings.quantum = 0.001;
    planned.scenario = scenario_load(dir, NULL, planned.diag);
    need(planned.scenario != NULL, planned.diag, dir);
    planned.compiled = plan_compile(planned.scenario, &variant, planned.diag);
    need(planned.compiled != NULL, planned.diag, "plan_compile");
    struct solution *solution = solve(compiled_problem(planned.compiled), &settings, &err);
    need(solution != NULL, planned.diag, err.message);
    planned.plan = plan_lift(planned.compiled, solution, settings.gap, &err);
    need(planned.plan != NULL, planned.diag, err.message);
    solution_free(solution);
    planned.verdict = plan_verify(planned.plan, planned.scenario, planned.diag);
    need(planned.verdict.holds, planned.diag, "plan_verify");
    plan_seal(planned.plan, &planned.verdict);
    return planned;
}

void planned_release(struct planned *planned) {
    plan_free(planned->plan);
    compiled_free(planned->compiled);
    scenario_free(planned->scenario);
    diag_free(planned->diag);
}
