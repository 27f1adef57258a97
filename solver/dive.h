// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whole quanta by the linear program itself. At an optimum with no room to spare a flow may be fractional
 * although a whole one exists, far from what moving a few quanta finds (repair.h). So columns are fixed at whole
 * values, those that are nearly whole first, and the program is solved again for the others, until all are.
 */
#ifndef SOLVER_DIVE_H
#define SOLVER_DIVE_H

#include "solver/run.h"

/** What the last solve leaves unmet, in units of flow: by choice or as overflow. */
double master_unmet(const struct master *master);

/**
 * Takes at most half as many iterations again as the master has had, and a twentieth where that leaves demand
 * unmet anyway; and some more on small ones. Then some columns stay fractional.
 * Changes run->master, which then serves for nothing but its flows. Prices and bound of the run stay. False =
 * stopped, or GLPK failed: then the flows are unfinished.
 */
bool master_dive(struct run *run);

#endif
