// SPDX-License-Identifier: GPL-3.0-or-later
/* --max-cost, --max-mean-hours, --max-co2. */
#ifndef CLI_BUDGET_H
#define CLI_BUDGET_H

#include "cli/search.h"

/** The budget that the options ask for; BUDGET_NONE where none. ERROR_USAGE for no number, or more than one budget. */
bool budget_asked(const struct options *options, struct plan_budget *out, struct error *err);

/**
 * As solve_shown(), within the budget, whose shadow price is entered. NULL: *status is the exit status, and what is to
 * be said has been said.
 */
struct solution *solve_within(const struct compiled *compiled, const struct options *options,
                              struct plan_budget *budget, int *status);

#endif
