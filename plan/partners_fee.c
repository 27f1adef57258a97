// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The fee at which a permission stops paying. Where others pay f for each unit B (tonne-km, or tonne) of theirs over what a player
 * owns, the best plan costs
 *
 *     z(f) = min over plans of A + f B
 *
 * which is concave and piecewise linear in f: one line for each plan. The plan that does without is a level line at A'. From outside:
 * f = where the line of a plan that uses it meets A'; if some other plan is better there, its line meets A' further out, else
 * that is the largest fee at which it is used. The first turn likewise, from the line of the plan without a fee and the line that
 * was found last inwards (Eisner and Severance 1976, doi:10.1145/321978.321982). Each step is a plan on another of its lines, so they end.
 */
#include "plan/partners_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_MOST = 100 };

/* A plan's line. */
struct line {
    wide cost_e4; /* A */
    wide used;    /* B: kg x mm, or kg */
};

/* Between two lines that meet at `fee`. */
struct search {
    int player;
    bool inward;           /* for the first turn */
    struct line low, high; /* of a smaller and a larger fee: high uses less */
    struct line outer;     /* inward: what `high` starts again as; outward: where `low` began */
    double fee;
    bool ended;
};

static double in_units(const struct partnering *partnering, int player, wide used) {
    return wide_double(used, MASS_PLACES + (partnering->by_km[player] ? KM_PLACES : 0));
}

/* Currency per unit at which the two cost the same; low.used > high.used. */
static double meeting(const struct partnering *partnering, const struct search *search) {
    return wide_double(search->high.cost_e4 - search->low.cost_e4, MONEY_PLACES) /
           in_units(partnering, search->player, search->low.used - search->high.used);
}

/* What is left open by the proofs of two plans, as currency. */
static double open_amount(const struct partnering *partnering) {
    return 2.5 * fmax(partnering->partners->gap, 1e-10) *
           fabs(wide_double(partnering->partners->all[WORTH_TOTAL], MONEY_PLACES));
}

/* Whether the plan found at the meeting is better there than both lines. */
static bool is_better(const struct partnering *partnering, const struct search *search,
                      const struct line *found) {
    double there = wide_double(found->cost_e4 - search->low.cost_e4, MONEY_PLACES) +
                   search->fee * in_units(partnering, search->player, found->used - search->low.used);
    return there < -open_amount(partnering) && found->used < search->low.used &&
           found->used > search->high.used;
}

/* Of plans that cost the same without a fee the one that uses least counts: from there on again. */
static bool starts_again(const struct partnering *partnering, struct search *search) {
    wide more = search->high.cost_e4 - search->low.cost_e4;
    if (!search->inward || search->high.used == 0 ||
        wide_double(more, MONEY_PLACES) > open_amount(partnering) || search->high.used <= search->outer.used)
        return false;
    search->low.used = search->high.used;
    search->high = search->outer;
    return true;
}

static void step(const struct partnering *partnering, struct search *search, const struct line *found) {
    if (!is_better(partnering, search, found)) {
        search->ended = !starts_again(partnering, search);
    } else if (search->inward) {
        search->high = *found;
    } else {
        search->low = *found;
    }
    if (!search->ended)
        search->fee = meeting(partnering, search);
}

/* One plan for each search that has not ended, at its fee. */
static bool step_all(struct partnering *partnering, struct search *search, int count, struct error *err) {
    AUTO_FREE struct trial *trial = xcalloc((size_t)count + 1, sizeof *trial);
    AUTO_FREE struct search **asking = xcalloc((size_t)count + 1, sizeof(struct search *));
    int open = 0;
    for (int s = 0; s < count; s++)
        if (!search[s].ended) {
            asking[open] = &search[s];
            trial[open++] = (struct trial){.piece = -1, .payee = search[s].player, .fee = search[s].fee};
        }
    if (open > 0 && !trials_solve(partnering, trial, open, err))
        return false;
    for (int t = 0; t < open; t++)
        step(partnering, asking[t], &(struct line){trial[t].sum[WORTH_TOTAL], trial[t].paid_on});
    return true;
}

static bool run(struct partnering *partnering, struct search *search, int count, struct error *err) {
    for (int steps = 0; steps < STEPS_MOST; steps++) {
        bool open = false;
        for (int s = 0; s < count; s++)
            open = open || !search[s].ended;
        if (!open)
            return true;
        if (!step_all(partnering, search, count, err))
            return false;
    }
    return error_set(err, ERROR_SOLVER,
                     "the fee at which a permission stops paying was not found in %d steps", STEPS_MOST);
}

static int64_t rounded_down(double fee) {
    const double most = 9e18;
    return (int64_t)fmin(floor(fmax(fee, 0) * 10000), most);
}

/* The lines of the plan without a fee and of the one without what it would be paid on. Returns how many have two. */
static int begin(struct partnering *partnering, const struct trial *trial, int trials,
                 struct search *search) {
    int count = 0;
    for (int t = 0; t < trials; t += 2) {
        struct partner_fee *fee = &partnering->partners->partner[trial[t].payee].fee;
        fee->used = trial[t].paid_on;
        fee->known = fee->used > 0;
        if (!fee->known)
            continue;
        struct search *one = &search[count++];
        *one = (struct search){.player = trial[t].payee,
                               .low = {trial[t].sum[WORTH_TOTAL], trial[t].paid_on},
                               .high = {trial[t + 1].sum[WORTH_TOTAL], 0}};
        one->fee = meeting(partnering, one);
    }
    return count;
}

/* Two plans for each player who carries something. */
static int list_trials(const struct partnering *partnering, struct trial *trial) {
    int trials = 0;
    for (int p = 0; p < partnering->players; p++) {
        partnering->partners->partner[p].fee.by_km = partnering->by_km[p];
        if (partnering->partners->partner[p].carried_kg == 0)
            continue;
        trial[trials++] = (struct trial){.piece = -1, .payee = p};
        trial[trials++] = (struct trial){.piece = -1, .payee = p, .without = true};
    }
    return trials;
}

/* From where it began inwards, as far out as it came. */
static void turn_inward(const struct partnering *partnering, struct search *search) {
    struct line began = search->outer, found = search->low;
    search->inward = true;
    search->ended = false;
    search->outer = search->high;
    if (found.used < began.used)
        search->high = found;
    search->low = began;
    search->fee = meeting(partnering, search);
}

bool fees_study(struct partnering *partnering, struct error *err) {
    size_t players = (size_t)partnering->players;
    AUTO_FREE struct trial *trial = xcalloc(2 * players + 1, sizeof *trial);
    AUTO_FREE struct search *search = xcalloc(players + 1, sizeof *search);
    int trials = list_trials(partnering, trial);
    if (trials == 0 || !trials_solve(partnering, trial, trials, err))
        return trials == 0;
    int count = begin(partnering, trial, trials, search);
    for (int s = 0; s < count; s++)
        search[s].outer = search[s].low;
    if (!run(partnering, search, count, err))
        return false;
    for (int s = 0; s < count; s++) {
        partnering->partners->partner[search[s].player].fee.most_e4 = rounded_down(search[s].fee);
        turn_inward(partnering, &search[s]);
    }
    if (!run(partnering, search, count, err))
        return false;
    for (int s = 0; s < count; s++)
        partnering->partners->partner[search[s].player].fee.falls_e4 = rounded_down(search[s].fee);
    return true;
}
