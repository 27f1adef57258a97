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

static const struct text_file smallest[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv",
     "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n1,A,B,true,100,2,5\n"},
    {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nK,A,B,1.5\n"},
};

static void the_smallest_data_set_is_three_files(void **state) {
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(smallest, COUNT_OF(smallest), NULL));
    const struct shipment *shipment = &scenario->shipment[0];
    assert_int_equal(scenario->shipments, 1);
    assert_string_equal(shipment->id, "K");
    assert_int_equal(shipment->quantity_kg, 1500);
    assert_int_equal(shipment->origin, 0);
    assert_int_equal(shipment->destination, 1);
    assert_int_equal(shipment->commodity, -1);
    assert_int_equal(shipment->shipper, -1);
    assert_int_equal(shipment->max_uh, -1);
    assert_false(shipment->has_vot);
    assert_false(shipment->has_penalty);
    assert_int_equal(book_count(scenario->book), 0);
    scenario_free(scenario);
}

static void every_column_is_read(void **state) {
    static const struct text_file changes[] = {
        {"shipments/commodity.csv",
         "cargo_form,commodity_id,name,value_per_t,holding_rate_per_year,decay_per_day\n"
         "reefer,fish,Ikan,25000000.5,0.12,0.05\n"},
        {"shipments/shipper.csv", "shipper_id,name,region\nS,\"Koperasi, baru\",OKU\n"},
        {"shipments/shipment.csv",
         "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t,"
         "max_hours,vot_per_t_h,unmet_penalty_per_t\nK,S,fish,A,B,0.001,12.25,1500.5,2000000\n"},
        {0}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes));
    const struct commodity *fish = &scenario->commodity[0];
    const struct shipment *shipment = &scenario->shipment[0];
    assert_string_equal(fish->id, "fish");
    assert_string_equal(fish->name, "Ikan");
    assert_string_equal(fish->cargo_form, "reefer");
    assert_int_equal(fish->value_per_t.e4, 250000005000);
    assert_int_equal(fish->holding_rate_e6_per_year, 120000);
    assert_int_equal(fish->decay_e6_per_day, 50000);
    assert_string_equal(scenario->shipper[0].name, "Koperasi, baru");
    assert_string_equal(scenario->shipper[0].region, "OKU");
    assert_int_equal(shipment->shipper, 0);
    assert_int_equal(shipment->commodity, 0);
    assert_int_equal(shipment->quantity_kg, 1);
    assert_int_equal(shipment->max_uh, 12250000);
    assert_int_equal(shipment->vot_per_t_h.e4, 15005000);
    assert_int_equal(shipment->penalty_per_t.e4, 20000000000);
    scenario_free(scenario);
}

/*
 * 25 000 000 x (0.12 / 8760 + 0.05 / 24) = 342.465753... + 52 083.3333... = 52 425.799086..., rounded to 4
 * places.
 */
static void time_is_worth_the_option_then_the_shipment_then_its_commodity_then_nothing(void **state) {
    static const struct text_file changes[] = {
        {"shipments/commodity.csv",
         "commodity_id,value_per_t,holding_rate_per_year,decay_per_day\nfish,25000000,0.12,0.05\n"},
        {"shipments/shipment.csv",
         "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h\n"
         "1,fish,A,B,1,7.5\n2,fish,A,B,1,\n3,,A,B,1,\n4,fish,A,B,1,0\n"},
        {0}};
    static const int64_t own_e4[] = {75000, 524257991, 0, 0};
    struct variant option = {.has_vot = true, .vot_per_t_h = {1234}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes));
    for (int k = 0; k < 4; k++) {
        assert_int_equal(shipment_vot(scenario, &NOW, k).e4, own_e4[k]);
        assert_int_equal(shipment_vot(scenario, &option, k).e4, 1234);
    }
    scenario_free(scenario);
}

static void the_input_hash_tells_any_changed_byte_of_roads_and_shipments(void **state) {
    static const struct text_file changes[][2] = {
        {{NULL, NULL}},
        {{"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105.0,-4\n"}},
        {{"shipments/shipper.csv", "shipper_id\n"}},
        {{"shipments/commodity.csv", "commodity_id\n"}},
        {{"shipments/shipment.csv",
          "shipment_id,origin_node_id,destination_node_id,quantity_t\nK,A,B,1.50\n"}},
    };
    char hash[COUNT_OF(changes)][HASH_TEXT];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct scenario *scenario = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes[i]));
        struct scenario *again = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes[i]));
        memcpy(hash[i], scenario->input_hash, sizeof hash[i]);
        assert_string_equal(scenario->input_hash, again->input_hash);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(hash[i], hash[j]);
        scenario_free(scenario);
        scenario_free(again);
    }
}

