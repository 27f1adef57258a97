// SPDX-License-Identifier: GPL-3.0-or-later
/* What solve() asks of its input before it trusts any of it. */
#ifndef SOLVER_CHECK_H
#define SOLVER_CHECK_H

#include "solver/solver.h"

/** False, with ERROR_INPUT and the first fault, when an index or a number is out of range. O(size). */
bool problem_check(const struct problem *problem, struct error *err);

/** As problem_check(), of other costs for a problem that was checked: NULL is fine; no arc closes or opens. */
bool costs_check(const struct problem *problem, const double *arc_cost, const double *penalty,
                 struct error *err);

/** Likewise, of other capacities; NULL is fine. */
bool capacity_check(const struct problem *problem, const double *capacity, struct error *err);

#endif
