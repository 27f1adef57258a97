// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A solver that goes on from its last answer, held against solve() from nothing and against a judge that shares no
 * code with either: chains of random changes of costs on random networks.
 */
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_of_a_chain_is_that_of_a_cold_start),
        cmocka_unit_test(the_same_chain_gives_the_same_bits_on_one_thread_and_on_two),
        cmocka_unit_test(the_first_answer_is_that_of_solve_to_the_bit),
        cmocka_unit_test(nothing_changed_takes_one_round_and_no_columns),
        cmocka_unit_test(interrupted_it_gives_a_plan_with_a_true_bound_and_serves_on),
    };
    return cmocka_run_group_tests_name("warm", tests, NULL, NULL);
}
