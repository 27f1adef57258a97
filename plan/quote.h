// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of plan/plan.h: what one delivery costs (doc/model.md, "One delivery"): alone, on each way that no other beats in
 * both money and hours, in whole vehicles; and what it adds to the plan of all shipments.
 */
#ifndef PLAN_QUOTE_H
#define PLAN_QUOTE_H

#include "plan/plan.h"
#include "plan/timetable.h"

struct delivery {
    int from, to, commodity; /**< nodes; commodity -1 = none stated */
    int64_t quantity_kg;     /**< > 0 */
    bool has_value, departs, has_by;
    struct money value_per_t; /**< has_value: instead of its commodity's */
    struct moment leaves, by; /**< departs, has_by; both in week 0 */
    int line;                 /**< of the file of deliveries; 0 = of none */
};

/**
 * The node of that id; or else the one of that name or id, whatever its letters' case, accents and punctuation; or else
 * the one whose name has it as a part, where nothing but junctions and toll gates compete with it. -1 with *err
 * (ERROR_USAGE): the candidates, or "did you mean". O(nodes)
 */
int node_named(const struct network *network, const char *text, struct error *err);
/** The commodity, in the same way. */
int commodity_named(const struct scenario *scenario, const char *text, struct error *err);

/** Tonnes > 0, to the kilogram, at most 1e9. ERROR_USAGE. */
bool delivery_tonnes(const char *text, int64_t *out_kg, struct error *err);

/**
 * Deliveries of a CSV file: from, to, commodity, tonnes[, depart, by, value], each as on the command line; commodity may
 * be empty. Every fault goes to `diag`; NULL if there was one. *count of them, new memory.
 */
struct delivery *deliveries_read(const char *path, const struct scenario *scenario, int *count,
                                 struct diag *diag);

/** What a leg of a choice costs in whole vehicles. */
struct quote_leg {
    int64_t vehicles;         /**< so many carry it: tonnes / (payload x load factor), rounded up */
    wide item_e7[ITEM_COUNT]; /**< 1e-7 of the currency, for all tonnes */
    unsigned items;           /**< 1u << enum item */
    wide money_e7;            /**< their sum */
    bool hired;               /**< something is paid by the vehicle; else all is by the tonne */
};

/** The next known day on which a price changes, and why. */
struct quote_until {
    struct date day;                /**< DATE_NEVER: none is known */
    const struct rate *rate;        /**< ends (valid_to = day) or begins; NULL: */
    const struct restriction *rule; /**< begins or ends */
};

struct quote_choice {
    int path;      /**< of quote.ways; its first_leg is also into quote.leg */
    wide money_e7; /**< in whole vehicles, for all tonnes */
    wide mean_e7;  /**< at the mean load that plans reckon with */
    int64_t time_uh;
    int64_t real_umin; /**< where it departs or has `by`: by the clock, on its way; else as planned */
    wide total_e13;    /**< money and time (real_umin) at its value, in 1e-13 of the currency */
    bool cheapest, fastest, best; /**< fastest: arrives first, or may leave last; best: least total */
    bool beaten;                  /**< by the clock a timely one that costs no more is no slower */
    bool shown;                   /**< among the few that are worth telling */
    bool timely;                  /**< arrives by delivery.by, if it leaves at delivery.leaves */
    struct moment arrives;        /**< where it departs */
    struct moment leave_by;       /**< where there is `by`: later is too late */
    struct journey journey;       /**< where it departs, from then; else where there is `by`, from leave_by */
    struct quote_until until;
    int first_over, overs; /**< into quote.over: resources it alone would fill more than once */
};

/** A capacity that the delivery alone would not fit into. */
struct quote_over {
    int resource; /**< of the virtual network */
    int64_t kg;   /**< what it puts on it */
};

/** A shipment of the plan that pays more or less with the delivery than without. */
struct quote_other {
    int shipment;
    wide money_e7, kg_uh; /**< more, with it than without */
    int64_t unmet_kg;     /**< stays behind because of it */
    wide more_e13;        /**< money and value of time */
};

/** What the delivery adds to the plan: the best plan with it less the best one without. */
struct quote_margin {
    wide objective_e4, time_cost_e4, penalty_e4;
    wide money_e7, kg_uh;
    int64_t unmet_kg;       /**< of the delivery itself */
    wide own_e7, own_kg_uh; /**< what its own paths cost in the plan with it: its average */
    int64_t others_unmet_kg;
    bool room;      /**< no more stays behind because of it, neither of the delivery nor, in all, of others */
    wide stated_e7; /**< penalties that shipments state, of what stays behind because of it */
    int others;
    struct quote_other *other; /**< dearest first */
    wide open_e4;              /**< the two proofs leave so much open */
    wide mean_e7;              /**< money of the same relation and commodity in the plan without it, for */
    int64_t mean_kg;           /**< so many kilograms; 0 = there is none */
    int paths;                 /**< it would take in the plan with it */
};

struct quote {
    struct delivery delivery;
    struct money vot_per_t_h;
    int choices;
    struct quote_choice *choice; /**< money up, hours down; none: there is no way */
    int timely, shown;           /**< how many of them */
    struct plan *ways;           /**< lifted; at mean load */
    struct quote_leg *leg;       /**< [ways->legs] */
    int overs;
    struct quote_over *over;
    bool has_margin; /**< false where none of the choices is timely */
    struct quote_margin margin;
    struct compiled *compiled; /**< of the data set and the delivery as its last shipment */
    struct scenario *with;     /**< that scenario */
};

/** What quotes of one data set share: the plan without any of them. */
struct quoting;
/** Plans it, to 1e-9. NULL with findings or *err. `threads` as in struct solver_settings. */
struct quoting *quoting_new(const struct scenario *scenario, const struct variant *variant, int threads,
                            struct diag *diag, struct error *err);
void quoting_free(struct quoting *quoting); /* NULL is fine */
/** Whether it goes there, in time, and so that no more stays behind than without it. */
bool quote_holds(const struct quote *quote);
const struct plan *quoting_plan(const struct quoting *quoting);
const struct virtual_network *quoting_network(const struct quoting *quoting);

/**
 * NULL with findings or *err. Choices by a bi-objective label setting with lower bounds: O(labels (log labels + arcs of a
 * vertex)); over QUOTE_LABELS labels it is an error.
 */
struct quote *quote_new(struct quoting *quoting, const struct delivery *delivery, struct diag *diag,
                        struct error *err);
void quote_free(struct quote *quote); /* NULL is fine */

enum { QUOTE_LABELS = 4000000, QUOTE_SHOWN = 6 };

#endif
