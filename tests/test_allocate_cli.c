// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <string.h>

static const struct golden texts[] = {
    {"allocate", "angkut allocate three --as-of 2026-11-24"},
    {"allocate-brief", "angkut allocate three --as-of 2026-11-24 --brief"},
    {"allocate-statement", "angkut allocate three --as-of 2026-11-24 --statement ana"},
    {"allocate-rule", "angkut allocate three --as-of 2026-11-24 --rule equal-profit --capacity left"},
    {"allocate-strait", "angkut allocate strait --as-of 2026-11-24"},
};

static const struct golden others[] = {
    {"allocate-json", "angkut allocate three --as-of 2026-11-24 --format json"},
    {"allocate-csv", "angkut allocate three --as-of 2026-11-24 --format csv"},
    {"allocate-no-such-shipper", "angkut allocate three --as-of 2026-11-24 --statement anna"},
    {"allocate-no-such-rule", "angkut allocate three --as-of 2026-11-24 --rule shapely"},
};

static void allocate_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    static const char *const kinds[] = {"three", "strait", "three --by region", "three --capacity left"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        golden_run(
            support_text("angkut allocate %s --as-of 2026-11-24 --format json -o pays.json", kinds[i]));
        assert_string_equal(
            schema_faults("angkut-allocation-1", support_text("%s/pays.json", golden_folder())), "");
    }
}

/* doc/cooperation.md reckons these by hand. */
static void each_rule_pays_what_the_hand_reckons(void **state) {
    (void)state;
    static const char *const rows[] = {
        "\ntonnes,ana,Ana coffee,10,0,185.7143,",      "\ntonnes,citra,Citra palm,40,0,742.857",
        "\ntonne-km,budi,Budi rubber,20,0,371.428",    "\nseparable,ana,Ana coffee,10,0,200,",
        "\nseparable,citra,Citra palm,40,0,700,",      "\nshapley,ana,Ana coffee,10,0,200,",
        "\nshapley,budi,Budi rubber,20,0,400,",        "\nnucleolus,ana,Ana coffee,10,0,200,",
        "\nnucleolus,citra,Citra palm,40,0,700,",      "\nequal-profit,ana,Ana coffee,10,0,205.263",
        "\nequal-profit,budi,Budi rubber,20,0,410.526"};
    const char *csv = golden_run("angkut allocate three --as-of 2026-11-24 --format csv");
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (strstr(csv, rows[i]) == NULL)
            fail_msg("\"%s\" is not in:\n%s", rows[i] + 1, csv);
    assert_null(strstr(csv, "\ndual,")); /* no prices of room cover a fixed cost */
}

static void history_tells_what_cooperating_saved(void **state) {
    (void)state;
    golden_run("mkdir -p plans");
    golden_run("angkut plan three --as-of 2026-11-24 --format json -o plans/plan.json");
    golden_run("angkut allocate three --as-of 2026-11-24 --format json -o plans/shares.json");
    const char *csv = golden_run("angkut history plans --format csv");
    assert_non_null(
        strstr(csv, "\n2026-11-24,plans/plan.json,optimal,70,0,1300,18.57142857,,0,0,0,600,7000,"));
}

/* Three who share a train of a fixed cost, or go by truck. */
static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    const char *three = support_text("%s/three", golden_folder());
    support_run(support_text("mkdir -p %s/roads %s/shipments", three, three), NULL);
    support_write(three, "roads/config.csv", "dataset_name\nThree cooperatives\n");
    support_write(three, "roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n");
    support_write(three, "roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,length,rate_per_t,fixed_cost\n"
                  "train,A,B,true,100,10,600\ntruck,A,B,true,100,30,\n");
    support_write(three, "shipments/shipper.csv",
                  "shipper_id,name\nana,Ana coffee\nbudi,Budi rubber\ncitra,Citra palm\n");
    support_write(three, "shipments/shipment.csv",
                  "shipment_id,shipper_id,origin_node_id,destination_node_id,quantity_t\n"
                  "s1,ana,A,B,10\ns2,budi,A,B,20\ns3,citra,A,B,40\n");
    golden_vary("strait", "README.md", "");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocate_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(each_rule_pays_what_the_hand_reckons),
        cmocka_unit_test(history_tells_what_cooperating_saved),
    };
    return cmocka_run_group_tests_name("who pays what, from outside", tests, set_up, NULL);
}
