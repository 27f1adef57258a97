// SPDX-License-Identifier: GPL-3.0-or-later
/* Flows side by side. */
#include "report/map_parts.h"

#include "base/mem.h"

#include <stdlib.h>

static int by_places(const void *a, const void *b) {
    const struct map_ribbon *x = a, *y = b;
    const int key_x[] = {x->low, x->high, x->against, x->link},
              key_y[] = {y->low, y->high, y->against, y->link};
    for (int i = 0; i < 4; i++)
        if (key_x[i] != key_y[i])
            return key_x[i] < key_y[i] ? -1 : 1;
    return 0;
}

/* The widest first, so that it is beneath. */
static int by_tonnes(const void *a, const void *b) {
    const struct map_ribbon *x = a, *y = b;
    if (x->kg != y->kg)
        return x->kg > y->kg ? -1 : 1;
    return by_places(a, b);
}

/* Beside each other across the line of the places they join, which is in the middle of them all. */
static void spread(struct map_ribbon *ribbon, int count) {
    const double GAP = 1.5;
    double across = GAP * (count - 1);
    for (int i = 0; i < count; i++)
        across += ribbon[i].width;
    double at = across / 2;
    for (int i = 0; i < count; i++) {
        double middle = at - ribbon[i].width / 2;
        ribbon[i].offset = ribbon[i].against ? -middle : middle;
        at -= ribbon[i].width + GAP;
    }
}

struct map_ribbon *map_ribbons(const struct map *map, int *count) {
    const struct network *network = map->network;
    struct map_ribbon *ribbon = xcalloc((size_t)network->links * 2 + 1, sizeof *ribbon);
    *count = 0;
    for (int i = 0; i < 2 * network->links; i++) {
        const struct link *link = &network->link[i / 2];
        int64_t kg = map->flows->link_kg[i];
        bool backward = i % 2, upward = link->from < link->to;
        if (kg > 0)
            ribbon[(*count)++] = (struct map_ribbon){.link = i / 2,
                                                     .low = upward ? link->from : link->to,
                                                     .high = upward ? link->to : link->from,
                                                     .backward = backward,
                                                     .against = upward == backward,
                                                     .kg = kg,
                                                     .width = map_width(map, kg)};
    }
    qsort(ribbon, (size_t)*count, sizeof *ribbon, by_places);
    for (int first = 0, end; first < *count; first = end) {
        for (end = first + 1;
             end < *count && ribbon[end].low == ribbon[first].low && ribbon[end].high == ribbon[first].high;)
            end++;
        spread(&ribbon[first], end - first);
    }
    qsort(ribbon, (size_t)*count, sizeof *ribbon, by_tonnes);
    return ribbon;
}
