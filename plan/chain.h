// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of plan/plan.h: a path as a transport chain, in the words of ISO 14083:2023. Its elements are transport operations,
 * one a leg, and hub operations, one where it is loaded, transshipped or unloaded. What a vehicle drives onto is no hub.
 */
#ifndef PLAN_CHAIN_H
#define PLAN_CHAIN_H

#include "network/network.h"

struct plan;

struct chain_element {
    bool is_hub;
    int node;                     /**< hub: where; transport: where it starts */
    int unloads, loads;           /**< hub: legs (of plan.leg) that end and begin there; -1 = none */
    int unload_place, load_place; /**< hub: terminals; -1 = none stands there */
    int leg;                      /**< transport: into plan.leg; hub: -1 */
    int vehicle; /**< transport: the type whose factor counts: on a ferry the ship's, where there is one */
    bool has_factor; /**< transport: it states one */
    int64_t length_mm,
        direct_mm; /**< transport: as travelled; great circle between its ends (0: not geographic) */
    wide kg_mm;    /**< transport: activity as travelled, 1e-9 t km */
    wide ttw, wtt; /**< transport: 1e-12 g CO2e; well to wheel is their sum */
};

/** Sums over transport elements, and how many of each kind. */
struct chain_sum {
    wide kg_mm, ttw, wtt; /**< units as above */
    int transports, hubs, without_factor;
};

/** The elements of plan.path[path] in travelling order; element[2 * legs + 1] has room for them. How many. O(legs vehicle types) */
int chain_elements(const struct plan *plan, const struct network *network, int path,
                   struct chain_element *element);
void chain_add(struct chain_sum *sum, const struct chain_element *element);

#endif
