// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/game.h"

#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>

uint64_t game_everyone(int players) {
    return players < 64 ? ((uint64_t)1 << players) - 1 : ~(uint64_t)0;
}

static double cost_of_all(const struct game *game) {
    return game->cost[game_everyone(game->players)];
}

static double cost_alone(const struct game *game, int player) {
    return game->cost[(uint64_t)1 << player];
}

/* What rounding left over belongs to nobody: equal parts keep equal players equal. */
static void spread_rest(int players, double total, double *pays) {
    double rest = total;
    for (int i = 0; i < players; i++)
        rest -= pays[i];
    for (int i = 0; i < players; i++)
        pays[i] += rest / players;
}

void stake_pays(const struct stake *stake, const double *save, double total, double *pays) {
    for (int i = 0; i < stake->players; i++)
        pays[i] = stake->alone[i] - stake->unit * save[i];
    spread_rest(stake->players, total, pays);
}

/* weight[s]: how many of all orders have a given group of s players before a given one, of `others` others. */
static void order_weights(int others, double *weight) {
    weight[0] = 1.0 / (others + 1);
    for (int s = 1; s <= others; s++)
        weight[s] = weight[s - 1] * s / (others - s + 1);
}

void game_shapley(const struct game *game, double *pays) {
    int players = game->players;
    double weight[GAME_EXACT];
    order_weights(players - 1, weight);
    for (int i = 0; i < players; i++) {
        uint64_t bit = (uint64_t)1 << i;
        double alone = cost_alone(game, i), less = 0; /* what is less than `alone`, lest digits be lost */
        for (uint64_t s = 0; s <= game_everyone(players); s++)
            if (!(s & bit))
                less += weight[__builtin_popcountll(s)] * (alone - (game->cost[s | bit] - game->cost[s]));
        pays[i] = alone - less;
    }
    spread_rest(players, cost_of_all(game), pays);
}

static double interaction_of(const struct game *game, uint64_t one, uint64_t other, const double *weight) {
    double sum = 0;
    for (uint64_t s = 0; s <= game_everyone(game->players); s++)
        if (!(s & (one | other)))
            sum += weight[__builtin_popcountll(s)] * ((game->cost[s | one | other] - game->cost[s | one]) -
                                                      (game->cost[s | other] - game->cost[s]));
    return sum;
}

void game_interaction(const struct game *game, double *index) {
    int players = game->players;
    double weight[GAME_EXACT];
    order_weights(players > 1 ? players - 2 : 0, weight);
    for (int i = 0; i < players; i++) {
        index[i * players + i] = 0;
        for (int j = 0; j < i; j++)
            index[i * players + j] = index[j * players + i] =
                interaction_of(game, (uint64_t)1 << i, (uint64_t)1 << j, weight);
    }
}

void game_proportional(int players, const double *weight, double total, double *pays) {
    double sum = 0;
    for (int i = 0; i < players; i++)
        sum += weight[i];
    for (int i = 0; i < players; i++)
        pays[i] = sum > 0 ? total * (weight[i] / sum) : total / players;
    spread_rest(players, total, pays);
}

static double largest_cost(const struct game *game) {
    double largest = 0;
    for (uint64_t s = 0; s <= game_everyone(game->players); s++)
        largest = fmax(largest, fabs(game->cost[s]));
    return largest;
}

void game_separable(const struct game *game, double *pays) {
    int players = game->players;
    double own[GAME_EXACT] = {0}, saves[GAME_EXACT] = {0}, rest = cost_of_all(game);
    double nothing = 1e-12 * largest_cost(game);
    for (int i = 0; i < players; i++) {
        own[i] = cost_of_all(game) - game->cost[game_everyone(players) & ~((uint64_t)1 << i)];
        saves[i] = cost_alone(game, i) - own[i];
        saves[i] = saves[i] > nothing ? saves[i] : 0;
        rest -= own[i];
    }
    game_proportional(players, saves, rest, pays);
    for (int i = 0; i < players; i++)
        pays[i] += own[i];
    spread_rest(players, cost_of_all(game), pays);
}

uint64_t game_worst(const struct game *game, const double *pays, double *gain) {
    uint64_t all = game_everyone(game->players), worst = 0;
    AUTO_FREE double *paid = xcalloc(all + 1, sizeof *paid);
    double nothing = 1e-12 * largest_cost(game);
    for (uint64_t s = 1; s < all; s++) {
        paid[s] = paid[s & (s - 1)] + pays[__builtin_ctzll(s)];
        double gains = paid[s] - game->cost[s], most = paid[worst] - game->cost[worst];
        bool fewer = __builtin_popcountll(s) < __builtin_popcountll(worst);
        if (worst == 0 || gains > most + nothing || (fewer && gains > most - nothing))
            worst = s;
    }
    *gain = paid[worst] - game->cost[worst];
    return worst;
}

/* ---- by linear programs ---- */

bool game_nucleolus(const struct game *game, double *pays, struct error *err) {
    struct stake stake;
    AUTO(scan_release) struct scan *scan = scan_new(game, &stake);
    struct finder finder = scan_finder(scan);
    double save[GAME_PLAYERS];
    if (!sharing_nucleolus(&finder, &stake, save, err))
        return false;
    stake_pays(&stake, save, cost_of_all(game), pays);
    return true;
}

bool game_least_core(const struct game *game, double *pays, double *least, struct error *err) {
    struct stake stake;
    AUTO(scan_release) struct scan *scan = scan_new(game, &stake);
    struct finder finder = scan_finder(scan);
    double save[GAME_PLAYERS], level;
    if (!sharing_least_core(&finder, &stake, save, &level, err))
        return false;
    *least = -level * stake.unit;
    if (pays != NULL)
        stake_pays(&stake, save, cost_of_all(game), pays);
    return true;
}

bool game_equal_profit(const struct game *game, double *pays, double *difference, struct error *err) {
    struct stake stake;
    AUTO(scan_release) struct scan *scan = scan_new(game, &stake);
    struct finder finder = scan_finder(scan);
    double save[GAME_PLAYERS], wide;
    if (!sharing_equal_profit(&finder, &stake, save, &wide, err))
        return false;
    if (difference != NULL)
        *difference = wide * stake.unit;
    stake_pays(&stake, save, cost_of_all(game), pays);
    return true;
}
