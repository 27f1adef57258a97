// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: the data set in memory, and what a verb varies of it. */
#ifndef PLAN_SCENARIO_H
#define PLAN_SCENARIO_H

#include "network/network.h"
#include "tariff/tariff.h"

struct commodity {
    const char *id, *name, *cargo_form;
    struct money value_per_t;
    int64_t holding_rate_e6_per_year, decay_e6_per_day; /**< shares of the value */
    int line;
};

struct shipper {
    const char *id, *name;
    const char *region; /**< as the file says it: a list, the first of which is what it is counted under */
    int homes;
    const char *
        *home; /**< [homes] jurisdictions it is at home in; in scenario->names. A shipper without has 0 */
    int line;
};

/** On what terms others than those at home use what a jurisdiction owns: a row of roads/agreement.csv. */
struct agreement {
    const char *id;     /**< tariff_id of its fee in plans */
    const char *region; /**< whose */
    const char *mode;   /**< of its links and terminals that are meant; NULL = all but public roads */
    bool closed;        /**< nobody else may use it */
    bool has_fee;
    enum item item; /**< what stands instead of the book's rate of the item for others */
    enum basis basis;
    struct money amount;
    struct date valid_from, valid_to; /**< valid_to exclusive */
    const char *source, *status;
    int line;
};

struct shipment {
    const char *id, *status;
    int shipper, commodity;  /**< -1 = none stated */
    int origin, destination; /**< nodes */
    int64_t quantity_kg;     /**< > 0 */
    int64_t max_uh;          /**< -1 = no limit */
    bool has_vot, has_penalty;
    struct money vot_per_t_h, penalty_per_t;
    int line;
};

struct scenario {
    char *dir;
    struct names *names; /**< all words */
    struct network *network;
    struct book *book;
    struct edits *edits; /**< made to the files; NULL = none */
    int commodities, shippers, shipments, agreements;
    struct agreement *agreement; /**< none = all is open to all */
    struct commodity *commodity;
    struct shipper *shipper;
    struct shipment *shipment;
    struct names *commodity_ids, *shipper_ids, *shipment_ids;
    char input_hash[HASH_TEXT]; /**< over roads/ and shipments/, as doc/formats.md says; not over tariffs/ */
};

struct edits; /* plan/edits.h */
enum { EDITS_WORDS = 400 };

/**
 * Reads the folder with changes to its rows (NULL = as it stands; changes of rates come later: edits_reprice()), reporting
 * every fault of every file and change to `diag`; NULL if there was an error.
 */
struct scenario *scenario_load(const char *dir, const struct edits *edits, struct diag *diag);
/** The same with roads/ and tariffs/ of another folder: what a data set would be of whose roads are those of the other. */
struct scenario *scenario_load_mixed(const char *roads, const char *dir, const struct edits *edits,
                                     struct diag *diag);
void scenario_free(struct scenario *scenario); /* NULL is fine */

/** What a verb varies. */
struct variant {
    struct date as_of;
    bool has_vot;
    struct money vot_per_t_h; /**< for every shipment, instead of its own */
    int closed_links;
    const int *closed_link; /**< link indexes, ascending; borrowed */
    int closed_terminals;
    const int *closed_terminal; /**< terminal indexes, ascending; borrowed: nothing loads or unloads there */
    int granted, dropped;
    const char *const
        *grant; /**< jurisdictions (scenario->names) whose agreements are all supposed in force; borrowed */
    const char *const *drop; /**< ... all supposed to have ended; borrowed */
    bool tell_homes; /**< cargo classes are of one set of homes each, also where no agreement asks for it */
    int shut_links, shut_terminals; /**< facilities that are not opened; ascending, borrowed */
    const int *shut_link, *shut_terminal;
    bool
        goods_lost; /**< where a shipment states no penalty, a tonne that stays behind costs its commodity's value */
    bool has_unmet;
    struct money unmet_per_t; /**< ... or this, before either */
    struct money
        least_penalty; /**< where a shipment states none, no less than this; 0 = what the network needs */
};

/** The shipment's value of time under the variant (doc/model.md): Rp per tonne-hour, 1/10 000, rounded once. */
struct money shipment_vot(const struct scenario *scenario, const struct variant *variant, int shipment);

/** The rates in force under the variant: on its date, and those of agreements that it grants. The book outlives it. */
struct tariff *scenario_tariff(const struct scenario *scenario, const struct variant *variant);

/** Whether a link or terminal is the region's; *only_roads: nothing but public roads is (none of its agreements names them). */
bool region_owns(const struct scenario *scenario, const char *region, bool *only_roads);
/** Reports agreements whose id is that of a rate of the book too, as an edition may bring one. Whether there is none. */
bool agreements_check_ids(const struct scenario *scenario, struct diag *diag);

#endif
