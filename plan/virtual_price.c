// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What an arc costs. Both directions of a link cost the same, and so do all cargoes whose commodity and form
 * no rate of the arc's items looks at: each such price is computed once.
 */
#include "plan/virtual.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SET(item) (1u << (item))

static bool is(const char *mode, const char *word) {
    return mode != NULL && strcmp(mode, word) == 0;
}

/* What a haul needs a rate for. A vehicle without costs of its own is paid by its mode's freight rate. */
static unsigned haul_items(const struct link *link, const struct vehicle_type *vehicle) {
    unsigned needed = 0;
    bool ferry = is(link->mode, "ferry"), rail = is(link->mode, "rail"), sea = is(link->mode, "sea");
    bool own_costs =
        vehicle->fuel_e6_l_per_km != 0 || vehicle->cost_per_km.e4 != 0 || vehicle->cost_per_h.e4 != 0;
    if (vehicle->fuel_e6_l_per_km > 0 && !ferry)
        needed |= SET(ITEM_FUEL);
    if (is(link->mode, "toll") && !link->has_toll)
        needed |= SET(ITEM_TOLL);
    if (ferry || rail || sea)
        needed |= ferry ? SET(ITEM_FERRY) : rail ? SET(ITEM_RAIL) : SET(ITEM_SEA);
    else if (!own_costs)
        needed |= SET(ITEM_HAULAGE);
    return needed;
}

static void charge_vehicle(struct charge *charge, const struct vehicle_type *vehicle) {
    charge->key[KEY_VEHICLE_TYPE] = vehicle->id;
    charge->toll_class = vehicle->toll_class;
    charge->ferry_class = vehicle->ferry_class;
    charge->payload_kg = vehicle->payload_kg;
    charge->load_factor_e4 = vehicle->load_factor_e4;
    charge->empty_return_e4 = vehicle->empty_return_e4;
}

/* A truck stands on the ferry: it burns nothing and does no kilometres, but its driver is paid. */
static void charge_haul(struct charge *charge, const struct link *link, const struct vehicle_type *vehicle) {
    charge->key[KEY_MODE] = link->mode;
    charge->key[KEY_LINK] = link->id;
    charge->key[KEY_JURISDICTION] = link->jurisdiction;
    charge->needed = haul_items(link, vehicle);
    charge->optional = SET(ITEM_ACCESS) | SET(ITEM_SURCHARGE);
    charge->length_mm = link->length_mm;
    charge->time_uh = network_time_uh(link, vehicle);
    charge->fuel_e6_l_per_km = vehicle->fuel_e6_l_per_km;
    charge->cost_per_h = vehicle->cost_per_h;
    if (!is(link->mode, "ferry"))
        charge->cost_per_km = vehicle->cost_per_km;
    if (link->has_toll)
        charge->toll = &link->toll;
}

static void charge_transfer(struct charge *charge, const struct network *roads, const struct arc *arc,
                            int node) {
    const struct terminal *terminal = arc->terminal >= 0 ? &roads->terminal[arc->terminal] : NULL;
    charge->key[KEY_MODE] = roads->vehicle_type[arc->vehicle].modes[0];
    charge->key[KEY_NODE] = roads->node[node].id;
    charge->key[KEY_JURISDICTION] = terminal != NULL && terminal->jurisdiction != NULL
                                        ? terminal->jurisdiction
                                        : roads->node[node].jurisdiction;
    charge->needed = SET(ITEM_HANDLING);
    charge->optional = SET(ITEM_ACCESS) | SET(ITEM_SURCHARGE);
    if (arc->kind == ARC_LOAD) {
        charge->optional |= SET(ITEM_STORAGE);
        charge->dwell_uh = terminal != NULL ? terminal->dwell_uh : 0;
    }
}

/* The link says itself what a tonne pays; only the fees of agreements come on top. */
static void charge_stated(struct charge *charge, const struct link *link) {
    charge->key[KEY_MODE] = link->mode;
    charge->key[KEY_LINK] = link->id;
    charge->key[KEY_JURISDICTION] = link->jurisdiction;
    charge->length_mm = link->length_mm;
    charge->rate_per_t = &link->rate_per_t;
}

struct charge arc_charge(const struct virtual_network *network, const struct arc *arc) {
    const struct network *roads = network->scenario->network;
    const struct vehicle_type *vehicle = &roads->vehicle_type[arc->vehicle];
    struct charge charge = {0};
    charge_vehicle(&charge, vehicle);
    if (arc->kind == ARC_HAUL && roads->link[arc->link].has_rate)
        charge_stated(&charge, &roads->link[arc->link]);
    else if (arc->kind == ARC_HAUL)
        charge_haul(&charge, &roads->link[arc->link], vehicle);
    else
        charge_transfer(&charge, roads, arc, network->vertex[arc->tail].node);
    return charge;
}

