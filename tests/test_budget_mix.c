// SPDX-License-Identifier: GPL-3.0-or-later
/* Flows between two solutions: whole, feasible by the judge's own count, and where they should be. */
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { NETWORKS = 60 };

static struct flow_net draw_net(int number) {
    struct flow_net net = {.classes = 1};
    random_state = 977u + (unsigned)number;
    int vertices = 5 + random_below(15);
    for (int i = 0; i < 4 * vertices; i++) {
        int a = net_arc(&net, random_below(vertices), random_below(vertices), 1 + random_below(50),
                        random_below(4) == 0 ? (double)INFINITY : random_below(number % 2 == 0 ? 60 : 12));
        net.hours[a] = random_below(5);
    }
    net.vertices = vertices;
    int shipments = 4 + random_below(20);
    for (int k = 0; k < shipments; k++)
        net_shipment(&net, random_below(vertices), random_below(vertices), 1 + random_below(20) + 0.125);
    net.max_hours[0] = 1000; /* the judge asks for no bound where some hours are limited */
    return net;
}

static struct solution *under(struct flow_net *net, const double *cost) {
    struct error err = {0};
    struct problem problem = net_problem(net);
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.threads = 1;
    settings.gap = 1e-9;
    if (cost != NULL)
        problem.arc_cost = cost;
    struct solution *solution = solve(&problem, &settings, &err);
    assert_non_null(solution);
    return solution;
}

static double cost_of(const struct problem *problem, const struct solution *solution) {
    double cost = 0;
    for (int p = 0; p < solution->paths; p++)
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
            cost += solution->path_flow[p] * problem->arc_cost[solution->path_arc[i]];
    for (int k = 0; k < problem->shipments; k++)
        cost += problem->penalty[k] * solution->unmet[k];
    return cost;
}

/* A kilogram or two of each shipment may go another way, at the worst to a penalty. */
static void judge_mixes(struct flow_net *net) {
    static const double shares[] = {0, 1e-9, 0.1234567, 0.5, 0.87, 1};
    struct error err = {0};
    double other[NET_ARCS];
    for (int a = 0; a < net->arcs; a++)
        other[a] = 1 + random_below(50);
    struct problem problem = net_problem(net);
    struct solution *from = under(net, NULL), *to = under(net, other);
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        struct solution *mix = solution_mix(&problem, from, to, shares[i], from->price, 0.001, &err);
        assert_non_null(mix);
        net_judge(&problem, mix, 0.001);
        double between = (1 - shares[i]) * cost_of(&problem, from) + shares[i] * cost_of(&problem, to);
        net_near("the cost in between", cost_of(&problem, mix), between, 0.002 * 1000 * net->shipments);
        solution_free(mix);
    }
    solution_free(from);
    solution_free(to);
}

static void mixes_are_whole_feasible_and_in_between(void **state) {
    (void)state;
    for (int i = 0; i < NETWORKS; i++) {
        struct flow_net net = draw_net(i);
        judge_mixes(&net);
    }
}

/* Two ways for 10: 6 of room for the cheap one, at 1; the other at 3. By hand. */
static void half_way_is_half_of_each(void **state) {
    (void)state;
    struct error err = {0};
    struct flow_net net = {.classes = 1};
    net.vertices = 2;
    net_arc(&net, 0, 1, 1, 6);
    net_arc(&net, 0, 1, 3, INFINITY);
    net_shipment(&net, 0, 1, 10);
    struct problem problem = net_problem(&net);
    const double dear[] = {9, 3};
    struct solution *from = under(&net, NULL), *to = under(&net, dear);
    struct solution *mix = solution_mix(&problem, from, to, 0.5, from->price, 0.001, &err);
    assert_int_equal(mix->paths, 2);
    net_near("the dear one", mix->path_flow[0], 7, 0);
    net_near("the cheap one", mix->path_flow[1], 3, 0);
    solution_free(mix);
    solution_free(from);
    solution_free(to);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(half_way_is_half_of_each),
        cmocka_unit_test(mixes_are_whole_feasible_and_in_between),
    };
    return cmocka_run_group_tests_name("mixes", tests, NULL, NULL);
}
