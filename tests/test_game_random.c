// SPDX-License-Identifier: GPL-3.0-or-later
/* What must hold for any game, on random ones of every kind. */
#include "tests/test_game.h"

typedef void rule(const struct game *game, double *pays);

static void nucleolus(const struct game *game, double *pays) {
    struct error err = {0};
    game_must(game_nucleolus(game, pays, &err), &err);
}

static void equal_profit(const struct game *game, double *pays) {
    struct error err = {0};
    game_must(game_equal_profit(game, pays, NULL, &err), &err);
}

static const struct {
    const char *name;
    rule *rule;
    bool covariant; /* what each costs besides is paid by it alone */
} RULES[] = {{"Shapley", game_shapley, true},
             {"separable", game_separable, true},
             {"nucleolus", nucleolus, true},
             {"equal profit", equal_profit, false}};
enum { RULES_COUNT = sizeof RULES / sizeof *RULES };

static void near(int r, const char *what, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s, %s: %.12g, not %.12g (%g)", RULES[r].name, what, found, expected, tolerance);
}

/* Calls `check` for each rule on games of 1 .. 7 players of each kind; tolerances are 1e-7 of the largest saving. */
static void for_games(int rounds, void check(int r, const struct game *game, double tolerance)) {
    for (int round = 0; round < rounds; round++)
        for (int kind = 0; kind < GAME_KINDS; kind++)
            for (int r = 0; r < RULES_COUNT; r++) {
                double cost[1 << 8];
                int players = 1 + random_below(7);
                game_random_of((enum game_kind)kind, players, cost);
                struct game game = {players, cost};
                check(r, &game, 1e-7 * game_largest_saving(players, cost) + 1e-15 * fabs(cost[1]));
            }
}

static void check_balance(int r, const struct game *game, double tolerance) {
    double pays[8], sum = 0, total = game->cost[(1 << game->players) - 1];
    (void)tolerance;
    RULES[r].rule(game, pays);
    for (int i = 0; i < game->players; i++)
        sum += pays[i];
    near(r, "the sum", sum, total, 1e-13 * fabs(total) + 1e-12);
}

static void what_all_pay_is_what_all_cost(void **state) {
    (void)state;
    random_state = 1;
    for_games(40, check_balance);
}

static unsigned swapped(unsigned group) {
    unsigned differ = (group ^ group >> 1) & 1;
    return group ^ (differ | differ << 1);
}

static void check_symmetry(int r, const struct game *game, double tolerance) {
    double cost[1 << 8], pays[8];
    if (game->players < 2)
        return;
    for (unsigned s = 0; s < 1u << game->players; s++)
        cost[s] = (game->cost[s] + game->cost[swapped(s)]) / 2;
    RULES[r].rule(&(struct game){game->players, cost}, pays);
    near(r, "two equal players", pays[0], pays[1], 10 * tolerance);
}

static void equal_players_pay_equally(void **state) {
    (void)state;
    random_state = 2;
    for_games(40, check_symmetry);
}

static void check_permutation(int r, const struct game *game, double tolerance) {
    int players = game->players, to[8];
    double cost[1 << 8], pays[8], again[8];
    for (int i = 0; i < players; i++) {
        int j = random_below(i + 1);
        to[i] = to[j];
        to[j] = i;
    }
    for (int s = 0; s < 1 << players; s++) {
        int moved = 0;
        for (int i = 0; i < players; i++)
            moved |= (s >> i & 1) << to[i];
        cost[moved] = game->cost[s];
    }
    RULES[r].rule(game, pays);
    RULES[r].rule(&(struct game){players, cost}, again);
    for (int i = 0; i < players; i++)
        near(r, "players in another order", again[to[i]], pays[i], 10 * tolerance);
}

static void the_order_of_players_means_nothing(void **state) {
    (void)state;
    random_state = 3;
    for_games(40, check_permutation);
}

