// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: does a plan still stand under other rates. */
#ifndef PLAN_STANDING_H
#define PLAN_STANDING_H

#include "plan/plan.h"

enum standing_answer {
    STANDING_UNCHANGED,  /**< rates, money and bound are those the plan was made with */
    STANDING_OPTIMAL,    /**< changed, and proven still optimal within the gap */
    STANDING_OUTDATED,   /**< there is a plan that costs less */
    STANDING_IMPOSSIBLE, /**< its flows are no longer allowed */
    STANDING_UNPROVEN    /**< no better plan is known, and none is ruled out */
};
extern const char *const STANDING_ANSWERS[]; /**< "unchanged" ... */

/** What proves the answer. */
enum standing_proof { PROOF_NONE, PROOF_SAME_RATES, PROOF_OLD_PRICES, PROOF_NEW_PLAN };
extern const char *const STANDING_PROOFS[]; /**< "none", "same_rates", "old_shadow_prices", "new_plan" */

/** A rate whose money in the plan has changed; of rates that took each other's place, both. */
struct rate_move {
    enum item item;
    const char *before, *after; /**< tariff ids; NULL = none */
    wide before_e7, after_e7;   /**< what the plan's flows pay under them */
};

struct standing {
    enum standing_answer answer;
    enum standing_proof proof;
    const struct plan *plan; /**< the old one; borrowed */
    struct plan *repriced;   /**< its flows under the new rates, sealed; NULL where they are not allowed */
    struct plan *anew;       /**< the best plan found since, or NULL */
    struct diag *broken;     /**< why the flows are not allowed */
    double gap_limit;
    wide bound_e4;  /**< no plan costs less; the better of what is known */
    double gap;     /**< of the repriced plan to that bound */
    wide saving_e4; /**< repriced minus anew */
    int changes, moves;
    struct rate_move *change; /**< dearest first */
    struct plan_move
        *move; /**< from the old plan's paths to anew's; only where answer says outdated or impossible */
};

/** Whether the plan is one of this data set, and whole. ERROR_INPUT where not. */
bool plan_fits(const struct plan *plan, const struct scenario *scenario, struct error *err);

/**
 * Judges a plan that fits under the rates and rules of another variant: its own value of time and closures, another
 * date. Prices its flows anew, verifies them, and bounds the best plan from below by the plan's own shadow prices.
 * Nothing is solved. `plan` and `compiled` outlive the result.
 */
struct standing *standing_new(const struct plan *plan, const struct compiled *compiled, double gap_limit,
                              struct error *err);
void standing_free(struct standing *standing); /* NULL is fine */

/** Whether only a new plan can tell (STANDING_UNPROVEN), or is asked for (STANDING_IMPOSSIBLE). */
bool standing_is_open(const struct standing *standing);

/** Settles the answer by a new, sealed plan of the same `compiled`, which it takes. */
void standing_settle(struct standing *standing, const struct compiled *compiled, struct plan *anew);

#endif
