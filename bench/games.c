// SPDX-License-Identifier: GPL-3.0-or-later
/* How long sharing a cost takes: median of RUNS random games of each size, looked at whole, and searched. */
#include "solver/game.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 9 };

/* A concave price of what a group weighs, 5 % of noise. */
struct priced {
    int players, asked;
    double weight[GAME_PLAYERS];
};

static uint64_t mix(uint64_t z) {
    z += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double uniform(uint64_t of) {
    return (double)(mix(of) >> 11) / 9007199254740992.0;
}

static double price(const struct priced *priced, uint64_t group) {
    double sum = 0;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        sum += priced->weight[__builtin_ctzll(rest)];
    return pow(sum, 0.8) * (1 + 0.05 * uniform(mix(group) ^ (uint64_t)(1000 * priced->weight[0])));
}

static struct priced *priced_new(int players, int run) {
    struct priced *priced = xcalloc(1, sizeof *priced);
    priced->players = players;
    for (int i = 0; i < players; i++)
        priced->weight[i] = 1 + 99 * uniform((uint64_t)(1000 * run + i));
    return priced;
}

static bool ask(void *context, int count, const uint64_t *group, double *cost, struct error *err) {
    struct priced *priced = context;
    (void)err;
    priced->asked += count;
    for (int i = 0; i < count; i++)
        cost[i] = price(priced, group[i]);
    return true;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int by_value(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *seconds) {
    qsort(seconds, RUNS, sizeof *seconds, by_value);
    return seconds[RUNS / 2];
}

static bool told(bool good, const struct error *err) {
    if (!good)
        fprintf(stderr, "games: %s\n", err->message);
    return good;
}

static bool whole(int players) {
    double seconds[3][RUNS], pays[GAME_EXACT];
    struct error err = {0};
    AUTO_FREE double *cost = xcalloc((size_t)1 << players, sizeof *cost);
    for (int run = 0; run < RUNS; run++) {
        AUTO_FREE struct priced *priced = priced_new(players, run);
        for (uint64_t s = 1; s < (uint64_t)1 << players; s++)
            cost[s] = price(priced, s);
        struct game game = {players, cost};
        double start = now();
        game_shapley(&game, pays);
        double first = now();
        if (!told(game_nucleolus(&game, pays, &err), &err))
            return false;
        double second = now();
        if (!told(game_equal_profit(&game, pays, NULL, &err), &err))
            return false;
        seconds[0][run] = first - start;
        seconds[1][run] = second - first;
        seconds[2][run] = now() - second;
    }
    printf("| %d | %.4f | %.4f | %.4f |\n", players, median(seconds[0]), median(seconds[1]),
           median(seconds[2]));
    return true;
}

static bool searched(int players) {
    double seconds[RUNS], asked[RUNS], pays[GAME_PLAYERS];
    struct error err = {0};
    for (int run = 0; run < RUNS; run++) {
        AUTO_FREE struct priced *priced = priced_new(players, run);
        double start = now();
        if (!told(game_nucleolus_generated(&(struct game_oracle){players, priced, ask}, pays, &err), &err))
            return false;
        seconds[run] = now() - start;
        asked[run] = priced->asked;
    }
    printf("| %d | %.3f | %.0f |\n", players, median(seconds), median(asked));
    return true;
}

int main(void) {
    static const int WHOLE[] = {5, 10, 15}, SEARCHED[] = {16, 24, 32};
    bool good = true;
    puts("| players | Shapley, s | nucleolus, s | equal profit, s |\n|--:|--:|--:|--:|");
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE && good; i++)
        good = whole(WHOLE[i]);
    puts("\n| players | nucleolus by search, s | groups asked for |\n|--:|--:|--:|");
    for (size_t i = 0; i < sizeof SEARCHED / sizeof *SEARCHED && good; i++)
        good = searched(SEARCHED[i]);
    return good ? 0 : 3;
}
