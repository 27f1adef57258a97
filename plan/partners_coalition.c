// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Plans by who lets others in. A plan that goes without what is owned by the set `out`, and of the rest uses `used` alone, is the best
 * one too wherever more than `out` is missing, as long as nobody of `used` is. So the plan of any set is found by walking: from
 * nobody missing, take out of what the plan uses the first one that is missing, until it uses nothing of that; only plans on such walks
 * are made. Who is used by none of them adds nothing to any coalition.
 */
#include "plan/partners_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ORDERS = 6 };

struct consents {
    struct trial *trial; /* by when they were made */
    int count, room;
    int *slot, slots;     /* hash table of trial numbers + 1; slots a power of 2 */
    uint64_t active;      /* players whom some plan uses */
    int players, *player; /* of `active`, ascending */
};

void consents_free(struct consents *coalitions) {
    if (coalitions == NULL)
        return;
    free(coalitions->trial);
    free(coalitions->slot);
    free(coalitions->player);
    free(coalitions);
}

/* ---- what is known ---- */

static size_t slot_of(const struct consents *coalitions, uint64_t out) {
    size_t mask = (size_t)coalitions->slots - 1;
    size_t at = (size_t)((out * 0x9E3779B97F4A7C15u) >> 32) & mask;
    while (coalitions->slot[at] != 0 && coalitions->trial[coalitions->slot[at] - 1].out != out)
        at = (at + 1) & mask;
    return at;
}

/* The trial's number, or -1. */
static int find(const struct consents *coalitions, uint64_t out) {
    return coalitions->slots > 0 ? coalitions->slot[slot_of(coalitions, out)] - 1 : -1;
}

static void grow_slots(struct consents *coalitions) {
    if (2 * (coalitions->count + 1) <= coalitions->slots)
        return;
    free(coalitions->slot);
    coalitions->slots = coalitions->slots > 0 ? 2 * coalitions->slots : 64;
    coalitions->slot = xcalloc((size_t)coalitions->slots, sizeof *coalitions->slot);
    for (int t = 0; t < coalitions->count; t++)
        coalitions->slot[slot_of(coalitions, coalitions->trial[t].out)] = t + 1;
}

static void add(struct consents *coalitions, uint64_t out) {
    if (find(coalitions, out) >= 0)
        return;
    grow_slots(coalitions);
    GROW(coalitions->trial, coalitions->count, coalitions->room);
    coalitions->slot[slot_of(coalitions, out)] = coalitions->count + 1;
    coalitions->trial[coalitions->count++] = (struct trial){.out = out, .piece = -1, .payee = -1};
}

static uint64_t lowest(uint64_t set) {
    return set & (~set + 1);
}

/* Where the walk ends: the plan of the set, or the first that is still to be made (*wanted; then -1). */
static int walk(const struct consents *coalitions, uint64_t out, uint64_t *wanted) {
    uint64_t at = 0;
    for (;;) {
        int t = find(coalitions, at);
        if (t < 0 || !coalitions->trial[t].done) {
            *wanted = at;
            return -1;
        }
        uint64_t missed = coalitions->trial[t].used & out;
        if (missed == 0)
            return t;
        at |= lowest(missed);
    }
}

/* Makes those that were added; the new ones come behind the others. */
static bool make(struct partnering *partnering, int from, struct error *err) {
    struct consents *coalitions = partnering->coalitions;
    if (from == coalitions->count)
        return true;
    if (!trials_solve(partnering, &coalitions->trial[from], coalitions->count - from, err))
        return false;
    for (int t = from; t < coalitions->count; t++)
        coalitions->active |= coalitions->trial[t].used;
    return true;
}

/* Makes all plans on the walks to these sets. */
static bool resolve(struct partnering *partnering, const uint64_t *out, int count, struct error *err) {
    struct consents *coalitions = partnering->coalitions;
    for (;;) {
        int from = coalitions->count;
        uint64_t wanted;
        for (int i = 0; i < count; i++)
            if (walk(coalitions, out[i], &wanted) < 0)
                add(coalitions, wanted);
        if (from == coalitions->count)
            return true;
        if (!make(partnering, from, err))
            return false;
    }
}

static const struct trial *trial_of(const struct consents *coalitions, uint64_t out) {
    uint64_t wanted;
    return &coalitions->trial[walk(coalitions, out, &wanted)];
}

/* ---- all coalitions ---- */

