// SPDX-License-Identifier: GPL-3.0-or-later
/* What the steps of the repair share; private to them. Amounts are whole units: quanta. */
#ifndef SOLVER_REPAIR_WORK_H
#define SOLVER_REPAIR_WORK_H

#include "solver/repair.h"

#include "base/units.h"
#include "solver/dijkstra.h"
#include "solver/labels.h"

/** What the repair knows of a path, beside its place in flow_list. */
struct repair_path {
    int64_t units;
    double cost;   /**< per unit of flow */
    double priced; /**< cost + the prices of its resources */
    int next;      /**< the shipment's next path, -1 = none */
};

/** Invariants between steps: left = capacity - use by `units`; unplaced = demand - the sum of `units`. */
struct repair {
    const struct problem *problem;
    const struct graph *graph;
    const double *price;
    double units_per_flow;
    struct flow_list *flows;
    struct repair_path *path; /**< beside flows->path */
    int path_room;
    int *first_path;   /**< [shipments] a chain by repair_path.next, -1 = none */
    int64_t *unplaced; /**< [shipments] */
    wide *left;        /**< [resources] units; below 0 = overfull, which only relief may find */
    int *uses;         /**< [resources] 0 between calls: arcs of the path in hand that use it */
    double work;       /**< vertices and arcs that searches looked at, at most */
};

static inline const int *repair_arcs(const struct repair *repair, int path) {
    return flow_list_arcs(repair->flows, path);
}

/** Of the shipment's class. */
static inline const double *repair_cost(const struct repair *repair, int shipment) {
    const struct problem *problem = repair->problem;
    return problem->arc_cost + (size_t)problem->class_of[shipment] * (size_t)problem->arcs;
}

/** The units that still fit on these arcs, at most `wish`; < 0 where a resource is overfull. */
int64_t repair_fit(struct repair *repair, int arcs, const int *arc, int64_t wish);

/** The units of path `from` that can go on path `to` instead, where no resource is overfull. */
int64_t repair_fit_instead(struct repair *repair, int from, int to);

/** Puts `units` (< 0: takes them away) on a path. */
void repair_place(struct repair *repair, int path, int64_t units);

/** The shipment's path with these arcs, appended with no flow where it has none. */
int repair_path_with(struct repair *repair, int shipment, int arcs, const int *arc);

/** Fills shipment[] with those that have something unplaced, in order; returns how many. */
int repair_list_unplaced(const struct repair *repair, int *shipment);

/** Shortest paths under an arc's cost + its resource's toll. */
struct repair_search {
    struct repair *repair;
    double *toll; /**< [resources] the caller's to set, INFINITY = closed; then repair_search_refresh() */
    /* private */
    struct dijkstra *dijkstra;
    struct labels *labels;
    int class; /* whose lengths these are, -1 = out of date */
    double *arc_length, *slot_length;
    int *target, *arc, arc_room;
};

/** Tolls: the prices; closed where there is no room. */
struct repair_search repair_search_new(struct repair *repair);
void repair_search_release(struct repair_search *search);

/** Tolls have changed: lengths are made anew before the next search. */
void repair_search_refresh(struct repair_search *search);

/**
 * Sorts shipments so that those that one search serves are neighbours; repair_search_group() is then how many the
 * one search for shipment[0] serves: one, where it has a limit on hours.
 */
void repair_search_sort(const struct repair *repair, int shipments, int *shipment);
int repair_search_group(const struct repair *repair, int shipments, const int *shipment);

/** The search for such a group, then each one's path: its length, or INFINITY; the arcs stay until the next. */
void repair_search_run(struct repair_search *search, int shipments, const int *shipment);
double repair_search_path(struct repair_search *search, int shipment, int *arcs, const int **arc);

/**
 * Takes flow off until no resource is overfull, where that costs least. `toll`: [resources] what a way out pays
 * on a full resource beside its price; NULL = none may use one.
 */
void repair_relieve(struct repair *repair, const double *toll);

/**
 * What a unit of room on a full resource costs: the least that one of those on it loses by its way out, under
 * prices, and under the tolls as they are (INFINITY at first: only what has room is a way out). Each
 * call looks one more displacement ahead. Where there is room: 0. Where nobody can make way: INFINITY.
 * True = a toll on a full resource has changed.
 */
bool repair_set_tolls(struct repair *repair, double *toll);

/** Puts what is unplaced on paths of its own that have room and next to no reduced cost. */
void repair_top_up(struct repair *repair);

/** Sends what is unplaced by shortest paths over what has room, where that costs no more than its penalty. */
void repair_send(struct repair *repair);

/** Lets what is unplaced push others aside who have another way, as long as that lowers the objective. */
void repair_displace(struct repair *repair);

/** Moves flow from dear paths to cheaper ones of the same shipment as far as there is room. */
void repair_shift(struct repair *repair);

#endif