/* So that a plan can be read, and priced anew, after its rates have changed. */
static void the_input_hash_does_not_tell_the_tariffs(void **state) {
    static const struct text_file changes[] = {
        {"tariffs/a.csv", "tariff_id,item,basis,amount\nT,access,t,1\n"}, {NULL, NULL}};
    (void)state;
    struct scenario *without = data_set_load(data_set_write(smallest, COUNT_OF(smallest), NULL));
    struct scenario *with = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes));
    assert_int_equal(book_count(with->book), 1);
    assert_string_equal(with->input_hash, without->input_hash);
    scenario_free(without);
    scenario_free(with);
}

/* The bytes that doc/formats.md gives: for each file its name, a NUL, its length, a NUL and its bytes. */
static void the_input_hash_can_be_repeated_with_other_tools(void **state) {
    static const char *const files[] = {"roads/node.csv", "roads/link.csv", "shipments/shipment.csv"};
    (void)state;
    const char *folder = data_set_write(smallest, COUNT_OF(smallest), NULL),
               *command = support_text("cd '%s' && (", folder);
    for (size_t i = 0; i < COUNT_OF(files); i++)
        command = support_text("%s printf '%%s\\0%%s\\0' %s $(wc -c < %s); cat %s;", command, files[i],
                               files[i], files[i]);
    const char *sum =
        support_run(support_text("%s ) | sha256sum | cut -c 1-64 | tr -d '\\n'", command), NULL);
    struct scenario *scenario = data_set_load(folder);
    assert_string_equal(scenario->input_hash, sum);
    scenario_free(scenario);
}

#define HEAD                                                                                                 \
    "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours,vot_per_t_" \
    "h,unmet_penalty_per_t\n"
#define SHIPMENT "shipments/shipment.csv"

static const struct {
    struct text_file change;
    const char *finding;
} FAULTS[] = {
    {{SHIPMENT, HEAD "K,,,A,B,1,,,\nK,,,A,B,1,,,\n"},
     SHIPMENT ":3:1: error: shipment_id: \"K\" is already in line 2\n"},
    {{SHIPMENT, HEAD "\"K\n1\",,,A,B,1,,,\n"},
     SHIPMENT ":2:1: error: shipment_id: an id can't hold a line end or another control character\n"},
    {{SHIPMENT, HEAD ",,,A,B,1,,,\n"}, SHIPMENT ":2:1: error: shipment_id is missing\n"},
    {{SHIPMENT, HEAD "K,,,,B,1,,,\n"}, SHIPMENT ":2:5: error: origin_node_id is missing\n"},
    {{SHIPMENT, HEAD "K,,,BATURAJ,B,1,,,\n"},
     SHIPMENT
     ":2:5: error: origin_node_id: \"BATURAJ\" is not in roads/node.csv; did you mean \"BATURAJA\"?\n"},
    {{SHIPMENT, HEAD "K,,,A,X,1,,,\n"},
     SHIPMENT ":2:7: error: destination_node_id: \"X\" is not in roads/node.csv\n"},
    {{SHIPMENT, HEAD "K,,wheet,A,B,1,,,\n"},
     SHIPMENT
     ":2:4: error: commodity_id: \"wheet\" is not in shipments/commodity.csv; did you mean \"wheat\"?\n"},
    {{SHIPMENT, HEAD "K,nobody,,A,B,1,,,\n"},
     SHIPMENT ":2:3: error: shipper_id: \"nobody\" is not in shipments/shipper.csv\n"},
    {{SHIPMENT, HEAD "K,,,A,B,,,,\n"}, SHIPMENT ":2:9: error: quantity_t is missing\n"},
    {{SHIPMENT, HEAD "K,,,A,B,0,,,\n"}, SHIPMENT ":2:9: error: quantity_t: 0 must be above 0\n"},
    {{SHIPMENT, HEAD "K,,,A,B,-3,,,\n"}, SHIPMENT ":2:9: error: quantity_t: -3 must be above 0\n"},
    {{SHIPMENT, HEAD "K,,,A,B,0.0005,,,\n"},
     SHIPMENT ":2:9: error: quantity_t: \"0.0005\" has more than 3 decimal places\n"},
    {{SHIPMENT, HEAD "K,,,A,B,100000001,,,\n"},
     SHIPMENT ":2:9: error: quantity_t: 100000001 is above 100000000\n"},
    {{SHIPMENT, HEAD "K,,,A,B,nan,,,\n"}, SHIPMENT ":2:9: error: quantity_t: \"nan\" is not a number\n"},
    {{SHIPMENT, HEAD "K,,,A,B,1,0,,\n"}, SHIPMENT ":2:11: error: max_hours: 0 must be above 0\n"},
    {{SHIPMENT, HEAD "K,,,A,B,1,-2,,\n"}, SHIPMENT ":2:11: error: max_hours: -2 must be above 0\n"},
    {{SHIPMENT, HEAD "K,,,A,B,1,,-1,\n"}, SHIPMENT ":2:12: error: vot_per_t_h: -1 is below 0\n"},
    {{SHIPMENT, HEAD "K,,,A,B,1,,,0\n"}, SHIPMENT ":2:13: error: unmet_penalty_per_t: 0 must be above 0\n"},
    {{SHIPMENT, "shipment_id,origin_node_id,quantity_t\n"},
     SHIPMENT ":1: error: the column \"destination_node_id\" is missing\n"},
    {{"shipments/commodity.csv", "commodity_id,cargo_form\nwheat,bulck\n"},
     "shipments/commodity.csv:2:7: error: cargo_form: \"bulck\" is none of bag, bulk, liquid, container, "
     "reefer; did "
     "you mean \"bulk\"?\n"},
    {{"shipments/commodity.csv", "commodity_id,cargo_form\nwheat,passengers\n"},
     "shipments/commodity.csv:2:7: error: cargo_form: \"passengers\" is none of bag, bulk, liquid, "
     "container, reefer\n"},
    {{"shipments/commodity.csv", "commodity_id\nwheat\nwheat\n"},
     "shipments/commodity.csv:3:1: error: commodity_id: \"wheat\" is already in line 2\n"},
    {{"shipments/commodity.csv", "commodity_id,value_per_t\nwheat,-1\n"},
     "shipments/commodity.csv:2:7: error: value_per_t: -1 is below 0\n"},
    {{"shipments/commodity.csv", "commodity_id,holding_rate_per_year\nwheat,101\n"},
     "shipments/commodity.csv:2:7: error: holding_rate_per_year: 101 is above 100\n"},
    {{"shipments/commodity.csv", "commodity_id,decay_per_day\nwheat,1.5\n"},
     "shipments/commodity.csv:2:7: error: decay_per_day: 1.5 is above 1\n"},
    {{"shipments/shipper.csv", "shipper_id\nmill\nmill\n"},
     "shipments/shipper.csv:3:1: error: shipper_id: \"mill\" is already in line 2\n"},
    {{"shipments/shipper.csv", "shipper_id,name\nmill,\n,Nobody\n"},
     "shipments/shipper.csv:3:1: error: shipper_id is missing\n"},
    {{SHIPMENT, NULL}, NULL},
};

