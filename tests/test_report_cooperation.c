// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/schema.h"
#include "tests/support/support.h"

#include "base/json.h"
#include "base/mem.h"
#include "report/report.h"
#include "report/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Two roads from A to B, 10 and 30 a tonne, the first of 60 t; three shippers with 40 t each: 60 x 10 + 60 x 30 = 2400. The amounts of
 * the cooperation itself are made up: what is tried here is how they are told.
 */
static const struct text_file ROADS[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "1,A,B,true,10,2,60\n2,A,B,true,30,1,\n"},
    {"shipments/shipper.csv", "shipper_id,name\na,Anna\nb,Budi & sons\nc,\n"},
    {"shipments/shipment.csv", "shipment_id,shipper_id,origin_node_id,destination_node_id,quantity_t\n"
                               "s1,a,A,B,40\ns2,b,A,B,40\ns3,c,A,B,40\n"}};

enum { PLAYERS = 3 };

struct told {
    struct scenario *scenario;
    struct virtual_network *network;
    struct cooperation cooperation;
    struct player player[PLAYERS];
    int shipment[PLAYERS];
    double money[RULE_COUNT][PLAYERS], error[PLAYERS];
};

static struct told *tell(void) {
    static const char *const ids[PLAYERS] = {"a", "b", "c"}, *const names[PLAYERS] = {"Anna", "Budi & sons",
                                                                                      NULL};
    struct told *told = xcalloc(1, sizeof *told);
    told->scenario = data_set_load(data_set_write(ROADS, COUNT_OF(ROADS), NULL));
    told->network = network_build(told->scenario, &NOW);
    told->cooperation = (struct cooperation){.joint = plan_make(told->scenario, &NOW),
                                             .players = PLAYERS,
                                             .player = told->player,
                                             .shipment = told->shipment,
                                             .total = 2400,
                                             .alone = 3000,
                                             .exact = true,
                                             .groups = 7,
                                             .least_core = -10};
    assert_true(told->cooperation.joint->cost_e4 == 24000000);
    for (int i = 0; i < PLAYERS; i++) {
        told->shipment[i] = i;
        told->player[i] = (struct player){.id = ids[i],
                                          .name = names[i],
                                          .first = i,
                                          .members = 1,
                                          .quantity_kg = 40000,
                                          .kg_mm = (wide)40000 * 1000000,
                                          .money_e4 = 8000000,
                                          .alone = 1000};
    }
    return told;
}

static void told_free(struct told *told) {
    plan_free(told->cooperation.joint);
    virtual_free(told->network);
    scenario_free(told->scenario);
    free(told);
}

/* A rule by which they pay so much, nothing else being borne. */
static struct allocation *add_rule(struct told *told, enum allocation_rule rule, double a, double b,
                                   double c) {
    struct cooperation *cooperation = &told->cooperation;
    double *money = told->money[cooperation->rules];
    struct allocation *allocation = &cooperation->allocation[cooperation->rules++];
    money[0] = a, money[1] = b, money[2] = c;
    *allocation = (struct allocation){.rule = rule, .money = money, .total = money, .possible = true};
    return allocation;
}

static void all_rules(struct told *told) {
    add_rule(told, RULE_TONNES, 800, 800, 800);
    add_rule(told, RULE_TONNE_KM, 700, 800, 900);
    struct allocation *last = add_rule(told, RULE_SEPARABLE, 1100.005, 700, 599.995);
    last->worst = (struct objection){.group = 5, .gain = 123.45};
    last->worst_bound = 123.45;
    add_rule(told, RULE_SHAPLEY, 800, 800, 800);
    add_rule(told, RULE_NUCLEOLUS, 2400.0 / 3, 2400.0 / 3, 2400.0 / 3);
    add_rule(told, RULE_EQUAL_PROFIT, 800, 800, 800);
    struct allocation *dual = add_rule(told, RULE_DUAL, 0, 0, 0);
    dual->possible = false;
    snprintf(dual->why, sizeof dual->why, "there are facilities");
}

enum kind { TEXT, STATEMENT, JSON, CSV };

static char *written(const struct told *told, enum kind kind, int player, bool brief) {
    const struct style style = {.width = 80, .brief = brief};
    const struct cooperation *cooperation = &told->cooperation;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    if (kind == TEXT)
        report_cooperation_text(cooperation, told->network, style, out);
    else if (kind == STATEMENT)
        report_statement_text(cooperation, player, told->network, style, out);
    else if (kind == JSON)
        report_cooperation_json(cooperation, told->network, out);
    else
        report_cooperation_csv(cooperation, out);
    fclose(out);
    return text;
}

/* Fails the test where a line is wider than 80 columns. Returns the lines. */
static int fits(const char *text) {
    int lines = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        AUTO_FREE char *line = strndup(text, length);
        if (text_width(line) > 80)
            fail_msg("wider than 80 columns: %s", line);
        text += length + (text[length] == '\n');
        lines++;
    }
    return lines;
}

static void says(const struct told *told, enum kind kind, int player, const char *const *words,
                 size_t count) {
    AUTO_FREE char *text = written(told, kind, player, false);
    fits(text);
    for (size_t i = 0; i < count; i++)
        if (strstr(text, words[i]) == NULL)
            fail_msg("\"%s\" is not in:\n%s", words[i], text);
    if (getenv("SHOW") != NULL)
        print_message("%s\n", text);
}

