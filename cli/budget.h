// SPDX-License-Identifier: GPL-3.0-or-later
/* --max-cost, --max-mean-hours, --max-co2. */
#ifndef CLI_BUDGET_H
#define CLI_BUDGET_H

#include "cli/opened.h"
#include "cli/search.h"

/** The budget that the options ask for; BUDGET_NONE where none. ERROR_USAGE for no number, or more than one budget. */
bool budget_asked(const struct options *options, struct plan_budget *out, struct error *err);

/** Whether plans of the network can keep it: not where there are facilities to decide on. ERROR_USAGE. */
bool budget_fits(const struct plan_budget *budget, const struct virtual_network *network, struct error *err);

/**
 * As opened_solve(), within the budget, whose shadow price is entered. NULL: *status is the exit status, and what is to
 * be said has been said.
 */
struct solution *solve_within(struct opened *opened, const struct options *options,
                              struct plan_budget *budget, int *status);

#endif
