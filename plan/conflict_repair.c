// SPDX-License-Identifier: GPL-3.0-or-later
/* What lets move what can't, cheapest first. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct repairing {
    struct conflicting *c;
    int64_t hopeless_kg; /* of shipments that are left out */
    int room, step_room;
};

static void plan_release(struct plan **plan) {
    plan_free(*plan);
}

static void add_repair(struct repairing *r, const struct repair_step *step, int steps,
                       struct conflict_repair repair) {
    struct conflicts *found = r->c->found;
    repair.first_step = found->steps;
    repair.steps = steps;
    for (int i = 0; i < steps; i++) {
        GROW(found->step, found->steps, r->step_room);
        found->step[found->steps++] = step[i];
    }
    GROW(found->repair, found->repairs, r->room);
    found->repair[found->repairs++] = repair;
}

static void raise_a_kg(struct repair_step *step, int steps) {
    for (int i = 0; i < steps; i++)
        if (step[i].limit.kind == LIMIT_CAPACITY) {
            step[i].by++;
            step[i].to++;
        }
}

/*
 * A raise that is enough for fractions of kilograms may be a few short for whole ones. What does not hold in a plan is not
 * offered.
 */
static bool prove(struct repairing *r, struct repair_step *step, int steps, struct error *err) {
    enum { TRIES = 4 };
    for (int i = 0; i < TRIES; i++, raise_a_kg(step, steps)) {
        AUTO(plan_release) struct plan *plan = NULL;
        if (!repair_replan(r->c, step, steps, &plan, err))
            return false;
        if (plan != NULL && plan->unmet_kg > r->hopeless_kg)
            continue;
        struct conflict_repair repair = {.priced = plan != NULL, .unmet_kg = r->hopeless_kg};
        if (plan != NULL) {
            repair.cost_e4 = plan->cost_e4;
            repair.time_cost_e4 = plan->time_cost_e4;
            repair.objective_e4 = plan->cost_e4 + plan->time_cost_e4;
        }
        add_repair(r, step, steps, repair);
        break;
    }
    return true;
}

/* What breaks all conflicts breaks the first one, so that only its limits need a look. */
static bool add_singles(struct repairing *r, const bool *in, const bool *first, struct error *err) {
    for (int row = 0; row < r->c->rows; row++) {
        struct repair_step step;
        bool works;
        if (!first[row] || r->c->row[row].kind == LIMIT_DEMAND)
            continue;
        if (!repair_of_row(r->c, in, row, &step, &works, err) || (works && !prove(r, &step, 1, err)))
            return false;
    }
    return true;
}

static bool same_steps(const struct conflicts *found, const struct conflict_repair *repair,
                       const struct repair_step *step, int steps) {
    if (repair->steps != steps)
        return false;
    for (int i = 0; i < steps; i++) {
        const struct repair_step *a = &found->step[repair->first_step + i];
        if (a->limit.kind != step[i].limit.kind || a->limit.shipment != step[i].limit.shipment ||
            a->limit.link != step[i].limit.link || a->limit.terminal != step[i].limit.terminal ||
            a->limit.restriction != step[i].limit.restriction)
            return false;
    }
    return true;
}

/* Where one step does, several may do with less: fewer tonnes, or nothing opened that was closed on purpose. */
static bool add_together(struct repairing *r, const bool *in, struct error *err) {
    for (enum together how = 0; how < TOGETHER_COUNT; how++) {
        int steps;
        struct error failed = {0};
        AUTO_FREE struct repair_step *step = repair_together(r->c, in, how, &steps, &failed);
        if (failed.code != ERROR_NONE) {
            *err = failed;
            return false;
        }
        bool known = step == NULL;
        for (int i = 0; i < r->c->found->repairs && !known; i++)
            known = same_steps(r->c->found, &r->c->found->repair[i], step, steps);
        if (!known && !prove(r, step, steps, err))
            return false;
    }
    return true;
}

/* Penalties that are stated are what it costs; one that is not is no price. */
static void add_staying(struct repairing *r) {
    const struct conflicts *found = r->c->found;
    const struct plan *plan = found->plan;
    const wide kg_per_t = 1000;
    wide penalty = 0;
    struct conflict_repair repair = {.priced = true,
                                     .cost_e4 = plan->cost_e4,
                                     .time_cost_e4 = plan->time_cost_e4,
                                     .unmet_kg = plan->unmet_kg};
    for (int k = 0; k < plan->shipments; k++) {
        const struct shipment *shipment = &r->c->scenario->shipment[k];
        if (plan->shipment[k].unmet_kg > 0 && shipment->has_penalty)
            penalty += (wide)plan->shipment[k].unmet_kg * shipment->penalty_per_t.e4;
        else if (plan->shipment[k].unmet_kg > 0)
            repair.priced = false;
    }
    repair.objective_e4 = plan->cost_e4 + plan->time_cost_e4 + wide_divide(penalty, kg_per_t);
    add_repair(r, NULL, 0, repair);
}

static int cheapest_first(const void *left, const void *right) {
    const struct conflict_repair *a = left, *b = right;
    bool a_last = a->steps == 0 && !a->priced, b_last = b->steps == 0 && !b->priced;
    if (a_last != b_last)
        return a_last ? 1 : -1;
    if (a->priced != b->priced)
        return a->priced ? -1 : 1;
    if (a->objective_e4 != b->objective_e4)
        return a->objective_e4 < b->objective_e4 ? -1 : 1;
    return (a->first_step > b->first_step) - (a->first_step < b->first_step);
}

bool conflict_repairs(struct conflicting *c, const bool *in, const bool *first, struct error *err) {
    struct repairing r = {.c = c};
    for (int k = 0; k < c->scenario->shipments; k++)
        r.hopeless_kg += in[k] ? 0 : c->scenario->shipment[k].quantity_kg;
    if (first != NULL && !add_singles(&r, in, first, err))
        return false;
    if (first != NULL && !add_together(&r, in, err))
        return false;
    add_staying(&r);
    qsort(c->found->repair, (size_t)c->found->repairs, sizeof *c->found->repair, cheapest_first);
    return true;
}
