// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>

enum {
    BEST_STARTS = 12,   /* lowest groups known */
    RANDOM_STARTS = 12, /* and groups at random */
    WORST_STARTS = 16,  /* likewise where one search is all there is */
    SWAPS = 6,          /* of the best to add by the best to remove */
};

bool search_start(struct search *search, const struct game_oracle *oracle, struct stake *stake,
                  struct error *err) {
    uint64_t group[2 * GAME_PLAYERS + 1], all = game_everyone(oracle->players);
    int players = oracle->players, count = 0;
    *search = (struct search){.stake = stake, .random = 1};
    *stake = (struct stake){.players = players};
    memory_start(&search->memory, oracle);
    group[count++] = all;
    for (int i = 0; i < players; i++) {
        group[count++] = (uint64_t)1 << i;
        group[count++] = all & ~((uint64_t)1 << i);
    }
    if (!memory_ask(&search->memory, count, group, err))
        return false;
    double costs = 0, sum = 0, largest = 0;
    for (int i = 0; i < players; i++) {
        stake->alone[i] = memory_cost(&search->memory, (uint64_t)1 << i);
        sum += stake->alone[i];
        costs += fabs(stake->alone[i]);
    }
    for (int i = 0; i < players; i++)
        largest = fmax(largest,
                       fabs(sum - stake->alone[i] - memory_cost(&search->memory, all & ~((uint64_t)1 << i))));
    double saved = sum - memory_cost(&search->memory, all);
    largest = fmax(largest, fabs(saved));
    /* Others may save where these don't: no unit of 0 here. */
    stake->unit = largest > 1e-14 * costs ? largest / GAME_LARGEST : costs > 0 ? costs / GAME_LARGEST : 1;
    stake->all = largest > 1e-14 * costs ? saved / stake->unit : 0;
    return true;
}

void search_release(struct search *search) {
    memory_release(&search->memory);
}

static double saving_of(const struct search *search, uint64_t group) {
    double alone = 0;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        alone += search->stake->alone[__builtin_ctzll(rest)];
    return (alone - memory_cost(&search->memory, group)) / search->stake->unit;
}

/* Of a group that is known. */
static double excess_of(const struct search *search, const double *save, uint64_t group) {
    double sum = 0;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        sum += save[__builtin_ctzll(rest)];
    return sum - saving_of(search, group);
}

static bool counts(const struct search *search, const struct span *span, uint64_t group) {
    return group != 0 && group != game_everyone(search->stake->players) &&
           (span == NULL || !span_has(span, group));
}

/* The lowest of those known. */
static int list_lowest(const struct search *search, const struct span *span, const double *save, double level,
                       int room, struct cut *cut) {
    double lowest[CUTS_FOUND];
    int found = 0;
    for (int i = 0; i < search->memory.count; i++) {
        uint64_t group = search->memory.group[i];
        if (!counts(search, span, group))
            continue;
        double excess = excess_of(search, save, group);
        if (excess < level - GAME_SLACK)
            found =
                cut_insert(cut, lowest, found, room, (struct cut){group, saving_of(search, group)}, excess);
    }
    return found;
}

/* Groups of one player more (add) or less. */
static int flips(const struct search *search, const struct span *span, uint64_t group, bool add,
                 uint64_t *flipped) {
    int count = 0;
    for (int i = 0; i < search->stake->players; i++) {
        uint64_t bit = (uint64_t)1 << i;
        if (((group & bit) == 0) == add && counts(search, span, group ^ bit))
            flipped[count++] = group ^ bit;
    }
    return count;
}

/* Moves *group to the lowest of those given, where that is lower. */
static bool move(struct search *search, const double *save, int count, const uint64_t *to, uint64_t *group,
                 bool *moved, struct error *err) {
    if (!memory_ask(&search->memory, count, to, err))
        return false;
    double lowest = excess_of(search, save, *group) - GAME_SLACK / 10;
    *moved = false;
    for (int i = 0; i < count; i++) {
        double excess = excess_of(search, save, to[i]);
        if (excess >= lowest)
            continue;
        lowest = excess;
        *group = to[i];
        *moved = true;
    }
    return true;
}

/* The flips of least excess, as sets of one player. */
static int best_flips(const struct search *search, const double *save, uint64_t group, int count,
                      const uint64_t *flipped, struct cut *best) {
    double lowest[SWAPS];
    int found = 0;
    for (int i = 0; i < count; i++)
        found = cut_insert(best, lowest, found, SWAPS, (struct cut){flipped[i] ^ group, 0},
                           excess_of(search, save, flipped[i]));
    return found;
}

