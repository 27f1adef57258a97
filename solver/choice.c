// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/choice.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct searcher *searcher_new(const struct problem *problem, const struct groups *groups) {
    struct searcher *searcher = xcalloc(1, sizeof *searcher);
    searcher->problem = problem;
    searcher->groups = groups;
    searcher->dijkstra = dijkstra_new(groups->graph);
    searcher->length = xcalloc((size_t)problem->arcs, sizeof *searcher->length);
    searcher->arc_price = xcalloc((size_t)problem->arcs, sizeof *searcher->arc_price);
    searcher->load = xcalloc((size_t)problem->resources, sizeof *searcher->load);
    searcher->carry = xcalloc((size_t)problem->vertices, sizeof *searcher->carry);
    return searcher;
}

void searcher_free(struct searcher *searcher) {
    if (searcher == NULL)
        return;
    dijkstra_free(searcher->dijkstra);
    mender_free(searcher->mender);
    labels_free(searcher->labels);
    free(searcher->length);
    free(searcher->backward_length);
    free(searcher->arc_length);
    free(searcher->arc_price);
    free(searcher->load);
    free(searcher->carry);
    free(searcher->candidate);
    free(searcher);
}

void searcher_begin(struct searcher *searcher, const double *price, const struct pricing_wish *wish) {
    const struct problem *problem = searcher->problem;
    searcher->price = price;
    searcher->wish = wish;
    searcher->class = searcher->labels_class = -1;
    searcher->seconds = 0;
    if (wish->load != NULL)
        memset(searcher->load, 0, (size_t)problem->resources * sizeof *searcher->load);
    if (wish->standard != NULL)
        for (int a = 0; a < problem->arcs; a++) {
            int r = problem->arc_resource[a];
            searcher->arc_price[a] = r < 0 ? 0 : wish->price[r];
        }
}

static double arc_length(const struct searcher *searcher, int of_class, int a) {
    const struct problem *problem = searcher->problem;
    int r = problem->arc_resource[a];
    double cost = problem->arc_cost[(size_t)of_class * (size_t)problem->arcs + (size_t)a];
    return r < 0 ? cost : cost + searcher->price[r];
}

static void set_class(struct searcher *searcher, int class) {
    if (searcher->class == class)
        return;
    searcher->class = class;
    for (int slot = 0; slot < searcher->problem->arcs; slot++)
        searcher->length[slot] = arc_length(searcher, class, searcher->groups->graph->arc[slot]);
}

/* A shipment's best way in this round: by the tree, by `arc` where the limit on hours bends it, or none. */
struct choice {
    double length; /* INFINITY: there is no way */
    bool unmet;    /* the penalty is no dearer */
    const int *arc;
    int arcs;
};

static bool tree_keeps_hours(const struct searcher *searcher, int destination, double max_hours) {
    const struct tree_node *node = searcher->node;
    double hours = 0;
    for (int v = destination; node[v].slot >= 0; v = node[v].from)
        hours += searcher->problem->arc_hours[searcher->groups->graph->arc[node[v].slot]];
    return hours <= max_hours + LABELS_HOURS_SLACK;
}

static struct choice choose_by_labels(struct searcher *searcher, int k) {
    const struct problem *problem = searcher->problem;
    int class = problem->class_of[k];
    if (searcher->labels == NULL) {
        searcher->labels = labels_new(problem, searcher->groups->graph);
        searcher->arc_length = xcalloc((size_t)problem->arcs, sizeof *searcher->arc_length);
    }
    if (searcher->labels_class != class)
        for (int a = 0; a < problem->arcs; a++)
            searcher->arc_length[a] = arc_length(searcher, class, a);
    searcher->labels_class = class;
    struct choice choice = {.arc = NULL};
    choice.length = labels_path(searcher->labels, searcher->arc_length, problem->arc_hours,
                                problem->no_through, problem->origin[k], problem->destination[k],
                                problem->max_hours[k], &choice.arc, &choice.arcs);
    return choice;
}

static struct choice choose(struct searcher *searcher, int k) {
    const struct problem *problem = searcher->problem;
    int destination = problem->destination[k];
    struct choice choice = {.length = searcher->node[destination].distance};
    if (choice.length < problem->penalty[k] && problem->max_hours != NULL &&
        isfinite(problem->max_hours[k]) && !tree_keeps_hours(searcher, destination, problem->max_hours[k]))
        choice = choose_by_labels(searcher, k);
    choice.unmet = !(choice.length < problem->penalty[k]);
    return choice;
}

