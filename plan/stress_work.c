// SPDX-License-Identifier: GPL-3.0-or-later
/* Each case is the plan with some arcs closed, solved on from another near to it. */
#include "plan/stress_parts.h"

#include "base/mem.h"
#include "plan/many.h"

#include <math.h>

/* What a solve may leave open of its objective. */
static const double gap_asked = 1e-9;

struct work {
    struct stressing *stressing;
    int first; /* case */
};

static void close_arcs(void *context, int number, struct many_change *change) {
    const struct work *work = context;
    const struct stressing *stressing = work->stressing;
    const struct problem *problem = stressing->problem;
    const struct stress_case *one = &stressing->stress->each[work->first + number];
    for (int a = 0; a < problem->arcs; a++) {
        if (!closes_arc(stressing, one, a))
            continue;
        for (int c = 0; c < problem->classes; c++) {
            double *cost = &change->arc_cost[(size_t)c * (size_t)problem->arcs + (size_t)a];
            *cost = isinf(*cost) ? *cost : stressing->dear;
        }
    }
}

static bool judge(void *context, int number, const struct many_answer *answer, struct error *err) {
    const struct work *work = context;
    struct stressing *stressing = work->stressing;
    const volatile int *interrupted = stressing->settings->interrupted;
    stressing->stress->each[work->first + number].open =
        answer->solution->status == SOLVER_LIMIT && interrupted != NULL && *interrupted != 0;
    return stress_judge(stressing, work->first + number, answer->solution, err);
}

bool stress_work(struct stressing *stressing, int first, int end, struct error *err) {
    const struct stress_settings *asked = stressing->settings;
    struct work work = {stressing, first};
    const struct many_settings settings = {.cases = end - first,
                                           .threads = asked->threads,
                                           .gap = gap_asked,
                                           .quantum = 0.001, /* whole kilograms */
                                           .begin_with_base = true,
                                           .interrupted = asked->interrupted,
                                           .change = close_arcs,
                                           .judge = judge,
                                           .progress = asked->progress,
                                           .context = &work,
                                           .progress_context = asked->context};
    for (int i = first; i < end; i++)
        stressing->stress->each[i].open = true;
    return many_solve(stressing->problem, &settings, err);
}
