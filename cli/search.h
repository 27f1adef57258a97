// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking for a plan while somebody watches. */
#ifndef CLI_SEARCH_H
#define CLI_SEARCH_H

#include "cli/cli.h"
#include "solver/solver.h"

/** Solves to the gap and to whole kilograms, under the limits of the options; Ctrl-C ends it. NULL with *err. */
struct solution *solve_shown(const struct problem *problem, const struct options *options, double gap,
                             struct error *err);

struct progress; /* cli/progress.h */

/** What solve_shown() solves with; `progress` outlives the solve. */
struct solver_settings search_settings(const struct options *options, double gap, struct progress *progress);

void solution_release(struct solution **solution);

/** Tells why the solver's plan does not hold; returns EXIT_SOLVER. */
int say_unverified(const struct options *options, const struct diag *diag);

#endif
