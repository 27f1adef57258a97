// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of solver/solver.h: facilities that cost something to have open, whatever flows over them.
 *
 *     minimise   [the flow problem] + sum_f F_f y_f
 *     subject to flow of shipment k over the arcs of f that one path passes at most once <= demand_k y_f   (rebate mu_kf >= 0)
 *                flow over resource r of f <= capacity_r y_f
 *                y_f in {0, 1}
 */
#ifndef SOLVER_OPENING_H
#define SOLVER_OPENING_H

#include "solver/solver.h"

struct opening_problem {
    const struct problem *problem;
    int facilities;
    const double *fixed_cost;   /**< [facilities] >= 0, finite */
    const int *facility_of_arc; /**< [arcs] 0..facilities-1, or -1 */
};

struct opening {
    struct solution *
        solution; /**< the best flow over what is open, closed facilities' arcs being closed; its objective is without fixed costs */
    unsigned char *open; /**< [facilities] */
    double fixed_cost;   /**< of what is open */
    double objective;    /**< solution->objective + fixed_cost */
    double bound;        /**< no choice of facilities and flows costs less */
    double gap;          /**< (objective - bound) / |objective|, at least 0 */
    int nodes, cuts, columns;
    enum solver_status status;
};

/**
 * Branch and price. settings: gap (of the whole), seconds, interrupted, threads (unused), quantum (of the last solve), progress (round =
 * node; objective and bound of the whole). NULL: *err. Facilities whose opening costs nothing are open.
 */
struct opening *solve_opening(const struct opening_problem *problem, const struct solver_settings *settings,
                              struct error *err);
void opening_free(struct opening *opening); /* NULL is fine */

#endif
