// SPDX-License-Identifier: GPL-3.0-or-later
/* Solving the master and reading what came out. */
#include "solver/master.h"

#include <math.h>
#include <string.h>

static void read_columns(struct master *master) {
    const struct problem *problem = master->problem;
    memcpy(master->load, master->key_load, (size_t)problem->resources * sizeof *master->load);
    memset(master->sum, 0, (size_t)problem->shipments * sizeof *master->sum);
    master->overflow = 0;
    for (int j = 0; j < master->columns; j++) {
        struct column *column = &master->column[j];
        double value = lp_value(master->lp, j);
        bool at_zero = lp_place(master->lp, j) == LP_AT_ZERO && lp_reduced_cost(master->lp, j) > 0;
        column->idle = at_zero ? column->idle + 1 : 0;
        column->value = value;
        if (column->path == NULL) {
            master->overflow += value;
        } else if (value != 0) {
            path_add_load(column->path, problem->arc_resource, value, master->load);
            path_add_load(master->key[column->path->shipment], problem->arc_resource, -value, master->load);
            master->sum[column->path->shipment] += value;
        }
    }
}

/* A full column carries its whole shipment: a new way must beat it, not the key, which carries nothing. */
static void add_rebates_of_full_columns(struct master *master) {
    for (int k = 0; k < master->problem->shipments; k++) {
        double saves = 0;
        for (int j = master->first_column[k]; j >= 0; j = master->column[j].next)
            if (lp_place(master->lp, j) == LP_AT_BOUND)
                saves = fmax(saves, -lp_reduced_cost(master->lp, j));
        master->rebate[k] += saves;
    }
}

static void read_rows(struct master *master) {
    memset(master->price, 0, (size_t)master->problem->resources * sizeof *master->price);
    memset(master->rebate, 0, (size_t)master->problem->shipments * sizeof *master->rebate);
    for (int i = 0; i < master->rows; i++) {
        double price = fmax(0, lp_price(master->lp, i));
        if (master->row[i].resource >= 0)
            master->price[master->row[i].resource] = price;
        else
            master->rebate[master->row[i].shipment] = price;
    }
    add_rebates_of_full_columns(master);
}

enum lp_status master_solve(struct master *master, bool dual, double seconds, const volatile int *interrupted,
                            struct error *err) {
    enum lp_status status = lp_solve(master->lp, dual, seconds, interrupted, err);
    if (status != LP_OPTIMAL)
        return status;
    master->objective = master->key_cost + lp_objective(master->lp);
    read_columns(master);
    read_rows(master);
    return status;
}
