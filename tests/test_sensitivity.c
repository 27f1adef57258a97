// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How far tariffs may move. On the corridor every end is reckoned by hand; on the shipped data the plan is made anew
 * from scratch beyond and before every end, and far out where there is said to be none.
 */
#include "base/mem.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Everything in force, each alone and item by item. */
struct ranges {
    struct compiled *compiled;
    struct rate_group *group;
    int groups;
    struct sensitivity *sensitivity;
};

static void add_group(struct ranges *ranges, enum item item, const struct rate *rate) {
    ranges->group = xrealloc(ranges->group, (size_t)ranges->groups + 1, sizeof *ranges->group);
    ranges->group[ranges->groups++] = (struct rate_group){item, rate};
}

static struct ranges ranges_of(const struct scenario *scenario, const struct sensitivity_settings *settings) {
    struct diag *diag = diag_new();
    struct error err = {0};
    struct ranges ranges = {.compiled = plan_compile(scenario, &NOW, diag)};
    assert_non_null(ranges.compiled);
    const struct tariff *tariff = compiled_network(ranges.compiled)->tariff;
    for (enum item item = 0; item < ITEM_BOOK; item++) {
        bool any = false;
        for (int r = 0; r < tariff_count(tariff); r++)
            if (tariff_rate(tariff, r)->item == item) {
                any = true;
                add_group(&ranges, item, tariff_rate(tariff, r));
            }
        if (any)
            add_group(&ranges, item, NULL);
    }
    ranges.sensitivity = plan_sensitivity(ranges.compiled, ranges.group, ranges.groups, settings, &err);
    if (ranges.sensitivity == NULL)
        fail_msg("%s", err.message);
    diag_free(diag);
    return ranges;
}

static void ranges_end(struct ranges *ranges) {
    sensitivity_free(ranges->sensitivity);
    compiled_free(ranges->compiled);
    free(ranges->group);
}

static const char *name_of(const struct rate_range *range) {
    return range->group.rate != NULL ? range->group.rate->tariff_id : item_name(range->group.item);
}

static const struct rate_range *range_named(const struct ranges *ranges, const char *name) {
    for (int i = 0; i < ranges->sensitivity->ranges; i++)
        if (strcmp(name_of(&ranges->sensitivity->range[i]), name) == 0)
            return &ranges->sensitivity->range[i];
    fail_msg("no range of %s", name);
    return NULL;
}

static void near(const char *what, double found, double expected) {
    if (!(fabs(found - expected) <= 1e-9 * fmax(fabs(expected), 1)))
        fail_msg("%s: %.12g, expected %.12g", what, found, expected);
}

/* ---- by hand ---- */

/*
 * A tonne from A to B pays by truck, in the order of the corridor (what a truck costs, times 0.1875):
 *
 *     handling 5,000 + 5,000, access 700 (QB) + 700 (unloading at B)      11,400
 *     fuel 6,800 x 0.25 l x 62 km                                         19,762.5
 *     running 1,000 x 62 km                                               11,625
 *     crew 20,000 x (0.625 + 0.3125 + 2 + 0.375 h)                        12,421.875
 *     toll 40,000; ferry 800,000                                         157,500
 *                                                                        212,709.375
 * and by rail 8,000 + 2,400 (a day of storage) + 50,000 + 8,000 = 68,400. Wheat counts an hour as 100: by truck
 * 1.5 (handling) + 3.3125 + 0.5 (half a headway) = 5.3125 h, by rail 32 + 5 + 3 = 40 h. So it costs 213,240.625 or
 * 72,400: the train saves it 140,840.625. Coal pays 10 per cent on top: 233,980.3125 or 75,240, saved 158,740.3125.
 * All 150 t go by rail. Wheat is the first to leave it, with 100 t, wherever the rates move the two ways apart:
 *
 *     rail       dearer by 140,840.625 / 50,000        coal stays and pays 50 x 55,000
 *     ferry      cheaper by 140,840.625 / 150,000      wheat then pays 100 x 150,000
 *     handling   the train's 16,000 against 10,000: dearer by 140,840.625 / 6,000; then 100 x 10,000 + 50 x 17,600
 *     handling-rail  140,840.625 / 16,000; storage 140,840.625 / 2,400
 */
