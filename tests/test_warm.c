// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A solver that goes on from its last answer, held against solve() from nothing and against a judge that shares no
 * code with either: chains of random changes of costs on random networks.
 */
#include "solver/lp.h"
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { CHAIN = 20 };

/** A family of networks. */
struct kind {
    const char *name;
    int capacity;  /**< of an arc: below this; the less, the more stays unmet */
    int max_hours; /**< of a shipment: below this and 3 more; 0 = no limit */
    double quantum;
    int networks;
    int key_paths;
};

/* clang-format off */
static const struct kind KINDS[] = {
    {"room for most",                    60, 0, 0,     25, 1},
    {"whole quanta",                     60, 0, 0.001, 15, 1},
    {"much stays unmet",                 15, 0, 0,     15, 1},
    {"next to no room, whole quanta",     5, 0, 0.001, 15, 1},
    {"whole quanta so large they bite",  15, 0, 1,     15, 1},
    {"limits on hours",                  60, 9, 0,     15, 1},
    {"limits on hours and little room",  15, 9, 0.001, 15, 1},
    {"a demand row a shipment",          30, 0, 0,     10, 0},
};
/* clang-format on */

static struct flow_net draw_net(const struct kind *kind, int number) {
    struct flow_net net = {.classes = 1 + number % NET_CLASSES};
    random_state = 4711u + 1000u * (unsigned)(kind - KINDS) + (unsigned)number;
    int vertices = 6 + random_below(20);
    for (int i = 0; i < 3 * vertices; i++) {
        int a = net_arc(&net, random_below(vertices), random_below(vertices), 1 + random_below(50),
                        random_below(5) == 0 ? (double)INFINITY : random_below(kind->capacity));
        net.hours[a] = random_below(5);
        for (int c = 1; c < NET_CLASSES; c++)
            net.cost[c][a] = random_below(5) == 0 ? (double)INFINITY : net.cost[0][a] + random_below(9);
    }
    for (int v = 0; v < vertices; v++)
        net.no_through[v] = random_below(12) == 0;
    net.vertices = vertices;
    int shipments = 5 + random_below(40);
    for (int k = 0; k < shipments; k++) {
        net_shipment(&net, random_below(vertices), random_below(vertices), 1 + random_below(20));
        net.class_of[k] = random_below(net.classes);
        net.penalty[k] = random_below(4) == 0 ? 100 : 1000;
        if (kind->max_hours > 0)
            net.max_hours[k] = 3 + random_below(kind->max_hours);
    }
    return net;
}

/* ---- changes of costs ---- */

struct costs {
    double arc[NET_CLASSES * NET_ARCS], penalty[NET_SHIPMENTS];
};

static void put_in(struct costs *costs, struct problem *problem) {
    problem->arc_cost = costs->arc;
    problem->penalty = costs->penalty;
}

static void scale(const struct problem *problem, struct costs *costs, double arcs, double penalties) {
    for (int i = 0; i < problem->classes * problem->arcs; i++)
        costs->arc[i] *= arcs;
    for (int k = 0; k < problem->shipments; k++)
        costs->penalty[k] *= penalties;
}

static void raise_one_arc(const struct problem *problem, struct costs *costs) {
    int a = random_below(problem->arcs);
    for (int c = 0; c < problem->classes; c++)
        costs->arc[c * problem->arcs + a] *= 10;
}

static void draw_arc_costs(const struct problem *problem, struct costs *costs, int below) {
    for (int i = 0; i < problem->classes * problem->arcs; i++)
        if (isfinite(costs->arc[i]))
            costs->arc[i] = random_below(below) * 0.37;
}

/* Where an arc is closed to one of the two classes its costs stay. */
static void exchange_classes(const struct problem *problem, struct costs *costs) {
    int one = random_below(problem->classes), other = random_below(problem->classes);
    for (int a = 0; a < problem->arcs; a++) {
        double *here = &costs->arc[one * problem->arcs + a], *there = &costs->arc[other * problem->arcs + a];
        double kept = *here;
        if (isinf(*here) || isinf(*there))
            continue;
        *here = *there;
        *there = kept;
    }
}

