// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * All ways of one delivery that no other beats in both money and hours, exactly: labels (money, hours) at the vertices are
 * settled in order of money, then hours, each with what it needs at least to the destination added. A label is kept
 * if it is faster than all that were settled at its vertex before, which cost no more (Hansen 1980, doi
 * 10.1007/978-3-642-48782-8_9; Martins 1984, doi 10.1016/0377-2217(84)90077-8). Since those are in order, one number a
 * vertex says so; and what could reach the destination no faster than what is there already is dropped at once.
 */
#include "plan/quote_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* An entry of the heap: least first key first, then second, then the earlier entry. */
struct entry {
    wide first;
    int64_t second;
    int id;
};

struct heap {
    struct entry *entry;
    int count, room;
};

static bool is_before(const struct entry *a, const struct entry *b) {
    if (a->first != b->first)
        return a->first < b->first;
    return a->second != b->second ? a->second < b->second : a->id < b->id;
}

static void heap_push(struct heap *heap, struct entry entry) {
    GROW(heap->entry, heap->count, heap->room);
    int at = heap->count++;
    for (; at > 0 && is_before(&entry, &heap->entry[(at - 1) / 2]); at = (at - 1) / 2)
        heap->entry[at] = heap->entry[(at - 1) / 2];
    heap->entry[at] = entry;
}

static struct entry heap_pop(struct heap *heap) {
    struct entry least = heap->entry[0], last = heap->entry[--heap->count];
    int at = 0;
    for (int child; (child = 2 * at + 1) < heap->count; at = child) {
        child += child + 1 < heap->count && is_before(&heap->entry[child + 1], &heap->entry[child]);
        if (!is_before(&heap->entry[child], &last))
            break;
        heap->entry[at] = heap->entry[child];
    }
    heap->entry[at] = last;
    return least;
}

/* Arcs by the vertex they leave (or, turned round, enter). */
struct fan {
    int *first, *arc; /* [vertices + 1], [arcs] */
};

static int end_of(const struct arc *arc, bool reversed) {
    return reversed ? arc->head : arc->tail;
}

static struct fan fan_new(const struct virtual_network *network, bool reversed) {
    struct fan fan = {xcalloc((size_t)network->vertices + 2, sizeof(int)),
                      xcalloc((size_t)network->arcs, sizeof(int))};
    for (int a = 0; a < network->arcs; a++)
        fan.first[end_of(&network->arc[a], reversed) + 2]++;
    for (int v = 0; v < network->vertices; v++)
        fan.first[v + 2] += fan.first[v + 1];
    for (int a = 0; a < network->arcs; a++)
        fan.arc[fan.first[end_of(&network->arc[a], reversed) + 1]++] = a;
    return fan;
}

static void fan_release(struct fan *fan) {
    free(TAKE(fan->first));
    free(TAKE(fan->arc));
}

/* [vertices] the least money (or hours) from each vertex to `to`, -1 = none; over centroids too, so a lower bound. */
static wide *least_to(const struct asking *asking, int to, bool hours) {
    const struct virtual_network *network = asking->network;
    AUTO(fan_release) struct fan fan = fan_new(network, true);
    wide *least = xcalloc((size_t)network->vertices, sizeof *least);
    AUTO_FREE unsigned char *settled = xcalloc((size_t)network->vertices, 1);
    struct heap heap = {0};
    for (int v = 0; v < network->vertices; v++)
        least[v] = -1;
    least[to] = 0;
    heap_push(&heap, (struct entry){0, 0, to});
    while (heap.count > 0) {
        struct entry now = heap_pop(&heap);
        if (settled[now.id])
            continue;
        settled[now.id] = 1;
        for (int i = fan.first[now.id]; i < fan.first[now.id + 1]; i++) {
            const struct arc *arc = &network->arc[fan.arc[i]];
            wide length = hours ? arc->time_uh : asking->money_e7[fan.arc[i]];
            if (asking->money_e7[fan.arc[i]] < 0 ||
                (least[arc->tail] >= 0 && least[arc->tail] <= now.first + length))
                continue;
            least[arc->tail] = now.first + length;
            heap_push(&heap, (struct entry){least[arc->tail], 0, arc->tail});
        }
    }
    free(heap.entry);
    return least;
}

struct label {
    wide money_e7;
    int64_t time_uh;
    int vertex, arc, before; /* the arc it came by, and from which label; -1 at the origin */
};

