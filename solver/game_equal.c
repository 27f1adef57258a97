// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/game_parts.h"

bool sharing_equal_profit(const struct finder *finder, const struct stake *stake, double *save,
                          double *difference, struct error *err) {
    *difference = 0;
    return sharing_nucleolus(finder, stake, save, err);
}
