// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/partners_parts.h"

#include "base/mem.h"
#include "plan/many.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const WORTHS[] = {"objective",   "cost",   "time_cost", "lost",
                              "tonne_hours", "co2e_t", "unmet_t",   NULL};
const int WORTH_PLACES[WORTH_COUNT] = {MONEY_PLACES, MONEY_PLACES, MONEY_PLACES, MONEY_PLACES, 6,
                                       18,           MASS_PLACES};

/* ---- who they are ---- */

/* Whether a class that is not at home there may use the arc. */
static bool serves_others(const struct partnering *partnering, int arc, const char *owner) {
    const struct problem *problem = partnering->problem;
    for (int c = 0; c < problem->classes; c++)
        if (isfinite(problem->arc_cost[(size_t)c * (size_t)problem->arcs + (size_t)arc]) &&
            !cargo_at_home(partnering->network, compiled_cargo(partnering->compiled, c), owner))
            return true;
    return false;
}

static int by_name(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static int player_named(const struct partnering *partnering, const char *owner) {
    for (int p = 0; owner != NULL && p < partnering->players; p++)
        if (strcmp(partnering->region[p], owner) == 0)
            return p;
    return -1;
}

static void list_players(struct partnering *partnering) {
    const struct virtual_network *network = partnering->network;
    int room = 0;
    for (int a = 0; a < network->arcs; a++) {
        const char *owner = arc_owner(network, a, partnering->settings->roads);
        if (owner == NULL || player_named(partnering, owner) >= 0 || !serves_others(partnering, a, owner))
            continue;
        GROW(partnering->region, partnering->players, room);
        partnering->region[partnering->players++] = owner;
    }
    if (partnering->players > 0)
        qsort(partnering->region, (size_t)partnering->players, sizeof *partnering->region, by_name);
}

static void map_arcs(struct partnering *partnering) {
    const struct virtual_network *network = partnering->network;
    const struct problem *problem = partnering->problem;
    size_t players = (size_t)partnering->players;
    partnering->player_of_arc = xcalloc((size_t)network->arcs, sizeof(int));
    partnering->piece_of_arc = xcalloc((size_t)network->arcs, sizeof(int));
    partnering->by_km = xcalloc(players, sizeof(bool));
    partnering->home = xcalloc((size_t)problem->classes * players, 1);
    for (int a = 0; a < network->arcs; a++) {
        int player = player_named(partnering, arc_owner(network, a, partnering->settings->roads));
        partnering->player_of_arc[a] = player;
        partnering->piece_of_arc[a] = -1;
        if (player >= 0 && network->arc[a].link >= 0)
            partnering->by_km[player] = true;
    }
    for (int c = 0; c < problem->classes; c++)
        for (int p = 0; p < partnering->players; p++)
            partnering->home[(size_t)c * players + (size_t)p] =
                cargo_at_home(network, compiled_cargo(partnering->compiled, c), partnering->region[p]);
}

/* ---- with whom to talk first ---- */

static int best_first(const void *left, const void *right) {
    const struct partner *a = left, *b = right;
    if (a->share[WORTH_TOTAL] != b->share[WORTH_TOTAL])
        return a->share[WORTH_TOTAL] > b->share[WORTH_TOTAL] ? -1 : 1;
    if (a->last[WORTH_TOTAL] != b->last[WORTH_TOTAL])
        return a->last[WORTH_TOTAL] > b->last[WORTH_TOTAL] ? -1 : 1;
    return strcmp(a->region, b->region);
}

static void rank(struct partnering *partnering) {
    struct partners *partners = partnering->partners;
    int rank_of[PARTNERS_MOST] = {0};
    if (partners->partners > 0)
        qsort(partners->partner, (size_t)partners->partners, sizeof *partners->partner, best_first);
    for (int i = 0; i < partners->partners; i++)
        rank_of[player_named(partnering, partners->partner[i].region)] = i;
    for (int i = 0; i < partners->pairs; i++) {
        int first = rank_of[partners->pair[i].first], second = rank_of[partners->pair[i].second];
        partners->pair[i].first = first < second ? first : second;
        partners->pair[i].second = first < second ? second : first;
    }
}

/* ---- the whole answer ---- */

static void partnering_end(struct partnering *partnering) {
    consents_free(partnering->coalitions);
    facilities_free(partnering->facilities);
    free(partnering->region);
    free(partnering->player_of_arc);
    free(partnering->piece_of_arc);
    free(partnering->home);
    free(partnering->by_km);
}

static bool study(struct partnering *partnering, struct error *err) {
    struct partners *partners = partnering->partners;
    list_players(partnering);
    if (partnering->players > PARTNERS_MOST)
        return error_set(err, ERROR_USAGE,
                         "%d jurisdictions own what others could use: at most %d can be weighed",
                         partnering->players, PARTNERS_MOST);
    map_arcs(partnering);
    partners->partners = partnering->players;
    partners->partner = xcalloc((size_t)partnering->players, sizeof *partners->partner);
    for (int p = 0; p < partnering->players; p++)
        partners->partner[p].region = partnering->region[p];
    if (!pieces_study(partnering, err) || !consents_study(partnering, err) || !fees_study(partnering, err))
        return false;
    partners->solves = partnering->done;
    rank(partnering);
    return true;
}

struct partners *plan_partners(const struct compiled *compiled, const struct partners_settings *settings,
                               struct error *err) {
    struct partnering partnering = {.compiled = compiled,
                                    .network = compiled_network(compiled),
                                    .problem = compiled_problem(compiled),
                                    .settings = settings,
                                    .partners = xcalloc(1, sizeof(struct partners)),
                                    .facilities = facilities_of(compiled_network(compiled)),
                                    .dear = many_dear(compiled_problem(compiled))};
    bool fine = study(&partnering, err);
    partnering_end(&partnering);
    if (fine)
        return partnering.partners;
    partners_free(partnering.partners);
    return NULL;
}

void partners_free(struct partners *partners) {
    if (partners == NULL)
        return;
    for (int p = 0; p < partners->partners; p++)
        free(partners->partner[p].commodity_kg);
    free(partners->partner);
    free(partners->piece);
    free(partners->pair);
    free(partners);
}
