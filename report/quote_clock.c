// SPDX-License-Identifier: GPL-3.0-or-later
/* A choice by the clock, and what it is too much for. */
#include "report/quote.h"

#include "base/language.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 700, INDENT = 3, WEEK_DAYS_COUNT = 7 };
static const int64_t UMIN_PER_DAY = UMIN_PER_WEEK / WEEK_DAYS_COUNT;

static int64_t day_of(int64_t umin) {
    return umin / UMIN_PER_DAY - (umin % UMIN_PER_DAY < 0);
}

char *quote_moment(char text[MOMENT_WORDS], struct moment moment, struct moment from, bool later) {
    int64_t up = later ? UMIN_PER_MINUTE - 1 : 0, umin = moment.umin + up;
    char clock[MOMENT_WORDS];
    if (llabs(umin - from.umin) < UMIN_PER_DAY)
        return moment_words(text, moment, moment, later);
    moment_words(clock, moment, moment, later);
    snprintf(text, MOMENT_WORDS, _("%.30s %+lld d"), clock, (long long)(day_of(umin) - day_of(from.umin)));
    return text;
}

bool quote_is_listed(const struct quote_choice *choice) {
    return choice->journey.listed > 0;
}

char *quote_over_ids(const struct quote *quote, const struct quote_choice *choice, const char *between,
                     char text[OVER_IDS]) {
    const struct network *roads = quote->with->network;
    size_t length = 0;
    text[0] = '\0';
    for (int i = choice->first_over; i < choice->first_over + choice->overs && length < OVER_IDS; i++) {
        const struct resource *resource =
            &compiled_network(quote->compiled)->resource[quote->over[i].resource];
        length += (size_t)snprintf(text + length, OVER_IDS - length, "%s%.60s", length == 0 ? "" : between,
                                   resource->link >= 0 ? roads->link[resource->link].id
                                                       : roads->terminal[resource->terminal].id);
    }
    return text;
}

static char *hours_of(char words[WORDS], int64_t umin) {
    return number_words(words, wide_divide(umin, UMIN_PER_UH), HOUR_PLACES, 1);
}

static void put_wait(const struct page *page, const struct quote *quote, const struct plan_path *path,
                     const struct journey_wait *wait) {
    char line[LINE], what[LINE / 2], hours[WORDS], half[WORDS];
    const struct network *network = page->network;
    if (wait->link >= 0) {
        const struct link *link = &network->link[wait->link];
        snprintf(what, sizeof what, _("the %.60s to %.100s"), mode_words(link->mode),
                 node_words(network, link->from == wait->node ? link->to : link->from));
    } else
        snprintf(what, sizeof what, "%.100s",
                 vehicle_words(network, quote->ways->leg[path->first_leg + wait->leg].vehicle));
    snprintf(line, sizeof line, _("%.100s: waits %s h for %s; half the headway would be %s h."),
             node_words(network, wait->node), hours_of(hours, wait->to.umin - wait->from.umin), what,
             hours_of(half, wait->assumed_umin));
    text_wrapped(page, INDENT, line);
}

void text_quote_clock(const struct page *page, const struct quote *quote, const struct quote_choice *choice) {
    const struct journey *journey = &choice->journey;
    char line[LINE], hours[WORDS], leaves[MOMENT_WORDS], arrives[MOMENT_WORDS];
    if (!quote_is_listed(choice))
        return;
    snprintf(line, sizeof line, _("By the clock %s h: leaves %s, arrives %s."),
             hours_of(hours, journey_umin(journey)),
             moment_words(leaves, journey->leaves, journey->leaves, false),
             quote_moment(arrives, journey->arrives, journey->leaves, true));
    text_wrapped(page, INDENT, line);
    for (int i = 0; i < journey->waits; i++)
        if (journey->wait[i].listed)
            put_wait(page, quote, &quote->ways->path[choice->path], &journey->wait[i]);
}
