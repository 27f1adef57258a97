// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Two links from A to B, one from there to C; all by hand:
 *
 *     A ==1: 10 a tonne, 2 h, 60 t==> B ---3: 5 a tonne, 1 h---> C
 *     A ---2: 20 a tonne, 1 h------> B
 *
 * x takes 100 t to B, y 10 t to C. With all open 60 t take link 1 and 50 t link 2:
 * 60 x 10 + 50 x 20 + 10 x 5 = 1650, and 60 x 2 + 50 x 1 + 10 x 1 = 180 tonne-hours.
 */
static const struct text_file HAND[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nC,106,-4\n"},
    {"roads/link.csv",
     "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity,jurisdiction\n"
     "1,A,B,true,10,2,60,J\n2,A,B,true,20,1,,K\n3,B,C,true,5,1,,J\n4,C,A,true,5,1,,\n"},
    {"shipments/shipment.csv",
     "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B,100\ny,A,C,10\n"}};

struct studied {
    struct scenario *scenario;
    struct compiled *compiled;
    struct stress *stress;
};

static struct studied study(struct scenario *scenario, struct stress_settings settings) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct studied studied = {.scenario = scenario, .compiled = plan_compile(scenario, &NOW, diag)};
    diag_free(diag);
    assert_non_null(studied.compiled);
    studied.stress = plan_stress(studied.compiled, &settings, &err);
    if (studied.stress == NULL)
        fail_msg("%s", err.message);
    return studied;
}

static void studied_release(struct studied *studied) {
    stress_free(studied->stress);
    compiled_free(studied->compiled);
    scenario_free(studied->scenario);
}

static bool is_named(const struct studied *studied, int closure, const char *id) {
    return closure < 0
               ? id == NULL
               : id != NULL &&
                     strcmp(closure_id(&studied->stress->closure[closure], studied->scenario->network), id) ==
                         0;
}

static const struct stress_case *case_of(const struct studied *studied, const char *first,
                                         const char *second) {
    for (int c = 0; c < studied->stress->cases; c++) {
        const struct stress_case *one = &studied->stress->each[c];
        if (is_named(studied, one->closure[0], first) && is_named(studied, one->closure[1], second))
            return one;
    }
    return NULL;
}

/* ---- by hand ---- */

struct expected {
    const char *first, *second;
    int money, tonne_hours, unmet_t;
};

static void check_by_hand(struct stress_settings settings, const struct expected *expected, size_t count) {
    AUTO(studied_release)
    struct studied studied = study(data_set_load(data_set_write(HAND, COUNT_OF(HAND), NULL)), settings);
    assert_true(studied.stress->base->cost_e4 == 1650 * 10000);
    assert_true(studied.stress->base->tonne_hours_e6 == 180 * 1000000);
    for (size_t i = 0; i < count; i++) {
        const struct stress_case *one = case_of(&studied, expected[i].first, expected[i].second);
        assert_non_null(one);
        if (one->cost_e4 != expected[i].money * 10000 ||
            one->tonne_hours_e6 != (wide)expected[i].tonne_hours * 1000000 ||
            one->unmet_kg != expected[i].unmet_t * 1000)
            fail_msg("closing %s: found %g, %g t h, %g t", expected[i].first, wide_double(one->cost_e4, 4),
                     wide_double(one->tonne_hours_e6, 6), wide_double(one->unmet_kg, 3));
        assert_true(one->cost_e4 + one->time_cost_e4 + one->penalty_e4 == one->objective_e4);
    }
}

static void each_link_costs_what_its_detour_does(void **state) {
    (void)state;
    static const struct expected expected[] = {
        {"1", NULL, 600, -60, 0},    /* 110 x 20 + 50 = 2250; 110 + 10 = 120 */
        {"2", NULL, -1050, -60, 50}, /* 60 t of x alone: 600; 120 */
        {"3", NULL, -250, -20, 10},  /* x: 60 x 10 + 40 x 20 = 1400; 120 + 40 = 160 */
        {"4", NULL, 0, 0, 0},
    };
    check_by_hand((struct stress_settings){.kinds = {[CLOSE_LINK] = true}}, expected, COUNT_OF(expected));
}

