// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/repair_work.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/** A path that could make way on a crowded resource, and what a unit of it would then pay more. */
struct victim {
    double regret;
    int path;
};

/** The paths through each resource that has less than some room, end to end. */
struct crowded {
    int count, *resource;
    int *first; /**< [count + 1] */
    struct victim *victim;
};

static void release(struct crowded *crowded) {
    free(crowded->resource);
    free(crowded->first);
    free(crowded->victim);
}

/** Calls for each arc of a path with flow that uses a crowded resource: first to count, then to fill. */
static void visit(const struct repair *repair, const int *rank, struct crowded *crowded, bool fill) {
    for (int p = 0; p < repair->flows->count; p++) {
        if (repair->path[p].units == 0)
            continue;
        const int *arc = repair_arcs(repair, p);
        for (int i = 0; i < repair->flows->path[p].arcs; i++) {
            int r = repair->problem->arc_resource[arc[i]];
            if (r < 0 || rank[r] < 0)
                continue;
            if (fill)
                crowded->victim[crowded->first[rank[r]]++].path = p;
            else
                crowded->first[rank[r] + 1]++;
        }
    }
}

/** Those with less than `room` units left: 0 = the overfull, 1 = the full too. */
static struct crowded list_crowded(const struct repair *repair, int room) {
    int resources = repair->problem->resources;
    AUTO_FREE int *rank = xcalloc((size_t)resources, sizeof *rank);
    struct crowded crowded = {.resource = xcalloc((size_t)resources, sizeof(int))};
    for (int r = 0; r < resources; r++) {
        rank[r] = repair->left[r] < room ? crowded.count : -1;
        if (rank[r] >= 0)
            crowded.resource[crowded.count++] = r;
    }
    crowded.first = xcalloc((size_t)crowded.count + 1, sizeof(int));
    if (crowded.count == 0)
        return crowded;
    visit(repair, rank, &crowded, false);
    for (int i = 0; i < crowded.count; i++)
        crowded.first[i + 1] += crowded.first[i];
    crowded.victim = xcalloc((size_t)crowded.first[crowded.count], sizeof(struct victim));
    visit(repair, rank, &crowded, true);
    for (int i = crowded.count; i > 0; i--) /* filling moved each start to the next one's */
        crowded.first[i] = crowded.first[i - 1];
    crowded.first[0] = 0;
    return crowded;
}

/** [shipments] the least length under prices of a path of its own with room, or its penalty. */
static double own_way_out(struct repair *repair, int shipment) {
    double least = INFINITY;
    for (int p = repair->first_path[shipment]; p >= 0; p = repair->path[p].next)
        if (repair->path[p].priced < least &&
            repair_fit(repair, repair->flows->path[p].arcs, repair_arcs(repair, p), 1) > 0)
            least = repair->path[p].priced;
    return least;
}

/** Fills way_out[k] for the shipments that have a path among the victims; the others stay at -1. */
static void find_own_ways(struct repair *repair, const struct crowded *crowded, double *way_out) {
    for (int k = 0; k < repair->problem->shipments; k++)
        way_out[k] = -1;
    for (int i = 0; i < crowded->first[crowded->count]; i++) {
        int k = repair->flows->path[crowded->victim[i].path].shipment;
        if (way_out[k] < 0)
            way_out[k] = own_way_out(repair, k);
    }
}

/** Betters the ways out by searches over what has room, and over what is full at its toll (NULL: not at all). */
static void find_new_ways(struct repair *repair, const double *toll, double *way_out) {
    const struct problem *problem = repair->problem;
    AUTO(repair_search_release) struct repair_search search = repair_search_new(repair);
    AUTO_FREE int *shipment = xcalloc((size_t)problem->shipments, sizeof *shipment);
    int count = 0;
    for (int r = 0; toll != NULL && r < problem->resources; r++)
        search.toll[r] = repair->left[r] < 0 ? (double)INFINITY : repair->price[r] + toll[r];
    for (int k = 0; k < problem->shipments; k++)
        if (way_out[k] >= 0)
            shipment[count++] = k;
    repair_search_sort(repair, count, shipment);
    for (int at = 0, members; at < count; at += members) {
        members = repair_search_group(repair, count - at, shipment + at);
        repair_search_run(&search, members, shipment + at);
        for (int i = at; i < at + members; i++) {
            int arcs;
            const int *arc;
            way_out[shipment[i]] =
                fmin(way_out[shipment[i]], repair_search_path(&search, shipment[i], &arcs, &arc));
        }
    }
}

static int by_regret(const void *left, const void *right) {
    const struct victim *a = left, *b = right;
    if (a->regret != b->regret)
        return a->regret < b->regret ? -1 : 1;
    return (a->path > b->path) - (a->path < b->path);
}

static double regret(const struct repair *repair, int path, const double *way_out) {
    return way_out[repair->flows->path[path].shipment] - repair->path[path].priced;
}

/** Takes flow off one resource, least regret first, only from those with a way out. */
static void take_off(struct repair *repair, int resource, int victims, struct victim *victim,
                     const double *way_out) {
    if (repair->left[resource] >= 0)
        return; /* relieved along with another */
    for (int i = 0; i < victims; i++)
        victim[i].regret = regret(repair, victim[i].path, way_out);
    qsort(victim, (size_t)victims, sizeof *victim, by_regret);
    for (int i = 0; i < victims && repair->left[resource] < 0 && !isinf(victim[i].regret); i++) {
        wide excess = -repair->left[resource];
        int64_t units = repair->path[victim[i].path].units;
        repair_place(repair, victim[i].path, -(excess < units ? (int64_t)excess : units));
    }
}

/*
 * First those make way that have another path of their own with room: at the end of a master there are such on
 * every full resource, and no search is needed. Then all others, by the shortest way that avoids what is full.
 */
void repair_relieve(struct repair *repair, const double *toll) {
    const struct problem *problem = repair->problem;
    AUTO_FREE double *way_out = xcalloc((size_t)problem->shipments, sizeof *way_out);
    for (int search = 0; search < 2; search++) {
        AUTO(release) struct crowded crowded = list_crowded(repair, 0);
        if (crowded.count == 0)
            return;
        find_own_ways(repair, &crowded, way_out);
        if (search)
            find_new_ways(repair, toll, way_out);
        for (int k = 0; search && k < problem->shipments; k++)
            way_out[k] = fmin(way_out[k], problem->penalty[k]);
        for (int i = 0; i < crowded.count; i++)
            take_off(repair, crowded.resource[i], crowded.first[i + 1] - crowded.first[i],
                     crowded.victim + crowded.first[i], way_out);
    }
}

bool repair_set_tolls(struct repair *repair, double *toll) {
    AUTO_FREE double *way_out = xcalloc((size_t)repair->problem->shipments, sizeof *way_out);
    AUTO(release) struct crowded crowded = list_crowded(repair, 1);
    bool changed = false;
    for (int r = 0; r < repair->problem->resources; r++)
        toll[r] = repair->left[r] >= 1 ? 0 : toll[r];
    find_own_ways(repair, &crowded, way_out);
    find_new_ways(repair, toll, way_out);
    for (int i = 0; i < crowded.count; i++) {
        double least = INFINITY, was = toll[crowded.resource[i]];
        for (int v = crowded.first[i]; v < crowded.first[i + 1]; v++)
            least = fmin(least, regret(repair, crowded.victim[v].path, way_out));
        toll[crowded.resource[i]] = fmax(least, 0);
        changed = changed || toll[crowded.resource[i]] != was;
    }
    return changed;
}
