// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static int cargo_of(const struct virtual_network *network, const char *commodity) {
    int number = names_find(network->scenario->commodity_ids, commodity);
    for (int k = 0; k < network->scenario->shipments; k++)
        if (network->scenario->shipment[k].commodity == number)
            return virtual_cargo(network, k);
    return -1;
}

static int64_t money_of(const struct virtual_network *network, int arc, int cargo) {
    return network->money[cargo * network->arcs + arc].e4;
}

/*
 * By hand, with 1.5 / (10 x 0.8) = 0.1875 of a truck a tonne. Wheat:
 *   AJ: 30 km in 30 / (60 x 0.8) = 0.625 h: fuel 30 x 0.25 x 6800 = 51 000, running 30 000, crew 0.625 x 20
 * 000 = 12 500 in all 93 500 x 0.1875 = 17 531.25 JP: 20 km in 20 / (80 x 0.8) = 0.3125 h: fuel 34 000, toll
 * 40 000, running 20 000, crew 6250: 100 250 x 0.1875 = 18 796.875 PQ: ferry 800 000, crew 2 h x 20 000 = 40
 * 000; neither fuel nor running: 840 000 x 0.1875 = 157 500; 2 h + 1 h / 2 QB: 12 km in 12 / (40 x 0.8) =
 * 0.375 h: fuel 20 400, running 12 000, crew 7500: 39 900 x 0.1875 = 7481.25, + 700 AB: 100 km x 500 = 50
 * 000; 2 h + 6 h / 2 road: handling 5000 and 0.75 h, in the east + 700 access rail: at A 8000 + 24 h / 24 h x
 * 2400 storage; 2 h handling + 24 h dwell + 12 h / 2; at B 8000 and 3 h, no dwell Coal pays a tenth more of
 * everything.
 */
static void money_and_hours_of_each_arc_are_those_reckoned_by_hand(void **state) {
    static const struct {
        enum arc_kind kind;
        const char *at, *vehicle;
        int64_t wheat_e4, time_uh;
    } cases[] = {
        {ARC_HAUL, "AJ", "truck", 175312500, 625000},   {ARC_HAUL, "JP", "truck", 187968750, 312500},
        {ARC_HAUL, "PQ", "truck", 1575000000, 2500000}, {ARC_HAUL, "QB", "truck", 81812500, 375000},
        {ARC_HAUL, "AB", "train", 500000000, 5000000},  {ARC_LOAD, "A", "truck", 50000000, 750000},
        {ARC_UNLOAD, "B", "truck", 57000000, 750000},   {ARC_LOAD, "A", "train", 104000000, 32000000},
        {ARC_UNLOAD, "B", "train", 80000000, 3000000},
    };
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &NOW);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int arc = arc_find(network, cases[i].kind, cases[i].at, false, cases[i].vehicle);
        if (arc < 0)
            fail_msg("no arc at %s", cases[i].at);
        assert_int_equal(money_of(network, arc, cargo_of(network, "wheat")), cases[i].wheat_e4);
        assert_int_equal(money_of(network, arc, cargo_of(network, "coal")), cases[i].wheat_e4 * 11 / 10);
        assert_int_equal(network->arc[arc].time_uh, cases[i].time_uh);
    }
    virtual_free(network);
    scenario_free(scenario);
}

static void items_add_up_to_the_money_of_every_arc_and_cargo(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &NOW);
    for (int a = 0; a < network->arcs; a++)
        for (int c = 0; c < network->cargoes; c++) {
            struct cost_line line[ITEM_COUNT];
            int lines;
            virtual_itemise(network, a, c, line, &lines);
            assert_int_equal(tariff_sum(line, lines).e4, money_of(network, a, c));
        }
    virtual_free(network);
    scenario_free(scenario);
}

static void the_ferry_costs_fare_and_crew_but_neither_fuel_nor_kilometres(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &NOW);
    struct cost_line line[ITEM_COUNT];
    int lines;
    virtual_itemise(network, arc_find(network, ARC_HAUL, "PQ", true, "truck"), cargo_of(network, "wheat"),
                    line, &lines);
    assert_int_equal(lines, 2);
    assert_int_equal(line[0].item, ITEM_FERRY);
    assert_string_equal(line[0].rate->tariff_id, "ferry-VI");
    assert_int_equal(line[0].per_t.e4, 1500000000);
    assert_int_equal(line[1].item, ITEM_CREW);
    assert_null(line[1].rate);
    assert_int_equal(line[1].per_t.e4, 75000000);
    virtual_free(network);
    scenario_free(scenario);
}

