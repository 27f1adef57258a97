// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Shapley by sampling orders (Castro, Gómez, Tejada 2009, doi:10.1016/j.cor.2008.04.004), each with its reverse, which evens out who
 * comes early: the mean of the two is one observation, and observations are independent.
 */
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>

enum { BATCH = 32 }; /* orders whose groups are asked for in one go */

struct sample {
    struct memory memory;
    int players;
    uint64_t random;
    int order[BATCH][GAME_PLAYERS];
    double mean[GAME_PLAYERS], squares[GAME_PLAYERS]; /* of observations; of their distance from the mean */
    int observations;
};

static void release_sample(struct sample *sample) {
    memory_release(&sample->memory);
}

/* Fisher and Yates. */
static void draw(struct sample *sample, int *order) {
    for (int i = 0; i < sample->players; i++) {
        int j = (int)(game_random(&sample->random) % (uint64_t)(i + 1));
        order[i] = order[j];
        order[j] = i;
    }
}

/* First `first` players of the order, or of its reverse. */
static uint64_t heads(const struct sample *sample, const int *order, int first, bool reversed) {
    uint64_t group = 0;
    for (int i = 0; i < first; i++)
        group |= (uint64_t)1 << order[reversed ? sample->players - 1 - i : i];
    return group;
}

static bool ask(struct sample *sample, int orders, struct error *err) {
    int players = sample->players, count = 0;
    AUTO_FREE uint64_t *group = xcalloc((size_t)(2 * players * orders), sizeof *group);
    for (int k = 0; k < orders; k++)
        for (int first = 1; first <= players; first++) {
            group[count++] = heads(sample, sample->order[k], first, false);
            group[count++] = heads(sample, sample->order[k], first, true);
        }
    return memory_ask(&sample->memory, count, group, err);
}

/* Welford's running mean and squares. */
static void observe(struct sample *sample, const int *order) {
    double adds[GAME_PLAYERS] = {0};
    for (int reversed = 0; reversed < 2; reversed++) {
        double before = 0;
        for (int first = 1; first <= sample->players; first++) {
            double cost = memory_cost(&sample->memory, heads(sample, order, first, reversed));
            adds[order[reversed ? sample->players - first : first - 1]] += (cost - before) / 2;
            before = cost;
        }
    }
    sample->observations++;
    for (int i = 0; i < sample->players; i++) {
        double away = adds[i] - sample->mean[i];
        sample->mean[i] += away / sample->observations;
        sample->squares[i] += away * (adds[i] - sample->mean[i]);
    }
}

/* Student's 97.5 % point; from 3 degrees of freedom by the expansion about the normal's (Abramowitz, Stegun 26.7.5), to 0.002. */
static double student(int freedom) {
    if (freedom < 3)
        return freedom == 1 ? 12.7062 : 4.3027;
    double z = 1.959964, s = z * z, f = freedom;
    double one = z * (s + 1) / 4, two = z * ((5 * s + 16) * s + 3) / 96;
    double three = z * (((3 * s + 19) * s + 17) * s - 15) / 384;
    double four = z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
    return z + (one + (two + (three + four / f) / f) / f) / f;
}

bool game_shapley_sampled(const struct game_oracle *oracle, int orders, double *pays, double *error,
                          struct error *err) {
    AUTO(release_sample) struct sample sample = {.players = oracle->players, .random = 1};
    memory_start(&sample.memory, oracle);
    orders = orders < 2 ? 2 : orders;
    while (sample.observations < orders) {
        int left = orders - sample.observations, batch = left < BATCH ? left : BATCH;
        for (int k = 0; k < batch; k++)
            draw(&sample, sample.order[k]);
        if (!ask(&sample, batch, err))
            return false;
        for (int k = 0; k < batch; k++)
            observe(&sample, sample.order[k]);
    }
    for (int i = 0; i < sample.players; i++) {
        pays[i] = sample.mean[i];
        error[i] = student(orders - 1) * sqrt(sample.squares[i] / (orders - 1) / orders);
    }
    return true;
}
