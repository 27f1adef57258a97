// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/repair_case.h"

#include <math.h>
#include <string.h>

/*
 * Hand cases. Arcs: {tail, head, cost, hours, resource}; a shipment's flow comes in, and is expected, on single
 * arcs: each named by its number, so that a case reads as the picture of parallel roads that it is.
 */
struct row {
    int tail, head;
    double cost, hours;
    int resource;
};
struct on_arc {
    int shipment, arc;
    double flow;
};
struct hand_case {
    const char *what;
    struct row arcs[6];
    double capacity[4], price[4];
    struct {
        int origin, destination;
        double demand, penalty, max_hours; /* 0 = none */
    } shipments[3];
    struct on_arc in[6], out[6];
    double unmet[3], quantum;
};

static void set_up(struct repair_case *f, const struct hand_case *c) {
    case_wire(f);
    f->problem.vertices = 4;
    f->problem.classes = 1;
    f->problem.resources = 4;
    for (; f->problem.arcs < 6 && c->arcs[f->problem.arcs].tail != c->arcs[f->problem.arcs].head;
         f->problem.arcs++) {
        const struct row *row = &c->arcs[f->problem.arcs];
        f->tail[f->problem.arcs] = row->tail;
        f->head[f->problem.arcs] = row->head;
        f->cost[f->problem.arcs] = row->cost;
        f->hours[f->problem.arcs] = row->hours;
        f->resource[f->problem.arcs] = row->resource;
    }
    memcpy(f->capacity, c->capacity, sizeof c->capacity);
    memcpy(f->price, c->price, sizeof c->price);
    for (; f->problem.shipments < 3 && c->shipments[f->problem.shipments].demand > 0;
         f->problem.shipments++) {
        int k = f->problem.shipments;
        f->origin[k] = c->shipments[k].origin;
        f->destination[k] = c->shipments[k].destination;
        f->demand[k] = c->shipments[k].demand;
        f->penalty[k] = c->shipments[k].penalty;
        f->max_hours[k] = c->shipments[k].max_hours > 0 ? c->shipments[k].max_hours : (double)INFINITY;
    }
    for (int i = 0; i < 6 && c->in[i].flow > 0; i++)
        flow_list_add(&f->flows, c->in[i].shipment, c->in[i].flow, 1, &c->in[i].arc);
}

static bool as_expected(const struct repair_case *f, const struct hand_case *c) {
    int paths = 0;
    for (; paths < 6 && c->out[paths].flow > 0; paths++) {
        if (paths >= f->flows.count)
            return false;
        const struct path_flow *path = &f->flows.path[paths];
        if (path->shipment != c->out[paths].shipment || path->arcs != 1 ||
            f->flows.arc[path->start] != c->out[paths].arc || path->flow != c->out[paths].flow)
            return false;
    }
    for (int k = 0; k < f->problem.shipments; k++)
        if (fabs(f->unmet[k] - c->unmet[k]) > 1e-12)
            return false;
    return paths == f->flows.count;
}

