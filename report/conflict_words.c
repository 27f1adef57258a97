// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/conflict.h"

#include <string.h>

enum { UH_PER_TENTH = 100000 };

/* As it is stated: with the decimals it has. */
static char *stated_hours(char words[WORDS], int64_t uh) {
    return number_words(words, uh, HOUR_PLACES, uh % UH_PER_TENTH == 0 ? 1 : HOUR_PLACES);
}

/* In tenths, rounded up: enough, and over the limit it breaks. */
static char *enough_hours(char words[WORDS], int64_t uh) {
    return number_words(words, (uh + UH_PER_TENTH - 1) / UH_PER_TENTH, 1, 1);
}

char *restriction_words(const struct page *page, int restriction, char words[LIMIT_WORDS]) {
    const struct restriction *rule = &page->network->restriction[restriction];
    const int commodity =
        rule->commodity_id != NULL ? names_find(page->scenario->commodity_ids, rule->commodity_id) : -1;
    const char *name = commodity >= 0 ? page->scenario->commodity[commodity].name : NULL;
    size_t used = (size_t)snprintf(words, LIMIT_WORDS, "no %.100s",
                                   name != NULL                 ? name
                                   : rule->commodity_id != NULL ? rule->commodity_id
                                   : rule->cargo_form != NULL   ? rule->cargo_form
                                                                : "freight");
    if (rule->commodity_id != NULL && rule->cargo_form != NULL)
        used += (size_t)snprintf(words + used, LIMIT_WORDS - used, " (%.40s)", rule->cargo_form);
    if (rule->vehicle_type_id != NULL)
        used += (size_t)snprintf(words + used, LIMIT_WORDS - used, " on %.100s", rule->vehicle_type_id);
    if (rule->mode != NULL)
        used += (size_t)snprintf(words + used, LIMIT_WORDS - used, " by %.40s", rule->mode);
    if (rule->jurisdiction != NULL)
        used += (size_t)snprintf(words + used, LIMIT_WORDS - used, " in %.100s", rule->jurisdiction);
    if (rule->link_id != NULL)
        used += (size_t)snprintf(words + used, LIMIT_WORDS - used, " over %.100s", rule->link_id);
    snprintf(words + used, LIMIT_WORDS - used, " (restriction.csv, line %d)", rule->line);
    return words;
}

static char *demand_words(const struct page *page, const struct limit *limit, char *words) {
    const struct shipment *shipment = &page->scenario->shipment[limit->shipment];
    const struct commodity *commodity =
        shipment->commodity >= 0 ? &page->scenario->commodity[shipment->commodity] : NULL;
    char tonnes[WORDS];
    snprintf(words, LIMIT_WORDS, "%.60s: %s t%s%.200s from %.200s to %.200s", shipment->id,
             tonnes_words(tonnes, limit->amount), commodity != NULL ? " of " : "",
             commodity == NULL         ? ""
             : commodity->name != NULL ? commodity->name
                                       : commodity->id,
             node_words(page->network, shipment->origin), node_words(page->network, shipment->destination));
    return words;
}

static char *place_words(const struct page *page, const struct limit *limit, bool both_ways, char *words) {
    const struct plan_resource resource = {
        .link = limit->link, .terminal = limit->terminal, .backward = limit->backward};
    char name[RESOURCE];
    const struct link *link = limit->link >= 0 ? &page->network->link[limit->link] : NULL;
    if (link != NULL && both_ways)
        snprintf(words, LIMIT_WORDS, "%.100s, %.200s - %.200s (%.20s)", link->id,
                 node_words(page->network, link->from), node_words(page->network, link->to), link->mode);
    else
        snprintf(words, LIMIT_WORDS, "%.100s, %.540s",
                 link != NULL ? link->id : page->network->terminal[limit->terminal].id,
                 resource_words(page->network, &resource, name));
    return words;
}

static char *late_words(const struct page *page, const struct limit *limit, char *words) {
    char most[WORDS], fastest[WORDS];
    size_t used =
        (size_t)snprintf(words, LIMIT_WORDS, "%.60s: within %s h",
                         page->scenario->shipment[limit->shipment].id, stated_hours(most, limit->amount));
    if (limit->fastest_uh > limit->amount)
        snprintf(words + used, LIMIT_WORDS - used, "; the fastest way takes %s h",
                 enough_hours(fastest, limit->fastest_uh));
    else if (limit->fastest_uh >= 0)
        snprintf(words + used, LIMIT_WORDS - used, "; on empty roads the fastest way takes %s h",
                 stated_hours(fastest, limit->fastest_uh / UH_PER_TENTH * UH_PER_TENTH));
    return words;
}

char *limit_words(const struct page *page, const struct limit *limit, char words[LIMIT_WORDS]) {
    char tonnes[WORDS];
    size_t used;
    switch (limit->kind) {
    case LIMIT_DEMAND:
        return demand_words(page, limit, words);
    case LIMIT_HOURS:
        return late_words(page, limit, words);
    case LIMIT_RESTRICTION:
        return restriction_words(page, limit->restriction, words);
    case LIMIT_CLOSURE:
        place_words(page, limit, true, words);
        used = strlen(words);
        snprintf(words + used, LIMIT_WORDS - used, " is closed");
        return words;
    default:
        place_words(page, limit, false, words);
        used = strlen(words);
        snprintf(words + used, LIMIT_WORDS - used, ": at most %s t", tonnes_words(tonnes, limit->amount));
        return words;
    }
}

char *step_words(const struct page *page, const struct repair_step *step, char words[LIMIT_WORDS]) {
    char place[LIMIT_WORDS], by[WORDS], to[WORDS];
    switch (step->limit.kind) {
    case LIMIT_CAPACITY:
        snprintf(words, LIMIT_WORDS, "raise %.700s by %s t a %.40s, to %s t",
                 place_words(page, &step->limit, true, place), tonnes_words(by, step->by),
                 page->network->period, tonnes_words(to, step->to));
        break;
    case LIMIT_HOURS:
        snprintf(words, LIMIT_WORDS, "let %.60s arrive %s h later, within %s h",
                 page->scenario->shipment[step->limit.shipment].id, enough_hours(by, step->by),
                 enough_hours(to, step->to));
        break;
    case LIMIT_RESTRICTION:
        snprintf(words, LIMIT_WORDS, "lift the restriction: %.1200s",
                 restriction_words(page, step->limit.restriction, place));
        break;
    default:
        snprintf(words, LIMIT_WORDS, "open %.700s", place_words(page, &step->limit, true, place));
    }
    return words;
}
