// SPDX-License-Identifier: GPL-3.0-or-later
/* What plans and their parts amount to, in exact sums. */
#include "plan/budget_row.h"
#include "plan/compare_parts.h"
#include "plan/emission.h"

const struct measure_kind MEASURE[MEASURES] = {
    [MEASURE_OBJECTIVE] = {"objective", 13},
    [MEASURE_COST] = {"cost", 7},
    [MEASURE_TIME_COST] = {"time_cost", 13},
    [MEASURE_PENALTY] = {"penalty", 7},
    [MEASURE_TONNE_HOURS] = {"tonne_hours", 9},
    [MEASURE_TONNE_KM] = {"tonne_km", 9},
    [MEASURE_CO2E] = {"co2e_t", 18},
    [MEASURE_MOVED] = {"moved_t", 3},
    [MEASURE_UNMET] = {"unmet_t", 3},
};

static const wide OF_E7 = 1000000, E7_OF_E4 = 1000; /* 1e-13 in 1e-7; 1e-7 in 1e-4 */

struct worth worth_minus(const struct worth *a, const struct worth *b) {
    struct worth rest;
    for (int m = 0; m < MEASURES; m++)
        rest.of[m] = a->of[m] - b->of[m];
    return rest;
}

struct worth worth_plus(const struct worth *a, const struct worth *b) {
    struct worth sum;
    for (int m = 0; m < MEASURES; m++)
        sum.of[m] = a->of[m] + b->of[m];
    return sum;
}

bool worth_is_zero(const struct worth *worth) {
    for (int m = 0; m < MEASURES; m++)
        if (worth->of[m] != 0)
            return false;
    return true;
}

void worth_add_leg(struct worth *worth, const struct virtual_network *network, int shipment,
                   const struct plan_leg *leg, int64_t kg) {
    wide cost_e7 = (wide)kg * leg->per_t.e4;
    wide time_e13 = (wide)kg * leg->time_uh * shipment_vot(network->scenario, &network->variant, shipment).e4;
    worth->of[MEASURE_COST] += cost_e7;
    worth->of[MEASURE_TIME_COST] += time_e13;
    worth->of[MEASURE_OBJECTIVE] += cost_e7 * OF_E7 + time_e13;
    worth->of[MEASURE_TONNE_HOURS] += (wide)kg * leg->time_uh;
    worth->of[MEASURE_TONNE_KM] += (wide)kg * leg->length_mm;
    worth->of[MEASURE_CO2E] +=
        (wide)kg * leg->length_mm * emission_e3(network->scenario->network, leg->vehicle, leg->mode);
}

struct worth shipment_worth(const struct plan *plan, const struct virtual_network *network, int shipment) {
    const struct plan_shipment *planned = &plan->shipment[shipment];
    wide penalty_e7 = (wide)planned->unmet_kg * virtual_penalty(network, shipment).e4;
    struct worth worth = {.of = {[MEASURE_UNMET] = planned->unmet_kg,
                                 [MEASURE_PENALTY] = penalty_e7,
                                 [MEASURE_OBJECTIVE] = penalty_e7 * OF_E7}};
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        const struct plan_path *path = &plan->path[p];
        worth.of[MEASURE_MOVED] += path->quantity_kg;
        for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
            worth_add_leg(&worth, network, shipment, &plan->leg[l], path->quantity_kg);
    }
    return worth;
}

struct worth plan_worth(const struct plan *plan, const struct virtual_network *network) {
    struct worth sum = {0};
    for (int k = 0; k < plan->shipments; k++) {
        struct worth one = shipment_worth(plan, network, k);
        sum = worth_plus(&sum, &one);
    }
    sum.of[MEASURE_COST] += plan->fixed_cost_e4 * E7_OF_E4;
    sum.of[MEASURE_OBJECTIVE] += plan->fixed_cost_e4 * E7_OF_E4 * OF_E7;
    return sum;
}

void unstated_add(struct unstated *unstated, const struct plan *plan, const struct virtual_network *network) {
    int64_t e4 = network->default_penalty.e4, *most_e4 = &unstated->penalty_per_t.e4;
    if (unstated_unmet_kg(plan, network->scenario) == 0)
        return;
    unstated->differs |= *most_e4 != 0 && *most_e4 != e4;
    *most_e4 = e4 > *most_e4 ? e4 : *most_e4;
}
