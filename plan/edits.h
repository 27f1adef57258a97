// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: scenarios, which are changes to a data set and never a copy of it (doc/scenarios.md). */
#ifndef PLAN_EDITS_H
#define PLAN_EDITS_H

#include "plan/plan.h"

/**
 * Changes to the rows, rates and value of time of a data set, in the order in which they apply: those of scenario
 * files (angkut-scenario/1) and those said in short on the command line. Each belongs to a cause: a scenario, or one
 * short form.
 */
struct edits;

struct edits *edits_new(void);
void edits_free(struct edits *edits); /* NULL is fine */

/**
 * Adds a scenario file, a cause of its own. `shown` is its name in findings, `name` that of the cause. False with
 * findings, each with the JSON pointer of what is wrong; nothing is added then.
 */
bool edits_read(struct edits *edits, const char *path, const char *shown, const char *name,
                struct diag *diag);
/** "fuel=+20%", "TOLL-2025-I=45000", "*=-5%". ERROR_USAGE. */
bool edits_rate(struct edits *edits, const char *text, struct error *err);
/** "link.L12.freight_capacity=500", "shipment.S01.quantity_t=+10%". ERROR_USAGE. */
bool edits_set(struct edits *edits, const char *text, struct error *err);

int edits_causes(const struct edits *edits);                          /* of NULL: 0 */
const char *edits_cause_name(const struct edits *edits, int cause);   /**< "diesel-25", "--rate fuel=+20%" */
const char *edits_cause_reason(const struct edits *edits, int cause); /**< NULL where none is said */
/** "--scenario a --rate fuel=+20%": what asks for the same; "" for none; cut where it is too long. Returns words. */
char *edits_words(const struct edits *edits, char words[EDITS_WORDS]);
enum { MADE_WITH_WORDS = EDITS_WORDS + 80 };
/** Where a plan was made with other changes than the scenario has: which, to append to a finding; else "". Returns words. */
char *made_with_words(const struct plan *plan, const struct scenario *scenario, char words[MADE_WITH_WORDS]);
/** The same changes but those of causes i with with[i] false; NULL with: all. New memory. */
struct edits *edits_of_causes(const struct edits *edits, const bool *with);

/** Whether they set a value of time, and which. */
bool edits_vot(const struct edits *edits, struct money *vot_per_t_h);

/** Whether they plan a share of the period, and which: of several the product, rounded half to even. */
bool edits_period_share(const struct edits *edits, int64_t *factor_e8);

/** Applies the changes of rates to the scenario's book, editions included. False with findings. */
bool edits_reprice(const struct edits *edits, struct scenario *scenario, struct diag *diag);

#endif
