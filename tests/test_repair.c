// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "solver/labels.h"
#include "solver/repair.h"

#include <math.h>
#include <string.h>

enum { VERTICES = 12, ARCS = 60, SHIPMENTS = 14 };

/** A problem with its arrays, and what goes in and comes out. */
struct fixture {
    struct problem problem;
    int tail[ARCS], head[ARCS], resource[ARCS], origin[SHIPMENTS], destination[SHIPMENTS], class_of[SHIPMENTS];
    double hours[ARCS], cost[2 * ARCS], capacity[ARCS], price[ARCS];
    double demand[SHIPMENTS], penalty[SHIPMENTS], max_hours[SHIPMENTS], unmet[SHIPMENTS];
    unsigned char no_through[VERTICES];
    struct flow_list flows;
};

static void wire(struct fixture *f) {
    f->problem.arc_tail = f->tail;
    f->problem.arc_head = f->head;
    f->problem.arc_resource = f->resource;
    f->problem.arc_hours = f->hours;
    f->problem.arc_cost = f->cost;
    f->problem.no_through = f->no_through;
    f->problem.capacity = f->capacity;
    f->problem.origin = f->origin;
    f->problem.destination = f->destination;
    f->problem.class_of = f->class_of;
    f->problem.demand = f->demand;
    f->problem.penalty = f->penalty;
    f->problem.max_hours = f->max_hours;
}

static bool repair(struct fixture *f, double quantum, struct error *err) {
    AUTO(graph_release) struct graph *graph = graph_new(&f->problem);
    return repair_flows(&f->problem, graph, f->price, quantum, &f->flows, f->unmet, err);
}

/* The checker: it counts for itself, in whole quanta, and shares nothing with the repair but the problem. */

static int64_t quanta(double amount, double quantum) {
    int64_t n = llround(amount / quantum);
    assert_true(fabs(amount / quantum - (double)n) < 1e-6);
    return n;
}

static void assert_path(const struct fixture *f, const struct path_flow *path) {
    int at = f->origin[path->shipment];
    double hours = 0;
    for (int i = 0; i < path->arcs; i++) {
        int a = f->flows.arc[path->start + i];
        assert_int_equal(f->tail[a], at);
        assert_true(i == 0 || !f->no_through[at]);
        assert_true(isfinite(f->cost[f->class_of[path->shipment] * f->problem.arcs + a]));
        hours += f->hours[a];
        at = f->head[a];
    }
    assert_int_equal(at, f->destination[path->shipment]);
    assert_true(hours <= f->max_hours[path->shipment] + 1e-6);
}

static void assert_feasible(const struct fixture *f, double quantum) {
    int64_t use[ARCS] = {0}, carried[SHIPMENTS] = {0};
    for (int p = 0; p < f->flows.count; p++) {
        const struct path_flow *path = &f->flows.path[p];
        int64_t n = quanta(path->flow, quantum);
        assert_true(n > 0);
        assert_true(p == 0 || f->flows.path[p - 1].shipment < path->shipment ||
                    (f->flows.path[p - 1].shipment == path->shipment && f->flows.path[p - 1].flow >= path->flow));
        assert_path(f, path);
        carried[path->shipment] += n;
        for (int i = 0; i < path->arcs; i++)
            if (f->resource[f->flows.arc[path->start + i]] >= 0)
                use[f->resource[f->flows.arc[path->start + i]]] += n;
    }
    for (int r = 0; r < f->problem.resources; r++)
        assert_true((double)use[r] * quantum <= f->capacity[r] * (1 + 1e-12));
    for (int k = 0; k < f->problem.shipments; k++) {
        assert_true(f->unmet[k] >= 0);
        assert_true(carried[k] + quanta(f->unmet[k], quantum) == quanta(f->demand[k], quantum));
    }
}

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

