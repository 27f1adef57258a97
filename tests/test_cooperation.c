// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include "base/mem.h"
#include "plan/coalition.h"

#include <math.h>
#include <string.h>

/*
 * All on two links from A to B, the second one dearer and without limit: what is scarce, owned or has a fixed cost is link 1. A group's
 * cost is then a sum by hand.
 */
static const char nodes[] = "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\nC,106,-4\nD,107,-4\nE,108,-4\n";
static const char link_columns[] = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_"
                                   "capacity,mode,jurisdiction,fixed_cost\n";
static const char shipper_columns[] = "shipper_id,name,region\n";
static const char shipment_columns[] =
    "shipment_id,shipper_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n";

struct world {
    const char *links, *shippers, *shipments;
};

static struct scenario *world_load(const struct world *world) {
    const struct text_file file[] = {
        {"roads/node.csv", nodes},
        {"roads/link.csv", support_text("%s%s", link_columns, world->links)},
        {"shipments/shipper.csv", support_text("%s%s", shipper_columns, world->shippers)},
        {"shipments/shipment.csv", support_text("%s%s", shipment_columns, world->shipments)}};
    return data_set_load(data_set_write(file, COUNT_OF(file), NULL));
}

struct shared {
    struct scenario *scenario;
    struct compiled *compiled;
    struct cooperation *cooperation;
};

static struct compiled *compile(const struct scenario *scenario) {
    struct diag *diag = diag_new();
    struct variant variant = NOW;
    variant.goods_lost = variant.tell_homes = true;
    struct compiled *compiled = plan_compile(scenario, &variant, diag);
    diag_free(diag);
    assert_non_null(compiled);
    return compiled;
}

static struct shared share(const struct world *world, enum capacity_right right) {
    struct error err = {0};
    struct cooperation_settings settings = {.right = right, .threads = 1};
    for (int r = 0; r < RULE_COUNT; r++)
        settings.rule[r] = true;
    struct shared shared = {.scenario = world_load(world)};
    shared.compiled = compile(shared.scenario);
    shared.cooperation = plan_cooperation(shared.compiled, &settings, &err);
    if (shared.cooperation == NULL)
        fail_msg("%s", err.message);
    return shared;
}

static void shared_release(struct shared *shared) {
    cooperation_free(shared->cooperation);
    compiled_free(shared->compiled);
    scenario_free(shared->scenario);
}

static void near(const char *what, double found, double expected) {
    if (!(fabs(found - expected) <= 1e-4))
        fail_msg("%s: found %.6f, expected %.6f", what, found, expected);
}

static const struct allocation *by_rule(const struct shared *shared, enum allocation_rule rule) {
    assert_int_equal(shared->cooperation->rules, RULE_COUNT);
    return &shared->cooperation->allocation[rule];
}

static void pays(const struct shared *shared, enum allocation_rule rule, const double *expected) {
    const struct allocation *allocation = by_rule(shared, rule);
    assert_true(allocation->possible);
    for (int i = 0; i < shared->cooperation->players; i++)
        near(ALLOCATION_RULES[rule], allocation->total[i], expected[i]);
}

static void alone(const struct shared *shared, const double *expected) {
    for (int i = 0; i < shared->cooperation->players; i++)
        near("alone", shared->cooperation->player[i].alone, expected[i]);
}

/* ---- by hand ---- */

static const struct world full_link = {"1,A,B,true,10,1,100,,,\n2,A,B,true,20,1,,,,\n", "p,P,\nq,Q,\n",
                                       "x,p,A,B,60,\ny,q,A,B,140,\n"};

/* Link 1 has 30 t for p and 70 t for q: 300 + 600 and 700 + 1400. Together 1000 + 2000: nothing is saved. */
static void who_has_a_share_of_a_full_link_saves_nothing(void **state) {
    (void)state;
    static const double both[] = {900, 2100};
    AUTO(shared_release) struct shared shared = share(&full_link, CAPACITY_SHARED);
    near("total", shared.cooperation->total, 3000);
    alone(&shared, both);
    for (enum allocation_rule rule = 0; rule < RULE_COUNT; rule++)
        pays(&shared, rule, both);
    assert_true(shared.cooperation->exact);
    assert_int_equal(shared.cooperation->groups, 3);
    assert_false(shared.cooperation->core_is_empty);
}

