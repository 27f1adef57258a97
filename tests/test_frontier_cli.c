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
    {"frontier", "angkut frontier strait --as-of 2026-11-24"},
    {"frontier-co2", "angkut frontier strait --as-of 2026-11-24 --objectives cost,co2"},
    {"frontier-time-co2", "angkut frontier strait --as-of 2026-11-24 --objectives time,co2"},
    {"frontier-points", "angkut frontier full --as-of 2026-11-24 --points 2 --brief --vot 20000"},
    {"frontier-full", "angkut frontier full --as-of 2026-11-24"},
    {"frontier-closed", "angkut frontier strait --as-of 2026-11-24 --close L5"},
    {"help-frontier", "angkut help frontier"},
};

static const struct golden others[] = {
    {"frontier-csv", "angkut frontier full --as-of 2026-11-24 --format csv"},
    {"frontier-json", "angkut frontier strait --as-of 2026-11-24 --format json"},
    {"frontier-bad-objectives", "angkut frontier strait --objectives cost,tim"},
    {"frontier-bad-points", "angkut frontier strait --points 1"},
    {"frontier-no-number", "angkut frontier strait --points many"},
};

static void frontier_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), 0);
}

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    static const char *const asked[] = {"", "--objectives cost,co2", "--objectives time,co2 --points 2"};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        golden_run(support_text("angkut frontier full %s --format json -o frontier.json", asked[i]));
        assert_string_equal(
            schema_faults("angkut-frontier-1", support_text("%s/frontier.json", golden_folder())), "");
    }
}

static void the_number_of_threads_shows_in_no_byte(void **state) {
    (void)state;
    const char *one = golden_run("angkut frontier full --format json --threads 1");
    assert_string_equal(one, golden_run("angkut frontier full --format json --threads 7"));
    assert_non_null(strstr(one, "--- exit status 0"));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/link.csv", "s/,2000,selat/,1000,selat/");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(frontier_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(the_number_of_threads_shows_in_no_byte),
    };
    return cmocka_run_group_tests_name("frontier from outside", tests, set_up, NULL);
}
