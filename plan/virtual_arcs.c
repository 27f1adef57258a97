// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Vertices, arcs and resources. Vertex n is node n at rest; behind those come the nodes aboard, by vehicle
 * type and node. At a centroid, where no path may pass, a vehicle type has two vertices: it arrives at one
 * and leaves from the other, and the way between them leads over the node at rest, which no path passes.
 */
#include "plan/virtual.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a node for one vehicle type. */
enum {
    LOADS = 1,    /* loads and unloads here */
    FORWARD = 2,  /* can come here loaded */
    BACKWARD = 4, /* can go on from here to where it unloads */
    ARRIVES = 8,  /* a haul arc ends here */
    LEAVES = 16,  /* a haul arc starts here */
};

struct lister {
    struct virtual_build *build;
    const struct network *roads;
    unsigned char *passes; /* [links * vehicle types] whether any cargo may pass */
    unsigned char *state;  /* [vehicle types * nodes] */
    int *first, *end;    /* links at node n: end[first[n] .. first[n + 1]), 2 * link + (1 if n is its `to`) */
    int *arrive, *leave; /* [vehicle types * nodes] vertices */
    int vertex_room, arc_room, resource_room;
};

static size_t at(const struct lister *lister, int vehicle, int node) {
    return (size_t)vehicle * (size_t)lister->roads->nodes + (size_t)node;
}

static bool passes(const struct lister *lister, int link, int vehicle) {
    return lister->passes[(size_t)link * (size_t)lister->roads->vehicle_types + (size_t)vehicle];
}

bool virtual_loads(const struct virtual_build *build, int node, int vehicle, int *terminal) {
    const struct network *roads = build->network.scenario->network;
    const struct vehicle_type *type = &roads->vehicle_type[vehicle];
    *terminal = -1;
    if (type->modes[0] == NULL || strcmp(type->modes[0], "ferry") == 0)
        return false; /* a ship that carries trucks takes no loads of its own */
    const struct terminal *found = network_terminal(roads, node, type);
    if (found == NULL)
        return strcmp(type->modes[0], "road") == 0 && roads->node[node].road_loads;
    *terminal = (int)(found - roads->terminal);
    return found->capacity_kg != 0 && !build->closed_terminal[*terminal];
}

static bool any_cargo_passes(const struct virtual_build *build, int link, int vehicle) {
    for (int c = 0; c < build->network.cargoes; c++)
        if (virtual_passes(build, link, vehicle, c))
            return true;
    return false;
}

/* A link that leads nowhere else, takes nothing or is closed is of no use. */
static void list_passes(struct lister *lister) {
    const struct network *roads = lister->roads;
    unsigned char *out = lister->passes = xcalloc((size_t)roads->links * (size_t)roads->vehicle_types, 1);
    for (int l = 0; l < roads->links; l++) {
        const struct link *link = &roads->link[l];
        bool useful = link->from != link->to && link->capacity_kg != 0 && !lister->build->closed[l];
        for (int v = 0; v < roads->vehicle_types; v++)
            *out++ = useful && network_admits(roads, link, &roads->vehicle_type[v]) &&
                     virtual_passes(lister->build, l, v, -1) && any_cargo_passes(lister->build, l, v);
    }
}

static void list_links_at_nodes(struct lister *lister) {
    const struct network *roads = lister->roads;
    lister->first = xcalloc((size_t)roads->nodes + 2, sizeof *lister->first);
    lister->end = xcalloc(2 * (size_t)roads->links, sizeof *lister->end);
    /* Counted two places up, so that filling leaves first[] right. */
    for (int l = 0; l < roads->links; l++) {
        lister->first[roads->link[l].from + 2]++;
        lister->first[roads->link[l].to + 2]++;
    }
    for (int n = 0; n < roads->nodes; n++)
        lister->first[n + 2] += lister->first[n + 1];
    for (int l = 0; l < roads->links; l++) {
        lister->end[lister->first[roads->link[l].from + 1]++] = 2 * l;
        lister->end[lister->first[roads->link[l].to + 1]++] = 2 * l + 1;
    }
}

