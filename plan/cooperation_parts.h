// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: who pays what, step by step.
 *
 *   cooperation.c           players, the joint plan, what each ships and bears
 *   coalition*.c            what groups cost (plan/coalition.h)
 *   cooperation_rules.c     what each rule says
 *   cooperation_stable.c    which group would do better alone
 */
#ifndef PLAN_COOPERATION_PARTS_H
#define PLAN_COOPERATION_PARTS_H

#include "plan/coalition.h"

/** What the steps share. */
struct cooperating {
    const struct compiled *compiled;
    const struct cooperation_settings *settings;
    struct cooperation *cooperation;
    int *player_of; /**< [shipments] */
    struct coalitions *coalitions;
    /* The game is played by those who add to what others save; the rest pay what they would alone (doc/model.md). */
    uint64_t apart;            /**< players who don't: none where all groups can be planned */
    int insiders;              /**< the others */
    int insider[PLAYERS_MOST]; /**< [insiders] players, ascending */
    double *
        table; /**< [1 << insiders] what they cost, those apart left out, where all their groups were planned; else NULL */
    double together; /**< what everyone costs in fractions of kilograms; the joint plan is of whole ones */
    double noise;    /**< currency: what rounding to kilograms, and gaps, can make of a difference */
};

/** As game_oracle.costs, of groups of insiders; the context is a struct cooperating. */
bool cooperation_costs(void *work, int count, const uint64_t *group, double *cost, struct error *err);
/** The group of insiders as one of players, without those apart. */
uint64_t cooperation_players(const struct cooperating *work, uint64_t group);

/** Plans what the rules asked for want to know, and fills cooperation->allocation. False with *err (ERROR_SOLVER). */
bool cooperation_share(struct cooperating *work, struct error *err);

/** Finds the group that would gain most alone, and a bound on what any gains. False with *err. */
bool cooperation_object(struct cooperating *work, struct allocation *allocation, struct error *err);

#endif
