// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * From one solve to the next. Other costs leave every flow feasible, so the master's basis stays good for the primal
 * simplex method, and its prices are where the first trees are grown. Kept trees are arcs without lengths. Under other
 * capacities the flow may be too much; the rows' overflow columns take the rest.
 */
#include "solver/run.h"

#include <math.h>

static void set_path_cost(const struct problem *problem, struct path *path) {
    int k = path->shipment;
    if (path->unmet)
        path->cost = problem->penalty[k];
    else
        path_finish(path, problem->arc_cost + (size_t)problem->class_of[k] * (size_t)problem->arcs);
}

static void set_path_costs(struct master *master) {
    const struct problem *problem = master->problem;
    master->key_cost = 0;
    for (int k = 0; k < problem->shipments; k++) {
        set_path_cost(problem, master->key[k]);
        master->key_cost += problem->demand[k] * master->key[k]->cost;
    }
    for (int j = 0; j < master->columns; j++)
        if (master->column[j].path != NULL)
            set_path_cost(problem, master->column[j].path);
}

/* Where overflow once had to be dear it will again; where costs rise it rises with them, as at the start. */
static void set_overflow_prices(const struct run *run) {
    struct master *master = run->master;
    double least = 4 * run_mean_cost(run, master->key);
    for (int r = 0; r < run->problem->resources; r++)
        master->overflow_price[r] = fmin(run->highest_price, fmax(master->overflow_price[r], least));
}

static double cost_of(const struct master *master, const struct column *column) {
    if (column->path == NULL)
        return master->overflow_price[column->resource];
    return column->path->cost - master->key[column->path->shipment]->cost;
}

static bool free_columns(const struct master *master, struct error *err) {
    for (int j = 0; j < master->columns; j++) {
        const struct path *path = master->column[j].path;
        if (path != NULL && !lp_free_column(master->lp, j, master->problem->demand[path->shipment], err))
            return false;
    }
    return true;
}

enum outcome run_resume(struct run *run, struct error *err) {
    struct master *master = run->master;
    run->columns_before = master->columns_made;
    run->iterations_before = lp_iterations(master->lp);
    run->bound = -INFINITY;
    run->primal_next = true;
    if (run->dived && !free_columns(master, err))
        return FAILED;
    run->dived = false;
    if (!master_capacities_changed(master, err))
        return FAILED;
    set_path_costs(master);
    set_overflow_prices(run);
    for (int j = 0; j < master->columns; j++)
        if (!lp_set_cost(master->lp, j, cost_of(master, &master->column[j]), err))
            return FAILED;
    return GO_ON;
}
