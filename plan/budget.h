// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of plan/plan.h: the best plan within a budget (doc/model.md, "Budgets").
 *
 * Of all plans that leave no more behind, the one of least objective among those that use no more than `limit`: the
 * linear program with one more row, sum of use x flow <= limit. Its optimum lies between two plans that are optimal for
 * the same shadow price of the budget, one within it and one not.
 */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include "plan/plan.h"

struct solver_settings; /* solver/solver.h */

extern const char *const BUDGET_QUANTITIES[]; /**< "none", "cost", "mean_hours", "co2" */

enum { BUDGET_PRICE_PLACES = 10 }; /**< of shadow prices */

/** Decimal places in which limit and use are counted: 4 of money, 6 of hours, 6 of tonnes CO2e. */
int budget_places(enum budget_quantity quantity);

enum budget_answer {
    BUDGET_IDLE,   /**< it does not bind: the best plan keeps it as it is */
    BUDGET_BINDS,  /**< found */
    BUDGET_TOO_LOW /**< no plan of whole kilograms keeps it */
};

struct budget_result {
    enum budget_answer answer;
    struct solution *solution; /**< whole kilograms; NULL where it is too low */
    wide shadow_price_e10;
    wide least; /**< what is needed, counted as the limit is, rounded up; where it is too low */
    int solves;
};

/**
 * Keeps the budget of `asked` (its quantity and limit). `best` is the optimum without it, in whole kilograms: it is
 * taken into the result, or ended. Settings: gap, seconds for all solves together, threads, interruption, progress.
 * False with *err: ERROR_SOLVER, also where the time was over before any plan within the budget was found.
 */
bool budget_solve(const struct compiled *compiled, const struct plan_budget *asked, struct solution *best,
                  const struct solver_settings *settings, struct budget_result *result, struct error *err);

/** Enters the budget, with its shadow price, and what the plan uses of it: before plan_verify(). */
void plan_set_budget(struct plan *plan, const struct virtual_network *network,
                     const struct plan_budget *budget);

#endif
