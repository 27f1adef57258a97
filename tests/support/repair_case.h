// SPDX-License-Identifier: GPL-3.0-or-later
/* A problem and flows for the repair, and a checker that shares nothing with it but the problem. */
#ifndef TESTS_SUPPORT_REPAIR_CASE_H
#define TESTS_SUPPORT_REPAIR_CASE_H

#include "solver/repair.h"

enum { VERTICES = 12, ARCS = 60, SHIPMENTS = 14 };

/** A problem with its arrays, and what goes in and comes out. */
struct repair_case {
    struct problem problem;
    int tail[ARCS], head[ARCS], resource[ARCS], origin[SHIPMENTS], destination[SHIPMENTS],
        class_of[SHIPMENTS];
    double hours[ARCS], cost[2 * ARCS], capacity[ARCS], price[ARCS];
    double demand[SHIPMENTS], penalty[SHIPMENTS], max_hours[SHIPMENTS], unmet[SHIPMENTS];
    unsigned char no_through[VERTICES];
    struct flow_list flows;
};

/** Lets the problem point at the arrays; it must not move afterwards. Counts are the caller's to set. */
void case_wire(struct repair_case *f);

/** repair_flows() on it. */
bool case_repair(struct repair_case *f, double quantum, struct error *err);

/** The path is one its shipment may take. */
void case_assert_path(const struct repair_case *f, const struct path_flow *path);

/** Whole quanta, in order, within capacities and limits, adding up to the demands. Counted in integers. */
void case_assert_feasible(const struct repair_case *f, double quantum);

/** Cost of the flows and penalties of what is unmet. */
double case_objective(const struct repair_case *f);

#endif
