// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether a plan still stands after its rates have changed (doc/model.md, "Does a plan still stand"). The old flows are
 * followed over the new virtual network and lifted again, so that plan_verify() judges them as it judges any plan:
 * its bound, by the old shadow prices, may prove them optimal without a solver.
 */
#include "plan/status.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/verify.h"
#include "solver/solver.h"

#include <stdlib.h>
#include <string.h>

const char *const STANDING_ANSWERS[] = {"unchanged", "optimal", "outdated", "impossible", "unproven", NULL};
const char *const STANDING_PROOFS[] = {"none", "same_rates", "old_shadow_prices", "new_plan", NULL};

bool plan_fits(const struct plan *plan, const struct scenario *scenario, struct error *err) {
    char hash[HASH_TEXT], own[EDITS_WORDS], words[MADE_WITH_WORDS];
    if (strcmp(plan->input_hash, scenario->input_hash) != 0)
        return error_set(
            err, ERROR_INPUT,
            "the plan is of another network or of other shipments (its input_hash is %.12s..., that "
            "of %.200s is %.12s...)%s",
            plan->input_hash, scenario->dir, scenario->input_hash,
            strcmp(plan->made_with, edits_words(scenario->edits, own)) != 0
                ? made_with_words(plan, scenario, words)
                : _(": plan anew"));
    if (plan->sealed && strcmp(plan->plan_hash, plan_hash(plan, hash)) != 0)
        return error_set(
            err, ERROR_INPUT,
            "the plan was changed after it was written (plan_hash): its numbers can't be trusted");
    return true;
}

/* ---- the old flows at new rates ---- */

/* Shadow prices by what has the capacity: [2 * links] by link and direction, then [terminals]. */
static double *prices_of(const struct plan *plan, const struct network *roads, double scale) {
    double *price = xcalloc(2 * (size_t)roads->links + (size_t)roads->terminals, sizeof *price);
    for (int r = 0; r < plan->resources; r++) {
        const struct plan_resource *resource = &plan->resource[r];
        size_t at = resource->link >= 0 ? 2 * (size_t)resource->link + resource->backward
                                        : 2 * (size_t)roads->links + (size_t)resource->terminal;
        price[at] = scale * wide_double(resource->shadow_price.e4, MONEY_PLACES);
    }
    return price;
}

static double *map_prices(const struct plan *plan, const struct virtual_network *network, double scale) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE double *known = prices_of(plan, roads, scale);
    double *price = xcalloc((size_t)network->resources, sizeof *price);
    for (int r = 0; r < network->resources; r++) {
        const struct resource *resource = &network->resource[r];
        price[r] = known[resource->link >= 0 ? 2 * (size_t)resource->link + resource->backward
                                             : 2 * (size_t)roads->links + (size_t)resource->terminal];
    }
    return price;
}

/* The flows as a solver would give them, in the order of trace. */
static void list_flows(const struct plan *plan, int *shipment, double *flow, double *unmet) {
    int path = 0;
    for (int k = 0; k < plan->shipments; k++) {
        const struct plan_shipment *planned = &plan->shipment[k];
        unmet[k] = wide_double(planned->unmet_kg, MASS_PLACES);
        for (int i = 0; i < planned->paths; i++, path++) {
            shipment[path] = k;
            flow[path] = wide_double(plan->path[planned->first_path + i].quantity_kg, MASS_PLACES);
        }
    }
}

/*
 * The plan's flows as a plan of the compiled network, with the plan's shadow prices times `scale`; verified and sealed.
 * NULL where it does not hold, with findings, or with *err.
 */
static struct plan *reprice(const struct standing *standing, const struct compiled *compiled,
                            const struct trace *trace, double scale, struct error *err) {
    const struct plan *plan = standing->plan;
    const struct virtual_network *network = compiled_network(compiled);
    AUTO_FREE int *shipment = xcalloc((size_t)plan->paths, sizeof *shipment);
    AUTO_FREE double *flow = xcalloc((size_t)plan->paths, sizeof *flow);
    AUTO_FREE double *unmet = xcalloc((size_t)plan->shipments, sizeof *unmet);
    AUTO_FREE double *price = map_prices(plan, network, scale);
    list_flows(plan, shipment, flow, unmet);
    const struct solution flows = {.paths = plan->paths,
                                   .path_shipment = shipment,
                                   .path_flow = flow,
                                   .path_start = trace->start,
                                   .path_arc = trace->arc,
                                   .unmet = unmet,
                                   .price = price};
    struct plan *repriced = plan_lift(compiled, &flows, standing->gap_limit, err);
    if (repriced == NULL)
        return NULL;
    struct verdict verdict = plan_verify(repriced, network->scenario, standing->broken);
    if (verdict.holds) {
        plan_seal(repriced, &verdict);
        return repriced;
    }
    plan_free(repriced);
    return NULL;
}

