// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/repair_work.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

enum {
    ROUNDS = 12,  /* at most */
    PATIENCE = 3, /* rounds without a better plan */
    DEPTH = 4,    /* displacements looked ahead */
};

/** Of repair->work: two or three seconds. What a master stopped early leaves on large networks would take more. */
static const double MOST_WORK = 1e8;

/** The best plan so far: a state of the repair. */
struct kept {
    double objective; /**< in cost x units */
    int64_t *units;   /**< [paths] */
    int paths;        /**< later ones carry nothing */
};

static void release(struct kept *kept) {
    free(kept->units);
}

static double objective(const struct repair *repair) {
    double sum = 0;
    for (int p = 0; p < repair->flows->count; p++)
        sum += repair->path[p].cost * (double)repair->path[p].units;
    for (int k = 0; k < repair->problem->shipments; k++)
        sum += repair->problem->penalty[k] * (double)repair->unplaced[k];
    return sum;
}

/** Keeps the present plan where it is the better one; says so. */
static bool keep_better(const struct repair *repair, struct kept *kept) {
    double now = objective(repair);
    if (!(now < kept->objective))
        return false;
    kept->objective = now;
    kept->paths = repair->flows->count;
    kept->units = xrealloc(kept->units, (size_t)kept->paths, sizeof *kept->units);
    for (int p = 0; p < kept->paths; p++)
        kept->units[p] = repair->path[p].units;
    return true;
}

static void restore(struct repair *repair, const struct kept *kept) {
    for (int p = 0; p < repair->flows->count; p++)
        repair_place(repair, p, (p < kept->paths ? kept->units[p] : 0) - repair->path[p].units);
}

/** Puts all that is unplaced on paths cheaper than its penalty, room or no room; false = there are none. */
static bool force(struct repair *repair, const double *toll) {
    const struct problem *problem = repair->problem;
    AUTO(repair_search_release) struct repair_search search = repair_search_new(repair);
    AUTO_FREE int *shipment = xcalloc((size_t)problem->shipments, sizeof *shipment);
    int count = repair_list_unplaced(repair, shipment);
    bool any = false;
    for (int r = 0; r < problem->resources; r++)
        search.toll[r] = repair->price[r] + toll[r];
    repair_search_sort(repair, count, shipment);
    for (int at = 0, members; at < count; at += members) {
        members = repair_search_group(repair, count - at, shipment + at);
        repair_search_run(&search, members, shipment + at);
        for (int i = at; i < at + members; i++) {
            int arcs, k = shipment[i];
            const int *arc;
            if (!(repair_search_path(&search, k, &arcs, &arc) < problem->penalty[k]))
                continue;
            repair_place(repair, repair_path_with(repair, k, arcs, arc), repair->unplaced[k]);
            any = true;
        }
    }
    return any;
}

static bool all_placed(const struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        if (repair->unplaced[k] > 0)
            return false;
    return true;
}

/** Forces by tolls as shallow as they can be; false = nothing unplaced has a way, or none worth its penalty. */
static bool force_by_tolls(struct repair *repair, double *toll) {
    for (int r = 0; r < repair->problem->resources; r++)
        toll[r] = INFINITY;
    for (int depth = 0; depth < DEPTH && repair_set_tolls(repair, toll); depth++)
        if (force(repair, toll))
            return true;
    return false;
}

/*
 * Tolls say what room costs on what is full. What is unplaced goes in by them; the relief then drives out those
 * who lose least, who go where there is room, or are next to go in.
 */
void repair_displace(struct repair *repair) {
    if (all_placed(repair))
        return;
    AUTO_FREE double *toll = xcalloc((size_t)repair->problem->resources, sizeof *toll);
    AUTO(release) struct kept kept = {.objective = INFINITY};
    keep_better(repair, &kept);
    for (int round = 0, idle = 0; round < ROUNDS && idle < PATIENCE && !all_placed(repair); round++) {
        if (repair->work > MOST_WORK)
            break;
        if (!force_by_tolls(repair, toll))
            break;
        repair_relieve(repair, toll);
        repair_top_up(repair);
        repair_send(repair);
        idle = keep_better(repair, &kept) ? 0 : idle + 1;
    }
    restore(repair, &kept);
}
