// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/budget_row.h"

#include "plan/emission.h"

const char *const BUDGET_QUANTITIES[] = {"none", "cost", "mean_hours", "co2", NULL};

/** 1e13 of the currency per tonne: more is cut off, which keeps sums of paths times tonnes in 128 bits. */
static const wide MOST_WORTH = (wide)100000000000 * 1000000000000;

int budget_places(enum budget_quantity quantity) {
    return quantity == BUDGET_COST ? MONEY_PLACES : 6;
}

int use_places(enum budget_quantity quantity) {
    return quantity == BUDGET_COST ? MONEY_PLACES : quantity == BUDGET_MEAN_HOURS ? HOUR_PLACES : 15;
}

wide arc_use(const struct virtual_network *network, enum budget_quantity quantity, int cargo, int a) {
    const struct arc *arc = &network->arc[a];
    const struct network *roads = network->scenario->network;
    if (quantity == BUDGET_COST)
        return network->money[(size_t)cargo * (size_t)network->arcs + (size_t)a].e4;
    if (quantity == BUDGET_MEAN_HOURS)
        return arc->time_uh;
    if (arc->kind != ARC_HAUL)
        return 0;
    const struct link *link = &roads->link[arc->link];
    return (wide)link->length_mm * emission_e3(roads, arc->vehicle, link->mode);
}

static int64_t asked_kg(const struct scenario *scenario) {
    int64_t sum = 0;
    for (int k = 0; k < scenario->shipments; k++)
        sum += scenario->shipment[k].quantity_kg;
    return sum;
}

/* Row units in one 10^-budget_places(): kg x e4 in e4; kg x uh in uh of the mean; kg x 1e-9 g in g. */
static wide units(enum budget_quantity quantity, const struct scenario *scenario) {
    const wide one_g = 1000000000000;
    if (quantity == BUDGET_COST)
        return 1000;
    return quantity == BUDGET_MEAN_HOURS ? asked_kg(scenario) : one_g;
}

wide row_limit(const struct plan_budget *budget, const struct scenario *scenario) {
    return budget->limit * units(budget->quantity, scenario);
}

static wide leg_use(const struct plan_leg *leg, const struct network *roads, enum budget_quantity quantity) {
    if (quantity == BUDGET_COST)
        return leg->per_t.e4;
    return quantity == BUDGET_MEAN_HOURS ? leg->time_uh
                                         : (wide)leg->length_mm * emission_e3(roads, leg->vehicle, leg->mode);
}

wide budget_use(const struct plan *plan, const struct scenario *scenario, enum budget_quantity quantity) {
    wide sum = 0;
    for (int p = 0; p < plan->paths; p++)
        for (int i = 0; i < plan->path[p].legs; i++)
            sum += plan->path[p].quantity_kg *
                   leg_use(&plan->leg[plan->path[p].first_leg + i], scenario->network, quantity);
    return sum;
}

wide row_used(enum budget_quantity quantity, wide sum, const struct scenario *scenario) {
    wide unit = units(quantity, scenario);
    return unit > 0 ? wide_divide(sum, unit) : 0;
}

wide row_used_up(enum budget_quantity quantity, wide sum, const struct scenario *scenario) {
    wide unit = units(quantity, scenario);
    return unit > 0 ? (sum + unit - 1) / unit : 0;
}

wide unmet_use(const struct virtual_network *network, enum budget_quantity quantity) {
    wide sum = 1;
    for (int a = 0; a < network->arcs; a++) {
        wide dearest = 0;
        for (int c = 0; c < network->cargoes; c++) {
            wide use = arc_use(network, quantity, c, a);
            dearest = use > dearest ? use : dearest;
        }
        sum += dearest;
    }
    return network->resources > 0 ? 10 * sum : sum;
}

int64_t unstated_unmet_kg(const struct plan *plan, const struct scenario *scenario) {
    int64_t sum = 0;
    for (int k = 0; k < plan->shipments; k++)
        sum += scenario->shipment[k].has_penalty ? 0 : plan->shipment[k].unmet_kg;
    return sum;
}

/* 10^(places of the product - places of the result). */
static wide divisor(enum budget_quantity quantity) {
    wide power = 1;
    for (int i = 0; i < use_places(quantity); i++)
        power *= 10;
    return power;
}

wide use_worth(const struct plan_budget *budget, wide use) {
    wide product;
    if (__builtin_mul_overflow(budget->shadow_price_e10, use, &product))
        return MOST_WORTH;
    wide worth = product / divisor(budget->quantity);
    return worth < MOST_WORTH ? worth : MOST_WORTH;
}

const wide BUDGET_LIMIT_MOST = (wide)100 * 1000000000000000000;
const wide BUDGET_PRICE_MOST = (wide)10000 * 1000000000000000000;

wide sum_worth(const struct plan_budget *budget, wide sum) {
    /* Whole and rest apart: the product of all of it may not fit. */
    wide by = divisor(budget->quantity), whole, worth;
    if (__builtin_mul_overflow(sum / by, budget->shadow_price_e10, &whole) ||
        __builtin_add_overflow(whole, (sum % by * budget->shadow_price_e10 + by - 1) / by, &worth))
        return -1;
    return worth;
}
