// SPDX-License-Identifier: GPL-3.0-or-later
/* Whether a plan still stands, on the corridor of tests/support/data_set.h, whose money test_lift reckons by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "plan/verify.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

#define BOOK "tariffs/book.csv"
#define HEAD "tariff_id,item,basis,amount,valid_from,valid_to,mode,jurisdiction,vehicle_class,commodity_id\n"
#define REST                                      \
    "toll-III,toll,vehicle,40000,,,,,III,\n"      \
    "ferry-VI,ferry,vehicle,800000,,,,,VI,\n"     \
    "handling-road,handling,t,5000,,,road,,,\n"   \
    "handling-rail,handling,t,8000,,,rail,,,\n"   \
    "storage-rail,storage,t_day,2400,,,rail,,,\n" \
    "access-east,access,t,700,,,road,east,,\n"    \
    "surcharge-coal,surcharge,percent,10,,,,,,coal\n"
#define FUEL "fuel,fuel,litre,6800,2022-09-03,,,,,\n"

static const struct variant LATER = {.as_of = {20781 + 31}};

/* A plan of one data set judged under another on a day; ended by release(). */
struct judged {
    struct scenario *before, *after;
    struct compiled *compiled;
    struct plan *plan;
    struct standing *standing;
};

static void judged_release(struct judged *judged) {
    standing_free(judged->standing);
    plan_free(judged->plan);
    compiled_free(judged->compiled);
    scenario_free(judged->before);
    scenario_free(judged->after);
}

/* Through a plan of the new scenario's words, as reading it from a file would give it. */
static struct plan *renamed(const struct plan *plan, struct names *names) {
    struct plan *copy = (struct plan *)plan; /* the test owns it */
    for (int i = 0; i < copy->items; i++)
        if (copy->item[i].tariff_id != NULL)
            copy->item[i].tariff_id = names_intern(names, copy->item[i].tariff_id);
    for (int i = 0; i < copy->legs; i++)
        copy->leg[i].mode = names_intern(names, copy->leg[i].mode);
    return copy;
}

static struct judged judge_loaded(struct scenario *before, struct scenario *after, const struct variant *made,
                                  const struct variant *asked) {
    struct judged judged = {.before = before, .after = after};
    struct error err = {0};
    struct diag *diag = diag_new();
    judged.plan = renamed(plan_make(judged.before, made), judged.after->names);
    judged.compiled = plan_compile(judged.after, asked, diag);
    assert_string_equal(findings_text(diag), "");
    diag_free(diag);
    assert_true(plan_fits(judged.plan, judged.after, &err));
    judged.standing = standing_new(judged.plan, judged.compiled, 1e-6, &err);
    if (judged.standing == NULL)
        fail_msg("%s", err.message);
    return judged;
}

static struct judged judge_sets(const char *before, const char *after, const struct variant *made,
                                const struct variant *asked) {
    return judge_loaded(data_set_load(before), data_set_load(after), made, asked);
}

static struct judged judge(const struct text_file *before, const struct text_file *after,
                           const struct variant *asked) {
    return judge_sets(data_set_write(CORRIDOR, CORRIDOR_FILES, before),
                      data_set_write(CORRIDOR, CORRIDOR_FILES, after), &NOW, asked);
}

static void settle(struct judged *judged) {
    assert_true(standing_is_open(judged->standing));
    standing_settle(judged->standing, judged->compiled,
                    plan_make(judged->after, &compiled_network(judged->compiled)->variant));
}

static void assert_answer(const struct judged *judged, enum standing_answer answer,
                          enum standing_proof proof) {
    if (judged->standing->answer != answer || judged->standing->proof != proof)
        fail_msg("%s by %s:\n%s", STANDING_ANSWERS[judged->standing->answer],
                 STANDING_PROOFS[judged->standing->proof], findings_text(judged->standing->broken));
}

static void assert_money(wide e4, const char *expected) {
    char text[WIDE_TEXT];
    assert_string_equal(wide_text(text, e4, MONEY_PLACES, 0), expected);
}

static void the_same_rates_on_another_day_change_nothing(void **state) {
    (void)state;
    AUTO(judged_release) struct judged judged = judge(NULL, NULL, &LATER);
    assert_answer(&judged, STANDING_UNCHANGED, PROOF_SAME_RATES);
    assert_int_equal(judged.standing->changes, 0);
    assert_false(standing_is_open(judged.standing));
}