static const struct {
    const char *name;
    double paid, fall, rise; /* 0 = no end */
    double beyond;           /* paid under the rates beyond the one end there is */
} corridor[] = {
    {"rail", 100 * 50000 + 50 * 55000, 0, 140840.625 / 50000, 50 * 55000},
    {"ferry-VI", 0, -140840.625 / 150000, 0, 100 * 150000},
    {"ferry", 0, -140840.625 / 150000, 0, 100 * 150000},
    {"handling", 100 * 16000 + 50 * 17600, 0, 140840.625 / 6000, 100 * 10000 + 50 * 17600},
    {"handling-rail", 100 * 16000 + 50 * 17600, 0, 140840.625 / 16000, 50 * 17600},
    {"storage-rail", 100 * 2400 + 50 * 2640, 0, 140840.625 / 2400, 50 * 2640},
    {"fuel", 0, 0, 0, 0},
    {"toll-III", 0, 0, 0, 0},
    {"surcharge-coal", 50 * 6840, 0, 0, 0},
    {"access-east", 0, 0, 0, 0},
};

static void the_ends_of_the_corridor_are_those_reckoned_by_hand(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct ranges ranges = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    near("total", ranges.sensitivity->total, 100 * 72400 + 50 * 75240);
    for (size_t i = 0; i < COUNT_OF(corridor); i++) {
        const char *name = corridor[i].name;
        const struct rate_range *range = range_named(&ranges, name);
        near(name, range->paid, corridor[i].paid);
        assert_int_equal(range->kind, RANGE_MOVES);
        assert_int_equal(range->ends[FALL], corridor[i].fall != 0);
        assert_int_equal(range->ends[RISE], corridor[i].rise != 0);
        if (range->ends[FALL]) {
            near(name, range->end[FALL].share, corridor[i].fall);
            near(name, range->end[FALL].below, corridor[i].beyond);
        }
        if (range->ends[RISE]) {
            near(name, range->end[RISE].share, corridor[i].rise);
            near(name, range->end[RISE].above, corridor[i].beyond);
        }
    }
    ranges_end(&ranges);
    scenario_free(scenario);
}

static void at_an_end_it_says_which_tonnes_change_to_what(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct ranges ranges = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    const struct rate_range *range = range_named(&ranges, "rail");
    const struct plan *ways = ranges.sensitivity->ways;
    assert_int_equal(range->end[RISE].changes, 1);
    const struct path_change *change = &ranges.sensitivity->change[range->end[RISE].first_change];
    assert_string_equal(scenario->shipment[change->shipment].id, "S1");
    assert_int_equal(change->quantity_kg, 100000);
    assert_string_equal(ways->leg[ways->path[change->from].first_leg].mode, "rail");
    assert_int_equal(ways->path[change->from].per_t.e4, 684000000);
    assert_string_equal(ways->leg[ways->path[change->to].first_leg].mode, "road");
    assert_int_equal(ways->path[change->to].per_t.e4, 2127093750);
    ranges_end(&ranges);
    scenario_free(scenario);
}

/* The curve of the rail rate to four times as much: wheat leaves, then coal at 158,740.3125 / 55,000. */
static void the_curve_turns_where_each_shipment_leaves(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct ranges ranges = ranges_of(
        scenario, &(struct sensitivity_settings){.threads = 1, .curve = true, .low = -1, .high = 3});
    const struct rate_range *range = range_named(&ranges, "rail");
    const struct turn *turn = ranges.sensitivity->turn + range->first_turn;
    assert_int_equal(range->turns, 2);
    near("first turn", turn[0].share, 140840.625 / 50000);
    near("second turn", turn[1].share, 158740.3125 / 55000);
    near("slope after it", turn[1].above, 0);
    near("free", range->low_total, 100 * 22400 + 50 * 20240);
    near("by road alone", range->high_total, 100 * 213240.625 + 50 * 233980.3125);
    ranges_end(&ranges);
    scenario_free(scenario);
}

/* Two toll roads side by side at one price: which of them the plan takes is chance, and either may not get dearer. */
static void two_plans_of_one_cost_leave_no_room_on_one_side(void **state) {
    (void)state;
    static const struct text_file twins[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,length,free_speed,jurisdiction\n"
                           "T1,A,B,true,toll,10,50,west\nT2,A,B,true,toll,10,50,west\n"},
        {"roads/terminal.csv", NULL},
        {"roads/vehicle_type.csv", "vehicle_type_id,modes,payload_t\ntruck,road;toll,10\n"},
        {"tariffs/book.csv",
         "tariff_id,item,basis,amount,link_id,mode\nt1,toll,t,700,T1,\nt2,toll,t,700,T2,\n"
         "h,handling,t,0,,\nhaul,haulage,t,100,,\nidle,sea,t,5,,\n"},
        {0}};
    struct scenario *scenario = corridor_load(twins);
    struct ranges ranges = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    const struct rate_range *t1 = range_named(&ranges, "t1"), *t2 = range_named(&ranges, "t2");
    near("paid", t1->paid + t2->paid, 150 * 700);
    assert_int_equal(t1->ends[RISE] + t2->ends[RISE], (t1->paid > 0) + (t2->paid > 0));
    assert_int_equal(t1->ends[FALL] + t2->ends[FALL], (t1->paid < 105000) + (t2->paid < 105000));
    for (int side = FALL; side <= RISE; side++)
        near("end", t1->end[side].share + t2->end[side].share, 0);
    assert_int_equal(range_named(&ranges, "toll")->ends[RISE], false);
    assert_int_equal(range_named(&ranges, "h")->kind, RANGE_ZERO);
    assert_int_equal(range_named(&ranges, "idle")->kind, RANGE_IDLE);
    ranges_end(&ranges);
    scenario_free(scenario);
}

