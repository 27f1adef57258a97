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
    {"stress", "angkut stress strait --as-of 2026-11-24"},
    {"stress-terminals", "angkut stress strait --as-of 2026-11-24 --terminals --links"},
    {"stress-jurisdictions", "angkut stress strait --as-of 2026-11-24 --jurisdictions"},
    {"stress-pairs", "angkut stress strait --as-of 2026-11-24 --pairs"},
    {"stress-brief-closed", "angkut stress strait --as-of 2026-11-24 --close L5 --brief"},
    {"stress-full", "angkut stress full --as-of 2026-11-24 --brief"},
    {"help-stress", "angkut help stress"},
};

static const struct golden others[] = {
    {"stress-json", "angkut stress strait --as-of 2026-11-24 --format json"},
    {"stress-pairs-csv", "angkut stress strait --as-of 2026-11-24 --pairs --format csv"},
    {"stress-no-such-folder", "angkut stress nowhere"},
    {"stress-bad-option", "angkut stress strait --link"},
};

static void stress_says_what_it_said(void **state) {
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
    static const char *const kinds[] = {"", "--pairs", "--terminals --jurisdictions --links"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        golden_run(support_text("angkut stress full %s --format json -o stress.json", kinds[i]));
        assert_string_equal(schema_faults("angkut-stress-1", support_text("%s/stress.json", golden_folder())),
                            "");
    }
}

static void the_number_of_threads_shows_in_no_byte(void **state) {
    (void)state;
    const char *one =
        golden_run("angkut stress strait --pairs --terminals --links --format json --threads 1");
    assert_string_equal(
        one, golden_run("angkut stress strait --pairs --terminals --links --format json --threads 7"));
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
        cmocka_unit_test(stress_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(the_number_of_threads_shows_in_no_byte),
    };
    return cmocka_run_group_tests_name("stress from outside", tests, set_up, NULL);
}
