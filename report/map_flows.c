// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/map_flows.h"

#include "base/mem.h"
#include "report/route.h"

#include <stdlib.h>

static void add_leg(struct map_flows *flows, const struct plan *plan, const struct network *network,
                    const struct plan_leg *leg, int64_t kg) {
    int at = leg->from;
    for (int i = leg->first_link; i < leg->first_link + leg->links; i++) {
        const struct link *link = &network->link[plan->link[i]];
        bool backward = link->from != at;
        flows->link_kg[2 * plan->link[i] + backward] += kg;
        flows->passing_kg[link->from] += kg;
        flows->passing_kg[link->to] += kg;
        at = backward ? link->from : link->to;
    }
}

static void add_terminal(struct map_flows *flows, const struct network *network, int node, int vehicle,
                         int64_t kg) {
    const struct terminal *terminal = network_terminal(network, node, &network->vehicle_type[vehicle]);
    if (terminal != NULL)
        flows->terminal_kg[terminal - network->terminal] += kg;
}

static void add_path(struct map_flows *flows, const struct plan *plan, const struct network *network,
                     const struct plan_path *path) {
    int end = path->first_leg + path->legs;
    for (int l = path->first_leg; l < end; l++)
        add_leg(flows, plan, network, &plan->leg[l], path->quantity_kg);
    for (int l = path->first_leg; l < end && !network->abstract_vehicle;) {
        struct ride ride = ride_from(plan, l, end);
        const struct plan_leg *first = &plan->leg[l], *last = &plan->leg[l + ride.legs - 1];
        add_terminal(flows, network, first->from, first->vehicle, path->quantity_kg);
        add_terminal(flows, network, last->to, first->vehicle, path->quantity_kg);
        l += ride.legs;
    }
}

static void find_resources(struct map_flows *flows, const struct plan *plan, const struct network *network) {
    for (int i = 0; i < 2 * network->links; i++)
        flows->link_resource[i] = -1;
    for (int i = 0; i < network->terminals; i++)
        flows->terminal_resource[i] = -1;
    for (int r = 0; r < plan->resources; r++) {
        const struct plan_resource *resource = &plan->resource[r];
        if (resource->link >= 0)
            flows->link_resource[2 * resource->link + resource->backward] = r;
        else
            flows->terminal_resource[resource->terminal] = r;
    }
}

struct map_flows map_flows_new(const struct plan *plan, const struct scenario *scenario) {
    const struct network *network = scenario->network;
    size_t nodes = (size_t)network->nodes, links = (size_t)network->links,
           terminals = (size_t)network->terminals;
    struct map_flows flows = {.link_kg = xcalloc(2 * links + 1, sizeof *flows.link_kg),
                              .terminal_kg = xcalloc(terminals + 1, sizeof *flows.terminal_kg),
                              .origin_kg = xcalloc(nodes + 1, sizeof *flows.origin_kg),
                              .destination_kg = xcalloc(nodes + 1, sizeof *flows.destination_kg),
                              .passing_kg = xcalloc(nodes + 1, sizeof *flows.passing_kg),
                              .link_resource = xcalloc(2 * links + 1, sizeof *flows.link_resource),
                              .terminal_resource = xcalloc(terminals + 1, sizeof *flows.terminal_resource)};
    for (int s = 0; s < plan->shipments; s++) {
        const struct shipment *shipment = &scenario->shipment[s];
        flows.origin_kg[shipment->origin] += shipment->quantity_kg;
        flows.destination_kg[shipment->destination] += shipment->quantity_kg;
        for (int p = 0; p < plan->shipment[s].paths; p++)
            add_path(&flows, plan, network, &plan->path[plan->shipment[s].first_path + p]);
    }
    find_resources(&flows, plan, network);
    return flows;
}

void map_flows_release(struct map_flows *flows) {
    free(flows->link_kg);
    free(flows->terminal_kg);
    free(flows->origin_kg);
    free(flows->destination_kg);
    free(flows->passing_kg);
    free(flows->link_resource);
    free(flows->terminal_resource);
    *flows = (struct map_flows){0};
}

bool map_is_full(const struct plan *plan, int resource) {
    if (resource < 0)
        return false;
    const struct plan_resource *it = &plan->resource[resource];
    return it->shadow_price.e4 > 0 || (it->flow_kg > 0 && it->flow_kg >= it->capacity_kg);
}