static void the_ship_itself_and_junctions_load_nothing(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &NOW);
    for (int a = 0; a < network->arcs; a++)
        assert_string_not_equal(scenario->network->vehicle_type[network->arc[a].vehicle].id, "ship");
    assert_int_equal(arc_find(network, ARC_LOAD, "J", false, "truck"), -1);
    assert_true(arc_find(network, ARC_LOAD, "P", false, "truck") >= 0);
    /* 5 at rest, the truck at all 5, the train at A and B. */
    assert_int_equal(network->vertices, 12);
    /* Both ways on 4 links; 4 nodes where trucks load and unload;
     * the train goes one way, loads at A, unloads at B. */
    assert_int_equal(network->arcs, 8 + 8 + 3);
    virtual_free(network);
    scenario_free(scenario);
}

static void a_link_has_a_capacity_for_each_direction_and_a_terminal_one_for_both(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(network->resources, 4); /* QB there and back, AB, terminal TA */
    assert_string_equal(scenario->network->link[network->resource[0].link].id, "QB");
    assert_false(network->resource[0].backward);
    assert_true(network->resource[1].backward);
    assert_int_equal(network->resource[1].capacity_kg, 500000);
    assert_int_equal(network->resource[2].capacity_kg, 300000);
    assert_string_equal(scenario->network->terminal[network->resource[3].terminal].id, "TA");
    assert_int_equal(network->resource[3].capacity_kg, 1000000);
    assert_int_equal(network->arc[arc_find(network, ARC_LOAD, "A", false, "train")].resource, 3);
    virtual_free(network);
    scenario_free(scenario);
}

static void rates_follow_the_date(void **state) {
    const struct variant then = {.as_of = {19000}}; /* 2022-01-08: 5150 a litre */
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct virtual_network *network = network_build(scenario, &then);
    int arc = arc_find(network, ARC_HAUL, "AJ", false, "truck");
    /* fuel 30 x 0.25 x 5150 = 38 625 instead of 51 000 */
    assert_int_equal(money_of(network, arc, cargo_of(network, "wheat")), 175312500 - 12375 * 1875);
    virtual_free(network);
    scenario_free(scenario);
}

static void a_link_with_a_rate_of_its_own_costs_that_and_nothing_else(void **state) {
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,rate_per_t\n"
                           "AB,A,B,false,road,100,50,1234.5\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct virtual_network *network = network_build(scenario, &NOW);
    struct cost_line line[ITEM_COUNT];
    int lines, arc = arc_find(network, ARC_HAUL, "AB", false, "truck");
    virtual_itemise(network, arc, cargo_of(network, "coal"), line, &lines);
    assert_int_equal(lines, 1);
    assert_int_equal(line[0].item, ITEM_RATE);
    assert_int_equal(money_of(network, arc, cargo_of(network, "coal")), 12345000);
    virtual_free(network);
    scenario_free(scenario);
}

static void a_closed_link_and_one_without_capacity_are_left_out(void **state) {
    static const struct text_file changes[] = {
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,freight_capacity\n"
         "X,A,B,false,road,100,50,\nY,A,B,false,road,90,50,0\nZ,A,B,false,road,80,50,7\n"},
        {0}};
    static const int closed[] = {0};
    struct variant variant = NOW;
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    variant.closed_links = 1;
    variant.closed_link = closed;
    struct virtual_network *network = network_build(scenario, &variant);
    assert_int_equal(arc_find(network, ARC_HAUL, "X", false, NULL), -1);
    assert_int_equal(arc_find(network, ARC_HAUL, "Y", false, NULL), -1);
    assert_true(arc_find(network, ARC_HAUL, "Z", false, NULL) >= 0);
    assert_int_equal(network->resources, 2);
    virtual_free(network);
    scenario_free(scenario);
}

static void a_restriction_closes_arcs_for_its_cargo_from_its_day_on(void **state) {
    static const struct text_file changes[] = {
        {"roads/restriction.csv",
         "restriction_id,commodity_id,mode,jurisdiction,valid_from\nR,coal,road,west,2018-11-08\n"},
        {0}};
    const struct variant before = {.as_of = {17842}}; /* 2018-11-07 */
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct virtual_network *network = network_build(scenario, &NOW),
                           *earlier = network_build(scenario, &before);
    int arc = arc_find(network, ARC_HAUL, "AJ", false, "truck"),
        east = arc_find(network, ARC_HAUL, "QB", false, "truck");
    assert_int_equal(money_of(network, arc, cargo_of(network, "coal")), MONEY_CLOSED);
    assert_true(money_of(network, arc, cargo_of(network, "wheat")) > 0);
    assert_true(money_of(network, east, cargo_of(network, "coal")) > 0);
    arc = arc_find(earlier, ARC_HAUL, "AJ", false, "truck");
    assert_true(money_of(earlier, arc, cargo_of(earlier, "coal")) > 0);
    virtual_free(network);
    virtual_free(earlier);
    scenario_free(scenario);
}

