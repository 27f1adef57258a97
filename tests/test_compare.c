// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between plans of networks small enough to reckon by hand, and games of causes with known answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

static const wide RUPIAH_E13 = 10000000000000, RUPIAH_E7 = 10000000;

/* Two links from A to B of 1 and 5 a tonne, the cheap one for 30 t, two hours each. */
static const struct text_file two_ways[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "CHEAP,A,B,true,1,2,30\nDEAR,A,B,true,5,2,\n"},
    {"shipments/shipment.csv",
     "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n"
     "S,A,B,50,100\n"}};

struct seen {
    struct scenario *scenario;
    struct virtual_network *network;
    struct plan *plan;
};

static struct seen see(const struct text_file *changes, const struct variant *variant) {
    struct seen seen = {.scenario = data_set_load(data_set_write(two_ways, 3, changes))};
    seen.network = network_build(seen.scenario, variant);
    seen.plan = plan_make(seen.scenario, variant);
    return seen;
}

static void seen_release(struct seen *seen) {
    plan_free(seen->plan);
    virtual_free(seen->network);
    scenario_free(seen->scenario);
}

static struct comparison *compare(const struct seen *before, const struct seen *after) {
    const struct compare_side a = {"before", before->network, before->plan};
    const struct compare_side b = {"after", after->network, after->plan};
    return compare_new(&a, &b);
}

static void comparison_release(struct comparison **comparison) {
    compare_free(*comparison);
}

static wide difference(const struct comparison *comparison, enum measure measure) {
    return comparison->total[1].of[measure] - comparison->total[0].of[measure];
}

/* 30 t at 1 and 20 t at 5: 130. With DEAR at 7: 170. 20 t pay 2 more each. */
static void a_dearer_link_costs_what_it_carries_more(void **state) {
    (void)state;
    static const struct text_file dearer[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "CHEAP,A,B,true,1,2,30\nDEAR,A,B,true,7,2,\n"},
        {NULL, NULL}};
    AUTO(seen_release) struct seen before = see(NULL, &NOW), after = see(dearer, &NOW);
    AUTO(comparison_release) struct comparison *comparison = compare(&before, &after);
    assert_true(comparison->total[0].of[MEASURE_COST] == 130 * RUPIAH_E7);
    assert_true(difference(comparison, MEASURE_COST) == 40 * RUPIAH_E7);
    assert_true(difference(comparison, MEASURE_OBJECTIVE) == 40 * RUPIAH_E13);
    assert_int_equal(comparison->moves, 0);
    assert_int_equal(comparison->fields, 1);
    assert_string_equal(comparison->field[0].id, "DEAR");
    assert_string_equal(comparison->field[0].column, "rate_per_t");
    assert_string_equal(comparison->field[0].before, "5");
    assert_string_equal(comparison->field[0].after, "7");
    assert_true(comparison->part_e13[1][ITEM_RATE] == 170 * RUPIAH_E13);
}

/* The links in another order, and a third one: indexes differ, and ids tell what is the same. */
static void what_belongs_together_does_so_by_its_id(void **state) {
    (void)state;
    static const struct text_file shuffled[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "NEW,A,B,true,3,2,10\nDEAR,A,B,true,5,2,\nCHEAP,A,B,true,1,2,30\n"},
        {NULL, NULL}};
    AUTO(seen_release) struct seen before = see(NULL, &NOW), after = see(shuffled, &NOW);
    AUTO(comparison_release) struct comparison *comparison = compare(&before, &after);
    assert_true(difference(comparison, MEASURE_COST) == -20 * RUPIAH_E7); /* 10 t at 3 instead of 5 */
    assert_int_equal(comparison->moves, 1);
    assert_int_equal(comparison->move[0].quantity_kg, 10000);
    assert_true(comparison->move[0].saving_e13 == 20 * RUPIAH_E13);
    assert_int_equal(comparison->resources, 2);
    assert_non_null(comparison->resource[0].at[0]);
    assert_non_null(comparison->resource[0].at[1]);
    assert_int_equal(comparison->resource[0].at[0]->flow_kg, comparison->resource[0].at[1]->flow_kg);
    assert_null(comparison->resource[1].at[0]);
    assert_int_equal(comparison->fields, 1);
    assert_string_equal(comparison->field[0].id, "NEW");
    assert_null(comparison->field[0].column);
    assert_null(comparison->field[0].before);
}

