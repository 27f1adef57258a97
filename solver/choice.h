// SPDX-License-Identifier: GPL-3.0-or-later
/* What one thread does in a pricing round: the choices of the shipments that share an origin and a class. */
#ifndef SOLVER_CHOICE_H
#define SOLVER_CHOICE_H

#include "solver/dijkstra.h"
#include "solver/labels.h"
#include "solver/pricing.h"
#include "solver/tree.h"

#include <stdint.h>

/** Shipments of one class from one origin: one tree serves them. */
struct group {
    int class, origin;
    int first, members;    /**< member[first ..] */
    int all;               /**< members at first; those that can't be served follow the others */
    struct kept_tree kept; /**< the last round's, where groups.keeps_trees */
    bool aims, searched;   /**< all members have one destination; this is not the first search */
    double *potential;     /**< [vertices] the distance to it without prices; NULL until the second search */
    struct tree_node *grown; /**< [vertices] the whole tree of round `grown_at`; NULL = none yet */
    long grown_at;
};

/** How a class's lengths differ from those of the round before. */
struct class_lengths {
    double *length; /**< [arcs] by slot; NULL until the first round that asks */
    int *changed;   /**< [arcs] the longer slots from the front, the shorter ones from the end */
    struct length_changes changes;
    bool few; /**< mending is worth while */
};

struct groups {
    const struct graph *graph;
    int groups;
    struct group *group;
    int *member;      /**< [shipments] shipments, group by group; a shipment that stays home is in none */
    int *destination; /**< [shipments] of each member */
    struct graph *backward; /**< every arc turned round; NULL where no group aims */
    bool keeps_trees;       /**< they fit into memory, and searches go all over the network anyway */
    double grain;           /**< flow is counted in whole grains, which add up to the same in any order */
    /* Once costs have changed the next answers are near the last ones: whole trees stay and are mended. */
    bool may_mend, mends;
    long round;
    struct entries entries;
    int classes;
    struct class_lengths *class_lengths; /**< [classes] */
};

struct groups groups_of(const struct problem *problem, const struct graph *graph,
                        const struct solver_settings *settings);
void groups_release(struct groups *groups);
/** Distances without prices are found anew, and all members belong again. Trees stay: only their arcs are kept. */
void groups_costs_changed(struct groups *groups, const struct problem *problem);
/** The next round of trees that are mended: the lengths of every class under `price`. O(classes x arcs) */
void groups_next_round(struct groups *groups, const struct problem *problem, const double *price);

/** One thread's workspace. */
struct searcher {
    const struct problem *problem;
    const struct groups *groups;
    const double *price;
    const struct pricing_wish *wish;
    struct dijkstra *dijkstra;
    struct mender *mender;        /**< NULL until the first tree is mended */
    const struct tree_node *node; /**< [vertices] the tree that choices follow */
    struct labels *labels;        /**< made for the first shipment whose limit on hours binds */
    int class, labels_class;      /**< whose lengths the two arrays below hold; -1 none */
    double *length;               /**< [arcs] by slot */
    double *backward_length;      /**< [arcs] by slot of groups.backward, without prices */
    double *arc_length;           /**< [arcs] by arc, for labels; NULL until needed */
    double *arc_price;            /**< [arcs] of the master, for savings */
    int64_t *load;                /**< [resources] in grains */
    int64_t *carry;               /**< [vertices] in grains; all 0 between groups */
    struct candidate *candidate;
    int candidates, candidates_room;
    double seconds; /**< of the last round */
    long settled;
};

struct searcher *searcher_new(const struct problem *problem, const struct groups *groups);
void searcher_free(struct searcher *searcher); /* NULL is fine */

/** Sets the round's prices and wish. */
void searcher_begin(struct searcher *searcher, const double *price, const struct pricing_wish *wish);

/** Writes length[k] for the group's members, collects what the wish asks for. */
void searcher_choose(struct searcher *searcher, struct group *group, double *length);

#endif
