// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the time went: `--stats`. */
#ifndef CLI_STATS_H
#define CLI_STATS_H

#include "plan/plan.h"
#include "solver/solver.h"

#include <stdio.h>

enum stats_phase {
    STATS_READ,
    STATS_COMPILE,
    STATS_SOLVE,
    STATS_LIFT,
    STATS_VERIFY,
    STATS_WRITE,
    STATS_PHASES
};

struct stats {
    double started, last;
    double seconds[STATS_PHASES];
};

struct stats stats_start(void);
/** The time since the last lap belongs to `phase`. */
void stats_lap(struct stats *stats, enum stats_phase phase);
/** One `key value` a line, seconds with six decimals. */
void stats_print(const struct stats *stats, const struct plan *plan, const struct solver_info *info,
                 FILE *out);

#endif