static void set_up(struct fixture *f, const struct hand_case *c) {
    wire(f);
    f->problem.vertices = 4;
    f->problem.classes = 1;
    f->problem.resources = 4;
    for (; f->problem.arcs < 6 && c->arcs[f->problem.arcs].tail != c->arcs[f->problem.arcs].head; f->problem.arcs++) {
        const struct row *row = &c->arcs[f->problem.arcs];
        f->tail[f->problem.arcs] = row->tail;
        f->head[f->problem.arcs] = row->head;
        f->cost[f->problem.arcs] = row->cost;
        f->hours[f->problem.arcs] = row->hours;
        f->resource[f->problem.arcs] = row->resource;
    }
    memcpy(f->capacity, c->capacity, sizeof c->capacity);
    memcpy(f->price, c->price, sizeof c->price);
    for (; f->problem.shipments < 3 && c->shipments[f->problem.shipments].demand > 0; f->problem.shipments++) {
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

static bool as_expected(const struct fixture *f, const struct hand_case *c) {
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

static void small_plans_by_hand(void **state) {
    (void)state;
    static const struct hand_case cases[] = {
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
         .in = {{1, 1, 4}, {2, 3, 4}}, .out = {{0, 0, 4}, {1, 2, 4}, {2, 4, 4}}, .quantum = 1},
        {.what = "nobody is pushed out for a lower penalty",
         .arcs = {{0, 1, 1, 0, 0}, {2, 1, 1, 0, 0}},
         .capacity = {4}, .shipments = {{0, 1, 3, 50, 0}, {2, 1, 4, 99, 0}},
         .in = {{1, 1, 4}}, .out = {{1, 1, 4}}, .unmet = {3}, .quantum = 1},
        {.what = "the cheap way takes too long",
         .arcs = {{0, 1, 1, 5, -1}, {0, 1, 3, 2, 0}, {0, 1, 9, 1, -1}},
         .capacity = {2}, .shipments = {{0, 1, 5, 99, 4}}, .out = {{0, 2, 3}, {0, 1, 2}}, .quantum = 1},
        {.what = "capacities are cut to whole quanta, but 0.3 is three of 0.1",
         .arcs = {{0, 1, 1, 0, 0}, {0, 1, 2, 0, 1}}, .capacity = {0.29, 0.3}, .shipments = {{0, 1, 0.6, 99, 0}},
         .out = {{0, 1, 0.3}, {0, 0, 0.2}}, .unmet = {0.1}, .quantum = 0.1},
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
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f = {0};
        set_up(&f, &cases[i]);
        assert_true(repair(&f, cases[i].quantum, NULL));
        if (!as_expected(&f, &cases[i])) {
            print_error("%s:\n", cases[i].what);
            for (int p = 0; p < f.flows.count; p++)
                print_error("  shipment %d: %g on arc %d\n", f.flows.path[p].shipment, f.flows.path[p].flow,
                            f.flows.arc[f.flows.path[p].start]);
        }
        assert_true(as_expected(&f, &cases[i]));
        flow_list_release(&f.flows);
    }
}

/* 0 -> 1 -> 2 passes the same terminal twice: three units of room carry one, and the second goes round. */
static void a_path_that_uses_a_resource_twice_counts_twice(void **state) {
    (void)state;
    struct fixture f = {.tail = {0, 1, 0}, .head = {1, 2, 2}, .resource = {0, 0, 1}, .cost = {1, 1, 9},
                        .capacity = {3, 1}, .destination = {2}, .demand = {3}, .penalty = {99}, .max_hours = {INFINITY}};
    wire(&f);
    f.problem.vertices = f.problem.arcs = 3;
    f.problem.resources = 2;
    f.problem.classes = f.problem.shipments = 1;
    assert_true(repair(&f, 1, NULL));
    assert_feasible(&f, 1);
    assert_int_equal(f.flows.count, 2);
    assert_true(f.unmet[0] == 1);
    flow_list_release(&f.flows);
}

static void one_who_is_there_already_takes_the_empty_path(void **state) {
    (void)state;
    struct fixture f = {.demand = {2.5}, .penalty = {9}, .max_hours = {INFINITY}};
    wire(&f);
    f.problem.vertices = f.problem.classes = f.problem.shipments = 1;
    assert_true(repair(&f, 0.5, NULL));
    assert_int_equal(f.flows.count, 1);
    assert_int_equal(f.flows.path[0].arcs, 0);
    assert_true(f.flows.path[0].flow == 2.5 && f.unmet[0] == 0);
    flow_list_release(&f.flows);
}

static void more_quanta_than_can_be_counted_are_refused(void **state) {
    (void)state;
    struct fixture f = {.demand = {1e14}, .penalty = {9}, .max_hours = {INFINITY}};
    struct error err = {0};
    wire(&f);
    f.problem.vertices = f.problem.classes = f.problem.shipments = 1;
    flow_list_add(&f.flows, 0, 0.5, 0, NULL);
    assert_false(repair(&f, 0.001, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_true(f.flows.count == 1 && f.flows.path[0].flow == 0.5);
    flow_list_release(&f.flows);
}

static uint64_t random_state;

/** 0 .. below - 1, by splitmix64. */
static int random_below(int below) {
    uint64_t z = random_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)below);
}

static void random_problem(struct fixture *f, double quantum) {
    wire(f);
    f->problem.vertices = 3 + random_below(VERTICES - 2);
    f->problem.arcs = 1 + random_below(ARCS);
    f->problem.resources = 1 + random_below(f->problem.arcs);
    f->problem.classes = 2;
    f->problem.shipments = 1 + random_below(SHIPMENTS);
    for (int a = 0; a < f->problem.arcs; a++) {
        f->tail[a] = random_below(f->problem.vertices);
        f->head[a] = random_below(f->problem.vertices);
        f->resource[a] = random_below(3) == 0 ? -1 : random_below(f->problem.resources);
        f->hours[a] = random_below(5) / 10.0;
    }
    for (int a = 0; a < 2 * f->problem.arcs; a++)
        f->cost[a] = random_below(10) == 0 ? INFINITY : (double)random_below(20);
    for (int r = 0; r < f->problem.resources; r++) {
        f->capacity[r] = random_below(4000) * quantum;
        f->price[r] = random_below(2) * random_below(10);
    }
    for (int v = 0; v < f->problem.vertices; v++)
        f->no_through[v] = random_below(8) == 0;
    for (int k = 0; k < f->problem.shipments; k++) {
        f->origin[k] = random_below(f->problem.vertices);
        f->destination[k] = random_below(f->problem.vertices);
        f->class_of[k] = random_below(2);
        f->demand[k] = (1 + random_below(2000)) * quantum;
        f->penalty[k] = random_below(4) == 0 ? 1 + random_below(30) : 1000;
        f->max_hours[k] = random_below(3) == 0 ? random_below(15) / 10.0 : (double)INFINITY;
    }
}

/** Some valid paths for each shipment, with flows that have nothing to do with capacity or demand. */
static void random_flows(struct fixture *f) {
    AUTO(graph_release) struct graph *graph = graph_new(&f->problem);
    AUTO(labels_release) struct labels *labels = labels_new(&f->problem, graph);
    for (int i = random_below(40); i > 0; i--) {
        int k = random_below(f->problem.shipments), arcs;
        const int *arc;
        double length[ARCS];
        for (int a = 0; a < f->problem.arcs; a++)
            length[a] = f->cost[f->class_of[k] * f->problem.arcs + a] + random_below(30);
        if (!isinf(labels_path(labels, length, f->hours, f->no_through, f->origin[k], f->destination[k],
                               f->max_hours[k], &arc, &arcs)))
            flow_list_add(&f->flows, k, f->demand[k] * random_below(1000) / 500, arcs, arc);
    }
}

static void assert_same_flows(const struct flow_list *one, const struct flow_list *other) {
    assert_int_equal(one->count, other->count);
    assert_int_equal(one->arc_count, other->arc_count);
    for (int p = 0; p < one->count; p++) {
        assert_int_equal(one->path[p].shipment, other->path[p].shipment);
        assert_int_equal(one->path[p].start, other->path[p].start);
        assert_true(one->path[p].flow == other->path[p].flow);
    }
    if (one->arc_count > 0)
        assert_memory_equal(one->arc, other->arc, (size_t)one->arc_count * sizeof *one->arc);
}

static void copy_flows(struct flow_list *to, const struct flow_list *from) {
    for (int p = 0; p < from->count; p++)
        flow_list_add(to, from->path[p].shipment, from->path[p].flow, from->path[p].arcs,
                      flow_list_arcs(from, p));
}

static void whatever_comes_in_a_feasible_plan_comes_out(void **state) {
    (void)state;
    int moved = 0, all_met = 0;
    for (int seed = 1; seed <= 3000; seed++) {
        double quantum = seed % 2 ? 0.001 : 0.25;
        struct fixture f = {0};
        random_state = (uint64_t)seed;
        random_problem(&f, quantum);
        random_flows(&f);
        struct flow_list again = {0};
        copy_flows(&again, &f.flows);
        assert_true(repair(&f, quantum, NULL));
        assert_feasible(&f, quantum);
        struct flow_list first = f.flows;

        f.flows = again; /* the same in, the same out */
        assert_true(repair(&f, quantum, NULL));
        assert_same_flows(&first, &f.flows);

        double unmet = 0;
        for (int k = 0; k < f.problem.shipments; k++)
            unmet += f.unmet[k];
        if (unmet <= 0) { /* a finished plan stays as it is */
            assert_true(repair(&f, quantum, NULL));
            assert_same_flows(&first, &f.flows);
        }
        moved += f.flows.count > 0;
        all_met += unmet <= 0;
        flow_list_release(&first);
        flow_list_release(&f.flows);
    }
    assert_true(moved > 2000);
    assert_true(all_met > 100);
}

/* With quantum 0: sums within a few last bits, and what fits stays. */
static void fractional_plans_keep_demand_and_capacity_to_the_last_bits(void **state) {
    (void)state;
    for (int seed = 1; seed <= 1000; seed++) {
        struct fixture f = {0};
        random_state = (uint64_t)seed;
        random_problem(&f, 1.0 / 7);
        random_flows(&f);
        assert_true(repair(&f, 0, NULL));
        double use[ARCS] = {0}, carried[SHIPMENTS] = {0}, total = 0;
        for (int p = 0; p < f.flows.count; p++) {
            assert_path(&f, &f.flows.path[p]);
            carried[f.flows.path[p].shipment] += f.flows.path[p].flow;
            for (int i = 0; i < f.flows.path[p].arcs; i++)
                if (f.resource[f.flows.arc[f.flows.path[p].start + i]] >= 0)
                    use[f.resource[f.flows.arc[f.flows.path[p].start + i]]] += f.flows.path[p].flow;
        }
        for (int k = 0; k < f.problem.shipments; k++)
            total += f.demand[k];
        for (int k = 0; k < f.problem.shipments; k++)
            assert_true(fabs(carried[k] + f.unmet[k] - f.demand[k]) <= 1e-14 * total);
        for (int r = 0; r < f.problem.resources; r++)
            assert_true(use[r] <= f.capacity[r] + 1e-13 * total);
        flow_list_release(&f.flows);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_plans_by_hand),
        cmocka_unit_test(a_path_that_uses_a_resource_twice_counts_twice),
        cmocka_unit_test(one_who_is_there_already_takes_the_empty_path),
        cmocka_unit_test(more_quanta_than_can_be_counted_are_refused),
        cmocka_unit_test(whatever_comes_in_a_feasible_plan_comes_out),
        cmocka_unit_test(fractional_plans_keep_demand_and_capacity_to_the_last_bits),
    };
    return cmocka_run_group_tests_name("repair", tests, NULL, NULL);
}
