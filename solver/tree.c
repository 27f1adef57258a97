// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/tree.h"

#include "base/mem.h"
#include "solver/heap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Of the vertices: to take down and hang up more costs more than sweeping over the tree (dijkstra_renew()). */
static const double MOST_FALLEN = 0.08;
enum { FEW_FALLEN = 10 }; /* besides, in any network */

struct mender {
    const struct graph *graph;
    const struct entries *entries;
    const unsigned char *no_through;
    struct heap_item *heap;
    int heaped;
    int *fallen; /* [vertices] those taken down */
    int fallen_count;
    unsigned char *is_fallen; /* [vertices] all 0 between uses */
};

struct entries entries_of(const struct graph *graph) {
    struct entries entries = {xcalloc((size_t)graph->vertices + 2, sizeof(int)),
                              xcalloc((size_t)graph->arcs, sizeof(int))};
    /* Counted two places up, so that filling leaves in_first[] right. */
    for (int slot = 0; slot < graph->arcs; slot++)
        entries.in_first[graph->head[slot] + 2]++;
    for (int v = 0; v < graph->vertices; v++)
        entries.in_first[v + 2] += entries.in_first[v + 1];
    for (int slot = 0; slot < graph->arcs; slot++)
        entries.in_slot[entries.in_first[graph->head[slot] + 1]++] = slot;
    return entries;
}

void entries_release(struct entries *entries) {
    free(entries->in_first);
    free(entries->in_slot);
}

struct mender *mender_new(const struct graph *graph, const struct entries *entries,
                          const unsigned char *no_through) {
    struct mender *mender = xcalloc(1, sizeof *mender);
    *mender = (struct mender){.graph = graph, .entries = entries, .no_through = no_through};
    /* A vertex enters at most once for each arc into it, and once more where it has fallen. */
    mender->heap = xcalloc((size_t)graph->arcs + (size_t)graph->vertices + 1, sizeof *mender->heap);
    mender->fallen = xcalloc((size_t)graph->vertices, sizeof *mender->fallen);
    mender->is_fallen = xcalloc((size_t)graph->vertices, 1);
    return mender;
}

void mender_free(struct mender *mender) {
    if (mender == NULL)
        return;
    free(mender->heap);
    free(mender->fallen);
    free(mender->is_fallen);
    free(mender);
}

static bool leads_on(const struct mender *mender, int v, int origin) {
    return mender->no_through == NULL || mender->no_through[v] == 0 || v == origin;
}

static void forget_fallen(struct mender *mender) {
    for (int i = 0; i < mender->fallen_count; i++)
        mender->is_fallen[mender->fallen[i]] = 0;
    mender->fallen_count = 0;
}

static void fell(struct mender *mender, int v) {
    mender->is_fallen[v] = 1;
    mender->fallen[mender->fallen_count++] = v;
}

/* Takes down what hangs on a longer arc, with all that hangs on that. False where that is more than `most`. */
static bool fell_all(struct mender *mender, const struct tree_node *node,
                     const struct length_changes *changes, int most) {
    const struct graph *graph = mender->graph;
    for (int i = 0; i < changes->longer_count; i++) {
        int head = graph->head[changes->longer[i]];
        if (node[head].slot == changes->longer[i] && !mender->is_fallen[head])
            fell(mender, head);
    }
    for (int i = 0; i < mender->fallen_count && mender->fallen_count <= most; i++) {
        int v = mender->fallen[i];
        for (int slot = graph->first[v]; slot < graph->first[v + 1]; slot++)
            if (node[graph->head[slot]].slot == slot && !mender->is_fallen[graph->head[slot]])
                fell(mender, graph->head[slot]);
    }
    return mender->fallen_count <= most;
}

static void offer(struct mender *mender, struct tree_node *node, const double *length, int slot) {
    int tail = mender->graph->tail[slot], head = mender->graph->head[slot];
    double distance = node[tail].distance + length[slot];
    if (!(distance < node[head].distance))
        return;
    node[head] = (struct tree_node){distance, tail, slot};
    heap_push(mender->heap, mender->heaped++, (struct heap_item){distance, head});
}

/* The nearest place among what stands, for the time being. */
static void hang_up(struct mender *mender, struct tree_node *node, const double *length, int origin, int v) {
    const struct entries *entries = mender->entries;
    struct tree_node best = {INFINITY, -1, -1};
    for (int i = entries->in_first[v]; i < entries->in_first[v + 1]; i++) {
        int slot = entries->in_slot[i], tail = mender->graph->tail[slot];
        double distance = node[tail].distance + length[slot];
        if (!mender->is_fallen[tail] && distance < best.distance && leads_on(mender, tail, origin))
            best = (struct tree_node){distance, tail, slot};
    }
    node[v] = best;
    if (best.slot >= 0)
        heap_push(mender->heap, mender->heaped++, (struct heap_item){best.distance, v});
}

static void hang_all(struct mender *mender, struct tree_node *node, const double *length, int origin) {
    for (int i = 0; i < mender->fallen_count; i++)
        hang_up(mender, node, length, origin, mender->fallen[i]);
    forget_fallen(mender);
}

/* As Dijkstra goes on: what was moved offers its neighbours the way through it, nearest first. */
static void settle(struct mender *mender, struct tree_node *node, const double *length, int origin) {
    const struct graph *graph = mender->graph;
    while (mender->heaped > 0) {
        struct heap_item top = heap_pop(mender->heap, mender->heaped--);
        int v = top.vertex;
        if (top.distance > node[v].distance || !leads_on(mender, v, origin))
            continue;
        for (int slot = graph->first[v]; slot < graph->first[v + 1]; slot++)
            offer(mender, node, length, slot);
    }
}

bool tree_mend(struct mender *mender, struct tree_node *node, const double *length, int origin,
               const struct length_changes *changes) {
    if (!fell_all(mender, node, changes, FEW_FALLEN + (int)(MOST_FALLEN * mender->graph->vertices))) {
        forget_fallen(mender);
        return false;
    }
    hang_all(mender, node, length, origin);
    for (int i = 0; i < changes->shorter_count; i++)
        if (leads_on(mender, mender->graph->tail[changes->shorter[i]], origin))
            offer(mender, node, length, changes->shorter[i]);
    settle(mender, node, length, origin);
    return true;
}
