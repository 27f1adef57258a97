// SPDX-License-Identifier: GPL-3.0-or-later
/* Links, and what goes over them. */
#include "base/language.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Okabe and Ito's colours, which colour-blind people can tell apart too; and a dash of its own for each. */
static const struct map_look LOOKS[] = {
    {"road", "#d55e00", NULL}, {"toll", "#e69f00", "14 3"},     {"rail", "#0072b2", "7 3"},
    {"sea", "#009e73", "3 3"}, {"ferry", "#56b4e9", "9 3 3 3"}, {"river", "#cc79a7", "12 3 3 3 3 3"},
    {"air", "#000000", "2 5"}, {"pipeline", "#7a7a7a", "20 2"}, {"other", "#a0457b", "5 2 1 2"},
};

size_t map_looks(void) {
    return sizeof LOOKS / sizeof *LOOKS;
}

const struct map_look *map_look_at(size_t index) {
    return &LOOKS[index];
}

const struct map_look *map_look(const char *mode) {
    size_t at = 0;
    while (at + 1 < map_looks() && strcmp(LOOKS[at].mode, mode) != 0)
        at++;
    return &LOOKS[at];
}

void map_put_look(FILE *out, const struct map_look *look, double width) {
    fprintf(out, " stroke=\"%s\"", look->colour);
    if (look->dash == NULL)
        return;
    fputs(" stroke-dasharray=\"", out);
    char *end = (char *)look->dash;
    while (*end != '\0') {
        long dash = strtol(end, &end, 10);
        fprintf(out, "%.1f%s", (double)dash * (0.6 + width / 10), *end != '\0' ? " " : "");
    }
    putc('"', out);
}

int64_t map_most_kg(const struct map_flows *flows, const struct network *network) {
    int64_t most_kg = 0;
    for (int i = 0; i < 2 * network->links; i++)
        most_kg = flows->link_kg[i] > most_kg ? flows->link_kg[i] : most_kg;
    return most_kg;
}

double map_width(const struct map *map, int64_t kg) {
    return fmax(1.5, MAP_WIDEST * sqrt((double)kg / (double)map->most_kg));
}

void map_put_path(FILE *out, const char *name, const struct map_line *line) {
    fprintf(out, "<path class=\"%s\" d=\"", name);
    for (int i = 0; i < line->points; i++) /* + 0.0: no "-0.0" */
        fprintf(out, "%s%.1f %.1f", i == 0 ? "M" : "L", round(line->point[i].x * 10) / 10 + 0.0,
                round(line->point[i].y * 10) / 10 + 0.0);
    fputs(line->closed ? "Z\"" : "\"", out);
}

char *map_full_words(char words[MAP_FULL], const struct plan *plan, const struct network *network,
                     int resource) {
    char rate[WORDS];
    words[0] = '\0';
    if (!map_is_full(plan, resource))
        return words;
    int64_t price = plan->resource[resource].shadow_price.e4;
    if (price > 0)
        snprintf(words, MAP_FULL, _("Full: one more tonne of capacity would save %s."),
                 rate_words(rate, network, price));
    else
        snprintf(words, MAP_FULL, "%s", _("Full."));
    return words;
}

enum { TITLE = 1200 };

/* "Baturaja to Prabumulih (rail): 36,000 t of 60,000 t". */
static void flow_words(char words[TITLE], const struct map *map, int link, bool backward) {
    const struct link *it = &map->network->link[link];
    const char *from = node_words(map->network, backward ? it->to : it->from);
    const char *to = node_words(map->network, backward ? it->from : it->to);
    int resource = map->flows->link_resource[2 * link + backward];
    char moved[WORDS], most[WORDS], full[MAP_FULL];
    tonnes_words(moved, map->flows->link_kg[2 * link + backward]);
    map_full_words(full, map->plan, map->network, resource);
    if (resource >= 0)
        snprintf(words, TITLE - MAP_FULL, _("%s to %s (%s): %s t of %s t"), from, to, mode_words(it->mode),
                 moved, tonnes_words(most, map->plan->resource[resource].capacity_kg));
    else
        snprintf(words, TITLE - MAP_FULL, _("%s to %s (%s): %s t"), from, to, mode_words(it->mode), moved);
    if (full[0] != '\0')
        strcat(strcat(words, ". "), full);
}

