// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: explanations, step by step.
 *
 *   explain_way.c        the best way that is none of those taken
 *   explain_shipment.c   a shipment's ways side by side
 *   explain_rates.c      which rate brings a way back
 *   explain_hull.c       the total of the best plan as a function of one capacity
 *   explain_place.c      who uses a link or terminal, and what closing it costs
 *   explain_cost.c       money back to rates and quantities
 */
#ifndef PLAN_EXPLAIN_PARTS_H
#define PLAN_EXPLAIN_PARTS_H

#include "plan/plan.h"
#include "plan/verify.h"

/** Arcs of a path, owned by whoever holds it. */
struct way {
    int *arc, arcs;
    bool found;
};

/** Searches for ways that differ from known ones. */
struct way_search;
struct way_search *way_search_new(const struct virtual_network *network);
void way_search_release(struct way_search **search);

/** Lengths: money and time of the cargo, and (plan not NULL) its shadow prices. In 1e-10 of the currency. O(arcs) */
void way_search_weigh(struct way_search *search, int cargo, struct money vot_per_t_h,
                      const struct plan *plan);

/**
 * The shortest simple path between two vertices, of at most max_uh (-1 = any), that is none of `taken` (simple paths
 * between the same two): of all deviations from them the best (Yen 1971, Lawler 1972). Ties go to the earlier
 * deviation. way.found is false where there is none.
 */
struct way way_search_other(struct way_search *search, int origin, int destination, int64_t max_uh,
                            const struct way *taken, int count);

/** The plan's paths as arcs of the network; false with *err. */
bool trace_plan(const struct plan *plan, const struct virtual_network *network, struct trace *trace,
                struct error *err);

struct rates_found {
    struct way_rate *rate; /**< the caller's */
    int rates;
    bool outbid; /**< one that would do by `loss` does not: others want the places as well */
};
/**
 * Of the rates that the shipment would pay more of on the way `other`, than on `taken` (NULL: it stays behind), those
 * that bring it back by falling alone, in plans made again; the smallest fall first. At most 200 solves a rate: what
 * returns beyond them is not found. `loss`: of the way, per tonne of the currency. False with *err.
 */
bool rates_that_return(const struct compiled *compiled, int shipment, const struct way *taken,
                       const struct way *other, double loss, struct rates_found *found, struct error *err);

/** What the capacity of a resource is worth on both sides. `threads` as in solver settings. False with *err. */
bool hull_worth(const struct compiled *compiled, int resource, int threads, struct capacity_worth *worth,
                struct error *err);

#endif
