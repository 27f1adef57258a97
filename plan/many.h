// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: many plans of one problem, each solved on from the last, on all cores. What differs from case to case are
 * costs, penalties and capacities. An arc is closed by a cost above every penalty, so that who would pay it stays behind instead:
 * the solver's columns and basis stay, where an arc taken out would want a new problem.
 */
#ifndef PLAN_MANY_H
#define PLAN_MANY_H

#include "base/error.h"
#include "solver/solver.h"

#include <stdbool.h>

/** What is other in one case. The arrays hold the problem's own numbers when many_settings.change() gets them. */
struct many_change {
    double *arc_cost; /**< [classes * arcs]; where the problem's is INFINITY it stays so */
    double *penalty;  /**< [shipments] > 0: a shipment that takes no part has next to none */
    double *capacity; /**< [resources] >= 0 */
};

struct many_answer {
    const struct solution *solution; /**< under the changed costs, over what is open */
    const unsigned char *open; /**< [facilities] 1: something flows over it, and its fixed cost is paid */
    double fixed_cost;         /**< of those */
    double total; /**< solution->objective + fixed_cost: least over all openings, within the gap */
};

struct many_settings {
    int cases;
    int threads;                 /**< 0 = one a processor; the answers are the same */
    double gap, quantum;         /**< of each solve, as in solver_settings */
    bool begin_with_base;        /**< each block of cases begins with the problem as it stands */
    int facilities;              /**< 0 = all arcs cost nothing to open */
    const double *facility_cost; /**< [facilities] > 0: fixed, where anything flows over one of its arcs */
    const int *facility_of_arc;  /**< [arcs] -1 = of none */
    const volatile int *interrupted; /**< may be NULL: then no further case is solved */
    /** Makes case `number` what it is; from several threads at once. */
    void (*change)(void *context, int number, struct many_change *change);
    /** Takes the answer; from several threads at once, of different cases. False with *err ends all. */
    bool (*judge)(void *context, int number, const struct many_answer *answer, struct error *err);
    void (*progress)(void *context, int done, int cases); /**< may be NULL; from one thread at a time */
    void *context, *progress_context;
};

/**
 * Solves the cases in blocks, as many as their number gives, each by a solver of its own: which thread takes which block shows
 * in nothing. False with *err (ERROR_SOLVER, or judge()'s). Facilities are decided by branch and bound, each one
 * undecided at its cost per tonne were it full: for few.
 */
bool many_solve(const struct problem *problem, const struct many_settings *settings, struct error *err);

/** A cost above every penalty: an arc of that cost is closed. */
double many_dear(const struct problem *problem);

#endif
