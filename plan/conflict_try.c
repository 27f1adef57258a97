// SPDX-License-Identifier: GPL-3.0-or-later
/* One linear program: what can move at best under some of the limits. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* The problem's arrays; freed together. */
struct tried {
    struct problem problem;
    int *tail, *head, *resource, *origin, *destination, *class_of;
    double *hours, *cost, *capacity, *demand, *penalty, *max_hours;
};

static void tried_release(struct tried *tried) {
    free(tried->tail);
    free(tried->head);
    free(tried->resource);
    free(tried->origin);
    free(tried->destination);
    free(tried->class_of);
    free(tried->hours);
    free(tried->cost);
    free(tried->capacity);
    free(tried->demand);
    free(tried->penalty);
    free(tried->max_hours);
}

/* Behind the arcs come those that exceed a capacity. */
static void list_arcs(const struct conflicting *c, const bool *in, bool overflow, struct tried *tried,
                      struct trial *trial) {
    const struct virtual_network *network = c->network;
    size_t room = (size_t)network->arcs * (overflow ? 2 : 1);
    tried->tail = xcalloc(room, sizeof *tried->tail);
    tried->head = xcalloc(room, sizeof *tried->head);
    tried->resource = xcalloc(room, sizeof *tried->resource);
    tried->hours = xcalloc(room, sizeof *tried->hours);
    trial->overflow_arc = xcalloc((size_t)network->arcs, sizeof *trial->overflow_arc);
    trial->arcs = network->arcs;
    int arcs = network->arcs;
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        bool limited = arc->resource >= 0 && in[c->capacity_row[arc->resource]];
        tried->tail[a] = arc->tail;
        tried->head[a] = arc->head;
        tried->resource[a] = limited ? arc->resource : -1;
        tried->hours[a] = wide_double(arc->time_uh, HOUR_PLACES);
        if (!limited || !overflow)
            continue;
        trial->overflow_arc[arcs - network->arcs] = a;
        tried->tail[arcs] = arc->tail;
        tried->head[arcs] = arc->head;
        tried->hours[arcs] = tried->hours[a];
        tried->resource[arcs++] = -1;
    }
    tried->problem.arcs = arcs;
    tried->capacity = xcalloc((size_t)network->resources, sizeof *tried->capacity);
    for (int r = 0; r < network->resources; r++)
        tried->capacity[r] = wide_double(c->capacity_kg[r], MASS_PLACES);
}

static void close_arcs(const struct conflicting *c, const bool *in, struct tried *tried,
                       const struct trial *trial) {
    size_t open_arcs = (size_t)c->network->arcs, arcs = (size_t)tried->problem.arcs;
    tried->cost = xcalloc((size_t)c->classes * arcs, sizeof *tried->cost);
    for (int i = 0; i < c->classes; i++) {
        const struct money *money = c->network->money + (size_t)c->cargo_of[i] * open_arcs;
        for (size_t a = 0; a < open_arcs; a++)
            if (money[a].e4 == MONEY_CLOSED || (c->closure_row[a] >= 0 && in[c->closure_row[a]]))
                tried->cost[(size_t)i * arcs + a] = INFINITY;
    }
    for (int b = 0; b < c->blocks; b++)
        if (in[c->block[b].row])
            tried->cost[c->block[b].at / open_arcs * arcs + c->block[b].at % open_arcs] = INFINITY;
    for (size_t i = 0; i < (size_t)c->classes; i++)
        for (size_t a = open_arcs; a < arcs; a++)
            tried->cost[i * arcs + a] =
                1 + tried->cost[i * arcs + (size_t)trial->overflow_arc[a - open_arcs]];
}

