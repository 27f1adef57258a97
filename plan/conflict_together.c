// SPDX-License-Identifier: GPL-3.0-or-later
/* Several limits changed together: what keeps shipments from moving even on empty roads, then capacities. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
    struct conflicting *c;
    bool *in; /* [rows] as the steps so far leave them; capacities are out until the end */
    struct repair_step *step;
    int steps, room;
    bool reopen;
};

/* Hours that were given before and turned out too few are given anew. */
static void take_step(struct gathering *g, const struct repair_step *step, int row) {
    int i = 0;
    while (i < g->steps && (step->limit.kind != LIMIT_HOURS || g->step[i].limit.kind != LIMIT_HOURS ||
                            g->step[i].limit.shipment != step->limit.shipment))
        i++;
    if (i == g->steps) {
        GROW(g->step, g->steps, g->room);
        g->steps++;
    }
    g->step[i] = *step;
    if (step->limit.kind == LIMIT_HOURS)
        g->c->max_uh[step->limit.shipment] = step->to;
    else if (step->limit.kind != LIMIT_CAPACITY)
        g->in[row] = false;
}

/* ---- a shipment that can't move even alone ---- */

static bool try_kind(struct gathering *g, const bool *alone, enum limit_kind kind, bool *fixed,
                     struct error *err) {
    for (int row = 0; row < g->c->rows && !*fixed; row++) {
        struct repair_step step;
        if (!alone[row] || g->c->row[row].kind != kind)
            continue;
        if (!repair_of_row(g->c, alone, row, &step, fixed, err))
            return false;
        if (*fixed)
            take_step(g, &step, row);
    }
    return true;
}

/* No one step does: one of those that block it, the rest follows in the next turns. */
static bool lift_one(struct gathering *g, bool *alone, bool *fixed, struct error *err) {
    if (!conflict_filter(g->c, alone, err))
        return false;
    for (int row = g->c->rows - 1; row >= 0 && !*fixed; row--) {
        enum limit_kind kind = g->c->row[row].kind;
        *fixed = alone[row] && (kind == LIMIT_RESTRICTION || kind == LIMIT_CLOSURE);
        if (*fixed)
            take_step(g, &(struct repair_step){.limit = g->c->row[row]}, row);
    }
    return true;
}

static bool free_shipment(struct gathering *g, int k, bool *fixed, struct error *err) {
    static const enum limit_kind orders[2][3] = {{LIMIT_HOURS, LIMIT_CLOSURE, LIMIT_RESTRICTION},
                                                 {LIMIT_CLOSURE, LIMIT_HOURS, LIMIT_RESTRICTION}};
    AUTO_FREE bool *alone = xcalloc((size_t)g->c->rows, sizeof *alone);
    memcpy(alone, g->in, (size_t)g->c->rows * sizeof *alone);
    for (int row = 0; row < g->c->rows; row++)
        if (g->c->row[row].shipment >= 0 && g->c->row[row].shipment != k)
            alone[row] = false;
    *fixed = false;
    for (int i = 0; i < 3 && !*fixed; i++)
        if (!try_kind(g, alone, orders[g->reopen][i], fixed, err))
            return false;
    return *fixed || lift_one(g, alone, fixed, err);
}

static bool first_stuck(struct gathering *g, int *k, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    *k = -1;
    if (!conflict_try(g->c, g->in, false, &trial, err))
        return false;
    for (int i = 0; i < trial.shipments && *k < 0; i++)
        if (trial.solution->unmet[i] > g->c->tolerance / 2)
            *k = trial.shipment[i];
    return true;
}

static bool free_all(struct gathering *g, bool *done, struct error *err) {
    for (;;) {
        int k;
        bool fixed;
        if (!first_stuck(g, &k, err))
            return false;
        *done = k < 0;
        if (k < 0)
            return true;
        if (!free_shipment(g, k, &fixed, err))
            return false;
        if (!fixed)
            return true;
    }
}

/* ---- capacities ---- */

static void list_overflow(const struct gathering *g, const struct trial *trial, double *tonnes) {
    const struct solution *solution = trial->solution;
    for (int p = 0; p < solution->paths; p++)
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int over = solution->path_arc[i] - trial->arcs;
            if (over >= 0)
                tonnes[g->c->network->arc[trial->overflow_arc[over]].resource] += solution->path_flow[p];
        }
}

static int step_of(const struct gathering *g, const struct limit *limit) {
    for (int i = 0; i < g->steps; i++)
        if (g->step[i].limit.kind == LIMIT_CAPACITY && g->step[i].limit.link == limit->link &&
            g->step[i].limit.terminal == limit->terminal)
            return i;
    return -1;
}

/* Of the two directions of a link the one that misses more. */
static void take_overflow(struct gathering *g, const double *tonnes) {
    const double grain_kg = 1e-3;
    for (int r = 0; r < g->c->network->resources; r++) {
        int row = g->c->capacity_row[r];
        int64_t kg = (int64_t)ceil(tonnes[r] * 1000 - grain_kg);
        const struct limit *limit = &g->c->row[row];
        if (kg <= 0)
            continue;
        int i = step_of(g, limit);
        if (i < 0)
            take_step(g, &(struct repair_step){*limit, kg, limit->amount + kg}, row);
        else if (g->step[i].by < kg)
            g->step[i] = (struct repair_step){*limit, kg, limit->amount + kg};
    }
}

