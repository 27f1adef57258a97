// SPDX-License-Identifier: GPL-3.0-or-later
/* Explanations for programs: angkut-explain/1. */
#include "report/report.h"

#include "report/json_put.h"

#include <math.h>

enum {
    E10_PLACES = 10,
    E7_PLACES = 7,
    TONNE_HOUR_PLACES = 6,
    CO2E_PLACES = 18,
    ROUNDED_PLACES = 6,
    GAP_PLACES = 12
};

static void begin(struct json_out *out, const char *question, const struct virtual_network *network,
                  FILE *stream) {
    json_begin(out, stream);
    json_object(out, NULL);
    json_put_string(out, "schema", "angkut-explain/1");
    json_put_string(out, "question", question);
    json_put_variant(out, network);
}

static void put_money(struct json_out *out, const char *key, wide e4) {
    json_put_decimal(out, key, e4, MONEY_PLACES);
}

/* Rounded up, so that it is no less than what is proven. */
static void put_gap(struct json_out *out, double gap) {
    json_put_decimal(out, "gap", gap > 1e-15 ? (wide)ceil(gap * 1e12) : 0, GAP_PLACES);
}

/* ---- a shipment ---- */

static void put_resource(struct json_out *out, const struct virtual_network *network, int number) {
    const struct network *roads = network->scenario->network;
    const struct resource *resource = &network->resource[number];
    json_put_string(out, "link_id", resource->link >= 0 ? roads->link[resource->link].id : NULL);
    json_put_string(out, "terminal_id",
                    resource->terminal >= 0 ? roads->terminal[resource->terminal].id : NULL);
    json_put_bool(out, "backward", resource->backward);
}

static void put_way(struct json_out *out, const struct explained_shipment *explained,
                    const struct explained_way *way, const struct virtual_network *network) {
    json_object(out, NULL);
    json_put_decimal(out, "quantity_t", way->quantity_kg, MASS_PLACES);
    json_put_bool(out, "stays_behind", way->path < 0);
    json_put_decimal(out, "hours", way->time_uh, HOUR_PLACES);
    json_put_decimal(out, "cost_per_t", way->cost_e10, E10_PLACES);
    json_put_decimal(out, "rent_per_t", way->rent_e10, E10_PLACES);
    json_flat_object(out, "parts_per_t");
    for (int part = 0; part < PART_COUNT; part++)
        if (way->part_e10[part] != 0)
            json_put_decimal(out, part_name(part), way->part_e10[part], E10_PLACES);
    json_end(out);
    json_array(out, "full");
    for (int i = way->first_rent; i < way->first_rent + way->rents; i++) {
        json_flat_object(out, NULL);
        put_resource(out, network, explained->rent[i].resource);
        put_money(out, "rent_per_t", explained->rent[i].rent_per_t.e4);
        json_end(out);
    }
    json_end(out);
    if (way->path >= 0)
        json_put_legs(out, explained->ways, network->scenario->network, &explained->ways->path[way->path]);
    json_end(out);
}

static void put_number(struct json_out *out, const char *key, int number) {
    number >= 0 ? json_put_int(out, key, number) : json_put_string(out, key, NULL);
}

static wide length(const struct explained_way *way) {
    return way->cost_e10 + way->rent_e10;
}

/* By what the next way loses, item by item: the differences add up to it. */
static void put_loss(struct json_out *out, const struct explained_shipment *explained) {
    const struct explained_way *taken = &explained->way[0], *next = &explained->way[explained->next];
    json_object(out, "loss");
    json_put_decimal(out, "per_t", length(next) - length(taken), E10_PLACES);
    json_flat_object(out, "parts_per_t");
    for (int part = 0; part < PART_COUNT; part++)
        if (next->part_e10[part] != taken->part_e10[part])
            json_put_decimal(out, part_name(part), next->part_e10[part] - taken->part_e10[part], E10_PLACES);
    json_end(out);
    json_put_decimal(out, "rent_per_t", next->rent_e10 - taken->rent_e10, E10_PLACES);
    json_array(out, "rates");
    for (int i = next->first_rate; i < next->first_rate + next->rates; i++) {
        json_flat_object(out, NULL);
        json_put_string(out, "tariff_id", explained->rate[i].rate->tariff_id);
        json_put_double(out, "fall", explained->rate[i].fall);
        json_end(out);
    }
    json_end(out);
    json_end(out);
}

