// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/coalition.h"

#include "base/mem.h"
#include "plan/many.h"

#include <stdlib.h>
#include <string.h>

/* ---- what goes with whom ---- */

static int owner_named(const struct coalitions *coalitions, const char *name) {
    for (int o = 0; name != NULL && o < coalitions->owners; o++)
        if (strcmp(coalitions->owner[o], name) == 0)
            return o;
    return -1;
}

static bool owns_something(const struct virtual_network *network, const char *name) {
    for (int a = 0; a < network->arcs; a++) {
        const char *owner = arc_owner(network, a, false);
        if (owner != NULL && strcmp(owner, name) == 0)
            return true;
    }
    return false;
}

/* In the order of the shippers' homes: those that own something not a public road. */
static void list_owners(struct coalitions *coalitions) {
    const struct virtual_network *network = compiled_network(coalitions->compiled);
    const struct scenario *scenario = network->scenario;
    int room = 0;
    for (int s = 0; s < scenario->shippers; s++)
        for (int h = 0; h < scenario->shipper[s].homes; h++) {
            const char *name = scenario->shipper[s].home[h];
            if (owner_named(coalitions, name) >= 0 || !owns_something(network, name))
                continue;
            GROW(coalitions->owner, coalitions->owners, room);
            coalitions->owner[coalitions->owners++] = name;
        }
}

static void weigh_players(struct coalitions *coalitions) {
    const struct scenario *scenario = compiled_network(coalitions->compiled)->scenario;
    size_t players = (size_t)coalitions->players;
    coalitions->tonnes = xcalloc(players, sizeof *coalitions->tonnes);
    coalitions->at_home = xcalloc((size_t)coalitions->owners * players, sizeof *coalitions->at_home);
    for (int k = 0; k < scenario->shipments; k++) {
        int shipper = scenario->shipment[k].shipper, player = coalitions->player_of[k];
        double tonnes = coalitions->problem->demand[k];
        coalitions->tonnes[player] += tonnes;
        for (int h = 0; shipper >= 0 && h < scenario->shipper[shipper].homes; h++) {
            int owner = owner_named(coalitions, scenario->shipper[shipper].home[h]);
            if (owner >= 0)
                coalitions->at_home[(size_t)owner * players + (size_t)player] += tonnes;
        }
    }
    for (int i = 0; i < coalitions->players; i++)
        coalitions->all_tonnes += coalitions->tonnes[i];
}

/* An owner of whom nobody ships anything goes with nobody: what it has is there for all. */
static bool is_claimed(const struct coalitions *coalitions, int owner) {
    return owner >= 0 && coalition_owner_share(coalitions, owner, coalitions->everyone) > 0;
}

static bool is_at_home(const struct scenario *scenario, int shipment, const char *owner) {
    int shipper = scenario->shipment[shipment].shipper;
    for (int h = 0; shipper >= 0 && h < scenario->shipper[shipper].homes; h++)
        if (strcmp(scenario->shipper[shipper].home[h], owner) == 0)
            return true;
    return false;
}

/* Whether goods of others are picked up or delivered here: who ordered them takes them in, whoever stands alone. */
static bool serves_others(const struct scenario *scenario, int node, const char *owner) {
    for (int k = 0; k < scenario->shipments; k++)
        if ((scenario->shipment[k].origin == node || scenario->shipment[k].destination == node) &&
            !is_at_home(scenario, k, owner))
            return true;
    return false;
}

/* A terminal where goods of others begin or end, or a link that leads there, goes with nobody. */
static bool is_gate(const struct virtual_network *network, int a, const char *owner) {
    const struct network *roads = network->scenario->network;
    const struct arc *arc = &network->arc[a];
    if (arc->terminal >= 0)
        return serves_others(network->scenario, roads->terminal[arc->terminal].node, owner);
    return serves_others(network->scenario, roads->link[arc->link].from, owner) ||
           serves_others(network->scenario, roads->link[arc->link].to, owner);
}

static void deal_arcs(struct coalitions *coalitions) {
    const struct virtual_network *network = compiled_network(coalitions->compiled);
    coalitions->owner_of_arc = xcalloc((size_t)network->arcs, sizeof *coalitions->owner_of_arc);
    coalitions->owner_of_resource =
        xcalloc((size_t)network->resources, sizeof *coalitions->owner_of_resource);
    for (int r = 0; r < network->resources; r++)
        coalitions->owner_of_resource[r] = -1;
    for (int a = 0; a < network->arcs; a++) {
        int owner = owner_named(coalitions, arc_owner(network, a, false));
        bool goes_along = is_claimed(coalitions, owner) && !is_gate(network, a, coalitions->owner[owner]);
        coalitions->owner_of_arc[a] = goes_along ? owner : -1;
        if (network->arc[a].resource >= 0)
            coalitions->owner_of_resource[network->arc[a].resource] = coalitions->owner_of_arc[a];
    }
}