/* The last player is a stranger, who costs 17 in any company. */
static void check_dummy(int r, const struct game *game, double tolerance) {
    int players = game->players;
    double cost[1 << 8], pays[8], without[8];
    if (r != 0 && r != 2)
        return; /* equal profit gives strangers a part, and separable costs where nobody saves */
    for (int s = 0; s < 1 << players; s++) {
        cost[s] = game->cost[s];
        cost[s | 1 << players] = game->cost[s] + 17;
    }
    RULES[r].rule(&(struct game){players + 1, cost}, pays);
    RULES[r].rule(game, without);
    double largest = 1e-15 * fabs(game->cost[(1 << players) - 1]);
    near(r, "a stranger", pays[players], 17, 10 * (tolerance + largest));
    for (int i = 0; i < players && r == 0; i++)
        near(r, "beside a stranger", pays[i], without[i], 10 * (tolerance + largest));
}

static void a_stranger_pays_its_own(void **state) {
    (void)state;
    random_state = 4;
    for_games(40, check_dummy);
}

static void check_covariance(int r, const struct game *game, double tolerance) {
    int players = game->players;
    double cost[1 << 8], pays[8], more[8], own[8];
    if (!RULES[r].covariant)
        return;
    for (int i = 0; i < players; i++)
        own[i] = random_below(2000) - 1000;
    for (int s = 0; s < 1 << players; s++) {
        cost[s] = 3 * game->cost[s];
        for (int i = 0; i < players; i++)
            cost[s] += s >> i & 1 ? own[i] : 0;
    }
    RULES[r].rule(game, pays);
    RULES[r].rule(&(struct game){players, cost}, more);
    double digits = 1e-14 * fabs(game->cost[(1 << players) - 1]) + 1e-11;
    for (int i = 0; i < players; i++)
        near(r, "three times as much and its own", more[i], 3 * pays[i] + own[i], 30 * (tolerance + digits));
}

static void what_each_costs_besides_it_pays_itself(void **state) {
    (void)state;
    random_state = 5;
    for_games(40, check_covariance);
}

static double excess_of(const struct game *game, const double *pays, int group) {
    double excess = game->cost[group];
    for (int i = 0; i < game->players; i++)
        excess -= group >> i & 1 ? pays[i] : 0;
    return excess;
}

/* Nucleolus and equal profit lie in the core where there is one; where not, equal profit in the least core; the nucleolus asks nobody for more than
 * it costs alone where that is possible; the worst group is the one of least excess. */
static void check_core(int r, const struct game *game, double tolerance) {
    int players = game->players, all = (1 << players) - 1;
    double pays[8], in_core[8], least, lowest = INFINITY, alone = 0, gain,
                                       digits = 1e-14 * fabs(game->cost[all]);
    struct error err = {0};
    if (players < 2)
        return;
    RULES[r].rule(game, pays);
    game_must(game_least_core(game, in_core, &least, &err), &err);
    double reached = INFINITY;
    for (int s = 1; s < all; s++) {
        lowest = fmin(lowest, excess_of(game, pays, s));
        reached = fmin(reached, excess_of(game, in_core, s));
    }
    near(r, "the least core", reached, -least, tolerance + digits);
    if (lowest > -least + tolerance + digits)
        fail_msg("%s does better than the least core: %g, %g", RULES[r].name, lowest, -least);
    for (int i = 0; i < players; i++)
        alone += game->cost[1 << i];
    bool imputations = alone >= game->cost[all];
    if (r == 2 && (least <= 0 || !imputations))
        near(r, "the lowest excess", lowest, -least, tolerance + digits);
    if (r == 3 && lowest < fmin(0, -least) - tolerance - digits)
        fail_msg("equal profit is outside the least core: %g, %g", lowest, -least);
    for (int i = 0; i < players && r == 2 && imputations; i++)
        if (pays[i] > game->cost[1 << i] + tolerance + digits)
            fail_msg("player %d pays %.12g, alone %.12g", i, pays[i], game->cost[1 << i]);
    uint64_t worst = game_worst(game, pays, &gain);
    near(r, "the gain of the worst group", gain, -lowest, tolerance + digits);
    near(r, "the worst group's gain", -excess_of(game, pays, (int)worst), gain, tolerance + digits);
}

static void the_core_holds_what_it_should(void **state) {
    (void)state;
    random_state = 6;
    for_games(60, check_core);
}

