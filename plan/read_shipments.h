// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the readers of the shipments/ folder. */
#ifndef PLAN_READ_SHIPMENTS_H
#define PLAN_READ_SHIPMENTS_H

#include "plan/plan.h"

struct csv_style {
    char point; /**< decimal point */
    bool point_declared;
};

/**
 * Reads commodity.csv, shipper.csv and shipment.csv (the last is required) into *scenario, whose names, ids
 * and dir are there already; scenario->network NULL = nodes can't be looked up. Each file read, with `edits` made to its rows, goes into
 * `hash`. Reports every fault. O(rows) but for "did you mean".
 */
void read_shipments(struct scenario *scenario, struct csv_style style, struct csv_edits *edits,
                    struct hash *hash, struct diag *diag);

#endif
