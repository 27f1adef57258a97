// SPDX-License-Identifier: GPL-3.0-or-later
/* A scenario is what an editor would have made of the files: each change beside the files changed by hand. */
#include "tests/support/edited.h"
#include "tests/support/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* In one of the corridor's files: this text becomes that one. */
struct by_hand {
    const char *file, *from, *to;
};

struct operation {
    const char *name, *members; /* of the scenario file, behind its head */
    struct by_hand by_hand[6];
};

static const struct operation operations[] = {
    {"a capacity set",
     "\"links\": {\"QB\": {\"freight_capacity\": \"120\"}}",
     {{"roads/link.csv", ",500,", ",120,"}}},
    {"a capacity set by a JSON number",
     "\"links\": {\"QB\": {\"freight_capacity\": 120.5}}",
     {{"roads/link.csv", ",500,", ",120.5,"}}},
    {"a tenth more",
     "\"links\": {\"AB\": {\"freight_capacity\": \"+10%\"}}",
     {{"roads/link.csv", ",300,", ",330,"}}},
    {"an eighth less",
     "\"links\": {\"AB\": {\"freight_capacity\": \"-12.5%\"}}",
     {{"roads/link.csv", ",300,", ",262.5,"}}},
    {"a third, to the kilogram",
     "\"links\": {\"AB\": {\"freight_capacity\": \"33.333333%\"}}",
     {{"roads/link.csv", ",300,", ",100,"}}},
    {"half of a kilogram goes to the even one",
     "\"shipments\": {\"S1\": {\"quantity_t\": \"0.0125%\"}}",
     {{"shipments/shipment.csv", ",100,", ",0.012,"}}},
    {"all capacities halved, those that are unlimited stay so",
     "\"links\": {\"*\": {\"freight_capacity\": \"50%\"}}",
     {{"roads/link.csv", ",500,", ",250,"}, {"roads/link.csv", ",300,", ",150,"}}},
    {"a capacity taken away",
     "\"links\": {\"AB\": {\"freight_capacity\": null}}",
     {{"roads/link.csv", ",300,", ",,"}}},
    {"a link closed", "\"links\": {\"AB\": {\"closed\": true}}", {{"roads/link.csv", ",300,", ",0,"}}},
    {"a terminal closed",
     "\"terminals\": {\"TB\": {\"closed\": true}}",
     {{"roads/terminal.csv", "3,12,", "3,12,0"}}},
    {"hours a fifth more",
     "\"links\": {\"PQ\": {\"time_h\": \"+20%\"}}",
     {{"roads/link.csv", ",2,1,", ",2.4,1,"}}},
    {"a field that was empty",
     "\"links\": {\"AJ\": {\"time_h\": \"9\"}}",
     {{"roads/link.csv", ",30,60,,", ",30,60,9,"}}},
    {"a truck that carries more",
     "\"vehicle_types\": {\"truck\": {\"payload_t\": \"+20%\"}}",
     {{"roads/vehicle_type.csv", "ferry,10,", "ferry,12,"}}},
    {"a dearer truck",
     "\"vehicle_types\": {\"truck\": {\"cost_per_km\": \"+5%\"}}",
     {{"roads/vehicle_type.csv", ",1000,20000", ",1050,20000"}}},
    {"a junction that loads",
     "\"nodes\": {\"J\": {\"node_type\": \"city\"}}",
     {{"roads/node.csv", "junction", "city"}}},
    {"wheat worth more",
     "\"commodities\": {\"wheat\": {\"value_per_t\": \"200%\"}}",
     {{"shipments/commodity.csv", "8760000", "17520000"}}},
    {"all shipments a tenth",
     "\"shipments\": {\"*\": {\"quantity_t\": \"10%\"}}",
     {{"shipments/shipment.csv", ",100,", ",10,"}, {"shipments/shipment.csv", ",50,", ",5,"}}},
    {"a tenth of the month",
     "\"period_share\": \"10%\"",
     {{"shipments/shipment.csv", ",100,", ",10,"},
      {"shipments/shipment.csv", ",50,", ",5,"},
      {"roads/link.csv", ",500,", ",50,"},
      {"roads/link.csv", ",300,", ",30,"},
      {"roads/terminal.csv", ",1000", ",100"}}},
    {"an item of the book",
     "\"rates\": {\"fuel\": \"+25%\"}",
     {{"tariffs/book.csv", "6800", "8500"}, {"tariffs/book.csv", "5150", "6437.5"}}},
    {"one rate", "\"rates\": {\"ferry-VI\": \"900000.5\"}", {{"tariffs/book.csv", "800000", "900000.5"}}},
    {"a new shipment",
     "\"add\": {\"shipments\": [{\"shipment_id\": \"S3\", \"origin_node_id\": \"B\", "
     "\"destination_node_id\": \"A\", \"quantity_t\": 7}]}",
     {{"shipments/shipment.csv", "S2,,coal,A,B,50,\n", "S2,,coal,A,B,50,\nS3,,,B,A,7,\n"}}},
    {"a new link",
     "\"add\": {\"links\": [{\"link_id\": \"AJ2\", \"from_node_id\": \"A\", \"to_node_id\": \"J\", "
     "\"directed\": true, \"mode\": \"road\", \"length\": 15, \"free_speed\": 60}]}",
     {{"roads/link.csv", "AB,A", "AJ2,A,J,true,road,15,60,,,,\nAB,A"}}},
    {"a new rate for the days there are",
     "\"add\": {\"rates\": [{\"tariff_id\": \"toll-new\", \"item\": \"toll\", \"basis\": \"vehicle\", "
     "\"amount\": \"1000\", \"vehicle_class\": \"III\"}]}",
     {{"tariffs/book.csv", "toll-III,toll,vehicle,40000", "toll-new,toll,vehicle,1000"}}},
    {"nothing forbidden but coal on the railway",
     "\"add\": {\"restrictions\": [{\"commodity_id\": \"coal\", \"mode\": \"rail\"}]}",
     {{"roads/restriction.csv", NULL, "commodity_id,mode\ncoal,rail\n"}}},
};

