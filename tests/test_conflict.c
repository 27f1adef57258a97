// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/limits.h"
#include "tests/support/support.h"

#include "base/mem.h"

#include <string.h>

/*
 * A to B by three links, from there to C and D; rates per tonne, hours:
 *
 *     A ==1: 10, 2 h, 60 t==> B ---3: 5, 1 h, 80 t---> C       D ---5: 1, 1 h, 0 t---> E
 *     A ---2: 20, 5 h-------> B ---4: 5, 1 h---------> D
 *
 * Each case says which links there are, which shipments, and what is in the way.
 */
static const char NODES[] = "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nC,106,-4\nD,107,-4\nE,108,-4\n";
static const char LINK_HEAD[] =
    "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n";
static const char SHIPMENT_HEAD[] =
    "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours,unmet_penalty_per_t\n";
#define LINK_1 "1,A,B,true,10,2,60\n"
#define LINK_2 "2,A,B,true,20,5,\n"
#define LINK_3 "3,B,C,true,5,1,80\n"
#define LINK_4 "4,B,D,true,5,1,\n"
#define LINK_5 "5,D,E,true,1,1,0\n"

struct hand {
    const char *says, *links, *shipments, *rules;
    int closed; /* a link, or -1 */
    const char *conflicts, *repairs;
    int least_unmet_kg;
};

/* Repairs: steps, and money + time of the plan that all moves in; no value of time, so money alone. */
static const struct hand HAND[] = {
    /* 100 t over 60: 60 x 10 = 600 now; 100 x 10 with 40 t more */
    {"a capacity under a demand", LINK_1, "x,,A,B,100,,\n", "", -1, "demand x, capacity 1>",
     "capacity 1> +40: 1000; stay 40", 40000},
    {"a capacity under two demands", LINK_1, "x,,A,B,40,,\ny,,A,B,50,,\n", "", -1,
     "demand x, demand y, capacity 1>", "capacity 1> +30: 900; stay 30", 30000},
    {"a demand alone, where one is enough to conflict", LINK_1, "x,,A,B,100,,\ny,,A,B,50,,\n", "", -1,
     "demand x, capacity 1>", "capacity 1> +90: 1500; stay 90", 90000},
    {"a deadline", LINK_2, "x,,A,B,100,3,\n", "", -1, "demand x, hours x", "hours x +2: 2000; stay 100",
     100000},
    /* raised, all take link 1: 1000; later, 60 x 10 + 40 x 20 = 1400 */
    {"a full fast way beside one that is too slow", LINK_1 LINK_2, "x,,A,B,100,3,\n", "", -1,
     "demand x, capacity 1>, hours x", "capacity 1> +40: 1000; hours x +2: 1400; stay 40", 40000},
    {"a restriction", LINK_1, "x,coal,A,B,50,,\n", "coal,,1\n", -1, "demand x, restriction 2",
     "restriction 2: 500; stay 50", 50000},
    {"a restriction beside a full way", LINK_1 LINK_2, "x,coal,A,B,100,,\n", "coal,,2\n", -1,
     "demand x, capacity 1>, restriction 2", "capacity 1> +40: 1000; restriction 2: 1400; stay 40", 40000},
    {"a closure", LINK_1, "x,,A,B,50,,\n", "", 0, "demand x, closure 1", "closure 1: 500; stay 50", 50000},
    {"a closure beside a deadline", LINK_1 LINK_2, "x,,A,B,50,4,\n", "", 0, "demand x, hours x, closure 1",
     "closure 1: 500; hours x +1: 1000; stay 50", 50000},
    /* no one change does; 100 x 10 + 70 x 5 */
    {"two conflicts at once", LINK_1 LINK_4, "x,,A,B,100,,\ny,,B,D,70,0.5,\n", "", -1,
     "demand x, capacity 1> | demand y, hours y", "hours y +0.5, capacity 1> +40: 1350; stay 110", 110000},
    /* 100 x (10 + 5) once both are raised */
    {"a narrow place behind another one", LINK_1 LINK_3, "x,,A,C,100,,\n", "", -1,
     "demand x, capacity 1> | demand x, capacity 3>", "capacity 1> +40, capacity 3> +20: 1500; stay 40",
     40000},
    {"a narrow place that only many fill", LINK_1 LINK_3, "x,,A,C,50,,\ny,,B,C,40,,\n", "", -1,
     "demand x, demand y, capacity 3>", "capacity 3> +10: 950; stay 10", 10000},
    /* link 1 takes 2 h, and 60 t; 100 x 10 */
    {"a demand with two limits, each too tight alone", LINK_1, "x,,A,B,100,1.5,\n", "", -1,
     "demand x, capacity 1> | demand x, hours x", "hours x +0.5, capacity 1> +40: 1000; stay 100", 100000},
    /* y's deadline is found besides what x and y share; 50 x (10 + 5) + 40 x 5 */
    {"a deadline behind a place that several fill", LINK_1 LINK_3, "x,,A,C,50,,\ny,,B,C,40,0.5,\n", "", -1,
     "demand y, hours y | demand x, demand y, capacity 3>", "hours y +0.5, capacity 3> +10: 950; stay 40",
     40000},
    {"no way at all", LINK_1, "x,,A,B,50,,\ny,,A,D,5,,\n", "", -1, "demand y", "stay 5", 5000},
    {"no way at all, and a capacity", LINK_1, "x,,A,B,100,,\ny,,A,D,5,,\n", "", -1,
     "demand y | demand x, capacity 1>", "capacity 1> +40: 1000 but 5; stay 45", 45000},
    {"a link that takes nothing", LINK_5, "x,,D,E,10,,\n", "", -1, "demand x, capacity 5>",
     "capacity 5> +10: 10; stay 10", 10000},
    {"nothing", LINK_1, "x,,A,B,60,,\n", "", -1, "", "", 0},
    /* 10 a tonne is more than its penalty, so that it rather stays */
    {"nothing but a low penalty", LINK_1, "x,,A,B,50,,4\n", "", -1, "", "", 0},
    /* staying costs 60 x 10 + 40 x 30 */
    {"a capacity, and a penalty above the way", LINK_1, "x,,A,B,100,,30\n", "", -1, "demand x, capacity 1>",
     "capacity 1> +40: 1000; stay 40: 1800", 40000},
    {"thirds of tonnes, to the kilogram", LINK_1, "x,,A,B,33.333,,\ny,,A,B,33.334,,\n", "", -1,
     "demand x, demand y, capacity 1>", "capacity 1> +6.667: 666.67; stay 6.667", 6667},
};

