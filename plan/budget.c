// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/budget_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SOLVES = 1000 };

static void release(struct budget_search *search) {
    if (search->within.solution != search->smallest.solution)
        solution_free(search->within.solution);
    solution_free(search->smallest.solution);
    solution_free(search->beyond.solution);
    solver_free(search->solver);
    free(search->use);
    free(search->cost);
    free(search->penalty);
    free(search->resource_price);
}

static void list_use(struct budget_search *search) {
    const struct problem *problem = search->problem;
    enum budget_quantity quantity = search->asked.quantity;
    int places = use_places(quantity);
    for (int c = 0; c < problem->classes; c++)
        for (int a = 0; a < problem->arcs; a++) {
            size_t i = (size_t)c * (size_t)problem->arcs + (size_t)a;
            if (!isinf(problem->arc_cost[i]))
                search->use[i] = wide_double(
                    arc_use(search->network, quantity, compiled_cargo(search->compiled, c), a), places);
        }
    search->unmet_use = wide_double(unmet_use(search->network, quantity), places);
}

static void keep_prices(struct budget_search *search, double price, const double *resource_price) {
    size_t resources = (size_t)search->problem->resources;
    search->price = price;
    if (resources > 0)
        memcpy(search->resource_price, resource_price, resources * sizeof *resource_price);
}

static bool begin(struct budget_search *search, const struct solver_settings *settings, struct error *err) {
    const struct problem *problem = search->problem;
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    search->settings = *settings;
    search->settings.gap = 1e-12; /* the total may be a small part of what is minimised */
    search->settings.quantum = 0;
    search->limit = row_limit(&search->asked, search->network->scenario);
    search->use = xcalloc(costs, sizeof *search->use);
    search->cost = xcalloc(costs, sizeof *search->cost);
    search->penalty = xcalloc((size_t)problem->shipments, sizeof *search->penalty);
    search->resource_price = xcalloc((size_t)problem->resources, sizeof *search->resource_price);
    list_use(search);
    search->beyond = budget_line_of(search, search->beyond.solution);
    keep_prices(search, 0, search->beyond.solution->price);
    search->solver = solver_new(problem, &search->settings, err);
    return search->solver != NULL;
}

static void count(struct budget_search *search, const struct solver_info *info) {
    search->solves++;
    search->info.rounds += info->rounds;
    search->info.columns += info->columns;
    search->info.rows = info->rows;
    search->info.simplex_iterations += info->simplex_iterations;
    search->info.seconds += info->seconds;
    search->info.seconds_master += info->seconds_master;
    search->info.seconds_pricing += info->seconds_pricing;
    search->info.seconds_start += info->seconds_start;
    search->info.seconds_repair += info->seconds_repair;
    search->info.peak_bytes = info->peak_bytes;
    search->settings.seconds = fmax(0, search->settings.seconds - info->seconds);
}

/* The best plan at a price of the budget. NULL: *err, or (*stopped) the time was over. */
static struct solution *solve_at(struct budget_search *search, double price, bool *stopped,
                                 struct error *err) {
    budget_weigh(search, price);
    struct solution *solution = solver_solve(search->solver, search->cost, search->penalty, err);
    if (solution == NULL)
        return NULL;
    count(search, &solution->info);
    *stopped = solution->status == SOLVER_LIMIT;
    if (!*stopped)
        return solution;
    solution_free(solution);
    return NULL;
}

/* The plan that uses least. */
static bool find_smallest(struct budget_search *search, struct error *err) {
    bool stopped = false;
    struct solution *solution = solve_at(search, INFINITY, &stopped, err);
    if (stopped)
        return error_set(err, ERROR_SOLVER, "the search ended before a plan within the budget was found");
    if (solution == NULL)
        return false;
    search->smallest = search->within = budget_line_of(search, solution);
    return true;
}

