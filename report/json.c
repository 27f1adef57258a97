// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * angkut-plan/1, field by field. Decimals are exact, trailing zeros left out:
 *
 * - tonnes (..._t): 3 places
 * - money (objective, bound, cost, time_cost, penalty, capacity_rent): 4 places, in the data set's currency;
 *   cost_per_t, per_t and shadow_price the same per tonne, vot_per_t_h per tonne-hour
 * - hours, tonne_hours, length_km: 6 places
 * - gap, gap_limit: shares of the objective, the shortest decimal that reads back as the same double
 * - ..._hash: SHA-256, 64 hexadecimal digits
 *
 * - fixed_cost, opening_bound and facilities, only where something costs to have open: money; value is null where it was not found
 * - budget, only where there is one: limit and used in the places of their quantity, shadow_price 10
 *
 * vehicle_type_id is left out where the network has no vehicle types, tariff_id where no rate of the book is
 * behind the item. Legs and resources stand on one line each, so that diff can compare two plans.
 */
#include "report/report.h"

#include "base/json.h"
#include "report/json_put.h"
#include "report/timetable.h"
#include "report/vehicles.h"

static void put_options(struct json_out *out, const struct plan *plan, const struct network *network) {
    json_flat_object(out, "options");
    if (plan->variant.has_vot)
        json_put_decimal(out, "vot_per_t_h", plan->variant.vot_per_t_h.e4, MONEY_PLACES);
    else
        json_put_string(out, "vot_per_t_h", NULL);
    json_flat_array(out, "closed_links");
    for (int i = 0; i < plan->variant.closed_links; i++)
        json_put_string(out, NULL, network->link[plan->variant.closed_link[i]].id);
    json_end(out);
    if (plan->variant.closed_terminals > 0) {
        json_flat_array(out, "closed_terminals");
        for (int i = 0; i < plan->variant.closed_terminals; i++)
            json_put_string(out, NULL, network->terminal[plan->variant.closed_terminal[i]].id);
        json_end(out);
    }
    json_put_regions(out, &plan->variant);
    json_end(out);
}

static void put_totals(struct json_out *out, const struct plan *plan) {
    json_put_double(out, "gap_limit", plan->gap_limit);
    json_put_decimal(out, "objective", plan->objective_e4, MONEY_PLACES);
    json_put_decimal(out, "bound", plan->bound_e4, MONEY_PLACES);
    if (plan->has_opening_bound)
        json_put_decimal(out, "opening_bound", plan->opening_bound_e4, MONEY_PLACES);
    json_put_double(out, "gap", plan->gap);
    json_put_decimal(out, "cost", plan->cost_e4, MONEY_PLACES);
    if (plan->facilities > 0)
        json_put_decimal(out, "fixed_cost", plan->fixed_cost_e4, MONEY_PLACES);
    json_put_decimal(out, "time_cost", plan->time_cost_e4, MONEY_PLACES);
    json_put_decimal(out, "penalty", plan->penalty_e4, MONEY_PLACES);
    json_put_decimal(out, "capacity_rent", plan->capacity_rent_e4, MONEY_PLACES);
    json_put_decimal(out, "tonne_hours", plan->tonne_hours_e6, HOUR_PLACES);
    json_put_decimal(out, "unmet_t", plan->unmet_kg, MASS_PLACES);
}

static void put_budget(struct json_out *out, const struct plan_budget *budget) {
    int places = budget_places(budget->quantity);
    if (budget->quantity == BUDGET_NONE)
        return;
    json_flat_object(out, "budget");
    json_put_string(out, "quantity", BUDGET_QUANTITIES[budget->quantity]);
    json_put_decimal(out, "limit", budget->limit, places);
    json_put_decimal(out, "used", budget->used, places);
    json_put_decimal(out, "shadow_price", budget->shadow_price_e10, BUDGET_PRICE_PLACES);
    json_end(out);
}

