// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The solver on random networks, against a judge of its own kind: net_judge() checks that the flow is
 * feasible and that the bound is L(price) for the prices given, by means that share nothing with the solver.
 * Bound and objective within the gap then prove the optimum (weak duality), whatever found it.
 */
#include "solver/solver.h"
#include "tests/support/flow_net.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void near(double found, double expected) {
    net_near("the value", found, expected, 2e-6 * (1 + fabs(expected)));
}

static unsigned long long seed;

static int draw(int below) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return (int)((seed >> 33) % (unsigned)below);
}

/* Tight enough that many resources fill and some demand stays unmet now and then. */
static struct flow_net draw_net(int number) {
    struct flow_net net = {.classes = 1 + number % 3};
    seed = 12345u + (unsigned)number;
    int vertices = 6 + draw(NET_VERTICES - 6), arcs = 3 * vertices;
    for (int i = 0; i < arcs; i++) {
        int a = net_arc(&net, draw(vertices), draw(vertices), 1 + draw(50),
                        draw(5) == 0 ? (double)INFINITY : draw(60));
        for (int c = 1; c < 3; c++)
            net.cost[c][a] = draw(5) == 0 ? (double)INFINITY : net.cost[0][a] + draw(9);
    }
    for (int v = 0; v < vertices; v++)
        net.no_through[v] = draw(12) == 0;
    net.vertices = vertices;
    int shipments = 5 + draw(NET_SHIPMENTS - 5);
    for (int k = 0; k < shipments; k++) {
        net_shipment(&net, draw(vertices / 3), draw(vertices), 1 + draw(20));
        net.class_of[k] = draw(net.classes);
        net.penalty[k] = draw(4) == 0 ? 100 : 1000;
    }
    return net;
}

static void check_gap(const struct solution *solution, double gap) {
    if (!(solution->objective - solution->bound <= gap * (1 + fabs(solution->objective))))
        fail_msg("objective %.12g, bound %.12g", solution->objective, solution->bound);
}

static void random_networks_are_solved_with_proof(void **state) {
    (void)state;
    for (int i = 0; i < 300; i++) {
        struct flow_net net = draw_net(i);
        struct solution *solution = net_solve(&net, &SOLVER_DEFAULTS);
        check_gap(solution, 1e-6);
        solution_free(solution);
    }
}

static void every_setting_leads_to_the_same_optimum(void **state) {
    (void)state;
    struct solver_settings way[17];
    for (int i = 0; i < 17; i++)
        way[i] = SOLVER_DEFAULTS;
    way[0].columns_a_round = 0;
    way[1].columns_a_round = 3;
    way[2].purge_after = 0;
    way[3].purge_after = 1;
    way[4].price_start = 0;
    way[5].price_start = 30;
    way[6].lp_method = LP_PRIMAL;
    way[7].lp_method = LP_DUAL_FLIP;
    way[8].smoothing = 0;
    way[9].smoothing = 0.8;
    way[10].lazy_resources = 0;
    way[11].key_paths = 0;
    way[12].quantum = 0;
    way[13].gap = 0;
    way[14].key_exchange = 0;
    way[15].keep_trees = 0;
    way[16].goal_directed = 0;
    for (int i = 0; i < 40; i++) {
        struct flow_net net = draw_net(i);
        struct solution *usual = net_solve(&net, &SOLVER_DEFAULTS);
        for (int w = 0; w < 17; w++) {
            struct solution *solution = net_solve(&net, &way[w]);
            check_gap(solution, 1e-6);
            near(solution->objective, usual->objective);
            solution_free(solution);
        }
        solution_free(usual);
    }
}

static bool same_bits(size_t count, const double *one, const double *other) {
    return memcmp(one, other, count * sizeof *one) == 0;
}

static void any_number_of_threads_gives_the_same_bits(void **state) {
    (void)state;
    for (int i = 0; i < 60; i++) {
        struct flow_net net = draw_net(i);
        struct solver_settings settings = SOLVER_DEFAULTS;
        settings.threads = 1;
        struct solution *one = net_solve(&net, &settings);
        settings.threads = 4;
        struct solution *four = net_solve(&net, &settings);
        assert_int_equal(one->paths, four->paths);
        assert_true(same_bits((size_t)one->paths, one->path_flow, four->path_flow));
        assert_true(same_bits((size_t)net.resources, one->price, four->price));
        assert_true(same_bits(1, &one->objective, &four->objective) &&
                    same_bits(1, &one->bound, &four->bound));
        assert_memory_equal(one->path_start, four->path_start, (size_t)(one->paths + 1) * sizeof(int));
        solution_free(one);
        solution_free(four);
    }
}

static double optimum(struct flow_net *net) {
    struct solution *solution = net_solve(net, &SOLVER_DEFAULTS);
    double objective = solution->objective;
    solution_free(solution);
    return objective;
}

