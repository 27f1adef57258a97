// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "plan/max_flow.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *check(const struct scenario *scenario, const struct variant *variant) {
    struct diag *diag = diag_new();
    scenario_check(scenario, variant, diag);
    const char *text = findings_text(diag);
    diag_free(diag);
    return text;
}

static const char *check_corridor(const struct text_file *changes) {
    struct scenario *scenario = corridor_load(changes);
    const char *text = check(scenario, &NOW);
    scenario_free(scenario);
    return text;
}

static void a_sound_data_set_gives_no_warning(void **state) {
    (void)state;
    assert_string_equal(check_corridor(NULL), "");
}

/* P and Q are 0.2 degrees apart at 4 degrees south:
 * 0.2 x 111.195 km x cos 4 = 22.2 km; Q and B half as far. */
static void unreachable_demand_is_told_with_how_far_one_gets(void **state) {
    static const struct text_file changes[] = {
        {"roads/terminal.csv", NULL},
        {"roads/restriction.csv", "restriction_id,commodity_id,link_id\nR,coal,PQ\n"},
        {0}};
    static const int closed[] = {3}; /* QB */
    struct variant variant = NOW;
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    assert_string_equal(check(scenario, &NOW), "shipments/shipment.csv:3: warning: shipment S2 can't move: "
                                               "there is no way for coal from A to B; one "
                                               "gets no nearer than P, 33.3 km from there\n");
    variant.closed_links = 1;
    variant.closed_link = closed;
    assert_string_equal(check(scenario, &variant), "shipments/shipment.csv:2: warning: shipment S1 can't "
                                                   "move: there is no way for wheat from A to B; one "
                                                   "gets no nearer than Q, 11.1 km from there\n"
                                                   "shipments/shipment.csv:3: warning: shipment S2 can't "
                                                   "move: there is no way for coal from A to B; one "
                                                   "gets no nearer than P, 33.3 km from there\n");
    scenario_free(scenario);
}

/* By road 0.75 + 0.625 + 0.3125 + 2.5 + 0.375 + 0.75 = 5.3125 h; the train takes 40. */
static void hours_that_no_way_keeps_are_told_with_the_fastest(void **state) {
    static const struct text_file changes[] = {
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t,max_hours\n"
                                   "late,A,B,1,5.3124\njust,A,B,1,5.3125\nhome,A,A,1,0.1\n"},
        {0}};
    (void)state;
    assert_string_equal(
        check_corridor(changes),
        "shipments/shipment.csv:2: warning: shipment late can't move within max_hours 5.3124: even the "
        "fastest way takes 5.32 h\n");
}

/* QB takes 500 t and the railway 300: 800 in all, from A or to B, of which the first is told. */
static void capacities_under_demand_are_told_with_the_cut(void **state) {
    static const struct text_file changes[] = {
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t\n3,A,P,9999\n1,A,B,500\n2,A,B,300.001\n"},
        {0}};
    static const struct text_file enough[] = {
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,A,B,500\n2,A,B,300\n3,A,P,9999\n"},
        {0}};
    (void)state;
    assert_string_equal(check_corridor(enough), "");
    assert_string_equal(check_corridor(changes),
                        "shipments/shipment.csv:3: warning: shipments from A ask for "
                        "800.001 t, at most 800 t can pass: link QB "
                        "towards B (500 t), link AB towards B (300 t)\n");
}

static void a_cut_at_a_destination_is_found_where_no_origin_alone_fills_it(void **state) {
    static const struct text_file changes[] = {
        {"roads/terminal.csv", NULL},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,A,B,400\n2,P,B,1200\n"},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,freight_capacity\n"
         "AP,A,P,false,road,50,50,\nPB,P,B,false,road,50,50,1300\n"},
        {0}};
    (void)state;
    assert_string_equal(check_corridor(changes), "shipments/shipment.csv:2: warning: shipments to B ask for "
                                                 "1,600 t, at most 1,300 t can pass: link PB "
                                                 "towards B (1,300 t)\n");
}

