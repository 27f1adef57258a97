// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A plan of tests/data/strait as the report floor writes it, spoilt in one place at a time. Where a fault
 * is expected follows from the place that was spoilt: the line on which the element starts (one of
 * "shipments" or "resources") that holds it, or line 1 for what stands outside of both.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "report/report.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct scenario *scenario;
static const char *folder, *good; /* a place to write plans to; the text of a good one */

static const char *text_of(const struct plan *plan) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    report_plan_json(plan, scenario, out);
    fclose(out);
    const char *kept = support_text("%s", text);
    free(text);
    return kept;
}

/* With a value of time and two closed links: every member of a plan has something to say. */
static int set_up(void **state) {
    (void)state;
    scenario = data_set_load("tests/data/strait");
    folder = support_folder();
    struct variant variant = NOW;
    int closed[] = {names_find(scenario->network->link_ids, "L2"),
                    names_find(scenario->network->link_ids, "L5")};
    variant.has_vot = true;
    variant.vot_per_t_h.e4 = 12345678;
    variant.closed_links = 2;
    variant.closed_link = closed;
    struct plan *plan = plan_make(scenario, &variant);
    good = text_of(plan);
    plan_free(plan);
    return 0;
}

/* Without closed links and its own values of time, the plan the faults are made from. */
static int set_up_open(void **state) {
    (void)state;
    struct plan *plan = plan_make(scenario, &NOW);
    good = text_of(plan);
    plan_free(plan);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    scenario_free(scenario);
    return 0;
}

/* The first `old` in text behind the first `after` (NULL = behind the start). */
static const char *place_of(const char *text, const char *after, const char *old) {
    const char *from = after != NULL ? strstr(text, after) : text;
    const char *at = from != NULL ? strstr(from, old) : NULL;
    if (at == NULL)
        fail_msg("the plan has no %s behind %s", old, after != NULL ? after : "its start");
    return at;
}

