// SPDX-License-Identifier: GPL-3.0-or-later
/* Explanations by hand: ways, capacities, money. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct scenario *scenario;
    struct compiled *compiled;
    struct plan *plan;
};

static struct made make(struct scenario *scenario) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct made made = {.scenario = scenario, .compiled = plan_compile(scenario, &NOW, diag)};
    assert_non_null(made.compiled);
    settings.gap = 0;
    settings.quantum = 0.001;
    struct solution *solution = solve(compiled_problem(made.compiled), &settings, &err);
    assert_non_null(solution);
    made.plan = plan_lift(made.compiled, solution, 0, &err);
    assert_non_null(made.plan);
    solution_free(solution);
    diag_free(diag);
    return made;
}

static void made_release(struct made *made) {
    plan_free(made->plan);
    compiled_free(made->compiled);
    scenario_free(made->scenario);
}

static int shipment_named(const struct made *made, const char *id) {
    int k = names_find(made->scenario->shipment_ids, id);
    assert_true(k >= 0);
    return k;
}

static void near(const char *what, double found, double expected) {
    if (!(fabs(found - expected) <= 1e-6 * fmax(1, fabs(expected))) && !(isinf(found) && isinf(expected)) &&
        !(isnan(found) && isnan(expected)))
        fail_msg("%s: found %.9g, expected %.9g", what, found, expected);
}

/*
 * Four links from A to B; money a tonne and hours, at Rp 1 a tonne-hour:
 *
 *     1: 10, 2 h, 60 t      2: 20, 1 h, 50 t      3: 30, 3 h      4: 25, 9 h
 *
 * x takes 100 t from A to B: 60 t over 1, 40 t over 2. So a tonne more over 1 saves 21 - 12 = 9, up to 40 t; then
 * nothing is left on 2. A tonne less costs as much, up to 10 t; then 2 is full and 3 is next: 33 - 12 = 21.
 */
static const struct text_file FOUR[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "1,A,B,true,10,2,60\n2,A,B,true,20,1,50\n3,A,B,true,30,3,\n4,A,B,true,25,9,\n"},
    {"shipments/shipment.csv",
     "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h\nx,A,B,100,1\n"}};

static struct made make_four(const struct text_file *changes) {
    return make(data_set_load(data_set_write(FOUR, COUNT_OF(FOUR), changes)));
}

static struct explained_shipment *explain(const struct made *made, const char *id) {
    struct error err = {0};
    struct explained_shipment *explained =
        plan_explain_shipment(made->compiled, made->plan, shipment_named(made, id), &err);
    if (explained == NULL)
        fail_msg("%s", err.message);
    return explained;
}

static const char *link_of(const struct made *made, const struct explained_shipment *explained, int way) {
    if (way < 0)
        return "none";
    const struct plan *ways = explained->ways;
    const struct plan_leg *leg = &ways->leg[ways->path[explained->way[way].path].first_leg];
    return made->scenario->network->link[ways->link[leg->first_link]].id;
}

static void the_way_not_taken_and_what_it_loses(void **state) {
    (void)state;
    AUTO(made_release) struct made made = make_four(NULL);
    struct explained_shipment *explained = explain(&made, "x");
    const struct explained_way *way = explained->way;
    assert_int_equal(explained->taken, 2);
    assert_string_equal(link_of(&made, explained, 0), "1");
    assert_string_equal(link_of(&made, explained, 1), "2");
    assert_string_equal(link_of(&made, explained, explained->next), "3"); /* 33; 4 costs 34 */
    assert_int_equal(explained->cheapest, explained->next);
    assert_int_equal(explained->elsewhere, explained->next);
    assert_int_equal(explained->late, -1);
    /* 1 costs 10 + 2 and rents 9; 2 costs 20 + 1. 3 costs 30 + 3: 20 of it rate, 1 time, less the rent of 9. */
    near("rent of 1", wide_double(way[0].rent_e10, 10), 9);
    near("cost of 1", wide_double(way[0].cost_e10, 10), 12);
    near("cost of 2", wide_double(way[1].cost_e10 + way[1].rent_e10, 10), 21);
    const struct explained_way *next = &way[explained->next];
    near("rate", wide_double(next->part_e10[ITEM_RATE] - way[0].part_e10[ITEM_RATE], 10), 20);
    near("time", wide_double(next->part_e10[PART_TIME] - way[0].part_e10[PART_TIME], 10), 1);
    near("loss", wide_double(next->cost_e10 + next->rent_e10 - way[0].cost_e10 - way[0].rent_e10, 10), 12);
    explained_shipment_free(explained);
}