static void put_id(FILE *out, const char *id, bool backward) {
    html_attribute(out, "data-link", id);
    html_attribute(out, "data-direction", backward ? "backward" : "forward");
}

void map_put_links(struct map *map) {
    fputs("<g class=\"links\" fill=\"none\" stroke=\"#8a8f94\" stroke-width=\"1\">\n", map->out);
    for (int l = 0; l < map->network->links; l++) {
        const struct link *link = &map->network->link[l];
        struct map_line line = map_link_line(map, l);
        char name[64], words[TITLE];
        snprintf(name, sizeof name, "link mode-%s", map_look(link->mode)->mode);
        map_put_path(map->out, name, &line);
        html_attribute(map->out, "data-link", link->id);
        snprintf(words, sizeof words, _("%s - %s (%s)"), node_words(map->network, link->from),
                 node_words(map->network, link->to), mode_words(link->mode));
        fputs("><title>", map->out);
        html_text(map->out, words);
        fputs("</title></path>\n", map->out);
        map_line_release(&line);
    }
    fputs("</g>\n", map->out);
}

static void put_arrow(const struct map *map, const struct map_line *line, double width) {
    double angle, size = 3 + 0.45 * width;
    struct map_point at = map_line_at(line, 0.5, &angle);
    fprintf(map->out,
            "<path class=\"arrow\" d=\"M%.1f %.1fL%.1f 0L%.1f %.1fZ\" transform=\"translate(%.1f %.1f) "
            "rotate(%.0f)\" fill=\"#ffffff\" stroke=\"#222222\" stroke-width=\"0.8\"/>\n",
            -size, -size, size, -size, size, at.x, at.y, angle);
}

static void put_ribbon(struct map *map, const struct map_ribbon *ribbon) {
    FILE *out = map->out;
    const struct link *link = &map->network->link[ribbon->link];
    const struct map_look *look = map_look(link->mode);
    bool full = map_is_full(map->plan, map->flows->link_resource[2 * ribbon->link + ribbon->backward]);
    char words[TITLE], number[WIDE_TEXT];
    struct map_line line = map_link_line(map, ribbon->link);
    if (ribbon->backward)
        map_line_turn(&line);
    map_line_shift(&line, ribbon->offset);
    flow_words(words, map, ribbon->link, ribbon->backward);
    fprintf(out, "<g class=\"flow mode-%s%s\"", look->mode, full ? " full" : "");
    put_id(out, link->id, ribbon->backward);
    html_attribute(out, "data-t", wide_text(number, ribbon->kg, MASS_PLACES, 0));
    html_attribute(out, "aria-label", words);
    fputs(" tabindex=\"0\" role=\"button\"><title>", out);
    html_text(out, words);
    fputs("</title>\n", out);
    map_put_path(out, "casing", &line);
    fprintf(out, " stroke=\"#ffffff\" stroke-opacity=\"0.7\" stroke-width=\"%.1f\"/>\n", ribbon->width + 2);
    map_put_path(out, "line", &line);
    map_put_look(out, look, ribbon->width);
    fprintf(out, " stroke-width=\"%.1f\"/>\n", ribbon->width);
    put_arrow(map, &line, ribbon->width);
    fputs("</g>\n", out);
    map_line_release(&line);
}

static void put_mark(struct map *map, const struct map_ribbon *ribbon) {
    if (!map_is_full(map->plan, map->flows->link_resource[2 * ribbon->link + ribbon->backward]))
        return;
    struct map_line line = map_link_line(map, ribbon->link);
    if (ribbon->backward)
        map_line_turn(&line);
    map_line_shift(&line, ribbon->offset);
    fputs("<g class=\"full-mark\"", map->out);
    put_id(map->out, map->network->link[ribbon->link].id, ribbon->backward);
    putc('>', map->out);
    map_put_full_mark(map, map_line_at(&line, 0.3, NULL));
    fputs("</g>\n", map->out);
    map_line_release(&line);
}

void map_put_ribbons(struct map *map, const struct map_ribbon *ribbon, int ribbons) {
    fputs("<g class=\"flows\" fill=\"none\">\n", map->out);
    for (int i = 0; i < ribbons; i++)
        put_ribbon(map, &ribbon[i]);
    fputs("</g>\n<g class=\"marks\">\n", map->out);
    for (int i = 0; i < ribbons; i++)
        put_mark(map, &ribbon[i]);
    fputs("</g>\n", map->out);
}
