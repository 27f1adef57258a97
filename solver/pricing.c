// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/pricing.h"

#include "base/mem.h"
#include "solver/choice.h"
#include "solver/clock.h"
#include "solver/threads.h"

#include <math.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct pricing {
    const struct problem *problem;
    struct groups groups;
    double *length; /* [shipments] */
    double bound;
    struct pool *pool;
    struct searcher **searcher; /* [pool_size] made when first needed */
    const volatile int *interrupted;
    double work_seconds; /* of the last round, all threads together: tells whether threads pay */
    struct candidate *candidate;
    int candidates;
};

/* One call of pricing_run(), shared by the workers. */
struct round {
    struct pricing *pricing;
    const double *price;
    const struct pricing_wish *wish;
    double deadline;
    atomic_int next_group;
    atomic_bool stopped;
    int block; /* groups claimed at a time */
};

/* Waking a helper costs some 50 us; below this the caller has done the work before they pay. */
static const double PARALLEL_FROM_SECONDS = 1e-3;

static int processors(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 8 ? 8 : count;
}

/* Of shipments that are in no group. */
static void start_lengths(struct pricing *pricing) {
    const struct problem *problem = pricing->problem;
    for (int k = 0; k < problem->shipments; k++)
        pricing->length[k] = problem->origin[k] == problem->destination[k] ? 0 : problem->penalty[k];
}

struct pricing *pricing_new(const struct problem *problem, const struct graph *graph,
                            const struct solver_settings *settings) {
    struct pricing *pricing = xcalloc(1, sizeof *pricing);
    pricing->problem = problem;
    pricing->interrupted = settings->interrupted;
    pricing->groups = groups_of(problem, graph, settings);
    pricing->length = xcalloc((size_t)problem->shipments, sizeof *pricing->length);
    start_lengths(pricing);
    pricing->pool = pool_new(settings->threads > 0 ? settings->threads : processors());
    pricing->searcher = xcalloc((size_t)pool_size(pricing->pool), sizeof(struct searcher *));
    pricing->work_seconds = 3e-8 * problem->vertices * pricing->groups.groups; /* a guess */
    return pricing;
}

void pricing_costs_changed(struct pricing *pricing) {
    start_lengths(pricing);
    groups_costs_changed(&pricing->groups, pricing->problem);
}

static void free_candidates(struct pricing *pricing) {
    for (int i = 0; i < pricing->candidates; i++)
        free(pricing->candidate[i].path);
    pricing->candidates = 0;
}

void pricing_free(struct pricing *pricing) {
    if (pricing == NULL)
        return;
    for (int i = 0; i < pool_size(pricing->pool); i++)
        searcher_free(pricing->searcher[i]);
    free_candidates(pricing);
    free(pricing->candidate);
    free(pricing->searcher);
    free(pricing->length);
    groups_release(&pricing->groups);
    pool_free(pricing->pool);
    free(pricing);
}

void pricing_release(struct pricing **pricing) {
    pricing_free(*pricing);
}

static bool must_stop(struct round *round) {
    const volatile int *interrupted = round->pricing->interrupted;
    if ((interrupted != NULL && *interrupted != 0) || clock_seconds() > round->deadline)
        atomic_store(&round->stopped, true);
    return atomic_load(&round->stopped);
}

static void work(void *context, int worker) {
    struct round *round = context;
    struct pricing *pricing = round->pricing;
    if (pricing->searcher[worker] == NULL)
        pricing->searcher[worker] = searcher_new(pricing->problem, &pricing->groups);
    struct searcher *searcher = pricing->searcher[worker];
    double start = clock_seconds();
    searcher_begin(searcher, round->price, round->wish);
    for (;;) {
        int first = atomic_fetch_add(&round->next_group, round->block);
        for (int g = first; g < first + round->block && g < pricing->groups.groups; g++) {
            if (must_stop(round))
                return;
            searcher_choose(searcher, &pricing->groups.group[g], pricing->length);
        }
        if (first + round->block >= pricing->groups.groups)
            break;
    }
    searcher->seconds = clock_seconds() - start;
}

