// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans within a budget, from outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static const struct golden texts[] = {
    {"budget-hours", "angkut plan free --as-of 2026-11-24 --max-mean-hours 11 --brief"},
    {"budget-co2", "angkut plan strait --as-of 2026-11-24 --max-co2 49 --brief"},
    {"budget-cost", "angkut plan free --as-of 2026-11-24 --vot 30000 --max-cost 1100000000 --brief"},
    {"budget-idle", "angkut plan free --as-of 2026-11-24 --max-co2 60 --brief"},
};

static const struct golden others[] = {
    {"budget-json", "angkut plan free --as-of 2026-11-24 --max-mean-hours 11 --format json"},
    {"budget-verify", "angkut plan free --as-of 2026-11-24 --max-mean-hours 11 --format json -o plan.json; "
                      "angkut verify plan.json free"},
    {"budget-too-low",
     "echo old >old.json; angkut plan free --max-co2 40 --as-of 2026-11-24 --format json -o "
     "old.json; status=$?; cat old.json; exit $status"},
    {"budget-too-low-hours", "angkut plan free --max-mean-hours 5 --as-of 2026-11-24"},
    {"budget-too-low-cost", "angkut plan free --max-cost 1e9 --as-of 2026-11-24"},
    {"budget-status", "angkut tariff status plan.json free --as-of 2026-11-25"},
    {"budget-two", "angkut plan free --max-cost 1e9 --max-co2 50"},
    {"budget-no-number", "angkut plan free --max-mean-hours 1,5"},
    {"budget-below-zero", "angkut plan free --max-cost -1"},
    {"budget-no-time", "angkut plan free --max-mean-hours 11 --as-of 2026-11-24 --time-limit 0"},
};

static void budgets_say_what_they_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

static void the_number_of_threads_shows_in_no_byte(void **state) {
    (void)state;
    const char *one = golden_run("angkut plan free --max-mean-hours 9 --format json --threads 1");
    assert_string_equal(one, golden_run("angkut plan free --max-mean-hours 9 --format json --threads 7"));
    assert_non_null(strstr(one, "--- exit status 0"));
}

/* What the refusal names as the least is no more than is needed, and enough. */
static void the_least_that_is_named_is_enough(void **state) {
    (void)state;
    static const struct {
        const char *option, *before;
    } cases[] = {{"--max-mean-hours", "mean time possible is "},
                 {"--max-co2", "emissions possible is "},
                 {"--max-cost", "money possible is Rp "}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char least[60];
        const char *said = golden_run(
            support_text("angkut plan free --as-of 2026-11-24 %s 0 2>&1 | tr -d ,", cases[i].option));
        const char *at = strstr(said, cases[i].before);
        assert_non_null(at);
        assert_int_equal(sscanf(at + strlen(cases[i].before), "%59[0-9.]", least), 1);
        said = golden_run(
            support_text("angkut plan free --as-of 2026-11-24 --brief %s %s", cases[i].option, least));
        if (strstr(said, "--- exit status 0") == NULL)
            fail_msg("%s %s: %s", cases[i].option, least, said);
    }
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("free", "shipments/shipment.csv", "s/,1200,,2000000/,1200,,/;s/,25,12,5000000/,25,,/");
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(budgets_say_what_they_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(the_number_of_threads_shows_in_no_byte),
        cmocka_unit_test(the_least_that_is_named_is_enough),
    };
    return cmocka_run_group_tests_name("budget from outside", tests, set_up, NULL);
}
