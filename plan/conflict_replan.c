// SPDX-License-Identifier: GPL-3.0-or-later
/* The proof of a repair: the plan of the data set with its limits changed. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* The data set with changes; what does not change is borrowed. */
struct changed {
    struct scenario scenario;
    struct network roads;
    struct variant variant;
    struct link *link;
    struct terminal *terminal;
    struct restriction *restriction;
    struct shipment *shipment;
    int *closed_link, *closed_terminal;
};

static void *copy(const void *array, int count, size_t size) {
    void *made = xcalloc((size_t)count, size);
    if (count > 0)
        memcpy(made, array, (size_t)count * size);
    return made;
}

/* No penalty is stated: what can move moves. */
static void change_begin(struct changed *changed, const struct conflicting *c) {
    const struct network *roads = c->scenario->network;
    changed->scenario = *c->scenario;
    changed->roads = *roads;
    changed->variant = *c->variant;
    changed->scenario.network = &changed->roads;
    changed->roads.link = changed->link = copy(roads->link, roads->links, sizeof *roads->link);
    changed->roads.terminal = changed->terminal =
        copy(roads->terminal, roads->terminals, sizeof *roads->terminal);
    changed->roads.restriction = changed->restriction =
        copy(roads->restriction, roads->restrictions, sizeof *roads->restriction);
    changed->scenario.shipment = changed->shipment =
        copy(c->scenario->shipment, c->scenario->shipments, sizeof *c->scenario->shipment);
    changed->closed_link = copy(c->variant->closed_link, c->variant->closed_links, sizeof(int));
    changed->closed_terminal = copy(c->variant->closed_terminal, c->variant->closed_terminals, sizeof(int));
    changed->variant.closed_link = changed->closed_link;
    changed->variant.closed_terminal = changed->closed_terminal;
    for (int k = 0; k < c->scenario->shipments; k++)
        changed->shipment[k].has_penalty = false;
}

static void changed_release(struct changed *changed) {
    free(changed->link);
    free(changed->terminal);
    free(changed->restriction);
    free(changed->shipment);
    free(changed->closed_link);
    free(changed->closed_terminal);
}

static void take_number(int *list, int *count, int number) {
    int kept = 0;
    for (int i = 0; i < *count; i++)
        if (list[i] != number)
            list[kept++] = list[i];
    *count = kept;
}

/* Lifted restrictions keep their place, so that the numbers of others stay; they are never in force. */
static void change(struct changed *changed, const struct repair_step *step) {
    const struct limit *limit = &step->limit;
    if (limit->kind == LIMIT_CAPACITY && limit->link >= 0)
        changed->link[limit->link].capacity_kg = step->to;
    else if (limit->kind == LIMIT_CAPACITY)
        changed->terminal[limit->terminal].capacity_kg = step->to;
    else if (limit->kind == LIMIT_HOURS)
        changed->shipment[limit->shipment].max_uh = step->to;
    else if (limit->kind == LIMIT_RESTRICTION)
        changed->restriction[limit->restriction].valid_to =
            changed->restriction[limit->restriction].valid_from;
    else if (limit->kind == LIMIT_CLOSURE && limit->link >= 0)
        take_number(changed->closed_link, &changed->variant.closed_links, limit->link);
    else if (limit->kind == LIMIT_CLOSURE)
        take_number(changed->closed_terminal, &changed->variant.closed_terminals, limit->terminal);
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static void compiled_release(struct compiled **compiled) {
    compiled_free(*compiled);
}

static void diag_release(struct diag **diag) {
    diag_free(*diag);
}

static bool make_plan(struct conflicting *c, const struct changed *changed, struct plan **plan,
                      struct error *err) {
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(compiled_release)
    struct compiled *compiled = plan_compile(&changed->scenario, &changed->variant, diag);
    *plan = NULL;
    if (compiled == NULL)
        return true;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = 1;
    settings.interrupted = c->settings->interrupted;
    AUTO(solution_release) struct solution *solution = solve(compiled_problem(compiled), &settings, err);
    c->found->solves++;
    if (solution == NULL)
        return false;
    *plan = plan_lift(compiled, solution, settings.gap, err);
    if (*plan == NULL)
        return false;
    struct verdict verdict = plan_verify(*plan, &changed->scenario, diag);
    if (!verdict.holds) {
        plan_free(*plan);
        *plan = NULL;
        return diag_error(diag, err);
    }
    plan_seal(*plan, &verdict);
    return true;
}

bool repair_replan(struct conflicting *c, const struct repair_step *step, int steps, struct plan **plan,
                   struct error *err) {
    AUTO(changed_release) struct changed changed = {0};
    change_begin(&changed, c);
    for (int i = 0; i < steps; i++)
        change(&changed, &step[i]);
    return make_plan(c, &changed, plan, err);
}