static void a_terminal_loads_only_the_forms_it_takes(void **state) {
    static const struct text_file changes[] = {
        {"roads/terminal.csv", "terminal_id,node_id,mode,cargo_forms\nTA,A,rail,bulk;liquid\nTB,B,rail,\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct virtual_network *network = network_build(scenario, &NOW);
    int load = arc_find(network, ARC_LOAD, "A", false, "train"),
        unload = arc_find(network, ARC_UNLOAD, "B", false, "train");
    assert_int_equal(money_of(network, load, cargo_of(network, "wheat")), MONEY_CLOSED);
    assert_true(money_of(network, load, cargo_of(network, "coal")) > 0);
    assert_true(money_of(network, unload, cargo_of(network, "wheat")) > 0);
    virtual_free(network);
    scenario_free(scenario);
}

static void commodities_that_nothing_tells_apart_share_a_cargo(void **state) {
    static const struct text_file changes[] = {
        {"shipments/commodity.csv",
         "commodity_id,cargo_form\nwheat,bag\nrice,bag\npalm_oil,liquid\ncoal,bulk\nunused,\n"},
        {"shipments/shipment.csv", "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t\n"
                                   "1,wheat,A,B,1\n2,rice,A,B,1\n3,palm_oil,A,B,1\n4,coal,A,B,1\n5,,A,B,1\n"},
        {"roads/terminal.csv", "terminal_id,node_id,mode,cargo_forms\nTA,A,rail,bag;bulk\nTB,B,rail,\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct virtual_network *network = network_build(scenario, &NOW);
    /* coal pays a surcharge, liquids can't board the train at A;
     * the rest is one, cargo without commodity too. */
    assert_int_equal(network->cargoes, 3);
    assert_int_equal(cargo_of(network, "wheat"), cargo_of(network, "rice"));
    assert_int_equal(cargo_of(network, "wheat"), virtual_cargo(network, 4));
    assert_int_not_equal(cargo_of(network, "wheat"), cargo_of(network, "palm_oil"));
    assert_int_not_equal(cargo_of(network, "wheat"), cargo_of(network, "coal"));
    assert_int_equal(cargo_of(network, "unused"), -1);
    virtual_free(network);
    scenario_free(scenario);
}

/* A corridor with changes that can't be priced: what is said of it. */
static void assert_unpriced(const struct text_file *changes, const char *findings) {
    struct scenario *scenario = corridor_load(changes);
    struct diag *diag = diag_new();
    assert_null(virtual_new(scenario, &NOW, diag));
    assert_string_equal(findings_text(diag), findings);
    diag_free(diag);
    scenario_free(scenario);
}

static void a_missing_rate_is_told_once_for_all_arcs_like_it(void **state) {
    static const struct text_file changes[] = {
        {"tariffs/book.csv",
         "tariff_id,item,basis,amount,mode,vehicle_class\n"
         "toll,toll,vehicle,40000,,III\nferry,ferry,vehicle,800000,,VI\nrail,rail,t_km,500,,\n"
         "handling,handling,t,5000,,\n"},
        {0}};
    (void)state;
    /* fuel on AJ and QB (road) and on JP (toll); back is the same arc */
    assert_unpriced(
        changes,
        "roads/link.csv:2: error: no fuel rate in force on 2026-11-24 for mode road, link AJ, vehicle "
        "type truck, jurisdiction west (and 1 more like it)\n"
        "roads/link.csv:3: error: no fuel rate in force on 2026-11-24 for mode toll, link JP, vehicle "
        "type truck, jurisdiction west\n");
}

static void a_rate_that_only_a_forbidden_arc_would_need_may_be_missing(void **state) {
    static const struct text_file changes[] = {
        {"roads/restriction.csv", "restriction_id,vehicle_type_id\nnone,train\n"},
        {"tariffs/book.csv",
         "tariff_id,item,basis,amount,mode,vehicle_class\n"
         "fuel,fuel,litre,6800,,\ntoll,toll,vehicle,40000,,III\nferry,ferry,vehicle,800000,,VI\n"
         "handling,handling,t,5000,road,\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(arc_find(network, ARC_HAUL, "AB", false, NULL), -1);
    virtual_free(network);
    scenario_free(scenario);
}

static void two_rates_that_fit_equally_well_are_an_error(void **state) {
    static const struct text_file changes[] = {{"tariffs/more.csv",
                                                "tariff_id,item,basis,amount,mode,jurisdiction\n"
                                                "a-mode,access,t,1,toll,\na-west,access,t,2,,west\n"},
                                               {0}};
    (void)state;
    assert_unpriced(
        changes,
        "roads/link.csv:3: error: access rates \"a-mode\" (tariffs/more.csv:2) and \"a-west\" "
        "(tariffs/more.csv:3) fit equally well on 2026-11-24 for mode toll, link JP, vehicle type truck, "
        "jurisdiction west\n");
}

/* A way over the centroid C would be short; no path takes it, at rest or aboard. */
static void a_centroid_never_lies_inside_a_path(void **state) {
    static const struct text_file changes[] = {
        {"roads/node.csv",
         "node_id,x_coord,y_coord,node_type\nA,104,-4,\nC,104.1,-4,centroid\nB,104.2,-4,\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,length,free_speed\n"
                           "AC,A,C,false,road,20,50\nCB,C,B,false,road,20,50\nAB,A,B,false,road,90,50\n"},
        {"roads/terminal.csv", NULL},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n"
                                   "through,A,B,1\nin,A,C,1\nout,C,B,1\n"},
        {0}};
    static const char *const links[] = {"AB", "AC", "CB"};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct plan *plan = plan_make(scenario, &NOW);
    assert_int_equal(plan->legs, 3);
    for (int k = 0; k < 3; k++) {
        const struct plan_leg *leg = &plan->leg[plan->path[plan->shipment[k].first_path].first_leg];
        assert_int_equal(leg->links, 1);
        assert_string_equal(scenario->network->link[plan->link[leg->first_link]].id, links[k]);
    }
    plan_free(plan);
    scenario_free(scenario);
}

static void the_default_penalty_is_more_than_any_path_can_cost(void **state) {
    static const struct text_file small[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h\n1,A,B,true,100,2\n2,B,A,true,30.5,1\n"},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h,unmet_penalty_per_t\n"
         "1,A,B,1,10,\n2,A,B,1,0.0001,\n3,A,B,1,,5.5\n"}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(small, COUNT_OF(small), NULL));
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(network->default_penalty.e4, 1615000); /* 100 + 30.5 + 3 h x 10, and 1 */
    assert_int_equal(virtual_penalty(network, 1).e4, 1615000);
    assert_int_equal(virtual_penalty(network, 2).e4, 55000);
    virtual_free(network);
    scenario_free(scenario);
}

static void without_vehicle_types_a_vertex_is_a_node(void **state) {
    static const struct text_file small[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord,node_type\nA,104,-4,centroid\nB,105,-4,\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,freight_capacity\n"
                           "1,A,B,false,100,5\n2,A,A,true,1,5\n3,B,A,true,1,\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,A,B,1\n"}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(small, COUNT_OF(small), NULL));
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(network->vertices, 2);
    assert_int_equal(network->arcs, 3); /* the loop is of no use */
    assert_int_equal(network->resources, 2);
    assert_int_equal(network->no_through[0], 1);
    assert_int_equal(network->no_through[1], 0);
    virtual_free(network);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_and_hours_of_each_arc_are_those_reckoned_by_hand),
        cmocka_unit_test(items_add_up_to_the_money_of_every_arc_and_cargo),
        cmocka_unit_test(the_ferry_costs_fare_and_crew_but_neither_fuel_nor_kilometres),
        cmocka_unit_test(the_ship_itself_and_junctions_load_nothing),
        cmocka_unit_test(a_link_has_a_capacity_for_each_direction_and_a_terminal_one_for_both),
        cmocka_unit_test(rates_follow_the_date),
        cmocka_unit_test(a_link_with_a_rate_of_its_own_costs_that_and_nothing_else),
        cmocka_unit_test(a_closed_link_and_one_without_capacity_are_left_out),
        cmocka_unit_test(a_restriction_closes_arcs_for_its_cargo_from_its_day_on),
        cmocka_unit_test(a_terminal_loads_only_the_forms_it_takes),
        cmocka_unit_test(commodities_that_nothing_tells_apart_share_a_cargo),
        cmocka_unit_test(a_missing_rate_is_told_once_for_all_arcs_like_it),
        cmocka_unit_test(a_rate_that_only_a_forbidden_arc_would_need_may_be_missing),
        cmocka_unit_test(two_rates_that_fit_equally_well_are_an_error),
        cmocka_unit_test(a_centroid_never_lies_inside_a_path),
        cmocka_unit_test(the_default_penalty_is_more_than_any_path_can_cost),
        cmocka_unit_test(without_vehicle_types_a_vertex_is_a_node),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
