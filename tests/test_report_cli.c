// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/mem.h"
#include "tests/support/golden.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool has_python;

/* What tests/page_faults.py finds wrong in a page of the folder; "" where there is no Python. */
static const char *faults(const char *arguments) {
    int status;
    if (!has_python)
        return "";
    const char *said =
        support_run(support_text("p=$PWD; cd %s && LC_ALL=C.UTF-8 python3 \"$p/tests/page_faults.py\" %s",
                                 golden_folder(), arguments),
                    &status);
    return status != 0 && said[0] == '\0' ? "the judge failed" : said;
}

static const char *in_folder(const char *name) {
    return support_text("%s/%s", golden_folder(), name);
}

static void runs(const char *command) {
    const char *said = golden_run(command);
    if (strcmp(said, "--- exit status 0\n") != 0)
        fail_msg("%s: %s", command, said);
}

/* ---- a page is sound, and its numbers are the plan's ---- */

static const struct {
    const char *name, *plan, *more, *shows; /* shows: what stands in the page */
} pages[] = {
    {"a_small_plan", "strait", "", "table-shipments"},
    {"the_same_in_indonesian", "strait --lang id", "--lang id", "<html lang=\"id\">"},
    {"with_a_value_of_time_and_closures", "strait --vot 20000 --close L5", "", "Closed:"},
    {"what_can_not_move", "full", "", "table-unmet"},
    {"a_budget", "strait --max-co2 52", "", "Budget:"},
    {"facilities_and_their_fixed_costs", "fixed", "", "table-facilities"},
    {"no_vehicle_types_commodities_or_shippers", "bare", "", "table-shipments"},
    {"in_fractions_of_tonnes", "grams", "", "0.001"},
};

static void a_page_is_sound_and_adds_up_to_its_plan(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        golden_run(
            support_text("angkut plan %s --as-of 2026-11-24 --format json -o plan.json", pages[i].plan));
        const char *data = support_text("%.*s", (int)strcspn(pages[i].plan, " "), pages[i].plan);
        const char *said = golden_run(
            support_text("angkut report plan.json --data %s %s -o page.html", data, pages[i].more));
        if (strcmp(said, "--- exit status 0\n") != 0)
            fail_msg("%s: %s", pages[i].name, said);
        const char *wrong = faults("page.html --plan plan.json");
        if (wrong[0] != '\0')
            fail_msg("%s: %s", pages[i].name, wrong);
        if (strstr(support_read(in_folder("page.html")), pages[i].shows) == NULL)
            fail_msg("%s: nothing says %s", pages[i].name, pages[i].shows);
    }
}

static void the_shipped_data_make_a_sound_page(void **state) {
    (void)state;
    static const char *const languages[] = {"en", "id"};
    char *data = realpath("data", NULL);
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        runs(
            support_text("angkut report '%s' --as-of 2026-11-24 --lang %s -o page.html", data, languages[i]));
        assert_string_equal(faults(support_text("page.html --language %s", languages[i])), "");
    }
    free(data);
}

/* ---- results ---- */

static void results_of_other_verbs_have_their_sections(void **state) {
    (void)state;
    static const char *const sections[] = {"id=\"frontier\"", "id=\"comparison\"", "id=\"partners\"",
                                           "id=\"allocation\"", "id=\"frontier-2\""};
    runs("angkut frontier strait --as-of 2026-11-24 --format json -o frontier.json");
    runs("angkut frontier strait --as-of 2026-11-24 --objectives time,co2 --format json -o other.json");
    runs(
        "angkut compare strait --as-of 2026-11-24 --vot 9000 --close L5 --format json -o compare.json");
    runs("angkut partners strait --as-of 2026-11-24 --format json -o partners.json");
    runs("angkut allocate strait --as-of 2026-11-24 --format json -o allocation.json");
    for (int id = 0; id < 2; id++) {
        runs(support_text(
            "angkut report strait --as-of 2026-11-24 --lang %s frontier.json compare.json partners.json "
            "allocation.json other.json -o page.html",
            id ? "id" : "en"));
        assert_string_equal(faults("page.html"), "");
        const char *page = support_read(in_folder("page.html"));
        for (size_t i = 0; i < COUNT_OF(sections); i++)
            if (strstr(page, sections[i]) == NULL)
                fail_msg("no section with %s", sections[i]);
    }
    assert_null(strstr(support_read(in_folder("page.html")), "class=\"warning\""));
}