static struct path *tree_path(const struct searcher *searcher, int k) {
    const struct tree_node *node = searcher->node;
    int destination = searcher->problem->destination[k], arcs = 0;
    for (int v = destination; node[v].slot >= 0; v = node[v].from)
        arcs++;
    struct path *path = path_new(k, arcs);
    for (int v = destination; node[v].slot >= 0; v = node[v].from)
        path->arc[--arcs] = searcher->groups->graph->arc[node[v].slot];
    return path;
}

static struct path *path_of(const struct searcher *searcher, int k, const struct choice *choice) {
    const struct problem *problem = searcher->problem;
    if (choice->unmet)
        return path_new_unmet(k, problem->penalty[k]);
    struct path *path = choice->arc == NULL ? tree_path(searcher, k) : path_new(k, choice->arcs);
    if (choice->arc != NULL)
        memcpy(path->arc, choice->arc, (size_t)choice->arcs * sizeof *path->arc);
    path_finish(path, problem->arc_cost + (size_t)problem->class_of[k] * (size_t)problem->arcs);
    return path;
}

static double priced(const struct searcher *searcher, const struct path *path) {
    double length = path->cost;
    for (int i = 0; i < path->arcs; i++)
        length += searcher->arc_price[path->arc[i]];
    return length;
}

static void keep_candidate(struct searcher *searcher, struct path *path, double saving) {
    GROW(searcher->candidate, searcher->candidates, searcher->candidates_room);
    searcher->candidate[searcher->candidates++] = (struct candidate){path, saving};
}

/* Under the tree's own prices the length is known, and most shipments are refused before a path is made. */
static void consider(struct searcher *searcher, int k, const struct choice *choice) {
    const struct pricing_wish *wish = searcher->wish;
    if (wish->standard == NULL) {
        keep_candidate(searcher, path_of(searcher, k, choice), 0);
        return;
    }
    double demand = searcher->problem->demand[k], penalty = searcher->problem->penalty[k];
    double pays = priced(searcher, wish->standard[k]) - wish->rebate[k];
    bool same_prices = wish->price == searcher->price;
    double length = choice->unmet ? penalty : choice->length;
    if (same_prices && !(demand * (pays - length) > wish->least_saving))
        return;
    struct path *path = path_of(searcher, k, choice);
    double saving = demand * (pays - (same_prices ? length : priced(searcher, path)));
    if (saving > wish->least_saving)
        keep_candidate(searcher, path, saving);
    else
        free(path);
}

static void load_arc(struct searcher *searcher, int a, int64_t grains) {
    int r = searcher->problem->arc_resource[a];
    if (r >= 0)
        searcher->load[r] += grains;
}

static void take_load(struct searcher *searcher, int k, const struct choice *choice) {
    int64_t grains = llround(searcher->problem->demand[k] / searcher->groups->grain);
    if (choice->unmet)
        return;
    if (choice->arc == NULL)
        searcher->carry[searcher->problem->destination[k]] += grains;
    for (int i = 0; i < choice->arcs; i++)
        load_arc(searcher, choice->arc[i], grains);
}

/* What leaves the tree at its vertices flows down to the origin, each arc visited once. */
static void drain_tree(struct searcher *searcher) {
    const struct dijkstra *dijkstra = searcher->dijkstra;
    for (int i = dijkstra->settled - 1; i > 0; i--) {
        int v = dijkstra->settled_vertex[i];
        if (searcher->carry[v] == 0)
            continue;
        load_arc(searcher, searcher->groups->graph->arc[dijkstra->node[v].slot], searcher->carry[v]);
        searcher->carry[dijkstra->node[v].from] += searcher->carry[v];
        searcher->carry[v] = 0;
    }
    searcher->carry[dijkstra->settled_vertex[0]] = 0;
}

static void exchange(int *one, int *other) {
    int kept = *one;
    *one = *other;
    *other = kept;
}

/* Writes the members' lengths and collects. Prices are finite: a shipment without a way now never gets one,
   and leaves the group, because looking for it would make every search a full one. */
