// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/many.h"

#include "base/mem.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_LEAST = 8, BLOCKS_MOST = 32, THREADS_MOST = 64 };

struct crew {
    const struct problem *problem;
    const struct many_settings *settings;
    double dear;
    int block_size, blocks;
    atomic_int next;  /* block */
    atomic_bool stop; /* a thread failed */
    atomic_int done;  /* cases */
    pthread_mutex_t telling;
    struct error error; /* of the first that failed; guarded by `telling` */
};

/* What one thread works with. */
struct worker {
    struct crew *crew;
    struct solver *solver;     /* of the block */
    struct many_change change; /* of the case */
    double *tried_cost;        /* change.arc_cost with facilities closed or charged */
    signed char *decided;      /* [facilities] 1 open, 0 closed, -1 not yet */
    unsigned char *used;       /* [facilities] by the last solution */
    double *per_unit;          /* [facilities] of flow: its fixed cost, were it full */
    struct solution *best;     /* owned */
    unsigned char *best_open;
    double best_fixed, best_total;
};

double many_dear(const struct problem *problem) {
    double dearest = 1;
    for (int k = 0; k < problem->shipments; k++)
        dearest = fmax(dearest, problem->penalty[k]);
    return 2 * dearest;
}

static bool is_interrupted(const struct crew *crew) {
    return crew->settings->interrupted != NULL && *crew->settings->interrupted != 0;
}

static size_t costs_of(const struct problem *problem) {
    return (size_t)problem->classes * (size_t)problem->arcs;
}

static void worker_init(struct worker *worker, struct crew *crew) {
    const struct problem *problem = crew->problem;
    size_t costs = costs_of(problem), facilities = (size_t)crew->settings->facilities;
    *worker = (struct worker){.crew = crew};
    worker->change.arc_cost = xcalloc(costs, sizeof(double));
    worker->change.penalty = xcalloc((size_t)problem->shipments, sizeof(double));
    worker->change.capacity = xcalloc((size_t)problem->resources, sizeof(double));
    worker->tried_cost = xcalloc(costs, sizeof(double));
    worker->decided = xcalloc(facilities, 1);
    worker->used = xcalloc(facilities, 1);
    worker->per_unit = xcalloc(facilities, sizeof(double));
    worker->best_open = xcalloc(facilities, 1);
}

static void worker_release(struct worker *worker) {
    solver_free(worker->solver);
    solution_free(worker->best);
    free(worker->change.arc_cost);
    free(worker->change.penalty);
    free(worker->change.capacity);
    free(worker->tried_cost);
    free(worker->decided);
    free(worker->used);
    free(worker->per_unit);
    free(worker->best_open);
}

/* ---- one case ---- */

static void reset(struct worker *worker) {
    const struct problem *problem = worker->crew->problem;
    memcpy(worker->change.arc_cost, problem->arc_cost, costs_of(problem) * sizeof(double));
    memcpy(worker->change.penalty, problem->penalty, (size_t)problem->shipments * sizeof(double));
    memcpy(worker->change.capacity, problem->capacity, (size_t)problem->resources * sizeof(double));
}

/*
 * A unit of flow passes the arcs of a facility twice at most (unloaded and loaded again, there and back). So what it has room
 * for, its own capacities or twice all demand, is a bound on those passages, and its fixed cost shared out over them is no more than
 * what it costs.
 */
static void share_out(struct worker *worker) {
    const struct many_settings *settings = worker->crew->settings;
    const struct problem *problem = worker->crew->problem;
    double demand = 0;
    for (int k = 0; k < problem->shipments; k++)
        demand += problem->demand[k];
    for (int f = 0; f < settings->facilities; f++) {
        AUTO_FREE unsigned char *counted = xcalloc((size_t)problem->resources, 1);
        double room = 0;
        for (int a = 0; a < problem->arcs && room < 2 * demand; a++) {
            int r = problem->arc_resource[a];
            if (settings->facility_of_arc[a] != f || (r >= 0 && counted[r]))
                continue;
            room += r >= 0 ? worker->change.capacity[r] : 2 * demand;
            if (r >= 0)
                counted[r] = 1;
        }
        worker->per_unit[f] = settings->facility_cost[f] / fmax(fmin(room, 2 * demand), 1e-9);
    }
}

