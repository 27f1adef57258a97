// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum {
    UNMET_SHOWN = 20,
    FULL_SHOWN = 4,
};

/* ---- what does not move ---- */

/* "full: Kertapati (rail terminal), A - B (road) and 3 more" */
static void full_words(const struct page *page, const struct obstacle *obstacle, char *words) {
    char list[OBSTACLE_WORDS] = "";
    size_t length = 0;
    int shown = obstacle->resources <= FULL_SHOWN ? obstacle->resources : FULL_SHOWN - 1;
    for (int i = 0; i < shown; i++) {
        char name[RESOURCE];
        resource_words(page->network, &page->plan->resource[obstacle->resource[i]], name);
        length += (size_t)snprintf(list + length, length < sizeof list ? sizeof list - length : 0, "%s%s",
                                   i > 0 ? ", " : "", name);
    }
    if (shown < obstacle->resources)
        snprintf(words, OBSTACLE_WORDS, _("full: %.1100s and %d more"), list, obstacle->resources - shown);
    else
        snprintf(words, OBSTACLE_WORDS, _("full: %.1100s"), list);
}

/* At the price of the budget its way costs more than its penalty: else it would move. */
static bool budget_keeps_it(const struct page *page, int shipment) {
    return page->plan->budget.shadow_price_e10 > 0 && page->scenario->shipment[shipment].has_penalty;
}

/* In tenths, rounded up: enough, and over the limit it breaks. */
static char *enough_hours(char words[WORDS], int64_t uh) {
    const int64_t uh_per_tenth = 100000;
    return number_words(words, (uh + uh_per_tenth - 1) / uh_per_tenth, 1, 1);
}

/* What would make it possible in time: more hours, or (opened, NULL = nothing is closed) no closures. */
static void hours_help(const struct page *page, const struct virtual_network *opened, int k, char *words) {
    const int64_t most_uh = page->scenario->shipment[k].max_uh;
    int64_t enough_uh = most_uh >= 0 ? plan_enough_uh(page->plan, page->virtual_network, k) : -1;
    int64_t opened_uh = opened != NULL ? plan_fastest_uh(opened, k) : -1;
    char hours[WORDS];
    size_t used = strlen(words);
    if (enough_uh > most_uh)
        used += (size_t)snprintf(words + used, OBSTACLE_WORDS - used, _("; %s h more would do"),
                                 enough_hours(hours, enough_uh - most_uh));
    if (opened_uh >= 0 && (most_uh < 0 || opened_uh <= most_uh))
        snprintf(words + used, OBSTACLE_WORDS - used, _("; with all open it takes %s h"),
                 enough_hours(hours, opened_uh));
}

static void no_way_words(const struct page *page, int shipment, int furthest, char words[OBSTACLE_WORDS]) {
    char owners[LACKING_TEXT];
    const char *last = node_words(page->network, furthest);
    if (plan_lacking(page->virtual_network, shipment, owners))
        snprintf(words, OBSTACLE_WORDS,
                 _("no way there: one gets as far as %.200s; there is one with an agreement of %s"), last,
                 owners);
    else
        snprintf(words, OBSTACLE_WORDS, _("no way there: one gets as far as %.200s"), last);
}

char *obstacle_words(const struct page *page, const struct virtual_network *opened, int shipment,
                     char words[OBSTACLE_WORDS]) {
    AUTO(obstacle_release)
    struct obstacle obstacle = plan_obstacle(page->plan, page->virtual_network, shipment);
    char hours[WORDS], most[WORDS];
    if (!obstacle.reachable && obstacle.fastest_uh >= 0)
        snprintf(words, OBSTACLE_WORDS, _("too slow: the fastest way takes %s h, it may take %s h"),
                 enough_hours(hours, obstacle.fastest_uh),
                 number_words(most, page->scenario->shipment[shipment].max_uh, HOUR_PLACES, 1));
    else if (!obstacle.reachable)
        no_way_words(page, shipment, obstacle.furthest, words);
    else if (budget_keeps_it(page, shipment))
        snprintf(words, OBSTACLE_WORDS, "%s",
                 _("the budget: what else would keep it costs more than the penalty for this"));
    else if (obstacle.resources > 0)
        full_words(page, &obstacle, words);
    else
        snprintf(words, OBSTACLE_WORDS, "%s",
                 _("the way there costs more than the penalty for not moving it"));
    if (!obstacle.reachable || (obstacle.resources > 0 && !budget_keeps_it(page, shipment)))
        hours_help(page, opened, shipment, words);
    return words;
}

static void unmet_shipment(const struct page *page, const struct virtual_network *opened, int k) {
    const struct shipment *shipment = &page->scenario->shipment[k];
    char unmet[WORDS], all[WORDS], words[OBSTACLE_WORDS];
    snprintf(words, sizeof words, _("%.60s: %s of %s t from %.200s to %.200s"), shipment->id,
             tonnes_words(unmet, page->plan->shipment[k].unmet_kg), tonnes_words(all, shipment->quantity_kg),
             node_words(page->network, shipment->origin), node_words(page->network, shipment->destination));
    text_wrapped(page, 2, words);
    text_wrapped(page, 4, obstacle_words(page, opened, k, words));
}

static void virtual_release(struct virtual_network **network) {
    virtual_free(*network);
}

struct virtual_network *all_opened(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    return variant->closed_links + variant->closed_terminals > 0 ? virtual_reopened(page->virtual_network)
                                                                 : NULL;
}

void text_unmet(const struct page *page) {
    char unmet[WORDS], all[WORDS];
    int count = 0;
    if (page->plan->unmet_kg == 0)
        return;
    text_heading(page,
                 page->plan->status == PLAN_LIMIT ? N_("%s of %s t not placed yet")
                                                  : N_("%s of %s t can't move"),
                 tonnes_words(unmet, page->plan->unmet_kg),
                 tonnes_words(all, page->summary->total.quantity_kg + page->plan->unmet_kg));
    AUTO(virtual_release) struct virtual_network *opened = all_opened(page);
    for (int k = 0; k < page->plan->shipments; k++)
        if (page->plan->shipment[k].unmet_kg > 0 && count++ < UNMET_SHOWN)
            unmet_shipment(page, opened, k);
    if (count > UNMET_SHOWN)
        fprintf(page->out, P_("  and %d more shipment\n", "  and %d more shipments\n", count - UNMET_SHOWN),
                count - UNMET_SHOWN);
    if (page->plan->status != PLAN_LIMIT && page->plan->budget.quantity == BUDGET_NONE)
        fputs(_("  \"angkut explain infeasible\" tells what conflicts, and what would help\n"), page->out);
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
