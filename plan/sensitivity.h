// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: how far tariffs may move (doc/model.md, "Sensitivity").
 *
 *   shares      what each rate makes up of each arc's money
 *   study       one group of rates: the problem at any share, and the plans that were best somewhere
 *   (plan/ways.h) which tonnes two plans send which way
 */
#ifndef PLAN_SENSITIVITY_H
#define PLAN_SENSITIVITY_H

#include "plan/ways.h"
#include "solver/solver.h"

/** An arc's money for a cargo class that is one rate's. */
struct arc_share {
    int cargo, arc;
    double per_t;
};

/** By the rates in force, in the order of tariff_rate(). */
struct shares {
    int *first; /**< [rates + 1] into arc */
    struct arc_share *arc;
};
struct shares *shares_new(const struct virtual_network *network);
void shares_free(struct shares *shares); /* NULL is fine */

/** A plan's total as a function of the share: a straight line, exact sums over its flows. */
struct line {
    double total;   /**< today: money, time, penalties */
    double paid;    /**< under the rates: the slope */
    double forgone; /**< slope of the penalties nobody stated, as rates rise */
    struct solution *solution;
};

struct study {
    const struct compiled *compiled;
    const struct problem *problem;
    const struct shares *shares;
    struct solver_settings settings;
    struct solver *solver;
    double *gain; /**< [classes * arcs] what share 1 adds to a tonne's cost */
    double *cost; /**< [classes * arcs] and [shipments] of the problem being solved */
    double *penalty;
    double gain_of_penalty; /**< of the penalties nobody stated, so that they stay above all paths */
    struct line *line;      /**< line[0] is the plan */
    int lines, room, solves;
    double gap;
};

/** Solves the problem of today; the plan is the line 0 of all groups. False with *err. */
bool study_begin(struct study *study, const struct compiled *compiled, int threads, struct error *err);
void study_end(struct study *study);
/** Forgets all lines but 0, and turns to this group. False with *err. */
bool study_group(struct study *study, const struct rate_group *group, struct rate_range *range,
                 struct error *err);

/** The best plan at the share; the number of its line, or -1 with *err. */
int study_at(struct study *study, double share, struct error *err);
/** The plan that pays least under the rates, however dear the rest. */
int study_cheapest(struct study *study, struct error *err);

double line_at(const struct line *line, double share);
/** The share at which two lines meet, on this side (FALL, RISE) of 0; they are not parallel. */
double lines_meet(const struct line *a, const struct line *b, int side);
/** Whether the slopes are the same but for rounding. */
bool lines_parallel(const struct line *a, const struct line *b, int side);
/** Whether a is lower than b at the share, by more than rounding. */
bool line_beats(const struct line *a, const struct line *b, double share);

#endif