static void where_all_ways_are_taken_there_is_no_other(void **state) {
    (void)state;
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "1,A,B,true,10,2,60\n2,A,B,true,20,1,\n3,B,A,true,1,1,\n"},
        {NULL, NULL}};
    AUTO(made_release) struct made made = make_four(changes);
    struct explained_shipment *explained = explain(&made, "x");
    assert_int_equal(explained->taken, 2);
    assert_int_equal(explained->next, -1);
    assert_int_equal(explained->cheapest, -1);
    explained_shipment_free(explained);
}

static void who_is_pushed_away_sees_the_rent(void **state) {
    (void)state;
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "1,A,B,true,10,1,60\n2,A,B,true,20,2,\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h\n"
                                   "x,A,B,30,1\nz,A,B,70,50\n"},
        {NULL, NULL}};
    AUTO(made_release) struct made made = make_four(changes);
    struct explained_shipment *explained = explain(&made, "x");
    /* z: 10 + 50 or 20 + 100: 60 a tonne more on 2, where 10 t of it go. x: 11 and 22; by itself 1 is 11 cheaper, with
     * the rent of 60 it is 49 dearer. */
    assert_int_equal(explained->taken, 1);
    assert_string_equal(link_of(&made, explained, 0), "2");
    assert_string_equal(link_of(&made, explained, explained->next), "1");
    const struct explained_way *next = &explained->way[explained->next];
    assert_int_equal(next->rents, 1);
    near("rent", wide_double(explained->rent[next->first_rent].rent_per_t.e4, 4), 60);
    near("alone", wide_double(explained->way[0].cost_e10 - next->cost_e10, 10), 11);
    explained_shipment_free(explained);
}

static void a_cheaper_way_may_take_too_long(void **state) {
    (void)state;
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "1,A,B,true,10,8,\n2,A,B,true,20,1,\n3,A,B,true,30,3,\n"},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,max_hours\nx,A,B,100,5\n"},
        {NULL, NULL}};
    AUTO(made_release) struct made made = make_four(changes);
    struct explained_shipment *explained = explain(&made, "x");
    assert_string_equal(link_of(&made, explained, 0), "2");
    assert_string_equal(link_of(&made, explained, explained->next), "3");
    assert_string_equal(link_of(&made, explained, explained->late), "1");
    explained_shipment_free(explained);
}

static void what_stays_behind_is_a_way_too(void **state) {
    (void)state;
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                           "1,A,B,true,10,2,60\n2,A,B,true,70,1,\n"},
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t,"
                                   "unmet_penalty_per_t\nx,A,B,100,50\n"},
        {NULL, NULL}};
    AUTO(made_release) struct made made = make_four(changes);
    struct explained_shipment *explained = explain(&made, "x");
    assert_int_equal(explained->taken, 2);
    assert_int_equal(explained->way[1].path, -1);
    assert_int_equal(explained->way[1].quantity_kg, 40000);
    near("penalty", wide_double(explained->way[1].part_e10[PART_PENALTY], 10), 50);
    near("rent", wide_double(explained->way[0].rent_e10, 10), 40);
    assert_string_equal(link_of(&made, explained, explained->next), "2");
    explained_shipment_free(explained);
}

/* ---- capacities ---- */

