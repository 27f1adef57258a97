// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: how far tariffs may move. */
#ifndef PLAN_RANGES_H
#define PLAN_RANGES_H

#include "plan/plan.h"

/** Rates that move together, each by the same share of its amount. */
struct rate_group {
    enum item item;
    const struct rate *rate; /**< the one, or NULL: all of the item that are in force */
};

/** Tonnes of a shipment that change their way; a way is a path of sensitivity.ways, or -1: they stay behind. */
struct path_change {
    int shipment;
    int64_t quantity_kg;
    int from, to;
};

/**
 * Where another plan takes over. Places are shares of today's amounts: 0.1 = ten per cent dearer, -1 = free. Slopes
 * are money per whole share (100 per cent): what a plan pays under the rates at today's amounts.
 */
struct turn {
    double share;
    double total;              /**< money, time and penalties of the best plan there */
    double below, above;       /**< slopes of the total to either side of it */
    int first_change, changes; /**< into sensitivity.change: as the share goes on, away from 0 */
};

enum range_kind {
    RANGE_MOVES,
    RANGE_IDLE, /**< no rate of the group prices an arc of the network: the plan never asks for it */
    RANGE_ZERO, /**< all their amounts are 0: there is no share to move */
};
enum { FALL, RISE };

/** In which range of its tariffs the plan stays optimal. */
struct rate_range {
    struct rate_group group;
    enum range_kind kind;
    int rates;               /**< how many move */
    const struct rate *only; /**< where one moves, that one; else NULL */
    double paid;             /**< under them, by the plan: the slope of its total */
    bool ends[2];            /**< [FALL] false: optimal down to nothing; [RISE] false: optimal however dear */
    struct turn end[2];      /**< where there is one; of share 0: another plan costs the same today */
    double low_total, high_total; /**< of the curve's ends, where it was asked for */
    int first_turn, turns;        /**< of the curve, ascending; into sensitivity.turn */
};

struct sensitivity {
    double total, unmet_t; /**< of the plan, in fractions of kilograms: what the ranges speak of */
    double gap; /**< proven of each of the problems solved: the widest (objective - bound) / objective */
    int solves;
    int ranges, turns, changes;
    struct rate_range *range; /**< [groups], in their order */
    struct turn *turn;
    struct path_change *change;
    struct plan *ways; /**< no plan, but its path, leg, link and item: what the changes speak of */
};

struct sensitivity_settings {
    bool curve;
    double low, high; /**< of the curve: -1 <= low <= 0 <= high, shares */
    int threads;      /**< as of the solver */
    void (*progress)(void *context, int done, int groups); /**< may be NULL */
    void *context;
};

/**
 * The exact range of each group in which the plan stays optimal, every arc moving that its rates price, and the other
 * plan that is best beyond: doc/model.md, "Sensitivity". ERROR_SOLVER. For each group a few solves.
 */
struct sensitivity *plan_sensitivity(const struct compiled *compiled, const struct rate_group *group,
                                     int groups, const struct sensitivity_settings *settings,
                                     struct error *err);
void sensitivity_free(struct sensitivity *sensitivity); /* NULL is fine */

#endif
