// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what differs between two plans, and by which cause. */
#ifndef PLAN_COMPARE_H
#define PLAN_COMPARE_H

#include "plan/differences.h"
#include "plan/plan.h"

/** What is compared, each exact, in 10^-places of its unit. */
enum measure {
    MEASURE_OBJECTIVE, /**< = cost + time_cost + penalty */
    MEASURE_COST,
    MEASURE_TIME_COST,
    MEASURE_PENALTY,
    MEASURE_TONNE_HOURS,
    MEASURE_TONNE_KM,
    MEASURE_CO2E, /**< t */
    MEASURE_MOVED,
    MEASURE_UNMET,
    MEASURES
};
struct measure_kind {
    const char *name; /**< "objective", "co2e_t" */
    int places;
};
extern const struct measure_kind MEASURE[MEASURES];

/** What a plan, or a part of one, amounts to: not rounded, so that parts add up to the whole. */
struct worth {
    wide of[MEASURES];
};
struct worth worth_minus(const struct worth *a, const struct worth *b);
struct worth worth_plus(const struct worth *a, const struct worth *b);
bool worth_is_zero(const struct worth *worth);
/** Of a plan under the network's prices of penalty and time. O(legs) */
struct worth plan_worth(const struct plan *plan, const struct virtual_network *network);

/** One of the two: a plan and what it was made for. All borrowed. */
struct compare_side {
    const char *label;
    const struct virtual_network *network;
    const struct plan *plan;
};

/** A shipment or a mode on both sides; zero where one side has it not. */
struct compare_row {
    const char *id;
    int at[2]; /**< shipment of either scenario; -1: not there, or a mode */
    struct worth worth[2];
};

/** A capacity on both sides: of a link in one direction, or of a terminal. */
struct compare_resource {
    const struct plan_resource *at[2]; /**< NULL: no limited capacity there, or nothing of the kind */
};

/** One column of one row that differs between the files of two data sets or under scenarios. */
struct field_change {
    const char *file, *id,
        *column;          /**< "roads/link.csv", "L12", "freight_capacity"; column NULL: the whole row */
    char *before, *after; /**< as the file would have it, "" = empty; NULL: there is no such row */
};

/** A cause of the difference, and what it does to the totals. */
struct compare_cause {
    char *name;
    const char *reason;    /**< borrowed; NULL where none is said */
    bool is_known;         /**< there is a plan under this cause alone */
    struct worth alone;    /**< value(before + this cause) - value(before) */
    struct worth in_order; /**< value(before + causes up to this) - value(before + causes up to the last) */
};

struct attribution {
    int causes;
    struct compare_cause *cause;
    bool has_alone,
        has_order; /**< every one has its `alone`; its `in_order`, which add up to the difference */
    struct worth interaction; /**< the difference minus the sum of `alone` */
    char why_not[480];        /**< where something is not known: the first reason */
    wide open_e4; /**< how far the objective of any plan that went into it may be above the best there is */
};

/** Plans that leave tonnes of shipments behind that state no penalty; starts as {0}, for no such plan. */
struct unstated {
    struct money penalty_per_t; /**< that was reckoned with, the largest of them; 0 = there is no such plan */
    bool differs;               /**< not all of them reckoned with the same */
};
void unstated_add(struct unstated *unstated, const struct plan *plan, const struct virtual_network *network);

struct comparison {
    struct compare_side side[2]; /**< before, after */
    struct unstated unstated;    /**< of all cases planned: filled in by who plans them */
    struct worth total[2];
    int shipments, modes, resources, moves, rates, fields;
    struct compare_row *shipment; /**< in the order of the side before, then those that only the other has */
    struct compare_row *mode;     /**< as shipments; without penalty; tonnes count on every mode they use */
    wide part_e13[2][PART_COUNT]; /**< the objective by what it is for */
    struct compare_resource *resource;
    struct plan_move *move; /**< from paths of the one to paths of the other, of shipments that both have */
    struct rate_contrast *rate; /**< in force on one side, not so on the other */
    struct field_change *field;
    struct attribution attribution;
};

/**
 * Everything but the attribution: inputs that differ, outputs that differ. The sides may be of different data sets:
 * what belongs together does so by its id. O(n log n) in rows and legs.
 */
struct comparison *compare_new(const struct compare_side *before, const struct compare_side *after);
void compare_free(struct comparison *comparison); /* NULL is fine */

/**
 * The worth of the best plan with the causes i applied that have with[i], and how far its objective may be above the best
 * there is. False with *err: there is no such plan; why.
 */
typedef bool compare_value(void *context, const bool *with, struct worth *worth, wide *open_e4,
                           struct error *err);

/**
 * Attributes the difference to the causes, whose order counts: none of them applied is the side before, all of them the
 * side after. Where a value is not known, what needs it is left out. Asks at most 2 x count - 2 values.
 */
void compare_attribute(struct comparison *comparison, int count, const struct compare_cause *cause,
                       compare_value *value, void *context);

#endif
