// SPDX-License-Identifier: GPL-3.0-or-later
/* The deletion filter. What is tried first is missed least: sets come out small and speak of what is scarce. */
#include "plan/conflict_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct candidate {
    int row, rank; /* of its kind: lower goes first */
    int64_t size;
};

/* Demand that moves in the plan goes first, then less before more; big capacities before small ones. */
static struct candidate candidate_of(const struct conflicting *c, int row) {
    static const int rank[LIMIT_KIND_COUNT] = {[LIMIT_DEMAND] = 0,
                                               [LIMIT_HOURS] = 2,
                                               [LIMIT_RESTRICTION] = 3,
                                               [LIMIT_CAPACITY] = 4,
                                               [LIMIT_CLOSURE] = 5};
    const struct limit *limit = &c->row[row];
    struct candidate candidate = {row, rank[limit->kind], limit->amount};
    if (limit->kind == LIMIT_DEMAND)
        candidate.rank += c->found->plan->shipment[limit->shipment].unmet_kg > 0;
    if (limit->kind == LIMIT_CAPACITY)
        candidate.size = -limit->amount;
    return candidate;
}

static int by_turn(const void *left, const void *right) {
    const struct candidate *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return (a->row < b->row) - (a->row > b->row);
}

/*
 * Takes all of them out where the rest stays infeasible, else looks at each half. A row that is kept is needed now, and so
 * by everything that is left later.
 */
static bool take_out(struct conflicting *c, bool *in, const struct candidate *list, int count,
                     struct error *err) {
    bool feasible;
    if (count == 0)
        return true;
    for (int i = 0; i < count; i++)
        in[list[i].row] = false;
    if (!conflict_feasible(c, in, &feasible, err))
        return false;
    if (!feasible)
        return true;
    for (int i = 0; i < count; i++)
        in[list[i].row] = true;
    if (count == 1)
        return true;
    int half = count / 2;
    return take_out(c, in, list, half, err) && take_out(c, in, list + half, count - half, err);
}

bool conflict_filter(struct conflicting *c, bool *in, struct error *err) {
    AUTO_FREE struct candidate *list = xcalloc((size_t)c->rows, sizeof *list);
    int count = 0;
    for (int row = 0; row < c->rows; row++)
        if (in[row])
            list[count++] = candidate_of(c, row);
    if (count > 0)
        qsort(list, (size_t)count, sizeof *list, by_turn);
    for (int first = 0, end; first < count; first = end) {
        end = first + 1;
        while (end < count && list[end].rank == list[first].rank)
            end++;
        if (!take_out(c, in, &list[first], end - first, err))
            return false;
    }
    return true;
}
