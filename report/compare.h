// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of what `compare` says to a person; report_comparison_text() puts them in order. */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "report/text.h"

struct contrast {
    const struct comparison *comparison;
    struct page page[2];      /**< before, after: names of either network; [0] is written to */
    struct money_scale scale; /**< whole units of the currency, or millions where they grow too wide */
};

/** A column of amounts that are rounded so that what is shown adds up. Starts as {0}. */
struct running {
    wide exact_e13, shown;
};
/** The amount in units of 10^-shown of the scale: what rounding left over so far is in it. */
wide running_add(struct running *running, struct money_scale scale, wide e13);
/** "+1,234"; `signed_` false: "1,234". Returns buffer. */
char *contrast_words(char buffer[WORDS], const struct contrast *contrast, wide shown, bool signed_);

/** The day, rates, rows and closures that differ. */
void compare_inputs(const struct contrast *contrast);
/** What the difference is due to. */
void compare_causes(const struct contrast *contrast);
/** By item, mode, shipment: each adds up to the difference. */
void compare_by_item(const struct contrast *contrast);
void compare_by_mode(const struct contrast *contrast);
void compare_by_shipment(const struct contrast *contrast);
/** Capacities whose use or worth differs, and tonnes that take another way. */
void compare_capacities(const struct contrast *contrast);
void compare_ways(const struct contrast *contrast);

/** The id of what has the capacity. */
const char *compare_resource_id(const struct comparison *comparison, int resource);
/** 0 or 1: a side that has it. */
int compare_resource_side(const struct compare_resource *resource);

#endif
