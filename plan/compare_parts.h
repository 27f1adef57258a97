// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the steps of a comparison. */
#ifndef PLAN_COMPARE_PARTS_H
#define PLAN_COMPARE_PARTS_H

#include "plan/plan.h"

void compare_shipments(struct comparison *comparison);
void compare_modes(struct comparison *comparison);
void compare_resources(struct comparison *comparison);
/** Rows of the files as they were read, edits included. */
void compare_fields(struct comparison *comparison);

/** The shipment of a plan. */
struct worth shipment_worth(const struct plan *plan, const struct virtual_network *network, int shipment);
/** Adds a leg of `kg` tonnes: all but penalty, moved and unmet. */
void worth_add_leg(struct worth *worth, const struct virtual_network *network, int shipment,
                   const struct plan_leg *leg, int64_t kg);

#endif
