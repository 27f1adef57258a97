// SPDX-License-Identifier: GPL-3.0-or-later
/* The volume start, and under it the pricing rounds and the pool of threads. */
#include "base/mem.h"
#include "solver/threads.h"
#include "solver/volume.h"
#include "tests/support/flow_net.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

static void near(double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("found %.12g, expected %.12g", found, expected);
}

/* 10 t over two arcs at 1 (6 t) and 3: see test_solve.c, optimum 18, price 2 on the first. */
static struct flow_net two_arcs(void) {
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 6);
    net_arc(&net, 0, 1, 3, 100);
    net_shipment(&net, 0, 1, 10);
    return net;
}

static void its_bound_climbs_to_the_optimum_and_is_that_of_its_prices(void **state) {
    (void)state;
    struct flow_net net = two_arcs();
    struct problem problem = net_problem(&net);
    AUTO(graph_release) struct graph *graph = graph_new(&problem);
    AUTO(pricing_release) struct pricing *pricing = pricing_new(&problem, graph, &SOLVER_DEFAULTS);
    double price[2], bound, last = 10; /* L(0): all of it at 1 */
    static const int STEPS[] = {0, 5, 20, 200};
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        assert_true(volume_prices(&problem, pricing, STEPS[i], INFINITY, price, &bound));
        near(bound, 10 * fmin(1 + price[0], 3 + price[1]) - 6 * price[0] - 100 * price[1], 1e-9);
        assert_true(bound >= last - 1e-12 && bound <= 18 + 1e-12);
        last = bound;
    }
    near(bound, 18, 0.2);
    near(price[0], 2, 0.1);
}

static void without_time_it_says_so(void **state) {
    (void)state;
    struct flow_net net = two_arcs();
    struct problem problem = net_problem(&net);
    AUTO(graph_release) struct graph *graph = graph_new(&problem);
    AUTO(pricing_release) struct pricing *pricing = pricing_new(&problem, graph, &SOLVER_DEFAULTS);
    double price[2], bound;
    assert_false(volume_prices(&problem, pricing, 5, 0, price, &bound));
}

/* Two shipments share the way 0 -> 1; one goes on. The load is counted once an arc and shipment. */
static void the_load_is_that_of_all_shipments_on_their_shortest_ways(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 5);
    net_arc(&net, 1, 2, 1, 5);
    net_arc(&net, 0, 2, 9, 5);
    net_shipment(&net, 0, 1, 4);
    net_shipment(&net, 0, 2, 2.5);
    net.max_hours[net_shipment(&net, 0, 2, 1)] = 1; /* only the direct arc is that fast */
    net.penalty[net_shipment(&net, 0, 2, 7)] = 0.5;
    struct problem problem = net_problem(&net);
    AUTO(graph_release) struct graph *graph = graph_new(&problem);
    AUTO(pricing_release) struct pricing *pricing = pricing_new(&problem, graph, &SOLVER_DEFAULTS);
    double load[3], price[3] = {0, 0, 0};
    assert_true(pricing_run(pricing, price, &(struct pricing_wish){.load = load}, INFINITY));
    near(load[0], 6.5, 1e-9);
    near(load[1], 2.5, 1e-9);
    near(load[2], 1, 1e-9);
    near(pricing_bound(pricing), 4 * 1 + 2.5 * 2 + 1 * 9 + 7 * 0.5, 1e-9);
    assert_int_equal(pricing_trees(pricing), 1);
}

static void candidates_come_with_the_greatest_saving_first(void **state) {
    (void)state;
    struct flow_net net = {0};
    net_arc(&net, 0, 1, 1, 5);
    net_arc(&net, 0, 2, 2, 5);
    net_shipment(&net, 0, 1, 4);
    net_shipment(&net, 0, 2, 5);
    net_shipment(&net, 0, 2, 0.5);
    struct problem problem = net_problem(&net);
    AUTO(graph_release) struct graph *graph = graph_new(&problem);
    AUTO(pricing_release) struct pricing *pricing = pricing_new(&problem, graph, &SOLVER_DEFAULTS);
    double price[2] = {0, 0}, rebate[3] = {0, 0, 998};
    struct path *standard[3];
    for (int k = 0; k < 3; k++)
        standard[k] = path_new_unmet(k, 1000);
    /* Savings: 4 (1000 - 1), 5 (1000 - 2), 0.5 (1000 - 998 - 2) = 0: the last is no candidate. */
    struct pricing_wish wish = {.paths = true, .price = price, .standard = standard, .rebate = rebate};
    assert_true(pricing_run(pricing, price, &wish, INFINITY));
    struct candidate *candidate;
    assert_int_equal(pricing_candidates(pricing, &candidate), 2);
    assert_int_equal(candidate[0].path->shipment, 1);
    near(candidate[0].saving, 4990, 1e-9);
    near(candidate[1].saving, 3996, 1e-9);
    for (int k = 0; k < 3; k++)
        free(standard[k]);
}

struct tally {
    atomic_int calls;
    atomic_int seen[4];
};

static void count(void *context, int worker) {
    struct tally *tally = context;
    atomic_fetch_add(&tally->calls, 1);
    atomic_fetch_add(&tally->seen[worker], 1);
}

static void a_pool_calls_each_worker_once_a_run(void **state) {
    (void)state;
    for (int threads = 1; threads <= 4; threads++) {
        struct pool *pool = pool_new(threads);
        struct tally tally = {0};
        for (int run = 0; run < 500; run++)
            pool_run(pool, count, &tally);
        assert_int_equal(tally.calls, 500 * pool_size(pool));
        for (int i = 0; i < pool_size(pool); i++)
            assert_int_equal(tally.seen[i], 500);
        pool_free(pool);
    }
    pool_free(pool_new(0)); /* never used, at least the caller */
    pool_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_bound_climbs_to_the_optimum_and_is_that_of_its_prices),
        cmocka_unit_test(without_time_it_says_so),
        cmocka_unit_test(the_load_is_that_of_all_shipments_on_their_shortest_ways),
        cmocka_unit_test(candidates_come_with_the_greatest_saving_first),
        cmocka_unit_test(a_pool_calls_each_worker_once_a_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