static const char *edited_by_hand(const struct by_hand *by_hand) {
    struct text_file changes[8] = {{NULL, NULL}};
    int count = 0;
    for (; by_hand->file != NULL; by_hand++) {
        int at = 0;
        while (at < count && strcmp(changes[at].name, by_hand->file) != 0)
            at++;
        const char *before = at < count ? changes[at].text : edited_corridor_text(by_hand->file);
        changes[at] = (struct text_file){by_hand->file, edited_text(before, by_hand->from, by_hand->to)};
        count = at == count ? count + 1 : count;
    }
    return data_set_write(CORRIDOR, CORRIDOR_FILES, changes);
}

static void each_change_is_what_an_editor_would_make_of_the_files(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        const struct operation *operation = &operations[i];
        struct edits *edits = edits_new();
        edited_read(edits, operation->members);
        const char *changed = edited_plan(data_set_write(CORRIDOR, CORRIDOR_FILES, NULL), edits);
        const char *by_hand = edited_plan(edited_by_hand(operation->by_hand), NULL);
        if (strcmp(changed, by_hand) != 0)
            fail_msg("%s:\n%s\nby hand:\n%s", operation->name, changed, by_hand);
        edits_free(edits);
    }
}

/* ---- order, causes, relations ---- */

static const char *corridor(void) {
    return data_set_write(CORRIDOR, CORRIDOR_FILES, NULL);
}

static int64_t capacity_of(const struct edits *edits, const char *link) {
    struct diag *diag = diag_new();
    struct scenario *scenario = edited_load(corridor(), edits, diag);
    if (scenario == NULL)
        fail_msg("%s", findings_text(diag));
    int64_t kg = scenario->network->link[names_find(scenario->network->link_ids, link)].capacity_kg;
    scenario_free(scenario);
    diag_free(diag);
    return kg;
}

static void what_comes_later_changes_what_earlier_scenarios_left(void **state) {
    (void)state;
    static const struct {
        const char *scenario[3], *link;
        int64_t kg;
    } cases[] = {
        {{"\"links\": {\"QB\": {\"freight_capacity\": \"100\"}}",
          "\"links\": {\"QB\": {\"freight_capacity\": \"+50%\"}}"},
         "QB",
         150000},
        {{"\"links\": {\"QB\": {\"freight_capacity\": \"+50%\"}}",
          "\"links\": {\"QB\": {\"freight_capacity\": \"100\"}}"},
         "QB",
         100000},
        {{"\"links\": {\"QB\": {\"freight_capacity\": \"+50%\"}}",
          "\"links\": {\"*\": {\"freight_capacity\": \"10%\"}}", "\"period_share\": \"50%\""},
         "QB",
         37500},
        {{"\"add\": {\"links\": [{\"link_id\": \"N\", \"from_node_id\": \"A\", \"to_node_id\": \"B\", "
          "\"directed\": true, \"freight_capacity\": 80}]}",
          "\"links\": {\"N\": {\"freight_capacity\": \"50%\"}}", "\"period_share\": \"10%\""},
         "N",
         4000},
        {{"\"period_share\": \"10%\", \"add\": {\"links\": [{\"link_id\": \"N\", \"from_node_id\": \"A\", "
          "\"to_node_id\": \"B\", \"directed\": true, \"freight_capacity\": 80}]}"},
         "N",
         80000},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct edits *edits = edits_new();
        for (int s = 0; s < 3 && cases[i].scenario[s] != NULL; s++)
            edited_read(edits, cases[i].scenario[s]);
        if (capacity_of(edits, cases[i].link) != cases[i].kg)
            fail_msg("case %zu: %ld kg", i, (long)capacity_of(edits, cases[i].link));
        edits_free(edits);
    }
}

