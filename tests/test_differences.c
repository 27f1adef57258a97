// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/data_set.h"

#include <stdlib.h>

/* Four parallel links from A to B of 1, 2, 4 and 8 a tonne; who closes some of them gets another plan. */
static const struct text_file ladder[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "L1,A,B,true,1,1,30\nL2,A,B,true,2,1,30\nL4,A,B,true,4,1,30\nL8,A,B,true,8,1,30\n"},
    {"shipments/shipment.csv",
     "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\nS,A,B,50,100\n"}};

/* Two plans without links (by index), and the moves from one to the other. */
struct pair {
    struct scenario *scenario;
    struct virtual_network *network;
    struct plan *before, *after;
    struct plan_move *move;
    int moves;
};

static struct pair pair_of(const int *closed_before, int count_before, const int *closed_after,
                           int count_after) {
    struct pair pair = {.scenario = data_set_load(data_set_write(ladder, 3, NULL))};
    struct variant before = NOW, after = NOW;
    before.closed_link = closed_before, before.closed_links = count_before;
    after.closed_link = closed_after, after.closed_links = count_after;
    pair.before = plan_make(pair.scenario, &before);
    pair.after = plan_make(pair.scenario, &after);
    pair.network = network_build(pair.scenario, &NOW);
    pair.move = plan_moves(pair.before, pair.after, pair.network, &pair.moves);
    return pair;
}

static void pair_release(struct pair *pair) {
    free(pair->move);
    plan_free(pair->before);
    plan_free(pair->after);
    virtual_free(pair->network);
    scenario_free(pair->scenario);
}

static int link_of(const struct plan *plan, int path) {
    return path < 0 ? -1 : plan->link[plan->leg[plan->path[path].first_leg].first_link];
}

static void assert_move(const struct pair *pair, int m, int from, int to, int t, int saving) {
    const struct plan_move *move = &pair->move[m];
    assert_int_equal(link_of(pair->before, move->from), from);
    assert_int_equal(link_of(pair->after, move->to), to);
    assert_int_equal(move->quantity_kg, 1000 * t);
    assert_true(move->saving_e13 == (wide)saving * 10000000000000);
}

static void a_plan_does_not_differ_from_itself(void **state) {
    (void)state;
    AUTO(pair_release) struct pair pair = pair_of(NULL, 0, NULL, 0);
    assert_int_equal(pair.moves, 0);
}

/* 30 t on L1 and 20 t on L2; without L1 30 t on L2 and 20 t on L4. L2 keeps its 20 t, L1's 30 t part. */
static void tonnes_leave_a_path_for_others_dearest_first(void **state) {
    (void)state;
    static const int first[] = {0};
    AUTO(pair_release) struct pair pair = pair_of(NULL, 0, first, 1);
    assert_int_equal(pair.moves, 2);
    assert_move(&pair, 0, 0, 2, 20, -60); /* 1 to 4 */
    assert_move(&pair, 1, 0, 1, 10, -10); /* 1 to 2 */
}

/* Without L2, L4 and L8 20 t stay behind at 100 a tonne. */
static void tonnes_stay_behind_and_come_along_again(void **state) {
    (void)state;
    static const int rest[] = {1, 2, 3};
    AUTO(pair_release) struct pair pair = pair_of(NULL, 0, rest, 3);
    assert_int_equal(pair.moves, 1);
    assert_move(&pair, 0, 1, -1, 20, -1960);
    AUTO(pair_release) struct pair back = pair_of(rest, 3, NULL, 0);
    assert_int_equal(back.moves, 1);
    assert_move(&back, 0, -1, 1, 20, 1960);
}

static void the_parts_of_a_plan_are_its_objective(void **state) {
    (void)state;
    static const int rest[] = {1, 2, 3};
    AUTO(pair_release) struct pair pair = pair_of(NULL, 0, rest, 3);
    wide part_e7[PART_COUNT];
    plan_parts(pair.after, part_e7);
    assert_true(part_e7[ITEM_RATE] == 30 * (wide)10000000);
    assert_true(part_e7[PART_PENALTY] == 2000 * (wide)10000000);
    assert_true(part_e7[PART_TIME] == 0);
    assert_string_equal(part_name(PART_PENALTY), "penalty");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_does_not_differ_from_itself),
        cmocka_unit_test(tonnes_leave_a_path_for_others_dearest_first),
        cmocka_unit_test(tonnes_stay_behind_and_come_along_again),
        cmocka_unit_test(the_parts_of_a_plan_are_its_objective),
    };
    return cmocka_run_group_tests_name("how two plans differ", tests, NULL, NULL);
}
