// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Turns the flows of a master, however unfinished, into a plan that can be carried out: whole multiples of
 * a quantum, every demand accounted for, every capacity and limit on hours kept.
 *
 * Rounding an optimal master costs next to nothing: only shipments split over several paths leave a
 * remainder, a few quanta each, and most of it fits on another of their own paths of reduced cost 0. Stopped
 * early, a master overfills resources: they are relieved where the prices say that it hurts least, and what
 * is left over goes by shortest paths over what has room.
 */
#ifndef SOLVER_REPAIR_H
#define SOLVER_REPAIR_H

#include "solver/flow_list.h"
#include "solver/graph.h"

/**
 * In: *flows, paths in P_k of any flow >= 0, in any order, over capacity or over or short of demand as may be;
 * price: [resources] >= 0, the master's duals, which say what room is worth (all 0 is valid, and worse).
 * Out: *flows, feasible and tidy (flow_list_tidy()), every flow a positive multiple of `quantum`, computed in
 * integers: the double nearest to n / (1 / quantum) where 1 / quantum is whole, to n * quantum otherwise;
 * unmet: [shipments] what of the demand is not carried. Flow and unmet add up to the demand, use stays
 * within capacity rounded down to quanta. What could only go at a cost over its penalty stays unmet. A part of a
 * demand smaller than the quantum stays unmet too.
 * quantum 0: flows are fractional; they keep demands and capacities to the last bits of the total demand.
 * A feasible flow of whole quanta that carries every demand comes out as it is. The same input gives the same output.
 *
 * False, with ERROR_INPUT: the demands add up to more than 2^54 quanta; *flows and unmet are then unchanged.
 */
bool repair_flows(const struct problem *problem, const struct graph *graph, const double *price,
                  double quantum, struct flow_list *flows, double *unmet, struct error *err);

/** The same, but flow that could go by a cheaper path of its shipment stays where it is. */
bool repair_in_place(const struct problem *problem, const struct graph *graph, const double *price,
                     double quantum, struct flow_list *flows, double *unmet, struct error *err);

#endif