static void short_forms_say_the_same_as_a_scenario(void **state) {
    (void)state;
    struct edits *file = edits_new(), *shorts = edits_new();
    struct error err = {0};
    edited_read(file, "\"rates\": {\"fuel\": \"+20%\", \"ferry-VI\": \"700000\", \"*\": \"-1%\"}, "
                      "\"links\": {\"QB\": {\"freight_capacity\": \"60\"}}, "
                      "\"shipments\": {\"S1\": {\"quantity_t\": \"+10%\"}}");
    assert_true(edits_rate(shorts, "fuel=+20%", &err) && edits_rate(shorts, "ferry-VI=700000", &err));
    assert_true(edits_rate(shorts, "*=-1%", &err) && edits_set(shorts, "link.QB.freight_capacity=60", &err));
    assert_true(edits_set(shorts, "shipment.S1.quantity_t=+10%", &err));
    assert_string_equal(edited_plan(corridor(), file), edited_plan(corridor(), shorts));
    assert_int_equal(edits_causes(shorts), 5);
    assert_string_equal(edits_cause_name(shorts, 0), "--rate fuel=+20%");
    edits_free(file);
    edits_free(shorts);
}

static void some_causes_are_the_changes_of_those_alone(void **state) {
    (void)state;
    static const char *const members[] = {"\"rates\": {\"fuel\": \"+25%\"}, \"vot\": \"5000\"",
                                          "\"links\": {\"QB\": {\"freight_capacity\": \"60\"}}",
                                          "\"period_share\": \"50%\", \"vot\": 700"};
    struct edits *all = edits_new();
    for (size_t i = 0; i < COUNT_OF(members); i++)
        edited_read(all, members[i]);
    for (unsigned set = 0; set < 8; set++) {
        const bool with[] = {set & 1, set & 2, set & 4};
        struct edits *some = edits_of_causes(all, with), *anew = edits_new();
        for (size_t i = 0; i < COUNT_OF(members); i++)
            if (with[i])
                edited_read(anew, members[i]);
        assert_int_equal(edits_causes(some), edits_causes(anew));
        assert_string_equal(edited_plan(corridor(), some), edited_plan(corridor(), anew));
        edits_free(some);
        edits_free(anew);
    }
    edits_free(all);
}

static void changes_by_nothing_change_nothing(void **state) {
    (void)state;
    struct edits *edits = edits_new();
    edited_read(edits, "\"rates\": {\"*\": \"+0%\"}, \"links\": {\"*\": {\"freight_capacity\": \"100%\", "
                       "\"time_h\": \"-0%\", \"length\": \"+0%\"}}, \"shipments\": {\"*\": {\"quantity_t\": "
                       "\"+0%\"}}, \"period_share\": \"100%\"");
    assert_string_equal(edited_plan(corridor(), edits), edited_plan(corridor(), NULL));
    edits_free(edits);
}

static wide money_of(const struct edits *edits) {
    struct diag *diag = diag_new();
    struct scenario *scenario = edited_load(corridor(), edits, diag);
    assert_non_null(scenario);
    struct variant variant = NOW;
    variant.has_vot = edits_vot(edits, &variant.vot_per_t_h);
    struct plan *plan = plan_make(scenario, &variant);
    wide cost_e4 = plan->cost_e4;
    plan_free(plan);
    scenario_free(scenario);
    diag_free(diag);
    return cost_e4;
}

