// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/key.h"

#include "base/mem.h"

/* The column that is at its bound where all others of the shipment are at zero and no sum row holds them. */
static int lone_full_column(const struct master *master, int shipment) {
    int full = -1;
    if (master->row_of_sum[shipment] >= 0)
        return -1;
    for (int j = master->first_column[shipment]; j >= 0; j = master->column[j].next) {
        enum lp_place place = lp_place(master->lp, j);
        if (place == LP_BASIC || (place == LP_AT_BOUND && full >= 0))
            return -1;
        if (place == LP_AT_BOUND)
            full = j;
    }
    return full;
}

bool key_exchange(struct master *master, struct error *err) {
    AUTO_FREE unsigned char *doomed = xcalloc((size_t)master->columns, 1);
    bool any = false;
    for (int k = 0; k < master->problem->shipments; k++) {
        int full = master->first_column[k] < 0 ? -1 : lone_full_column(master, k);
        if (full < 0)
            continue;
        struct path *path = TAKE(master->column[full].path);
        for (int j = master->first_column[k]; j >= 0; j = master->column[j].next)
            doomed[j] = 1;
        master->sum[k] = 0;
        master->rebate[k] = 0;
        any = true;
        if (!master_set_key(master, path, err))
            return false;
    }
    return !any || master_delete_columns(master, doomed, err);
}

bool purge_idle_columns(struct master *master, int rounds, struct error *err) {
    AUTO_FREE unsigned char *doomed = xcalloc((size_t)master->columns, 1);
    bool any = false;
    for (int j = 0; j < master->columns; j++) {
        doomed[j] = master->column[j].path != NULL && master->column[j].idle >= rounds;
        any = any || doomed[j];
    }
    return !any || master_delete_columns(master, doomed, err);
}
