// SPDX-License-Identifier: GPL-3.0-or-later
/* Cargo classes: what no rate, restriction or terminal tells apart is priced once. */
#include "plan/virtual.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool rate_is_in_force(const struct rate *rate, struct date date) {
    return rate->valid_from.day <= date.day && date.day < rate->valid_to.day;
}

static bool restriction_is_in_force(const struct restriction *restriction, struct date date) {
    return restriction->valid_from.day <= date.day && date.day < restriction->valid_to.day;
}

static bool restrictions_mention(const struct virtual_network *network, const char *commodity_id,
                                 const char *cargo_form) {
    const struct network *roads = network->scenario->network;
    for (int r = 0; r < roads->restrictions; r++) {
        const struct restriction *restriction = &roads->restriction[r];
        if (restriction_is_in_force(restriction, network->variant.as_of) &&
            ((commodity_id != NULL && restriction->commodity_id == commodity_id) ||
             (cargo_form != NULL && restriction->cargo_form == cargo_form)))
            return true;
    }
    return false;
}

static bool terminals_mention(const struct network *roads, const char *cargo_form) {
    for (int t = 0; t < roads->terminals; t++)
        if (!terminal_takes(&roads->terminal[t], cargo_form))
            return true;
    return false;
}

/* The commodity reduced to what anything looks at. */
static struct cargo reduce(const struct virtual_network *network, const struct commodity *commodity) {
    struct cargo cargo = {0};
    const char *id = commodity->id, *form = commodity->cargo_form;
    if (tariff_mentions(network->tariff, KEY_COMMODITY, id) || restrictions_mention(network, id, NULL))
        cargo.commodity_id = id;
    if (form != NULL &&
        (tariff_mentions(network->tariff, KEY_CARGO_FORM, form) ||
         restrictions_mention(network, NULL, form) || terminals_mention(network->scenario->network, form)))
        cargo.cargo_form = form;
    return cargo;
}

static unsigned items_mentioning(const struct virtual_network *network, const struct cargo *cargo) {
    const struct book *book = network->scenario->book;
    unsigned items = 0;
    for (int i = 0; i < book_count(book); i++) {
        const struct rate *rate = book_rate(book, i);
        if (rate_is_in_force(rate, network->variant.as_of) &&
            ((cargo->commodity_id != NULL && rate->key[KEY_COMMODITY] == cargo->commodity_id) ||
             (cargo->cargo_form != NULL && rate->key[KEY_CARGO_FORM] == cargo->cargo_form)))
            items |= 1u << rate->item;
    }
    return items;
}

/*
 * The network as network_forbids() sees it for this cargo: with the restrictions in force that name its
 * commodity or form, or for cargo NULL with those that name neither. Most cargoes have none, and are spared
 * the look.
 */
static struct network rules_for(const struct virtual_network *network, const struct cargo *cargo) {
    const struct network *roads = network->scenario->network;
    struct network rules = *roads;
    rules.restriction = xcalloc((size_t)roads->restrictions, sizeof *rules.restriction);
    rules.restrictions = 0;
    for (int r = 0; r < roads->restrictions; r++) {
        const struct restriction *rule = &roads->restriction[r];
        bool general = rule->commodity_id == NULL && rule->cargo_form == NULL;
        bool fits = cargo == NULL
                        ? general
                        : !general &&
                              (rule->commodity_id == NULL || rule->commodity_id == cargo->commodity_id) &&
                              (rule->cargo_form == NULL || rule->cargo_form == cargo->cargo_form);
        if (fits && restriction_is_in_force(rule, network->variant.as_of))
            rules.restriction[rules.restrictions++] = *rule;
    }
    return rules;
}

/* The class of this cargo, a new one if need be. O(classes) */
static int class_of(struct virtual_build *build, struct cargo cargo) {
    struct virtual_network *network = &build->network;
    for (int c = 0; c < network->cargoes; c++)
        if (build->cargo[c].commodity_id == cargo.commodity_id &&
            build->cargo[c].cargo_form == cargo.cargo_form && build->cargo[c].home == cargo.home)
            return c;
    cargo.mentioned = items_mentioning(network, &cargo);
    cargo.rules = rules_for(network, &cargo);
    GROW(build->cargo, network->cargoes, build->cargo_room);
    build->cargo[network->cargoes] = cargo;
    return network->cargoes++;
}

/* Of the commodity (or none: the last number) and of the set of homes. */
static size_t pair_of(const struct virtual_build *build, int shipment) {
    const struct scenario *scenario = build->network.scenario;
    const struct shipment *k = &scenario->shipment[shipment];
    int set = k->shipper >= 0 ? build->access->set_of[k->shipper] : 0;
    int commodity = k->commodity >= 0 ? k->commodity : scenario->commodities;
    return (size_t)commodity * (size_t)build->access->sets + (size_t)set;
}

/* In order of commodity, then of set. */
void cargoes_list(struct virtual_build *build) {
    struct virtual_network *network = &build->network;
    const struct scenario *scenario = network->scenario;
    const struct access *access = build->access;
    size_t sets = (size_t)access->sets, pairs = ((size_t)scenario->commodities + 1) * sets;
    AUTO_FREE int *class_of_pair = xcalloc(pairs, sizeof *class_of_pair);
    for (int k = 0; k < scenario->shipments; k++)
        class_of_pair[pair_of(build, k)] = 1;
    build->rules = rules_for(network, NULL);
    for (size_t p = 0; p < pairs; p++) {
        struct cargo cargo = {0};
        if (class_of_pair[p] == 0)
            continue;
        if (p / sets < (size_t)scenario->commodities)
            cargo = reduce(network, &scenario->commodity[p / sets]);
        cargo.home = access->home + p % sets * (size_t)access->owners;
        class_of_pair[p] = class_of(build, cargo);
    }
    network->cargo_of = xcalloc((size_t)scenario->shipments, sizeof *network->cargo_of);
    for (int k = 0; k < scenario->shipments; k++)
        network->cargo_of[k] = class_of_pair[pair_of(build, k)];
}
