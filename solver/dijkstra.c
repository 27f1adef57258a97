// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/dijkstra.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

struct dijkstra *dijkstra_new(const struct graph *graph) {
    struct dijkstra *dijkstra = xcalloc(1, sizeof *dijkstra);
    size_t vertices = (size_t)graph->vertices;
    dijkstra->node = xcalloc(vertices, sizeof *dijkstra->node);
    dijkstra->settled_vertex = xcalloc(vertices, sizeof *dijkstra->settled_vertex);
    dijkstra->touched = xcalloc(vertices, sizeof *dijkstra->touched);
    dijkstra->wanted = xcalloc(vertices, sizeof *dijkstra->wanted);
    /* A vertex enters the heap at most once for each arc into it, and the origin once more. */
    dijkstra->heap = xcalloc((size_t)graph->arcs + 1, sizeof *dijkstra->heap);
    for (size_t v = 0; v < vertices; v++)
        dijkstra->node[v].distance = INFINITY;
    return dijkstra;
}

void dijkstra_free(struct dijkstra *dijkstra) {
    if (dijkstra == NULL)
        return;
    free(dijkstra->node);
    free(dijkstra->settled_vertex);
    free(dijkstra->touched);
    free(dijkstra->wanted);
    free(dijkstra->heap);
    free(dijkstra);
}

/* A heap of four children a parent is shallower than a binary one, and the four share a cache line. */
static void heap_push(struct heap_item *heap, int count, struct heap_item item) {
    int i = count;
    while (i > 0) {
        int parent = (i - 1) / 4;
        if (heap[parent].distance <= item.distance)
            break;
        heap[i] = heap[parent];
        i = parent;
    }
    heap[i] = item;
}

/* Puts `item` where the top was; `count` is the heap's length after the top has gone. */
static void heap_replace_top(struct heap_item *heap, int count, struct heap_item item) {
    int i = 0;
    for (;;) {
        int child = 4 * i + 1;
        if (child >= count)
            break;
        int least = child, end = child + 4 < count ? child + 4 : count;
        for (int c = child + 1; c < end; c++)
            if (heap[c].distance < heap[least].distance)
                least = c;
        if (heap[least].distance >= item.distance)
            break;
        heap[i] = heap[least];
        i = least;
    }
    heap[i] = item;
}

static int mark_targets(struct dijkstra *dijkstra, int targets, const int *target) {
    int wanted = 0;
    dijkstra->search++;
    for (int i = 0; i < targets; i++) {
        wanted += dijkstra->wanted[target[i]] != dijkstra->search;
        dijkstra->wanted[target[i]] = dijkstra->search;
    }
    return wanted;
}

static void forget_last_search(struct dijkstra *dijkstra) {
    for (int i = 0; i < dijkstra->touches; i++)
        dijkstra->node[dijkstra->touched[i]].distance = INFINITY;
    dijkstra->touches = 0;
    dijkstra->settled = 0;
}

/* Offers every neighbour of `v` the way through it; returns the heap's new length. */
static int scan(struct dijkstra *dijkstra, const struct graph *graph, const double *length, int v, int heaped) {
    struct tree_node *node = dijkstra->node;
    double distance = node[v].distance;
    for (int slot = graph->first[v]; slot < graph->first[v + 1]; slot++) {
        int head = graph->head[slot];
        double offer = distance + length[slot];
        if (!(offer < node[head].distance))
            continue;
        if (isinf(node[head].distance))
            dijkstra->touched[dijkstra->touches++] = head;
        node[head] = (struct tree_node){offer, v, slot};
        heap_push(dijkstra->heap, heaped++, (struct heap_item){offer, head});
    }
    return heaped;
}

void dijkstra_run(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                  const unsigned char *no_through, int origin, int targets, const int *target) {
    struct heap_item *heap = dijkstra->heap;
    forget_last_search(dijkstra);
    int wanted = mark_targets(dijkstra, targets, target);
    dijkstra->node[origin] = (struct tree_node){0, -1, -1};
    dijkstra->touched[dijkstra->touches++] = origin;
    heap[0] = (struct heap_item){0, origin};
    for (int heaped = 1; heaped > 0 && wanted > 0;) {
        struct heap_item top = heap[0];
        heap_replace_top(heap, heaped - 1, heap[heaped - 1]);
        heaped--;
        int v = top.vertex;
        if (top.distance > dijkstra->node[v].distance)
            continue; /* it was reached more cheaply after this entry was made */
        dijkstra->settled_vertex[dijkstra->settled++] = v;
        wanted -= dijkstra->wanted[v] == dijkstra->search;
        if (no_through == NULL || no_through[v] == 0 || v == origin)
            heaped = scan(dijkstra, graph, length, v, heaped);
    }
}
