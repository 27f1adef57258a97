// SPDX-License-Identifier: GPL-3.0-or-later
/* Games whose costs are asked for one by one, held against the same games looked at whole. */
#include "tests/test_game.h"

#include "base/mem.h"

#include <stdlib.h>

struct table {
    int players, asked, calls;
    const double *cost;
    unsigned char seen[GAME_TABLE];
    int fails_at; /* the call that fails; 0 = none */
};

static bool answer(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    struct table *table = context;
    if (++table->calls == table->fails_at)
        return error_set(err, ERROR_SOLVER, "interrupted");
    for (int i = 0; i < count; i++) {
        assert_true(group[i] > 0 && group[i] < (uint64_t)1 << table->players);
        assert_false(table->seen[group[i]]);
        table->seen[group[i]] = 1;
        cost[i] = table->cost[group[i]];
    }
    table->asked += count;
    return true;
}

static struct table *table_of(int players, const double *cost) {
    struct table *table = xcalloc(1, sizeof *table);
    table->players = players;
    table->cost = cost;
    return table;
}

static void near(const char *what, int kind, int players, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s, %d players of kind %d: %.12g, not %.12g (%g)", what, players, kind, found, expected,
                 tolerance);
}

static void compare(const char *what, int kind, int players, const double *cost,
                    bool generated(const struct game_oracle *, double *, struct error *),
                    const double *expected) {
    double pays[GAME_EXACT];
    struct error err = {0};
    struct table *table = table_of(players, cost);
    game_must(generated(&(struct game_oracle){players, table, answer}, pays, &err), &err);
    for (int i = 0; i < players; i++)
        near(what, kind, players, pays[i], expected[i],
             1e-6 * game_largest_saving(players, cost) + 1e-14 * fabs(cost[1]));
    free(table);
}

/* Where a player more or less changes little by little: what searches are for. */
static const int STRUCTURED[] = {GAME_ROADS, GAME_SCALE, GAME_LARGE};

static void what_is_generated_is_what_is_exact(void **state) {
    (void)state;
    random_state = 21;
    for (int round = 0; round < 60; round++) {
        double cost[1 << 10], pays[10];
        int kind = STRUCTURED[round % 3], players = 1 + random_below(10);
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        struct game game = {players, cost};
        game_must(game_nucleolus(&game, pays, &err), &err);
        compare("nucleolus", kind, players, cost, game_nucleolus_generated, pays);
        game_must(game_equal_profit(&game, pays, NULL, &err), &err);
        compare("equal profit", kind, players, cost, game_equal_profit_generated, pays);
    }
}

static void the_search_finds_the_worst_group(void **state) {
    (void)state;
    random_state = 22;
    int missed = 0;
    for (int round = 0; round < 100; round++) {
        double cost[1 << 12], pays[12], gain, most;
        int kind = round % GAME_KINDS, players = 2 + random_below(11);
        uint64_t group;
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        struct game game = {players, cost};
        game_shapley(&game, pays);
        for (int i = 0; i < players; i++) /* and somewhat off it */
            pays[i] *= 0.98 + 0.04 * game_uniform();
        game_worst(&game, pays, &most);
        struct table *table = table_of(players, cost);
        game_must(
            game_worst_searched(&(struct game_oracle){players, table, answer}, pays, &group, &gain, &err),
            &err);
        double digits = 1e-9 * fabs(most) + 1e-13 * fabs(cost[1]) * players;
        if (kind != GAME_NOISE && kind != GAME_TIES)
            near("gain", kind, players, gain, most, digits);
        assert_true(gain <= most + digits);
        missed += gain < most - digits;
        free(table);
    }
    assert_in_range(missed, 0, 4); /* of 40 without any structure */
}

/*
 * Of an interval of 95 % a true value is outside once in 20. Games and players are not independent, since the orders are the same:
 * 500 intervals would be outside 25 +- 15 times (three standard deviations) if they were.
 */
static void nineteen_of_twenty_intervals_hold_the_shapley_value(void **state) {
    (void)state;
    random_state = 23;
    int intervals = 0, outside = 0;
    double widest[2] = {0};
    for (int round = 0; round < 60; round++) {
        double cost[1 << 10], pays[10], exact[10], error[10];
        int players = 7 + random_below(4), kind = round % 2 == 0 ? GAME_ROADS : GAME_NOISE;
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        game_shapley(&(struct game){players, cost}, exact);
        struct table *table = table_of(players, cost);
        int orders = round % 3 == 0 ? 8 : 128;
        game_must(
            game_shapley_sampled(&(struct game_oracle){players, table, answer}, orders, pays, error, &err),
            &err);
        double sum = 0;
        for (int i = 0; i < players; i++) {
            sum += pays[i];
            intervals++;
            outside += fabs(pays[i] - exact[i]) > error[i];
            widest[orders > 8] = fmax(widest[orders > 8], error[i]);
        }
        near("the sum", kind, players, sum, cost[(1 << players) - 1], 1e-9);
        free(table);
    }
    print_message("%d of %d intervals miss; the widest: %g, %g\n", outside, intervals, widest[0], widest[1]);
    assert_true(intervals > 450);
    assert_in_range(outside, intervals / 50, intervals / 12);
    assert_true(widest[1] < widest[0] / 2);
}

