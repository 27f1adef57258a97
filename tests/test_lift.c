// SPDX-License-Identifier: GPL-3.0-or-later
/* Lifting a solution that was made by hand, so that no solver has a say in it. */
#include "base/mem.h"
#include "solver/solver.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct text_file priced_rest[] = {
    {"shipments/shipment.csv",
     "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n"
     "S1,wheat,A,B,100,\nS2,coal,A,B,50,1000000\nS3,,A,A,7,\n"},
    {0}};

enum { TRUCK_ARCS = 6, TRAIN_ARCS = 3 };

struct desk {
    struct scenario *scenario;
    struct compiled *compiled;
    int truck[TRUCK_ARCS], train[TRAIN_ARCS];
    /* The solution's arrays, for a test to change. */
    int shipment[4], start[5], arcs[2 * TRUCK_ARCS + TRAIN_ARCS];
    double flow[4], unmet[3], price[8];
    struct solution solution;
};

static void find_arcs(struct desk *desk) {
    const struct virtual_network *network = compiled_network(desk->compiled);
    const int truck[] = {arc_find(network, ARC_LOAD, "A", false, "truck"),
                         arc_find(network, ARC_HAUL, "AJ", false, "truck"),
                         arc_find(network, ARC_HAUL, "JP", false, "truck"),
                         arc_find(network, ARC_HAUL, "PQ", false, "truck"),
                         arc_find(network, ARC_HAUL, "QB", false, "truck"),
                         arc_find(network, ARC_UNLOAD, "B", false, "truck")};
    const int train[] = {arc_find(network, ARC_LOAD, "A", false, "train"),
                         arc_find(network, ARC_HAUL, "AB", false, "train"),
                         arc_find(network, ARC_UNLOAD, "B", false, "train")};
    memcpy(desk->truck, truck, sizeof truck);
    memcpy(desk->train, train, sizeof train);
}

/* S1: 60.5 t by rail, 39.5 t by road; S2: 20 t by road, 30 t stay; S3 is there already. */
static void desk_init(struct desk *desk) {
    struct diag *diag = diag_new();
    *desk = (struct desk){.scenario = corridor_load(priced_rest)};
    desk->compiled = plan_compile(desk->scenario, &NOW, diag);
    assert_non_null(desk->compiled);
    diag_free(diag);
    find_arcs(desk);
    const int shipment[] = {0, 0, 1, 2}, start[] = {0, 3, 9, 15, 15};
    const double flow[] = {60.5, 39.5, 20, 7};
    memcpy(desk->shipment, shipment, sizeof shipment);
    memcpy(desk->start, start, sizeof start);
    memcpy(desk->flow, flow, sizeof flow);
    memcpy(desk->arcs, desk->train, sizeof desk->train);
    memcpy(desk->arcs + 3, desk->truck, sizeof desk->truck);
    memcpy(desk->arcs + 9, desk->truck, sizeof desk->truck);
    desk->unmet[1] = 30;
    desk->price[2] = 12.34567; /* the railway */
    desk->price[0] = -1e-12;
    desk->solution = (struct solution){.paths = 4,
                                       .path_shipment = desk->shipment,
                                       .path_flow = desk->flow,
                                       .path_start = desk->start,
                                       .path_arc = desk->arcs,
                                       .unmet = desk->unmet,
                                       .price = desk->price};
}

static void desk_release(struct desk *desk) {
    compiled_free(desk->compiled);
    scenario_free(desk->scenario);
}

static void release_plan(struct plan **plan) {
    plan_free(*plan);
}

static struct plan *lift(const struct desk *desk) {
    struct error err = {0};
    struct plan *plan = plan_lift(desk->compiled, &desk->solution, 1e-6, &err);
    if (plan == NULL)
        fail_msg("%s", err.message);
    return plan;
}

/* See test_virtual for the arcs. A path by road: 5000 + 17 531.25 | 18 796.875 | 157 500 | 8181.25 + 5700. */
static void legs_end_where_vehicle_or_mode_changes_and_take_their_handling_along(void **state) {
    static const struct {
        const char *mode, *from, *to;
        int64_t per_t_e4, time_uh, length_mm;
    } legs[] = {
        {"rail", "A", "B", 684000000, 40000000, 100000000},
        {"road", "A", "J", 225312500, 1375000, 30000000},
        {"toll", "J", "P", 187968750, 312500, 20000000},
        {"ferry", "P", "Q", 1575000000, 2500000, 10000000},
        {"road", "Q", "B", 138812500, 1125000, 12000000},
    };
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    const struct network *roads = desk.scenario->network;
    assert_int_equal(plan->legs, 9);
    for (size_t i = 0; i < COUNT_OF(legs); i++) {
        const struct plan_leg *leg = &plan->leg[i];
        assert_string_equal(leg->mode, legs[i].mode);
        assert_string_equal(roads->node[leg->from].id, legs[i].from);
        assert_string_equal(roads->node[leg->to].id, legs[i].to);
        assert_int_equal(leg->links, 1);
        assert_int_equal(leg->per_t.e4, legs[i].per_t_e4);
        assert_int_equal(leg->time_uh, legs[i].time_uh);
        assert_int_equal(leg->length_mm, legs[i].length_mm);
    }
    assert_int_equal(plan->path[0].per_t.e4, 684000000);
    assert_int_equal(plan->path[1].per_t.e4, 2127093750);
    assert_int_equal(plan->path[1].time_uh, 5312500);
    assert_int_equal(plan->path[2].per_t.e4, 2339803125); /* coal: a tenth more */
    assert_int_equal(plan->path[3].legs, 0);
}

