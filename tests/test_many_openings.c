// SPDX-License-Identifier: GPL-3.0-or-later
/* The small branch and bound of many_solve() and solve_opening() share no bound: they must find the same cost. */
#include "plan/many.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { FACILITIES = 4 };

static void leave_as_it_is(void *context, int number, struct many_change *change) {
    (void)context;
    (void)number;
    (void)change;
}

static bool take_total(void *context, int number, const struct many_answer *answer, struct error *err) {
    (void)number;
    (void)err;
    *(double *)context = answer->total;
    return true;
}

static double by_many(const struct problem *problem, const double *cost, const int *of_arc) {
    double total = NAN;
    const struct many_settings settings = {.cases = 1,
                                           .threads = 1,
                                           .gap = 1e-7,
                                           .facilities = FACILITIES,
                                           .facility_cost = cost,
                                           .facility_of_arc = of_arc,
                                           .change = leave_as_it_is,
                                           .judge = take_total,
                                           .context = &total};
    struct error err = {0};
    assert_true(many_solve(problem, &settings, &err));
    return total;
}

static double by_opening(const struct problem *problem, const double *cost, const int *of_arc) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0;
    const struct opening_problem asked = {problem, FACILITIES, cost, of_arc};
    struct error err = {0};
    struct opening *opening = solve_opening(&asked, &settings, &err);
    assert_non_null(opening);
    double total = opening->objective;
    opening_free(opening);
    return total;
}

static void both_find_the_same_cost_on_random_networks(void **state) {
    (void)state;
    for (int i = 0; i < 100; i++) {
        struct flow_net net = {.vertices = 8};
        int of_arc[NET_ARCS];
        double cost[FACILITIES];
        random_state = 4000u + (unsigned)i;
        for (int a = 0; a < 24; a++) {
            int from = random_below(8), to = random_below(8), owner = random_below(2 * FACILITIES);
            net_arc(&net, from, to, owner < FACILITIES ? random_below(8) : 5 + random_below(20),
                    random_below(2) ? (double)INFINITY : 5 + random_below(30));
            of_arc[a] = owner < FACILITIES ? owner : -1;
        }
        for (int f = 0; f < FACILITIES; f++)
            cost[f] = 1 + random_below(300);
        for (int k = 0; k < 10; k++)
            net.penalty[net_shipment(&net, random_below(8), random_below(8), 1 + random_below(20))] = 60;
        struct problem problem = net_problem(&net);
        double one = by_many(&problem, cost, of_arc), other = by_opening(&problem, cost, of_arc);
        net_near("the cost", one, other, 2e-6 * (1 + other));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(both_find_the_same_cost_on_random_networks)};
    return cmocka_run_group_tests_name("many openings", tests, NULL, NULL);
}