static double bound_of(const struct pricing *pricing, const double *price) {
    const struct problem *problem = pricing->problem;
    double bound = 0;
    for (int k = 0; k < problem->shipments; k++)
        bound += problem->demand[k] * pricing->length[k];
    for (int r = 0; r < problem->resources; r++)
        bound -= problem->capacity[r] * price[r];
    return bound;
}

/* A total order, so that which thread found what does not show. */
static int by_saving(const void *one, const void *other) {
    const struct candidate *a = one, *b = other;
    if (a->saving != b->saving)
        return a->saving > b->saving ? -1 : 1;
    return (a->path->shipment > b->path->shipment) - (a->path->shipment < b->path->shipment);
}

static void gather_candidates(struct pricing *pricing, int workers) {
    int total = 0;
    for (int i = 0; i < workers; i++)
        total += pricing->searcher[i]->candidates;
    pricing->candidate = xrealloc(pricing->candidate, (size_t)total, sizeof *pricing->candidate);
    for (int i = 0; i < workers; i++) {
        struct searcher *searcher = pricing->searcher[i];
        if (searcher->candidates > 0)
            memcpy(pricing->candidate + pricing->candidates, searcher->candidate,
                   (size_t)searcher->candidates * sizeof *searcher->candidate);
        pricing->candidates += searcher->candidates;
        searcher->candidates = 0;
    }
    if (total > 0)
        qsort(pricing->candidate, (size_t)total, sizeof *pricing->candidate, by_saving);
}

static void gather_loads(struct pricing *pricing, int workers, double *load) {
    for (int r = 0; r < pricing->problem->resources; r++) {
        int64_t grains = 0;
        for (int i = 0; i < workers; i++)
            grains += pricing->searcher[i]->load[r];
        load[r] = (double)grains * pricing->groups.grain;
    }
}

/* Returns how many took part. */
static int run_workers(struct pricing *pricing, struct round *round) {
    if (pricing->work_seconds > PARALLEL_FROM_SECONDS && pool_size(pricing->pool) > 1) {
        pool_run(pricing->pool, work, round);
        return pool_size(pricing->pool);
    }
    work(round, 0);
    return 1;
}

bool pricing_run(struct pricing *pricing, const double *price, const struct pricing_wish *wish,
                 double deadline) {
    struct round round = {.pricing = pricing, .price = price, .wish = wish, .deadline = deadline};
    round.block = 1 + pricing->groups.groups / (16 * pool_size(pricing->pool));
    free_candidates(pricing);
    if (pricing->groups.mends && wish->load == NULL)
        groups_next_round(&pricing->groups, pricing->problem, price);
    int workers = run_workers(pricing, &round);

    pricing->work_seconds = 0;
    for (int i = 0; i < workers; i++)
        pricing->work_seconds += pricing->searcher[i]->seconds;
    gather_candidates(pricing, workers);
    if (atomic_load(&round.stopped))
        return false;
    if (wish->load != NULL)
        gather_loads(pricing, workers, wish->load);
    pricing->bound = bound_of(pricing, price);
    return true;
}

const double *pricing_length(const struct pricing *pricing) {
    return pricing->length;
}
double pricing_bound(const struct pricing *pricing) {
    return pricing->bound;
}

int pricing_candidates(struct pricing *pricing, struct candidate **candidates) {
    *candidates = pricing->candidate;
    return pricing->candidates;
}

int pricing_trees(const struct pricing *pricing) {
    return pricing->groups.groups;
}

long pricing_settled(const struct pricing *pricing) {
    long settled = 0;
    for (int i = 0; i < pool_size(pricing->pool) && pricing->searcher[i] != NULL; i++)
        settled += pricing->searcher[i]->settled;
    return settled;
}
