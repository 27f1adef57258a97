// SPDX-License-Identifier: GPL-3.0-or-later
/* Transport chains and their emissions for programs: JSON and CSV (doc/formats.md, "Emissions"). */
#include "report/emissions.h"

#include "base/mem.h"
#include "report/csv_put.h"
#include "report/json_put.h"
#include "report/report.h"

#include <stdlib.h>

/* ---- sums ---- */

static void add_chain(struct emissions *all, const struct plan *plan, const struct network *network, int k,
                      const struct chain_element *element, int count) {
    for (int e = 0; e < count; e++) {
        chain_add(&all->total, &element[e]);
        chain_add(&all->shipment[k], &element[e]);
        for (int m = 0; !element[e].is_hub && m < all->modes; m++)
            if (all->mode[m] == plan->leg[element[e].leg].mode)
                chain_add(&all->by_mode[m], &element[e]);
        if (!element[e].is_hub && element[e].vehicle < network->vehicle_types)
            all->used[element[e].vehicle] = 1;
    }
}

struct emissions *emissions_new(const struct plan *plan, const struct scenario *scenario) {
    struct emissions *all = xcalloc(1, sizeof *all);
    struct plan_summary *summary = plan_summarise(plan, scenario);
    AUTO_FREE struct chain_element *element = xcalloc(2 * (size_t)plan->legs + 1, sizeof *element);
    all->modes = summary->modes;
    all->mode = xcalloc((size_t)all->modes + 1, sizeof *all->mode);
    for (int m = 0; m < all->modes; m++)
        all->mode[m] = summary->mode[m];
    all->by_mode = xcalloc((size_t)all->modes + 1, sizeof *all->by_mode);
    all->shipment = xcalloc((size_t)plan->shipments + 1, sizeof *all->shipment);
    all->used = xcalloc((size_t)scenario->network->vehicle_types, 1);
    for (int k = 0; k < plan->shipments; k++)
        for (int p = 0; p < plan->shipment[k].paths; p++) {
            int count = chain_elements(plan, scenario->network, plan->shipment[k].first_path + p, element);
            add_chain(all, plan, scenario->network, k, element, count);
        }
    plan_summary_free(summary);
    return all;
}

void emissions_release(struct emissions **emissions) {
    struct emissions *all = *emissions;
    if (all == NULL)
        return;
    free(all->mode);
    free(all->by_mode);
    free(all->shipment);
    free(all->used);
    free(all);
}

int64_t emissions_intensity_e3(wide co2e, wide kg_mm) {
    return kg_mm > 0 ? (int64_t)wide_divide(co2e, kg_mm) : -1;
}

const char *emissions_status(const struct network *network, const struct chain_element *element) {
    return element->has_factor ? network->vehicle_type[element->vehicle].status : "missing";
}

/* ---- JSON ---- */

static void put_amounts(struct json_out *out, wide kg_mm, wide ttw, wide wtt) {
    int64_t intensity = emissions_intensity_e3(ttw + wtt, kg_mm);
    json_put_decimal(out, "activity_t_km", kg_mm, T_KM_PLACES_OF_KG_MM);
    json_put_decimal(out, "ttw_kg", ttw, KG_PLACES_OF_CO2E);
    json_put_decimal(out, "wtt_kg", wtt, KG_PLACES_OF_CO2E);
    json_put_decimal(out, "wtw_kg", ttw + wtt, KG_PLACES_OF_CO2E);
    if (intensity >= 0)
        json_put_decimal(out, "wtw_g_per_t_km", intensity, 3);
    else
        json_put_string(out, "wtw_g_per_t_km", NULL);
}

static void put_sum(struct json_out *out, const struct chain_sum *sum) {
    put_amounts(out, sum->kg_mm, sum->ttw, sum->wtt);
    json_put_int(out, "transport_elements", sum->transports);
    json_put_int(out, "without_factor", sum->without_factor);
}

static void put_method(struct json_out *out) {
    json_object(out, "method");
    json_put_string(out, "shape", "ISO 14083:2023");
    json_put_bool(out, "conforms", false);
    json_put_string(out, "distance", "as travelled on the network");
    json_put_string(out, "hub_operations", "not counted: no factors");
    json_put_string(out, "empty_running", "as far as the factor's source includes it");
    json_end(out);
}

