// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include "base/mem.h"
#include "plan/budget_row.h"

#include <stdlib.h>
#include <string.h>

/** A vertex reached: ordered by length, then time, then vertex, so that ties never depend on the heap. */
struct label {
    wide length;
    int64_t time_uh;
    int vertex;
};

struct search {
    const struct virtual_network *network;
    int *first, *out; /**< arcs by tail: out[first[v] .. first[v + 1]) */
    wide *weight;     /**< [arcs], -1 = closed */
    struct label *heap;
    size_t held, room;
    wide *best;       /**< [vertices] search_shortest: settled length, -1 = not yet */
    int64_t *best_uh; /**< [vertices] hours of that path; search_within: least hours settled */
    wide *tentative;  /**< [vertices] search_shortest: shortest length queued, -1 = none */
};

struct search *search_new(const struct virtual_network *network) {
    struct search *search = xcalloc(1, sizeof *search);
    int vertices = network->vertices, arcs = network->arcs;
    search->network = network;
    search->first = xcalloc((size_t)vertices + 2, sizeof *search->first);
    search->out = xcalloc((size_t)arcs, sizeof *search->out);
    search->weight = xcalloc((size_t)arcs, sizeof *search->weight);
    search->best = xcalloc((size_t)vertices, sizeof *search->best);
    search->best_uh = xcalloc((size_t)vertices, sizeof *search->best_uh);
    search->tentative = xcalloc((size_t)vertices, sizeof *search->tentative);
    /* Counting sort by tail; counts stand two places up, so that filling leaves first[] right. */
    for (int a = 0; a < arcs; a++)
        search->first[network->arc[a].tail + 2]++;
    for (int v = 0; v < vertices; v++)
        search->first[v + 2] += search->first[v + 1];
    for (int a = 0; a < arcs; a++)
        search->out[search->first[network->arc[a].tail + 1]++] = a;
    return search;
}

void search_free(struct search *search) {
    if (search == NULL)
        return;
    free(search->first);
    free(search->out);
    free(search->weight);
    free(search->heap);
    free(search->best);
    free(search->best_uh);
    free(search->tentative);
    free(search);
}

void search_weigh(struct search *search, int cargo, struct money vot_per_t_h, const struct money *price) {
    const struct virtual_network *network = search->network;
    const struct money *money = network->money + (size_t)cargo * (size_t)network->arcs;
    for (int a = 0; a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        if (money[a].e4 == MONEY_CLOSED) {
            search->weight[a] = -1;
            continue;
        }
        wide e4 = money[a].e4;
        if (arc->resource >= 0)
            e4 += price[arc->resource].e4;
        search->weight[a] = e4 * LENGTH_OF_E4 + (wide)vot_per_t_h.e4 * arc->time_uh;
    }
}

void search_weigh_budget(struct search *search, int cargo, const struct plan_budget *budget) {
    for (int a = 0; a < search->network->arcs; a++)
        if (search->weight[a] >= 0)
            search->weight[a] += use_worth(budget, arc_use(search->network, budget->quantity, cargo, a));
}

static bool before(const struct label *a, const struct label *b) {
    if (a->length != b->length)
        return a->length < b->length;
    if (a->time_uh != b->time_uh)
        return a->time_uh < b->time_uh;
    return a->vertex < b->vertex;
}

static void push(struct search *search, struct label label) {
    GROW(search->heap, search->held, search->room);
    size_t at = search->held++;
    for (; at > 0 && before(&label, &search->heap[(at - 1) / 2]); at = (at - 1) / 2)
        search->heap[at] = search->heap[(at - 1) / 2];
    search->heap[at] = label;
}

static struct label pop(struct search *search) {
    struct label top = search->heap[0], last = search->heap[--search->held];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < search->held; at = child) {
        if (child + 1 < search->held && before(&search->heap[child + 1], &search->heap[child]))
            child++;
        if (!before(&search->heap[child], &last))
            break;
        search->heap[at] = search->heap[child];
    }
    search->heap[at] = last;
    return top;
}

/** Whether paths from `origin` may go on from `vertex`. */
static bool passes(const struct search *search, int vertex, int origin) {
    const unsigned char *no_through = search->network->no_through;
    return vertex == origin || no_through == NULL || !no_through[vertex];
}

static void settle_from(struct search *search, const struct label *at) {
    const struct virtual_network *network = search->network;
    for (int i = search->first[at->vertex]; i < search->first[at->vertex + 1]; i++) {
        int a = search->out[i], head = network->arc[a].head;
        if (search->weight[a] < 0 || search->best[head] >= 0)
            continue;
        wide length = at->length + search->weight[a];
        if (search->tentative[head] >= 0 && search->tentative[head] < length)
            continue;
        search->tentative[head] = length;
        push(search, (struct label){length, at->time_uh + network->arc[a].time_uh, head});
    }
}

void search_shortest(struct search *search, int origin, int count, const int *destination, wide *length,
                     int64_t *time_uh) {
    int vertices = search->network->vertices, open = 0;
    for (int v = 0; v < vertices; v++)
        search->best[v] = search->tentative[v] = -1;
    /* A vertex that is still wanted is marked in best_uh until it is settled. */
    memset(search->best_uh, 0, (size_t)vertices * sizeof *search->best_uh);
    for (int i = 0; i < count; i++)
        if (search->best_uh[destination[i]] == 0) {
            search->best_uh[destination[i]] = -1;
            open++;
        }
    search->held = 0;
    push(search, (struct label){0, 0, origin});
    while (search->held > 0 && open > 0) {
        struct label at = pop(search);
        if (search->best[at.vertex] >= 0)
            continue;
        open -= search->best_uh[at.vertex] == -1;
        search->best[at.vertex] = at.length;
        search->best_uh[at.vertex] = at.time_uh;
        if (passes(search, at.vertex, origin))
            settle_from(search, &at);
    }
    for (int i = 0; i < count; i++) {
        length[i] = search->best[destination[i]];
        time_uh[i] = search->best_uh[destination[i]];
    }
}

wide search_within(struct search *search, int origin, int destination, int64_t max_uh) {
    const struct virtual_network *network = search->network;
    for (int v = 0; v < network->vertices; v++)
        search->best_uh[v] = INT64_MAX;
    search->held = 0;
    push(search, (struct label){0, 0, origin});
    while (search->held > 0) {
        struct label at = pop(search);
        if (at.time_uh >= search->best_uh[at.vertex])
            continue;
        if (at.vertex == destination)
            return at.length;
        search->best_uh[at.vertex] = at.time_uh;
        if (!passes(search, at.vertex, origin))
            continue;
        for (int i = search->first[at.vertex]; i < search->first[at.vertex + 1]; i++) {
            int a = search->out[i], head = network->arc[a].head;
            int64_t time_uh = at.time_uh + network->arc[a].time_uh;
            if (search->weight[a] >= 0 && time_uh <= max_uh && time_uh < search->best_uh[head])
                push(search, (struct label){at.length + search->weight[a], time_uh, head});
        }
    }
    return -1;
}
