// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/budget_row.h"

#include <stdlib.h>
#include <string.h>

static const struct place NOWHERE = {0};

/** A total of the plan beside the true one. */
static void total(struct diag *diag, const char *what, wide said, wide found, int places) {
    char a[WIDE_TEXT], b[WIDE_TEXT];
    if (said != found)
        diag_add(diag, DIAG_ERROR, NOWHERE, "%s: the plan says %s, it is %s", what,
                 wide_text(a, said, places, 0), wide_text(b, found, places, 0));
}

/** Whether the plan's own date has the rates it was made with. O(rates log rates) */
static bool check_rates(const struct plan *plan, const struct scenario *scenario, struct diag *diag) {
    char hash[HASH_TEXT], day[DATE_TEXT], words[MADE_WITH_WORDS];
    struct tariff *tariff = scenario_tariff(scenario, &plan->variant);
    tariff_hash(tariff, hash);
    tariff_free(tariff);
    if (strcmp(plan->tariff_hash, hash) == 0)
        return true;
    return diag_add(
        diag, DIAG_ERROR, NOWHERE,
        "tariff_hash: the rates of %s have changed since the plan was made, by an edited file or an edition; "
        "\"angkut tariff status PLAN\" tells whether it still stands%s",
        date_text(day, plan->variant.as_of), made_with_words(plan, scenario, words));
}

/**
 * What the plan itself says it was made from and with, before any number is looked at. False where no number of it
 * would mean anything: other files, or an intact plan of other rates.
 */
static bool check_identity(const struct plan *plan, const struct scenario *scenario, struct diag *diag) {
    char hash[HASH_TEXT], words[MADE_WITH_WORDS];
    if (strcmp(plan->input_hash, scenario->input_hash) != 0)
        return diag_add(
            diag, DIAG_ERROR, NOWHERE,
            "the plan was made from other files than these (its input_hash is %.12s..., theirs %.12s...)%s",
            plan->input_hash, scenario->input_hash, made_with_words(plan, scenario, words));
    bool intact = !plan->sealed || strcmp(plan->plan_hash, plan_hash(plan, hash)) == 0;
    if (!intact)
        diag_add(diag, DIAG_ERROR, NOWHERE, "plan_hash: the plan was changed after it was written");
    return check_rates(plan, scenario, diag) || !intact;
}

/** "link BTA-LBK from A to B" or "terminal T". */
static void resource_name(const struct virtual_network *network, int r, char text[160]) {
    const struct network *roads = network->scenario->network;
    const struct resource *resource = &network->resource[r];
    if (resource->link < 0) {
        snprintf(text, 160, _("terminal %s"), roads->terminal[resource->terminal].id);
        return;
    }
    const struct link *link = &roads->link[resource->link];
    snprintf(text, 160, _("link %s from %s"), link->id,
             roads->node[resource->backward ? link->to : link->from].id);
}

static void check_resource(const struct plan *plan, const struct virtual_network *network, int r,
                           int64_t flow_kg, struct diag *diag) {
    const struct plan_resource *said = &plan->resource[r];
    const struct resource *found = &network->resource[r];
    char name[160], what[200];
    resource_name(network, r, name);
    if (said->link != found->link || said->terminal != found->terminal || said->backward != found->backward) {
        diag_add(diag, DIAG_ERROR, NOWHERE, "resources: number %d should be %s", r + 1, name);
        return;
    }
    snprintf(what, sizeof what, "%s: flow_t", name);
    total(diag, what, said->flow_kg, flow_kg, MASS_PLACES);
    snprintf(what, sizeof what, "%s: capacity_t", name);
    total(diag, what, said->capacity_kg, found->capacity_kg, MASS_PLACES);
    char flow[WIDE_TEXT], capacity[WIDE_TEXT];
    if (flow_kg > found->capacity_kg)
        diag_add(diag, DIAG_ERROR, NOWHERE, "%s carries %s t, more than its %s t", name,
                 wide_text(flow, flow_kg, MASS_PLACES, 0),
                 wide_text(capacity, found->capacity_kg, MASS_PLACES, 0));
    if (said->shadow_price.e4 < 0)
        diag_add(diag, DIAG_ERROR, NOWHERE, "%s: shadow_price is below 0", name);
}

