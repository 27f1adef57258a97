// SPDX-License-Identifier: GPL-3.0-or-later
/* The key and the scale bar. */
#include "base/language.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/table.h"
#include "report/words.h"

#include <math.h>
#include <string.h>

enum { ROW = 24, SIGN = 40, MODES = 9 };

/* Where the next sign stands; drawn only where `out` is not NULL. */
struct cursor {
    FILE *out;
    double x, y, right;
};

static struct map_point step(struct cursor *at, const char *words) {
    double broad = SIGN + 8 + 0.56 * MAP_TEXT * text_width(words) + 18;
    if (at->x + broad > at->right && at->x > 12) {
        at->x = 12;
        at->y += ROW;
    }
    struct map_point sign = {at->x, at->y + ROW / 2.0};
    at->x += broad;
    if (at->out != NULL) {
        fprintf(at->out, "<text x=\"%.1f\" y=\"%.1f\">", sign.x + SIGN + 8, sign.y + 4);
        html_text(at->out, words);
        fputs("</text>", at->out);
    }
    return sign;
}

static void put_line(const struct cursor *at, struct map_point sign, double width) {
    fprintf(at->out, "<path class=\"line\" d=\"M%.1f %.1fh%d\" fill=\"none\" stroke-width=\"%.1f\"", sign.x,
            sign.y, (int)SIGN, width);
}

static void new_row(struct cursor *at) {
    at->x = 12;
    at->y += ROW;
}

/* The largest 1, 2 or 5 times a power of ten that is no larger. */
static int64_t round_down(int64_t kg) {
    int64_t power = 1;
    while (power <= kg / 10)
        power *= 10;
    return kg >= 5 * power ? 5 * power : kg >= 2 * power ? 2 * power : power;
}

static void put_widths(struct cursor *at, const struct map *map) {
    int64_t largest = round_down(map->most_kg), last = 0;
    const int64_t shown[] = {largest, round_down(largest / 4), round_down(largest / 20)};
    for (int i = 0; i < 3; i++) {
        char number[WORDS], words[2 * WORDS];
        if (shown[i] == 0 || shown[i] == last)
            continue;
        last = shown[i];
        snprintf(words, sizeof words, _("%s t"), tonnes_words(number, shown[i]));
        struct map_point sign = step(at, words);
        if (at->out == NULL)
            continue;
        put_line(at, sign, map_width(map, shown[i]));
        fputs(" stroke=\"#5a646c\"/>\n", at->out);
    }
    new_row(at);
}

static void put_mode(struct cursor *at, const char *mode) {
    const struct map_look *look = map_look(mode);
    struct map_point sign = step(at, mode_words(mode));
    if (at->out == NULL)
        return;
    fprintf(at->out, "<g class=\"mode-%s\">", look->mode);
    put_line(at, sign, 4);
    map_put_look(at->out, look, 4);
    fputs("/></g>\n", at->out);
}

static void put_modes(struct cursor *at, const struct map *map) {
    const char *seen[MODES];
    int modes = 0;
    for (int l = 0; l < map->network->links && modes < MODES; l++) {
        const char *mode = map->network->link[l].mode;
        bool known = map->flows->link_kg[2 * l] + map->flows->link_kg[2 * l + 1] == 0;
        for (int i = 0; i < modes; i++)
            known = known || strcmp(seen[i], mode) == 0;
        if (known)
            continue;
        seen[modes++] = mode;
        put_mode(at, mode);
    }
    struct map_point sign = step(at, _("not used"));
    if (at->out != NULL) {
        fputs("<g class=\"unused\">", at->out);
        put_line(at, sign, 1);
        fputs(" stroke=\"#8a8f94\"/></g>\n", at->out);
    }
    new_row(at);
}

static void put_shapes(struct cursor *at, struct map *map) {
    static const struct {
        char shape;
        const char *words;
    } SHAPES[] = {{'^', N_("origin")},
                  {'v', N_("destination")},
                  {'*', N_("origin and destination")},
                  {'#', N_("terminal")}};
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        struct map_point sign = step(at, _(SHAPES[i].words));
        sign.x += SIGN / 2.0;
        if (at->out == NULL)
            continue;
        fprintf(at->out, "<g class=\"%s\">", SHAPES[i].shape == '#' ? "terminal" : "node origin");
        map_put_shape(at->out, SHAPES[i].shape, sign, SHAPES[i].shape == '#' ? 4.5 : 6);
        fputs(SHAPES[i].shape == '#' ? " fill=\"#ffffff\" stroke=\"#1d2a35\" stroke-width=\"2.5\"/></g>\n"
                                     : " fill=\"#1d2a35\"/></g>\n",
              at->out);
    }
    struct map_point sign = step(at, _("full: its capacity is used up"));
    if (at->out != NULL) {
        fputs("<g class=\"full-mark\">", at->out);
        map_put_full_mark(map, (struct map_point){sign.x + SIGN / 2.0, sign.y});
        fputs("</g>\n", at->out);
    }
    new_row(at);
}

static double lay_out(struct map *map, double from, FILE *out) {
    struct cursor at = {out, 12, from + 8, map->width - 12};
    if (map->most_kg > 0)
        put_widths(&at, map);
    put_modes(&at, map);
    put_shapes(&at, map);
    return at.y - from + 8;
}

double map_key_height(struct map *map) {
    return lay_out(map, 0, NULL);
}

void map_put_key(struct map *map) {
    fprintf(map->out,
            "<g class=\"key\" fill=\"#1d2a35\">\n<rect class=\"key-ground\" x=\"0\" y=\"%.0f\" "
            "width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>\n",
            map->height, map->width, map_key_height(map));
    lay_out(map, map->height, map->out);
    fputs("</g>\n", map->out);
}

/* True at the middle of the map: Mercator stretches away from the equator. */
void map_put_scale(struct map *map) {
    if (!map->network->geographic)
        return;
    const double KM_PER_DEGREE = 6371.0088 * 3.14159265358979323846 / 180;
    struct map_point middle = map_degrees(map, (struct map_point){map->width / 2, map->height / 2});
    double km_per_unit = KM_PER_DEGREE * cos(middle.y * 3.14159265358979323846 / 180) / map->scale;
    double longest = 0.2 * map->width * km_per_unit, km = pow(10, floor(log10(longest)));
    km *= longest >= 5 * km ? 5 : longest >= 2 * km ? 2 : 1;
    double length = km / km_per_unit, x = map->width - 16 - length, y = map->height - 14;
    char number[REAL_WORDS], words[REAL_WORDS + 16];
    snprintf(words, sizeof words, _("%s km"), real_words(number, km, km < 1 ? 1 : 0));
    fprintf(map->out,
            "<g class=\"scale\" fill=\"#1d2a35\"><path d=\"M%.1f %.1fv6h%.1fv-6\" fill=\"none\" "
            "stroke=\"#1d2a35\" "
            "stroke-width=\"1.5\"/><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">",
            x, y - 6, length, x + length / 2, y - 5);
    html_text(map->out, words);
    fputs("</text></g>\n", map->out);
    map_cover(map, (struct map_box){x - 4, y - 20, map->width, map->height});
}