/* What it needs in whole kilograms, in the row's unit; -1 with *err. */
static wide least_needed(struct budget_search *search, struct error *err) {
    struct problem problem = *search->problem;
    problem.arc_cost = search->cost;
    problem.penalty = search->penalty;
    const struct solution *smallest = search->smallest.solution;
    struct solution *whole = solution_mix(&problem, smallest, smallest, 0, smallest->price, 0.001, err);
    wide sum = whole != NULL ? budget_sum(search, whole) : -1;
    solution_free(whole);
    return sum;
}

static void replace(struct budget_search *search, struct budget_line *line, struct budget_line by) {
    if (line->solution != search->smallest.solution)
        solution_free(line->solution);
    *line = by;
}

/* Whether a plan of this line is within, where the unmet tonnes of the smallest are not to be avoided. */
static bool is_within(const struct budget_search *search, const struct budget_line *line) {
    return line->used <= budget_place(search);
}

/*
 * Goes to where the two lines meet; a lower one there takes the place of one of them. As of Aneja and Nair 1979, but only
 * towards the limit. True: nothing is lower, or the time is over. False with *err.
 */
static bool meet(struct budget_search *search, double gap, bool *ended, struct error *err) {
    struct budget_line *beyond = &search->beyond, *within = &search->within;
    double apart = beyond->used - within->used;
    double price = apart > 0 ? fmax(0, (within->total - beyond->total) / apart) : 0;
    struct solution *solution = solve_at(search, price, ended, err);
    if (solution == NULL)
        return *ended;
    struct budget_line line = budget_line_of(search, solution);
    double chord = beyond->total + price * beyond->used, lowest = line.total + price * line.used;
    keep_prices(search, price, solution->price);
    double bound = solution->bound - price * budget_place(search);
    search->good_enough = bound + gap * fabs(bound);
    *ended = lowest >= chord - fmax(0.01 * gap * fabs(within->total), 1e-12 * fabs(chord));
    if (*ended)
        solution_free(solution);
    else
        replace(search, is_within(search, &line) ? within : beyond, line);
    return true;
}

static wide price_e10(double price) {
    const double most = 0.99e12; /* under BUDGET_PRICE_MOST */
    return (wide)nearbyint(fmin(price, most) * 1e10);
}

static bool work(struct budget_search *search, double gap, struct budget_result *result, struct error *err) {
    bool ended = false;
    if (!find_smallest(search, err))
        return false;
    wide least = least_needed(search, err);
    if (least < 0)
        return false;
    if (least > search->limit) {
        result->answer = BUDGET_TOO_LOW;
        result->least = row_used_up(search->asked.quantity, least, search->network->scenario);
        return true;
    }
    while (!ended && search->solves < MOST_SOLVES)
        if (!meet(search, gap, &ended, err))
            return false;
    result->answer = BUDGET_BINDS;
    result->shadow_price_e10 = price_e10(search->price);
    result->solution = budget_round(search, err);
    return result->solution != NULL;
}

bool budget_solve(const struct compiled *compiled, const struct plan_budget *asked, struct solution *best,
                  const struct solver_settings *settings, struct budget_result *result, struct error *err) {
    AUTO(release) struct budget_search search = {.compiled = compiled,
                                                 .problem = compiled_problem(compiled),
                                                 .network = compiled_network(compiled),
                                                 .asked = *asked,
                                                 .beyond.solution = best};
    *result = (struct budget_result){.answer = BUDGET_IDLE};
    if (!begin(&search, settings, err))
        return false;
    if (budget_sum(&search, best) <= search.limit) {
        result->solution = TAKE(search.beyond.solution);
        return true;
    }
    bool fine = work(&search, settings->gap, result, err);
    result->solves = search.solves;
    if (result->solution != NULL)
        result->solution->info = search.info;
    return fine;
}

void plan_set_budget(struct plan *plan, const struct virtual_network *network,
                     const struct plan_budget *budget) {
    wide sum = budget_use(plan, network->scenario, budget->quantity);
    plan->budget = *budget;
    plan->budget.used = row_used(budget->quantity, sum, network->scenario);
}