static void a_result_alone_stands_beside_the_best_plan(void **state) {
    (void)state;
    runs("angkut frontier strait --as-of 2026-11-24 --format json -o frontier.json");
    runs("ANGKUT_DATA=strait angkut report frontier.json --as-of 2026-11-24 -o page.html");
    assert_string_equal(faults("page.html"), "");
    assert_non_null(strstr(support_read(in_folder("page.html")), "id=\"chart-frontier\""));
}

static void a_result_under_other_rates_says_so(void **state) {
    (void)state;
    runs("angkut frontier strait --as-of 2020-01-01 --format json -o frontier.json");
    runs("angkut report strait frontier.json --as-of 2026-11-24 -o page.html");
    assert_non_null(strstr(support_read(in_folder("page.html")), "class=\"warning\""));
}

static void another_plan_is_compared_as_compare_does(void **state) {
    (void)state;
    runs("angkut plan strait --as-of 2026-11-24 --format json -o plan.json");
    runs("angkut plan strait --as-of 2026-11-24 --vot 90000 --format json -o other.json");
    runs("angkut compare plan.json other.json --data strait --format json -o compare.json");
    runs("angkut report plan.json other.json --data strait -o page.html");
    runs("angkut report plan.json compare.json --data strait -o same.html");
    assert_string_equal(faults("page.html --plan plan.json"), "");
    assert_string_equal(support_read(in_folder("page.html")), support_read(in_folder("same.html")));
}

static const struct {
    const char *name, *command, *said;
} refused[] = {
    {"a_file_of_another_kind", "angkut stress strait --format json -o r.json; angkut report strait r.json",
     "angkut: r.json: schema \"angkut-stress/1\" found, expected one of"},
    {"no_json", "echo hello > r.json; angkut report strait r.json",
     "angkut: r.json: 1:1: expected a value, found"},
    {"a_result_that_is_not_there", "angkut report strait r-no.json", "angkut: cannot read r-no.json"},
    {"a_result_of_other_data", "angkut frontier full --format json -o r.json; angkut report strait r.json",
     "angkut: r.json was made from other files"},
    {"a_comparison_of_other_data",
     "angkut compare full --rate fuel=+9% --format json -o r.json; angkut report strait r.json",
     "angkut: r.json was made from other files"},
    {"tiles_from_no_address", "angkut report strait --tiles there",
     "angkut: --tiles: \"there\" found, expected"},
    {"tiles_that_would_widen_the_policy",
     "angkut report strait --tiles \"https://a; script-src */{z}/{x}/{y}\"", "angkut: --tiles: "},
    {"tiles_without_places", "angkut report strait --tiles https://a/b.png", "angkut: --tiles: "},
    {"a_page_where_none_can_be", "angkut report strait -o no/page.html", "angkut: cannot write no/page.html"},
    {"one_file_for_plan_and_page", "angkut plan strait -o x --report x",
     "angkut: --report and --output both name x"},
};

static void what_does_not_fit_is_refused_in_one_line(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        const char *said = golden_run(refused[i].command), *messages = strstr(said, "--- messages\n");
        if (strncmp(said, "--- messages\n", 13) != 0 ||
            strncmp(messages + 13, refused[i].said, strlen(refused[i].said)) != 0)
            fail_msg("%s: %s", refused[i].name, said);
        assert_null(strstr(said, "--- exit status 0"));
    }
}

/* ---- names ---- */

