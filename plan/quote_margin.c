// SPDX-License-Identifier: GPL-3.0-or-later
/* What a delivery adds to the plan: exact differences of two verified plans, and who else pays more for it. */
#include "plan/quote_parts.h"

#include "base/mem.h"

#include <stdlib.h>

static const wide UH_PER_HOUR = 1000000;

/* Money and hours of a shipment in a plan. */
struct spent {
    wide money_e7, kg_uh;
};

static struct spent spent_on(const struct plan *plan, int shipment) {
    struct spent spent = {0};
    const struct plan_shipment *planned = &plan->shipment[shipment];
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        spent.money_e7 += (wide)plan->path[p].quantity_kg * plan->path[p].per_t.e4;
        spent.kg_uh += (wide)plan->path[p].quantity_kg * plan->path[p].time_uh;
    }
    return spent;
}

static int dearest_first(const void *left, const void *right) {
    const struct quote_other *a = left, *b = right;
    if (a->unmet_kg != b->unmet_kg)
        return a->unmet_kg > b->unmet_kg ? -1 : 1;
    if (a->more_e13 != b->more_e13)
        return a->more_e13 > b->more_e13 ? -1 : 1;
    return (a->shipment > b->shipment) - (a->shipment < b->shipment);
}

/* Of the same relation and commodity: what the plan without the delivery pays. */
static void add_mean(struct quote_margin *margin, const struct scenario *scenario, const struct plan *plan,
                     const struct delivery *delivery) {
    for (int k = 0; k < plan->shipments; k++) {
        const struct shipment *shipment = &scenario->shipment[k];
        if (shipment->origin != delivery->from || shipment->destination != delivery->to ||
            shipment->commodity != delivery->commodity)
            continue;
        margin->mean_e7 += spent_on(plan, k).money_e7;
        margin->mean_kg += shipment->quantity_kg - plan->shipment[k].unmet_kg;
    }
}

static void add_others(struct quote_margin *margin, const struct virtual_network *network,
                       const struct plan *without, const struct plan *with) {
    int room = 0;
    for (int k = 0; k < without->shipments; k++) {
        struct spent before = spent_on(without, k), after = spent_on(with, k);
        struct quote_other other = {.shipment = k,
                                    .money_e7 = after.money_e7 - before.money_e7,
                                    .kg_uh = after.kg_uh - before.kg_uh,
                                    .unmet_kg = with->shipment[k].unmet_kg - without->shipment[k].unmet_kg};
        wide vot_e4 = shipment_vot(network->scenario, &network->variant, k).e4;
        other.more_e13 = other.money_e7 * UH_PER_HOUR + other.kg_uh * vot_e4;
        margin->others_unmet_kg += other.unmet_kg;
        if (network->scenario->shipment[k].has_penalty)
            margin->stated_e7 += (wide)other.unmet_kg * network->scenario->shipment[k].penalty_per_t.e4;
        margin->money_e7 += other.money_e7;
        margin->kg_uh += other.kg_uh;
        if (other.money_e7 == 0 && other.kg_uh == 0 && other.unmet_kg == 0)
            continue;
        GROW(margin->other, margin->others, room);
        margin->other[margin->others++] = other;
    }
    if (margin->others > 0)
        qsort(margin->other, (size_t)margin->others, sizeof *margin->other, dearest_first);
}

struct quote_margin margin_of(const struct virtual_network *network, const struct plan *without,
                              const struct plan *with, const struct delivery *delivery) {
    int own = with->shipments - 1;
    struct spent spent = spent_on(with, own);
    struct quote_margin margin = {
        .objective_e4 = with->objective_e4 - without->objective_e4,
        .money_e7 = spent.money_e7,
        .kg_uh = spent.kg_uh,
        .time_cost_e4 = with->time_cost_e4 - without->time_cost_e4,
        .penalty_e4 = with->penalty_e4 - without->penalty_e4,
        .unmet_kg = with->shipment[own].unmet_kg,
        .own_e7 = spent.money_e7,
        .own_kg_uh = spent.kg_uh,
        .open_e4 = with->objective_e4 - with->bound_e4 + without->objective_e4 - without->bound_e4,
        .paths = with->shipment[own].paths,
    };
    add_others(&margin, network, without, with);
    margin.room = margin.unmet_kg == 0 && margin.others_unmet_kg <= 0;
    add_mean(&margin, network->scenario, without, delivery);
    return margin;
}
