// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: maximum flow in whole kilograms, and the minimum cut that proves it. */
#ifndef PLAN_MAX_FLOW_H
#define PLAN_MAX_FLOW_H

#include <stdbool.h>
#include <stdint.h>

struct max_flow;

#define FLOW_UNLIMITED (INT64_MAX / 4)

struct max_flow *max_flow_new(int vertices);
void max_flow_free(struct max_flow *flow); /* NULL is fine */

/** Adds an edge; returns its number: 0, 1, 2 ... */
int max_flow_edge(struct max_flow *flow, int tail, int head, int64_t capacity);

/** Changes an edge's capacity from the next run on. */
void max_flow_set(struct max_flow *flow, int edge, int64_t capacity);

/**
 * The most that passes from source to sink, at most `enough` of it: first along one breadth first tree, which
 * does where there is plenty, then by Dinic's algorithm (1970; Even 1979, Graph Algorithms, ch. 5).
 * O(vertices^2 x edges), near linear on transport networks. Sums must be below FLOW_UNLIMITED.
 */
int64_t max_flow_run(struct max_flow *flow, int source, int sink, int64_t enough);

/** Whether the vertex is on the source's side of a minimum
 * cut of the last run, which passed less than enough. */
bool max_flow_on_source_side(const struct max_flow *flow, int vertex);

/** Edges looked at in all runs so far: a measure of time. */
int64_t max_flow_work(const struct max_flow *flow);

#endif
