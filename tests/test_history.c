// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include "base/diag.h"
#include "base/mem.h"
#include "report/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what a plan amounts to ---- */

/*
 * By hand: 60 t by the ferry of 10 km at 5, 40 t by the road of 30 km at 7, both by the road of 20 km at 1. No emissions are stated.
 * Money: 60 x 5 + 40 x 7 + 100 x 1 = 680. t km: 600 by ferry, 40 x 30 + 100 x 20 = 3200 by road. Worth 100 x 250.
 */
static const struct text_file TWO_WAYS[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nC,106,-4\n"},
    {"roads/link.csv",
     "link_id,from_node_id,to_node_id,directed,mode,length,rate_per_t,time_h,freight_capacity\n"
     "1,A,B,true,ferry,10,5,2,60\n2,A,B,true,road,30,7,1,\n3,B,C,true,road,20,1,1,\n"},
    {"shipments/commodity.csv", "commodity_id,value_per_t\nrice,250\nsand,\n"},
    {"shipments/shipment.csv", "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t\n"
                               "s1,rice,A,C,100\n"}};

static char *plan_json(const struct text_file *changes, struct scenario **scenario) {
    char *text;
    size_t size;
    *scenario = data_set_load(data_set_write(TWO_WAYS, COUNT_OF(TWO_WAYS), changes));
    struct plan *plan = plan_make(*scenario, &NOW);
    FILE *out = open_memstream(&text, &size);
    report_plan_json(plan, *scenario, out);
    fclose(out);
    plan_free(plan);
    return text;
}

/* One edit of the text; it must be there. */
static const char *edited(const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    if (at == NULL)
        fail_msg("\"%s\" is not in:\n%s", from, text);
    return support_text("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void a_plan_file_says_what_its_flows_amount_to(void **state) {
    (void)state;
    struct scenario *scenario;
    AUTO_FREE char *text = plan_json(NULL, &scenario);
    const char *folder = support_folder(), *path = support_write(folder, "plan.json", text);
    struct diag *diag = diag_new();
    struct history *history = history_read(&path, 1, diag);
    assert_non_null(history);
    const struct history_plan *plan = &history->plan[0];
    assert_true(history_value(plan, HISTORY_MOVED) == 100);
    assert_true(history_value(plan, HISTORY_COST) == 680);
    assert_true(fabs(history_value(plan, HISTORY_COST_PER_T) - 6.8) < 1e-12);
    assert_true(fabs(history_value(plan, HISTORY_COST_SHARE) - 0.0272) < 1e-12);
    assert_true(history_value(plan, HISTORY_T_HOURS) == 60 * 3 + 40 * 2);
    assert_true(history_value(plan, HISTORY_T_KM) == 3800);
    assert_true(fabs(history_share(plan, "ferry") - 6.0 / 38) < 1e-12);
    assert_true(fabs(history_share(plan, "road") - 32.0 / 38) < 1e-12);
    assert_true(history_share(plan, "rail") == 0);
    assert_true(isnan(history_value(plan, HISTORY_SAVING)));
    history_free(history);
    diag_free(diag);
    scenario_free(scenario);
}

static void goods_without_a_value_leave_the_sum_unsaid(void **state) {
    (void)state;
    static const struct text_file sand[] = {
        {"shipments/shipment.csv", "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t\n"
                                   "s1,rice,A,C,60\ns2,sand,A,C,40\n"},
        {NULL, NULL}};
    struct scenario *scenario;
    AUTO_FREE char *text = plan_json(sand, &scenario);
    assert_non_null(strstr(text, "\"goods_value\": null"));
    scenario_free(scenario);
}

/* Each: what is changed in the file, and what verify says then. */
static void verify_sees_a_summary_that_is_not_so(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"\"t_km\": 3800,", "\"t_km\": 3801,", "summary: t_km: the plan says 3801, it is 3800"},
        {"\"t_km\": 3200,", "\"t_km\": 3200.5,", "summary: t_km of road: the plan says 3200.5, it is 3200"},
        {"\"goods_value\": 25000", "\"goods_value\": 2500",
         "summary: goods_value: the plan says 2500, it is 25000"},
        {"\"goods_value\": 25000", "\"goods_value\": null",
         "summary: goods_value: null, but all goods have a value"},
        {"\"mode\": \"ferry\", \"t_km\"", "\"mode\": \"fairy\", \"t_km\"",
         "summary: mode \"fairy\", expected \"ferry\""},
        {"\"currency\": \"IDR\"", "\"currency\": \"USD\"", "summary: currency \"USD\", expected \"IDR\""},
        {"\"co2e_kg\": 0,", "\"co2e_kg\": 7,", "summary: co2e_kg: the plan says 7, it is 0"},
        {"\"currency\": \"IDR\"", "\"currency\": \"\\u001b[2J\"", "summary/currency: expected a word"},
        {"\"t_km\": 3800,", "\"t_km\": -1,", "summary/t_km: out of range"},
        {"\"modes\": [", "\"modes\": 3, \"others\": [", "summary/modes: expected a list"},
    };
    struct scenario *scenario;
    AUTO_FREE char *text = plan_json(NULL, &scenario);
    const char *folder = support_folder();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag *diag = diag_new();
        const char *path = support_write(folder, "plan.json", edited(text, cases[i].from, cases[i].to));
        struct plan *plan = plan_read(path, scenario, diag);
        assert_false(plan != NULL && plan_verify(plan, scenario, diag).holds);
        if (strstr(findings_text(diag), cases[i].says) == NULL)
            fail_msg("\"%s\" is not in: %s", cases[i].says, findings_text(diag));
        plan_free(plan);
        diag_free(diag);
    }
    scenario_free(scenario);
}