static bool too_many(const struct partnering *partnering) {
    const struct consents *coalitions = partnering->coalitions;
    return partnering->players > PARTNERS_EXACT &&
           (coalitions->count > COALITIONS_MOST || __builtin_popcountll(coalitions->active) > GAME_EXACT);
}

/* The steps that a walk may take from each plan since `from`. */
static void add_steps(struct consents *coalitions, int from, int end) {
    for (int t = from; t < end; t++) {
        uint64_t used = coalitions->trial[t].used, wanted;
        for (; used != 0; used &= used - 1)
            if (walk(coalitions, coalitions->trial[t].out | lowest(used), &wanted) < 0)
                add(coalitions, wanted);
    }
}

/*
 * Makes every plan that some walk passes; *complete false: they are too many. A walk that passes the plan of `out` and then takes
 * out p is, up to there, the walk to `out` and p: so walking to each of those is walking everywhere.
 */
static bool make_all(struct partnering *partnering, bool *complete, struct error *err) {
    struct consents *coalitions = partnering->coalitions;
    add(coalitions, 0);
    *complete = true;
    for (int from = 0, end = coalitions->count; from < end; from = end, end = coalitions->count) {
        if (!make(partnering, from, err))
            return false;
        if (too_many(partnering)) {
            *complete = false;
            return true;
        }
        add_steps(coalitions, 0, end);
    }
    return true;
}

/* ---- last in, first in ---- */

static uint64_t everybody(const struct partnering *partnering) {
    return partnering->players < 64 ? ((uint64_t)1 << partnering->players) - 1 : ~(uint64_t)0;
}

static void set_worth(wide worth[WORTH_COUNT], const struct trial *without, const struct trial *with) {
    for (int w = 0; w < WORTH_COUNT; w++)
        worth[w] = without->sum[w] - with->sum[w];
}

static bool find_ends(struct partnering *partnering, struct error *err) {
    uint64_t all = everybody(partnering), out[2 * PARTNERS_MOST + 2] = {0, all};
    int players = partnering->players;
    for (int p = 0; p < players; p++) {
        out[2 + p] = (uint64_t)1 << p;
        out[2 + players + p] = all & ~((uint64_t)1 << p);
    }
    if (!resolve(partnering, out, 2 * players + 2, err))
        return false;
    const struct consents *coalitions = partnering->coalitions;
    const struct trial *full = trial_of(coalitions, 0), *none = trial_of(coalitions, all);
    memcpy(partnering->partners->all, full->sum, sizeof full->sum);
    memcpy(partnering->partners->nobody, none->sum, sizeof none->sum);
    set_worth(partnering->partners->worth, none, full);
    for (int p = 0; p < players; p++) {
        struct partner *partner = &partnering->partners->partner[p];
        set_worth(partner->last, trial_of(coalitions, out[2 + p]), full);
        set_worth(partner->first, none, trial_of(coalitions, out[2 + players + p]));
    }
    return true;
}

/* ---- Shapley ---- */

/* Whole numbers that add up to the total: the largest one takes what rounding leaves. */
static void round_shares(struct partnering *partnering, const int *player, int players, enum partner_worth w,
                         const double *pays) {
    struct partner *partner = partnering->partners->partner;
    wide left = partnering->partners->worth[w];
    int largest = 0;
    for (int i = 0; i < players; i++) {
        partner[player[i]].share[w] = (wide)(pays[i] + (pays[i] < 0 ? -0.5 : 0.5));
        left -= partner[player[i]].share[w];
        largest = fabs(pays[i]) > fabs(pays[largest]) ? i : largest;
    }
    if (players > 0)
        partner[player[largest]].share[w] += left;
}

static void list_active(struct consents *coalitions) {
    coalitions->player = xcalloc(PARTNERS_MOST, sizeof *coalitions->player);
    for (int p = 0; p < PARTNERS_MOST; p++)
        if (coalitions->active >> p & 1)
            coalitions->player[coalitions->players++] = p;
}

/* The set of players whose bits, by number among the active ones, are not in the group. */
static uint64_t missing_of(const struct consents *coalitions, uint64_t group) {
    uint64_t out = 0;
    for (int i = 0; i < coalitions->players; i++)
        if (!(group >> i & 1))
            out |= (uint64_t)1 << coalitions->player[i];
    return out;
}

static double saved(const struct consents *coalitions, const struct trial *trial, enum partner_worth w) {
    const struct trial *none = trial_of(coalitions, coalitions->active);
    return wide_double(none->sum[w] - trial->sum[w], 0);
}

