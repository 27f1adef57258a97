// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "solver/labels.h"
#include "tests/support/random.h"
#include "tests/support/repair_case.h"

#include <math.h>

static void random_problem(struct repair_case *f, double quantum) {
    case_wire(f);
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
static void random_flows(struct repair_case *f) {
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
        struct repair_case f = {0};
        random_state = (uint64_t)seed;
        random_problem(&f, quantum);
        random_flows(&f);
        struct flow_list again = {0};
        copy_flows(&again, &f.flows);
        assert_true(case_repair(&f, quantum, NULL));
        case_assert_feasible(&f, quantum);
        struct flow_list first = f.flows;

        f.flows = again; /* the same in, the same out */
        assert_true(case_repair(&f, quantum, NULL));
        assert_same_flows(&first, &f.flows);

        double unmet = 0, cost = case_objective(&f);
        for (int k = 0; k < f.problem.shipments; k++)
            unmet += f.unmet[k];
        assert_true(case_repair(&f, quantum, NULL));
        case_assert_feasible(&f, quantum);
        assert_true(case_objective(&f) <= cost * (1 + 1e-12)); /* a feasible plan gets no worse, */
        if (unmet <= 0)
            assert_same_flows(&first, &f.flows); /* and a finished one stays as it is */
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
        struct repair_case f = {0};
        random_state = (uint64_t)seed;
        random_problem(&f, 1.0 / 7);
        random_flows(&f);
        assert_true(case_repair(&f, 0, NULL));
        double use[ARCS] = {0}, carried[SHIPMENTS] = {0}, total = 0;
        for (int p = 0; p < f.flows.count; p++) {
            case_assert_path(&f, &f.flows.path[p]);
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
        cmocka_unit_test(whatever_comes_in_a_feasible_plan_comes_out),
        cmocka_unit_test(fractional_plans_keep_demand_and_capacity_to_the_last_bits),
    };
    return cmocka_run_group_tests_name("repair, random", tests, NULL, NULL);
}
