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
    {"explain-shipment", "angkut explain shipment S3 strait --as-of 2026-11-24"},
    {"explain-shipment-two-ways", "angkut explain shipment S1 strait --as-of 2026-11-24"},
    {"explain-shipment-behind", "angkut explain shipment S3 full --as-of 2026-11-24"},
    {"explain-shipment-outbid", "angkut explain shipment S2 strait --as-of 2026-11-24"},
    {"explain-shipment-same-rent",
     "angkut explain shipment S2 strait --as-of 2026-11-24 --set link.L3.freight_capacity=500"},
    {"explain-shipment-returns", "angkut explain shipment S1 strait --as-of 2026-11-24 --rate rail=900"},
    {"explain-shipment-nothing-moves", "angkut explain shipment S2 strait --as-of 2026-11-24 --close L4"},
    {"explain-link", "angkut explain link L5 strait --as-of 2026-11-24"},
    {"explain-link-ferry", "angkut explain link L3 full --as-of 2026-11-24"},
    {"explain-link-unlimited", "angkut explain link L1 strait --as-of 2026-11-24"},
    {"explain-link-closed", "angkut explain link L5 strait --as-of 2026-11-24 --close L5"},
    {"explain-terminal", "angkut explain terminal barat_rail strait --as-of 2026-11-24"},
    {"explain-cost", "angkut explain cost S1 strait --as-of 2026-11-24"},
    {"explain-cost-behind", "angkut explain cost S3 full --as-of 2026-11-24"},
    {"help-explain", "angkut help explain"},
};

static const struct golden others[] = {
    {"explain-shipment-json", "angkut explain shipment S3 strait --as-of 2026-11-24 --format json"},
    {"explain-link-json", "angkut explain link L5 strait --as-of 2026-11-24 --format json"},
    {"explain-cost-json", "angkut explain cost S1 strait --as-of 2026-11-24 --format json"},
    {"explain-nothing", "angkut explain"},
    {"explain-unknown-question", "angkut explain shipmet S1 strait"},
    {"explain-without-id", "angkut explain terminal"},
    {"explain-unknown-shipment", "angkut explain cost S33 strait"},
    {"explain-unknown-link", "angkut explain link L33 strait"},
    {"explain-unknown-terminal", "angkut explain terminal barat_rai strait"},
    {"explain-csv", "angkut explain cost S1 strait --format csv"},
    {"explain-no-such-folder", "angkut explain link L1 nowhere"},
};

static void explain_says_what_it_said(void **state) {
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
    static const char *const asked[] = {
        "shipment S1 strait",
        "shipment S3 full",
        "shipment S2 strait --close L4",
        "link L3 full",
        "link L1 strait",
        "link L5 strait",
        "terminal barat_rail strait",
        "terminal batu_rail strait",
        "cost S1 strait",
        "cost S3 full",
        "cost S2 strait --close L4",
    };
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        const char *said = golden_run(
            support_text("angkut explain %s --as-of 2026-11-24 --format json -o explain.json", asked[i]));
        assert_non_null(strstr(said, "--- exit status 0"));
        assert_string_equal(
            schema_faults("angkut-explain-1", support_text("%s/explain.json", golden_folder())), "");
    }
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
        cmocka_unit_test(explain_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
    };
    return cmocka_run_group_tests_name("explain from outside", tests, set_up, NULL);
}
