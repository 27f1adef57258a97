// SPDX-License-Identifier: GPL-3.0-or-later
/* What TAB offers: candidates against tables, and both shells as they are typed into (tests/completion_shells.py). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

/* Ids that a shell would take apart, or run. */
static const char HOSTILE[] =
    "s/^L1,/\"Pasar \"\"Baru\"\" 1\",/; s/^L2,/it'\\''s,/; s/^L3,/$(touch ran),/; s/^L4,/colon:and=equals,/";

static int begin(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "shipments/shipper.csv", "");
    golden_vary("odd", "roads/link.csv", HOSTILE);
    support_write(golden_folder(), "odd/scenarios/half.json", "{}\n");
    support_write(golden_folder(), "strait/scenarios/flood.json", "{}\n");
    support_write(golden_folder(), "strait/roads/agreement.csv",
                  "agreement_id,region,item,basis,amount\nA1,asdp,access,t,1\n");
    support_write(golden_folder(), "config/angkut/feeds.csv",
                  "name,url\ndiesel,https://tariffs.example.org/d.json\n");
    return 0;
}

/* ---- candidates ---- */

static const struct {
    const char *words, *candidates; /* a line each */
} OFFERS[] = {
    {"pla", "plan\n"},
    {"tar", "tariff\n"},
    {"tariff l", "list\nlint\n"},
    {"help tariff d", "diff\ndrop\n"},
    {"zzz", ""},
    {"zzz ''", ""},
    {"--lang ''", "en\nid\n"},
    {"--lang id import ''", "gmns\ntntp\nosm\n"},
    {"plan --m", "--max-cost\n--max-mean-hours\n--max-co2\n"},
    {"tariff drop --f", ""},
    {"plan -- --m", "\tfolders\n"},
    {"plan --format ''", "text\njson\ncsv\n"},
    {"plan --format=c", "--format=csv\n"},
    {"plan --color a", "auto\nalways\n"},
    {"plan --lang ''", "en\nid\n"},
    {"plan strait --close ''", "L1\nL2\nL3\nL4\nL5\n"},
    {"plan strait --close=L5", "--close=L5\n"},
    {"plan strait --vot 3 --close L5", "L5\n"},
    {"plan --vot --close L5", "\tfolders\n"}, /* --close is a value here */
    {"plan strait --scenario ''", "flood\n"},
    {"plan strait --with ''", "asdp\nulu\nselat\nkota\n"},
    {"plan strait --rate fu", "fuel=\nfuel-2022=\nfuel-2026=\n"},
    {"plan strait ''", ""},
    {"plan -o ''", "\tfiles\n"},
    {"tariff show fu", ""},
    {"tariff diff --data strait ''", "diesel\n\tfiles\n"},
    {"tariff accept ''", "diesel\n"},
    {"sensitivity strait --tariff rai", "rail\n"},
    {"sensitivity --item to", "toll\n"},
    {"explain ''", "shipment\nlink\nterminal\ncost\ninfeasible\n"},
    {"explain infeasible ''", "\tfolders\n"},
    {"compare --data strait ''", "base\nflood\n\tfiles\n"},
    {"quote strait --from ba", "batu\nbarat\n"},
    {"quote strait --commodity ''", "stone\ncoffee\n"},
    {"export plan.json --data strait --shipment ''", "S1\nS2\nS3\nS4\n"},
    {"allocate strait --statement ''", "quarry\ngrowers\nulu\n"},
    {"allocate --by ''", "shipper\nregion\n"},
    {"allocate --rule s", "separable\nshapley\n"},
    {"frontier --objectives ''", "cost,time\ncost,co2\ntime,co2\n"},
    {"verify ''", "\tfiles\n"},
    {"plan odd --close P", "Pasar\\ \\\"Baru\\\"\\ 1\n"},
    {"plan odd --close i", "it\\'s\n"},
    {"plan odd --close '$'", "\\$\\(touch\\ ran\\)\n"},
};

