// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/status.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct listing {
    const struct plan *before, *after;
    struct rate_move *move;
    int moves, room;
};

/* What one path pays under one rate. */
struct charge_line {
    enum item item;
    const char *id;
    wide e7;
};

static int compare_ids(const char *a, const char *b) {
    if (a == b)
        return 0;
    if (a == NULL || b == NULL)
        return a == NULL ? -1 : 1;
    return strcmp(a, b);
}

static int by_item_and_id(const void *left, const void *right) {
    const struct charge_line *a = left, *b = right;
    return a->item != b->item ? (a->item < b->item ? -1 : 1) : compare_ids(a->id, b->id);
}

/* The path's items, legs together, in order of item and tariff_id. New memory. */
static struct charge_line *lines_of(const struct plan *plan, const struct plan_path *path, int *count) {
    int items = 0, kept = 0;
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        items += plan->leg[l].items;
    struct charge_line *line = xcalloc((size_t)items, sizeof *line);
    items = 0;
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = plan->leg[l].first_item; i < plan->leg[l].first_item + plan->leg[l].items; i++)
            line[items++] = (struct charge_line){plan->item[i].item, plan->item[i].tariff_id,
                                                 (wide)path->quantity_kg * plan->item[i].per_t.e4};
    qsort(line, (size_t)items, sizeof *line, by_item_and_id);
    for (int i = 0; i < items; i++) {
        if (kept > 0 && by_item_and_id(&line[kept - 1], &line[i]) == 0)
            line[kept - 1].e7 += line[i].e7;
        else
            line[kept++] = line[i];
    }
    *count = kept;
    return line;
}

static void add_move(struct listing *listing, const struct charge_line *before,
                     const struct charge_line *after) {
    GROW(listing->move, listing->moves, listing->room);
    listing->move[listing->moves++] = (struct rate_move){
        before != NULL ? before->item : after->item, before != NULL ? before->id : NULL,
        after != NULL ? after->id : NULL, before != NULL ? before->e7 : 0, after != NULL ? after->e7 : 0};
}

/* Moves those of line[] that the other list has too into pairs; the rest stays, in order. Returns how many. */
static int pair_same(struct listing *listing, struct charge_line *a, int *as, struct charge_line *b,
                     int *bs) {
    int i = 0, j = 0, left_a = 0, left_b = 0;
    while (i < *as || j < *bs) {
        int order = i == *as ? 1 : j == *bs ? -1 : by_item_and_id(&a[i], &b[j]);
        if (order == 0)
            add_move(listing, &a[i++], &b[j++]);
        else if (order < 0)
            a[left_a++] = a[i++];
        else
            b[left_b++] = b[j++];
    }
    *as = left_a;
    *bs = left_b;
    return left_a + left_b;
}

/* What is left of an item on one side took the place of what is left of it on the other. */
static void pair_rest(struct listing *listing, const struct charge_line *a, int as,
                      const struct charge_line *b, int bs) {
    for (int i = 0, j = 0; i < as || j < bs;) {
        bool same = i < as && j < bs && a[i].item == b[j].item;
        bool first = same || j == bs || (i < as && a[i].item < b[j].item);
        add_move(listing, first ? &a[i] : NULL, same || !first ? &b[j] : NULL);
        i += first;
        j += same || !first;
    }
}

static void list_path(struct listing *listing, const struct plan_path *before,
                      const struct plan_path *after) {
    int as, bs;
    AUTO_FREE struct charge_line *a = lines_of(listing->before, before, &as);
    AUTO_FREE struct charge_line *b = lines_of(listing->after, after, &bs);
    if (pair_same(listing, a, &as, b, &bs) > 0)
        pair_rest(listing, a, as, b, bs);
}

static int by_rates(const void *left, const void *right) {
    const struct rate_move *a = left, *b = right;
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    int order = compare_ids(a->before, b->before);
    return order != 0 ? order : compare_ids(a->after, b->after);
}

static wide size_of(const struct rate_move *move) {
    return move->after_e7 < move->before_e7 ? move->before_e7 - move->after_e7
                                            : move->after_e7 - move->before_e7;
}

static int dearest_first(const void *left, const void *right) {
    wide a = size_of(left), b = size_of(right);
    return a != b ? (a > b ? -1 : 1) : by_rates(left, right);
}

/* Adds up what different paths pay under the same rates; leaves out what did not change. */
static void merge(struct listing *listing) {
    struct rate_move *move = listing->move;
    int kept = 0, changed = 0;
    qsort(move, (size_t)listing->moves, sizeof *move, by_rates);
    for (int i = 0; i < listing->moves; i++) {
        if (kept > 0 && by_rates(&move[kept - 1], &move[i]) == 0) {
            move[kept - 1].before_e7 += move[i].before_e7;
            move[kept - 1].after_e7 += move[i].after_e7;
        } else {
            move[kept++] = move[i];
        }
    }
    for (int i = 0; i < kept; i++)
        if (move[i].before_e7 != move[i].after_e7)
            move[changed++] = move[i];
    qsort(move, (size_t)changed, sizeof *move, dearest_first);
    listing->moves = changed;
}

struct rate_move *rate_moves(const struct plan *before, const struct plan *after, int *count) {
    struct listing listing = {.before = before, .after = after};
    for (int k = 0; k < before->shipments; k++)
        for (int i = 0; i < before->shipment[k].paths; i++)
            list_path(&listing, &before->path[before->shipment[k].first_path + i],
                      &after->path[after->shipment[k].first_path + i]);
    if (listing.moves > 0)
        merge(&listing);
    *count = listing.moves;
    return listing.move;
}
