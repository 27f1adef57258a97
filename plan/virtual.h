// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: how the virtual network is made, step by step.
 *
 *   cargoes_list    which shipments must be told apart
 *   arcs_list       which vehicle type passes which link for any cargo, vertices, arcs, resources
 *   arcs_price      money of every arc for every cargo
 */
#ifndef PLAN_VIRTUAL_H
#define PLAN_VIRTUAL_H

#include "plan/access.h"

/** What a cargo class is told apart by; NULL where nothing asks for it. */
struct cargo {
    const char *commodity_id, *cargo_form;
    const bool *home;     /**< [access owners] where it is at home */
    unsigned mentioned;   /**< items of the book, 1u << enum item, whose rates in force look at either */
    struct network rules; /**< the network with no restrictions but those in force that name this cargo */
};

/** Behind `struct virtual_network`, which is its first member. */
struct virtual_build {
    struct virtual_network network;
    struct access *access;
    struct cargo *cargo;
    int cargo_room;
    struct network rules;  /**< the network with no restrictions but those in force that name no cargo */
    bool *closed;          /**< [links] */
    bool *closed_terminal; /**< [terminals] */
};

/** Builds the network even where rates are missing or ambiguous;
 * those arcs then cost 0. *priced says whether none was. */
struct virtual_network *virtual_build(const struct scenario *scenario, const struct variant *variant,
                                      struct diag *diag, bool *priced);

/** Fills cargoes, cargo[] and cargo_of[]. */
void cargoes_list(struct virtual_build *build);

/** Fills vertices, arcs and resources; of no use and so left out:
 * what no cargo may pass, or leads nowhere. */
void arcs_list(struct virtual_build *build);

/** Whether restrictions let the vehicle type pass the link
 * with this cargo (-1: with any), on the variant's date. */
bool virtual_passes(const struct virtual_build *build, int link, int vehicle, int cargo);

/** Whether a vehicle type loads and unloads at the node;
 * *terminal is the one it uses, or -1. */
bool virtual_loads(const struct virtual_build *build, int node, int vehicle, int *terminal);

/** Fills money[], and reports rates that are missing or
 * ambiguous, once for each pattern. Whether there was none. */
bool arcs_price(struct virtual_build *build, struct diag *diag);

/** How the book charges the arc, for cargo that nothing tells apart: see doc/model.md, "What an arc costs". */
struct charge arc_charge(const struct virtual_network *network, const struct arc *arc);
/** The same charge for a cargo class: with the fees of others' agreements. */
struct charge cargo_charge(const struct virtual_network *network, const struct arc *arc, int cargo);

#endif
