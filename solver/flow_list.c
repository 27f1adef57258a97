// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/flow_list.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

int flow_list_add(struct flow_list *list, int shipment, double flow, int arcs, const int *arc) {
    GROW(list->path, list->count, list->room);
    list->path[list->count] = (struct path_flow){shipment, list->arc_count, arcs, flow};
    for (int i = 0; i < arcs; i++) {
        GROW(list->arc, list->arc_count, list->arc_room);
        list->arc[list->arc_count++] = arc[i];
    }
    return list->count++;
}

void flow_list_release(struct flow_list *list) {
    free(list->path);
    free(list->arc);
    *list = (struct flow_list){0};
}

/** What qsort compares: a path, its arcs, and its cost once that is known. */
struct keyed {
    struct path_flow path;
    const int *arc;
    double cost;
};

static int compare_arcs(const struct keyed *a, const struct keyed *b) {
    if (a->path.arcs != b->path.arcs)
        return a->path.arcs < b->path.arcs ? -1 : 1;
    for (int i = 0; i < a->path.arcs; i++)
        if (a->arc[i] != b->arc[i])
            return a->arc[i] < b->arc[i] ? -1 : 1;
    return 0;
}

static int by_shipment_and_arcs(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    if (a->path.shipment != b->path.shipment)
        return a->path.shipment < b->path.shipment ? -1 : 1;
    return compare_arcs(a, b);
}

static int in_order_of_report(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    if (a->path.shipment != b->path.shipment)
        return a->path.shipment < b->path.shipment ? -1 : 1;
    if (a->path.flow != b->path.flow)
        return a->path.flow > b->path.flow ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    return compare_arcs(a, b);
}

static double path_cost(const struct keyed *keyed, const struct problem *problem) {
    const double *cost =
        problem->arc_cost + (size_t)problem->class_of[keyed->path.shipment] * (size_t)problem->arcs;
    double sum = 0;
    for (int i = 0; i < keyed->path.arcs; i++)
        sum += cost[keyed->arc[i]];
    return sum;
}

/** Merges equal neighbours and drops the empty; returns how many are left. */
static int merge(struct keyed *keyed, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (!(keyed[i].path.flow > 0))
            continue;
        if (kept > 0 && by_shipment_and_arcs(&keyed[kept - 1], &keyed[i]) == 0)
            keyed[kept - 1].path.flow += keyed[i].path.flow;
        else
            keyed[kept++] = keyed[i];
    }
    return kept;
}

void flow_list_tidy(struct flow_list *list, const struct problem *problem) {
    AUTO_FREE struct keyed *keyed = xcalloc((size_t)list->count, sizeof *keyed);
    for (int p = 0; p < list->count; p++)
        keyed[p] = (struct keyed){list->path[p], flow_list_arcs(list, p), 0};
    qsort(keyed, (size_t)list->count, sizeof *keyed, by_shipment_and_arcs);
    int kept = merge(keyed, list->count);
    for (int p = 0; p < kept; p++)
        keyed[p].cost = path_cost(&keyed[p], problem);
    qsort(keyed, (size_t)kept, sizeof *keyed, in_order_of_report);

    struct flow_list tidy = {0};
    for (int p = 0; p < kept; p++)
        flow_list_add(&tidy, keyed[p].path.shipment, keyed[p].path.flow, keyed[p].path.arcs, keyed[p].arc);
    flow_list_release(list);
    *list = tidy;
}