static const struct virtual_build *build_of(const struct virtual_network *network) {
    return (const struct virtual_build *)network;
}

/* The owner whose terms differ for this cargo on the arc, or NULL. */
static const struct access_owner *host_of(const struct virtual_build *build, const struct arc *arc, int cargo,
                                          const char **mode) {
    const struct access *access = build->access;
    const char *name = access->owners > 0 ? access_of_arc(access, arc, false, mode) : NULL;
    int owner = name != NULL ? access_owner(access, name) : -1;
    bool differs = owner >= 0 && access->owner[owner].differs && !build->cargo[cargo].home[owner];
    return differs ? &access->owner[owner] : NULL;
}

/* What an agreement may ask for where the book asks for nothing. */
static const unsigned hauling = SET(ITEM_HAULAGE) | SET(ITEM_TOLL) | SET(ITEM_FERRY) | SET(ITEM_RAIL) |
                                SET(ITEM_SEA) | SET(ITEM_ACCESS) | SET(ITEM_SURCHARGE),
                      loading =
                          SET(ITEM_HANDLING) | SET(ITEM_STORAGE) | SET(ITEM_ACCESS) | SET(ITEM_SURCHARGE),
                      unloading = loading & ~SET(ITEM_STORAGE);

static void charge_fees(struct charge *charge, const struct tariff *tariff, const struct arc *arc) {
    unsigned asked = arc->kind == ARC_HAUL ? hauling : arc->kind == ARC_LOAD ? loading : unloading;
    const char *key[KEY_COUNT];
    memcpy(key, charge->key, sizeof key);
    for (unsigned left = asked; left != 0; left &= left - 1) {
        enum item item = (enum item)__builtin_ctz(left);
        const struct rate *rate = tariff_find(tariff, item, key, NULL);
        if (rate == NULL || rate->key[KEY_OUTSIDER] == NULL)
            continue;
        charge->optional |= SET(item);
        if (item == ITEM_TOLL)
            charge->toll = NULL; /* the agreement's stands instead */
    }
}

struct charge cargo_charge(const struct virtual_network *network, const struct arc *arc, int cargo) {
    const struct virtual_build *build = build_of(network);
    struct charge charge = arc_charge(network, arc);
    const char *mode;
    const struct access_owner *host = host_of(build, arc, cargo, &mode);
    charge.key[KEY_COMMODITY] = build->cargo[cargo].commodity_id;
    charge.key[KEY_CARGO_FORM] = build->cargo[cargo].cargo_form;
    if (host != NULL) {
        charge.key[KEY_OUTSIDER] = host->name;
        charge_fees(&charge, network->tariff, arc);
    }
    return charge;
}

bool virtual_passes(const struct virtual_build *build, int link, int vehicle, int cargo) {
    const struct network *roads = build->network.scenario->network;
    const struct network *rules = cargo >= 0 ? &build->cargo[cargo].rules : &build->rules;
    if (rules->restrictions == 0)
        return true;
    struct movement movement = {.vehicle_type_id = roads->vehicle_type[vehicle].id,
                                .mode = roads->link[link].mode,
                                .jurisdiction = roads->link[link].jurisdiction,
                                .link_id = roads->link[link].id};
    if (cargo >= 0) {
        movement.commodity_id = build->cargo[cargo].commodity_id;
        movement.cargo_form = build->cargo[cargo].cargo_form;
    }
    return network_forbids(rules, &movement, build->network.variant.as_of) == NULL;
}

/* ---- what could not be priced ---- */

/** One kind of failure, told once with its first arc. */
struct gap {
    enum item item; /* ITEM_COUNT: none of the rates is to blame */
    bool haul;      /* else a load or an unload, which go by the same rates */
    const char *mode;
    int vehicle, cargo; /* cargo -1 = any */
    int places;         /* how many it befell */
    struct place place; /* of the first */
    struct place last;  /* arcs of one place follow each other */
    char message[sizeof((struct error *)NULL)->message];
};

struct pricer {
    struct virtual_build *build;
    struct gap *gap;
    int gaps, room;
    bool failed; /* at the arc being priced */
};

static struct place place_of(const struct virtual_network *network, const struct arc *arc) {
    const struct network *roads = network->scenario->network;
    if (arc->link >= 0)
        return (struct place){"roads/link.csv", roads->link[arc->link].line, 0};
    if (arc->terminal >= 0)
        return (struct place){"roads/terminal.csv", roads->terminal[arc->terminal].line, 0};
    return (struct place){"roads/node.csv", roads->node[network->vertex[arc->tail].node].line, 0};
}

