// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Rules share what everyone costs in fractions of kilograms, as all groups are planned. What rounding the joint plan to
 * whole kilograms adds is then shared out by tonnes.
 */
#include "plan/cooperation_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES_BY_DEFAULT = 60 }; /* orders, each with its reverse */

static struct game game_of(const struct cooperating *work) {
    return (struct game){work->insiders, work->table};
}

static struct game_oracle oracle_of(struct cooperating *work) {
    return (struct game_oracle){work->insiders, work, cooperation_costs};
}

/* ---- who plays ---- */

uint64_t cooperation_players(const struct cooperating *work, uint64_t group) {
    uint64_t players = 0;
    for (int i = 0; i < work->insiders; i++)
        players |= (group >> i & 1) << work->insider[i];
    return players;
}

bool cooperation_costs(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    struct cooperating *work = context;
    AUTO_FREE uint64_t *players = xcalloc((size_t)count + 1, sizeof *players);
    double apart = 0;
    for (int i = 0; i < work->cooperation->players; i++)
        apart += work->apart >> i & 1 ? work->cooperation->player[i].alone : 0;
    for (int i = 0; i < count; i++)
        players[i] = cooperation_players(work, group[i]) | work->apart;
    if (!coalition_game_costs(work->coalitions, count, players, cost, err))
        return false;
    for (int i = 0; i < count; i++)
        cost[i] = group[i] != 0 ? cost[i] - apart : 0;
    return true;
}

/*
 * Where not all groups can be planned: who saves nothing as the last to join. In any sharing of the core such a player pays
 * what it would alone, for others would not let it pay less, and it would not pay more.
 */
static bool choose_insiders(struct cooperating *work, bool all, struct error *err) {
    const struct cooperation *cooperation = work->cooperation;
    uint64_t group[PLAYERS_MOST];
    double without[PLAYERS_MOST];
    for (int i = 0; i < cooperation->players; i++)
        group[i] = work->coalitions->everyone & ~((uint64_t)1 << i);
    if (!all && !coalition_game_costs(work->coalitions, cooperation->players, group, without, err))
        return false;
    for (int i = 0; i < cooperation->players; i++) {
        if (all || cooperation->player[i].alone + without[i] - work->together > work->noise)
            work->insider[work->insiders++] = i;
        else
            work->apart |= (uint64_t)1 << i;
    }
    return true;
}

/* ---- what must be planned first ---- */

static bool is_interruption(const struct error *err) {
    return err->code == ERROR_AGAIN;
}

/* Each alone, and everyone. */
static bool plan_ends(struct cooperating *work, struct error *err) {
    struct cooperation *cooperation = work->cooperation;
    uint64_t group[PLAYERS_MOST + 1];
    double cost[PLAYERS_MOST + 1];
    int players = cooperation->players;
    for (int i = 0; i < players; i++)
        group[i] = (uint64_t)1 << i;
    group[players] = work->coalitions->everyone;
    if (!coalition_game_costs(work->coalitions, players + 1, group, cost, err))
        return false;
    for (int i = 0; i < players; i++) {
        cooperation->player[i].alone = cost[i];
        cooperation->alone += cost[i];
    }
    work->together = cost[players];
    return true;
}

/* The joint plan, made another way, must cost what the group of all does: between its bound and itself. */
static bool agrees(struct cooperating *work, struct error *err) {
    const struct plan *joint = work->cooperation->joint;
    wide bound_e4 = joint->has_opening_bound && joint->opening_bound_e4 < joint->bound_e4
                        ? joint->opening_bound_e4
                        : joint->bound_e4;
    double low = wide_double(bound_e4, MONEY_PLACES), high = work->cooperation->total;
    double slack = 1e-8 * (1 + fabs(high));
    work->noise = fabs(high - work->together) + 4e-9 * (1 + fabs(high));
    if (work->together >= low - slack && work->together <= high + slack)
        return true;
    return error_set(err, ERROR_SOLVER,
                     "the joint plan costs %.4f, at least %.4f, but the group of all %.4f: found two ways",
                     high, low, work->together);
}

static bool plan_all(struct cooperating *work, struct error *err) {
    int groups = 1 << work->insiders;
    AUTO_FREE uint64_t *group = xcalloc((size_t)groups, sizeof *group);
    AUTO_FREE double *table = xcalloc((size_t)groups, sizeof *table);
    for (int s = 0; s < groups; s++)
        group[s] = (uint64_t)s;
    work->coalitions->expected = work->coalitions->memory.count + groups - 1;
    if (!cooperation_costs(work, groups, group, table, err))
        return false;
    work->table = TAKE(table);
    return true;
}

