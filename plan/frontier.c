// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The frontier of a compiled problem. Here a class of the solver is a cargo class alone: what time is worth is the
 * answer, no part of the question.
 */
#include "plan/plan.h"

#include "base/mem.h"
#include "plan/budget_row.h"
#include "plan/frontier_flows.h"
#include "plan/ways.h"

#include <math.h>
#include <stdlib.h>

const char *const OBJECTIVES[] = {"cost", "time", "co2", NULL};

struct question {
    const struct compiled *compiled;
    const struct virtual_network *network;
    struct problem problem;
    double *use[OBJECTIVE_COUNT]; /* [classes * arcs] money, hours, tonnes CO2e per tonne */
    int *class_of;
};

static void release(struct question *question) {
    for (int o = 0; o < OBJECTIVE_COUNT; o++)
        free(question->use[o]);
    free(question->class_of);
}

static double *list_use(const struct question *question, enum budget_quantity quantity) {
    const struct virtual_network *network = question->network;
    size_t arcs = (size_t)network->arcs;
    double *use = xcalloc((size_t)network->cargoes * arcs, sizeof *use);
    for (int c = 0; c < network->cargoes; c++)
        for (int a = 0; a < network->arcs; a++) {
            size_t i = (size_t)c * arcs + (size_t)a;
            use[i] = network->money[i].e4 == MONEY_CLOSED
                         ? INFINITY
                         : wide_double(arc_use(network, quantity, c, a), use_places(quantity));
        }
    return use;
}

static void begin(struct question *question, const struct compiled *compiled) {
    question->compiled = compiled;
    question->network = compiled_network(compiled);
    question->problem = *compiled_problem(compiled);
    question->use[OBJECTIVE_COST] = list_use(question, BUDGET_COST);
    question->use[OBJECTIVE_TIME] = list_use(question, BUDGET_MEAN_HOURS);
    question->use[OBJECTIVE_CO2] = list_use(question, BUDGET_CO2);
    question->class_of = xcalloc((size_t)question->problem.shipments, sizeof *question->class_of);
    for (int k = 0; k < question->problem.shipments; k++)
        question->class_of[k] = virtual_cargo(question->network, k);
    question->problem.classes = question->network->cargoes;
    question->problem.class_of = question->class_of;
    question->problem.arc_cost = question->use[OBJECTIVE_COST];
}

/* ---- what a point amounts to ---- */

static double total_of(const struct question *question, const struct solution *solution,
                       enum objective objective) {
    const struct problem *problem = &question->problem;
    long double total = 0;
    for (int p = 0; p < solution->paths; p++) {
        const double *use = question->use[objective] +
                            (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
        long double one = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
            one += (long double)use[solution->path_arc[i]];
        total += one * (long double)solution->path_flow[p];
    }
    return (double)total;
}

static double unmet_of(const struct question *question, const struct solution *solution) {
    double unmet = 0;
    for (int k = 0; k < question->problem.shipments; k++)
        unmet += solution->unmet[k];
    return unmet;
}

/* Of what is open: the same in every point. */
static double fixed_cost(const struct question *question) {
    int count = 0;
    AUTO_FREE struct plan_facility *facility = plan_facilities(question->network, &count);
    return wide_double(plan_fixed_cost(facility, count), MONEY_PLACES);
}

/* What changes from a point to the next is told where it alters the second objective: see parts_that_move(). */
static void describe(const struct question *question, const struct frontier_list *list,
                     struct frontier *frontier) {
    AUTO(changes_release) struct change_list changes = {0};
    double fixed = fixed_cost(question);
    for (int i = 0; i < list->points; i++) {
        struct frontier_plan *point = &frontier->point[i];
        const struct solution *solution = list->point[i].solution;
        for (int o = 0; o < OBJECTIVE_COUNT; o++)
            point->total[o] = total_of(question, solution, (enum objective)o);
        point->total[OBJECTIVE_COST] += fixed;
        point->unmet_t = unmet_of(question, solution);
        point->first_change = changes.changes;
        if (i > 0)
            point->changes = changes_add(&changes, &question->problem, question->use[frontier->second],
                                         list->point[i - 1].solution, solution);
    }
    frontier->ways = plan_lift_ways(question->compiled, &changes.ways);
    frontier->changes = changes.changes;
    frontier->change = TAKE(changes.change);
    frontier_tell_flows(frontier, list, question->compiled);
}

static struct frontier *take(const struct question *question, struct frontier_list *list,
                             const struct frontier_settings *settings) {
    struct frontier *frontier = xcalloc(1, sizeof *frontier);
    *frontier = (struct frontier){.first = settings->first,
                                  .second = settings->second,
                                  .points = list->points,
                                  .rate = TAKE(list->rate),
                                  .left_out = list->left_out,
                                  .complete = list->complete,
                                  .interrupted = list->interrupted,
                                  .solves = list->solves,
                                  .gap = list->gap};
    frontier->point = xcalloc((size_t)list->points, sizeof *frontier->point);
    for (int k = 0; k < question->problem.shipments; k++)
        frontier->asked_t += question->problem.demand[k];
    describe(question, list, frontier);
    return frontier;
}

struct frontier *plan_frontier(const struct compiled *compiled, const struct frontier_settings *settings,
                               struct error *err) {
    AUTO(release) struct question question = {0};
    begin(&question, compiled);
    struct solver_settings solving = SOLVER_DEFAULTS;
    solving.threads = settings->threads;
    solving.interrupted = settings->interrupted;
    const struct frontier_question asked = {.first = question.use[settings->first],
                                            .second = question.use[settings->second],
                                            .points = settings->points,
                                            .progress = settings->progress,
                                            .context = settings->context};
    struct frontier_list *list = solve_frontier(&question.problem, &asked, &solving, err);
    if (list == NULL)
        return NULL;
    struct frontier *frontier = take(&question, list, settings);
    frontier_list_free(list);
    return frontier;
}

void frontier_free(struct frontier *frontier) {
    if (frontier == NULL)
        return;
    plan_free(frontier->ways);
    plan_free(frontier->flow_ways);
    free(frontier->flow);
    free(frontier->point);
    free(frontier->rate);
    free(frontier->change);
    free(frontier);
}
