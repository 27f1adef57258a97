// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The verifier's own parts. Nothing here includes or resembles the solver: integers only, and searches of its own.
 *
 * Lengths are exact, in units of 1e-10 of the currency per tonne: money (e4) times 1e6, and value of time (e4)
 * times hours (uh). A length times kilograms is in units of 1e-13 of the currency.
 */
#ifndef PLAN_VERIFY_H
#define PLAN_VERIFY_H

#include "plan/plan.h"

enum { LENGTH_OF_E4 = 1000000 }; /**< lengths in one 1/10 000 of the currency */

/** A virtual network whose arcs carry exact lengths for one class of shipments. */
struct search;

struct search *search_new(const struct virtual_network *network);
void search_free(struct search *search); /* NULL is fine */

/**
 * Sets the lengths: money of the cargo + vot x time + the price of the arc's resource.
 * `price`: [resources] per tonne, >= 0. O(arcs).
 */
void search_weigh(struct search *search, int cargo, struct money vot_per_t_h, const struct money *price);

/**
 * Shortest lengths from a vertex to each of `count` vertices; -1 where there is no way. time_uh: hours of the path
 * that was found (one of the shortest). Dijkstra with a binary heap, stops once all are settled.
 * O((arcs + vertices) log vertices).
 */
void search_shortest(struct search *search, int origin, int count, const int *destination, wide *length,
                     int64_t *time_uh);

/**
 * The shortest length from origin to destination among paths of at most max_uh, -1 if there is none. Label setting
 * in order of (length, time): a label is dominated if its vertex was settled before in no more time
 * (Desrochers and Soumis 1988, INFOR 26:191). Exponential at worst, few labels on real networks.
 */
wide search_within(struct search *search, int origin, int destination, int64_t max_uh);

/**
 * Adds to the lengths what the cargo uses of the budget at the budget's shadow price, rounded down. After
 * search_weigh(). O(arcs).
 */
void search_weigh_budget(struct search *search, int cargo, const struct plan_budget *budget);

/** L(price) in units of 1e-13 of the currency: sum of demand x min(length, penalty) - sum of capacity x price. */
wide verify_bound(const struct virtual_network *network, const struct money *price);

/**
 * The same for plans that keep a budget and leave no more than unmet_kg of the shipments behind that state no penalty:
 * L(price, m) with m = budget->shadow_price, in which arcs cost m x use more, unmet tonnes that have no stated penalty
 * unmet_use() x m more, and m x (limit + unmet_kg x unmet_use()) is taken off. For any price >= 0, m >= 0.
 */
wide verify_bound_within(const struct virtual_network *network, const struct money *price,
                         const struct plan_budget *budget, int64_t unmet_kg);

/**
 * SHA-256 of all that a sealed plan says, this hash aside: what no recomputation could contradict (an option, a
 * parallel link of equal cost) can't be changed unseen either. Returns text.
 */
char *plan_hash(const struct plan *plan, char text[HASH_TEXT]);

/** What the flows of a plan add up to, exact. */
struct tally {
    wide cost_e7, time_cost_e13, penalty_e7; /**< kg x e4; kg x uh x e4; kg x e4 */
    wide kg_uh;
    int64_t unmet_kg;
    wide budget; /**< kg x arc_use(), where the plan has a budget */
    wide
        budget_of_kilograms; /**< by one of each shipment that goes several ways, on its path that uses most */
    int64_t *resource_kg;    /**< [resources], the caller's, zeroed by him */
    int64_t *arc_kg;         /**< [arcs] likewise, or NULL */
    wide fixed_e4;           /**< of facilities: no flow's */
};

/**
 * Follows every path of the plan over the virtual network, reporting what does not hold (a link that does not join,
 * a movement that is not allowed, money, hours, kilometres or items that are not what the files say, tonnes that do
 * not add up), and adds up what is really there.
 */
void verify_flows(const struct plan *plan, const struct virtual_network *network, struct tally *tally,
                  struct diag *diag);

/** The arcs that each path of a plan takes. */
struct trace {
    int *start; /**< [paths + 1] of path p, in order of shipments: arc[start[p]] .. arc[start[p + 1] - 1] */
    int *arc;
    int paths, arcs;
    size_t room;
};

/**
 * Follows every path over a virtual network that may be of other rates and rules than the plan's: as verify_flows(),
 * but for money and hours. False where a path may not be taken, with findings. `trace` is zeroed by the caller and
 * ended by him with trace_release().
 */
bool verify_trace(const struct plan *plan, const struct virtual_network *network, struct trace *trace,
                  struct diag *diag);
void trace_release(struct trace *trace);

/** (objective - bound) / |objective| to nine significant digits: few enough that each of them counts. */
double verify_gap(wide objective_e4, wide bound_e4);

/** What the plan says of its facilities, but for their values; *fixed_e4: what those cost that the variant leaves open. */
void verify_facilities(const struct plan *plan, const struct virtual_network *network,
                       const struct tally *tally, wide *fixed_e4, struct diag *diag);
/** The bound by which the gap is told: of all openings where a search gave one, else of these. */
wide verify_gap_bound(const struct plan *plan, wide bound_e4);

#endif
