// SPDX-License-Identifier: GPL-3.0-or-later
/* A heap of four children a parent, which is shallower than a binary one; and the four share a cache line. */
#ifndef SOLVER_HEAP_H
#define SOLVER_HEAP_H

struct heap_item {
    double distance;
    int vertex;
};

static inline void heap_push(struct heap_item *heap, int count, struct heap_item item) {
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

/** Takes the top of `count` items, the nearest. */
static inline struct heap_item heap_pop(struct heap_item *heap, int count) {
    struct heap_item top = heap[0], item = heap[--count];
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
    return top;
}

#endif
