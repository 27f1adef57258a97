// SPDX-License-Identifier: GPL-3.0-or-later
#include "tariff/book.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

static const char *const item_names[ITEM_COUNT] = {
    [ITEM_FUEL] = "fuel",           [ITEM_HAULAGE] = "haulage",   [ITEM_TOLL] = "toll",
    [ITEM_FERRY] = "ferry",         [ITEM_HANDLING] = "handling", [ITEM_STORAGE] = "storage",
    [ITEM_RAIL] = "rail",           [ITEM_SEA] = "sea",           [ITEM_ACCESS] = "access",
    [ITEM_SURCHARGE] = "surcharge", [ITEM_RUNNING] = "running",   [ITEM_CREW] = "crew",
    [ITEM_RATE] = "rate",
};

static const char *const basis_names[BASIS_COUNT] = {
    [BASIS_T] = "t",
    [BASIS_T_KM] = "t_km",
    [BASIS_VEHICLE] = "vehicle",
    [BASIS_VEHICLE_KM] = "vehicle_km",
    [BASIS_VEHICLE_H] = "vehicle_h",
    [BASIS_LITRE] = "litre",
    [BASIS_T_DAY] = "t_day",
    [BASIS_PERCENT] = "percent",
};

static const char *const key_names[KEY_COUNT] = {
    [KEY_MODE] = "mode",
    [KEY_LINK] = "link_id",
    [KEY_NODE] = "node_id",
    [KEY_VEHICLE_TYPE] = "vehicle_type_id",
    [KEY_VEHICLE_CLASS] = "vehicle_class",
    [KEY_COMMODITY] = "commodity_id",
    [KEY_CARGO_FORM] = "cargo_form",
    [KEY_JURISDICTION] = "jurisdiction",
    [KEY_OUTSIDER] = "agreement_of",
};

const char *item_name(enum item item) {
    return item_names[item];
}

const char *basis_name(enum basis basis) {
    return basis_names[basis];
}

const char *rate_key_name(enum rate_key key) {
    return key_names[key];
}

/*
 * What an item can be charged by. Fuel is bought by the litre, and nothing else is. Handling and storage
 * happen at a terminal, where there are no kilometres and no hours under way; only storage counts days.
 * A per cent is of other costs, so it can only be a surcharge.
 */
enum {
    T = 1 << BASIS_T,
    T_KM = 1 << BASIS_T_KM,
    VEHICLE = 1 << BASIS_VEHICLE,
    VEHICLE_KM = 1 << BASIS_VEHICLE_KM,
    VEHICLE_H = 1 << BASIS_VEHICLE_H,
    LITRE = 1 << BASIS_LITRE,
    T_DAY = 1 << BASIS_T_DAY,
    PERCENT = 1 << BASIS_PERCENT,
    TOLLED = T | T_KM | VEHICLE | VEHICLE_KM,
    HIRED = TOLLED | VEHICLE_H,
};
static const unsigned bases[ITEM_BOOK] = {
    [ITEM_FUEL] = LITRE,           [ITEM_HAULAGE] = HIRED,
    [ITEM_TOLL] = TOLLED,          [ITEM_FERRY] = TOLLED,
    [ITEM_HANDLING] = T | VEHICLE, [ITEM_STORAGE] = T | VEHICLE | T_DAY,
    [ITEM_RAIL] = HIRED,           [ITEM_SEA] = HIRED,
    [ITEM_ACCESS] = TOLLED,        [ITEM_SURCHARGE] = HIRED | PERCENT,
};

/* Keys that no arc of the item ever has: such a rate would never apply, and nobody would notice. */
enum { NODE = 1 << KEY_NODE, LINK = 1 << KEY_LINK, CLASS = 1 << KEY_VEHICLE_CLASS };
static const unsigned idle_keys[ITEM_BOOK] = {
    [ITEM_FUEL] = NODE | CLASS, [ITEM_HAULAGE] = NODE | CLASS,  [ITEM_TOLL] = NODE,
    [ITEM_FERRY] = NODE,        [ITEM_HANDLING] = LINK | CLASS, [ITEM_STORAGE] = LINK | CLASS,
    [ITEM_RAIL] = NODE | CLASS, [ITEM_SEA] = NODE | CLASS,      [ITEM_ACCESS] = CLASS,
    [ITEM_SURCHARGE] = CLASS,
};

bool item_takes_basis(enum item item, enum basis basis) {
    return bases[item] >> basis & 1;
}

bool item_takes_key(enum item item, enum rate_key key) {
    return !(idle_keys[item] >> key & 1);
}

char *item_bases(char *buffer, enum item item) {
    size_t used = 0;
    for (enum basis basis = 0; basis < BASIS_COUNT; basis++)
        if (item_takes_basis(item, basis))
            used += (size_t)snprintf(buffer + used, LIST_TEXT - used, "%s%s", used > 0 ? ", " : "",
                                     basis_names[basis]);
    return buffer;
}

bool item_has_basis(enum item item, enum basis basis, char list[BASES_TEXT]) {
    item_bases(list, item);
    return item_takes_basis(item, basis);
}

char *validity_text(char buffer[VALIDITY_TEXT], struct date from, struct date to) {
    char first[DATE_TEXT], end[DATE_TEXT];
    date_text(first, from);
    date_text(end, to);
    if (*first != '\0' && *end != '\0')
        snprintf(buffer, VALIDITY_TEXT, _("from %s until %s"), first, end);
    else if (*first != '\0')
        snprintf(buffer, VALIDITY_TEXT, _("from %s on"), first);
    else if (*end != '\0')
        snprintf(buffer, VALIDITY_TEXT, _("before %s"), end);
    else
        snprintf(buffer, VALIDITY_TEXT, "%s", _("on every day"));
    return buffer;
}

char *arc_text(char buffer[ARC_TEXT], const char *const key[KEY_COUNT]) {
    static const char *const labels[KEY_COUNT] = {
        N_("mode"),      N_("link"),       N_("node"),         N_("vehicle type"), N_("vehicle class"),
        N_("commodity"), N_("cargo form"), N_("jurisdiction"), N_("agreement of")};
    char list[ARC_TEXT] = "";
    size_t used = 0;
    buffer[0] = '\0';
    for (int k = 0; k < KEY_COUNT && used < ARC_TEXT; k++)
        if (key[k] != NULL)
            used += (size_t)snprintf(list + used, ARC_TEXT - used, "%s%s %.40s", used > 0 ? ", " : "",
                                     _(labels[k]), key[k]);
    if (used > 0)
        /* translators: ends "no toll rate in force on 2026-07-01" and the like: for mode road, link L1 */
        snprintf(buffer, ARC_TEXT, _(" for %s"), list);
    return buffer;
}
