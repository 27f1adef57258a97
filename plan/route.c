// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/route.h"

#include "base/mem.h"

#include <stdlib.h>

struct entry {
    wide length;
    int vertex;
};

struct route {
    const struct virtual_network *network;
    bool reversed;
    int *first, *out; /* arcs by tail: out[first[v] .. first[v + 1]) */
    wide *weight;     /* [arcs], -1 = closed */
    wide *length;     /* [vertices], -1 = not reached */
    int *arc;         /* [vertices] */
    struct entry *heap;
    size_t held, room;
};

static int tail_of(const struct route *route, int a) {
    return route->reversed ? route->network->arc[a].head : route->network->arc[a].tail;
}

static int head_of(const struct route *route, int a) {
    return route->reversed ? route->network->arc[a].tail : route->network->arc[a].head;
}

struct route *route_new(const struct virtual_network *network, bool reversed) {
    struct route *route = xcalloc(1, sizeof *route);
    size_t vertices = (size_t)network->vertices, arcs = (size_t)network->arcs;
    route->network = network;
    route->reversed = reversed;
    route->first = xcalloc(vertices + 2, sizeof *route->first);
    route->out = xcalloc(arcs, sizeof *route->out);
    route->weight = xcalloc(arcs, sizeof *route->weight);
    route->length = xcalloc(vertices, sizeof *route->length);
    route->arc = xcalloc(vertices, sizeof *route->arc);
    /* Counted two places up, so that filling leaves first[] right. */
    for (int a = 0; a < network->arcs; a++)
        route->first[tail_of(route, a) + 2]++;
    for (int v = 0; v < network->vertices; v++)
        route->first[v + 2] += route->first[v + 1];
    for (int a = 0; a < network->arcs; a++)
        route->out[route->first[tail_of(route, a) + 1]++] = a;
    return route;
}

void route_free(struct route *route) {
    if (route == NULL)
        return;
    free(route->first);
    free(route->out);
    free(route->weight);
    free(route->length);
    free(route->arc);
    free(route->heap);
    free(route);
}

void route_release(struct route **route) {
    route_free(*route);
}

static bool is_open(const struct route *route, int cargo, int arc) {
    return route->network->money[(size_t)cargo * (size_t)route->network->arcs + (size_t)arc].e4 !=
           MONEY_CLOSED;
}

void route_by_time(struct route *route, int cargo) {
    for (int a = 0; a < route->network->arcs; a++)
        route->weight[a] = is_open(route, cargo, a) ? route->network->arc[a].time_uh : -1;
}

void route_by_cost(struct route *route, int cargo, struct money vot_per_t_h) {
    const wide e10 = 1000000; /* in 1/10 000 */
    const struct virtual_network *network = route->network;
    const struct money *money = network->money + (size_t)cargo * (size_t)network->arcs;
    for (int a = 0; a < network->arcs; a++)
        route->weight[a] = is_open(route, cargo, a)
                               ? money[a].e4 * e10 + (wide)vot_per_t_h.e4 * network->arc[a].time_uh
                               : -1;
}

void route_close_full(struct route *route, const struct plan *plan, int but) {
    for (int a = 0; a < route->network->arcs; a++) {
        int r = route->network->arc[a].resource;
        if (r >= 0 && r != but && plan->resource[r].flow_kg >= plan->resource[r].capacity_kg)
            route->weight[a] = -1;
    }
}

static bool before(const struct entry *a, const struct entry *b) {
    return a->length != b->length ? a->length < b->length : a->vertex < b->vertex;
}

static void push(struct route *route, struct entry entry) {
    GROW(route->heap, route->held, route->room);
    size_t at = route->held++;
    for (; at > 0 && before(&entry, &route->heap[(at - 1) / 2]); at = (at - 1) / 2)
        route->heap[at] = route->heap[(at - 1) / 2];
    route->heap[at] = entry;
}

static struct entry pop(struct route *route) {
    struct entry top = route->heap[0], last = route->heap[--route->held];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < route->held; at = child) {
        if (child + 1 < route->held && before(&route->heap[child + 1], &route->heap[child]))
            child++;
        if (!before(&route->heap[child], &last))
            break;
        route->heap[at] = route->heap[child];
    }
    route->heap[at] = last;
    return top;
}

static void relax(struct route *route, int a, wide length) {
    int head = head_of(route, a);
    length += route->weight[a];
    if (route->weight[a] < 0 || (route->length[head] >= 0 && route->length[head] <= length))
        return;
    route->length[head] = length;
    route->arc[head] = a;
    push(route, (struct entry){length, head});
}

void route_from(struct route *route, int origin) {
    const unsigned char *no_through = route->network->no_through;
    for (int v = 0; v < route->network->vertices; v++)
        route->length[v] = route->arc[v] = -1;
    route->length[origin] = 0;
    route->held = 0;
    push(route, (struct entry){0, origin});
    while (route->held > 0) {
        struct entry at = pop(route);
        bool stops = no_through != NULL && no_through[at.vertex] && at.vertex != origin;
        if (at.length != route->length[at.vertex] || stops)
            continue;
        for (int i = route->first[at.vertex]; i < route->first[at.vertex + 1]; i++)
            relax(route, route->out[i], at.length);
    }
}

wide route_length(const struct route *route, int vertex) {
    return route->length[vertex];
}

int route_arc(const struct route *route, int vertex) {
    return route->arc[vertex];
}

/* Great circle, or the square of the distance in the plane: only compared. */
static double apart(const struct network *roads, int a, int b) {
    double east = roads->node[a].lon - roads->node[b].lon, north = roads->node[a].lat - roads->node[b].lat;
    return roads->geographic ? (double)network_great_circle_mm(roads, a, b) : east * east + north * north;
}

int route_nearest_node(const struct route *route, int node) {
    const struct virtual_network *network = route->network;
    const struct network *roads = network->scenario->network;
    int nearest = -1;
    double least = 0;
    for (int v = 0; v < network->vertices; v++) {
        if (route->length[v] < 0)
            continue;
        double distance = apart(roads, network->vertex[v].node, node);
        if (nearest < 0 || distance < least) {
            nearest = network->vertex[v].node;
            least = distance;
        }
    }
    return nearest;
}