static void put_items(struct json_out *out, const struct plan *plan, const struct plan_leg *leg) {
    json_flat_array(out, "items");
    for (int i = leg->first_item; i < leg->first_item + leg->items; i++) {
        const struct plan_item *item = &plan->item[i];
        json_flat_object(out, NULL);
        json_put_string(out, "item", item_name(item->item));
        if (item->tariff_id != NULL)
            json_put_string(out, "tariff_id", item->tariff_id);
        json_put_decimal(out, "per_t", item->per_t.e4, MONEY_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_leg(struct json_out *out, const struct plan *plan, const struct network *network,
                    const struct plan_leg *leg) {
    json_flat_object(out, NULL);
    json_put_leg_way(out, plan, network, leg);
    json_put_decimal(out, "length_km", leg->length_mm, KM_PLACES);
    json_put_decimal(out, "hours", leg->time_uh, HOUR_PLACES);
    json_put_decimal(out, "cost_per_t", leg->per_t.e4, MONEY_PLACES);
    put_items(out, plan, leg);
    json_end(out);
}

static void put_path(struct json_out *out, const struct plan *plan, const struct network *network,
                     const struct plan_path *path) {
    json_object(out, NULL);
    json_put_decimal(out, "quantity_t", path->quantity_kg, MASS_PLACES);
    json_put_decimal(out, "cost_per_t", path->per_t.e4, MONEY_PLACES);
    json_put_decimal(out, "hours", path->time_uh, HOUR_PLACES);
    json_array(out, "legs");
    for (int i = path->first_leg; i < path->first_leg + path->legs; i++)
        put_leg(out, plan, network, &plan->leg[i]);
    json_end(out);
    json_end(out);
}

static void put_shipments(struct json_out *out, const struct plan *plan, const struct scenario *scenario) {
    json_array(out, "shipments");
    for (int k = 0; k < plan->shipments; k++) {
        const struct plan_shipment *shipment = &plan->shipment[k];
        json_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[k].id);
        json_put_decimal(out, "quantity_t", scenario->shipment[k].quantity_kg, MASS_PLACES);
        json_put_decimal(out, "unmet_t", shipment->unmet_kg, MASS_PLACES);
        json_array(out, "paths");
        for (int i = shipment->first_path; i < shipment->first_path + shipment->paths; i++)
            put_path(out, plan, scenario->network, &plan->path[i]);
        json_end(out);
        json_end(out);
    }
    json_end(out);
}

static void put_resource(struct json_out *out, const struct network *network,
                         const struct plan_resource *resource) {
    json_flat_object(out, NULL);
    if (resource->link >= 0) {
        const struct link *link = &network->link[resource->link];
        json_put_string(out, "link_id", link->id);
        json_put_string(out, "from_node_id", network->node[resource->backward ? link->to : link->from].id);
        json_put_string(out, "to_node_id", network->node[resource->backward ? link->from : link->to].id);
    } else {
        json_put_string(out, "terminal_id", network->terminal[resource->terminal].id);
    }
    json_put_decimal(out, "flow_t", resource->flow_kg, MASS_PLACES);
    json_put_decimal(out, "capacity_t", resource->capacity_kg, MASS_PLACES);
    json_put_decimal(out, "shadow_price", resource->shadow_price.e4, MONEY_PLACES);
    json_end(out);
}

void report_plan_json(const struct plan *plan, const struct scenario *scenario, FILE *stream) {
    report_plan_json_leaving(plan, scenario, NULL, NULL, stream);
}

void report_plan_json_leaving(const struct plan *plan, const struct scenario *scenario,
                              const struct moment *leaves, const struct whole_vehicles *whole, FILE *stream) {
    struct json_out out;
    char day[DATE_TEXT];
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-plan/1");
    json_put_string(&out, "status", PLAN_STATUS[plan->status]);
    json_put_string(&out, "as_of", date_text(day, plan->variant.as_of));
    json_put_scenarios(&out, scenario->edits);
    json_put_string(&out, "tariff_hash", plan->tariff_hash);
    json_put_string(&out, "input_hash", plan->input_hash);
    json_put_string(&out, "plan_hash", plan->plan_hash);
    put_options(&out, plan, scenario->network);
    put_totals(&out, plan);
    put_budget(&out, &plan->budget);
    put_shipments(&out, plan, scenario);
    json_array(&out, "resources");
    for (int r = 0; r < plan->resources; r++)
        put_resource(&out, scenario->network, &plan->resource[r]);
    json_end(&out);
    json_put_facilities(&out, plan, scenario->network);
    json_put_summary(&out, plan, scenario);
    if (leaves != NULL)
        json_put_clock(&out, plan, scenario, *leaves);
    if (whole != NULL)
        json_put_vehicles(&out, whole, plan, scenario);
    json_end(&out);
}