static void shipments_of_one_side_count_on_that_side_alone(void **state) {
    (void)state;
    static const struct text_file other[] = {
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\nT,A,B,30,100\n"},
        {NULL, NULL}};
    AUTO(seen_release) struct seen before = see(NULL, &NOW), after = see(other, &NOW);
    AUTO(comparison_release) struct comparison *comparison = compare(&before, &after);
    assert_int_equal(comparison->shipments, 2);
    assert_string_equal(comparison->shipment[0].id, "S");
    assert_int_equal(comparison->shipment[0].at[1], -1);
    assert_true(comparison->shipment[0].worth[0].of[MEASURE_COST] == 130 * RUPIAH_E7);
    assert_true(comparison->shipment[0].worth[1].of[MEASURE_COST] == 0);
    assert_true(comparison->shipment[1].worth[1].of[MEASURE_COST] == 30 * RUPIAH_E7);
    assert_int_equal(comparison->moves, 0);
    assert_int_equal(comparison->fields, 2);
}

/* Without DEAR 20 t stay behind at 100; at 3 an hour the 30 t that move cost 180 of time, as do 50 t 300. */
static void what_stays_behind_and_time_are_in_the_objective(void **state) {
    (void)state;
    static const int dear[] = {1};
    struct variant variant = NOW;
    variant.closed_link = dear, variant.closed_links = 1;
    variant.has_vot = true, variant.vot_per_t_h.e4 = 30000;
    AUTO(seen_release) struct seen before = see(NULL, &NOW), after = see(NULL, &variant);
    AUTO(comparison_release) struct comparison *comparison = compare(&before, &after);
    assert_true(comparison->total[1].of[MEASURE_PENALTY] == 2000 * RUPIAH_E7);
    assert_true(comparison->total[1].of[MEASURE_TIME_COST] == 180 * RUPIAH_E13);
    assert_true(comparison->total[1].of[MEASURE_OBJECTIVE] == (30 + 180 + 2000) * RUPIAH_E13);
    assert_int_equal(comparison->total[1].of[MEASURE_UNMET], 20000);
    assert_int_equal(comparison->moves, 1);
    assert_int_equal(comparison->move[0].to, -1);
}

static void virtual_release(struct virtual_network **network) {
    virtual_free(*network);
}

/* Ways of 1 and 5 a tonne, one of them shared: (1 + 5 + 1) x 10 = 70 a tonne where the shipment says nothing. */
static void what_a_variant_asks_of_the_default_penalty_is_the_least_of_it(void **state) {
    (void)state;
    static const struct {
        int64_t asked, expected;
    } cases[] = {{0, 70}, {69, 70}, {70, 70}, {71, 71}, {1000, 1000}};
    AUTO(seen_release) struct seen seen = see(NULL, &NOW);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct variant variant = NOW;
        variant.least_penalty.e4 = cases[i].asked * 10000;
        AUTO(virtual_release) struct virtual_network *network = network_build(seen.scenario, &variant);
        assert_int_equal(network->default_penalty.e4, cases[i].expected * 10000);
        assert_int_equal(virtual_penalty(network, 0).e4, 100 * 10000); /* it says so itself */
    }
}

static const struct text_file unsaid[] = {
    {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nS,A,B,50\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "CHEAP,A,B,true,1,2,30\n"},
    {NULL, NULL}};

/* (1 + 1) x 10 = 20 a tonne; a network that needs less is priced with the same when asked. */
static void penalties_not_stated_differ_only_between_plans_that_leave_something(void **state) {
    (void)state;
    struct unstated unstated = {{0}, false};
    struct variant dear = NOW;
    dear.least_penalty.e4 = 300000;
    AUTO(seen_release) struct seen all_move = see(NULL, &NOW);
    AUTO(seen_release) struct seen one = see(unsaid, &NOW), other = see(unsaid, &dear);
    unstated_add(&unstated, all_move.plan, all_move.network);
    assert_int_equal(unstated.penalty_per_t.e4, 0);
    unstated_add(&unstated, one.plan, one.network);
    assert_int_equal(unstated.penalty_per_t.e4, 200000);
    assert_false(unstated.differs);
    unstated_add(&unstated, other.plan, other.network);
    unstated_add(&unstated, all_move.plan, all_move.network);
    assert_int_equal(unstated.penalty_per_t.e4, 300000);
    assert_true(unstated.differs);
    assert_true(other.plan->penalty_e4 == 20 * 300000);
    assert_true(one.plan->penalty_e4 == 20 * 200000);
}

/* ---- causes ---- */

enum { CAUSES = 6 };

/* A value for each set of causes; `unknown` is a set that has none. */
struct game {
    int causes, asked;
    unsigned unknown;
    wide value[1 << CAUSES];
};

static unsigned set_of(const struct game *game, const bool *with) {
    unsigned set = 0;
    for (int i = 0; i < game->causes; i++)
        set |= (unsigned)with[i] << i;
    return set;
}

