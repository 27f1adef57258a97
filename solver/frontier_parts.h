// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to solver/: a problem of two costs, weighed. */
#ifndef SOLVER_FRONTIER_PARTS_H
#define SOLVER_FRONTIER_PARTS_H

#include "solver/solver.h"

struct frontier_work {
    const struct problem *problem;
    const struct frontier_question *question;
    struct solver_settings settings;
    struct solver *solver;
    double *cost, *penalty; /**< of the problem being solved */
    double dearest[2];      /**< the dearest arc by each cost; 0 where all are free */
    double factor;          /**< of penalties over what paths cost; grows where it proves too small */
    double least_penalty;   /**< of all plans, by the problem's own penalties; -1 = not known */
    bool interrupted;
    int solves;
    double gap;
};

bool frontier_begin(struct frontier_work *work, const struct problem *problem,
                    const struct frontier_question *question, const struct solver_settings *settings,
                    struct error *err);
void frontier_end(struct frontier_work *work);

/**
 * The best plan of least penalty where a unit of the second cost is worth `rate` of the first: 0 = the first alone,
 * INFINITY = the second alone. solution NULL: *err, or work->interrupted.
 */
struct frontier_point frontier_at(struct frontier_work *work, double rate, struct error *err);

#endif