/* ---- the shipped data, planned anew ---- */

static bool is_in(const struct rate_group *group, const struct rate *rate) {
    bool in_force = rate->valid_from.day <= NOW.as_of.day && NOW.as_of.day < rate->valid_to.day;
    return in_force && (group->rate != NULL ? rate == group->rate : rate->item == group->item);
}

/* The amounts of the group at the share; `today` holds those of the book. */
static void move(const struct scenario *scenario, const struct rate_group *group, const int64_t *today,
                 double share) {
    for (int i = 0; i < book_count(scenario->book); i++) {
        struct rate *rate = (struct rate *)book_rate(scenario->book, i);
        rate->amount.e4 = is_in(group, rate) ? llround((double)today[i] * (1 + share)) : today[i];
    }
}

/* What today's flows cost more than the best plan there is at the share. */
static double excess(const struct scenario *scenario, const struct plan *plan) {
    struct diag *diag = diag_new();
    struct error err = {0};
    struct compiled *compiled = plan_compile(scenario, &NOW, diag);
    assert_non_null(compiled);
    struct standing *standing = standing_new(plan, compiled, 1e-9, &err);
    if (standing == NULL || standing->repriced == NULL)
        fail_msg("%s", err.message);
    struct plan *anew = plan_make(scenario, &NOW);
    double more = wide_double(standing->repriced->objective_e4 - anew->objective_e4, MONEY_PLACES);
    plan_free(anew);
    standing_free(standing);
    compiled_free(compiled);
    diag_free(diag);
    return more;
}

struct shipped {
    struct scenario *scenario;
    struct plan *plan;
    int64_t *today;
    double total;
};

static void check_end(const struct shipped *shipped, const struct rate_range *range, int side) {
    const struct turn *turn = &range->end[side];
    double steeper = turn->below - turn->above, sign = side == RISE ? 1 : -1;
    double step = fmax(1e-4, 1e-6 * shipped->total / steeper);
    assert_true(steeper > 0);
    move(shipped->scenario, &range->group, shipped->today,
         turn->share - sign * fmin(step, fabs(turn->share)));
    double inside = excess(shipped->scenario, shipped->plan);
    if (!(inside <= 1e-8 * shipped->total))
        fail_msg("%s %d: another plan is better by %g inside of %+.9g", name_of(range), side, inside,
                 turn->share);
    double beyond = turn->share + sign * step;
    if (beyond < -1)
        return;
    move(shipped->scenario, &range->group, shipped->today, beyond);
    double outside = excess(shipped->scenario, shipped->plan);
    if (!(outside >= 0.9 * step * steeper))
        fail_msg("%s %d: no other plan is better beyond %+.9g: %g", name_of(range), side, turn->share,
                 outside);
}

/* Free, or a thousand times as dear. */
static void check_no_end(const struct shipped *shipped, const struct rate_range *range, int side) {
    move(shipped->scenario, &range->group, shipped->today, side == RISE ? 999 : -1);
    double more = excess(shipped->scenario, shipped->plan);
    double scale = shipped->total + (side == RISE ? 1000 * range->paid : 0);
    if (!(more <= 1e-8 * scale))
        fail_msg("%s %d: another plan is better by %g", name_of(range), side, more);
}

static void beyond_each_end_of_the_shipped_data_another_plan_is_better_and_before_it_none(void **state) {
    (void)state;
    struct shipped shipped = {.scenario = data_set_load("data")};
    struct ranges ranges = ranges_of(shipped.scenario, &(struct sensitivity_settings){.threads = 1});
    int ends = 0;
    shipped.plan = plan_make(shipped.scenario, &NOW);
    shipped.total = wide_double(shipped.plan->objective_e4, MONEY_PLACES);
    shipped.today = xcalloc((size_t)book_count(shipped.scenario->book), sizeof *shipped.today);
    for (int i = 0; i < book_count(shipped.scenario->book); i++)
        shipped.today[i] = book_rate(shipped.scenario->book, i)->amount.e4;
    assert_true(fabs(ranges.sensitivity->total - shipped.total) <= 1e-8 * shipped.total);
    for (int i = 0; i < ranges.sensitivity->ranges; i++)
        for (int side = FALL; side <= RISE; side++) {
            const struct rate_range *range = &ranges.sensitivity->range[i];
            if (range->kind != RANGE_MOVES)
                continue;
            ends += range->ends[side];
            if (range->ends[side])
                check_end(&shipped, range, side);
            else if (range->group.rate == NULL || i % 8 == 0)
                check_no_end(&shipped, range, side);
        }
    print_message("%d ends checked\n", ends);
    assert_true(ends >= 40);
    free(shipped.today);
    plan_free(shipped.plan);
    ranges_end(&ranges);
    scenario_free(shipped.scenario);
}

