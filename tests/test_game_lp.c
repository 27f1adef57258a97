// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * glpsol, where it is on the PATH, solves whole programs with a row for every group: the least core, the least difference of relative
 * savings, and Kohlberg's test of a nucleolus.
 */
#include "tests/test_game.h"

#include "tests/support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;

static bool has_glpsol(void) {
    int status;
    support_run("glpsol --version", &status);
    if (status != 0)
        print_message("skipped: no glpsol here\n");
    return status == 0;
}

static FILE *begin(const char *objective) {
    FILE *out = fopen(support_write(folder, "it.lp", ""), "w");
    assert_non_null(out);
    fprintf(out, "%s\nSubject To\n", objective);
    return out;
}

static double optimum(FILE *out) {
    int status;
    fprintf(out, "End\n");
    assert_int_equal(fclose(out), 0);
    const char *said = support_run(
        support_text("glpsol --lp '%s/it.lp' -o '%s/report' && cat '%s/report'", folder, folder, folder),
        &status);
    if (status != 0 || strstr(said, "Status:     OPTIMAL") == NULL)
        fail_msg("glpsol: %s", said);
    const char *value = strstr(said, "Objective:  it = ");
    assert_non_null(value);
    return strtod(value + strlen("Objective:  it = "), NULL);
}

static void write_group(FILE *out, const char *name, int group) {
    for (int i = 0; group >> i != 0; i++)
        if (group >> i & 1)
            fprintf(out, " + %s%d", name, i);
}

static void write_free(FILE *out, const char *name, int players) {
    for (int i = 0; i < players; i++)
        fprintf(out, "%s%d free\n", name, i);
}

static void write_all(FILE *out, const struct game *game) {
    int all = (1 << game->players) - 1;
    write_group(out, "x", all);
    fprintf(out, " = %.15g\n", game->cost[all]);
}

static double least_core_of(const struct game *game) {
    FILE *out = begin("Minimize\n it: least");
    for (int s = 1; s < (1 << game->players) - 1; s++) {
        write_group(out, "x", s);
        fprintf(out, " - least <= %.15g\n", game->cost[s]);
    }
    write_all(out, game);
    fprintf(out, "Bounds\nleast free\n");
    write_free(out, "x", game->players);
    return optimum(out);
}

static bool has_rate(const struct game *game, int player) {
    return fabs(game->cost[1 << player]) > 1e-6;
}

/* The core's rows, or the least core's, and the difference of any two payments' shares of what each would pay alone. */
static void write_equal(FILE *out, const struct game *game, double least) {
    for (int s = 1; s < (1 << game->players) - 1; s++) {
        write_group(out, "x", s);
        fprintf(out, " <= %.15g\n", game->cost[s] + fmax(0, least) + 1e-6); /* or rounding leaves nothing */
    }
    write_all(out, game);
    for (int i = 0; i < game->players; i++)
        for (int j = 0; j < game->players; j++)
            if (i != j && has_rate(game, i) && has_rate(game, j))
                fprintf(out, "%+.15g x%d %+.15g x%d - f <= 0\n", 1 / game->cost[1 << i], i,
                        -1 / game->cost[1 << j], j);
}

static double least_difference(const struct game *game, double least) {
    FILE *out = begin("Minimize\n it: f");
    write_equal(out, game, least);
    fprintf(out, "Bounds\n");
    write_free(out, "x", game->players);
    return optimum(out);
}

static double highest_lowest(const struct game *game, double least, double difference) {
    FILE *out = begin("Maximize\n it: lowest");
    write_equal(out, game, least);
    for (int i = 0; i < game->players; i++)
        if (has_rate(game, i))
            fprintf(out, "%+.15g x%d + lowest <= 1\n", 1 / game->cost[1 << i], i);
    fprintf(out, "Bounds\nlowest free\nf <= %.15g\n", difference + 1e-7);
    write_free(out, "x", game->players);
    return optimum(out);
}

static void near(const char *what, int kind, int players, double found, double expected, double tolerance) {
    if (!(fabs(found - expected) <= tolerance))
        fail_msg("%s, %d players of kind %d: %.12g, not %.12g (%g)", what, players, kind, found, expected,
                 tolerance);
}

static void glpsol_finds_the_same_least_core(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    random_state = 11;
    for (int round = 0; round < 60; round++) {
        double cost[1 << 7], least;
        int kind = round % GAME_LARGE, players = 2 + random_below(6);
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        struct game game = {players, cost};
        game_must(game_least_core(&game, NULL, &least, &err), &err);
        near("least core", kind, players, least, least_core_of(&game),
             1e-7 * game_largest_saving(players, cost));
    }
}

/* A cost of 1/1000 of the others' would make rates of thousands: those games are left out of the comparison of rates. */
static bool rates_are_tame(const struct game *game) {
    double lowest = INFINITY, highest = 0;
    for (int i = 0; i < game->players; i++) {
        double alone = fabs(game->cost[1 << i]);
        highest = fmax(highest, alone);
        lowest = has_rate(game, i) ? fmin(lowest, alone) : lowest;
    }
    return highest < 100 * lowest;
}

