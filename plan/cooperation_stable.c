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
            double share = owner >= 0 ? coalition_owner_share(coalitions, owner, alone)
                           : shared   ? coalition_share(coalitions, alone)
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

bool cooperation_object(struct cooperating *work, struct allocation *allocation, struct error *err) {
    struct objection *worst = &allocation->worst;
    int players = work->cooperation->players;
    if (players < 2)
        return true;
    if (work->table != NULL) {
        const struct game game = {players, work->table};
        worst->group = game_worst(&game, allocation->total, &worst->gain);
        settle(work, allocation);
        allocation->worst_bound = worst->gain;
        return true;
    }
    const struct game_oracle oracle = {players, work->coalitions, coalition_game_costs};
    if (!game_worst_searched(&oracle, allocation->total, &worst->group, &worst->gain, err))
        return false;
    settle(work, allocation);
    allocation->worst_bound = fmax(worst->gain, bound_of(work, allocation));
    return true;
}