static void a_plan_file_without_a_summary_still_holds(void **state) {
    (void)state;
    struct scenario *scenario;
    AUTO_FREE char *text = plan_json(NULL, &scenario);
    char *from = strstr(text, ",\n  \"summary\": {");
    assert_non_null(from); /* the last member */
    const char *without = support_text("%.*s\n}\n", (int)(from - text), text);
    const char *path = support_write(support_folder(), "plan.json", without);
    struct diag *diag = diag_new();
    struct plan *plan = plan_read(path, scenario, diag);
    assert_non_null(plan);
    assert_true(plan_verify(plan, scenario, diag).holds);
    struct history *history = history_read(&path, 1, diag);
    assert_non_null(history);
    assert_true(history_value(&history->plan[0], HISTORY_COST) == 680);
    assert_true(isnan(history_value(&history->plan[0], HISTORY_T_KM)));
    history_free(history);
    plan_free(plan);
    diag_free(diag);
    scenario_free(scenario);
}

/* ---- files ---- */

/* A plan file of no more than what a history reads; 64 digits of one kind as hashes. */
static const char *plan_text(const char *as_of, char tariffs, int cost, const char *more) {
    char hash[65];
    memset(hash, tariffs, 64);
    hash[64] = '\0';
    return support_text(
        "{\"schema\": \"angkut-plan/1\", \"as_of\": \"%s\", \"status\": \"optimal\", "
        "\"tariff_hash\": \"%s\", \"input_hash\": \"%064d\", \"objective\": %d, \"cost\": %d, "
        "\"tonne_hours\": 6, \"shipments\": [{\"quantity_t\": 3, \"unmet_t\": 1}]%s}",
        as_of, hash, 0, cost, cost, more);
}

static const char *allocation_text(const char *as_of, char tariffs, int alone) {
    char hash[65];
    memset(hash, tariffs, 64);
    hash[64] = '\0';
    return support_text("{\"schema\": \"angkut-allocation/1\", \"as_of\": \"%s\", \"tariff_hash\": \"%s\", "
                        "\"input_hash\": \"%064d\", \"alone\": %d, \"joint\": {\"objective\": 10}}",
                        as_of, hash, 0, alone);
}

static void plans_stand_by_day_and_name_with_what_cooperation_saved(void **state) {
    (void)state;
    const char *folder = support_folder();
    struct diag *diag = diag_new();
    support_write(folder, "z.json", plan_text("2026-01-05", 'a', 1, ""));
    support_write(folder, "b.json", plan_text("2026-02-05", 'b', 3, ""));
    support_write(folder, "a.json", plan_text("2026-02-05", 'c', 2, ""));
    support_write(folder, "other-tariffs.json", allocation_text("2026-01-05", 'b', 99));
    support_write(folder, "fits.json", allocation_text("2026-02-05", 'b', 25));
    support_write(folder, "fits-too.json", allocation_text("2026-02-05", 'b', 26));
    support_write(folder, "else.json", "{\"schema\": \"angkut-stress/1\"}");
    support_write(folder, "notes.txt", "no JSON");
    assert_int_equal(symlink("b.json", support_text("%s/current.json", folder)), 0);
    struct history *history = history_read(&folder, 1, diag);
    assert_non_null(history);
    assert_int_equal(history->plans, 3);
    static const double cost[] = {1, 2, 3};
    for (int p = 0; p < 3; p++) {
        assert_true(history_value(&history->plan[p], HISTORY_COST) == cost[p]);
        assert_true(history_value(&history->plan[p], HISTORY_MOVED) == 2);
        assert_true(history_value(&history->plan[p], HISTORY_UNMET) == 1);
        assert_true(history_value(&history->plan[p], HISTORY_MEAN_HOURS) == 3);
        assert_int_equal(history->plan[p].saving != NULL, p == 2);
    }
    assert_non_null(strstr(history->plan[2].saving->file, "fits-too.json")); /* '-' comes before '.' */
    assert_true(history_value(&history->plan[2], HISTORY_SAVING) == 16);
    assert_int_equal(diag_count(diag, DIAG_NOTE), 2); /* else.json, current.json */
    history_free(history);
    diag_free(diag);
}

