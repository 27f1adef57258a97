// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/ways.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double half_a_kg = 0.0005; /* t: less is rounding */

/* A way whose flow two plans do not share; path -1: to stay behind. */
struct excess {
    int path;
    double flow;
};

static int by_flow(const void *left, const void *right) {
    const struct excess *a = left, *b = right;
    if (a->flow != b->flow)
        return a->flow > b->flow ? -1 : 1;
    return a->path < b->path ? -1 : a->path > b->path;
}

bool same_way(const struct solution *a, int p, const struct solution *b, int q) {
    int arcs = a->path_start[p + 1] - a->path_start[p];
    return arcs == b->path_start[q + 1] - b->path_start[q] &&
           (arcs == 0 || memcmp(a->path_arc + a->path_start[p], b->path_arc + b->path_start[q],
                                (size_t)arcs * sizeof *a->path_arc) == 0);
}

double flow_on_way(const struct solution *there, struct span span, const struct solution *here, int path) {
    for (int q = span.first; q < span.end; q++)
        if (same_way(here, path, there, q))
            return there->path_flow[q];
    return 0;
}

/* What `here` sends over ways beyond what `there` does, most first. Returns how many ways. */
static int list_excess(const struct solution *here, struct span mine, const struct solution *there,
                       struct span theirs, int shipment, struct excess *excess) {
    int count = 0;
    for (int p = mine.first; p <= mine.end; p++) {
        bool stays = p == mine.end;
        double flow = stays ? here->unmet[shipment] - there->unmet[shipment]
                            : here->path_flow[p] - flow_on_way(there, theirs, here, p);
        if (flow > half_a_kg)
            excess[count++] = (struct excess){stays ? -1 : p, flow};
    }
    qsort(excess, (size_t)count, sizeof *excess, by_flow);
    return count;
}

int changes_add_way(struct change_list *changes, const struct solution *solution, int path) {
    struct solution *ways = &changes->ways;
    if (path < 0)
        return -1;
    if (ways->paths + 2 > changes->path_room) {
        changes->path_room = 2 * changes->path_room + 16;
        size_t room = (size_t)changes->path_room;
        ways->path_shipment = xrealloc(ways->path_shipment, room, sizeof *ways->path_shipment);
        ways->path_flow = xrealloc(ways->path_flow, room, sizeof *ways->path_flow);
        ways->path_start = xrealloc(ways->path_start, room, sizeof *ways->path_start);
    }
    ways->path_shipment[ways->paths] = solution->path_shipment[path];
    ways->path_flow[ways->paths] = solution->path_flow[path];
    ways->path_start[ways->paths] = changes->arcs;
    for (int i = solution->path_start[path]; i < solution->path_start[path + 1]; i++) {
        GROW(ways->path_arc, changes->arcs, changes->arc_room);
        ways->path_arc[changes->arcs++] = solution->path_arc[i];
    }
    ways->path_start[++ways->paths] = changes->arcs;
    return ways->paths - 1;
}

static void add_change(struct change_list *changes, int shipment, double flow, int from, int to) {
    GROW(changes->change, changes->changes, changes->change_room);
    changes->change[changes->changes++] = (struct path_change){shipment, llround(flow * 1000), from, to};
}

/* What leaves its ways goes over to those that gain, the largest to the largest. */
static void match(struct change_list *changes, int shipment, const struct solution *from, struct excess *lost,
                  int losers, const struct solution *to, struct excess *won, int winners) {
    for (int l = 0, w = 0, source = -2, target = -2; l < losers && w < winners;) {
        double flow = fmin(lost[l].flow, won[w].flow);
        source = source == -2 ? changes_add_way(changes, from, lost[l].path) : source;
        target = target == -2 ? changes_add_way(changes, to, won[w].path) : target;
        if (flow > half_a_kg)
            add_change(changes, shipment, flow, source, target);
        lost[l].flow -= flow;
        won[w].flow -= flow;
        if (lost[l].flow <= half_a_kg)
            l++, source = -2;
        if (won[w].flow <= half_a_kg)
            w++, target = -2;
    }
}

static int by_quantity(const void *left, const void *right) {
    const struct path_change *a = left, *b = right;
    if (a->quantity_kg != b->quantity_kg)
        return a->quantity_kg > b->quantity_kg ? -1 : 1;
    return a->shipment != b->shipment ? a->shipment - b->shipment : a->from - b->from;
}

int changes_add(struct change_list *changes, const struct problem *problem, const double *gain,
                const struct solution *from, const struct solution *to) {
    struct span a = {0, 0}, b = {0, 0};
    size_t most = (size_t)(from->paths > to->paths ? from->paths : to->paths) + 1;
    AUTO_FREE struct excess *lost = xcalloc(most, sizeof *lost);
    AUTO_FREE struct excess *won = xcalloc(most, sizeof *won);
    AUTO_FREE bool *moves = xcalloc((size_t)problem->shipments, sizeof *moves);
    parts_that_move(problem, gain, from, to, moves);
    int first = changes->changes;
    for (int k = 0; k < problem->shipments; k++) {
        a = next_span(from, a, k);
        b = next_span(to, b, k);
        if (!moves[k])
            continue;
        int losers = list_excess(from, a, to, b, k, lost), winners = list_excess(to, b, from, a, k, won);
        match(changes, k, from, lost, losers, to, won, winners);
    }
    int count = changes->changes - first;
    if (count > 0)
        qsort(changes->change + first, (size_t)count, sizeof *changes->change, by_quantity);
    return count;
}

void changes_release(struct change_list *changes) {
    free(changes->change);
    free(changes->ways.path_shipment);
    free(changes->ways.path_flow);
    free(changes->ways.path_start);
    free(changes->ways.path_arc);
}
