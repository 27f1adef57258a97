// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Plans in whole vehicles on the corridor of tests/support/data_set.h without its railway. A truck takes 8 t and goes back
 * empty half the way, so that from A to B it costs 1.5 times: fuel 0.25 l x 6,800 on 62 km by land (105,400), 62 x 1,000
 * and the toll of 40,000 and the ferry's 800,000 and 20,000 for each of 3.3125 h that it moves: 1,610,475.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <string.h>

#define HEAD "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours\n"
#define GOODS                                                                                 \
    {"shipments/commodity.csv", "commodity_id,cargo_form\nwheat,bag\n"                        \
                                "rice,bag\ncoal,bulk\nsand,bulk\noil,liquid\nfuel,liquid\n"}, \
    {                                                                                         \
        "shipments/shipper.csv", "shipper_id,name\nmill,The Mill\nport,The Port\n"            \
    }

struct fleet_case {
    const char *sentence, *shipments; /* rows behind HEAD */
    int rides;
    int64_t vehicles, apart; /* counted by hand: 8 t a truck */
};

static const struct fleet_case cases[] = {
    {"a rest takes a truck of its own", "S1,mill,wheat,A,B,100,\n", 1, 13, 13},
    {"whole loads are not rounded", "S1,mill,wheat,A,B,80,\n", 1, 10, 10},
    {"a kilogram more takes one more", "S1,mill,wheat,A,B,80.001,\n", 1, 11, 11},
    {"two shippers of one commodity share", "S1,mill,wheat,A,B,100,\nS2,port,wheat,A,B,52,\n", 1, 19, 20},
    {"bags of several goods share", "S1,mill,wheat,A,B,3,\nS2,port,rice,A,B,4,\n", 1, 1, 2},
    {"different bulk goods never share", "S1,mill,sand,A,B,3,\nS2,mill,coal,A,B,4,\n", 2, 2, 2},
    {"different liquids never share", "S1,mill,oil,A,B,3,\nS2,mill,fuel,A,B,4,\n", 2, 2, 2},
    {"one liquid shares", "S1,mill,oil,A,B,3,\nS2,port,oil,A,B,4,\n", 1, 1, 2},
    {"a liquid and bags never share", "S1,mill,oil,A,B,3,\nS2,mill,wheat,A,B,4,\n", 2, 2, 2},
    {"one shipper shares with itself", "S1,mill,wheat,A,B,3,\nS2,mill,wheat,A,B,4,\n", 1, 1, 1},
    {"shipments without a shipper are each their own", "S1,,wheat,A,B,3,\nS2,,wheat,A,B,4,\n", 1, 1, 2},
    {"the other direction is another ride", "S1,mill,wheat,A,B,3,\nS2,mill,wheat,B,A,4,\n", 2, 2, 2},
    {"what goes nowhere rides on nothing", "S1,mill,wheat,A,A,3,\n", 0, 0, 0},
};

struct fleet {
    struct scenario *scenario;
    struct virtual_network *network;
    struct plan *plan;
    struct whole_vehicles *whole;
};

static struct fleet fleet_new(const struct text_file *changes, bool railway) {
    struct fleet fleet = {.scenario = corridor_load(changes)};
    struct variant variant = NOW;
    struct error err = {0};
    static int rail[1];
    rail[0] = names_find(fleet.scenario->network->link_ids, "AB");
    variant.closed_link = rail;
    variant.closed_links = railway ? 0 : 1;
    fleet.network = network_build(fleet.scenario, &variant);
    fleet.plan = plan_make(fleet.scenario, &variant);
    fleet.whole = whole_vehicles_new(fleet.plan, fleet.network, &err);
    if (fleet.whole == NULL)
        fail_msg("%s", err.message);
    return fleet;
}

static void fleet_release(struct fleet *fleet) {
    whole_vehicles_free(fleet->whole);
    plan_free(fleet->plan);
    virtual_free(fleet->network);
    scenario_free(fleet->scenario);
}

/* Rides, vehicle types and shippers each add up to the total, to 1e-7 of the currency. */
static void adds_up(const struct fleet *fleet) {
    const struct whole_vehicles *whole = fleet->whole;
    wide rides = 0, types = 0, shares = 0, mean = 0, apart = 0;
    for (int i = 0; i < whole->rides; i++) {
        rides += whole->ride[i].sum.money_e7;
        assert_true(whole->ride[i].sum.money_e7 >= whole->ride[i].sum.mean_e7);
        assert_true(whole->ride[i].sum.apart_e7 >= whole->ride[i].sum.money_e7);
    }
    for (int v = 0; v < whole->types; v++)
        types += whole->by_type[v].money_e7;
    for (int s = 0; s < whole->shares; s++) {
        shares += whole->share[s].sum.money_e7;
        mean += whole->share[s].sum.mean_e7;
        apart += whole->share[s].sum.apart_e7;
    }
    assert_true(rides == whole->total.money_e7 && types == rides && shares == rides);
    assert_true(mean == whole->total.mean_e7 && apart == whole->total.apart_e7);
    assert_true(wide_divide(mean, 1000) == fleet->plan->cost_e4);
    assert_true(whole->cost_e4 == wide_divide(rides, 1000));
    assert_true(whole->objective_e4 - whole->cost_e4 == fleet->plan->objective_e4 - fleet->plan->cost_e4);
    assert_true(whole->bound_e4 <= fleet->plan->objective_e4);
}

