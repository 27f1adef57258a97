// SPDX-License-Identifier: GPL-3.0-or-later
/* Terminals, origins and destinations, and what they are called. */
#include "base/language.h"
#include "base/mem.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/table.h"
#include "report/words.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_ROOM = 1200 };

void map_put_shape(FILE *out, char shape, struct map_point at, double size) {
    double x = at.x, y = at.y, s = size;
    switch (shape) {
    case '^': /* an origin */
        fprintf(out, "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"", x, y - s, x + s, y + 0.8 * s, x - s,
                y + 0.8 * s);
        break;
    case 'v': /* a destination */
        fprintf(out, "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"", x, y + s, x - s, y - 0.8 * s, x + s,
                y - 0.8 * s);
        break;
    case '*': /* both */
        fprintf(out, "<path d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"", x, y - 1.2 * s, x + s, y, x,
                y + 1.2 * s, x - s, y);
        break;
    case '#': /* a terminal */
        fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x - s, y - s, 2 * s,
                2 * s);
        break;
    default:
        fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, s);
    }
}

void map_put_full_mark(struct map *map, struct map_point at) {
    fprintf(map->out,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"7\" fill=\"#ffffff\" stroke=\"#a00000\" stroke-width=\"2\"/>"
            "<path d=\"M%.1f %.1fv4.6m0 1.6v1.8\" fill=\"none\" stroke=\"#a00000\" stroke-width=\"2\"/>",
            at.x, at.y, at.x, at.y - 4);
    map_cover(map, (struct map_box){at.x - 8, at.y - 8, at.x + 8, at.y + 8});
}

static void put_title(FILE *out, const char *words, bool chosen) {
    if (chosen) {
        fputs(" tabindex=\"0\" role=\"button\"", out);
        html_attribute(out, "aria-label", words);
    }
    fputs("><title>", out);
    html_text(out, words);
    fputs("</title>", out);
}

static void terminal_words(char words[WORDS_ROOM], const struct map *map, int number) {
    const struct terminal *terminal = &map->network->terminal[number];
    const char *place = node_words(map->network, terminal->node), *mode = mode_words(terminal->mode);
    int resource = map->flows->terminal_resource[number];
    char moved[WORDS], most[WORDS], full[MAP_FULL];
    tonnes_words(moved, map->flows->terminal_kg[number]);
    if (resource >= 0)
        snprintf(words, WORDS_ROOM - MAP_FULL, _("%s (%s terminal): %s t handled of %s t"), place, mode,
                 moved, tonnes_words(most, map->plan->resource[resource].capacity_kg));
    else
        snprintf(words, WORDS_ROOM - MAP_FULL, _("%s (%s terminal): %s t handled"), place, mode, moved);
    map_full_words(full, map->plan, map->network, resource);
    if (full[0] != '\0')
        strcat(strcat(words, ". "), full);
}

/* `nth` of its place: they stand in a row, to the right of what ends there. */
static void put_terminal(struct map *map, int number, int nth) {
    const struct terminal *terminal = &map->network->terminal[number];
    struct map_point at = map_node(map, terminal->node);
    int64_t kg = map->flows->terminal_kg[number];
    bool full = map_is_full(map->plan, map->flows->terminal_resource[number]);
    double size = kg > 0 ? 4.5 : 2.5;
    char words[WORDS_ROOM], tonnes[WIDE_TEXT];
    if (!map_shows(map, at))
        return;
    at.x += 11 * nth;
    fprintf(map->out, "<g class=\"terminal mode-%s%s%s\"", map_look(terminal->mode)->mode,
            kg > 0 ? "" : " idle", full ? " full" : "");
    html_attribute(map->out, "data-terminal", terminal->id);
    html_attribute(map->out, "data-t", wide_text(tonnes, kg, MASS_PLACES, 0));
    terminal_words(words, map, number);
    put_title(map->out, words, kg > 0);
    map_put_shape(map->out, '#', at, size);
    fprintf(map->out, " fill=\"#ffffff\" stroke=\"%s\" stroke-width=\"%s\"/></g>\n",
            kg > 0 ? map_look(terminal->mode)->colour : "#8a8f94", kg > 0 ? "2.5" : "1");
    if (kg > 0)
        map_cover(map, (struct map_box){at.x - 6, at.y - 6, at.x + 6, at.y + 6});
    if (full) {
        fputs("<g class=\"full-mark\"", map->out);
        html_attribute(map->out, "data-terminal", terminal->id);
        putc('>', map->out);
        map_put_full_mark(map, (struct map_point){at.x + 7, at.y - 9});
        fputs("</g>\n", map->out);
    }
}

static bool starts_or_ends(const struct map *map, int node) {
    return map->flows->origin_kg[node] + map->flows->destination_kg[node] > 0;
}

static void put_terminals(struct map *map) {
    fputs("<g class=\"terminals\">\n", map->out);
    for (int idle = 1; idle >= 0; idle--)
        for (int n = 0; n < map->network->nodes; n++) {
            int nth = starts_or_ends(map, n);
            for (int t = map->network->node[n].terminal; t >= 0; t = map->network->terminal[t].next)
                if ((map->flows->terminal_kg[t] == 0) == idle)
                    put_terminal(map, t, nth++);
        }
    fputs("</g>\n", map->out);
}

static void node_title(char words[WORDS_ROOM], const struct map *map, int node) {
    int64_t out_kg = map->flows->origin_kg[node], in_kg = map->flows->destination_kg[node];
    const char *name = node_words(map->network, node);
    char sent[WORDS], due[WORDS];
    tonnes_words(sent, out_kg);
    tonnes_words(due, in_kg);
    if (out_kg > 0 && in_kg > 0)
        snprintf(words, WORDS_ROOM, _("%s: %s t start here, %s t are to come here"), name, sent, due);
    else if (out_kg > 0)
        snprintf(words, WORDS_ROOM, _("%s: %s t start here"), name, sent);
    else if (in_kg > 0)
        snprintf(words, WORDS_ROOM, _("%s: %s t are to come here"), name, due);
    else
        snprintf(words, WORDS_ROOM, "%s", name);
}

static void put_node(struct map *map, int node) {
    bool origin = map->flows->origin_kg[node] > 0, destination = map->flows->destination_kg[node] > 0;
    struct map_point at = map_node(map, node);
    char words[WORDS_ROOM];
    if (!map_shows(map, at))
        return;
    fprintf(map->out, "<g class=\"node%s%s%s\"", origin ? " origin" : "", destination ? " destination" : "",
            origin || destination ? "" : " place");
    html_attribute(map->out, "data-node", map->network->node[node].id);
    node_title(words, map, node);
    put_title(map->out, words, origin || destination);
    if (origin || destination) {
        map_put_shape(map->out, !destination ? '^' : !origin ? 'v' : '*', at, 6);
        fputs(" fill=\"#1d2a35\" stroke=\"#ffffff\" stroke-width=\"1.2\"/></g>\n", map->out);
        map_cover(map, (struct map_box){at.x - 7, at.y - 7, at.x + 7, at.y + 7});
    } else {
        map_put_shape(map->out, 'o', at, 1.8);
        fputs(" fill=\"#5a646c\"/></g>\n", map->out);
    }
}

void map_put_places(struct map *map) {
    put_terminals(map);
    fputs("<g class=\"nodes\">\n", map->out);
    for (int ends = 0; ends < 2; ends++)
        for (int n = 0; n < map->network->nodes; n++)
            if (starts_or_ends(map, n) == ends && (ends || map->network->node[n].terminal < 0))
                put_node(map, n);
    fputs("</g>\n", map->out);
}
