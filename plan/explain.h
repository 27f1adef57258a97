// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: why a plan is as it is. doc/model.md, "Explanations". */
#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "plan/differences.h"
#include "plan/plan.h"
#include "plan/stress.h"

/* ---- why a shipment goes its way ---- */

/** A full resource on a way. */
struct way_rent {
    int resource, times;     /**< of the virtual network; how often the way uses it */
    struct money rent_per_t; /**< its shadow price x times, > 0 */
};

/** A rate that brings the way back by falling alone, in plans made again. */
struct way_rate {
    const struct rate *rate;
    double more_per_t; /**< what the way pays under it per tonne beyond the way that is taken, > 0 */
    double fall;       /**< share of the rate, 0 <= fall <= 1, from which on the way is taken */
};

/** A way of a shipment. Amounts are per tonne, in 1e-10 of the currency, exact. */
struct explained_way {
    int path;            /**< into ways->path; -1: stays behind */
    int64_t quantity_kg; /**< that take it in the plan */
    int64_t time_uh;
    wide part_e10[PART_COUNT];
    wide cost_e10;         /**< the sum of its parts */
    wide rent_e10;         /**< what the full resources on it cost besides: the sum of its rents */
    int first_rent, rents; /**< into rent, in travelling order */
    int first_rate, rates; /**< into rate, the smallest fall first; of `next` alone */
    bool outbid; /**< some rate would do if rents stayed, but as it falls others want the full places too */
};

struct explained_shipment {
    int shipment;
    struct plan *ways; /**< no plan, but its path, leg, link and item */
    int taken,
        count; /**< ways that are taken come first; the first one of them is what others are compared with */
    struct explained_way *way;
    /* Ways not taken, -1 = there is none. */
    int next;      /**< least cost + rent within the hours: the first to be taken if it were cheaper */
    int elsewhere; /**< as `next`, of those that take other links than each way taken; may be `next` */
    int cheapest;  /**< least cost within the hours; may be `next` */
    int late; /**< cheaper than the way taken, rents included, but takes more than the shipment's hours */
    int rents, rates;
    struct way_rent *rent;
    struct way_rate *rate;
};

/**
 * The shipment's ways in the plan (of the same compiled problem), and the best simple paths of the virtual network that
 * it does not take, exact: Yen, doi:10.1287/mnsc.17.11.712. With max_hours by labels of cost and hours, exponential
 * at worst. Rates are tried by plans made again, O(turns of the total) solves each. NULL with *err where the plan's
 * paths can't be followed, or a plan can't be proven.
 */
struct explained_shipment *plan_explain_shipment(const struct compiled *compiled, const struct plan *plan,
                                                 int shipment, struct error *err);
void explained_shipment_free(struct explained_shipment *explained); /* NULL is fine */

/* ---- what a link or terminal is worth ---- */

enum { SIDE_MORE, SIDE_LESS, SIDES };

/** What one tonne of capacity more saves, or one less costs. Parts add up to per_t. */
struct capacity_side {
    double per_t;                /**< currency, >= 0 */
    double money, time, penalty; /**< what it is made of; may be negative */
    double unmet_t;              /**< tonnes more that move (SIDE_MORE), or stay behind (SIDE_LESS) */
    double tonnes;               /**< how many tonnes it holds for; INFINITY = any number */
    double then_per_t;           /**< beyond them; NAN where there is nothing beyond */
};

struct capacity_worth {
    int resource; /**< of the virtual network */
    struct capacity_side side[SIDES];
};

struct place_user {
    int shipment;
    bool backward; /**< link: against its direction; terminal: unloads there */
    int64_t quantity_kg;
};

struct explained_place {
    int link, terminal; /**< one of them is -1 */
    bool usable;        /**< something may pass, or load there */
    int users, worths;
    struct place_user *user;      /**< in order of direction, then most tonnes first */
    struct capacity_worth *worth; /**< [worths] one for each resource; none where there is no capacity */
    struct stress *closing;       /**< its one case, and the plan in `base` */
};

/**
 * Who uses the link, or (link < 0) the terminal, what its capacity is worth and what closing it costs. O(breakpoints
 * near the capacity) solves, each from the last. NULL with *err (ERROR_SOLVER).
 */
struct explained_place *plan_explain_place(const struct compiled *compiled, int link, int terminal,
                                           int threads, struct error *err);
void explained_place_free(struct explained_place *explained); /* NULL is fine */

/* ---- where a shipment's money comes from ---- */

/** Money of a leg under one rate, or one amount stated by the network. */
struct cost_origin {
    int path, leg; /**< of the plan */
    enum item item;
    const struct rate *rate; /**< NULL: stated by the network, at `place` */
    struct place place;      /**< of the row */
    const char *source;      /**< may be NULL */
    struct money amount;     /**< per unit of the basis */
    enum basis basis;
    wide units,
        per; /**< a tonne takes units / per of the basis; of BASIS_PERCENT: so much currency is the 100 */
    wide money_e7;    /**< in the plan: kg x e4 */
    wide rounding_e7; /**< money_e7 less amount x quantity; rounded half to even */
};

struct explained_cost {
    int shipment, origins;
    struct cost_origin *origin; /**< by path, leg, item, then rate */
    wide money_e7;              /**< of the shipment in the plan: the sum of the lines, exactly */
};

/** NULL with *err (ERROR_SOLVER) where the lines do not add up to the plan's money. */
struct explained_cost *plan_explain_cost(const struct compiled *compiled, const struct plan *plan,
                                         int shipment, struct error *err);
void explained_cost_free(struct explained_cost *explained); /* NULL is fine */

#endif
