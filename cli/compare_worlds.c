// SPDX-License-Identifier: GPL-3.0-or-later
/* A side of a comparison, from its files to a sealed plan. */
#include "cli/compare.h"

#include "base/mem.h"
#include "cli/progress.h"
#include "cli/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The plan and the problem that it is of. */
static void forget(struct world *world) {
    plan_release(&world->plan);
    if (world->compiled != world->opened.compiled)
        compiled_release(&world->compiled);
    world->compiled = NULL;
    opened_release(&world->opened);
}

void world_release(struct world *world) {
    forget(world);
    variant_release(&world->variant);
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
    if (!opened_compile(&world->opened, world->scenario, &world->variant, diag))
        return diag_error(diag, err);
    if (!opened_decide(&world->opened, options, gap, diag, err))
        return false;
    world->compiled = world->opened.compiled;
    AUTO(solution_release)
    struct solution *solution = opened_solve(&world->opened, options, gap, err);
    if (solution == NULL)
        return false;
    if (*interrupts_catch())
        return error_set(err, ERROR_SOLVER, "interrupted");
    world->plan = plan_lift(world->compiled, solution, gap, err);
    if (world->plan == NULL)
        return false;
    plan_set_openings(world->plan, world->opened.openings);
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
    struct money scenarios_vot;
    own->has_vot = plan->variant.has_vot && !(edits_vot(scenario->edits, &scenarios_vot) &&
                                              scenarios_vot.e4 == plan->variant.vot_per_t_h.e4);
    own->vot_per_t_h = plan->variant.vot_per_t_h;
    own->closures = 0;
    for (own->withs = 0; own->withs < plan->variant.granted && own->withs < REGIONS_MOST; own->withs++)
        own->with[own->withs] = plan->variant.grant[own->withs];
    for (own->withouts = 0; own->withouts < plan->variant.dropped && own->withouts < REGIONS_MOST;
         own->withouts++)
        own->without[own->withouts] = plan->variant.drop[own->withouts];
    for (int i = 0; i < plan->variant.closed_links && own->closures < CLOSED_MOST; i++)
        own->closed[own->closures++] = scenario->network->link[plan->variant.closed_link[i]].id;
}

static bool refuse(const struct side *side, struct diag *diag, struct error *err) {
    diag_error(diag, err);
    char why[sizeof err->message];
    snprintf(why, sizeof why, "%s", err->message);
    return error_set(err, ERROR_INPUT, "%.120s is not compared, since it does not verify: %.340s",
                     side->plan_file, why);
}

/* A plan of rates that have changed since stands for what it says: nothing else can be planned under them. */
static bool has_its_rates(const struct world *world) {
    char hash[HASH_TEXT];
    tariff_hash(compiled_network(world->compiled)->tariff, hash);
    return strcmp(hash, world->plan->tariff_hash) == 0;
}

/* The penalty of what stays behind may depend on rates: then shipments of such a plan can't be told apart. */
static bool penalty_is_known(const struct world *world) {
    const wide e7_of_e4 = 1000;
    struct worth worth = plan_worth(world->plan, compiled_network(world->compiled));
    return wide_divide(worth.of[MEASURE_PENALTY], e7_of_e4) == world->plan->penalty_e4;
}

static bool check_plan(struct side *side, struct error *err) {
    const struct world *world = &side->world;
    AUTO(diag_release) struct diag *doubts = diag_new();
    if (world->plan->budget.quantity != BUDGET_NONE)
        side->unlike = N_("a plan was made within a budget, under which causes are not planned");
    if (world->plan->variant.closed_terminals > 0)
        side->unlike = N_("a plan was made with terminals closed, which no option asks for");
    if (has_its_rates(world))
        return plan_verify(world->plan, world->scenario, doubts).holds || refuse(side, doubts, err);
    side->unlike = N_("the rates that a plan was made with have changed since");
    return penalty_is_known(world) ||
           error_set(err, ERROR_INPUT,
                     "%.120s is not compared: the rates it was made with have changed since, and with them "
                     "the penalty of what stays behind",
                     side->plan_file);
}

static bool read_side(struct side *side, struct diag *diag, struct error *err) {
    struct world *world = &side->world;
    if (!side_adopt_scenarios(side, err))
        return false;
    world->scenario = dataset_load_asked(side->options, side->folder, diag, err);
    if (world->scenario == NULL)
        return false;
    world->plan = plan_read(side->plan_file, world->scenario, diag);
    if (world->plan == NULL)
        return false;
    if (!plan_fits(world->plan, world->scenario, err))
        return error_prefix(err, "%.120s", side->plan_file);
    world->compiled = plan_compile(world->scenario, &world->plan->variant, diag);
    if (world->compiled == NULL || !check_plan(side, err))
        return false;
    adopt(side->options, world->plan, world->scenario);
    return true;
}

int side_open(struct side *side, const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    bool good = side->plan_file != NULL ? read_side(side, diag, &err)
                                        : world_load(&side->world, side->folder, side->options, diag, &err) &&
                                              world_plan(&side->world, side->options, diag, &err);
    return good ? EXIT_DONE : say_failure(options, diag, &err);
}

int side_plan_again(struct side *side, struct money least_penalty, const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    struct world *world = &side->world;
    if (side->plan_file != NULL)
        return EXIT_DONE;
    forget(world);
    world->variant.least_penalty = least_penalty;
    return world_plan(world, side->options, diag, &err) ? EXIT_DONE : say_failure(options, diag, &err);
}
