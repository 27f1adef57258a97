// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: who pays what of the joint plan (doc/cooperation.md). */
#ifndef PLAN_COOPERATION_H
#define PLAN_COOPERATION_H

#include "plan/plan.h"

enum { PLAYERS_MOST = 64, PLAYERS_EXACT = 15 };

/** What of the capacities that are nobody's own a group has that stands alone. */
enum capacity_right {
    CAPACITY_SHARED, /**< its share by tonnes */
    CAPACITY_LEFT,   /**< what the others leave, who plan first */
};
extern const char *const CAPACITY_RIGHTS[]; /**< "shared", "left", NULL */

enum players_by { PLAYERS_SHIPPERS, PLAYERS_REGIONS };
extern const char *const PLAYERS_BY[]; /**< "shipper", "region", NULL */

enum allocation_rule {
    RULE_TONNES,
    RULE_TONNE_KM,
    RULE_SEPARABLE, /**< what each adds as the last, the rest by what each saves as the last (alternative cost avoided) */
    RULE_SHAPLEY,
    RULE_NUCLEOLUS,
    RULE_EQUAL_PROFIT,
    RULE_DUAL, /**< Owen: demand at dual prices, less the worth of the capacity one brings */
    RULE_COUNT
};
extern const char *const ALLOCATION_RULES[]; /**< "tonnes", "tonne-km", "separable", ..., NULL */

/** Who ships: a shipper, or all of a region. Amounts are those of the joint plan. */
struct player {
    const char *id, *name; /**< "-" for shipments without a shipper (or region) */
    int first, members;    /**< shipments: cooperation.shipment[first .. first + members) */
    int64_t quantity_kg, unmet_kg;
    wide kg_mm;    /**< 1e-9 t km, moved */
    wide money_e4; /**< what its own flows cost, without fixed costs */
    wide time_e4,
        penalty_e4;    /**< value of its time; what it loses by what stays behind: it bears both itself */
    double alone;      /**< what it would pay in all standing alone: money, time, penalty */
    const char **owns; /**< [owned] jurisdictions that go with it */
    int owned;
};

/** A group that would do better alone. */
struct objection {
    uint64_t group; /**< a bit a player; 0 = none */
    double
        gain; /**< currency: what it pays in all, less what it would pay standing alone; <= 0: none gains */
};

struct allocation {
    enum allocation_rule rule;
    double *total; /**< [players] money, time and penalty; they add up to the joint plan's objective */
    double *
        money; /**< [players] what it pays: total less the time and penalty it bears itself; they add up to the joint plan's money */
    double *error;          /**< [players] half width of the 95 % interval where it was sampled; else NULL */
    struct objection worst; /**< the group that would gain most alone */
    double
        worst_bound; /**< no group gains more than this; = worst.gain where all groups were looked at; INFINITY: not known */
    bool possible; /**< false: the rule has no answer here (see why) */
    char why[160]; /**< in English; translated where it is shown to a person */
};

struct cooperation {
    struct plan *joint; /**< verified, to the kilogram */
    enum players_by by;
    enum capacity_right right;
    int players;
    struct player *player; /**< in the order of the file, or of the regions' names */
    int *shipment;
    double total;       /**< joint: money + time + penalty, as allocated; = joint->objective */
    double alone;       /**< sum of what each would pay alone */
    bool exact;         /**< all groups were planned; else sampled and generated */
    int groups;         /**< planned */
    bool core_is_empty; /**< of exact ones: no sharing satisfies every group */
    double
        least_core; /**< the least by which the worst group may have to be dissatisfied; <= 0: the core is not empty */
    double gap; /**< the widest of all plans behind this */
    int rules;
    struct allocation allocation[RULE_COUNT]; /**< those asked for, in order of rule */
    bool interrupted;
};

struct cooperation_settings {
    enum players_by by;
    enum capacity_right right;
    bool rule[RULE_COUNT]; /**< asked for */
    int samples;           /**< orders for Shapley past PLAYERS_EXACT; 0 = the default */
    int threads;
    const volatile int *interrupted;
    void (*progress)(void *context, int done, int groups); /**< may be NULL */
    void *context;
};

/** Who would share: players with id, name and members, nothing else. NULL with *err: ERROR_USAGE. */
struct cooperation *plan_players(const struct scenario *scenario, enum players_by by, struct error *err);

/** NULL with *err: ERROR_SOLVER; ERROR_USAGE where there are more than PLAYERS_MOST. `compiled` under variant.goods_lost. */
struct cooperation *plan_cooperation(const struct compiled *compiled,
                                     const struct cooperation_settings *settings, struct error *err);
void cooperation_free(struct cooperation *cooperation); /* NULL is fine */

#endif