static void a_terminal_can_be_the_cut(void **state) {
    static const struct text_file changes[] = {
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,mode,length,free_speed\nAB,A,B,false,rail,100,50\n"},
        {"roads/terminal.csv", "terminal_id,node_id,mode,capacity_t\nTA,A,rail,90\nTB,B,rail,\n"},
        {0}};
    (void)state;
    assert_string_equal(check_corridor(changes), "shipments/shipment.csv:2: warning: shipments from A ask "
                                                 "for 150 t, at most 90 t can pass: terminal TA "
                                                 "(90 t)\n");
}

/* Over the centroid C 50 t more could pass, but no path may. */
static void no_flow_passes_a_centroid(void **state) {
    static const struct text_file changes[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord,node_type,jurisdiction\nA,104,-4,,\nC,104.1,-4,centroid,"
                           "\nB,104.2,-4,,east\n"},
        {"roads/link.csv",
         "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,freight_capacity\n"
         "AC,A,C,false,road,20,50,50\nCB,C,B,false,road,20,50,50\nAB,A,B,false,road,30,50,120\n"},
        {"roads/terminal.csv", NULL},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,A,B,130\n"},
        {0}};
    static const struct text_file abstract[] = {
        {"roads/node.csv",
         "node_id,x_coord,y_coord,node_type\nA,104,-4,\nC,104.1,-4,centroid\nB,104.2,-4,\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,freight_capacity\n"
                           "AC,A,C,false,1,50\nCB,C,B,false,1,50\nAB,A,B,false,1,120\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,A,B,130\n"}};
    static const char expected[] =
        "shipments/shipment.csv:2: warning: shipments from A ask for 130 t, at most 120 t can pass: "
        "link AB towards B (120 t)\n";
    (void)state;
    assert_string_equal(check_corridor(changes), expected);
    struct scenario *scenario = data_set_load(data_set_write(abstract, COUNT_OF(abstract), NULL));
    assert_string_equal(check(scenario, &NOW), expected);
    scenario_free(scenario);
}

/* From the centroid C one comes to B over A, but A's way to C leads no further; nor does one leave D. */
static void from_a_centroid_one_gets_where_its_links_lead(void **state) {
    static const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord,node_type\nA,104,-4,\nC,104.1,-4,centroid\n"
                           "B,104.2,-4,\nD,104.3,-4,centroid\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,length,rate_per_t\n"
                           "AC,A,C,false,20,1\nAB,A,B,true,40,1\nCD,C,D,true,40,1\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n"
                                   "1,C,B,1\n2,C,D,1\n3,A,D,1\n4,D,B,1\n"}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(files, COUNT_OF(files), NULL));
    assert_string_equal(check(scenario, &NOW),
                        "shipments/shipment.csv:4: warning: shipment 3 can't move: there is no way from A to "
                        "D; one gets no nearer than B, 11.1 km from there\n"
                        "shipments/shipment.csv:5: warning: shipment 4 can't move: there is no way from D to "
                        "B; one gets no nearer than D, 11.1 km from there\n");
    scenario_free(scenario);
}

