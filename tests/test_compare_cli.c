// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include "base/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY " --as-of 2026-11-24"

static const struct golden texts[] = {
    {"compare-two-causes", "angkut compare --data strait --rate rail=+20% --close L3" DAY},
    {"compare-one-cause", "angkut compare strait --rate fuel=+25%" DAY},
    {"compare-scenarios", "angkut compare base dear+slow --data strait" DAY},
    {"compare-data-sets", "angkut compare strait wider" DAY},
    {"compare-plans", "angkut compare before.json after.json --data strait"},
    {"compare-itself", "angkut compare before.json before.json --data strait"},
    {"compare-brief", "angkut compare --data strait --set link.L5.freight_capacity=0 --vot 5000 --brief" DAY},
    {"compare-plan-scenarios",
     "angkut plan strait --scenario slow --rate rail=+5% --format json -q -o slow.json" DAY
     "; angkut compare before.json slow.json --data strait --brief"},
    {"compare-closures", "angkut compare --data strait --close L3 --close L5 --rate fuel=+20%" DAY},
    {"compare-closures-of-plans",
     "angkut plan strait --close L3 --close L5 --format json -q -o closed.json" DAY
     "; angkut plan strait --close L3 --rate fuel=+20% --format json -q -o shut.json" DAY
     "; angkut compare closed.json shut.json --data strait --brief"},
    {"compare-period", "angkut compare base tenth --data strait --brief" DAY},
    {"compare-period-of-both", "angkut compare tenth tenth+tenth+dear --data strait --brief" DAY
                               "; angkut compare tenth tenth+dear --data strait --brief" DAY},
    {"compare-no-effect", "angkut compare --data strait --set node.kota.x_coord=105.81 --brief" DAY},
    {"compare-beside", "angkut compare beside --set link.N1.freight_capacity=0" DAY},
    {"help-compare", "angkut help compare"},
};

static const struct golden others[] = {
    {"compare-csv", "angkut compare --data strait --rate rail=+20% --close L3 --format csv" DAY},
    {"compare-json", "angkut compare strait wider --format json" DAY},
    {"compare-nothing", "angkut compare --data strait"},
    {"compare-no-such-scenario", "angkut compare base sloww --data strait"},
    {"compare-plan-changed",
     "sed 's/\"as_of\": \"2026-11-24\"/\"as_of\": \"2026-11-23\"/' before.json >forged.json; "
     "angkut compare forged.json after.json --data strait"},
    {"compare-plan-of-others", "angkut compare before.json after.json --data wider"},
    {"compare-plan-with-options", "angkut compare before.json after.json --data strait --close L3"},
    {"compare-old-rates", "angkut compare before.json base --data dearer --as-of 2026-11-24 --brief"},
    {"compare-left-out", "angkut compare strait without --brief" DAY},
};

static void compare_says_what_it_said(void **state) {
    (void)state;
    golden_compare(texts, COUNT_OF(texts));
    golden_compare(others, COUNT_OF(others));
}

static void texts_fit_eighty_columns(void **state) {
    (void)state;
    golden_fits(texts, COUNT_OF(texts), true);
}

static const char *const pairs[] = {
    "--data strait --rate rail=+20% --close L3",
    "strait wider",
    "base dear+slow --data strait",
    "before.json after.json --data strait",
    "--data strait --close L5 --close L3 --vot 90000",
};

static void json_is_what_the_schema_says(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        golden_run(support_text("angkut compare %s --format json -o compare.json", pairs[i]));
        assert_string_equal(
            schema_faults("angkut-compare-1", support_text("%s/compare.json", golden_folder())), "");
    }
}

/* ---- sums, as a program that reads the CSV would make them ---- */

enum { PLACES = 18 }; /* of every number, so that sums of 1e-18 are exact */

static wide read_number(const char *text) {
    wide number = 0;
    int places = -1;
    bool negative = *text == '-';
    for (text += negative; *text != '\0' && *text != ',' && *text != '\n'; text++) {
        if (*text == '.') {
            places = 0;
            continue;
        }
        number = number * 10 + (*text - '0');
        places += places >= 0;
    }
    for (places = places < 0 ? 0 : places; places < PLACES; places++)
        number *= 10;
    return negative ? -number : number;
}

