// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans for given openings, each from the last: a closed arc is an arc dearer than every penalty. */
#include "solver/opening_parts.h"

#include "base/mem.h"
#include "solver/clock.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double above_penalties(const struct problem *problem) {
    double dearest = 1;
    for (int k = 0; k < problem->shipments; k++)
        dearest = fmax(dearest, problem->penalty[k]);
    return 2 * dearest;
}

bool opening_trial_init(struct opening_trial *trial, const struct opening_case *given, struct error *err) {
    const struct problem *problem = given->problem;
    size_t facilities = (size_t)given->facilities;
    *trial = (struct opening_trial){
        .given = given,
        .settings = *given->settings,
        .cost = xcalloc((size_t)problem->classes * (size_t)problem->arcs, sizeof *trial->cost),
        .dear = above_penalties(problem),
        .open = xcalloc(facilities, 1),
        .best = INFINITY};
    trial->settings.quantum = 0;
    trial->settings.gap = OPENING_TRIAL_SHARE * given->settings->gap;
    trial->settings.progress = NULL;
    trial->settings.threads = 1;
    trial->solver = solver_new(problem, &trial->settings, err);
    return trial->solver != NULL;
}

void opening_trial_release(struct opening_trial *trial) {
    solver_free(trial->solver);
    for (int i = 0; i < trial->tries; i++)
        free(trial->tried[i]);
    free(trial->tried);
    free(trial->cost);
    free(trial->open);
}

static bool was_tried(const struct opening_trial *trial, const unsigned char *open) {
    for (int i = 0; i < trial->tries; i++)
        if (memcmp(trial->tried[i], open, (size_t)trial->given->facilities) == 0)
            return true;
    return false;
}

static void remember(struct opening_trial *trial, const unsigned char *open) {
    size_t facilities = (size_t)trial->given->facilities;
    GROW(trial->tried, trial->tries, trial->try_room);
    trial->tried[trial->tries] = xcalloc(facilities, 1);
    memcpy(trial->tried[trial->tries++], open, facilities);
}

static void close_others(struct opening_trial *trial, const unsigned char *open) {
    const struct opening_case *given = trial->given;
    const struct problem *problem = given->problem;
    for (int c = 0; c < problem->classes; c++)
        for (int a = 0; a < problem->arcs; a++) {
            size_t i = (size_t)c * (size_t)problem->arcs + (size_t)a;
            int f = given->of_arc[a];
            double cost = problem->arc_cost[i];
            trial->cost[i] = f >= 0 && !open[f] ? fmax(cost, trial->dear) : cost;
        }
}

static void mark_used(const struct opening_case *given, const struct solution *solution,
                      unsigned char *used) {
    for (int i = 0; i < solution->path_start[solution->paths]; i++) {
        int f = given->of_arc[solution->path_arc[i]];
        if (f >= 0)
            used[f] = 1;
    }
}

static bool take_paths(const struct solution *solution, struct opening_master *master, struct error *err) {
    const struct problem *problem = master->given->problem;
    bool fine = true, fresh;
    for (int p = 0; fine && p < solution->paths; p++) {
        int k = solution->path_shipment[p], first = solution->path_start[p],
            arcs = solution->path_start[p + 1] - first;
        struct path *path = path_new(k, arcs);
        if (arcs > 0)
            memcpy(path->arc, solution->path_arc + first, (size_t)arcs * sizeof(int));
        path_finish(path, problem->arc_cost + (size_t)problem->class_of[k] * (size_t)problem->arcs);
        fine = opening_master_add(master, path, &fresh, err);
    }
    return fine;
}

double opening_fixed_cost(const struct opening_case *given, const unsigned char *open) {
    double sum = 0;
    for (int f = 0; f < given->facilities; f++)
        sum += open[f] ? given->cost[f] : 0;
    return sum;
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

bool opening_try(struct opening_trial *trial, const unsigned char *open, struct opening_master *master,
                 struct opening_tried *tried, struct error *err) {
    const struct opening_case *given = trial->given;
    *tried = (struct opening_tried){.fresh = !was_tried(trial, open)};
    if (!tried->fresh)
        return true;
    remember(trial, open);
    close_others(trial, open);
    double began = clock_seconds();
    trial->settings.seconds = fmax(0, given->deadline - began);
    AUTO(solution_release)
    struct solution *solution = solver_solve(trial->solver, trial->cost, NULL, err);
    if (solution == NULL)
        return false;
    trial->longest = fmax(trial->longest, clock_seconds() - began);
    AUTO_FREE unsigned char *used = xcalloc((size_t)given->facilities, 1);
    mark_used(given, solution, used);
    tried->flows = solution->objective;
    tried->bound = solution->bound;
    double total = solution->objective + opening_fixed_cost(given, used);
    if (total < trial->best) {
        trial->best = total;
        memcpy(trial->open, used, (size_t)given->facilities);
    }
    return master == NULL || take_paths(solution, master, err);
}
