// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/run.h"

#include "base/mem.h"
#include "solver/clock.h"
#include "solver/key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum outcome solve_master(struct run *run, struct error *err) {
    static const enum outcome OUTCOME[] = {
        [LP_OPTIMAL] = GO_ON, [LP_STOPPED] = STOPPED, [LP_FAILED] = FAILED};
    const struct solver_settings *settings = run->settings;
    double start = clock_seconds();
    bool dual = settings->lp_method == LP_DUAL_FLIP ||
                (settings->lp_method == LP_BY_SIZE && run->primal_columns > 0.5 * run->master->rows);
    enum lp_status status = master_solve(run->master, dual && !run->primal_next, run->deadline - start,
                                         settings->interrupted, err);
    run->primal_next = false;
    run->info.seconds_master += clock_seconds() - start;
    return OUTCOME[status];
}

static bool keep_house(struct run *run, struct error *err) {
    if (run->settings->key_paths && run->settings->key_exchange && !key_exchange(run->master, err))
        return false;
    return run->settings->purge_after <= 0 ||
           purge_idle_columns(run->master, run->settings->purge_after, err);
}

/* More than GLPK's own tolerance (1e-7, relative): less is left to the repair. */
static bool exceeds(double amount, double limit) {
    return amount > limit + 2e-7 * (1 + limit);
}

/* Rows for what the flow violates; returns how many, or -1. */
static int add_violated_rows(struct run *run, struct error *err) {
    const struct problem *problem = run->problem;
    struct master *master = run->master;
    AUTO_FREE unsigned char *wanted = xcalloc((size_t)problem->resources, 1);
    int before = master->rows;
    for (int r = 0; r < problem->resources; r++)
        wanted[r] = master->row_of_resource[r] < 0 && exceeds(master->load[r], problem->capacity[r]);
    if (!master_add_resource_rows(master, wanted, err))
        return -1;
    for (int k = 0; k < problem->shipments; k++)
        if (master->row_of_sum[k] < 0 && exceeds(master->sum[k], problem->demand[k]) &&
            !master_add_sum_row(master, k, err))
            return -1;
    return master->rows - before;
}

static double tolerance(const struct run *run) {
    return 0.5 * run->settings->gap * fabs(run->master->objective);
}

/* Wentges 1997, doi:10.1111/j.1475-3995.1997.tb00079.x: trees under prices between the best known and the
   master's, which jump about while it has few columns. */
static void choose_separation(struct run *run, double smoothing) {
    for (int r = 0; r < run->problem->resources; r++)
        run->separation[r] = smoothing * run->price[r] + (1 - smoothing) * run->master->price[r];
}

/* Candidates that save less than a share of the gap cannot, together, keep it open; still less is rounding. */
static double least_saving(const struct run *run) {
    double share = 0.25 * tolerance(run) / (1 + run->problem->shipments);
    return fmax(share, 1e-15 * fabs(run->master->objective));
}

static bool price_ways(struct run *run, double smoothing) {
    struct master *master = run->master;
    double start = clock_seconds();
    choose_separation(run, smoothing);
    struct pricing_wish wish = {.paths = true,
                                .price = smoothing > 0 ? master->price : run->separation,
                                .standard = master->key,
                                .rebate = master->rebate,
                                .least_saving = least_saving(run)};
    bool fine = pricing_run(run->pricing, run->separation, &wish, run->deadline);
    run->info.seconds_pricing += clock_seconds() - start;
    if (fine && pricing_bound(run->pricing) > run->bound) {
        run->bound = pricing_bound(run->pricing);
        memcpy(run->price, run->separation, (size_t)run->problem->resources * sizeof *run->price);
    }
    return fine;
}

static bool gap_is_closed(const struct run *run) {
    return run->master->objective - run->bound <= tolerance(run);
}

/* Overflow at a price that is too modest: dearer, but only where it remains. Returns how many, or -1. */
static int raise_overflow_prices(struct run *run, struct error *err) {
    struct master *master = run->master;
    int raised = 0;
    for (int j = 0; j < master->columns; j++) {
        int r = master->column[j].resource;
        if (master->column[j].path != NULL || !exceeds(master->column[j].value, 0) ||
            master->overflow_price[r] >= run->highest_price)
            continue;
        double price = fmin(4 * master->overflow_price[r], run->highest_price);
        if (!master_set_overflow_price(master, r, price, err))
            return -1;
        raised++;
    }
    run->primal_next = run->primal_next || raised > 0;
    return raised;
}

int run_columns(const struct run *run, int candidates) {
    enum { FEWEST = 200, MOST = 800 };
    int most = run->settings->columns_a_round, rows = run->master->rows;
    if (most < 0)
        most = rows < FEWEST ? FEWEST : rows > MOST ? MOST : rows;
    return most > 0 && candidates > most ? most : candidates;
}

static int add_candidates(struct run *run, struct error *err) {
    struct candidate *candidate;
    struct master *master = run->master;
    int candidates = run_columns(run, pricing_candidates(run->pricing, &candidate));
    bool dual = run->settings->lp_method != LP_PRIMAL && candidates > 0.5 * master->rows;
    long before = master->columns_made;
    for (int i = 0; i < candidates; i++)
        if (!master_add_path(master, TAKE(candidate[i].path),
                             run->settings->lp_method == LP_DUAL_FLIP || dual, err))
            return -1;
    run->primal_columns = candidates;
    return (int)(master->columns_made - before);
}

static void tell(const struct run *run) {
    const struct solver_settings *settings = run->settings;
    if (settings->progress != NULL)
        settings->progress(settings->progress_context, run->info.rounds, run->master->objective, run->bound);
}

/* Trees under smoothed prices may find nothing new where those of the master's own prices do. */
static enum outcome price_and_add(struct run *run, int *added, struct error *err) {
    double smoothing = run->bound > 0 ? run->settings->smoothing : 0;
    *added = 0;
    for (;;) {
        if (!price_ways(run, smoothing))
            return STOPPED;
        if (!gap_is_closed(run))
            *added = add_candidates(run, err);
        if (*added != 0 || gap_is_closed(run) || smoothing == 0)
            return *added < 0 ? FAILED : GO_ON;
        smoothing = 0;
    }
}

/* Nothing is left to add: it is over, unless flow still overfills a resource because that is too cheap. */
static enum outcome end_or_raise(struct run *run, struct error *err) {
    int raised = raise_overflow_prices(run, err);
    return raised < 0 ? FAILED : raised > 0 ? GO_ON : CONVERGED;
}

enum outcome run_round(struct run *run, struct error *err) {
    int added;
    enum outcome outcome = solve_master(run, err);
    if (outcome != GO_ON)
        return outcome;
    run->info.rounds++;
    if (!keep_house(run, err))
        return FAILED;
    int rows = add_violated_rows(run, err);
    if (rows < 0)
        return FAILED;
    outcome = price_and_add(run, &added, err);
    if (outcome != GO_ON)
        return outcome;
    tell(run);
    return added > 0 || rows > 0 ? GO_ON : end_or_raise(run, err);
}
