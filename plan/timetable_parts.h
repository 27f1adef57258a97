// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the parts of clock times. */
#ifndef PLAN_TIMETABLE_PARTS_H
#define PLAN_TIMETABLE_PARTS_H

#include "plan/plan.h"

struct timetable {
    const struct network *network;
    bool lists;
    int *first_of_link,
        *first_of_vehicle; /**< [links], [vehicle types] first departure in force, -1 = none */
    int *next;             /**< [departures] of the same service, -1 = no more */
};

/** Where a departure is waited for. */
struct boarding {
    int node;
    int link, vehicle; /**< link -1: the vehicle that was loaded */
    /* The way on: links of the plan from this node to where the vehicle is unloaded. */
    const struct network *network;
    const int *way;
    int links;
};

/** Whether the way on passes the node or ends there. O(links) */
bool boarding_comes_to(const struct boarding *boarding, int node);

/**
 * The next listed departure that fits, at `at` or later; with `before` the last one, at `at` or earlier. False where none
 * is listed for it. O(departures of the service)
 */
bool timetable_nearest(const struct timetable *timetable, const struct boarding *boarding, struct moment at,
                       bool before, struct moment *out);

#endif
