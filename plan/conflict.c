// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <stdlib.h>

const char *const LIMIT_KINDS[] = {"demand", "capacity", "hours", "restriction", "closure", NULL};

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

/* ---- the plan as things are ---- */

static bool make_plan(struct conflicting *c, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = 1;
    settings.interrupted = c->settings->interrupted;
    AUTO(solution_release)
    struct solution *solution = solve(compiled_problem(c->compiled), &settings, err);
    c->found->solves++;
    if (solution != NULL)
        c->found->plan = plan_lift(c->compiled, solution, settings.gap, err);
    return c->found->plan != NULL;
}

/* Who stays behind though it could move, because its penalty is lower than what that costs. */
static bool find_stays(struct conflicting *c, struct error *err) {
    struct conflicts *found = c->found;
    bool stated = false;
    for (int k = 0; k < c->scenario->shipments; k++)
        stated = stated || (found->plan->shipment[k].unmet_kg > 0 && c->scenario->shipment[k].has_penalty);
    if (!stated)
        return true;
    if (!repair_replan(c, NULL, 0, &found->forced, err))
        return false;
    found->stay = xcalloc((size_t)c->scenario->shipments, sizeof *found->stay);
    for (int k = 0; found->forced != NULL && k < c->scenario->shipments; k++) {
        int64_t kg = found->plan->shipment[k].unmet_kg - found->forced->shipment[k].unmet_kg;
        if (c->scenario->shipment[k].has_penalty && kg > 0 && found->plan->unmet_kg > found->forced->unmet_kg)
            found->stay[found->stays++] = (struct rather_stays){k, kg};
    }
    return true;
}

static bool find_least_unmet(struct conflicting *c, const bool *in, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    if (!conflict_try(c, in, false, &trial, err))
        return false;
    c->found->least_unmet_kg = trial.feasible ? 0 : conflict_whole_kg(trial.unmet);
    return true;
}

static bool study(struct conflicting *c, struct error *err) {
    if (!make_plan(c, err))
        return false;
    if (c->found->plan->unmet_kg == 0)
        return true;
    conflict_open(c);
    AUTO_FREE bool *in = xcalloc((size_t)c->rows, sizeof *in),
                   *first = xcalloc((size_t)c->rows, sizeof *first);
    for (int row = 0; row < c->rows; row++)
        in[row] = true;
    if (!find_least_unmet(c, in, err) || !find_stays(c, err))
        return false;
    if (c->found->least_unmet_kg == 0)
        return true;
    bool any;
    return conflict_list(c, in, first, &any, err) && conflict_repairs(c, in, any ? first : NULL, err);
}

struct conflicts *plan_conflicts(const struct compiled *compiled, const struct conflict_settings *settings,
                                 struct error *err) {
    static const struct conflict_settings defaults;
    struct conflicting c = {.compiled = compiled,
                            .settings = settings != NULL ? settings : &defaults,
                            .found = xcalloc(1, sizeof(struct conflicts))};
    bool fine = study(&c, err);
    conflict_close(&c);
    if (fine)
        return c.found;
    conflicts_free(c.found);
    return NULL;
}

void conflicts_free(struct conflicts *conflicts) {
    if (conflicts == NULL)
        return;
    plan_free(conflicts->plan);
    plan_free(conflicts->forced);
    free(conflicts->conflict);
    free(conflicts->limit);
    free(conflicts->repair);
    free(conflicts->step);
    free(conflicts->stay);
    free(conflicts);
}
