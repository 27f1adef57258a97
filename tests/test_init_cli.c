// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static const struct golden messages[] = {
    {"init", "angkut init fresh; angkut check fresh"},
    {"init-there", "mkdir taken; echo mine > taken/file; angkut init taken; ls taken; cat taken/file"},
    {"init-nowhere", "angkut init no/such/folder; ls no"},
    {"init-file", "echo mine > file; angkut init file; cat file"},
    {"help-init", "angkut help init"},
};

static void init_says_what_it_said(void **state) {
    (void)state;
    golden_compare(messages, COUNT_OF(messages));
}

/* What its README.md promises. */
static void the_railway_is_full_and_the_bridge_costs_the_growers(void **state) {
    (void)state;
    golden_run("angkut init region");
    const char *plan = golden_run("angkut plan region --as-of 2026-11-24");
    assert_non_null(strstr(plan, "3,000 of 3,000 t"));
    assert_non_null(strstr(plan, "--- exit status 0"));
    const char *why = golden_run("angkut explain link yard-port region --as-of 2026-11-24");
    assert_non_null(strstr(why, "--- exit status 0"));
    const char *bridge =
        golden_run("sed 's/,12,regency/,,regency/' region/roads/link.csv > open.csv; cp open.csv "
                   "region/roads/link.csv; angkut explain shipment coffee-out region "
                   "--as-of 2026-11-24");
    assert_null(strstr(bridge, "Small truck"));
    assert_non_null(strstr(bridge, "Large truck"));
}

/* On the way by rail, by hand: a large truck takes 18 t, and 1.6 ways of (0.4 l x 7,000 + 1,800) a km and 50,000 an hour
 * for 20 km, 0.2 h + 7/30 h + 0.25 h; the train 126 km x 200; handling 2 x 10,000 + 2 x 5,000. */
static void money_is_what_the_rows_say(void **state) {
    (void)state;
    golden_run("angkut init reckoned");
    const char *csv = golden_run("angkut plan reckoned --as-of 2026-11-24 --format json | tr -d ' \\n'");
    const char *shipment = strstr(csv, "\"shipment_id\":\"oil-out\"");
    assert_non_null(shipment);
    const char *cost = strstr(shipment, "\"cost_per_t\":");
    assert_non_null(cost);
    double said = strtod(cost + strlen("\"cost_per_t\":"), NULL);
    double running = 20 * (0.4 * 7000 + 1800) * 1.6 / 18, crew = (0.2 + 7 / 30.0 + 0.25) * 50000 * 1.6 / 18;
    double by_hand = running + crew + 126 * 200 + 30000;
    assert_true(said > by_hand - 1 && said < by_hand + 1);
}

static void its_readme_is_in_the_language_asked_for(void **state) {
    (void)state;
    assert_non_null(
        strstr(golden_run("angkut init one --lang en; head -1 one/README.md"), "# A data set for Angkut"));
    assert_non_null(strstr(golden_run("angkut init two --lang id; head -1 two/README.md"),
                           "# Kumpulan data untuk Angkut"));
    assert_non_null(
        strstr(golden_run("rm one/README.md two/README.md; diff -r one two"), "--- exit status 0"));
}

/* A name it can't give its folder leaves nothing behind. */
static void what_can_not_be_put_in_place_leaves_nothing(void **state) {
    (void)state;
    const char *said = golden_run("mkdir -p shut/in; touch shut/in/file; angkut init shut/in; ls -A shut");
    assert_non_null(strstr(said, "not empty"));
    assert_null(strstr(said, "in."));
}

/* It stands in the way of no folder that it can't replace, and says so before it begins. */
static void a_folder_in_use_is_left_as_it_is(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"mkdir here; cd here; angkut init .; ls -A ..", "angkut: . is in use as it is: name a new folder"},
        {"mkdir -p up/here; cd up/here; angkut init ../here/.; ls -A ..", "is in use as it is"},
        {"mkdir aim; ln -s aim pointer; angkut init pointer; ls -A aim", "pointer is a symbolic link"},
        {"ln -s nowhere astray; angkut init astray", "astray is a symbolic link"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *said = golden_run(cases[i][0]);
        assert_non_null(strstr(said, cases[i][1]));
        assert_null(strstr(said, "README.md"));
    }
}

/* The shell runs what is proposed next, whatever the folder's name. */
static void what_it_proposes_can_be_copied(void **state) {
    (void)state;
    static const char *const names[] = {"'data saya'", "-dash", "\"- 'quoted' \\$HOME\"", "plain-1.2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char command[300];
        snprintf(command, sizeof command,
                 "angkut init --lang en -- %s > said; "
                 "sed -n 's/^Next: \\(angkut check .*\\), angkut plan.*/\\1/p' said > next; . ./next",
                 names[i]);
        assert_non_null(strstr(golden_run(command), "Example region: 6 nodes"));
    }
}

static int set_up(void **state) {
    (void)state;
    return golden_begin() ? 0 : -1;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(init_says_what_it_said),
        cmocka_unit_test(the_railway_is_full_and_the_bridge_costs_the_growers),
        cmocka_unit_test(money_is_what_the_rows_say),
        cmocka_unit_test(its_readme_is_in_the_language_asked_for),
        cmocka_unit_test(what_can_not_be_put_in_place_leaves_nothing),
        cmocka_unit_test(a_folder_in_use_is_left_as_it_is),
        cmocka_unit_test(what_it_proposes_can_be_copied),
    };
    return cmocka_run_group_tests_name("init from outside", tests, set_up, NULL);
}
