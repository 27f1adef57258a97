// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/opening_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* An arc under a key; arcs of one facility and key are a group. */
struct keyed {
    int facility;
    int kind; /* 0: joins vertices one and other; 1: leaves one; 2: enters one */
    int one, other;
    int arc;
};

struct run_of_keys {
    int first, count;
};

static int keyed_order(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    int difference = a->facility - b->facility;
    difference = difference != 0 ? difference : a->kind - b->kind;
    difference = difference != 0 ? difference : (a->one > b->one) - (a->one < b->one);
    difference = difference != 0 ? difference : (a->other > b->other) - (a->other < b->other);
    return difference != 0 ? difference : (a->arc > b->arc) - (a->arc < b->arc);
}

static bool same_key(const struct keyed *a, const struct keyed *b) {
    return a->facility == b->facility && a->kind == b->kind && a->one == b->one && a->other == b->other;
}

static int list_keys(const struct problem *problem, const int *facility_of_arc, struct keyed *keyed) {
    int count = 0;
    for (int a = 0; a < problem->arcs; a++) {
        int tail = problem->arc_tail[a], head = problem->arc_head[a], f = facility_of_arc[a];
        if (f < 0)
            continue;
        keyed[count++] = (struct keyed){f, 0, tail < head ? tail : head, tail < head ? head : tail, a};
        keyed[count++] = (struct keyed){f, 1, tail, 0, a};
        keyed[count++] = (struct keyed){f, 2, head, 0, a};
    }
    return count;
}

/* Larger ones first, so that what lies within another comes after it. */
static int run_order(const void *left, const void *right) {
    const struct run_of_keys *a = left, *b = right;
    if (a->count != b->count)
        return b->count - a->count;
    return (a->first > b->first) - (a->first < b->first);
}

static int list_runs(const struct keyed *keyed, int count, struct run_of_keys *run) {
    int runs = 0;
    for (int i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same_key(&keyed[i], &keyed[end]);)
            end++;
        run[runs++] = (struct run_of_keys){i, end - i};
    }
    qsort(run, (size_t)runs, sizeof *run, run_order);
    return runs;
}

enum { MOST_GROUPS_OF_ARC = 3 };

static bool arc_is_in(const int *groups_of, int arc, int group) {
    for (int i = 0; i < MOST_GROUPS_OF_ARC; i++)
        if (groups_of[MOST_GROUPS_OF_ARC * arc + i] == group)
            return true;
    return false;
}

/* Whether some group holds all arcs of the run: it must be one of the first arc's. */
static bool lies_within(const struct keyed *keyed, struct run_of_keys run, const int *groups_of) {
    for (int i = 0; i < MOST_GROUPS_OF_ARC; i++) {
        int group = groups_of[MOST_GROUPS_OF_ARC * keyed[run.first].arc + i];
        bool within = group >= 0;
        for (int j = run.first + 1; within && j < run.first + run.count; j++)
            within = arc_is_in(groups_of, keyed[j].arc, group);
        if (within)
            return true;
    }
    return false;
}

static void add_group(struct arc_groups *groups, const struct keyed *keyed, struct run_of_keys run,
                      int *groups_of) {
    int g = groups->groups++, at = groups->start[g];
    groups->facility[g] = keyed[run.first].facility;
    for (int j = run.first; j < run.first + run.count; j++) {
        int *of = groups_of + MOST_GROUPS_OF_ARC * keyed[j].arc;
        groups->arc[at++] = keyed[j].arc;
        while (*of >= 0)
            of++;
        *of = g;
    }
    groups->start[g + 1] = at;
}

static void list_by_arc(struct arc_groups *groups, int arcs, const int *groups_of) {
    groups->of_start = xcalloc((size_t)arcs + 1, sizeof *groups->of_start);
    groups->of = xcalloc((size_t)groups->start[groups->groups], sizeof *groups->of);
    int at = 0;
    for (int a = 0; a < arcs; a++) {
        groups->of_start[a] = at;
        for (int i = 0; i < MOST_GROUPS_OF_ARC; i++)
            if (groups_of[MOST_GROUPS_OF_ARC * a + i] >= 0)
                groups->of[at++] = groups_of[MOST_GROUPS_OF_ARC * a + i];
    }
    groups->of_start[arcs] = at;
}

void arc_groups_init(struct arc_groups *groups, const struct problem *problem, const int *facility_of_arc) {
    size_t most = MOST_GROUPS_OF_ARC * (size_t)problem->arcs;
    AUTO_FREE struct keyed *keyed = xcalloc(most, sizeof *keyed);
    AUTO_FREE struct run_of_keys *run = xcalloc(most, sizeof *run);
    AUTO_FREE int *groups_of = xcalloc(most, sizeof *groups_of);
    memset(groups_of, -1, most * sizeof *groups_of);
    int count = list_keys(problem, facility_of_arc, keyed);
    qsort(keyed, (size_t)count, sizeof *keyed, keyed_order);
    int runs = list_runs(keyed, count, run);
    *groups = (struct arc_groups){.facility = xcalloc((size_t)runs, sizeof *groups->facility),
                                  .start = xcalloc((size_t)runs + 1, sizeof *groups->start),
                                  .arc = xcalloc((size_t)count, sizeof *groups->arc)};
    for (int i = 0; i < runs; i++)
        if (!lies_within(keyed, run[i], groups_of))
            add_group(groups, keyed, run[i], groups_of);
    list_by_arc(groups, problem->arcs, groups_of);
}

void arc_groups_release(struct arc_groups *groups) {
    free(groups->facility);
    free(groups->start);
    free(groups->arc);
    free(groups->of_start);
    free(groups->of);
}