/* Marks all nodes joined to those that load, along the links (FORWARD) or against them. O(nodes + links) */
static void spread(struct lister *lister, int vehicle, unsigned char mark, int *stack) {
    const struct network *roads = lister->roads;
    unsigned char *state = lister->state + at(lister, vehicle, 0);
    int held = 0;
    for (int n = 0; n < roads->nodes; n++)
        if (state[n] & LOADS) {
            state[n] |= mark;
            stack[held++] = n;
        }
    while (held > 0) {
        int n = stack[--held];
        for (int i = lister->first[n]; i < lister->first[n + 1]; i++) {
            const struct link *link = &roads->link[lister->end[i] / 2];
            bool at_to = lister->end[i] % 2, against = at_to == (mark == FORWARD);
            int other = at_to ? link->from : link->to;
            if ((link->directed && against) || !passes(lister, lister->end[i] / 2, vehicle) ||
                state[other] & mark)
                continue;
            state[other] |= mark;
            stack[held++] = other;
        }
    }
}

/* Whether the vehicle type may be loaded on the link in this direction, and get it somewhere. */
static bool hauls(const struct lister *lister, int l, bool backward, int vehicle) {
    const struct link *link = &lister->roads->link[l];
    int tail = backward ? link->to : link->from, head = backward ? link->from : link->to;
    return passes(lister, l, vehicle) && !(backward && link->directed) &&
           (lister->roads->abstract_vehicle || (lister->state[at(lister, vehicle, tail)] & FORWARD &&
                                                lister->state[at(lister, vehicle, head)] & BACKWARD));
}

static void mark_vehicle(struct lister *lister, int vehicle, int *stack) {
    const struct network *roads = lister->roads;
    int terminal;
    for (int n = 0; n < roads->nodes; n++)
        if (virtual_loads(lister->build, n, vehicle, &terminal))
            lister->state[at(lister, vehicle, n)] |= LOADS;
    spread(lister, vehicle, FORWARD, stack);
    spread(lister, vehicle, BACKWARD, stack);
    for (int l = 0; l < 2 * roads->links; l++) {
        const struct link *link = &roads->link[l / 2];
        bool backward = l % 2;
        if (!hauls(lister, l / 2, backward, vehicle))
            continue;
        lister->state[at(lister, vehicle, backward ? link->to : link->from)] |= LEAVES;
        lister->state[at(lister, vehicle, backward ? link->from : link->to)] |= ARRIVES;
    }
}

static int add_vertex(struct lister *lister, int node, int vehicle) {
    struct virtual_network *network = &lister->build->network;
    GROW(network->vertex, network->vertices, lister->vertex_room);
    network->vertex[network->vertices] = (struct vertex){node, vehicle};
    return network->vertices++;
}

static void list_vertices_aboard(struct lister *lister, int vehicle) {
    for (int n = 0; n < lister->roads->nodes; n++) {
        size_t i = at(lister, vehicle, n);
        unsigned char state = lister->state[i];
        lister->arrive[i] = lister->leave[i] = -1;
        if (!(state & (ARRIVES | LEAVES)))
            continue;
        lister->arrive[i] = lister->leave[i] = add_vertex(lister, n, vehicle);
        if (lister->roads->node[n].centroid && (state & (ARRIVES | LEAVES)) == (ARRIVES | LEAVES))
            lister->leave[i] = add_vertex(lister, n, vehicle);
    }
}

static void list_vertices(struct lister *lister) {
    struct virtual_network *network = &lister->build->network;
    const struct network *roads = lister->roads;
    size_t stops = (size_t)roads->vehicle_types * (size_t)roads->nodes;
    AUTO_FREE int *stack = xcalloc((size_t)roads->nodes, sizeof *stack);
    network->rest = xcalloc((size_t)roads->nodes, sizeof *network->rest);
    for (int n = 0; n < roads->nodes; n++)
        network->rest[n] = add_vertex(lister, n, -1);
    if (roads->abstract_vehicle)
        return;
    lister->state = xcalloc(stops, sizeof *lister->state);
    lister->arrive = xcalloc(stops, sizeof *lister->arrive);
    lister->leave = xcalloc(stops, sizeof *lister->leave);
    for (int v = 0; v < roads->vehicle_types; v++) {
        mark_vehicle(lister, v, stack);
        list_vertices_aboard(lister, v);
    }
}

static void add_arc(struct lister *lister, struct arc arc) {
    struct virtual_network *network = &lister->build->network;
    GROW(network->arc, network->arcs, lister->arc_room);
    network->arc[network->arcs++] = arc;
}

static int add_resource(struct lister *lister, struct resource resource) {
    struct virtual_network *network = &lister->build->network;
    GROW(network->resource, network->resources, lister->resource_room);
    network->resource[network->resources] = resource;
    return network->resources++;
}