struct expected_worth {
    const char *name, *capacity, *demand;
    double more, more_t, more_then, less, less_t, less_then;
};

static void a_tonne_more_and_a_tonne_less(void **state) {
    (void)state;
    /* Of link 1, whose capacity is given; the ways are 12 (link 1), 21 (50 t), 33 and 34 a tonne. */
    static const struct expected_worth expected[] = {
        {"between two turns", "60", "100", 9, 40, 0, 9, 10, 21},
        {"at a turn: link 2 is just full", "50", "100", 9, 50, 0, 21, 50, NAN},
        {"all of it fits exactly", "100", "100", 0, INFINITY, NAN, 9, 50, 21},
        {"more than all", "130", "100", 0, INFINITY, NAN, 0, 30, 9},
        {"link 2 is full", "20", "100", 21, 30, 9, 21, 20, NAN},
    };
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        const struct expected_worth *e = &expected[i];
        struct error err = {0};
        const struct text_file changes[] = {
            {"roads/link.csv",
             support_text("link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                          "1,A,B,true,10,2,%s\n2,A,B,true,20,1,50\n3,A,B,true,30,3,\n4,A,B,true,25,9,\n",
                          e->capacity)},
            {NULL, NULL}};
        AUTO(made_release) struct made made = make_four(changes);
        struct explained_place *place = plan_explain_place(made.compiled, 0, -1, 1, &err);
        assert_non_null(place);
        assert_int_equal(place->worths, 1);
        const struct capacity_side *more = &place->worth[0].side[SIDE_MORE],
                                   *less = &place->worth[0].side[SIDE_LESS];
        near(support_text("%s: one more", e->name), more->per_t, e->more);
        near(support_text("%s: so many more", e->name), more->tonnes, e->more_t);
        near(support_text("%s: then", e->name), more->then_per_t, e->more_then);
        near(support_text("%s: one less", e->name), less->per_t, e->less);
        near(support_text("%s: so many less", e->name), less->tonnes, e->less_t);
        near(support_text("%s: then, less", e->name), less->then_per_t, e->less_then);
        near("parts", more->money + more->time + more->penalty, more->per_t);
        explained_place_free(place);
    }
}

static void who_uses_it_and_what_closing_it_costs(void **state) {
    (void)state;
    struct error err = {0};
    AUTO(made_release) struct made made = make_four(NULL);
    struct explained_place *place = plan_explain_place(made.compiled, 0, -1, 1, &err);
    assert_non_null(place);
    assert_true(place->usable);
    assert_int_equal(place->users, 1);
    assert_int_equal(place->user[0].quantity_kg, 60000);
    assert_false(place->user[0].backward);
    /* 50 t over 2, 50 t over 3: 50 x 20 + 50 x 30 less 60 x 10 + 40 x 20 */
    assert_true(place->closing->each[0].cost_e4 == (2500 - 1400) * 10000);
    explained_place_free(place);
    place = plan_explain_place(made.compiled, 2, -1, 1, &err); /* 3: no capacity, no user */
    assert_non_null(place);
    assert_int_equal(place->worths, 0);
    assert_int_equal(place->users, 0);
    assert_true(place->closing->each[0].idle);
    explained_place_free(place);
}

static void a_terminal_counts_loads_and_unloads(void **state) {
    (void)state;
    struct error err = {0};
    AUTO(made_release) struct made made = make(corridor_load(NULL));
    int terminal = names_find(made.scenario->network->terminal_ids, "TA");
    struct explained_place *place = plan_explain_place(made.compiled, -1, terminal, 1, &err);
    assert_non_null(place);
    assert_int_equal(place->worths, 1);
    int64_t kg = 0;
    for (int u = 0; u < place->users; u++) {
        assert_false(place->user[u].backward); /* the railway leads away from A */
        kg += place->user[u].quantity_kg;
    }
    assert_true(kg == place->closing->base->resource[place->worth[0].resource].flow_kg);
    explained_place_free(place);
}

/* ---- money ---- */

