// SPDX-License-Identifier: GPL-3.0-or-later
/* What the page's script works on, as JSON that can stand inside HTML: the writer escapes every '<'. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/names.h"
#include "base/mem.h"

/* ---- a tree as it was read ---- */

static void put_value(struct json_out *out, const char *key, const struct json *value) {
    bool flag;
    double number;
    if (json_is_object(value) || json_is_array(value)) {
        json_is_object(value) ? json_object(out, key) : json_array(out, key);
        for (const struct json *at = json_first(value); at != NULL; at = json_next(at))
            put_value(out, json_is_object(value) ? json_key(at) : NULL, at);
        json_end(out);
    } else if (json_string(value) != NULL) {
        json_put_string(out, key, json_string(value));
    } else if (json_bool(value, &flag)) {
        json_put_bool(out, key, flag);
    } else if (json_double(value, &number)) {
        json_put_double(out, key, number);
    } else {
        json_put_string(out, key, NULL);
    }
}

/* ---- the page's own ---- */

static void put_separators(struct json_out *out, const struct page *page,
                           const struct page_content *content) {
    const char point[] = {language_point(), '\0'}, comma[] = {language_comma(), '\0'};
    json_put_string(out, "language", language_now() == LANGUAGE_INDONESIAN ? "id" : "en");
    json_put_string(out, "point", point);
    json_put_string(out, "comma", comma);
    json_put_string(out, "currency", page->scale.currency);
    json_put_string(out, "period", page->network->period);
    json_put_string(out, "tiles", content->tiles);
    json_object(out, "texts");
    for (const struct page_text *it = PAGE_TEXTS; it->name != NULL; it++)
        json_put_string(out, it->name, _(it->text));
    json_end(out);
}

static void put_modes(struct json_out *out, const struct network *network) {
    AUTO(names_release) struct names *seen = names_new();
    json_object(out, "modes");
    for (int l = 0; l < network->links; l++) {
        bool is_new;
        names_add(seen, network->link[l].mode, &is_new);
        if (is_new)
            json_put_string(out, network->link[l].mode, mode_words(network->link[l].mode));
    }
    json_end(out);
}

/* ---- the network ---- */

static const char *either(const char *name, const char *id) {
    return name != NULL ? name : id;
}

static void put_capacity(struct json_out *out, int64_t capacity_kg) {
    if (capacity_kg < 0)
        json_put_string(out, "capacity_t", NULL);
    else
        json_put_decimal(out, "capacity_t", capacity_kg, MASS_PLACES);
}

static void put_nodes(struct json_out *out, const struct network *network) {
    json_array(out, "nodes");
    for (int n = 0; n < network->nodes; n++) {
        const struct node *node = &network->node[n];
        json_flat_object(out, NULL);
        json_put_string(out, "id", node->id);
        json_put_string(out, "name", either(node->name, node->id));
        json_put_double(out, "lon", node->lon);
        json_put_double(out, "lat", node->lat);
        json_put_string(out, "type", node->type);
        json_end(out);
    }
    json_end(out);
}

static void put_links(struct json_out *out, const struct network *network) {
    json_array(out, "links");
    for (int l = 0; l < network->links; l++) {
        const struct link *link = &network->link[l];
        json_flat_object(out, NULL);
        json_put_string(out, "id", link->id);
        json_put_string(out, "name", either(link->name, link->id));
        json_put_string(out, "from", network->node[link->from].id);
        json_put_string(out, "to", network->node[link->to].id);
        json_put_string(out, "mode", link->mode);
        json_put_bool(out, "directed", link->directed);
        json_put_decimal(out, "length_km", link->length_mm, KM_PLACES);
        put_capacity(out, link->capacity_kg);
        json_put_string(out, "geometry", link->geometry);
        json_end(out);
    }
    json_end(out);
}

static void put_network(struct json_out *out, const struct network *network) {
    json_object(out, "network");
    put_nodes(out, network);
    put_links(out, network);
    json_array(out, "terminals");
    for (int t = 0; t < network->terminals; t++) {
        json_flat_object(out, NULL);
        json_put_string(out, "id", network->terminal[t].id);
        json_put_string(out, "node", network->node[network->terminal[t].node].id);
        json_put_string(out, "mode", network->terminal[t].mode);
        put_capacity(out, network->terminal[t].capacity_kg);
        json_end(out);
    }
    json_end(out);
    json_array(out, "vehicles");
    for (int v = 0; v < network->vehicle_types; v++) {
        json_flat_object(out, NULL);
        json_put_string(out, "id", network->vehicle_type[v].id);
        json_put_string(out, "name", vehicle_words(network, v));
        json_put_string(out, "mode", network->vehicle_type[v].modes[0]);
        json_end(out);
    }
    json_end(out);
    json_end(out);
}

/* ---- shipments ---- */

static void put_shipment(struct json_out *out, const struct scenario *scenario, int k) {
    const struct shipment *it = &scenario->shipment[k];
    const struct network *network = scenario->network;
    json_flat_object(out, NULL);
    json_put_string(out, "id", it->id);
    json_put_string(out, "shipper", page_shipper(scenario, k));
    json_put_string(out, "commodity", page_commodity(scenario, k));
    json_put_string(out, "origin", network->node[it->origin].id);
    json_put_string(out, "destination", network->node[it->destination].id);
    json_put_string(out, "origin_name", node_words(network, it->origin));
    json_put_string(out, "destination_name", node_words(network, it->destination));
    json_put_decimal(out, "quantity_t", it->quantity_kg, MASS_PLACES);
    if (it->max_uh >= 0)
        json_put_decimal(out, "max_hours", it->max_uh, HOUR_PLACES);
    else
        json_put_string(out, "max_hours", NULL);
    json_end(out);
}

static void put_shipments(struct json_out *out, const struct scenario *scenario) {
    json_array(out, "shipments");
    for (int k = 0; k < scenario->shipments; k++)
        put_shipment(out, scenario, k);
    json_end(out);
}

/* ---- all of it ---- */

static void put_results(struct json_out *out, const struct page_content *content) {
    json_array(out, "results");
    for (int i = 0; i < content->results; i++)
        put_value(out, NULL, content->result[i]);
    json_end(out);
}

/* The plan, a document of its own, is streamed into the object as its last member. */
void page_data(const struct page *page, const struct page_content *content) {
    struct json_out out;
    fputs("<script type=\"application/json\" id=\"angkut-data\">\n", page->out);
    json_begin(&out, page->out);
    json_object(&out, NULL);
    put_separators(&out, page, content);
    put_modes(&out, page->network);
    put_network(&out, page->network);
    put_shipments(&out, page->scenario);
    put_results(&out, content);
    fputs(",\n  \"plan\": ", page->out);
    language_pause();
    report_plan_json(page->plan, page->scenario, page->out);
    language_resume();
    json_end(&out);
    fputs("</script>\n", page->out);
}
