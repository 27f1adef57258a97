// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/repair_case.h"

#include "base/mem.h"

#include <math.h>

void case_wire(struct repair_case *f) {
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

bool case_repair(struct repair_case *f, double quantum, struct error *err) {
    AUTO(graph_release) struct graph *graph = graph_new(&f->problem);
    return repair_flows(&f->problem, graph, f->price, quantum, &f->flows, f->unmet, err);
}

static int64_t quanta(double amount, double quantum) {
    int64_t n = llround(amount / quantum);
    assert_true(fabs(amount / quantum - (double)n) < 1e-6);
    return n;
}

void case_assert_path(const struct repair_case *f, const struct path_flow *path) {
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

void case_assert_feasible(const struct repair_case *f, double quantum) {
    int64_t use[ARCS] = {0}, carried[SHIPMENTS] = {0};
    for (int p = 0; p < f->flows.count; p++) {
        const struct path_flow *path = &f->flows.path[p];
        int64_t n = quanta(path->flow, quantum);
        assert_true(n > 0);
        assert_true(
            p == 0 || f->flows.path[p - 1].shipment < path->shipment ||
            (f->flows.path[p - 1].shipment == path->shipment && f->flows.path[p - 1].flow >= path->flow));
        case_assert_path(f, path);
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

double case_objective(const struct repair_case *f) {
    double sum = 0;
    for (int k = 0; k < f->problem.shipments; k++)
        sum += f->penalty[k] * f->unmet[k];
    for (int p = 0; p < f->flows.count; p++)
        for (int i = 0; i < f->flows.path[p].arcs; i++)
            sum += f->flows.path[p].flow * f->cost[f->class_of[f->flows.path[p].shipment] * f->problem.arcs +
                                                   f->flows.arc[f->flows.path[p].start + i]];
    return sum;
}
