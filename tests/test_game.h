// SPDX-License-Identifier: GPL-3.0-or-later
/* Random games of several kinds, all from random_state. */
#ifndef TESTS_TEST_GAME_H
#define TESTS_TEST_GAME_H

#include "solver/game.h"

#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { GAME_TABLE = 1 << GAME_EXACT };

enum game_kind {
    GAME_ROADS, /* a tree that joins the group to a depot, each costing its own as well; the core is not empty */
    GAME_SCALE, /* a concave price of what the group weighs, and noise; the core is mostly not empty */
    GAME_TIES,  /* small integers */
    GAME_NOISE, /* anything: mostly without a core, often without imputations */
    GAME_LARGE, /* costs of 1e10, savings of 1e3 */
    GAME_KINDS
};

static inline void game_must(bool ok, const struct error *err) {
    if (!ok)
        fail_msg("%s", err->message);
}

static inline double game_uniform(void) {
    return random_below(1 << 30) / (double)(1 << 30);
}

/* Prim from the depot, over players at random places; cost[] of all groups. */
static inline void game_roads(int players, double *cost) {
    double x[GAME_EXACT + 1] = {0}, y[GAME_EXACT + 1] = {0};
    for (int i = 1; i <= players; i++) {
        x[i] = 100 * game_uniform();
        y[i] = 100 * game_uniform();
    }
    for (int s = 0; s < 1 << players; s++) {
        double far[GAME_EXACT + 1];
        cost[s] = 0;
        for (int i = 1; i <= players; i++)
            far[i] = s >> (i - 1) & 1 ? hypot(x[i], y[i]) : INFINITY;
        for (;;) {
            int nearest = 0;
            for (int i = 1; i <= players; i++)
                if (far[i] >= 0 && isfinite(far[i]) && (nearest == 0 || far[i] < far[nearest]))
                    nearest = i;
            if (nearest == 0)
                break;
            cost[s] += far[nearest];
            for (int i = 1; i <= players; i++)
                if (far[i] >= 0 && isfinite(far[i]))
                    far[i] = fmin(far[i], hypot(x[i] - x[nearest], y[i] - y[nearest]));
            far[nearest] = -1;
        }
    }
}

static inline void game_random_of(enum game_kind kind, int players, double *cost) {
    double weight[GAME_EXACT];
    if (kind == GAME_ROADS) {
        game_roads(players, cost);
        return;
    }
    for (int i = 0; i < players; i++)
        weight[i] = 1 + 99 * game_uniform();
    for (int s = 0; s < 1 << players; s++) {
        double sum = 0;
        for (int i = 0; i < players; i++)
            sum += s >> i & 1 ? weight[i] : 0;
        if (kind == GAME_TIES)
            cost[s] = __builtin_popcount((unsigned)s) * 4 - random_below(6);
        else if (kind == GAME_NOISE)
            cost[s] = 100 * game_uniform();
        else if (kind == GAME_LARGE)
            cost[s] = 1e8 * sum - 1e3 * (1 - exp(-sum / 100)) * (0.9 + 0.1 * game_uniform());
        else
            cost[s] = pow(sum, 0.8) * (1 + 0.05 * game_uniform());
    }
    cost[0] = 0;
    for (int i = 0; i < players && kind == GAME_LARGE; i++)
        cost[1 << i] = 1e8 * weight[i];
}

static inline double game_largest_saving(int players, const double *cost) {
    double largest = 0;
    for (int s = 1; s < 1 << players; s++) {
        double saving = -cost[s];
        for (int i = 0; i < players; i++)
            saving += s >> i & 1 ? cost[1 << i] : 0;
        largest = fmax(largest, fabs(saving));
    }
    return largest;
}

#endif
