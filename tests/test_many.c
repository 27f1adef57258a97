// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A problem whose capacities change from solve to solve, and many cases of one problem on several threads, held against
 * solve() of each from nothing and against a judge that shares no code with either. Facilities: tests/test_many_openings.c.
 */
#include "base/mem.h"
#include "plan/many.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { NETS = 40, CHAIN = 25, CASES = 40 };

static struct flow_net draw_net(int number) {
    struct flow_net net = {.classes = 1 + number % NET_CLASSES};
    random_state = 90210u + (unsigned)number;
    int vertices = 6 + random_below(15), shipments = 5 + random_below(30), room = number % 3 == 0 ? 12 : 60;
    for (int i = 0; i < 3 * vertices; i++) {
        int a = net_arc(&net, random_below(vertices), random_below(vertices), 1 + random_below(50),
                        random_below(4) == 0 ? (double)INFINITY : random_below(room));
        net.hours[a] = random_below(5);
        for (int c = 1; c < NET_CLASSES; c++)
            net.cost[c][a] = random_below(6) == 0 ? (double)INFINITY : net.cost[0][a] + random_below(9);
    }
    net.vertices = vertices;
    for (int k = 0; k < shipments; k++) {
        net_shipment(&net, random_below(vertices), random_below(vertices), 1 + random_below(20));
        net.class_of[k] = random_below(net.classes);
        net.penalty[k] = random_below(4) == 0 ? 100 : 1000;
        if (number % 4 == 3)
            net.max_hours[k] = 3 + random_below(9);
    }
    return net;
}

static struct solver_settings exactly(double quantum) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-10;
    settings.quantum = quantum;
    settings.threads = 1;
    return settings;
}

static struct solution *made(struct solution *solution, const struct error *err) {
    if (solution == NULL)
        fail_msg("%s", err->message);
    return solution;
}

static void agree(const struct solution *warm, const struct solution *cold, double quantum) {
    double size = 1e-9 * (1 + fabs(cold->objective));
    net_near("the bound", warm->bound, cold->bound, size);
    if (quantum == 0)
        net_near("the objective", warm->objective, cold->objective, size);
}

/* ---- other capacities ---- */

/* To nothing, back to the first, to another size, all at once or one. */
static void change_capacity(const struct problem *problem, double *capacity) {
    int one = random_below(problem->resources);
    for (int r = 0; r < problem->resources; r++)
        switch (one % 5) {
        case 0:
            capacity[r] = 0;
            break;
        case 1:
            capacity[r] = problem->capacity[r];
            break;
        case 2:
            capacity[r] = problem->capacity[r] * random_below(5) / 3;
            break;
        default:
            capacity[r] = r == one ? random_below(40) : capacity[r];
            break;
        }
}

static void walk(int number, double quantum) {
    struct error err = {0};
    struct flow_net net = draw_net(number);
    struct problem problem = net_problem(&net), changed = problem;
    struct solver_settings settings = exactly(quantum);
    AUTO_FREE double *capacity = xcalloc((size_t)problem.resources + 1, sizeof *capacity);
    memcpy(capacity, problem.capacity, (size_t)problem.resources * sizeof *capacity);
    changed.capacity = capacity;
    struct solver *solver = solver_new(&problem, &settings, &err);
    for (int i = 0; i < CHAIN && problem.resources > 0; i++) {
        assert_true(solver_set_capacity(solver, capacity, &err));
        struct solution *warm = made(solver_solve(solver, NULL, NULL, &err), &err);
        struct solution *cold = made(solve(&changed, &settings, &err), &err);
        net_judge(&changed, warm, quantum);
        agree(warm, cold, quantum);
        solution_free(warm);
        solution_free(cold);
        change_capacity(&problem, capacity);
    }
    solver_free(solver);
}

static void after_every_change_of_capacities_the_answer_is_that_of_a_cold_start(void **state) {
    (void)state;
    for (int number = 0; number < NETS; number++)
        walk(number, number % 2 == 0 ? 0 : 0.001);
}