/* `text` with that place replaced by `new`. */
static const char *replaced(const char *text, const char *after, const char *old, const char *new) {
    const char *at = place_of(text, after, old);
    return support_text("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

/* What reading says; "" and the plan in *plan if it is well. */
static const char *read_text(const char *text, struct plan **plan) {
    const char *path = support_write(folder, "plan.json", text);
    struct diag *diag = diag_new();
    *plan = plan_read(path, scenario, diag);
    const char *findings = support_findings(diag, DIAG_NOTE);
    assert_int_equal(*plan == NULL, diag_count(diag, DIAG_ERROR) > 0);
    diag_free(diag);
    return findings;
}

/* The line on which the element of "shipments" or "resources" that holds `at` starts; 1 outside of both. */
static int element_line(const char *text, const char *at) {
    int line = 1, element = 1;
    for (const char *byte = text; byte < at; byte++)
        if (*byte == '\n') {
            line++;
            if (strncmp(byte, "\n    {", 6) == 0)
                element = line;
        }
    return element;
}

static void a_plan_read_and_written_again_is_the_same_text(void **state) {
    (void)state;
    struct plan *plan;
    assert_string_equal(read_text(good, &plan), "");
    assert_string_equal(text_of(plan), good);
    assert_true(plan->sealed);
    plan_free(plan);
}

static void layout_and_the_order_of_members_do_not_matter(void **state) {
    (void)state;
    struct plan *plan;
    char *flat = strdup(good);
    for (char *at = flat; *at != '\0'; at++)
        if (*at == '\n')
            *at = '\t';
    const char *head = strstr(flat, "\"schema\""), *list = strstr(flat, "\"shipments\"");
    const char *end = strrchr(flat, '}');
    const char *turned = support_text("\r\n {%.*s, %.*s \"from_elsewhere\": [{}]}\r\n", (int)(end - list),
                                      list, (int)(list - head), head);
    assert_string_equal(read_text(turned, &plan), "");
    assert_string_equal(text_of(plan), good);
    plan_free(plan);
    free(flat);
}

static void links_closed_in_any_order_are_the_same_plan(void **state) {
    (void)state;
    struct plan *plan;
    const char *turned = replaced(good, NULL, "[\"L2\", \"L5\"]", "[\"L5\", \"L2\"]");
    assert_string_equal(read_text(turned, &plan), "");
    assert_string_equal(text_of(plan), good);
    plan_free(plan);
}

/* 2^52 rupiah: of its ten-thousandths a double of that size knows no more. */
static void a_total_beyond_2_to_the_53_is_read(void **state) {
    (void)state;
    struct plan *plan;
    const char *text = replaced(good, NULL, "\"objective\": ", "\"objective\": 4503599627370496, \"was\": ");
    assert_string_equal(read_text(text, &plan), "");
    assert_true(plan->objective_e4 == ((wide)1 << 52) * 10000);
    plan_free(plan);
}

#define S1 "\"S1\""
#define L3 "\"link_id\": \"L3\""

static const struct {
    const char *after, *old, *new; /* replaced() */
    const char *finding;
    const char *missing; /* the shipment that is then not there; may be NULL */
} MEMBER_FAULTS[] = {
    {NULL, "angkut-plan/1", "angkut-plan/9", "schema \"angkut-plan/9\": this program reads angkut-plan/1",
     NULL},
    {NULL, "\"schema\"", "\"Schema\"", "schema must be a text", NULL},
    {NULL, "\"as_of\": \"2026-11-24\"", "\"as_of\": 20261124", "as_of must be a text", NULL},
    {NULL, "2026-11-24", "2026-11-31", "as_of: \"2026-11-31\" is not a date (YYYY-MM-DD)", NULL},
    {NULL, "\"optimal\"", "\"best\"", "status \"best\" is none of optimal, infeasible, limit", NULL},
    {NULL, "\"optimal\"", "null", "status must be a text", NULL},
    {"tariff_hash", ": \"", ": \"0", "tariff_hash must be 64 hexadecimal digits", NULL},
    {"input_hash", ": \"", ": \"0", "input_hash must be 64 hexadecimal digits", NULL},
    {NULL, "\"plan_hash\"", "\"hash\"", "plan_hash must be a text", NULL},
    {NULL, "\"vot_per_t_h\": null, ", "", "options must hold vot_per_t_h and the list closed_links", NULL},
    {NULL, "[]", "{}", "options must hold vot_per_t_h and the list closed_links", NULL},
    {NULL, "null", "-1", "vot_per_t_h is below 0", NULL},
    {NULL, "null", "0.00001", "vot_per_t_h must be a number with at most 4 decimal places", NULL},
    {NULL, "[]", "[\"L9\"]", "closed_links: the files have no link \"L9\"", NULL},
    {NULL, "[]", "[5]", "closed_links: the files have no link \"?\"", NULL},
    {NULL, "\"gap\":", "\"gap\": false, \"was\":", "gap must be a number", NULL},
    {NULL, "\"gap_limit\": ", "\"gap_limit\": \"\", \"was\":", "gap_limit must be a number", NULL},
    {NULL, "\"objective\": ", "\"objective\": null, \"was\":",
     "objective must be a number with at most 4 decimal places", NULL},
    {NULL, "\"bound\": ", "\"bound\": 0.00005, \"was\":",
     "bound must be a number with at most 4 decimal places", NULL},
    {NULL, "\"cost\": ", "\"cost\": 1e25, \"was\":", "cost must be a number with at most 4 decimal places",
     NULL},
    {NULL, "\"tonne_hours\": ", "\"tonne_hours\": 0.0000005, \"was\":",
     "tonne_hours must be a number with at most 6 decimal places", NULL},
    {NULL, "\"unmet_t\": 0", "\"unmet_t\": 1e300", "unmet_t must be a number with at most 3 decimal places",
     NULL},

    {NULL, S1, "\"S9\"", "shipment_id \"S9\": the files have no such shipment", "S1"},
    {NULL, S1, "null", "shipment_id must be a text", "S1"},
    {NULL, "\"S2\"", S1, "shipment S1: is there twice", "S2"},
    {S1, "3500", "3499.999", "shipment S1: quantity_t is 3499.999, the files say 3500.000", NULL},
    {S1, "3500", "\"3500\"", "shipment S1: quantity_t must be a number with at most 3 decimal places", NULL},
    {S1, "\"unmet_t\"", "\"unmet\"", "shipment S1: unmet_t must be a number with at most 3 decimal places",
     NULL},
    {S1, "109040", "109040.00001",
     "shipment S1, path 2: cost_per_t must be a number with at most 4 decimal places", NULL},
    {S1, "\"hours\": 4,", "", "shipment S1, path 2: hours must be a number with at most 6 decimal places",
     NULL},
    {S1, "\"mode\": \"rail\"", "\"mode\": {}", "shipment S1, path 1: mode must be a text", NULL},
    {S1, "\"links\": [\"L5\"]", "\"links\": [\"L55\"]",
     "shipment S1, path 1: links: the files have no link \"L55\"", NULL},
    {S1, "\"links\": [\"L5\"]", "\"links\": [null]",
     "shipment S1, path 1: links: the files have no link \"?\"", NULL},
    {S1, "\"batu\"", "\"batam\"", "shipment S1, path 1: from_node_id \"batam\": the files have no such node",
     NULL},
    {S1, "\"to_node_id\"", "\"to\"", "shipment S1, path 1: to_node_id must be a text", NULL},
    {S1, "\"train\"", "\"trein\"",
     "shipment S1, path 1: vehicle_type_id \"trein\": the files have no such vehicle type", NULL},
    {S1, "\"length_km\"", "\"length\"",
     "shipment S1, path 1: length_km must be a number with at most 6 decimal places", NULL},
    {S1, "\"item\": \"crew\"", "\"item\": \"crews\"", "shipment S1, path 2: there is no item \"crews\"",
     NULL},
    {S1, "\"item\": \"crew\"", "\"items\": \"crew\"", "shipment S1, path 2: item must be a text", NULL},
    {S1, "\"per_t\": 36000", "\"per_t\": []",
     "shipment S1, path 2: per_t must be a number with at most 4 decimal places", NULL},

    {L3, "\"L3\"", "\"L33\"", "resource 1: link_id \"L33\": the files have no such link", NULL},
    {L3, "\"link_id\"", "\"id\"", "resource 1: link_id must be a text", NULL},
    {L3, "\"timur\"", "\"kota\"", "resource 1: link L3 does not lead from barat to kota", NULL},
    {L3, "\"timur\"", "\"barat\"", "resource 1: link L3 does not lead from barat to barat", NULL},
    {L3, "\"timur\"", "\"timor\"", "resource 1: to_node_id \"timor\": the files have no such node", NULL},
    {L3, "\"flow_t\"", "\"flow\"", "resource 1: flow_t must be a number with at most 3 decimal places", NULL},
    {L3, "\"capacity_t\": 2000", "\"capacity_t\": null",
     "resource 1: capacity_t must be a number with at most 3 decimal places", NULL},
    {L3, "\"shadow_price\": 0", "\"shadow_price\": 0.12345",
     "resource 1: shadow_price must be a number with at most 4 decimal places", NULL},
    {NULL, "\"barat_rail\"", "\"barat_sea\"",
     "resource 5: terminal_id \"barat_sea\": the files have no such terminal", NULL},
};

static void each_fault_of_a_member_is_told_with_the_line_of_its_element(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(MEMBER_FAULTS); i++) {
        struct plan *plan;
        const char *text = replaced(good, MEMBER_FAULTS[i].after, MEMBER_FAULTS[i].old, MEMBER_FAULTS[i].new);
        const char *findings = read_text(text, &plan);
        const char *path = support_text("%s/plan.json", folder);
        int line = element_line(good, place_of(good, MEMBER_FAULTS[i].after, MEMBER_FAULTS[i].old));
        const char *expected = support_text("%s:%d: error: %s\n", path, line, MEMBER_FAULTS[i].finding);
        if (MEMBER_FAULTS[i].missing != NULL)
            expected = support_text("%s%s:1: error: shipment %s is missing\n", expected, path,
                                    MEMBER_FAULTS[i].missing);
        assert_string_equal(findings, expected);
        plan_free(plan);
    }
}

static void each_fault_of_the_document_ends_the_reading(void **state) {
    (void)state;
    static const struct {
        const char *after, *old, *new; /* replaced(); old NULL = the whole text is `new` */
        const char *finding;           /* behind the file's name */
    } cases[] = {
        {NULL, NULL, "", ":1: error: this is not a plan of \"angkut plan --format json\""},
        {NULL, NULL, "\n\n[]", ":1: error: this is not a plan of \"angkut plan --format json\""},
        {NULL, NULL, "{", ":1:2: error: expected a value, found the end"},
        {NULL, "\"schema\"", "7", ":2: error: expected a key in quotes"},
        {NULL, "\"status\":", "\"status\"", ":3: error: expected ':' here"},
        {NULL, "\"time_cost\"", "\"cost\"", ":14: error: cost is there twice"},
        {NULL, "\"penalty\": 0", "\"penalty\": 00", ":15:14: error: a number that begins with 0"},
        {NULL, "\"penalty\": 0,", "\"penalty\": 0", ":16: error: expected '}' here"},
        {NULL, "\"shipments\": [", "\"shipments\": {", ":19: error: expected '[' here"},
        {NULL, "  \"resources\": [", "  \"shipments\": [", ":95: error: shipments is there twice"},
        {NULL, "\"resources\": [", "\"resources\": [nul", ":95:17: error: expected a value, found \"n\""},
        {NULL, "\"resources\": [", "\"resources\": [] [", ":95: error: expected '}' here"},
        {"barat_rail", "}", "},", ":101:3: error: expected a value, found \"]\""},
        {"barat_rail", "  }\n}", "  }\n", ":114: error: expected '}' here"},
        {"barat_rail", "  }\n}", "  }\n}\n{}", ":114: error: text behind the plan"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct plan *plan;
        const char *text =
            cases[i].old == NULL ? cases[i].new : replaced(good, cases[i].after, cases[i].old, cases[i].new);
        const char *findings = read_text(text, &plan);
        assert_string_equal(findings, support_text("%s/plan.json%s\n", folder, cases[i].finding));
        plan_free(plan);
    }
}

/* Whatever is cut off, the rest is no plan. */
static void a_plan_cut_short_is_refused_wherever_it_ends(void **state) {
    (void)state;
    struct plan *plan;
    for (size_t length = 0; length < strlen(good) - 2; length += 7)
        assert_true(strlen(read_text(support_text("%.*s", (int)length, good), &plan)) > 0);
}

static void a_plan_that_is_not_there_is_told_by_its_name(void **state) {
    (void)state;
    struct diag *diag = diag_new();
    const char *path = support_text("%s/none.json", folder);
    assert_null(plan_read(path, scenario, diag));
    assert_non_null(strstr(support_findings(diag, DIAG_NOTE), path));
    diag_free(diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_read_and_written_again_is_the_same_text),
        cmocka_unit_test(layout_and_the_order_of_members_do_not_matter),
        cmocka_unit_test(links_closed_in_any_order_are_the_same_plan),
        cmocka_unit_test(a_total_beyond_2_to_the_53_is_read),
        cmocka_unit_test_setup(each_fault_of_a_member_is_told_with_the_line_of_its_element, set_up_open),
        cmocka_unit_test_setup(each_fault_of_the_document_ends_the_reading, set_up_open),
        cmocka_unit_test(a_plan_cut_short_is_refused_wherever_it_ends),
        cmocka_unit_test(a_plan_that_is_not_there_is_told_by_its_name),
    };
    return cmocka_run_group_tests_name("read_plan", tests, set_up, tear_down);
}