static void put_factor(struct json_out *out, const struct vehicle_type *type) {
    json_object(out, NULL);
    json_put_string(out, "vehicle_type_id", type->id);
    json_put_decimal(out, "ttw_g_per_t_km", type->ttw_e3_g_per_t_km, 3);
    json_put_decimal(out, "wtt_g_per_t_km", type->wtt_e3_g_per_t_km, 3);
    json_put_decimal(out, "wtw_g_per_t_km", type->ttw_e3_g_per_t_km + type->wtt_e3_g_per_t_km, 3);
    json_put_decimal(out, "load_factor", type->load_factor_e4, 4);
    json_put_decimal(out, "empty_return", type->empty_return_e4, 4);
    json_put_string(out, "source", type->source);
    json_put_string(out, "status", type->status);
    json_end(out);
}

static void put_hub(struct json_out *out, const struct network *network,
                    const struct chain_element *element) {
    json_put_string(out, "kind", "hub");
    json_put_string(out, "node_id", network->node[element->node].id);
    json_put_string(out, "operation",
                    element->unloads < 0 ? "load"
                    : element->loads < 0 ? "unload"
                                         : "transship");
    json_flat_array(out, "terminal_ids");
    if (element->unload_place >= 0)
        json_put_string(out, NULL, network->terminal[element->unload_place].id);
    if (element->load_place >= 0 && element->load_place != element->unload_place)
        json_put_string(out, NULL, network->terminal[element->load_place].id);
    json_end(out);
    json_put_string(out, "wtw_kg", NULL);
}

static void put_transport(struct json_out *out, const struct plan *plan, const struct network *network,
                          const struct chain_element *element) {
    json_put_string(out, "kind", "transport");
    json_put_leg_way(out, plan, network, &plan->leg[element->leg]);
    json_put_decimal(out, "distance_km", element->length_mm, KM_PLACES);
    if (element->direct_mm > 0) {
        json_put_decimal(out, "great_circle_km", element->direct_mm, KM_PLACES);
        json_put_decimal(out, "adjustment_factor",
                         wide_divide((wide)element->length_mm * 10000, element->direct_mm), 4);
    } else {
        json_put_string(out, "great_circle_km", NULL);
        json_put_string(out, "adjustment_factor", NULL);
    }
    json_put_string(out, "factor_of", network->vehicle_type[element->vehicle].id);
    json_put_string(out, "factor_status", emissions_status(network, element));
    put_amounts(out, element->kg_mm, element->ttw, element->wtt);
}

static void put_chain(struct json_out *out, const struct plan *plan, const struct scenario *scenario, int k,
                      int p, struct chain_element *element) {
    const struct network *network = scenario->network;
    int path = plan->shipment[k].first_path + p;
    int count = chain_elements(plan, network, path, element);
    struct chain_sum sum = {0};
    json_object(out, NULL);
    json_put_string(out, "shipment_id", scenario->shipment[k].id);
    json_put_int(out, "path", p + 1);
    json_put_decimal(out, "quantity_t", plan->path[path].quantity_kg, MASS_PLACES);
    json_put_string(out, "from_node_id", network->node[scenario->shipment[k].origin].id);
    json_put_string(out, "to_node_id", network->node[scenario->shipment[k].destination].id);
    json_array(out, "elements");
    for (int e = 0; e < count; e++) {
        chain_add(&sum, &element[e]);
        json_object(out, NULL);
        if (element[e].is_hub)
            put_hub(out, network, &element[e]);
        else
            put_transport(out, plan, network, &element[e]);
        json_end(out);
    }
    json_end(out);
    put_sum(out, &sum);
    json_end(out);
}

static void put_modes(struct json_out *out, const struct emissions *all) {
    json_array(out, "by_mode");
    for (int m = 0; m < all->modes; m++) {
        json_object(out, NULL);
        json_put_string(out, "mode", all->mode[m]);
        put_sum(out, &all->by_mode[m]);
        json_end(out);
    }
    json_end(out);
}

