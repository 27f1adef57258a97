// SPDX-License-Identifier: GPL-3.0-or-later
/* Data sets made of texts, and what the plan floor says of them. Failures end the test with the findings. */
#ifndef TESTS_SUPPORT_DATA_SET_H
#define TESTS_SUPPORT_DATA_SET_H

#include "plan/plan.h"

#include <stddef.h>

struct text_file {
    const char *name, *text; /**< "roads/node.csv"; text NULL = leave the file out */
};

enum { CORRIDOR_FILES = 8 };
/**
 * A corridor reckoned by hand: road, toll road, ferry and road again beside a railway, for trucks of 10 t
 * that are loaded to 0.8 and go back empty half the way: what a truck costs is borne by 8 / 1.5 t, times
 * 0.1875.
 *
 *     A ---AJ 30 km--- J ===JP 20 km toll=== P ~~~PQ 10 km, 2 h~~~ Q ---QB 12 km, 500 t--- B
 *     A ------------------------------AB 100 km rail, one way, 300 t---------------------> B
 *
 * Shipments: S1 100 t of wheat (bag), S2 50 t of coal (bulk), both from A to B.
 */
extern const struct text_file CORRIDOR[CORRIDOR_FILES];

/** Writes the files, those of `changes` (ended by a NULL name;
 * may be NULL) instead of or besides. Returns the folder. */
const char *data_set_write(const struct text_file *files, size_t count, const struct text_file *changes);

/** Loads a folder that has no faults. */
struct scenario *data_set_load(const char *folder);

/** CORRIDOR with changes, loaded. */
struct scenario *corridor_load(const struct text_file *changes);

/** All findings, a line each, as diag_print() writes them. Owned by the support. */
const char *findings_text(const struct diag *diag);

/** The virtual network of a scenario that can be priced. */
struct virtual_network *network_build(const struct scenario *scenario, const struct variant *variant);

/** The arc of a link (ARC_HAUL) or at a node; vehicle NULL = the first of any type. -1 = there is none. */
int arc_find(const struct virtual_network *network, enum arc_kind kind, const char *at, bool backward,
             const char *vehicle);

/** Compiled, solved to whole kilograms and a gap of 0, lifted, verified and sealed. */
struct plan *plan_make(const struct scenario *scenario, const struct variant *variant);

/** 2026-11-24. */
extern const struct variant NOW;

#endif
