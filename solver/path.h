// SPDX-License-Identifier: GPL-3.0-or-later
/* One way to serve a shipment. */
#ifndef SOLVER_PATH_H
#define SOLVER_PATH_H

#include <stdbool.h>
#include <stdint.h>

/** On the heap, in one piece; end it with free(). */
struct path {
    double cost;   /**< per unit of flow, without prices; the penalty where unmet */
    uint32_t hash; /**< of the arcs */
    int shipment;
    int arcs;
    bool unmet; /**< not a path but the choice to leave demand unmet: no arcs, no resource */
    int arc[];  /**< from origin to destination */
};

/** Arcs are yet to be filled in, then path_finish(). */
struct path *path_new(int shipment, int arcs);

/** Unmet demand at a penalty. */
struct path *path_new_unmet(int shipment, double penalty);

/** Sets cost (the sum of arc_cost, by arc) and hash. */
void path_finish(struct path *path, const double *arc_cost);

/** Adds `amount` to the load of each resource the path uses, as often as it does. arc_resource: by arc, -1 = none. */
void path_add_load(const struct path *path, const int *arc_resource, double amount, double *load);

bool path_same(const struct path *one, const struct path *other);

#endif
