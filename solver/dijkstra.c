// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/dijkstra.h"

#include "base/mem.h"

#include <math.h>
#include <stdbool.h>
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
    dijkstra->child = xcalloc(vertices, sizeof *dijkstra->child);
    dijkstra->sibling = xcalloc(vertices, sizeof *dijkstra->sibling);
    dijkstra->dirty = xcalloc(vertices, 1);
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
    free(dijkstra->child);
    free(dijkstra->sibling);
    free(dijkstra->dirty);
    free(dijkstra);
}

/* May a path that starts at `origin` go on from v? */
static bool leads_on(const unsigned char *no_through, int v, int origin) {
    return no_through == NULL || no_through[v] == 0 || v == origin;
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
static int scan(struct dijkstra *dijkstra, const struct graph *graph, const double *length, int v,
                int heaped) {
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
    int wanted = targets < 0 ? graph->vertices + 1 : mark_targets(dijkstra, targets, target);
    dijkstra->node[origin] = (struct tree_node){0, -1, -1};
    dijkstra->touched[dijkstra->touches++] = origin;
    heap[0] = (struct heap_item){0, origin};
    for (int heaped = 1; heaped > 0 && wanted > 0;) {
        struct heap_item top = heap_pop(heap, heaped--);
        int v = top.vertex;
        if (top.distance > dijkstra->node[v].distance)
            continue; /* it was reached more cheaply after this entry was made */
        dijkstra->settled_vertex[dijkstra->settled++] = v;
        wanted -= targets >= 0 && dijkstra->wanted[v] == dijkstra->search;
        if (leads_on(no_through, v, origin))
            heaped = scan(dijkstra, graph, length, v, heaped);
    }
}

/* ---- towards one target ---- */

/* As scan(), by distance plus potential, and never back to what is settled: only rounding could call for it. */
static int scan_towards(struct dijkstra *dijkstra, const struct graph *graph, const double *length, int v,
                        int heaped, const double *potential) {
    struct tree_node *node = dijkstra->node;
    double distance = node[v].distance;
    for (int slot = graph->first[v]; slot < graph->first[v + 1]; slot++) {
        int head = graph->head[slot];
        double offer = distance + length[slot];
        if (!(offer < node[head].distance) || dijkstra->wanted[head] == dijkstra->search ||
            isinf(potential[head]))
            continue;
        if (isinf(node[head].distance))
            dijkstra->touched[dijkstra->touches++] = head;
        node[head] = (struct tree_node){offer, v, slot};
        heap_push(dijkstra->heap, heaped++, (struct heap_item){offer + potential[head], head});
    }
    return heaped;
}

void dijkstra_aim(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                  const unsigned char *no_through, int origin, int target, const double *potential) {
    struct heap_item *heap = dijkstra->heap;
    unsigned *settled = dijkstra->wanted; /* == search: settled */
    forget_last_search(dijkstra);
    dijkstra->search++;
    dijkstra->node[origin] = (struct tree_node){0, -1, -1};
    dijkstra->touched[dijkstra->touches++] = origin;
    heap[0] = (struct heap_item){potential[origin], origin};
    for (int heaped = 1; heaped > 0 && settled[target] != dijkstra->search;) {
        int v = heap_pop(heap, heaped--).vertex;
        if (settled[v] == dijkstra->search)
            continue;
        settled[v] = dijkstra->search;
        dijkstra->settled_vertex[dijkstra->settled++] = v;
        if (leads_on(no_through, v, origin))
            heaped = scan_towards(dijkstra, graph, length, v, heaped, potential);
    }
}

/* ---- from one tree to the next ---- */

/* The kept tree's distances under the new lengths. */
static void plant(struct dijkstra *dijkstra, const struct graph *graph, const double *length, int origin,
                  const struct kept_tree *kept) {
    struct tree_node *node = dijkstra->node;
    forget_last_search(dijkstra);
    node[origin] = (struct tree_node){0, -1, -1};
    dijkstra->settled_vertex[0] = dijkstra->touched[0] = origin;
    for (int i = 0; i < kept->arcs; i++) {
        int slot = kept->slot[i], from = graph->tail[slot], head = graph->head[slot];
        node[head] = (struct tree_node){node[from].distance + length[slot], from, slot};
        dijkstra->settled_vertex[i + 1] = dijkstra->touched[i + 1] = head;
    }
    dijkstra->settled = dijkstra->touches = kept->arcs + 1;
}

/* Offers every neighbour of `v` the way through it; whom it serves must offer it on. True if it served any. */
static bool spread(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                   const unsigned char *no_through, int origin, int v) {
    struct tree_node *node = dijkstra->node;
    double distance = node[v].distance;
    bool served = false;
    for (int slot = graph->first[v]; slot < graph->first[v + 1]; slot++) {
        int head = graph->head[slot];
        double offer = distance + length[slot];
        if (!(offer < node[head].distance))
            continue;
        node[head] = (struct tree_node){offer, v, slot};
        dijkstra->dirty[head] = leads_on(no_through, head, origin);
        served = true;
    }
    return served;
}

/* Sweeps over the vertices in the old tree's order until no arc offers a shorter way; true if one did. */
static bool sweep(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                  const unsigned char *no_through, int origin) {
    const int *order = dijkstra->settled_vertex;
    unsigned char *dirty = dijkstra->dirty;
    bool changed = false, again = true;
    for (int i = 0; i < dijkstra->settled; i++)
        dirty[order[i]] = leads_on(no_through, order[i], origin);
    while (again) {
        again = false;
        for (int i = 0; i < dijkstra->settled; i++) {
            int v = order[i];
            if (!dirty[v])
                continue;
            dirty[v] = 0;
            again = spread(dijkstra, graph, length, no_through, origin, v) || again;
        }
        changed = changed || again;
    }
    return changed;
}

/* Lists the tree anew from the origin outwards: what was improved hangs elsewhere now. */
static void put_in_order(struct dijkstra *dijkstra) {
    int *order = dijkstra->settled_vertex, reached = dijkstra->settled, listed = 1;
    for (int i = 0; i < reached; i++)
        dijkstra->child[order[i]] = -1;
    for (int i = 1; i < reached; i++) {
        int from = dijkstra->node[order[i]].from;
        dijkstra->sibling[order[i]] = dijkstra->child[from];
        dijkstra->child[from] = order[i];
    }
    for (int i = 0; i < listed; i++)
        for (int v = dijkstra->child[order[i]]; v >= 0; v = dijkstra->sibling[v])
            order[listed++] = v;
}

static void keep_tree(const struct dijkstra *dijkstra, struct kept_tree *kept) {
    if (kept->arcs < 0)
        kept->slot = xcalloc((size_t)dijkstra->settled, sizeof *kept->slot);
    kept->arcs = dijkstra->settled - 1;
    for (int i = 0; i < kept->arcs; i++)
        kept->slot[i] = dijkstra->node[dijkstra->settled_vertex[i + 1]].slot;
}

void dijkstra_renew(struct dijkstra *dijkstra, const struct graph *graph, const double *length,
                    const unsigned char *no_through, int origin, struct kept_tree *kept) {
    if (kept->arcs < 0) {
        dijkstra_run(dijkstra, graph, length, no_through, origin, -1, NULL);
        keep_tree(dijkstra, kept);
        return;
    }
    plant(dijkstra, graph, length, origin, kept);
    if (!sweep(dijkstra, graph, length, no_through, origin))
        return;
    put_in_order(dijkstra);
    keep_tree(dijkstra, kept);
}