static void costs_twice_as_high_make_the_plan_twice_as_dear(void **state) {
    (void)state;
    for (int i = 0; i < 40; i++) {
        struct flow_net net = draw_net(i), twice = net;
        for (int a = 0; a < net.arcs; a++)
            for (int c = 0; c < NET_CLASSES; c++)
                twice.cost[c][a] *= 2;
        for (int k = 0; k < net.shipments; k++)
            twice.penalty[k] *= 2;
        near(optimum(&twice), 2 * optimum(&net));
    }
}

static void names_of_vertices_and_the_order_of_arcs_do_not_matter(void **state) {
    (void)state;
    for (int i = 0; i < 40; i++) {
        struct flow_net net = draw_net(i), other = net;
        int last = net.vertices - 1;
        for (int a = 0; a < net.arcs; a++) {
            int b = net.arcs - 1 - a;
            other.tail[b] = last - net.tail[a];
            other.head[b] = last - net.head[a];
            other.resource[b] = net.resource[a];
            for (int c = 0; c < NET_CLASSES; c++)
                other.cost[c][b] = net.cost[c][a];
        }
        for (int v = 0; v <= last; v++)
            other.no_through[last - v] = net.no_through[v];
        for (int k = 0; k < net.shipments; k++) {
            other.origin[k] = last - net.origin[k];
            other.destination[k] = last - net.destination[k];
        }
        near(optimum(&other), optimum(&net));
    }
}

static void a_dearer_arc_never_makes_the_plan_cheaper_nor_a_new_one_dearer(void **state) {
    (void)state;
    for (int i = 0; i < 40; i++) {
        struct flow_net net = draw_net(i), dearer = net, richer = net, useless = net;
        double before = optimum(&net);
        dearer.cost[0][draw(net.arcs)] += 25;
        assert_true(optimum(&dearer) >= before * (1 - 2e-6));
        net_arc(&richer, draw(net.vertices), draw(net.vertices), 1, 30);
        assert_true(optimum(&richer) <= before * (1 + 2e-6));
        net_arc(&useless, draw(net.vertices), draw(net.vertices), 5000, 30);
        near(optimum(&useless), before);
    }
}

static void out_of_time_or_interrupted_there_is_still_a_feasible_plan(void **state) {
    (void)state;
    volatile int flag = 1;
    for (int i = 0; i < 20; i++) {
        struct flow_net net = draw_net(i);
        struct solver_settings settings = SOLVER_DEFAULTS;
        struct problem problem = net_problem(&net);
        struct error err = {0};
        if (i % 2)
            settings.seconds = 0;
        else
            settings.interrupted = &flag;
        struct solution *solution = solve(&problem, &settings, &err);
        assert_non_null(solution);
        assert_int_equal(solution->status, SOLVER_LIMIT);
        assert_true(solution->bound <= optimum(&net) * (1 + 1e-6) && solution->gap >= 0);
        assert_true(solution->objective >= optimum(&net) * (1 - 2e-6));
        solution_free(solution);
    }
}

/* Raises the caller's flag in the round it is told, as a signal would. */
struct bell {
    int round;
    volatile int flag;
};

static void ring(void *context, int round, double objective, double bound) {
    struct bell *bell = context;
    assert_true(bound <= objective * (1 + 1e-9));
    bell->flag = round >= bell->round;
}

static void interrupted_midway_the_plan_is_feasible_and_its_bound_true(void **state) {
    (void)state;
    int limits = 0;
    for (int i = 0; i < 60; i++) {
        struct flow_net net = draw_net(i);
        struct bell bell = {.round = 1 + i % 3};
        struct solver_settings settings = SOLVER_DEFAULTS;
        settings.columns_a_round = 2;
        settings.interrupted = &bell.flag;
        settings.progress = ring;
        settings.progress_context = &bell;
        struct solution *solution = net_solve(&net, &settings);
        limits += solution->status == SOLVER_LIMIT;
        solution_free(solution);
    }
    assert_true(limits > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_networks_are_solved_with_proof),
        cmocka_unit_test(every_setting_leads_to_the_same_optimum),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(costs_twice_as_high_make_the_plan_twice_as_dear),
        cmocka_unit_test(names_of_vertices_and_the_order_of_arcs_do_not_matter),
        cmocka_unit_test(a_dearer_arc_never_makes_the_plan_cheaper_nor_a_new_one_dearer),
        cmocka_unit_test(out_of_time_or_interrupted_there_is_still_a_feasible_plan),
        cmocka_unit_test(interrupted_midway_the_plan_is_feasible_and_its_bound_true),
    };
    return cmocka_run_group_tests_name("solve_random", tests, NULL, NULL);
}
