// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/repair_work.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum {
    UNITS_BITS = 54,     /* the demands together, in units: sums stay exact, and so does a double of them */
    CAPACITY_BITS = 100, /* more than any use; keeps `left` from overflowing */
};

/** Whole units in `amount`; what lies a rounding error under a whole number counts as that number. */
static wide whole_units(const struct repair *repair, double amount) {
    double units = amount * repair->units_per_flow, near = nearbyint(units);
    if (!(units < ldexp(1, CAPACITY_BITS)))
        return (wide)1 << CAPACITY_BITS;
    return (wide)(near - units <= 1e-9 + 1e-15 * near ? near : floor(units));
}

/** How many units make one of flow: 1000 for whole kilograms of tonnes. */
static double choose_units(const struct problem *problem, double quantum) {
    if (quantum > 0) {
        double inverse = 1 / quantum;
        return fabs(inverse - nearbyint(inverse)) <= 1e-12 * inverse ? nearbyint(inverse) : inverse;
    }
    double total = 0;
    for (int k = 0; k < problem->shipments; k++)
        total += problem->demand[k];
    int exponent;
    frexp(total, &exponent);
    return ldexp(1, UNITS_BITS - 1 - exponent);
}

static bool count_demand(struct repair *repair, struct error *err) {
    const struct problem *problem = repair->problem;
    wide total = 0;
    for (int k = 0; k < problem->shipments; k++)
        total += whole_units(repair, problem->demand[k]);
    if (total > (wide)1 << UNITS_BITS)
        return error_set(err, ERROR_INPUT, "the demands add up to more than 2^%d quanta of %g", UNITS_BITS,
                         1 / repair->units_per_flow);
    for (int k = 0; k < problem->shipments; k++)
        repair->unplaced[k] = (int64_t)whole_units(repair, problem->demand[k]);
    for (int r = 0; r < problem->resources; r++)
        repair->left[r] = whole_units(repair, problem->capacity[r]);
    return true;
}

static void release(struct repair *repair) {
    free(repair->path);
    free(repair->first_path);
    free(repair->unplaced);
    free(repair->left);
    free(repair->uses);
}

/** Counts each resource's arcs into `uses`. */
static void count_uses(struct repair *repair, int arcs, const int *arc, int step) {
    for (int i = 0; i < arcs; i++) {
        int r = repair->problem->arc_resource[arc[i]];
        if (r >= 0)
            repair->uses[r] += step;
    }
}

/** The units, at most `wish`, that fit on these arcs by the uses counted, where those are > 0. */
static int64_t fit_by_uses(const struct repair *repair, int arcs, const int *arc, int64_t wish) {
    wide fit = wish;
    for (int i = 0; i < arcs; i++) {
        int r = repair->problem->arc_resource[arc[i]];
        if (r < 0 || repair->uses[r] <= 0)
            continue;
        wide room = repair->uses[r] == 1 ? repair->left[r] : repair->left[r] / repair->uses[r];
        fit = room < fit ? room : fit;
    }
    return (int64_t)fit;
}

int64_t repair_fit(struct repair *repair, int arcs, const int *arc, int64_t wish) {
    count_uses(repair, arcs, arc, 1);
    int64_t fit = fit_by_uses(repair, arcs, arc, wish);
    count_uses(repair, arcs, arc, -1);
    return fit;
}

int64_t repair_fit_instead(struct repair *repair, int from, int to) {
    int from_arcs = repair->flows->path[from].arcs, to_arcs = repair->flows->path[to].arcs;
    count_uses(repair, to_arcs, repair_arcs(repair, to), 1);
    count_uses(repair, from_arcs, repair_arcs(repair, from), -1);
    int64_t fit = fit_by_uses(repair, to_arcs, repair_arcs(repair, to), repair->path[from].units);
    count_uses(repair, to_arcs, repair_arcs(repair, to), -1);
    count_uses(repair, from_arcs, repair_arcs(repair, from), 1);
    return fit;
}

void repair_place(struct repair *repair, int path, int64_t units) {
    const int *arc = repair_arcs(repair, path);
    for (int i = 0; i < repair->flows->path[path].arcs; i++) {
        int r = repair->problem->arc_resource[arc[i]];
        if (r >= 0)
            repair->left[r] -= units;
    }
    repair->path[path].units += units;
    repair->unplaced[repair->flows->path[path].shipment] -= units;
}

/** Gives the list's path number `path` its place in the workspace, empty and in no chain. */
static void enter(struct repair *repair, int path) {
    const double *cost = repair_cost(repair, repair->flows->path[path].shipment);
    const int *arc = repair_arcs(repair, path);
    struct repair_path entry = {.next = -1};
    double prices = 0;
    for (int i = 0; i < repair->flows->path[path].arcs; i++) {
        int r = repair->problem->arc_resource[arc[i]];
        entry.cost += cost[arc[i]];
        prices += r >= 0 ? repair->price[r] : 0;
    }
    entry.priced = entry.cost + prices;
    GROW(repair->path, path, repair->path_room);
    repair->path[path] = entry;
}

static void chain(struct repair *repair, int path) {
    int *first = &repair->first_path[repair->flows->path[path].shipment];
    repair->path[path].next = *first;
    *first = path;
}

