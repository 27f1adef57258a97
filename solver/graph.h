// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A problem's arcs by tail, in compressed rows. A "slot" is a place in that order: the arcs that
 * leave vertex v are the slots first[v] .. first[v + 1] - 1, in increasing arc index.
 */
#ifndef SOLVER_GRAPH_H
#define SOLVER_GRAPH_H

#include "solver/solver.h"

struct graph {
    int vertices, arcs;
    int *first; /**< [vertices + 1] */
    int *arc;   /**< [arcs] the arc in a slot */
    int *head;  /**< [arcs] the vertex that the arc in a slot enters */
    int *tail;  /**< [arcs] the vertex that it leaves */
};

/** O(vertices + arcs). The graph keeps nothing of *problem. */
struct graph *graph_new(const struct problem *problem);

void graph_free(struct graph *graph); /* NULL is fine */

/** For AUTO(). */
void graph_release(struct graph **graph);

#endif
