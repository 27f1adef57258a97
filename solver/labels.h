// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The shortest path that keeps a limit on hours (the resource-constrained shortest path problem),
 * exact, by label setting: M. Desrochers and F. Soumis, INFOR 26 (1988) 191-212,
 * doi:10.1080/03155986.1988.11732063; S. Irnich and G. Desaulniers in Column Generation (2005),
 * doi:10.1007/0-387-25486-2_2.
 *
 * NP-hard in general; in the worst case labels grow exponentially with the vertices. Three things keep
 * it small on roads: a limit that does not bind costs one Dijkstra; labels are dropped that can't
 * arrive in time; and they are settled by length plus a lower bound on what is left (A*).
 */
#ifndef SOLVER_LABELS_H
#define SOLVER_LABELS_H

#include "solver/graph.h"

/**
 * [h] A path of at most max_hours + LABELS_HOURS_SLACK hours keeps the limit. Hours are multiples of 1e-6 h
 * kept as doubles, so that a sum that meets its limit exactly may come out some 1e-12 h over it, and one
 * that breaks it is 1e-6 h over.
 */
#define LABELS_HOURS_SLACK 1e-7

struct labels; /* the workspace of one thread, for one graph */

/** The tails of the graph's arcs are read from `problem`; keeps `graph`, which must outlive it. O(vertices + arcs). */
struct labels *labels_new(const struct problem *problem, const struct graph *graph);

void labels_free(struct labels *work); /* NULL is fine */

/** For AUTO(). */
void labels_release(struct labels **work);

/**
 * The length of a shortest walk from origin to destination within max_hours (INFINITY = no limit), or INFINITY
 * where there is none. Where origin and destination are the same it is 0, by the empty walk.
 *
 * arc_length: [arcs] >= 0, INFINITY = closed. arc_hours: [arcs] >= 0. no_through: [vertices], 1 = the walk may
 * start or end there but not pass; NULL = none such. *arcs, *count: the walk's arcs in order, borrowed until
 * the next call or labels_free(); untouched where there is none.
 * The result is the sum of arc_length in the order of the walk. Of two walks of one length (to within
 * rounding) always the same is chosen.
 */
double labels_path(struct labels *work, const double *arc_length, const double *arc_hours,
                   const unsigned char *no_through, int origin, int destination, double max_hours,
                   const int **arcs, int *count);

#endif
