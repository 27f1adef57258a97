// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 6, NAME = 160, NAME_COLUMNS = 34 };

/* "Kertapati (rail terminal)" or "Baturaja - Prabumulih (rail)". */
static void resource_words(const struct network *network, const struct plan_resource *resource, char *words) {
    if (resource->terminal >= 0) {
        const struct terminal *terminal = &network->terminal[resource->terminal];
        char name[NAME / 2];
        text_cut(name, sizeof name, node_words(network, terminal->node), NAME_COLUMNS - 12);
        snprintf(words, NAME, "%s (%.20s terminal)", name, terminal->mode);
        return;
    }
    const struct link *link = &network->link[resource->link];
    char from[NAME / 3], to[NAME / 3];
    int half = (NAME_COLUMNS - 3 - (int)strlen(link->mode) - 3) / 2;
    text_cut(from, sizeof from, node_words(network, resource->backward ? link->to : link->from), half);
    text_cut(to, sizeof to, node_words(network, resource->backward ? link->from : link->to), half);
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
    resource_words(page->network, resource, name);
    table_cell(table, name);
    table_cellf(table, "%s of %s", number_words(used, resource->flow_kg, MASS_PLACES, 0),
                number_words(capacity, resource->capacity_kg, MASS_PLACES, 0));
    table_cellf(table, "saves %s", rate_words(saved, page->network, resource->shadow_price.e4));
}

void text_bottlenecks(const struct page *page) {
    AUTO_FREE struct bottleneck *bottleneck = xcalloc((size_t)page->plan->resources + 1, sizeof *bottleneck);
    int count = find_bottlenecks(page->plan, bottleneck);
    if (count == 0) {
        fputs("\nNo bottlenecks: nothing that is full makes this plan dearer.\n", page->out);
        return;
    }
    static const struct table_column columns[] = {
        {"Bottlenecks", false, true}, {"t used", true, false}, {"one more tonne through it", true, false}};
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

static void obstacle_words(const struct page *page, int shipment) {
    AUTO(obstacle_release)
    struct obstacle obstacle = plan_obstacle(page->plan, page->virtual_network, shipment);
    char name[NAME];
    if (!obstacle.reachable) {
        fprintf(page->out, "    no way there: one gets as far as %s\n",
                node_words(page->network, obstacle.furthest));
        return;
    }
    for (int i = 0; i < obstacle.resources; i++) {
        const struct plan_resource *resource = &page->plan->resource[obstacle.resource[i]];
        char words[WORDS];
        resource_words(page->network, resource, name);
        fprintf(page->out, "    %s is full at %s t\n", name,
                number_words(words, resource->capacity_kg, MASS_PLACES, 0));
    }
    if (obstacle.resources == 0)
        fputs("    costs more than its penalty, or takes too long\n", page->out);
}

void text_unmet(const struct page *page) {
    if (page->plan->unmet_kg == 0)
        return;
    char unmet[WORDS], all[WORDS];
    text_heading(page, "%s t can't move", number_words(unmet, page->plan->unmet_kg, MASS_PLACES, 0));
    for (int k = 0; k < page->plan->shipments; k++) {
        const struct shipment *shipment = &page->scenario->shipment[k];
        if (page->plan->shipment[k].unmet_kg == 0)
            continue;
        fprintf(page->out, "  %s: %s of %s t from %s to %s\n", shipment->id,
                number_words(unmet, page->plan->shipment[k].unmet_kg, MASS_PLACES, 0),
                number_words(all, shipment->quantity_kg, MASS_PLACES, 0),
                node_words(page->network, shipment->origin),
                node_words(page->network, shipment->destination));
        obstacle_words(page, k);
    }
}