/* Prices of capacity follow the costs: where all rates rise alike, so do they. */
static bool reprice_in_proportion(struct standing *standing, const struct compiled *compiled,
                                  const struct trace *trace, struct error *err) {
    const struct plan *was = standing->plan, *now = standing->repriced;
    double before = wide_double(was->cost_e4 + was->time_cost_e4, MONEY_PLACES);
    double after = wide_double(now->cost_e4 + now->time_cost_e4, MONEY_PLACES);
    if (!(before > 0) || !(after > 0) || !(after / before < 1e3) || before == after)
        return true;
    struct plan *better = reprice(standing, compiled, trace, after / before, err);
    if (better == NULL)
        return false;
    if (better->bound_e4 > standing->repriced->bound_e4) {
        struct plan *worse = standing->repriced;
        standing->repriced = better;
        better = worse;
    }
    plan_free(better);
    return true;
}

/* ---- the answer ---- */

/*
 * The same rates, and nothing else that a date changes: the flows cost the same, and the plan's prices prove the same
 * bound, so that no restriction that ended lets anybody save.
 */
static bool is_unchanged(const struct standing *standing, const struct virtual_network *network) {
    char hash[HASH_TEXT];
    const struct plan *was = standing->plan, *now = standing->repriced;
    tariff_hash_as_of(network->tariff, was->variant.as_of, hash);
    return strcmp(hash, was->tariff_hash) == 0 && now->objective_e4 == was->objective_e4 &&
           now->bound_e4 == was->bound_e4;
}

static void answer(struct standing *standing, enum standing_answer answer, enum standing_proof proof) {
    standing->answer = answer;
    standing->proof = proof;
}

static void answer_by_prices(struct standing *standing, const struct virtual_network *network) {
    bool unchanged = is_unchanged(standing, network);
    standing->bound_e4 = standing->repriced->bound_e4;
    standing->gap = standing->repriced->gap;
    if (standing->plan->has_opening_bound) { /* prices prove nothing of other openings */
        standing->bound_e4 = unchanged ? standing->plan->opening_bound_e4 : 0;
        standing->gap = verify_gap(standing->repriced->objective_e4, standing->bound_e4);
    }
    if (unchanged)
        answer(standing, STANDING_UNCHANGED, PROOF_SAME_RATES);
    else if (standing->gap <= standing->gap_limit)
        answer(standing, STANDING_OPTIMAL, PROOF_OLD_PRICES);
    else
        answer(standing, STANDING_UNPROVEN, PROOF_NONE);
}

static bool judge(struct standing *standing, const struct compiled *compiled, struct error *err) {
    AUTO(trace_release) struct trace trace = {0};
    const struct virtual_network *network = compiled_network(compiled);
    answer(standing, STANDING_IMPOSSIBLE, PROOF_NONE);
    if (!verify_trace(standing->plan, network, &trace, standing->broken))
        return true;
    standing->repriced = reprice(standing, compiled, &trace, 1, err);
    if (standing->repriced == NULL)
        return diag_count(standing->broken, DIAG_ERROR) > 0;
    answer_by_prices(standing, network);
    if (standing->answer == STANDING_UNPROVEN) {
        if (!reprice_in_proportion(standing, compiled, &trace, err))
            return false;
        answer_by_prices(standing, network);
    }
    standing->change = rate_moves(standing->plan, standing->repriced, &standing->changes);
    return true;
}

struct standing *standing_new(const struct plan *plan, const struct compiled *compiled, double gap_limit,
                              struct error *err) {
    if (plan->budget.quantity != BUDGET_NONE) {
        error_set(err, ERROR_INPUT,
                  "the plan was made within a budget (%s): whether such a plan still stands is not told; "
                  "make a new one",
                  BUDGET_QUANTITIES[plan->budget.quantity]);
        return NULL;
    }
    struct standing *standing = xcalloc(1, sizeof *standing);
    standing->plan = plan;
    standing->gap_limit = gap_limit;
    standing->broken = diag_new();
    if (judge(standing, compiled, err))
        return standing;
    standing_free(standing);
    return NULL;
}

void standing_free(struct standing *standing) {
    if (standing == NULL)
        return;
    plan_free(standing->repriced);
    plan_free(standing->anew);
    diag_free(standing->broken);
    free(standing->change);
    free(standing->move);
    free(standing);
}

bool standing_is_open(const struct standing *standing) {
    return standing->answer == STANDING_UNPROVEN || standing->answer == STANDING_IMPOSSIBLE;
}

void standing_settle(struct standing *standing, const struct compiled *compiled, struct plan *anew) {
    const struct plan *before = standing->repriced != NULL ? standing->repriced : standing->plan;
    standing->anew = anew;
    if (standing->answer == STANDING_UNPROVEN) {
        if (anew->opening_bound_e4 > standing->bound_e4)
            standing->bound_e4 = anew->opening_bound_e4;
        standing->gap = verify_gap(before->objective_e4, standing->bound_e4);
        standing->saving_e4 = before->objective_e4 - anew->objective_e4;
        if (standing->gap <= standing->gap_limit)
            answer(standing, STANDING_OPTIMAL, PROOF_NEW_PLAN);
        else if (standing->saving_e4 > 0)
            answer(standing, STANDING_OUTDATED, PROOF_NEW_PLAN);
    }
    if (standing->answer == STANDING_OUTDATED || standing->answer == STANDING_IMPOSSIBLE)
        standing->move = plan_moves(before, anew, compiled_network(compiled), &standing->moves);
}