static struct scenario *load(const struct hand *hand) {
    const struct text_file files[] = {
        {"roads/node.csv", NODES},
        {"roads/link.csv", support_text("%s%s", LINK_HEAD, hand->links)},
        {"roads/restriction.csv", support_text("commodity_id,mode,link_id\n%s", hand->rules)},
        {"shipments/commodity.csv", "commodity_id,cargo_form\ncoal,bulk\n"},
        {"shipments/shipment.csv", support_text("%s%s", SHIPMENT_HEAD, hand->shipments)},
    };
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

static struct conflicts *find(const struct scenario *scenario, const struct variant *variant) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct compiled *compiled = plan_compile(scenario, variant, diag);
    assert_non_null(compiled);
    struct conflicts *found = plan_conflicts(compiled, NULL, &err);
    if (found == NULL)
        fail_msg("%s", err.message);
    compiled_free(compiled);
    diag_free(diag);
    return found;
}

static const char *conflicts_text(const struct scenario *scenario, const struct conflicts *found) {
    const char *text = "";
    for (int i = 0; i < found->conflicts; i++)
        for (int l = 0; l < found->conflict[i].limits; l++)
            text = support_text("%s%s%s", text,
                                l > 0   ? ", "
                                : i > 0 ? " | "
                                        : "",
                                limit_text(scenario, &found->limit[found->conflict[i].first_limit + l]));
    return text;
}

static const char *amount_text(wide n, int places) {
    char number[WIDE_TEXT];
    return support_text("%s", wide_text(number, n, places, 0));
}

