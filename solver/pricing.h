// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Pricing: each shipment's cheapest choice under given prices, found by one shortest path tree for each
 * origin and class, on several threads. What comes out is the same, to the bit, on any number of them.
 */
#ifndef SOLVER_PRICING_H
#define SOLVER_PRICING_H

#include "solver/graph.h"
#include "solver/path.h"

struct pricing;

/** A way that is cheaper, under the prices, than what its shipment pays now. */
struct candidate {
    struct path *path;
    double saving; /**< money, the shipment's whole demand times the difference */
};

/** What to collect besides the lengths; all zero = nothing. */
struct pricing_wish {
    double *load;                 /**< [resources] out: the flow when each shipment takes its choice; NULL */
    bool paths;                   /**< the candidates */
    const double *price;          /**< [resources] of the master, by which candidates are judged */
    struct path *const *standard; /**< [shipments] what a shipment pays now is this one's cost + prices ... */
    const double *rebate;         /**< [shipments] ... less this; both NULL: any way is a candidate */
    double least_saving;          /**< a candidate saves more */
};

/** Threads: as settings->threads says; none starts before a search has shown that it pays. */
struct pricing *pricing_new(const struct problem *problem, const struct graph *graph,
                            const struct solver_settings *settings);
void pricing_free(struct pricing *pricing); /* NULL is fine; paths not taken are freed */
void pricing_release(struct pricing **pricing);

/**
 * One round under `price` [resources] >= 0. false = stopped by the deadline (of CLOCK_MONOTONIC seconds) or
 * the interruption, and nothing of the round may be used.
 */
bool pricing_run(struct pricing *pricing, const double *price, const struct pricing_wish *wish,
                 double deadline);

/** The problem's costs or penalties have changed: forgets what follows from the old ones. */
void pricing_costs_changed(struct pricing *pricing);

/** [shipments] min(shortest length, penalty) under the last round's prices. */
const double *pricing_length(const struct pricing *pricing);

/** L(price) of the last round: see solver.h. Honest: no tolerance enters. */
double pricing_bound(const struct pricing *pricing);

/** The last round's candidates in order of saving, the greatest first, then of shipment; the caller's now. */
int pricing_candidates(struct pricing *pricing, struct candidate **candidates);

/** The trees of a round: one for each origin and class. */
int pricing_trees(const struct pricing *pricing);

/** The number of vertices settled since pricing_new(). */
long pricing_settled(const struct pricing *pricing);

#endif
