// SPDX-License-Identifier: GPL-3.0-or-later
/* What to open, against sums by hand; random networks are in test_opening_random.c. */
#include "solver/solver.h"
#include "tests/support/flow_net.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { MOST = 4 };

/* A network whose arcs have owners; 0 = none, f + 1 = facility f. */
struct owned {
    struct flow_net net;
    int facilities, owner[NET_ARCS], of_arc[NET_ARCS];
    double fixed_cost[MOST];
};

static void own(struct owned *owned, int facility, int arc) {
    owned->owner[arc] = facility + 1;
    owned->facilities = owned->facilities > facility ? owned->facilities : facility + 1;
}

static struct opening *decide(struct owned *owned, const struct solver_settings *settings,
                              struct error *err) {
    struct problem problem = net_problem(&owned->net);
    for (int a = 0; a < NET_ARCS; a++)
        owned->of_arc[a] = owned->owner[a] - 1;
    const struct opening_problem asked = {&problem, owned->facilities, owned->fixed_cost, owned->of_arc};
    return solve_opening(&asked, settings, err);
}

/* The whole cost, and which are open as a set of bits; proven. */
static void expect(struct owned *owned, double objective, unsigned open) {
    struct error err = {0};
    struct opening *opening = decide(owned, &SOLVER_DEFAULTS, &err);
    if (opening == NULL)
        fail_msg("%s", err.message);
    net_near("the objective", opening->objective, objective, 1e-6 * (1 + objective));
    net_near("the bound", opening->bound, objective, 2e-6 * (1 + objective));
    for (int f = 0; f < owned->facilities; f++)
        assert_int_equal(opening->open[f], open >> f & 1);
    opening_free(opening);
}

/* A road at 10, and a bridge of facility 0 at 4, with room for so much. */
static struct owned bridge(double tonnes, double room, double fixed_cost) {
    struct owned owned = {.fixed_cost = {fixed_cost}};
    net_arc(&owned.net, 0, 1, 10, INFINITY);
    own(&owned, 0, net_arc(&owned.net, 0, 1, 4, room));
    net_shipment(&owned.net, 0, 1, tonnes);
    return owned;
}

/* 10 t save 6 each: 60. At 50 it pays: 40 + 50; at 70 not: 100. With room for 6 t it saves 36: 24 + 40 + 30, or 100. */
static void a_bridge_is_opened_where_it_saves_more_than_it_costs(void **state) {
    (void)state;
    const struct {
        double room, fixed_cost, objective;
        unsigned open;
    } line[] = {
        {INFINITY, 50, 90, 1}, {INFINITY, 70, 100, 0}, {6, 30, 94, 1}, {6, 40, 100, 0}, {0, 5, 100, 0}};
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        struct owned owned = bridge(10, line[i].room, line[i].fixed_cost);
        expect(&owned, line[i].objective, line[i].open);
    }
}

static void what_costs_nothing_is_open(void **state) {
    (void)state;
    struct owned owned = bridge(10, INFINITY, 0);
    expect(&owned, 40, 1);
    owned.net.cost[0][1] = 40; /* even unused */
    expect(&owned, 100, 1);
}

/* 0 - 1 and 2 - 3 are the same facility's, at 1 each, between them a road at 1; directly 10. 10 t: 30 + 60 paid once, against
   100; at 80 the direct road. */
static void a_path_that_passes_a_facility_twice_pays_it_once(void **state) {
    (void)state;
    struct owned owned = {.fixed_cost = {60}};
    own(&owned, 0, net_arc(&owned.net, 0, 1, 1, INFINITY));
    net_arc(&owned.net, 1, 2, 1, INFINITY);
    own(&owned, 0, net_arc(&owned.net, 2, 3, 1, INFINITY));
    net_arc(&owned.net, 0, 3, 10, INFINITY);
    net_shipment(&owned.net, 0, 3, 10);
    expect(&owned, 90, 1);
    owned.fixed_cost[0] = 80;
    expect(&owned, 100, 0);
}

/* 5 t each way save 6 each: 60 together, 30 alone. */
static void both_ways_of_a_link_share_its_cost(void **state) {
    (void)state;
    struct owned owned = bridge(5, INFINITY, 50);
    net_arc(&owned.net, 1, 0, 10, INFINITY);
    own(&owned, 0, net_arc(&owned.net, 1, 0, 4, INFINITY));
    expect(&owned, 50, 0);
    net_shipment(&owned.net, 1, 0, 5);
    expect(&owned, 90, 1);
}

