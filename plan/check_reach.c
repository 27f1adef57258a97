// SPDX-License-Identifier: GPL-3.0-or-later
/* Demand that can't move, or not within its hours, whatever else moves. */
#include "plan/check.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct want {
    int cargo, origin, shipment; /* origin: a node */
};

/*
 * Most of a network hangs together: whoever can come to one vertex, the hub, can go wherever one can go from
 * it. That spares a search for each origin, if no hours are asked for.
 */
struct reach {
    const struct virtual_network *network;
    struct route *route, *from_hub, *to_hub;
    bool has_hub;
    bool searched; /* route holds the ways of the want's cargo and origin */
    bool *movable;
    struct diag *diag;
    int told;    /* nodes looked for; it takes all vertices each time */
    int lacking; /* networks built to see whose agreement is missing */
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
    char name[NODE_TEXT], km[REAL_WORDS];
    text[0] = '\0';
    if (reach->told++ >= DIAG_SHOWN)
        return; /* not shown either */
    int node = route_nearest_node(reach->route, destination);
    check_node_text(roads, node, name);
    if (node == destination)
        snprintf(text, size, "%s", _("; vehicles pass there, but none unloads it"));
    else if (roads->geographic)
        snprintf(
            text, size, _("; one gets no nearer than %s, %s km from there"), name,
            real_words(km, wide_double(network_great_circle_mm(roads, node, destination), KM_PLACES), 1));
    else
        snprintf(text, size, _("; one gets no nearer than %s"), name);
}

static void tell_unreachable(struct reach *reach, int k) {
    const struct scenario *scenario = reach->network->scenario;
    const struct shipment *shipment = &scenario->shipment[k];
    char from[NODE_TEXT], to[NODE_TEXT], nearest[NODE_TEXT + 120], owners[LACKING_TEXT];
    char agreement[LACKING_TEXT + 80] = "";
    bool lacks = reach->lacking++ < DIAG_SHOWN && plan_lacking(reach->network, k, owners);
    const char *commodity = shipment->commodity >= 0 ? scenario->commodity[shipment->commodity].id : NULL;
    nearest_text(reach, shipment->destination, nearest, sizeof nearest);
    check_node_text(scenario->network, shipment->origin, from);
    check_node_text(scenario->network, shipment->destination, to);
    if (lacks)
        snprintf(agreement, sizeof agreement, _("; there is one with an agreement of %s"), owners);
    struct place place = {"shipments/shipment.csv", shipment->line, 0};
    if (commodity != NULL)
        diag_add(reach->diag, DIAG_WARNING, place,
                 "shipment %s can't move: there is no way for %s from %s to %s%s%s", shipment->id, commodity,
                 from, to, nearest, agreement);
    else
        diag_add(reach->diag, DIAG_WARNING, place,
                 "shipment %s can't move: there is no way from %s to %s%s%s", shipment->id, from, to, nearest,
                 agreement);
}

/* In hundredths, rounded up: it stays over the limit it breaks. */
static char *hours_text(char text[WIDE_TEXT], wide uh) {
    const wide uh_per_hundredth = 10000;
    char *point = strchr(wide_text(text, (uh + uh_per_hundredth - 1) / uh_per_hundredth, 2, 2), '.');
    if (point != NULL)
        *point = language_point();
    return text;
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
                 _("shipment %s can't move within max_hours %s: even the fastest way takes %s h"),
                 shipment->id, wide_text(allowed, shipment->max_uh, HOUR_PLACES, 0),
                 hours_text(needed, fastest));
    }
}

/* A vertex that paths may pass: the origin's, or where one gets from it first. */
static int choose_hub(const struct virtual_network *network, int origin) {
    if (network->no_through == NULL || !network->no_through[origin])
        return origin;
    for (int a = 0; a < network->arcs; a++)
        if (network->arc[a].tail == origin && !network->no_through[network->arc[a].head])
            return network->arc[a].head;
    return -1;
}

static void search_hub(struct reach *reach, const struct want *want) {
    int hub = choose_hub(reach->network, reach->network->rest[want->origin]);
    reach->has_hub = hub >= 0;
    if (hub < 0)
        return;
    route_by_time(reach->from_hub, want->cargo);
    route_by_time(reach->to_hub, want->cargo);
    route_from(reach->from_hub, hub);
    route_from(reach->to_hub, hub);
}

static bool passes_hub(const struct reach *reach, const struct shipment *shipment) {
    const int *rest = reach->network->rest;
    return reach->has_hub && shipment->max_uh < 0 &&
           route_length(reach->to_hub, rest[shipment->origin]) >= 0 &&
           route_length(reach->from_hub, rest[shipment->destination]) >= 0;
}

static void check_want(struct reach *reach, const struct want *want, bool new_cargo, bool new_origin) {
    if (new_cargo) {
        search_hub(reach, want);
        route_by_time(reach->route, want->cargo);
    }
    if (new_cargo || new_origin)
        reach->searched = false;
    if (passes_hub(reach, &reach->network->scenario->shipment[want->shipment]))
        return;
    if (!reach->searched)
        route_from(reach->route, reach->network->rest[want->origin]);
    reach->searched = true;
    judge(reach, want->shipment);
}

void check_reach(const struct virtual_network *network, bool *movable, struct diag *diag) {
    AUTO_FREE struct want *want = list_wants(network);
    AUTO(route_release) struct route *route = route_new(network, false);
    AUTO(route_release) struct route *from_hub = route_new(network, false);
    AUTO(route_release) struct route *to_hub = route_new(network, true);
    struct reach reach = {network, route, from_hub, to_hub, false, false, movable, diag, 0, 0};
    for (int i = 0; i < network->scenario->shipments; i++)
        check_want(&reach, &want[i], i == 0 || want[i].cargo != want[i - 1].cargo,
                   i == 0 || want[i].origin != want[i - 1].origin);
}