static void a_jurisdiction_closes_all_it_has(void **state) {
    (void)state;
    static const struct expected expected[] = {
        {"J", NULL, 350, -80, 10}, /* x: 100 x 20 = 2000; 100 t h */
        {"K", NULL, -1050, -60, 50},
    };
    check_by_hand((struct stress_settings){.kinds = {[CLOSE_JURISDICTION] = true}}, expected,
                  COUNT_OF(expected));
}

static void two_closed_may_cost_more_than_one_by_one(void **state) {
    (void)state;
    static const struct expected expected[] = {
        {"1", "2", -1650, -180, 110},
        {"1", "3", 350, -80, 10},
    };
    const struct stress_settings settings = {.kinds = {[CLOSE_LINK] = true}, .pairs = true};
    check_by_hand(settings, expected, COUNT_OF(expected));
    AUTO(studied_release)
    struct studied studied = study(data_set_load(data_set_write(HAND, COUNT_OF(HAND), NULL)), settings);
    assert_int_equal(case_of(&studied, "1", "2")->interaction_kg, 60 * 1000); /* 110 - 0 - 50 */
    assert_true(case_of(&studied, "1", "3")->interaction_e4 == 0);
    assert_null(case_of(&studied, "1", "4")); /* link 4 carries nothing, whatever is closed */
}

static void the_hurt_and_their_other_way_are_named(void **state) {
    (void)state;
    AUTO(studied_release)
    struct studied studied = study(data_set_load(data_set_write(HAND, COUNT_OF(HAND), NULL)),
                                   (struct stress_settings){.kinds = {[CLOSE_LINK] = true}});
    const struct stress_case *one = case_of(&studied, "1", NULL);
    wide more_e13 = 0;
    for (int i = 0; i < one->hurts; i++)
        more_e13 += studied.stress->hurt[one->first_hurt + i].more_e13;
    assert_true(more_e13 == (wide)600 * 10000000000000);
    assert_true(one->way >= 0);
    const struct plan_path *path = &studied.stress->ways->path[one->way];
    assert_int_equal(studied.stress->ways->link[studied.stress->ways->leg[path->first_leg].first_link], 1);
}

/* ---- against plans made anew ---- */

/* Money and time a plan with these closed costs more than `base`, and what else can't move. */
struct anew {
    double more, room;
    int64_t unmet_kg;
};

static struct anew plan_anew(const struct scenario *scenario, const struct plan *base,
                             struct variant variant) {
    struct plan *plan = plan_make(scenario, &variant);
    struct anew anew = {
        wide_double(plan->cost_e4 + plan->time_cost_e4 - base->cost_e4 - base->time_cost_e4, MONEY_PLACES),
        1 + 2e-9 * wide_double(plan->objective_e4 + base->objective_e4, MONEY_PLACES),
        plan->unmet_kg - base->unmet_kg};
    plan_free(plan);
    return anew;
}

static void compare(const struct studied *studied, const struct stress_case *one, struct anew anew) {
    const struct network *roads = studied->scenario->network;
    double more = wide_double(one->cost_e4 + one->time_cost_e4, MONEY_PLACES);
    if (one->unmet_kg == anew.unmet_kg && fabs(more - anew.more) <= anew.room)
        return;
    fail_msg("%s%s%s: %g and %g t, planned anew %g and %g t",
             closure_id(&studied->stress->closure[one->closure[0]], roads), one->closure[1] >= 0 ? " + " : "",
             one->closure[1] >= 0 ? closure_id(&studied->stress->closure[one->closure[1]], roads) : "", more,
             wide_double(one->unmet_kg, 3), anew.more, wide_double(anew.unmet_kg, 3));
}

static void closures_of_the_shipped_data_are_those_of_plans_made_anew(void **state) {
    (void)state;
    if (!support_is_pass("plain"))
        return;
    AUTO(studied_release)
    struct studied studied =
        study(data_set_load("data"),
              (struct stress_settings){.kinds = {[CLOSE_LINK] = true, [CLOSE_TERMINAL] = true}});
    const struct stress *stress = studied.stress;
    int changed = 0;
    for (int c = 0; c < stress->cases; c++) {
        const struct closure *closure = &stress->closure[stress->each[c].closure[0]];
        struct variant variant = NOW;
        variant.closed_links = closure->kind == CLOSE_LINK;
        variant.closed_link = &closure->link;
        variant.closed_terminals = closure->kind == CLOSE_TERMINAL;
        variant.closed_terminal = &closure->terminal;
        compare(&studied, &stress->each[c], plan_anew(studied.scenario, stress->base, variant));
        changed += !stress->each[c].idle;
    }
    assert_in_range(changed, 50, stress->cases - 50);
}