/* Costs stay between thousandths and millions: under that the simplex method's tolerances (1e-7) show. */
static void change(const struct problem *problem, struct costs *costs) {
    bool dear = costs->penalty[0] > 1e4;
    switch (random_below(8)) {
    case 0:
        scale(problem, costs, 0.001 + random_below(40), 1);
        break;
    case 1:
        scale(problem, costs, dear ? 0.001 : 1000, dear ? 0.001 : 1000);
        break;
    case 2:
        draw_arc_costs(problem, costs, 1);
        break; /* all 0 */
    case 3:
        draw_arc_costs(problem, costs, 100);
        break;
    case 4:
        exchange_classes(problem, costs);
        break;
    case 5:
        costs->penalty[random_below(problem->shipments)] = 1 + random_below(5000);
        break;
    default:
        raise_one_arc(problem, costs);
        break;
    }
}

/** The problem's own costs first, then one change after the other. */
static void draw_chain(const struct problem *problem, struct costs chain[CHAIN]) {
    memcpy(chain[0].arc, problem->arc_cost, sizeof(double) * (size_t)(problem->classes * problem->arcs));
    memcpy(chain[0].penalty, problem->penalty, sizeof(double) * (size_t)problem->shipments);
    for (int i = 1; i < CHAIN; i++) {
        chain[i] = chain[i - 1];
        change(problem, &chain[i]);
    }
}

static struct solver_settings settings_for(const struct kind *kind) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = kind->quantum;
    settings.gap = 1e-10;
    settings.key_paths = kind->key_paths;
    settings.threads = 1;
    return settings;
}

static struct solution *made(struct solution *solution, const struct error *err) {
    if (solution == NULL)
        fail_msg("%s", err->message);
    return solution;
}

/* ---- the tests ---- */

/* Rounded to quanta, two plans may differ by what a few of them cost; their bounds may not. */
static void agree(const struct solution *warm, const struct solution *cold, double quantum) {
    double size = 1e-9 + fabs(cold->objective);
    net_near("the bound of the warm solver", warm->bound, cold->bound, 1e-9 * size);
    if (quantum == 0) {
        net_near("the objective of the warm solver", warm->objective, cold->objective, 1e-9 * size);
        assert_int_equal(warm->status, cold->status);
        assert_true(warm->gap <= 1e-9 || warm->objective - warm->bound < 1e-9);
    }
    assert_true(warm->objective <= cold->objective + 1e-9 * size || quantum > 0);
}

static void walk_chain(const struct kind *kind, int number) {
    static struct costs chain[CHAIN];
    struct error err = {0};
    struct flow_net net = draw_net(kind, number);
    struct problem problem = net_problem(&net), changed = problem;
    struct solver_settings settings = settings_for(kind);
    draw_chain(&problem, chain);
    struct solver *solver = solver_new(&problem, &settings, &err);
    for (int i = 0; i < CHAIN; i++) {
        put_in(&chain[i], &changed);
        struct solution *warm = made(solver_solve(solver, chain[i].arc, chain[i].penalty, &err), &err);
        struct solution *cold = made(solve(&changed, &settings, &err), &err);
        net_judge(&changed, warm, settings.quantum);
        agree(warm, cold, settings.quantum);
        solution_free(warm);
        solution_free(cold);
    }
    solver_free(solver);
}

static void every_answer_of_a_chain_is_that_of_a_cold_start(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        for (int number = 0; number < KINDS[i].networks; number++) {
            walk_chain(&KINDS[i], number);
        }
}

static bool same_bits(const void *one, const void *other, int count, size_t size) {
    return memcmp(one, other, (size_t)count * size) == 0;
}

static void are_same(const struct solution *one, const struct solution *other,
                     const struct problem *problem) {
    assert_int_equal(one->paths, other->paths);
    assert_true(same_bits(one->path_flow, other->path_flow, one->paths, sizeof(double)));
    assert_true(same_bits(one->path_start, other->path_start, one->paths + 1, sizeof(int)));
    assert_true(same_bits(one->path_arc, other->path_arc, one->path_start[one->paths], sizeof(int)));
    assert_true(same_bits(one->price, other->price, problem->resources, sizeof(double)));
    assert_true(same_bits(one->unmet, other->unmet, problem->shipments, sizeof(double)));
    assert_true(same_bits(&one->objective, &other->objective, 1, sizeof(double)));
    assert_true(same_bits(&one->bound, &other->bound, 1, sizeof(double)));
    assert_int_equal(one->info.rounds, other->info.rounds);
    assert_int_equal(one->info.columns, other->info.columns);
    assert_int_equal(one->info.simplex_iterations, other->info.simplex_iterations);
}

