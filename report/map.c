// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/language.h"
#include "base/mem.h"
#include "report/coast.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/words.h"

#include <math.h>
#include <stdlib.h>

/* The edges of the whole drawing, down to `bottom`, in degrees. */
static void put_edges(const struct map *map, double bottom) {
    struct map_point low = map_degrees(map, (struct map_point){0, bottom});
    struct map_point high = map_degrees(map, (struct map_point){map->width, 0});
    fprintf(map->out, " data-west=\"%.7f\" data-south=\"%.7f\" data-east=\"%.7f\" data-north=\"%.7f\"", low.x,
            low.y, high.x, high.y);
}

static void put_description(const struct map *map) {
    char moved[WORDS], words[400];
    int64_t kg = 0;
    for (int p = 0; p < map->plan->paths; p++)
        kg += map->plan->path[p].quantity_kg;
    fputs("<title id=\"map-name\">", map->out);
    html_text(map->out, _("Map of the plan's flows"));
    fputs("</title>\n<desc id=\"map-words\">", map->out);
    snprintf(
        words, sizeof words,
        _("Links, terminals, origins and destinations; %s t move. Wide lines carry more; an exclamation mark "
          "stands on what is full. The tables say the same in numbers."),
        tonnes_words(moved, kg));
    html_text(map->out, words);
    fputs("</desc>\n", map->out);
}

static void put_head(struct map *map, double bottom) {
    char tonnes[WIDE_TEXT];
    fprintf(
        map->out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" viewBox=\"0 0 %.0f %.0f\" role=\"group\" "
        "aria-labelledby=\"map-name\" aria-describedby=\"map-words\" font-family=\"sans-serif\" "
        "font-size=\"%d\"",
        map->width, bottom, (int)MAP_TEXT);
    if (map->network->geographic)
        put_edges(map, bottom);
    html_attribute(map->out, "data-most-t", wide_text(tonnes, map->most_kg, MASS_PLACES, 0));
    fprintf(map->out, " data-most-width=\"%d\">\n", (int)MAP_WIDEST);
    put_description(map);
    fprintf(map->out,
            "<rect class=\"sea\" width=\"%.0f\" height=\"%.0f\" fill=\"#dbe7ee\"/>\n"
            "<clipPath id=\"map-frame\"><rect width=\"%.0f\" height=\"%.0f\"/></clipPath>\n"
            "<g clip-path=\"url(#map-frame)\">\n",
            map->width, map->height, map->width, map->height);
}

static void put_ring(void *user, const struct map_point *point, int points) {
    const struct map *map = user;
    struct map_line line = {0};
    line.point = xcalloc((size_t)points, sizeof *line.point);
    for (int i = 0; i < points; i++) {
        struct map_point at = map_place(map, point[i]);
        const struct map_point *last = line.points > 0 ? &line.point[line.points - 1] : NULL;
        if (last == NULL || hypot(at.x - last->x, at.y - last->y) >= 0.7)
            line.point[line.points++] = at;
    }
    if (line.points >= 3) {
        line.closed = true;
        map_put_path(map->out, "land", &line);
        fputs("/>\n", map->out);
    }
    map_line_release(&line);
}

void map_put_coast(struct map *map) {
    if (!map->network->geographic)
        return;
    const double OVER = 3; /* so that the edges of what is cut are out of sight */
    struct map_point low = map_degrees(map, (struct map_point){-OVER, map->height + OVER});
    struct map_point high = map_degrees(map, (struct map_point){map->width + OVER, -OVER});
    struct coast_box box = {fmax(low.x, -180), fmax(low.y, -90), fmin(high.x, 180), fmin(high.y, 90)};
    fputs("<g class=\"coast\" fill=\"#f7f4ea\" stroke=\"#a9b6bd\" stroke-width=\"0.7\">\n", map->out);
    coast_within(box, put_ring, map);
    fputs("</g>\n", map->out);
}

void report_map_svg(const struct plan *plan, const struct virtual_network *network, int width, FILE *out) {
    const struct scenario *scenario = network->scenario;
    AUTO(map_flows_release) struct map_flows flows = map_flows_new(plan, scenario);
    struct map map = {
        .plan = plan, .network = scenario->network, .flows = &flows, .out = out, .width = width};
    map.most_kg = map_most_kg(&flows, map.network);
    map_frame(&map);
    int ribbons;
    AUTO_FREE struct map_ribbon *ribbon = map_ribbons(&map, &ribbons);
    put_head(&map, map.height + map_key_height(&map));
    map_put_coast(&map);
    map_put_links(&map);
    map_put_ribbons(&map, ribbon, ribbons);
    map_put_places(&map);
    map_put_scale(&map);
    map_put_labels(&map);
    fputs("</g>\n", out);
    map_put_key(&map);
    fputs("</svg>\n", out);
    free(map.box);
}