/* q fills link 1, p pays 60 x 20; p leaves 40 t of it to q: 400 + 100 x 20. Of the 600 saved each has half. */
static void who_has_what_others_leave_pays_more(void **state) {
    (void)state;
    static const double apart[] = {1200, 2400}, halves[] = {900, 2100};
    AUTO(shared_release) struct shared shared = share(&full_link, CAPACITY_LEFT);
    alone(&shared, apart);
    pays(&shared, RULE_SHAPLEY, halves);
    pays(&shared, RULE_NUCLEOLUS, halves);
    pays(&shared, RULE_SEPARABLE, halves);
    assert_false(by_rule(&shared, RULE_DUAL)->possible);
    assert_non_null(strstr(by_rule(&shared, RULE_DUAL)->why, "--capacity shared"));
}

/* 1 a tonne once 120 are paid, or 5 a tonne. Groups 1, 2, 3, 12, 13, 23, 123 pay 50, 100, 150, 150, 160, 170, 180; the mean of what each
 * adds over the six orders is 30, 60, 90. */
static void a_fixed_cost_is_shared_like_a_runway(void **state) {
    (void)state;
    static const double apart[] = {50, 100, 150}, means[] = {30, 60, 90};
    static const struct world world = {"1,A,B,true,1,1,,,,120\n2,A,B,true,5,1,,,,\n", "p,P,\nq,Q,\nr,R,\n",
                                       "x,p,A,B,10,\ny,q,A,B,20,\nz,r,A,B,30,\n"};
    AUTO(shared_release) struct shared shared = share(&world, CAPACITY_SHARED);
    near("total", shared.cooperation->total, 180);
    alone(&shared, apart);
    pays(&shared, RULE_SHAPLEY, means);
    assert_false(by_rule(&shared, RULE_DUAL)->possible);
    /* Groups 1, 2, 12 each save as much as they may: 180 - 170, 180 - 160, 180 - 150 are the least they can pay. */
    const double *least = by_rule(&shared, RULE_NUCLEOLUS)->total;
    assert_true(least[0] >= 10 && least[1] >= 20 && least[2] >= 30);
    assert_true(by_rule(&shared, RULE_NUCLEOLUS)->worst.gain <= 0);
}

/* p of region k brings link 1, 50 t at 10 a tonne, which nobody's goods begin or end at: 20 x 10. Without it q pays 40 x 20. Together
 * 50 x 10 + 10 x 20: 300 saved. */
static void what_a_region_owns_goes_with_its_shippers(void **state) {
    (void)state;
    static const double apart[] = {200, 800}, halves[] = {50, 650};
    static const struct world world = {
        "1,D,E,true,10,1,50,rail,k,\n2,A,B,true,20,1,,,,\n3,A,D,true,0,1,,,,\n4,E,B,true,0,1,,,,\n",
        "p,P,k\nq,Q,elsewhere\n", "x,p,A,B,20,\ny,q,A,B,40,\n"};
    for (int right = 0; right < 2; right++) {
        AUTO(shared_release) struct shared shared = share(&world, (enum capacity_right)right);
        alone(&shared, apart);
        pays(&shared, RULE_SHAPLEY, halves);
        assert_int_equal(shared.cooperation->player[0].owned, 1);
        assert_string_equal(shared.cooperation->player[0].owns[0], "k");
        assert_int_equal(shared.cooperation->player[1].owned, 0);
    }
}

/* A road of the region is there for all; so is what a region owns of which nobody ships, and what stands where others' goods begin. */
static void public_roads_and_what_nobody_here_owns_stay(void **state) {
    (void)state;
    static const char *const links[] = {"1,A,B,true,10,1,,road,k,\n2,A,B,true,20,1,,,,\n",
                                        "1,A,B,true,10,1,,rail,other,\n2,A,B,true,20,1,,,,\n",
                                        "1,A,B,true,10,1,,rail,k,\n2,A,B,true,20,1,,,,\n"};
    static const double apart[] = {200, 400};
    for (size_t i = 0; i < COUNT_OF(links); i++) {
        const struct world world = {links[i], "p,P,k\nq,Q,\n", "x,p,A,B,20,\ny,q,A,B,40,\n"};
        AUTO(shared_release) struct shared shared = share(&world, CAPACITY_SHARED);
        alone(&shared, apart);
        for (enum allocation_rule rule = RULE_SEPARABLE; rule < RULE_COUNT; rule++)
            pays(&shared, rule, apart);
    }
}

