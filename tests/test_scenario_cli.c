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

#define PLAN "angkut plan strait --as-of 2026-11-24 --brief "

static const struct golden texts[] = {
    {"scenario-one", PLAN "--scenario rail"},
    {"scenario-three", PLAN "--scenario rail --scenario dear --scenario share"},
    {"scenario-short",
     PLAN "--rate fuel=+20% --set link.L5.freight_capacity=3500 --set terminal.barat_rail.closed=true"},
    {"scenario-vot", PLAN "--scenario dear --vot 0"},
};

static const struct golden others[] = {
    {"scenario-check", "angkut check strait"},
    {"scenario-check-faults", "angkut check faulty"},
    {"scenario-unknown", PLAN "--scenario rial"},
    {"scenario-no-file", PLAN "--scenario ./nowhere.json"},
    {"scenario-not-json", PLAN "--scenario ./cut.json"},
    {"scenario-no-row", PLAN "--set link.L55.time_h=3"},
    {"scenario-no-column", PLAN "--set link.L5.freight_capacit=3"},
    {"scenario-no-kind", PLAN "--set lnk.L5.time_h=3"},
    {"scenario-no-change", PLAN "--set link.L5"},
    {"scenario-bad-number", PLAN "--set link.L5.freight_capacity=much"},
    {"scenario-bad-closing", PLAN "--set shipment.S1.closed=true"},
    {"scenario-bad-share", PLAN "--rate fuel=-120%"},
    {"scenario-no-rate", PLAN "--rate ful=+20%"},
    {"scenario-bad-rate", PLAN "--rate fuel=dear"},
    {"scenario-sign-without-percent", PLAN "--rate fuel=+20"},
    {"scenario-set-without-percent", PLAN "--set link.L5.freight_capacity=+100"},
    {"scenario-nothing-near", PLAN "--scenario flood"},
    {"scenario-frontier",
     "angkut frontier strait --as-of 2026-11-24 --scenario dear --close L5 --points 2 --brief"},
};

static void scenarios_say_what_they_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), false);
}

static void a_plan_wants_the_scenarios_it_was_made_with(void **state) {
    (void)state;
    static const struct {
        const char *made, *asked;
        bool holds;
    } cases[] = {
        {"--scenario rail", "--scenario rail", true},
        {"--scenario rail", "", false},
        {"", "--scenario rail", false},
        {"--scenario rail --rate fuel=+5%", "--scenario rail --rate fuel=+5%", true},
        {"--rate fuel=+5%", "", false},
        {"--rate fuel=+5%", "--rate fuel=+6%", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        golden_run(support_text("angkut plan strait --as-of 2026-11-24 %s --format json -o made.json",
                                cases[i].made));
        const char *said = golden_run(support_text("angkut verify made.json strait %s", cases[i].asked));
        const char *status = cases[i].holds ? "--- exit status 0" : "--- exit status 1";
        const char *words = cases[i].holds        ? "holds"
                            : *cases[i].made != 0 ? support_text("made with %s: say so", cases[i].made)
                                                  : "made without any scenario";
        if (strstr(said, status) == NULL || strstr(said, words) == NULL)
            fail_msg("case %zu:\n%s", i, said);
    }
}

static void a_plan_without_scenarios_does_not_speak_of_any(void **state) {
    (void)state;
    assert_null(strstr(golden_run("angkut plan strait --as-of 2026-11-24 --format json"), "scenario"));
}

/* All that is shipped can be planned, and is what the schema says. */
static void the_shipped_scenarios_hold(void **state) {
    (void)state;
    static const char *const names[] = {
        "coffee-harvest",          "diesel-25",        "double-track-kertapati",     "ferry-three-days",
        "landslide-lintas-tengah", "sea-toll-panjang", "toll-prabumulih-muara-enim", "siding-leases",
        "coffee-warehouse"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_string_equal(
            schema_faults("angkut-scenario-1", support_text("data/scenarios/%s.json", names[i])), "");
        const char *said =
            golden_run(support_text("angkut plan data --as-of 2026-11-24 --brief --scenario %s", names[i]));
        if (strstr(said, "Proven: ") == NULL)
            fail_msg("%s:\n%s", names[i], said);
    }
    const char *checked = golden_run("angkut check data");
    assert_non_null(strstr(checked, "--- exit status 0"));
}

#define HEAD "{\"schema\": \"angkut-scenario/1\", \"name\": \"x\", \"reason\": \"y\", "

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("faulty", "README.md", "");
    const char *folder = golden_folder();
    support_write(folder, "cut.json", "{\"schema\": ");
    support_write(folder, "strait/scenarios/rail.json",
                  "{\"schema\": \"angkut-scenario/1\", \"name\": \"More trains\", \"reason\": \"Longer "
                  "passing loops let "
                  "half as many trains more through, at a tenth less.\", \"links\": {\"L5\": "
                  "{\"freight_capacity\": \"+50%\"}}, \"rates\": {\"rail\": \"-10%\"}}");
    support_write(
        folder, "strait/scenarios/dear.json",
        "{\"schema\": \"angkut-scenario/1\", \"name\": \"Dear time\", \"reason\": \"Interest doubles.\", "
        "\"vot\": 5000, \"rates\": {\"fuel\": 9000}}");
    support_write(folder, "strait/scenarios/share.json",
                  HEAD "\"period_share\": \"20%\", \"links\": {\"L3\": {\"closed\": true}}}");
    support_write(
        folder, "faulty/scenarios/a.json",
        "{\"schema\": \"angkut-scenario/2\", \"nam\": \"x\", \"links\": {\"L1\": 5, \"L9\": "
        "{\"freight_capacity\": 3}, \"L2\": {\"closed\": false, \"tim_h\": 4, \"headway_h\": [1]}}, "
        "\"period_share\": \"+10%\", \"vot\": \"dear\", \"rates\": {\"fuel\": true, \"rail\": \"1.23456\"}}");
    support_write(folder, "faulty/scenarios/b.json",
                  HEAD "\"links\": {\"L9\": {\"freight_capacity\": 3}, \"L2\": {\"tim_h\": 4, \"directed\": "
                       "\"perhaps\"}}, \"shipments\": {\"S1\": {\"quantity_t\": \"0%\"}}}");
    support_write(folder, "faulty/scenarios/c.json",
                  HEAD
                  "\"rates\": {\"fule\": \"+1%\"}, \"add\": {\"rates\": [{\"tariff_id\": \"r\", \"item\": "
                  "\"fuel\", \"basis\": \"litre\"}]}}");
    support_write(folder, "faulty/scenarios/d.json",
                  HEAD
                  "\"add\": {\"links\": [{\"link_id\": \"L1\", \"from_node_id\": \"batu\", \"to_node_id\": "
                  "\"nowhere\"}], \"boats\": []}}");
    support_write(folder, "faulty/scenarios/e.json", HEAD "\"name\": \"z\"}");
    support_write(folder, "faulty/scenarios/f.json",
                  HEAD
                  "\"add\": {\"links\": [{\"link_id\": \"L1\", \"from_node_id\": \"batu\", \"to_node_id\": "
                  "\"nowhere\"}]}}");
    support_run(support_text("cp -R data '%s/data'", folder), NULL);
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_say_what_they_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(a_plan_wants_the_scenarios_it_was_made_with),
        cmocka_unit_test(a_plan_without_scenarios_does_not_speak_of_any),
        cmocka_unit_test(the_shipped_scenarios_hold),
    };
    return cmocka_run_group_tests_name("scenarios from outside", tests, set_up, NULL);
}
