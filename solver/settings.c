// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/solver.h"

#include <math.h>

const struct solver_settings SOLVER_DEFAULTS = {
    .gap = 1e-6,
    .seconds = INFINITY,
    .quantum = 0.001,
    .threads = 0,
    .columns_a_round = -1,
    .purge_after = 3,
    .price_start = -1,
    .lp_method = LP_BY_SIZE,
    .smoothing = 0.5,
    .lazy_resources = 1,
    .key_paths = 1,
    .key_exchange = 1,
    .keep_trees = 1,
    .goal_directed = 1,
};