static const char *step_text(const struct scenario *scenario, const struct repair_step *step) {
    int places = step->limit.kind == LIMIT_HOURS ? HOUR_PLACES : MASS_PLACES;
    return support_text("%s%s%s", limit_text(scenario, &step->limit), step->by > 0 ? " +" : "",
                        step->by > 0 ? amount_text(step->by, places) : "");
}

static const char *repairs_text(const struct scenario *scenario, const struct conflicts *found) {
    const char *text = "";
    for (int i = 0; i < found->repairs; i++) {
        const struct conflict_repair *repair = &found->repair[i];
        text = support_text("%s%s", text, i > 0 ? "; " : "");
        for (int s = 0; s < repair->steps; s++)
            text = support_text("%s%s%s", text, s > 0 ? ", " : "",
                                step_text(scenario, &found->step[repair->first_step + s]));
        if (repair->steps == 0)
            text = support_text("%sstay %s", text, amount_text(repair->unmet_kg, MASS_PLACES));
        if (repair->priced)
            text = support_text("%s: %s", text, amount_text(repair->objective_e4, MONEY_PLACES));
        if (repair->steps > 0 && repair->unmet_kg > 0)
            text = support_text("%s but %s", text, amount_text(repair->unmet_kg, MASS_PLACES));
    }
    return text;
}

static struct variant variant_of(const struct hand *hand) {
    struct variant variant = NOW;
    variant.closed_links = hand->closed >= 0;
    variant.closed_link = &hand->closed;
    return variant;
}

static void conflicts_and_repairs_are_those_found_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(HAND); i++) {
        struct scenario *scenario = load(&HAND[i]);
        struct variant variant = variant_of(&HAND[i]);
        struct conflicts *found = find(scenario, &variant);
        const char *conflicts = conflicts_text(scenario, found), *repairs = repairs_text(scenario, found);
        if (strcmp(conflicts, HAND[i].conflicts) != 0 || strcmp(repairs, HAND[i].repairs) != 0 ||
            found->least_unmet_kg != HAND[i].least_unmet_kg)
            fail_msg(
                "%s:\nfound    %s\n         %s\n         %d kg\nexpected %s\n         %s\n         %d kg",
                HAND[i].says, conflicts, repairs, (int)found->least_unmet_kg, HAND[i].conflicts,
                HAND[i].repairs, HAND[i].least_unmet_kg);
        conflicts_free(found);
        scenario_free(scenario);
    }
}

/* Only the limits of the set, less one of them (-1: none). */
static int64_t unmet_of_set(const struct scenario *scenario, const struct variant *variant,
                            const struct conflicts *found, const struct conflict *conflict, int less) {
    struct limited limited;
    struct limit limit[LIMITS_MOST];
    int limits = limits_list(scenario, variant, limit);
    uint64_t kept = 0;
    limited_begin(&limited, scenario, variant);
    for (int i = 0; i < limits; i++)
        for (int l = 0; l < conflict->limits; l++)
            if (l != less && limit_is(&limit[i], &found->limit[conflict->first_limit + l]))
                kept |= (uint64_t)1 << i;
    limits_lift_but(&limited, limit, limits, kept);
    int64_t unmet_kg = limited_unmet_kg(&limited, NULL);
    limited_release(&limited);
    return unmet_kg;
}

static void without_any_one_member_the_rest_moves(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(HAND); i++) {
        struct scenario *scenario = load(&HAND[i]);
        struct variant variant = variant_of(&HAND[i]);
        struct conflicts *found = find(scenario, &variant);
        for (int c = 0; c < found->conflicts; c++) {
            assert_int_equal(unmet_of_set(scenario, &variant, found, &found->conflict[c], -1),
                             found->conflict[c].short_kg);
            for (int l = 0; l < found->conflict[c].limits; l++)
                if (unmet_of_set(scenario, &variant, found, &found->conflict[c], l) != 0)
                    fail_msg("%s: without %s the rest does not move", HAND[i].says,
                             limit_text(scenario, &found->limit[found->conflict[c].first_limit + l]));
        }
        conflicts_free(found);
        scenario_free(scenario);
    }
}