/* One link of 50 t, 10 a tonne; what stays behind costs 100 a tonne. It bears that itself: the bill is 500. */
static void who_loses_tonnes_bears_the_loss(void **state) {
    (void)state;
    static const struct world world = {"1,A,B,true,10,1,50,,,\n", "p,P,\nq,Q,\n",
                                       "x,p,A,B,50,200\ny,q,A,B,50,100\n"};
    AUTO(shared_release) struct shared shared = share(&world, CAPACITY_SHARED);
    const struct cooperation *cooperation = shared.cooperation;
    near("total", cooperation->total, 500 + 50 * 100);
    assert_int_equal(cooperation->player[1].unmet_kg, 50000);
    for (int r = 0; r < cooperation->rules; r++) {
        const struct allocation *allocation = &cooperation->allocation[r];
        near("bill", allocation->money[0] + allocation->money[1], 500);
        near("loss", allocation->total[1] - allocation->money[1], 5000);
    }
    near("by tonnes moved", by_rule(&shared, RULE_TONNES)->money[1], 0);
}

/* ---- against data sets of their own ---- */

enum { SHIPPERS = 4 };
static const int tonnes_of[SHIPPERS] = {10, 20, 30, 40};

struct numbers {
    int cost[6], capacity[3];
    double wants[3][SHIPPERS]; /* tonnes that take the link where nothing is full */
};

static double room(const struct numbers *numbers, int link, unsigned group) {
    double all = 0, own = 0, tonnes = 0;
    for (int i = 0; i < SHIPPERS; i++) {
        all += numbers->wants[link][i];
        own += group >> i & 1 ? numbers->wants[link][i] : 0;
        tonnes += group >> i & 1 ? tonnes_of[i] : 0;
    }
    return numbers->capacity[link] * (all > 0 ? own / all : tonnes / 100);
}

/* The shipments of the group alone, on links cut down to its share; k's railway D - E only with shipper 0. */
static struct world world_of(const struct numbers *numbers, unsigned group) {
    const int *cost = numbers->cost;
    const char *shipments = "", *own = group & 1 ? support_text("4,D,E,true,%d,1,20,rail,k,\n", cost[3]) : "";
    for (int i = 0; i < SHIPPERS; i++)
        if (group >> i & 1)
            shipments =
                support_text("%sx%d,s%d,A,%s,%d,9000\n", shipments, i, i, i % 2 ? "B" : "C", tonnes_of[i]);
    const char *links =
        support_text("1,A,B,true,%d,1,%.3f,,,\n2,A,B,true,%d,1,%.3f,,,\n3,B,C,true,%d,1,%.3f,,,\n"
                     "%s5,A,B,true,%d,1,,,,\n6,B,C,true,%d,1,,,,\n7,A,D,true,1,1,,,,\n8,E,C,true,1,1,,,,\n",
                     cost[0], room(numbers, 0, group), cost[1], room(numbers, 1, group), cost[2],
                     room(numbers, 2, group), own, 500 + cost[4], 500 + cost[5]);
    return (struct world){links, "s0,S0,k\ns1,S1,\ns2,S2,\ns3,S3,\n", shipments};
}

static double planned_alone(const struct world *world) {
    struct scenario *scenario = world_load(world);
    struct plan *plan = plan_make(scenario, &NOW);
    double objective = wide_double(plan->objective_e4, MONEY_PLACES);
    plan_free(plan);
    scenario_free(scenario);
    return objective;
}

static void note_path(struct numbers *numbers, const struct plan *plan, int shipment,
                      const struct plan_path *path) {
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = plan->leg[l].first_link; i < plan->leg[l].first_link + plan->leg[l].links; i++)
            if (plan->link[i] < 3) /* the file's first three */
                numbers->wants[plan->link[i]][shipment] += wide_double(path->quantity_kg, MASS_PLACES);
}

static void draw_numbers(struct numbers *numbers, int seed) {
    random_state = (uint64_t)seed;
    for (int i = 0; i < 6; i++)
        numbers->cost[i] = 8 * random_below(30) + i + 1;
    for (int i = 0; i < 3; i++)
        numbers->capacity[i] = 200;
    const struct world wide_open = world_of(numbers, 15);
    struct scenario *scenario = world_load(&wide_open);
    scenario->network->link[3].capacity_kg = -1;
    struct plan *plan = plan_make(scenario, &NOW);
    for (int k = 0; k < SHIPPERS; k++)
        for (int p = plan->shipment[k].first_path; p < plan->shipment[k].first_path + plan->shipment[k].paths;
             p++)
            note_path(numbers, plan, k, &plan->path[p]);
    plan_free(plan);
    scenario_free(scenario);
    for (int i = 0; i < 3; i++)
        numbers->capacity[i] = 10 + 10 * random_below(6); /* a link of none would be no link */
}

