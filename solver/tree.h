// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A whole shortest path tree that is mended when a few lengths change: what hangs on an arc that became longer is
 * taken down and hung where it is nearest now, and what becomes nearer is moved (G. Ramalingam and T. Reps, J. of
 * Algorithms 21 (1996) 267-305, doi:10.1006/jagm.1996.0046). Vertices that no change reaches are not looked at.
 */
#ifndef SOLVER_TREE_H
#define SOLVER_TREE_H

#include "solver/dijkstra.h"

#include <stdbool.h>

/** The slots into each vertex: in_slot[in_first[v] .. in_first[v + 1]), ascending. */
struct entries {
    int *in_first, *in_slot;
};
struct entries entries_of(const struct graph *graph);
void entries_release(struct entries *entries);

/** A workspace for one thread. */
struct mender;
struct mender *mender_new(const struct graph *graph, const struct entries *entries,
                          const unsigned char *no_through);
void mender_free(struct mender *mender); /* NULL is fine */

/** Slots whose lengths differ from those the tree was grown or last mended under; any order, each once. */
struct length_changes {
    const int *longer, *shorter;
    int longer_count, shorter_count;
};

/**
 * Makes node[vertices], a whole tree from `origin`, one under `length` (by slot, >= 0, INFINITY = closed). The same
 * distances as dijkstra_run() to within rounding; ties keep the tree. False, and nothing done, where so much would
 * have to be taken down that it is better grown anew. O((a + e) log a) for the a vertices whose
 * distance or way changes and the e arcs at them.
 */
bool tree_mend(struct mender *mender, struct tree_node *node, const double *length, int origin,
               const struct length_changes *changes);

#endif
