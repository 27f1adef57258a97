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
    double *table;   /**< [1 << players] where all groups were planned; else NULL */
    double together; /**< what everyone costs in fractions of kilograms; the joint plan is of whole ones */
    double noise;    /**< currency: what rounding to kilograms, and gaps, can make of a difference */
};

/** Plans what the rules asked for want to know, and fills cooperation->allocation. False with *err (ERROR_SOLVER). */
bool cooperation_share(struct cooperating *work, struct error *err);

/** Finds the group that would gain most alone, and a bound on what any gains. False with *err. */
bool cooperation_object(struct cooperating *work, struct allocation *allocation, struct error *err);

#endif