static bool same_arcs(const struct repair *repair, int path, int arcs, const int *arc) {
    const int *other = repair_arcs(repair, path);
    if (repair->flows->path[path].arcs != arcs)
        return false;
    for (int i = 0; i < arcs; i++)
        if (other[i] != arc[i])
            return false;
    return true;
}

/** -1 = the shipment has no path with these arcs. */
static int find_path(const struct repair *repair, int shipment, int arcs, const int *arc) {
    int path = repair->first_path[shipment];
    while (path >= 0 && !same_arcs(repair, path, arcs, arc))
        path = repair->path[path].next;
    return path;
}

int repair_path_with(struct repair *repair, int shipment, int arcs, const int *arc) {
    int path = find_path(repair, shipment, arcs, arc);
    if (path < 0) {
        path = flow_list_add(repair->flows, shipment, 0, arcs, arc);
        enter(repair, path);
        chain(repair, path);
    }
    return path;
}

/** Takes in the flows, rounded down; the same path again adds to the first and stays outside the chain. */
static void take_in(struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        repair->first_path[k] = -1;
    for (int p = 0; p < repair->flows->count; p++) {
        struct path_flow *flow = &repair->flows->path[p];
        double most = fmin(flow->flow, repair->problem->demand[flow->shipment]);
        int path = find_path(repair, flow->shipment, flow->arcs, repair_arcs(repair, p));
        enter(repair, p);
        if (path < 0)
            chain(repair, path = p);
        if (most > 0 && repair->path[path].cost <= repair->problem->penalty[flow->shipment])
            repair_place(repair, path, (int64_t)floor(most * repair->units_per_flow + 1e-6));
        flow->flow = 0;
    }
}

/** Where a shipment's paths carry more than its demand, takes it off the dearest. */
static void trim(struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        while (repair->unplaced[k] < 0) {
            int dearest = -1;
            for (int path = repair->first_path[k]; path >= 0; path = repair->path[path].next)
                if (repair->path[path].units > 0 &&
                    (dearest < 0 || repair->path[path].priced > repair->path[dearest].priced))
                    dearest = path;
            int64_t off = -repair->unplaced[k], carried = repair->path[dearest].units;
            repair_place(repair, dearest, -(off < carried ? off : carried));
        }
}

static bool feasible_and_whole(const struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        if (repair->unplaced[k] != 0)
            return false;
    for (int r = 0; r < repair->problem->resources; r++)
        if (repair->left[r] < 0)
            return false;
    return true;
}

/** What a demand has beyond whole quanta. */
static double fraction(const struct repair *repair, int shipment, int64_t carried) {
    double units = repair->problem->demand[shipment] * repair->units_per_flow;
    double rest = units - (double)(carried + repair->unplaced[shipment]);
    return rest > 1e-6 + 1e-15 * units ? rest / repair->units_per_flow : 0;
}

static void give_out(struct repair *repair, double quantum, double *unmet) {
    double whole = nearbyint(repair->units_per_flow);
    bool exact = repair->units_per_flow == whole || quantum <= 0;
    for (int k = 0; k < repair->problem->shipments; k++) {
        int64_t carried = 0;
        for (int path = repair->first_path[k]; path >= 0; path = repair->path[path].next) {
            double units = (double)repair->path[path].units;
            carried += repair->path[path].units;
            repair->flows->path[path].flow = exact ? units / repair->units_per_flow : units * quantum;
        }
        unmet[k] = (double)repair->unplaced[k] / repair->units_per_flow;
        if (quantum > 0)
            unmet[k] += fraction(repair, k, carried);
    }
    flow_list_tidy(repair->flows, repair->problem);
}

static bool mend(const struct problem *problem, const struct graph *graph, const double *price,
                 double quantum, bool shifts, struct flow_list *flows, double *unmet, struct error *err) {
    AUTO(release) struct repair repair = {
        .problem = problem,
        .graph = graph,
        .price = price,
        .units_per_flow = choose_units(problem, quantum),
        .flows = flows,
        .path = xcalloc((size_t)flows->count, sizeof *repair.path),
        .path_room = flows->count,
        .first_path = xcalloc((size_t)problem->shipments, sizeof *repair.first_path),
        .unplaced = xcalloc((size_t)problem->shipments, sizeof *repair.unplaced),
        .left = xcalloc((size_t)problem->resources, sizeof *repair.left),
        .uses = xcalloc((size_t)problem->resources, sizeof *repair.uses),
    };
    if (!count_demand(&repair, err))
        return false;
    take_in(&repair);
    trim(&repair);
    if (!feasible_and_whole(&repair)) {
        repair_relieve(&repair, NULL);
        repair_top_up(&repair);
        repair_send(&repair);
        repair_displace(&repair);
        if (shifts)
            repair_shift(&repair);
    }
    give_out(&repair, quantum, unmet);
    return true;
}

bool repair_flows(const struct problem *problem, const struct graph *graph, const double *price,
                  double quantum, struct flow_list *flows, double *unmet, struct error *err) {
    return mend(problem, graph, price, quantum, true, flows, unmet, err);
}

bool repair_in_place(const struct problem *problem, const struct graph *graph, const double *price,
                     double quantum, struct flow_list *flows, double *unmet, struct error *err) {
    return mend(problem, graph, price, quantum, false, flows, unmet, err);
}
