// SPDX-License-Identifier: GPL-3.0-or-later
/* A solver that goes on from its last answer, on a network small enough to work out by hand; and what ends it. */
#include "solver/lp.h"
#include "solver/solver.h"
#include "tests/support/flow_net.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct solution *made(struct solution *solution, const struct error *err) {
    if (solution == NULL)
        fail_msg("%s", err->message);
    return solution;
}

/*
 *      a ---- 1 a tonne, room for 6 ----> b       10 t from a to b, and the way round at 3 (two arcs of 1.5).
 *      a -- 1.5 --> c -- 1.5 --> b                Cheapest: 6 x 1 + 4 x 3 = 18. The direct arc at 5: 10 x 3 = 30.
 *                                                 Round about at 7 (3.5 each): 6 x 1 + 4 x 7 = 34; unmet at 2: 6 + 4 x 2.
 */
static struct flow_net by_hand(void) {
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 6);
    net_arc(&net, 0, 2, 1.5, INFINITY);
    net_arc(&net, 2, 1, 1.5, INFINITY);
    net_shipment(&net, 0, 1, 10);
    return net;
}

static double cost_under(struct solver *solver, const double *arc_cost, const double *penalty) {
    struct error err = {0};
    struct solution *solution = made(solver_solve(solver, arc_cost, penalty, &err), &err);
    double objective = solution->objective;
    net_near("the bound", solution->bound, objective, 1e-9);
    solution_free(solution);
    return objective;
}

static void what_is_known_by_hand_comes_out_in_any_order(void **state) {
    (void)state;
    struct flow_net net = by_hand();
    struct problem problem = net_problem(&net);
    struct solver *solver = solver_new(&problem, &SOLVER_DEFAULTS, NULL);
    for (int i = 0; i < 3; i++) {
        net_near("its own costs", cost_under(solver, NULL, NULL), 18, 1e-9);
        net_near("direct at 5", cost_under(solver, (double[]){5, 1.5, 1.5}, NULL), 30, 1e-9);
        net_near("round at 7", cost_under(solver, (double[]){1, 3.5, 3.5}, NULL), 34, 1e-9);
        net_near("unmet at 2", cost_under(solver, NULL, (double[]){2}), 14, 1e-9);
        net_near("for nothing", cost_under(solver, (double[]){0, 0, 0}, NULL), 0, 1e-9);
    }
    solver_free(solver);
}

static void costs_that_will_not_do_are_refused_and_the_solver_serves_on(void **state) {
    (void)state;
    const struct {
        double arc[3], penalty;
        const char *message;
    } cases[] = {
        {{NAN, 1, 1}, 9, "arc_cost[0] is nan, expected finite, >= 0"},
        {{1, -1, 1}, 9, "arc_cost[1] is -1, expected finite, >= 0"},
        {{1, 1, INFINITY}, 9, "arc_cost[2] is inf, expected finite, >= 0"},
        {{1, 1, 1}, 0, "penalty[0] is 0, expected finite, > 0"},
        {{1, 1, 1}, INFINITY, "penalty[0] is inf, expected finite, > 0"},
        {{1, 1, 1}, NAN, "penalty[0] is nan, expected finite, > 0"},
    };
    struct flow_net net = by_hand();
    struct problem problem = net_problem(&net);
    struct solver *solver = solver_new(&problem, &SOLVER_DEFAULTS, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error err = {0};
        assert_null(solver_solve(solver, cases[i].arc, &cases[i].penalty, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_string_equal(err.message, cases[i].message);
        net_near("its own costs", cost_under(solver, NULL, NULL), 18, 1e-9);
    }
    solver_free(solver);
}

static void an_arc_that_is_closed_stays_closed(void **state) {
    (void)state;
    struct error err = {0};
    struct flow_net net = by_hand();
    net.cost[0][0] = INFINITY;
    struct problem problem = net_problem(&net);
    struct solver *solver = solver_new(&problem, &SOLVER_DEFAULTS, NULL);
    net_near("all round about", cost_under(solver, NULL, NULL), 30, 1e-9);
    assert_null(solver_solve(solver, (double[]){1, 1.5, 1.5}, NULL, &err));
    assert_string_equal(err.message, "arc_cost[0] is 1, expected inf, as in the problem");
    net_near("dearer", cost_under(solver, (double[]){INFINITY, 2, 2}, NULL), 40, 1e-9);
    solver_free(solver);
}

/* A failure inside GLPK ends every program of the thread, also one of somebody else's. */
static void where_glpk_fails_in_between_the_solver_starts_afresh(void **state) {
    (void)state;
    struct error err = {0};
    struct flow_net net = by_hand();
    struct problem problem = net_problem(&net);
    struct solver *solver = solver_new(&problem, &SOLVER_DEFAULTS, NULL);
    for (int i = 0; i < 2; i++) {
        net_near("its own costs", cost_under(solver, NULL, NULL), 18, 1e-9);
        struct lp *other = lp_new(&err);
        assert_true(lp_add_column(other, 1, 1, LP_AT_ZERO, 0, NULL, &err));
        assert_false(lp_add_row(other, 1, 2, (struct lp_entry[]){{0, 1}, {0, 1}}, &err));
        assert_int_equal(err.code, ERROR_SOLVER);
        lp_free(other);
        net_near("direct at 5", cost_under(solver, (double[]){5, 1.5, 1.5}, NULL), 30, 1e-9);
    }
    solver_free(solver);
}

static void nothing_to_move_and_nothing_to_move_on(void **state) {
    (void)state;
    struct problem problem = {0};
    struct solver *solver = solver_new(&problem, &SOLVER_DEFAULTS, NULL);
    for (int i = 0; i < 3; i++)
        net_near("nothing", cost_under(solver, NULL, NULL), 0, 0);
    solver_free(solver);
    solver_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_known_by_hand_comes_out_in_any_order),
        cmocka_unit_test(costs_that_will_not_do_are_refused_and_the_solver_serves_on),
        cmocka_unit_test(an_arc_that_is_closed_stays_closed),
        cmocka_unit_test(where_glpk_fails_in_between_the_solver_starts_afresh),
        cmocka_unit_test(nothing_to_move_and_nothing_to_move_on),
    };
    return cmocka_run_group_tests_name("warm by hand", tests, NULL, NULL);
}
