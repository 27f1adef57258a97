// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The solver against optima by hand, and against a judge of its own kind on random networks: net_judge() checks
 * that the flow is feasible and that the bound is L(price) for the prices given, by means that share nothing
 * with the solver. Bound and objective within the gap then prove the optimum (weak duality), whatever found it.
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

static struct solution *solve_net(struct flow_net *net, const struct solver_settings *settings) {
    struct error err = {0};
    struct problem problem = net_problem(net);
    struct solution *solution = solve(&problem, settings, &err);
    if (solution == NULL)
        fail_msg("%s", err.message);
    net_judge(&problem, solution, settings->quantum);
    return solution;
}

static void near(double found, double expected) {
    if (!(fabs(found - expected) <= 2e-6 * (1 + fabs(expected))))
        fail_msg("found %.12g, expected %.12g", found, expected);
}

/* Solves, judges, and compares the optimum and the status. */
static struct solution *expect(struct flow_net *net, double objective, enum solver_status status) {
    struct solution *solution = solve_net(net, &SOLVER_DEFAULTS);
    near(solution->objective, objective);
    near(solution->bound, objective);
    assert_int_equal(solution->status, status);
    return solution;
}

/* 10 t; 6 fit on the road at 1, 4 take the other at 3: 6 + 12 = 18. One more tonne of room saves 2. */
static void the_dearer_of_two_parallel_arcs_takes_what_the_cheaper_cannot(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 6);
    net_arc(&net, 0, 1, 3, 100);
    net_shipment(&net, 0, 1, 10);
    struct solution *solution = expect(&net, 18, SOLVER_OPTIMAL);
    assert_int_equal(solution->paths, 2);
    near(solution->path_flow[0], 6);
    near(solution->price[0], 2);
    near(solution->price[1], 0);
    solution_free(solution);
}

/* Two shipments want the shortcut 2->3 (5 t): for the first a detour costs 10 - 2 more, for the second 4 - 2. So
   the first has it: 5 x 2 + 5 x 4 = 30. */
static void a_shared_arc_goes_to_whom_a_detour_costs_most(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 2, 3, 0, 5);
    net_arc(&net, 0, 2, 1, INFINITY);
    net_arc(&net, 3, 4, 1, INFINITY);
    net_arc(&net, 1, 2, 1, INFINITY);
    net_arc(&net, 3, 5, 1, INFINITY);
    net_arc(&net, 0, 4, 10, INFINITY);
    net_arc(&net, 1, 5, 4, INFINITY);
    net_shipment(&net, 0, 4, 5);
    net_shipment(&net, 1, 5, 5);
    struct solution *solution = expect(&net, 30, SOLVER_OPTIMAL);
    assert_true(solution->price[0] >= 2 - 1e-6 && solution->price[0] <= 8 + 1e-6);
    solution_free(solution);
}

/* 10 t wanted, 4 fit, at 1: 4 + 6 x 1000. */
static void demand_over_capacity_stays_unmet_at_its_penalty(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 4);
    net_shipment(&net, 0, 1, 10);
    struct solution *solution = expect(&net, 6004, SOLVER_INFEASIBLE);
    near(solution->unmet[0], 6);
    near(solution->price[0], 999);
    solution_free(solution);
}

static void what_cannot_be_reached_stays_unmet(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 4);
    net_arc(&net, 2, 1, 1, 4);
    net_shipment(&net, 0, 2, 3);
    net_shipment(&net, 0, 1, 3);
    struct solution *solution = expect(&net, 3003, SOLVER_INFEASIBLE);
    assert_int_equal(solution->paths, 1);
    solution_free(solution);
}

/* Through 1 it would cost 2, but 1 may only start or end a path: 5 by the direct arc; 0 to 1 itself costs 1. */
static void a_no_through_vertex_is_entered_but_not_passed(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, INFINITY);
    net_arc(&net, 1, 2, 1, INFINITY);
    net_arc(&net, 0, 2, 5, INFINITY);
    net.no_through[1] = 1;
    net_shipment(&net, 0, 2, 1);
    net_shipment(&net, 0, 1, 1);
    net_shipment(&net, 1, 2, 1);
    solution_free(expect(&net, 5 + 1 + 1, SOLVER_OPTIMAL));
}

