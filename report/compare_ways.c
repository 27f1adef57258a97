// SPDX-License-Identifier: GPL-3.0-or-later
/* Capacities and ways that differ, for a person. */
#include "report/compare.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
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

/* "before 3,000 of 3,000 t, a tonne more saves Rp 35,016" */
static void use_words(const struct page *page, bool before, const struct plan_resource *at,
                      char words[LINE]) {
    char flow[WORDS], most[WORDS], price[WORDS];
    if (at == NULL) {
        snprintf(words, LINE, "%s", before ? _("before no limit") : _("after no limit"));
        return;
    }
    about_tonnes_words(flow, at->flow_kg);
    about_tonnes_words(most, at->capacity_kg);
    if (at->shadow_price.e4 > 0)
        snprintf(words, LINE,
                 before ? _("before %s of %s t, a tonne more saves %s")
                        : _("after %s of %s t, a tonne more saves %s"),
                 flow, most, rate_words(price, page->network, at->shadow_price.e4));
    else
        snprintf(words, LINE, before ? _("before %s of %s t") : _("after %s of %s t"), flow, most);
}

/* Names are long: they have a line of their own. */
static void put_resource(const struct contrast *contrast, int number) {
    const struct compare_resource *resource = &contrast->comparison->resource[number];
    int side = compare_resource_side(resource);
    char name[RESOURCE], line[LINE];
    snprintf(line, sizeof line, "%.100s  %s", compare_resource_id(contrast->comparison, number),
             resource_words(contrast->page[side].network, resource->at[side], name));
    text_wrapped(&contrast->page[0], 2, line);
    for (int i = 0; i < 2; i++) {
        use_words(&contrast->page[i], i == 0, resource->at[i], line);
        text_wrapped(&contrast->page[0], 4, line);
    }
}

void compare_capacities(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    char more[WORDS];
    int count = 0;
    for (int r = 0; r < comparison->resources; r++) {
        if (!differs(&comparison->resource[r]) || count++ >= CAPACITIES_SHOWN)
            continue;
        if (count == 1)
            text_heading(&contrast->page[0], "Whose capacity is used otherwise");
        put_resource(contrast, r);
    }
    if (count > CAPACITIES_SHOWN)
        fprintf(contrast->page[0].out,
                P_("  and %s more; --format csv has all\n", "  and %s more; --format csv has all\n",
                   count - CAPACITIES_SHOWN),
                number_words(more, count - CAPACITIES_SHOWN, 0, 0));
}

/* ---- ways ---- */

static void put_way(const struct contrast *contrast, int side, int way, int other) {
    const struct page *page = &contrast->page[side], *beside = &contrast->page[1 - side];
    char words[WAY_WORDS], line[LINE];
    snprintf(line, sizeof line, side == 0 ? _("from\t%s") : _("to\t%s"),
             way_words_beside(page, page->plan, way, beside, beside->plan, other, true, words));
    text_wrapped(&contrast->page[0], 4, line);
}

static void put_move(const struct contrast *contrast, const struct plan_move *move) {
    const struct page *page = &contrast->page[0];
    const struct shipment *shipment = &page->scenario->shipment[move->shipment];
    const char *of = commodity_of_words(page->scenario, shipment);
    char line[LINE], tonnes[WORDS];
    snprintf(line, sizeof line, "%.60s%s%.200s, %s t", shipment->id, of[0] != '\0' ? "  " : "", of,
             tonnes_words(tonnes, move->quantity_kg));
    text_wrapped(page, 2, line);
    put_way(contrast, 0, move->from, move->to);
    put_way(contrast, 1, move->to, move->from);
}

void compare_ways(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    char more[WORDS];
    if (comparison->moves == 0)
        return;
    text_heading(&contrast->page[0], "Who goes another way");
    for (int i = 0; i < comparison->moves && i < WAYS_SHOWN; i++)
        put_move(contrast, &comparison->move[i]);
    if (comparison->moves > WAYS_SHOWN)
        fprintf(contrast->page[0].out,
                P_("  and %s more; --format json has all\n", "  and %s more; --format json has all\n",
                   comparison->moves - WAYS_SHOWN),
                number_words(more, comparison->moves - WAYS_SHOWN, 0, 0));
}
