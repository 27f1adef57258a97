// SPDX-License-Identifier: GPL-3.0-or-later
/* Games that are published with their answers, and games small enough to be solved by hand. */
#include "solver/game.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void near(const char *what, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s: found %.12g, expected %.12g", what, found, expected);
}

static void all_near(const char *what, int players, const double *found, const double *expected,
                     double tolerance) {
    for (int i = 0; i < players; i++)
        if (!(fabs(found[i] - expected[i]) <= tolerance))
            fail_msg("%s: player %d has %.12g, not %.12g", what, i, found[i], expected[i]);
}

static void must(bool ok, const struct error *err) {
    if (!ok)
        fail_msg("%s", err->message);
}

static void check_nucleolus(const char *what, int players, const double *cost, const double *expected,
                            double tolerance) {
    struct error err = {0};
    double pays[GAME_PLAYERS];
    must(game_nucleolus(&(struct game){players, cost}, pays, &err), &err);
    all_near(what, players, pays, expected, tolerance);
}

static void check_shapley(const char *what, int players, const double *cost, const double *expected,
                          double tolerance) {
    double pays[GAME_PLAYERS];
    game_shapley(&(struct game){players, cost}, pays);
    all_near(what, players, pays, expected, tolerance);
}

/*
 * The Tennessee Valley Authority's navigation, flood control and power, in thousands of dollars: Straffin and Heaney 1981,
 * doi:10.1007/BF01770069. groups: -, n, f, nf, p, np, fp, nfp.
 *
 * Shapley of n: 163520/3 + (301607 - 140826)/6 + (378821 - 250096)/6 + (412584 - 367370)/3 = 117829.
 * Separable: 45214, 33763, 110977; alternatives saved: 118306, 107063, 139119 of 364488; the rest is 222630: 117476, 99157, 195951.
 * Nucleolus: all save 141858, no pair over a third of it, so each saves 47286: Young 1985 has 116234, 93540, 202810.
 * Interaction of n and f: (301607 - 163520 - 140826) / 2 + (412584 - 378821 - 367370 + 250096) / 2 = -43125.
 */
static const double TVA[] = {0, 163520, 140826, 301607, 250096, 378821, 367370, 412584};

static void the_dams_of_tennessee_cost_each_purpose_what_the_literature_says(void **state) {
    (void)state;
    struct game game = {3, TVA};
    double pays[3], index[9];
    check_shapley("Shapley", 3, TVA, (double[]){117829, 100756.5, 193998.5}, 0.01);
    check_nucleolus("nucleolus", 3, TVA, (double[]){116234, 93540, 202810}, 1e-4);
    game_separable(&game, pays);
    all_near("separable", 3, pays, (double[]){117476, 99157, 195951}, 0.5);
    game_interaction(&game, index);
    near("interaction", index[1], -43125, 1e-6);
    near("interaction, the other way", index[3], -43125, 1e-6);
    near("of one with itself", index[4], 0, 0);
}

/* What a group costs of a runway as long as its largest aircraft asks for. */
static void runway(int players, const double *need, double *cost) {
    for (int s = 0; s < 1 << players; s++) {
        cost[s] = 0;
        for (int i = 0; i < players; i++)
            if (s >> i & 1)
                cost[s] = fmax(cost[s], need[i]);
    }
}

/*
 * Littlechild and Owen 1973 (doi:10.1287/mnsc.20.3.370): each stretch of runway is shared by those who need it. Littlechild 1974
 * (Int. J. Game Theory 3, 21-29): the lowest of need_j / (j + 1), for j before the last, and need_n / n, is what players 1 .. j pay each;
 * then again with what they pay taken off.
 *   needs 1, 2, 4:     1/2, then (2 - 1/2) / 2 = 3/4, the rest 11/4
 *   needs 3, 4, 5, 12: of 3/2, 4/3, 5/4, 3 the third: three pay 5/4 each, the last 12 - 15/4
 *   needs 3, 4, 5, 5:  of 3/2, 4/3, 5/4, 5/4: all pay 5/4
 */
