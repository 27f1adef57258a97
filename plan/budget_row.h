// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: a budget as a row of the linear program, in integers. Arcs use it per tonne, in units of 1e-4 of the
 * currency, 1e-6 h or 1e-9 g; times kilograms that is the row's unit. Knows nothing of the solver: verify shares it.
 */
#ifndef PLAN_BUDGET_ROW_H
#define PLAN_BUDGET_ROW_H

#include "plan/plan.h"

/** What a tonne of the cargo uses on the arc, which is open to it. >= 0 */
wide arc_use(const struct virtual_network *network, enum budget_quantity quantity, int cargo, int arc);

/** Decimal places of the natural unit per tonne (money, hours, tonnes) in arc_use(). */
int use_places(enum budget_quantity quantity);

/** The limit in the row's unit: kilograms x arc_use(). */
wide row_limit(const struct plan_budget *budget, const struct scenario *scenario);
/** The row's sum of a plan's flows, by its legs. */
wide budget_use(const struct plan *plan, const struct scenario *scenario, enum budget_quantity quantity);
/** What the row's sum amounts to as a limit is counted, rounded half to even; or up. */
wide row_used(enum budget_quantity quantity, wide sum, const struct scenario *scenario);
wide row_used_up(enum budget_quantity quantity, wide sum, const struct scenario *scenario);

/**
 * Tonnes left behind by shipments that state no penalty must not save budget: each counts as so much of it, by the rule
 * that makes the default penalty (doc/decisions/0003), above what any path uses.
 */
wide unmet_use(const struct virtual_network *network, enum budget_quantity quantity);
/** The kilograms left behind by shipments that state no penalty. */
int64_t unstated_unmet_kg(const struct plan *plan, const struct scenario *scenario);

/** shadow price x use, per tonne, in 1e-10 of the currency, rounded down: what a bound may count. */
wide use_worth(const struct plan_budget *budget, wide use);
/** Above what any limit and any shadow price may be, as they are counted: products of them stay in 128 bits. */
extern const wide BUDGET_LIMIT_MOST, BUDGET_PRICE_MOST;

/** shadow price x a sum of the row >= 0, in 1e-13 of the currency, rounded up; -1 where that is out of range. */
wide sum_worth(const struct plan_budget *budget, wide sum);

#endif