/* ---- rules ---- */

/* The bill alone is shared by weight; each bears its time and what it loses itself. */
static void share_bill(const struct cooperating *work, bool by_distance, double *total) {
    const struct cooperation *cooperation = work->cooperation;
    double weight[PLAYERS_MOST];
    for (int i = 0; i < cooperation->players; i++) {
        const struct player *player = &cooperation->player[i];
        weight[i] = by_distance ? wide_double(player->kg_mm, 9)
                                : wide_double(player->quantity_kg - player->unmet_kg, MASS_PLACES);
    }
    game_proportional(cooperation->players, weight, wide_double(cooperation->joint->cost_e4, MONEY_PLACES),
                      total);
    for (int i = 0; i < cooperation->players; i++)
        total[i] +=
            wide_double(cooperation->player[i].time_e4 + cooperation->player[i].penalty_e4, MONEY_PLACES);
}

/* As game_separable(), without the groups between one and all but one. */
static bool share_separable(struct cooperating *work, double *total, struct error *err) {
    const struct cooperation *cooperation = work->cooperation;
    const struct coalitions *coalitions = work->coalitions;
    int players = cooperation->players;
    uint64_t group[PLAYERS_MOST];
    double without[PLAYERS_MOST], saves[PLAYERS_MOST], rest = work->together;
    for (int i = 0; i < players; i++)
        group[i] = coalitions->everyone & ~((uint64_t)1 << i);
    if (!coalition_game_costs(work->coalitions, players, group, without, err))
        return false;
    for (int i = 0; i < players; i++) {
        without[i] = work->together - without[i];
        saves[i] = fmax(0, cooperation->player[i].alone - without[i]);
        saves[i] = saves[i] > work->noise ? saves[i] : 0;
        rest -= without[i];
    }
    game_proportional(players, saves, rest, total);
    for (int i = 0; i < players; i++)
        total[i] += without[i];
    return true;
}

/* Owen 1975, doi:10.1007/BF01681356: what its flows cost at the prices, less what its shares of capacities earn. */
static bool share_dual(const struct cooperating *work, struct allocation *allocation) {
    const struct coalitions *coalitions = work->coalitions;
    const char *why =
        coalitions->settings->right == CAPACITY_LEFT
            ? N_("nobody has a share of what others leave: take --capacity shared")
        : coalitions->facilities->count > 0 || coalition_always(coalitions, coalitions->everyone) > 0
            ? N_("no prices of capacities cover a fixed cost")
            : NULL;
    if (why != NULL) {
        snprintf(allocation->why, sizeof allocation->why, "%s", why);
        return false;
    }
    memcpy(allocation->total, coalitions->at_rents, (size_t)coalitions->players * sizeof(double));
    for (int r = 0; r < coalitions->problem->resources; r++) {
        double rent = coalitions->rents[r] * coalitions->problem->capacity[r];
        for (int i = 0; i < coalitions->players; i++)
            allocation->total[i] -= rent * coalition_right(coalitions, r, (uint64_t)1 << i);
    }
    return true;
}

static bool share_shapley(struct cooperating *work, double *pays, double *error, struct error *err) {
    const struct game game = game_of(work);
    const struct game_oracle oracle = oracle_of(work);
    int samples = work->settings->samples > 0 ? work->settings->samples : SAMPLES_BY_DEFAULT;
    if (work->table == NULL)
        return game_shapley_sampled(&oracle, samples, pays, error, err);
    game_shapley(&game, pays);
    return true;
}

static bool share_nucleolus(struct cooperating *work, double *pays, struct error *err) {
    const struct game game = game_of(work);
    const struct game_oracle oracle = oracle_of(work);
    return work->table != NULL ? game_nucleolus(&game, pays, err)
                               : game_nucleolus_generated(&oracle, pays, err);
}

static bool share_equal_profit(struct cooperating *work, double *pays, struct error *err) {
    const struct game game = game_of(work);
    const struct game_oracle oracle = oracle_of(work);
    return work->table != NULL ? game_equal_profit(&game, pays, NULL, err)
                               : game_equal_profit_generated(&oracle, pays, err);
}