static void what_names_nothing_there_is_told_with_what_was_meant(void **state) {
    static const struct text_file changes[] = {
        {"tariffs/more.csv",
         "tariff_id,item,basis,amount,link_id,node_id,vehicle_type_id,commodity_id,cargo_form,mode\n"
         "a,access,t,1,QBX,,,,,\nb,access,t,1,,JJ,,,,\nc,access,t,1,,,trucks,,,\nd,access,t,1,,,,wheet,,\n"
         "e,access,t,1,,,,,bulck,\nf,access,t,1,,,,,,air\n"},
        {"roads/restriction.csv", "restriction_id,mode,jurisdiction\nR,roat,\n,,weste\n"},
        {0}};
    (void)state;
    assert_string_equal(
        check_corridor(changes),
        "tariffs/more.csv:2: warning: rate a never applies: there is no link_id \"QBX\"; did you mean "
        "\"QB\"?\n"
        "tariffs/more.csv:3: warning: rate b never applies: there is no node_id \"JJ\"\n"
        "tariffs/more.csv:4: warning: rate c never applies: there is no vehicle_type_id \"trucks\"; did you "
        "mean "
        "\"truck\"?\n"
        "tariffs/more.csv:5: warning: rate d never applies: there is no commodity_id \"wheet\"; did you mean "
        "\"wheat\"?\n"
        "tariffs/more.csv:6: warning: rate e never applies: there is no cargo_form \"bulck\"; did you mean "
        "\"bulk\"?\n"
        "tariffs/more.csv:7: warning: rate f never applies: there is no mode \"air\"\n"
        "roads/restriction.csv:2: warning: restriction R never applies: there is no mode \"roat\"; did you "
        "mean \"road\"?\n"
        "roads/restriction.csv:3: warning: restriction never applies: there is no jurisdiction \"weste\"; "
        "did "
        "you mean \"west\"?\n");
}

static void missing_rates_do_not_hide_what_can_not_move(void **state) {
    static const struct text_file changes[] = {
        {"roads/restriction.csv", "restriction_id,commodity_id\nR,coal\n"},
        {"tariffs/book.csv",
         "tariff_id,item,basis,amount,vehicle_class\ntoll,toll,vehicle,1,III\nferry,ferry,vehicle,1,VI\n"
         "fuel,fuel,litre,1,\nhandling,handling,t,1,\n"},
        {0}};
    (void)state;
    assert_string_equal(
        check_corridor(changes),
        "roads/link.csv:6: error: no rail rate in force on 2026-11-24 for mode rail, link AB, vehicle type "
        "train\n"
        "shipments/shipment.csv:3: warning: shipment S2 can't move: there is no way for coal from A to B; "
        "one "
        "gets no nearer than A, 55.5 km from there\n");
}

static void a_node_that_vehicles_only_pass_is_told_as_such(void **state) {
    static const struct text_file changes[] = {
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\n1,B,J,1\n"},
        {0}};
    (void)state;
    assert_string_equal(check_corridor(changes), "shipments/shipment.csv:2: warning: shipment 1 can't move: "
                                                 "there is no way from B to J; vehicles pass "
                                                 "there, but none unloads it\n");
}

/* ---- maximum flow ---- */

/* Least capacity over all ways to part the vertices: the cut theorem, by enumeration. */
static int64_t least_cut(int vertices, int edges, const int (*edge)[3]) {
    int64_t least = INT64_MAX;
    for (unsigned side = 0; side < 1u << vertices; side++) {
        int64_t sum = 0;
        if (!(side & 1) || side >> (vertices - 1) & 1)
            continue; /* the source is vertex 0, the sink the last */
        for (int e = 0; e < edges; e++)
            if (side >> edge[e][0] & 1 && !(side >> edge[e][1] & 1))
                sum += edge[e][2];
        least = sum < least ? sum : least;
    }
    return least;
}

static void the_maximum_flow_is_the_least_of_all_cuts(void **state) {
    enum { VERTICES = 8, EDGES = 22 };
    unsigned seed = 7;
    (void)state;
    for (int round = 0; round < 200; round++) {
        int edge[EDGES][3];
        struct max_flow *flow = max_flow_new(VERTICES);
        for (int e = 0; e < EDGES; e++) {
            for (int i = 0; i < 3; i++) {
                seed = seed * 1664525u + 1013904223u;
                edge[e][i] = (int)(seed >> 16) % (i < 2 ? VERTICES : 20);
            }
            max_flow_edge(flow, edge[e][0], edge[e][1], edge[e][2]);
        }
        int64_t expected = least_cut(VERTICES, EDGES, (const int(*)[3])edge), cut = 0;
        assert_int_equal(max_flow_run(flow, 0, VERTICES - 1, FLOW_UNLIMITED), expected);
        assert_int_equal(max_flow_run(flow, 0, VERTICES - 1, FLOW_UNLIMITED),
                         expected); /* each run starts anew */
        for (int e = 0; e < EDGES; e++)
            if (max_flow_on_source_side(flow, edge[e][0]) && !max_flow_on_source_side(flow, edge[e][1]))
                cut += edge[e][2];
        assert_int_equal(cut, expected);
        max_flow_free(flow);
    }
}

