// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The nucleolus by stages (Kopelowitz 1967; Maschler, Peleg, Shapley 1979, doi:10.1287/moor.4.4.303). Each raises the lowest excess of the
 * groups outside the span as far as it goes. Groups whose row has a price are tight in every optimal sharing; they enter the span
 * with what they have, so there are fewer stages than players.
 */
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>

enum { RESTARTS = 1000 };
#define PRICED 1e-6 /* prices of the groups' rows add up to 1 */

struct known {
    uint64_t group;
    double value; /* what its players save */
};

struct stages {
    const struct finder *finder;
    const struct stake *stake;
    struct span span;
    struct known known[GAME_PLAYERS];
    double lead; /* of the last stage */
    int restarts;
    struct master_game master;
};

static void release_stages(struct stages *stages) {
    master_end(&stages->master);
}

static void learn(struct stages *stages, uint64_t group, double value) {
    int rank = stages->span.rank;
    if (span_add(&stages->span, group))
        stages->known[rank] = (struct known){group, value};
}

static double sum_over(uint64_t group, const double *save) {
    double sum = 0;
    for (; group != 0; group &= group - 1)
        sum += save[__builtin_ctzll(group)];
    return sum;
}

static void drop_known(struct stages *stages) {
    struct master_game *master = &stages->master;
    int kept = 0;
    for (int i = 0; i < master->cuts; i++)
        if (!span_has(&stages->span, master->cut[i].group))
            master->cut[kept++] = master->cut[i];
    master->cuts = kept;
}

/* After a solve: what is tight in every optimum. */
static void learn_tight(struct stages *stages, const double *save) {
    struct master_game *master = &stages->master;
    for (int i = 0; i < master->cuts; i++)
        if (lp_price(master->lp, master->first + i) > PRICED)
            learn(stages, master->cut[i].group, sum_over(master->cut[i].group, save));
    for (int i = 0; i < master->players && !master->free; i++)
        if (lp_place(master->lp, i) != LP_BASIC && lp_reduced_cost(master->lp, i) > PRICED)
            learn(stages, (uint64_t)1 << i, 0);
}

/* The lead is bounded by those alone: what they have together is known. */
static void list_each(struct stages *stages) {
    for (int i = 0; i < stages->stake->players; i++) {
        struct cut alone = {(uint64_t)1 << i, 0};
        if (!span_has(&stages->span, alone.group))
            master_list(&stages->master, 1, &alone);
    }
}

static bool solve_stage(struct stages *stages, double *save, struct error *err) {
    struct master_game *master = &stages->master;
    const struct finder *finder = stages->finder;
    struct cut lowest[CUTS_FOUND];
    int found;
    if (!finder->find(finder->context, &stages->span, save, INFINITY, master->players, lowest, &found, err))
        return false;
    master_list(master, found, lowest);
    list_each(stages);
    if (!master_begin(master, 1, err))
        return false;
    for (int r = 0; r < stages->span.rank; r++)
        if (!master_equal(master, stages->known[r].group, stages->known[r].value, err))
            return false;
    return master_rows(master, err) && game_master_solve(master, finder, &stages->span, save, err);
}

static void restart(struct stages *stages, double *save) {
    int players = stages->stake->players;
    double all = stages->known[0].value;
    span_start(&stages->span, players);
    stages->lead = -INFINITY;
    for (int i = 0; i < players; i++)
        save[i] = all / players;
}

/* A search may find a group of an excess below that of earlier stages, which then have to be gone through anew. */
static bool one_stage(struct stages *stages, double *save, struct error *err) {
    int rank = stages->span.rank;
    if (!solve_stage(stages, save, err))
        return false;
    if (master_lead(&stages->master) < stages->lead - 10 * GAME_SLACK) {
        restart(stages, save);
        return stages->restarts++ < RESTARTS ||
               error_set(err, ERROR_SOLVER,
                         "a game of %d players: groups that change it are found without end",
                         stages->stake->players);
    }
    stages->lead = master_lead(&stages->master);
    learn_tight(stages, save);
    drop_known(stages);
    if (stages->span.rank > rank)
        return true;
    return error_set(err, ERROR_SOLVER, "a game of %d players: no group is tight at stage %d",
                     stages->stake->players, rank);
}

static void start(struct stages *stages, bool free, double all, double *save) {
    int players = stages->stake->players;
    stages->master = (struct master_game){.players = players, .free = free, .moving = true};
    for (int i = 0; i < players; i++)
        stages->master.high[i] = INFINITY;
    stages->known[0] = (struct known){game_everyone(players), all};
    restart(stages, save);
}

bool sharing_nucleolus(const struct finder *finder, const struct stake *stake, double *save,
                       struct error *err) {
    AUTO(release_stages) struct stages stages = {.finder = finder, .stake = stake};
    bool imputations = stake->all >= -1e-9 * GAME_LARGEST;
    start(&stages, !imputations, imputations ? fmax(0, stake->all) : stake->all, save);
    while (stages.span.rank < stake->players)
        if (!one_stage(&stages, save, err))
            return false;
    return true;
}

bool sharing_least_core(const struct finder *finder, const struct stake *stake, double *save, double *level,
                        struct error *err) {
    AUTO(release_stages) struct stages stages = {.finder = finder, .stake = stake};
    start(&stages, true, stake->all, save);
    *level = 0;
    if (stake->players == 1)
        return true;
    if (!solve_stage(&stages, save, err))
        return false;
    *level = master_lead(&stages.master);
    return true;
}
