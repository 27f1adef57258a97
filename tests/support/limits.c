// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/limits.h"

#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void *copy(const void *array, int count, size_t size) {
    void *made = xcalloc((size_t)count, size);
    if (count > 0)
        memcpy(made, array, (size_t)count * size);
    return made;
}

void limited_begin(struct limited *limited, const struct scenario *scenario, const struct variant *variant) {
    const struct network *roads = scenario->network;
    *limited = (struct limited){.scenario = *scenario, .roads = *roads, .variant = *variant};
    limited->scenario.network = &limited->roads;
    limited->roads.link = copy(roads->link, roads->links, sizeof *roads->link);
    limited->roads.terminal = copy(roads->terminal, roads->terminals, sizeof *roads->terminal);
    limited->roads.restriction = copy(roads->restriction, roads->restrictions, sizeof *roads->restriction);
    limited->scenario.shipment = copy(scenario->shipment, scenario->shipments, sizeof *scenario->shipment);
    for (int i = 0; i < variant->closed_links; i++)
        limited->closed_link[i] = variant->closed_link[i];
    for (int i = 0; i < variant->closed_terminals; i++)
        limited->closed_terminal[i] = variant->closed_terminal[i];
    limited->variant.closed_link = limited->closed_link;
    limited->variant.closed_terminal = limited->closed_terminal;
    for (int k = 0; k < scenario->shipments; k++)
        limited->scenario.shipment[k].has_penalty = false;
}

void limited_release(struct limited *limited) {
    free(limited->roads.link);
    free(limited->roads.terminal);
    free(limited->roads.restriction);
    free(limited->scenario.shipment);
}

static int without(int *list, int count, int number) {
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (list[i] != number)
            list[kept++] = list[i];
    return kept;
}

/* A capacity of a link is one in each direction: lifting one lifts both here, so tests name links of one way. */
void limit_lift(struct limited *limited, const struct limit *limit) {
    struct variant *variant = &limited->variant;
    struct shipment *shipment = limit->shipment >= 0 ? &limited->scenario.shipment[limit->shipment] : NULL;
    if (limit->kind == LIMIT_DEMAND)
        shipment->destination = shipment->origin;
    else if (limit->kind == LIMIT_HOURS)
        shipment->max_uh = -1;
    else if (limit->kind == LIMIT_CAPACITY && limit->link >= 0)
        limited->roads.link[limit->link].capacity_kg = -1;
    else if (limit->kind == LIMIT_CAPACITY)
        limited->roads.terminal[limit->terminal].capacity_kg = -1;
    else if (limit->kind == LIMIT_RESTRICTION)
        limited->roads.restriction[limit->restriction].valid_from = DATE_NEVER;
    else if (limit->link >= 0)
        variant->closed_links = without(limited->closed_link, variant->closed_links, limit->link);
    else
        variant->closed_terminals =
            without(limited->closed_terminal, variant->closed_terminals, limit->terminal);
}

void limit_step(struct limited *limited, const struct repair_step *step) {
    const struct limit *limit = &step->limit;
    if (limit->kind == LIMIT_HOURS)
        limited->scenario.shipment[limit->shipment].max_uh = step->to;
    else if (limit->kind == LIMIT_CAPACITY && limit->link >= 0)
        limited->roads.link[limit->link].capacity_kg = step->to;
    else if (limit->kind == LIMIT_CAPACITY)
        limited->roads.terminal[limit->terminal].capacity_kg = step->to;
    else
        limit_lift(limited, limit);
}

/* What no virtual network would have, as a terminal without a limit, is not listed. */
int limits_list(const struct scenario *scenario, const struct variant *variant,
                struct limit limit[LIMITS_MOST]) {
    const struct network *roads = scenario->network;
    const struct limit none = {.shipment = -1, .link = -1, .terminal = -1, .restriction = -1};
    int count = 0;
    for (int k = 0; k < scenario->shipments; k++, count++)
        limit[count] = none, limit[count].kind = LIMIT_DEMAND, limit[count].shipment = k;
    for (int l = 0; l < roads->links; l++)
        if (roads->link[l].capacity_kg >= 0)
            limit[count] = none, limit[count].kind = LIMIT_CAPACITY, limit[count++].link = l;
    for (int t = 0; t < roads->terminals; t++)
        if (roads->terminal[t].capacity_kg >= 0)
            limit[count] = none, limit[count].kind = LIMIT_CAPACITY, limit[count++].terminal = t;
    for (int k = 0; k < scenario->shipments; k++)
        if (scenario->shipment[k].max_uh >= 0)
            limit[count] = none, limit[count].kind = LIMIT_HOURS, limit[count++].shipment = k;
    for (int r = 0; r < roads->restrictions; r++)
        limit[count] = none, limit[count].kind = LIMIT_RESTRICTION, limit[count++].restriction = r;
    for (int i = 0; i < variant->closed_links; i++)
        limit[count] = none, limit[count].kind = LIMIT_CLOSURE, limit[count++].link = variant->closed_link[i];
    for (int i = 0; i < variant->closed_terminals; i++)
        limit[count] = none, limit[count].kind = LIMIT_CLOSURE,
        limit[count++].terminal = variant->closed_terminal[i];
    assert_true(count <= LIMITS_MOST);
    return count;
}

bool limit_is(const struct limit *a, const struct limit *b) {
    return a->kind == b->kind && a->shipment == b->shipment && a->link == b->link &&
           a->terminal == b->terminal && a->restriction == b->restriction;
}

void limits_lift_but(struct limited *limited, const struct limit *limit, int limits, uint64_t kept) {
    for (int i = 0; i < limits; i++)
        if (!(kept >> i & 1))
            limit_lift(limited, &limit[i]);
}

int64_t limited_unmet_kg(const struct limited *limited, wide *objective_e4) {
    struct plan *plan = plan_make(&limited->scenario, &limited->variant);
    int64_t unmet_kg = plan->unmet_kg;
    if (objective_e4 != NULL)
        *objective_e4 = plan->cost_e4 + plan->time_cost_e4;
    plan_free(plan);
    return unmet_kg;
}

const char *limit_text(const struct scenario *scenario, const struct limit *limit) {
    const struct network *roads = scenario->network;
    const char *kind = LIMIT_KINDS[limit->kind];
    if (limit->shipment >= 0)
        return support_text("%s %s", kind, scenario->shipment[limit->shipment].id);
    if (limit->kind == LIMIT_RESTRICTION)
        return support_text("%s %d", kind, roads->restriction[limit->restriction].line);
    if (limit->terminal >= 0)
        return support_text("%s %s", kind, roads->terminal[limit->terminal].id);
    return support_text("%s %s%s", kind, roads->link[limit->link].id,
                        limit->kind == LIMIT_CLOSURE ? ""
                        : limit->backward            ? "<"
                                                     : ">");
}