static void each_fault_is_told_with_its_place(void **state) {
    static const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nBATURAJA,104.2,-4\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,length,rate_per_t,time_h\n1,A,B,false,"
                           "120,100,2\n2,A,BATURAJA,false,30,1,1\n"},
        {"shipments/commodity.csv", "commodity_id\nwheat\n"},
        {"shipments/shipper.csv", "shipper_id\nmill\n"},
        {"shipments/shipment.csv", HEAD "K,mill,wheat,A,B,1,,,\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(FAULTS); i++) {
        const struct text_file changes[] = {FAULTS[i].change, {0}};
        struct diag *diag = diag_new();
        assert_null(scenario_load(data_set_write(files, COUNT_OF(files), changes), NULL, diag));
        if (FAULTS[i].finding != NULL && strcmp(findings_text(diag), FAULTS[i].finding) != 0)
            fail_msg("%zu: got      %s\nexpected %s", i, findings_text(diag), FAULTS[i].finding);
        assert_int_equal(diag_count(diag, DIAG_ERROR), 1);
        diag_free(diag);
    }
}

static void faults_of_all_folders_are_told_in_one_run(void **state) {
    static const struct text_file changes[] = {
        {"roads/config.csv", "currency,decimal_char\nUSD,\",\"\n"},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t\n1,A,Z,true,100\n"},
        {"tariffs/a.csv", "tariff_id,item,basis,amount,currency\nT,access,tt,\"1,5\",USD\n"},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t\nK,A,B,\"-1,5\"\n"},
        {0}};
    (void)state;
    struct diag *diag = diag_new();
    assert_null(scenario_load(data_set_write(smallest, COUNT_OF(smallest), changes), NULL, diag));
    assert_int_equal(diag_count(diag, DIAG_ERROR),
                     3); /* the node, the basis, the tonnes; not the currency or the comma */
    diag_free(diag);
}

static void a_decimal_comma_is_read_where_it_is_declared(void **state) {
    static const struct text_file changes[] = {
        {"roads/config.csv", "dataset_name;decimal_char\nX;,\n"},
        {"shipments/shipment.csv", "shipment_id;origin_node_id;destination_node_id;quantity_t\nK;A;B;1,25\n"},
        {0}};
    (void)state;
    struct scenario *scenario = data_set_load(data_set_write(smallest, COUNT_OF(smallest), changes));
    assert_int_equal(scenario->shipment[0].quantity_kg, 1250);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_data_set_is_three_files),
        cmocka_unit_test(every_column_is_read),
        cmocka_unit_test(time_is_worth_the_option_then_the_shipment_then_its_commodity_then_nothing),
        cmocka_unit_test(the_input_hash_tells_any_changed_byte_of_roads_and_shipments),
        cmocka_unit_test(the_input_hash_does_not_tell_the_tariffs),
        cmocka_unit_test(the_input_hash_can_be_repeated_with_other_tools),
        cmocka_unit_test(each_fault_is_told_with_its_place),
        cmocka_unit_test(faults_of_all_folders_are_told_in_one_run),
        cmocka_unit_test(a_decimal_comma_is_read_where_it_is_declared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
