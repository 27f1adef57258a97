// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: how two plans differ. */
#ifndef PLAN_DIFFERENCES_H
#define PLAN_DIFFERENCES_H

#include "plan/plan.h"

/** What the objective is made of: the money of each item, then these. */
enum { PART_FIXED = ITEM_COUNT, PART_TIME, PART_PENALTY, PART_COUNT };
const char *part_name(int part); /**< "fuel", "time", "penalty" */
/** The parts of plan->objective_e4, in 1e-7 of the currency; they add up to it exactly. Items are exact. O(items) */
void plan_parts(const struct plan *plan, wide part_e7[PART_COUNT]);

/** Tonnes of a shipment that leave one path for another. */
struct plan_move {
    int shipment;
    int from, to; /**< paths of the plan before and of the one after; -1 = the tonnes stay behind */
    int64_t quantity_kg;
    wide saving_e13; /**< money, value of time and penalty that they save; in 1e-13 of the currency */
};

/**
 * What moves between two plans of one scenario, dearest first (by the size of the saving). Paths of the same links and
 * vehicle types are one; of what leaves several paths for several others the first leaves for the first. Where both
 * plans were priced by the network, their savings add up to the difference of the objectives. New memory, *count of
 * them. O(paths of a shipment, squared).
 */
struct plan_move *plan_moves(const struct plan *before, const struct plan *after,
                             const struct virtual_network *network, int *count);

/**
 * The same between plans of two networks, links, vehicle types and shipments being the same that have the same id; of
 * shipments that both scenarios have. `shipment` is that of `before`. What a path saves is what it costs on its own
 * side less what the other costs on the other.
 */
struct plan_move *plan_moves_across(const struct plan *before, const struct virtual_network *before_network,
                                    const struct plan *after, const struct virtual_network *after_network,
                                    int *count);

#endif