/* With two pairs of orders, one degree of freedom: Student's 97.5 % point is 12.706. Three players, a symmetric game: nothing varies. */
static void where_nothing_varies_there_is_no_error(void **state) {
    (void)state;
    double pays[3], error[3];
    static const double COST[] = {0, 3, 3, 5, 3, 5, 5, 6};
    struct error err = {0};
    struct table *table = table_of(3, COST);
    game_must(game_shapley_sampled(&(struct game_oracle){3, table, answer}, 0, pays, error, &err), &err);
    double sum = pays[0] + pays[1] + pays[2];
    near("the sum", 0, 3, sum, 6, 1e-12);
    free(table);
    table = table_of(2, (double[]){0, 3, 4, 5});
    game_must(game_shapley_sampled(&(struct game_oracle){2, table, answer}, 5, pays, error, &err), &err);
    near("one of two", 0, 2, pays[0], 2, 1e-12);
    near("its error", 0, 2, error[0], 0, 0);
    free(table);
}

/* 64 players on a runway of 1 .. 64: by Littlechild's rule the lowest of k / (k + 1) is 1/2 for the first, then of (k - i + pays_i) / (k - i + 1)
 * from the next on: 1/2, 3/4, 7/8 ...; the last pays the rest. */
static bool runway_cost(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    (void)err;
    *(int *)context += count;
    for (int i = 0; i < count; i++)
        cost[i] = 64 - __builtin_clzll(group[i]);
    return true;
}

static void sixty_four_players_share_a_runway(void **state) {
    (void)state;
    int asked = 0;
    double pays[64], expected[64], error[64], sum = 0, gain;
    uint64_t group;
    struct error err = {0};
    struct game_oracle oracle = {64, &asked, runway_cost};
    game_must(game_nucleolus_generated(&oracle, pays, &err), &err);
    for (int i = 0; i < 63; i++) {
        expected[i] = i == 0 ? 0.5 : (1 + expected[i - 1]) / 2;
        sum += expected[i];
    }
    expected[63] = 64 - sum;
    for (int i = 0; i < 64; i++)
        near("nucleolus", 0, 64, pays[i], expected[i], 1e-5);
    game_must(game_worst_searched(&oracle, pays, &group, &gain, &err), &err);
    near("gain", 0, 64, gain, -0.5, 1e-5);
    /* Shapley: stretch k is shared by the 64 - k who need it */
    game_must(game_shapley_sampled(&oracle, 400, pays, error, &err), &err);
    int outside = 0;
    double exact = 0;
    for (int i = 0; i < 64; i++) {
        exact += 1.0 / (64 - i);
        outside += fabs(pays[i] - exact) > error[i] + 1e-12;
    }
    assert_in_range(outside, 0, 9);
}

static void what_the_oracle_says_goes_up(void **state) {
    (void)state;
    double cost[1 << 6], pays[6], error[6], gain;
    uint64_t group;
    random_state = 24;
    game_random_of(GAME_NOISE, 6, cost);
    for (int at = 1; at <= 2; at++)
        for (int verb = 0; verb < 4; verb++) {
            struct error err = {0};
            struct table *table = table_of(6, cost);
            struct game_oracle oracle = {6, table, answer};
            table->fails_at = at;
            bool done = verb == 0   ? game_nucleolus_generated(&oracle, pays, &err)
                        : verb == 1 ? game_equal_profit_generated(&oracle, pays, &err)
                        : verb == 2 ? game_worst_searched(&oracle, (double[6]){0}, &group, &gain, &err)
                                    : game_shapley_sampled(&oracle, 40, pays, error, &err);
            if (table->calls >= at) {
                assert_false(done);
                assert_string_equal(err.message, "interrupted");
            }
            assert_true(table->calls <= at);
            free(table);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_generated_is_what_is_exact),
        cmocka_unit_test(the_search_finds_the_worst_group),
        cmocka_unit_test(nineteen_of_twenty_intervals_hold_the_shapley_value),
        cmocka_unit_test(where_nothing_varies_there_is_no_error),
        cmocka_unit_test(sixty_four_players_share_a_runway),
        cmocka_unit_test(what_the_oracle_says_goes_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