static void check_resources(const struct plan *plan, const struct virtual_network *network,
                            const int64_t *flow_kg, struct diag *diag) {
    wide rent = 0;
    for (int r = 0; r < network->resources; r++) {
        check_resource(plan, network, r, flow_kg[r], diag);
        rent += (wide)network->resource[r].capacity_kg * plan->resource[r].shadow_price.e4;
    }
    total(diag, "capacity_rent", plan->capacity_rent_e4, wide_divide(rent, 1000), MONEY_PLACES);
}

static void check_totals(const struct plan *plan, const struct tally *tally, struct verdict *verdict,
                         struct diag *diag) {
    wide objective_e13 = (tally->cost_e7 + tally->penalty_e7) * LENGTH_OF_E4 + tally->time_cost_e13;
    verdict->objective_e4 = tally->fixed_e4 + wide_divide(objective_e13, 1000000000);
    total(diag, "objective", plan->objective_e4, verdict->objective_e4, MONEY_PLACES);
    total(diag, "cost", plan->cost_e4, tally->fixed_e4 + wide_divide(tally->cost_e7, 1000), MONEY_PLACES);
    total(diag, "fixed_cost", plan->fixed_cost_e4, tally->fixed_e4, MONEY_PLACES);
    total(diag, "time_cost", plan->time_cost_e4, wide_divide(tally->time_cost_e13, 1000000000), MONEY_PLACES);
    total(diag, "penalty", plan->penalty_e4, wide_divide(tally->penalty_e7, 1000), MONEY_PLACES);
    total(diag, "tonne_hours", plan->tonne_hours_e6, wide_divide(tally->kg_uh, 1000), HOUR_PLACES);
    total(diag, "unmet_t", plan->unmet_kg, tally->unmet_kg, MASS_PLACES);
}

/** Whether the flows keep the budget, and what the plan says of it. */
static void check_budget(const struct plan *plan, const struct scenario *scenario, const struct tally *tally,
                         struct diag *diag) {
    const struct plan_budget *budget = &plan->budget;
    int places = budget_places(budget->quantity);
    if (budget->quantity == BUDGET_NONE)
        return;
    char used[WIDE_TEXT], limit[WIDE_TEXT];
    total(diag, "budget: used", budget->used, row_used(budget->quantity, tally->budget, scenario), places);
    if (tally->budget > row_limit(budget, scenario))
        diag_add(diag, DIAG_ERROR, NOWHERE, "budget: the plan uses %s of %s, more than its limit of %s",
                 wide_text(used, row_used_up(budget->quantity, tally->budget, scenario), places, 0),
                 BUDGET_QUANTITIES[budget->quantity], wide_text(limit, budget->limit, places, 0));
    if (budget->shadow_price_e10 < 0)
        diag_add(diag, DIAG_ERROR, NOWHERE, "budget: shadow_price is below 0");
}

/**
 * The gap without what whole kilograms may cost under a budget: of each shipment that goes several ways, what a kilogram
 * uses on that of its paths which uses most, at the shadow price. Without a budget flows are whole nearly by themselves.
 */
static double gap_to_settle(const struct plan *plan, const struct tally *tally,
                            const struct verdict *verdict) {
    if (plan->budget.quantity == BUDGET_NONE || plan->budget.shadow_price_e10 <= 0)
        return verdict->gap;
    wide worth_e13 = sum_worth(&plan->budget, tally->budget_of_kilograms);
    return verify_gap(verdict->objective_e4, verify_gap_bound(plan, verdict->bound_e4) +
                                                 (worth_e13 > 0 ? worth_e13 / 1000000000 : 0));
}

/** Rounded down, so that what is printed is still a bound. */
static wide bound_e4(wide bound_e13) {
    wide rounded = bound_e13 / 1000000000;
    return bound_e13 < 0 && rounded * 1000000000 != bound_e13 ? rounded - 1 : rounded;
}

double verify_gap(wide objective_e4, wide bound) {
    double objective = wide_double(objective_e4, MONEY_PLACES);
    double difference = wide_double(objective_e4 - bound, MONEY_PLACES);
    if (difference == 0)
        return 0;
    char text[32];
    snprintf(text, sizeof text, "%.8e", difference / (objective < 0 ? -objective : objective));
    return strtod(text, NULL);
}

