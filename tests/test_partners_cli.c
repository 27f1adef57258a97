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
    {"partners", "angkut partners strait --as-of 2026-11-24"},
    {"partners-roads", "angkut partners strait --as-of 2026-11-24 --roads --brief"},
    {"partners-invest", "angkut partners strait --as-of 2026-11-24 --invest --raise 20"},
    {"help-partners", "angkut help partners"},
};

static const struct golden others[] = {
    {"partners-json", "angkut partners strait --as-of 2026-11-24 --format json"},
    {"partners-csv", "angkut partners strait --as-of 2026-11-24 --format csv"},
    {"partners-invest-json", "angkut partners strait --as-of 2026-11-24 --invest --format json"},
    {"partners-invest-csv", "angkut partners strait --as-of 2026-11-24 --invest --format csv"},
    {"partners-bad-raise", "angkut partners strait --invest --raise -3%"},
    {"partners-lone-raise", "angkut partners strait --raise 3%"},
    {"partners-bad-unmet", "angkut partners strait --unmet 0"},
    {"partners-bad-samples", "angkut partners strait --samples many"},
};

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    return 0;
}

static void partners_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), true);
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    golden_run("angkut partners strait --format json -o partners.json");
    golden_run("angkut partners strait --invest --format json -o invest.json");
    assert_string_equal(schema_faults("angkut-partners-1", support_text("%s/partners.json", golden_folder())),
                        "");
    assert_string_equal(schema_faults("angkut-invest-1", support_text("%s/invest.json", golden_folder())),
                        "");
}

static void the_number_of_threads_shows_in_no_byte(void **state) {
    (void)state;
    const char *one = golden_run("angkut partners strait --roads --format json --threads 1");
    assert_string_equal(one, golden_run("angkut partners strait --roads --format json --threads 7"));
    assert_non_null(strstr(one, "--- exit status 0"));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(partners_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(the_number_of_threads_shows_in_no_byte),
    };
    return cmocka_run_group_tests_name("partners from outside", tests, set_up, NULL);
}
