// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Capacities under demand. All cargoes are taken for one, which may use whatever any of them may: if not even
 * that passes, the demand does not. For each origin its shipments, and for each destination, a maximum flow
 * is compared with the demand; where it is less, the minimum cut names the resources that stop the rest.
 *
 * The arcs of a resource pass through a gate, one edge with the resource's capacity: vehicle types share it.
 * (Tonnes may change the vehicle type inside the gate, which only lets more pass.)
 */
#include "plan/check.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/max_flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED = 6 }; /* resources named in one warning */
static const int64_t WORK =
    100 * 1000 * 1000; /* edges looked at before the rest is left unchecked: a second */

/** One shipment's share in a run, kept in order of the run's node. */
struct demand {
    int node, other; /* the run's origin (or destination), and the other end */
    int line;        /* of the shipment */
    int64_t kg;
};

struct cuts {
    const struct virtual_network *network;
    struct diag *diag;
    struct max_flow *flow;
    bool outbound; /* runs are of origins; else of destinations, along arcs turned round */
    int *open;     /* [arcs] the edge on which a run takes to the arc, -1 = closed to every cargo */
    int *end;      /* [nodes] the edge from the node at rest to the far end */
    int far;       /* vertex where the demand of a run ends */
    char *told;    /* cuts told already, as lines of text: the same one stops many */
    size_t told_length;
};

static bool any_cargo_passes(const struct virtual_network *network, int a) {
    for (int c = 0; c < network->cargoes; c++)
        if (network->money[(size_t)c * (size_t)network->arcs + (size_t)a].e4 != MONEY_CLOSED)
            return true;
    return false;
}

static int gate_in(const struct virtual_network *network, int resource) {
    return network->vertices + 2 * resource;
}

/* Where a run leaves for the arc. */
static int tail_of(const struct cuts *cuts, int a) {
    return cuts->outbound ? cuts->network->arc[a].tail : cuts->network->arc[a].head;
}

static void build_arcs(struct cuts *cuts) {
    const struct virtual_network *network = cuts->network;
    for (int r = 0; r < network->resources; r++)
        max_flow_edge(cuts->flow, gate_in(network, r), gate_in(network, r) + 1,
                      network->resource[r].capacity_kg);
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        int head = cuts->outbound ? arc->head : arc->tail;
        cuts->open[a] = -1;
        if (!any_cargo_passes(network, a))
            continue;
        int in = arc->resource >= 0 ? gate_in(network, arc->resource) : head;
        cuts->open[a] = max_flow_edge(cuts->flow, tail_of(cuts, a), in, FLOW_UNLIMITED);
        if (arc->resource >= 0)
            max_flow_edge(cuts->flow, in + 1, head, FLOW_UNLIMITED);
    }
}

static void cuts_init(struct cuts *cuts) {
    const struct virtual_network *network = cuts->network;
    const struct network *roads = network->scenario->network;
    cuts->far = network->vertices + 2 * network->resources;
    cuts->flow = max_flow_new(cuts->far + 1);
    cuts->open = xcalloc((size_t)network->arcs, sizeof *cuts->open);
    cuts->end = xcalloc((size_t)roads->nodes, sizeof *cuts->end);
    build_arcs(cuts);
    for (int n = 0; n < roads->nodes; n++)
        cuts->end[n] = max_flow_edge(cuts->flow, network->rest[n], cuts->far, 0);
}

static void cuts_release(struct cuts *cuts) {
    max_flow_free(cuts->flow);
    free(cuts->open);
    free(cuts->end);
}

/* Only a run's own centroid may be left: no path goes on from another, or comes from before it. */
static void close_centroids(struct cuts *cuts, int vertex) {
    const struct virtual_network *network = cuts->network;
    for (int a = 0; network->no_through != NULL && a < network->arcs; a++)
        if (cuts->open[a] >= 0 && network->no_through[tail_of(cuts, a)])
            max_flow_set(cuts->flow, cuts->open[a], tail_of(cuts, a) == vertex ? FLOW_UNLIMITED : 0);
}

/* ---- telling ---- */

static bool is_cut(const struct cuts *cuts, int r) {
    int gate = gate_in(cuts->network, r);
    return max_flow_on_source_side(cuts->flow, gate) && !max_flow_on_source_side(cuts->flow, gate + 1);
}

static void resource_text(const struct virtual_network *network, int r, char *text, size_t size) {
    const struct network *roads = network->scenario->network;
    const struct resource *resource = &network->resource[r];
    char name[NODE_TEXT], tonnes[TONNES_TEXT];
    check_tonnes_text(resource->capacity_kg, tonnes);
    if (resource->link < 0) {
        snprintf(text, size, _("terminal %s (%s t)"), roads->terminal[resource->terminal].id, tonnes);
        return;
    }
    const struct link *link = &roads->link[resource->link];
    check_node_text(roads, resource->backward ? link->from : link->to, name);
    snprintf(text, size, _("link %s towards %s (%s t)"), link->id, name, tonnes);
}

/* "link A towards B (20,000 t), terminal C (10,000 t)" and what they let pass together. */
static int64_t cut_text(const struct cuts *cuts, char *text, size_t size) {
    int64_t passes_kg = 0;
    int named = 0;
    size_t used = 0;
    text[0] = '\0';
    for (int r = 0; r < cuts->network->resources; r++) {
        char one[2 * NODE_TEXT + TONNES_TEXT + 60];
        if (!is_cut(cuts, r))
            continue;
        passes_kg += cuts->network->resource[r].capacity_kg;
        if (++named > NAMED || used >= size)
            continue;
        resource_text(cuts->network, r, one, sizeof one);
        used += (size_t)snprintf(text + used, size - used, "%s%s", named > 1 ? ", " : "", one);
    }
    if (named > NAMED && used < size)
        snprintf(text + used, size - used, _(" and %d more"), named - NAMED);
    return passes_kg;
}

