// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/flow_net.h"

#include "base/mem.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

int net_arc(struct flow_net *net, int tail, int head, double cost, double capacity) {
    int a = net->arcs++;
    assert_true(a < NET_ARCS && tail < NET_VERTICES && head < NET_VERTICES);
    net->tail[a] = tail;
    net->head[a] = head;
    net->hours[a] = 1;
    for (int c = 0; c < NET_CLASSES; c++)
        net->cost[c][a] = cost;
    net->resource[a] = isinf(capacity) ? -1 : net->resources;
    if (!isinf(capacity))
        net->capacity[net->resources++] = capacity;
    net->vertices = net->vertices > tail + 1 ? net->vertices : tail + 1;
    net->vertices = net->vertices > head + 1 ? net->vertices : head + 1;
    return a;
}

int net_shipment(struct flow_net *net, int origin, int destination, double demand) {
    int k = net->shipments++;
    assert_true(k < NET_SHIPMENTS);
    net->origin[k] = origin;
    net->destination[k] = destination;
    net->demand[k] = demand;
    net->penalty[k] = 1000;
    net->max_hours[k] = INFINITY;
    return k;
}

struct problem net_problem(struct flow_net *net) {
    net->classes = net->classes ? net->classes : 1;
    for (int c = 0; c < net->classes; c++)
        for (int a = 0; a < net->arcs; a++)
            net->packed_cost[c * net->arcs + a] = net->cost[c][a];
    return (struct problem){.vertices = net->vertices,
                            .arcs = net->arcs,
                            .resources = net->resources,
                            .classes = net->classes,
                            .shipments = net->shipments,
                            .arc_tail = net->tail,
                            .arc_head = net->head,
                            .arc_resource = net->resource,
                            .arc_hours = net->hours,
                            .arc_cost = net->packed_cost,
                            .no_through = net->no_through,
                            .capacity = net->capacity,
                            .origin = net->origin,
                            .destination = net->destination,
                            .class_of = net->class_of,
                            .demand = net->demand,
                            .penalty = net->penalty,
                            .max_hours = net->max_hours};
}

static double arc_cost(const struct problem *problem, int k, int a) {
    return problem->arc_cost[problem->class_of[k] * problem->arcs + a];
}

/* Bellman and Ford; the solver has nothing like it. */
static double shortest(const struct problem *problem, int k, const double *price) {
    AUTO_FREE double *distance = xcalloc((size_t)problem->vertices, sizeof *distance);
    for (int v = 0; v < problem->vertices; v++)
        distance[v] = v == problem->origin[k] ? 0 : INFINITY;
    for (int pass = 0; pass < problem->vertices; pass++)
        for (int a = 0; a < problem->arcs; a++) {
            int tail = problem->arc_tail[a], r = problem->arc_resource[a];
            double offer = distance[tail] + arc_cost(problem, k, a) + (r < 0 ? 0 : price[r]);
            if ((tail == problem->origin[k] || !problem->no_through[tail]) &&
                offer < distance[problem->arc_head[a]])
                distance[problem->arc_head[a]] = offer;
        }
    return distance[problem->destination[k]];
}

static bool some_limit_on_hours(const struct problem *problem) {
    for (int k = 0; k < problem->shipments; k++)
        if (!isinf(problem->max_hours[k]))
            return true;
    return false;
}

void net_near(const char *what, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s is %.17g, expected %.17g", what, found, expected);
}

static void judge_bound(const struct problem *problem, const struct solution *solution) {
    double bound = 0, size = 1;
    for (int r = 0; r < problem->resources; r++) {
        assert_true(solution->price[r] >= 0);
        bound -= problem->capacity[r] * solution->price[r];
        size += problem->capacity[r] * solution->price[r];
    }
    for (int k = 0; k < problem->shipments; k++)
        bound += problem->demand[k] * fmin(problem->penalty[k], shortest(problem, k, solution->price));
    net_near("the bound", solution->bound, bound, 1e-9 * (size + fabs(bound)));
}

static double judge_path(const struct problem *problem, const struct solution *solution, int p, double *use) {
    int k = solution->path_shipment[p], at = problem->origin[k];
    double cost = 0, hours = 0;
    for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
        int a = solution->path_arc[i], r = problem->arc_resource[a];
        assert_int_equal(problem->arc_tail[a], at);
        assert_true(i == solution->path_start[p] || at == problem->origin[k] || !problem->no_through[at]);
        at = problem->arc_head[a];
        cost += arc_cost(problem, k, a);
        hours += problem->arc_hours[a];
        if (r >= 0)
            use[r] += solution->path_flow[p];
    }
    assert_int_equal(at, problem->destination[k]);
    assert_true(hours <= problem->max_hours[k] + 1e-7 && isfinite(cost) && solution->path_flow[p] > 0);
    return cost;
}

static void judge_order(const struct solution *solution, int p) {
    int before = solution->path_shipment[p - 1], here = solution->path_shipment[p];
    assert_true(before < here || (before == here && solution->path_flow[p - 1] >= solution->path_flow[p]));
}

void net_judge(const struct problem *problem, const struct solution *solution, double quantum) {
    AUTO_FREE double *use = xcalloc((size_t)problem->resources, sizeof *use);
    AUTO_FREE double *moved = xcalloc((size_t)problem->shipments, sizeof *moved);
    double objective = 0, total = 0;
    for (int p = 0; p < solution->paths; p++) {
        double flow = solution->path_flow[p];
        objective += flow * judge_path(problem, solution, p, use);
        moved[solution->path_shipment[p]] += flow;
        if (p > 0)
            judge_order(solution, p);
        if (quantum > 0)
            net_near("flow in quanta", flow / quantum, round(flow / quantum), 1e-6);
    }
    for (int k = 0; k < problem->shipments; k++) {
        assert_true(solution->unmet[k] >= 0);
        net_near("what moves and what stays", moved[k] + solution->unmet[k], problem->demand[k],
                 1e-9 * problem->demand[k]);
        objective += problem->penalty[k] * solution->unmet[k];
        total += problem->demand[k];
    }
    for (int r = 0; r < problem->resources; r++)
        assert_true(use[r] <= problem->capacity[r] + 1e-9 * total);
    net_near("the objective", solution->objective, objective, 1e-9 * (1 + objective));
    assert_true(solution->bound <= solution->objective + 1e-9 * (1 + objective));
    if (!some_limit_on_hours(problem))
        judge_bound(problem, solution);
}

struct solution *net_solve(struct flow_net *net, const struct solver_settings *settings) {
    struct error err = {0};
    struct problem problem = net_problem(net);
    struct solution *solution = solve(&problem, settings, &err);
    if (solution == NULL)
        fail_msg("%s", err.message);
    net_judge(&problem, solution, settings->quantum);
    return solution;
}
