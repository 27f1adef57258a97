// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/max_flow.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Each edge is two half edges, 2e there and 2e + 1 back. */
struct max_flow {
    int vertices, halves, half_room, capacity_room;
    int *head;         /* [halves] */
    int64_t *rest;     /* [halves] what may still pass */
    int64_t *capacity; /* [edges] */
    int *first, *out;  /* halves by tail: out[first[v] .. first[v + 1]); made anew where `sorted` is false */
    bool sorted;
    int *level, *current, *queue, *path; /* [vertices] distance in halves; next of out[] to try; workspace */
    int *parent;                         /* [vertices] half by which the last search reached it */
    int64_t work;
};

struct max_flow *max_flow_new(int vertices) {
    struct max_flow *flow = xcalloc(1, sizeof *flow);
    size_t count = (size_t)vertices;
    flow->vertices = vertices;
    flow->first = xcalloc(count + 2, sizeof *flow->first);
    flow->level = xcalloc(count, sizeof *flow->level);
    flow->current = xcalloc(count, sizeof *flow->current);
    flow->queue = xcalloc(count, sizeof *flow->queue);
    flow->path = xcalloc(count, sizeof *flow->path);
    flow->parent = xcalloc(count, sizeof *flow->parent);
    return flow;
}

void max_flow_free(struct max_flow *flow) {
    if (flow == NULL)
        return;
    free(flow->head);
    free(flow->rest);
    free(flow->capacity);
    free(flow->first);
    free(flow->out);
    free(flow->level);
    free(flow->current);
    free(flow->queue);
    free(flow->path);
    free(flow->parent);
    free(flow);
}

int max_flow_edge(struct max_flow *flow, int tail, int head, int64_t capacity) {
    int edge = flow->halves / 2;
    GROW(flow->capacity, edge, flow->capacity_room);
    flow->capacity[edge] = capacity;
    for (int back = 0; back < 2; back++) {
        GROW(flow->head, flow->halves, flow->half_room);
        flow->head[flow->halves++] = back ? tail : head;
    }
    flow->sorted = false;
    return edge;
}

void max_flow_set(struct max_flow *flow, int edge, int64_t capacity) {
    flow->capacity[edge] = capacity;
}

/* Counting sort of the halves by tail; counts stand two places up, so that filling leaves first[] right. */
static void sort_halves(struct max_flow *flow) {
    size_t halves = (size_t)flow->halves;
    flow->out = xrealloc(flow->out, halves, sizeof *flow->out);
    flow->rest = xrealloc(flow->rest, halves, sizeof *flow->rest);
    memset(flow->first, 0, ((size_t)flow->vertices + 2) * sizeof *flow->first);
    for (int h = 0; h < flow->halves; h++)
        flow->first[flow->head[h ^ 1] + 2]++;
    for (int v = 0; v < flow->vertices; v++)
        flow->first[v + 2] += flow->first[v + 1];
    for (int h = 0; h < flow->halves; h++)
        flow->out[flow->first[flow->head[h ^ 1] + 1]++] = h;
    flow->sorted = true;
}

/* Levels by breadth first search; whether the sink was reached. All of the source's side is levelled. */
static bool level_vertices(struct max_flow *flow, int source, int sink) {
    int held = 0;
    for (int v = 0; v < flow->vertices; v++)
        flow->level[v] = -1;
    flow->level[source] = 0;
    flow->queue[held++] = source;
    for (int i = 0; i < held; i++) {
        int v = flow->queue[i];
        flow->work += flow->first[v + 1] - flow->first[v];
        for (int j = flow->first[v]; j < flow->first[v + 1]; j++) {
            int h = flow->out[j], head = flow->head[h];
            if (flow->rest[h] <= 0 || flow->level[head] >= 0)
                continue;
            flow->level[head] = flow->level[v] + 1;
            flow->parent[head] = h;
            flow->queue[held++] = head;
        }
    }
    return flow->level[sink] >= 0;
}

/* Sends what fits along the path's halves; returns how many of them are still usable from the source on. */
static int augment(struct max_flow *flow, int length, int64_t *sent) {
    int64_t least = INT64_MAX;
    int keep = 0;
    for (int i = length - 1; i >= 0; i--)
        if (flow->rest[flow->path[i]] <= least) {
            least = flow->rest[flow->path[i]];
            keep = i;
        }
    for (int i = 0; i < length; i++) {
        flow->rest[flow->path[i]] -= least;
        flow->rest[flow->path[i] ^ 1] += least;
    }
    *sent += least;
    return keep;
}

/* A blocking flow: depth first along rising levels, each half tried once. */
static int64_t block(struct max_flow *flow, int source, int sink) {
    int64_t sent = 0;
    int length = 0, v = source;
    memcpy(flow->current, flow->first, (size_t)flow->vertices * sizeof *flow->current);
    for (;;) {
        if (v == sink) {
            length = augment(flow, length, &sent);
            v = flow->head[flow->path[length] ^ 1];
            continue;
        }
        int h = -1;
        for (; flow->current[v] < flow->first[v + 1] && h < 0; flow->current[v]++) {
            int candidate = flow->out[flow->current[v]];
            flow->work++;
            if (flow->rest[candidate] > 0 && flow->level[flow->head[candidate]] == flow->level[v] + 1)
                h = candidate;
        }
        if (h >= 0) {
            flow->current[v]--; /* stays the one to try until it is full or leads nowhere */
            flow->path[length++] = h;
            v = flow->head[h];
        } else if (length == 0) {
            return sent;
        } else {
            flow->level[v] = -1;
            v = flow->head[flow->path[--length] ^ 1];
        }
    }
}

/* Into each edge that ends at the sink, what the last search's tree can bring to it. */
static int64_t fill_tree(struct max_flow *flow, int source, int sink) {
    int64_t sent = 0;
    for (int i = flow->first[sink]; i < flow->first[sink + 1]; i++) {
        int last = flow->out[i] ^ 1, from = flow->head[flow->out[i]], length = 0;
        if (flow->rest[last] <= 0 || flow->level[from] < 0)
            continue;
        flow->path[length++] = last;
        for (int v = from; v != source; v = flow->head[flow->parent[v] ^ 1])
            flow->path[length++] = flow->parent[v];
        flow->work += length;
        augment(flow, length, &sent);
    }
    return sent;
}

int64_t max_flow_run(struct max_flow *flow, int source, int sink, int64_t enough) {
    if (!flow->sorted)
        sort_halves(flow);
    for (int h = 0; h < flow->halves; h++)
        flow->rest[h] = h % 2 == 0 ? flow->capacity[h / 2] : 0;
    flow->work += flow->halves;
    if (!level_vertices(flow, source, sink))
        return 0;
    int64_t sent = fill_tree(flow, source, sink);
    while (sent < enough && level_vertices(flow, source, sink))
        sent += block(flow, source, sink);
    return sent;
}

bool max_flow_on_source_side(const struct max_flow *flow, int vertex) {
    return flow->level[vertex] >= 0;
}

int64_t max_flow_work(const struct max_flow *flow) {
    return flow->work;
}
