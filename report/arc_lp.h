// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The arc-flow linear program of a plan, an independent road to the same optimum. In the strong form:
 * shipments of one origin and class are one group g, and only arcs on some way from its origin to one of its
 * destinations are variables.
 *
 *     minimise   sum_g sum_a cost_ga x_ga + sum_c penalty_c u_c
 *     subject to (flow into v) - (flow out of v) + sum_{c at v} u_c = demand_gv   for each g, v
 *                sum_g sum_{a of r} x_ga <= capacity_r                            for each r
 *                0 <= x,  0 <= u_c <= demand_c
 *
 * for each vertex v but g's origin and each resource r that some variable uses. With facilities f of fixed cost F_f that the
 * plan decides on, a mixed-integer one: y_f is 0 or 1, F_f y_f is added to the cost, and
 *
 *     sum_g sum_{a of r} x_ga <= capacity_r y_f            for each r of f, instead of the above
 *     x_ga <= demand_g y_f                                 for each g and each arc a of f: no best flow takes an arc twice
 *
 * What is open in any case is one more variable, fixed to 1.
 * A cell c is all demand of one group at one destination under one penalty. Shipments whose origin is their
 * destination cost nothing and are left out.
 */
#ifndef REPORT_ARC_LP_H
#define REPORT_ARC_LP_H

#include "plan/plan.h"
#include "solver/solver.h"

#include <stdio.h>

/** All demand of one origin, class, destination and penalty. */
struct lp_cell {
    int group, destination;
    double demand, penalty;
};

struct lp_group {
    int origin, class_of;
    int first_cell, cells; /**< cells of equal destination stand together */
};

/** A flow (arc >= 0) or the unmet demand of a cell (arc -1). At most four entries, rows ascending. */
struct lp_column {
    int group, arc, cell;
    double cost;
    double upper; /**< INFINITY for flows */
    int entries, row[4], sign[4];
};

/** The balance of a group at a vertex (=), a resource (<=), or a flow of a facility (<=). */
struct lp_row {
    int group, vertex; /**< -1, -1 for a resource; vertex -1 for a flow */
    int resource;      /**< or -1 */
    double rhs;
    int arc;      /**< of a facility's flow; else -1 */
    int facility; /**< whose y times `room` stands on the left, taken off; -1 = none */
    double room;
};

struct arc_lp {
    const struct problem *problem;
    const struct virtual_network *network;
    struct facilities *facilities;
    struct lp_cell *cell;
    struct lp_group *group;
    struct lp_column *column;
    struct lp_row *row;
    int cells, groups, columns, rows;
};

/** Builds it from a compiled plan, which outlives it. O(groups x arcs + shipments log shipments). */
struct arc_lp *arc_lp_new(const struct compiled *compiled);
void arc_lp_release(struct arc_lp **lp);

enum { LP_NAME = 200 };
/** Names unique among columns and among rows, of letters, digits, `_`, `.` and `~`. */
char *lp_column_name(const struct arc_lp *lp, int column, char name[LP_NAME]);
char *lp_row_name(const struct arc_lp *lp, int row, char name[LP_NAME]);
char *lp_facility_name(const struct arc_lp *lp, int facility, char name[LP_NAME]);
extern const char LP_ALWAYS[]; /**< the variable of what is open in any case */

/** Comment lines, each after `mark`: what the names say,
 * ids that had to be replaced, and hour limits left out. */
void lp_comments(const struct arc_lp *lp, const char *mark, FILE *out);
/**
 * To 15 significant digits: what is a decimal of up to 15 digits reads as that decimal, without the noise in the last
 * bits of a sum of doubles. Returns buffer.
 */
char *lp_number(char buffer[32], double value);

#endif