/* Whether the text was told before; remembers it. */
static bool is_told(struct cuts *cuts, const char *text) {
    size_t length = strlen(text);
    if (cuts->told != NULL && strstr(cuts->told, text) != NULL)
        return true;
    cuts->told = xrealloc(cuts->told, cuts->told_length + length + 2, 1);
    memcpy(cuts->told + cuts->told_length, text, length);
    cuts->told_length += length + 1;
    cuts->told[cuts->told_length - 1] = '\n';
    cuts->told[cuts->told_length] = '\0';
    return false;
}

/* Demand beyond the cut of the last run: what the warning is about. *line: of the first such shipment. */
static int64_t beyond(const struct cuts *cuts, const struct demand *demand, int count, int *line) {
    int64_t kg = 0;
    *line = 0;
    for (int i = 0; i < count; i++) {
        if (max_flow_on_source_side(cuts->flow, cuts->network->rest[demand[i].other]))
            continue;
        kg += demand[i].kg;
        if (*line == 0 || demand[i].line < *line)
            *line = demand[i].line;
    }
    return kg;
}

static void tell(struct cuts *cuts, const struct demand *demand, int count) {
    char text[8 * (2 * NODE_TEXT + TONNES_TEXT)], name[NODE_TEXT], asked[TONNES_TEXT], passes[TONNES_TEXT];
    int line;
    int64_t asked_kg = beyond(cuts, demand, count, &line), passes_kg = cut_text(cuts, text, sizeof text);
    if (is_told(cuts, text))
        return;
    diag_add(cuts->diag, DIAG_WARNING, (struct place){"shipments/shipment.csv", line, 0},
             cuts->outbound ? _("shipments from %s ask for %s t, at most %s t can pass: %s")
                            : _("shipments to %s ask for %s t, at most %s t can pass: %s"),
             check_node_text(cuts->network->scenario->network, demand->node, name),
             check_tonnes_text(asked_kg, asked), check_tonnes_text(passes_kg, passes), text);
}

/* ---- running ---- */

static void run(struct cuts *cuts, const struct demand *demand, int count, int64_t total_kg) {
    const struct virtual_network *network = cuts->network;
    int vertex = network->rest[demand->node];
    close_centroids(cuts, vertex);
    for (int i = 0, next = 0; i < count; i = next) {
        int64_t kg = 0;
        for (; next < count && demand[next].other == demand[i].other; next++)
            kg += demand[next].kg;
        max_flow_set(cuts->flow, cuts->end[demand[i].other], kg);
    }
    if (max_flow_run(cuts->flow, vertex, cuts->far, total_kg) < total_kg)
        tell(cuts, demand, count);
    for (int i = 0; i < count; i++)
        max_flow_set(cuts->flow, cuts->end[demand[i].other], 0);
}

static int by_nodes(const void *left, const void *right) {
    const struct demand *a = left, *b = right;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

static int list_demands(const struct virtual_network *network, const bool *movable, bool outbound,
                        struct demand *demand) {
    const struct scenario *scenario = network->scenario;
    int count = 0;
    for (int k = 0; k < scenario->shipments; k++) {
        const struct shipment *shipment = &scenario->shipment[k];
        if (!movable[k] || shipment->origin == shipment->destination)
            continue;
        demand[count++] = outbound ? (struct demand){shipment->origin, shipment->destination, shipment->line,
                                                     shipment->quantity_kg}
                                   : (struct demand){shipment->destination, shipment->origin, shipment->line,
                                                     shipment->quantity_kg};
    }
    qsort(demand, (size_t)count, sizeof *demand, by_nodes);
    return count;
}

/* Whatever separates a node from its demand holds at least one resource. */
static int64_t least_capacity(const struct virtual_network *network) {
    int64_t least = INT64_MAX;
    for (int r = 0; r < network->resources; r++)
        if (network->resource[r].capacity_kg < least)
            least = network->resource[r].capacity_kg;
    return least;
}

static void run_all(struct cuts *cuts, const struct demand *demand, int count) {
    int64_t least = least_capacity(cuts->network);
    int skipped = 0;
    for (int from = 0, to; from < count; from = to) {
        int64_t total_kg = 0;
        for (to = from; to < count && demand[to].node == demand[from].node; to++)
            total_kg += demand[to].kg;
        if (total_kg <= least)
            continue;
        if (max_flow_work(cuts->flow) > WORK)
            skipped++;
        else
            run(cuts, &demand[from], to - from, total_kg);
    }
    if (skipped > 0)
        diag_add(
            cuts->diag, DIAG_NOTE, (struct place){0},
            cuts->outbound
                ? _("capacities were not compared with the demand from %d nodes: the network is too large")
                : _("capacities were not compared with the demand to %d nodes: the network is too large"),
            skipped);
}

void check_cuts(const struct virtual_network *network, const bool *movable, struct diag *diag) {
    AUTO_FREE struct demand *demand = xcalloc((size_t)network->scenario->shipments, sizeof *demand);
    struct cuts cuts = {.network = network, .diag = diag};
    for (int outbound = 1; outbound >= 0 && network->resources > 0; outbound--) {
        int count = list_demands(network, movable, outbound, demand);
        cuts.outbound = outbound;
        cuts_init(&cuts);
        run_all(&cuts, demand, count);
        cuts_release(&cuts);
    }
    free(cuts.told);
}