void report_explained_shipment_json(const struct explained_shipment *explained, const struct plan *plan,
                                    const struct virtual_network *network, FILE *stream) {
    struct json_out out;
    begin(&out, "shipment", network, stream);
    put_gap(&out, plan->gap);
    json_put_string(&out, "shipment_id", network->scenario->shipment[explained->shipment].id);
    json_put_int(&out, "taken", explained->taken);
    put_number(&out, "next", explained->next);
    put_number(&out, "elsewhere", explained->elsewhere);
    put_number(&out, "cheapest", explained->cheapest);
    put_number(&out, "late", explained->late);
    if (explained->next >= 0)
        put_loss(&out, explained);
    else
        json_put_string(&out, "loss", NULL);
    json_array(&out, "ways");
    for (int w = 0; w < explained->count; w++)
        put_way(&out, explained, &explained->way[w], network);
    json_end(&out);
    json_end(&out);
}

/* ---- a link or terminal ---- */

static void put_users(struct json_out *out, const struct explained_place *explained,
                      const struct scenario *scenario) {
    json_array(out, "users");
    for (int u = 0; u < explained->users; u++) {
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[explained->user[u].shipment].id);
        json_put_bool(out, "backward", explained->user[u].backward);
        json_put_decimal(out, "quantity_t", explained->user[u].quantity_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

/* Sums of doubles are good to about 1e-6 of the currency; null where infinite or not a number. */
static void put_rounded(struct json_out *out, const char *key, double value) {
    if (isfinite(value))
        json_put_decimal(out, key, (wide)llround(value * 1e6), ROUNDED_PLACES);
    else
        json_put_string(out, key, NULL);
}

static void put_side(struct json_out *out, const char *key, const struct capacity_side *side) {
    json_flat_object(out, key);
    put_rounded(out, "per_t", side->per_t);
    put_rounded(out, "money", side->money);
    put_rounded(out, "time", side->time);
    put_rounded(out, "penalty", side->penalty);
    put_rounded(out, "unmet_t", side->unmet_t);
    put_rounded(out, "tonnes", side->tonnes);
    put_rounded(out, "then_per_t", side->then_per_t);
    json_end(out);
}

static void put_worths(struct json_out *out, const struct explained_place *explained,
                       const struct virtual_network *network) {
    const struct plan *plan = explained->closing->base;
    json_array(out, "capacities");
    for (int w = 0; w < explained->worths; w++) {
        const struct capacity_worth *worth = &explained->worth[w];
        const struct plan_resource *resource = &plan->resource[worth->resource];
        json_object(out, NULL);
        json_put_bool(out, "backward", network->resource[worth->resource].backward);
        json_put_decimal(out, "capacity_t", resource->capacity_kg, MASS_PLACES);
        json_put_decimal(out, "flow_t", resource->flow_kg, MASS_PLACES);
        put_money(out, "shadow_price", resource->shadow_price.e4);
        put_side(out, "more", &worth->side[SIDE_MORE]);
        put_side(out, "less", &worth->side[SIDE_LESS]);
        json_end(out);
    }
    json_end(out);
}

static void put_hurt(struct json_out *out, const struct stress *closing, const struct scenario *scenario) {
    json_array(out, "hurt");
    for (int i = 0; i < closing->each[0].hurts; i++) {
        const struct stress_hurt *hurt = &closing->hurt[closing->each[0].first_hurt + i];
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[hurt->shipment].id);
        json_put_decimal(out, "more", hurt->more_e13, 13);
        json_put_decimal(out, "unmet_t", hurt->unmet_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_closing(struct json_out *out, const struct stress *closing, const struct scenario *scenario) {
    const struct stress_case *one = &closing->each[0];
    json_object(out, "closing");
    put_money(out, "objective", one->objective_e4);
    put_money(out, "cost", one->cost_e4);
    put_money(out, "time_cost", one->time_cost_e4);
    put_money(out, "penalty", one->penalty_e4);
    json_put_decimal(out, "tonne_hours", one->tonne_hours_e6, TONNE_HOUR_PLACES);
    json_put_decimal(out, "co2e_t", one->co2e, CO2E_PLACES);
    json_put_decimal(out, "unmet_t", one->unmet_kg, MASS_PLACES);
    put_hurt(out, closing, scenario);
    json_end(out);
}

void report_explained_place_json(const struct explained_place *explained,
                                 const struct virtual_network *network, FILE *stream) {
    const struct network *roads = network->scenario->network;
    struct json_out out;
    begin(&out, explained->link >= 0 ? "link" : "terminal", network, stream);
    put_gap(&out, explained->closing->gap);
    if (explained->link >= 0)
        json_put_string(&out, "link_id", roads->link[explained->link].id);
    else
        json_put_string(&out, "terminal_id", roads->terminal[explained->terminal].id);
    json_put_bool(&out, "usable", explained->usable);
    put_users(&out, explained, network->scenario);
    put_worths(&out, explained, network);
    put_closing(&out, explained->closing, network->scenario);
    json_end(&out);
}

/* ---- money ---- */

static void put_origin(struct json_out *out, const struct cost_origin *origin, const struct plan *plan) {
    int64_t quantity_kg = plan->path[origin->path].quantity_kg;
    json_flat_object(out, NULL);
    json_put_int(out, "leg", origin->leg - plan->path[origin->path].first_leg);
    json_put_string(out, "item", item_name(origin->item));
    json_put_string(out, "tariff_id", origin->rate != NULL ? origin->rate->tariff_id : NULL);
    json_put_string(out, "basis", basis_name(origin->basis));
    json_put_double(
        out, "quantity",
        (double)((long double)origin->units / (long double)origin->per * (long double)quantity_kg / 1000));
    put_money(out, "amount", origin->amount.e4);
    json_put_decimal(out, "money", origin->money_e7, E7_PLACES);
    json_put_decimal(out, "rounding", origin->rounding_e7, E7_PLACES);
    json_put_string(out, "file", origin->place.file);
    json_put_int(out, "line", origin->place.line);
    json_put_string(out, "source", origin->source);
    json_put_date(out, "valid_from", origin->rate != NULL ? origin->rate->valid_from : DATE_EVER);
    json_end(out);
}

void report_explained_cost_json(const struct explained_cost *explained, const struct plan *plan,
                                const struct virtual_network *network, FILE *stream) {
    const struct plan_shipment *planned = &plan->shipment[explained->shipment];
    struct json_out out;
    begin(&out, "cost", network, stream);
    put_gap(&out, plan->gap);
    json_put_string(&out, "shipment_id", network->scenario->shipment[explained->shipment].id);
    json_put_decimal(&out, "money", explained->money_e7, E7_PLACES);
    json_put_decimal(&out, "unmet_t", planned->unmet_kg, MASS_PLACES);
    json_array(&out, "paths");
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        json_object(&out, NULL);
        json_put_decimal(&out, "quantity_t", plan->path[p].quantity_kg, MASS_PLACES);
        json_put_legs(&out, plan, network->scenario->network, &plan->path[p]);
        json_array(&out, "lines");
        for (int i = 0; i < explained->origins; i++)
            if (explained->origin[i].path == p)
                put_origin(&out, &explained->origin[i], plan);
        json_end(&out);
        json_end(&out);
    }
    json_end(&out);
    json_end(&out);
}