static void capacities_must_be_finite_and_not_below_0(void **state) {
    (void)state;
    static const double bad[] = {-1, (double)NAN, (double)INFINITY};
    struct flow_net net = draw_net(1);
    struct problem problem = net_problem(&net);
    struct solver_settings settings = exactly(0);
    struct solver *solver = solver_new(&problem, &settings, NULL);
    AUTO_FREE double *capacity = xcalloc((size_t)problem.resources, sizeof *capacity);
    for (int i = 0; i < 3; i++) {
        struct error err = {0};
        capacity[problem.resources - 1] = bad[i];
        assert_false(solver_set_capacity(solver, capacity, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    assert_true(solver_set_capacity(solver, NULL, NULL));
    solver_free(solver);
}

/* ---- many cases ---- */

/* What case `number` changes: some arcs closed, some shipments out, some capacities other. */
struct cases {
    struct problem *problem;
    bool as_dear; /* closed arcs are dear ones, else of infinite cost */
    double total[CASES];
    int fails_at; /* -1: never */
};

static void make_case(const struct cases *cases, int number, double *cost, double *penalty,
                      double *capacity) {
    const struct problem *problem = cases->problem;
    unsigned bits = 2654435761u * (unsigned)(number + 1);
    for (int a = 0; a < problem->arcs; a++)
        for (int c = 0; (bits >> a % 31 & 7) == 0 && c < problem->classes; c++) {
            double *here = &cost[c * problem->arcs + a];
            *here = isinf(*here) || !cases->as_dear ? (double)INFINITY : many_dear(problem);
        }
    for (int k = 0; k < problem->shipments; k++)
        penalty[k] = (bits >> k % 29 & 3) == 0 ? 1e-6 : penalty[k];
    for (int r = 0; r < problem->resources; r++)
        capacity[r] = (bits >> r % 27 & 3) == 1 ? capacity[r] / 2 : capacity[r];
}

static void change(void *context, int number, struct many_change *change) {
    make_case(context, number, change->arc_cost, change->penalty, change->capacity);
}

static bool judge(void *context, int number, const struct many_answer *answer, struct error *err) {
    struct cases *cases = context;
    cases->total[number] = answer->total;
    return number != cases->fails_at || error_set(err, ERROR_SOLVER, "case %d", number);
}

static bool run(struct cases *cases, int threads, bool begin_with_base, const volatile int *interrupted,
                struct error *err) {
    const struct many_settings settings = {.cases = CASES,
                                           .threads = threads,
                                           .gap = 1e-10,
                                           .begin_with_base = begin_with_base,
                                           .interrupted = interrupted,
                                           .change = change,
                                           .judge = judge,
                                           .context = cases};
    cases->as_dear = true;
    for (int i = 0; i < CASES; i++)
        cases->total[i] = -1;
    return many_solve(cases->problem, &settings, err);
}

static double cold_total(struct cases *cases, int number) {
    struct problem changed = *cases->problem;
    size_t costs = (size_t)changed.classes * (size_t)changed.arcs;
    AUTO_FREE double *cost = xcalloc(costs, sizeof *cost);
    AUTO_FREE double *penalty = xcalloc((size_t)changed.shipments, sizeof *penalty);
    AUTO_FREE double *capacity = xcalloc((size_t)changed.resources + 1, sizeof *capacity);
    memcpy(cost, changed.arc_cost, costs * sizeof *cost);
    memcpy(penalty, changed.penalty, (size_t)changed.shipments * sizeof *penalty);
    memcpy(capacity, changed.capacity, (size_t)changed.resources * sizeof *capacity);
    cases->as_dear = false;
    make_case(cases, number, cost, penalty, capacity);
    changed.arc_cost = cost;
    changed.penalty = penalty;
    changed.capacity = capacity;
    struct solver_settings settings = exactly(0);
    struct error err = {0};
    struct solution *solution = made(solve(&changed, &settings, &err), &err);
    double total = solution->objective;
    solution_free(solution);
    return total;
}

static void every_case_is_what_its_own_problem_would_be(void **state) {
    (void)state;
    for (int number = 0; number < 12; number++) {
        struct flow_net net = draw_net(number);
        struct problem problem = net_problem(&net);
        struct cases cases = {.problem = &problem, .fails_at = -1};
        assert_true(run(&cases, 2, number % 2, NULL, NULL));
        for (int i = 0; i < CASES; i++) {
            double cold = cold_total(&cases, i);
            net_near("a case", cases.total[i], cold, 1e-9 * (1 + fabs(cold)));
        }
    }
}

static void the_number_of_threads_shows_in_no_bit(void **state) {
    (void)state;
    struct flow_net net = draw_net(4);
    struct problem problem = net_problem(&net);
    struct cases one = {.problem = &problem, .fails_at = -1}, four = one;
    assert_true(run(&one, 1, false, NULL, NULL) && run(&four, 4, false, NULL, NULL));
    assert_memory_equal(one.total, four.total, sizeof one.total);
}

static void what_a_judge_refuses_ends_all_with_his_words(void **state) {
    (void)state;
    struct flow_net net = draw_net(4);
    struct problem problem = net_problem(&net);
    struct cases cases = {.problem = &problem, .fails_at = 7};
    struct error err = {0};
    assert_false(run(&cases, 2, false, NULL, &err));
    assert_string_equal(err.message, "case 7");
}

static void interrupted_before_it_begins_it_solves_nothing(void **state) {
    (void)state;
    struct flow_net net = draw_net(4);
    struct problem problem = net_problem(&net);
    struct cases cases = {.problem = &problem, .fails_at = -1};
    volatile int interrupted = 1;
    assert_true(run(&cases, 2, true, &interrupted, NULL));
    for (int i = 0; i < CASES; i++)
        assert_true(cases.total[i] == -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_every_change_of_capacities_the_answer_is_that_of_a_cold_start),
        cmocka_unit_test(capacities_must_be_finite_and_not_below_0),
        cmocka_unit_test(every_case_is_what_its_own_problem_would_be),
        cmocka_unit_test(the_number_of_threads_shows_in_no_bit),
        cmocka_unit_test(what_a_judge_refuses_ends_all_with_his_words),
        cmocka_unit_test(interrupted_before_it_begins_it_solves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
