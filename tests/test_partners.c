// SPDX-License-Identifier: GPL-3.0-or-later
/* What partners are worth, held against plans made anew for every coalition, every order of agreeing, and fees in files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINK_HEAD                                                                       \
    "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,headway_h," \
    "freight_capacity,jurisdiction\n"
#define ROADS                                        \
    LINK_HEAD "AJ,A,J,false,road,30,60,,,,west\n"    \
              "JP,J,P,false,toll,20,80,,,,west\n"    \
              "PQ,P,Q,false,ferry,10,,2,1,,strait\n" \
              "QB,Q,B,false,road,12,40,,,500,east\n"
#define BOOK                                                                                         \
    "tariff_id,item,basis,amount,valid_from,valid_to,mode,jurisdiction,vehicle_class,commodity_id\n" \
    "fuel,fuel,litre,6800,2022-09-03,,,,,\n"                                                         \
    "toll-III,toll,vehicle,40000,,,,,III,\n"                                                         \
    "ferry-VI,ferry,vehicle,800000,,,,,VI,\n"                                                        \
    "rail,rail,t_km,500,,,,,,\n"                                                                     \
    "handling-road,handling,t,5000,,,road,,,\n"                                                      \
    "handling-rail,handling,t,8000,,,rail,,,\n"                                                      \
    "storage-rail,storage,t_day,2400,,,rail,,,\n"

/* With a value each: what goods without one cost where they can't move depends on the network. */
#define GOODS                                                                   \
    "commodity_id,cargo_form,value_per_t,holding_rate_per_year,decay_per_day\n" \
    "wheat,bag,8760000,0.1,0\n"                                                 \
    "coal,bulk,900000,,\n"

static const struct text_file nobody_at_home[] = {{"roads/link.csv",
                                                   ROADS "AB,A,B,true,rail,100,50,,6,90,kai\n"
                                                         "CD,A,B,true,rail,100,50,,6,90,twin\n"
                                                         "BA,B,A,true,toll,1,80,,,,idle\n"},
                                                  {"tariffs/book.csv", BOOK},
                                                  {"shipments/commodity.csv", GOODS},
                                                  {NULL, NULL}};
static const struct text_file one_at_home[] = {
    {"roads/link.csv", ROADS "AB,A,B,true,rail,100,50,,6,90,kai\n"
                             "CD,A,B,true,rail,110,50,,6,40,twin\n"},
    {"tariffs/book.csv", BOOK},
    {"shipments/commodity.csv", GOODS},
    {"shipments/shipper.csv", "shipper_id,name,region\nmill,The Mill,west;strait\n"},
    {NULL, NULL}};
static const struct {
    const char *name;
    const struct text_file *files;
} data_sets[] = {{"nobody at home anywhere", nobody_at_home},
                 {"one at home on the toll road and the ferry", one_at_home}};

enum { OWNERS = 8 };

struct worked {
    struct scenario *scenario;
    struct variant variant;
    struct compiled *compiled;
    struct partners *partners;
    const char *region[OWNERS]; /* in the order of partners->partner */
};

static struct variant terms(const char *const *grant, int granted, const char *const *drop, int dropped) {
    struct variant variant = NOW;
    variant.grant = grant;
    variant.granted = granted;
    variant.drop = drop;
    variant.dropped = dropped;
    variant.tell_homes = true;
    variant.goods_lost = true;
    return variant;
}

static struct worked work(const struct text_file *files) {
    struct worked worked = {.scenario = corridor_load(files)};
    struct error err = {0};
    struct diag *diag = diag_new();
    const struct partners_settings settings = {.threads = 2};
    worked.variant = terms(NULL, 0, NULL, 0);
    worked.compiled = plan_compile(worked.scenario, &worked.variant, diag);
    assert_non_null(worked.compiled);
    worked.partners = plan_partners(worked.compiled, &settings, &err);
    if (worked.partners == NULL)
        fail_msg("%s", err.message);
    assert_in_range(worked.partners->partners, 1, OWNERS);
    for (int p = 0; p < worked.partners->partners; p++)
        worked.region[p] = worked.partners->partner[p].region;
    diag_free(diag);
    return worked;
}

static void work_end(struct worked *worked) {
    partners_free(worked->partners);
    compiled_free(worked->compiled);
    scenario_free(worked->scenario);
}

/* What the plan costs, made anew, where the set agrees and nobody else. */
static double cost_of(const struct worked *worked, unsigned set) {
    const char *grant[OWNERS], *drop[OWNERS];
    int granted = 0, dropped = 0;
    for (int p = 0; p < worked->partners->partners; p++)
        if (set >> p & 1)
            grant[granted++] = worked->region[p];
        else
            drop[dropped++] = worked->region[p];
    struct variant variant = terms(grant, granted, drop, dropped);
    struct plan *plan = plan_make(worked->scenario, &variant);
    double cost = wide_double(plan->objective_e4, MONEY_PLACES);
    plan_free(plan);
    return cost;
}

