// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-quote/1 (doc/formats.md). */
#include "report/json_put.h"
#include "report/report.h"

enum { E7 = 7, KG_UH_PLACES = 9, E13 = 13 };

static void put_moment(struct json_out *out, const char *key, bool given, struct moment moment,
                       struct moment from, bool later) {
    char text[MOMENT_TEXT];
    json_put_string(out, key, given ? moment_text(text, moment, from, later) : NULL);
}

static void put_delivery(struct json_out *out, const struct quote *quote) {
    const struct delivery *delivery = &quote->delivery;
    const struct scenario *scenario = quote->with;
    json_put_string(out, "from_node_id", scenario->network->node[delivery->from].id);
    json_put_string(out, "to_node_id", scenario->network->node[delivery->to].id);
    json_put_string(out, "commodity_id",
                    delivery->commodity >= 0 ? scenario->commodity[delivery->commodity].id : NULL);
    json_put_decimal(out, "quantity_t", delivery->quantity_kg, MASS_PLACES);
    json_put_decimal(out, "vot_per_t_h", quote->vot_per_t_h.e4, MONEY_PLACES);
    put_moment(out, "depart", delivery->departs, delivery->leaves, delivery->leaves, true);
    put_moment(out, "by", delivery->has_by, delivery->by, delivery->by, true);
}

static void put_leg(struct json_out *out, const struct quote *quote, int l) {
    const struct plan_leg *leg = &quote->ways->leg[l];
    const struct quote_leg *priced = &quote->leg[l];
    const struct network *network = quote->with->network;
    const struct vehicle_type *vehicle = &network->vehicle_type[leg->vehicle];
    wide load = (wide)priced->vehicles * vehicle->payload_kg * vehicle->load_factor_e4;
    json_object(out, NULL);
    json_put_leg_way(out, quote->ways, network, leg);
    json_put_decimal(out, "km", leg->length_mm, KM_PLACES);
    json_put_decimal(out, "hours", leg->time_uh, HOUR_PLACES);
    if (network->abstract_vehicle) {
        json_put_string(out, "vehicles", NULL);
        json_put_string(out, "fill", NULL);
    } else {
        json_put_int(out, "vehicles", priced->vehicles);
        json_put_decimal(out, "fill",
                         load > 0 ? wide_divide((wide)quote->delivery.quantity_kg * 10000 * 10000, load) : 0,
                         4);
    }
    json_put_bool(out, "paid_by_vehicle", priced->hired);
    json_put_decimal(out, "cost", priced->money_e7, E7);
    json_flat_object(out, "items");
    for (int item = 0; item < ITEM_COUNT; item++)
        if (priced->items >> item & 1)
            json_put_decimal(out, item_name(item), priced->item_e7[item], E7);
    json_end(out);
    json_end(out);
}

static void put_until(struct json_out *out, const struct quote_until *until) {
    json_put_date(out, "valid_until", until->day);
    json_put_string(out, "valid_until_tariff_id", until->rate != NULL ? until->rate->tariff_id : NULL);
}