static void choose_for_members(struct searcher *searcher, struct group *group, double *length) {
    const struct groups *groups = searcher->groups;
    const struct pricing_wish *wish = searcher->wish;
    int kept = group->first;
    for (int i = group->first; i < group->first + group->members; i++) {
        int k = groups->member[i];
        struct choice choice = choose(searcher, k);
        length[k] = choice.unmet ? searcher->problem->penalty[k] : choice.length;
        if (wish->paths)
            consider(searcher, k, &choice);
        if (wish->load != NULL)
            take_load(searcher, k, &choice);
        if (isinf(choice.length))
            continue;
        exchange(&groups->destination[kept], &groups->destination[i]);
        exchange(&groups->member[kept++], &groups->member[i]);
    }
    group->members = kept - group->first;
}

/* A potential costs as much as a search or two, so a problem that ends after one round never pays it. */
static void find_potential(struct searcher *searcher, struct group *group, int destination) {
    const struct problem *problem = searcher->problem;
    const struct graph *backward = searcher->groups->backward;
    const double *cost = problem->arc_cost + (size_t)group->class * (size_t)problem->arcs;
    if (searcher->backward_length == NULL)
        searcher->backward_length = xcalloc((size_t)problem->arcs, sizeof *searcher->backward_length);
    for (int slot = 0; slot < problem->arcs; slot++)
        searcher->backward_length[slot] = cost[backward->arc[slot]];
    dijkstra_run(searcher->dijkstra, backward, searcher->backward_length, NULL, destination, -1, NULL);
    group->potential = xcalloc((size_t)problem->vertices, sizeof *group->potential);
    for (int v = 0; v < problem->vertices; v++)
        group->potential[v] = searcher->dijkstra->node[v].distance;
}

static void aim(struct searcher *searcher, struct group *group) {
    int destination = searcher->groups->destination[group->first];
    if (group->potential == NULL)
        find_potential(searcher, group, destination);
    dijkstra_aim(searcher->dijkstra, searcher->groups->graph, searcher->length, searcher->problem->no_through,
                 group->origin, destination, group->potential);
}

static void regrow(struct searcher *searcher, struct group *group, const double *length) {
    size_t bytes = (size_t)searcher->problem->vertices * sizeof *group->grown;
    dijkstra_renew(searcher->dijkstra, searcher->groups->graph, length, searcher->problem->no_through,
                   group->origin, &group->kept);
    searcher->settled += searcher->dijkstra->settled;
    if (group->grown == NULL)
        group->grown = xcalloc(bytes, 1);
    memcpy(group->grown, searcher->dijkstra->node, bytes);
    for (int v = 0; v < searcher->problem->vertices; v++)
        if (isinf(group->grown[v].distance))
            group->grown[v].slot = -1; /* left over from a search before */
}

static void mend_tree(struct searcher *searcher, struct group *group) {
    const struct groups *groups = searcher->groups;
    const struct class_lengths *lengths = &groups->class_lengths[group->class];
    if (searcher->mender == NULL)
        searcher->mender = mender_new(groups->graph, &groups->entries, searcher->problem->no_through);
    if (group->grown == NULL || group->grown_at != groups->round - 1 || !lengths->few ||
        !tree_mend(searcher->mender, group->grown, lengths->length, group->origin, &lengths->changes))
        regrow(searcher, group, lengths->length);
    group->grown_at = groups->round;
    searcher->node = group->grown;
}

static void grow_tree(struct searcher *searcher, struct group *group) {
    const struct groups *groups = searcher->groups;
    const unsigned char *no_through = searcher->problem->no_through;
    set_class(searcher, group->class);
    if (groups->keeps_trees)
        dijkstra_renew(searcher->dijkstra, groups->graph, searcher->length, no_through, group->origin,
                       &group->kept);
    else if (group->aims && group->searched)
        aim(searcher, group);
    else
        dijkstra_run(searcher->dijkstra, groups->graph, searcher->length, no_through, group->origin,
                     group->members, groups->destination + group->first);
    group->searched = true;
    searcher->node = searcher->dijkstra->node;
    searcher->settled += searcher->dijkstra->settled;
}

void searcher_choose(struct searcher *searcher, struct group *group, double *length) {
    if (group->members == 0)
        return;
    if (searcher->groups->mends && searcher->wish->load == NULL)
        mend_tree(searcher, group);
    else
        grow_tree(searcher, group);
    choose_for_members(searcher, group, length);
    if (searcher->wish->load != NULL)
        drain_tree(searcher);
}