struct expected_line {
    enum item item;
    const char *tariff_id, *file;
    double quantity, amount, money;
};

static void check_lines(const struct made *made, const char *id, const struct expected_line *expected,
                        int count) {
    struct error err = {0};
    struct explained_cost *cost =
        plan_explain_cost(made->compiled, made->plan, shipment_named(made, id), &err);
    if (cost == NULL)
        fail_msg("%s", err.message);
    assert_int_equal(cost->origins, count);
    for (int i = 0; i < count; i++) {
        const struct cost_origin *origin = &cost->origin[i];
        double kg = (double)made->plan->path[origin->path].quantity_kg;
        assert_int_equal(origin->item, expected[i].item);
        if (expected[i].tariff_id != NULL)
            assert_string_equal(origin->rate->tariff_id, expected[i].tariff_id);
        else
            assert_null(origin->rate);
        assert_string_equal(origin->place.file, expected[i].file);
        near("quantity", (double)origin->units / (double)origin->per * kg / 1000, expected[i].quantity);
        near("amount", wide_double(origin->amount.e4, 4), expected[i].amount);
        near("money", wide_double(origin->money_e7, 7), expected[i].money);
        assert_true(wide_double(origin->rounding_e7, 7) < 0.01 &&
                    wide_double(origin->rounding_e7, 7) > -0.01);
    }
    explained_cost_free(cost);
}

static void every_amount_by_hand(void **state) {
    (void)state;
    /* By road alone, 8 t a truck that pays 1.5 ways: 100 t are 18.75 vehicles. */
    static const struct text_file changes[] = {
        {"roads/terminal.csv", NULL},
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,headway_h,"
                           "freight_capacity,jurisdiction\n"
                           "AJ,A,J,false,road,30,60,,,,west\nJP,J,P,false,toll,20,80,,,,west\n"
                           "PQ,P,Q,false,ferry,10,,2,1,,strait\nQB,Q,B,false,road,12,40,,,500,east\n"},
        {"shipments/shipment.csv", "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,"
                                   "quantity_t,max_hours\nS1,mill,wheat,A,B,100,\n"},
        {NULL, NULL}};
    /* hours of moving: 30/60/0.8 = 0.625, 20/80/0.8 = 0.3125, 2, 12/40/0.8 = 0.375 */
    static const struct expected_line expected[] = {
        {ITEM_FUEL, "fuel", "tariffs/book.csv", 18.75 * 30 * 0.25, 6800, 18.75 * 30 * 0.25 * 6800},
        {ITEM_HANDLING, "handling-road", "tariffs/book.csv", 100, 5000, 500000},
        {ITEM_RUNNING, NULL, "roads/vehicle_type.csv", 18.75 * 30, 1000, 18750 * 30},
        {ITEM_CREW, NULL, "roads/vehicle_type.csv", 18.75 * 0.625, 20000, 18.75 * 12500},
        {ITEM_FUEL, "fuel", "tariffs/book.csv", 18.75 * 20 * 0.25, 6800, 18.75 * 20 * 0.25 * 6800},
        {ITEM_TOLL, "toll-III", "tariffs/book.csv", 18.75, 40000, 750000},
        {ITEM_RUNNING, NULL, "roads/vehicle_type.csv", 18.75 * 20, 1000, 18750 * 20},
        {ITEM_CREW, NULL, "roads/vehicle_type.csv", 18.75 * 0.3125, 20000, 18.75 * 6250},
        {ITEM_FERRY, "ferry-VI", "tariffs/book.csv", 18.75, 800000, 15000000},
        {ITEM_CREW, NULL, "roads/vehicle_type.csv", 18.75 * 2, 20000, 18.75 * 40000},
        {ITEM_FUEL, "fuel", "tariffs/book.csv", 18.75 * 12 * 0.25, 6800, 18.75 * 12 * 0.25 * 6800},
        {ITEM_HANDLING, "handling-road", "tariffs/book.csv", 100, 5000, 500000},
        {ITEM_ACCESS, "access-east", "tariffs/book.csv", 200, 700, 140000}, /* hauled and unloaded */
        {ITEM_RUNNING, NULL, "roads/vehicle_type.csv", 18.75 * 12, 1000, 18750 * 12},
        {ITEM_CREW, NULL, "roads/vehicle_type.csv", 18.75 * 0.375, 20000, 18.75 * 7500},
    };
    AUTO(made_release) struct made made = make(corridor_load(changes));
    check_lines(&made, "S1", expected, COUNT_OF(expected));
}

