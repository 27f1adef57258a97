// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: which facilities to open. */
#ifndef PLAN_OPENINGS_H
#define PLAN_OPENINGS_H

#include "plan/plan.h"

struct solver_settings; /* solver/solver.h */

/** What the plan may open for a fixed cost, on call, as the virtual network has it. */
struct facilities {
    int count;
    int *link, *terminal;     /**< [count] one of them is -1; links first, then terminals, in order */
    struct money *fixed_cost; /**< [count] */
    double *cost;             /**< [count] the same as doubles: what solvers take */
    int *of_arc;              /**< [arcs] of the virtual network; -1 = of none */
    wide always_e4;           /**< fixed costs of what is open in any case: part of every plan's cost */
};

/** New memory; never NULL, count 0 where there are none. What is closed, or carries no arc, is not there. */
struct facilities *facilities_of(const struct virtual_network *network);
void facilities_free(struct facilities *facilities); /* NULL is fine */

/** Which facilities the best plan opens. */
struct openings {
    struct facilities *facilities;
    unsigned char *open; /**< [facilities->count] */
    wide bound_e4;       /**< no plan costs less, whatever it opens; fixed costs of all kinds included */
    double gap;          /**< of the search: (objective - bound) / objective */
    int nodes, cuts;     /**< of branch and bound; linking rows added */
    bool limit;          /**< ended by the time limit or interrupted */
    int *shut_link, *shut_terminal, shut_links,
        shut_terminals; /**< what stays closed: for a variant, which borrows them */
};

/** Decides them to settings->gap. NULL with *err (ERROR_SOLVER). */
struct openings *plan_open(const struct compiled *compiled, const struct solver_settings *settings,
                           struct error *err);
void openings_free(struct openings *openings); /* NULL is fine */
/** The variant with what stays closed closed; borrows the openings. */
struct variant openings_variant(const struct openings *openings, const struct variant *variant);

#endif