static bool play(void *context, const bool *with, struct worth *worth, wide *open_e4, struct error *err) {
    struct game *game = context;
    unsigned set = set_of(game, with);
    game->asked++;
    *open_e4 = 7;
    if (set == game->unknown)
        return error_set(err, ERROR_INPUT, "there is no such world");
    *worth = (struct worth){
        .of = {[MEASURE_OBJECTIVE] = game->value[set], [MEASURE_MOVED] = -3 * game->value[set]}};
    return true;
}

static struct comparison *attribute(struct game *game) {
    static const struct plan plan = {.objective_e4 = 5, .bound_e4 = 4};
    static const struct compare_cause causes[CAUSES] = {{.name = (char *)"a"}, {.name = (char *)"b"},
                                                        {.name = (char *)"c"}, {.name = (char *)"d"},
                                                        {.name = (char *)"e"}, {.name = (char *)"f"}};
    struct comparison *comparison = xcalloc(1, sizeof *comparison);
    wide open_e4;
    bool none[CAUSES] = {false}, all[CAUSES];
    unsigned unknown = game->unknown;
    memset(all, 1, sizeof all);
    comparison->side[0].plan = comparison->side[1].plan = &plan;
    game->unknown = ~0u;
    play(game, none, &comparison->total[0], &open_e4, NULL);
    play(game, all, &comparison->total[1], &open_e4, NULL);
    game->unknown = unknown;
    game->asked = 0;
    compare_attribute(comparison, game->causes, causes, play, game);
    return comparison;
}

static void a_cause_that_is_the_only_one_makes_all_of_it_unasked(void **state) {
    (void)state;
    struct game game = {.causes = 1, .unknown = ~0u, .value = {10, 25}};
    AUTO(comparison_release) struct comparison *comparison = attribute(&game);
    assert_int_equal(game.asked, 0);
    assert_true(comparison->attribution.cause[0].alone.of[MEASURE_OBJECTIVE] == 15);
    assert_true(comparison->attribution.cause[0].in_order.of[MEASURE_OBJECTIVE] == 15);
    assert_true(worth_is_zero(&comparison->attribution.interaction));
}

/* Two roads beside each other: closing either costs 1, closing both 100. */
static void what_causes_do_only_together_is_their_interaction(void **state) {
    (void)state;
    struct game game = {.causes = 2, .unknown = ~0u, .value = {0, 1, 1, 100}};
    AUTO(comparison_release) struct comparison *comparison = attribute(&game);
    const struct attribution *attribution = &comparison->attribution;
    assert_int_equal(game.asked, 2);
    assert_true(attribution->cause[0].alone.of[MEASURE_OBJECTIVE] == 1);
    assert_true(attribution->cause[1].alone.of[MEASURE_OBJECTIVE] == 1);
    assert_true(attribution->cause[0].in_order.of[MEASURE_OBJECTIVE] == 1);
    assert_true(attribution->cause[1].in_order.of[MEASURE_OBJECTIVE] == 99);
    assert_true(attribution->interaction.of[MEASURE_OBJECTIVE] == 98);
    assert_true(attribution->open_e4 == 7);
}

static void causes_that_do_not_meet_have_no_interaction(void **state) {
    (void)state;
    struct game game = {.causes = CAUSES, .unknown = ~0u};
    for (unsigned set = 0; set < 1u << CAUSES; set++)
        for (int i = 0; i < CAUSES; i++)
            game.value[set] += set >> i & 1 ? (i + 1) * (i % 2 ? 1000 : -300) : 0;
    AUTO(comparison_release) struct comparison *comparison = attribute(&game);
    assert_int_equal(game.asked, 2 * CAUSES - 2);
    assert_true(worth_is_zero(&comparison->attribution.interaction));
    for (int i = 0; i < CAUSES; i++)
        assert_true(comparison->attribution.cause[i].alone.of[MEASURE_OBJECTIVE] ==
                    comparison->attribution.cause[i].in_order.of[MEASURE_OBJECTIVE]);
}

static void whatever_the_values_both_ways_to_tell_it_add_up(void **state) {
    (void)state;
    random_state = 11;
    for (int trial = 0; trial < 200; trial++) {
        struct game game = {.causes = 2 + random_below(CAUSES - 1), .unknown = ~0u};
        for (unsigned set = 0; set < 1u << CAUSES; set++)
            game.value[set] = (wide)random_below(2000000000) * 1000000007 - 1000000000;
        for (unsigned set = 0; set < 1u << CAUSES; set++)
            if (set >> game.causes != 0)
                game.value[set] = game.value[set & ((1u << game.causes) - 1)];
        AUTO(comparison_release) struct comparison *comparison = attribute(&game);
        const struct attribution *attribution = &comparison->attribution;
        wide alone = attribution->interaction.of[MEASURE_MOVED], order = 0;
        for (int i = 0; i < game.causes; i++) {
            alone += attribution->cause[i].alone.of[MEASURE_MOVED];
            order += attribution->cause[i].in_order.of[MEASURE_MOVED];
        }
        wide whole = comparison->total[1].of[MEASURE_MOVED] - comparison->total[0].of[MEASURE_MOVED];
        assert_true(alone == whole);
        assert_true(order == whole);
    }
}

