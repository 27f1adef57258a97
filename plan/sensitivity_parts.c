// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Of two plans that cost the same where their lines meet, what makes them differ: shipments whose changes share a
 * resource that may be full belong together, and each such part can be taken over alone, the rest staying as it is.
 * Taking over any part leaves a plan that is feasible and so no better there; together they are just as good;
 * so each of them is. One that pays no more and no less under the rates is therefore a mere exchange, as when two
 * shipments swap their places on a full link, and has nothing to do with the rates.
 */
#include "plan/ways.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

struct parts {
    const struct problem *problem;
    const double *gain;
    const struct solution *from, *to;
    int *part;       /* [shipments] a shipment of the same part, nearer to its first one; itself: the first */
    double *delta;   /* [resources] of the shipment looked at */
    double *highest; /* [resources] load if all that add to it come and none of those that leave it go */
    int *owner;      /* [resources] a shipment that changes its load, or -1 */
    double *paid, *left; /* [shipments] change of what is paid under the rates, and of what stays behind */
};

struct span next_span(const struct solution *solution, struct span last, int shipment) {
    struct span span = {last.end, last.end};
    while (span.end < solution->paths && solution->path_shipment[span.end] == shipment)
        span.end++;
    return span;
}

/* Adds sign x flow to the load of what the paths use, and what they pay under the rates. */
static double add_flows(const struct parts *parts, const struct solution *solution, struct span span,
                        double sign, double *load) {
    const struct problem *problem = parts->problem;
    double paid = 0;
    for (int p = span.first; p < span.end; p++) {
        const double *gain =
            parts->gain + (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int arc = solution->path_arc[i];
            paid += sign * solution->path_flow[p] * gain[arc];
            if (problem->arc_resource[arc] >= 0)
                load[problem->arc_resource[arc]] += sign * solution->path_flow[p];
        }
    }
    return paid;
}

static int first_of(const struct parts *parts, int shipment) {
    while (parts->part[shipment] != shipment)
        shipment = parts->part[shipment] = parts->part[parts->part[shipment]];
    return shipment;
}

static void join(const struct parts *parts, int a, int b) {
    a = first_of(parts, a);
    b = first_of(parts, b);
    parts->part[a < b ? b : a] = a < b ? a : b;
}

static const double least = 1e-9; /* of a load: less is rounding */

static bool may_be_full(const struct parts *parts, int r) {
    double capacity = parts->problem->capacity[r];
    return parts->highest[r] > capacity + least * (1 + capacity);
}

/* For each resource whose load the shipment changes: what it adds, or whom it meets there. delta is 0 again. */
static void look_at_resources(const struct parts *parts, int shipment, bool joining, struct span a,
                              struct span b) {
    const struct problem *problem = parts->problem;
    const struct solution *both[2] = {parts->from, parts->to};
    const struct span spans[2] = {a, b};
    for (int side = 0; side < 2; side++)
        for (int i = both[side]->path_start[spans[side].first]; i < both[side]->path_start[spans[side].end];
             i++) {
            int r = problem->arc_resource[both[side]->path_arc[i]];
            if (r < 0 || fabs(parts->delta[r]) <= least * (1 + problem->capacity[r]))
                continue;
            if (!joining)
                parts->highest[r] += fmax(parts->delta[r], 0);
            else if (may_be_full(parts, r) && parts->owner[r] >= 0)
                join(parts, parts->owner[r], shipment);
            parts->owner[r] = joining ? shipment : -1;
            parts->delta[r] = 0;
        }
}

static void clear(const struct parts *parts, const struct solution *solution, struct span span) {
    const struct problem *problem = parts->problem;
    for (int i = solution->path_start[span.first]; i < solution->path_start[span.end]; i++)
        if (problem->arc_resource[solution->path_arc[i]] >= 0)
            parts->delta[problem->arc_resource[solution->path_arc[i]]] = 0;
}

static void pass(const struct parts *parts, bool joining) {
    struct span a = {0, 0}, b = {0, 0};
    for (int k = 0; k < parts->problem->shipments; k++) {
        a = next_span(parts->from, a, k);
        b = next_span(parts->to, b, k);
        parts->paid[k] = add_flows(parts, parts->from, a, -1, parts->delta) +
                         add_flows(parts, parts->to, b, 1, parts->delta);
        parts->left[k] = parts->to->unmet[k] - parts->from->unmet[k];
        look_at_resources(parts, k, joining, a, b);
        clear(parts, parts->from, a);
        clear(parts, parts->to, b);
    }
}

/* Sums over each part, kept at its first shipment; then whether they are more than rounding. */
static void judge(const struct parts *parts, bool *moves) {
    const double share = 1e-6;
    int shipments = parts->problem->shipments;
    double paid = 0, left = 0;
    for (int k = 0; k < shipments; k++) {
        int first = first_of(parts, k);
        paid += parts->paid[k];
        left += fabs(parts->left[k]);
        if (first == k)
            continue;
        parts->paid[first] += parts->paid[k];
        parts->left[first] += parts->left[k];
    }
    for (int k = 0; k < shipments; k++) {
        int first = first_of(parts, k);
        moves[k] = fabs(parts->paid[first]) > share * fabs(paid) || fabs(parts->left[first]) > share * left;
    }
}

void parts_that_move(const struct problem *problem, const double *gain, const struct solution *from,
                     const struct solution *to, bool *moves) {
    size_t shipments = (size_t)problem->shipments, resources = (size_t)problem->resources;
    AUTO_FREE int *part = xcalloc(shipments, sizeof *part);
    AUTO_FREE double *delta = xcalloc(resources, sizeof *delta);
    AUTO_FREE double *highest = xcalloc(resources, sizeof *highest);
    AUTO_FREE int *owner = xcalloc(resources, sizeof *owner);
    AUTO_FREE double *paid = xcalloc(shipments, sizeof *paid);
    AUTO_FREE double *left = xcalloc(shipments, sizeof *left);
    const struct parts parts = {problem, gain, from, to, part, delta, highest, owner, paid, left};
    for (size_t k = 0; k < shipments; k++)
        part[k] = (int)k;
    for (size_t r = 0; r < resources; r++)
        owner[r] = -1;
    add_flows(&parts, from, (struct span){0, from->paths}, 1, highest);
    pass(&parts, false);
    pass(&parts, true);
    judge(&parts, moves);
}
