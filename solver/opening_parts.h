// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to solver/opening*.c: branch and price for facilities of fixed cost F_f.
 *
 * A shipment's flow on a path is a share of its demand, l_kp = x_kp / d_k, so that most of the matrix is 0 and 1. With U the
 * mean demand, n_gp how often path p takes an arc of g, and prices >= 0 behind the colons, the master is
 *
 *     minimise sum_kp d_k c_p l_kp + sum_k d_k penalty_k s_k + sum_f F_f y_f
 *     demand   sum_p l_kp + s_k >= 1                                  for each shipment              : pi_k
 *     shared   sum_kp (d_k / U) n_rp l_kp <= u_r / U                   a resource, once violated       : p_r
 *     use      sum_kp (d_k / U) n_gp l_kp <= min(u_r, B_g) / U y_f     g: the arcs of f that use r     : p_g
 *     group    sum_kp (d_k / U) n_gp l_kp <= D / U y_f                 g: arcs of f without resource   : p_g
 *     link     sum_p n_gp l_kp <= y_f                                  a shipment, once violated       : m_kg
 *     0 <= y_f <= 1
 *
 * `group` and `link` ask for a set g of arcs of which no simple path takes two. Simple paths suffice: without its cycles a walk
 * costs no more, takes no longer, passes fewer vertices and uses less of everything. No simple path takes two arcs
 * that leave one vertex, or enter one, or join the same two vertices, in whatever directions: those are the groups. Each
 * arc is in up to three. D is all demand; B_g is D times the arcs of g, or D where a group holds all of g.
 *
 * For any prices >= 0 no choice of y within the node's bounds costs less than
 *
 *     L = sum_k d_k min(dist_k, penalty_k) - sum_r p_r u_r / U + sum_f { t_f  opened; 0  closed; min(0, t_f)  undecided }
 *     t_f = F_f - sum of p_g min(u_r, B_g) / U - sum of p_g D / U - sum of m_kg
 *
 * with dist_k the shortest path at c_a + (prices of a's rows) / U + (sum of m_kg of its groups) / d_k, closed facilities' arcs
 * left out. L holds whatever the rounding of the simplex method, and L + |t_f| is what the other choice of an undecided f costs
 * at least (reduced cost fixing).
 *
 * Barnhart, Johnson, Nemhauser, Savelsbergh, Vance 1998, doi:10.1287/opre.46.3.316; the link rows: Chouman, Crainic,
 * Gendron 2017, doi:10.1287/trsc.2015.0665.
 */
#ifndef SOLVER_OPENING_PARTS_H
#define SOLVER_OPENING_PARTS_H

#include "solver/dijkstra.h"
#include "solver/labels.h"
#include "solver/lp.h"
#include "solver/opening.h"
#include "solver/path.h"

/* ---- groups of arcs (opening_groups.c) ---- */

struct arc_groups {
    int groups;
    int *facility;      /**< [groups] */
    int *start, *arc;   /**< [groups + 1] group g's arcs are arc[start[g]] .. arc[start[g + 1] - 1] */
    int *of_start, *of; /**< [arcs + 1] arc a's groups, likewise */
};

/** facility_of_arc: [arcs], -1 = none. O(arcs of facilities, log). */
void arc_groups_init(struct arc_groups *groups, const struct problem *problem, const int *facility_of_arc);
void arc_groups_release(struct arc_groups *groups);

/* ---- what all steps share ---- */

enum { UNDECIDED = -1, CLOSED = 0, OPENED = 1 }; /* of a facility in a node */

/** A price of one group for one shipment. */
struct link_price {
    int group;
    double price; /**< m_kg, of the last solve */
    int row;      /**< of the master */
};

struct shipment_links {
    int count, room;
    struct link_price *link;
};

/** The facilities that cost something and have arcs, numbered anew, and the problem. */
struct opening_case {
    const struct problem *problem;
    const struct solver_settings *settings;
    double deadline; /**< [s] of clock_seconds() */
    int facilities;
    int *asked;    /**< [facilities] its number in the opening_problem */
    int *of_arc;   /**< [arcs] -1 = none */
    double *cost;  /**< [facilities] > 0 */
    double unit;   /**< U */
    double demand; /**< D */
    struct arc_groups groups;
};

/** Whether the time is over or the caller's flag up. */
bool opening_is_over(const struct opening_case *given);

/* ---- the master (opening_master.c) ---- */

enum opening_row_kind { ROW_DEMAND, ROW_SHARED, ROW_USE, ROW_GROUP, ROW_LINK };

struct opening_row {
    enum opening_row_kind kind;
    int facility; /**< of the last three kinds */
    int subject;  /**< shipment, resource, resource, group, group */
    int shipment; /**< of ROW_LINK */
    double room;  /**< right-hand side, or what y_f is multiplied with */
};

struct opening_master {
    const struct opening_case *given;
    struct lp *lp;           /**< columns: y, then unmet, then paths */
    struct opening_row *row; /**< by the lp's numbers */
    int rows, row_room;
    struct path **path; /**< owned */
    int paths, path_room;
    int *next, next_room; /**< [paths] the shipment's path before this one, or -1 */
    int *last;            /**< [shipments] */
    int *shared_row;      /**< [resources] -1 = none yet */
    int *use_row;   /**< [arcs] of facilities: the row that binds it to y; -1 = it is one of a group's */
    int *group_row; /**< [groups] -1 = none */
    struct shipment_links *links; /**< [shipments] */
    bool added_paths, added_rows; /**< since the last solve */
    long made;                    /**< paths, ever */
    int cuts;
    struct lp_entry *entry; /* of the row or column in hand */
    int entry_room;
};

/** The lp's number of path 0. */
static inline int opening_first_path(const struct opening_master *master) {
    return master->given->facilities + master->given->problem->shipments;
}

bool opening_master_init(struct opening_master *master, const struct opening_case *given, struct error *err);
void opening_master_release(struct opening_master *master);
/** Takes the path, which is freed if it is there already: *fresh. */
bool opening_master_add(struct opening_master *master, struct path *path, bool *fresh, struct error *err);
/** y of each facility within the node's bounds. */
bool opening_master_bound(struct opening_master *master, const signed char *decided, struct error *err);
enum lp_status opening_master_solve(struct opening_master *master, struct error *err);
/** Adds the violated rows of the last solve; *added of them. */
bool opening_master_separate(struct opening_master *master, int *added, struct error *err);
/** y of the last solve, 0..1. */
double opening_master_y(const struct opening_master *master, int facility);
/** Drops paths at zero that have been far too dear, once there are many. */
bool opening_master_purge(struct opening_master *master, struct error *err);

/* ---- pricing (opening_price.c) ---- */

struct opening_pricing {
    const struct opening_case *given;
    struct graph *graph;
    struct dijkstra *dijkstra;
    struct labels *labels;
    int *slot_of;        /**< [arcs] */
    int *order;          /**< [shipments] by class, origin, number */
    double *toll;        /**< [arcs] per unit of flow */
    double *length;      /**< [arcs] by slot, of the class in hand */
    double *arc_length;  /**< [arcs] the same by arc */
    double *distance;    /**< [shipments] dist_k, or less where no path pays */
    double *term;        /**< [facilities] t_f */
    int *target, *walk;  /* workspaces */
    struct path **found; /**< [shipments] a path that pays, or NULL */
    double bound;        /**< L */
};

void opening_pricing_init(struct opening_pricing *pricing, const struct opening_case *given);
void opening_pricing_release(struct opening_pricing *pricing);
/** One round under the master's last prices. False: the time is over, nothing may be used. */
bool opening_price(struct opening_pricing *pricing, const struct opening_master *master,
                   const signed char *decided);

/* ---- plans for given openings (opening_try.c) ---- */

/** Of the gap asked for, what plans for given openings may leave open. */
#define OPENING_TRIAL_SHARE 0.1

struct opening_trial {
    const struct opening_case *given;
    struct solver_settings settings;
    struct solver *solver;
    double *cost; /**< [classes * arcs] closed arcs at a cost above every penalty */
    double dear;
    unsigned char *open;   /**< [facilities] of the best plan, each of them used */
    double best;           /**< its whole cost; INFINITY: none yet */
    double longest;        /**< [s] of one try */
    unsigned char **tried; /**< sets, owned */
    int tries, try_room;
};

bool opening_trial_init(struct opening_trial *trial, const struct opening_case *given, struct error *err);
void opening_trial_release(struct opening_trial *trial);
struct opening_tried {
    bool fresh;   /**< false: this set was tried before, and nothing else is told */
    double flows; /**< what the plan costs, without fixed costs */
    double bound; /**< no plan over these facilities costs less, without fixed costs */
};

/**
 * Plans with these facilities open, keeps what the plan uses of them if that is the best yet, and puts its paths into the
 * master (NULL: nowhere).
 */
bool opening_try(struct opening_trial *trial, const unsigned char *open, struct opening_master *master,
                 struct opening_tried *tried, struct error *err);
double opening_fixed_cost(const struct opening_case *given, const unsigned char *open);

#endif