static double charged(const struct worker *worker, int facility, double cost) {
    if (facility < 0 || worker->decided[facility] > 0)
        return cost;
    return worker->decided[facility] < 0 ? cost + worker->per_unit[facility] : fmax(cost, worker->crew->dear);
}

static void charge_facilities(struct worker *worker) {
    const struct problem *problem = worker->crew->problem;
    const int *of_arc = worker->crew->settings->facility_of_arc;
    for (int c = 0; c < problem->classes; c++)
        for (int a = 0; a < problem->arcs; a++) {
            size_t i = (size_t)c * (size_t)problem->arcs + (size_t)a;
            worker->tried_cost[i] = charged(worker, of_arc[a], worker->change.arc_cost[i]);
        }
}

/* What the flow itself costs, and which facilities it uses. */
static double look_at(struct worker *worker, const struct solution *solution) {
    const struct problem *problem = worker->crew->problem;
    const int *of_arc = worker->crew->settings->facility_of_arc;
    double total = 0;
    memset(worker->used, 0, (size_t)worker->crew->settings->facilities);
    for (int p = 0; p < solution->paths; p++) {
        int k = solution->path_shipment[p];
        const double *cost = worker->change.arc_cost + (size_t)problem->class_of[k] * (size_t)problem->arcs;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int a = solution->path_arc[i];
            total += solution->path_flow[p] * cost[a];
            if (of_arc[a] >= 0)
                worker->used[of_arc[a]] = 1;
        }
    }
    for (int k = 0; k < problem->shipments; k++)
        total += solution->unmet[k] * worker->change.penalty[k];
    return total;
}

static double fixed_cost_of(const struct worker *worker, const unsigned char *open) {
    double sum = 0;
    for (int f = 0; f < worker->crew->settings->facilities; f++)
        sum += open[f] ? worker->crew->settings->facility_cost[f] : 0;
    return sum;
}

static void keep_if_better(struct worker *worker, struct solution **solution, double flows) {
    double fixed = fixed_cost_of(worker, worker->used);
    if (worker->best != NULL && flows + fixed >= worker->best_total)
        return;
    solution_free(worker->best);
    worker->best = *solution;
    *solution = NULL;
    worker->best->objective = flows;
    worker->best_fixed = fixed;
    worker->best_total = flows + fixed;
    memcpy(worker->best_open, worker->used, (size_t)worker->crew->settings->facilities);
}

