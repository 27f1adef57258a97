// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"

#include <stdio.h>

const char *facility_id(const struct network *network, const struct plan_facility *facility) {
    return facility->link >= 0 ? network->link[facility->link].id : network->terminal[facility->terminal].id;
}

const char *facility_place_words(const struct network *network, const struct plan_facility *facility,
                                 char words[RESOURCE]) {
    if (facility->link < 0)
        return resource_words(network, &(struct plan_resource){.link = -1, .terminal = facility->terminal},
                              words);
    const struct link *link = &network->link[facility->link];
    snprintf(words, RESOURCE, "%.255s - %.255s (%.20s)", node_words(network, link->from),
             node_words(network, link->to), mode_words(link->mode));
    return words;
}

static const char *money(const struct page *page, char words[WORDS], wide e4) {
    return rate_words(words, page->network, e4);
}

char *facility_choice_words(const struct page *page, const struct plan_facility *facility,
                            char words[CHOICE_WORDS]) {
    char fixed[WORDS], value[WORDS];
    money(page, fixed, facility->fixed_cost.e4);
    money(page, value, facility->value_e4);
    if (!facility->on_call)
        snprintf(words, CHOICE_WORDS, _("open in any case, for %s"), fixed);
    else if (!facility->has_value)
        snprintf(words, CHOICE_WORDS, facility->open ? _("open, for %s") : _("closed; open it would cost %s"),
                 fixed);
    else if (facility->value_e4 <= 0)
        snprintf(words, CHOICE_WORDS,
                 facility->open ? _("open, for %s: closed, the plan would cost the same")
                                : _("closed; open, for %s, the plan would cost the same"),
                 fixed);
    else if (facility->open && facility->value_e4 > page->plan->objective_e4 - page->plan->penalty_e4)
        snprintf(words, CHOICE_WORDS,
                 _("open, for %s: without it freight stays behind, or costs more than this whole plan"),
                 fixed);
    else if (facility->open)
        snprintf(words, CHOICE_WORDS, _("open, brings %s net of %s"), value, fixed);
    else
        snprintf(words, CHOICE_WORDS, _("closed, would cost %s more than it saves"), value);
    return words;
}

static void put_facility(const struct page *page, const struct plan_facility *facility) {
    char name[RESOURCE], flow[WORDS], choice[CHOICE_WORDS], line[2 * CHOICE_WORDS];
    facility_choice_words(page, facility, choice);
    if (facility->flow_kg > 0)
        snprintf(line, sizeof line, "%.60s: %s t; %s", facility_id(page->network, facility),
                 about_tonnes_words(flow, facility->flow_kg), choice);
    else
        snprintf(line, sizeof line, "%.60s: %s", facility_id(page->network, facility), choice);
    text_wrapped(page, 0, facility_place_words(page->network, facility, name));
    text_wrapped(page, 2, line);
}

void text_facilities(const struct page *page) {
    const struct plan *plan = page->plan;
    char fixed[WORDS];
    int open = 0;
    if (plan->facilities == 0)
        return;
    for (int f = 0; f < plan->facilities; f++)
        open += plan->facility[f].open;
    text_heading(page, "Facilities: %d of %d open, for %s", open, plan->facilities,
                 money_words(fixed, page->scale, plan->fixed_cost_e4 * 1000));
    for (int f = 0; f < plan->facilities; f++)
        put_facility(page, &plan->facility[f]);
}
