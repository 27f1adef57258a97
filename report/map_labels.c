// SPDX-License-Identifier: GPL-3.0-or-later
/* The names of the most important places, so that none is upon another. */
#include "base/mem.h"
#include "report/html.h"
#include "report/map_parts.h"
#include "report/table.h"
#include "report/words.h"

#include <stdlib.h>

enum { MOST_LABELS = 28 };

struct candidate {
    int node;
    bool ends; /* shipments start or end here */
    int64_t kg;
};

static int by_importance(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    if (x->ends != y->ends)
        return x->ends ? -1 : 1;
    if (x->kg != y->kg)
        return x->kg > y->kg ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static struct candidate *places_of(const struct map *map) {
    const struct map_flows *flows = map->flows;
    struct candidate *place = xcalloc((size_t)map->network->nodes + 1, sizeof *place);
    for (int n = 0; n < map->network->nodes; n++) {
        int64_t ends = flows->origin_kg[n] + flows->destination_kg[n];
        place[n] = (struct candidate){n, ends > 0, ends > 0 ? ends : flows->passing_kg[n]};
        for (int t = map->network->node[n].terminal; t >= 0; t = map->network->terminal[t].next)
            place[n].kg += flows->terminal_kg[t];
    }
    qsort(place, (size_t)map->network->nodes, sizeof *place, by_importance);
    return place;
}

static double terminals_at(const struct map *map, int node, bool ends) {
    int count = 0;
    for (int t = map->network->node[node].terminal; t >= 0; t = map->network->terminal[t].next)
        count++;
    return count > 0 ? 11.0 * (count - !ends) : 0;
}

/* Right of the place, left, above, beneath. */
static bool put_label(struct map *map, const struct candidate *place) {
    const char *name = node_words(map->network, place->node);
    struct map_point at = map_node(map, place->node);
    double width = 0.56 * MAP_TEXT * text_width(name), high = MAP_TEXT + 2.0;
    double beside = terminals_at(map, place->node, place->ends);
    const struct {
        double left, top;
    } spot[] = {{at.x + 9 + beside, at.y - high / 2}, {at.x - 9 - width, at.y - high / 2},
                {at.x - width / 2, at.y - 9 - high},  {at.x - width / 2, at.y + 9},
                {at.x + 7, at.y - 7 - high},          {at.x + 7, at.y + 7},
                {at.x - 7 - width, at.y - 7 - high},  {at.x - 7 - width, at.y + 7}};
    for (size_t i = 0; i < sizeof spot / sizeof *spot; i++) {
        struct map_box box = {spot[i].left, spot[i].top, spot[i].left + width, spot[i].top + high};
        if (!map_is_free(map, box))
            continue;
        map_cover(map, box);
        fprintf(map->out, "<text class=\"label\" x=\"%.1f\" y=\"%.1f\"", box.left, box.bottom - 3.5);
        html_attribute(map->out, "data-node", map->network->node[place->node].id);
        putc('>', map->out);
        html_text(map->out, name);
        fputs("</text>\n", map->out);
        return true;
    }
    return false;
}

void map_put_labels(struct map *map) {
    AUTO_FREE struct candidate *place = places_of(map);
    int labels = 0;
    fputs("<g class=\"labels\" fill=\"#1d2a35\" stroke=\"#ffffff\" stroke-width=\"3\" "
          "stroke-linejoin=\"round\" "
          "paint-order=\"stroke\" pointer-events=\"none\">\n",
          map->out);
    for (int i = 0; i < map->network->nodes && labels < MOST_LABELS; i++)
        if ((place[i].kg > 0 || map->most_kg == 0) && map_shows(map, map_node(map, place[i].node)))
            labels += put_label(map, &place[i]);
    fputs("</g>\n", map->out);
}
