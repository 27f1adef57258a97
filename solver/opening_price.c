// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A path pays when it saves more than this share of what its shipment pays. */
static const double LEAST_SAVING = 1e-9;

/* ---- life ---- */

struct place {
    int class, origin, shipment;
};

static int place_order(const void *left, const void *right) {
    const struct place *a = left, *b = right;
    if (a->class != b->class)
        return a->class - b->class;
    return a->origin != b->origin ? a->origin - b->origin : a->shipment - b->shipment;
}

static void sort_shipments(struct opening_pricing *pricing) {
    const struct problem *problem = pricing->given->problem;
    size_t shipments = (size_t)problem->shipments;
    AUTO_FREE struct place *place = xcalloc(shipments, sizeof *place);
    for (int k = 0; k < problem->shipments; k++)
        place[k] = (struct place){problem->class_of[k], problem->origin[k], k};
    qsort(place, shipments, sizeof *place, place_order);
    for (int k = 0; k < problem->shipments; k++)
        pricing->order[k] = place[k].shipment;
}

void opening_pricing_init(struct opening_pricing *pricing, const struct opening_case *given) {
    const struct problem *problem = given->problem;
    size_t arcs = (size_t)problem->arcs, shipments = (size_t)problem->shipments;
    *pricing = (struct opening_pricing){.given = given,
                                        .graph = graph_new(problem),
                                        .slot_of = xcalloc(arcs, sizeof *pricing->slot_of),
                                        .order = xcalloc(shipments, sizeof *pricing->order),
                                        .toll = xcalloc(arcs, sizeof *pricing->toll),
                                        .length = xcalloc(arcs, sizeof *pricing->length),
                                        .arc_length = xcalloc(arcs, sizeof *pricing->arc_length),
                                        .distance = xcalloc(shipments, sizeof *pricing->distance),
                                        .term = xcalloc((size_t)given->facilities, sizeof *pricing->term),
                                        .target = xcalloc(shipments, sizeof *pricing->target),
                                        .walk = xcalloc(arcs, sizeof *pricing->walk),
                                        .found = xcalloc(shipments, sizeof(struct path *))};
    pricing->dijkstra = dijkstra_new(pricing->graph);
    pricing->labels = labels_new(problem, pricing->graph);
    for (int slot = 0; slot < problem->arcs; slot++)
        pricing->slot_of[pricing->graph->arc[slot]] = slot;
    sort_shipments(pricing);
}

static void forget_found(struct opening_pricing *pricing) {
    for (int k = 0; pricing->found != NULL && k < pricing->given->problem->shipments; k++) {
        free(pricing->found[k]);
        pricing->found[k] = NULL;
    }
}

void opening_pricing_release(struct opening_pricing *pricing) {
    forget_found(pricing);
    labels_free(pricing->labels);
    dijkstra_free(pricing->dijkstra);
    graph_free(pricing->graph);
    free(pricing->slot_of);
    free(pricing->order);
    free(pricing->toll);
    free(pricing->length);
    free(pricing->arc_length);
    free(pricing->distance);
    free(pricing->term);
    free(pricing->target);
    free(pricing->walk);
    free(pricing->found);
}

/* ---- prices ---- */

static double price_of(const struct opening_master *master, int row) {
    return row < 0 ? 0 : fmax(0, lp_price(master->lp, row));
}

static double toll_of(const struct opening_master *master, int arc) {
    const struct opening_case *given = master->given;
    int r = given->problem->arc_resource[arc];
    double sum = r < 0 ? 0 : price_of(master, master->shared_row[r]);
    if (given->of_arc[arc] < 0)
        return sum / given->unit;
    sum += price_of(master, master->use_row[arc]);
    for (int i = given->groups.of_start[arc]; i < given->groups.of_start[arc + 1]; i++)
        sum += price_of(master, master->group_row[given->groups.of[i]]);
    return sum / given->unit;
}

static void set_class(struct opening_pricing *pricing, int class, const signed char *decided) {
    const struct opening_case *given = pricing->given;
    const double *cost = given->problem->arc_cost + (size_t) class * (size_t)given->problem->arcs;
    for (int a = 0; a < given->problem->arcs; a++) {
        int f = given->of_arc[a];
        double length = f >= 0 && decided[f] == CLOSED ? INFINITY : cost[a] + pricing->toll[a];
        pricing->arc_length[a] = length;
        pricing->length[pricing->slot_of[a]] = length;
    }
}

