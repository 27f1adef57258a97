// SPDX-License-Identifier: GPL-3.0-or-later
/* Demand that can't move, or not within its hours, whatever else moves. */
#include "plan/check.h"

#include "base/mem.h"
#include "plan/route.h"

#include <stdio.h>
#include <stdlib.h>

struct want {
    int cargo, origin, shipment; /* origin: a node */
};

struct reach {
    const struct virtual_network *network;
    struct route *route;
    bool *movable;
    struct diag *diag;
    int told; /* nodes looked for; it takes all vertices each time */
};

static int by_search(const void *left, const void *right) {
    const struct want *a = left, *b = right;
    if (a->cargo != b->cargo)
        return a->cargo < b->cargo ? -1 : 1;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    return (a->shipment > b->shipment) - (a->shipment < b->shipment);
}

static struct want *list_wants(const struct virtual_network *network) {
    const struct scenario *scenario = network->scenario;
    struct want *want = xcalloc((size_t)scenario->shipments, sizeof *want);
    for (int k = 0; k < scenario->shipments; k++)
        want[k] = (struct want){virtual_cargo(network, k), scenario->shipment[k].origin, k};
    qsort(want, (size_t)scenario->shipments, sizeof *want, by_search);
    return want;
}

/* "; one gets no nearer than Martapura (MTP), 31 km from there" */
static void nearest_text(struct reach *reach, int destination, char *text, size_t size) {
    const struct network *roads = reach->network->scenario->network;
    char name[NODE_TEXT];
    text[0] = '\0';
    if (reach->told++ >= DIAG_SHOWN)
        return; /* not shown either */
    int node = route_nearest_node(reach->route, destination);
    check_node_text(roads, node, name);
    if (node == destination)
        snprintf(text, size, "; vehicles pass there, but none unloads it");
    else if (roads->geographic)
        snprintf(text, size, "; one gets no nearer than %s, %.1f km from there", name,
                 wide_double(network_great_circle_mm(roads, node, destination), KM_PLACES));
    else
        snprintf(text, size, "; one gets no nearer than %s", name);
}

static void tell_unreachable(struct reach *reach, int k) {
    const struct scenario *scenario = reach->network->scenario;
    const struct shipment *shipment = &scenario->shipment[k];
    char from[NODE_TEXT], to[NODE_TEXT], nearest[NODE_TEXT + 80];
    const char *commodity = shipment->commodity >= 0 ? scenario->commodity[shipment->commodity].id : NULL;
    nearest_text(reach, shipment->destination, nearest, sizeof nearest);
    diag_add(reach->diag, DIAG_WARNING, (struct place){"shipments/shipment.csv", shipment->line, 0},
             "shipment %s can't move: there is no way%s%s from %s to %s%s", shipment->id,
             commodity != NULL ? " for " : "", commodity != NULL ? commodity : "",
             check_node_text(scenario->network, shipment->origin, from),
             check_node_text(scenario->network, shipment->destination, to), nearest);
}

static void judge(struct reach *reach, int k) {
    const struct shipment *shipment = &reach->network->scenario->shipment[k];
    wide fastest = route_length(reach->route, reach->network->rest[shipment->destination]);
    char needed[WIDE_TEXT], allowed[WIDE_TEXT];
    if (fastest < 0) {
        reach->movable[k] = false;
        tell_unreachable(reach, k);
    } else if (shipment->max_uh >= 0 && fastest > shipment->max_uh) {
        reach->movable[k] = false;
        diag_add(reach->diag, DIAG_WARNING, (struct place){"shipments/shipment.csv", shipment->line, 0},
                 "shipment %s can't move within max_hours %s: even the fastest way takes %s h", shipment->id,
                 wide_text(allowed, shipment->max_uh, HOUR_PLACES, 0), wide_text(needed, fastest, HOUR_PLACES, 0));
    }
}

void check_reach(const struct virtual_network *network, bool *movable, struct diag *diag) {
    int shipments = network->scenario->shipments;
    AUTO_FREE struct want *want = list_wants(network);
    AUTO(route_release) struct route *route = route_new(network);
    struct reach reach = {network, route, movable, diag, 0};
    for (int i = 0; i < shipments; i++) {
        bool new_cargo = i == 0 || want[i].cargo != want[i - 1].cargo;
        if (new_cargo)
            route_by_time(route, want[i].cargo);
        if (new_cargo || want[i].origin != want[i - 1].origin)
            route_from(route, network->rest[want[i].origin]);
        judge(&reach, want[i].shipment);
    }
}
