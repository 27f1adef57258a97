// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/dive.h"

#include "base/mem.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_SOLVES = 100,
    MOST_PRICINGS = 8, /* after each */
};

static const double FRACTION = 1e-5; /* of a quantum; less is the simplex method's noise */

/** A column whose value is no whole number of quanta. */
struct splinter {
    double distance; /**< in quanta, from the nearest whole number */
    int column;
};

struct dive {
    struct run *run;
    double unmet;         /**< before; it should stay */
    double *fixed_sum;    /**< [shipments] quanta on columns that are fixed */
    unsigned char *fixed; /**< [columns] */
    int columns;
    struct splinter *splinter;
};

static void release(struct dive *dive) {
    free(dive->fixed_sum);
    free(dive->fixed);
    free(dive->splinter);
}

static int by_distance(const void *left, const void *right) {
    const struct splinter *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int list_splinters(struct dive *dive) {
    const struct master *master = dive->run->master;
    int splinters = 0;
    for (int j = 0; j < master->columns; j++) {
        double quanta = master->column[j].value / dive->run->settings->quantum;
        double distance = fabs(quanta - nearbyint(quanta));
        if (master->column[j].path != NULL && !dive->fixed[j] && distance > FRACTION)
            dive->splinter[splinters++] = (struct splinter){distance, j};
    }
    qsort(dive->splinter, (size_t)splinters, sizeof *dive->splinter, by_distance);
    return splinters;
}

/** To the nearest whole number of quanta for which the shipment has demand left. */
static bool fix(struct dive *dive, int column, struct error *err) {
    struct master *master = dive->run->master;
    double quantum = dive->run->settings->quantum;
    int k = master->column[column].path->shipment;
    double room = floor(master->problem->demand[k] / quantum + FRACTION) - dive->fixed_sum[k];
    double quanta = fmin(nearbyint(master->column[column].value / quantum), room);
    dive->fixed[column] = 1;
    dive->fixed_sum[k] += quanta;
    return lp_fix_column(master->lp, column, quanta * quantum, err);
}

static enum lp_status solve_master(const struct run *run, bool dual, struct error *err) {
    return master_solve(run->master, dual, run->deadline - clock_seconds(), run->settings->interrupted, err);
}

static void make_room(struct dive *dive) {
    int columns = dive->run->master->columns;
    dive->fixed = xrealloc(dive->fixed, (size_t)columns, 1);
    dive->splinter = xrealloc(dive->splinter, (size_t)columns, sizeof *dive->splinter);
    for (; dive->columns < columns; dive->columns++)
        dive->fixed[dive->columns] = 0;
}

/** Adds paths that are worth it under the prices of the last solve; how many, or -1. */
static int add_paths(struct dive *dive, struct error *err) {
    const struct run *run = dive->run;
    struct master *master = run->master;
    struct candidate *candidate;
    struct pricing_wish wish = {.paths = true,
                                .price = master->price,
                                .standard = master->key,
                                .rebate = master->rebate,
                                .least_saving = 1e-9 * fabs(master->objective)};
    if (!pricing_run(run->pricing, master->price, &wish, run->deadline))
        return -1;
    int candidates = run_columns(run, pricing_candidates(run->pricing, &candidate));
    long before = master->columns_made;
    for (int i = 0; i < candidates; i++)
        if (!master_add_path(master, TAKE(candidate[i].path), false, err))
            return -1;
    make_room(dive);
    return (int)(master->columns_made - before);
}

/** Fixes an eighth of them, those that are nearly whole, and solves for the others. False = it cannot go on. */
static bool go_down(struct dive *dive, int splinters, struct error *err) {
    const struct run *run = dive->run;
    for (int i = 0; i < 1 + splinters / 8 && i < splinters; i++)
        if (!fix(dive, dive->splinter[i].column, err))
            return false;
    if (solve_master(run, true, err) != LP_OPTIMAL)
        return false;
    for (int i = 0; i < MOST_PRICINGS && master_unmet(run->master) > dive->unmet + FRACTION * run->settings->quantum;
         i++) {
        int added = add_paths(dive, err);
        if (added == 0)
            break;
        if (added < 0 || solve_master(run, false, err) != LP_OPTIMAL)
            return false;
    }
    return true;
}

/** Nothing is to overflow from now on. */
static bool forbid_overflow(const struct run *run, struct error *err) {
    for (int i = 0; i < run->master->rows; i++) {
        int r = run->master->row[i].resource;
        if (r >= 0 && !master_set_overflow_price(run->master, r, run->highest_price, err))
            return false;
    }
    return true;
}

double master_unmet(const struct master *master) {
    double unmet = master->overflow;
    for (int k = 0; k < master->problem->shipments; k++)
        unmet += master->key[k]->unmet ? master->problem->demand[k] - master->sum[k] : 0;
    for (int j = 0; j < master->columns; j++)
        unmet += master->column[j].path != NULL && master->column[j].path->unmet ? master->column[j].value : 0;
    return unmet;
}

bool master_dive(struct run *run) {
    struct error err = {0};
    AUTO(release) struct dive dive = {
        .run = run,
        .unmet = master_unmet(run->master),
        .fixed_sum = xcalloc((size_t)run->problem->shipments, sizeof(double)),
    };
    make_room(&dive);
    if (!forbid_overflow(run, &err))
        return false;
    long before = lp_iterations(run->master->lp);
    long most = before + 1000 + before / (dive.unmet > 0.5 * run->settings->quantum ? 20 : 2);
    for (int solves = 0; solves < MOST_SOLVES && lp_iterations(run->master->lp) < most; solves++) {
        int splinters = list_splinters(&dive);
        if (splinters == 0)
            break;
        if (!go_down(&dive, splinters, &err))
            return false;
    }
    return true;
}
