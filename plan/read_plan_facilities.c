// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/read_plan.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

static bool read_flag(struct plan_reading *reading, const struct json *object, const char *key, bool *out) {
    return json_bool(json_get(object, key), out) || plan_fault(reading, "%s must be true or false", key);
}

static bool read_value(struct plan_reading *reading, const struct json *object,
                       struct plan_facility *facility) {
    const struct json *value = json_get(object, "value");
    if (value == NULL || json_is_null(value))
        return true;
    facility->has_value = true;
    return plan_total(reading, object, "value", MONEY_PLACES, &facility->value_e4);
}

bool plan_read_facility(struct plan_reading *reading, const struct json *object) {
    struct plan *plan = reading->plan;
    const struct network *network = reading->scenario->network;
    struct plan_facility facility = {.link = -1, .terminal = -1};
    snprintf(reading->where, sizeof reading->where, _("facility %d: "), plan->facilities + 1);
    if (json_get(object, "terminal_id") != NULL)
        facility.terminal = plan_id(reading, object, "terminal_id", network->terminal_ids, N_("terminal"));
    else
        facility.link = plan_id(reading, object, "link_id", network->link_ids, N_("link"));
    if (facility.terminal < 0 && facility.link < 0)
        return false;
    if (!read_flag(reading, object, "open", &facility.open) ||
        !read_flag(reading, object, "on_call", &facility.on_call) ||
        !plan_decimal(reading, object, "fixed_cost", MONEY_PLACES, &facility.fixed_cost.e4) ||
        !plan_decimal(reading, object, "flow_t", MASS_PLACES, &facility.flow_kg) ||
        !read_value(reading, object, &facility))
        return false;
    GROW(plan->facility, plan->facilities, reading->facility_room);
    plan->facility[plan->facilities++] = facility;
    return true;
}

static int by_number(const void *left, const void *right) {
    const int *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

void plan_shut_facilities(struct plan_reading *reading) {
    struct plan *plan = reading->plan;
    struct variant *variant = &plan->variant;
    plan->shut_link = xcalloc((size_t)plan->facilities, sizeof *plan->shut_link);
    plan->shut_terminal = xcalloc((size_t)plan->facilities, sizeof *plan->shut_terminal);
    for (int f = 0; f < plan->facilities; f++) {
        const struct plan_facility *facility = &plan->facility[f];
        if (facility->open)
            continue;
        if (facility->link >= 0)
            plan->shut_link[variant->shut_links++] = facility->link;
        else
            plan->shut_terminal[variant->shut_terminals++] = facility->terminal;
    }
    qsort(plan->shut_link, (size_t)variant->shut_links, sizeof *plan->shut_link, by_number);
    qsort(plan->shut_terminal, (size_t)variant->shut_terminals, sizeof *plan->shut_terminal, by_number);
    variant->shut_link = plan->shut_link;
    variant->shut_terminal = plan->shut_terminal;
}

bool plan_read_fixed(struct plan_reading *reading, const struct json *head) {
    struct plan *plan = reading->plan;
    if (json_get(head, "fixed_cost") != NULL &&
        !plan_total(reading, head, "fixed_cost", MONEY_PLACES, &plan->fixed_cost_e4))
        return false;
    plan->opening_bound_e4 = plan->bound_e4;
    plan->has_opening_bound = json_get(head, "opening_bound") != NULL;
    return !plan->has_opening_bound ||
           plan_total(reading, head, "opening_bound", MONEY_PLACES, &plan->opening_bound_e4);
}
