// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "plan/emission.h"

static int terminal_number(const struct network *network, int node, int vehicle) {
    const struct terminal *terminal = network_terminal(network, node, &network->vehicle_type[vehicle]);
    return terminal != NULL ? (int)(terminal - network->terminal) : -1;
}

static struct chain_element hub(const struct plan *plan, const struct network *network, int node, int unloads,
                                int loads) {
    return (struct chain_element){
        .is_hub = true,
        .node = node,
        .unloads = unloads,
        .loads = loads,
        .unload_place = unloads >= 0 ? terminal_number(network, node, plan->leg[unloads].vehicle) : -1,
        .load_place = loads >= 0 ? terminal_number(network, node, plan->leg[loads].vehicle) : -1,
        .leg = -1,
        .vehicle = -1};
}

static struct chain_element transport(const struct plan *plan, const struct network *network, int l,
                                      int64_t kg) {
    const struct plan_leg *leg = &plan->leg[l];
    int vehicle = emission_vehicle(network, leg->vehicle, leg->mode);
    const struct vehicle_type *type = &network->vehicle_type[vehicle];
    wide kg_mm = (wide)kg * leg->length_mm;
    return (struct chain_element){.node = leg->from,
                                  .unloads = -1,
                                  .loads = -1,
                                  .unload_place = -1,
                                  .load_place = -1,
                                  .leg = l,
                                  .vehicle = vehicle,
                                  .has_factor = type->ttw_e3_g_per_t_km + type->wtt_e3_g_per_t_km > 0,
                                  .length_mm = leg->length_mm,
                                  .direct_mm = network_great_circle_mm(network, leg->from, leg->to),
                                  .kg_mm = kg_mm,
                                  .ttw = kg_mm * type->ttw_e3_g_per_t_km,
                                  .wtt = kg_mm * type->wtt_e3_g_per_t_km};
}

int chain_elements(const struct plan *plan, const struct network *network, int path,
                   struct chain_element *element) {
    const struct plan_path *it = &plan->path[path];
    int count = 0, last = it->first_leg + it->legs - 1;
    for (int l = it->first_leg; l <= last; l++) {
        bool goes_on = l > it->first_leg && plan->leg[l - 1].vehicle == plan->leg[l].vehicle;
        if (!goes_on)
            element[count++] = hub(plan, network, plan->leg[l].from, l > it->first_leg ? l - 1 : -1, l);
        element[count++] = transport(plan, network, l, it->quantity_kg);
    }
    if (it->legs > 0)
        element[count++] = hub(plan, network, plan->leg[last].to, last, -1);
    return count;
}

void chain_add(struct chain_sum *sum, const struct chain_element *element) {
    sum->hubs += element->is_hub;
    sum->transports += !element->is_hub;
    sum->without_factor += !element->is_hub && !element->has_factor;
    sum->kg_mm += element->kg_mm;
    sum->ttw += element->ttw;
    sum->wtt += element->wtt;
}