/* By a rule of the game of insiders; those apart pay what they would alone. */
static bool share_game(struct cooperating *work, struct allocation *allocation, struct error *err) {
    double pays[PLAYERS_MOST] = {0}, error[PLAYERS_MOST] = {0};
    bool fine =
        work->insiders == 0 || (allocation->rule == RULE_SHAPLEY     ? share_shapley(work, pays, error, err)
                                : allocation->rule == RULE_NUCLEOLUS ? share_nucleolus(work, pays, err)
                                                                     : share_equal_profit(work, pays, err));
    for (int i = 0; i < work->cooperation->players; i++)
        allocation->total[i] = work->cooperation->player[i].alone;
    for (int i = 0; i < work->insiders; i++)
        allocation->total[work->insider[i]] = pays[i];
    if (allocation->rule != RULE_SHAPLEY || work->table != NULL || work->insiders == 0)
        return fine;
    allocation->error = xcalloc(PLAYERS_MOST, sizeof *allocation->error);
    for (int i = 0; i < work->insiders; i++)
        allocation->error[work->insider[i]] = error[i];
    return fine;
}

/* False with *err, or with allocation->why. */
static bool share_by(struct cooperating *work, struct allocation *allocation, struct error *err) {
    switch (allocation->rule) {
    case RULE_TONNES:
    case RULE_TONNE_KM:
        share_bill(work, allocation->rule == RULE_TONNE_KM, allocation->total);
        return true;
    case RULE_SEPARABLE:
        return share_separable(work, allocation->total, err);
    case RULE_SHAPLEY:
    case RULE_NUCLEOLUS:
    case RULE_EQUAL_PROFIT:
        return share_game(work, allocation, err);
    default:
        return share_dual(work, allocation);
    }
}

/* ---- what is paid ---- */

static void add_rounding(const struct cooperating *work, double *total) {
    const struct cooperation *cooperation = work->cooperation;
    double rest[PLAYERS_MOST], sum = 0;
    for (int i = 0; i < cooperation->players; i++)
        sum += total[i];
    game_proportional(cooperation->players, work->coalitions->tonnes, cooperation->total - sum, rest);
    for (int i = 0; i < cooperation->players; i++)
        total[i] += rest[i];
}

static void take_off_own(const struct cooperation *cooperation, struct allocation *allocation) {
    for (int i = 0; i < cooperation->players; i++) {
        const struct player *player = &cooperation->player[i];
        allocation->money[i] =
            allocation->total[i] - wide_double(player->time_e4 + player->penalty_e4, MONEY_PLACES);
    }
}

static bool fill(struct cooperating *work, struct allocation *allocation, struct error *err) {
    struct error own = {0};
    bool fine = share_by(work, allocation, &own);
    if (fine) {
        add_rounding(work, allocation->total);
        take_off_own(work->cooperation, allocation);
        allocation->possible = true;
        fine = cooperation_object(work, allocation, &own);
    }
    if (fine || (!allocation->possible && own.code == ERROR_NONE))
        return true;
    if (is_interruption(&own)) {
        work->cooperation->interrupted = true;
        allocation->possible = false;
        snprintf(allocation->why, sizeof allocation->why, "%s", N_("ended early"));
        return true;
    }
    if (err != NULL)
        *err = own;
    return false;
}

static bool find_least_core(struct cooperating *work, struct error *err) {
    struct cooperation *cooperation = work->cooperation;
    const struct game game = game_of(work);
    if (!cooperation->exact || cooperation->players < 2)
        return true;
    if (!game_least_core(&game, NULL, &cooperation->least_core, err))
        return false;
    cooperation->core_is_empty = cooperation->least_core > work->noise;
    return true;
}

bool cooperation_share(struct cooperating *work, struct error *err) {
    struct cooperation *cooperation = work->cooperation;
    struct error own = {0};
    if (!plan_ends(work, &own)) {
        if (err != NULL)
            *err = own;
        return is_interruption(&own) ? error_set(err, ERROR_SOLVER, "ended before there was anything to tell")
                                     : false;
    }
    if (!agrees(work, err))
        return false;
    bool all = cooperation->players <= PLAYERS_EXACT;
    bool planned =
        choose_insiders(work, all, &own) && work->insiders <= PLAYERS_EXACT && plan_all(work, &own);
    cooperation->exact = all && planned;
    if (own.code != ERROR_NONE && !is_interruption(&own)) {
        if (err != NULL)
            *err = own;
        return false;
    }
    cooperation->interrupted = own.code != ERROR_NONE;
    if (!find_least_core(work, err))
        return false;
    for (enum allocation_rule rule = 0; rule < RULE_COUNT; rule++) {
        if (!work->settings->rule[rule])
            continue;
        struct allocation *allocation = &cooperation->allocation[cooperation->rules++];
        allocation->rule = rule;
        allocation->total = xcalloc(PLAYERS_MOST, sizeof *allocation->total);
        allocation->money = xcalloc(PLAYERS_MOST, sizeof *allocation->money);
        if (!fill(work, allocation, err))
            return false;
    }
    return true;
}
