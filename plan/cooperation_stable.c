// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/cooperation_parts.h"

#include "base/mem.h"

#include <math.h>

/*
 * No group gains more than this. For any prices >= 0 a group S of members i costs no less than
 *
 *     sum_{i in S} [what i's flows cost at the prices and cheapest] - sum_r price_r (what of r the group has)
 *
 * and shares of capacities add up over members. So it gains no more than the sum over i of max(0, what i pays - i's part of that).
 * Where a group has what the others leave, that may be all of what is nobody's. Prices are those of the plan of all; what its
 * proof leaves open is added.
 */
static double bound_of(const struct cooperating *work, const struct allocation *allocation) {
    const struct coalitions *coalitions = work->coalitions;
    const struct problem *problem = coalitions->problem;
    bool shared = work->settings->right == CAPACITY_SHARED;
    double sum = work->noise;
    for (int r = 0; !shared && r < problem->resources; r++)
        sum += coalitions->owner_of_resource[r] < 0 ? coalitions->rents[r] * problem->capacity[r] : 0;
    for (int i = 0; i < coalitions->players; i++) {
        double least = coalitions->at_rents[i];
        uint64_t alone = (uint64_t)1 << i;
        for (int r = 0; r < problem->resources; r++) {
            int owner = coalitions->owner_of_resource[r];
            double share = shared       ? coalition_right(coalitions, r, alone)
                           : owner >= 0 ? coalition_owner_share(coalitions, owner, alone)
                                        : 0;
            least -= coalitions->rents[r] * problem->capacity[r] * share;
        }
        sum += fmax(0, allocation->total[i] - least);
    }
    return sum;
}

static void settle(const struct cooperating *work, struct allocation *allocation) {
    if (allocation->worst.gain > 0 && allocation->worst.gain <= work->noise)
        allocation->worst.gain = 0;
}

static double gain_of(const struct allocation *allocation, uint64_t group, double cost) {
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        cost -= allocation->total[__builtin_ctzll(rest)];
    return -cost;
}

/* The worst group of insiders, with all of those apart who pay more than alone; or those by themselves. */
static bool search(struct cooperating *work, struct allocation *allocation, struct error *err) {
    struct objection *worst = &allocation->worst;
    double pays[PLAYERS_MOST] = {0}, gain = 0, cost[2];
    uint64_t insiders = 0, group[2] = {0};
    for (int i = 0; i < work->insiders; i++)
        pays[i] = allocation->total[work->insider[i]];
    const struct game game = {work->insiders, work->table};
    const struct game_oracle oracle = {work->insiders, work, cooperation_costs};
    if (work->insiders > 1 && work->table != NULL)
        insiders = game_worst(&game, pays, &gain);
    else if (work->insiders > 1 && !game_worst_searched(&oracle, pays, &insiders, &gain, err))
        return false;
    for (int i = 0; i < work->cooperation->players; i++)
        if (work->apart >> i & 1 && allocation->total[i] > work->cooperation->player[i].alone)
            group[0] |= (uint64_t)1 << i;
    group[1] = group[0] | (gain > 0 || group[0] == 0 ? cooperation_players(work, insiders) : 0);
    if (!coalition_game_costs(work->coalitions, 2, group, cost, err))
        return false;
    int better =
        gain_of(allocation, group[1], cost[1]) >= gain_of(allocation, group[0], cost[0]) || group[0] == 0;
    *worst = (struct objection){group[better], gain_of(allocation, group[better], cost[better])};
    return true;
}

bool cooperation_object(struct cooperating *work, struct allocation *allocation, struct error *err) {
    struct objection *worst = &allocation->worst;
    if (work->cooperation->players < 2)
        return true;
    if (work->cooperation->exact) {
        const struct game game = {work->insiders, work->table};
        worst->group = game_worst(&game, allocation->total, &worst->gain);
        settle(work, allocation);
        allocation->worst_bound = worst->gain;
        return true;
    }
    if (!search(work, allocation, err))
        return false;
    settle(work, allocation);
    /* Prices of a plan whose facilities cost something bound nothing. */
    allocation->worst_bound =
        work->coalitions->facilities->count > 0 ? INFINITY : fmax(worst->gain, bound_of(work, allocation));
    return true;
}
