// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-vehicles/1: a part of a plan that nobody who reads plans needs. */
#include "report/vehicles.h"

enum { E7_PLACES = 7 };

/* quantity / room to six places, rounded down: 1 says full to the kilogram. */
static void put_fill(struct json_out *out, const struct vehicle_sum *sum) {
    enum { FILL_PLACES = 6 };
    const wide full = 10000000000; /* 10^4 of room_e4 times 10^6 */
    if (sum->room_e4 > 0)
        json_put_decimal(out, "fill", (wide)sum->quantity_kg * full / sum->room_e4, FILL_PLACES);
    else
        json_put_string(out, "fill", NULL);
}

static void put_money(struct json_out *out, const struct vehicle_sum *sum) {
    json_put_decimal(out, "cost", sum->money_e7, E7_PLACES);
    json_put_decimal(out, "rounding_cost", sum->money_e7 - sum->mean_e7, E7_PLACES);
    json_put_decimal(out, "sharing_saves", sum->apart_e7 - sum->money_e7, E7_PLACES);
}

static void put_sum(struct json_out *out, const struct vehicle_sum *sum) {
    json_put_decimal(out, "quantity_t", sum->quantity_kg, MASS_PLACES);
    json_put_int(out, "vehicles", sum->vehicles);
    json_put_int(out, "vehicles_apart", sum->vehicles_apart);
    put_fill(out, sum);
    put_money(out, sum);
}

static void put_types(struct json_out *out, const struct whole_vehicles *whole,
                      const struct network *network) {
    json_array(out, "types");
    for (int v = 0; v < whole->types; v++) {
        if (whole->by_type[v].quantity_kg == 0)
            continue;
        json_flat_object(out, NULL);
        json_put_string(out, "vehicle_type_id", network->vehicle_type[v].id);
        json_put_bool(out, "hired", whole->hired[v]);
        put_sum(out, &whole->by_type[v]);
        json_end(out);
    }
    json_end(out);
}

static void put_ride(struct json_out *out, const struct vehicle_ride *ride, const struct plan *plan,
                     const struct scenario *scenario) {
    const struct network *network = scenario->network;
    const struct plan_leg *first = &plan->leg[ride->first_leg], *last = first + ride->legs - 1;
    json_flat_object(out, NULL);
    json_put_string(out, "vehicle_type_id", network->vehicle_type[ride->vehicle].id);
    json_put_string(out, "from_node_id", network->node[first->from].id);
    json_put_string(out, "to_node_id", network->node[last->to].id);
    json_flat_array(out, "links");
    for (const struct plan_leg *leg = first; leg <= last; leg++)
        for (int i = leg->first_link; i < leg->first_link + leg->links; i++)
            json_put_string(out, NULL, network->link[plan->link[i]].id);
    json_end(out);
    json_put_string(out, "commodity_id",
                    ride->commodity >= 0 ? scenario->commodity[ride->commodity].id : NULL);
    json_put_bool(out, "mixed", ride->commodity == RIDE_MIXED);
    json_put_bool(out, "hired", ride->hired);
    json_put_int(out, "shippers", ride->shippers);
    json_put_int(out, "shipments", ride->shipments);
    json_put_decimal(out, "per_vehicle", ride->per_vehicle.e4, MONEY_PLACES);
    json_put_decimal(out, "per_t", ride->per_t.e4, MONEY_PLACES);
    put_sum(out, &ride->sum);
    json_end(out);
}

static void put_shares(struct json_out *out, const struct whole_vehicles *whole,
                       const struct scenario *scenario) {
    json_array(out, "shippers");
    for (int s = 0; s < whole->shares; s++) {
        const struct vehicle_share *share = &whole->share[s];
        json_flat_object(out, NULL);
        json_put_string(out, "shipper_id", share->shipper >= 0 ? scenario->shipper[share->shipper].id : NULL);
        put_money(out, &share->sum);
        json_end(out);
    }
    json_end(out);
}

void json_put_vehicles(struct json_out *out, const struct whole_vehicles *whole, const struct plan *plan,
                       const struct scenario *scenario) {
    json_object(out, "vehicles");
    json_put_string(out, "schema", "angkut-vehicles/1");
    json_put_string(out, "period", scenario->network->period);
    json_put_decimal(out, "cost", whole->cost_e4, MONEY_PLACES);
    json_put_decimal(out, "rounding_cost", whole->cost_e4 - plan->cost_e4, MONEY_PLACES);
    json_put_decimal(out, "sharing_saves", wide_divide(whole->total.apart_e7 - whole->total.money_e7, 1000),
                     MONEY_PLACES);
    json_put_decimal(out, "objective", whole->objective_e4, MONEY_PLACES);
    json_put_decimal(out, "bound", whole->bound_e4, MONEY_PLACES);
    json_put_double(out, "gap", whole->gap);
    put_types(out, whole, scenario->network);
    json_array(out, "rides");
    for (int i = 0; i < whole->rides; i++)
        put_ride(out, &whole->ride[i], plan, scenario);
    json_end(out);
    put_shares(out, whole, scenario);
    json_end(out);
}
