// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const LIMIT_KINDS[] = {"demand", "capacity", "hours", "restriction", "closure", NULL};

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static int64_t whole_kg(double tonnes) {
    const double grain_kg = 1e-3;
    return (int64_t)ceil(tonnes * 1000 - grain_kg);
}

/* ---- the plan as things are ---- */

static bool make_plan(struct conflicting *c, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = 1;
    settings.interrupted = c->settings->interrupted;
    AUTO(solution_release)
    struct solution *solution = solve(compiled_problem(c->compiled), &settings, err);
    c->found->solves++;
    if (solution != NULL)
        c->found->plan = plan_lift(c->compiled, solution, settings.gap, err);
    return c->found->plan != NULL;
}

/* Who stays behind though it could move, because its penalty is lower than what that costs. */
static bool find_stays(struct conflicting *c, struct error *err) {
    struct conflicts *found = c->found;
    bool stated = false;
    for (int k = 0; k < c->scenario->shipments; k++)
        stated = stated || (found->plan->shipment[k].unmet_kg > 0 && c->scenario->shipment[k].has_penalty);
    if (!stated)
        return true;
    if (!repair_replan(c, NULL, 0, &found->forced, err))
        return false;
    found->stay = xcalloc((size_t)c->scenario->shipments, sizeof *found->stay);
    for (int k = 0; found->forced != NULL && k < c->scenario->shipments; k++) {
        int64_t kg = found->plan->shipment[k].unmet_kg - found->forced->shipment[k].unmet_kg;
        if (c->scenario->shipment[k].has_penalty && kg > 0 && found->plan->unmet_kg > found->forced->unmet_kg)
            found->stay[found->stays++] = (struct rather_stays){k, kg};
    }
    return true;
}

/* ---- conflicts ---- */

struct listing {
    int conflict_room, limit_room;
};

static int by_kind(const void *left, const void *right) {
    const struct limit *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    int left_place[] = {a->shipment, a->link, a->backward, a->terminal, a->restriction};
    int right_place[] = {b->shipment, b->link, b->backward, b->terminal, b->restriction};
    for (int i = 0; i < 5; i++)
        if (left_place[i] != right_place[i])
            return left_place[i] < right_place[i] ? -1 : 1;
    return 0;
}

static bool add_conflict(struct conflicting *c, struct listing *listing, const bool *in, struct error *err) {
    struct conflicts *found = c->found;
    AUTO(trial_release) struct trial trial = {0};
    if (!conflict_try(c, in, false, &trial, err))
        return false;
    GROW(found->conflict, found->conflicts, listing->conflict_room);
    struct conflict *conflict = &found->conflict[found->conflicts++];
    *conflict = (struct conflict){.first_limit = found->limits, .short_kg = whole_kg(trial.unmet)};
    for (int row = 0; row < c->rows; row++) {
        if (!in[row])
            continue;
        GROW(found->limit, found->limits, listing->limit_room);
        found->limit[found->limits++] = c->row[row];
        conflict->limits++;
    }
    qsort(&found->limit[conflict->first_limit], (size_t)conflict->limits, sizeof *found->limit, by_kind);
    return true;
}

/* Shipments that can't move even where every limit is lifted: each is a conflict of its own, and leaves `in`. */
static bool find_hopeless(struct conflicting *c, struct listing *listing, bool *in, int most,
                          struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    AUTO_FREE bool *alone = xcalloc((size_t)c->rows, sizeof *alone);
    for (int k = 0; k < c->scenario->shipments; k++)
        alone[k] = true;
    if (!conflict_try(c, alone, false, &trial, err))
        return false;
    memset(alone, 0, (size_t)c->rows * sizeof *alone);
    for (int i = 0; i < trial.shipments; i++) {
        int k = trial.shipment[i];
        if (trial.solution->unmet[i] <= 0)
            continue;
        in[k] = false;
        alone[k] = true;
        if (c->found->hopeless++ < most && !add_conflict(c, listing, alone, err))
            return false;
        alone[k] = false;
    }
    return true;
}

/* `first` [rows] receives the first conflict that is not hopeless; *any whether there is one. */
static bool find_conflicts(struct conflicting *c, struct listing *listing, const bool *in, bool *first,
                           bool *any, int most, struct error *err) {
    AUTO_FREE bool *left = xcalloc((size_t)c->rows, sizeof *left),
                   *set = xcalloc((size_t)c->rows, sizeof *set);
    memcpy(left, in, (size_t)c->rows * sizeof *left);
    *any = false;
    for (;;) {
        bool feasible;
        if (!conflict_feasible(c, left, &feasible, err))
            return false;
        c->found->more = !feasible && *any && c->found->conflicts >= most;
        if (feasible || c->found->more)
            return true;
        memcpy(set, left, (size_t)c->rows * sizeof *set);
        if (!conflict_filter(c, set, err) || !add_conflict(c, listing, set, err))
            return false;
        if (!*any)
            memcpy(first, set, (size_t)c->rows * sizeof *set);
        *any = true;
        for (int k = 0; k < c->scenario->shipments; k++)
            left[k] = left[k] && !set[k];
    }
}

static bool find_least_unmet(struct conflicting *c, const bool *in, struct error *err) {
    AUTO(trial_release) struct trial trial = {0};
    if (!conflict_try(c, in, false, &trial, err))
        return false;
    c->found->least_unmet_kg = trial.feasible ? 0 : whole_kg(trial.unmet);
    return true;
}

static bool study(struct conflicting *c, struct error *err) {
    int most = c->settings->most > 0 ? c->settings->most : CONFLICTS_MOST;
    struct listing listing = {0};
    if (!make_plan(c, err))
        return false;
    if (c->found->plan->unmet_kg == 0)
        return true;
    conflict_open(c);
    AUTO_FREE bool *in = xcalloc((size_t)c->rows, sizeof *in),
                   *first = xcalloc((size_t)c->rows, sizeof *first);
    for (int row = 0; row < c->rows; row++)
        in[row] = true;
    if (!find_least_unmet(c, in, err) || !find_stays(c, err))
        return false;
    if (c->found->least_unmet_kg == 0)
        return true;
    bool any;
    return find_hopeless(c, &listing, in, most, err) &&
           find_conflicts(c, &listing, in, first, &any, most, err) &&
           conflict_repairs(c, in, any ? first : NULL, err);
}

struct conflicts *plan_conflicts(const struct compiled *compiled, const struct conflict_settings *settings,
                                 struct error *err) {
    static const struct conflict_settings defaults;
    struct conflicting c = {.compiled = compiled,
                            .settings = settings != NULL ? settings : &defaults,
                            .found = xcalloc(1, sizeof(struct conflicts))};
    bool fine = study(&c, err);
    conflict_close(&c);
    if (fine)
        return c.found;
    conflicts_free(c.found);
    return NULL;
}

void conflicts_free(struct conflicts *conflicts) {
    if (conflicts == NULL)
        return;
    plan_free(conflicts->plan);
    plan_free(conflicts->forced);
    free(conflicts->conflict);
    free(conflicts->limit);
    free(conflicts->repair);
    free(conflicts->step);
    free(conflicts->stay);
    free(conflicts);
}
