// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: what groups of players cost who stand alone (doc/model.md, "Coalitions"). A group is a set of bits.
 *
 *   coalition.c          what a group has: infrastructure, shares of capacities
 *   coalition_plan.c     many groups planned, in order, on all cores
 *   coalition_memory.c   what was planned already
 */
#ifndef PLAN_COALITION_H
#define PLAN_COALITION_H

#include "plan/cooperation.h"
#include "solver/solver.h"

/** What was planned: open addressing, as full as half. */
struct coalition_memory {
    uint64_t *group; /**< [room] 0 = none */
    double *cost;
    int count, room; /**< room: a power of two, or 0 */
};

struct coalitions {
    const struct compiled *compiled;
    const struct problem *problem;
    const struct cooperation_settings *settings;
    int players;
    uint64_t everyone;
    const int *player_of; /**< [problem.shipments] borrowed */
    double *tonnes;       /**< [players] asked for */
    double all_tonnes;
    int owners;
    const char **owner; /**< [owners] where some player's shipment is at home */
    double *wants; /**< [resources * players] tonnes that take it where nothing is full; NULL until planned */
    double *at_home;               /**< [owners * players] tonnes */
    int *owner_of_arc;             /**< [arcs] -1: of nobody here */
    int *owner_of_resource;        /**< [resources] -1 likewise */
    struct facilities *facilities; /**< on call */
    double *always;                /**< [owners + 1] for what is open in any case; the last: of nobody here */
    double dear;                   /**< a cost above every penalty */
    struct coalition_memory memory;
    int groups;       /**< planned */
    double gap;       /**< the widest of their plans */
    double *rents;    /**< [resources] price of one more tonne in the plan of all; 0 until that is planned */
    double *at_rents; /**< [players] what its flows cost in it, with these prices, money, time and penalty */
    int expected;     /**< groups, for the line of progress; 0 = not known */
};

/** `player_of` and `settings` outlive it. */
struct coalitions *coalition_game_new(const struct compiled *compiled,
                                      const struct cooperation_settings *settings, const int *player_of,
                                      int players);
void coalition_game_free(struct coalitions *coalitions); /* NULL is fine */

/** ... of what the owner's members ask for, those at home there; 0 = nobody of it takes part. */
double coalition_owner_share(const struct coalitions *coalitions, int owner, uint64_t group);
/** The group's share of a capacity under CAPACITY_SHARED. After the first coalition_game_costs(). */
double coalition_right(const struct coalitions *coalitions, int resource, uint64_t group);
/** What the group pays for what is open in any case. */
double coalition_always(const struct coalitions *coalitions, uint64_t group);

/**
 * cost[i] of group[i], i < count: those not known are planned, in parallel. As game_oracle.costs. False with *err:
 * ERROR_SOLVER; ERROR_AGAIN where it was interrupted.
 */
bool coalition_game_costs(void *coalitions, int count, const uint64_t *group, double *cost,
                          struct error *err);

/** Whether the group is known, and its cost. */
bool coalition_known(const struct coalition_memory *memory, uint64_t group, double *cost);
void coalition_remember(struct coalition_memory *memory, uint64_t group, double cost);
void coalition_memory_release(struct coalition_memory *memory);

#endif
