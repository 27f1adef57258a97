// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The solver floor: a capacitated multicommodity flow problem with side constraints on
 * path hours, solved by column generation. It knows indexes and doubles only; what a
 * vertex or a resource means is the plan floor's business.
 *
 *     minimise   sum_k sum_{p in P_k} cost_kp x_kp + sum_k penalty_k s_k
 *     subject to sum_{p in P_k} x_kp + s_k = demand_k            for each shipment k
 *                sum_k sum_{p in P_k} a_rp x_kp <= capacity_r     for each resource r (price_r >= 0)
 *                x, s >= 0
 *
 * P_k: the walks from k's origin to its destination over arcs its class may use, of at most
 * max_hours_k hours, that pass no `no_through` vertex but at their ends. a_rp counts the arcs
 * of p that use r. For any price >= 0 a lower bound on the optimum is
 *
 *     L(price) = sum_k demand_k min(dist_k(price), penalty_k) - sum_r capacity_r price_r
 *
 * with dist_k the length of the shortest path in P_k under cost + sum of prices of its arcs.
 */
#ifndef SOLVER_SOLVER_H
#define SOLVER_SOLVER_H

#include "base/error.h"

#include <stddef.h>

/**
 * The problem: all arrays are the caller's, const here, and outlive solve().
 * Sizes may be 0. Nothing may be NaN. Costs are per unit of flow and >= 0;
 * hours >= 0. Parallel arcs and self loops are allowed.
 */
struct problem {
    int vertices, arcs, resources, classes, shipments;

    const int *arc_tail, *arc_head;  /**< [arcs] vertex indexes */
    const int *arc_resource;         /**< [arcs] the one resource an arc uses, or -1 */
    const double *arc_hours;         /**< [arcs] */
    const double *arc_cost;          /**< [classes * arcs], row c is class c; INFINITY = may not use it */
    const unsigned char *no_through; /**< [vertices] 1: only at the ends of paths; NULL = none */

    const double *capacity; /**< [resources] >= 0, finite, in units of flow */

    const int *origin, *destination; /**< [shipments] vertex indexes; equal = the empty path, cost 0 */
    const int *class_of;             /**< [shipments] 0..classes-1 */
    const double *demand;            /**< [shipments] > 0, finite */
    const double *penalty;           /**< [shipments] per unit unmet, > 0, finite */
    const double *max_hours;         /**< [shipments] INFINITY = no limit; NULL = none has one */
};

/** How to solve; start from SOLVER_DEFAULTS and change what you mean to. */
struct solver_settings {
    double gap;     /**< stop when (objective - bound) <= gap * |objective| */
    double seconds; /**< wall-clock limit, INFINITY = none */
    double quantum; /**< flows are multiples of it (0.001 = kilograms of tonnes); 0 = fractional */
    int threads;    /**< pricing threads; 0 = one a processor, at most 8; the result is the same */
    const volatile int *interrupted; /**< polled often; non-zero ends like the time limit; NULL = never */
    void (*progress)(void *context, int round, double objective, double bound); /**< may be NULL */
    void *progress_context;
    /* What measuring taught, each switchable so that `make bench-ablation` can show what it earns. */
    int columns_a_round; /**< add at most so many columns a round; -1 = as many as the master has rows, 0 = all */
    int purge_after;     /**< drop columns at zero and too dear for so many rounds (0 = never) */
    int price_start;     /**< volume-algorithm steps for first prices: 0 = none, -1 = choose by size */
    int lp_method;       /**< enum solver_lp_method */
    double smoothing;   /**< Wentges smoothing of prices, 0 = none */
    int lazy_resources; /**< 1: a resource row enters once violated; 0: all rows from the start */
    int key_paths;      /**< 1: deviations from key paths, sum rows lazily; 0: a demand row per shipment */
    int key_exchange;   /**< 1: a path that carries its whole shipment becomes the key */
    int keep_trees;     /**< 1: trees grow from the last round's where they fit into memory */
    int goal_directed;  /**< 1: a search for a lone destination is led by distances without prices */
};

enum solver_lp_method { LP_BY_SIZE, LP_PRIMAL, LP_DUAL_FLIP };

extern const struct solver_settings SOLVER_DEFAULTS;

enum solver_status {
    /** All demand moves, within the gap before flows were rounded to quanta; on a small problem the rounding
     * may leave solution.gap a little wider. */
    SOLVER_OPTIMAL,
    /** Within the gap, but some demand is unmet: a result, not an error. */
    SOLVER_INFEASIBLE,
    /** Time or interruption: the best plan found, feasible, with its proven gap. Also where all demand moves in
     * fractions but no plan of whole quanta was found that moves it. */
    SOLVER_LIMIT,
};

/** What happened: numbers for a person who wonders where the time went. */
struct solver_info {
    int rounds, columns, rows; /**< column-generation rounds; columns made; rows at the end */
    long simplex_iterations;
    double seconds, seconds_master, seconds_pricing, seconds_start, seconds_repair;
    size_t peak_bytes; /**< of the process, as the system tells */
};

