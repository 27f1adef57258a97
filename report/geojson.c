// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "base/mem.h"
#include "report/map_flows.h"
#include "report/report.h"

#include <math.h>

struct writer {
    struct json_out json;
    const struct plan *plan;
    const struct network *network;
    const struct map_flows *flows;
};

enum { DEGREE_PLACES = 7 }; /* a centimetre */

static void put_degrees(struct json_out *out, double degrees) {
    json_put_decimal(out, NULL, llround(degrees * 1e7), DEGREE_PLACES);
}

static void put_position(struct json_out *out, const char *key, struct map_point point) {
    json_flat_array(out, key);
    put_degrees(out, point.x);
    put_degrees(out, point.y);
    json_end(out);
}

static struct map_point point_of(const struct network *network, int node) {
    return (struct map_point){network->node[node].lon, network->node[node].lat};
}

static void put_bbox(struct writer *to) {
    const struct network *network = to->network;
    struct map_point low = point_of(network, 0), high = low;
    for (int i = 0; i < network->links + network->nodes; i++) {
        struct map_point own = i < network->nodes ? point_of(network, i) : (struct map_point){0, 0};
        struct map_line line = {.points = 1, .point = &own};
        if (i >= network->nodes)
            line = map_line_of(network, &network->link[i - network->nodes]);
        for (int p = 0; p < line.points; p++) {
            low = (struct map_point){fmin(low.x, line.point[p].x), fmin(low.y, line.point[p].y)};
            high = (struct map_point){fmax(high.x, line.point[p].x), fmax(high.y, line.point[p].y)};
        }
        if (i >= network->nodes)
            map_line_release(&line);
    }
    json_flat_array(&to->json, "bbox");
    put_degrees(&to->json, low.x);
    put_degrees(&to->json, low.y);
    put_degrees(&to->json, high.x);
    put_degrees(&to->json, high.y);
    json_end(&to->json);
}

/* A feature up to its open properties. */
static void begin_feature(struct writer *to, const char *kind, const char *geometry,
                          const struct map_point *point, int points) {
    struct json_out *out = &to->json;
    json_object(out, NULL);
    json_put_string(out, "type", "Feature");
    json_flat_object(out, "geometry");
    json_put_string(out, "type", geometry);
    if (points == 1)
        put_position(out, "coordinates", point[0]);
    else {
        json_flat_array(out, "coordinates");
        for (int i = 0; i < points; i++)
            put_position(out, NULL, point[i]);
        json_end(out);
    }
    json_end(out);
    json_flat_object(out, "properties");
    json_put_string(out, "kind", kind);
}

static void end_feature(struct writer *to) {
    json_end(&to->json);
    json_end(&to->json);
}

static void put_tonnes(struct writer *to, const char *key, int64_t kg) {
    if (kg >= 0)
        json_put_decimal(&to->json, key, kg, MASS_PLACES);
    else
        json_put_string(&to->json, key, NULL);
}

/* capacity_t (null = unlimited), shadow_price, full */
static void put_capacity(struct writer *to, int resource) {
    const struct plan_resource *it = resource >= 0 ? &to->plan->resource[resource] : NULL;
    put_tonnes(to, "capacity_t", it != NULL ? it->capacity_kg : -1);
    json_put_decimal(&to->json, "shadow_price", it != NULL ? it->shadow_price.e4 : 0, MONEY_PLACES);
    json_put_bool(&to->json, "full", map_is_full(to->plan, resource));
}

static void put_node(struct writer *to, int number) {
    const struct node *node = &to->network->node[number];
    const struct map_point at = point_of(to->network, number);
    begin_feature(to, "node", "Point", &at, 1);
    json_put_string(&to->json, "node_id", node->id);
    json_put_string(&to->json, "name", node->name);
    json_put_string(&to->json, "node_type", node->type);
    put_tonnes(to, "origin_t", to->flows->origin_kg[number]);
    put_tonnes(to, "destination_t", to->flows->destination_kg[number]);
    end_feature(to);
}

static void put_terminal(struct writer *to, int number) {
    const struct terminal *terminal = &to->network->terminal[number];
    const struct map_point at = point_of(to->network, terminal->node);
    begin_feature(to, "terminal", "Point", &at, 1);
    json_put_string(&to->json, "terminal_id", terminal->id);
    json_put_string(&to->json, "node_id", to->network->node[terminal->node].id);
    json_put_string(&to->json, "mode", terminal->mode);
    put_tonnes(to, "flow_t", to->flows->terminal_kg[number]);
    put_capacity(to, to->flows->terminal_resource[number]);
    end_feature(to);
}

