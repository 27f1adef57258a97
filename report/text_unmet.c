// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/mem.h"

enum { UNMET_SHOWN = 20, FULL_SHOWN = 4, LINE = 1200 };

/* ---- what does not move ---- */

/* "full: Kertapati (rail terminal), A - B (road) and 3 more" */
static void full_words(const struct page *page, const struct obstacle *obstacle, char *words) {
    size_t length = (size_t)snprintf(words, LINE, "full: ");
    int shown = obstacle->resources <= FULL_SHOWN ? obstacle->resources : FULL_SHOWN - 1;
    for (int i = 0; i < shown; i++) {
        char name[RESOURCE];
        resource_words(page->network, &page->plan->resource[obstacle->resource[i]], name);
        length += (size_t)snprintf(words + length, LINE - length, "%s%s", i > 0 ? ", " : "", name);
    }
    if (shown < obstacle->resources)
        snprintf(words + length, LINE - length, " and %d more", obstacle->resources - shown);
}

/* At the price of the budget its way costs more than its penalty: else it would move. */
static bool budget_keeps_it(const struct page *page, int shipment) {
    return page->plan->budget.shadow_price_e10 > 0 && page->scenario->shipment[shipment].has_penalty;
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
    else if (budget_keeps_it(page, shipment))
        snprintf(words, sizeof words,
                 "the budget: what else would keep it costs more than the penalty for this");
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
    char unmet[WORDS], all[WORDS];
    int count = 0;
    if (page->plan->unmet_kg == 0)
        return;
    text_heading(page, "%s of %s t %s", tonnes_words(unmet, page->plan->unmet_kg),
                 tonnes_words(all, page->summary->total.quantity_kg + page->plan->unmet_kg),
                 page->plan->status == PLAN_LIMIT ? "not placed yet" : "can't move");
    for (int k = 0; k < page->plan->shipments; k++)
        if (page->plan->shipment[k].unmet_kg > 0 && count++ < UNMET_SHOWN)
            unmet_shipment(page, k);
    if (count > UNMET_SHOWN)
        fprintf(page->out, "  and %d more shipments\n", count - UNMET_SHOWN);
}

bool lets_unmet_move(const struct page *page, int resource) {
    const struct plan *plan = page->plan;
    int count = 0;
    for (int k = 0; k < plan->shipments && count < UNMET_SHOWN; k++) {
        if (plan->shipment[k].unmet_kg == 0)
            continue;
        if (plan_would_move(plan, page->virtual_network, k, resource))
            return true;
        count++;
    }
    return false;
}
