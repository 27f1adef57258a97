// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "base/mem.h"
#include "plan/route.h"
#include "plan/virtual.h"

#include <stdlib.h>

/* The time of the way that was found to the vertex. */
static int64_t time_to(const struct route *route, const struct virtual_network *network, int vertex) {
    int64_t time_uh = 0;
    for (int a; (a = route_arc(route, vertex)) >= 0; vertex = network->arc[a].tail)
        time_uh += network->arc[a].time_uh;
    return time_uh;
}

/* Full is what has no room for the shipment's rest.
 * In travelling order; one that is passed twice is named once. */
static void list_full(struct obstacle *obstacle, const struct plan *plan,
                      const struct virtual_network *network, const struct route *route, int shipment) {
    int vertex = network->rest[network->scenario->shipment[shipment].destination], room = 0;
    int *full = NULL;
    for (int a; (a = route_arc(route, vertex)) >= 0; vertex = network->arc[a].tail) {
        int r = network->arc[a].resource, known = 0;
        if (r < 0 ||
            plan->resource[r].capacity_kg - plan->resource[r].flow_kg >= plan->shipment[shipment].unmet_kg)
            continue;
        while (known < obstacle->resources && full[known] != r)
            known++;
        if (known < obstacle->resources)
            continue;
        GROW(full, obstacle->resources, room);
        full[obstacle->resources++] = r;
    }
    for (int i = 0, j = obstacle->resources - 1; i < j; i++, j--) {
        int swap = full[i];
        full[i] = full[j];
        full[j] = swap;
    }
    obstacle->resource = full;
}

struct obstacle plan_obstacle(const struct plan *plan, const struct virtual_network *network, int shipment) {
    const struct shipment *k = &network->scenario->shipment[shipment];
    int cargo = virtual_cargo(network, shipment), destination = network->rest[k->destination];
    struct obstacle obstacle = {.furthest = k->destination, .fastest_uh = -1};
    AUTO(route_release) struct route *route = route_new(network, false);
    route_by_cost(route, cargo, shipment_vot(network->scenario, &network->variant, shipment));
    route_from(route, network->rest[k->origin]);
    if (route_length(route, destination) < 0) {
        obstacle.furthest = route_nearest_node(route, k->destination);
        return obstacle;
    }
    bool dear = route_length(route, destination) > (wide)virtual_penalty(network, shipment).e4 * 1000000;
    if (k->max_uh >= 0 && time_to(route, network, destination) > k->max_uh) {
        route_by_time(route, cargo);
        route_from(route, network->rest[k->origin]);
    }
    obstacle.fastest_uh = time_to(route, network, destination);
    obstacle.reachable = k->max_uh < 0 || obstacle.fastest_uh <= k->max_uh;
    if (obstacle.reachable && !dear) /* else it is no capacity that stops it */
        list_full(&obstacle, plan, network, route, shipment);
    return obstacle;
}

bool plan_would_move(const struct plan *plan, const struct virtual_network *network, int shipment,
                     int resource) {
    const struct shipment *k = &network->scenario->shipment[shipment];
    int destination = network->rest[k->destination];
    AUTO(route_release) struct route *route = route_new(network, false);
    route_by_cost(route, virtual_cargo(network, shipment),
                  shipment_vot(network->scenario, &network->variant, shipment));
    route_close_full(route, plan, resource);
    route_from(route, network->rest[k->origin]);
    wide length = route_length(route, destination);
    return length >= 0 && length < (wide)virtual_penalty(network, shipment).e4 * 1000000 &&
           (k->max_uh < 0 || time_to(route, network, destination) <= k->max_uh);
}

/* ---- hours ---- */

static bool has_room(const struct plan *plan, const struct virtual_network *network,
                     const struct route *route, int shipment) {
    int vertex = network->rest[network->scenario->shipment[shipment].destination];
    for (int a; (a = route_arc(route, vertex)) >= 0; vertex = network->arc[a].tail) {
        int r = network->arc[a].resource;
        if (r >= 0 &&
            plan->resource[r].capacity_kg - plan->resource[r].flow_kg < plan->shipment[shipment].unmet_kg)
            return false;
    }
    return true;
}

int64_t plan_enough_uh(const struct plan *plan, const struct virtual_network *network, int shipment) {
    const struct shipment *k = &network->scenario->shipment[shipment];
    AUTO(route_release) struct route *route = route_new(network, false);
    route_by_time(route, virtual_cargo(network, shipment));
    route_close_full(route, plan, -1);
    route_from(route, network->rest[k->origin]);
    wide length = route_length(route, network->rest[k->destination]);
    return length >= 0 && has_room(plan, network, route, shipment) ? (int64_t)length : -1;
}

struct virtual_network *virtual_reopened(const struct virtual_network *network) {
    struct variant variant = network->variant;
    struct diag *diag = diag_new(); /* rates that only what is closed needs */
    bool priced;
    variant.closed_links = variant.closed_terminals = 0;
    struct virtual_network *opened = virtual_build(network->scenario, &variant, diag, &priced);
    diag_free(diag);
    return opened;
}

int64_t plan_fastest_uh(const struct virtual_network *network, int shipment) {
    const struct shipment *k = &network->scenario->shipment[shipment];
    AUTO(route_release) struct route *route = route_new(network, false);
    route_by_time(route, virtual_cargo(network, shipment));
    route_from(route, network->rest[k->origin]);
    return (int64_t)route_length(route, network->rest[k->destination]);
}

void obstacle_release(struct obstacle *obstacle) {
    free((void *)obstacle->resource);
    obstacle->resource = NULL;
    obstacle->resources = 0;
}
