// SPDX-License-Identifier: GPL-3.0-or-later
/* A growing list of paths with the flow each carries; their arcs lie end to end in one pool. */
#ifndef SOLVER_FLOW_LIST_H
#define SOLVER_FLOW_LIST_H

#include "solver/solver.h"

struct path_flow {
    int shipment;
    int start, arcs; /**< its arcs are flow_list.arc[start .. start + arcs) */
    double flow;
};

/** Starts as {0}; ends with flow_list_release(). */
struct flow_list {
    struct path_flow *path;
    int count, room;
    int *arc;
    int arc_count, arc_room;
};

/** A path's arcs; NULL where it has none. Borrowed until the list changes. */
static inline const int *flow_list_arcs(const struct flow_list *list, int path) {
    return list->path[path].arcs > 0 ? list->arc + list->path[path].start : NULL;
}

/** Appends a copy of the path and returns its index. Pointers into the list may move. */
int flow_list_add(struct flow_list *list, int shipment, double flow, int arcs, const int *arc);

/**
 * Merges paths of one shipment with the same arcs, drops those that carry nothing, and puts the rest in order of
 * shipment, then of decreasing flow, then of cost, then of arcs. Arcs of dropped paths leave the pool.
 * O(n log n) comparisons.
 */
void flow_list_tidy(struct flow_list *list, const struct problem *problem);

/** Leaves {0}. */
void flow_list_release(struct flow_list *list);

#endif
