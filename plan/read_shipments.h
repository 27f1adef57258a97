// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the readers of the shipments/ folder. */
#ifndef PLAN_READ_SHIPMENTS_H
#define PLAN_READ_SHIPMENTS_H

#include "plan/plan.h"

/** The cargo forms there are, ending in NULL. */
extern const char *const CARGO_FORMS[];

enum { CARGO_FORM_LIST = 64 };
/** "bag, bulk, liquid ..."; `text` holds CARGO_FORM_LIST bytes. Returns text. */
char *cargo_form_list(char text[CARGO_FORM_LIST]);
/** The form meant by a mistyped word, or NULL. */
const char *cargo_form_meant(const char *word);

struct csv_style {
    char point; /**< decimal point */
    bool point_declared;
};

/**
 * Reads commodity.csv, shipper.csv and shipment.csv (the last is required) into *scenario, whose names, ids
 * and dir are there already; scenario->network NULL = nodes can't be looked up. Each file read goes into
 * `hash`. Reports every fault. O(rows) but for "did you mean".
 */
void read_shipments(struct scenario *scenario, struct csv_style style, struct hash *hash, struct diag *diag);

#endif
