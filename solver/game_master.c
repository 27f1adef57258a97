// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/lp.h"

#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum { ENTRIES = GAME_PLAYERS + 8, ROUNDS = 20000 };

int master_column(const struct master_game *master, int kind) {
    return master->players + kind;
}

void master_end(struct master_game *master) {
    lp_free(master->lp);
    free(master->cut);
}

bool master_begin(struct master_game *master, double cheer, struct error *err) {
    lp_free(master->lp);
    master->lp = lp_new(err);
    if (master->lp == NULL)
        return false;
    for (int i = 0; i < master->players; i++)
        if (!lp_add_column(master->lp, 0, master->free ? INFINITY : master->high[i] - master->low[i],
                           LP_AT_ZERO, 0, NULL, err))
            return false;
    return lp_add_column(master->lp, 0, master->free ? INFINITY : 0, LP_AT_ZERO, 0, NULL, err) &&
           lp_add_column(master->lp, -cheer, INFINITY, LP_AT_ZERO, 0, NULL, err) &&
           lp_add_column(master->lp, cheer, INFINITY, LP_AT_ZERO, 0, NULL, err);
}

static double low_of(const struct master_game *master, int player) {
    return master->free ? 0 : master->low[player];
}

/* Entries of sign * sum_{i in group} save_i; *fixed is what of it does not move. */
static int sum_of(const struct master_game *master, uint64_t group, double sign, struct lp_entry *entry,
                  double *fixed) {
    int count = 0;
    *fixed = 0;
    for (int i = 0; i < master->players; i++)
        if (group >> i & 1) {
            entry[count++] = (struct lp_entry){i, sign};
            *fixed += sign * low_of(master, i);
        }
    if (master->free) {
        entry[count] = (struct lp_entry){master_column(master, MASTER_LOWER), -sign * count};
        count++;
    }
    return count;
}

bool master_equal(struct master_game *master, uint64_t group, double value, struct error *err) {
    struct lp_entry entry[ENTRIES];
    for (int sign = -1; sign <= 1; sign += 2) {
        double fixed;
        int count = sum_of(master, group, sign, entry, &fixed);
        if (!lp_add_row(master->lp, sign * value - fixed, count, entry, err))
            return false;
    }
    return true;
}

bool master_share(struct master_game *master, int player, double factor, int entries,
                  const struct lp_entry *more, struct error *err) {
    struct lp_entry entry[ENTRIES];
    double fixed;
    int count = sum_of(master, (uint64_t)1 << player, factor, entry, &fixed);
    for (int i = 0; i < entries; i++)
        entry[count++] = more[i];
    return lp_add_row(master->lp, -fixed, count, entry, err);
}

static bool add_cut_row(struct master_game *master, const struct cut *cut, struct error *err) {
    struct lp_entry entry[ENTRIES];
    double fixed;
    int count = sum_of(master, cut->group, -1, entry, &fixed);
    if (master->moving) {
        entry[count++] = (struct lp_entry){master_column(master, MASTER_LEAD), 1};
        entry[count++] = (struct lp_entry){master_column(master, MASTER_DEBT), -1};
    }
    return lp_add_row(master->lp, -cut->saving - master->level - fixed, count, entry, err);
}

bool master_rows(struct master_game *master, struct error *err) {
    master->first = lp_rows(master->lp);
    for (int i = 0; i < master->cuts; i++)
        if (!add_cut_row(master, &master->cut[i], err))
            return false;
    return true;
}

int master_list(struct master_game *master, int count, const struct cut *cut) {
    int before = master->cuts;
    for (int i = 0; i < count; i++) {
        bool listed = false;
        for (int k = 0; k < before && !listed; k++)
            listed = master->cut[k].group == cut[i].group;
        if (listed)
            continue;
        GROW(master->cut, master->cuts, master->cut_room);
        master->cut[master->cuts++] = cut[i];
    }
    return master->cuts - before;
}

double master_lead(const struct master_game *master) {
    return lp_value(master->lp, master_column(master, MASTER_LEAD)) -
           lp_value(master->lp, master_column(master, MASTER_DEBT));
}

static void read_shares(const struct master_game *master, double *save) {
    double lower = master->free ? lp_value(master->lp, master_column(master, MASTER_LOWER)) : 0;
    for (int i = 0; i < master->players; i++)
        save[i] = low_of(master, i) + lp_value(master->lp, i) - lower;
}

bool game_master_solve(struct master_game *master, const struct finder *finder, const struct span *span,
                       double *save, struct error *err) {
    for (int round = 0; round < ROUNDS; round++) {
        master->lost = lp_solve(master->lp, round > 0, INFINITY, NULL, err) != LP_OPTIMAL;
        if (master->lost)
            return false;
        read_shares(master, save);
        struct cut cut[CUTS_FOUND];
        int found, listed = master->cuts;
        double level = master->level + (master->moving ? master_lead(master) : 0);
        if (!finder->find(finder->context, span, save, level, 2 + master->players / 2, cut, &found, err))
            return false;
        if (master_list(master, found, cut) == 0)
            return true; /* what is found and listed is below by the simplex method's tolerance alone */
        for (int i = listed; i < master->cuts; i++)
            if (!add_cut_row(master, &master->cut[i], err))
                return false;
    }
    return error_set(err, ERROR_SOLVER, "a game of %d players: no sharing after %d linear programs",
                     master->players, ROUNDS);
}
