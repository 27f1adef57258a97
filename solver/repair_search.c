// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/repair_work.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static bool has_limit(const struct problem *problem, int shipment) {
    return problem->max_hours != NULL && !isinf(problem->max_hours[shipment]);
}

struct repair_search repair_search_new(struct repair *repair) {
    size_t arcs = (size_t)repair->problem->arcs, resources = (size_t)repair->problem->resources;
    double *toll = xcalloc(resources, sizeof *toll);
    for (size_t r = 0; r < resources; r++)
        toll[r] = repair->left[r] >= 1 ? repair->price[r] : (double)INFINITY;
    return (struct repair_search){
        .repair = repair,
        .toll = toll,
        .dijkstra = dijkstra_new(repair->graph),
        .class = -1,
        .arc_length = xcalloc(arcs, sizeof(double)),
        .slot_length = xcalloc(arcs, sizeof(double)),
        .target = xcalloc((size_t)repair->problem->shipments, sizeof(int)),
    };
}

void repair_search_release(struct repair_search *search) {
    free(search->toll);
    dijkstra_free(search->dijkstra);
    labels_free(search->labels);
    free(search->arc_length);
    free(search->slot_length);
    free(search->target);
    free(search->arc);
}

void repair_search_refresh(struct repair_search *search) {
    search->class = -1;
}

static void set_lengths(struct repair_search *search, int shipment) {
    const struct repair *repair = search->repair;
    const struct problem *problem = repair->problem;
    const double *cost = repair_cost(repair, shipment);
    for (int arc = 0; arc < problem->arcs; arc++) {
        int r = problem->arc_resource[arc];
        search->arc_length[arc] = r < 0 ? cost[arc] : cost[arc] + search->toll[r];
    }
    for (int slot = 0; slot < problem->arcs; slot++)
        search->slot_length[slot] = search->arc_length[repair->graph->arc[slot]];
    search->class = problem->class_of[shipment];
}

/** Those with a limit last; then by class, so that lengths are made once for each; then by origin. */
static int compare_searches(const struct problem *problem, int a, int b) {
    if (has_limit(problem, a) != has_limit(problem, b))
        return has_limit(problem, a) ? 1 : -1;
    if (problem->class_of[a] != problem->class_of[b])
        return problem->class_of[a] < problem->class_of[b] ? -1 : 1;
    if (problem->origin[a] != problem->origin[b])
        return problem->origin[a] < problem->origin[b] ? -1 : 1;
    return 0;
}

static int in_order_of_search(const void *left, const void *right, void *context) {
    int a = *(const int *)left, b = *(const int *)right, order = compare_searches(context, a, b);
    return order != 0 ? order : (a > b) - (a < b);
}

void repair_search_sort(const struct repair *repair, int shipments, int *shipment) {
    struct problem problem = *repair->problem; /* qsort_r() takes no const context */
    qsort_r(shipment, (size_t)shipments, sizeof *shipment, in_order_of_search, &problem);
}

int repair_search_group(const struct repair *repair, int shipments, const int *shipment) {
    int members = 1;
    if (has_limit(repair->problem, shipment[0]))
        return 1;
    while (members < shipments && compare_searches(repair->problem, shipment[0], shipment[members]) == 0)
        members++;
    return members;
}

void repair_search_run(struct repair_search *search, int shipments, const int *shipment) {
    const struct problem *problem = search->repair->problem;
    search->repair->work += problem->vertices + problem->arcs;
    if (search->class != problem->class_of[shipment[0]])
        set_lengths(search, shipment[0]);
    if (has_limit(problem, shipment[0]))
        return; /* repair_search_path() searches */
    for (int i = 0; i < shipments; i++)
        search->target[i] = problem->destination[shipment[i]];
    dijkstra_run(search->dijkstra, search->repair->graph, search->slot_length, problem->no_through,
                 problem->origin[shipment[0]], shipments, search->target);
}

static double path_in_tree(struct repair_search *search, int destination, int *arcs, const int **arc) {
    const struct tree_node *node = search->dijkstra->node;
    int count = 0;
    for (int v = destination; node[v].slot >= 0 && !isinf(node[destination].distance); v = node[v].from) {
        GROW(search->arc, count, search->arc_room);
        search->arc[count++] = search->repair->graph->arc[node[v].slot];
    }
    for (int i = 0, j = count - 1; i < j; i++, j--) {
        int first = search->arc[i];
        search->arc[i] = search->arc[j];
        search->arc[j] = first;
    }
    *arcs = count;
    *arc = search->arc;
    return node[destination].distance;
}

double repair_search_path(struct repair_search *search, int shipment, int *arcs, const int **arc) {
    const struct problem *problem = search->repair->problem;
    if (!has_limit(problem, shipment))
        return path_in_tree(search, problem->destination[shipment], arcs, arc);
    if (search->labels == NULL)
        search->labels = labels_new(problem, search->repair->graph);
    return labels_path(search->labels, search->arc_length, problem->arc_hours, problem->no_through,
                       problem->origin[shipment], problem->destination[shipment],
                       problem->max_hours[shipment], arc, arcs);
}
