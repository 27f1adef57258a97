// SPDX-License-Identifier: GPL-3.0-or-later
/* The way of a vehicle in words: "Lengkiti - Martapura - ... - Bakauheni ~ferry~ Merak - Jakarta". */
#ifndef REPORT_ROUTE_H
#define REPORT_ROUTE_H

#include "plan/plan.h"

/** Legs first .. first + legs - 1 of the plan, travelled without a change of vehicle. */
struct ride {
    int first, legs;
};

/** The ride that begins with leg `first` of a path whose legs end before `end`. */
struct ride ride_from(const struct plan *plan, int first, int end);

/** [links] 1 where another link of the mode joins the same two nodes. New memory. O(links log links). */
unsigned char *parallel_links(const struct network *network);

/**
 * The nodes a ride passes, by name; on the home mode of its vehicle some of those between, on any other mode
 * (a ferry, a toll road) its ends alone. A link that has a parallel one is named behind the node it leads to.
 * Spaces within a name are HARD_SPACE. At most size - 1 bytes. Returns buffer.
 */
char *route_words(char *buffer, size_t size, const struct plan *plan, const struct network *network,
                  const unsigned char *parallel, struct ride ride);

/** Whether some way in the plan is told with "~mode~", or with "..." for places left out. */
bool routes_have_signs(const struct plan *plan, const struct network *network, const unsigned char *parallel);

#endif
