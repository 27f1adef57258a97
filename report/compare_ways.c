// SPDX-License-Identifier: GPL-3.0-or-later
/* Capacities and ways that differ, for a person. */
#include "report/compare.h"

#include "base/mem.h"
#include "report/way.h"

#include <stdlib.h>
#include <string.h>

enum { CAPACITIES_SHOWN = 12, WAYS_SHOWN = 12, LINE = WAY_WORDS + 200 };

int compare_resource_side(const struct compare_resource *resource) {
    return resource->at[0] != NULL ? 0 : 1;
}

const char *compare_resource_id(const struct comparison *comparison, int resource) {
    int side = compare_resource_side(&comparison->resource[resource]);
    const struct network *roads = comparison->side[side].network->scenario->network;
    const struct plan_resource *at = comparison->resource[resource].at[side];
    return at->terminal >= 0 ? roads->terminal[at->terminal].id : roads->link[at->link].id;
}

/* ---- capacities ---- */

static int64_t flow_of(const struct plan_resource *at) {
    return at != NULL ? at->flow_kg : 0;
}

static int64_t price_of(const struct plan_resource *at) {
    return at != NULL ? at->shadow_price.e4 : 0;
}

static bool differs(const struct compare_resource *resource) {
    return flow_of(resource->at[0]) != flow_of(resource->at[1]) ||
           price_of(resource->at[0]) != price_of(resource->at[1]);
}

static void put_side(struct table *table, const struct page *page, const struct plan_resource *at) {
    char flow[WORDS], words[WORDS];
    if (at == NULL) {
        table_cell(table, "no limit");
        table_cell(table, "");
        return;
    }
    table_cellf(table, "%s of %s", about_tonnes_words(flow, at->flow_kg),
                about_tonnes_words(words, at->capacity_kg));
    table_cell(table, at->shadow_price.e4 > 0 ? rate_words(words, page->network, at->shadow_price.e4) : "");
}

void compare_capacities(const struct contrast *contrast) {
    static const struct table_column columns[] = {{"Capacities, t", false, true},
                                                  {"before", true, false},
                                                  {"a tonne more", true, false},
                                                  {"after", true, false},
                                                  {"a tonne more", true, false}};
    const struct comparison *comparison = contrast->comparison;
    const struct page *page = &contrast->page[0];
    int count = 0;
    AUTO(table_release) struct table *table = table_new(columns, 5);
    for (int r = 0; r < comparison->resources; r++) {
        const struct compare_resource *resource = &comparison->resource[r];
        if (!differs(resource) || count++ >= CAPACITIES_SHOWN)
            continue;
        table_cell(table, compare_resource_id(comparison, r));
        put_side(table, page, resource->at[0]);
        put_side(table, &contrast->page[1], resource->at[1]);
    }
    if (count == 0)
        return;
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    fputs("A tonne more: what one more tonne of capacity would save.\n", page->out);
    if (count > CAPACITIES_SHOWN)
        fprintf(page->out, "  and %d more; --format csv has all\n", count - CAPACITIES_SHOWN);
}

/* ---- ways ---- */

static void put_way(const struct page *page, const struct page *to, const char *which, int way) {
    char words[WAY_WORDS], line[LINE];
    snprintf(line, sizeof line, "%s%c%s", which, HARD_SPACE,
             way_words(page, page->plan, way, -1, true, words));
    text_wrapped(to, 4, line);
}

static void put_move(const struct contrast *contrast, const struct plan_move *move) {
    const struct page *page = &contrast->page[0];
    const struct shipment *shipment = &page->scenario->shipment[move->shipment];
    const struct commodity *of =
        shipment->commodity >= 0 ? &page->scenario->commodity[shipment->commodity] : NULL;
    char line[LINE], tonnes[WORDS];
    snprintf(line, sizeof line, "%.60s%s%.200s, %s t", shipment->id, of != NULL ? "  " : "",
             of == NULL         ? ""
             : of->name != NULL ? of->name
                                : of->id,
             tonnes_words(tonnes, move->quantity_kg));
    text_wrapped(page, 2, line);
    put_way(page, page, "from", move->from);
    put_way(&contrast->page[1], page, "to", move->to);
}

void compare_ways(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    if (comparison->moves == 0)
        return;
    text_heading(&contrast->page[0], "Who goes another way");
    for (int i = 0; i < comparison->moves && i < WAYS_SHOWN; i++)
        put_move(contrast, &comparison->move[i]);
    if (comparison->moves > WAYS_SHOWN)
        fprintf(contrast->page[0].out, "  and %d more; --format json has all\n",
                comparison->moves - WAYS_SHOWN);
}
