// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Below this there are no strings and no money: tonnes, hours and the currency per tonne as doubles. A class
 * of the solver is a cargo class and a value of time, which together weigh the arcs.
 */
#include "plan/plan.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct weighing {
    int cargo;
    int64_t vot_e4;
};

struct compiled {
    struct virtual_network *network;
    struct problem problem;
    struct weighing *weighing; /* [problem.classes], ascending */
    int classes, room;
    /* What problem points at. */
    int *tail, *head, *resource, *origin, *destination, *class_of;
    double *hours, *cost, *capacity, *demand, *penalty, *max_hours;
};

static int compare(const struct weighing *a, const struct weighing *b) {
    if (a->cargo != b->cargo)
        return a->cargo < b->cargo ? -1 : 1;
    return (a->vot_e4 > b->vot_e4) - (a->vot_e4 < b->vot_e4);
}

/* Where the weighing stands, or would stand, among those known. O(log classes) */
static int find_class(const struct compiled *compiled, const struct weighing *weighing) {
    int low = 0, high = compiled->classes;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (compare(&compiled->weighing[middle], weighing) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct weighing weighing_of(const struct compiled *compiled, int shipment) {
    const struct virtual_network *network = compiled->network;
    return (struct weighing){virtual_cargo(network, shipment),
                             shipment_vot(network->scenario, &network->variant, shipment).e4};
}

static void add_class(struct compiled *compiled, const struct weighing *weighing) {
    int at = find_class(compiled, weighing);
    if (at < compiled->classes && compare(&compiled->weighing[at], weighing) == 0)
        return;
    GROW(compiled->weighing, compiled->classes, compiled->room);
    memmove(&compiled->weighing[at + 1], &compiled->weighing[at],
            (size_t)(compiled->classes - at) * sizeof *compiled->weighing);
    compiled->weighing[at] = *weighing;
    compiled->classes++;
}

static void list_classes(struct compiled *compiled) {
    int shipments = compiled->network->scenario->shipments;
    for (int k = 0; k < shipments; k++) {
        struct weighing weighing = weighing_of(compiled, k);
        add_class(compiled, &weighing);
    }
    compiled->class_of = xcalloc((size_t)shipments, sizeof *compiled->class_of);
    for (int k = 0; k < shipments; k++) {
        struct weighing weighing = weighing_of(compiled, k);
        compiled->class_of[k] = find_class(compiled, &weighing);
    }
}

static void list_arcs(struct compiled *compiled) {
    const struct virtual_network *network = compiled->network;
    size_t arcs = (size_t)network->arcs;
    compiled->tail = xcalloc(arcs, sizeof *compiled->tail);
    compiled->head = xcalloc(arcs, sizeof *compiled->head);
    compiled->resource = xcalloc(arcs, sizeof *compiled->resource);
    compiled->hours = xcalloc(arcs, sizeof *compiled->hours);
    for (size_t a = 0; a < arcs; a++) {
        const struct arc *arc = &network->arc[a];
        compiled->tail[a] = arc->tail;
        compiled->head[a] = arc->head;
        compiled->resource[a] = arc->resource;
        compiled->hours[a] = wide_double(arc->time_uh, HOUR_PLACES);
    }
    compiled->capacity = xcalloc((size_t)network->resources, sizeof *compiled->capacity);
    for (int r = 0; r < network->resources; r++)
        compiled->capacity[r] = wide_double(network->resource[r].capacity_kg, MASS_PLACES);
}

static void weigh_arcs(struct compiled *compiled) {
    const struct virtual_network *network = compiled->network;
    size_t arcs = (size_t)network->arcs;
    compiled->cost = xcalloc((size_t)compiled->classes * arcs, sizeof *compiled->cost);
    for (int c = 0; c < compiled->classes; c++) {
        const struct money *money = network->money + (size_t)compiled->weighing[c].cargo * arcs;
        double vot = wide_double(compiled->weighing[c].vot_e4, MONEY_PLACES);
        double *cost = compiled->cost + (size_t)c * arcs;
        for (size_t a = 0; a < arcs; a++)
            cost[a] = money[a].e4 == MONEY_CLOSED
                          ? INFINITY
                          : wide_double(money[a].e4, MONEY_PLACES) + vot * compiled->hours[a];
    }
}

/*
 * A limit on hours is met exactly or missed by at least 1e-6 h, the grain of times; half of that lets a sum
 * of doubles that should meet it do so.
 */
static double limit_hours(int64_t max_uh) {
    const double half_grain = 0.5e-6;
    return max_uh >= 0 ? wide_double(max_uh, HOUR_PLACES) + half_grain : INFINITY;
}

static void list_shipments(struct compiled *compiled) {
    const struct virtual_network *network = compiled->network;
    const struct scenario *scenario = network->scenario;
    size_t shipments = (size_t)scenario->shipments;
    bool limited = false;
    compiled->origin = xcalloc(shipments, sizeof *compiled->origin);
    compiled->destination = xcalloc(shipments, sizeof *compiled->destination);
    compiled->demand = xcalloc(shipments, sizeof *compiled->demand);
    compiled->penalty = xcalloc(shipments, sizeof *compiled->penalty);
    compiled->max_hours = xcalloc(shipments, sizeof *compiled->max_hours);
    for (int k = 0; k < scenario->shipments; k++) {
        const struct shipment *shipment = &scenario->shipment[k];
        compiled->origin[k] = network->rest[shipment->origin];
        compiled->destination[k] = network->rest[shipment->destination];
        compiled->demand[k] = wide_double(shipment->quantity_kg, MASS_PLACES);
        compiled->penalty[k] = wide_double(virtual_penalty(network, k).e4, MONEY_PLACES);
        compiled->max_hours[k] = limit_hours(shipment->max_uh);
        limited = limited || shipment->max_uh >= 0;
    }
    if (!limited) {
        free(compiled->max_hours);
        compiled->max_hours = NULL;
    }
}

static void fill_problem(struct compiled *compiled) {
    const struct virtual_network *network = compiled->network;
    compiled->problem = (struct problem){
        .vertices = network->vertices,
        .arcs = network->arcs,
        .resources = network->resources,
        .classes = compiled->classes,
        .shipments = network->scenario->shipments,
        .arc_tail = compiled->tail,
        .arc_head = compiled->head,
        .arc_resource = compiled->resource,
        .arc_hours = compiled->hours,
        .arc_cost = compiled->cost,
        .no_through = network->no_through,
        .capacity = compiled->capacity,
        .origin = compiled->origin,
        .destination = compiled->destination,
        .class_of = compiled->class_of,
        .demand = compiled->demand,
        .penalty = compiled->penalty,
        .max_hours = compiled->max_hours,
    };
}

struct compiled *plan_compile(const struct scenario *scenario, const struct variant *variant,
                              struct diag *diag) {
    struct virtual_network *network = virtual_new(scenario, variant, diag);
    if (network == NULL)
        return NULL;
    struct compiled *compiled = xcalloc(1, sizeof *compiled);
    compiled->network = network;
    list_classes(compiled);
    list_arcs(compiled);
    weigh_arcs(compiled);
    list_shipments(compiled);
    fill_problem(compiled);
    return compiled;
}

void compiled_free(struct compiled *compiled) {
    if (compiled == NULL)
        return;
    virtual_free(compiled->network);
    free(compiled->weighing);
    free(compiled->tail);
    free(compiled->head);
    free(compiled->resource);
    free(compiled->origin);
    free(compiled->destination);
    free(compiled->class_of);
    free(compiled->hours);
    free(compiled->cost);
    free(compiled->capacity);
    free(compiled->demand);
    free(compiled->penalty);
    free(compiled->max_hours);
    free(compiled);
}

const struct problem *compiled_problem(const struct compiled *compiled) {
    return &compiled->problem;
}

const struct virtual_network *compiled_network(const struct compiled *compiled) {
    return compiled->network;
}

int compiled_cargo(const struct compiled *compiled, int class_number) {
    return compiled->weighing[class_number].cargo;
}
