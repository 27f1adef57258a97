// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/quote_parts.h"
#include "plan/vehicles_parts.h"

enum { FULL_E4 = 10000, E7_OF_E4 = 1000 };

/* What a vehicle takes, 1e-4 kg. */
static wide load_e4(const struct vehicle_type *vehicle) {
    wide load = (wide)vehicle->payload_kg * vehicle->load_factor_e4;
    return load > 0 ? load : 1;
}

static wide vehicles_for(const struct vehicle_type *vehicle, int64_t kg) {
    wide load = load_e4(vehicle);
    return ((wide)kg * FULL_E4 + load - 1) / load;
}

/* Per vehicle and per tonne, over all arcs. */
static bool add_amounts(struct vehicle_ride *ride, const struct virtual_network *network,
                        const struct load *load, struct error *err) {
    struct amounts amounts;
    for (int i = 0; i < load->arcs; i++) {
        if (!arc_amounts(network, load->cargo, load->arc[i], &amounts, err))
            return false;
        for (int item = 0; item < ITEM_COUNT; item++) {
            ride->hired = ride->hired || amounts.by_vehicle_e4[item] != 0;
            if (__builtin_add_overflow(ride->per_t.e4, amounts.by_tonne_e4[item], &ride->per_t.e4) ||
                __builtin_add_overflow(ride->per_vehicle.e4, amounts.by_vehicle_e4[item],
                                       &ride->per_vehicle.e4))
                return error_set(err, ERROR_INPUT,
                                 "shipment %s: a vehicle's money on one ride is out of range",
                                 network->scenario->shipment[load->shipment].id);
        }
    }
    return true;
}

static bool count_vehicles(struct vehicle_ride *ride, const struct virtual_network *network,
                           const struct load *load, struct error *err) {
    const int64_t most = (int64_t)1 << 53; /* what JSON numbers hold */
    const struct vehicle_type *vehicle = &network->scenario->network->vehicle_type[ride->vehicle];
    wide count = vehicles_for(vehicle, ride->sum.quantity_kg);
    if (count > most)
        return error_set(err, ERROR_INPUT, "shipment %s: takes more than 2^53 vehicles of type %s",
                         network->scenario->shipment[load->shipment].id, vehicle->id);
    ride->sum.vehicles = (int64_t)count;
    ride->sum.room_e4 = count * load_e4(vehicle);
    ride->sum.money_e7 =
        (wide)ride->sum.quantity_kg * ride->per_t.e4 + count * E7_OF_E4 * ride->per_vehicle.e4;
    return true;
}

/* whole x part / of, rounded down, without forming whole x part. 0 <= part <= of */
static wide share_of(wide whole, int64_t part, int64_t of) {
    return whole / of * part + whole % of * part / of;
}

static wide mean_money(const struct plan *plan, const struct load *load) {
    wide e7 = 0;
    for (int l = load->first_leg; l < load->first_leg + load->legs; l++)
        e7 += (wide)load->quantity_kg * plan->leg[l].per_t.e4;
    return e7;
}

/* One owner's part; its vehicle money is what is due up to it less what is due before it, so that all adds up. */
static void add_owner(struct vehicle_ride *ride, const struct vehicle_type *vehicle, wide mean_e7,
                      int64_t before_kg, int64_t kg, struct vehicle_sum *share) {
    struct vehicle_sum *sum = &ride->sum;
    wide paid_e7 = sum->vehicles * (wide)E7_OF_E4 * ride->per_vehicle.e4;
    wide own = vehicles_for(vehicle, kg);
    wide apart_e7 = (wide)kg * ride->per_t.e4 + own * E7_OF_E4 * ride->per_vehicle.e4;
    sum->vehicles_apart += (int64_t)own;
    sum->mean_e7 += mean_e7;
    sum->apart_e7 += apart_e7;
    share->quantity_kg += kg;
    share->vehicles_apart += (int64_t)own;
    share->mean_e7 += mean_e7;
    share->apart_e7 += apart_e7;
    share->money_e7 += (wide)kg * ride->per_t.e4 + share_of(paid_e7, before_kg + kg, sum->quantity_kg) -
                       share_of(paid_e7, before_kg, sum->quantity_kg);
}

static void share_out(struct vehicle_ride *ride, const struct plan *plan, const struct scenario *scenario,
                      const struct load *load, int loads, struct vehicle_share *share) {
    const struct vehicle_type *vehicle = &scenario->network->vehicle_type[ride->vehicle];
    int64_t before_kg = 0;
    for (int i = 0, end; i < loads; i = end) {
        int owner = load[i].owner;
        wide mean_e7 = 0;
        int64_t kg = 0;
        for (end = i; end < loads && load[end].owner == owner; end++) {
            mean_e7 += mean_money(plan, &load[end]);
            kg += load[end].quantity_kg;
            ride->shipments += end == i || load[end].shipment != load[end - 1].shipment;
        }
        ride->shippers++;
        add_owner(ride, vehicle, mean_e7, before_kg, kg,
                  &share[owner < scenario->shippers ? owner : scenario->shippers].sum);
        before_kg += kg;
    }
}

bool ride_price(struct vehicle_ride *ride, const struct plan *plan, const struct virtual_network *network,
                const struct load *load, int loads, struct vehicle_share *share, struct error *err) {
    *ride = (struct vehicle_ride){.vehicle = load->vehicle,
                                  .first_leg = load->first_leg,
                                  .legs = load->legs,
                                  .commodity = load->commodity};
    for (int i = 0; i < loads; i++) {
        ride->sum.quantity_kg += load[i].quantity_kg;
        if (load[i].commodity != ride->commodity)
            ride->commodity = RIDE_MIXED;
        if (load[i].first_leg < ride->first_leg) {
            ride->first_leg = load[i].first_leg;
            ride->legs = load[i].legs;
        }
    }
    if (!add_amounts(ride, network, load, err) || !count_vehicles(ride, network, load, err))
        return false;
    share_out(ride, plan, network->scenario, load, loads, share);
    return true;
}
