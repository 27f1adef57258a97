// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_put.h"

void json_put_date(struct json_out *out, const char *key, struct date date) {
    char text[DATE_TEXT];
    date_text(text, date);
    json_put_string(out, key, text[0] != '\0' ? text : NULL);
}

void json_put_scenarios(struct json_out *out, const struct edits *edits) {
    if (edits_causes(edits) == 0)
        return;
    json_flat_array(out, "scenarios");
    for (int c = 0; c < edits_causes(edits); c++)
        json_put_string(out, NULL, edits_cause_name(edits, c));
    json_end(out);
}

static void put_regions(struct json_out *out, const char *key, const char *const *region, int count) {
    if (count == 0)
        return;
    json_flat_array(out, key);
    for (int i = 0; i < count; i++)
        json_put_string(out, NULL, region[i]);
    json_end(out);
}

void json_put_regions(struct json_out *out, const struct variant *variant) {
    put_regions(out, "with", variant->grant, variant->granted);
    put_regions(out, "without", variant->drop, variant->dropped);
}

void json_put_variant(struct json_out *out, const struct virtual_network *network) {
    const struct variant *variant = &network->variant;
    const struct network *roads = network->scenario->network;
    char day[DATE_TEXT], hash[HASH_TEXT];
    json_put_string(out, "as_of", date_text(day, variant->as_of));
    json_put_scenarios(out, network->scenario->edits);
    tariff_hash(network->tariff, hash);
    json_put_string(out, "tariff_hash", hash);
    json_put_string(out, "input_hash", network->scenario->input_hash);
    if (variant->has_vot)
        json_put_decimal(out, "vot_per_t_h", variant->vot_per_t_h.e4, MONEY_PLACES);
    else
        json_put_string(out, "vot_per_t_h", NULL);
    json_flat_array(out, "closed_links");
    for (int i = 0; i < variant->closed_links; i++)
        json_put_string(out, NULL, roads->link[variant->closed_link[i]].id);
    json_end(out);
    json_flat_array(out, "closed_terminals");
    for (int i = 0; i < variant->closed_terminals; i++)
        json_put_string(out, NULL, roads->terminal[variant->closed_terminal[i]].id);
    json_end(out);
    json_put_regions(out, variant);
}

void json_put_leg_way(struct json_out *out, const struct plan *plan, const struct network *network,
                      const struct plan_leg *leg) {
    json_put_string(out, "mode", leg->mode);
    if (network->vehicle_type[leg->vehicle].id != NULL)
        json_put_string(out, "vehicle_type_id", network->vehicle_type[leg->vehicle].id);
    json_put_string(out, "from_node_id", network->node[leg->from].id);
    json_put_string(out, "to_node_id", network->node[leg->to].id);
    json_flat_array(out, "links");
    for (int i = leg->first_link; i < leg->first_link + leg->links; i++)
        json_put_string(out, NULL, network->link[plan->link[i]].id);
    json_end(out);
}

void json_put_legs(struct json_out *out, const struct plan *ways, const struct network *network,
                   const struct plan_path *path) {
    json_array(out, "legs");
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++) {
        json_flat_object(out, NULL);
        json_put_leg_way(out, ways, network, &ways->leg[l]);
        json_end(out);
    }
    json_end(out);
}

static void put_way(struct json_out *out, const char *key, const struct plan *ways,
                    const struct network *network, int way) {
    if (way < 0) {
        json_put_string(out, key, NULL);
        return;
    }
    const struct plan_path *path = &ways->path[way];
    json_object(out, key);
    json_put_decimal(out, "cost_per_t", path->per_t.e4, MONEY_PLACES);
    json_put_decimal(out, "hours", path->time_uh, HOUR_PLACES);
    json_put_legs(out, ways, network, path);
    json_end(out);
}

void json_put_changes(struct json_out *out, const char *key, const struct path_change *change, int changes,
                      const struct plan *ways, const struct scenario *scenario) {
    json_array(out, key);
    for (int i = 0; i < changes; i++) {
        json_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[change[i].shipment].id);
        json_put_decimal(out, "quantity_t", change[i].quantity_kg, MASS_PLACES);
        put_way(out, "from", ways, scenario->network, change[i].from);
        put_way(out, "to", ways, scenario->network, change[i].to);
        json_end(out);
    }
    json_end(out);
}

static void put_facility(struct json_out *out, const struct network *network,
                         const struct plan_facility *facility) {
    json_flat_object(out, NULL);
    if (facility->link >= 0)
        json_put_string(out, "link_id", network->link[facility->link].id);
    else
        json_put_string(out, "terminal_id", network->terminal[facility->terminal].id);
    json_put_bool(out, "open", facility->open);
    json_put_bool(out, "on_call", facility->on_call);
    json_put_decimal(out, "fixed_cost", facility->fixed_cost.e4, MONEY_PLACES);
    json_put_decimal(out, "flow_t", facility->flow_kg, MASS_PLACES);
    if (facility->has_value)
        json_put_decimal(out, "value", facility->value_e4, MONEY_PLACES);
    else
        json_put_string(out, "value", NULL);
    json_end(out);
}

void json_put_facilities(struct json_out *out, const struct plan *plan, const struct network *network) {
    if (plan->facilities == 0)
        return;
    json_array(out, "facilities");
    for (int f = 0; f < plan->facilities; f++)
        put_facility(out, network, &plan->facility[f]);
    json_end(out);
}
