// SPDX-License-Identifier: GPL-3.0-or-later
/* The solver against optima by hand, each judged besides; random networks are in test_solve_random.c. */
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

/* Solves, judges, and compares the optimum and the status. */
static struct solution *expect(struct flow_net *net, double objective, enum solver_status status) {
    struct solution *solution = net_solve(net, &SOLVER_DEFAULTS);
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

/* Two shipments want the shortcut 2->3 (5 t): for the first a detour costs 10 - 2 more, for the second 4 - 2.
   So the first has it: 5 x 2 + 5 x 4 = 30. */
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

/* Through 1 it would cost 2, but 1 may only start or end a path:
 * 5 by the direct arc; 0 to 1 itself costs 1. */
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

/* The cheap way, 1 + 1, takes 2 h; within 1.5 h only the direct arc at 7 (1 h) does, which carries 3 of 5 t;
   within half an hour nothing. The second shipment has no limit. 3 x 7 + 2 x 1000 + 4 x 2 + 1000. */
static void a_limit_on_hours_rules_out_the_slow_way(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, INFINITY);
    net_arc(&net, 1, 2, 1, INFINITY);
    net_arc(&net, 0, 2, 7, 3);
    int fast = net_shipment(&net, 0, 2, 5), idle = net_shipment(&net, 0, 2, 4),
        mad = net_shipment(&net, 0, 2, 1);
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

/* Two classes on one resource of 5 t:
 * the class that loses least without it, 3 - 1 against 9 - 1, gives way. */
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
        {"capacity[0] is nan", NAN, 1, 1, 1, 0},    {"demand[0] is 0", 1, 0, 1, 1, 0},
        {"demand[0] is inf", 1, INFINITY, 1, 1, 0}, {"arc_hours[0] is -1", 1, 1, -1, 1, 0},
        {"arc_cost[0] is nan", 1, 1, 1, NAN, 0},    {"origin[0] is 9", 1, 1, 1, 1, 9},
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

static void a_setting_out_of_range_is_refused_by_name(void **state) {
    (void)state;
    struct solver_settings settings[6];
    static const char *const SAYS[] = {"gap -1 and",          "gap nan and",      "seconds -2 must",
                                       "quantum -0.001 must", "quantum inf must", "smoothing 1 must"};
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++)
        settings[i] = SOLVER_DEFAULTS;
    settings[0].gap = -1;
    settings[1].gap = NAN;
    settings[2].seconds = -2;
    settings[3].quantum = -0.001;
    settings[4].quantum = INFINITY;
    settings[5].smoothing = 1;
    struct flow_net net = {0};
    struct problem problem = net_problem(&net);
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++) {
        struct error err = {0};
        assert_null(solve(&problem, &settings[i], &err));
        assert_int_equal(err.code, ERROR_INPUT);
        if (strstr(err.message, SAYS[i]) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.message, SAYS[i]);
    }
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
        cmocka_unit_test(a_setting_out_of_range_is_refused_by_name),
    };
    return cmocka_run_group_tests_name("solve", tests, NULL, NULL);
}
