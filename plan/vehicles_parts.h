// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: how a plan is put into whole vehicles, step by step. */
#ifndef PLAN_VEHICLES_PARTS_H
#define PLAN_VEHICLES_PARTS_H

#include "plan/plan.h"

/** What one path puts on one ride. */
struct load {
    int64_t quantity_kg;
    int vehicle, cargo, commodity, shipment;
    int owner;        /**< shipper; a shipment without one is its own: shippers + shipment */
    const char *form; /**< of goods that stand beside others of their form; else NULL */
    const int *arc;   /**< [arcs] of the virtual network, borrowed */
    int arcs;
    int first_leg, legs; /**< into plan.leg */
};

struct loads {
    struct load *load;
    int count;
    size_t room;
};
void loads_release(struct loads *loads);

/** 0 where both share vehicles; otherwise an order. */
int compare_rides(const struct load *a, const struct load *b);

/**
 * The ride of these loads, which share vehicles and stand by owner. Adds what each owner pays to share[shipper], those
 * without one to the last. False with *err where an amount is out of range.
 */
bool ride_price(struct vehicle_ride *ride, const struct plan *plan, const struct virtual_network *network,
                const struct load *load, int loads, struct vehicle_share *share, struct error *err);

#endif