/* clang-format off */
static const struct hand_case HAND_CASES[] = {
    {.what = "the remainder goes on the cheaper of its paths that has room",
     .arcs = {{0, 1, 1, 0, 0}, {0, 1, 5, 0, -1}},
     .capacity = {2.5}, .price = {4}, .shipments = {{0, 1, 3, 99, 0}},
     .in = {{0, 0, 1.5}, {0, 1, 1.5}}, .out = {{0, 0, 2}, {0, 1, 1}}, .quantum = 1},
    {.what = "the one with the near way out makes way",
     .arcs = {{0, 1, 1, 0, 0}, {0, 1, 2, 0, -1}, {2, 1, 1, 0, 0}, {2, 1, 10, 0, -1}},
     .capacity = {5}, .shipments = {{0, 1, 4, 99, 0}, {2, 1, 4, 99, 0}},
     .in = {{0, 0, 4}, {1, 2, 4}}, .out = {{0, 1, 3}, {0, 0, 1}, {1, 2, 4}}, .quantum = 1},
    {.what = "nothing comes in: all goes by the shortest paths with room",
     .arcs = {{0, 1, 3, 0, 0}, {0, 1, 1, 0, 1}, {0, 1, 2, 0, 2}},
     .capacity = {9, 4, 3}, .shipments = {{0, 1, 9, 99, 0}},
     .out = {{0, 1, 4}, {0, 2, 3}, {0, 0, 2}}, .quantum = 1},
    {.what = "what the only way can't carry is unmet",
     .arcs = {{0, 1, 1, 0, 0}}, .capacity = {2}, .shipments = {{0, 1, 5, 99, 0}},
     .in = {{0, 0, 5}}, .out = {{0, 0, 2}}, .unmet = {3}, .quantum = 1},
    {.what = "no way at all", .arcs = {{1, 0, 1, 0, -1}}, .shipments = {{0, 1, 5, 99, 0}},
     .unmet = {5}, .quantum = 1},
    {.what = "a path dearer than the penalty is not used, nor kept",
     .arcs = {{0, 1, 10, 0, 0}, {0, 1, 3, 0, 1}}, .capacity = {9, 2}, .shipments = {{0, 1, 5, 4, 0}},
     .in = {{0, 0, 5}}, .out = {{0, 1, 2}}, .unmet = {3}, .quantum = 1},
    {.what = "over the demand: the dearest is cut",
     .arcs = {{0, 1, 1, 0, -1}, {0, 1, 2, 0, -1}}, .shipments = {{0, 1, 4, 99, 0}},
     .in = {{0, 1, 3}, {0, 0, 3}}, .out = {{0, 0, 3}, {0, 1, 1}}, .quantum = 1},
    {.what = "the same path twice is one path",
     .arcs = {{0, 1, 1, 0, -1}}, .shipments = {{0, 1, 4, 99, 0}},
     .in = {{0, 0, 3}, {0, 0, 1}}, .out = {{0, 0, 4}}, .quantum = 1},
    {.what = "one who has no other way pushes aside one who has",
     .arcs = {{0, 1, 1, 0, 0}, {2, 1, 1, 0, 0}, {2, 1, 6, 0, -1}},
     .capacity = {4}, .shipments = {{0, 1, 3, 99, 0}, {2, 1, 4, 99, 0}},
     .in = {{1, 1, 4}}, .out = {{0, 0, 3}, {1, 2, 3}, {1, 1, 1}}, .quantum = 1},
    {.what = "and that one a third",
     .arcs = {{0, 1, 1, 0, 0}, {2, 1, 1, 0, 0}, {2, 1, 6, 0, 1}, {3, 1, 1, 0, 1}, {3, 1, 4, 0, -1}},
     .capacity = {4, 4}, .shipments = {{0, 1, 4, 99, 0}, {2, 1, 4, 99, 0}, {3, 1, 4, 99, 0}},
     .in = {{0, 0, 1}, {1, 1, 4}, {2, 3, 4}}, .out = {{0, 0, 4}, {1, 2, 4}, {2, 4, 4}}, .quantum = 1},
    {.what = "nobody is pushed out for a lower penalty",
     .arcs = {{0, 1, 1, 0, 0}, {2, 1, 1, 0, 0}},
     .capacity = {4}, .shipments = {{0, 1, 3, 50, 0}, {2, 1, 4, 99, 0}},
     .in = {{1, 1, 4}}, .out = {{1, 1, 4}}, .unmet = {3}, .quantum = 1},
    {.what = "the cheap way takes too long",
     .arcs = {{0, 1, 1, 5, -1}, {0, 1, 3, 2, 0}, {0, 1, 9, 1, -1}},
     .capacity = {2}, .shipments = {{0, 1, 5, 99, 4}}, .out = {{0, 2, 3}, {0, 1, 2}}, .quantum = 1},
    {.what = "capacities are cut to whole quanta, but 0.29 is 29 of 0.01 (0.29 x 100 is 28.999999999999996)",
     .arcs = {{0, 1, 1, 0, 0}, {0, 1, 2, 0, 1}}, .capacity = {0.2899, 0.29}, .shipments = {{0, 1, 0.6, 99, 0}},
     .out = {{0, 1, 0.29}, {0, 0, 0.28}}, .unmet = {0.03}, .quantum = 0.01},
    {.what = "less than a quantum can't move", .arcs = {{0, 1, 1, 0, -1}}, .shipments = {{0, 1, 1.25, 99, 0}},
     .in = {{0, 0, 1.25}}, .out = {{0, 0, 1}}, .unmet = {0.25}, .quantum = 1},
    {.what = "quantum 0 leaves fractions",
     .arcs = {{0, 1, 1, 0, 0}, {0, 1, 2, 0, -1}}, .capacity = {1.25}, .shipments = {{0, 1, 3.125, 99, 0}},
     .in = {{0, 0, 1.5}, {0, 1, 1.5}}, .out = {{0, 1, 1.875}, {0, 0, 1.25}}},
    {.what = "a priced road is left to those who need it",
     .arcs = {{0, 1, 1, 0, 0}, {0, 1, 2, 0, -1}, {2, 1, 1, 0, 0}, {2, 1, 10, 0, -1}},
     .capacity = {4}, .price = {5}, .shipments = {{0, 1, 4, 99, 0}, {2, 1, 4, 99, 0}},
     .out = {{0, 1, 4}, {1, 2, 4}}, .quantum = 1},
};
/* clang-format on */

