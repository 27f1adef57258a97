// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: plans that are best for some weight of two objectives (doc/model.md, "Frontier"). */
#ifndef PLAN_FRONTIER_H
#define PLAN_FRONTIER_H

#include "plan/plan.h"

enum objective { OBJECTIVE_COST, OBJECTIVE_TIME, OBJECTIVE_CO2, OBJECTIVE_COUNT };
extern const char *const OBJECTIVES[]; /**< "cost", "time", "co2"; ends with NULL */

/** An extreme plan, in fractions of kilograms. */
struct frontier_plan {
    double total[OBJECTIVE_COUNT]; /**< money; tonne-hours; tonnes CO2e, well to wheel */
    double unmet_t;
    int first_change, changes; /**< into frontier.change: from the point before */
    int first_flow, flows;     /**< into frontier.flow */
};

/** What goes over a way, rounded to whole kilograms. */
struct frontier_flow {
    int shipment, path; /**< path: of flow_ways; -1 = nothing of it moves */
    int64_t quantity_kg;
};

/**
 * Points by rising first, falling second objective. Point i is best of them where a unit of the second is worth rate[i - 1]
 * to rate[i] of the first: the first from 0 on, the last however much. Units are those of the totals.
 */
struct frontier {
    enum objective first, second;
    int points;
    struct frontier_plan *point;
    double *rate; /**< [points - 1], ascending */
    double asked_t;
    int left_out;     /**< extreme plans found, but not asked for */
    bool complete;    /**< there are no others */
    bool interrupted; /**< ended early */
    int solves;
    double gap;
    int changes;
    struct path_change *change;
    struct plan *ways; /**< no plan, but its path, leg, link and item: what the changes speak of */
    int flows;
    struct frontier_flow *
        flow; /**< of each point, all flows of those shipments that have not the same as in the point before */
    struct plan *flow_ways; /**< the same of the flows; each way once */
};

struct frontier_settings {
    enum objective first, second;
    int points;  /**< a spread of so many, >= 2; 0 = all */
    int threads; /**< as of the solver */
    const volatile int *interrupted;
    void (*progress)(void *context, int points, int solves); /**< may be NULL */
    void *context;
};

/**
 * All plans that no other beats in both objectives and that are best for some weight; of those plans that leave the
 * least behind, by their penalties. Values of time play no part. ERROR_SOLVER.
 */
struct frontier *plan_frontier(const struct compiled *compiled, const struct frontier_settings *settings,
                               struct error *err);
void frontier_free(struct frontier *frontier); /* NULL is fine */

#endif