/** A feasible flow and its certificate. Owned by the caller; end with solution_free(). */
struct solution {
    enum solver_status status;
    double objective; /**< cost of the flow below, penalties included */
    double bound;     /**< L(price), <= the optimum */
    double gap;       /**< (objective - bound) / max(|objective|, 1e-300), at least 0 */

    int paths;          /**< in order of shipment, then of decreasing flow, then of cost and arcs */
    int *path_shipment; /**< [paths] */
    double *path_flow;  /**< [paths] > 0, multiples of the quantum */
    int *path_start;    /**< [paths + 1] path p's arcs are path_arc[path_start[p] .. path_start[p+1]) */
    int *path_arc;

    double *unmet; /**< [shipments] >= 0 */
    double *price; /**< [resources] >= 0, the shadow price: what one more unit of capacity would save */
    struct solver_info info;
};

/**
 * Solves *problem. Returns a new solution, or NULL and sets *err (ERROR_SOLVER: GLPK failed, with its
 * words; ERROR_INPUT: a number that is not finite or an index out of range). The solution's flow
 * satisfies every capacity, demand and hour limit; same problem and settings, same solution, to the bit,
 * unless the time limit or an interruption ended it.
 */
struct solution *solve(const struct problem *problem, const struct solver_settings *settings,
                       struct error *err);

void solution_free(struct solution *solution); /* NULL is fine */

/**
 * The flows that lie between two solutions of a problem of these paths, share 0 (`from`) to 1 (`to`), as multiples of
 * the quantum: what rounding leaves over goes where costs and price [resources] say that it hurts least. Its bound is 0, which is valid, and its price the one given. NULL: *err.
 */
struct solution *solution_mix(const struct problem *problem, const struct solution *from,
                              const struct solution *to, double share, const double *price, double quantum,
                              struct error *err);

/**
 * A problem whose costs change from one solve to the next: each starts from the columns, rows, basis and prices of
 * the last. It belongs to the thread that made it.
 */
struct solver;

/**
 * The problem with its arrays, and the settings, outlive the solver and stay as they are, but for settings->seconds, which
 * each solve reads anew. NULL: as solve().
 */
struct solver *solver_new(const struct problem *problem, const struct solver_settings *settings,
                          struct error *err);

void solver_free(struct solver *solver); /* NULL is fine */

/** For a thread that made solvers and is about to end: frees what GLPK keeps for it. Its solvers must be gone. */
void solver_leave_thread(void);

/**
 * Solves under other costs: arc_cost [classes * arcs] and penalty [shipments] as in struct problem, borrowed until
 * the next solver_solve() or solver_free(); NULL = the problem's own. Where the problem's arc_cost is INFINITY,
 * and only there, arc_cost is (else ERROR_INPUT). What comes back is as solve() promises, under these costs; its
 * info counts this solve alone. Of several optimal flows it may be another one than solve() finds; the same
 * sequence of calls gives the same bits. After a failure, a time limit or an interruption the solver serves on.
 */
struct solution *solver_solve(struct solver *solver, const double *arc_cost, const double *penalty,
                              struct error *err);

/**
 * Other capacities from the next solve on: [resources] >= 0, finite, borrowed until they change again or the solver ends;
 * NULL = the problem's own. ERROR_INPUT.
 */
bool solver_set_capacity(struct solver *solver, const double *capacity, struct error *err);

/* ---- two costs at once (solver/frontier.c) ---------------------------------------------------------------------- */

/** What to find: plans that are best for some weights of two costs, of those that leave the least behind. */
struct frontier_question {
    const double *first,
        *second; /**< [classes * arcs] >= 0 per unit; INFINITY where the problem's arc_cost is */
    int points;  /**< at most so many, >= 2, the ends included; 0 = all */
    void (*progress)(void *context, int points, int solves); /**< may be NULL */
    void *context;
};

/** An extreme point. */
struct frontier_point {
    double first, second; /**< exact sums over the flows, without penalties */
    struct solution *solution;
};

/**
 * In order of rising `first`, falling `second`. Point i is best where a unit of `second` is worth rate[i - 1] to rate[i]
 * of `first`; the first one from 0 on, the last one however much.
 */
struct frontier_list {
    int points;
    struct frontier_point *point;
    double *rate;     /**< [points - 1] ascending: where neighbours are equal */
    int left_out;     /**< found, but not asked for */
    bool complete;    /**< no other extreme point exists but those left out */
    bool interrupted; /**< ended early */
    int solves;
    double gap; /**< of the weighted problems: the widest (objective - bound) / objective */
};

/**
 * The extreme points of the set of pairs (first, second) that plans of least penalty reach, by weighted sums: between
 * two neighbours the problem is solved where they are equal; a plan that is better there comes between them, else they are
 * proven neighbours (Aneja and Nair 1979, doi:10.1287/mnsc.25.1.73). The first one is cheapest, and of those the least in
 * `second`; the last likewise. `settings`: threads, interruption, seconds (for each solve). NULL: *err. About two solves
 * a point.
 */
struct frontier_list *solve_frontier(const struct problem *problem, const struct frontier_question *question,
                                     const struct solver_settings *settings, struct error *err);
void frontier_list_free(struct frontier_list *list); /* NULL is fine */

#include "solver/game.h"
#include "solver/opening.h"

#endif
