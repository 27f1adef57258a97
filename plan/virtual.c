// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/virtual.h"

#include "base/mem.h"

#include <stdlib.h>

static const struct virtual_build *build_of(const struct virtual_network *network) {
    return (const struct virtual_build *)network;
}

/** 1e13 per tonne: keeps the sums of a path in 64 bits, and tonnes times those in 128. */
static const wide MAX_SUM_E4 = 100000000000000000;

static int64_t dearest_vot_e4(const struct virtual_network *network) {
    int64_t dearest = 0;
    for (int k = 0; k < network->scenario->shipments; k++) {
        int64_t vot = shipment_vot(network->scenario, &network->variant, k).e4;
        dearest = vot > dearest ? vot : dearest;
    }
    return dearest;
}

static int64_t dearest_money_e4(const struct virtual_network *network, int arc) {
    int64_t dearest = 0;
    for (int c = 0; c < network->cargoes; c++) {
        int64_t e4 = network->money[(size_t)c * (size_t)network->arcs + (size_t)arc].e4;
        dearest = e4 > dearest ? e4 : dearest;
    }
    return dearest;
}

/*
 * What a tonne that stays behind costs where the shipment does not say: above any simple path, which the sum over all
 * arcs (money for the dearest cargo, time for the dearest value of it, rounded up, and one more) is, and ten times
 * that where capacities are shared: to make room for the tonne, others may have to move too (doc/decisions/0003). The
 * variant may ask for more. False where it is out of range.
 */
static bool price_unmet(struct virtual_network *network, struct diag *diag) {
    const wide uh_per_hour = 1000000, one_e4 = 10000;
    wide money_e4 = 0, time_uh = 0;
    for (int a = 0; a < network->arcs; a++) {
        money_e4 += dearest_money_e4(network, a);
        time_uh += network->arc[a].time_uh;
    }
    wide e4 = money_e4 + (time_uh * dearest_vot_e4(network) + uh_per_hour - 1) / uh_per_hour + one_e4;
    if (e4 > MAX_SUM_E4)
        return diag_add(
            diag, DIAG_ERROR, (struct place){0},
            "the money and time of all arcs add up to more than 1e13 per tonne: some rate, rate_per_t or "
            "value of time is far too high");
    e4 = network->resources > 0 ? 10 * e4 : e4;
    int64_t least_e4 = network->variant.least_penalty.e4;
    network->default_penalty = (struct money){e4 > least_e4 ? (int64_t)e4 : least_e4};
    return true;
}

static void mark_closed(struct virtual_build *build) {
    const struct variant *variant = &build->network.variant;
    const struct network *roads = build->network.scenario->network;
    build->closed = xcalloc((size_t)roads->links, sizeof *build->closed);
    build->closed_terminal = xcalloc((size_t)roads->terminals, sizeof *build->closed_terminal);
    for (int i = 0; i < variant->closed_links; i++)
        build->closed[variant->closed_link[i]] = true;
    for (int i = 0; i < variant->closed_terminals; i++)
        build->closed_terminal[variant->closed_terminal[i]] = true;
}

static void shut_arc(struct virtual_network *network, int arc) {
    for (int c = 0; c < network->cargoes; c++)
        network->money[(size_t)c * (size_t)network->arcs + (size_t)arc].e4 = MONEY_CLOSED;
}

/* What is not opened stays where it is, for nobody: vertices, resources and penalties are those of all openings. */
static void shut_facilities(struct virtual_network *network) {
    const struct variant *variant = &network->variant;
    const struct network *roads = network->scenario->network;
    if (variant->shut_links + variant->shut_terminals == 0)
        return;
    AUTO_FREE bool *link = xcalloc((size_t)roads->links, sizeof *link);
    AUTO_FREE bool *terminal = xcalloc((size_t)roads->terminals, sizeof *terminal);
    for (int i = 0; i < variant->shut_links; i++)
        link[variant->shut_link[i]] = true;
    for (int i = 0; i < variant->shut_terminals; i++)
        terminal[variant->shut_terminal[i]] = true;
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        if ((arc->link >= 0 && link[arc->link]) || (arc->terminal >= 0 && terminal[arc->terminal]))
            shut_arc(network, a);
    }
}

struct virtual_network *virtual_build(const struct scenario *scenario, const struct variant *variant,
                                      struct diag *diag, bool *priced) {
    struct virtual_build *build = xcalloc(1, sizeof *build);
    build->network.scenario = scenario;
    build->network.variant = *variant;
    build->network.tariff = scenario_tariff(scenario, variant);
    build->access = access_new(scenario, variant, build->network.tariff);
    mark_closed(build);
    cargoes_list(build);
    arcs_list(build);
    *priced = arcs_price(build, diag);
    *priced = price_unmet(&build->network, diag) && *priced;
    shut_facilities(&build->network);
    return &build->network;
}

struct virtual_network *virtual_new(const struct scenario *scenario, const struct variant *variant,
                                    struct diag *diag) {
    bool priced;
    struct virtual_network *network = virtual_build(scenario, variant, diag, &priced);
    if (priced)
        return network;
    virtual_free(network);
    return NULL;
}

void virtual_free(struct virtual_network *network) {
    struct virtual_build *build = (struct virtual_build *)network;
    if (build == NULL)
        return;
    tariff_free(network->tariff);
    free(network->vertex);
    free(network->arc);
    free(network->resource);
    free(network->rest);
    free(network->no_through);
    free(network->cargo_of);
    free(network->money);
    for (int c = 0; c < network->cargoes; c++)
        free(build->cargo[c].rules.restriction);
    free(build->rules.restriction);
    free(build->cargo);
    access_free(build->access);
    free(build->closed);
    free(build->closed_terminal);
    free(build);
}

int virtual_cargo(const struct virtual_network *network, int shipment) {
    return network->cargo_of[shipment];
}

const char *arc_owner(const struct virtual_network *network, int arc, bool roads) {
    const char *mode;
    return access_of_arc(build_of(network)->access, &network->arc[arc], roads, &mode);
}

bool cargo_at_home(const struct virtual_network *network, int cargo, const char *owner) {
    const struct virtual_build *build = build_of(network);
    int o = access_owner(build->access, owner);
    return o >= 0 && build->cargo[cargo].home[o];
}

void virtual_itemise(const struct virtual_network *network, int a, int cargo,
                     struct cost_line line[ITEM_COUNT], int *lines) {
    struct charge charge = cargo_charge(network, &network->arc[a], cargo);
    tariff_price(network->tariff, &charge, line, lines, NULL);
}

struct money virtual_penalty(const struct virtual_network *network, int shipment) {
    const struct scenario *scenario = network->scenario;
    const struct variant *variant = &network->variant;
    const struct shipment *k = &scenario->shipment[shipment];
    if (variant->has_unmet)
        return variant->unmet_per_t;
    if (k->has_penalty)
        return k->penalty_per_t;
    if (variant->goods_lost && k->commodity >= 0 && scenario->commodity[k->commodity].value_per_t.e4 > 0)
        return scenario->commodity[k->commodity].value_per_t;
    return network->default_penalty;
}
