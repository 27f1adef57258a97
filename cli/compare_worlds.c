// SPDX-License-Identifier: GPL-3.0-or-later
/* A side of a comparison, from its files to a sealed plan. */
#include "cli/compare.h"

#include "base/mem.h"
#include "cli/progress.h"
#include "cli/search.h"

#include <stdlib.h>

void world_release(struct world *world) {
    plan_release(&world->plan);
    compiled_release(&world->compiled);
    free((void *)world->variant.closed_link);
    scenario_release(&world->scenario);
}

bool world_load(struct world *world, const char *folder, const struct options *options, struct diag *diag,
                struct error *err) {
    world->scenario = dataset_load_asked(options, folder, diag, err);
    return world->scenario != NULL && dataset_variant(options, world->scenario, &world->variant, err);
}

static bool settle(struct plan *plan, const struct scenario *scenario, struct diag *diag) {
    struct verdict verdict = plan_verify(plan, scenario, diag);
    if (verdict.holds)
        plan_seal(plan, &verdict);
    return verdict.holds;
}

bool world_plan(struct world *world, const struct options *options, struct diag *diag, struct error *err) {
    const double gap = 1e-9;
    world->compiled = plan_compile(world->scenario, &world->variant, diag);
    if (world->compiled == NULL)
        return diag_error(diag, err);
    AUTO(solution_release)
    struct solution *solution = solve_shown(compiled_problem(world->compiled), options, gap, err);
    if (solution == NULL)
        return false;
    if (*interrupts_catch())
        return error_set(err, ERROR_SOLVER, "interrupted");
    world->plan = plan_lift(world->compiled, solution, gap, err);
    if (world->plan == NULL)
        return false;
    if (settle(world->plan, world->scenario, diag))
        return true;
    diag_error(diag, err);
    return error_set(err, ERROR_SOLVER, "the solver's plan did not verify; please report this: %.300s",
                     err->message);
}

/* ---- a side ---- */

/* A plan stands for what it was made with: its day, value of time and closures. */
static void adopt(struct options *own, const struct plan *plan, const struct scenario *scenario) {
    own->as_of = plan->variant.as_of;
    own->has_as_of = true;
    own->has_vot = plan->variant.has_vot;
    own->vot_per_t_h = plan->variant.vot_per_t_h;
    own->closures = 0;
    for (int i = 0; i < plan->variant.closed_links && own->closures < CLOSED_MOST; i++)
        own->closed[own->closures++] = scenario->network->link[plan->variant.closed_link[i]].id;
}

static bool refuse(const struct side *side, struct diag *diag, struct error *err) {
    diag_error(diag, err);
    return error_set(err, ERROR_INPUT, "%.120s is not compared, since it does not verify: %.340s",
                     side->plan_file, err->message);
}

static bool read_side(struct side *side, struct diag *diag, struct error *err) {
    struct world *world = &side->world;
    struct diag *doubts = diag_new();
    world->scenario = dataset_load(side->folder, diag, err);
    struct plan *plan = world->scenario != NULL ? plan_read(side->plan_file, world->scenario, diag) : NULL;
    bool good = plan != NULL && plan_fits(plan, world->scenario, err);
    if (plan != NULL && !good)
        error_prefix(err, "%.120s", side->plan_file);
    world->plan = plan;
    if (good && !plan_verify(plan, world->scenario, doubts).holds)
        good = refuse(side, doubts, err);
    if (good)
        world->compiled = plan_compile(world->scenario, &plan->variant, diag);
    if (good)
        adopt(side->options, plan, world->scenario);
    diag_free(doubts);
    return good && world->compiled != NULL;
}

int side_open(struct side *side, const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    bool good = side->plan_file != NULL ? read_side(side, diag, &err)
                                        : world_load(&side->world, side->folder, side->options, diag, &err) &&
                                              world_plan(&side->world, side->options, diag, &err);
    return good ? EXIT_DONE : say_failure(options, diag, &err);
}
