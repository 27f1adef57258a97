// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to solver/opening*.c: the tree of choices. */
#ifndef SOLVER_OPENING_SEARCH_H
#define SOLVER_OPENING_SEARCH_H

#include "solver/opening_parts.h"

/** What is left of the choices: all openings that agree with `decided`. */
struct opening_node {
    double bound;         /**< none of them costs less */
    signed char *decided; /**< [facilities] owned */
    int parent_choice;    /**< the facility that its parent decided, -1 = the root */
    double parent_y, parent_bound;
};

struct opening_search {
    const struct opening_case *given;
    struct opening_master master;
    struct opening_pricing pricing;
    struct opening_trial trial;
    struct opening_node *waiting;
    int waits, room;
    double closed_bound; /**< the least of the nodes that were given up as no better than the best */
    int nodes;
    bool stopped; /**< by time or interruption */
    double *y;    /**< [facilities] of the last relaxation */
    double *gain
        [2]; /**< [facilities] pseudo-costs: sum of what closing, opening raised the bound by, a unit of y */
    int *gains[2];
};

bool opening_search_init(struct opening_search *search, const struct opening_case *given, struct error *err);
void opening_search_release(struct opening_search *search);
/** Until proven to the gap, or time is over. False: *err. */
bool opening_search_run(struct opening_search *search, struct error *err);
/** No choice costs less. */
double opening_search_bound(const struct opening_search *search);

/* ---- one node (opening_node.c) ---- */

enum node_outcome { NODE_PRUNED, NODE_BRANCHES, NODE_STOPPED, NODE_FAILED };

/** Raises the node's bound, decides what follows from it, tries plans. *choice: what to decide next. */
enum node_outcome opening_node_work(struct opening_search *search, struct opening_node *node, int *choice,
                                    struct error *err);
/** Above it a bound proves that a node holds nothing that is better by more than the gap. */
double opening_cutoff(const struct opening_search *search);

#endif