static void check_random_world(int seed) {
    struct numbers numbers = {.wants = {{0}}};
    draw_numbers(&numbers, seed);
    const struct world all = world_of(&numbers, 15);
    AUTO(shared_release) struct shared shared = share(&all, CAPACITY_SHARED);
    struct error err = {0};
    const struct cooperation_settings settings = {.threads = 1};
    const int player_of[SHIPPERS] = {0, 1, 2, 3};
    struct coalitions *coalitions = coalition_game_new(shared.compiled, &settings, player_of, SHIPPERS);
    const double *owen = by_rule(&shared, RULE_DUAL)->total;
    for (unsigned group = 1; group < 16; group++) {
        uint64_t asked = group;
        double found, paid = 0;
        const struct world world = world_of(&numbers, group);
        assert_true(coalition_game_costs(coalitions, 1, &asked, &found, &err));
        double expected = planned_alone(&world);
        /* Its file gives three rooms to 0.5 kg, worth 1,200 a tonne at most; and plans are whole kilograms. */
        if (fabs(found - expected) > 3)
            fail_msg("world %d, group %u: found %f, expected %f", seed, group, found, expected);
        for (int i = 0; i < SHIPPERS; i++)
            paid += group >> i & 1 ? owen[i] : 0;
        assert_true(paid <= found + 1e-4);
    }
    assert_false(shared.cooperation->core_is_empty);
    coalition_game_free(coalitions);
}

static void groups_cost_what_data_sets_of_their_own_do(void **state) {
    (void)state;
    for (int seed = 1; seed <= 12; seed++)
        check_random_world(seed);
}

/* ---- relations ---- */

static void pays_add_up_to_the_joint_plan(void **state) {
    (void)state;
    for (int right = 0; right < 2; right++) {
        AUTO(shared_release) struct shared shared = share(&full_link, (enum capacity_right)right);
        const struct cooperation *cooperation = shared.cooperation;
        for (int r = 0; r < cooperation->rules; r++) {
            const struct allocation *allocation = &cooperation->allocation[r];
            if (!allocation->possible)
                continue;
            near("total", allocation->total[0] + allocation->total[1],
                 wide_double(cooperation->joint->objective_e4, MONEY_PLACES));
            near("money", allocation->money[0] + allocation->money[1],
                 wide_double(cooperation->joint->cost_e4, MONEY_PLACES));
        }
    }
}

/* Shippers told in another order, and a link that nobody would take. */
static void order_and_useless_links_change_nothing(void **state) {
    (void)state;
    static const struct world turned = {"1,A,B,true,10,1,100,,,\n2,A,B,true,20,1,,,,\n9,B,C,true,1,1,5,,,\n",
                                        "q,Q,\np,P,\n", "y,q,A,B,140,\nx,p,A,B,60,\n"};
    AUTO(shared_release) struct shared straight = share(&full_link, CAPACITY_LEFT);
    AUTO(shared_release) struct shared other = share(&turned, CAPACITY_LEFT);
    for (enum allocation_rule rule = 0; rule < RULE_DUAL; rule++)
        for (int i = 0; i < 2; i++)
            near(ALLOCATION_RULES[rule], by_rule(&other, rule)->total[1 - i],
                 by_rule(&straight, rule)->total[i]);
}

/* A shipper of a way of its own: pays that, by every rule that looks at groups. */
static void who_shares_nothing_pays_its_own_way(void **state) {
    (void)state;
    static const struct world world = {"1,A,B,true,10,1,100,,,\n2,A,B,true,20,1,,,,\n3,B,C,true,7,1,,,,\n",
                                       "p,P,\nq,Q,\nr,R,\n", "x,p,A,B,60,\ny,q,A,B,140,\nz,r,B,C,10,\n"};
    AUTO(shared_release) struct shared shared = share(&world, CAPACITY_LEFT);
    near("alone", shared.cooperation->player[2].alone, 70);
    near("separable", by_rule(&shared, RULE_SEPARABLE)->total[2], 70);
    near("Shapley", by_rule(&shared, RULE_SHAPLEY)->total[2], 70);
    near("nucleolus", by_rule(&shared, RULE_NUCLEOLUS)->total[2], 70);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_has_a_share_of_a_full_link_saves_nothing),
        cmocka_unit_test(who_has_what_others_leave_pays_more),
        cmocka_unit_test(a_fixed_cost_is_shared_like_a_runway),
        cmocka_unit_test(what_a_region_owns_goes_with_its_shippers),
        cmocka_unit_test(public_roads_and_what_nobody_here_owns_stay),
        cmocka_unit_test(who_loses_tonnes_bears_the_loss),
        cmocka_unit_test(groups_cost_what_data_sets_of_their_own_do),
        cmocka_unit_test(pays_add_up_to_the_joint_plan),
        cmocka_unit_test(order_and_useless_links_change_nothing),
        cmocka_unit_test(who_shares_nothing_pays_its_own_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