/* ---- obstacles of a plan ---- */

static const struct text_file crowded[] = {
    {"shipments/shipment.csv",
     "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours,unmet_penalty_per_t\n"
     "much,wheat,A,B,1000,,\nlate,wheat,A,B,1,5,\ncheap,wheat,A,P,1,,1\nnone,wheat,B,J,1,,\n"},
    {0}};

static void an_obstacle_is_what_is_full_on_the_cheapest_way(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(crowded);
    struct plan *plan = plan_make(scenario, &NOW);
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(plan->shipment[0].unmet_kg, 200000); /* 300 by rail, 500 by road */
    struct obstacle obstacle = plan_obstacle(plan, network, 0);
    assert_true(obstacle.reachable);
    assert_int_equal(obstacle.resources, 1); /* by rail it costs 68 400 + 40 h x 100, by road 212 709 */
    assert_string_equal(scenario->network->link[plan->resource[obstacle.resource[0]].link].id, "AB");
    assert_int_equal(obstacle.fastest_uh, 40000000);
    obstacle_release(&obstacle);
    virtual_free(network);
    plan_free(plan);
    scenario_free(scenario);
}

static void an_obstacle_tells_lateness_and_cheap_penalties_and_dead_ends_apart(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(crowded);
    struct plan *plan = plan_make(scenario, &NOW);
    struct virtual_network *network = network_build(scenario, &NOW);
    struct obstacle late = plan_obstacle(plan, network, 1), cheap = plan_obstacle(plan, network, 2),
                    none = plan_obstacle(plan, network, 3);
    assert_false(late.reachable);
    assert_int_equal(late.fastest_uh, 5312500);
    assert_int_equal(plan->shipment[2].unmet_kg, 1000);
    assert_true(cheap.reachable);
    assert_int_equal(cheap.resources, 0);
    /* Nothing unloads at the junction J, though trucks pass it: one gets as far as J, aboard. */
    assert_false(none.reachable);
    assert_int_equal(none.fastest_uh, -1);
    assert_string_equal(scenario->network->node[none.furthest].id, "J");
    obstacle_release(&late);
    obstacle_release(&cheap);
    obstacle_release(&none);
    virtual_free(network);
    plan_free(plan);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_data_set_gives_no_warning),
        cmocka_unit_test(unreachable_demand_is_told_with_how_far_one_gets),
        cmocka_unit_test(hours_that_no_way_keeps_are_told_with_the_fastest),
        cmocka_unit_test(capacities_under_demand_are_told_with_the_cut),
        cmocka_unit_test(a_cut_at_a_destination_is_found_where_no_origin_alone_fills_it),
        cmocka_unit_test(a_terminal_can_be_the_cut),
        cmocka_unit_test(no_flow_passes_a_centroid),
        cmocka_unit_test(from_a_centroid_one_gets_where_its_links_lead),
        cmocka_unit_test(what_names_nothing_there_is_told_with_what_was_meant),
        cmocka_unit_test(missing_rates_do_not_hide_what_can_not_move),
        cmocka_unit_test(a_node_that_vehicles_only_pass_is_told_as_such),
        cmocka_unit_test(the_maximum_flow_is_the_least_of_all_cuts),
        cmocka_unit_test(an_obstacle_is_what_is_full_on_the_cheapest_way),
        cmocka_unit_test(an_obstacle_tells_lateness_and_cheap_penalties_and_dead_ends_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
