// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One weighted sum of two costs, and penalties above it. That all plans compared leave the least behind is not taken
 * on trust: where a plan has a penalty, the least possible one is found without any costs, and penalties grow until
 * the plan has that. A best plan under such penalties that has the least of them is the best of those that have.
 */
#include "solver/frontier_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* What a solve may leave open, of its objective; penalties that are equal; size of the weighted dearest arc. */
static const double gap_asked = 1e-12, gap_borne = 1e-7, same_penalty = 1e-9, size_of_cost = 1e5;
enum { ARCS_OF_A_WAY = 20, GROWTH = 10 };
static const double most_growth = 1e7;

static double dearest_of(const struct problem *problem, const double *cost) {
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    double dearest = 0;
    for (size_t i = 0; i < costs; i++)
        if (!isinf(cost[i]))
            dearest = fmax(dearest, cost[i]);
    return dearest;
}

bool frontier_begin(struct frontier_work *work, const struct problem *problem,
                    const struct frontier_question *question, const struct solver_settings *settings,
                    struct error *err) {
    *work = (struct frontier_work){.problem = problem,
                                   .question = question,
                                   .settings = *settings,
                                   .factor = ARCS_OF_A_WAY,
                                   .least_penalty = -1};
    work->settings.gap = gap_asked;
    work->settings.quantum = 0;
    work->dearest[0] = dearest_of(problem, question->first);
    work->dearest[1] = dearest_of(problem, question->second);
    work->cost = xcalloc((size_t)problem->classes * (size_t)problem->arcs, sizeof *work->cost);
    work->penalty = xcalloc((size_t)problem->shipments, sizeof *work->penalty);
    work->solver = solver_new(problem, &work->settings, err);
    return work->solver != NULL;
}

void frontier_end(struct frontier_work *work) {
    free(work->cost);
    free(work->penalty);
    solver_free(work->solver);
}

/* ---- weights ---- */

/* Weights so that the dearest arc is of the size of money, whatever the units: tolerances of an LP are absolute. */
static void weights_at(const struct frontier_work *work, double rate, double weight[2]) {
    weight[0] = isinf(rate) ? 0 : 1;
    weight[1] = isinf(rate) ? 1 : rate;
    double size = weight[0] * work->dearest[0] + weight[1] * work->dearest[1];
    for (int i = 0; i < 2; i++)
        weight[i] *= size > 0 ? size_of_cost / size : 1;
}

static double least_of_penalties(const struct problem *problem) {
    double least = INFINITY;
    for (int k = 0; k < problem->shipments; k++)
        least = fmin(least, problem->penalty[k]);
    return least;
}

static void weigh(const struct frontier_work *work, const double weight[2], double penalty) {
    const struct problem *problem = work->problem;
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    double least = least_of_penalties(problem);
    for (size_t i = 0; i < costs; i++)
        work->cost[i] = isinf(problem->arc_cost[i])
                            ? INFINITY
                            : weight[0] * work->question->first[i] + weight[1] * work->question->second[i];
    for (int k = 0; k < problem->shipments; k++)
        work->penalty[k] = problem->penalty[k] / least * penalty;
}

/* ---- what a plan amounts to ---- */

/* Sums in long double: plans that share most of their flows must not differ in the rest. */
static struct frontier_point sum_up(const struct frontier_work *work, struct solution *solution) {
    const struct problem *problem = work->problem;
    long double first = 0, second = 0;
    for (int p = 0; p < solution->paths; p++) {
        size_t class = (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
        long double one = 0, two = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            one += (long double)work->question->first[class + (size_t)solution->path_arc[i]];
            two += (long double)work->question->second[class + (size_t)solution->path_arc[i]];
        }
        first += one * (long double)solution->path_flow[p];
        second += two * (long double)solution->path_flow[p];
    }
    return (struct frontier_point){(double)first, (double)second, solution};
}

static double penalty_of(const struct problem *problem, const struct solution *solution) {
    double sum = 0;
    for (int k = 0; k < problem->shipments; k++)
        sum += problem->penalty[k] * solution->unmet[k];
    return sum;
}

static double whole_penalty(const struct problem *problem) {
    double sum = 0;
    for (int k = 0; k < problem->shipments; k++)
        sum += problem->penalty[k] * problem->demand[k];
    return sum;
}

/* ---- solves ---- */

static struct solution *solve_weighed(struct frontier_work *work, struct error *err) {
    struct solution *solution = solver_solve(work->solver, work->cost, work->penalty, err);
    if (solution == NULL)
        return NULL;
    work->solves++;
    double gap = solution->objective > solution->bound + 1e-6 ? solution->gap : 0;
    if (solution->status != SOLVER_LIMIT && gap <= gap_borne) {
        work->gap = fmax(work->gap, gap);
        return solution;
    }
    work->interrupted = work->settings.interrupted != NULL && *work->settings.interrupted;
    solution_free(solution);
    if (!work->interrupted)
        error_set(err, ERROR_SOLVER, "a weighted sum of the objectives could be proven to %.2g %% only",
                  100 * gap);
    return NULL;
}

/* Without any costs. */
static bool find_least_penalty(struct frontier_work *work, struct error *err) {
    const double weight[2] = {0, 0};
    weigh(work, weight, size_of_cost);
    struct solution *solution = solve_weighed(work, err);
    if (solution == NULL)
        return false;
    work->least_penalty = penalty_of(work->problem, solution);
    solution_free(solution);
    return true;
}

/* Whether nothing could have less; *fine = false where that can't be found out. */
static bool has_least(struct frontier_work *work, const struct solution *solution, bool *fine,
                      struct error *err) {
    double slack = same_penalty * whole_penalty(work->problem);
    double penalty = penalty_of(work->problem, solution);
    if (penalty <= slack)
        return true;
    if (work->least_penalty < 0 && !find_least_penalty(work, err))
        return *fine = false;
    return penalty <= work->least_penalty + slack;
}

struct frontier_point frontier_at(struct frontier_work *work, double rate, struct error *err) {
    const struct frontier_point none = {0, 0, NULL};
    double weight[2];
    weights_at(work, rate, weight);
    for (; work->factor <= ARCS_OF_A_WAY * most_growth; work->factor *= GROWTH) {
        bool fine = true;
        weigh(work, weight, work->factor * size_of_cost);
        struct solution *solution = solve_weighed(work, err);
        if (solution == NULL)
            return none;
        if (has_least(work, solution, &fine, err))
            return sum_up(work, solution);
        solution_free(solution);
        if (!fine)
            return none;
    }
    error_set(err, ERROR_SOLVER, "penalties differ too much to compare plans that leave the least behind");
    return none;
}