static void put_ends(struct writer *to, const struct link *link, bool backward) {
    json_put_string(&to->json, "from_node_id", to->network->node[backward ? link->to : link->from].id);
    json_put_string(&to->json, "to_node_id", to->network->node[backward ? link->from : link->to].id);
}

static void put_link(struct writer *to, int number) {
    const struct link *link = &to->network->link[number];
    AUTO(map_line_release) struct map_line line = map_line_of(to->network, link);
    begin_feature(to, "link", "LineString", line.point, line.points);
    json_put_string(&to->json, "link_id", link->id);
    json_put_string(&to->json, "name", link->name);
    json_put_string(&to->json, "mode", link->mode);
    put_ends(to, link, false);
    json_put_bool(&to->json, "directed", link->directed);
    json_put_decimal(&to->json, "length_km", link->length_mm, KM_PLACES);
    put_tonnes(to, "flow_t", to->flows->link_kg[2 * number] + to->flows->link_kg[2 * number + 1]);
    put_tonnes(to, "capacity_t", link->capacity_kg);
    end_feature(to);
}

/* Its line runs the way the freight goes. */
static void put_flow(struct writer *to, int number, bool backward) {
    const struct link *link = &to->network->link[number];
    AUTO(map_line_release) struct map_line line = map_line_of(to->network, link);
    if (backward)
        map_line_turn(&line);
    begin_feature(to, "flow", "LineString", line.point, line.points);
    json_put_string(&to->json, "link_id", link->id);
    json_put_string(&to->json, "direction", backward ? "backward" : "forward");
    json_put_string(&to->json, "mode", link->mode);
    put_ends(to, link, backward);
    put_tonnes(to, "flow_t", to->flows->link_kg[2 * number + backward]);
    put_capacity(to, to->flows->link_resource[2 * number + backward]);
    end_feature(to);
}

/* Where it starts, and where it is to come. */
static void put_shipment(struct writer *to, const struct scenario *scenario, int number) {
    const struct shipment *shipment = &scenario->shipment[number];
    const struct map_point end[] = {point_of(to->network, shipment->origin),
                                    point_of(to->network, shipment->destination)};
    int64_t unmet_kg = to->plan->shipment[number].unmet_kg;
    begin_feature(to, "shipment", "MultiPoint", end, 2);
    json_put_string(&to->json, "shipment_id", shipment->id);
    json_put_string(&to->json, "origin_node_id", to->network->node[shipment->origin].id);
    json_put_string(&to->json, "destination_node_id", to->network->node[shipment->destination].id);
    put_tonnes(to, "quantity_t", shipment->quantity_kg);
    put_tonnes(to, "moved_t", shipment->quantity_kg - unmet_kg);
    put_tonnes(to, "unmet_t", unmet_kg);
    end_feature(to);
}

static void put_features(struct writer *to, const struct scenario *scenario) {
    json_array(&to->json, "features");
    for (int i = 0; i < to->network->links; i++)
        put_link(to, i);
    for (int i = 0; i < 2 * to->network->links; i++)
        if (to->flows->link_kg[i] > 0)
            put_flow(to, i / 2, i % 2);
    for (int i = 0; i < to->network->nodes; i++)
        put_node(to, i);
    for (int i = 0; i < to->network->terminals; i++)
        put_terminal(to, i);
    for (int i = 0; i < to->plan->shipments; i++)
        put_shipment(to, scenario, i);
    json_end(&to->json);
}

void report_geojson(const struct plan *plan, const struct virtual_network *network, FILE *out) {
    const struct scenario *scenario = network->scenario;
    AUTO(map_flows_release) struct map_flows flows = map_flows_new(plan, scenario);
    struct writer to = {.plan = plan, .network = scenario->network, .flows = &flows};
    json_begin(&to.json, out);
    json_object(&to.json, NULL);
    json_put_string(&to.json, "type", "FeatureCollection");
    json_put_string(&to.json, "schema", "angkut-geojson/1");
    json_put_string(&to.json, "dataset_name", scenario->network->dataset_name);
    json_put_string(&to.json, "currency", scenario->network->currency);
    json_put_string(&to.json, "period", scenario->network->period);
    json_put_string(&to.json, "plan_hash", plan->plan_hash);
    put_bbox(&to);
    put_features(&to, scenario);
    json_end(&to.json);
}