static void each_repair_moves_all_and_one_kilogram_less_does_not(void **state) {
    (void)state;
    int raises = 0;
    for (size_t i = 0; i < COUNT_OF(HAND); i++) {
        struct scenario *scenario = load(&HAND[i]);
        struct variant variant = variant_of(&HAND[i]);
        struct conflicts *found = find(scenario, &variant);
        for (int r = 0; r < found->repairs; r++) {
            const struct conflict_repair *repair = &found->repair[r];
            for (int less = -1; less < repair->steps && repair->steps > 0; less++) {
                struct limited limited;
                wide objective_e4;
                limited_begin(&limited, scenario, &variant);
                for (int s = 0; s < repair->steps; s++) {
                    struct repair_step step = found->step[repair->first_step + s];
                    step.to -= s == less;
                    if (s != less || step.by > 0)
                        limit_step(&limited, &step);
                }
                int64_t unmet_kg = limited_unmet_kg(&limited, &objective_e4);
                if (less < 0) {
                    assert_int_equal(unmet_kg, repair->unmet_kg);
                    assert_true(objective_e4 == repair->objective_e4);
                } else {
                    assert_true(unmet_kg > repair->unmet_kg);
                    raises++;
                }
                limited_release(&limited);
            }
        }
        conflicts_free(found);
        scenario_free(scenario);
    }
    assert_true(raises > 15);
}

static void who_rather_stays_is_told_apart(void **state) {
    (void)state;
    static const struct hand low = {"", LINK_1, "x,,A,B,100,,30\ny,,A,B,20,,4\n", "", -1, "", "", 0};
    struct scenario *scenario = load(&low);
    struct conflicts *found = find(scenario, &NOW);
    /* x fills the 60 t and leaves 40; y's 20 t would not pay 10 anyway. Forced, 60 of 120 t stay behind. */
    assert_int_equal(found->least_unmet_kg, 60000);
    assert_int_equal(found->plan->unmet_kg, 60000);
    assert_int_equal(found->stays, 0);
    conflicts_free(found);
    scenario_free(scenario);

    static const struct hand lower = {"", LINK_1, "x,,A,B,50,,4\ny,,A,B,5,,\n", "", -1, "", "", 0};
    scenario = load(&lower);
    found = find(scenario, &NOW);
    assert_int_equal(found->least_unmet_kg, 0);
    assert_int_equal(found->plan->unmet_kg, 50000);
    assert_int_equal(found->stays, 1);
    assert_int_equal(found->stay[0].quantity_kg, 50000);
    assert_true(found->forced->cost_e4 - found->plan->cost_e4 == 500 * 10000);
    conflicts_free(found);
    scenario_free(scenario);
}

static void hours_are_told_with_the_fastest_way(void **state) {
    (void)state;
    static const struct hand late = {"", LINK_2 LINK_4, "x,,A,D,10,5.5,\n", "", -1, "", "", 0};
    struct scenario *scenario = load(&late);
    struct conflicts *found = find(scenario, &NOW);
    assert_string_equal(conflicts_text(scenario, found), "demand x, hours x");
    assert_int_equal(found->limit[1].fastest_uh, 6000000); /* 5 h and 1 h */
    assert_int_equal(found->limit[1].amount, 5500000);
    conflicts_free(found);
    scenario_free(scenario);
}

/* By hand, as the plan stands: x waits for hours, y for link 3, z for the link that is closed. */
static void a_plan_tells_in_short_what_more_hours_would_do(void **state) {
    (void)state;
    static const struct hand plan_hand = {
        "", LINK_1 LINK_2 LINK_3 "6,B,C,true,9,4,\n", "x,,A,B,90,3,\ny,,B,C,90,2,\n", "", -1, "", "", 0};
    struct scenario *scenario = load(&plan_hand);
    struct plan *plan = plan_make(scenario, &NOW);
    struct virtual_network *network = network_build(scenario, &NOW);
    assert_int_equal(plan->unmet_kg, 40000);                         /* 30 t of x, 10 t of y */
    assert_int_equal(plan_enough_uh(plan, network, 0), 5 * 1000000); /* link 2 */
    assert_int_equal(plan_enough_uh(plan, network, 1), 4 * 1000000); /* link 6 */
    assert_int_equal(plan_fastest_uh(network, 0), 2 * 1000000);      /* link 1, were it free */
    virtual_free(network);
    static const int closed[] = {0, 1};
    struct variant variant = NOW;
    variant.closed_links = 2;
    variant.closed_link = closed;
    network = network_build(scenario, &variant);
    assert_int_equal(plan_fastest_uh(network, 0), -1);
    struct virtual_network *opened = virtual_reopened(network);
    assert_int_equal(plan_fastest_uh(opened, 0), 2 * 1000000);
    virtual_free(opened);
    virtual_free(network);
    plan_free(plan);
    scenario_free(scenario);
}