static void list_shipments(const struct conflicting *c, const bool *in, double penalty, struct tried *tried,
                           struct trial *trial) {
    size_t shipments = (size_t)c->scenario->shipments;
    const double half_grain = 0.5e-6; /* as plan_compile() does */
    tried->origin = xcalloc(shipments, sizeof *tried->origin);
    tried->destination = xcalloc(shipments, sizeof *tried->destination);
    tried->class_of = xcalloc(shipments, sizeof *tried->class_of);
    tried->demand = xcalloc(shipments, sizeof *tried->demand);
    tried->penalty = xcalloc(shipments, sizeof *tried->penalty);
    tried->max_hours = xcalloc(shipments, sizeof *tried->max_hours);
    trial->shipment = xcalloc(shipments, sizeof *trial->shipment);
    for (int k = 0; k < c->scenario->shipments; k++) {
        const struct shipment *shipment = &c->scenario->shipment[k];
        int i = trial->shipments;
        if (!in[k])
            continue;
        bool hurried = c->hours_row[k] >= 0 && in[c->hours_row[k]];
        tried->origin[i] = c->network->rest[shipment->origin];
        tried->destination[i] = c->network->rest[shipment->destination];
        tried->class_of[i] = c->class_of[k];
        tried->demand[i] = wide_double(shipment->quantity_kg, MASS_PLACES);
        tried->penalty[i] = penalty;
        tried->max_hours[i] = hurried ? wide_double(c->max_uh[k], HOUR_PLACES) + half_grain : INFINITY;
        trial->shipment[trial->shipments++] = k;
    }
}

static void wire(const struct conflicting *c, const struct trial *trial, struct tried *tried) {
    tried->problem = (struct problem){.vertices = c->network->vertices,
                                      .arcs = tried->problem.arcs,
                                      .resources = c->network->resources,
                                      .classes = c->classes,
                                      .shipments = trial->shipments,
                                      .arc_tail = tried->tail,
                                      .arc_head = tried->head,
                                      .arc_resource = tried->resource,
                                      .arc_hours = tried->hours,
                                      .arc_cost = tried->cost,
                                      .no_through = c->network->no_through,
                                      .capacity = tried->capacity,
                                      .origin = tried->origin,
                                      .destination = tried->destination,
                                      .class_of = tried->class_of,
                                      .demand = tried->demand,
                                      .penalty = tried->penalty,
                                      .max_hours = tried->max_hours};
}

static double sum_unmet(const struct trial *trial) {
    double unmet = 0;
    for (int i = 0; i < trial->shipments; i++)
        unmet += trial->solution->unmet[i];
    return unmet;
}

static bool run(struct conflicting *c, const struct tried *tried, struct trial *trial, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0;
    settings.gap = 1e-9;
    settings.threads = 1;
    settings.interrupted = c->settings->interrupted;
    if (c->settings->progress != NULL)
        c->settings->progress(c->settings->context, c->found->solves);
    trial->solution = solve(&tried->problem, &settings, err);
    c->found->solves++;
    if (trial->solution == NULL)
        return false;
    if (settings.interrupted != NULL && *settings.interrupted)
        return error_set(err, ERROR_AGAIN, "ended early: what conflicts was not found");
    return true;
}

/*
 * An overflow trial: on its own a tonne exceeds no more capacities than there are arcs with one, so one more than that
 * is above what any tonne can be worth, and none stays behind that can move.
 */
bool conflict_try(struct conflicting *c, const bool *in, bool overflow, struct trial *trial,
                  struct error *err) {
    AUTO(tried_release) struct tried tried = {0};
    *trial = (struct trial){0};
    list_arcs(c, in, overflow, &tried, trial);
    close_arcs(c, in, &tried, trial);
    list_shipments(c, in, overflow ? 1 + tried.problem.arcs - trial->arcs : 1, &tried, trial);
    wire(c, trial, &tried);
    if (!run(c, &tried, trial, err))
        return false;
    double unmet = sum_unmet(trial);
    trial->feasible = unmet <= c->tolerance;
    trial->unmet = overflow ? trial->solution->objective : unmet;
    return true;
}

void trial_release(struct trial *trial) {
    solution_free(trial->solution);
    free(trial->shipment);
    free(trial->overflow_arc);
    *trial = (struct trial){0};
}

bool conflict_feasible(struct conflicting *c, const bool *in, bool *feasible, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    bool done = conflict_try(c, in, false, &trial, err);
    *feasible = trial.feasible;
    return done;
}
