// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The nucleolus by stages (Kopelowitz 1967; Maschler, Peleg, Shapley 1979, doi:10.1287/moor.4.4.303). Each raises the lowest excess of the
 * groups outside the span as far as it goes. Groups whose row has a price are tight in every optimal sharing; they enter the span
 * with what they have, so there are fewer stages than players.
 */
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

#define PRICED 1e-6 /* prices of the groups' rows add up to 1 */

struct known {
    uint64_t group;
    double value; /* what its players save */
};

struct stages {
    const struct finder *finder;
    const struct stake *stake;
    struct span span;
    bool individual; /* nobody saves less than nothing */
    struct known known[GAME_PLAYERS];
    struct cut *cut; /* listed from stage to stage */
    int cuts, cut_room;
};

static const double NOTHING[GAME_PLAYERS];

static void release_stages(struct stages *stages) {
    free(stages->cut);
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
    int kept = 0;
    for (int i = 0; i < stages->cuts; i++)
        if (!span_has(&stages->span, stages->cut[i].group))
            stages->cut[kept++] = stages->cut[i];
    stages->cuts = kept;
}

/* After a solve: what is tight in every optimum. */
static void learn_tight(struct stages *stages, const struct master_game *master, const double *save) {
    for (int i = 0; i < master->cuts; i++)
        if (lp_price(master->lp, master->first + i) > PRICED)
            learn(stages, master->cut[i].group, sum_over(master->cut[i].group, save));
    for (int i = 0; i < master->players && !master->free; i++)
        if (lp_place(master->lp, i) != LP_BASIC && lp_reduced_cost(master->lp, i) > PRICED)
            learn(stages, (uint64_t)1 << i, 0);
}

static bool solve_stage(struct stages *stages, struct master_game *master, double *save, struct error *err) {
    struct cut lowest[CUTS_FOUND];
    int found;
    if (!stages->finder->find(stages->finder->context, &stages->span, save, INFINITY, master->players, lowest,
                              &found, err))
        return false;
    master_list(master, found, lowest);
    if (!master_begin(master, 1, err))
        return false;
    for (int r = 0; r < stages->span.rank; r++)
        if (!master_equal(master, stages->known[r].group, stages->known[r].value, err))
            return false;
    return master_rows(master, err) && master_solve(master, stages->finder, &stages->span, save, err);
}

static bool one_stage(struct stages *stages, double *save, struct error *err) {
    int rank = stages->span.rank;
    struct master_game master = {.players = stages->stake->players,
                                 .free = !stages->individual,
                                 .low = NOTHING,
                                 .moving = true,
                                 .cut = stages->cut,
                                 .cuts = stages->cuts,
                                 .cut_room = stages->cut_room};
    bool solved = solve_stage(stages, &master, save, err);
    stages->cut = master.cut;
    stages->cuts = master.cuts;
    stages->cut_room = master.cut_room;
    if (solved)
        learn_tight(stages, &master, save);
    lp_free(master.lp);
    drop_known(stages);
    if (solved && stages->span.rank == rank)
        return error_set(err, ERROR_SOLVER, "a game of %d players: no group is tight at stage %d",
                         stages->stake->players, rank);
    return solved;
}

static void start(struct stages *stages, double *save) {
    int players = stages->stake->players;
    double all = stages->stake->all;
    stages->individual = all >= -1e-9 * GAME_LARGEST;
    if (stages->individual && all < 0)
        all = 0;
    span_start(&stages->span, players);
    stages->known[0] = (struct known){game_everyone(players), all};
    for (int i = 0; i < players; i++)
        save[i] = all / players;
}

bool sharing_nucleolus(const struct finder *finder, const struct stake *stake, double *save,
                       struct error *err) {
    AUTO(release_stages) struct stages stages = {.finder = finder, .stake = stake};
    start(&stages, save);
    while (stages.span.rank < stake->players)
        if (!one_stage(&stages, save, err))
            return false;
    return true;
}

bool sharing_least_core(const struct finder *finder, const struct stake *stake, double *save, double *level,
                        struct error *err) {
    AUTO(release_stages) struct stages stages = {.finder = finder, .stake = stake};
    start(&stages, save);
    *level = 0;
    if (stake->players == 1)
        return true;
    struct master_game master = {.players = stake->players, .free = true, .moving = true};
    bool solved = solve_stage(&stages, &master, save, err);
    if (solved)
        *level = master_lead(&master);
    lp_free(master.lp);
    free(master.cut);
    return solved;
}