static void items_of_a_leg_are_merged_by_item_and_rate(void **state) {
    static const struct {
        enum item item;
        const char *tariff_id;
        int64_t per_t_e4;
    } items[] = {
        {ITEM_FUEL, "fuel", 38250000},          {ITEM_HANDLING, "handling-road", 50000000},
        {ITEM_ACCESS, "access-east", 14000000}, /* on the road and at the city, 700 each */
        {ITEM_RUNNING, NULL, 22500000},         {ITEM_CREW, NULL, 14062500},
    };
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    const struct plan_leg *leg = &plan->leg[4];
    assert_int_equal(leg->items, COUNT_OF(items));
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        const struct plan_item *item = &plan->item[leg->first_item + (int)i];
        assert_int_equal(item->item, items[i].item);
        assert_int_equal(item->per_t.e4, items[i].per_t_e4);
        assert_true((item->tariff_id == NULL) == (items[i].tariff_id == NULL));
        if (item->tariff_id != NULL)
            assert_string_equal(item->tariff_id, items[i].tariff_id);
    }
}

/*
 * money: 60.5 x 68 400 + 39.5 x 212 709.375 + 20 x 233 980.3125 = 17 219 826.5625
 * hours: 60.5 x 40 + 39.5 x 5.3125 + 20 x 5.3125 = 2736.09375 t h; wheat's (2629.84375) at 8 760 000 x 0.1 /
 * 8760 = 100 penalty: 30 x 1 000 000
 */
static void totals_are_the_exact_sums(void **state) {
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    assert_true(plan->cost_e4 == 172198265625);
    assert_true(plan->time_cost_e4 == 2629843750);
    assert_true(plan->penalty_e4 == 300000000000);
    assert_true(plan->objective_e4 == 172198265625 + 2629843750 + 300000000000);
    assert_true(plan->tonne_hours_e6 == 2736093750);
    assert_int_equal(plan->unmet_kg, 30000);
    assert_int_equal(plan->shipment[1].unmet_kg, 30000);
    assert_int_equal(plan->shipment[0].paths, 2);
    assert_false(plan->sealed);
}

static void items_add_up_to_legs_legs_to_paths_and_paths_to_the_plan(void **state) {
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    wide cost_e7 = 0;
    for (int p = 0; p < plan->paths; p++) {
        const struct plan_path *path = &plan->path[p];
        int64_t path_e4 = 0, time_uh = 0;
        for (int l = path->first_leg; l < path->first_leg + path->legs; l++) {
            int64_t leg_e4 = 0;
            for (int i = 0; i < plan->leg[l].items; i++)
                leg_e4 += plan->item[plan->leg[l].first_item + i].per_t.e4;
            assert_int_equal(leg_e4, plan->leg[l].per_t.e4);
            path_e4 += leg_e4;
            time_uh += plan->leg[l].time_uh;
        }
        assert_int_equal(path_e4, path->per_t.e4);
        assert_int_equal(time_uh, path->time_uh);
        cost_e7 += (wide)path->quantity_kg * path_e4;
    }
    assert_true(cost_e7 == plan->cost_e4 * 1000);
}

static void resources_carry_what_the_paths_bring_and_cost_whole_ten_thousandths(void **state) {
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    assert_int_equal(plan->resources, 4);
    assert_int_equal(plan->resource[0].flow_kg, 59500); /* QB: 39.5 + 20 */
    assert_int_equal(plan->resource[1].flow_kg, 0);
    assert_int_equal(plan->resource[2].flow_kg, 60500); /* the railway */
    assert_int_equal(plan->resource[3].flow_kg, 60500); /* terminal TA */
    assert_int_equal(plan->resource[0].shadow_price.e4, 0);
    assert_int_equal(plan->resource[2].shadow_price.e4, 123457);
    assert_true(plan->capacity_rent_e4 == 300 * 123457);
}

static void a_lifted_plan_verifies(void **state) {
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    struct diag *diag = diag_new();
    struct verdict verdict = plan_verify(plan, desk.scenario, diag);
    assert_string_equal(findings_text(diag), "");
    assert_true(verdict.holds);
    assert_true(verdict.objective_e4 == plan->objective_e4);
    diag_free(diag);
}