/* A pair that is not told is no more than one of the two alone. */
static const struct stress_case *told_case(const struct stress *stress, int first, int second) {
    const struct stress_case *worst = NULL;
    for (int c = 0; c < stress->cases; c++) {
        const struct stress_case *one = &stress->each[c];
        if (one->closure[0] == first && one->closure[1] == second)
            return one;
        if (one->closure[1] < 0 && (one->closure[0] == first || one->closure[0] == second) &&
            (worst == NULL || one->objective_e4 > worst->objective_e4))
            worst = one;
    }
    return worst;
}

static void pairs_of_a_strait_are_those_of_plans_made_anew(void **state) {
    (void)state;
    AUTO(studied_release)
    struct studied studied = study(data_set_load("tests/data/strait"),
                                   (struct stress_settings){.kinds = {[CLOSE_LINK] = true}, .pairs = true});
    const struct stress *stress = studied.stress;
    int links = studied.scenario->network->links, told = 0;
    assert_int_equal(stress->closures, links);
    for (int i = 0; i < links; i++)
        for (int j = i + 1; j < links; j++) {
            struct variant variant = NOW;
            int both[] = {i, j};
            variant.closed_links = 2;
            variant.closed_link = both;
            const struct stress_case *one = told_case(stress, i, j);
            compare(&studied, one, plan_anew(studied.scenario, stress->base, variant));
            told += one->closure[1] >= 0;
        }
    assert_true(told > 0);
    assert_int_equal(told, stress->cases - stress->singles);
}

/* ---- workers ---- */

static void the_number_of_workers_shows_in_nothing(void **state) {
    (void)state;
    static const int threads[] = {1, 2, 5};
    struct studied studied[COUNT_OF(threads)];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        studied[i] = study(data_set_load("data"),
                           (struct stress_settings){.kinds = {[CLOSE_LINK] = true, [CLOSE_TERMINAL] = true},
                                                    .threads = threads[i]});
    const struct stress *one = studied[0].stress;
    for (size_t i = 1; i < COUNT_OF(threads); i++) {
        const struct stress *other = studied[i].stress;
        assert_int_equal(one->cases, other->cases);
        assert_int_equal(one->hurts, other->hurts);
        for (int c = 0; c < one->cases; c++) {
            assert_int_equal(one->each[c].closure[0], other->each[c].closure[0]);
            assert_true(one->each[c].objective_e4 == other->each[c].objective_e4);
            assert_true(one->each[c].cost_e4 == other->each[c].cost_e4);
            assert_int_equal(one->each[c].turned_kg, other->each[c].turned_kg);
        }
    }
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        studied_release(&studied[i]);
}

static void what_is_interrupted_is_left_open(void **state) {
    (void)state;
    static const volatile int now = 1;
    AUTO(studied_release)
    struct studied studied =
        study(data_set_load(data_set_write(HAND, COUNT_OF(HAND), NULL)),
              (struct stress_settings){.kinds = {[CLOSE_LINK] = true}, .interrupted = &now});
    assert_int_equal(studied.stress->open, 3); /* the fourth carries nothing, which is known at once */
    assert_int_equal(studied.stress->solves, 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_link_costs_what_its_detour_does),
        cmocka_unit_test(a_jurisdiction_closes_all_it_has),
        cmocka_unit_test(two_closed_may_cost_more_than_one_by_one),
        cmocka_unit_test(the_hurt_and_their_other_way_are_named),
        cmocka_unit_test(closures_of_the_shipped_data_are_those_of_plans_made_anew),
        cmocka_unit_test(pairs_of_a_strait_are_those_of_plans_made_anew),
        cmocka_unit_test(the_number_of_workers_shows_in_nothing),
        cmocka_unit_test(what_is_interrupted_is_left_open),
    };
    return cmocka_run_group_tests_name("stress", tests, NULL, NULL);
}
