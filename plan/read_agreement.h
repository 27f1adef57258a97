// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the reader of roads/agreement.csv. */
#ifndef PLAN_READ_AGREEMENT_H
#define PLAN_READ_AGREEMENT_H

#include "plan/read_shipments.h"

/**
 * Reads dir/roads/agreement.csv, where it is there, into *scenario, whose names and book are there already (book NULL: it
 * has faults), and gives the fees to the book. What is read goes into `hash`. Reports every fault. O(rows^2).
 */
void read_agreements(struct scenario *scenario, const char *dir, struct csv_style style,
                     struct csv_edits *edits, struct hash *hash, struct diag *diag);

#endif