const char *const PLAN_STATUS_MEANS[] = {N_("all moves; proven as near the best as was asked for"),
                                         N_("not all can move; proven as near the best as was asked for"),
                                         N_("the search ended before it was as near the best as asked for")};

static enum plan_status settle(double gap, double gap_limit, int64_t unmet_kg) {
    if (!(gap <= gap_limit))
        return PLAN_LIMIT;
    return unmet_kg > 0 ? PLAN_INFEASIBLE : PLAN_OPTIMAL;
}

static void check_certificate(const struct plan *plan, const struct virtual_network *network,
                              const struct tally *tally, struct verdict *verdict, struct diag *diag) {
    AUTO_FREE struct money *price = xcalloc((size_t)network->resources, sizeof *price);
    for (int r = 0; r < network->resources; r++)
        price[r].e4 = plan->resource[r].shadow_price.e4 > 0 ? plan->resource[r].shadow_price.e4 : 0;
    verdict->bound_e4 =
        tally->fixed_e4 + bound_e4(verify_bound_within(network, price, &plan->budget,
                                                       unstated_unmet_kg(plan, network->scenario)));
    verdict->gap = verify_gap(verdict->objective_e4, verify_gap_bound(plan, verdict->bound_e4));
    verdict->gap_to_settle = gap_to_settle(plan, tally, verdict);
    if (!plan->sealed)
        return;
    total(diag, "bound", plan->bound_e4, verdict->bound_e4, MONEY_PLACES);
    if (plan->gap != verdict->gap)
        diag_add(diag, DIAG_ERROR, NOWHERE, "gap: the plan says %.9g, it is %.9g", plan->gap, verdict->gap);
    enum plan_status status = settle(verdict->gap_to_settle, plan->gap_limit, plan->unmet_kg);
    if (plan->status != status)
        diag_add(diag, DIAG_ERROR, NOWHERE, "status: the plan says %s, it is %s (%s)",
                 PLAN_STATUS[plan->status], PLAN_STATUS[status], _(PLAN_STATUS_MEANS[status]));
}

struct verdict plan_verify(const struct plan *plan, const struct scenario *scenario, struct diag *diag) {
    struct verdict verdict = {0};
    int before = diag_count(diag, DIAG_ERROR);
    if (!check_identity(plan, scenario, diag))
        return verdict;
    struct virtual_network *network = virtual_new(scenario, &plan->variant, diag);
    if (network == NULL)
        return verdict;
    if (plan->shipments != scenario->shipments || plan->resources != network->resources) {
        diag_add(diag, DIAG_ERROR, NOWHERE,
                 "the plan names %d shipments and %d resources, the files have %d and %d", plan->shipments,
                 plan->resources, scenario->shipments, network->resources);
        virtual_free(network);
        return verdict;
    }
    struct tally tally = {.resource_kg = xcalloc((size_t)network->resources, sizeof(int64_t)),
                          .arc_kg = xcalloc((size_t)network->arcs, sizeof(int64_t))};
    verify_flows(plan, network, &tally, diag);
    verify_facilities(plan, network, &tally, &tally.fixed_e4, diag);
    check_resources(plan, network, tally.resource_kg, diag);
    check_totals(plan, &tally, &verdict, diag);
    check_budget(plan, scenario, &tally, diag);
    check_certificate(plan, network, &tally, &verdict, diag);
    if (diag_count(diag, DIAG_ERROR) == before)
        plan_digest_check(plan, scenario, diag);
    free(tally.resource_kg);
    free(tally.arc_kg);
    virtual_free(network);
    verdict.holds = diag_count(diag, DIAG_ERROR) == before;
    return verdict;
}

void plan_seal(struct plan *plan, const struct verdict *verdict) {
    plan->bound_e4 = verdict->bound_e4;
    if (!plan->has_opening_bound)
        plan->opening_bound_e4 = verdict->bound_e4;
    plan->gap = verdict->gap;
    plan->status = settle(verdict->gap_to_settle, plan->gap_limit, plan->unmet_kg);
    plan->sealed = true;
    plan_hash(plan, plan->plan_hash);
}
