// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define HEADER "agreement_id,region,mode,item,basis,amount,closed,valid_from,valid_to\n"
#define SHIPPERS "shipper_id,region\nmill, west ;west\nfar,east\n"
#define SHIPMENTS                                                                         \
    "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t\n" \
    "S1,mill,wheat,A,B,100\nS2,far,wheat,A,B,50\nS3,,wheat,A,B,1\n"
#define TERMINALS                                                           \
    "terminal_id,node_id,mode,handling_h,dwell_h,capacity_t,jurisdiction\n" \
    "TA,A,rail,2,24,1000,west\nTB,B,rail,3,12,,\n"

static struct scenario *load(const char *agreements) {
    const struct text_file changes[] = {{"shipments/shipper.csv", SHIPPERS},
                                        {"shipments/shipment.csv", SHIPMENTS},
                                        {"roads/terminal.csv", TERMINALS},
                                        {"roads/agreement.csv", agreements},
                                        {0}};
    return corridor_load(changes);
}

static int64_t money_of(const struct virtual_network *network, int arc, int shipment) {
    return network->money[virtual_cargo(network, shipment) * network->arcs + arc].e4;
}

/*
 * What wheat pays at home (mill, of west) and elsewhere (far, of east; S3 of nobody). Without agreements, as test_virtual.c
 * reckons it by hand: JP 18 796.875, of which the toll is 40 000 x 0.1875 = 7500; AJ 17 531.25; loading at A by train 10 400.
 */
