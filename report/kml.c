// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/words.h"

#include <math.h>
#include <string.h>

/* "#rrggbb" as KML has it: aabbggrr. */
static void put_colour(FILE *out, const char *colour) {
    fprintf(out, "<color>ff%.2s%.2s%.2s</color>", colour + 5, colour + 3, colour + 1);
}

static void put_text(FILE *out, const char *tag, const char *text) {
    fprintf(out, "<%s>", tag);
    html_text(out, text);
    fprintf(out, "</%s>", tag);
}

static void put_data(FILE *out, const char *name, const char *value) {
    fprintf(out, "<Data name=\"%s\"><value>", name);
    html_text(out, value);
    fputs("</value></Data>", out);
}

static void put_tonnes(FILE *out, const char *name, int64_t kg) {
    char number[WIDE_TEXT];
    put_data(out, name, wide_text(number, kg, MASS_PLACES, 0));
}

static void put_position(FILE *out, struct map_point point) {
    char x[WIDE_TEXT], y[WIDE_TEXT];
    fprintf(out, "%s,%s ", wide_text(x, llround(point.x * 1e7), 7, 0),
            wide_text(y, llround(point.y * 1e7), 7, 0));
}

static void put_point(FILE *out, const struct network *network, int node) {
    fputs("<Point><coordinates>", out);
    put_position(out, (struct map_point){network->node[node].lon, network->node[node].lat});
    fputs("</coordinates></Point></Placemark>\n", out);
}

static void put_resource(FILE *out, const struct plan *plan, int resource) {
    char number[WIDE_TEXT];
    if (resource < 0)
        return;
    put_tonnes(out, "capacity_t", plan->resource[resource].capacity_kg);
    put_data(out, "shadow_price",
             wide_text(number, plan->resource[resource].shadow_price.e4, MONEY_PLACES, 0));
}

static void put_flow(const struct map *map, const struct map_ribbon *ribbon) {
    const struct network *network = map->network;
    const struct link *link = &network->link[ribbon->link];
    FILE *out = map->out;
    char number[WIDE_TEXT];
    AUTO(map_line_release) struct map_line line = map_line_of(network, link);
    if (ribbon->backward)
        map_line_turn(&line);
    fputs("<Placemark><name>", out);
    html_text(out, node_words(network, ribbon->backward ? link->to : link->from));
    fputs(" to ", out);
    html_text(out, node_words(network, ribbon->backward ? link->from : link->to));
    fprintf(out, "</name><Style><LineStyle>");
    put_colour(out, map_look(link->mode)->colour);
    fprintf(out, "<width>%s</width></LineStyle></Style><ExtendedData>",
            wide_text(number, lround(ribbon->width * 10), 1, 0));
    put_data(out, "link_id", link->id);
    put_data(out, "direction", ribbon->backward ? "backward" : "forward");
    put_data(out, "mode", link->mode);
    put_tonnes(out, "flow_t", ribbon->kg);
    put_resource(out, map->plan, map->flows->link_resource[2 * ribbon->link + ribbon->backward]);
    fputs("</ExtendedData><LineString><tessellate>1</tessellate><coordinates>", out);
    for (int i = 0; i < line.points; i++)
        put_position(out, line.point[i]);
    fputs("</coordinates></LineString></Placemark>\n", out);
}

static void put_flows(const struct map *map) {
    int ribbons;
    AUTO_FREE struct map_ribbon *ribbon = map_ribbons(map, &ribbons);
    fputs("<Folder><name>Flows</name>\n", map->out);
    for (int i = 0; i < ribbons; i++)
        put_flow(map, &ribbon[i]);
    fputs("</Folder>\n", map->out);
}

static void put_places(const struct map *map) {
    FILE *out = map->out;
    fputs("<Folder><name>Origins and destinations</name>\n", out);
    for (int n = 0; n < map->network->nodes; n++) {
        int64_t out_kg = map->flows->origin_kg[n], in_kg = map->flows->destination_kg[n];
        if (out_kg + in_kg == 0)
            continue;
        fputs("<Placemark>", out);
        put_text(out, "name", node_words(map->network, n));
        fputs("<ExtendedData>", out);
        put_data(out, "node_id", map->network->node[n].id);
        put_tonnes(out, "origin_t", out_kg);
        put_tonnes(out, "destination_t", in_kg);
        fputs("</ExtendedData>", out);
        put_point(out, map->network, n);
    }
    fputs("</Folder>\n", out);
}

static void put_terminals(const struct map *map) {
    FILE *out = map->out;
    fputs("<Folder><name>Terminals</name>\n", out);
    for (int t = 0; t < map->network->terminals; t++) {
        const struct terminal *terminal = &map->network->terminal[t];
        fputs("<Placemark>", out);
        put_text(out, "name", terminal->id);
        fputs("<ExtendedData>", out);
        put_data(out, "terminal_id", terminal->id);
        put_data(out, "node_id", map->network->node[terminal->node].id);
        put_data(out, "mode", terminal->mode);
        put_tonnes(out, "flow_t", map->flows->terminal_kg[t]);
        put_resource(out, map->plan, map->flows->terminal_resource[t]);
        fputs("</ExtendedData>", out);
        put_point(out, map->network, terminal->node);
    }
    fputs("</Folder>\n", out);
}

void report_kml(const struct plan *plan, const struct virtual_network *network, FILE *out) {
    const struct scenario *scenario = network->scenario;
    AUTO(map_flows_release) struct map_flows flows = map_flows_new(plan, scenario);
    struct map map = {.plan = plan, .network = scenario->network, .flows = &flows, .out = out};
    map.most_kg = map_most_kg(&flows, map.network);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml "
          "xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>",
          out);
    put_text(out, "name", map.network->dataset_name);
    putc('\n', out);
    put_flows(&map);
    put_places(&map);
    put_terminals(&map);
    fputs("</Document>\n</kml>\n", out);
}