static void put_head(struct json_out *out, const struct plan *plan, const struct virtual_network *network,
                     const struct emissions *all) {
    const struct network *roads = network->scenario->network;
    json_put_string(out, "schema", "angkut-emissions/1");
    json_put_variant(out, network);
    json_put_string(out, "plan_hash", plan->plan_hash);
    put_method(out);
    json_object(out, "total");
    put_sum(out, &all->total);
    json_put_int(out, "hub_elements_not_counted", all->total.hubs);
    json_end(out);
    put_modes(out, all);
    json_array(out, "factors");
    for (int v = 0; v < roads->vehicle_types; v++)
        if (all->used[v])
            put_factor(out, &roads->vehicle_type[v]);
    json_end(out);
}

void report_emissions_json(const struct plan *plan, const struct virtual_network *network, FILE *stream) {
    const struct scenario *scenario = network->scenario;
    AUTO(emissions_release) struct emissions *all = emissions_new(plan, scenario);
    AUTO_FREE struct chain_element *element = xcalloc(2 * (size_t)plan->legs + 1, sizeof *element);
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    put_head(&out, plan, network, all);
    json_array(&out, "chains");
    for (int k = 0; k < plan->shipments; k++)
        for (int p = 0; p < plan->shipment[k].paths; p++)
            put_chain(&out, plan, scenario, k, p, element);
    json_end(&out);
    json_end(&out);
}

/* ---- CSV: one row an element ---- */

static void csv_transport(const struct plan *plan, const struct network *network,
                          const struct chain_element *element, FILE *out) {
    const struct plan_leg *leg = &plan->leg[element->leg];
    const struct vehicle_type *factor = &network->vehicle_type[element->vehicle];
    csv_put(leg->mode, out);
    csv_put(network->vehicle_type[leg->vehicle].id, out);
    csv_put(network->node[leg->from].id, out);
    csv_put(network->node[leg->to].id, out);
    csv_put_number(element->length_mm, KM_PLACES, out);
    element->direct_mm > 0 ? csv_put_number(element->direct_mm, KM_PLACES, out) : csv_put(NULL, out);
    csv_put_number(element->kg_mm, T_KM_PLACES_OF_KG_MM, out);
    csv_put(factor->id, out);
    csv_put_number(factor->ttw_e3_g_per_t_km, 3, out);
    csv_put_number(factor->wtt_e3_g_per_t_km, 3, out);
    csv_put_number(element->ttw, KG_PLACES_OF_CO2E, out);
    csv_put_number(element->wtt, KG_PLACES_OF_CO2E, out);
    csv_put_number(element->ttw + element->wtt, KG_PLACES_OF_CO2E, out);
    csv_put(emissions_status(network, element), out);
    csv_put(factor->source, out);
}

static void csv_hub(const struct network *network, const struct chain_element *element, FILE *out) {
    const char *node = network->node[element->node].id;
    csv_put(NULL, out);
    csv_put(NULL, out);
    csv_put(node, out);
    csv_put(node, out);
    for (int column = 0; column < 9; column++)
        csv_put(NULL, out);
    csv_put("not counted", out);
    csv_put(NULL, out);
}

void report_emissions_csv(const struct plan *plan, const struct virtual_network *network, FILE *out) {
    const struct scenario *scenario = network->scenario;
    AUTO_FREE struct chain_element *element = xcalloc(2 * (size_t)plan->legs + 1, sizeof *element);
    fputs("shipment_id,path,element,kind,quantity_t,mode,vehicle_type_id,from_node_id,to_node_id,distance_km,"
          "great_circle_km,activity_t_km,factor_of,ttw_g_per_t_km,wtt_g_per_t_km,ttw_kg,wtt_kg,wtw_kg,"
          "factor_status,factor_source\n",
          out);
    for (int k = 0; k < plan->shipments; k++)
        for (int p = 0; p < plan->shipment[k].paths; p++) {
            int path = plan->shipment[k].first_path + p;
            int count = chain_elements(plan, scenario->network, path, element);
            for (int e = 0; e < count; e++) {
                csv_put_text(scenario->shipment[k].id, out);
                fprintf(out, ",%d,%d,%s", p + 1, e + 1, element[e].is_hub ? "hub" : "transport");
                csv_put_number(plan->path[path].quantity_kg, MASS_PLACES, out);
                if (element[e].is_hub)
                    csv_hub(scenario->network, &element[e], out);
                else
                    csv_transport(plan, scenario->network, &element[e], out);
                putc('\n', out);
            }
        }
}