static void put_over(struct json_out *out, const struct quote *quote, const struct quote_choice *choice) {
    const struct virtual_network *network = compiled_network(quote->compiled);
    const struct network *roads = quote->with->network;
    json_array(out, "exceeds");
    for (int i = choice->first_over; i < choice->first_over + choice->overs; i++) {
        const struct resource *resource = &network->resource[quote->over[i].resource];
        json_flat_object(out, NULL);
        if (resource->link >= 0)
            json_put_string(out, "link_id", roads->link[resource->link].id);
        else
            json_put_string(out, "terminal_id", roads->terminal[resource->terminal].id);
        json_put_decimal(out, "quantity_t", quote->over[i].kg, MASS_PLACES);
        json_put_decimal(out, "capacity_t", resource->capacity_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_waits(struct json_out *out, const struct quote *quote, const struct quote_choice *choice) {
    const struct network *network = quote->with->network;
    const struct plan_path *path = &quote->ways->path[choice->path];
    json_array(out, "waits");
    for (int i = 0; i < choice->journey.waits; i++) {
        const struct journey_wait *wait = &choice->journey.wait[i];
        int vehicle = quote->ways->leg[path->first_leg + wait->leg].vehicle;
        json_flat_object(out, NULL);
        json_put_string(out, "node_id", network->node[wait->node].id);
        if (wait->link >= 0)
            json_put_string(out, "link_id", network->link[wait->link].id);
        else
            json_put_string(out, "vehicle_type_id", network->vehicle_type[vehicle].id);
        json_put_bool(out, "listed", wait->listed);
        json_put_decimal(out, "hours", wide_divide(wait->to.umin - wait->from.umin, UMIN_PER_UH),
                         HOUR_PLACES);
        json_put_decimal(out, "planned_hours", wide_divide(wait->assumed_umin, UMIN_PER_UH), HOUR_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_choice(struct json_out *out, const struct quote *quote, const struct quote_choice *choice) {
    const struct delivery *delivery = &quote->delivery;
    const struct plan_path *path = &quote->ways->path[choice->path];
    json_object(out, NULL);
    json_put_bool(out, "cheapest", choice->cheapest);
    json_put_bool(out, "fastest", choice->fastest);
    json_put_bool(out, "least_money_and_time", choice->best);
    json_put_bool(out, "shown", choice->shown);
    json_put_bool(out, "in_time", choice->timely);
    json_put_decimal(out, "cost", choice->money_e7, E7);
    json_put_decimal(out, "mean_load_cost", choice->mean_e7, E7);
    json_put_decimal(out, "cost_and_time", choice->total_e13, E13);
    json_put_decimal(out, "hours", choice->time_uh, HOUR_PLACES);
    if (delivery->departs || delivery->has_by)
        json_put_decimal(out, "real_hours", wide_divide(choice->real_umin, UMIN_PER_UH), HOUR_PLACES);
    else
        json_put_string(out, "real_hours", NULL);
    put_waits(out, quote, choice);
    put_moment(out, "arrives", delivery->departs, choice->arrives, delivery->leaves, true);
    put_moment(out, "leave_by", delivery->has_by, choice->leave_by,
               delivery->departs ? delivery->leaves : delivery->by, false);
    put_until(out, &choice->until);
    put_over(out, quote, choice);
    json_array(out, "legs");
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        put_leg(out, quote, l);
    json_end(out);
    json_end(out);
}

static void put_others(struct json_out *out, const struct quote *quote) {
    json_array(out, "others");
    for (int i = 0; i < quote->margin.others; i++) {
        const struct quote_other *other = &quote->margin.other[i];
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", quote->with->shipment[other->shipment].id);
        json_put_decimal(out, "cost", other->money_e7, E7);
        json_put_decimal(out, "tonne_hours", other->kg_uh, KG_UH_PLACES);
        json_put_decimal(out, "cost_and_time", other->more_e13, E13);
        json_put_decimal(out, "unmet_t", other->unmet_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_margin(struct json_out *out, const struct quote *quote) {
    const struct quote_margin *margin = &quote->margin;
    if (!quote->has_margin) {
        json_put_string(out, "marginal", NULL);
        return;
    }
    json_object(out, "marginal");
    json_put_decimal(out, "objective", margin->objective_e4, MONEY_PLACES);
    json_put_decimal(out, "open", margin->open_e4, MONEY_PLACES);
    json_put_decimal(out, "cost", margin->money_e7, E7);
    json_put_decimal(out, "time_cost", margin->time_cost_e4, MONEY_PLACES);
    json_put_decimal(out, "penalty", margin->penalty_e4, MONEY_PLACES);
    json_put_decimal(out, "stated_penalty", margin->stated_e7, E7);
    json_put_bool(out, "room", margin->room);
    json_put_decimal(out, "tonne_hours", margin->kg_uh, KG_UH_PLACES);
    json_put_decimal(out, "unmet_t", margin->unmet_kg, MASS_PLACES);
    json_put_decimal(out, "others_unmet_t", margin->others_unmet_kg, MASS_PLACES);
    json_put_decimal(out, "own_cost", margin->own_e7, E7);
    json_put_decimal(out, "own_tonne_hours", margin->own_kg_uh, KG_UH_PLACES);
    json_put_int(out, "own_paths", margin->paths);
    if (margin->mean_kg > 0)
        json_put_decimal(out, "relation_cost_per_t", wide_divide(margin->mean_e7, margin->mean_kg),
                         MONEY_PLACES);
    else
        json_put_string(out, "relation_cost_per_t", NULL);
    put_others(out, quote);
    json_end(out);
}

void report_quotes_json(const struct quote *const *quote, int count, FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-quote/1");
    json_put_variant(&out, compiled_network(quote[0]->compiled));
    json_array(&out, "deliveries");
    for (int i = 0; i < count; i++) {
        json_object(&out, NULL);
        put_delivery(&out, quote[i]);
        json_array(&out, "choices");
        for (int c = 0; c < quote[i]->choices; c++)
            put_choice(&out, quote[i], &quote[i]->choice[c]);
        json_end(&out);
        put_margin(&out, quote[i]);
        json_end(&out);
    }
    json_end(&out);
    json_end(&out);
}
