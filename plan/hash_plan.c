// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include <string.h>

/** Eight bytes, least first, so that every machine hashes the same. */
static void add_int(struct hash *hash, int64_t value) {
    unsigned char byte[8];
    for (int i = 0; i < 8; i++)
        byte[i] = (unsigned char)((uint64_t)value >> (8 * i));
    hash_add(hash, byte, sizeof byte);
}

static void add_double(struct hash *hash, double value) {
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    add_int(hash, bits);
}

/** The length goes first, so that no two lists of texts look alike. */
static void add_text(struct hash *hash, const char *text) {
    add_int(hash, text ? (int64_t)strlen(text) : -1);
    if (text != NULL)
        hash_add(hash, text, strlen(text));
}

static void add_wide(struct hash *hash, wide value) {
    add_int(hash, (int64_t)(value >> 64));
    add_int(hash, (int64_t)(uint64_t)value);
}

/** Nothing where there are none, as before there were agreements. */
static void add_regions(struct hash *hash, const char *how, const char *const *region, int count) {
    if (count > 0)
        add_text(hash, how);
    for (int i = 0; i < count; i++)
        add_text(hash, region[i]);
}

static void add_head(struct hash *hash, const struct plan *plan) {
    add_int(hash, plan->status);
    add_int(hash, plan->variant.as_of.day);
    add_int(hash, plan->variant.has_vot ? plan->variant.vot_per_t_h.e4 : -1);
    add_int(hash, plan->variant.closed_links);
    for (int i = 0; i < plan->variant.closed_links; i++)
        add_int(hash, plan->variant.closed_link[i]);
    for (int i = 0; i < plan->variant.closed_terminals; i++)
        add_int(hash, -1 - plan->variant.closed_terminal[i]);
    add_regions(hash, "with", plan->variant.grant, plan->variant.granted);
    add_regions(hash, "without", plan->variant.drop, plan->variant.dropped);
    add_double(hash, plan->gap_limit);
    add_double(hash, plan->gap);
    add_text(hash, plan->tariff_hash);
    add_text(hash, plan->input_hash);
    if (plan->made_with[0] != '\0')
        add_text(hash, plan->made_with);
    const wide money[] = {plan->objective_e4, plan->cost_e4,  plan->time_cost_e4,
                          plan->penalty_e4,   plan->bound_e4, plan->capacity_rent_e4};
    for (size_t i = 0; i < sizeof money / sizeof money[0]; i++)
        add_wide(hash, money[i]);
    add_wide(hash, plan->tonne_hours_e6);
    add_int(hash, plan->unmet_kg);
    if (plan->budget.quantity == BUDGET_NONE)
        return;
    add_text(hash, BUDGET_QUANTITIES[plan->budget.quantity]);
    add_wide(hash, plan->budget.limit);
    add_wide(hash, plan->budget.used);
    add_wide(hash, plan->budget.shadow_price_e10);
}

static void add_leg(struct hash *hash, const struct plan *plan, const struct plan_leg *leg) {
    add_text(hash, leg->mode);
    const int64_t number[] = {leg->vehicle, leg->from,      leg->to,      leg->links,
                              leg->items,   leg->length_mm, leg->time_uh, leg->per_t.e4};
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
        add_int(hash, number[i]);
    for (int i = 0; i < leg->links; i++)
        add_int(hash, plan->link[leg->first_link + i]);
    for (int i = 0; i < leg->items; i++) {
        const struct plan_item *item = &plan->item[leg->first_item + i];
        add_int(hash, item->item);
        add_text(hash, item->tariff_id);
        add_int(hash, item->per_t.e4);
    }
}

static void add_shipment(struct hash *hash, const struct plan *plan, const struct plan_shipment *shipment) {
    add_int(hash, shipment->unmet_kg);
    add_int(hash, shipment->paths);
    for (int i = 0; i < shipment->paths; i++) {
        const struct plan_path *path = &plan->path[shipment->first_path + i];
        add_int(hash, path->quantity_kg);
        add_int(hash, path->time_uh);
        add_int(hash, path->per_t.e4);
        add_int(hash, path->legs);
        for (int j = 0; j < path->legs; j++)
            add_leg(hash, plan, &plan->leg[path->first_leg + j]);
    }
}

/** Only where there are any: plans without hash as they did before there were facilities. */
static void add_facilities(struct hash *hash, const struct plan *plan) {
    if (plan->facilities == 0)
        return;
    add_int(hash, plan->facilities);
    add_wide(hash, plan->fixed_cost_e4);
    add_int(hash, plan->has_opening_bound);
    add_wide(hash, plan->opening_bound_e4);
    for (int f = 0; f < plan->facilities; f++) {
        const struct plan_facility *facility = &plan->facility[f];
        const int64_t number[] = {facility->link,    facility->terminal,      facility->open,
                                  facility->on_call, facility->fixed_cost.e4, facility->flow_kg};
        for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
            add_int(hash, number[i]);
        add_int(hash, facility->has_value);
        add_wide(hash, facility->value_e4);
    }
}

char *plan_hash(const struct plan *plan, char text[HASH_TEXT]) {
    struct hash *hash = hash_new();
    add_head(hash, plan);
    add_int(hash, plan->shipments);
    for (int k = 0; k < plan->shipments; k++)
        add_shipment(hash, plan, &plan->shipment[k]);
    add_int(hash, plan->resources);
    for (int r = 0; r < plan->resources; r++) {
        const struct plan_resource *resource = &plan->resource[r];
        const int64_t number[] = {resource->link,    resource->terminal,    resource->backward,
                                  resource->flow_kg, resource->capacity_kg, resource->shadow_price.e4};
        for (size_t i = 0; i < sizeof number / sizeof number[0]; i++)
            add_int(hash, number[i]);
    }
    add_facilities(hash, plan);
    return hash_text(hash, text);
}