/* One player more, one less, or one for another of those that promise most. */
static bool step(struct search *search, const struct span *span, const double *save, uint64_t *group,
                 bool *moved, struct error *err) {
    uint64_t to[GAME_PLAYERS + SWAPS * SWAPS] = {0};
    int more = flips(search, span, *group, true, to), less = flips(search, span, *group, false, to + more);
    uint64_t from = *group;
    if (!move(search, save, more + less, to, group, moved, err))
        return false;
    if (*moved)
        return true;
    struct cut add[SWAPS], remove[SWAPS];
    int adds = best_flips(search, save, from, more, to, add);
    int removes = best_flips(search, save, from, less, to + more, remove), count = 0;
    for (int i = 0; i < adds; i++)
        for (int j = 0; j < removes; j++)
            if (counts(search, span, from ^ add[i].group ^ remove[j].group))
                to[count++] = from ^ add[i].group ^ remove[j].group;
    return move(search, save, count, to, group, moved, err);
}

/* Downhill to a group that no step makes lower; or just to one below the level. */
static bool descend(struct search *search, const struct span *span, const double *save, double level,
                    uint64_t group, struct error *err) {
    bool moved = true;
    while (moved && excess_of(search, save, group) >= level - GAME_SLACK)
        if (!step(search, span, save, &group, &moved, err))
            return false;
    return true;
}

/* Of a size at random too. */
static uint64_t random_group(struct search *search) {
    uint64_t group = 0, share = game_random(&search->random) >> 32;
    for (int i = 0; i < search->stake->players; i++)
        if (game_random(&search->random) >> 32 < share)
            group |= (uint64_t)1 << i;
    return group;
}

static bool explore(struct search *search, const struct span *span, const double *save, double level,
                    int starts, struct error *err) {
    struct cut best[BEST_STARTS];
    int known = list_lowest(search, span, save, INFINITY, BEST_STARTS, best);
    for (int i = 0; i < known + starts; i++) {
        uint64_t group = i < known ? best[i].group : random_group(search);
        if (!counts(search, span, group))
            continue;
        if (!memory_ask(&search->memory, 1, &group, err) || !descend(search, span, save, level, group, err))
            return false;
    }
    return true;
}

static bool find_by_search(void *context, const struct span *span, const double *save, double level, int room,
                           struct cut *cut, int *found, struct error *err) {
    struct search *search = context;
    *found = list_lowest(search, span, save, level, room, cut);
    if (*found > 0)
        return true;
    if (!explore(search, span, save, level, RANDOM_STARTS, err))
        return false;
    *found = list_lowest(search, span, save, level, room, cut);
    return true;
}

static int known_by_search(const void *context) {
    return ((const struct search *)context)->memory.count;
}

struct finder search_finder(struct search *search) {
    return (struct finder){search, find_by_search, known_by_search};
}

bool game_worst_searched(const struct game_oracle *oracle, const double *pays, uint64_t *group, double *gain,
                         struct error *err) {
    AUTO(search_release) struct search search;
    struct stake stake;
    if (!search_start(&search, oracle, &stake, err))
        return false;
    double save[GAME_PLAYERS];
    for (int i = 0; i < oracle->players; i++)
        save[i] = (stake.alone[i] - pays[i]) / stake.unit;
    if (!explore(&search, NULL, save, -INFINITY, WORST_STARTS, err))
        return false;
    struct cut worst = {0, 0};
    list_lowest(&search, NULL, save, INFINITY, 1, &worst);
    *group = worst.group;
    *gain = -memory_cost(&search.memory, worst.group);
    for (uint64_t rest = worst.group; rest != 0; rest &= rest - 1)
        *gain += pays[__builtin_ctzll(rest)];
    return true;
}

bool game_nucleolus_generated(const struct game_oracle *oracle, double *pays, struct error *err) {
    AUTO(search_release) struct search search;
    struct stake stake;
    if (!search_start(&search, oracle, &stake, err))
        return false;
    struct finder finder = search_finder(&search);
    double save[GAME_PLAYERS];
    if (!sharing_nucleolus(&finder, &stake, save, err))
        return false;
    stake_pays(&stake, save, memory_cost(&search.memory, game_everyone(oracle->players)), pays);
    return true;
}

bool game_equal_profit_generated(const struct game_oracle *oracle, double *pays, struct error *err) {
    AUTO(search_release) struct search search;
    struct stake stake;
    if (!search_start(&search, oracle, &stake, err))
        return false;
    struct finder finder = search_finder(&search);
    double save[GAME_PLAYERS], difference;
    if (!sharing_equal_profit(&finder, &stake, save, &difference, err))
        return false;
    stake_pays(&stake, save, memory_cost(&search.memory, game_everyone(oracle->players)), pays);
    return true;
}