static void small_plans_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof HAND_CASES / sizeof HAND_CASES[0]; i++) {
        struct repair_case f = {0};
        set_up(&f, &HAND_CASES[i]);
        assert_true(case_repair(&f, HAND_CASES[i].quantum, NULL));
        if (!as_expected(&f, &HAND_CASES[i])) {
            print_error("%s:\n", HAND_CASES[i].what);
            for (int p = 0; p < f.flows.count; p++)
                print_error("  shipment %d: %g on arc %d\n", f.flows.path[p].shipment, f.flows.path[p].flow,
                            f.flows.arc[f.flows.path[p].start]);
        }
        assert_true(as_expected(&f, &HAND_CASES[i]));
        flow_list_release(&f.flows);
    }
}

/* 0 -> 1 -> 2 passes the same terminal twice: three units of room carry one, and the second goes round. */
static void a_path_that_uses_a_resource_twice_counts_twice(void **state) {
    (void)state;
    struct repair_case f = {.tail = {0, 1, 0},
                            .head = {1, 2, 2},
                            .resource = {0, 0, 1},
                            .cost = {1, 1, 9},
                            .capacity = {3, 1},
                            .destination = {2},
                            .demand = {3},
                            .penalty = {99},
                            .max_hours = {INFINITY}};
    case_wire(&f);
    f.problem.vertices = f.problem.arcs = 3;
    f.problem.resources = 2;
    f.problem.classes = f.problem.shipments = 1;
    assert_true(case_repair(&f, 1, NULL));
    case_assert_feasible(&f, 1);
    assert_int_equal(f.flows.count, 2);
    assert_true(f.unmet[0] == 1);
    flow_list_release(&f.flows);
}

/* 0 -> 1 is full with four, three of which then take the dear 1 -> 2; the other shipment's whole quantum is missing. */
static void a_dear_path_gives_way_to_a_cheap_one_that_shares_a_full_road(void **state) {
    (void)state;
    static const int cheap[] = {0, 1}, dear[] = {0, 2};
    struct repair_case f = {.tail = {0, 1, 1},
                            .head = {1, 2, 2},
                            .resource = {0, -1, -1},
                            .cost = {1, 1, 9},
                            .capacity = {4},
                            .origin = {0, 1},
                            .destination = {2, 2},
                            .demand = {4, 1},
                            .penalty = {99, 99},
                            .max_hours = {INFINITY, INFINITY}};
    case_wire(&f);
    f.problem.vertices = f.problem.arcs = 3;
    f.problem.resources = f.problem.classes = 1;
    f.problem.shipments = 2;
    flow_list_add(&f.flows, 0, 1, 2, cheap);
    flow_list_add(&f.flows, 0, 3, 2, dear);
    assert_true(case_repair(&f, 1, NULL));
    case_assert_feasible(&f, 1);
    assert_int_equal(f.flows.count, 2);
    assert_true(f.flows.path[0].flow == 4 && f.flows.path[1].flow == 1);
    assert_int_equal(f.flows.arc[f.flows.path[0].start + 1], 1);
    flow_list_release(&f.flows);
}

static void one_who_is_there_already_takes_the_empty_path(void **state) {
    (void)state;
    struct repair_case f = {.demand = {2.5}, .penalty = {9}, .max_hours = {INFINITY}};
    case_wire(&f);
    f.problem.vertices = f.problem.classes = f.problem.shipments = 1;
    assert_true(case_repair(&f, 0.5, NULL));
    assert_int_equal(f.flows.count, 1);
    assert_int_equal(f.flows.path[0].arcs, 0);
    assert_true(f.flows.path[0].flow == 2.5 && f.unmet[0] == 0);
    flow_list_release(&f.flows);
}

static void more_quanta_than_can_be_counted_are_refused(void **state) {
    (void)state;
    struct repair_case f = {.demand = {1e14}, .penalty = {9}, .max_hours = {INFINITY}};
    struct error err = {0};
    case_wire(&f);
    f.problem.vertices = f.problem.classes = f.problem.shipments = 1;
    flow_list_add(&f.flows, 0, 0.5, 0, NULL);
    assert_false(case_repair(&f, 0.001, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_true(f.flows.count == 1 && f.flows.path[0].flow == 0.5);
    flow_list_release(&f.flows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_plans_by_hand),
        cmocka_unit_test(a_path_that_uses_a_resource_twice_counts_twice),
        cmocka_unit_test(a_dear_path_gives_way_to_a_cheap_one_that_shares_a_full_road),
        cmocka_unit_test(one_who_is_there_already_takes_the_empty_path),
        cmocka_unit_test(more_quanta_than_can_be_counted_are_refused),
    };
    return cmocka_run_group_tests_name("repair", tests, NULL, NULL);
}