/* The one used whose fixed cost is largest beside what is known of it: nothing, while it is undecided. */
static int facility_to_decide(const struct worker *worker) {
    const struct many_settings *settings = worker->crew->settings;
    int chosen = -1;
    for (int f = 0; f < settings->facilities; f++)
        if (worker->decided[f] < 0 && worker->used[f] &&
            (chosen < 0 || settings->facility_cost[f] > settings->facility_cost[chosen]))
            chosen = f;
    return chosen;
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

/*
 * Least cost under what is decided so far. An undecided facility costs its share of each unit; one decided to be open, its
 * fixed cost. What that adds up to is no more than any plan under the same decisions costs.
 */
static bool decide(struct worker *worker, double decided_cost, struct error *err) {
    const struct many_settings *settings = worker->crew->settings;
    charge_facilities(worker);
    AUTO(solution_release)
    struct solution *solution = solver_solve(worker->solver, worker->tried_cost, worker->change.penalty, err);
    if (solution == NULL)
        return false;
    double bound = solution->objective + decided_cost;
    bool cut = worker->best != NULL && bound >= worker->best_total - settings->gap * fabs(worker->best_total);
    keep_if_better(worker, &solution, look_at(worker, solution));
    int f = cut ? -1 : facility_to_decide(worker);
    if (f < 0)
        return true;
    worker->decided[f] = 1;
    bool fine = decide(worker, decided_cost + settings->facility_cost[f], err);
    worker->decided[f] = 0;
    fine = fine && decide(worker, decided_cost, err);
    worker->decided[f] = -1;
    return fine;
}

static bool solve_plain(struct worker *worker, struct error *err) {
    worker->best = solver_solve(worker->solver, worker->change.arc_cost, worker->change.penalty, err);
    worker->best_fixed = 0;
    worker->best_total = worker->best != NULL ? worker->best->objective : 0;
    return worker->best != NULL;
}

static bool solve_case(struct worker *worker, int number, struct error *err) {
    const struct many_settings *settings = worker->crew->settings;
    reset(worker);
    settings->change(settings->context, number, &worker->change);
    if (!solver_set_capacity(worker->solver, worker->change.capacity, err))
        return false;
    memset(worker->decided, -1, (size_t)settings->facilities);
    share_out(worker);
    if (!(settings->facilities > 0 ? decide(worker, 0, err) : solve_plain(worker, err)))
        return false;
    const struct many_answer answer = {worker->best, worker->best_open, worker->best_fixed,
                                       worker->best_total};
    bool fine = settings->judge(settings->context, number, &answer, err);
    solution_free(TAKE(worker->best));
    return fine;
}

/* ---- blocks ---- */

static void tell(struct crew *crew) {
    const struct many_settings *settings = crew->settings;
    int done = atomic_fetch_add(&crew->done, 1) + 1;
    if (settings->progress == NULL)
        return;
    pthread_mutex_lock(&crew->telling);
    settings->progress(settings->progress_context, done, settings->cases);
    pthread_mutex_unlock(&crew->telling);
}

static bool begin_block(struct worker *worker, const struct solver_settings *settings, struct error *err) {
    worker->solver = solver_new(worker->crew->problem, settings, err);
    if (worker->solver == NULL || !worker->crew->settings->begin_with_base)
        return worker->solver != NULL;
    struct solution *begun = solver_solve(worker->solver, NULL, NULL, err);
    solution_free(begun);
    return begun != NULL;
}

static bool work_block(struct worker *worker, int block, struct error *err) {
    const struct crew *crew = worker->crew;
    int at = block * crew->block_size, end = at + crew->block_size;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = crew->settings->gap;
    settings.quantum = crew->settings->quantum;
    settings.threads = 1;
    settings.interrupted = crew->settings->interrupted;
    bool fine = begin_block(worker, &settings, err);
    for (; fine && at < end && at < crew->settings->cases && !is_interrupted(crew); at++) {
        fine = solve_case(worker, at, err);
        if (fine)
            tell(worker->crew);
    }
    solver_free(TAKE(worker->solver));
    return fine;
}

static void work(struct crew *crew) {
    struct worker worker;
    int block;
    worker_init(&worker, crew);
    while (!atomic_load(&crew->stop) && !is_interrupted(crew) &&
           (block = atomic_fetch_add(&crew->next, 1)) < crew->blocks) {
        struct error error = {0};
        if (work_block(&worker, block, &error))
            continue;
        pthread_mutex_lock(&crew->telling);
        if (!atomic_exchange(&crew->stop, true))
            crew->error = error;
        pthread_mutex_unlock(&crew->telling);
    }
    worker_release(&worker);
}

static void *work_apart(void *context) {
    work(context);
    solver_leave_thread();
    return NULL;
}

static int count_threads(int asked, int blocks) {
    long processors = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    long most = processors < THREADS_MOST ? processors : THREADS_MOST;
    return (int)(most < blocks ? most : blocks);
}

bool many_solve(const struct problem *problem, const struct many_settings *settings, struct error *err) {
    int share = (settings->cases + BLOCKS_MOST - 1) / BLOCKS_MOST,
        size = share > BLOCK_LEAST ? share : BLOCK_LEAST;
    struct crew crew = {.problem = problem,
                        .settings = settings,
                        .dear = many_dear(problem),
                        .block_size = size,
                        .blocks = (settings->cases + size - 1) / size,
                        .telling = PTHREAD_MUTEX_INITIALIZER};
    pthread_t thread[THREADS_MOST];
    int threads = count_threads(settings->threads, crew.blocks), started = 0;
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