static bool raise_capacities(struct gathering *g, const bool *in, bool *done, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    AUTO_FREE double *tonnes = xcalloc((size_t)g->c->network->resources, sizeof *tonnes);
    for (int row = 0; row < g->c->rows; row++)
        if (g->c->row[row].kind == LIMIT_CAPACITY)
            g->in[row] = in[row];
    if (!conflict_try(g->c, g->in, true, &trial, err))
        return false;
    *done = trial.feasible;
    list_overflow(g, &trial, tonnes);
    take_overflow(g, tonnes);
    return true;
}

/* ---- what turned out not to be needed ---- */

static void raise_all(const struct gathering *g, int sign) {
    for (int r = 0; r < g->c->network->resources; r++) {
        int i = step_of(g, &g->c->row[g->c->capacity_row[r]]);
        g->c->capacity_kg[r] += i >= 0 ? sign * g->step[i].by : 0;
    }
}

static int row_of(const struct conflicting *c, const struct limit *limit) {
    int row = 0;
    while (c->row[row].kind != limit->kind || c->row[row].shipment != limit->shipment ||
           c->row[row].link != limit->link || c->row[row].terminal != limit->terminal ||
           c->row[row].restriction != limit->restriction)
        row++;
    return row;
}

/* A step taken early, where later ones do without it. Raises are the least there are. */
static bool drop_needless(struct gathering *g, struct error *err) {
    bool fine = true;
    raise_all(g, 1);
    for (int i = g->steps - 1; i >= 0 && fine && g->steps > 1; i--) {
        struct repair_step step = g->step[i];
        bool hours = step.limit.kind == LIMIT_HOURS, needless;
        int row = row_of(g->c, &step.limit);
        if (step.limit.kind == LIMIT_CAPACITY)
            continue;
        if (hours)
            g->c->max_uh[step.limit.shipment] = step.limit.amount;
        g->in[row] = true;
        fine = conflict_feasible(g->c, g->in, &needless, err);
        if (fine && needless) {
            memmove(&g->step[i], &g->step[i + 1], (size_t)(g->steps - i - 1) * sizeof *g->step);
            g->steps--;
        } else if (hours) {
            g->c->max_uh[step.limit.shipment] = step.to;
        } else {
            g->in[row] = false;
        }
    }
    raise_all(g, -1);
    return fine;
}

/* ---- one limit of each conflict ---- */

static bool is_in(const struct conflicts *found, const struct conflict *conflict, const struct limit *limit) {
    for (int i = conflict->first_limit; i < conflict->first_limit + conflict->limits; i++) {
        const struct limit *one = &found->limit[i];
        if (one->kind == limit->kind && one->shipment == limit->shipment && one->link == limit->link &&
            one->terminal == limit->terminal && one->backward == limit->backward &&
            one->restriction == limit->restriction)
            return true;
    }
    return false;
}

/* What earlier steps have not lifted, and is not in their conflict, is tried alone: capacities come last. */
static bool lift_of_each(struct gathering *g, struct error *err) {
    static const enum limit_kind order[] = {LIMIT_RESTRICTION, LIMIT_CLOSURE, LIMIT_HOURS};
    const struct conflicts *found = g->c->found;
    AUTO_FREE bool *set = xcalloc((size_t)g->c->rows, sizeof *set);
    for (int i = 0; i < found->conflicts; i++) {
        bool fixed = found->conflict[i].limits == 1;
        for (int row = 0; row < g->c->rows; row++) {
            bool out = g->c->row[row].kind != LIMIT_CAPACITY && !g->in[row];
            set[row] = !out && is_in(found, &found->conflict[i], &g->c->row[row]);
        }
        if (!fixed && !conflict_feasible(g->c, set, &fixed, err))
            return false;
        for (int kind = 0; kind < 3 && !fixed; kind++)
            if (!try_kind(g, set, order[kind], &fixed, err))
                return false;
    }
    return true;
}

struct repair_step *repair_together(struct conflicting *c, const bool *in, enum together how, int *steps,
                                    struct error *err) {
    struct gathering g = {
        .c = c, .in = xcalloc((size_t)c->rows, sizeof(bool)), .reopen = how == TOGETHER_REOPEN};
    for (int row = 0; row < c->rows; row++)
        g.in[row] = in[row] && c->row[row].kind != LIMIT_CAPACITY;
    bool done = false;
    if ((how == TOGETHER_LIFT && !lift_of_each(&g, err)) || !free_all(&g, &done, err) ||
        (done && !raise_capacities(&g, in, &done, err)) || (done && !drop_needless(&g, err)))
        done = false;
    for (int i = 0; i < g.steps; i++) /* as they were */
        if (g.step[i].limit.kind == LIMIT_HOURS)
            c->max_uh[g.step[i].limit.shipment] = g.step[i].limit.amount;
    free(g.in);
    *steps = done ? g.steps : 0;
    if (done)
        return g.step;
    free(g.step);
    return NULL;
}
