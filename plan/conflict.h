// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what conflicts where demand cannot move, and the cheapest repair. */
#ifndef PLAN_CONFLICT_H
#define PLAN_CONFLICT_H

#include "plan/plan.h"

/** What a plan has to respect, each a row of the data set or a closure asked for. */
enum limit_kind {
    LIMIT_DEMAND,
    LIMIT_CAPACITY,
    LIMIT_HOURS,
    LIMIT_RESTRICTION,
    LIMIT_CLOSURE,
    LIMIT_KIND_COUNT
};
extern const char *const LIMIT_KINDS[]; /**< "demand", "capacity", "hours", "restriction", "closure" */

struct limit {
    enum limit_kind kind;
    int shipment;       /**< LIMIT_DEMAND (all of it moves), LIMIT_HOURS; else -1 */
    int link, terminal; /**< LIMIT_CAPACITY, LIMIT_CLOSURE: one of them; else -1 */
    bool backward;      /**< LIMIT_CAPACITY of a link: against its from -> to */
    int restriction;    /**< LIMIT_RESTRICTION; else -1 */
    int64_t amount;     /**< kg or uh that it says; 0 where it says none */
    int64_t fastest_uh; /**< LIMIT_HOURS: what the fastest way takes on empty roads; -1 = there is no way */
};

/**
 * Limits that can't hold together, whatever anything costs; without any one of them the rest of them can, limits that are
 * not among them aside. In the order of enum limit_kind, then of the files.
 */
struct conflict {
    int first_limit, limits; /**< into conflicts.limit */
    int64_t short_kg;        /**< least of its demands that can't move, > 0, rounded up */
};

/** A limit changed: how far, and to what. */
struct repair_step {
    struct limit limit;
    int64_t by, to; /**< kg or uh; 0 where the limit is lifted */
};

/** What lets move all that can be made to move, and what the plan is then. */
struct conflict_repair {
    int first_step, steps; /**< into conflicts.step; none = what can't move stays behind */
    bool priced;           /**< false: it would do, but the tariff book has no rates for what it opens */
    wide objective_e4, cost_e4,
        time_cost_e4; /**< of the best plan under it; penalties only where they stay behind */
    int64_t unmet_kg;
};

/** A shipment that could move, but whose penalty is below what moving it costs. */
struct rather_stays {
    int shipment;
    int64_t quantity_kg;
};

struct conflicts {
    struct plan *plan;      /**< the best plan as things are, unmet demand at its penalties */
    struct plan *forced;    /**< the same with no stated penalty; NULL where that changes nothing */
    int64_t least_unmet_kg; /**< what can't move whatever it costs; 0 = all can */
    int conflicts, limits, repairs, steps, stays;
    bool more; /**< there are further conflicts; false: none was found, not that there is none */
    struct conflict *conflict; /**< those with the fewest limits first, demands not counted */
    struct limit *limit;
    struct conflict_repair
        *repair; /**< cheapest first; those not priced behind, staying behind last if unpriced */
    struct repair_step *step;
    struct rather_stays *stay;
    int hopeless; /**< conflicts, the first ones, that nothing of the above repairs: there is no way at all */
    int solves;   /**< linear programs solved */
};

enum { CONFLICTS_MOST = 8 };

struct conflict_settings {
    int most;                                    /**< conflicts to look for; 0 = CONFLICTS_MOST */
    const volatile int *interrupted;             /**< may be NULL */
    void (*progress)(void *context, int solves); /**< may be NULL */
    void *context;
};

/**
 * Deletion filter over all limits (Chinneck, Dravnieks 1991, doi:10.1287/ijoc.3.2.157), halves first. Every limit
 * that alone stops a demand is told; then sets among demands that are in none before, and others of the same demands that
 * share no limit with those told of them. Repairs are proven by planning anew. NULL: *err (ERROR_SOLVER; ERROR_AGAIN
 * where it was interrupted).
 */
struct conflicts *plan_conflicts(const struct compiled *compiled, const struct conflict_settings *settings,
                                 struct error *err);
void conflicts_free(struct conflicts *conflicts); /* NULL is fine */

/* ---- in short, for one shipment of a plan that stays behind ---- */

/** The hours in which all its rest could move over what the plan leaves free, nothing else changed; -1 = in none. */
int64_t plan_enough_uh(const struct plan *plan, const struct virtual_network *network, int shipment);

enum { LACKING_TEXT = 200 };
/** Whether the shipment could move if all agreements were in force; then "kai, pelindo": whose its fastest way lacks. */
bool plan_lacking(const struct virtual_network *network, int shipment, char text[LACKING_TEXT]);

/** The same network with nothing closed, for its hours alone: costs may be missing. Ended by virtual_free(). */
struct virtual_network *virtual_reopened(const struct virtual_network *network);

/** The hours of its fastest way as if nobody else moved; -1 = there is no way. */
int64_t plan_fastest_uh(const struct virtual_network *network, int shipment);

#endif