/* What the shipment alone pays on the arcs of its groups, or takes it back: by exact copies. */
static void charge_links(struct opening_pricing *pricing, const struct opening_master *master, int k,
                         double *before) {
    const struct arc_groups *groups = &pricing->given->groups;
    const struct shipment_links *links = &master->links[k];
    double demand = pricing->given->problem->demand[k];
    for (int i = 0; i < links->count; i++)
        for (int j = groups->start[links->link[i].group]; j < groups->start[links->link[i].group + 1]; j++) {
            int a = groups->arc[j];
            before[a] = before[a] < 0 ? pricing->arc_length[a] : before[a];
            pricing->arc_length[a] += links->link[i].price / demand;
            pricing->length[pricing->slot_of[a]] = pricing->arc_length[a];
        }
}

static void restore(struct opening_pricing *pricing, const struct opening_master *master, int k,
                    double *before) {
    const struct arc_groups *groups = &pricing->given->groups;
    const struct shipment_links *links = &master->links[k];
    for (int i = 0; i < links->count; i++)
        for (int j = groups->start[links->link[i].group]; j < groups->start[links->link[i].group + 1]; j++) {
            int a = groups->arc[j];
            if (before[a] < 0)
                continue;
            pricing->length[pricing->slot_of[a]] = pricing->arc_length[a] = before[a];
            before[a] = -1;
        }
}

/* ---- searches ---- */

static void keep_path(struct opening_pricing *pricing, int k, int arcs, const int *arc) {
    const struct problem *problem = pricing->given->problem;
    struct path *path = path_new(k, arcs);
    if (arcs > 0)
        memcpy(path->arc, arc, (size_t)arcs * sizeof *arc);
    path_finish(path, problem->arc_cost + (size_t)problem->class_of[k] * (size_t)problem->arcs);
    free(pricing->found[k]);
    pricing->found[k] = path;
}

/* The tree's arcs to the vertex, in order, at the end of pricing->walk; *hours of them. */
static int *tree_walk(const struct opening_pricing *pricing, int vertex, int *arcs, double *hours) {
    const struct tree_node *node = pricing->dijkstra->node;
    int at = pricing->given->problem->arcs;
    *hours = 0;
    for (int v = vertex; node[v].slot >= 0; v = node[v].from) {
        pricing->walk[--at] = pricing->graph->arc[node[v].slot];
        *hours += pricing->given->problem->arc_hours[pricing->walk[at]];
    }
    *arcs = pricing->given->problem->arcs - at;
    return pricing->walk + at;
}

static double link_toll(const struct opening_pricing *pricing, const struct opening_master *master, int k,
                        int arcs, const int *arc) {
    const struct arc_groups *groups = &pricing->given->groups;
    const struct shipment_links *links = &master->links[k];
    double sum = 0;
    for (int i = 0; links->count > 0 && i < arcs; i++)
        for (int j = groups->of_start[arc[i]]; j < groups->of_start[arc[i] + 1]; j++)
            for (int l = 0; l < links->count; l++)
                sum += links->link[l].group == groups->of[j] ? links->link[l].price : 0;
    return sum;
}

static bool pays(const struct opening_pricing *pricing, const struct opening_master *master, int k) {
    const struct problem *problem = pricing->given->problem;
    double standard = fmin(lp_price(master->lp, k), problem->demand[k] * problem->penalty[k]);
    return problem->demand[k] * pricing->distance[k] < standard - LEAST_SAVING * fabs(standard);
}

/* From the tree of all shipments of one origin and class; true where that is not enough. */
static bool look_at_tree(struct opening_pricing *pricing, const struct opening_master *master, int k) {
    const struct problem *problem = pricing->given->problem;
    int end = problem->destination[k], arcs;
    double hours;
    pricing->distance[k] = pricing->dijkstra->node[end].distance;
    if (isinf(pricing->distance[k]) || !pays(pricing, master, k))
        return false;
    const int *arc = tree_walk(pricing, end, &arcs, &hours);
    if (link_toll(pricing, master, k, arcs, arc) > 0 ||
        (problem->max_hours != NULL && hours > problem->max_hours[k]))
        return true;
    keep_path(pricing, k, arcs, arc);
    return false;
}

