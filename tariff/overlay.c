// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Editions over a book. The book keeps every row as it was read, in layers, the data set's own at the bottom. A
 * row whose tariff_id a later edition has again is taken out; of what is left, on each day and for each item and
 * keys the row of the topmost layer is in force. So a row that an edition withdraws gives back the days it took.
 *
 * Within one reach (item and keys) the days are swept from start to end with a heap of the rows that have begun,
 * the topmost layer first.
 */
#include "tariff/book.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void add_laid(struct book *book, const struct rate *rate, int layer) {
    GROW(book->laid, book->laid_count, book->laid_room);
    book->laid[book->laid_count++] = (struct laid){*rate, layer};
}

bool rate_is_among(const struct rate *rate, const struct rate *const *by_id, int count) {
    int low = 0, high = count;
    while (low < high) {
        int middle = low + (high - low) / 2, order = strcmp(by_id[middle]->tariff_id, rate->tariff_id);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

void book_lay(struct book *book, const struct book *edition) {
    AUTO_FREE const struct rate **by_id = book_sorted(edition, rate_by_id);
    for (int i = 0; book->layers == 0 && i < book->count; i++)
        add_laid(book, &book->rate[i], 0);
    int kept = 0;
    for (int i = 0; i < book->laid_count; i++)
        if (book->laid[i].rate.key[KEY_OUTSIDER] != NULL || /* no publisher's */
            !rate_is_among(&book->laid[i].rate, by_id, edition->count))
            book->laid[kept++] = book->laid[i];
    book->laid_count = kept;
    book->layers++;
    for (int i = 0; i < edition->count; i++)
        add_laid(book, &edition->rate[i], book->layers);
}

/* ---- cutting ---- */

/* Rows of one reach that have begun; a binary heap, the topmost layer at 0. */
struct heap {
    const struct laid **row;
    int count;
};

static bool is_above(const struct laid *a, const struct laid *b) {
    return a->layer != b->layer ? a->layer > b->layer : a < b;
}

static void heap_add(struct heap *heap, const struct laid *row) {
    int at = heap->count++;
    for (; at > 0 && is_above(row, heap->row[(at - 1) / 2]); at = (at - 1) / 2)
        heap->row[at] = heap->row[(at - 1) / 2];
    heap->row[at] = row;
}

static void heap_drop(struct heap *heap) {
    const struct laid *last = heap->row[--heap->count];
    int at = 0, child;
    while ((child = 2 * at + 1) < heap->count) {
        if (child + 1 < heap->count && is_above(heap->row[child + 1], heap->row[child]))
            child++;
        if (!is_above(heap->row[child], last))
            break;
        heap->row[at] = heap->row[child];
        at = child;
    }
    heap->row[at] = last;
}

/* The days of one row on which it is in force. */
struct piece {
    const struct laid *row;
    struct date from, to;
};

struct cutter {
    struct piece *piece;
    int count, room;
    struct heap heap;
};

static int by_reach_and_start(const void *a, const void *b) {
    const struct laid *x = *(const struct laid *const *)a, *y = *(const struct laid *const *)b;
    const struct rate *left = &x->rate, *right = &y->rate; /* each the first of its laid */
    return rate_by_reach_and_start(&left, &right);
}

static int by_row_and_start(const void *a, const void *b) {
    const struct piece *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->from.day > y->from.day) - (x->from.day < y->from.day);
}

/* The rows of one reach, in order of their start. */
static void cut_reach(struct cutter *cutter, const struct laid *const *row, int count) {
    struct heap *heap = &cutter->heap;
    struct date day = row[0]->rate.valid_from;
    int next = 0;
    while (next < count || heap->count > 0) {
        if (heap->count == 0 && row[next]->rate.valid_from.day > day.day)
            day = row[next]->rate.valid_from;
        while (next < count && row[next]->rate.valid_from.day <= day.day)
            heap_add(heap, row[next++]);
        const struct laid *top = heap->row[0];
        if (top->rate.valid_to.day <= day.day) {
            heap_drop(heap);
            continue;
        }
        struct date to = top->rate.valid_to;
        while (next < count && row[next]->rate.valid_from.day < to.day && !is_above(row[next], top))
            heap_add(heap, row[next++]); /* it begins, and stays below */
        if (next < count && row[next]->rate.valid_from.day < to.day)
            to = row[next]->rate.valid_from;
        GROW(cutter->piece, cutter->count, cutter->room);
        cutter->piece[cutter->count++] = (struct piece){top, day, to};
        day = to;
    }
}

static void put_pieces(struct book *book, const struct cutter *cutter) {
    book->count = 0;
    for (int i = 0; i < cutter->count; i++) {
        struct rate rate = cutter->piece[i].row->rate;
        rate.valid_from = cutter->piece[i].from;
        rate.valid_to = cutter->piece[i].to;
        book_add(book, &rate);
    }
}

void book_cut(struct book *book) {
    AUTO_FREE const struct laid **row = xcalloc((size_t)book->laid_count + 1, sizeof *row);
    struct cutter cutter = {.heap.row = xcalloc((size_t)book->laid_count + 1, sizeof *row)};
    for (int i = 0; i < book->laid_count; i++)
        row[i] = &book->laid[i];
    qsort(row, (size_t)book->laid_count, sizeof *row, by_reach_and_start);
    for (int i = 0, end; i < book->laid_count; i = end) {
        for (end = i + 1; end < book->laid_count && rate_by_reach(&row[i]->rate, &row[end]->rate) == 0; end++)
            continue;
        cut_reach(&cutter, row + i, end - i);
    }
    if (cutter.count > 0)
        qsort(cutter.piece, (size_t)cutter.count, sizeof *cutter.piece, by_row_and_start);
    put_pieces(book, &cutter);
    free(cutter.piece);
    free(cutter.heap.row);
}

void book_overlay(struct book *book, const struct book *edition) {
    book_lay(book, edition);
    book_cut(book);
}

struct book *book_copy(const struct book *book) {
    struct book *copy = xcalloc(1, sizeof *copy);
    for (int i = 0; i < book->count; i++)
        book_add(copy, &book->rate[i]);
    for (int i = 0; i < book->laid_count; i++)
        add_laid(copy, &book->laid[i].rate, book->laid[i].layer);
    copy->layers = book->layers;
    return copy;
}