/* All goes by rail. */
static void a_rate_that_no_flow_pays_leaves_the_plan_optimal(void **state) {
    (void)state;
    static const struct text_file after[] = {{BOOK, HEAD REST "fuel,fuel,litre,9000,2022-09-03,,,,,\n"
                                                              "rail,rail,t_km,500,,,,,,\n"},
                                             {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(NULL, after, &NOW);
    assert_answer(&judged, STANDING_OPTIMAL, PROOF_OLD_PRICES);
    assert_int_equal(judged.standing->changes, 0);
}

/* 150 t x 100 km x 50 more, and a tenth of what the 50 t of coal pay of it. The road costs over 211,000 a tonne. */
static void a_raise_that_moves_nothing_is_proven_without_solving(void **state) {
    (void)state;
    static const struct text_file after[] = {{BOOK,
                                              HEAD FUEL REST "rail,rail,t_km,500,,2026-12-01,,,,\n"
                                                             "rail-2027,rail,t_km,550,2026-12-01,,,,,\n"},
                                             {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(NULL, after, &LATER);
    const struct standing *standing = judged.standing;
    assert_answer(&judged, STANDING_OPTIMAL, PROOF_OLD_PRICES);
    assert_money(standing->repriced->objective_e4 - standing->plan->objective_e4, "775000");
    assert_int_equal(standing->changes, 2);
    assert_string_equal(standing->change[0].before, "rail");
    assert_string_equal(standing->change[0].after, "rail-2027");
    assert_money(standing->change[0].before_e7 / 1000, "7500000");
    assert_money(standing->change[0].after_e7 / 1000, "8250000");
    assert_string_equal(standing->change[1].after,
                        "surcharge-coal"); /* 10 % of 68,400, then of 73,400, x 50 t */
    assert_money(standing->change[1].before_e7 / 1000, "342000");
    assert_money(standing->change[1].after_e7 / 1000, "367000");
}

/* The same raise by an edition: the files are those of the plan. */
static void an_accepted_edition_counts_like_an_edited_file(void **state) {
    (void)state;
    static const char text[] = "tariff_id,item,basis,amount,valid_from\nrail-2027,rail,t_km,550,2026-12-01\n";
    struct scenario *after = corridor_load(NULL);
    struct diag *diag = diag_new();
    struct feed *feed = feed_read(text, sizeof text - 1, "edition", "IDR", after->names, diag);
    assert_string_equal(findings_text(diag), "");
    book_overlay(after->book, feed->rates);
    AUTO(judged_release) struct judged judged = judge_loaded(corridor_load(NULL), after, &NOW, &LATER);
    assert_answer(&judged, STANDING_OPTIMAL, PROOF_OLD_PRICES);
    assert_money(judged.standing->repriced->objective_e4 - judged.plan->objective_e4, "775000");
    feed_free(feed);
    diag_free(diag);
}

/*
 * At 5,000 a t km a tonne of wheat pays 518,400 by rail and 40 h x 100; by road 212,709.375 and 5.3125 h x 100. Coal
 * pays a tenth on top and no time. 100 x 309,159.375 + 50 x 336,259.6875 = 47,728,921.875.
 */
static void a_raise_that_moves_all_is_told_with_its_saving(void **state) {
    (void)state;
    static const struct text_file after[] = {{BOOK, HEAD FUEL REST "rail,rail,t_km,5000,,,,,,\n"},
                                             {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(NULL, after, &NOW);
    assert_answer(&judged, STANDING_UNPROVEN, PROOF_NONE);
    settle(&judged);
    const struct standing *standing = judged.standing;
    assert_answer(&judged, STANDING_OUTDATED, PROOF_NEW_PLAN);
    assert_money(standing->saving_e4, "47728921.875");
    assert_int_equal(standing->moves, 2);
    assert_int_equal(standing->move[0].shipment, 0);
    assert_int_equal(standing->move[0].quantity_kg, 100000);
    assert_money(standing->move[0].saving_e13 / 1000000000, "30915937.5");
    assert_money(standing->move[1].saving_e13 / 1000000000, "16812984.375");
    wide before[PART_COUNT], after_e7[PART_COUNT], sum = 0;
    plan_parts(standing->repriced, before);
    plan_parts(standing->anew, after_e7);
    for (int part = 0; part < PART_COUNT; part++)
        sum += before[part] - after_e7[part];
    assert_money(sum / 1000, "47728921.875");
    assert_money((before[ITEM_RAIL] - after_e7[ITEM_RAIL]) / 1000, "75000000"); /* 150 t x 100 km x 5,000 */
    assert_money((before[ITEM_FERRY] - after_e7[ITEM_FERRY]) / 1000, "-22500000"); /* 150 t x 150,000 */
    assert_money((before[PART_TIME] - after_e7[PART_TIME]) / 1000, "346875"); /* 100 t x 34.6875 h x 100 */
}

static void a_way_that_closes_between_the_dates_makes_the_plan_impossible(void **state) {
    (void)state;
    static const struct text_file change[] = {
        {"roads/restriction.csv", "mode,commodity_id,valid_from\nrail,wheat,2026-12-01\n"}, {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(change, change, &LATER);
    assert_answer(&judged, STANDING_IMPOSSIBLE, PROOF_NONE);
    assert_null(judged.standing->repriced);
    assert_string_equal(findings_text(judged.standing->broken),
                        "error: shipment S1, path 1, leg 1: AB is not allowed for this cargo\n");
    settle(&judged);
    assert_answer(&judged, STANDING_IMPOSSIBLE, PROOF_NONE);
    assert_int_equal(judged.standing->moves, 1);
    assert_int_equal(judged.standing->move[0].quantity_kg, 100000);
}

/* The same rates, but wheat may take the train again: 100 t x (212,709.375 + 531.25 - 68,400 - 4,000). */
static void a_way_that_opens_between_the_dates_is_no_unchanged_plan(void **state) {
    (void)state;
    static const struct text_file change[] = {
        {"roads/restriction.csv", "mode,commodity_id,valid_to\nrail,wheat,2026-12-01\n"}, {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(change, change, &LATER);
    settle(&judged);
    assert_answer(&judged, STANDING_OUTDATED, PROOF_NEW_PLAN);
    assert_money(judged.standing->saving_e4, "14084062.5");
}

/* All that is paid is a rate; prices of capacity rise with them. */
static void ten_per_cent_on_every_rate_leaves_the_plan_optimal(void **state) {
    (void)state;
#define TRUCK                                                                                         \
    "vehicle_type_id,modes,payload_t,load_factor,empty_return,speed_factor,fuel_l_per_km,toll_class," \
    "ferry_class,headway_h,handling_h\ntruck,road;toll;ferry,10,0.8,0.5,0.8,0.25,III,VI,,0.75\n"      \
    "train,rail,1000,,,,,,,12,\n"
#define LINKS                                                                                                \
    "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,headway_h,freight_capacity,"     \
    "jurisdiction\nAJ,A,J,false,road,30,60,,,,west\nJP,J,P,false,toll,20,80,,,,west\n"                       \
    "PQ,P,Q,false,ferry,10,,2,1,,strait\nQB,Q,B,false,road,12,40,,,500,east\nAB,A,B,true,rail,100,50,,6,70," \
    "\n"
    static const struct text_file before[] = {
        {"roads/vehicle_type.csv", TRUCK},
        {"roads/link.csv", LINKS},
        {BOOK, HEAD "fuel,fuel,litre,6800,,,,,,\nrail,rail,t_km,500,,,,,,\n" REST},
        {NULL, NULL}};
    static const struct text_file after[] = {
        {"roads/vehicle_type.csv", TRUCK},
        {"roads/link.csv", LINKS},
        {BOOK, HEAD "fuel,fuel,litre,7480,,,,,,\nrail,rail,t_km,550,,,,,,\n"
                    "toll-III,toll,vehicle,44000,,,,,III,\nferry-VI,ferry,vehicle,880000,,,,,VI,\n"
                    "handling-road,handling,t,5500,,,road,,,\nhandling-rail,handling,t,8800,,,rail,,,\n"
                    "storage-rail,storage,t_day,2640,,,rail,,,\naccess-east,access,t,770,,,road,east,,\n"
                    "surcharge-coal,surcharge,percent,10,,,,,,coal\n"},
        {NULL, NULL}};
    struct variant timeless = NOW;
    timeless.has_vot = true;
    AUTO(judged_release)
    struct judged judged = judge_sets(data_set_write(CORRIDOR, CORRIDOR_FILES, before),
                                      data_set_write(CORRIDOR, CORRIDOR_FILES, after), &timeless, &timeless);
    int64_t priced = 0;
    for (int r = 0; r < judged.plan->resources; r++)
        priced += judged.plan->resource[r].shadow_price.e4;
    assert_true(priced > 0); /* else it would say nothing */
    assert_answer(&judged, STANDING_OPTIMAL, PROOF_OLD_PRICES);
    assert_money(10 * judged.standing->repriced->objective_e4 - 11 * judged.plan->objective_e4, "0");
}

static void flows_over_a_capacity_are_told_and_not_priced(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct plan *plan = plan_make(scenario, &NOW);
    struct diag *diag = diag_new();
    struct error err = {0};
    plan->path[0].quantity_kg += 1;
    assert_false(plan_fits(plan, scenario, &err)); /* by its hash */
    plan_hash(plan, plan->plan_hash);
    assert_true(plan_fits(plan, scenario, &err));
    for (int p = 0; p < plan->paths; p++) { /* 302 t that the files do not know, on 300 t of rail */
        plan->path[p].quantity_kg = 151000;
        scenario->shipment[p].quantity_kg = 151000;
    }
    plan_hash(plan, plan->plan_hash);
    struct compiled *compiled = plan_compile(scenario, &LATER, diag);
    struct standing *standing = standing_new(plan, compiled, 1e-6, &err);
    assert_non_null(standing);
    assert_int_equal(standing->answer, STANDING_IMPOSSIBLE);
    assert_null(standing->repriced);
    assert_non_null(
        strstr(findings_text(standing->broken), "link AB from A carries 302 t, more than its 300 t"));
    standing_free(standing);
    compiled_free(compiled);
    diag_free(diag);
    plan_free(plan);
    scenario_free(scenario);
}

static void a_plan_of_other_shipments_does_not_fit(void **state) {
    (void)state;
    static const struct text_file other[] = {
        {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nS1,A,B,1\n"},
        {NULL, NULL}};
    struct scenario *one = corridor_load(NULL), *two = corridor_load(other);
    struct plan *plan = plan_make(one, &NOW);
    struct error err = {0};
    assert_false(plan_fits(plan, two, &err));
    assert_int_equal(err.code, ERROR_INPUT);
    assert_non_null(strstr(err.message, "of another network or of other shipments"));
    plan_free(plan);
    scenario_free(one);
    scenario_free(two);
}

/* A new plan whose prices prove nothing, as of a search cut short: no answer is better than a wrong one. */
static void without_proof_nothing_is_said(void **state) {
    (void)state;
    static const struct text_file tight[] = {{"roads/link.csv", LINKS}, {NULL, NULL}};
    static const struct text_file dearer[] = {
        {"roads/link.csv", LINKS}, {BOOK, HEAD FUEL REST "rail,rail,t_km,700,,,,,,\n"}, {NULL, NULL}};
    AUTO(judged_release) struct judged judged = judge(tight, dearer, &NOW);
    assert_answer(&judged, STANDING_UNPROVEN, PROOF_NONE);
    struct plan *anew = plan_make(judged.after, &NOW);
    struct diag *diag = diag_new();
    for (int r = 0; r < anew->resources; r++)
        anew->resource[r].shadow_price.e4 = 0;
    anew->capacity_rent_e4 = 0;
    anew->sealed = false;
    struct verdict verdict = plan_verify(anew, judged.after, diag);
    plan_seal(anew, &verdict);
    diag_free(diag);
    assert_int_equal(anew->status, PLAN_LIMIT);
    standing_settle(judged.standing, judged.compiled, anew);
    assert_answer(&judged, STANDING_UNPROVEN, PROOF_NONE);
}

/* ---- against planning from scratch ---- */

static const char *random_book(void) {
    return support_text(HEAD "fuel,fuel,litre,%d,,,,,,\nrail,rail,t_km,%d,,,,,,\n"
                             "toll-III,toll,vehicle,%d,,,,,III,\nferry-VI,ferry,vehicle,%d,,,,,VI,\n"
                             "handling-road,handling,t,%d,,,road,,,\nhandling-rail,handling,t,%d,,,rail,,,\n"
                             "surcharge-coal,surcharge,percent,%d,,,,,,coal\n",
                        5000 + random_below(5000), 500 + 500 * random_below(5), 1000 * random_below(90),
                        200000 + 100000 * random_below(9), 1000 * random_below(9), 1000 * random_below(9),
                        random_below(30));
}

/* The old flows, arc by arc found by name, at the new network's money. */
static wide price_by_hand(const struct plan *plan, const struct virtual_network *network) {
    const struct network *roads = network->scenario->network;
    wide sum_e13 = 0;
    for (int k = 0; k < plan->shipments; k++) {
        int cargo = virtual_cargo(network, k);
        wide vot = shipment_vot(network->scenario, &network->variant, k).e4;
        sum_e13 += (wide)plan->shipment[k].unmet_kg * virtual_penalty(network, k).e4 * 1000000;
        for (int p = plan->shipment[k].first_path; p < plan->shipment[k].first_path + plan->shipment[k].paths;
             p++) {
            const struct plan_leg *first = &plan->leg[plan->path[p].first_leg];
            const char *vehicle = roads->vehicle_type[first->vehicle].id;
            int arc[16], arcs = 0, node = first->from;
            arc[arcs++] = arc_find(network, ARC_LOAD, roads->node[node].id, false, vehicle);
            for (int l = 0; l < plan->path[p].legs; l++)
                for (int i = 0; i < first[l].links; i++) {
                    const struct link *link = &roads->link[plan->link[first[l].first_link + i]];
                    arc[arcs++] = arc_find(network, ARC_HAUL, link->id, link->from != node, vehicle);
                    node = link->from == node ? link->to : link->from;
                }
            arc[arcs++] = arc_find(network, ARC_UNLOAD, roads->node[node].id, false, vehicle);
            for (int a = 0; a < arcs; a++)
                sum_e13 += plan->path[p].quantity_kg *
                           (network->money[cargo * network->arcs + arc[a]].e4 * (wide)1000000 +
                            vot * network->arc[arc[a]].time_uh);
        }
    }
    return sum_e13;
}

static void random_changes_are_judged_as_planning_anew_judges_them(void **state) {
    (void)state;
    enum { CASES = 200 };
    int count[STANDING_UNPROVEN + 1] = {0}, by_prices = 0, unmet = 0;
    random_state = 2026;
    for (int i = 0; i < CASES; i++) {
        const char *links =
            support_text("link_id,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,headway_h,"
                         "freight_capacity,jurisdiction\nAJ,A,J,false,road,30,60,,,,west\nJP,J,P,false,toll,"
                         "20,80,,,,west\n"
                         "PQ,P,Q,false,ferry,10,,2,1,,strait\nQB,Q,B,false,road,12,40,,,%d,east\nAB,A,B,true,"
                         "rail,100,50,,6,%d,\n",
                         60 + random_below(120), 30 + random_below(120));
        const struct text_file before[] = {{"roads/link.csv", links}, {BOOK, random_book()}, {NULL, NULL}};
        const struct text_file after[] = {{"roads/link.csv", links}, {BOOK, random_book()}, {NULL, NULL}};
        AUTO(judged_release) struct judged judged = judge(before, after, &NOW);
        struct plan *fresh = plan_make(judged.after, &NOW);
        wide found = judged.standing->repriced->objective_e4, best = fresh->objective_e4;
        assert_true(wide_divide(price_by_hand(judged.plan, compiled_network(judged.compiled)), 1000000000) ==
                    found);
        by_prices += judged.standing->proof == PROOF_OLD_PRICES;
        unmet += judged.plan->unmet_kg > 0;
        if (standing_is_open(judged.standing))
            settle(&judged);
        count[judged.standing->answer]++;
        wide slack = wide_divide(found, 1000000) + 1;
        if (judged.standing->answer == STANDING_OPTIMAL)
            assert_true(found - best <= slack);
        else if (judged.standing->answer == STANDING_OUTDATED)
            assert_true(judged.standing->saving_e4 == found - best && found - best > 0);
        else
            fail_msg("case %d: %s", i, STANDING_ANSWERS[judged.standing->answer]);
        wide moved = 0;
        for (int m = 0; m < judged.standing->moves; m++)
            moved += judged.standing->move[m].saving_e13;
        wide off = wide_divide(moved, 1000000000) - judged.standing->saving_e4;
        assert_true(judged.standing->moves == 0 ||
                    (off >= -1 && off <= 1)); /* each objective is rounded once */
        plan_free(fresh);
    }
    assert_true(count[STANDING_OPTIMAL] > 20 && count[STANDING_OUTDATED] > 20 && by_prices > 5 && unmet > 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_rates_on_another_day_change_nothing),
        cmocka_unit_test(a_rate_that_no_flow_pays_leaves_the_plan_optimal),
        cmocka_unit_test(a_raise_that_moves_nothing_is_proven_without_solving),
        cmocka_unit_test(an_accepted_edition_counts_like_an_edited_file),
        cmocka_unit_test(a_raise_that_moves_all_is_told_with_its_saving),
        cmocka_unit_test(a_way_that_closes_between_the_dates_makes_the_plan_impossible),
        cmocka_unit_test(a_way_that_opens_between_the_dates_is_no_unchanged_plan),
        cmocka_unit_test(ten_per_cent_on_every_rate_leaves_the_plan_optimal),
        cmocka_unit_test(flows_over_a_capacity_are_told_and_not_priced),
        cmocka_unit_test(a_plan_of_other_shipments_does_not_fit),
        cmocka_unit_test(without_proof_nothing_is_said),
        cmocka_unit_test(random_changes_are_judged_as_planning_anew_judges_them),
    };
    return cmocka_run_group_tests_name("does a plan still stand", tests, NULL, NULL);
}