/* The item whose rate is missing or ambiguous. */
static enum item failing_item(const struct tariff *tariff, const struct charge *charge) {
    for (enum item item = 0; item < ITEM_BOOK; item++) {
        const char *key[KEY_COUNT];
        struct error trouble = {0};
        memcpy(key, charge->key, sizeof key);
        key[KEY_VEHICLE_CLASS] = item == ITEM_TOLL    ? charge->toll_class
                                 : item == ITEM_FERRY ? charge->ferry_class
                                                      : NULL;
        if (!((charge->needed | charge->optional) & SET(item)))
            continue;
        if (tariff_find(tariff, item, key, &trouble) == NULL &&
            (charge->needed & SET(item) || trouble.code != ERROR_NONE))
            return item;
    }
    return ITEM_COUNT;
}

static bool is_same_place(struct place a, struct place b) {
    return a.line == b.line && strcmp(a.file, b.file) == 0;
}

static void note_gap(struct pricer *pricer, const struct arc *arc, int cargo, enum item item,
                     const struct charge *charge, const struct error *err) {
    const struct virtual_network *network = &pricer->build->network;
    pricer->failed = true;
    struct gap gap = {.item = item,
                      .haul = arc->kind == ARC_HAUL,
                      .mode = charge->key[KEY_MODE],
                      .vehicle = arc->vehicle,
                      .cargo = cargo,
                      .places = 1,
                      .place = place_of(network, arc),
                      .last = place_of(network, arc)};
    for (int i = 0; i < pricer->gaps; i++) {
        struct gap *other = &pricer->gap[i];
        if (other->item == gap.item && other->haul == gap.haul && other->mode == gap.mode &&
            other->vehicle == gap.vehicle && other->cargo == gap.cargo) {
            other->places += !is_same_place(other->last, gap.place);
            other->last = gap.place;
            return;
        }
    }
    memcpy(gap.message, err->message, sizeof gap.message);
    GROW(pricer->gap, pricer->gaps, pricer->room);
    pricer->gap[pricer->gaps++] = gap;
}

/* What a newcomer has not heard of: vehicles can't do without rates. */
static const char *hint(const struct scenario *scenario, const struct gap *gap) {
    AUTO_FREE char *folder = file_join(scenario->dir, "tariffs");
    if (gap->item >= ITEM_BOOK || book_count(scenario->book) > 0)
        return "";
    if (file_exists(folder))
        return _(
            "; tariffs/ holds no rate: a handling rate is always needed where there are vehicle types, and "
            "may be 0");
    return _("; there is no tariffs/ folder: a handling rate is always needed where there are vehicle types, "
             "and may be 0");
}

static void report_gaps(const struct pricer *pricer, struct diag *diag) {
    for (int i = 0; i < pricer->gaps; i++) {
        const struct gap *gap = &pricer->gap[i];
        const char *more = i == 0 ? hint(pricer->build->network.scenario, gap) : "";
        if (gap->places == 1)
            diag_add(diag, DIAG_ERROR, gap->place, "%s%s", gap->message, more);
        else
            diag_add(diag, DIAG_ERROR, gap->place, "%s (and %d more like it)%s", gap->message,
                     gap->places - 1, more);
    }
}

/* ---- prices ---- */

/* For one cargo class, or -1 for those that nothing tells apart here. */
static int64_t price(struct pricer *pricer, const struct arc *arc, const struct charge *common, int cargo) {
    const struct virtual_build *build = pricer->build;
    struct charge charge = cargo >= 0 ? cargo_charge(&build->network, arc, cargo) : *common;
    struct cost_line line[ITEM_COUNT];
    struct error err = {0};
    int lines;
    if (tariff_price(build->network.tariff, &charge, line, &lines, &err))
        return tariff_sum(line, lines).e4;
    enum item item = failing_item(build->network.tariff, &charge);
    if (cargo >= 0 && item < ITEM_BOOK && !(build->cargo[cargo].mentioned >> item & 1) &&
        charge.key[KEY_OUTSIDER] == NULL)
        return price(pricer, arc, common, -1); /* the cargo has nothing to do with it */
    note_gap(pricer, arc, cargo, item, &charge, &err);
    return 0;
}