static void assert_near(const char *what, double expected, wide e4) {
    double found = wide_double(e4, MONEY_PLACES);
    if (fabs(expected - found) > 1e-7 * fabs(expected) + 1)
        fail_msg("%s: %.4f, not %.4f", what, found, expected);
}

/* Adds what each adds in every order that begins with `set`. */
static void every_order(const double *cost, int players, unsigned set, double weight, double *share) {
    int left = players - __builtin_popcount(set);
    for (int p = 0; p < players; p++) {
        unsigned next = set | 1u << p;
        if (next == set)
            continue;
        share[p] += weight / left * (cost[set] - cost[next]);
        every_order(cost, players, next, weight / left, share);
    }
}

static void every_coalition_is_worth_what_plans_made_anew_say(void **state) {
    (void)state;
    for (size_t d = 0; d < COUNT_OF(data_sets); d++) {
        struct worked worked = work(data_sets[d].files);
        const struct partners *partners = worked.partners;
        int players = partners->partners;
        double cost[1 << OWNERS], share[OWNERS] = {0};
        unsigned all = (1u << players) - 1;
        for (unsigned set = 0; set <= all; set++)
            cost[set] = cost_of(&worked, set);
        every_order(cost, players, 0, 1, share);
        wide sum = 0;
        assert_true(partners->exact);
        for (int p = 0; p < players; p++) {
            const struct partner *partner = &partners->partner[p];
            assert_near(partner->region, cost[all & ~(1u << p)] - cost[all], partner->last[WORTH_TOTAL]);
            assert_near(partner->region, cost[0] - cost[1u << p], partner->first[WORTH_TOTAL]);
            assert_near(partner->region, share[p], partner->share[WORTH_TOTAL]);
            sum += partner->share[WORTH_TOTAL];
        }
        assert_near("all", cost[0] - cost[all], partners->worth[WORTH_TOTAL]);
        assert_true(sum == partners->worth[WORTH_TOTAL]);
        work_end(&worked);
    }
}

static const struct partner *partner_named(const struct partners *partners, const char *region) {
    for (int p = 0; p < partners->partners; p++)
        if (strcmp(partners->partner[p].region, region) == 0)
            return &partners->partner[p];
    fail_msg("no partner %s", region);
    return NULL;
}

static double pair_index(const struct partners *partners, const char *a, const char *b) {
    for (int i = 0; i < partners->pairs; i++) {
        const char *first = partners->partner[partners->pair[i].first].region,
                   *second = partners->partner[partners->pair[i].second].region;
        if ((strcmp(first, a) == 0 && strcmp(second, b) == 0) ||
            (strcmp(first, b) == 0 && strcmp(second, a) == 0))
            return partners->pair[i].index;
    }
    fail_msg("no pair %s, %s", a, b);
    return 0;
}

static void twins_share_alike_and_the_idle_get_nothing(void **state) {
    (void)state;
    struct worked worked = work(nobody_at_home);
    const struct partner *kai = partner_named(worked.partners, "kai"),
                         *twin = partner_named(worked.partners, "twin");
    const struct partner *idle = partner_named(worked.partners, "idle");
    assert_near("twin", wide_double(kai->share[WORTH_TOTAL], MONEY_PLACES), twin->share[WORTH_TOTAL]);
    for (int w = 0; w < WORTH_COUNT; w++)
        assert_true(idle->share[w] == 0 && idle->last[w] == 0 && idle->first[w] == 0);
    for (int w = 0; w < WORTH_COUNT; w++) {
        wide sum = 0;
        for (int p = 0; p < worked.partners->partners; p++)
            sum += worked.partners->partner[p].share[w];
        assert_true(sum == worked.partners->worth[w]);
    }
    work_end(&worked);
}

static void a_toll_road_and_its_ferry_need_each_other_two_railways_do_not(void **state) {
    (void)state;
    struct worked worked = work(nobody_at_home);
    assert_true(pair_index(worked.partners, "west", "strait") > 1000);
    assert_true(pair_index(worked.partners, "kai", "west") < -1000);
    assert_true(pair_index(worked.partners, "kai", "strait") < -1000);
    work_end(&worked);
}