static void search_alone(struct opening_pricing *pricing, const struct opening_master *master, int k,
                         double *before) {
    const struct problem *problem = pricing->given->problem;
    int origin = problem->origin[k], end = problem->destination[k], arcs = 0;
    const int *arc = NULL;
    double hours;
    charge_links(pricing, master, k, before);
    if (problem->max_hours != NULL && !isinf(problem->max_hours[k])) {
        pricing->distance[k] =
            labels_path(pricing->labels, pricing->arc_length, problem->arc_hours, problem->no_through, origin,
                        end, problem->max_hours[k], &arc, &arcs);
    } else {
        dijkstra_run(pricing->dijkstra, pricing->graph, pricing->length, problem->no_through, origin, 1,
                     &end);
        pricing->distance[k] = pricing->dijkstra->node[end].distance;
        arc = tree_walk(pricing, end, &arcs, &hours);
    }
    if (pays(pricing, master, k))
        keep_path(pricing, k, arcs, arc);
    restore(pricing, master, k, before);
}

static bool search_origin(struct opening_pricing *pricing, const struct opening_master *master, int first,
                          int end, double *before) {
    const struct problem *problem = pricing->given->problem;
    int alone = 0, count = end - first;
    for (int i = first; i < end; i++)
        pricing->target[i] = problem->destination[pricing->order[i]];
    dijkstra_run(pricing->dijkstra, pricing->graph, pricing->length, problem->no_through,
                 problem->origin[pricing->order[first]], count, pricing->target + first);
    for (int i = first; i < end; i++)
        if (look_at_tree(pricing, master, pricing->order[i]))
            pricing->target[alone++] = pricing->order[i];
    for (int i = 0; i < alone; i++) {
        if (opening_is_over(pricing->given))
            return false;
        search_alone(pricing, master, pricing->target[i], before);
    }
    return !opening_is_over(pricing->given);
}

/* ---- the bound ---- */

static void set_terms(struct opening_pricing *pricing, const struct opening_master *master) {
    const struct opening_case *given = pricing->given;
    for (int f = 0; f < given->facilities; f++)
        pricing->term[f] = given->cost[f];
    for (int row = 0; row < master->rows; row++)
        if (master->row[row].facility >= 0)
            pricing->term[master->row[row].facility] -= price_of(master, row) * master->row[row].room;
}

static double reckon_bound(const struct opening_pricing *pricing, const struct opening_master *master,
                           const signed char *decided) {
    const struct problem *problem = pricing->given->problem;
    double bound = 0;
    for (int k = 0; k < problem->shipments; k++)
        bound += problem->demand[k] * fmin(pricing->distance[k], problem->penalty[k]);
    for (int row = 0; row < master->rows; row++)
        if (master->row[row].kind == ROW_SHARED)
            bound -= price_of(master, row) * master->row[row].room;
    for (int f = 0; f < pricing->given->facilities; f++)
        if (decided[f] != CLOSED)
            bound += decided[f] == OPENED ? pricing->term[f] : fmin(0, pricing->term[f]);
    return bound;
}

bool opening_price(struct opening_pricing *pricing, const struct opening_master *master,
                   const signed char *decided) {
    const struct problem *problem = pricing->given->problem;
    size_t arcs = (size_t)problem->arcs;
    AUTO_FREE double *before = xcalloc(arcs, sizeof *before);
    for (size_t a = 0; a < arcs; a++) {
        before[a] = -1;
        pricing->toll[a] = toll_of(master, (int)a);
    }
    forget_found(pricing);
    int class = -1;
    for (int i = 0, end; i < problem->shipments; i = end) {
        int k = pricing->order[i];
        for (end = i + 1; end < problem->shipments &&
                          problem->class_of[pricing->order[end]] == problem->class_of[k] &&
                          problem->origin[pricing->order[end]] == problem->origin[k];)
            end++;
        if (problem->class_of[k] != class)
            set_class(pricing, problem->class_of[k], decided);
        class = problem->class_of[k];
        if (!search_origin(pricing, master, i, end, before))
            return false;
    }
    set_terms(pricing, master);
    pricing->bound = reckon_bound(pricing, master, decided);
    return true;
}
