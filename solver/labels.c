// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/labels.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/** A walk from the origin: its last arc put onto its parent's. */
struct label {
    double length, hours;
    int vertex, arc, parent; /**< parent: a label, -1 = this is the empty walk at the origin */
};

/** Least key first, then least tie, then least item. */
struct entry {
    double key, tie;
    int item;
};

/** A binary heap; what is out of date stays in until popped. */
struct heap {
    struct entry *entry;
    int count, room;
};

struct labels {
    const struct graph *graph;
    int *first_in, *slot_in, *tail;   /**< slots by head: those that enter v; [slots] tails */
    double *length_left, *hours_left; /**< [vertices] lower bounds from here to the destination */
    int *slot_out;                    /**< [vertices] first slot of the shortest way to the destination */
    double *fastest;                  /**< [vertices] hours of the fastest label settled here */
    struct label *label;
    int label_count, label_room;
    struct heap heap;
    int *path; /**< in the order of the walk */
    int path_count, path_room;
};

/** One call's question, as the caller put it. */
struct query {
    const double *length, *hours; /**< [arcs] */
    const unsigned char *no_through;
    int origin, destination;
    double limit; /**< the slack is in it */
};

static bool entry_before(struct entry a, struct entry b) {
    if (a.key != b.key)
        return a.key < b.key;
    return a.tie != b.tie ? a.tie < b.tie : a.item < b.item;
}

static void heap_push(struct heap *heap, struct entry entry) {
    GROW(heap->entry, heap->count, heap->room);
    int at = heap->count++;
    for (; at > 0 && entry_before(entry, heap->entry[(at - 1) / 2]); at = (at - 1) / 2)
        heap->entry[at] = heap->entry[(at - 1) / 2];
    heap->entry[at] = entry;
}

static struct entry heap_pop(struct heap *heap) {
    struct entry top = heap->entry[0], last = heap->entry[--heap->count];
    int at = 0;
    for (int child = 1; child < heap->count; child = 2 * at + 1) {
        if (child + 1 < heap->count && entry_before(heap->entry[child + 1], heap->entry[child]))
            child++;
        if (!entry_before(heap->entry[child], last))
            break;
        heap->entry[at] = heap->entry[child];
        at = child;
    }
    heap->entry[at] = last;
    return top;
}

static void sort_by_head(struct labels *work, const struct problem *problem) {
    const struct graph *graph = work->graph;
    for (int slot = 0; slot < graph->arcs; slot++) {
        work->tail[slot] = problem->arc_tail[graph->arc[slot]];
        work->first_in[graph->head[slot] + 1]++;
    }
    for (int v = 0; v < graph->vertices; v++)
        work->first_in[v + 1] += work->first_in[v];
    for (int slot = graph->arcs - 1; slot >= 0; slot--) /* from the back: fills each row's end first */
        work->slot_in[--work->first_in[graph->head[slot] + 1]] = slot;
    for (int v = 0; v < graph->vertices; v++) /* the fill moved each row's end to its start */
        work->first_in[v] = work->first_in[v + 1];
    work->first_in[graph->vertices] = graph->arcs;
}

struct labels *labels_new(const struct problem *problem, const struct graph *graph) {
    size_t vertices = (size_t)graph->vertices, arcs = (size_t)graph->arcs;
    struct labels *work = xcalloc(1, sizeof *work);
    work->graph = graph;
    work->first_in = xcalloc(vertices + 1, sizeof *work->first_in);
    work->slot_in = xcalloc(arcs, sizeof *work->slot_in);
    work->tail = xcalloc(arcs, sizeof *work->tail);
    work->length_left = xcalloc(vertices, sizeof *work->length_left);
    work->hours_left = xcalloc(vertices, sizeof *work->hours_left);
    work->slot_out = xcalloc(vertices, sizeof *work->slot_out);
    work->fastest = xcalloc(vertices, sizeof *work->fastest);
    sort_by_head(work, problem);
    return work;
}

void labels_free(struct labels *work) {
    if (work == NULL)
        return;
    free(work->first_in);
    free(work->slot_in);
    free(work->tail);
    free(work->length_left);
    free(work->hours_left);
    free(work->slot_out);
    free(work->fastest);
    free(work->label);
    free(work->heap.entry);
    free(work->path);
    free(work);
}

void labels_release(struct labels **work) {
    labels_free(*work);
}

static bool may_pass(const struct query *query, int vertex, int end) {
    return vertex == end || query->no_through == NULL || !query->no_through[vertex];
}

static void relax_into(struct labels *work, const struct query *query, const double *weight, double *left,
                       int head) {
    for (int i = work->first_in[head]; i < work->first_in[head + 1]; i++) {
        int slot = work->slot_in[i], arc = work->graph->arc[slot], tail = work->tail[slot];
        double far = left[head] + weight[arc];
        if (isinf(query->length[arc]) || !(far < left[tail]))
            continue;
        left[tail] = far;
        work->slot_out[tail] = slot;
        heap_push(&work->heap, (struct entry){far, 0, tail});
    }
}

/**
 * Fills left[v] with the least weight of a way from v to the destination, exact up to `reach` or to the weight
 * at vertex `until` (-1 = none), whichever comes first; where it is more, with a lower bound: that
 * weight at `until`, or INFINITY past `reach`. Dijkstra, backwards.
 */