struct search {
    const struct asking *asking;
    int from, to;
    struct fan fan;
    wide *least_money, *least_hours; /* [vertices] */
    int64_t *fastest;                /* [vertices] of the labels settled there */
    struct label *label;
    int labels, room;
    struct heap heap;
};

static void reach(struct search *search, struct label label) {
    int v = label.vertex;
    if (search->least_money[v] < 0)
        return;
    int64_t there_uh = label.time_uh + (int64_t)search->least_hours[v];
    if (label.time_uh >= search->fastest[v] || there_uh >= search->fastest[search->to])
        return;
    GROW(search->label, search->labels, search->room);
    search->label[search->labels] = label;
    heap_push(&search->heap,
              (struct entry){label.money_e7 + search->least_money[v], there_uh, search->labels++});
}

static void go_on(struct search *search, int number) {
    const struct asking *asking = search->asking;
    const struct virtual_network *network = asking->network;
    const struct label label = search->label[number];
    bool passes = network->no_through == NULL || !network->no_through[label.vertex];
    if (label.vertex == search->to || (!passes && label.vertex != search->from))
        return;
    for (int i = search->fan.first[label.vertex]; i < search->fan.first[label.vertex + 1]; i++) {
        int a = search->fan.arc[i];
        if (asking->money_e7[a] >= 0)
            reach(search, (struct label){.money_e7 = label.money_e7 + asking->money_e7[a],
                                         .time_uh = label.time_uh + network->arc[a].time_uh,
                                         .vertex = network->arc[a].head,
                                         .arc = a,
                                         .before = number});
    }
}

static void add_way(struct search *search, struct front *front, int *rooms, int number) {
    const struct label *label = &search->label[number];
    int arcs = 0, first = front->ways > 0
                              ? front->way[front->ways - 1].first_arc + front->way[front->ways - 1].arcs
                              : 0;
    for (int l = number; search->label[l].before >= 0; l = search->label[l].before)
        arcs++;
    GROW(front->way, front->ways, rooms[0]);
    while (first + arcs > rooms[1])
        GROW(front->arc, rooms[1], rooms[1]);
    front->way[front->ways++] = (struct front_way){label->money_e7, label->time_uh, first, arcs};
    for (int l = number, at = first + arcs; search->label[l].before >= 0; l = search->label[l].before)
        front->arc[--at] = search->label[l].arc;
}

static bool settle_all(struct search *search, struct front *front, struct error *err) {
    int rooms[2] = {0, 0};
    reach(search, (struct label){.vertex = search->from, .arc = -1, .before = -1});
    while (search->heap.count > 0) {
        int number = heap_pop(&search->heap).id, vertex = search->label[number].vertex;
        int64_t there_uh = search->label[number].time_uh + (int64_t)search->least_hours[vertex];
        if (search->label[number].time_uh >= search->fastest[vertex] ||
            there_uh >= search->fastest[search->to])
            continue;
        search->fastest[vertex] = search->label[number].time_uh;
        if (vertex == search->to)
            add_way(search, front, rooms, number);
        if (search->labels > QUOTE_LABELS)
            return error_set(
                err, ERROR_SOLVER,
                "there are too many ways that no other beats in money and hours: over %d partial "
                "ways were looked at",
                QUOTE_LABELS);
        go_on(search, number);
    }
    return true;
}

bool front_find(struct front *front, const struct asking *asking, struct error *err) {
    const struct virtual_network *network = asking->network;
    const struct shipment *shipment = &network->scenario->shipment[asking->shipment];
    struct search search = {.asking = asking,
                            .from = network->rest[shipment->origin],
                            .to = network->rest[shipment->destination]};
    search.fan = fan_new(network, false);
    search.least_money = least_to(asking, search.to, false);
    search.least_hours = least_to(asking, search.to, true);
    search.fastest = xcalloc((size_t)network->vertices, sizeof *search.fastest);
    for (int v = 0; v < network->vertices; v++)
        search.fastest[v] = INT64_MAX;
    bool fine = settle_all(&search, front, err);
    fan_release(&search.fan);
    free(search.least_money);
    free(search.least_hours);
    free(search.fastest);
    free(search.label);
    free(search.heap.entry);
    return fine;
}

void front_release(struct front *front) {
    free(TAKE(front->way));
    free(TAKE(front->arc));
}