/* Where all money is of rates in money; each item of a leg is rounded once, and a surcharge by per cent is none. */
static void twice_the_rates_are_twice_the_money(void **state) {
    (void)state;
    static const char free_trucks[] = "\"vot\": 0, \"vehicle_types\": {\"truck\": {\"cost_per_km\": 0, "
                                      "\"cost_per_h\": 0}}, \"rates\": {\"surcharge\": 0}";
    const wide tonnes = 150, items = 40;
    struct edits *edits = edits_new();
    edited_read(edits, free_trucks);
    wide once = money_of(edits);
    edited_read(edits, "\"rates\": {\"*\": \"200%\"}");
    wide twice = money_of(edits);
    assert_true(once > 0 && twice - 2 * once <= tonnes * items && 2 * once - twice <= tonnes * items);
    edits_free(edits);
}

static void a_decimal_comma_in_the_file_and_a_point_in_the_scenario(void **state) {
    (void)state;
    const struct text_file changes[] = {
        {"roads/config.csv", "decimal_char\n\",\"\n"},
        {"roads/link.csv", "link_id;from_node_id;to_node_id;directed;mode;length;free_speed;time_h;headway_h;"
                           "freight_capacity;jurisdiction\n"
                           "AJ;A;J;false;road;30;60;;;;west\n"
                           "JP;J;P;false;toll;20;80;;;;west\n"
                           "PQ;P;Q;false;ferry;10;;2,5;1;;strait\n"
                           "QB;Q;B;false;road;12;40;;;500,25;east\n"
                           "AB;A;B;true;rail;100;50;;6;300;\n"},
        {"roads/node.csv", "node_id;x_coord;y_coord;node_type;jurisdiction\n"
                           "A;104;-4;city;west\nJ;104,1;-4;junction;west\nP;104,2;-4;port;west\n"
                           "Q;104,4;-4;port;east\nB;104,5;-4;city;east\n"},
        {"roads/vehicle_type.csv", NULL},
        {"roads/terminal.csv", NULL},
        {"tariffs/book.csv", NULL},
        {"shipments/commodity.csv", NULL},
        {"shipments/shipment.csv", "shipment_id;origin_node_id;destination_node_id;quantity_t\nS1;A;B;1,5\n"},
        {NULL, NULL}};
    struct edits *edits = edits_new();
    struct diag *diag = diag_new();
    edited_read(edits, "\"links\": {\"QB\": {\"freight_capacity\": \"+10%\"}, \"PQ\": {\"time_h\": 1.125}}, "
                       "\"shipments\": {\"S1\": {\"quantity_t\": \"1.234\"}}");
    struct scenario *scenario = edited_load(data_set_write(CORRIDOR, CORRIDOR_FILES, changes), edits, diag);
    if (scenario == NULL)
        fail_msg("%s", findings_text(diag));
    assert_int_equal(scenario->network->link[3].capacity_kg, 550275);
    assert_int_equal(scenario->network->link[2].time_uh, 1125000);
    assert_int_equal(scenario->shipment[0].quantity_kg, 1234);
    scenario_free(scenario);
    diag_free(diag);
    edits_free(edits);
}

static void the_input_hash_tells_rows_that_are_changed_and_no_others(void **state) {
    (void)state;
    static const struct {
        const char *members;
        bool other;
    } cases[] = {{"", false},
                 {"\"rates\": {\"fuel\": \"+25%\"}", false},
                 {"\"vot\": \"5\"", false},
                 {"\"links\": {\"QB\": {\"freight_capacity\": \"500\"}}", true},
                 {"\"links\": {\"QB\": {\"freight_capacity\": \"501\"}}", true}};
    const char *folder = corridor();
    struct scenario *plain = data_set_load(folder);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct edits *edits = edits_new();
        struct diag *diag = diag_new();
        edited_read(edits, cases[i].members);
        struct scenario *scenario = edited_load(folder, edits, diag);
        assert_non_null(scenario);
        assert_int_equal(strcmp(scenario->input_hash, plain->input_hash) != 0, cases[i].other);
        scenario_free(scenario);
        diag_free(diag);
        edits_free(edits);
    }
    scenario_free(plain);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_change_is_what_an_editor_would_make_of_the_files),
        cmocka_unit_test(what_comes_later_changes_what_earlier_scenarios_left),
        cmocka_unit_test(short_forms_say_the_same_as_a_scenario),
        cmocka_unit_test(some_causes_are_the_changes_of_those_alone),
        cmocka_unit_test(changes_by_nothing_change_nothing),
        cmocka_unit_test(twice_the_rates_are_twice_the_money),
        cmocka_unit_test(a_decimal_comma_in_the_file_and_a_point_in_the_scenario),
        cmocka_unit_test(the_input_hash_tells_rows_that_are_changed_and_no_others),
    };
    return cmocka_run_group_tests_name("changes to a data set", tests, NULL, NULL);
}
