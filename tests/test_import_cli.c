// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <string.h>

static const struct golden messages[] = {
    {"import-gmns", "angkut import gmns gmns taken 2>&1; cat taken/roads/*.csv; angkut check taken"},
    {"import-gmns-units", "angkut import gmns gmns units --length-unit ft --speed-unit mph 2>&1; cat "
                          "units/roads/config.csv"},
    {"import-gmns-unit-unknown", "angkut import gmns gmns none --length-unit cubit; ls none"},
    {"import-gmns-no-node", "cp -R gmns lost; sed -i 's/,502,2,1,/,502,2,7,/; s/^Jalan Uji,1,/Jalan Uji,0,/' "
                            "lost/link.csv; angkut import gmns lost none; ls none"},
    {"import-gmns-columns",
     "cp -R gmns bare; sed -i 's/from_node_id/from/' bare/link.csv; angkut import gmns "
     "bare none; ls none"},
    {"import-gmns-nowhere", "angkut import gmns nowhere none; ls none"},
    {"import-tntp",
     "angkut import tntp Small small 2>&1; cat small/roads/*.csv small/shipments/shipment.csv; "
     "angkut plan small --as-of 2026-11-24"},
    {"import-tntp-net-alone", "mkdir alone; cp Small/Small_net.tntp alone; angkut import tntp alone "
                              "ring 2>&1; cat ring/roads/node.csv ring/shipments/shipment.csv"},
    {"import-tntp-crlf", "cp -R Small crlf; sed -i 's/$/\\r/' crlf/*.tntp; angkut import tntp crlf windows "
                         "--quiet; angkut import tntp Small unix --quiet; diff -r windows unix"},
    {"import-tntp-two",
     "cp -R Small two; cp two/Small_net.tntp two/Other_net.tntp; angkut import tntp two none"},
    {"import-tntp-none", "mkdir empty; angkut import tntp empty none; ls none"},
    {"import-tntp-no-metadata",
     "cp -R Small m1; sed -i '/END OF/d' m1/Small_net.tntp; angkut import tntp m1 none"},
    {"import-tntp-bad-rows", "cp -R Small m2; sed -i 's/\\t1\\t3\\t1000/\\t1\\t9\\t1000/; s/150.5/-1/; "
                             "s/\\t4\\t2\\t1000/\\t4\\t2\\tmany/; "
                             "s/30\\t0.15.*/30/' m2/Small_net.tntp; angkut import tntp m2 none; ls none"},
    {"import-tntp-count",
     "cp -R Small m3; sed -i 's/LINKS> 5/LINKS> 6/' m3/Small_net.tntp; angkut import tntp m3 none"},
    {"import-tntp-trips",
     "cp -R Small m4; sed -i 's/2 :    200.5/5 : 200.5/' m4/Small_trips.tntp; angkut import "
     "tntp m4 none; ls none"},
    {"import-tntp-zones",
     "cp -R Small m5; sed -i 's/ZONES> 2/ZONES> 3/' m5/Small_trips.tntp; angkut import tntp m5 none"},
    {"import-tntp-position",
     "cp -R Small m6; sed -i 's/104.3/east/' m6/Small_node.tntp; angkut import tntp m6 none"},
    {"help-import-gmns", "angkut help import gmns"},
    {"help-import-tntp", "angkut help import tntp"},
};

static void imports_say_what_they_said(void **state) {
    (void)state;
    golden_compare(messages, COUNT_OF(messages));
}

/* By hand: 150.5 t at 3 + 12 + 1.5, the other 50 t at 3 + 18 + 1.5, 60 t at 30: 5,408.25. */
static void the_plan_of_an_import_costs_what_its_minutes_do(void **state) {
    (void)state;
    const char *plan =
        golden_run("angkut import tntp Small reckoned -q; angkut plan reckoned --format json | grep "
                   "'\"cost\"'");
    assert_non_null(strstr(plan, "5408.25"));
}

static void what_is_no_folder_is_not_taken_for_broken_data(void **state) {
    (void)state;
    const char *said = golden_run("touch lone; angkut import gmns lone new; angkut import gmns absent new");
    assert_non_null(strstr(said, "angkut: lone: "));
    assert_non_null(strstr(said, "angkut: absent: "));
    assert_non_null(strstr(said, "--- exit status 6"));
}

static int set_up(void **state) {
    (void)state;
    int status;
    if (!golden_begin())
        return -1;
    support_run(support_text("cp -R tests/data/tntp/Small tests/data/gmns '%s'", golden_folder()), &status);
    return status;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(imports_say_what_they_said),
        cmocka_unit_test(the_plan_of_an_import_costs_what_its_minutes_do),
        cmocka_unit_test(what_is_no_folder_is_not_taken_for_broken_data),
    };
    return cmocka_run_group_tests_name("imports from outside", tests, set_up, NULL);
}
