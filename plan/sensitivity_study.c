// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The problem under moved rates, and what its plans cost as a function of how far they are moved.
 *
 * At share s an arc costs cost + s gain, where gain is what the group's rates make up of it. A plan x costs
 * total(x) + s paid(x): a straight line. Penalties that shipments state do not move. Those nobody stated are a
 * bound above all paths (doc/decisions/0003), which a plan made under the moved rates would compute from those: here
 * they rise with the rates by the same rule, and stay as they are where rates fall.
 */
#include "plan/sensitivity.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a solve may leave open, of its objective; then, what lines may differ by and still be taken for equal. */
static const double gap_asked = 1e-12, gap_borne = 1e-7, same_total = 1e-10, same_slope = 1e-9;

static double penalty_gain(const struct study *study, int shipment) {
    const struct scenario *scenario = compiled_network(study->compiled)->scenario;
    return scenario->shipment[shipment].has_penalty ? 0 : study->gain_of_penalty;
}

/* ---- lines ---- */

/* Sums in long double: the lines of two plans that share most of their flows must not differ in the rest. */
static struct line line_of(const struct study *study, struct solution *solution) {
    const struct problem *problem = study->problem;
    long double total = 0, paid = 0, forgone = 0;
    for (int p = 0; p < solution->paths; p++) {
        size_t class = (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
        long double cost = 0, gain = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            cost += (long double)problem->arc_cost[class + (size_t)solution->path_arc[i]];
            gain += (long double)study->gain[class + (size_t)solution->path_arc[i]];
        }
        total += cost * (long double)solution->path_flow[p];
        paid += gain * (long double)solution->path_flow[p];
    }
    for (int k = 0; k < problem->shipments; k++) {
        total += (long double)problem->penalty[k] * (long double)solution->unmet[k];
        forgone += (long double)penalty_gain(study, k) * (long double)solution->unmet[k];
    }
    return (struct line){(double)total, (double)paid, (double)forgone, solution};
}

static double slope(const struct line *line, int side) {
    return line->paid + (side == RISE ? line->forgone : 0);
}

double line_at(const struct line *line, double share) {
    return line->total + share * slope(line, share > 0 ? RISE : FALL);
}

double lines_meet(const struct line *a, const struct line *b, int side) {
    return (b->total - a->total) / (slope(a, side) - slope(b, side));
}

bool lines_parallel(const struct line *a, const struct line *b, int side) {
    double x = slope(a, side), y = slope(b, side);
    return fabs(x - y) <= same_slope * fmax(fabs(x), fabs(y));
}

bool line_beats(const struct line *a, const struct line *b, double share) {
    double x = line_at(a, share), y = line_at(b, share);
    return x < y - same_total * fabs(y) && !lines_parallel(a, b, share > 0 ? RISE : FALL);
}

/* ---- solves ---- */

static bool is_proven(struct study *study, const struct solution *solution, double share, struct error *err) {
    double gap = solution->objective > solution->bound + 1e-6 ? solution->gap : 0;
    if (solution->status == SOLVER_LIMIT || !(gap <= gap_borne))
        return error_set(err, ERROR_SOLVER,
                         "rates moved by %+.4g %%: the best plan could be proven to %.2g %% only",
                         100 * share, 100 * gap);
    study->gap = fmax(study->gap, gap);
    return true;
}

static int keep(struct study *study, struct solution *solution, double share, struct error *err) {
    if (solution == NULL)
        return -1;
    GROW(study->line, study->lines, study->room);
    study->line[study->lines] = line_of(study, solution);
    study->lines++; /* from here on the study owns it */
    study->solves++;
    return is_proven(study, solution, share, err) ? study->lines - 1 : -1;
}

int study_at(struct study *study, double share, struct error *err) {
    const struct problem *problem = study->problem;
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    for (size_t i = 0; i < costs; i++) /* infinite ones stay so; free is the least that rounding leaves */
        study->cost[i] = fmax(problem->arc_cost[i] + share * study->gain[i], 0);
    for (int k = 0; k < problem->shipments; k++)
        study->penalty[k] = problem->penalty[k] + fmax(share, 0) * penalty_gain(study, k);
    return keep(study, solver_solve(study->solver, study->cost, study->penalty, err), share, err);
}