/* The sum of a column (3 = before, 4 = after, 5 = difference) over rows of the section with this measure. */
static wide sum_of(const char *csv, const char *section, const char *measure, int column) {
    wide sum = 0;
    for (const char *line = csv; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1) {
        const char *field = line;
        bool fits = strncmp(line, section, strlen(section)) == 0 && line[strlen(section)] == ',';
        for (int c = 0; fits && c < column; c++) {
            size_t length = field[0] == '"' ? 2 + strcspn(field + 1, "\"") : strcspn(field, ",\n");
            if (c == 2)
                fits = length == strlen(measure) && strncmp(field, measure, length) == 0;
            field += length + 1;
        }
        sum += fits ? read_number(field) : 0;
        if (strchr(line, '\n') == NULL)
            break;
    }
    return sum;
}

static const char *csv_of(const char *what) {
    return golden_run(support_text("angkut compare %s --format csv" DAY, strstr(what, ".json") ? "" : what));
}

static const char *run_csv(const char *what) {
    return strstr(what, ".json") != NULL ? golden_run(support_text("angkut compare %s --format csv", what))
                                         : csv_of(what);
}

static void every_table_adds_up_to_the_headline_to_the_last_digit(void **state) {
    (void)state;
    static const char *const measures[] = {"objective", "cost",   "time_cost", "penalty", "tonne_hours",
                                           "tonne_km",  "co2e_t", "moved_t",   "unmet_t"};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        const char *csv = run_csv(pairs[i]);
        for (int column = 3; column <= 5; column++) {
            for (size_t m = 0; m < COUNT_OF(measures); m++)
                assert_true(sum_of(csv, "shipment", measures[m], column) ==
                            sum_of(csv, "total", measures[m], column));
            assert_true(sum_of(csv, "item", "objective", column) ==
                        sum_of(csv, "total", "objective", column));
            assert_true(sum_of(csv, "mode", "cost", column) == sum_of(csv, "total", "cost", column));
            assert_true(sum_of(csv, "mode", "objective", column) + sum_of(csv, "total", "penalty", column) ==
                        sum_of(csv, "total", "objective", column));
        }
    }
}

static void causes_alone_with_their_interaction_and_in_order_add_up_to_the_difference(void **state) {
    (void)state;
    static const char *const measures[] = {"objective", "cost", "time_cost", "penalty", "co2e_t", "moved_t"};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        const char *csv = run_csv(pairs[i]);
        for (size_t m = 0; m < COUNT_OF(measures); m++) {
            wide difference = sum_of(csv, "total", measures[m], 5);
            assert_true(sum_of(csv, "cause_alone", measures[m], 5) == difference);
            assert_true(sum_of(csv, "cause_in_order", measures[m], 5) == difference);
        }
    }
}

/* Once every case reckons with one penalty for what states none, no tonnes left behind are no penalty. */
static void a_cause_that_leaves_nothing_more_behind_has_no_penalty(void **state) {
    (void)state;
    static const char *const closures[] = {"--close L3 --close L5 --rate fuel=+20%",
                                           "--rate fuel=+50% --close L3 --rate rail=-10% --close L5",
                                           "--close L3 --vot 90000 --close L5"};
    for (size_t i = 0; i < COUNT_OF(closures); i++) {
        const char *csv = csv_of(support_text("--data strait %s", closures[i]));
        int leaving = 0, staying = 0;
        wide penalty = 0;
        for (const char *line = strstr(csv, "\ncause_"); line != NULL; line = strstr(line + 1, "\ncause_")) {
            char measure[40], amount[80];
            assert_int_equal(sscanf(line + 1, "%*[^,],%*[^,],%39[^,],,,%79s", measure, amount), 2);
            if (strcmp(measure, "penalty") == 0)
                penalty = read_number(amount);
            if (strcmp(measure, "unmet_t") != 0)
                continue;
            leaving += read_number(amount) != 0;
            staying += read_number(amount) == 0;
            assert_true((read_number(amount) == 0) == (penalty == 0));
        }
        assert_true(leaving > 0 && staying > 0);
    }
}

static void the_other_way_round_every_difference_has_the_other_sign(void **state) {
    (void)state;
    static const char *const both[][2] = {
        {"strait wider", "wider strait"},
        {"base dear+slow --data strait", "dear+slow base --data strait"},
        {"before.json after.json --data strait", "after.json before.json --data strait"}};
    static const char *const sections[] = {"total", "shipment", "item", "mode"};
    for (size_t i = 0; i < COUNT_OF(both); i++) {
        const char *there = run_csv(both[i][0]), *back = run_csv(both[i][1]);
        for (size_t s = 0; s < COUNT_OF(sections); s++) {
            assert_true(sum_of(there, sections[s], "objective", 5) ==
                        -sum_of(back, sections[s], "objective", 5));
            assert_true(sum_of(there, sections[s], "objective", 3) ==
                        sum_of(back, sections[s], "objective", 4));
        }
    }
}

