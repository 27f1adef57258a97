// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * All simple paths but the known ones fall into classes: those that share the first i arcs with a known path, and then
 * leave every known path that shares them too. The best of a class is a shortest path from where it leaves, over
 * vertices that its beginning has not passed and not over the arcs by which the known paths go on.
 */
#include "plan/explain_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct label {
    wide length;
    int64_t time_uh;
    int vertex, arc, parent; /* arc, parent: -1 where the search began */
};

struct way_search {
    const struct virtual_network *network;
    int *first, *out;  /* arcs by tail: out[first[v] .. first[v + 1]) */
    wide *length;      /* [arcs], -1 = closed */
    bool *passed;      /* [vertices] by the beginning */
    bool *barred;      /* [arcs] */
    int64_t *least_uh; /* [vertices] of the labels taken up so far; INT64_MAX = none */
    struct label *label;
    int *heap;
    size_t labels, label_room, held, heap_room;
};

struct way_search *way_search_new(const struct virtual_network *network) {
    struct way_search *search = xcalloc(1, sizeof *search);
    size_t vertices = (size_t)network->vertices, arcs = (size_t)network->arcs;
    search->network = network;
    search->first = xcalloc(vertices + 2, sizeof *search->first);
    search->out = xcalloc(arcs, sizeof *search->out);
    search->length = xcalloc(arcs, sizeof *search->length);
    search->passed = xcalloc(vertices, sizeof *search->passed);
    search->barred = xcalloc(arcs, sizeof *search->barred);
    search->least_uh = xcalloc(vertices, sizeof *search->least_uh);
    /* Counted two places up, so that filling leaves first[] right. */
    for (int a = 0; a < network->arcs; a++)
        search->first[network->arc[a].tail + 2]++;
    for (int v = 0; v < network->vertices; v++)
        search->first[v + 2] += search->first[v + 1];
    for (int a = 0; a < network->arcs; a++)
        search->out[search->first[network->arc[a].tail + 1]++] = a;
    return search;
}

void way_search_release(struct way_search **search) {
    struct way_search *gone = *search;
    if (gone == NULL)
        return;
    free(gone->first);
    free(gone->out);
    free(gone->length);
    free(gone->passed);
    free(gone->barred);
    free(gone->least_uh);
    free(gone->label);
    free(gone->heap);
    free(gone);
}

void way_search_weigh(struct way_search *search, int cargo, struct money vot_per_t_h,
                      const struct plan *plan) {
    const struct virtual_network *network = search->network;
    const struct money *money = network->money + (size_t)cargo * (size_t)network->arcs;
    for (int a = 0; a < network->arcs; a++) {
        int r = network->arc[a].resource;
        wide rent_e4 = plan != NULL && r >= 0 ? plan->resource[r].shadow_price.e4 : 0;
        search->length[a] = money[a].e4 == MONEY_CLOSED ? -1
                                                        : (money[a].e4 + rent_e4) * LENGTH_OF_E4 +
                                                              (wide)vot_per_t_h.e4 * network->arc[a].time_uh;
    }
}

/* ---- labels in order of length, time, then arrival ---- */

static bool before(const struct way_search *search, int a, int b) {
    const struct label *x = &search->label[a], *y = &search->label[b];
    if (x->length != y->length)
        return x->length < y->length;
    return x->time_uh != y->time_uh ? x->time_uh < y->time_uh : a < b;
}

static void push(struct way_search *search, struct label label) {
    GROW(search->label, search->labels, search->label_room);
    search->label[search->labels++] = label;
    GROW(search->heap, search->held, search->heap_room);
    int number = (int)search->labels - 1;
    size_t at = search->held++;
    for (; at > 0 && before(search, number, search->heap[(at - 1) / 2]); at = (at - 1) / 2)
        search->heap[at] = search->heap[(at - 1) / 2];
    search->heap[at] = number;
}

static int pop(struct way_search *search) {
    int top = search->heap[0], last = search->heap[--search->held];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < search->held; at = child) {
        if (child + 1 < search->held && before(search, search->heap[child + 1], search->heap[child]))
            child++;
        if (!before(search, search->heap[child], last))
            break;
        search->heap[at] = search->heap[child];
    }
    search->heap[at] = last;
    return top;
}

