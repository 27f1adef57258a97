// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to plan/: who may use what, and on whose terms (doc/model.md, "Access"). An owner is a jurisdiction whose
 * agreements, or whose members, somebody asks after; what has no owner here is open to all at the book's rates.
 */
#ifndef PLAN_ACCESS_H
#define PLAN_ACCESS_H

#include "plan/plan.h"

struct access_owner {
    const char *name;
    bool named;            /**< a row of roads/agreement.csv is of it */
    bool names_roads;      /**< ... and one of those names mode road: its roads are not public */
    bool granted, dropped; /**< by the variant */
    bool differs;          /**< something of it is closed to others, or takes a fee of them */
    bool told;             /**< its members' cargo is told apart */
};

struct access {
    const struct scenario *scenario;
    struct date as_of;
    int owners, room;
    struct access_owner *owner;
    /* Shippers at home in the same told owners make one set; 0 = at home in none. */
    int sets;
    int *set_of; /**< [shippers] */
    bool *home;  /**< [sets * owners] */
};

/** Under the variant, with the fees that `tariff` holds (scenario_tariff()). O(rows + links x rows + shippers x owners). */
struct access *access_new(const struct scenario *scenario, const struct variant *variant,
                          const struct tariff *tariff);
void access_free(struct access *access); /* NULL is fine */

/** The number of the owner, or -1. */
int access_owner(const struct access *access, const char *name);

/** Whether others than those at home may not use what the owner has of this mode. */
bool access_closed(const struct access *access, int owner, const char *mode);

/** Whose the arc is (as arc_owner()), and its mode. NULL: nobody's. */
const char *access_of_arc(const struct access *access, const struct arc *arc, bool roads, const char **mode);

#endif
