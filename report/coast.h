// SPDX-License-Identifier: GPL-3.0-or-later
/* Land behind a map: Natural Earth, part of the program (report/coast/make.py). */
#ifndef REPORT_COAST_H
#define REPORT_COAST_H

#include "report/map_flows.h"

struct coast_box {
    double west, south, east, north; /**< degrees */
};

/** One ring of land within the box, in degrees; its last point is not its first again. */
typedef void coast_use(void *user, const struct map_point *point, int points);

/**
 * Calls `use` for every ring that is, in part, in the box, cut to it: of the finer layer where that covers all of the box.
 * Rings cut to a box may run along its edges. O(points of the coast).
 */
void coast_within(struct coast_box box, coast_use *use, void *user);

#endif
