// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what each jurisdiction's infrastructure is worth to the plan, and what more capacity is. */
#ifndef PLAN_PARTNERS_H
#define PLAN_PARTNERS_H

#include "plan/plan.h"

#include <stdint.h>

/** What a plan saves beside another one; > 0 is good. */
enum partner_worth {
    WORTH_TOTAL, /**< of the objective: the three below, rounded on its own */
    WORTH_MONEY,
    WORTH_TIME,        /**< the value of time */
    WORTH_LOST,        /**< what is lost by what stays behind */
    WORTH_TONNE_HOURS, /**< of what moves: < 0 where more moves */
    WORTH_CO2E,        /**< likewise; 1e-12 g */
    WORTH_TONNES,      /**< kg that could not move without */
    WORTH_COUNT
};
extern const char *const WORTHS[];          /**< "objective", "cost", ..., NULL: words of JSON and CSV */
extern const int WORTH_PLACES[WORTH_COUNT]; /**< decimal places of each */

enum { PARTNERS_MOST = 64, PARTNERS_EXACT = 12, COALITIONS_MOST = 4096 };

/** A link or terminal of a jurisdiction over which others send something. */
struct partner_piece {
    int link, terminal;      /**< one of them is -1 */
    int64_t carried_kg;      /**< of shipments not at home there; a path once */
    wide worth[WORTH_COUNT]; /**< what closing it to them, it alone, would cost */
};

/**
 * The fee that others pay for each tonne-km on its links (where it has none, for each tonne loaded or unloaded at its terminals), on
 * top of all they pay now, at which the plan changes. In 1e-4 of the currency, rounded down.
 */
struct partner_fee {
    bool by_km;       /**< else by tonne loaded or unloaded */
    bool known;       /**< false: nothing of it is used, or what is used has no length */
    wide used;        /**< kg x mm, or kg, in the plan as it stands */
    int64_t most_e4;  /**< above it the plan does without its links (terminals) */
    int64_t falls_e4; /**< above it the plan uses less of them than it does now */
};

struct partner {
    const char *region;
    int64_t carried_kg;      /**< of shipments not at home there; a path once */
    int64_t *commodity_kg;   /**< [commodities + 1] the same by commodity, the last without one */
    wide last[WORTH_COUNT];  /**< given all the others: without it the plan costs so much more */
    wide first[WORTH_COUNT]; /**< alone: with it and nobody else the plan costs so much less */
    wide share[WORTH_COUNT]; /**< Shapley; those of all partners add up to partners.worth */
    wide error
        [WORTH_COUNT]; /**< half width of the share's 95 % interval; 0 where all coalitions were counted */
    int first_piece, pieces; /**< into partners.piece, those worth most first */
    struct partner_fee fee;
};

struct partner_pair {
    int first, second; /**< partners; first comes before second */
    double index;      /**< Shapley interaction, currency: > 0: worth more together than one by one */
};

struct partners {
    wide all[WORTH_COUNT],
        nobody[WORTH_COUNT]; /**< what plans cost where all, or none, let others use what they own */
    wide worth[WORTH_COUNT]; /**< what all of them save together */
    int partners, pieces, pairs;
    struct partner *partner; /**< by share, the largest first; then by last, by name */
    struct partner_piece *piece;
    struct partner_pair *pair; /**< strongest first; none where sampled */
    bool exact;                /**< all coalitions were counted */
    int coalitions, orders;    /**< planned; sampled */
    int solves;
    double gap; /**< the widest of all plans behind this */
};

struct partners_settings {
    bool roads;                      /**< public roads take permission too */
    int samples;                     /**< orders; 0 = the default */
    int threads;                     /**< 0 = one a processor; the answer is the same */
    const volatile int *interrupted; /**< may be NULL */
    void (*progress)(void *context, int done,
                     int known); /**< plans made, and known to be needed so far; may be NULL */
    void *context;
};

/**
 * doc/model.md, "What a partner is worth". `compiled` under a variant that grants all jurisdictions' agreements, tells homes, and counts
 * goods as lost. NULL with *err: ERROR_SOLVER; ERROR_AGAIN where it was interrupted; ERROR_USAGE where there are more than
 * PARTNERS_MOST. partners.partners may be 0.
 */
struct partners *plan_partners(const struct compiled *compiled, const struct partners_settings *settings,
                               struct error *err);
void partners_free(struct partners *partners); /* NULL is fine */

/* ---- which capacity to raise ---- */

struct investment {
    int resource;      /**< into investments.plan->resource */
    int64_t raised_kg; /**< by so much */
    wide saving_e4;    /**< of the objective, planned anew */
    wide bound_e4;     /**< no more than this, by the shadow price: price x raise */
    int64_t unmet_kg;  /**< tonnes that move with it and not without */
    bool has_cost;
    struct money cost_per_t; /**< of raising it by a tonne for a period, where the file says it */
};

struct investments {
    struct plan *plan; /**< as it stands */
    int count;
    struct investment
        *each; /**< by saving per cost where both have one, those with a cost first; then by saving */
    double gap;
};

/** By how much: tonnes (kg > 0), else a share of what is there. */
struct raise {
    int64_t kg;
    double share;
};

struct investments *plan_investments(const struct compiled *compiled, struct raise raise,
                                     const struct partners_settings *settings, struct error *err);
void investments_free(struct investments *investments); /* NULL is fine */

#endif
