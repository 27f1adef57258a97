// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: the search for the best plan within a budget.
 *
 * At a price m of the budget a plan x costs total(x) + m used(x): a straight line in m. The lowest of all lines is
 * concave; less m x limit it is the Lagrangian dual of the budget's row. Its top lies where a line of a plan within the
 * budget and one of a plan beyond it meet and no other is lower: between those two lies the optimum.
 */
#ifndef PLAN_BUDGET_PARTS_H
#define PLAN_BUDGET_PARTS_H

#include "plan/budget_row.h"
#include "solver/solver.h"

/** A plan's total as a function of the price of the budget, in sums over its flows. */
struct budget_line {
    double total; /**< money, time, penalties */
    double used; /**< natural units x tonnes; what stays behind without a stated penalty counts unmet_use() */
    double unmet; /**< tonnes of those left behind */
    struct solution *solution;
};

struct budget_search {
    const struct compiled *compiled;
    const struct problem *problem;
    const struct virtual_network *network;
    struct plan_budget asked;
    struct solver_settings settings;
    struct solver *solver;
    double *use; /**< [classes * arcs] natural units per tonne */
    double unmet_use;
    double *cost, *penalty; /**< [classes * arcs], [shipments] at the price last looked at */
    wide limit;             /**< in the row's unit */
    double price;           /**< of the budget */
    double *resource_price; /**< [resources] that go with it */
    struct budget_line beyond, within, smallest;
    double good_enough; /**< a total as near its bound as was asked for */
    int solves;
    struct solver_info info; /**< of all of them */
};

/** Weighs the problem at a price of the budget, or (INFINITY) by the budget's use alone. */
void budget_weigh(struct budget_search *search, double price);
struct budget_line budget_line_of(const struct budget_search *search, struct solution *solution);
/** Row units that whole kilograms of a solution use. */
wide budget_sum(const struct budget_search *search, const struct solution *solution);

/** A sum of the row in the units of lines. */
double budget_natural(const struct budget_search *search, wide sum);
/** The limit as lines count it: with what the smallest plan leaves behind. */
double budget_place(const struct budget_search *search);

/**
 * Spends what whole kilograms leave of the limit, where that saves as much as the budget's price says: moves kilograms to
 * other paths of the solution, of which some may be empty then. Whether any moved.
 */
bool budget_spend(const struct budget_search *search, struct solution *solution);

/** The optimum between `within` and `beyond` in whole kilograms that keep the limit. NULL with *err. */
struct solution *budget_round(struct budget_search *search, struct error *err);

#endif