static void measure_back(struct labels *work, const struct query *query, const double *weight, double reach,
                         int until, double *left) {
    int vertices = work->graph->vertices;
    for (int v = 0; v < vertices; v++)
        left[v] = INFINITY;
    left[query->destination] = 0;
    work->heap.count = 0;
    heap_push(&work->heap, (struct entry){0, 0, query->destination});
    double floor = INFINITY;
    while (work->heap.count > 0) {
        struct entry top = heap_pop(&work->heap);
        if (top.key > left[top.item])
            continue;
        if (top.item == until)
            floor = top.key;
        if (top.item == until || top.key > reach)
            break;
        if (may_pass(query, top.item, query->destination))
            relax_into(work, query, weight, left, top.item);
    }
    for (int v = 0; v < vertices; v++)
        left[v] = left[v] > reach ? INFINITY : fmin(left[v], floor);
}

static void path_put(struct labels *work, int arc) {
    GROW(work->path, work->path_count, work->path_room);
    work->path[work->path_count++] = arc;
}

/** The shortest walk of all as measure_back() found it: its hours, and its arcs in work->path. */
static double walk_ahead(struct labels *work, const struct query *query) {
    double hours = 0;
    work->path_count = 0;
    for (int v = query->origin; v != query->destination; v = work->graph->head[work->slot_out[v]]) {
        int arc = work->graph->arc[work->slot_out[v]];
        path_put(work, arc);
        hours += query->hours[arc];
    }
    return hours;
}

/** Puts the arcs of a label's walk into work->path. */
static void walk_back(struct labels *work, int last) {
    work->path_count = 0;
    for (int l = last; work->label[l].parent >= 0; l = work->label[l].parent)
        path_put(work, work->label[l].arc);
    for (int i = 0, j = work->path_count - 1; i < j; i++, j--) {
        int arc = work->path[i];
        work->path[i] = work->path[j];
        work->path[j] = arc;
    }
}

static void label_put(struct labels *work, struct label label) {
    GROW(work->label, work->label_count, work->label_room);
    work->label[work->label_count] = label;
    heap_push(&work->heap, (struct entry){label.length + work->length_left[label.vertex], label.hours,
                                          work->label_count++});
}

static void extend(struct labels *work, const struct query *query, int last) {
    const struct graph *graph = work->graph;
    struct label from = work->label[last]; /* a copy: label_put() may move the labels */
    for (int slot = graph->first[from.vertex]; slot < graph->first[from.vertex + 1]; slot++) {
        int arc = graph->arc[slot], head = graph->head[slot];
        double hours = from.hours + query->hours[arc];
        if (isinf(query->length[arc]) || !(hours + work->hours_left[head] <= query->limit) ||
            hours >= work->fastest[head])
            continue;
        label_put(work, (struct label){from.length + query->length[arc], hours, head, arc, last});
    }
}

/**
 * Settles labels in order of length + lower bound. At one vertex that is the order of length, so a label is
 * dominated there exactly if one at least as fast was settled before: one number a vertex is the whole Pareto
 * front that is ever looked at. A cycle of no length and no hours comes back dominated.
 * Returns the first label settled at the destination, or -1.
 */
static int settle(struct labels *work, const struct query *query) {
    for (int v = 0; v < work->graph->vertices; v++)
        work->fastest[v] = INFINITY;
    work->heap.count = work->label_count = 0;
    label_put(work, (struct label){0, 0, query->origin, -1, -1});
    while (work->heap.count > 0) {
        int last = heap_pop(&work->heap).item;
        const struct label *label = &work->label[last];
        if (label->vertex == query->destination)
            return last;
        if (label->hours >= work->fastest[label->vertex])
            continue;
        work->fastest[label->vertex] = label->hours;
        if (may_pass(query, label->vertex, query->origin))
            extend(work, query, last);
    }
    return -1;
}

/** Leaves the walk in work->path; false where there is none. */
static bool find(struct labels *work, const struct query *query) {
    work->path_count = 0;
    if (query->origin == query->destination)
        return true;
    measure_back(work, query, query->length, INFINITY, query->origin, work->length_left);
    if (isinf(work->length_left[query->origin]))
        return false;
    if (walk_ahead(work, query) <= query->limit)
        return true;
    measure_back(work, query, query->hours, query->limit, -1, work->hours_left);
    if (isinf(work->hours_left[query->origin]))
        return false;
    int last = settle(work, query);
    if (last >= 0)
        walk_back(work, last);
    return last >= 0;
}

double labels_path(struct labels *work, const double *arc_length, const double *arc_hours,
                   const unsigned char *no_through, int origin, int destination, double max_hours,
                   const int **arcs, int *count) {
    struct query query = {arc_length, arc_hours,   no_through,
                          origin,     destination, max_hours + LABELS_HOURS_SLACK};
    if (!find(work, &query))
        return INFINITY;
    double length = 0;
    for (int i = 0; i < work->path_count; i++)
        length += arc_length[work->path[i]];
    *arcs = work->path;
    *count = work->path_count;
    return length;
}