/* The cheap way, 1 + 1, takes 2 h; within 1.5 h only the direct arc at 7 (1 h) does, which carries 3 of 5 t; within
   half an hour nothing. The second shipment has no limit. 3 x 7 + 2 x 1000 + 4 x 2 + 1000. */
static void a_limit_on_hours_rules_out_the_slow_way(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, INFINITY);
    net_arc(&net, 1, 2, 1, INFINITY);
    net_arc(&net, 0, 2, 7, 3);
    int fast = net_shipment(&net, 0, 2, 5), idle = net_shipment(&net, 0, 2, 4), mad = net_shipment(&net, 0, 2, 1);
    net.max_hours[fast] = 1.5;
    net.max_hours[mad] = 0.5;
    struct solution *solution = expect(&net, 21 + 2000 + 8 + 1000, SOLVER_INFEASIBLE);
    near(solution->unmet[fast], 2);
    near(solution->unmet[idle], 0);
    near(solution->unmet[mad], 1);
    solution_free(solution);
}

static void a_way_dearer_than_the_penalty_is_not_taken(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 50, INFINITY);
    net.penalty[net_shipment(&net, 0, 1, 2)] = 30;
    net.penalty[net_shipment(&net, 0, 1, 2)] = 70;
    solution_free(expect(&net, 60 + 100, SOLVER_INFEASIBLE));
}

static void a_resource_without_capacity_is_closed(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 0);
    net_arc(&net, 0, 1, 4, 9);
    net_shipment(&net, 0, 1, 2);
    solution_free(expect(&net, 8, SOLVER_OPTIMAL));
}

/* Class 1 may not use the arc at 1: 2 x 1 + 2 x 6. */
static void an_arc_of_infinite_cost_is_closed_to_its_class(void **state) {
    (void)state;
    struct flow_net net = {.classes = 2};
    net.cost[1][net_arc(&net, 0, 1, 1, INFINITY)] = INFINITY;
    net_arc(&net, 0, 1, 6, INFINITY);
    net_shipment(&net, 0, 1, 2);
    net.class_of[net_shipment(&net, 0, 1, 2)] = 1;
    solution_free(expect(&net, 2 + 12, SOLVER_OPTIMAL));
}

/* Two classes on one resource of 5 t: the class that loses least without it, 3 - 1 against 9 - 1, gives way. */
static void classes_share_a_resource(void **state) {
    (void)state;
    struct flow_net net = {.classes = 2};
    net_arc(&net, 0, 1, 1, 5);
    net.cost[1][net_arc(&net, 0, 1, 3, INFINITY)] = 9;
    net_shipment(&net, 0, 1, 5);
    net.class_of[net_shipment(&net, 0, 1, 5)] = 1;
    solution_free(expect(&net, 15 + 5, SOLVER_OPTIMAL));
}

/* The resource is used on the way in and on the way out, so 3 t of 6 t room pass: 3 x 2 + 1 x 20. */
static void a_path_may_use_a_resource_twice(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 6);
    net.resource[net_arc(&net, 1, 2, 1, INFINITY)] = 0;
    net_arc(&net, 0, 2, 20, INFINITY);
    net_shipment(&net, 0, 2, 4);
    solution_free(expect(&net, 26, SOLVER_OPTIMAL));
}

static void a_shipment_that_is_there_already_costs_nothing(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 1);
    net_shipment(&net, 1, 1, 3);
    struct solution *solution = expect(&net, 0, SOLVER_OPTIMAL);
    assert_int_equal(solution->paths, 1);
    assert_int_equal(solution->path_start[1], 0);
    solution_free(solution);
}

static void nothing_to_move_is_an_optimum(void **state) {
    (void)state;
    struct flow_net net = {0};
    solution_free(expect(&net, 0, SOLVER_OPTIMAL));
    net_arc(&net, 0, 1, 1, 1);
    solution_free(expect(&net, 0, SOLVER_OPTIMAL));
    solution_free(NULL);
}

