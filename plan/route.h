// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: ways through the virtual network as if nobody else moved, for telling what stops a
 * shipment. Lengths are exact: hours in uh, or generalized cost in 1e-10 of the currency per tonne.
 */
#ifndef PLAN_ROUTE_H
#define PLAN_ROUTE_H

#include "plan/plan.h"

struct route;

/** `reversed`: along all arcs turned round, so that "from" below is "to". */
struct route *route_new(const struct virtual_network *network, bool reversed);
void route_free(struct route *route); /* NULL is fine */
void route_release(struct route **route);

/** Sets the length of each arc open to the cargo:
 * its time, or its money and its time at this value. O(arcs) */
void route_by_time(struct route *route, int cargo);
void route_by_cost(struct route *route, int cargo, struct money vot_per_t_h);
/** Closes the arcs of every resource that the plan fills, but of this one. After route_by_...(). O(arcs) */
void route_close_full(struct route *route, const struct plan *plan, int but);

/**
 * Shortest ways from the vertex to all others, over no centroid but at their ends. Ties go to the lower
 * vertex and arc. Dijkstra with a binary heap: O((vertices + arcs) log arcs).
 */
void route_from(struct route *route, int origin);

/** The length of the way to the vertex, -1 if there is none; and the arc it ends with, -1 at the origin. */
wide route_length(const struct route *route, int vertex);
int route_arc(const struct route *route, int vertex);

/** Of the nodes that were reached, at rest or aboard,
 * the one nearest to `node`; the first of equally near ones. */
int route_nearest_node(const struct route *route, int node);

#endif
