// SPDX-License-Identifier: GPL-3.0-or-later
/* Random numbers that are the same on every machine: set random_state, the seed, then draw. */
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

#include <stdint.h>

static uint64_t random_state;

/** 0 .. below - 1, by splitmix64: doi:10.1145/2660193.2660195. */
static inline int random_below(int below) {
    uint64_t z = random_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)below);
}

#endif