static void a_runway_is_shared_by_littlechilds_rules(void **state) {
    (void)state;
    double cost[16];
    runway(3, (double[]){1, 2, 4}, cost);
    check_shapley("Shapley", 3, cost, (double[]){1. / 3, 1. / 3 + 1. / 2, 1. / 3 + 1. / 2 + 2}, 1e-12);
    check_nucleolus("1, 2, 4", 3, cost, (double[]){0.5, 0.75, 2.75}, 1e-9);
    runway(4, (double[]){3, 4, 5, 12}, cost);
    check_shapley("Shapley", 4, cost, (double[]){3. / 4, 13. / 12, 19. / 12, 103. / 12}, 1e-12);
    check_nucleolus("3, 4, 5, 12", 4, cost, (double[]){1.25, 1.25, 1.25, 8.25}, 1e-9);
    runway(4, (double[]){3, 4, 5, 5}, cost);
    check_nucleolus("3, 4, 5, 5", 4, cost, (double[]){1.25, 1.25, 1.25, 1.25}, 1e-9);
}

/* Aumann and Maschler 1985 (doi:10.1016/0022-0531(85)90102-4): the Mishna's three wives with 100, 200 and 300. */
static void the_talmuds_estates_are_the_nucleolus(void **state) {
    (void)state;
    static const struct {
        double estate, share[3];
    } CASES[] = {{100, {100. / 3, 100. / 3, 100. / 3}}, {200, {50, 75, 75}}, {300, {50, 100, 150}}};
    static const double CLAIM[] = {100, 200, 300};
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        double cost[8], expected[3];
        for (int s = 0; s < 8; s++) {
            double left = CASES[c].estate;
            for (int i = 0; i < 3; i++)
                left -= s >> i & 1 ? 0 : CLAIM[i];
            cost[s] = -fmax(0, left);
        }
        for (int i = 0; i < 3; i++)
            expected[i] = -CASES[c].share[i];
        check_nucleolus("estate", 3, cost, expected, 1e-8);
    }
}

/* Players 0 and 1 have a left glove each, player 2 the right one, a pair is worth 1. The one order in six in which
 * player 0 comes second and before player 1 gives it 1. The core is the single sharing that gives player 2 all. */
static void who_has_the_only_right_glove_gets_all_in_the_nucleolus(void **state) {
    (void)state;
    static const double COST[] = {0, 0, 0, 0, 0, -1, -1, -1};
    check_shapley("Shapley", 3, COST, (double[]){-1. / 6, -1. / 6, -2. / 3}, 1e-12);
    check_nucleolus("nucleolus", 3, COST, (double[]){0, 0, -1}, 1e-9);
}

/* Shapley and Shubik 1971 (doi:10.1007/BF01753437) for one seller (0) and buyers who gain 5 and 3: the core gives the seller 3 to 5, the first
 * buyer the rest; groups {0, 2} and {1} pull apart until both have 1 over. */
static void a_seller_and_two_buyers_meet_in_the_middle_of_the_core(void **state) {
    (void)state;
    static const double COST[] = {0, 0, 0, -5, 0, -3, 0, -5};
    check_nucleolus("nucleolus", 3, COST, (double[]){-4, -1, 0}, 1e-9);
}

/* Votes 2, 1, 1, 1, of which 3 win, and the winners win 1. Peleg 1968 (SIAM J. Appl. Math. 16, 527-532): the nucleolus of such a game, in which of two
 * groups one wins, is its smallest weights. Shapley: player 0 decides in place 2 or 3 of 4. */
static void votes_are_shared_by_their_weights(void **state) {
    (void)state;
    double cost[16];
    for (int s = 0; s < 16; s++)
        cost[s] = __builtin_popcount((unsigned)s) + (s & 1) >= 3 ? -1 : 0;
    check_shapley("Shapley", 4, cost, (double[]){-0.5, -1. / 6, -1. / 6, -1. / 6}, 1e-12);
    check_nucleolus("nucleolus", 4, cost, (double[]){-0.4, -0.2, -0.2, -0.2}, 1e-9);
}

