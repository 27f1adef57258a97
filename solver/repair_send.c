// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/repair_work.h"

#include "base/mem.h"

#include <math.h>

/** The shipment's path of least cost among those of least length under prices that have room; -1 = none. */
static int roomy_path(struct repair *repair, int shipment) {
    double least = INFINITY;
    for (int p = repair->first_path[shipment]; p >= 0; p = repair->path[p].next)
        least = fmin(least, repair->path[p].priced);
    least += 1e-7 * fabs(least); /* the reduced cost that a finished master calls 0 */
    int best = -1;
    for (int p = repair->first_path[shipment]; p >= 0; p = repair->path[p].next)
        if (repair->path[p].priced <= least && repair->path[p].cost <= repair->problem->penalty[shipment] &&
            (best < 0 || repair->path[p].cost < repair->path[best].cost) &&
            repair_fit(repair, repair->flows->path[p].arcs, repair_arcs(repair, p), 1) > 0)
            best = p;
    return best;
}

void repair_top_up(struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        while (repair->unplaced[k] > 0) {
            int path = roomy_path(repair, k);
            if (path < 0)
                break;
            int64_t fit = repair_fit(repair, repair->flows->path[path].arcs, repair_arcs(repair, path),
                                     repair->unplaced[k]);
            repair_place(repair, path, fit);
        }
}

/** Closes what has lost its room to a path, or has too little for one that uses it more than once. */
static void shut_full(struct repair_search *search, int arcs, const int *arc, bool narrow) {
    struct repair *repair = search->repair;
    for (int i = 0; i < arcs; i++) {
        int r = repair->problem->arc_resource[arc[i]], uses = 0;
        for (int j = 0; narrow && j < arcs; j++)
            uses += r >= 0 && repair->problem->arc_resource[arc[j]] == r;
        if (r >= 0 && (repair->left[r] < 1 || repair->left[r] < uses))
            search->toll[r] = INFINITY;
    }
}

static double sum(const double *cost, int arcs, const int *arc) {
    double total = 0;
    for (int i = 0; i < arcs; i++)
        total += cost[arc[i]];
    return total;
}

/**
 * Sends what the last search allows for one shipment. True = it is done with: nothing is left, or nothing more
 * can go. False = its path has lost its room to others (or never had enough for a resource it uses twice).
 */
static bool send_one(struct repair_search *search, int shipment, bool *moved) {
    struct repair *repair = search->repair;
    int arcs;
    const int *arc;
    double length = repair_search_path(search, shipment, &arcs, &arc);
    if (isinf(length) || sum(repair_cost(repair, shipment), arcs, arc) > repair->problem->penalty[shipment])
        return true;
    int64_t fit = repair_fit(repair, arcs, arc, repair->unplaced[shipment]);
    if (fit > 0) {
        repair_place(repair, repair_path_with(repair, shipment, arcs, arc), fit);
        *moved = true;
    }
    shut_full(search, arcs, arc, fit <= 0 && !*moved);
    return repair->unplaced[shipment] == 0;
}

/** Searches and sends in turn; each turn fills or shuts a resource, or is the last. */
static void send_group(struct repair_search *search, int shipments, int *shipment) {
    while (shipments > 0) {
        int waiting = 0;
        bool moved = false;
        repair_search_run(search, shipments, shipment);
        for (int i = 0; i < shipments; i++)
            if (!send_one(search, shipment[i], &moved))
                shipment[waiting++] = shipment[i];
        shipments = waiting;
        repair_search_refresh(search);
    }
}

int repair_list_unplaced(const struct repair *repair, int *shipment) {
    int count = 0;
    for (int k = 0; k < repair->problem->shipments; k++)
        if (repair->unplaced[k] > 0)
            shipment[count++] = k;
    return count;
}

static void send_all(struct repair_search *search, int shipments, int *shipment) {
    repair_search_sort(search->repair, shipments, shipment);
    for (int at = 0, members; at < shipments; at += members) {
        members = repair_search_group(search->repair, shipments - at, shipment + at);
        send_group(search, members, shipment + at);
    }
}

/* By prices first: so room goes to those who need it most. Then by cost alone, for what is worth no price. */
void repair_send(struct repair *repair) {
    AUTO_FREE int *shipment = xcalloc((size_t)repair->problem->shipments, sizeof *shipment);
    int count = repair_list_unplaced(repair, shipment);
    if (count == 0)
        return;
    AUTO(repair_search_release) struct repair_search search = repair_search_new(repair);
    send_all(&search, count, shipment);
    for (int r = 0; r < repair->problem->resources; r++)
        search.toll[r] = repair->left[r] >= 1 ? 0 : (double)INFINITY;
    repair_search_refresh(&search);
    send_all(&search, repair_list_unplaced(repair, shipment), shipment);
}

void repair_shift(struct repair *repair) {
    for (int k = 0; k < repair->problem->shipments; k++)
        for (int from = repair->first_path[k]; from >= 0; from = repair->path[from].next)
            for (int to = repair->first_path[k]; to >= 0 && repair->path[from].units > 0;
                 to = repair->path[to].next)
                if (repair->path[to].cost < repair->path[from].cost) {
                    int64_t units = repair_fit_instead(repair, from, to);
                    repair_place(repair, from, -units);
                    repair_place(repair, to, units);
                }
}
