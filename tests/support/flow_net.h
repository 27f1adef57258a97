// SPDX-License-Identifier: GPL-3.0-or-later
/* A flow problem that grows arc by arc, and a judge of its solutions that shares no code with the solver. */
#ifndef TESTS_SUPPORT_FLOW_NET_H
#define TESTS_SUPPORT_FLOW_NET_H

#include "solver/solver.h"

enum { NET_VERTICES = 40, NET_ARCS = 200, NET_CLASSES = 3, NET_SHIPMENTS = 80 };

/** Fill by the verbs, read by net_problem(). Starts as {0}. */
struct flow_net {
    int vertices, arcs, resources, classes, shipments;
    int tail[NET_ARCS], head[NET_ARCS], resource[NET_ARCS];
    double hours[NET_ARCS], cost[NET_CLASSES][NET_ARCS], capacity[NET_ARCS];
    unsigned char no_through[NET_VERTICES];
    int origin[NET_SHIPMENTS], destination[NET_SHIPMENTS], class_of[NET_SHIPMENTS];
    double demand[NET_SHIPMENTS], penalty[NET_SHIPMENTS], max_hours[NET_SHIPMENTS];
    double packed_cost[NET_CLASSES * NET_ARCS]; /**< net_problem() writes it */
};

/** An arc of its own resource with a finite capacity, of none with INFINITY. One hour, one cost for all classes. */
int net_arc(struct flow_net *net, int tail, int head, double cost, double capacity);

/** Of class 0, penalty 1000, no limit on hours. */
int net_shipment(struct flow_net *net, int origin, int destination, double demand);

/** Points into *net. */
struct problem net_problem(struct flow_net *net);

/**
 * Fails the test unless the solution is what solver.h promises: paths in P_k, demands, capacities, objective,
 * order, and a bound that is L(price) by a search of the judge's own (skipped where a limit on hours binds).
 */
void net_judge(const struct problem *problem, const struct solution *solution, double quantum);

/** Solves and judges; fails the test where there is no solution. The caller frees it. */
struct solution *net_solve(struct flow_net *net, const struct solver_settings *settings);

/** Fails the test unless |found - expected| <= tolerance; `what` names it. */
void net_near(const char *what, double found, double expected, double tolerance);

#endif
