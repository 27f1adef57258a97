// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Money in whole vehicles. What a rate asks by the vehicle (the passage, its kilometres, hours, litres; with the empty
 * way back) is paid by each of the n that carry the delivery, full or not; what it asks by the tonne, by its tonnes. An
 * arc so costs
 *
 *     tonnes x T  +  n x V,     n = tonnes / (payload x load factor), rounded up
 *
 * T and V exact and rounded once to 1/10 000 for each item, a surcharge by per cent taken of either. At whole loads that
 * is the mean load's money but for rounding, otherwise it is more.
 */
#include "plan/quote_parts.h"

#include "base/mem.h"
#include "plan/virtual.h"

#include <stdlib.h>

enum { ONE_TONNE_KG = 1000, FULL_E4 = 10000 };

static int64_t vehicles_for(const struct vehicle_type *vehicle, int64_t kg) {
    wide load = (wide)vehicle->payload_kg * vehicle->load_factor_e4;
    return load > 0 ? (int64_t)(((wide)kg * FULL_E4 + load - 1) / load) : 1;
}

static bool is_by_tonne(const struct cost_line *line) {
    if (line->rate == NULL)
        return line->item == ITEM_RATE;
    return line->rate->basis == BASIS_T || line->rate->basis == BASIS_T_KM ||
           line->rate->basis == BASIS_T_DAY;
}

static bool is_by_percent(const struct cost_line *line) {
    return line->rate != NULL && line->rate->basis == BASIS_PERCENT;
}

static void add_line(struct amounts *amounts, const struct cost_line *line) {
    int64_t *amount = is_by_tonne(line) ? amounts->by_tonne_e4 : amounts->by_vehicle_e4;
    amounts->items |= 1u << line->item;
    amount[line->item] = line->per_t.e4;
}

/* Of all the others, which are there already. */
static void add_percent(struct amounts *amounts, const struct cost_line *line) {
    const wide hundred = (wide)100 * FULL_E4;
    wide by_tonne = 0, by_vehicle = 0;
    for (int item = 0; item < ITEM_COUNT; item++) {
        by_tonne += amounts->by_tonne_e4[item];
        by_vehicle += amounts->by_vehicle_e4[item];
    }
    amounts->items |= 1u << line->item;
    amounts->by_tonne_e4[line->item] = (int64_t)wide_divide(by_tonne * line->rate->amount.e4, hundred);
    amounts->by_vehicle_e4[line->item] = (int64_t)wide_divide(by_vehicle * line->rate->amount.e4, hundred);
}

/* The same charge for a vehicle that carries one tonne: what is per vehicle then is per tonne. */
bool arc_amounts(const struct virtual_network *network, int cargo, int a, struct amounts *amounts,
                 struct error *err) {
    const struct arc *arc = &network->arc[a];
    struct cost_line line[ITEM_COUNT];
    int lines = 0;
    *amounts = (struct amounts){.items = 0};
    struct charge charge = cargo_charge(network, arc, cargo);
    charge.payload_kg = ONE_TONNE_KG;
    charge.load_factor_e4 = FULL_E4;
    if (!tariff_price(network->tariff, &charge, line, &lines, err))
        return false;
    for (int i = 0; i < lines; i++)
        if (!is_by_percent(&line[i]))
            add_line(amounts, &line[i]);
    for (int i = 0; i < lines; i++)
        if (is_by_percent(&line[i]))
            add_percent(amounts, &line[i]);
    return true;
}

static wide item_money(const struct asking *asking, const struct amounts *amounts, int item, int vehicle) {
    return (wide)asking->quantity_kg * amounts->by_tonne_e4[item] +
           (wide)asking->vehicles[vehicle] * ONE_TONNE_KG * amounts->by_vehicle_e4[item];
}

bool asking_price(struct asking *asking, struct error *err) {
    const struct virtual_network *network = asking->network;
    const struct network *roads = network->scenario->network;
    struct amounts amounts = {.items = 0};
    asking->vehicles = xcalloc((size_t)roads->vehicle_types, sizeof *asking->vehicles);
    asking->money_e7 = xcalloc((size_t)network->arcs, sizeof *asking->money_e7);
    for (int v = 0; v < roads->vehicle_types; v++)
        asking->vehicles[v] = vehicles_for(&roads->vehicle_type[v], asking->quantity_kg);
    for (int a = 0; a < network->arcs; a++) {
        asking->money_e7[a] = -1;
        if (network->money[(size_t)asking->cargo * (size_t)network->arcs + (size_t)a].e4 == MONEY_CLOSED)
            continue;
        if (!arc_amounts(network, asking->cargo, a, &amounts, err))
            return false;
        asking->money_e7[a] = 0;
        for (int item = 0; item < ITEM_COUNT; item++)
            asking->money_e7[a] += item_money(asking, &amounts, item, network->arc[a].vehicle);
    }
    return true;
}

void asking_add(const struct asking *asking, int arc, struct quote_leg *leg) {
    struct amounts amounts;
    int vehicle = asking->network->arc[arc].vehicle;
    if (!arc_amounts(asking->network, asking->cargo, arc, &amounts, NULL))
        return;
    leg->vehicles = asking->vehicles[vehicle];
    leg->items |= amounts.items;
    for (int item = 0; item < ITEM_COUNT; item++) {
        wide e7 = item_money(asking, &amounts, item, vehicle);
        leg->item_e7[item] += e7;
        leg->money_e7 += e7;
        leg->hired = leg->hired || amounts.by_vehicle_e4[item] != 0;
    }
}

void asking_release(struct asking *asking) {
    free(TAKE(asking->vehicles));
    free(TAKE(asking->money_e7));
}