static void what_is_wrong_is_told(void **state) {
    (void)state;
    static const char summary[] = ", \"summary\": {\"currency\": \"IDR\", \"t_km\": 1, \"co2e_kg\": 1, "
                                  "\"goods_value\": null, \"modes\": [%s]}";
    const char *good = plan_text("2026-01-05", 'a', 1, "");
    const struct {
        const char *text, *says;
    } cases[] = {
        {"{", "error:"},
        {"[1, 2", ":1:"},
        {"[]", "no \"schema\", expected a plan"},
        {"{\"schema\": \"angkut-plan/2\"}", "schema \"angkut-plan/2\", expected a plan"},
        {edited(good, "2026-01-05", "2026-02-30"), "/as_of: \"2026-02-30\" is not a date"},
        {edited(good, "\"as_of\"", "\"as_off\""), "/as_of: expected a date"},
        {edited(good, "optimal", "fine"), "/status: expected optimal, infeasible or limit"},
        {edited(good, "\"tariff_hash\": \"a", "\"tariff_hash\": \""), "/tariff_hash: expected 64"},
        {edited(good, "\"cost\": 1", "\"cost\": \"1\""), "/cost: expected a number with at most 4"},
        {edited(good, "\"cost\": 1", "\"cost\": 1.00001"), "/cost: expected a number with at most 4"},
        {edited(good, "\"unmet_t\": 1", "\"unmet_t\": 4"), "/shipments/0/unmet_t: expected tonnes"},
        {edited(good, "\"quantity_t\": 3", "\"quantity_t\": -3"), "/shipments/0/quantity_t"},
        {edited(good, "[{\"quantity_t\": 3, \"unmet_t\": 1}]", "7"), "/shipments: expected a list"},
        {plan_text("2026-01-05", 'a', 1, ", \"summary\": 3"), "/summary/currency: expected a word"},
        {plan_text("2026-01-05", 'a', 1, support_text(summary, "3")),
         "/summary/modes/0/mode: expected a word"},
        {edited(allocation_text("2026-01-05", 'a', 1), "\"alone\"", "\"aloof\""),
         "/alone: expected a number"},
        {edited(allocation_text("2026-01-05", 'a', 1), "objective", "subjective"),
         "/joint/objective: expected a number"},
        {allocation_text("2026-01-05", 'a', 1), "no plan, expected files"},
    };
    const char *folder = support_folder();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag *diag = diag_new();
        const char *path = support_write(folder, "plan.json", cases[i].text);
        assert_null(history_read(&path, 1, diag));
        if (strstr(findings_text(diag), cases[i].says) == NULL)
            fail_msg("case %zu: \"%s\" is not in: %s", i, cases[i].says, findings_text(diag));
        diag_free(diag);
    }
}

static void two_currencies_are_refused(void **state) {
    (void)state;
    static const char summary[] = ", \"summary\": {\"currency\": \"%s\", \"t_km\": 1, \"co2e_kg\": 1, "
                                  "\"goods_value\": null, \"modes\": []}";
    const char *folder = support_folder();
    const char *path[] = {
        support_write(folder, "a.json", plan_text("2026-01-05", 'a', 1, support_text(summary, "IDR"))),
        support_write(folder, "b.json", plan_text("2026-01-06", 'a', 1, support_text(summary, "USD")))};
    struct diag *diag = diag_new();
    assert_null(history_read(path, 2, diag));
    assert_non_null(strstr(findings_text(diag), "\"USD\", but the others count in \"IDR\""));
    diag_free(diag);
}

/* Whatever the bytes, it is read or refused. */
static void every_cut_and_changed_byte_is_read_or_refused(void **state) {
    (void)state;
    struct scenario *scenario;
    AUTO_FREE char *text = plan_json(NULL, &scenario);
    const char *folder = support_folder();
    size_t length = strlen(text);
    for (size_t at = 0; at < length; at++) {
        struct diag *diag = diag_new();
        char was = text[at];
        text[at] = at % 3 == 0 ? '9' : at % 3 == 1 ? '"' : '-';
        const char *path = support_write_bytes(folder, "plan.json", text, at % 2 == 0 ? length : at + 1);
        struct history *history = history_read(&path, 1, diag);
        assert_int_equal(history == NULL, diag_count(diag, DIAG_ERROR) > 0);
        history_free(history);
        diag_free(diag);
        text[at] = was;
    }
    scenario_free(scenario);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_file_says_what_its_flows_amount_to),
        cmocka_unit_test(goods_without_a_value_leave_the_sum_unsaid),
        cmocka_unit_test(verify_sees_a_summary_that_is_not_so),
        cmocka_unit_test(a_plan_file_without_a_summary_still_holds),
        cmocka_unit_test(plans_stand_by_day_and_name_with_what_cooperation_saved),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(two_currencies_are_refused),
        cmocka_unit_test(every_cut_and_changed_byte_is_read_or_refused),
    };
    return cmocka_run_group_tests_name("plans side by side", tests, NULL, NULL);
}