static void what_is_not_known_is_left_out_and_said(void **state) {
    (void)state;
    struct game game = {.causes = 3, .unknown = 2, .value = {0, 1, 2, 3, 4, 5, 6, 7}};
    AUTO(comparison_release) struct comparison *alone = attribute(&game);
    assert_true(alone->attribution.cause[0].is_known);
    assert_false(alone->attribution.cause[1].is_known);
    assert_false(alone->attribution.has_alone);
    assert_true(alone->attribution.has_order);
    assert_string_equal(alone->attribution.why_not, "there is no such world");
    game.unknown = 3;
    AUTO(comparison_release) struct comparison *order = attribute(&game);
    assert_true(order->attribution.has_alone);
    assert_false(order->attribution.has_order);
}

/* ---- rates side by side ---- */

static void book_release(struct book **book) {
    book_free(*book);
}

static struct book *book_of(const char *rows, struct names *names) {
    struct diag *diag = diag_new();
    const char *folder = support_folder();
    support_write(
        folder, "tariffs/book.csv",
        support_text("tariff_id,item,basis,amount,valid_from,valid_to,mode,vehicle_class\n%s", rows));
    struct book *book = book_read(folder, "IDR", '.', false, names, NULL, diag);
    assert_string_equal(support_findings(diag, DIAG_ERROR), "");
    diag_free(diag);
    return book;
}

static void rates_are_matched_by_item_and_keys_across_pools_of_texts(void **state) {
    (void)state;
    AUTO(names_release) struct names *one = names_new(), *two = names_new();
    AUTO(book_release) struct book *a =
        book_of("f,fuel,litre,6800,,,,\nt1,toll,vehicle,10,,,toll,I\nt2,toll,vehicle,20,,,toll,II\n", one);
    AUTO(book_release) struct book *b = book_of("t2x,toll,vehicle,25,,,toll,II\nt1x,toll,vehicle,10,,,toll,"
                                                "I\nh,handling,t,5,,,road,\nf,fuel,litre,6800,,,,\n",
                                                two);
    struct tariff *before = tariff_on(a, NOW.as_of), *after = tariff_on(b, NOW.as_of);
    int count;
    AUTO_FREE struct rate_contrast *contrast = tariff_contrast(before, after, &count);
    assert_int_equal(count, 2);
    assert_string_equal(contrast[0].before->tariff_id, "t2");
    assert_string_equal(contrast[0].after->tariff_id, "t2x");
    assert_null(contrast[1].before);
    assert_string_equal(contrast[1].after->tariff_id, "h");
    AUTO(names_release) struct names *pool = names_new();
    AUTO(book_release) struct book *mixed = book_mix(before, after, 1u << ITEM_TOLL, pool);
    tariff_free(before);
    tariff_free(after);
    struct tariff *in_force = tariff_on(mixed, (struct date){1});
    assert_int_equal(tariff_count(in_force), 3);
    assert_string_equal(tariff_rate(in_force, 0)->tariff_id, "f");
    assert_string_equal(tariff_rate(in_force, 1)->tariff_id, "t1x");
    assert_string_equal(tariff_rate(in_force, 2)->tariff_id, "t2x");
    tariff_free(in_force);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dearer_link_costs_what_it_carries_more),
        cmocka_unit_test(what_a_variant_asks_of_the_default_penalty_is_the_least_of_it),
        cmocka_unit_test(penalties_not_stated_differ_only_between_plans_that_leave_something),
        cmocka_unit_test(what_belongs_together_does_so_by_its_id),
        cmocka_unit_test(shipments_of_one_side_count_on_that_side_alone),
        cmocka_unit_test(what_stays_behind_and_time_are_in_the_objective),
        cmocka_unit_test(a_cause_that_is_the_only_one_makes_all_of_it_unasked),
        cmocka_unit_test(what_causes_do_only_together_is_their_interaction),
        cmocka_unit_test(causes_that_do_not_meet_have_no_interaction),
        cmocka_unit_test(whatever_the_values_both_ways_to_tell_it_add_up),
        cmocka_unit_test(what_is_not_known_is_left_out_and_said),
        cmocka_unit_test(rates_are_matched_by_item_and_keys_across_pools_of_texts),
    };
    return cmocka_run_group_tests_name("comparisons", tests, NULL, NULL);
}