static void what_is_compared_with_itself_does_not_differ(void **state) {
    (void)state;
    static const char *const same[] = {"strait strait", "base base --data strait", "dear dear --data strait",
                                       "before.json before.json --data strait",
                                       "base base --data strait --close L5 --vot 1000"};
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        const char *csv = run_csv(same[i]);
        assert_true(sum_of(csv, "total", "objective", 3) > 0);
        assert_true(sum_of(csv, "total", "objective", 5) == 0);
        assert_null(strstr(csv, "\ncause_alone,"));
        assert_null(strstr(csv, "\nrate,"));
        assert_null(strstr(csv, "\nroads/"));
    }
}

/* What the shipped plan verb says of either side is what compare says of it. */
static void totals_are_those_of_the_plans(void **state) {
    (void)state;
    const char *json = golden_run("angkut plan strait --format json" DAY);
    const char *csv = run_csv("--data strait --rate rail=+20% --close L3");
    const char *cost = strstr(json, "\"cost\": ");
    assert_non_null(cost);
    assert_true(read_number(cost + strlen("\"cost\": ")) == sum_of(csv, "total", "cost", 3));
}

static int set_up(void **state) {
    (void)state;
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("wider", "roads/link.csv", "s/,2000,selat/,1000,selat/; s/^L2,\\(.*\\),90,45/L2,\\1,90,60/");
    golden_vary("dearer", "tariffs/book.csv", "s/,400,IDR/,500,IDR/");
    golden_vary("beside", "roads/link.csv",
                "s/^L3.*/N1,North 1,barat,utara,false,ferry,17,,1,1,2000,selat\\n"
                "N2,North 2,utara,timur,false,ferry,17,,1,1,2000,selat\\n"
                "S1,South 1,barat,selatan,false,ferry,18,,1,1,2000,selat\\n"
                "S2,South 2,selatan,timur,false,ferry,18,,1,1,2000,selat/");
    support_run(
        support_text("cd %s && printf 'utara,Utara,105.1,-4,port,selat\\nselatan,Selatan,105.1,-4.2,port,"
                     "selat\\n' >>beside/roads/node.csv",
                     golden_folder()),
        NULL);
    golden_vary("without", "roads/link.csv", "s/timur,kota/timur,desa/");
    support_run(support_text("cd %s && sed -i 's/kota/desa/' without/roads/node.csv && "
                             "sed -i 's/kota/desa/' without/shipments/shipment.csv && "
                             "sed -i 's/,400,IDR/,500,IDR/' wider/tariffs/book.csv && "
                             "sed -i 's/,3500,/,3000,/' wider/shipments/shipment.csv && "
                             "mkdir strait/scenarios wider/scenarios",
                             golden_folder()),
                NULL);
    support_write(golden_folder(), "strait/scenarios/dear.json",
                  "{\"schema\": \"angkut-scenario/1\", \"name\": \"dear\", \"reason\": \"Diesel and rail "
                  "rise together.\", \"status\": \"estimated\", \"rates\": {\"fuel\": \"+25%\", \"rail\": "
                  "\"+10%\"}}\n");
    support_write(
        golden_folder(), "strait/scenarios/slow.json",
        "{\"schema\": \"angkut-scenario/1\", \"name\": \"slow\", \"reason\": \"The coast road is "
        "under repair.\", \"status\": \"estimated\", \"links\": {\"L2\": {\"free_speed\": \"20\"}}}\n");
    support_write(golden_folder(), "strait/scenarios/tenth.json",
                  "{\"schema\": \"angkut-scenario/1\", \"name\": \"tenth\", \"reason\": \"Three days of "
                  "thirty.\", \"status\": \"estimated\", \"period_share\": \"10%\"}\n");
    golden_run("angkut plan strait --format json -o before.json" DAY);
    golden_run("angkut plan strait --format json -o after.json --as-of 2022-01-01 --close L5");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(compare_says_what_it_said),
        cmocka_unit_test(texts_fit_eighty_columns),
        cmocka_unit_test(json_is_what_the_schema_says),
        cmocka_unit_test(every_table_adds_up_to_the_headline_to_the_last_digit),
        cmocka_unit_test(causes_alone_with_their_interaction_and_in_order_add_up_to_the_difference),
        cmocka_unit_test(a_cause_that_leaves_nothing_more_behind_has_no_penalty),
        cmocka_unit_test(the_other_way_round_every_difference_has_the_other_sign),
        cmocka_unit_test(what_is_compared_with_itself_does_not_differ),
        cmocka_unit_test(totals_are_those_of_the_plans),
    };
    return cmocka_run_group_tests_name("compare from outside", tests, set_up, NULL);
}
