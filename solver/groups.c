// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/choice.h"

#include "base/mem.h"

#include <stdlib.h>

/* With so many grains in all the demand, sums stay far from overflow even where paths return to a resource. */
static const double GRAINS = 1e13;

static const double MOST_BYTES_IN_TREES = 16 << 20;
static const double MOST_BYTES_IN_POTENTIALS = 96 << 20;
static const double MOST_BYTES_MENDED = 64 << 20;
static const double FEW = 0.125; /* changed lengths, as a share of the arcs, up to which a tree is mended */
static const double FEWEST_DESTINATIONS = 4; /* of an origin, on average */

static int compare(int a, int b) {
    return (a > b) - (a < b);
}

static int by_tree(const void *one, const void *other, void *with) {
    const struct problem *problem = with;
    int a = *(const int *)one, b = *(const int *)other;
    int order = compare(problem->class_of[a], problem->class_of[b]);
    if (order == 0)
        order = compare(problem->origin[a], problem->origin[b]);
    if (order == 0)
        order = compare(problem->destination[a], problem->destination[b]);
    return order != 0 ? order : compare(a, b);
}

static bool opens_group(const struct problem *problem, const struct group *last, int k) {
    return last == NULL || last->class != problem->class_of[k] || last->origin != problem->origin[k];
}

/*
 * A kept tree is a whole one. From an origin with many destinations a search settles most of the network
 * anyway; with few it stops early, and a whole tree would cost more than keeping it saves.
 */
static bool trees_are_worth_keeping(const struct problem *problem, int groups, int members) {
    double bytes = (double)groups * problem->vertices * sizeof(int);
    return bytes <= MOST_BYTES_IN_TREES && members >= FEWEST_DESTINATIONS * (double)groups;
}

/*
 * Prices only add to costs, so distances without prices lead a search under any prices. One destination's are
 * found once, by a search backward. In order of groups until the memory is used up.
 */
static void find_aims(struct groups *groups, const struct problem *problem) {
    double bytes = 0, each = (double)problem->vertices * sizeof(double);
    for (int g = 0; g < groups->groups && bytes + each <= MOST_BYTES_IN_POTENTIALS; g++) {
        struct group *group = &groups->group[g];
        int last = group->first + group->members - 1; /* members are in order of destination */
        group->aims = groups->destination[group->first] == groups->destination[last];
        bytes += group->aims ? each : 0;
    }
    if (bytes == 0)
        return;
    struct problem turned = *problem;
    turned.arc_tail = problem->arc_head;
    turned.arc_head = problem->arc_tail;
    groups->backward = graph_new(&turned);
}

struct groups groups_of(const struct problem *problem, const struct graph *graph,
                        const struct solver_settings *settings) {
    struct groups groups = {.graph = graph};
    int members = 0, room = 0;
    double demand = 0;
    groups.member = xcalloc((size_t)problem->shipments, sizeof *groups.member);
    groups.destination = xcalloc((size_t)problem->shipments, sizeof *groups.destination);
    for (int k = 0; k < problem->shipments; k++) {
        demand += problem->demand[k];
        if (problem->origin[k] != problem->destination[k])
            groups.member[members++] = k;
    }
    groups.grain = demand > 0 ? demand / GRAINS : 1;
    if (members > 1)
        qsort_r(groups.member, (size_t)members, sizeof *groups.member, by_tree, (void *)(uintptr_t)problem);
    for (int i = 0; i < members; i++) {
        int k = groups.member[i];
        groups.destination[i] = problem->destination[k];
        if (opens_group(problem, groups.groups ? &groups.group[groups.groups - 1] : NULL, k)) {
            GROW(groups.group, groups.groups, room);
            groups.group[groups.groups++] =
                (struct group){problem->class_of[k], problem->origin[k], i, 0, 0, .kept = {.arcs = -1}};
        }
        groups.group[groups.groups - 1].members++;
        groups.group[groups.groups - 1].all++;
    }
    groups.may_mend = settings->keep_trees;
    groups.keeps_trees = settings->keep_trees && trees_are_worth_keeping(problem, groups.groups, members);
    if (!groups.keeps_trees && settings->goal_directed)
        find_aims(&groups, problem);
    return groups;
}

static void begin_mending(struct groups *groups, const struct problem *problem) {
    double bytes = (double)groups->groups * problem->vertices * (double)sizeof(struct tree_node);
    if (groups->mends || !groups->may_mend || bytes > MOST_BYTES_MENDED)
        return;
    groups->mends = true;
    groups->entries = entries_of(groups->graph);
    groups->classes = problem->classes;
    groups->class_lengths = xcalloc((size_t)groups->classes, sizeof *groups->class_lengths);
}

void groups_costs_changed(struct groups *groups, const struct problem *problem) {
    begin_mending(groups, problem);
    for (int g = 0; g < groups->groups; g++) {
        struct group *group = &groups->group[g];
        free(group->potential);
        group->potential = NULL;
        group->searched = false;
        group->members = group->all;
    }
}

static double length_of(const struct problem *problem, int class, int arc, const double *price) {
    double cost = problem->arc_cost[(size_t) class * (size_t)problem->arcs + (size_t)arc];
    int r = problem->arc_resource[arc];
    return r < 0 ? cost : cost + price[r];
}

static void update_class(struct groups *groups, const struct problem *problem, int class,
                         const double *price) {
    struct class_lengths *lengths = &groups->class_lengths[class];
    int arcs = problem->arcs, longer = 0, shorter = 0;
    bool first = lengths->length == NULL;
    if (first) {
        lengths->length = xcalloc((size_t)arcs, sizeof *lengths->length);
        lengths->changed = xcalloc((size_t)arcs, sizeof *lengths->changed);
    }
    for (int slot = 0; slot < arcs; slot++) {
        double length = length_of(problem, class, groups->graph->arc[slot], price);
        if (length > lengths->length[slot])
            lengths->changed[longer++] = slot;
        else if (length < lengths->length[slot])
            lengths->changed[arcs - ++shorter] = slot;
        lengths->length[slot] = length;
    }
    lengths->changes =
        (struct length_changes){lengths->changed, lengths->changed + arcs - shorter, longer, shorter};
    lengths->few = !first && longer + shorter <= FEW * arcs;
}

void groups_next_round(struct groups *groups, const struct problem *problem, const double *price) {
    groups->round++;
    for (int g = 0; g < groups->groups; g++)
        if (g == 0 || groups->group[g].class != groups->group[g - 1].class)
            update_class(groups, problem, groups->group[g].class, price);
}

void groups_release(struct groups *groups) {
    for (int c = 0; c < groups->classes; c++) {
        free(groups->class_lengths[c].length);
        free(groups->class_lengths[c].changed);
    }
    free(groups->class_lengths);
    entries_release(&groups->entries);
    for (int g = 0; g < groups->groups; g++) {
        free(groups->group[g].kept.slot);
        free(groups->group[g].potential);
        free(groups->group[g].grown);
    }
    graph_free(groups->backward);
    free(groups->group);
    free(groups->member);
    free(groups->destination);
}