static void the_same_chain_gives_the_same_bits_on_one_thread_and_on_two(void **state) {
    (void)state;
    static struct costs chain[CHAIN];
    struct error err = {0};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        struct flow_net net = draw_net(&KINDS[i], 77);
        struct problem problem = net_problem(&net);
        struct solver_settings settings = settings_for(&KINDS[i]), two = settings;
        two.threads = 2;
        draw_chain(&problem, chain);
        struct solver *solver[3] = {solver_new(&problem, &settings, &err),
                                    solver_new(&problem, &settings, &err), solver_new(&problem, &two, &err)};
        for (int c = 0; c < CHAIN; c++) {
            struct solution *solution[3];
            for (int s = 0; s < 3; s++)
                solution[s] = made(solver_solve(solver[s], chain[c].arc, chain[c].penalty, &err), &err);
            are_same(solution[0], solution[1], &problem);
            are_same(solution[0], solution[2], &problem);
            for (int s = 0; s < 3; s++)
                solution_free(solution[s]);
        }
        for (int s = 0; s < 3; s++)
            solver_free(solver[s]);
    }
}

static void the_first_answer_is_that_of_solve_to_the_bit(void **state) {
    (void)state;
    struct error err = {0};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        struct flow_net net = draw_net(&KINDS[i], 5);
        struct problem problem = net_problem(&net);
        struct solver_settings settings = settings_for(&KINDS[i]);
        struct solver *solver = solver_new(&problem, &settings, &err);
        struct solution *first = made(solver_solve(solver, NULL, NULL, &err), &err);
        struct solution *alone = made(solve(&problem, &settings, &err), &err);
        are_same(first, alone, &problem);
        solution_free(first);
        solution_free(alone);
        solver_free(solver);
    }
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

static void nothing_changed_takes_one_round_and_no_columns(void **state) {
    (void)state;
    struct error err = {0};
    for (int number = 0; number < 10; number++) {
        struct flow_net net = draw_net(&KINDS[0], number);
        struct problem problem = net_problem(&net);
        struct solver_settings settings = settings_for(&KINDS[0]);
        struct solver *solver = solver_new(&problem, &settings, &err);
        solution_free(made(solver_solve(solver, NULL, NULL, &err), &err));
        struct solution *again = made(solver_solve(solver, NULL, NULL, &err), &err);
        assert_int_equal(again->info.rounds, 1);
        assert_int_equal(again->info.columns, 0);
        solution_free(again);
        solver_free(solver);
    }
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

static void interrupted_it_gives_a_plan_with_a_true_bound_and_serves_on(void **state) {
    (void)state;
    static struct costs chain[CHAIN];
    struct error err = {0};
    for (int number = 0; number < 20; number++) {
        struct flow_net net = draw_net(&KINDS[number % 2], number);
        struct problem problem = net_problem(&net), changed = problem;
        volatile int interrupted = 0;
        struct solver_settings settings = settings_for(&KINDS[0]);
        settings.interrupted = &interrupted;
        draw_chain(&problem, chain);
        struct solver *solver = solver_new(&problem, &settings, &err);
        for (int i = 0; i < CHAIN; i++) {
            put_in(&chain[i], &changed);
            interrupted = i % 2 == number % 2;
            struct solution *warm = made(solver_solve(solver, chain[i].arc, chain[i].penalty, &err), &err);
            struct solution *cold;
            bool stopped = interrupted != 0;
            interrupted = 0;
            cold = made(solve(&changed, &settings, &err), &err);
            if (stopped) {
                assert_int_equal(warm->status, SOLVER_LIMIT);
                assert_true(warm->bound <= cold->objective * (1 + 1e-9));
                assert_true(warm->objective >= cold->bound * (1 - 1e-9));
            } else {
                net_judge(&changed, warm, 0);
                agree(warm, cold, 0);
            }
            solution_free(warm);
            solution_free(cold);
        }
        solver_free(solver);
    }
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
        cmocka_unit_test(every_answer_of_a_chain_is_that_of_a_cold_start),
        cmocka_unit_test(the_same_chain_gives_the_same_bits_on_one_thread_and_on_two),
        cmocka_unit_test(the_first_answer_is_that_of_solve_to_the_bit),
        cmocka_unit_test(nothing_changed_takes_one_round_and_no_columns),
        cmocka_unit_test(costs_that_will_not_do_are_refused_and_the_solver_serves_on),
        cmocka_unit_test(an_arc_that_is_closed_stays_closed),
        cmocka_unit_test(interrupted_it_gives_a_plan_with_a_true_bound_and_serves_on),
        cmocka_unit_test(where_glpk_fails_in_between_the_solver_starts_afresh),
        cmocka_unit_test(nothing_to_move_and_nothing_to_move_on),
    };
    return cmocka_run_group_tests_name("warm", tests, NULL, NULL);
}
