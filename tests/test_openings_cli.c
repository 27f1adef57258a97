// SPDX-License-Identifier: GPL-3.0-or-later
/* What the program says of facilities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <string.h>

#define STATION " --set terminal.batu_rail.fixed_cost="

static const struct golden texts[] = {
    {"openings-open", "angkut plan strait --as-of 2026-11-24 --brief" STATION "50000000"},
    {"openings-closed", "angkut plan strait --as-of 2026-11-24 --brief" STATION "150000000"},
    {"openings-always", "angkut plan strait --as-of 2026-11-24 --brief --set link.L4.open_on_call=no --set "
                        "link.L4.fixed_cost=7000000"},
    {"openings-verify", "angkut verify plan.json strait" STATION "50000000"},
};

static const struct golden others[] = {
    {"openings-json", "angkut plan strait --as-of 2026-11-24 --format json" STATION "150000000"},
    {"openings-csv", "angkut plan strait --as-of 2026-11-24 --format csv" STATION "50000000"},
    {"openings-lp", "angkut export strait --as-of 2026-11-24 --lp" STATION "50000000"},
    {"openings-budget", "angkut plan strait --max-co2 100" STATION "50000000"},
    {"openings-stress", "angkut stress strait --as-of 2026-11-24 --brief" STATION "150000000"},
    {"openings-compare", "angkut compare strait --as-of 2026-11-24" STATION "50000000"},
};

static void facilities_are_told_as_they_were(void **state) {
    (void)state;
    golden_run("angkut plan strait --as-of 2026-11-24 --format json -o plan.json" STATION "50000000");
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

static void no_fixed_cost_is_no_byte(void **state) {
    (void)state;
    const char *plain = golden_run("angkut plan strait --as-of 2026-11-24 --format csv");
    assert_string_equal(plain, golden_run("angkut plan strait --as-of 2026-11-24 --format csv" STATION "0"));
    assert_null(strstr(plain, "fixed"));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facilities_are_told_as_they_were),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(no_fixed_cost_is_no_byte),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
