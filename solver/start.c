// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/run.h"

#include "base/mem.h"
#include "solver/clock.h"
#include "solver/volume.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The dual start pays where the master rules: many shipments from each origin, the more the more steps. Where
 * the trees rule, each step costs as much as a round and saves less (a grid of 1,000 shipments from as many
 * origins: half the time for nothing).
 */
static int price_steps(const struct run *run) {
    const struct problem *problem = run->problem;
    if (run->settings->price_start >= 0)
        return run->settings->price_start;
    if (problem->resources == 0 || problem->vertices > 5000 || problem->shipments <= 200 ||
        problem->shipments < 4 * pricing_trees(run->pricing))
        return 0;
    int steps = problem->shipments / 250;
    return steps < 10 ? 10 : steps > 80 ? 80 : steps;
}

static bool first_prices(struct run *run, int steps) {
    double start = clock_seconds(), bound = 0;
    if (steps == 0)
        return true;
    bool fine = volume_prices(run->problem, run->pricing, steps, run->deadline, run->separation, &bound);
    if (fine && bound > run->bound) {
        run->bound = bound;
        memcpy(run->price, run->separation, (size_t)run->problem->resources * sizeof *run->price);
    }
    run->info.seconds_start += clock_seconds() - start;
    return fine;
}

/* A shipment without a candidate stays where it is, or cannot be served. */
static struct path *default_way(const struct problem *problem, int k) {
    struct path *path;
    if (problem->origin[k] != problem->destination[k])
        return path_new_unmet(k, problem->penalty[k]);
    path = path_new(k, 0);
    path_finish(path, NULL);
    return path;
}

static struct path **first_ways(struct run *run) {
    const struct problem *problem = run->problem;
    struct path **way = xcalloc((size_t)problem->shipments, sizeof *way);
    struct candidate *candidate;
    int candidates = pricing_candidates(run->pricing, &candidate);
    for (int i = 0; i < candidates; i++) {
        struct path *path = TAKE(candidate[i].path);
        way[path->shipment] = path;
    }
    for (int k = 0; k < problem->shipments; k++)
        if (way[k] == NULL)
            way[k] = default_way(problem, k);
    return way;
}

double run_mean_cost(const struct run *run, struct path *const *way) {
    const struct problem *problem = run->problem;
    double cost = 0, demand = 0;
    for (int k = 0; k < problem->shipments; k++) {
        if (way[k]->unmet)
            continue;
        cost += problem->demand[k] * way[k]->cost;
        demand += problem->demand[k];
    }
    return demand > 0 ? cost / demand : 0;
}

/*
 * What flow pays to overfill a resource at first. As high as unmet demand it would make the first prices wild;
 * too low, overflow remains at the end and rounds are spent again at a higher price. A few times what a unit
 * pays for its whole way is between (ChicagoSketch: 3.5 s at once this, 3.1 s at 4 times, 5 s where prices are
 * raised before the gap is closed). A hard network may well be one that cannot carry all, where nothing else ends it.
 */
static double first_overflow_price(const struct run *run, struct path *const *way) {
    double most = 0;
    for (int r = 0; r < run->problem->resources; r++)
        most = fmax(most, run->separation[r]);
    double price = 4 * fmax(run_mean_cost(run, way), 2 * most);
    return price > 0 && !run->renewed ? fmin(price, run->highest_price) : run->highest_price;
}

static bool first_rows(struct run *run, struct error *err) {
    const struct problem *problem = run->problem;
    AUTO_FREE unsigned char *wanted = xcalloc((size_t)problem->resources, 1);
    for (int r = 0; r < problem->resources; r++)
        wanted[r] = !run->settings->lazy_resources || run->separation[r] > 0 ||
                    run->master->key_load[r] > problem->capacity[r];
    return master_add_resource_rows(run->master, wanted, err);
}

/* The textbook's master, for comparison: a demand row for each shipment is a sum row beside an unmet key. */
static bool demand_rows(struct run *run, struct path **way, struct error *err) {
    for (int k = 0; k < run->problem->shipments; k++)
        if (!master_add_sum_row(run->master, k, err) ||
            !master_add_path(run->master, TAKE(way[k]), true, err))
            return false;
    return true;
}

static bool build_master(struct run *run, struct error *err) {
    const struct problem *problem = run->problem;
    AUTO_FREE struct path **way = first_ways(run);
    double overflow_price = first_overflow_price(run, way);
    if (run->settings->key_paths) {
        run->master = master_new(problem, way, overflow_price, err);
        return run->master != NULL && first_rows(run, err);
    }
    AUTO_FREE struct path **unmet = xcalloc((size_t)problem->shipments, sizeof *unmet);
    for (int k = 0; k < problem->shipments; k++)
        unmet[k] = path_new_unmet(k, problem->penalty[k]);
    run->master = master_new(problem, unmet, overflow_price, err);
    return run->master != NULL && first_rows(run, err) && demand_rows(run, way, err);
}

static enum outcome start(struct run *run, int steps, struct error *err) {
    if (!first_prices(run, steps))
        return STOPPED;
    if (!pricing_run(run->pricing, run->separation, &(struct pricing_wish){.paths = true}, run->deadline))
        return STOPPED;
    if (pricing_bound(run->pricing) > run->bound) {
        run->bound = pricing_bound(run->pricing);
        memcpy(run->price, run->separation, (size_t)run->problem->resources * sizeof *run->price);
    }
    return build_master(run, err) ? GO_ON : FAILED;
}

enum outcome run_start(struct run *run, struct error *err) {
    return start(run, price_steps(run), err);
}

enum { STEPS_OF_RENEWAL = 200 };

/* Estimates by counting, so that the answer does not depend on the machine's load. */
bool run_is_hard(const struct run *run) {
    const double seconds_a_vertex = 4e-8, seconds_an_iteration_and_row = 1e-7;
    long iterations = lp_iterations(run->master->lp) - run->iterations_before;
    double step = seconds_a_vertex * run->problem->vertices * (1 + pricing_trees(run->pricing));
    double spent = seconds_an_iteration_and_row * (double)iterations * run->master->rows;
    return run->settings->price_start < 0 && !run->renewed && spent > STEPS_OF_RENEWAL * step;
}

enum outcome run_renew(struct run *run, struct error *err) {
    struct master *old = run->master;
    run->renewed = true;
    memset(run->separation, 0, (size_t)run->problem->resources * sizeof *run->separation);
    enum outcome outcome = start(run, STEPS_OF_RENEWAL, err);
    if (run->master == old)
        return outcome;
    run->info.columns += (int)(old->columns_made - run->columns_before);
    run->info.simplex_iterations += lp_iterations(old->lp) - run->iterations_before;
    run->columns_before = run->iterations_before = 0;
    master_free(old);
    return outcome;
}