/* All vehicle types over one link in one direction, which share its capacity. */
static void list_hauls(struct lister *lister, int l, bool backward) {
    const struct network *roads = lister->roads;
    const struct link *link = &roads->link[l];
    int tail = backward ? link->to : link->from, head = backward ? link->from : link->to, resource = -1;
    for (int v = 0; v < roads->vehicle_types; v++) {
        if (!hauls(lister, l, backward, v))
            continue;
        if (resource < 0 && link->capacity_kg >= 0)
            resource = add_resource(lister, (struct resource){l, -1, backward, link->capacity_kg});
        add_arc(lister, (struct arc){
                            .kind = ARC_HAUL,
                            .tail = roads->abstract_vehicle ? tail : lister->leave[at(lister, v, tail)],
                            .head = roads->abstract_vehicle ? head : lister->arrive[at(lister, v, head)],
                            .vehicle = v,
                            .link = l,
                            .backward = backward,
                            .terminal = -1,
                            .resource = resource,
                            .time_uh = network_time_uh(link, &roads->vehicle_type[v]) +
                                       network_wait_uh(link->headway_uh),
                        });
    }
}

static void list_loading(struct lister *lister, int node, int vehicle) {
    const struct network *roads = lister->roads;
    const struct vehicle_type *type = &roads->vehicle_type[vehicle];
    size_t i = at(lister, vehicle, node);
    unsigned char state = lister->state[i];
    int terminal;
    if (!(state & LOADS) || !virtual_loads(lister->build, node, vehicle, &terminal))
        return;
    int64_t handling_uh = terminal >= 0 ? roads->terminal[terminal].handling_uh : type->handling_uh;
    int64_t dwell_uh = terminal >= 0 ? roads->terminal[terminal].dwell_uh : 0;
    struct arc arc = {.vehicle = vehicle, .link = -1, .terminal = terminal, .resource = -1};
    if (state & LEAVES) {
        arc.kind = ARC_LOAD;
        arc.tail = node;
        arc.head = lister->leave[i];
        arc.time_uh = handling_uh + dwell_uh + network_wait_uh(type->headway_uh);
        add_arc(lister, arc);
    }
    if (state & ARRIVES) {
        arc.kind = ARC_UNLOAD;
        arc.tail = lister->arrive[i];
        arc.head = node;
        arc.time_uh = handling_uh;
        add_arc(lister, arc);
    }
}

/* Resources of terminals in use, in their order; loads and unloads share one. */
static void list_terminal_resources(struct lister *lister) {
    struct virtual_network *network = &lister->build->network;
    const struct network *roads = lister->roads;
    AUTO_FREE int *resource = xcalloc((size_t)roads->terminals, sizeof *resource);
    for (int a = 0; a < network->arcs; a++)
        if (network->arc[a].terminal >= 0)
            resource[network->arc[a].terminal] = 1;
    for (int t = 0; t < roads->terminals; t++) {
        bool used = resource[t] == 1 && roads->terminal[t].capacity_kg >= 0;
        resource[t] =
            used ? add_resource(lister, (struct resource){-1, t, false, roads->terminal[t].capacity_kg}) : -1;
    }
    for (int a = 0; a < network->arcs; a++)
        if (network->arc[a].terminal >= 0)
            network->arc[a].resource = resource[network->arc[a].terminal];
}

static void list_arcs(struct lister *lister) {
    const struct network *roads = lister->roads;
    for (int l = 0; l < roads->links; l++) {
        list_hauls(lister, l, false);
        list_hauls(lister, l, true);
    }
    if (roads->abstract_vehicle)
        return;
    for (int n = 0; n < roads->nodes; n++)
        for (int v = 0; v < roads->vehicle_types; v++)
            list_loading(lister, n, v);
    list_terminal_resources(lister);
}

static void list_centroids(struct virtual_network *network, const struct network *roads) {
    for (int n = 0; n < roads->nodes; n++) {
        if (!roads->node[n].centroid)
            continue;
        if (network->no_through == NULL)
            network->no_through = xcalloc((size_t)network->vertices, sizeof *network->no_through);
        network->no_through[network->rest[n]] = 1;
    }
}

void arcs_list(struct virtual_build *build) {
    struct lister lister = {.build = build, .roads = build->network.scenario->network};
    list_passes(&lister);
    list_links_at_nodes(&lister);
    list_vertices(&lister);
    list_arcs(&lister);
    list_centroids(&build->network, lister.roads);
    free(lister.passes);
    free(lister.state);
    free(lister.first);
    free(lister.end);
    free(lister.arrive);
    free(lister.leave);
}
