// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/conflict.h"

#include "base/language.h"
#include "report/change_words.h"

#include <stdarg.h>
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

/* The words, which may stand in what is written. */
static void rewrite(char words[LIMIT_WORDS], const char *format, ...) __attribute__((format(printf, 2, 3)));
static void rewrite(char words[LIMIT_WORDS], const char *format, ...) {
    char text[LIMIT_WORDS];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    strcpy(words, text);
}

static const char *forbidden_words(const struct page *page, const struct restriction *rule) {
    const int commodity =
        rule->commodity_id != NULL ? names_find(page->scenario->commodity_ids, rule->commodity_id) : -1;
    const char *name = commodity >= 0 ? page->scenario->commodity[commodity].name : NULL;
    return name != NULL                 ? name
           : rule->commodity_id != NULL ? rule->commodity_id
           : rule->cargo_form != NULL   ? rule->cargo_form
                                        : _("freight");
}

char *restriction_words(const struct page *page, int restriction, char words[LIMIT_WORDS]) {
    const struct restriction *rule = &page->network->restriction[restriction];
    snprintf(words, LIMIT_WORDS, _("no %.100s"), forbidden_words(page, rule));
    if (rule->commodity_id != NULL && rule->cargo_form != NULL)
        rewrite(words, "%s (%.40s)", words, rule->cargo_form);
    /* translators: first what is forbidden, then on which vehicle, by which mode, in which region, over which link */
    if (rule->vehicle_type_id != NULL)
        rewrite(words, _("%s on %.100s"), words, rule->vehicle_type_id);
    if (rule->mode != NULL)
        rewrite(words, _("%s by %.40s"), words, mode_words(rule->mode));
    if (rule->jurisdiction != NULL)
        rewrite(words, _("%s in %.100s"), words, rule->jurisdiction);
    if (rule->link_id != NULL)
        rewrite(words, _("%s over %.100s"), words, rule->link_id);
    rewrite(words, _("%s (restriction.csv, line %d)"), words, rule->line);
    return words;
}

static char *demand_words(const struct page *page, const struct limit *limit, char *words) {
    const struct shipment *shipment = &page->scenario->shipment[limit->shipment];
    const char *of = commodity_of_words(page->scenario, shipment),
               *from = node_words(page->network, shipment->origin),
               *to = node_words(page->network, shipment->destination);
    char tonnes[WORDS];
    tonnes_words(tonnes, limit->amount);
    if (of[0] != '\0')
        snprintf(words, LIMIT_WORDS, _("%.60s: %s t of %.200s from %.200s to %.200s"), shipment->id, tonnes,
                 of, from, to);
    else
        snprintf(words, LIMIT_WORDS, _("%.60s: %s t from %.200s to %.200s"), shipment->id, tonnes, from, to);
    return words;
}

static char *place_words(const struct page *page, const struct limit *limit, bool both_ways, char *words) {
    const struct plan_resource resource = {
        .link = limit->link, .terminal = limit->terminal, .backward = limit->backward};
    char name[RESOURCE];
    const struct link *link = limit->link >= 0 ? &page->network->link[limit->link] : NULL;
    if (link != NULL && both_ways)
        snprintf(words, LIMIT_WORDS, "%.100s, %.200s - %.200s (%.20s)", link->id,
                 node_words(page->network, link->from), node_words(page->network, link->to),
                 mode_words(link->mode));
    else
        snprintf(words, LIMIT_WORDS, "%.100s, %.540s",
                 link != NULL ? link->id : page->network->terminal[limit->terminal].id,
                 resource_words(page->network, &resource, name));
    return words;
}

static char *late_words(const struct page *page, const struct limit *limit, char *words) {
    const char *id = page->scenario->shipment[limit->shipment].id;
    char most[WORDS], fastest[WORDS];
    stated_hours(most, limit->amount);
    if (limit->fastest_uh > limit->amount)
        snprintf(words, LIMIT_WORDS, _("%.60s: within %s h; the fastest way takes %s h"), id, most,
                 enough_hours(fastest, limit->fastest_uh));
    else if (limit->fastest_uh >= 0)
        snprintf(words, LIMIT_WORDS, _("%.60s: within %s h; on empty roads the fastest way takes %s h"), id,
                 most, stated_hours(fastest, limit->fastest_uh / UH_PER_TENTH * UH_PER_TENTH));
    else
        snprintf(words, LIMIT_WORDS, _("%.60s: within %s h"), id, most);
    return words;
}

char *limit_words(const struct page *page, const struct limit *limit, char words[LIMIT_WORDS]) {
    char tonnes[WORDS], place[LIMIT_WORDS];
    switch (limit->kind) {
    case LIMIT_DEMAND:
        return demand_words(page, limit, words);
    case LIMIT_HOURS:
        return late_words(page, limit, words);
    case LIMIT_RESTRICTION:
        return restriction_words(page, limit->restriction, words);
    case LIMIT_CLOSURE:
        snprintf(words, LIMIT_WORDS, _("%.700s is closed"), place_words(page, limit, true, place));
        return words;
    default:
        snprintf(words, LIMIT_WORDS, _("%.700s: at most %s t"), place_words(page, limit, false, place),
                 tonnes_words(tonnes, limit->amount));
        return words;
    }
}

char *step_words(const struct page *page, const struct repair_step *step, char words[LIMIT_WORDS]) {
    char place[LIMIT_WORDS], by[WORDS], to[WORDS];
    switch (step->limit.kind) {
    case LIMIT_CAPACITY:
        snprintf(words, LIMIT_WORDS, _("raise %.700s by %s t a %.40s, to %s t"),
                 place_words(page, &step->limit, true, place), tonnes_words(by, step->by),
                 period_words(page->network), tonnes_words(to, step->to));
        break;
    case LIMIT_HOURS:
        snprintf(words, LIMIT_WORDS, _("let %.60s arrive %s h later, within %s h"),
                 page->scenario->shipment[step->limit.shipment].id, enough_hours(by, step->by),
                 enough_hours(to, step->to));
        break;
    case LIMIT_RESTRICTION:
        snprintf(words, LIMIT_WORDS, _("lift the restriction: %.1200s"),
                 restriction_words(page, step->limit.restriction, place));
        break;
    default:
        snprintf(words, LIMIT_WORDS, _("open %.700s"), place_words(page, &step->limit, true, place));
    }
    return words;
}
