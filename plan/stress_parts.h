// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: what closures cost, step by step.
 *
 *   stress.c        which closures there are, which cases to solve, the worst first
 *   stress_work.c   what each case closes; plan/many.h solves them
 *   stress_case.c   what one closed plan is beside the plan with nothing closed
 */
#ifndef PLAN_STRESS_PARTS_H
#define PLAN_STRESS_PARTS_H

#include "plan/plan.h"
#include "solver/solver.h"

/** What a case keeps besides its numbers until all are there. */
struct case_rest {
    struct stress_hurt *hurt; /**< [case.hurts] */
    int *arc, arcs;           /**< the way of the first alternative */
    unsigned char
        *uses; /**< [closures] 1: something flows over it; of single closures where pairs are asked for */
    double gap;
};

/** What the threads share; const while they work. */
struct stressing {
    const struct compiled *compiled;
    const struct problem *problem;
    const struct stress_settings *settings;
    struct stress *stress;
    struct plan_summary *base_summary;
    int *closure_of_link, *closure_of_terminal; /**< -1 = not asked for */
    struct case_rest *rest;                     /**< [cases] */
    double dear; /**< a cost above every penalty: an arc of that cost is closed */
};

enum { CLOSURES_OF_ARC = 2 };
/** The closures that close this arc. Returns how many. */
int closures_of_arc(const struct stressing *stressing, int arc, int closure[CLOSURES_OF_ARC]);
bool closes_arc(const struct stressing *stressing, const struct stress_case *one, int arc);

/** Marks the closures over which the solution sends something; kg[closures] what, or NULL. */
void stress_uses(const struct stressing *stressing, const struct solution *solution, unsigned char *uses,
                 int64_t *kg);

/** Solves the cases first .. end - 1, of which no two threads change the same. False with *err. */
bool stress_work(struct stressing *stressing, int first, int end, struct error *err);

/** Fills the case from the plan with its closures. False with *err (ERROR_SOLVER). */
bool stress_judge(const struct stressing *stressing, int number, const struct solution *solution,
                  struct error *err);

#endif