static const struct {
    const char *name, *rows, *grant, *drop, *at, *vehicle;
    enum arc_kind kind;
    int64_t home_e4, other_e4;
} cases[] = {
    {"without the file all is open", NULL, NULL, NULL, "JP", "truck", ARC_HAUL, 187968750, 187968750},
    {"a row without a fee opens at the book's rates", HEADER "a,west,,,,,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 187968750},
    {"another region's rows are no matter", HEADER "a,strait,,,,,yes,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 187968750},
    {"a toll of 80 000 stands instead of 40 000 for others", HEADER "a,west,,toll,vehicle,80000,,,\n", NULL,
     NULL, "JP", "truck", ARC_HAUL, 187968750, 262968750},
    {"a fee that names the mode goes before one that does not",
     HEADER "a,west,,toll,vehicle,1,,,\nb,west,toll,toll,vehicle,80000,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 262968750},
    {"what the book does not charge comes on top", HEADER "a,west,,access,t,1000,,,\n", NULL, NULL, "JP",
     "truck", ARC_HAUL, 187968750, 197968750},
    {"haulage of 100 per t km over 20 km too", HEADER "a,west,,haulage,t_km,100,,,\n", NULL, NULL, "JP",
     "truck", ARC_HAUL, 187968750, 207968750},
    {"ten per cent on all the rest", HEADER "a,west,,surcharge,percent,10,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 206765625},
    {"storage is no matter of a link", HEADER "a,west,,storage,t,1000,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 187968750},
    {"handling at a terminal of west, 9000 for 8000", HEADER "a,west,rail,handling,t,9000,,,\n", NULL, NULL,
     "A", "train", ARC_LOAD, 104000000, 114000000},
    {"a terminal that nobody owns takes no fee", HEADER "a,west,rail,handling,t,9000,,,\n", NULL, NULL, "B",
     "train", ARC_UNLOAD, 80000000, 80000000},
    {"closed is closed to others", HEADER "a,west,,,,,true,,\n", NULL, NULL, "JP", "truck", ARC_HAUL,
     187968750, MONEY_CLOSED},
    {"closed but for mode toll", HEADER "a,west,,,,,true,,\nb,west,toll,,,,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, 187968750},
    {"open but for mode toll", HEADER "a,west,,,,,,,\nb,west,toll,,,,true,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, MONEY_CLOSED},
    {"what no row of the region covers is closed", HEADER "a,west,rail,,,,,,\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, MONEY_CLOSED},
    {"on valid_to an agreement has lapsed", HEADER "a,west,,,,,,,2026-11-24\n", NULL, NULL, "JP", "truck",
     ARC_HAUL, 187968750, MONEY_CLOSED},
    {"on valid_from it is in force", HEADER "a,west,,,,,,2026-11-24,\n", NULL, NULL, "JP", "truck", ARC_HAUL,
     187968750, 187968750},
    {"the fee of the day counts",
     HEADER "a,west,,access,t,500,,,2026-11-24\nb,west,,access,t,1000,,2026-11-24,\n", NULL, NULL, "JP",
     "truck", ARC_HAUL, 187968750, 197968750},
    {"roads are public", HEADER "a,west,,,,,true,,\n", NULL, NULL, "AJ", "truck", ARC_HAUL, 175312500,
     175312500},
    {"unless a row names them", HEADER "a,west,road,,,,true,,\n", NULL, NULL, "AJ", "truck", ARC_HAUL,
     175312500, MONEY_CLOSED},
    {"granted, what is closed is open", HEADER "a,west,,,,,true,,\n", "west", NULL, "JP", "truck", ARC_HAUL,
     187968750, 187968750},
    {"granted, a lapsed fee is paid", HEADER "a,west,,access,t,1000,,,2020-01-01\n", "west", NULL, "JP",
     "truck", ARC_HAUL, 187968750, 197968750},
    {"granted, of lapsed fees the last",
     HEADER "a,west,,access,t,500,,,2019-01-01\nb,west,,access,t,1000,,2019-01-01,2020-01-01\nc,west,,access,"
            "t,7,,2027-01-01,\n",
     "west", NULL, "JP", "truck", ARC_HAUL, 187968750, 197968750},
    {"granted, the fee in force stays",
     HEADER "a,west,,access,t,500,,,2019-01-01\nb,west,,access,t,1000,,2019-01-01,\n", "west", NULL, "JP",
     "truck", ARC_HAUL, 187968750, 197968750},
    {"granting another changes nothing", HEADER "a,west,,,,,true,,\n", "strait", NULL, "JP", "truck",
     ARC_HAUL, 187968750, MONEY_CLOSED},
    {"dropped without any file", NULL, NULL, "west", "JP", "truck", ARC_HAUL, 187968750, MONEY_CLOSED},
    {"dropped, roads stay public", NULL, NULL, "west", "AJ", "truck", ARC_HAUL, 175312500, 175312500},
    {"dropped although in force", HEADER "a,west,,,,,,,\n", NULL, "west", "JP", "truck", ARC_HAUL, 187968750,
     MONEY_CLOSED},
};

static void others_pay_what_agreements_say(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct scenario *scenario = load(cases[i].rows);
        struct variant variant = NOW;
        variant.granted = cases[i].grant != NULL;
        variant.grant = &cases[i].grant;
        variant.dropped = cases[i].drop != NULL;
        variant.drop = &cases[i].drop;
        struct virtual_network *network = network_build(scenario, &variant);
        int arc = arc_find(network, cases[i].kind, cases[i].at, false, cases[i].vehicle);
        const int64_t expected[] = {cases[i].home_e4, cases[i].other_e4, cases[i].other_e4};
        for (int k = 0; k < 3; k++) {
            struct cost_line line[ITEM_COUNT];
            int lines;
            if (money_of(network, arc, k) != expected[k])
                fail_msg("%s: shipment %d pays %lld, expected %lld", cases[i].name, k + 1,
                         (long long)money_of(network, arc, k), (long long)expected[k]);
            if (expected[k] == MONEY_CLOSED)
                continue;
            virtual_itemise(network, arc, virtual_cargo(network, k), line, &lines);
            assert_int_equal(tariff_sum(line, lines).e4, expected[k]);
        }
        virtual_free(network);
        scenario_free(scenario);
    }
}

static void cargo_is_told_apart_only_where_terms_differ(void **state) {
    static const struct {
        const char *rows;
        bool tell;
        int cargoes;
    } sets[] = {
        {NULL, false, 1},
        {NULL, true, 3}, /* of west, of east, of nobody */
        {HEADER "a,west,,,,,,,\n", false, 1},
        {HEADER "a,west,,,,,true,,\n", false, 2},
        {HEADER "a,west,,access,t,1,,,\nb,strait,,access,t,1,,,\n", false, 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sets); i++) {
        struct scenario *scenario = load(sets[i].rows);
        struct variant variant = NOW;
        variant.tell_homes = sets[i].tell;
        struct virtual_network *network = network_build(scenario, &variant);
        const char *west = names_intern(scenario->names, "west");
        assert_int_equal(network->cargoes, sets[i].cargoes);
        if (sets[i].cargoes > 1) {
            assert_true(cargo_at_home(network, virtual_cargo(network, 0), west));
            assert_false(cargo_at_home(network, virtual_cargo(network, 1), west));
            assert_false(cargo_at_home(network, virtual_cargo(network, 2), west));
        }
        assert_ptr_equal(arc_owner(network, arc_find(network, ARC_HAUL, "JP", false, "truck"), false), west);
        assert_null(arc_owner(network, arc_find(network, ARC_HAUL, "AJ", false, "truck"), false));
        assert_ptr_equal(arc_owner(network, arc_find(network, ARC_HAUL, "AJ", false, "truck"), true), west);
        virtual_free(network);
        scenario_free(scenario);
    }
}

/* 53.00 = the link's own 50.00 and the fee of 3 a tonne; ten per cent more on both is 58.30. */
static void a_fee_comes_on_top_of_a_links_own_rate(void **state) {
    const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\nA,0,0\nB,0,1\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,rate_per_t,time_h,freight_capacity,"
                           "jurisdiction\nL,A,B,true,rail,50,1,10,west\n"},
        {"roads/agreement.csv", HEADER "a,west,,access,t,3,,,\nb,west,,surcharge,percent,10,,,\n"},
        {"shipments/shipper.csv", SHIPPERS},
        {"shipments/shipment.csv", "shipment_id,shipper_id,origin_node_id,destination_node_id,quantity_t\n"
                                   "S1,mill,A,B,1\nS2,far,A,B,1\n"},
    };
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(files, COUNT_OF(files), NULL));
    struct plan *plan = plan_make(scenario, &NOW);
    assert_int_equal(plan->cost_e4, 500000 + 583000);
    assert_int_equal(plan->items, 1 + 3);
    plan_free(plan);
    scenario_free(scenario);
}

static const struct {
    const char *rows, *finding;
} faults[] = {
    {"agreement_id\na\n", "region"},
    {HEADER ",west,,,,,,,\n", "agreement_id is missing"},
    {HEADER "a,,,,,,,,\n", "region is missing"},
    {HEADER "a,west,,,,,,,\na,east,,,,,,,\n",
     "roads/agreement.csv:3:1: error: agreement_id: \"a\" is already in line 2"},
    {HEADER "a,west,,access,t,,,,\n", "roads/agreement.csv:2:18: error: amount is missing"},
    {HEADER "a,west,,access,,5,,,\n", "basis is missing: a fee needs item, basis and amount"},
    {HEADER "a,west,,,t,5,,,\n", "item is missing"},
    {HEADER "a,west,,acces,t,5,,,\n", "did you mean \"access\""},
    {HEADER "a,west,,access,litre,5,,,\n",
     "basis: litre does not fit item access, which takes t, t_km, vehicle, vehicle_km"},
    {HEADER "a,west,,access,t,-5,,,\n", "amount"},
    {HEADER "a,west,,access,t,5,true,,\n", "closed: a row that is closed has no item, basis or amount"},
    {HEADER "a,west,,,,,perhaps,,\n", "closed"},
    {HEADER "a,west,,,,,,2026-01-01,2026-01-01\n",
     "valid_to: 2026-01-01 must be after valid_from 2026-01-01"},
    {HEADER "a,west,,,,,,2026-02-30,\n", "valid_from"},
    {HEADER "fuel,west,,,,,,,\n", "agreement_id: \"fuel\" is a tariff_id already (tariffs/book.csv:3)"},
    {HEADER "a,west,,access,t,5,,,2026-01-02\nb,west,,access,t,6,,2026-01-01,\n",
     "roads/agreement.csv:3:1: error: agreement_id: \"b\" and \"a\" (line 2) speak of the same region, mode "
     "and item"},
    {HEADER "a,west,,,,,true,,\nb,west,,access,t,6,,,\n", "\"b\" and \"a\" (line 2)"},
};

static void every_fault_is_told_with_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        const struct text_file changes[] = {{"roads/agreement.csv", faults[i].rows}, {0}};
        struct diag *diag = diag_new();
        struct scenario *scenario =
            scenario_load(data_set_write(CORRIDOR, CORRIDOR_FILES, changes), NULL, diag);
        assert_null(scenario);
        if (strstr(findings_text(diag), faults[i].finding) == NULL)
            fail_msg("expected %s, found %s", faults[i].finding, findings_text(diag));
        diag_free(diag);
    }
}

static void the_file_shows_in_input_hash_and_its_absence_does_not(void **state) {
    (void)state;
    struct scenario *none = load(NULL), *one = load(HEADER "a,west,,,,,,,\n");
    struct scenario *other = load(HEADER "b,west,,,,,,,\n");
    assert_string_not_equal(none->input_hash, one->input_hash);
    assert_string_not_equal(other->input_hash, one->input_hash);
    scenario_free(none);
    scenario_free(one);
    scenario_free(other);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(others_pay_what_agreements_say),
        cmocka_unit_test(cargo_is_told_apart_only_where_terms_differ),
        cmocka_unit_test(a_fee_comes_on_top_of_a_links_own_rate),
        cmocka_unit_test(every_fault_is_told_with_its_place),
        cmocka_unit_test(the_file_shows_in_input_hash_and_its_absence_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
