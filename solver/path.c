// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/path.h"

#include "base/mem.h"

#include <string.h>

struct path *path_new(int shipment, int arcs) {
    struct path *path = xcalloc(1, sizeof *path + (size_t)arcs * sizeof path->arc[0]);
    path->shipment = shipment;
    path->arcs = arcs;
    return path;
}

struct path *path_new_unmet(int shipment, double penalty) {
    struct path *path = path_new(shipment, 0);
    path->cost = penalty;
    path->unmet = true;
    return path;
}

void path_finish(struct path *path, const double *arc_cost) {
    uint32_t hash = 2166136261u; /* FNV-1a over whole arcs */
    double cost = 0;
    for (int i = 0; i < path->arcs; i++) {
        cost += arc_cost[path->arc[i]];
        hash = (hash ^ (uint32_t)path->arc[i]) * 16777619u;
    }
    path->cost = cost;
    path->hash = hash;
}

void path_add_load(const struct path *path, const int *arc_resource, double amount, double *load) {
    for (int i = 0; i < path->arcs; i++) {
        int r = arc_resource[path->arc[i]];
        if (r >= 0)
            load[r] += amount;
    }
}

bool path_same(const struct path *one, const struct path *other) {
    return one->hash == other->hash && one->arcs == other->arcs && one->unmet == other->unmet &&
           one->shipment == other->shipment &&
           memcmp(one->arc, other->arc, (size_t)one->arcs * sizeof one->arc[0]) == 0;
}
