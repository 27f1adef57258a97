// SPDX-License-Identifier: GPL-3.0-or-later
/* What goes over each link and through each terminal and place, and the lines that links run along. */
#ifndef REPORT_MAP_FLOWS_H
#define REPORT_MAP_FLOWS_H

#include "plan/plan.h"

struct map_flows {
    int64_t *link_kg;                    /**< [2 * links], at 2 * link + backward */
    int64_t *terminal_kg;                /**< [terminals] loaded and unloaded */
    int64_t *origin_kg, *destination_kg; /**< [nodes] of shipments that start and end there, moved or not */
    int64_t *passing_kg;                 /**< [nodes] over links that end there */
    int *link_resource;                  /**< [2 * links] index of plan.resource, or -1 */
    int *terminal_resource;              /**< [terminals] the same */
};
/** Ended with map_flows_release(). O(plan + network). */
struct map_flows map_flows_new(const struct plan *plan, const struct scenario *scenario);
void map_flows_release(struct map_flows *flows);

/** Whether all of its capacity is used, or more of it would save money. `resource` as above; -1: false. */
bool map_is_full(const struct plan *plan, int resource);

struct map_point {
    double x, y;
};
struct map_line {
    int points;  /**< >= 2 */
    bool closed; /**< a ring */
    struct map_point *point;
};
/**
 * The link's line in the network's coordinates, from -> to: its geometry (WKT LINESTRING) where it has one that can be read,
 * else straight. Ended with map_line_release().
 */
struct map_line map_line_of(const struct network *network, const struct link *link);
void map_line_release(struct map_line *line);
void map_line_turn(struct map_line *line); /**< from -> to becomes to -> from */

#endif