/* rail has one rate today: as an item it is the same. */
static void a_group_of_one_rate_has_the_range_of_that_rate(void **state) {
    (void)state;
    struct scenario *scenario = data_set_load("data");
    struct ranges ranges = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    const struct rate_range *one = range_named(&ranges, "RAIL-2025"), *item = range_named(&ranges, "rail");
    for (int side = FALL; side <= RISE; side++)
        near("end", item->end[side].share, one->end[side].share);
    assert_ptr_equal(item->only, one->group.rate);
    ranges_end(&ranges);
    scenario_free(scenario);
}

/* Dearer by 2 per cent within its range, the rate has the same ends in money: prices are rounded, so nearly. */
static void the_ends_stay_where_they_are_while_the_rate_moves_within_them(void **state) {
    (void)state;
    struct scenario *scenario = data_set_load("data");
    struct ranges ranges = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    const struct rate_range *rail = range_named(&ranges, "RAIL-2025");
    struct rate *rate = (struct rate *)rail->group.rate;
    rate->amount.e4 = rate->amount.e4 / 100 * 102;
    struct ranges moved = ranges_of(scenario, &(struct sensitivity_settings){.threads = 1});
    const struct rate_range *dearer = range_named(&moved, "RAIL-2025");
    for (int side = FALL; side <= RISE; side++) {
        double before = 1 + rail->end[side].share, after = (1 + dearer->end[side].share) * 1.02;
        if (!(fabs(before - after) <= 1e-7))
            fail_msg("%d: at %.12g of the first amount, then at %.12g", side, before, after);
    }
    ranges_end(&moved);
    ranges_end(&ranges);
    scenario_free(scenario);
}

static void assert_same_turn(const struct ranges *a, const struct turn *x, const struct ranges *b,
                             const struct turn *y) {
    near("share", y->share, x->share);
    assert_int_equal(x->changes, y->changes);
    for (int i = 0; i < x->changes; i++) {
        const struct path_change *one = &a->sensitivity->change[x->first_change + i],
                                 *other = &b->sensitivity->change[y->first_change + i];
        assert_int_equal(one->shipment, other->shipment);
        assert_int_equal(one->quantity_kg, other->quantity_kg);
        assert_int_equal(a->sensitivity->ways->path[one->to].per_t.e4,
                         b->sensitivity->ways->path[other->to].per_t.e4);
    }
}

static void a_range_does_not_depend_on_what_else_is_asked_for(void **state) {
    (void)state;
    struct scenario *scenario = data_set_load("data");
    const struct sensitivity_settings settings = {.threads = 1};
    struct ranges all = ranges_of(scenario, &settings);
    for (int i = 0; i < all.groups; i++) {
        struct error err = {0};
        struct ranges alone = {.sensitivity =
                                   plan_sensitivity(all.compiled, &all.group[i], 1, &settings, &err)};
        assert_non_null(alone.sensitivity);
        const struct rate_range *one = &alone.sensitivity->range[0], *other = &all.sensitivity->range[i];
        for (int side = FALL; side <= RISE; side++) {
            assert_int_equal(one->ends[side], other->ends[side]);
            if (one->ends[side])
                assert_same_turn(&all, &other->end[side], &alone, &one->end[side]);
        }
        sensitivity_free(alone.sensitivity);
    }
    ranges_end(&all);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ends_of_the_corridor_are_those_reckoned_by_hand),
        cmocka_unit_test(at_an_end_it_says_which_tonnes_change_to_what),
        cmocka_unit_test(the_curve_turns_where_each_shipment_leaves),
        cmocka_unit_test(two_plans_of_one_cost_leave_no_room_on_one_side),
        cmocka_unit_test(the_ends_stay_where_they_are_while_the_rate_moves_within_them),
        cmocka_unit_test(a_range_does_not_depend_on_what_else_is_asked_for),
        cmocka_unit_test(a_group_of_one_rate_has_the_range_of_that_rate),
        cmocka_unit_test(beyond_each_end_of_the_shipped_data_another_plan_is_better_and_before_it_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
