// SPDX-License-Identifier: GPL-3.0-or-later
/* What the steps of one solve share, and what stays from one to the next. */
#ifndef SOLVER_RUN_H
#define SOLVER_RUN_H

#include "solver/master.h"

struct run {
    const struct problem *problem;
    const struct solver_settings *settings;
    struct graph *graph;
    struct pricing *pricing;
    struct master *master;   /**< NULL until the keys are known */
    double began, deadline;  /**< [s] of clock_seconds() */
    double bound;            /**< the best L so far; -INFINITY: none yet, and `price` is of other costs */
    double *price;           /**< [resources] the prices that gave it */
    double *separation;      /**< [resources] the prices of the round's trees */
    double highest_price;    /**< above it no overflow pays: every shipment would rather stay unmet */
    bool primal_next;        /**< the next solve starts from a basis that is not dual feasible */
    double primal_columns;   /**< so many or more new columns call for the dual method */
    bool renewed;            /**< run_renew() has been called */
    bool dived;              /**< columns of the master are fixed: master_dive() */
    long columns_before;     /**< made by the master for earlier costs */
    long iterations_before;  /**< its simplex iterations under them */
    struct solver_info info; /**< columns and iterations: of masters given up */
};

enum outcome { GO_ON, CONVERGED, STOPPED, FAILED };

/** Prices, a key way for each shipment, the first rows: run->master is there afterwards. start.c */
enum outcome run_start(struct run *run, struct error *err);

/** The same from what the last solve left, under other costs. The master must be there and alive. warm.c */
enum outcome run_resume(struct run *run, struct error *err);

/** What a unit of flow pays for its whole way [shipments], without prices; unmet demand aside. start.c */
double run_mean_cost(const struct run *run, struct path *const *way);

/**
 * Whether the master has cost more than it would to look for better first prices: so it does on networks that
 * are full or cannot carry all, where overflow at modest prices leads it far astray. start.c
 */
bool run_is_hard(const struct run *run);

/** Starts again, once, from prices by many steps of the volume algorithm. Stopped, the old master stays. start.c */
enum outcome run_renew(struct run *run, struct error *err);

/** One round: solve, look for what is violated, price, add. round.c */
enum outcome run_round(struct run *run, struct error *err);

/** The feasible plan from what the master holds (perhaps nothing). NULL: see *err. finish.c */
struct solution *run_finish(struct run *run, enum outcome outcome, struct error *err);

/**
 * How many of so many improving paths become columns this round: at most columns_a_round, or as many as the master has
 * rows (200 to 800). Each row wants about one basic column; more would only be priced, and fewer cost rounds.
 */
int run_columns(const struct run *run, int candidates);

#endif