static void hostile_names_show_as_text(void **state) {
    (void)state;
    if (!has_python)
        return;
    support_run(support_text("python3 tests/hostile_data.py tests/data/strait %s/hostile", golden_folder()),
                NULL);
    runs("angkut plan hostile --scenario worse --format json -o plan.json");
    runs("angkut frontier hostile --format json -o frontier.json");
    runs("angkut compare hostile --vot 9000 --format json -o compare.json");
    runs("angkut partners hostile --format json -o partners.json");
    runs("angkut allocate hostile --format json -o allocation.json");
    for (int id = 0; id < 2; id++) {
        runs(support_text(
            "angkut report plan.json --data hostile --lang %s frontier.json compare.json partners.json "
            "allocation.json -o page.html",
            id ? "id" : "en"));
        assert_string_equal(faults("page.html --plan plan.json --names hostile.names"), "");
    }
}

/* ---- files ---- */

static void the_same_plan_makes_the_same_bytes(void **state) {
    (void)state;
    runs("angkut frontier strait --format json -o frontier.json");
    runs("angkut report strait frontier.json -o page.html");
    runs("cd / && angkut report \"$OLDPWD/strait\" \"$OLDPWD/frontier.json\" -o \"$OLDPWD/same.html\"");
    assert_string_equal(support_read(in_folder("page.html")), support_read(in_folder("same.html")));
}

static void only_tiles_open_the_policy(void **state) {
    (void)state;
    runs("angkut report strait --tiles 'https://{s}.tile.example.org/{z}/{x}/{y}.png' -o page.html");
    assert_string_equal(faults("page.html --tiles 'https://*.tile.example.org'"), "");
    runs("angkut report strait --tiles http://127.0.0.1:8080/{z}/{x}/{y}.png -o page.html");
    assert_string_equal(faults("page.html --tiles http://127.0.0.1:8080"), "");
}

static void a_plan_and_its_page_are_written_together(void **state) {
    (void)state;
    runs("angkut plan strait --format json -o plan.json --report page.html");
    assert_string_equal(faults("page.html --plan plan.json"), "");
    runs("angkut plan strait --brief --report text.html >text 2>/dev/null");
    const char *page = support_read(in_folder("page.html")), *beside = support_read(in_folder("text.html"));
    assert_string_equal(page, beside);
}

static void of_a_plan_and_its_page_both_are_there_or_neither(void **state) {
    (void)state;
    assert_non_null(
        strstr(golden_run("angkut plan strait --report a.html >/dev/full; s=$?; ls *a.html* >&2; exit $s"),
               "--- exit status 6"));
    assert_non_null(strstr(
        golden_run(
            "angkut plan strait --report a.html -o no/plan.txt; s=$?; test -e a.html && echo there; exit $s"),
        "--- exit status 6"));
    assert_non_null(strstr(golden_run("angkut plan strait --report no/a.html -o plan.txt; s=$?; test -e "
                                      "plan.txt && echo there; exit $s"),
                           "--- exit status 6"));
    assert_null(strstr(golden_run("ls"), "a.html"));
    assert_null(strstr(golden_run("ls"), "plan.txt"));
}

/* ---- flows of a frontier ---- */

static double number(const struct json *object, const char *key) {
    double value = NAN;
    json_double(json_get(object, key), &value);
    return value;
}

static const struct json *element(const struct json *array, int index) {
    const struct json *at = json_first(array);
    while (index-- > 0)
        at = json_next(at);
    return at;
}

enum { SHIPMENTS = 4 };

/* Enters what a plan's flows say of each shipment; unnamed ones stay as they were. */
static void take_flows(const struct json *plan, const struct json *now[SHIPMENTS]) {
    for (const struct json *at = json_first(json_get(plan, "flows")); at != NULL; at = json_next(at))
        now[atoi(json_string(json_get(at, "shipment_id")) + 1) - 1] = json_get(at, "ways");
}

