// SPDX-License-Identifier: GPL-3.0-or-later
/* What a full link or terminal would bring with more capacity: by its shadow price, and planned anew. */
#include "plan/plan.h"

#include "base/mem.h"
#include "plan/many.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a solve may leave open of its objective. */
static const double gap_asked = 1e-9;

struct work {
    const struct compiled *compiled;
    const struct partners_settings *settings;
    struct investments *investments;
    unsigned char *done; /* [count] */
    double *gap;         /* [count] */
};

static void plan_release(struct plan **plan) {
    plan_free(*plan);
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static struct plan *plan_base(struct work *work, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = gap_asked;
    settings.quantum = 0.001;
    settings.threads = work->settings->threads;
    settings.interrupted = work->settings->interrupted;
    AUTO(solution_release)
    struct solution *solution = solve(compiled_problem(work->compiled), &settings, err);
    if (solution == NULL)
        return NULL;
    work->investments->gap = solution->gap;
    return plan_lift(work->compiled, solution, 0, err);
}

static struct investment candidate(const struct work *work, int number, struct raise raise) {
    const struct network *roads = compiled_network(work->compiled)->scenario->network;
    const struct plan_resource *resource = &work->investments->plan->resource[number];
    struct investment one = {.resource = number, .raised_kg = raise.kg};
    if (raise.kg <= 0)
        one.raised_kg = (int64_t)fmax(1, round(raise.share * (double)resource->capacity_kg));
    one.bound_e4 = wide_divide((wide)resource->shadow_price.e4 * one.raised_kg, 1000);
    if (resource->link >= 0) {
        one.has_cost = roads->link[resource->link].has_raise;
        one.cost_per_t = roads->link[resource->link].raise_cost_per_t;
    } else {
        one.has_cost = roads->terminal[resource->terminal].has_raise;
        one.cost_per_t = roads->terminal[resource->terminal].raise_cost_per_t;
    }
    return one;
}

static void list_candidates(struct work *work, struct raise raise) {
    struct investments *investments = work->investments;
    int room = 0;
    for (int r = 0; r < investments->plan->resources; r++)
        if (investments->plan->resource[r].shadow_price.e4 > 0) {
            GROW(investments->each, investments->count, room);
            investments->each[investments->count++] = candidate(work, r, raise);
        }
    work->done = xcalloc((size_t)investments->count, sizeof *work->done);
    work->gap = xcalloc((size_t)investments->count, sizeof *work->gap);
}

static void change(void *context, int number, struct many_change *change) {
    const struct work *work = context;
    const struct investment *one = &work->investments->each[number];
    change->capacity[one->resource] += wide_double(one->raised_kg, MASS_PLACES);
}

static bool judge(void *context, int number, const struct many_answer *answer, struct error *err) {
    struct work *work = context;
    struct investment *one = &work->investments->each[number];
    const struct plan *base = work->investments->plan;
    const volatile int *interrupted = work->settings->interrupted;
    if (interrupted != NULL && *interrupted != 0)
        return true; /* left undone */
    AUTO(plan_release) struct plan *plan = plan_lift(work->compiled, answer->solution, 0, err);
    if (plan == NULL)
        return false;
    one->saving_e4 = base->objective_e4 - plan->objective_e4;
    one->unmet_kg = base->unmet_kg - plan->unmet_kg;
    work->gap[number] = answer->solution->gap;
    work->done[number] = 1;
    return true;
}

static bool plan_anew(struct work *work, struct error *err) {
    const struct many_settings settings = {.cases = work->investments->count,
                                           .threads = work->settings->threads,
                                           .gap = gap_asked,
                                           .quantum = 0.001, /* whole kilograms */
                                           .begin_with_base = true,
                                           .interrupted = work->settings->interrupted,
                                           .change = change,
                                           .judge = judge,
                                           .progress = work->settings->progress,
                                           .context = work,
                                           .progress_context = work->settings->context};
    if (!many_solve(compiled_problem(work->compiled), &settings, err))
        return false;
    for (int i = 0; i < work->investments->count; i++) {
        if (!work->done[i])
            return error_set(err, ERROR_AGAIN, "interrupted: %d plans with more capacity were to be made",
                             work->investments->count);
        work->investments->gap = fmax(work->investments->gap, work->gap[i]);
    }
    return true;
}

/* ---- the best first ---- */

static double brings(const struct investment *one) {
    double cost = (double)one->cost_per_t.e4 * wide_double(one->raised_kg, MASS_PLACES);
    return cost > 0 ? wide_double(one->saving_e4, 0) / cost : INFINITY;
}

static int best_first(const void *left, const void *right) {
    const struct investment *a = left, *b = right;
    if (a->has_cost != b->has_cost)
        return a->has_cost ? -1 : 1;
    if (a->has_cost && (brings(a) < brings(b) || brings(a) > brings(b)))
        return brings(a) > brings(b) ? -1 : 1;
    if (a->saving_e4 != b->saving_e4)
        return a->saving_e4 > b->saving_e4 ? -1 : 1;
    return (a->resource > b->resource) - (a->resource < b->resource);
}

static bool study(struct work *work, struct raise raise, struct error *err) {
    work->investments->plan = plan_base(work, err);
    if (work->investments->plan == NULL)
        return false;
    list_candidates(work, raise);
    if (work->investments->count == 0)
        return true;
    if (!plan_anew(work, err))
        return false;
    qsort(work->investments->each, (size_t)work->investments->count, sizeof *work->investments->each,
          best_first);
    return true;
}

struct investments *plan_investments(const struct compiled *compiled, struct raise raise,
                                     const struct partners_settings *settings, struct error *err) {
    struct work work = {
        .compiled = compiled, .settings = settings, .investments = xcalloc(1, sizeof(struct investments))};
    bool fine = study(&work, raise, err);
    free(work.done);
    free(work.gap);
    if (fine)
        return work.investments;
    investments_free(work.investments);
    return NULL;
}

void investments_free(struct investments *investments) {
    if (investments == NULL)
        return;
    plan_free(investments->plan);
    free(investments->each);
    free(investments);
}
