// SPDX-License-Identifier: GPL-3.0-or-later
/* Wall-clock time that no change of date moves. */
#ifndef SOLVER_CLOCK_H
#define SOLVER_CLOCK_H

#include <time.h>

/** [s] since some fixed moment. */
static inline double clock_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
