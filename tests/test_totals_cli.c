// SPDX-License-Identifier: GPL-3.0-or-later
/* The same plan in every form: tests/totals.py adds each up by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char home[4096];

static bool has_python(void) {
    int status;
    support_run("command -v python3 >/dev/null 2>&1", &status);
    if (status != 0)
        printf("skipped: no python3\n");
    return status == 0;
}

/* What the script finds; `more` are its further arguments. */
static const char *disagreements(const char *data, const char *more) {
    int status;
    bool books = strstr(golden_run(support_text("angkut export %s --xlsx -o probe.xlsx", data)),
                        "built without") == NULL;
    const char *said = support_run(support_text("python3 '%s/tests/totals.py' '%s' '%s' %s %s 2>&1", home,
                                                golden_program(), data, more, books ? "" : "--no-workbook"),
                                   &status);
    if (status == 0 || said[0] != '\0')
        return said;
    return "the script failed";
}

/*
 * By hand: S1 3,000 t by rail of 125 km and 500 t on 130 km of road; S2 1,200 t on 130 + 60 km of road and 35 km of ferry; S3
 * 400.5 t and S4 25 t (60 + 35 + 130 km) likewise. Rail 375,000, road 65,000 + 228,000 + 76,095 + 4,750, ferry 42,000 + 14,017.5
 * + 875: 805,737.5 t km. Times 25, 100 and 50 g: 9,375 + 37,384.5 + 2,844.625 = 49,604.125 kg.
 */
static void all_forms_of_a_small_plan_agree_with_sums_by_hand(void **state) {
    (void)state;
    if (has_python() && golden_begin())
        assert_string_equal(disagreements(support_text("%s/tests/data/strait", home),
                                          "activity_t_km=805737.5 co2e_kg=49604.125"),
                            "");
}

static void a_wrong_sum_is_told(void **state) {
    (void)state;
    if (has_python() && golden_begin())
        assert_string_equal(disagreements(support_text("%s/tests/data/strait", home), "co2e_kg=49604.126"),
                            "co2e_kg: 49604.125, expected 49604.126\n");
}

static void all_forms_of_the_shipped_data_agree(void **state) {
    (void)state;
    if (has_python() && golden_begin())
        assert_string_equal(disagreements(support_text("%s/data", home), ""), "");
}

static void facilities_count_in_every_total(void **state) {
    (void)state;
    if (!has_python() || !golden_begin())
        return;
    golden_vary("fixed", "roads/terminal.csv", "1s/$/,fixed_cost/; 2,$s/$/,1234567.5/");
    assert_string_equal(disagreements(support_text("%s/fixed", golden_folder()), ""), "");
}

/* Ids and names that a spreadsheet would run. */
static void no_text_of_the_data_becomes_a_formula(void **state) {
    (void)state;
    if (!golden_begin())
        return;
    golden_vary("sums", "shipments/shipment.csv",
                "s/^S1,/=1+1,/; s/^S2,/-5,/; s/^S3,/-5-x,/; s/^S4,/\uff1dx,/");
    const char *guarded = golden_run("angkut plan sums --format csv");
    assert_non_null(strstr(guarded, "\n'=1+1,"));
    assert_non_null(strstr(guarded, "\n-5,"));
    assert_non_null(strstr(guarded, "\n'-5-x,"));
    assert_non_null(strstr(guarded, "\n'\uff1dx,"));
    const char *raw = golden_run("angkut plan sums --format csv --csv-raw");
    assert_non_null(strstr(raw, "\n=1+1,"));
    assert_non_null(strstr(raw, "\n\uff1dx,"));
    assert_null(strchr(raw, '\''));
    if (has_python())
        assert_string_equal(disagreements(support_text("%s/sums", golden_folder()), ""), "");
}

static void emissions_are_what_the_schema_says(void **state) {
    (void)state;
    static const char *const plans[] = {"tests/data/strait", "data", "tests/data/second"};
    for (size_t i = 0; i < COUNT_OF(plans) && golden_begin(); i++) {
        golden_run(
            support_text("angkut export %s/%s --emissions --format json -o emissions.json", home, plans[i]));
        assert_string_equal(
            schema_faults("angkut-emissions-1", support_text("%s/emissions.json", golden_folder())), "");
    }
}

int main(void) {
    if (getcwd(home, sizeof home) == NULL)
        return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_forms_of_a_small_plan_agree_with_sums_by_hand),
        cmocka_unit_test(a_wrong_sum_is_told),
        cmocka_unit_test(all_forms_of_the_shipped_data_agree),
        cmocka_unit_test(facilities_count_in_every_total),
        cmocka_unit_test(emissions_are_what_the_schema_says),
        cmocka_unit_test(no_text_of_the_data_becomes_a_formula),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