/* 2 t with no other way: 2 x 4 + 20 = 28 beats 2 x 1000, but not 2 x 5. */
static void to_leave_it_behind_may_be_cheaper_than_to_open(void **state) {
    (void)state;
    struct owned owned = {.fixed_cost = {20}};
    own(&owned, 0, net_arc(&owned.net, 0, 1, 4, INFINITY));
    net_shipment(&owned.net, 0, 1, 2);
    expect(&owned, 28, 1);
    owned.net.penalty[0] = 5;
    expect(&owned, 10, 0);
}

/*
 * Two sites, three customers: A (12) at 2, 5, 9 a tonne, B (10) at 8, 4, 1. For 1 t each A alone is 12 + 16 = 28, B alone
 * 10 + 13 = 23, both 22 + 2 + 4 + 1 = 29; for 5 t each 92, 75 and 22 + 35 = 57.
 */
static void sites_are_chosen_as_by_hand(void **state) {
    (void)state;
    static const double rate[2][3] = {{2, 5, 9}, {8, 4, 1}};
    for (int tonnes = 1; tonnes <= 5; tonnes += 4) {
        struct owned owned = {.fixed_cost = {12, 10}};
        for (int site = 0; site < 2; site++) {
            own(&owned, site, net_arc(&owned.net, 0, 1 + site, 0, INFINITY));
            for (int customer = 0; customer < 3; customer++)
                net_arc(&owned.net, 1 + site, 3 + customer, rate[site][customer], INFINITY);
        }
        for (int customer = 0; customer < 3; customer++)
            net_shipment(&owned.net, 0, 3 + customer, tonnes);
        expect(&owned, tonnes == 1 ? 23 : 57, tonnes == 1 ? 2 : 3);
    }
}

static void without_facilities_it_is_the_flow_problem(void **state) {
    (void)state;
    struct owned owned = bridge(10, 6, 50);
    memset(owned.owner, 0, sizeof owned.owner);
    owned.facilities = 0;
    expect(&owned, 24 + 40, 0);
}

static void numbers_out_of_range_are_refused(void **state) {
    (void)state;
    const double bad[] = {-1, NAN, INFINITY};
    struct error err = {0};
    for (int i = 0; i < 3; i++) {
        struct owned owned = bridge(10, 6, bad[i]);
        assert_null(decide(&owned, &SOLVER_DEFAULTS, &err));
        assert_int_equal(err.code, ERROR_INPUT);
    }
    struct owned owned = bridge(10, 6, 50);
    owned.owner[1] = 7;
    assert_null(decide(&owned, &SOLVER_DEFAULTS, &err));
    assert_non_null(strstr(err.message, "facility_of_arc[1] is 6, expected -1 to 0"));
}

/* Whatever was found, the flow uses only what is open, and the bound is one. */
static void out_of_time_or_interrupted_there_is_still_a_plan(void **state) {
    (void)state;
    volatile int flag = 1;
    for (int i = 0; i < 2; i++) {
        struct owned owned = bridge(10, 6, 30);
        struct solver_settings settings = SOLVER_DEFAULTS;
        struct error err = {0};
        settings.seconds = i == 0 ? 0 : (double)INFINITY;
        settings.interrupted = i == 0 ? NULL : &flag;
        struct opening *opening = decide(&owned, &settings, &err);
        assert_non_null(opening);
        assert_true(opening->bound <= 94 * (1 + 1e-6) && opening->objective >= 94 * (1 - 1e-6));
        assert_true(opening->gap <= 1e-6 || opening->status == SOLVER_LIMIT);
        opening_free(opening);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bridge_is_opened_where_it_saves_more_than_it_costs),
        cmocka_unit_test(what_costs_nothing_is_open),
        cmocka_unit_test(a_path_that_passes_a_facility_twice_pays_it_once),
        cmocka_unit_test(both_ways_of_a_link_share_its_cost),
        cmocka_unit_test(to_leave_it_behind_may_be_cheaper_than_to_open),
        cmocka_unit_test(sites_are_chosen_as_by_hand),
        cmocka_unit_test(without_facilities_it_is_the_flow_problem),
        cmocka_unit_test(numbers_out_of_range_are_refused),
        cmocka_unit_test(out_of_time_or_interrupted_there_is_still_a_plan),
    };
    return cmocka_run_group_tests_name("opening", tests, NULL, NULL);
}
