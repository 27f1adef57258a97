// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Inside the games: what groups save instead of what they cost, saving(S) = sum_{i in S} cost({i}) - cost(S), which keeps the digits
 * where costs are large and savings small. A sharing gives player i save_i, so it pays cost({i}) - save_i, and
 * excess(S) = sum_{i in S} save_i - saving(S), the same as in game.h. Savings are in units, of which the largest is LARGEST.
 */
#ifndef SOLVER_GAME_PARTS_H
#define SOLVER_GAME_PARTS_H

#include "solver/game.h"
#include "solver/lp.h"

#define GAME_LARGEST 1000.0 /* units: GLPK's tolerance of 1e-7 is then 1e-10 of the largest saving */
#define GAME_SLACK 1e-6     /* units: an excess below a level by less is not below it */

struct stake {
    int players;
    double alone[GAME_PLAYERS]; /**< currency */
    double all;                 /**< saving of all, in units */
    double unit;                /**< currency; 0 where nobody saves or loses anything */
};

/** All players, as a group. */
uint64_t game_everyone(int players);

/** From savings of a unit of 1: what each pays; the last digits are spread so that they add up to `total`. */
void stake_pays(const struct stake *stake, const double *save, double total, double *pays);

/* ---- game_span.c: groups whose shares are known, and so those of all their linear combinations ---- */

/** By elimination over the integers modulo 2^61 - 1. A group is in the span where its `normal` adds up to 0, wrongly with 2^-61 odds. */
struct span {
    int players, rank;
    uint64_t row[GAME_PLAYERS][GAME_PLAYERS]; /**< reduced: pivot[r] of row r is 1 and of all others 0 */
    int pivot[GAME_PLAYERS];
    uint64_t normal[GAME_PLAYERS]; /**< at random among what is orthogonal to all rows */
};

/** Knows the empty group and that of all players. */
void span_start(struct span *span, int players);
bool span_has(const struct span *span, uint64_t group);
/** False where it had it already. O(players^2). */
bool span_add(struct span *span, uint64_t group);
/** a + b modulo 2^61 - 1. */
uint64_t span_plus(uint64_t a, uint64_t b);

/* ---- finding groups ---- */

struct cut {
    uint64_t group;
    double saving; /**< units */
};

enum { CUTS_FOUND = 64 };

struct finder {
    void *context;
    /**
     * Up to `room` groups, at most CUTS_FOUND, outside the span, neither none nor all, of excess < level - GAME_SLACK under `save`,
     * lowest first; level = INFINITY: the lowest, wherever they are. span NULL: any group but none and all.
     */
    bool (*find)(void *context, const struct span *span, const double *save, double level, int room,
                 struct cut *cut, int *found, struct error *err);
    /** How many groups it has looked at so far. */
    int (*known)(const void *context);
};

/** `cut` holds `count` groups in order of excess, `room` at most; takes in one more. O(room). The new count. */
int cut_insert(struct cut *cut, double *excess, int count, int room, struct cut fresh, double fresh_excess);

struct scan;
/** Looks at all groups of a game. NULL is never returned. */
struct scan *scan_new(const struct game *game, struct stake *stake);
void scan_release(struct scan **scan);
struct finder scan_finder(struct scan *scan);

/* ---- game_memory.c: what groups cost by an oracle, each asked for once ---- */

struct memory {
    const struct game_oracle *oracle;
    int count, room;
    uint64_t *group; /**< [count] in the order they were asked for; group[0] is that of nobody */
    double *cost;
    int *slot; /**< by hash: 1 + index, or 0 */
    int slots;
};

void memory_start(struct memory *memory, const struct game_oracle *oracle);
void memory_release(struct memory *memory);
/** Asks for those not known, in one go. */
bool memory_ask(struct memory *memory, int count, const uint64_t *group, struct error *err);
/** Of a group asked for before. */
double memory_cost(const struct memory *memory, uint64_t group);

/** splitmix64, doi:10.1145/2660193.2660195. */
uint64_t game_random(uint64_t *state);

/* ---- game_search.c: groups by local search ---- */

struct search {
    struct memory memory;
    struct stake *stake;
    uint64_t random;
};

/** Asks what each player costs alone, and all, and all but one; fills the stake. */
bool search_start(struct search *search, const struct game_oracle *oracle, struct stake *stake,
                  struct error *err);
void search_release(struct search *search);
struct finder search_finder(struct search *search);

/* ---- game_master.c: linear programs over sharings, whose rows are groups ---- */

struct master_game {
    struct lp *lp;
    int players;
    bool free; /**< shares have no ends; else they lie in low .. high */
    double low[GAME_PLAYERS], high[GAME_PLAYERS];
    bool moving; /**< a group's excess is to be >= level + lead; else >= level */
    double level;
    bool lost;       /**< the last program was not solved: most likely no sharing satisfies it */
    int first;       /**< the row of cut 0; the others follow */
    struct cut *cut; /**< [cuts] groups met so far; they stay from program to program */
    int cuts, cut_room;
};

/** The columns: shares above `low`, one that lowers all of them, the lead above 0 and below, and what the caller adds after them. */
enum { MASTER_LOWER, MASTER_LEAD, MASTER_DEBT, MASTER_OWN };

/** Column of a kind above. */
int master_column(const struct master_game *master, int kind);
void master_end(struct master_game *master);
/** Drops the program and begins another: maximise `cheer` times the lead. */
bool master_begin(struct master_game *master, double cheer, struct error *err);
/** sum_{i in group} save_i = value, as two rows. Before master_rows(), like master_share(). */
bool master_equal(struct master_game *master, uint64_t group, double value, struct error *err);
/** factor * save_i + the entries, of other columns, <= 0. */
bool master_share(struct master_game *master, int player, double factor, int entries,
                  const struct lp_entry *entry, struct error *err);
/** Rows for the cuts listed so far. */
bool master_rows(struct master_game *master, struct error *err);
/** Solves, adding groups that `finder` finds below the level, until there are none. Fills save. */
bool game_master_solve(struct master_game *master, const struct finder *finder, const struct span *span,
                       double *save, struct error *err);
double master_lead(const struct master_game *master);
/** Lists cuts that are new. How many were. */
int master_list(struct master_game *master, int count, const struct cut *cut);

/* ---- the methods, over any finder; save in units ---- */

bool sharing_nucleolus(const struct finder *finder, const struct stake *stake, double *save,
                       struct error *err);
/** *level: the highest lowest excess; save may be NULL. */
bool sharing_least_core(const struct finder *finder, const struct stake *stake, double *save, double *level,
                        struct error *err);
/** *difference: of save_i / cost({i}). */
bool sharing_equal_profit(const struct finder *finder, const struct stake *stake, double *save,
                          double *difference, struct error *err);

#endif
