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
    {"osm-town", "angkut import osm town.osm town 2>&1; cat town/roads/*.csv; angkut check town"},
    {"osm-box",
     "angkut import osm town.osm box --bbox 103.99,-4.05,104.025,-3.9 2>&1; cat box/roads/link.csv"},
    {"osm-classes",
     "angkut import osm town.osm few --classes secondary 2>&1; cut -d, -f1-7 few/roads/link.csv"},
    {"osm-none", "angkut import osm town.osm none --classes motorway --bbox 104.8,-4,105,-3; ls none"},
    {"osm-no-class", "angkut import osm town.osm none --classes highway"},
    {"osm-no-box", "angkut import osm town.osm none --bbox 1,2,3"},
    {"osm-upside-down", "angkut import osm town.osm none --bbox 105,-4,104,-3"},
    {"osm-no-file", "angkut import osm nowhere.osm.pbf none; ls none"},
    {"osm-no-suffix", "cp town.osm town.txt; angkut import osm town.txt none"},
    {"osm-no-xml", "echo '<osm><node' > bad.osm; angkut import osm bad.osm none"},
    {"osm-no-pbf", "echo 'not a protocol buffer' > bad.osm.pbf; angkut import osm bad.osm.pbf none"},
    {"osm-empty", ": > empty.osm.pbf; angkut import osm empty.osm.pbf none; ls none"},
    {"osm-there", "mkdir there; echo mine > there/file; angkut import osm town.osm there; ls there"},
    {"help-import-osm", "angkut help import osm"},
};

static void import_says_what_it_said(void **state) {
    (void)state;
    if (strstr(golden_run("angkut import osm town.osm probe"), "without libreadosm") != NULL) {
        printf("skipped: built without libreadosm\n");
        return;
    }
    golden_compare(messages, COUNT_OF(messages));
}

/* Lengths, shortest ways, XML and PBF alike, damaged files: tests/osm_random.py reckons them by itself. */
static void random_extracts_keep_every_distance(void **state) {
    (void)state;
    int status;
    const char *said =
        support_run(support_text("python3 tests/osm_random.py '%s' '%s/random' %d", golden_program(),
                                 golden_folder(), support_is_pass("plain") ? 60 : 5),
                    &status);
    if (strstr(said, "without libreadosm") != NULL)
        printf("skipped: built without libreadosm\n");
    else
        assert_non_null(strstr(said, ", 0 faults"));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    int status;
    support_run(support_text("cp tests/data/osm/town.osm '%s'", golden_folder()), &status);
    return status;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(import_says_what_it_said),
        cmocka_unit_test(random_extracts_keep_every_distance),
    };
    return cmocka_run_group_tests_name("import of OpenStreetMap", tests, set_up, NULL);
}
