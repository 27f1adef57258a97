// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of solver/solver.h: games of cost. Players 0 .. n-1 share what they cost together; a group is a set of bits, cost[0] = 0.
 * Who pays less than the group would alone is a gain: excess(S, x) = cost(S) - sum_{i in S} x_i; an allocation is in the core
 * where no excess is below 0. For games of worth v (a saving to be shared), give cost = -v: shares come out negative.
 */
#ifndef SOLVER_GAME_H
#define SOLVER_GAME_H

#include "solver/solver.h"

#include <stdint.h>

enum { GAME_EXACT = 15, GAME_PLAYERS = 64 };

struct game {
    int players;        /**< 1 .. GAME_EXACT */
    const double *cost; /**< [1 << players] finite */
};

/* All write pays[players], which add up to cost of all. */

/** Shapley 1953: the mean over all orders of what each adds. O(players 2^players). */
void game_shapley(const struct game *game, double *pays);
/** The Shapley interaction index (Grabisch, Roubens 1999, doi:10.1007/s001820050125) of each pair, [players * players] and the
 * diagonal 0, of *cost*: > 0: together they cost more than apart. */
void game_interaction(const struct game *game, double *index);
/** What each adds as the last, and of the rest in proportion to what each then saves, cost({i}) - separable_i where that is > 0
 * (alternative cost avoided); by equal parts where nobody saves. */
void game_separable(const struct game *game, double *pays);
/** In proportion to weights >= 0; equal parts where all are 0. */
void game_proportional(int players, const double *weight, double total, double *pays);
/** The nucleolus (Schmeidler 1969, doi:10.1137/0117107) of the imputations, or, where no imputation is (more than 1e-9 of the largest
 * saving is missing), the prenucleolus: linear programs that fix tight groups, by rank, one after another. Excesses are right to
 * about 1e-9 of the largest saving. False with *err (ERROR_SOLVER). */
bool game_nucleolus(const struct game *game, double *pays, struct error *err);
/** The least e with an allocation of which every group's excess is >= -e (none and all are no groups here; 0 for one player); <= 0:
 * the core is not empty. pays: one such allocation; may be NULL. */
bool game_least_core(const struct game *game, double *pays, double *least, struct error *err);
/** Equal profit (Frisk, Göthe-Lundgren, Jörnsten, Rönnqvist 2010, doi:10.1016/j.ejor.2010.01.015): of the core, or the least core where
 * that is empty, the allocation of least difference between any two players' relative savings 1 - x_i / cost({i}). Of several, the
 * one whose lowest relative saving is highest, then the next lowest, and so on; players that cost nothing alone have no relative
 * saving, and come last with what they save. *difference may be NULL. */
bool game_equal_profit(const struct game *game, double *pays, double *difference, struct error *err);
/** The group (neither none nor all) that pays most above its cost alone: returns it, the one of fewest players among equals; *gain = -
 * its excess. One player: 0 and a gain of 0. O(2^players). */
uint64_t game_worst(const struct game *game, const double *pays, double *gain);

/* ---- past GAME_EXACT players ---- */

/** Costs of groups on demand; the caller remembers them from one game_*() to the next. */
struct game_oracle {
    int players; /**< 1 .. GAME_PLAYERS */
    void *context;
    /** cost[i] of group[i], i < count, in parallel as it likes. No group comes twice in one call of game_*(). False with *err. */
    bool (*costs)(void *context, int count, const uint64_t *group, double *cost, struct error *err);
};

/** Shapley over `orders` (at least 2) random orders and their reverses (antithetic), the same ones each time; error[i] half the width of
 * the 95 % interval, by Student's t over the pairs. Asks for up to 2 (players - 1) orders groups. */
bool game_shapley_sampled(const struct game_oracle *oracle, int orders, double *pays, double *error,
                          struct error *err);
/** As game_worst() by search: steepest ascent from many starts, over adding, dropping and swapping players. What it finds is a group; that
 * no other gains more is not proven. */
bool game_worst_searched(const struct game_oracle *oracle, const double *pays, uint64_t *group, double *gain,
                         struct error *err);
/** Nucleolus by constraint generation: groups enter as searches like that find them. */
bool game_nucleolus_generated(const struct game_oracle *oracle, double *pays, struct error *err);
/** Likewise the equal profit method. */
bool game_equal_profit_generated(const struct game_oracle *oracle, double *pays, struct error *err);

#endif
