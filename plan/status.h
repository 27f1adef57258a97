// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the parts of the question whether a plan still stands. */
#ifndef PLAN_STATUS_H
#define PLAN_STATUS_H

#include "plan/plan.h"

/**
 * The rates whose money differs between two plans of the same flows, path by path: first each rate with itself, then
 * those of an item that are left on one side with those on the other, in order of tariff_id. Dearest change first. New
 * memory, *count of them. O(n log n) in the items of all paths.
 */
struct rate_move *rate_moves(const struct plan *before, const struct plan *after, int *count);

#endif