static void the_text_tells_what_is_saved_paid_and_who_would_leave(void **state) {
    (void)state;
    static const char *const words[] = {
        "Each alone    Rp 3,000\n",
        "All together  Rp 2,400  money 2,400\n",
        "Saved           Rp 600  20 % of that\n",
        "a         40  1,000        800     0     0\n",
        "Total    120  3,000      2,400     0     0\n",
        "last       no         a and c          Rp 123.45\n",
        "nucleolus  yes\n",
        "prices     no answer\n",
        "prices has no answer: there are facilities\n",
        "There are sharings with which no group does better alone (the core",
    };
    struct told *told = tell();
    all_rules(told);
    says(told, TEXT, 0, words, COUNT_OF(words));
    told_free(told);
}

static void an_empty_core_is_told(void **state) {
    (void)state;
    static const char *const words[] = {"the core is empty", "by Rp 12.50 or more"};
    struct told *told = tell();
    all_rules(told);
    told->cooperation.core_is_empty = true;
    told->cooperation.least_core = 12.5;
    says(told, TEXT, 0, words, COUNT_OF(words));
    told_free(told);
}

static void what_was_sampled_is_told_with_its_error(void **state) {
    (void)state;
    static const char *const words[] = {
        "Shapley  none found\n", "Shapley: proven that no group gains more than Rp 20.00.",
        "Shapley: sampled; each within its error in 19 of 20 samples, the widest Rp 7.25",
        "Not every group was planned"};
    struct told *told = tell();
    struct allocation *shapley = add_rule(told, RULE_SHAPLEY, 800, 800, 800);
    told->cooperation.exact = false;
    told->error[1] = 7.25;
    shapley->error = told->error;
    shapley->worst_bound = 20;
    says(told, TEXT, 0, words, COUNT_OF(words));
    shapley->worst_bound = INFINITY;
    AUTO_FREE char *text = written(told, TEXT, 0, false);
    assert_null(strstr(text, "proven"));
    told_free(told);
}

static void a_statement_is_a_page(void **state) {
    (void)state;
    static const char *const words[] = {"Statement for Budi & sons (b)\n",
                                        "You ship 40 t in one",
                                        "it would cost you Rp 1,000.",
                                        "tonnes         800         20       200    20.0 %  yes\n",
                                        "last           700         18       300    30.0 %  no\n",
                                        "By last, for one, a and c would do better on their own",
                                        "you are not among them"};
    struct told *told = tell();
    all_rules(told);
    says(told, STATEMENT, 1, words, COUNT_OF(words));
    for (int i = 0; i < PLAYERS; i++) {
        AUTO_FREE char *text = written(told, STATEMENT, i, false);
        assert_true(fits(text) <= 60);
    }
    told_free(told);
}

static wide sum_of(const struct json *payments, const char *key) {
    wide sum = 0;
    for (const struct json *at = json_first(payments); at != NULL; at = json_next(at)) {
        wide amount;
        assert_true(json_wide(json_get(at, key), MONEY_PLACES, &amount));
        sum += amount;
    }
    return sum;
}

static void json_adds_up_and_is_what_the_schema_says(void **state) {
    (void)state;
    struct told *told = tell();
    all_rules(told);
    for (int round = 0; round < 2; round++) {
        struct error err;
        AUTO_FREE char *text = written(told, JSON, 0, false);
        AUTO(json_release) struct json *root = json_parse(text, strlen(text), NULL, &err);
        assert_non_null(root);
        const char *path = support_write(support_folder(), "allocation.json", text);
        assert_string_equal(schema_faults("angkut-allocation-1", path), "");
        for (const struct json *rule = json_first(json_get(root, "rules")); rule != NULL;
             rule = json_next(rule)) {
            bool possible;
            assert_true(json_bool(json_get(rule, "possible"), &possible));
            if (possible) {
                assert_true(sum_of(json_get(rule, "payments"), "pays") == 24000000);
                assert_true(sum_of(json_get(rule, "payments"), "total") == 24000000);
                assert_true(sum_of(json_get(rule, "payments"), "saves") == 6000000);
            }
        }
        told->cooperation.exact = false; /* the next round: sampled */
        told->cooperation.allocation[3].error = told->error;
        told->cooperation.allocation[3].worst_bound = INFINITY;
    }
    told_free(told);
}

static void csv_has_a_row_a_player_and_rule(void **state) {
    (void)state;
    struct told *told = tell();
    add_rule(told, RULE_SEPARABLE, 1100.005, 700, 599.995);
    AUTO_FREE char *text = written(told, CSV, 0, false);
    assert_string_equal(
        text, "rule,player_id,name,quantity_t,unmet_t,pays,time_cost,penalty,total,alone,saves,error\n"
              "separable,a,Anna,40,0,1100.005,0,0,1100.005,1000,-100.005,\n"
              "separable,b,Budi & sons,40,0,700,0,0,700,1000,300,\n"
              "separable,c,,40,0,599.995,0,0,599.995,1000,400.005,\n");
    told_free(told);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_tells_what_is_saved_paid_and_who_would_leave),
        cmocka_unit_test(an_empty_core_is_told),
        cmocka_unit_test(what_was_sampled_is_told_with_its_error),
        cmocka_unit_test(a_statement_is_a_page),
        cmocka_unit_test(json_adds_up_and_is_what_the_schema_says),
        cmocka_unit_test(csv_has_a_row_a_player_and_rule),
    };
    return cmocka_run_group_tests_name("who pays what, told", tests, NULL, NULL);
}
