// SPDX-License-Identifier: GPL-3.0-or-later
/* Whole quanta where a network has no room to spare. The feasible plan is known: the networks are made from it. */
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* A path from one vertex to another, cheapest under costs shaken by up to 40; adds `units` to load. */
static void load_some_path(const struct flow_net *net, int from, int to, int units, double *load) {
    double length[NET_ARCS], distance[NET_VERTICES];
    int arc_to[NET_VERTICES] = {0};
    for (int a = 0; a < net->arcs; a++)
        length[a] = net->cost[0][a] + random_below(40);
    for (int v = 0; v < net->vertices; v++)
        distance[v] = v == from ? 0 : (double)INFINITY;
    for (int round = 0; round < net->vertices; round++)
        for (int a = 0; a < net->arcs; a++)
            if (distance[net->tail[a]] + length[a] < distance[net->head[a]]) {
                distance[net->head[a]] = distance[net->tail[a]] + length[a];
                arc_to[net->head[a]] = a;
            }
    for (int v = to; v != from; v = net->tail[arc_to[v]])
        load[arc_to[v]] += units;
}

/* In up to three parts, each by a path of its own. */
static void load_shipment(const struct flow_net *net, int k, double *load) {
    int left = (int)net->demand[k];
    for (int part = random_below(3); left > 0; part--) {
        int units = part > 0 ? 1 + random_below(left) : left;
        load_some_path(net, net->origin[k], net->destination[k], units, load);
        left -= units;
    }
}

/* A ring and chords; five capacities of six are just what a plan in whole units, dearer than need be, uses. */
static struct flow_net draw_full_net(int number) {
    struct flow_net net = {0};
    double load[NET_ARCS] = {0};
    random_state = (uint64_t)number;
    int vertices = 20 + random_below(NET_VERTICES - 20), shipments = 40 + random_below(NET_SHIPMENTS - 40);
    for (int i = 0; i < 3 * vertices; i++) {
        int tail = i < vertices ? i : random_below(vertices),
            head = i < vertices ? i + 1 : random_below(vertices);
        net_arc(&net, tail, head % vertices, 1 + random_below(50), 0);
    }
    for (int k = 0; k < shipments; k++) {
        int from = random_below(vertices), to = (from + 1 + random_below(vertices - 1)) % vertices;
        net.penalty[net_shipment(&net, from, to, 1 + random_below(1000))] = 100000;
        load_shipment(&net, k, load);
    }
    for (int a = 0; a < net.arcs; a++)
        net.capacity[net.resource[a]] = load[a] + (random_below(6) == 0 ? random_below(1000) : 0);
    return net;
}

/* The linear program moves everything, but in parts of units; rounding and moving units one by one is not enough. */
static void what_can_move_in_whole_units_does(void **state) {
    (void)state;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 1;
    for (int i = 0; i < 300; i++) {
        struct error err = {0};
        struct flow_net net = draw_full_net(i);
        struct problem problem = net_problem(&net);
        struct solution *solution = solve(&problem, &settings, &err);
        assert_non_null(solution);
        net_judge(&problem, solution, settings.quantum);
        if (solution->status != SOLVER_OPTIMAL)
            fail_msg("network %d: status %d", i, solution->status);
        solution_free(solution);
    }
}

/* What a dive fixes must be free again: the bounds of two exact methods lie within the gap of one optimum. */
static void after_it_other_costs_start_from_free_columns(void **state) {
    (void)state;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 1;
    for (int i = 0; i < 100; i++) {
        struct error err = {0};
        struct flow_net net = draw_full_net(i);
        struct problem problem = net_problem(&net), changed = problem;
        double cost[NET_ARCS];
        changed.arc_cost = cost;
        struct solver *solver = solver_new(&problem, &settings, &err);
        for (int step = 0; step < 3; step++) {
            for (int a = 0; a < net.arcs; a++)
                cost[a] = net.cost[0][a] * (step == 0 ? 1 : 1 + random_below(3));
            struct solution *warm = solver_solve(solver, cost, NULL, &err),
                            *cold = solve(&changed, &settings, &err);
            assert_non_null(warm);
            assert_non_null(cold);
            net_judge(&changed, warm, settings.quantum);
            net_near("the bound of the warm solver", warm->bound, cold->bound, 2e-6 * cold->objective);
            if (warm->status != SOLVER_OPTIMAL)
                fail_msg("network %d, step %d: status %d", i, step, warm->status);
            solution_free(warm);
            solution_free(cold);
        }
        solver_free(solver);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_move_in_whole_units_does),
        cmocka_unit_test(after_it_other_costs_start_from_free_columns),
    };
    return cmocka_run_group_tests_name("dive", tests, NULL, NULL);
}