static void extend(struct way_search *search, int number, int64_t max_uh) {
    const struct label from = search->label[number];
    for (int i = search->first[from.vertex]; i < search->first[from.vertex + 1]; i++) {
        int a = search->out[i];
        const struct arc *arc = &search->network->arc[a];
        int64_t time_uh = from.time_uh + arc->time_uh;
        if (search->length[a] >= 0 && !search->barred[a] && !search->passed[arc->head] &&
            (max_uh < 0 || time_uh <= max_uh))
            push(search, (struct label){from.length + search->length[a], time_uh, arc->head, a, number});
    }
}

/*
 * The label of the shortest way on to the destination, or -1; none of a length of `enough` (-1 = any) or more. What is
 * longer than a label taken up before at the same vertex and not faster is no use; where hours are not limited,
 * faster is no use either. So no vertex is passed twice.
 */
static int shortest(struct way_search *search, struct label start, int destination, int64_t max_uh,
                    wide enough) {
    const unsigned char *no_through = search->network->no_through;
    for (int v = 0; v < search->network->vertices; v++)
        search->least_uh[v] = INT64_MAX;
    search->labels = search->held = 0;
    push(search, start);
    while (search->held > 0) {
        int number = pop(search), v = search->label[number].vertex;
        if (enough >= 0 && search->label[number].length >= enough)
            return -1;
        if (v == destination)
            return number;
        if (search->least_uh[v] <= search->label[number].time_uh)
            continue;
        search->least_uh[v] = max_uh < 0 ? INT64_MIN : search->label[number].time_uh;
        if (number == 0 || no_through == NULL || !no_through[v])
            extend(search, number, max_uh);
    }
    return -1;
}

/* ---- deviations ---- */

static bool shares_beginning(const struct way *a, const struct way *b, int arcs) {
    return a->arcs >= arcs && b->arcs >= arcs &&
           (arcs == 0 || memcmp(a->arc, b->arc, (size_t)arcs * sizeof *a->arc) == 0);
}

static bool is_told_before(const struct way *taken, int w, int arcs) {
    for (int other = 0; other < w; other++)
        if (shares_beginning(&taken[other], &taken[w], arcs))
            return true;
    return false;
}

static void bar(struct way_search *search, const struct way *taken, int count, int w, int arcs, bool barred) {
    for (int other = 0; other < count; other++)
        if (taken[other].arcs > arcs && shares_beginning(&taken[other], &taken[w], arcs))
            search->barred[taken[other].arc[arcs]] = barred;
}

static void keep(const struct way_search *search, struct way *best, const struct way *from, int arcs,
                 int number) {
    int more = 0;
    for (int n = number; search->label[n].arc >= 0; n = search->label[n].parent)
        more++;
    free(best->arc);
    *best = (struct way){xcalloc((size_t)(arcs + more) + 1, sizeof *best->arc), arcs + more, true};
    for (int i = 0; i < arcs; i++)
        best->arc[i] = from->arc[i];
    for (int n = number, i = best->arcs; search->label[n].arc >= 0; n = search->label[n].parent)
        best->arc[--i] = search->label[n].arc;
}

/* Leaves taken[w] behind its first arcs, at each place in turn. */
static void deviate(struct way_search *search, struct way *best, wide *least, int origin, int destination,
                    int64_t max_uh, const struct way *taken, int count, int w) {
    struct label start = {.vertex = origin, .arc = -1, .parent = -1};
    for (int arcs = 0;; arcs++) {
        if (!is_told_before(taken, w, arcs)) {
            bar(search, taken, count, w, arcs, true);
            search->passed[start.vertex] = true;
            int found = shortest(search, start, destination, max_uh, *least);
            if (found >= 0) {
                *least = search->label[found].length;
                keep(search, best, &taken[w], arcs, found);
            }
            bar(search, taken, count, w, arcs, false);
        }
        search->passed[start.vertex] = true;
        if (arcs + 1 >= taken[w].arcs)
            return;
        int a = taken[w].arc[arcs];
        start.length += search->length[a];
        start.time_uh += search->network->arc[a].time_uh;
        start.vertex = search->network->arc[a].head;
    }
}

struct way way_search_other(struct way_search *search, int origin, int destination, int64_t max_uh,
                            const struct way *taken, int count) {
    static const struct way nothing = {NULL, 0, false};
    struct way best = {NULL, 0, false};
    wide least = -1;
    if (origin == destination)
        return best; /* the empty path, which is taken */
    for (int w = 0; w < (count > 0 ? count : 1); w++) {
        memset(search->passed, 0, (size_t)search->network->vertices * sizeof *search->passed);
        deviate(search, &best, &least, origin, destination, max_uh, count > 0 ? taken : &nothing, count, w);
    }
    return best;
}
