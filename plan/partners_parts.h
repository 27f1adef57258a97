// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: what partners are worth, step by step.
 *
 *   partners.c            who they are, the whole answer
 *   partners_trial.c      a plan where some permissions are missing, a piece is closed, or a fee is paid
 *   partners_coalition.c  plans by who lets others in, each made once; Shapley over them
 *   partners_piece.c      which links and terminals, for which commodities
 *   partners_fee.c        the fee at which a permission stops paying
 */
#ifndef PLAN_PARTNERS_PARTS_H
#define PLAN_PARTNERS_PARTS_H

#include "plan/plan.h"
#include "solver/solver.h"

/** What those who are not at home send over what is a player's, in one plan. */
struct solution_use {
    int64_t *piece_kg;     /**< [links + terminals] */
    int64_t *player_kg;    /**< [players] */
    int64_t *commodity_kg; /**< [players * (commodities + 1)] */
};

/** A plan, and under which terms. */
struct trial {
    uint64_t out;             /**< players, a bit each, who let nobody in who is not at home */
    int piece;                /**< closed to those; -1 = none */
    int payee;                /**< player to whom those pay the fee; -1 = none */
    double fee;               /**< currency per tonne-km, or per tonne */
    bool without;             /**< closed to those: what they would pay the fee on */
    struct solution_use *use; /**< filled with zeros: takes what is sent over what; may be NULL */
    /* Answers. */
    uint64_t used; /**< players whose permission the plan uses */
    wide sum
        [WORTH_COUNT]; /**< what it costs; WORTH_TOTAL without the fee; WORTH_TONNES: kg that stay behind */
    wide paid_on;      /**< kg x mm, or kg, on which the fee is paid */
    double gap;
    bool done;
};

struct consents; /* partners_coalition.c */

struct partnering {
    const struct compiled *compiled;
    const struct virtual_network *network;
    const struct problem *problem;
    const struct partners_settings *settings;
    struct partners *partners;
    int players;
    const char **region;           /**< [players] by name */
    int *player_of_arc;            /**< [arcs] -1 = takes nobody's permission */
    int *piece_of_arc;             /**< [arcs] into partners->piece, once listed; -1 = none */
    unsigned char *home;           /**< [classes * players] 1: at home there */
    bool *by_km;                   /**< [players] it has links: the fee is paid by tonne-km */
    struct facilities *facilities; /**< on call: each plan decides which to open */
    double dear;                   /**< a cost above every penalty: an arc of that cost is closed */
    int done, known;               /**< trials, for progress */
    struct consents *coalitions;
};

/** Whether the class needs the permission of the arc's owner. */
bool needs_permission(const struct partnering *partnering, int class_number, int arc);
/** What a fee is paid on: mm of its links, or 1 for each load and unload; 0 where none is paid. */
int64_t fee_units(const struct partnering *partnering, int player, int arc);

/** Makes the plans. False with *err: ERROR_SOLVER, ERROR_AGAIN. */
bool trials_solve(struct partnering *partnering, struct trial *trial, int count, struct error *err);

/** Last, first, share, pairs: all that is said of coalitions. */
bool consents_study(struct partnering *partnering, struct error *err);
void consents_free(struct consents *coalitions); /* NULL is fine */

bool pieces_study(struct partnering *partnering, struct error *err);
bool fees_study(struct partnering *partnering, struct error *err);

#endif
