// SPDX-License-Identifier: GPL-3.0-or-later
/* Extreme points of two costs on random networks: against sweeps of weights, each solved from nothing, and each other. */
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { COSTS = NET_CLASSES * NET_ARCS };

struct case_net {
    struct flow_net net;
    double second[COSTS]; /* packed as net_problem() packs the first */
};

static struct frontier_list *front_of(const struct problem *problem, const double *first,
                                      const double *second, int points) {
    struct error err = {0};
    const struct frontier_question question = {.first = first, .second = second, .points = points};
    struct frontier_list *list = solve_frontier(problem, &question, &SOLVER_DEFAULTS, &err);
    if (list == NULL)
        fail_msg("%s", err.message);
    return list;
}

/* ---- sweeps and relations ---- */

/* Shared capacities, classes, hours; what can't move has a penalty. */
static struct case_net draw_large(int number) {
    struct case_net drawn = {.net = {.classes = 1 + number % NET_CLASSES}};
    random_state = 4242u + (unsigned)number;
    int vertices = 8 + random_below(12);
    for (int i = 0; i < 4 * vertices; i++) {
        int a = net_arc(&drawn.net, random_below(vertices), random_below(vertices), 1 + random_below(500),
                        random_below(3) == 0 ? (double)INFINITY : random_below(60));
        drawn.net.hours[a] = random_below(5);
        for (int c = 1; c < NET_CLASSES; c++)
            drawn.net.cost[c][a] = random_below(6) == 0 ? (double)INFINITY : 1 + random_below(500);
    }
    drawn.net.vertices = vertices;
    for (int k = 0; k < 25; k++) {
        net_shipment(&drawn.net, random_below(vertices), random_below(vertices), 1 + random_below(20));
        drawn.net.class_of[k] = random_below(drawn.net.classes);
        drawn.net.penalty[k] = 100000;
        if (random_below(4) == 0)
            drawn.net.max_hours[k] = 4 + random_below(9);
    }
    struct problem problem = net_problem(&drawn.net);
    for (int i = 0; i < problem.classes * problem.arcs; i++)
        drawn.second[i] = isinf(problem.arc_cost[i]) ? (double)INFINITY : random_below(300);
    return drawn;
}

/* The least of first + rate x second of plans made from nothing, without penalties. */
static double best_at(const struct problem *problem, const double *second, double rate) {
    static double cost[COSTS];
    struct problem weighed = *problem;
    struct solver_settings settings = SOLVER_DEFAULTS;
    double penalty[NET_SHIPMENTS], sum;
    settings.gap = 1e-12;
    settings.quantum = 0;
    for (int i = 0; i < problem->classes * problem->arcs; i++)
        cost[i] = (problem->arc_cost[i] + rate * second[i]) / (1 + rate);
    for (int k = 0; k < problem->shipments; k++)
        penalty[k] = 100000;
    weighed.arc_cost = cost;
    weighed.penalty = penalty;
    struct solution *solution = solve(&weighed, &settings, NULL);
    assert_non_null(solution);
    sum = solution->objective;
    for (int k = 0; k < problem->shipments; k++)
        sum -= penalty[k] * solution->unmet[k];
    solution_free(solution);
    return sum * (1 + rate);
}

static double list_at(const struct frontier_list *list, double rate) {
    double best = INFINITY;
    for (int i = 0; i < list->points; i++)
        best = fmin(best, list->point[i].first + rate * list->point[i].second);
    return best;
}

static void a_dense_sweep_of_weights_finds_nothing_lower_and_nothing_missing(void **state) {
    (void)state;
    enum { NETWORKS = 4, WEIGHTS = 1000 };
    int points = 0;
    for (int n = 0; n < NETWORKS; n++) {
        struct case_net drawn = draw_large(n);
        struct problem problem = net_problem(&drawn.net);
        struct frontier_list *list = front_of(&problem, problem.arc_cost, drawn.second, 0);
        points += list->points;
        for (int w = 0; w < WEIGHTS; w++) {
            double rate = pow(10, -3 + 6.0 * w / (WEIGHTS - 1)), anew = best_at(&problem, drawn.second, rate);
            net_near("sum at a weight", list_at(list, rate), anew, 1e-7 * (1 + anew));
        }
        frontier_list_free(list);
    }
    print_message("%d points on %d networks, %d weights each\n", points, NETWORKS, WEIGHTS);
    assert_true(points > 10 * NETWORKS);
}

static void the_frontier_is_strictly_convex_and_its_intervals_adjoin(void **state) {
    (void)state;
    for (int n = 0; n < 20; n++) {
        struct case_net drawn = draw_large(100 + n);
        struct problem problem = net_problem(&drawn.net);
        struct frontier_list *list = front_of(&problem, problem.arc_cost, drawn.second, 0);
        for (int i = 0; i + 1 < list->points; i++) {
            assert_true(list->point[i].first < list->point[i + 1].first);
            assert_true(list->point[i].second > list->point[i + 1].second);
            assert_true(list->rate[i] > (i > 0 ? list->rate[i - 1] : 0));
        }
        assert_true(list->complete && !list->interrupted);
        frontier_list_free(list);
    }
}

static void swapped_costs_mirror_the_frontier_and_scaled_ones_scale_it(void **state) {
    (void)state;
    for (int n = 0; n < 10; n++) {
        struct case_net drawn = draw_large(200 + n);
        struct problem problem = net_problem(&drawn.net);
        double dear[COSTS];
        for (int i = 0; i < problem.classes * problem.arcs; i++)
            dear[i] = 1000 * problem.arc_cost[i];
        struct frontier_list *list = front_of(&problem, problem.arc_cost, drawn.second, 0);
        struct frontier_list *mirror = front_of(&problem, drawn.second, problem.arc_cost, 0);
        struct frontier_list *scaled = front_of(&problem, dear, drawn.second, 0);
        assert_int_equal(list->points, mirror->points);
        assert_int_equal(list->points, scaled->points);
        for (int i = 0; i < list->points; i++) {
            const struct frontier_point *a = &list->point[i], *b = &mirror->point[list->points - 1 - i];
            net_near("mirrored", b->second, a->first, 1e-7 * (1 + a->first));
            net_near("mirrored", b->first, a->second, 1e-7 * (1 + a->second));
            net_near("scaled", scaled->point[i].first, 1000 * a->first, 1e-4 * (1 + a->first));
            net_near("scaled", scaled->point[i].second, a->second, 1e-7 * (1 + a->second));
        }
        frontier_list_free(list);
        frontier_list_free(mirror);
        frontier_list_free(scaled);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dense_sweep_of_weights_finds_nothing_lower_and_nothing_missing),
        cmocka_unit_test(the_frontier_is_strictly_convex_and_its_intervals_adjoin),
        cmocka_unit_test(swapped_costs_mirror_the_frontier_and_scaled_ones_scale_it),
    };
    return cmocka_run_group_tests_name("frontiers of random networks", tests, NULL, NULL);
}