static int owner_of_facility(const struct coalitions *coalitions, const struct plan_facility *facility) {
    const struct virtual_network *network = compiled_network(coalitions->compiled);
    for (int a = 0; a < network->arcs; a++)
        if ((facility->link >= 0 && network->arc[a].link == facility->link) ||
            (facility->terminal >= 0 && network->arc[a].terminal == facility->terminal))
            return coalitions->owner_of_arc[a];
    return -1;
}

static void list_facilities(struct coalitions *coalitions) {
    const struct virtual_network *network = compiled_network(coalitions->compiled);
    int count = 0;
    AUTO_FREE struct plan_facility *facility = plan_facilities(network, &count);
    coalitions->facilities = facilities_of(network);
    coalitions->always = xcalloc((size_t)coalitions->owners + 1, sizeof *coalitions->always);
    for (int f = 0; f < count; f++) {
        int owner = owner_of_facility(coalitions, &facility[f]);
        if (!facility[f].on_call)
            coalitions->always[owner >= 0 ? owner : coalitions->owners] +=
                wide_double(facility[f].fixed_cost.e4, MONEY_PLACES);
    }
}

struct coalitions *coalition_game_new(const struct compiled *compiled,
                                      const struct cooperation_settings *settings, const int *player_of,
                                      int players) {
    struct coalitions *coalitions = xcalloc(1, sizeof *coalitions);
    coalitions->compiled = compiled;
    coalitions->problem = compiled_problem(compiled);
    coalitions->settings = settings;
    coalitions->player_of = player_of;
    coalitions->players = players;
    coalitions->everyone = ~UINT64_C(0) >> (64 - players);
    coalitions->dear = many_dear(coalitions->problem);
    coalitions->rents = xcalloc((size_t)coalitions->problem->resources, sizeof *coalitions->rents);
    coalitions->at_rents = xcalloc((size_t)players, sizeof *coalitions->at_rents);
    list_owners(coalitions);
    weigh_players(coalitions);
    deal_arcs(coalitions);
    list_facilities(coalitions);
    return coalitions;
}

void coalition_game_free(struct coalitions *coalitions) {
    if (coalitions == NULL)
        return;
    coalition_memory_release(&coalitions->memory);
    facilities_free(coalitions->facilities);
    free(coalitions->tonnes);
    free(coalitions->owner);
    free(coalitions->at_home);
    free(coalitions->wants);
    free(coalitions->owner_of_arc);
    free(coalitions->owner_of_resource);
    free(coalitions->always);
    free(coalitions->rents);
    free(coalitions->at_rents);
    free(coalitions);
}

/* ---- what a group has ---- */

static double sum_of(const struct coalitions *coalitions, const double *tonnes, uint64_t group) {
    double sum = 0;
    for (int i = 0; i < coalitions->players; i++)
        sum += group >> i & 1 ? tonnes[i] : 0;
    return sum;
}

static double share_of_tonnes(const struct coalitions *coalitions, uint64_t group) {
    return sum_of(coalitions, coalitions->tonnes, group) / coalitions->all_tonnes;
}

double coalition_owner_share(const struct coalitions *coalitions, int owner, uint64_t group) {
    const double *tonnes = coalitions->at_home + (size_t)owner * (size_t)coalitions->players;
    double all = sum_of(coalitions, tonnes, coalitions->everyone);
    return all > 0 ? sum_of(coalitions, tonnes, group) / all : 0;
}

double coalition_right(const struct coalitions *coalitions, int resource, uint64_t group) {
    int owner = coalitions->owner_of_resource[resource];
    if (owner >= 0)
        return coalition_owner_share(coalitions, owner, group);
    const double *wants = coalitions->wants + (size_t)resource * (size_t)coalitions->players;
    double all = sum_of(coalitions, wants, coalitions->everyone);
    return all > 0 ? sum_of(coalitions, wants, group) / all : share_of_tonnes(coalitions, group);
}

double coalition_always(const struct coalitions *coalitions, uint64_t group) {
    double sum = coalitions->always[coalitions->owners];
    for (int o = 0; o < coalitions->owners; o++)
        sum += coalition_owner_share(coalitions, o, group) > 0 ? coalitions->always[o] : 0;
    return sum;
}
