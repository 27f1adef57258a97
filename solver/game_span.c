// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/game_parts.h"

#include "base/units.h"

#include <string.h>

#define PRIME (((uint64_t)1 << 61) - 1)

uint64_t span_plus(uint64_t a, uint64_t b) {
    uint64_t sum = a + b;
    return sum >= PRIME ? sum - PRIME : sum;
}

static uint64_t minus(uint64_t a, uint64_t b) {
    return a >= b ? a - b : a + PRIME - b;
}

static uint64_t times(uint64_t a, uint64_t b) {
    return (uint64_t)((wide)a * (wide)b % (wide)PRIME);
}

/* By Fermat: a^(PRIME - 2). */
static uint64_t inverse(uint64_t a) {
    uint64_t result = 1;
    for (uint64_t power = PRIME - 2; power > 0; power >>= 1) {
        if (power & 1)
            result = times(result, a);
        a = times(a, a);
    }
    return result;
}

/* splitmix64, doi:10.1145/2660193.2660195: the same weight for a player each time. */
static uint64_t weight_of(int player) {
    uint64_t z = ((uint64_t)player + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (z ^ z >> 31) % PRIME;
}

/* Columns without a pivot have weights of their own; a pivot's follows from its row. */
static void set_normal(struct span *span) {
    uint64_t pivots = 0;
    for (int r = 0; r < span->rank; r++)
        pivots |= (uint64_t)1 << span->pivot[r];
    for (int i = 0; i < span->players; i++)
        span->normal[i] = pivots >> i & 1 ? 0 : weight_of(i);
    for (int r = 0; r < span->rank; r++) {
        uint64_t sum = 0;
        for (int i = 0; i < span->players; i++)
            if (!(pivots >> i & 1))
                sum = span_plus(sum, times(span->row[r][i], span->normal[i]));
        span->normal[span->pivot[r]] = minus(0, sum);
    }
}

bool span_has(const struct span *span, uint64_t group) {
    uint64_t sum = 0;
    for (uint64_t rest = group; rest != 0; rest &= rest - 1)
        sum = span_plus(sum, span->normal[__builtin_ctzll(rest)]);
    return sum == 0;
}

static void subtract(const struct span *span, uint64_t *from, uint64_t factor, const uint64_t *row) {
    for (int i = 0; i < span->players && factor != 0; i++)
        from[i] = minus(from[i], times(factor, row[i]));
}

bool span_add(struct span *span, uint64_t group) {
    if (span->rank == span->players)
        return false;
    uint64_t *fresh = span->row[span->rank];
    for (int i = 0; i < span->players; i++)
        fresh[i] = group >> i & 1;
    for (int r = 0; r < span->rank; r++)
        subtract(span, fresh, fresh[span->pivot[r]], span->row[r]);
    int pivot = 0;
    while (pivot < span->players && fresh[pivot] == 0)
        pivot++;
    if (pivot == span->players)
        return false;
    uint64_t factor = inverse(fresh[pivot]);
    for (int i = 0; i < span->players; i++)
        fresh[i] = times(fresh[i], factor);
    for (int r = 0; r < span->rank; r++)
        subtract(span, span->row[r], span->row[r][pivot], fresh);
    span->pivot[span->rank++] = pivot;
    set_normal(span);
    return true;
}

void span_start(struct span *span, int players) {
    memset(span, 0, sizeof *span);
    span->players = players;
    span_add(span, game_everyone(players));
}
