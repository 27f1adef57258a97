// SPDX-License-Identifier: GPL-3.0-or-later
/* Shortest paths from one origin to a set of targets, and no farther. */
#ifndef SOLVER_DIJKSTRA_H
#define SOLVER_DIJKSTRA_H

#include "solver/graph.h"
#include "solver/heap.h"

/** What a search knows of a vertex; side by side, because it reads them together. */
struct tree_node {
    double distance; /**< INFINITY: not reached. Final once settled, an upper bound before. */
    int from;        /**< the vertex before, -1 at the origin */
    int slot;        /**< the graph's slot that leads here, -1 at the origin */
};

/** A workspace for one thread at a time, and the tree of its last search. */
struct dijkstra {
    struct tree_node *node; /**< [vertices] */
    int *settled_vertex;    /**< the settled ones, the origin first, none before the one it is reached from */
    int settled;
    /* private */
    int *touched, touches; /* vertices to reset before the next search */
    unsigned *wanted, search;
    struct heap_item *heap;
    unsigned char *dirty; /* [vertices] whose neighbours have yet to hear of a shorter way */
    int *child, *sibling; /* [vertices] of the tree, while its order is made anew */
};

struct dijkstra *dijkstra_new(const struct graph *graph);
void dijkstra_free(struct dijkstra *dijkstra); /* NULL is fine */

/**
 * Settles vertices until every target is, or nothing is left. `length` is by slot, >= 0, INFINITY = closed.
 * A vertex with no_through (NULL: none has it) is entered, and left only if it is the origin. Repeated
 * targets are fine; targets -1 (and NULL) settles all that can be reached. Ties go the same way every time. O((V + E) log V) with a 4-ary heap of lazy entries.
 */
void dijkstra_run(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                  const unsigned char *no_through, int origin, int targets, const int *target);

/**
 * The path to one target, led by `potential`: [vertices] the distances to the target under lengths that are
 * nowhere above these (INFINITY = no way). Where few lengths differ the search goes little beyond the path (A*:
 * Hart, Nilsson, Raphael 1968, doi:10.1109/TSSC.1968.300136). Its distance is that of dijkstra_run() to within
 * rounding.
 */
void dijkstra_aim(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                  const unsigned char *no_through, int origin, int target, const double *potential);

/** A tree kept between searches: its slots, no arc before the one that leads to its tail. */
struct kept_tree {
    int arcs; /**< -1: none yet */
    int *slot;
};

/**
 * The whole tree from `origin`, starting from the kept one of the same origin, graph and closed arcs under other
 * lengths; *kept becomes the new tree (its memory is made here; free(kept->slot)). The kept tree's distances
 * are upper bounds, which sweeps over the arcs in the tree's order prove or improve (Bellman-Ford, with a good
 * start): no heap, and most vertices are looked at once. 1.5 times faster than from scratch while all prices
 * move, more when few do; O(V E) at worst. The same distances as dijkstra_run() to within rounding; ties keep
 * the old tree.
 */
void dijkstra_renew(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                    const unsigned char *no_through, int origin, struct kept_tree *kept);

#endif
