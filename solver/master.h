// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The restricted master: the flow problem over the ways made so far, without a row for each shipment.
 *
 * Each shipment k has a key way q(k), which carries what its other ways p do not: x_q = d_k - sum_p y_p. So
 * (Barnhart, Hane, Johnson, Sigismondi 1995, doi:10.1007/BF01585690)
 *
 *     minimise   sum_k d_k c_q(k) + sum_p (c_p - c_q(k)) y_p + sum_r P_r o_r
 *     subject to sum_p (a_rp - a_rq(k)) y_p - o_r <= u_r - sum_k d_k a_rq(k)   price_r >= 0, resource rows
 *                sum_{p of k} y_p <= d_k                                      rebate_k >= 0, sum rows
 *                0 <= y_p <= d_k,  o_r >= 0
 *
 * Resource rows enter when a flow first violates them, each with its overflow column o_r at a price P_r, so
 * that the master is always feasible. Sum rows enter when a key would carry less than nothing. A way may be
 * the choice to leave demand unmet. A shipment pays c_q + sum_r a_rq price_r - rebate_k a unit: what
 * improves on it is a column worth adding. To the rebate belongs what a column saves that is at its bound.
 */
#ifndef SOLVER_MASTER_H
#define SOLVER_MASTER_H

#include "solver/lp.h"
#include "solver/pricing.h"

/** LP column j belongs to column[j]. */
struct column {
    struct path *path; /**< NULL: the overflow of `resource` */
    int resource;
    double value; /**< by the last solve, 0 before the first */
    int idle;     /**< rounds in a row at zero with a positive reduced cost */
    int next;     /**< another column of the same shipment, -1 = none */
};

/** LP row i belongs to row[i]. */
struct row {
    int resource; /**< -1: the sum row of `shipment` */
    int shipment;
};

struct master {
    const struct problem *problem;
    struct lp *lp;
    struct path **key; /**< [shipments] */
    struct column *column;
    int columns, columns_room;
    struct row *row;
    int rows, rows_room;
    int *row_of_resource, *row_of_sum; /**< [resources], [shipments]; -1 = none */
    int *first_column;                 /**< [shipments] -1 = none */
    double *overflow_price;            /**< [resources] P_r */
    double *key_load;                  /**< [resources] sum_k d_k a_rq(k) */
    double key_cost;                   /**< sum_k d_k c_q(k) */
    struct lp_entry *entry;            /* scratch */
    int entry_room;
    double *count; /* [rows] scratch, all 0 between uses */
    int count_room;

    /* The last solve's answer. */
    double objective; /**< of the relaxed master, overflow included */
    double *load;     /**< [resources] flow, also where there is no row */
    double *sum;      /**< [shipments] what the columns carry */
    double *price;    /**< [resources] */
    double *rebate;   /**< [shipments] */
    double overflow;  /**< sum of o_r */

    long columns_made, sum_rows_made;
};

/** Takes the keys (each on the heap). NULL: GLPK failed. */
struct master *master_new(const struct problem *problem, struct path **keys, double overflow_price,
                          struct error *err);
void master_free(struct master *master); /* NULL is fine */
void master_release(struct master **master);

/** Rows for the resources with wanted[r] != 0 that have none; O(all arcs of all columns). */
bool master_add_resource_rows(struct master *master, const unsigned char *wanted, struct error *err);

/** Where problem->capacity is other than it was. */
bool master_capacities_changed(struct master *master, struct error *err);

bool master_add_sum_row(struct master *master, int shipment, struct error *err);

/** Takes the path, unless it is there already: then frees it. `at_bound`: the new column starts full. */
bool master_add_path(struct master *master, struct path *path, bool at_bound, struct error *err);

/** Makes `path` the key of its shipment, which must have no column. Takes it; the old key is freed. */
bool master_set_key(struct master *master, struct path *path, struct error *err);

bool master_set_overflow_price(struct master *master, int resource, double price, struct error *err);

/** Deletes the columns with doomed[j] != 0 and frees their paths. */
bool master_delete_columns(struct master *master, const unsigned char *doomed, struct error *err);

/** Solves and reads the answer. */
enum lp_status master_solve(struct master *master, bool dual, double seconds, const volatile int *interrupted,
                            struct error *err);

#endif
