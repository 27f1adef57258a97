// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of plan/plan.h: a plan in whole vehicles (doc/model.md, "Whole vehicles"). Its flows stay what they are; what
 * shippers send over the same ride is loaded together and rounded up to vehicles once.
 */
#ifndef PLAN_VEHICLES_H
#define PLAN_VEHICLES_H

#include "plan/plan.h"

/** What a number of vehicles carry, and what that costs. */
struct vehicle_sum {
    int64_t quantity_kg;
    int64_t vehicles;       /**< loads: a vehicle counts as often as it is loaded in the period */
    int64_t vehicles_apart; /**< if each shipper had its own */
    wide room_e4;           /**< what they could carry, 1e-4 kg: fill = quantity_kg * 10^4 / room_e4 */
    wide money_e7;          /**< in whole vehicles, 1e-7 of the currency */
    wide mean_e7;           /**< as the plan counts it, at the mean load */
    wide apart_e7;          /**< in whole vehicles, if each shipper had its own */
};

enum { RIDE_MIXED = -2 };

/** One movement of one vehicle type from where it is loaded to where it is unloaded: one leg of a path or several. */
struct vehicle_ride {
    int vehicle;
    int first_leg, legs; /**< into plan.leg: those of the first path that goes so */
    int commodity;       /**< -1 = none stated; RIDE_MIXED = several, in the same cargo form */
    bool hired;          /**< something is paid by the vehicle; else all is by the tonne */
    struct money per_vehicle, per_t;
    struct vehicle_sum sum;
    int shippers, shipments; /**< that share it; a shipment without a shipper is its own */
};

/** Who pays for it: vehicles are shared by tonnes. */
struct vehicle_share {
    int shipper;            /**< -1 = all shipments that state none */
    struct vehicle_sum sum; /**< quantity_kg: over all its rides; vehicles and room_e4 are 0 */
};

struct whole_vehicles {
    int rides, types, shares;
    struct vehicle_ride *ride;   /**< in the order in which the plan's paths first take them */
    struct vehicle_sum *by_type; /**< [types] of the network: rides that are hired, and those that are not */
    bool *hired;                 /**< [types] whether some ride of it is */
    struct vehicle_share *share; /**< in the order of shippers, without a shipper last; none without rides */
    struct vehicle_sum total;
    wide cost_e4;      /**< all money: the plan's with rides in whole vehicles, fixed costs as they are */
    wide objective_e4; /**< cost + time_cost + penalty */
    wide bound_e4;     /**< no plan in whole vehicles costs less: the plan's own bound */
    double gap;        /**< (objective - bound) / |objective|, at least 0 */
};

/** NULL with *err where an amount is out of range. O(arcs of all paths x log rides) */
struct whole_vehicles *whole_vehicles_new(const struct plan *plan, const struct virtual_network *network,
                                          struct error *err);
void whole_vehicles_free(struct whole_vehicles *whole); /* NULL is fine */

#endif
