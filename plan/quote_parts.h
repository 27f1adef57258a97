// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: how a quote is made, step by step. */
#ifndef PLAN_QUOTE_PARTS_H
#define PLAN_QUOTE_PARTS_H

#include "plan/plan.h"

/** The delivery in its network. */
struct asking {
    const struct virtual_network *network;
    int cargo, shipment; /**< of the delivery, which is the last */
    int64_t quantity_kg;
    int64_t *vehicles; /**< [vehicle types] that carry it */
    wide *money_e7;    /**< [arcs] in whole vehicles; -1 = closed */
};

/** What each item of an arc asks by the tonne and by the vehicle, 1/10 000 of the currency, each rounded once. */
struct amounts {
    int64_t by_tonne_e4[ITEM_COUNT], by_vehicle_e4[ITEM_COUNT];
    unsigned items; /**< 1u << enum item */
};
/** Those of an arc that is open to the cargo class. False with *err where an amount is out of range. */
bool arc_amounts(const struct virtual_network *network, int cargo, int arc, struct amounts *amounts,
                 struct error *err);

/** Fills vehicles and money_e7. False with *err where an amount is out of range. */
bool asking_price(struct asking *asking, struct error *err);
void asking_release(struct asking *asking);

/** The amounts of an open arc by item, 1e-7 of the currency; adds them to *leg. */
void asking_add(const struct asking *asking, int arc, struct quote_leg *leg);

/** A way that no other beats, arcs from the origin on. */
struct front_way {
    wide money_e7;
    int64_t time_uh;
    int first_arc, arcs; /**< into front.arc */
};

/** The Pareto frontier of money and hours, money up. One way for each point. */
struct front {
    int ways;
    struct front_way *way;
    int *arc;
};
bool front_find(struct front *front, const struct asking *asking, struct error *err);
void front_release(struct front *front);

/** The first day after the variant's on which what the arcs cost, or whether they may be used, is known to change. */
struct quote_until until_of(const struct asking *asking, const int *arc, int arcs);

/** The plan with the delivery as its last shipment less the one without; `network`: with it. */
struct quote_margin margin_of(const struct virtual_network *network, const struct plan *without,
                              const struct plan *with, const struct delivery *delivery);

/** Marks the choices worth telling, of those that are timely. */
void choices_show(struct quote *quote);

#endif
