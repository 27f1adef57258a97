// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How long a price holds: until the first day on which a rate it uses ends, another that fits one of its arcs begins (and
 * gives as many keys as the one in force, if there is one), or a restriction that lets its arcs be used begins to
 * forbid one. O(arcs x (items + rates and restrictions to come)).
 */
#include "plan/quote_parts.h"

#include "base/mem.h"
#include "plan/virtual.h"

#include <string.h>

struct coming {
    const struct rate **rate; /* that begin after today */
    int rates;
    const struct restriction **rule;
    int rules;
};

static void sooner(struct quote_until *until, struct date day, const struct rate *rate,
                   const struct restriction *rule) {
    if (day.day < until->day.day)
        *until = (struct quote_until){day, rate, rule};
}

static int keys_given(const struct rate *rate) {
    int given = rate->key[KEY_OUTSIDER] != NULL ? KEY_COUNT : 0; /* it goes before all of the book */
    for (int k = 0; k < KEY_COUNT; k++)
        given += rate->key[k] != NULL;
    return given;
}

static bool fits(const struct rate *rate, const struct charge *charge) {
    const char *class_of = rate->item == ITEM_TOLL    ? charge->toll_class
                           : rate->item == ITEM_FERRY ? charge->ferry_class
                                                      : NULL;
    for (int k = 0; k < KEY_COUNT; k++) {
        const char *key = k == KEY_VEHICLE_CLASS ? class_of : charge->key[k];
        if (rate->key[k] != NULL && rate->key[k] != key)
            return false;
    }
    return true;
}

/* The keys of the rate in force for the item, -1 = none is; -2: the network states the amount. */
static int keys_now(const struct cost_line *line, int lines, enum item item) {
    for (int i = 0; i < lines; i++)
        if (line[i].item == item)
            return line[i].rate != NULL ? keys_given(line[i].rate) : -2;
    return -1;
}

static void until_rates(const struct asking *asking, int a, const struct commodity *commodity,
                        const struct coming *coming, struct quote_until *until) {
    struct cost_line line[ITEM_COUNT];
    int lines;
    virtual_itemise(asking->network, a, asking->cargo, line, &lines);
    for (int i = 0; i < lines; i++)
        if (line[i].rate != NULL)
            sooner(until, line[i].rate->valid_to, line[i].rate, NULL);
    struct charge charge = cargo_charge(asking->network, &asking->network->arc[a], asking->cargo);
    charge.key[KEY_COMMODITY] = commodity != NULL ? commodity->id : NULL;
    charge.key[KEY_CARGO_FORM] = commodity != NULL ? commodity->cargo_form : NULL;
    for (int i = 0; i < coming->rates; i++) {
        const struct rate *rate = coming->rate[i];
        int now = keys_now(line, lines, rate->item);
        if ((charge.needed | charge.optional) >> rate->item & 1 && now != -2 && keys_given(rate) >= now &&
            fits(rate, &charge))
            sooner(until, rate->valid_from, rate, NULL);
    }
}

static void until_rules(const struct asking *asking, int a, const struct commodity *commodity,
                        const struct coming *coming, struct quote_until *until) {
    const struct network *roads = asking->network->scenario->network;
    const struct arc *arc = &asking->network->arc[a];
    if (arc->kind != ARC_HAUL)
        return;
    const struct link *link = &roads->link[arc->link];
    const struct movement movement = {.commodity_id = commodity != NULL ? commodity->id : NULL,
                                      .cargo_form = commodity != NULL ? commodity->cargo_form : NULL,
                                      .vehicle_type_id = roads->vehicle_type[arc->vehicle].id,
                                      .mode = link->mode,
                                      .jurisdiction = link->jurisdiction,
                                      .link_id = link->id};
    for (int i = 0; i < coming->rules; i++) {
        struct network one = *roads;
        struct restriction rule = *coming->rule[i];
        one.restriction = &rule;
        one.restrictions = 1;
        if (network_forbids(&one, &movement, rule.valid_from) != NULL)
            sooner(until, rule.valid_from, NULL, coming->rule[i]);
    }
}

struct quote_until until_of(const struct asking *asking, const int *arc, int arcs) {
    const struct scenario *scenario = asking->network->scenario;
    int number = scenario->shipment[asking->shipment].commodity, today = asking->network->variant.as_of.day;
    const struct commodity *commodity = number >= 0 ? &scenario->commodity[number] : NULL;
    struct quote_until until = {.day = DATE_NEVER};
    struct coming coming = {0};
    AUTO_FREE const struct rate **rate =
        xcalloc((size_t)book_count(scenario->book) + 1, sizeof(const struct rate *));
    AUTO_FREE const struct restriction **rule =
        xcalloc((size_t)scenario->network->restrictions + 1, sizeof(const struct restriction *));
    for (int i = 0; i < book_count(scenario->book); i++)
        if (book_rate(scenario->book, i)->valid_from.day > today)
            rate[coming.rates++] = book_rate(scenario->book, i);
    for (int i = 0; i < scenario->network->restrictions; i++)
        if (scenario->network->restriction[i].valid_from.day > today)
            rule[coming.rules++] = &scenario->network->restriction[i];
    coming.rate = rate;
    coming.rule = rule;
    for (int i = 0; i < arcs; i++) {
        until_rates(asking, arc[i], commodity, &coming, &until);
        until_rules(asking, arc[i], commodity, &coming, &until);
    }
    return until;
}