static void a_surcharge_is_of_the_rest(void **state) {
    (void)state;
    /* Coal by rail: 8,000 + 2,400 a day; 500 x 100 km; 8,000; each with 10 per cent on top. */
    static const struct text_file changes[] = {
        {"shipments/shipment.csv", "shipment_id,shipper_id,commodity_id,origin_node_id,destination_node_id,"
                                   "quantity_t,max_hours\nS2,,coal,A,B,50,\n"},
        {NULL, NULL}};
    static const struct expected_line expected[] = {
        {ITEM_HANDLING, "handling-rail", "tariffs/book.csv", 100, 8000, 800000},
        {ITEM_STORAGE, "storage-rail", "tariffs/book.csv", 50, 2400, 120000},
        {ITEM_RAIL, "rail", "tariffs/book.csv", 5000, 500, 2500000},
        {ITEM_SURCHARGE, "surcharge-coal", "tariffs/book.csv", 3420000, 10, 342000},
    };
    AUTO(made_release) struct made made = make(corridor_load(changes));
    check_lines(&made, "S2", expected, COUNT_OF(expected));
}

static void lines_of_the_shipped_data_add_up(void **state) {
    (void)state;
    AUTO(made_release) struct made made = make(data_set_load("data"));
    for (int k = 0; k < made.scenario->shipments; k++) {
        struct error err = {0};
        struct explained_cost *cost = plan_explain_cost(made.compiled, made.plan, k, &err);
        if (cost == NULL)
            fail_msg("%s", err.message);
        wide sum_e7 = 0, plan_e7 = 0;
        for (int i = 0; i < cost->origins; i++) {
            const struct cost_origin *origin = &cost->origin[i];
            double exact = (double)origin->units / (double)origin->per *
                           (double)made.plan->path[origin->path].quantity_kg *
                           wide_double(origin->amount.e4, 4) / 1000;
            if (origin->basis == BASIS_PERCENT)
                exact /= 100;
            assert_true(fabs(exact - wide_double(origin->money_e7 - origin->rounding_e7, 7)) <=
                        1e-9 * fabs(exact) + 1e-6);
            sum_e7 += origin->money_e7;
        }
        const struct plan_shipment *planned = &made.plan->shipment[k];
        for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
            plan_e7 += (wide)made.plan->path[p].quantity_kg * made.plan->path[p].per_t.e4;
        assert_true(sum_e7 == plan_e7 && sum_e7 == cost->money_e7);
        explained_cost_free(cost);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_not_taken_and_what_it_loses),
        cmocka_unit_test(where_all_ways_are_taken_there_is_no_other),
        cmocka_unit_test(who_is_pushed_away_sees_the_rent),
        cmocka_unit_test(a_cheaper_way_may_take_too_long),
        cmocka_unit_test(what_stays_behind_is_a_way_too),
        cmocka_unit_test(a_tonne_more_and_a_tonne_less),
        cmocka_unit_test(who_uses_it_and_what_closing_it_costs),
        cmocka_unit_test(a_terminal_counts_loads_and_unloads),
        cmocka_unit_test(every_amount_by_hand),
        cmocka_unit_test(a_surcharge_is_of_the_rest),
        cmocka_unit_test(lines_of_the_shipped_data_add_up),
    };
    return cmocka_run_group_tests_name("explanations by hand", tests, NULL, NULL);
}
