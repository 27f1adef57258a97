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
    {"conflict-none", "angkut explain infeasible strait --as-of 2026-11-24"},
    {"conflict-capacity", "angkut explain infeasible full --as-of 2026-11-24"},
    {"conflict-hours", "angkut explain infeasible hurried --as-of 2026-11-24"},
    {"conflict-closed", "angkut explain infeasible strait --as-of 2026-11-24 --close L3"},
    {"conflict-two", "angkut explain infeasible both --as-of 2026-11-24"},
    {"conflict-twice-one", "angkut explain infeasible strait --as-of 2026-11-24 --set "
                           "shipment.S2.max_hours=5 --set link.L3.freight_capacity=500"},
    {"conflict-penalty", "angkut explain infeasible mild --as-of 2026-11-24"},
    {"conflict-restricted", "angkut explain infeasible ruled --as-of 2026-11-24"},
};

static const struct golden others[] = {
    {"conflict-json", "angkut explain infeasible full --as-of 2026-11-24 --format json"},
    {"conflict-csv", "angkut explain infeasible full --format csv"},
    {"conflict-two-folders", "angkut explain infeasible full strait"},
    {"conflict-no-such-folder", "angkut explain infeasible nowhere"},
};

static void explain_infeasible_says_what_it_said(void **state) {
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
    static const char *const questions[] = {"strait", "full", "hurried", "strait --close L3 --close L5",
                                            "both",   "mild", "ruled",   "strait --close L1 --close L2"};
    for (size_t i = 0; i < COUNT_OF(questions); i++) {
        golden_run(support_text(
            "angkut explain infeasible %s --as-of 2026-11-24 --format json -o conflict.json", questions[i]));
        assert_string_equal(
            schema_faults("angkut-conflict-1", support_text("%s/conflict.json", golden_folder())), "");
    }
}

/* The first repair of `full`, asked of plan: nothing stays behind, and a tenth of a tonne less is not enough. */
static void what_is_offered_is_enough_when_it_is_done(void **state) {
    (void)state;
    golden_vary("raised", "roads/link.csv", "s/,2000,selat/,1600.5,selat/");
    golden_vary("short", "roads/link.csv", "s/,2000,selat/,1600.4,selat/");
    assert_non_null(strstr(golden_run("angkut explain infeasible full"), "1,600.5 t"));
    assert_non_null(strstr(golden_run("angkut plan raised --brief"), "--- exit status 0"));
    assert_non_null(strstr(golden_run("angkut plan short --brief"), "--- exit status 1"));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/link.csv", "s/,2000,selat/,1000,selat/");
    golden_vary("hurried", "shipments/shipment.csv", "s/,25,12,/,25,6,/");
    golden_vary("mild", "shipments/shipment.csv", "s/,2000000$/,200000/");
    golden_vary("both", "roads/link.csv", "s/,2000,selat/,1000,selat/");
    support_run(support_text("sed -i 's/,25,12,/,25,6,/' %s/both/shipments/shipment.csv", golden_folder()),
                NULL);
    golden_vary("ruled", "README.md", "");
    support_write(golden_folder(), "ruled/roads/restriction.csv",
                  "commodity_id,vehicle_type_id,jurisdiction\nstone,truck,ulu\ncoffee,,kota\n");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(explain_infeasible_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(what_is_offered_is_enough_when_it_is_done),
    };
    return cmocka_run_group_tests_name("explain infeasible from outside", tests, set_up, NULL);
}
