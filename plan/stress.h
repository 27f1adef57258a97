// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what closures cost. */
#ifndef PLAN_STRESS_H
#define PLAN_STRESS_H

#include "plan/plan.h"

enum closure_kind { CLOSE_LINK, CLOSE_TERMINAL, CLOSE_JURISDICTION, CLOSE_KINDS };
extern const char *const CLOSURE_KINDS[]; /**< "link", "terminal", "jurisdiction" */

/** What may be closed: a link in both directions, a terminal, or all links and terminals of a jurisdiction. */
struct closure {
    enum closure_kind kind;
    int link, terminal;       /**< -1 where it is another kind */
    const char *jurisdiction; /**< of CLOSE_JURISDICTION */
};
const char *closure_id(const struct closure *closure, const struct network *roads);

/** Somebody who pays more, or moves less, than without the closure. */
struct stress_hurt {
    int shipment;
    wide more_e13;    /**< money, value of time and penalty, > 0; 1e-13 of the currency */
    int64_t unmet_kg; /**< more than before */
};

/** One closure, or two together; all amounts are differences from the plan with nothing closed. */
struct stress_case {
    int closure[2];     /**< the second is -1 in a single one */
    bool open;          /**< the search ended before this one was proven: the best found so far, or nothing */
    bool idle;          /**< nothing flows over what is closed, so nothing changes */
    int64_t carried_kg; /**< of single closures: what flows over it in the plan */
    wide cost_e4, time_cost_e4, penalty_e4; /**< they add up to the objective's but for rounding */
    wide objective_e4, tonne_hours_e6;
    wide co2e; /**< 1e-12 g, well to wheel */
    int64_t unmet_kg;
    /* Of pairs, beyond the two alone; negative = less. */
    wide interaction_e4;    /**< of the objective */
    int64_t interaction_kg; /**< of what can't move */
    int first_hurt, hurts;  /**< into stress.hurt, those hurt most first */
    /* The first alternative: of the tonnes that the closure turned away, where most of a shipment go. */
    int shipment; /**< -1: nobody goes another way */
    int way;      /**< into stress.ways->path */
    int64_t turned_kg;
};

struct stress {
    struct plan *base; /**< nothing closed; to the kilogram, its gap in `gap` */
    int closures, singles, cases, hurts, solves, open;
    struct closure *closure;
    struct stress_case *each; /**< [cases] the worst first */
    struct stress_hurt *hurt;
    struct plan *ways; /**< no plan, but its path, leg, link and item: the first alternatives */
    double gap;        /**< the widest proven (objective - bound) / objective of all plans behind this */
};

struct stress_settings {
    bool kinds[CLOSE_KINDS];
    const struct closure *only; /**< not NULL: this link or terminal alone, whatever `kinds` says */
    bool pairs;                      /**< also two at a time, of those that are not idle together */
    int threads;                     /**< 0 = one a processor; the answer is the same */
    const volatile int *interrupted; /**< may be NULL */
    void (*progress)(void *context, int done, int cases); /**< may be NULL; from one thread at a time */
    void *context;
};

/**
 * Plans with each closure in turn: doc/model.md, "Closures". Each solve goes on from the last of its block of
 * closures, which begins with the plan itself. ERROR_SOLVER. O(closures) solves, O(closures^2) with pairs.
 */
struct stress *plan_stress(const struct compiled *compiled, const struct stress_settings *settings,
                           struct error *err);
void stress_free(struct stress *stress); /* NULL is fine */

#endif
