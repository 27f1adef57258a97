// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The seam to GLPK; lp.c alone includes its header. It offers just what the master problem needs:
 *
 *     minimise sum_j cost_j x_j   subject to  sum_j a_ij x_j <= upper_i,  0 <= x_j <= bound_j
 *
 * Signs, fixed here for every caller: the price of a row is >= 0 and tells what one more unit of upper_i
 * would save (it is minus GLPK's dual of the row). The reduced cost of a column is
 * cost_j + sum_i a_ij price_i: >= 0 where x_j = 0, <= 0 where x_j = bound_j, 0 where x_j is basic.
 *
 * Rows and columns are numbered from 0 in the order they were added; deleting closes the gaps and keeps
 * the order. Whatever GLPK answers with abort() (misuse, a failed assertion) comes back as an error, after
 * which every lp of the calling thread is dead: each verb that can fail does so, and only lp_free()
 * remains. A number that is not finite is refused before GLPK sees it (it would call NaN optimal).
 * An lp belongs to the thread that made it.
 */
#ifndef SOLVER_LP_H
#define SOLVER_LP_H

#include "base/error.h"

struct lp;

enum lp_status {
    LP_OPTIMAL,
    LP_STOPPED, /**< the time was over or the caller's flag went up; the basis so far is kept */
    LP_FAILED,  /**< *err tells */
};

enum lp_place { LP_BASIC, LP_AT_ZERO, LP_AT_BOUND };

/** An entry of the matrix: `index` is a row for a column's entries and a column for a row's. */
struct lp_entry {
    int index;
    double value;
};

struct lp *lp_new(struct error *err); /* NULL on failure */
void lp_free(struct lp *lp);          /* NULL is fine */
void lp_release(struct lp **lp);      /* for AUTO() */

/** No index twice. The new row is basic. O(entries). */
bool lp_add_row(struct lp *lp, double upper, int entries, const struct lp_entry *entry, struct error *err);

/** `bound` may be INFINITY. `place` LP_AT_BOUND needs a finite one; LP_BASIC is refused. */
bool lp_add_column(struct lp *lp, double cost, double bound, enum lp_place place, int entries,
                   const struct lp_entry *entry, struct error *err);

bool lp_set_upper(struct lp *lp, int row, double upper, struct error *err);
/** For good: x_column = value, 0 <= value. The program may become infeasible by it, which lp_solve() calls a failure. */
bool lp_fix_column(struct lp *lp, int column, double value, struct error *err);
/** Undoes lp_fix_column(): 0 <= x_column <= bound again, and where it was not basic it rests at 0. */
bool lp_free_column(struct lp *lp, int column, double bound, struct error *err);
bool lp_set_cost(struct lp *lp, int column, double cost, struct error *err);

/** Non-basic columns leave without harm to the basis. `doomed` is 1 for what goes. */
bool lp_delete_columns(struct lp *lp, const unsigned char *doomed, struct error *err);

/** False once a failure has ended it. */
bool lp_is_alive(const struct lp *lp);

int lp_rows(const struct lp *lp);
int lp_columns(const struct lp *lp);

/**
 * Solves from the basis at hand, in the dual method with bound flipping or the primal one. Stops after
 * `seconds` (INFINITY: never), or when *interrupted (NULL: never) is not 0, at which it looks every half
 * second or so. A singular basis is replaced once.
 */
enum lp_status lp_solve(struct lp *lp, bool dual, double seconds, const volatile int *interrupted,
                        struct error *err);

/* What the last LP_OPTIMAL solve left, by its numbering. */
double lp_objective(const struct lp *lp);
double lp_value(const struct lp *lp, int column);
double lp_reduced_cost(const struct lp *lp, int column);
double lp_price(const struct lp *lp, int row);
enum lp_place lp_place(const struct lp *lp, int column);
bool lp_row_is_basic(const struct lp *lp, int row);

/** Simplex iterations since lp_new(). */
long lp_iterations(const struct lp *lp);

/** Frees what GLPK keeps for the calling thread, which is about to end. */
void lp_leave_thread(void);

#endif
