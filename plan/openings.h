// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: which facilities to open. */
#ifndef PLAN_OPENINGS_H
#define PLAN_OPENINGS_H

#include "plan/plan.h"

struct solver_settings; /* solver/solver.h */

/**
 * All facilities of the network, on call or not, in the order of links, then terminals; closed where the variant shuts
 * them; flows are 0. New memory, *count of them. What is closed by the variant, or carries no arc, is not there.
 */
struct plan_facility *plan_facilities(const struct virtual_network *network, int *count);
/** What those that are open cost. */
wide plan_fixed_cost(const struct plan_facility *facility, int count);
/** [arcs] which of the list an arc belongs to, -1 = none. New memory. */
int *facility_numbers(const struct virtual_network *network, const struct plan_facility *facility, int count);

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
    struct solution
        *solution; /**< the best flows over what is open: of the whole network's arcs, which are those of the
                                    variant's network too. Owned; may be taken */
    int *shut_link, *shut_terminal, shut_links,
        shut_terminals; /**< what stays closed: for a variant, which borrows them */
};

/** Decides them to settings->gap. NULL with *err (ERROR_SOLVER). */
struct openings *plan_open(const struct compiled *compiled, const struct solver_settings *settings,
                           struct error *err);
void openings_free(struct openings *openings); /* NULL is fine */
/** The variant with what stays closed closed; borrows the openings. */
struct variant openings_variant(const struct openings *openings, const struct variant *variant);

/**
 * Enters into a plan that was lifted, and not sealed yet, how good any plan can be at best. Where the plan had to find no opening
 * nothing needs to be entered.
 */
void plan_set_openings(struct plan *plan, const struct openings *openings);

enum { FACILITIES_VALUED = 40 }; /**< more are not valued one by one */
/**
 * Enters into a plan what each of its facilities on call is worth: the best plan without it where it is open, with it where it is
 * not, less the best plan, to 1/100 of the currency. Each is planned anew, openings of all others included. `compiled`: with all of them open.
 * What ends early has none, nor have any where there are more than FACILITIES_VALUED. False with *err (ERROR_SOLVER).
 */
bool plan_value_facilities(struct plan *plan, const struct compiled *compiled,
                           const struct openings *openings, const struct solver_settings *settings,
                           struct error *err);

#endif