static void a_solution_that_does_not_add_up_is_the_solvers_fault(void **state) {
    enum { FLOW, NEGATIVE, NOTHING, REST, PRICE, ORDER };
    static const struct {
        int what;
        const char *message;
    } cases[] = {
        {FLOW, "shipment S1: the solver's paths and rest do not add up to its 100.000 t"},
        {NEGATIVE, "shipment S1: the solver's path 1 carries -60.5 t"},
        {NOTHING, "shipment S1: the solver's path 1 carries 0.0001 t"},
        {REST, "shipment S2: the solver's paths and rest do not add up to its 50.000 t"},
        {PRICE, "the solver's price of resource 2 is nan"},
        {ORDER, "shipment S1: the solver's paths and rest do not add up to its 100.000 t"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AUTO(desk_release) struct desk desk;
        struct error err = {0};
        desk_init(&desk);
        switch (cases[i].what) {
        case FLOW:
            desk.flow[0] = 60.501;
            break;
        case NEGATIVE:
            desk.flow[0] = -60.5;
            break;
        case NOTHING:
            desk.flow[0] = 0.0001;
            break;
        case REST:
            desk.unmet[1] = NAN;
            break;
        case PRICE:
            desk.price[2] = NAN;
            break;
        case ORDER:
            desk.shipment[0] = 2;
            break;
        }
        assert_null(plan_lift(desk.compiled, &desk.solution, 1e-6, &err));
        assert_int_equal(err.code, ERROR_SOLVER);
        assert_string_equal(err.message, cases[i].message);
    }
}

/*
 * By mode, in t km: rail 60.5 x 100 = 6050; road 59.5 x (30 + 12) = 2499; toll 59.5 x 20 = 1190; ferry 59.5 x
 * 10 = 595. Grams a t km: train 25, truck 100, and on the ferry the ship's 50.
 */
static void a_summary_sums_by_mode_commodity_and_item(void **state) {
    static const struct {
        const char *mode;
        int64_t quantity_kg, t_km, grams;
    } modes[] = {{"road", 59500, 2499, 249900},
                 {"toll", 59500, 1190, 119000},
                 {"ferry", 59500, 595, 29750},
                 {"rail", 60500, 6050, 151250}};
    (void)state;
    AUTO(desk_release) struct desk desk;
    desk_init(&desk);
    AUTO(release_plan) struct plan *plan = lift(&desk);
    struct plan_summary *summary = plan_summarise(plan, desk.scenario);
    assert_int_equal(summary->modes, COUNT_OF(modes));
    for (size_t m = 0; m < COUNT_OF(modes); m++) {
        assert_string_equal(summary->mode[m], modes[m].mode);
        assert_int_equal(summary->by_mode[m].quantity_kg, modes[m].quantity_kg);
        assert_true(summary->by_mode[m].kg_mm == (wide)modes[m].t_km * 1000000000);
        assert_true(summary->by_mode[m].co2e == (wide)modes[m].grams * 1000000000000);
    }
    assert_true(summary->total.money_e7 == plan->cost_e4 * 1000);
    assert_true(summary->total.co2e == (wide)(249900 + 119000 + 29750 + 151250) * 1000000000000);
    wide items_e7 = 0;
    for (int item = 0; item < ITEM_COUNT; item++)
        items_e7 += summary->total.item_e7[item];
    assert_true(items_e7 == summary->total.money_e7);
    assert_true(summary->total.item_e7[ITEM_STORAGE] == (wide)60500 * 24000000); /* 2400 for each t by rail */
    assert_int_equal(summary->total.quantity_kg, 127000);
    assert_int_equal(summary->commodity[0].quantity_kg, 100000); /* wheat */
    assert_int_equal(summary->commodity[1].quantity_kg, 20000);  /* coal */
    assert_int_equal(summary->commodity[2].quantity_kg, 7000);
    plan_summary_free(summary);
}

static void closed_links_and_hashes_go_into_the_plan(void **state) {
    static const int closed[] = {4}; /* AB */
    struct variant variant = NOW;
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    variant.closed_links = 1;
    variant.closed_link = closed;
    AUTO(release_plan) struct plan *plan = plan_make(scenario, &variant);
    assert_ptr_not_equal(plan->closed_link, closed);
    assert_int_equal(plan->closed_link[0], 4);
    assert_int_equal(strlen(plan->tariff_hash), 64);
    assert_string_equal(plan->input_hash, scenario->input_hash);
    for (int l = 0; l < plan->links; l++)
        assert_int_not_equal(plan->link[l], 4);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(legs_end_where_vehicle_or_mode_changes_and_take_their_handling_along),
        cmocka_unit_test(items_of_a_leg_are_merged_by_item_and_rate),
        cmocka_unit_test(totals_are_the_exact_sums),
        cmocka_unit_test(items_add_up_to_legs_legs_to_paths_and_paths_to_the_plan),
        cmocka_unit_test(resources_carry_what_the_paths_bring_and_cost_whole_ten_thousandths),
        cmocka_unit_test(a_lifted_plan_verifies),
        cmocka_unit_test(a_solution_that_does_not_add_up_is_the_solvers_fault),
        cmocka_unit_test(a_summary_sums_by_mode_commodity_and_item),
        cmocka_unit_test(closed_links_and_hashes_go_into_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
