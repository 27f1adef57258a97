// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/graph.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A counting sort by tail: first[v + 1] counts, then sums, then slides as arcs are placed. */
struct graph *graph_new(const struct problem *problem) {
    struct graph *graph = xcalloc(1, sizeof *graph);
    graph->vertices = problem->vertices;
    graph->arcs = problem->arcs;
    graph->first = xcalloc((size_t)problem->vertices + 1, sizeof *graph->first);
    graph->arc = xcalloc((size_t)problem->arcs, sizeof *graph->arc);
    graph->head = xcalloc((size_t)problem->arcs, sizeof *graph->head);
    graph->tail = xcalloc((size_t)problem->arcs, sizeof *graph->tail);

    for (int a = 0; a < problem->arcs; a++)
        graph->first[problem->arc_tail[a] + 1]++;
    for (int v = 0; v < problem->vertices; v++)
        graph->first[v + 1] += graph->first[v];
    for (int a = 0; a < problem->arcs; a++) {
        int slot = graph->first[problem->arc_tail[a]]++;
        graph->arc[slot] = a;
        graph->head[slot] = problem->arc_head[a];
        graph->tail[slot] = problem->arc_tail[a];
    }
    memmove(graph->first + 1, graph->first, (size_t)problem->vertices * sizeof *graph->first);
    graph->first[0] = 0;
    return graph;
}

void graph_free(struct graph *graph) {
    if (graph == NULL)
        return;
    free(graph->first);
    free(graph->arc);
    free(graph->head);
    free(graph->tail);
    free(graph);
}

void graph_release(struct graph **graph) {
    graph_free(*graph);
}
