// SPDX-License-Identifier: GPL-3.0-or-later
/* Data sets for tests of budgets, and plans made within one. */
#ifndef TESTS_TEST_BUDGET_H
#define TESTS_TEST_BUDGET_H

#include "base/mem.h"
#include "solver/solver.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct budgeted {
    struct scenario *scenario;
    struct compiled *compiled;
};

static inline struct budgeted budgeted_load(const char *folder, const struct variant *variant) {
    struct diag *diag = diag_new();
    struct budgeted it = {.scenario = data_set_load(folder)};
    it.compiled = plan_compile(it.scenario, variant, diag);
    if (it.compiled == NULL)
        fail_msg("no problem:\n%s", findings_text(diag));
    diag_free(diag);
    return it;
}

static inline void budgeted_release(struct budgeted *it) {
    compiled_free(it->compiled);
    scenario_free(it->scenario);
}

/* Solved within the budget, lifted, verified, sealed. NULL: too low, *least is what is needed. */
static inline struct plan *budgeted_plan(const struct budgeted *it, enum budget_quantity quantity, wide limit,
                                         wide *least) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct plan_budget budget = {.quantity = quantity, .limit = limit};
    struct budget_result result = {0};
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0.001;
    settings.threads = 1;
    struct solution *best = solve(compiled_problem(it->compiled), &settings, &err);
    assert_non_null(best);
    if (quantity == BUDGET_NONE)
        result.solution = best;
    else if (!budget_solve(it->compiled, &budget, best, &settings, &result, &err))
        fail_msg("%s", err.message);
    if (least != NULL)
        *least = result.least;
    if (result.solution == NULL) {
        assert_int_equal(result.answer, BUDGET_TOO_LOW);
        diag_free(diag);
        return NULL;
    }
    struct plan *plan = plan_lift(it->compiled, result.solution, settings.gap, &err);
    if (plan == NULL)
        fail_msg("%s", err.message);
    budget.shadow_price_e10 = result.shadow_price_e10;
    if (quantity != BUDGET_NONE)
        plan_set_budget(plan, compiled_network(it->compiled), &budget);
    struct verdict verdict = plan_verify(plan, it->scenario, diag);
    if (!verdict.holds)
        fail_msg("does not verify:\n%s", findings_text(diag));
    plan_seal(plan, &verdict);
    solution_free(result.solution);
    diag_free(diag);
    return plan;
}

/*
 * A ring of roads that carry all, and chords that are cheaper or faster and may be full: what is cheap is slow more often
 * than not. `stated`: every other shipment states a penalty.
 */
static inline const char *budgeted_sample(unsigned seed, bool stated) {
    enum { NODES = 7, ROADS = 20, SHIPMENTS = 6 };
    const char *nodes = "node_id,x_coord,y_coord\n",
               *links = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n",
               *shipments = "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n";
    random_state = seed;
    for (int n = 0; n < NODES; n++)
        nodes = support_text("%sN%d,%d,%d\n", nodes, n, n, n % 3);
    for (int i = 0; i < ROADS; i++) {
        bool ring = i < NODES;
        int from = ring ? i : random_below(NODES),
            to = (from + 1 + (ring ? 0 : random_below(NODES - 1))) % NODES;
        int hours = ring ? 8 + random_below(4) : 1 + random_below(12);
        int rate = ring ? 90 + random_below(20) : 10 + random_below(30) + 60 / hours;
        links =
            support_text("%sL%d,N%d,N%d,true,%d.%02d,%d.%d,%s\n", links, i, from, to, rate, random_below(100),
                         hours, random_below(10), ring ? "" : support_text("%d", 10 + random_below(40)));
    }
    for (int k = 0; k < SHIPMENTS; k++) {
        int from = random_below(NODES);
        shipments =
            support_text("%sK%d,N%d,N%d,%d.%d,%s\n", shipments, k, from,
                         (from + 1 + random_below(NODES - 1)) % NODES, 5 + random_below(40), random_below(10),
                         stated && k % 2 == 0 ? support_text("%d", 150 + random_below(300)) : "");
    }
    const struct text_file files[] = {
        {"roads/node.csv", nodes}, {"roads/link.csv", links}, {"shipments/shipment.csv", shipments}};
    return data_set_write(files, COUNT_OF(files), NULL);
}

/* The strait without the hour limit, which a linear program of arcs can't say, and without stated penalties. */
static inline const char *budgeted_strait(const char *script) {
    int status;
    const char *folder = support_folder();
    support_run(support_text("cp -R tests/data/strait/. %s && sed -i 's/,25,12,5000000/,25,,/;s/2000000//' "
                             "%s/shipments/shipment.csv && sed -i '%s' %s/roads/link.csv",
                             folder, folder, script, folder),
                &status);
    assert_int_equal(status, 0);
    return folder;
}

#endif
