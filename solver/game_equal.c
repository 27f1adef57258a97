// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The equal profit method. What player i saves of its own cost is save_i / cost({i}); here it is counted in rates, save_i * mean / cost({i})
 * with the mean of all |cost({i})|, so that rates are of the order of savings. Whoever costs nothing alone has no rate.
 *
 *     1. the level: 0, or where the core is empty the lowest excess of the least core
 *     2. the least width: all rates in rate .. rate + width, no group's excess below the level
 *     3. of that width, the highest `rate`, which is the lowest rate of all
 *     4. of those, the next lowest rate as high as it goes, and so on; at last the savings of those without a rate, likewise
 */
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>

#define PRICED 1e-6
#define RELAX 1e-7 /* units: by what an optimum is let down before the next, so that rounding leaves a way */

struct equal {
    const struct finder *finder;
    const struct stake *stake;
    struct master_game master;
    /* factor * save_i = weight * rate; the larger of |factor| and weight is 1. A weight of 0: no rate. */
    double factor[GAME_PLAYERS], weight[GAME_PLAYERS];
    double mean; /* currency */
    bool rated;  /* somebody has a rate */
};

static void release_equal(struct equal *equal) {
    master_end(&equal->master);
}

static void set_rates(struct equal *equal) {
    int players = equal->stake->players;
    const double *alone = equal->stake->alone;
    for (int i = 0; i < players; i++)
        equal->mean += fabs(alone[i]) / players;
    for (int i = 0; i < players; i++) {
        double share = fabs(alone[i]) / fmax(fabs(alone[i]), equal->mean);
        bool rated = fabs(alone[i]) > 1e-9 * equal->mean;
        equal->weight[i] = rated ? share : 0;
        equal->factor[i] = rated ? copysign(share * equal->mean / fabs(alone[i]), alone[i]) : 1;
        equal->rated = equal->rated || rated;
    }
}

static bool set_level(struct equal *equal, struct error *err) {
    struct master_game *master = &equal->master;
    release_equal(equal);
    double save[GAME_PLAYERS], level;
    if (!sharing_least_core(equal->finder, equal->stake, save, &level, err))
        return false;
    *master = (struct master_game){.players = equal->stake->players};
    master->level = level > 2 * GAME_SLACK ? 0 : fmin(0, level) - GAME_SLACK;
    for (int i = 0; i < master->players; i++) {
        master->low[i] = master->level;
        master->high[i] = INFINITY;
    }
    return true;
}

/* factor * save_i against weight times the lead, from above (sign 1) or below (-1), with `width` more of a column where it is one. */
static bool bind_rate(struct equal *equal, int player, double sign, bool width, struct error *err) {
    const struct master_game *master = &equal->master;
    double weight = -sign * equal->weight[player];
    weight = weight == 0 ? -sign : weight;
    struct lp_entry entry[] = {{master_column(master, MASTER_LEAD), weight},
                               {master_column(master, MASTER_DEBT), -weight},
                               {master_column(master, MASTER_OWN), weight}};
    return master_share(&equal->master, player, sign * equal->factor[player], width ? 3 : 2, entry, err);
}

static bool finish_program(struct equal *equal, double *save, struct error *err) {
    return master_rows(&equal->master, err) &&
           game_master_solve(&equal->master, equal->finder, NULL, save, err);
}

/* All rates in lead .. lead + width, width <= `most`. */
static bool solve_range(struct equal *equal, bool narrow, double most, double *save, struct error *err) {
    struct master_game *master = &equal->master;
    if (!master_begin(master, narrow ? 0 : 1, err) ||
        !lp_add_column(master->lp, narrow ? 1 : 0, most, LP_AT_ZERO, 0, NULL, err) ||
        !master_equal(master, game_everyone(master->players), equal->stake->all, err))
        return false;
    for (int i = 0; i < master->players; i++)
        if (equal->weight[i] > 0 &&
            (!bind_rate(equal, i, -1, false, err) || !bind_rate(equal, i, 1, true, err)))
            return false;
    return finish_program(equal, save, err);
}

static void set_ends(struct equal *equal, double rate, double width) {
    struct master_game *master = &equal->master;
    for (int i = 0; i < master->players; i++) {
        if (!(equal->weight[i] > 0))
            continue;
        double one = equal->weight[i] / equal->factor[i] * (rate - RELAX);
        double other = equal->weight[i] / equal->factor[i] * (rate + width + RELAX);
        master->low[i] = fmax(fmin(one, other), master->low[i]);
        master->high[i] = fmax(fmax(one, other), master->low[i]);
    }
}

/* The lowest rate (or saving, of those without one) of `open` players as high as it goes; those who can't have more leave. */
static bool raise_lowest(struct equal *equal, uint64_t *open, double *save, struct error *err) {
    struct master_game *master = &equal->master;
    int row[GAME_PLAYERS];
    master->level -= RELAX;
    if (!master_begin(master, 1, err) ||
        !master_equal(master, game_everyone(master->players), equal->stake->all, err))
        return false;
    for (uint64_t rest = *open; rest != 0; rest &= rest - 1) {
        int i = __builtin_ctzll(rest);
        row[i] = lp_rows(master->lp);
        if (!bind_rate(equal, i, -1, false, err))
            return false;
    }
    if (!finish_program(equal, save, err))
        return false;
    uint64_t before = *open;
    for (uint64_t rest = before; rest != 0; rest &= rest - 1) {
        int i = __builtin_ctzll(rest);
        double weight = equal->weight[i] > 0 ? equal->weight[i] : 1;
        if (lp_price(master->lp, row[i]) * weight <= PRICED)
            continue;
        master->low[i] = master->high[i] = save[i];
        *open &= ~((uint64_t)1 << i);
    }
    return *open != before ||
           error_set(err, ERROR_SOLVER, "a game of %d players: nobody's saving ends", master->players);
}

static bool settle(struct equal *equal, bool rated, double *save, struct error *err) {
    uint64_t open = 0;
    for (int i = 0; i < equal->master.players; i++)
        if ((equal->weight[i] > 0) == rated)
            open |= (uint64_t)1 << i;
    while (open != 0)
        if (!raise_lowest(equal, &open, save, err))
            return false;
    return true;
}

/* Steps 2 to 4. */
static bool share_equally(struct equal *equal, double *save, double *difference, struct error *err) {
    double width = 0;
    if (equal->rated) {
        if (!solve_range(equal, true, INFINITY, save, err))
            return false;
        width = lp_value(equal->master.lp, master_column(&equal->master, MASTER_OWN));
        if (!solve_range(equal, false, width + RELAX, save, err))
            return false;
        set_ends(equal, master_lead(&equal->master), width);
    }
    *difference = equal->rated ? width / equal->mean : 0;
    return settle(equal, true, save, err) && settle(equal, false, save, err);
}

/* A search may find groups too late: after the level is set, or a player has its part. Then all is done anew with those known. */
bool sharing_equal_profit(const struct finder *finder, const struct stake *stake, double *save,
                          double *difference, struct error *err) {
    AUTO(release_equal) struct equal equal = {.finder = finder, .stake = stake};
    set_rates(&equal);
    for (;;) {
        int known = finder->known(finder->context);
        if (!set_level(&equal, err))
            return false;
        if (share_equally(&equal, save, difference, err))
            return true;
        if (!equal.master.lost || finder->known(finder->context) == known)
            return false;
    }
}