/* By its definition: the mean over all orders. */
static void all_orders(const struct game *game, double *pays) {
    int order[6], players = game->players, orders = 1;
    for (int i = 1; i <= players; i++)
        orders *= i;
    for (int i = 0; i < players; i++)
        pays[i] = 0;
    for (int k = 0; k < orders; k++) {
        int rest = k, group = 0;
        for (int i = 0; i < players; i++) { /* insertion at place rest % (i + 1) */
            int place = rest % (i + 1);
            rest /= i + 1;
            for (int j = i; j > place; j--)
                order[j] = order[j - 1];
            order[place] = i;
        }
        for (int i = 0; i < players; i++) {
            pays[order[i]] += (game->cost[group | 1 << order[i]] - game->cost[group]) / orders;
            group |= 1 << order[i];
        }
    }
}

static void check_orders(int r, const struct game *game, double tolerance) {
    double pays[8], expected[8];
    if (r != 0 || game->players > 6)
        return;
    game_shapley(game, pays);
    all_orders(game, expected);
    for (int i = 0; i < game->players; i++)
        near(r, "all orders", pays[i], expected[i], tolerance + 1e-13 * fabs(expected[i]));
}

static void shapley_is_the_mean_over_all_orders(void **state) {
    (void)state;
    random_state = 7;
    for_games(20, check_orders);
}

static void shapley_and_interaction_of_a_sum_are_the_sums(void **state) {
    (void)state;
    random_state = 8;
    for (int round = 0; round < 50; round++) {
        double cost[3][64], pays[3][6], index[3][36];
        for (int k = 0; k < 2; k++)
            game_random_of(k == 0 ? GAME_NOISE : GAME_ROADS, 6, cost[k]);
        for (int s = 0; s < 64; s++)
            cost[2][s] = cost[0][s] + cost[1][s];
        for (int k = 0; k < 3; k++) {
            game_shapley(&(struct game){6, cost[k]}, pays[k]);
            game_interaction(&(struct game){6, cost[k]}, index[k]);
        }
        for (int i = 0; i < 6; i++)
            near(0, "a sum of games", pays[2][i], pays[0][i] + pays[1][i], 1e-10);
        for (int i = 0; i < 36; i++)
            near(0, "interaction of a sum", index[2][i], index[0][i] + index[1][i], 1e-10);
    }
}

/* Grabisch and Roubens: the index of a pair is what the two as one have by Shapley, less each one's own in the game without the other. */
static void interaction_is_what_two_as_one_have_above_each_without_the_other(void **state) {
    (void)state;
    random_state = 9;
    for (int round = 0; round < 50; round++) {
        double cost[32], one[16], alone[2][16], index[25], pays[3][5];
        game_random_of(GAME_NOISE, 5, cost);
        game_interaction(&(struct game){5, cost}, index);
        for (int s = 0; s < 16; s++) { /* the players 3 and 4 as the one, 3, of three others */
            one[s] = cost[s & 8 ? s | 16 : s];
            alone[0][s] = cost[s];
            alone[1][s] = cost[(s & 7) | (s & 8) << 1];
        }
        game_shapley(&(struct game){4, one}, pays[0]);
        game_shapley(&(struct game){4, alone[0]}, pays[1]);
        game_shapley(&(struct game){4, alone[1]}, pays[2]);
        near(0, "interaction", index[3 * 5 + 4], pays[0][3] - pays[1][3] - pays[2][3], 1e-10);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_all_pay_is_what_all_cost),
        cmocka_unit_test(equal_players_pay_equally),
        cmocka_unit_test(the_order_of_players_means_nothing),
        cmocka_unit_test(a_stranger_pays_its_own),
        cmocka_unit_test(what_each_costs_besides_it_pays_itself),
        cmocka_unit_test(the_core_holds_what_it_should),
        cmocka_unit_test(shapley_is_the_mean_over_all_orders),
        cmocka_unit_test(shapley_and_interaction_of_a_sum_are_the_sums),
        cmocka_unit_test(interaction_is_what_two_as_one_have_above_each_without_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