static int strongest_first(const void *left, const void *right) {
    const struct partner_pair *a = left, *b = right;
    if (fabs(a->index) != fabs(b->index))
        return fabs(a->index) > fabs(b->index) ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->second > b->second) - (a->second < b->second);
}

/* Of pairs that are worth the same together as one by one there is nothing to say. */
static void list_pairs(struct partnering *partnering, const struct game *game) {
    const struct consents *coalitions = partnering->coalitions;
    struct partners *partners = partnering->partners;
    int n = game->players;
    AUTO_FREE double *index = xcalloc((size_t)n * (size_t)n, sizeof *index);
    game_interaction(game, index);
    partners->pair = xcalloc((size_t)n * (size_t)n, sizeof *partners->pair);
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            partners->pair[partners->pairs++] =
                (struct partner_pair){coalitions->player[i], coalitions->player[j],
                                      -index[(size_t)i * (size_t)n + (size_t)j] / 10000};
    qsort(partners->pair, (size_t)partners->pairs, sizeof *partners->pair, strongest_first);
}

static void count_all(struct partnering *partnering) {
    const struct consents *coalitions = partnering->coalitions;
    size_t groups = (size_t)1 << coalitions->players;
    AUTO_FREE double *cost = xcalloc(groups, sizeof *cost), *pays = xcalloc(PARTNERS_MOST, sizeof *pays);
    AUTO_FREE const struct trial **trial = xcalloc(groups, sizeof *trial);
    const struct game game = {coalitions->players, cost};
    if (coalitions->players == 0)
        return;
    for (size_t group = 0; group < groups; group++)
        trial[group] = trial_of(coalitions, missing_of(coalitions, group));
    for (int w = WORTH_COUNT - 1; w >= 0; w--) { /* pairs are of the objective, which comes last */
        for (size_t group = 0; group < groups; group++)
            cost[group] = -saved(coalitions, trial[group], w);
        game_shapley(&game, pays);
        for (int i = 0; i < coalitions->players; i++)
            pays[i] = -pays[i];
        round_shares(partnering, coalitions->player, coalitions->players, w, pays);
    }
    list_pairs(partnering, &game);
}

struct asking {
    struct partnering *partnering;
    enum partner_worth worth;
};

static bool costs_of(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    const struct asking *asking = context;
    struct partnering *partnering = asking->partnering;
    uint64_t all = everybody(partnering);
    AUTO_FREE uint64_t *out = xcalloc((size_t)count + 1, sizeof *out);
    for (int i = 0; i < count; i++)
        out[i] = all & ~group[i];
    if (!resolve(partnering, out, count, err))
        return false;
    const struct trial *none = trial_of(partnering->coalitions, all);
    for (int i = 0; i < count; i++)
        cost[i] = -wide_double(
            none->sum[asking->worth] - trial_of(partnering->coalitions, out[i])->sum[asking->worth], 0);
    return true;
}

/* The same orders each time: all but the first time nothing is left to plan. */
static bool sample(struct partnering *partnering, struct error *err) {
    double pays[PARTNERS_MOST], error[PARTNERS_MOST];
    int player[PARTNERS_MOST], orders = partnering->settings->samples;
    partnering->partners->orders = orders > 0 ? orders : ORDERS;
    for (int p = 0; p < partnering->players; p++)
        player[p] = p;
    for (int w = 0; w < WORTH_COUNT; w++) {
        struct asking asking = {partnering, w};
        const struct game_oracle oracle = {partnering->players, &asking, costs_of};
        if (!game_shapley_sampled(&oracle, partnering->partners->orders, pays, error, err))
            return false;
        for (int p = 0; p < partnering->players; p++) {
            pays[p] = -pays[p];
            partnering->partners->partner[p].error[w] = (wide)ceil(error[p]);
        }
        round_shares(partnering, player, partnering->players, w, pays);
    }
    return true;
}

bool consents_study(struct partnering *partnering, struct error *err) {
    bool complete;
    partnering->coalitions = xcalloc(1, sizeof *partnering->coalitions);
    if (!make_all(partnering, &complete, err) || !find_ends(partnering, err))
        return false;
    partnering->partners->exact = complete;
    if (complete) {
        list_active(partnering->coalitions);
        count_all(partnering);
    } else if (!sample(partnering, err)) {
        return false;
    }
    partnering->partners->coalitions = partnering->coalitions->count;
    return true;
}