/*
 * CORRIDOR's coal by rail alone: no bulk by road or ferry. The station at A is closed, or takes 30 t: 50 t
 * are loaded there.
 */
static void terminals_conflict_as_links_do(void **state) {
    (void)state;
    static const char HEAD[] = "terminal_id,node_id,mode,capacity_t\n";
    static const struct {
        const char *terminals;
        int closed;
        const char *conflicts;
    } cases[] = {{"TA,A,rail,30\nTB,B,rail,\n", -1, "demand S2, capacity TA, restriction 2"},
                 {"TA,A,rail,\nTB,B,rail,\n", 1, "demand S2, restriction 2, closure TB"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct text_file changes[] = {
            {"roads/terminal.csv", support_text("%s%s", HEAD, cases[i].terminals)},
            {"roads/restriction.csv", "commodity_id,mode\ncoal,road\n"},
            {NULL, NULL}};
        struct scenario *scenario = corridor_load(changes);
        struct variant variant = NOW;
        variant.closed_terminals = cases[i].closed >= 0;
        variant.closed_terminal = &cases[i].closed;
        struct conflicts *found = find(scenario, &variant);
        assert_string_equal(conflicts_text(scenario, found), cases[i].conflicts);
        conflicts_free(found);
        scenario_free(scenario);
    }
}

static void a_limit_on_conflicts_is_kept_and_told(void **state) {
    (void)state;
    static const struct hand many = {"", LINK_1, "a,,A,B,61,,\nb,,A,B,62,,\nc,,A,B,63,,\n", "", -1, "",
                                     "", 0};
    struct scenario *scenario = load(&many);
    struct diag *diag = diag_new();
    struct error err = {0};
    struct compiled *compiled = plan_compile(scenario, &NOW, diag);
    for (int most = 1; most <= 4; most++) {
        const struct conflict_settings settings = {.most = most};
        struct conflicts *found = plan_conflicts(compiled, &settings, &err);
        assert_non_null(found);
        assert_int_equal(found->conflicts, most < 3 ? most : 3);
        assert_int_equal(found->more, most < 3);
        conflicts_free(found);
    }
    compiled_free(compiled);
    diag_free(diag);
    scenario_free(scenario);
}

static void an_interrupted_search_says_so(void **state) {
    (void)state;
    static const volatile int interrupted = 1;
    const struct conflict_settings settings = {.interrupted = &interrupted};
    struct scenario *scenario = load(&HAND[0]);
    struct diag *diag = diag_new();
    struct error err = {0};
    struct compiled *compiled = plan_compile(scenario, &NOW, diag);
    assert_null(plan_conflicts(compiled, &settings, &err));
    assert_int_equal(err.code, ERROR_AGAIN);
    compiled_free(compiled);
    diag_free(diag);
    scenario_free(scenario);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(conflicts_and_repairs_are_those_found_by_hand),
        cmocka_unit_test(without_any_one_member_the_rest_moves),
        cmocka_unit_test(each_repair_moves_all_and_one_kilogram_less_does_not),
        cmocka_unit_test(who_rather_stays_is_told_apart),
        cmocka_unit_test(hours_are_told_with_the_fastest_way),
        cmocka_unit_test(a_plan_tells_in_short_what_more_hours_would_do),
        cmocka_unit_test(terminals_conflict_as_links_do),
        cmocka_unit_test(a_limit_on_conflicts_is_kept_and_told),
        cmocka_unit_test(an_interrupted_search_says_so),
    };
    return cmocka_run_group_tests_name("conflicts", tests, NULL, NULL);
}