static void a_number_out_of_range_is_refused_by_name(void **state) {
    (void)state;
    static const struct {
        const char *says;
        double capacity, demand, hours, cost;
        int origin;
    } CASES[] = {
        {"capacity[0] is nan", NAN, 1, 1, 1, 0},  {"demand[0] is 0", 1, 0, 1, 1, 0},
        {"demand[0] is inf", 1, INFINITY, 1, 1, 0}, {"arc_hours[0] is -1", 1, 1, -1, 1, 0},
        {"arc_cost[0] is nan", 1, 1, 1, NAN, 0},  {"origin[0] is 9", 1, 1, 1, 1, 9},
        {"origin[0] is -1", 1, 1, 1, 1, -1},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct flow_net net = {0};
        net_arc(&net, 0, 1, CASES[i].cost, 1);
        net_shipment(&net, 0, 1, CASES[i].demand);
        net.capacity[0] = CASES[i].capacity;
        net.hours[0] = CASES[i].hours;
        net.origin[0] = CASES[i].origin;
        struct problem problem = net_problem(&net);
        struct error err = {0};
        assert_null(solve(&problem, &SOLVER_DEFAULTS, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        if (strstr(err.message, CASES[i].says) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.message, CASES[i].says);
    }
}

/* ---- random networks ---- */

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
        int a = net_arc(&net, draw(vertices), draw(vertices), 1 + draw(50), draw(5) == 0 ? (double)INFINITY : draw(60));
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
        struct solution *solution = solve_net(&net, &SOLVER_DEFAULTS);
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
        struct solution *usual = solve_net(&net, &SOLVER_DEFAULTS);
        for (int w = 0; w < 17; w++) {
            struct solution *solution = solve_net(&net, &way[w]);
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
        struct solution *one = solve_net(&net, &settings);
        settings.threads = 4;
        struct solution *four = solve_net(&net, &settings);
        assert_int_equal(one->paths, four->paths);
        assert_true(same_bits((size_t)one->paths, one->path_flow, four->path_flow));
        assert_true(same_bits((size_t)net.resources, one->price, four->price));
        assert_true(same_bits(1, &one->objective, &four->objective) && same_bits(1, &one->bound, &four->bound));
        assert_memory_equal(one->path_start, four->path_start, (size_t)(one->paths + 1) * sizeof(int));
        solution_free(one);
        solution_free(four);
    }
}

static double optimum(struct flow_net *net) {
    struct solution *solution = solve_net(net, &SOLVER_DEFAULTS);
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
        struct solution *solution = solve_net(&net, &settings);
        limits += solution->status == SOLVER_LIMIT;
        solution_free(solution);
    }
    assert_true(limits > 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dearer_of_two_parallel_arcs_takes_what_the_cheaper_cannot),
        cmocka_unit_test(a_shared_arc_goes_to_whom_a_detour_costs_most),
        cmocka_unit_test(demand_over_capacity_stays_unmet_at_its_penalty),
        cmocka_unit_test(what_cannot_be_reached_stays_unmet),
        cmocka_unit_test(a_no_through_vertex_is_entered_but_not_passed),
        cmocka_unit_test(a_limit_on_hours_rules_out_the_slow_way),
        cmocka_unit_test(a_way_dearer_than_the_penalty_is_not_taken),
        cmocka_unit_test(a_resource_without_capacity_is_closed),
        cmocka_unit_test(an_arc_of_infinite_cost_is_closed_to_its_class),
        cmocka_unit_test(classes_share_a_resource),
        cmocka_unit_test(a_path_may_use_a_resource_twice),
        cmocka_unit_test(a_shipment_that_is_there_already_costs_nothing),
        cmocka_unit_test(nothing_to_move_is_an_optimum),
        cmocka_unit_test(a_number_out_of_range_is_refused_by_name),
        cmocka_unit_test(random_networks_are_solved_with_proof),
        cmocka_unit_test(every_setting_leads_to_the_same_optimum),
        cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
        cmocka_unit_test(costs_twice_as_high_make_the_plan_twice_as_dear),
        cmocka_unit_test(names_of_vertices_and_the_order_of_arcs_do_not_matter),
        cmocka_unit_test(a_dearer_arc_never_makes_the_plan_cheaper_nor_a_new_one_dearer),
        cmocka_unit_test(out_of_time_or_interrupted_there_is_still_a_feasible_plan),
        cmocka_unit_test(interrupted_midway_the_plan_is_feasible_and_its_bound_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
