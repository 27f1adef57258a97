// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <string.h>

/* The strait is open to the quarry and the growers of ulu at a fee; the city's road is public. */
#define AGREEMENTS                                                                          \
    "agreement_id,region,mode,item,basis,amount,closed,valid_from,valid_to,source,status\n" \
    "SELAT-FERRY,selat,ferry,access,t,2500,,2026-01-01,2027-01-01,made up,illustrative\n"   \
    "SELAT-RAIL,selat,rail,,,,,2026-01-01,2027-01-01,made up,illustrative\n"

static const struct golden runs[] = {
    {"agreement-plan", "angkut plan strait --as-of 2026-11-24 --brief"},
    {"agreement-lapsed", "angkut plan strait --as-of 2027-01-01 --brief"},
    {"agreement-with", "angkut plan strait --as-of 2027-01-01 --with selat --brief"},
    {"agreement-without", "angkut plan strait --as-of 2026-11-24 --without selat --brief"},
    {"agreement-check", "angkut check strait --as-of 2027-01-01"},
    {"agreement-list", "angkut tariff list strait --as-of 2026-11-24"},
    {"agreement-unknown", "angkut plan strait --with selet"},
    {"agreement-both", "angkut plan strait --with selat --without selat"},
    {"agreement-roads", "angkut plan strait --as-of 2026-11-24 --without kota --brief -o roads.txt"},
    {"agreement-rate", "angkut plan strait --as-of 2026-11-24 --rate SELAT-FERRY=0 --brief"},
    {"agreement-set", "angkut plan strait --as-of 2026-11-24 --set agreement.SELAT-RAIL.closed=true --brief"},
    {"agreement-compare", "angkut compare strait --as-of 2026-11-24 --without selat"},
};

static void agreements_say_what_they_said(void **state) {
    (void)state;
    golden_compare(runs, COUNT_OF(runs));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(runs, 4, false);
}

/* The plan carries what was supposed: verify needs no option, and a changed one is found out. */
static void a_plan_verifies_without_options(void **state) {
    static const char *const options[] = {"", "--with selat", "--without selat",
                                          "--with ulu --without selat"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(options); i++) {
        golden_run(
            support_text("angkut plan strait --as-of 2027-01-01 %s --format json -o plan.json", options[i]));
        const char *said = golden_run("angkut verify plan.json strait");
        if (strstr(said, "--- exit status 0") == NULL)
            fail_msg("%s: %s", options[i], said);
    }
    golden_run("sed -i 's/\"without\": \\[\"selat\"\\]/\"without\": [\"ulu\"]/' plan.json");
    assert_null(strstr(golden_run("angkut verify plan.json strait"), "--- exit status 0"));
}

/* Fees are nobody's to publish: others could not read them. */
static void a_feed_leaves_fees_out(void **state) {
    (void)state;
    const char *feed = golden_run("angkut tariff export strait --serial 1");
    assert_non_null(strstr(feed, "--- exit status 0"));
    assert_null(strstr(feed, "SELAT-FERRY"));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    support_write(golden_folder(), "strait/roads/agreement.csv", AGREEMENTS);
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreements_say_what_they_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(a_plan_verifies_without_options),
        cmocka_unit_test(a_feed_leaves_fees_out),
    };
    return cmocka_run_group_tests_name("agreements from outside", tests, set_up, NULL);
}