static bool is_open(const struct virtual_build *build, const struct arc *arc, int cargo) {
    const struct network *roads = build->network.scenario->network;
    const char *mode;
    const struct access_owner *host = host_of(build, arc, cargo, &mode);
    if (host != NULL && access_closed(build->access, (int)(host - build->access->owner), mode))
        return false;
    if (arc->kind == ARC_HAUL)
        return virtual_passes(build, arc->link, arc->vehicle, cargo);
    return arc->terminal < 0 ||
           terminal_takes(&roads->terminal[arc->terminal], build->cargo[cargo].cargo_form);
}

static bool takes_fee(const struct virtual_build *build, const struct arc *arc, int cargo) {
    const char *mode;
    const struct access_owner *host = host_of(build, arc, cargo, &mode);
    return host != NULL && tariff_mentions(build->network.tariff, KEY_OUTSIDER, host->name);
}

static struct money *money_of(struct virtual_build *build, int cargo, int arc) {
    return &build->network.money[(size_t)cargo * (size_t)build->network.arcs + (size_t)arc];
}

static void price_arc(struct pricer *pricer, int a) {
    struct virtual_build *build = pricer->build;
    const struct arc *arc = &build->network.arc[a];
    const struct charge charge = arc_charge(&build->network, arc);
    unsigned items = charge.needed | charge.optional;
    int64_t common = -1;
    for (int c = 0; c < build->network.cargoes; c++) {
        struct money *money = money_of(build, c, a);
        if (!is_open(build, arc, c)) {
            money->e4 = MONEY_CLOSED;
        } else if (build->cargo[c].mentioned & items || takes_fee(build, arc, c)) {
            money->e4 = price(pricer, arc, &charge, c);
        } else {
            if (common < 0)
                common = price(pricer, arc, &charge, -1);
            money->e4 = common;
        }
    }
}

static void copy_price(struct virtual_build *build, int from, int to) {
    for (int c = 0; c < build->network.cargoes; c++)
        *money_of(build, c, to) = *money_of(build, c, from);
}

static const char *forms_of(const struct network *roads, const struct arc *arc) {
    return arc->terminal >= 0 ? roads->terminal[arc->terminal].cargo_forms : NULL;
}

/* Whose it is, where his terms differ for others. */
static const char *told_owner(const struct virtual_network *network, const struct arc *arc) {
    const struct access *access = build_of(network)->access;
    const char *mode, *name = access->owners > 0 ? access_of_arc(access, arc, false, &mode) : NULL;
    int owner = name != NULL ? access_owner(access, name) : -1;
    return owner >= 0 && access->owner[owner].differs ? name : NULL;
}

/* Whether no rate and no terminal tells apart two loads (or unloads) of one vehicle type. */
static bool costs_the_same(const struct virtual_network *network, const struct arc *a, const struct arc *b) {
    static const enum rate_key places[] = {KEY_NODE, KEY_JURISDICTION};
    const struct charge x = arc_charge(network, a), y = arc_charge(network, b);
    if (x.dwell_uh != y.dwell_uh ||
        forms_of(network->scenario->network, a) != forms_of(network->scenario->network, b) ||
        told_owner(network, a) != told_owner(network, b))
        return false;
    for (int i = 0; i < 2; i++) {
        const char *here = x.key[places[i]], *there = y.key[places[i]];
        if (here != there && (tariff_mentions(network->tariff, places[i], here) ||
                              tariff_mentions(network->tariff, places[i], there)))
            return false;
    }
    return true;
}

/* Whether the arc costs what another of its kind and vehicle type does: both directions of a link do. */
static bool is_twin(const struct virtual_network *network, const struct arc *arc, const struct arc *other) {
    return arc->kind == ARC_HAUL ? other->link == arc->link : costs_the_same(network, arc, other);
}

/* The last arc of each kind and vehicle type that has a price is remembered: [3 * vehicle types]. */
bool arcs_price(struct virtual_build *build, struct diag *diag) {
    struct virtual_network *network = &build->network;
    struct pricer pricer = {.build = build};
    size_t kinds = 3 * (size_t)network->scenario->network->vehicle_types;
    AUTO_FREE int *last = xcalloc(kinds, sizeof *last);
    memset(last, -1, kinds * sizeof *last);
    network->money = xcalloc((size_t)network->cargoes * (size_t)network->arcs, sizeof *network->money);
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        int *known = &last[3 * arc->vehicle + (int)arc->kind];
        if (*known >= 0 && is_twin(network, arc, &network->arc[*known])) {
            copy_price(build, *known, a);
            continue;
        }
        pricer.failed = false;
        price_arc(&pricer, a);
        *known = pricer.failed && arc->kind != ARC_HAUL ? -1 : a; /* each load that fails is counted */
    }
    report_gaps(&pricer, diag);
    free(pricer.gap);
    return pricer.gaps == 0;
}