int study_cheapest(struct study *study, struct error *err) {
    const double next_to_nothing = 1e-12; /* the solver wants penalties above 0 */
    const struct problem *problem = study->problem;
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    for (size_t i = 0; i < costs; i++)
        study->cost[i] = isinf(problem->arc_cost[i]) ? INFINITY : study->gain[i];
    for (int k = 0; k < problem->shipments; k++)
        study->penalty[k] = fmax(penalty_gain(study, k), next_to_nothing * study->gain_of_penalty);
    return keep(study, solver_solve(study->solver, study->cost, study->penalty, err), INFINITY, err);
}

/* ---- life ---- */

static void forget_lines(struct study *study, int but) {
    while (study->lines > but)
        solution_free(study->line[--study->lines].solution);
}

bool study_begin(struct study *study, const struct compiled *compiled, int threads, struct error *err) {
    const struct problem *problem = compiled_problem(compiled);
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    *study = (struct study){.compiled = compiled, .problem = problem, .settings = SOLVER_DEFAULTS};
    study->settings.gap = gap_asked;
    study->settings.quantum = 0;
    study->settings.threads = threads;
    study->shares = shares_new(compiled_network(compiled));
    study->gain = xcalloc(costs, sizeof *study->gain);
    study->cost = xcalloc(costs, sizeof *study->cost);
    study->penalty = xcalloc((size_t)problem->shipments, sizeof *study->penalty);
    study->solver = solver_new(problem, &study->settings, err);
    return study->solver != NULL && study_at(study, 0, err) >= 0;
}

void study_end(struct study *study) {
    forget_lines(study, 0);
    free(study->line);
    shares_free((struct shares *)study->shares);
    free(study->gain);
    free(study->cost);
    free(study->penalty);
    solver_free(study->solver);
}

/* ---- groups ---- */

static void add_rate(struct study *study, int rate) {
    const struct problem *problem = study->problem;
    for (int i = study->shares->first[rate]; i < study->shares->first[rate + 1]; i++) {
        const struct arc_share *share = &study->shares->arc[i];
        for (int c = 0; c < problem->classes; c++)
            if (compiled_cargo(study->compiled, c) == share->cargo)
                study->gain[(size_t)c * (size_t)problem->arcs + (size_t)share->arc] += share->per_t;
    }
}

/* By the rule of the penalty itself: the sum over arcs of the dearest class, ten times where capacities are shared. */
static double sum_of_dearest(const struct study *study) {
    const struct problem *problem = study->problem;
    double sum = 0;
    for (int a = 0; a < problem->arcs; a++) {
        double dearest = 0;
        for (int c = 0; c < problem->classes; c++)
            dearest = fmax(dearest, study->gain[(size_t)c * (size_t)problem->arcs + (size_t)a]);
        sum += dearest;
    }
    return problem->resources > 0 ? 10 * sum : sum;
}

bool study_group(struct study *study, const struct rate_group *group, struct rate_range *range,
                 struct error *err) {
    const struct problem *problem = study->problem;
    const struct tariff *tariff = compiled_network(study->compiled)->tariff;
    bool any_arc = false, any_amount = false;
    memset(study->gain, 0, (size_t)problem->classes * (size_t)problem->arcs * sizeof *study->gain);
    *range = (struct rate_range){.group = *group};
    for (int r = 0; r < tariff_count(tariff); r++) {
        const struct rate *rate = tariff_rate(tariff, r);
        if (group->rate != NULL ? rate != group->rate : rate->item != group->item)
            continue;
        range->only = range->rates++ == 0 ? rate : NULL;
        any_amount = any_amount || rate->amount.e4 != 0;
        any_arc = any_arc || study->shares->first[r] < study->shares->first[r + 1];
        add_rate(study, r);
    }
    range->kind = !any_amount ? RANGE_ZERO : !any_arc ? RANGE_IDLE : RANGE_MOVES;
    study->gain_of_penalty = sum_of_dearest(study);
    forget_lines(study, 1);
    study->line[0] = line_of(study, study->line[0].solution);
    range->paid = study->line[0].paid;
    /* A new solver, lest which of several equal plans is found depends on what other groups were asked for. */
    solver_free(study->solver);
    study->solver = solver_new(problem, &study->settings, err);
    return study->solver != NULL;
}