/* Tonnes over the railway of kai where an agreement asks others for the fee. */
static int64_t tonnes_at_fee(wide fee_e4, const char *basis) {
    char amount[WIDE_TEXT];
    const char *row = support_text("agreement_id,region,item,basis,amount\nkai-fee,kai,access,%s,%s\n", basis,
                                   wide_text(amount, fee_e4, MONEY_PLACES, 0));
    const struct text_file files[] = {
        nobody_at_home[0], nobody_at_home[1], nobody_at_home[2], {"roads/agreement.csv", row}, {NULL, NULL}};
    struct scenario *scenario = corridor_load(files);
    struct variant variant = terms(NULL, 0, NULL, 0);
    struct plan *plan = plan_make(scenario, &variant);
    int link = names_find(scenario->network->link_ids, "AB");
    int64_t kg = 0;
    for (int r = 0; r < plan->resources; r++)
        kg += plan->resource[r].link == link ? plan->resource[r].flow_kg : 0;
    plan_free(plan);
    scenario_free(scenario);
    return kg;
}

static void a_fee_stops_paying_where_it_is_said_to(void **state) {
    (void)state;
    struct worked worked = work(nobody_at_home);
    const struct partner_fee *fee = &partner_named(worked.partners, "kai")->fee;
    wide step = fee->most_e4 / 10000 + 10, fall = fee->falls_e4 / 10000 + 10;
    assert_true(fee->known && fee->by_km && fee->most_e4 > 0);
    assert_true(fee->falls_e4 <= fee->most_e4);
    assert_true(tonnes_at_fee(fee->most_e4 - step, "t_km") > 0);
    assert_true(tonnes_at_fee(fee->most_e4 + step, "t_km") == 0);
    if (fee->falls_e4 > fall)
        assert_true(tonnes_at_fee(fee->falls_e4 + fall, "t_km") <
                    tonnes_at_fee(fee->falls_e4 - fall, "t_km"));
    /* Between both it only ever falls. */
    int64_t before = INT64_MAX;
    for (int i = 0; i <= 12; i++) {
        int64_t now = tonnes_at_fee((wide)fee->most_e4 * i / 10 + 7, "t_km");
        assert_true(now <= before);
        before = now;
    }
    work_end(&worked);
}

static void a_piece_alone_is_worth_its_owner_where_it_has_no_other(void **state) {
    (void)state;
    struct worked worked = work(nobody_at_home);
    const struct partner *kai = partner_named(worked.partners, "kai");
    assert_int_equal(kai->pieces, 1);
    assert_near("kai", wide_double(kai->last[WORTH_TOTAL], MONEY_PLACES),
                worked.partners->piece[kai->first_piece].worth[WORTH_TOTAL]);
    int64_t sum = 0;
    for (int c = 0; c <= worked.scenario->commodities; c++)
        sum += kai->commodity_kg[c];
    assert_true(sum == kai->carried_kg && sum > 0);
    work_end(&worked);
}

/* ---- more capacity ---- */

static struct scenario *railway_of(int tonnes) {
    const struct text_file files[] = {
        {"roads/link.csv", support_text(ROADS "AB,A,B,true,rail,100,50,,6,%d,kai\n", tonnes)},
        {"tariffs/book.csv", BOOK},
        {NULL, NULL}};
    return corridor_load(files);
}

static void more_capacity_saves_what_a_file_with_more_says(void **state) {
    (void)state;
    struct scenario *before = railway_of(90), *after = railway_of(110);
    struct error err = {0};
    struct diag *diag = diag_new();
    const struct variant variant = NOW;
    struct compiled *compiled = plan_compile(before, &variant, diag);
    const struct partners_settings settings = {.threads = 1};
    struct investments *found = plan_investments(compiled, (struct raise){20000, 0}, &settings, &err);
    struct plan *small = plan_make(before, &variant), *large = plan_make(after, &variant);
    assert_non_null(found);
    assert_int_equal(found->count, 1);
    assert_near("the railway", wide_double(small->objective_e4 - large->objective_e4, MONEY_PLACES),
                found->each[0].saving_e4);
    assert_true(found->each[0].saving_e4 > 10000 &&
                found->each[0].bound_e4 >= found->each[0].saving_e4 - 10000);
    investments_free(found);
    struct investments *share = plan_investments(compiled, (struct raise){0, 0.1}, &settings, &err);
    assert_int_equal(share->each[0].raised_kg, 9000);
    investments_free(share);
    plan_free(small);
    plan_free(large);
    compiled_free(compiled);
    diag_free(diag);
    scenario_free(before);
    scenario_free(after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_coalition_is_worth_what_plans_made_anew_say),
        cmocka_unit_test(twins_share_alike_and_the_idle_get_nothing),
        cmocka_unit_test(a_toll_road_and_its_ferry_need_each_other_two_railways_do_not),
        cmocka_unit_test(a_fee_stops_paying_where_it_is_said_to),
        cmocka_unit_test(a_piece_alone_is_worth_its_owner_where_it_has_no_other),
        cmocka_unit_test(more_capacity_saves_what_a_file_with_more_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