static void each_place_offers_what_may_stand_there(void **state) {
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(OFFERS); i++) {
        const char *said = golden_run(
                       support_text("export ANGKUT_CONFIG= XDG_CONFIG_HOME=\"$PWD/config\"; angkut "
                                    "__complete bare %s",
                                    OFFERS[i].words)),
                   *whole = support_text("%s--- exit status 0\n", OFFERS[i].candidates);
        if (strcmp(said, whole) == 0)
            continue;
        print_error("%s: offers\n%sinstead of\n%s", OFFERS[i].words, said, whole);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void quotes_that_stand_already_are_heeded(void **state) {
    (void)state;
    assert_string_equal(golden_run("angkut __complete double plan odd --close P"),
                        "Pasar \\\"Baru\\\" 1\n--- exit status 0\n");
    assert_string_equal(golden_run("angkut __complete single plan odd --close it"),
                        "it'\\''s\n--- exit status 0\n");
    assert_string_equal(golden_run("angkut __complete none plan odd --close it"),
                        "it's\tCoast road\n--- exit status 0\n");
}

/* All verbs and, for each, all options that its help lists. */
static void nothing_is_left_out(void **state) {
    (void)state;
    const char *said = golden_run(
        "angkut __complete verbs | while read -r verb; do "
        "angkut help $verb | sed -n 's/^  \\(-., \\|    \\)\\(--[a-z0-9-]*\\).*/\\2/p' >listed; "
        "angkut __complete bare $verb --  >offered; "
        "cmp -s listed offered && test -s listed || { echo \"$verb:\"; diff listed offered; }; done; "
        "test $(angkut __complete verbs | wc -l) -gt 25 && echo all");
    assert_string_equal(said, "all\n--- exit status 0\n");
}

static void nothing_is_ever_said_about_faults(void **state) {
    (void)state;
    support_write(golden_folder(), "bad/roads/node.csv", "node_id\n\"");
    support_write(golden_folder(), "bad/roads/link.csv", "link_id\n\xFF\n\"x");
    support_write(golden_folder(), "bad-config", "langg = id\n");
    static const char *const commands[] = {
        "angkut __complete bare plan bad --close ''",
        "angkut __complete bare plan --data none --close ''",
        "ANGKUT_CONFIG=bad-config angkut __complete bare plan none --close ''",
        "ANGKUT_CONFIG=none angkut __complete bare tariff fetch ''",
        "angkut __complete bare --lang",
        "angkut __complete bare plan --frobnicate ''",
    };
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        const char *said = golden_run(support_text("export XDG_CONFIG_HOME=/nonexistent; %s", commands[i]));
        assert_null(strstr(said, "--- messages"));
        assert_non_null(strstr(said, "--- exit status 0"));
    }
}

/* ---- in the shells ---- */

static void type_into(const char *shell) {
    int status;
    if (support_run("command -v python3", &status), status != 0) {
        print_message("skipped: no python3 here\n");
        return;
    }
    const char *said = support_run(support_text("python3 tests/completion_shells.py '%s' '%s' %s 2>&1",
                                                golden_program(), golden_folder(), shell),
                                   &status);
    if (status == 77)
        print_message("skipped: no %s here\n", shell);
    else if (status != 0)
        print_error("%s", said);
    assert_true(status == 0 || status == 77);
}

static void bash_types_what_was_meant(void **state) {
    (void)state;
    type_into("bash");
}

static void zsh_types_what_was_meant(void **state) {
    (void)state;
    type_into("zsh");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_place_offers_what_may_stand_there),
        cmocka_unit_test(quotes_that_stand_already_are_heeded),
        cmocka_unit_test(nothing_is_left_out),
        cmocka_unit_test(nothing_is_ever_said_about_faults),
        cmocka_unit_test(bash_types_what_was_meant),
        cmocka_unit_test(zsh_types_what_was_meant),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
