// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 6, UNMET_SHOWN = 20, FULL_SHOWN = 4, FULL_COLUMNS = 60, NAME = 160, LINE = 800 };

/* "Kertapati (rail terminal)" or "Baturaja - Prabumulih (rail)", in at most `width` columns. */
static void resource_words(const struct network *network, const struct plan_resource *resource, int width,
                           char *words) {
    if (resource->terminal >= 0) {
        const struct terminal *terminal = &network->terminal[resource->terminal];
        char name[NAME / 2];
        text_cut(name, sizeof name, node_words(network, terminal->node),
                 width - 11 - text_width(terminal->mode));
        snprintf(words, NAME, "%s (%.20s terminal)", name, terminal->mode);
        return;
    }
    const struct link *link = &network->link[resource->link];
    char from[NAME / 3], to[NAME / 3];
    const char *tail = node_words(network, resource->backward ? link->to : link->from);
    const char *head = node_words(network, resource->backward ? link->from : link->to);
    int room = width - 6 - text_width(link->mode), half = room / 2;
    if (text_width(tail) < half)
        half = room - text_width(tail); /* what one name leaves, the other may have */
    text_cut(to, sizeof to, head, half);
    text_cut(from, sizeof from, tail, room - text_width(to));
    snprintf(words, NAME, "%s - %s (%.20s)", from, to, link->mode);
}

/* ---- what would pay ---- */

struct bottleneck {
    wide rent;
    int resource;
};

static int dearest_first(const void *left, const void *right) {
    const struct bottleneck *a = left, *b = right;
    if (a->rent != b->rent)
        return a->rent > b->rent ? -1 : 1;
    return a->resource < b->resource ? -1 : a->resource > b->resource;
}

static int find_bottlenecks(const struct plan *plan, struct bottleneck *bottleneck) {
    int count = 0;
    for (int r = 0; r < plan->resources; r++)
        if (plan->resource[r].shadow_price.e4 > 0)
            bottleneck[count++] = (struct bottleneck){
                (wide)plan->resource[r].capacity_kg * plan->resource[r].shadow_price.e4, r};
    qsort(bottleneck, (size_t)count, sizeof *bottleneck, dearest_first);
    return count;
}

static void bottleneck_row(const struct page *page, struct table *table, int r) {
    const struct plan_resource *resource = &page->plan->resource[r];
    char name[NAME], used[WORDS], capacity[WORDS], saved[WORDS];
    resource_words(page->network, resource, page->style.width - 38, name);
    table_cell(table, name);
    table_cellf(table, "%s of %s", number_words(used, resource->flow_kg, MASS_PLACES, 0),
                number_words(capacity, resource->capacity_kg, MASS_PLACES, 0));
    table_cellf(table, "saves %s", rate_words(saved, page->network, resource->shadow_price.e4));
}

void text_bottlenecks(const struct page *page) {
    AUTO_FREE struct bottleneck *bottleneck = xcalloc((size_t)page->plan->resources + 1, sizeof *bottleneck);
    int count = find_bottlenecks(page->plan, bottleneck);
    if (count == 0) {
        fputs(page->plan->status == PLAN_LIMIT
                  ? "\nBottlenecks unknown: the search ended before it could price what is full.\n"
                  : "\nNo bottlenecks: nothing that is full makes this plan dearer.\n",
              page->out);
        return;
    }
    static const struct table_column columns[] = {
        {"Bottlenecks", false, true}, {"t used", true, false}, {"one more tonne", true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 3);
    int shown = count <= SHOWN + 1 ? count : SHOWN;
    for (int i = 0; i < shown; i++)
        bottleneck_row(page, table, bottleneck[i].resource);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (shown < count)
        fprintf(page->out, "and %d more that are full\n", count - shown);
}

/* ---- what does not move ---- */

/* "full: Kertapati (rail terminal), A - B (road) and 3 more" */
static void full_words(const struct page *page, const struct obstacle *obstacle, char *words) {
    size_t length = (size_t)snprintf(words, LINE, "full: ");
    int shown = obstacle->resources <= FULL_SHOWN ? obstacle->resources : FULL_SHOWN - 1;
    for (int i = 0; i < shown; i++) {
        char name[NAME];
        resource_words(page->network, &page->plan->resource[obstacle->resource[i]], FULL_COLUMNS, name);
        length += (size_t)snprintf(words + length, LINE - length, "%s%s", i > 0 ? ", " : "", name);
    }
    if (shown < obstacle->resources)
        snprintf(words + length, LINE - length, " and %d more", obstacle->resources - shown);
}

static void obstacle_words(const struct page *page, int shipment) {
    AUTO(obstacle_release)
    struct obstacle obstacle = plan_obstacle(page->plan, page->virtual_network, shipment);
    char words[LINE], hours[WORDS], most[WORDS];
    if (!obstacle.reachable && obstacle.fastest_uh >= 0)
        snprintf(words, sizeof words, "too slow: the fastest way takes %s h, it may take %s h",
                 number_words(hours, obstacle.fastest_uh, HOUR_PLACES, 1),
                 number_words(most, page->scenario->shipment[shipment].max_uh, HOUR_PLACES, 1));
    else if (!obstacle.reachable)
        snprintf(words, sizeof words, "no way there: one gets as far as %.200s",
                 node_words(page->network, obstacle.furthest));
    else if (obstacle.resources > 0)
        full_words(page, &obstacle, words);
    else
        snprintf(words, sizeof words, "the way there costs more than the penalty for not moving it");
    text_wrapped(page, 4, words);
}

static void unmet_shipment(const struct page *page, int k) {
    const struct shipment *shipment = &page->scenario->shipment[k];
    char unmet[WORDS], all[WORDS], words[LINE];
    snprintf(words, sizeof words, "%.60s: %s of %s t from %.200s to %.200s", shipment->id,
             tonnes_words(unmet, page->plan->shipment[k].unmet_kg), tonnes_words(all, shipment->quantity_kg),
             node_words(page->network, shipment->origin), node_words(page->network, shipment->destination));
    text_wrapped(page, 2, words);
    obstacle_words(page, k);
}

void text_unmet(const struct page *page) {
    char unmet[WORDS];
    int count = 0;
    if (page->plan->unmet_kg == 0)
        return;
    text_heading(page, "%s t %s", tonnes_words(unmet, page->plan->unmet_kg),
                 page->plan->status == PLAN_LIMIT ? "not placed yet" : "can't move");
    for (int k = 0; k < page->plan->shipments; k++)
        if (page->plan->shipment[k].unmet_kg > 0 && count++ < UNMET_SHOWN)
            unmet_shipment(page, k);
    if (count > UNMET_SHOWN)
        fprintf(page->out, "  and %d more shipments\n", count - UNMET_SHOWN);
}