/* Whole kilograms: each flow is within half of one. */
static void expect_totals(const struct json *root, const struct json *plan,
                          const struct json *now[SHIPMENTS]) {
    double cost = 0, hours = 0, moved = 0;
    int flows = 0;
    for (int k = 0; k < SHIPMENTS; k++)
        for (const struct json *at = json_first(now[k]); at != NULL; at = json_next(at), flows++) {
            const struct json *way = element(json_get(root, "ways"), (int)number(at, "way"));
            assert_non_null(way);
            cost += number(at, "quantity_t") * number(way, "cost_per_t");
            hours += number(at, "quantity_t") * number(way, "hours");
            moved += number(at, "quantity_t");
        }
    assert_true(fabs(cost - number(plan, "cost")) <= 0.0005 * flows * 1e6);
    assert_true(fabs(hours - number(plan, "tonne_hours")) <= 0.0005 * flows * 100);
    assert_true(fabs(moved + number(plan, "unmet_t") - 5125.5) <= 0.0005 * flows + 1e-6);
}

static void flows_of_each_plan_amount_to_its_totals(void **state) {
    (void)state;
    static const char *const asked[] = {"strait", "full", "strait --objectives cost,co2",
                                        "strait --points 2"};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        struct error err;
        golden_run(
            support_text("angkut frontier %s --as-of 2026-11-24 --format json -o frontier.json", asked[i]));
        const char *text = support_read(in_folder("frontier.json"));
        AUTO(json_release) struct json *root = json_parse(text, strlen(text), NULL, &err);
        assert_non_null(root);
        const struct json *now[SHIPMENTS] = {NULL};
        for (const struct json *at = json_first(json_get(root, "plans")); at != NULL; at = json_next(at)) {
            take_flows(at, now);
            expect_totals(root, at, now);
        }
        assert_string_equal(schema_faults("angkut-frontier-1", in_folder("frontier.json")), "");
    }
}

static int set_up(void **state) {
    (void)state;
    int status;
    setenv("LANGUAGE", "en", 1); /* where the locale is another's */
    support_run("python3 -c ''", &status);
    has_python = status == 0;
    if (!has_python)
        print_message("skipped: no python3, which judges pages\n");
    if (!golden_begin())
        return -1;
    golden_vary("strait", "README.md", "");
    golden_vary("full", "roads/link.csv", "s/,2000,selat/,1000,selat/");
    golden_vary("fixed", "roads/terminal.csv",
                "1s/$/,fixed_cost,open_on_call/;2s/$/,9000000,true/;3s/$/,4000000,/");
    golden_vary("grams", "shipments/shipment.csv", "s/,3500,/,3500.001,/");
    support_write(golden_folder(), "bare/roads/node.csv",
                  "node_id,x_coord,y_coord\na,104,-4\nb,104.5,-4\nc,105,-4.2\n");
    support_write(golden_folder(), "bare/roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                  "ab,a,b,true,1000,2,40\nac,a,c,true,300,1,\ncb,c,b,true,1500,5,\n");
    support_write(golden_folder(), "bare/shipments/shipment.csv",
                  "shipment_id,origin_node_id,destination_node_id,quantity_t\nS,a,b,100\nT,a,c,7.5\n");
    return 0;
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_sound_and_adds_up_to_its_plan),
        cmocka_unit_test(the_shipped_data_make_a_sound_page),
        cmocka_unit_test(results_of_other_verbs_have_their_sections),
        cmocka_unit_test(a_result_alone_stands_beside_the_best_plan),
        cmocka_unit_test(a_result_under_other_rates_says_so),
        cmocka_unit_test(another_plan_is_compared_as_compare_does),
        cmocka_unit_test(what_does_not_fit_is_refused_in_one_line),
        cmocka_unit_test(hostile_names_show_as_text),
        cmocka_unit_test(the_same_plan_makes_the_same_bytes),
        cmocka_unit_test(only_tiles_open_the_policy),
        cmocka_unit_test(a_plan_and_its_page_are_written_together),
        cmocka_unit_test(of_a_plan_and_its_page_both_are_there_or_neither),
        cmocka_unit_test(flows_of_each_plan_amount_to_its_totals),
    };
    return cmocka_run_group_tests_name("report from outside", tests, set_up, NULL);
}
