// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: which way the tonnes go in each plan of a frontier. */
#ifndef PLAN_FRONTIER_FLOWS_H
#define PLAN_FRONTIER_FLOWS_H

#include "plan/frontier.h"
#include "solver/solver.h"

/** Fills flow, flows, flow_ways, and first_flow and flows of each point. O(points x paths x ways of a shipment) */
void frontier_tell_flows(struct frontier *frontier, const struct frontier_list *list,
                         const struct compiled *compiled);

#endif