/* Any two of three save 1, and so do all: whoever is left out offers more. */
static void an_empty_core_says_by_how_much(void **state) {
    (void)state;
    static const double COST[] = {0, 1, 1, 1, 1, 1, 1, 2};
    struct error err = {0};
    double pays[3], least;
    must(game_least_core(&(struct game){3, COST}, pays, &least, &err), &err);
    near("least core", least, 1. / 3, 1e-9);
    all_near("least core", 3, pays, (double[]){2. / 3, 2. / 3, 2. / 3}, 1e-9);
    check_nucleolus("nucleolus", 3, COST, (double[]){2. / 3, 2. / 3, 2. / 3}, 1e-9);
    double gain;
    assert_int_equal(game_worst(&(struct game){3, COST}, (double[]){1, 0.5, 0.5}, &gain), 3);
    near("gain", gain, 0.5, 1e-12);
}

/* 1 + 2 alone, 5 together: 2 are lost, by equal parts. */
static void where_together_costs_more_the_loss_is_shared(void **state) {
    (void)state;
    check_nucleolus("two", 2, (double[]){0, 1, 2, 5}, (double[]){2, 3}, 1e-9);
    check_nucleolus("three", 3, (double[]){0, 1, 2, 3, 3, 4, 5, 9}, (double[]){2, 3, 4}, 1e-9);
}

static void small_and_empty_games_have_answers(void **state) {
    (void)state;
    struct error err = {0};
    double pays[4], least, gain, difference, index[4] = {1, 1, 1, 1};
    static const double ONE[] = {0, 7}, NONE[] = {0, 0, 0, 0}, APART[] = {0, 3, 4, 7};
    check_nucleolus("one", 1, ONE, (double[]){7}, 0);
    check_shapley("one", 1, ONE, (double[]){7}, 0);
    must(game_least_core(&(struct game){1, ONE}, pays, &least, &err), &err);
    near("least core of one", least, 0, 0);
    assert_int_equal(game_worst(&(struct game){1, ONE}, pays, &gain), 0);
    must(game_equal_profit(&(struct game){1, ONE}, pays, &difference, &err), &err);
    near("equal profit of one", pays[0], 7, 0);
    game_interaction(&(struct game){1, ONE}, index);
    game_separable(&(struct game){1, ONE}, pays);
    near("separable of one", pays[0], 7, 0);
    check_nucleolus("nothing", 2, NONE, (double[]){0, 0}, 0);
    check_nucleolus("apart", 2, APART, (double[]){3, 4}, 1e-12);
    game_separable(&(struct game){2, APART}, pays);
    all_near("apart", 2, pays, (double[]){3, 4}, 1e-12);
    must(game_equal_profit(&(struct game){2, NONE}, pays, &difference, &err), &err);
    all_near("nothing", 2, pays, (double[]){0, 0}, 0);
    game_proportional(2, (double[]){0, 0}, 5, pays);
    all_near("no weights", 2, pays, (double[]){2.5, 2.5}, 0);
    game_proportional(2, (double[]){1, 3}, 8, pays);
    all_near("weights", 2, pays, (double[]){2, 6}, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dams_of_tennessee_cost_each_purpose_what_the_literature_says),
        cmocka_unit_test(a_runway_is_shared_by_littlechilds_rules),
        cmocka_unit_test(the_talmuds_estates_are_the_nucleolus),
        cmocka_unit_test(who_has_the_only_right_glove_gets_all_in_the_nucleolus),
        cmocka_unit_test(a_seller_and_two_buyers_meet_in_the_middle_of_the_core),
        cmocka_unit_test(votes_are_shared_by_their_weights),
        cmocka_unit_test(an_empty_core_says_by_how_much),
        cmocka_unit_test(where_together_costs_more_the_loss_is_shared),
        cmocka_unit_test(small_and_empty_games_have_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