static void glpsol_finds_the_same_difference_of_relative_savings(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    random_state = 12;
    int compared = 0;
    for (int round = 0; round < 80; round++) {
        double cost[1 << 6], pays[6], least, difference, lowest = INFINITY, highest = -INFINITY;
        int kind = round % GAME_LARGE, players = 2 + random_below(5);
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        struct game game = {players, cost};
        if (!rates_are_tame(&game))
            continue;
        compared++;
        game_must(game_least_core(&game, NULL, &least, &err), &err);
        game_must(game_equal_profit(&game, pays, &difference, &err), &err);
        for (int i = 0; i < players; i++)
            if (has_rate(&game, i)) {
                lowest = fmin(lowest, 1 - pays[i] / cost[1 << i]);
                highest = fmax(highest, 1 - pays[i] / cost[1 << i]);
            }
        near("difference", kind, players, difference, least_difference(&game, least), 1e-5);
        near("difference of the shares", kind, players, highest - lowest, difference, 1e-6);
        near("lowest", kind, players, lowest, highest_lowest(&game, least, difference), 1e-5);
    }
    assert_true(compared >= 60);
}

/* ---- Kohlberg 1971, doi:10.1137/0120009 ---- */

static int by_value(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

struct judged {
    const struct game *game;
    const double *pays;
    bool imputations;
    double tolerance;
    double excess[64];
    double level[64];
    int levels;
};

static void set_levels(struct judged *it) {
    int groups = (1 << it->game->players) - 2;
    for (int s = 1; s <= groups; s++) {
        it->excess[s] = it->game->cost[s];
        for (int i = 0; i < it->game->players; i++)
            it->excess[s] -= s >> i & 1 ? it->pays[i] : 0;
        it->level[s - 1] = it->excess[s];
    }
    qsort(it->level, (size_t)groups, sizeof *it->level, by_value);
    for (int s = 0; s < groups; s++)
        if (s + 1 == groups || it->level[s + 1] > it->level[s] + it->tolerance)
            it->level[it->levels++] = it->level[s];
}

/* Shifts y that add up to 0, take nothing from a group of excess <= level, nor from a player who saves nothing. */
static void write_level(FILE *out, const struct judged *it, int level) {
    char name[16];
    int players = it->game->players;
    snprintf(name, sizeof name, "y_%d_", level);
    write_group(out, name, (1 << players) - 1);
    fprintf(out, " = 0\n");
    for (int s = 1; s < (1 << players) - 1; s++) {
        if (it->excess[s] > it->level[level] + it->tolerance / 2)
            continue;
        write_group(out, name, s);
        fprintf(out, " - g_%d_%d = 0\n", level, s); /* a column that is >= 0 */
    }
    for (int i = 0; i < players && it->imputations; i++)
        if (it->excess[1 << i] < it->tolerance)
            fprintf(out, "%s%d >= 0\n", name, i);
}

/*
 * Pays are the nucleolus where, level by level, no such shift gives anything to a group of excess <= level. All levels in one program, each with
 * columns of its own; returns what shifts can give in all.
 */
static double what_shifts_give(const struct game *game, const double *pays) {
    struct judged it = {.game = game, .pays = pays};
    int players = game->players, all = (1 << players) - 1;
    double alone = 0;
    for (int i = 0; i < players; i++)
        alone += game->cost[1 << i];
    it.imputations = alone >= game->cost[all];
    it.tolerance = 1e-7 * game_largest_saving(players, game->cost);
    set_levels(&it);
    FILE *out = begin("Maximize\n it: z");
    for (int level = 0; level < it.levels; level++)
        write_level(out, &it, level);
    fprintf(out, "z");
    for (int level = 0; level < it.levels; level++)
        for (int s = 1; s < all; s++)
            if (it.excess[s] <= it.level[level] + it.tolerance / 2)
                fprintf(out, " - g_%d_%d\n", level, s);
    fprintf(out, " = 0\nBounds\n");
    for (int level = 0; level < it.levels; level++)
        for (int i = 0; i < players; i++)
            fprintf(out, "-1 <= y_%d_%d <= 1\n", level, i);
    return optimum(out);
}

static void a_nucleolus_passes_kohlbergs_test_and_its_neighbour_does_not(void **state) {
    (void)state;
    if (!has_glpsol())
        return;
    random_state = 13;
    for (int round = 0; round < 60; round++) {
        double cost[1 << 6], pays[6];
        int kind = round % GAME_LARGE, players = 2 + round % 5;
        struct error err = {0};
        game_random_of((enum game_kind)kind, players, cost);
        struct game game = {players, cost};
        game_must(game_nucleolus(&game, pays, &err), &err);
        near("what shifts give the nucleolus", kind, players, what_shifts_give(&game, pays), 0, 1e-6);
        double shift = 1e-3 * game_largest_saving(players, cost);
        pays[0] += shift;
        pays[1] -= shift;
        bool possible = pays[0] <= cost[1] || players * kind == 0; /* an imputation still, or no matter */
        if (shift > 0 && possible && what_shifts_give(&game, pays) < 0.1)
            fail_msg("round %d: Kohlberg's test takes another sharing for the nucleolus", round);
    }
}

int main(void) {
    folder = support_folder();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glpsol_finds_the_same_least_core),
        cmocka_unit_test(glpsol_finds_the_same_difference_of_relative_savings),
        cmocka_unit_test(a_nucleolus_passes_kohlbergs_test_and_its_neighbour_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
