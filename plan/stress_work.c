// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Cases are solved in blocks, as many as their number gives, each by a solver of its own that begins with the plan itself: so every
 * solve goes on from another near to it, and which thread takes which block shows in nothing.
 *
 * A closed arc gets a cost above every penalty, which nobody pays who may stay behind. The solver's columns and basis
 * stay, where an arc taken out would want a new problem.
 */
#include "plan/stress_parts.h"

#include "base/mem.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_LEAST = 8, BLOCKS_MOST = 32, THREADS_MOST = 64 };

/* What a solve may leave open of its objective. */
static const double gap_asked = 1e-9;

struct crew {
    struct stressing *stressing;
    int first, end, block_size, blocks;
    atomic_int next;  /* block */
    atomic_bool stop; /* a thread failed */
    atomic_int done;  /* cases */
    pthread_mutex_t telling;
    struct error error; /* of the first that failed; guarded by `telling` */
};

static bool is_interrupted(const struct stressing *stressing) {
    return stressing->settings->interrupted != NULL && *stressing->settings->interrupted != 0;
}

/* ---- one block ---- */

static void set_costs(const struct stressing *stressing, const struct stress_case *one, double *cost) {
    const struct problem *problem = stressing->problem;
    size_t arcs = (size_t)problem->arcs;
    memcpy(cost, problem->arc_cost, (size_t)problem->classes * arcs * sizeof *cost);
    for (int a = 0; one != NULL && a < problem->arcs; a++) {
        if (!closes_arc(stressing, one, a))
            continue;
        for (int c = 0; c < problem->classes; c++)
            if (!isinf(cost[(size_t)c * arcs + (size_t)a]))
                cost[(size_t)c * arcs + (size_t)a] = stressing->dear;
    }
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static void solver_release(struct solver **solver) {
    solver_free(*solver);
}

static bool solve_case(struct crew *crew, struct solver *solver, int number, double *cost,
                       struct error *err) {
    struct stressing *stressing = crew->stressing;
    struct stress_case *one = &stressing->stress->each[number];
    set_costs(stressing, one, cost);
    AUTO(solution_release) struct solution *solution = solver_solve(solver, cost, NULL, err);
    if (solution == NULL)
        return false;
    one->open = solution->status == SOLVER_LIMIT && is_interrupted(stressing);
    return stress_judge(stressing, number, solution, err);
}

static void tell(struct crew *crew, int cases) {
    const struct stress_settings *settings = crew->stressing->settings;
    int done = atomic_fetch_add(&crew->done, cases) + cases;
    if (settings->progress == NULL)
        return;
    pthread_mutex_lock(&crew->telling);
    settings->progress(settings->context, done, crew->end - crew->first);
    pthread_mutex_unlock(&crew->telling);
}

static bool work_block(struct crew *crew, int block, double *cost, struct error *err) {
    struct stressing *stressing = crew->stressing;
    int size = crew->block_size, at = crew->first + block * size;
    int end = at + size < crew->end ? at + size : crew->end;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = gap_asked;
    settings.quantum = 0.001; /* whole kilograms */
    settings.threads = 1;
    settings.interrupted = stressing->settings->interrupted;
    AUTO(solver_release) struct solver *solver = solver_new(stressing->problem, &settings, err);
    if (solver == NULL)
        return false;
    AUTO(solution_release) struct solution *begun = solver_solve(solver, NULL, NULL, err);
    if (begun == NULL)
        return false;
    for (; at < end && !is_interrupted(stressing); at++) {
        if (!solve_case(crew, solver, at, cost, err))
            return false;
        tell(crew, 1);
    }
    return true;
}

static void work(struct crew *crew) {
    const struct problem *problem = crew->stressing->problem;
    AUTO_FREE double *cost = xcalloc((size_t)problem->classes * (size_t)problem->arcs, sizeof *cost);
    int block;
    while (!atomic_load(&crew->stop) && !is_interrupted(crew->stressing) &&
           (block = atomic_fetch_add(&crew->next, 1)) < crew->blocks) {
        struct error error = {0};
        if (work_block(crew, block, cost, &error))
            continue;
        pthread_mutex_lock(&crew->telling);
        if (!atomic_exchange(&crew->stop, true))
            crew->error = error;
        pthread_mutex_unlock(&crew->telling);
    }
}

static void *work_apart(void *context) {
    work(context);
    solver_leave_thread();
    return NULL;
}

/* ---- all of them ---- */

static int count_threads(int asked, int blocks) {
    long processors = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    long most = processors < THREADS_MOST ? processors : THREADS_MOST;
    return (int)(most < blocks ? most : blocks);
}

bool stress_work(struct stressing *stressing, int first, int end, struct error *err) {
    int share = (end - first + BLOCKS_MOST - 1) / BLOCKS_MOST,
        size = share > BLOCK_LEAST ? share : BLOCK_LEAST;
    struct crew crew = {.stressing = stressing,
                        .first = first,
                        .end = end,
                        .block_size = size,
                        .blocks = (end - first + size - 1) / size,
                        .telling = PTHREAD_MUTEX_INITIALIZER};
    pthread_t thread[THREADS_MOST];
    int threads = count_threads(stressing->settings->threads, crew.blocks), started = 0;
    for (int i = first; i < end; i++)
        stressing->stress->each[i].open = true;
    while (started < threads - 1 && pthread_create(&thread[started], NULL, work_apart, &crew) == 0)
        started++;
    work(&crew);
    for (int i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    pthread_mutex_destroy(&crew.telling);
    if (atomic_load(&crew.stop) && err != NULL)
        *err = crew.error;
    return !atomic_load(&crew.stop);
}