static void vehicles_are_those_counted_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *rows = support_text("%s%s", HEAD, cases[i].shipments);
        const struct text_file changes[] = {GOODS, {"shipments/shipment.csv", rows}, {NULL, NULL}};
        struct fleet fleet = fleet_new(changes, false);
        const struct whole_vehicles *whole = fleet.whole;
        if (whole->rides != cases[i].rides || whole->total.vehicles != cases[i].vehicles ||
            whole->total.vehicles_apart != cases[i].apart)
            fail_msg("%s: %d rides, %lld vehicles, %lld apart", cases[i].sentence, whole->rides,
                     (long long)whole->total.vehicles, (long long)whole->total.vehicles_apart);
        adds_up(&fleet);
        fleet_release(&fleet);
    }
}

/* What the plan's own legs say a truck costs: fuel, toll, ferry, crew and running are paid by the vehicle, all else by the tonne. */
static wide per_truck_e4(const struct plan *plan) {
    wide e4 = 0;
    for (int i = 0; i < plan->items; i++)
        if (plan->item[i].item == ITEM_FUEL || plan->item[i].item == ITEM_TOLL ||
            plan->item[i].item == ITEM_FERRY || plan->item[i].item == ITEM_CREW ||
            plan->item[i].item == ITEM_RUNNING)
            e4 += plan->item[i].per_t.e4;
    return 8 * e4;
}

static void rounding_costs_half_a_truck(void **state) {
    (void)state;
    const struct text_file changes[] = {
        GOODS, {"shipments/shipment.csv", HEAD "S1,mill,wheat,A,B,100,\n"}, {NULL, NULL}};
    struct fleet fleet = fleet_new(changes, false);
    wide truck_e4 = per_truck_e4(fleet.plan);
    assert_true(truck_e4 == 16104750000); /* as above: 1.5 x (105,400 + 62,000 + 40,000 + 800,000 + 66,250) */
    assert_true(fleet.whole->ride[0].per_vehicle.e4 == truck_e4);
    assert_true(2 * (fleet.whole->cost_e4 - fleet.plan->cost_e4) == truck_e4);
    assert_true(fleet.whole->ride[0].sum.room_e4 == (wide)13 * 8000 * 10000);
    fleet_release(&fleet);
}

/* 152 t are 19 trucks; apart 13 + 7. The 19 are paid 100 to 52. */
static void sharing_saves_a_truck_and_is_paid_by_tonnes(void **state) {
    (void)state;
    const struct text_file changes[] = {
        GOODS,
        {"shipments/shipment.csv", HEAD "S1,mill,wheat,A,B,100,\nS2,port,wheat,A,B,52,\n"},
        {NULL, NULL}};
    struct fleet fleet = fleet_new(changes, false);
    const struct whole_vehicles *whole = fleet.whole;
    assert_true(whole->cost_e4 == fleet.plan->cost_e4);
    assert_true(whole->total.apart_e7 - whole->total.money_e7 == (wide)1000 * whole->ride[0].per_vehicle.e4);
    assert_int_equal(whole->shares, 2);
    wide left = whole->share[0].sum.money_e7 * 52 - whole->share[1].sum.money_e7 * 100;
    assert_true(left >= -152 && left <= 152); /* to 1e-7 of the currency each */
    fleet_release(&fleet);
}

static void a_train_paid_by_the_tonne_loses_nothing(void **state) {
    (void)state;
    struct fleet fleet = fleet_new(NULL, true);
    const struct whole_vehicles *whole = fleet.whole;
    int train = names_find(fleet.scenario->network->vehicle_type_ids, "train");
    assert_true(whole->by_type[train].quantity_kg > 0);
    assert_true(whole->by_type[train].vehicles > 0);
    assert_false(whole->hired[train]);
    assert_true(whole->by_type[train].money_e7 == whole->by_type[train].mean_e7);
    adds_up(&fleet);
    fleet_release(&fleet);
}

/* Twice the tonnes in trucks twice as large at twice the money by the vehicle: as many of them. */
static void tonnes_and_payload_doubled_are_as_many_vehicles(void **state) {
    (void)state;
    static const char *const tonnes[] = {"33", "100", "7.999"}, *const doubled[] = {"66", "200", "15.998"};
    const struct text_file *truck = &CORRIDOR[3];
    const char *at = strstr(truck->text, "truck,road;toll;ferry,10,");
    assert_non_null(at);
    const char *large = support_text("%.*struck,road;toll;ferry,20,%s", (int)(at - truck->text), truck->text,
                                     at + strlen("truck,road;toll;ferry,10,"));
    for (size_t i = 0; i < COUNT_OF(tonnes); i++) {
        const char *one = support_text(HEAD "S1,mill,wheat,A,B,%s,\n", tonnes[i]);
        const char *two = support_text(HEAD "S1,mill,wheat,A,B,%s,\n", doubled[i]);
        const struct text_file small[] = {GOODS, {"shipments/shipment.csv", one}, {NULL, NULL}};
        const struct text_file big[] = {
            GOODS, {"shipments/shipment.csv", two}, {"roads/vehicle_type.csv", large}, {NULL, NULL}};
        struct fleet a = fleet_new(small, false), b = fleet_new(big, false);
        assert_int_equal(a.whole->total.vehicles, b.whole->total.vehicles);
        assert_true(a.whole->total.room_e4 * 2 == b.whole->total.room_e4);
        fleet_release(&a);
        fleet_release(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vehicles_are_those_counted_by_hand),
        cmocka_unit_test(rounding_costs_half_a_truck),
        cmocka_unit_test(sharing_saves_a_truck_and_is_paid_by_tonnes),
        cmocka_unit_test(a_train_paid_by_the_tonne_loses_nothing),
        cmocka_unit_test(tonnes_and_payload_doubled_are_as_many_vehicles),
    };
    return cmocka_run_group_tests_name("whole vehicles", tests, NULL, NULL);
}
