// SPDX-License-Identifier: GPL-3.0-or-later
/* Housekeeping of the master between two solves: keys that carry nothing, columns that nobody uses. */
#ifndef SOLVER_KEY_H
#define SOLVER_KEY_H

#include "solver/master.h"

/**
 * Where a column carries its whole shipment, makes its path the key and deletes the shipment's columns, so
 * that the next deviations are measured from what is in use. Columns deleted are non-basic, so the basis and
 * every flow stay as they are: it cannot cycle by itself. Call it right after master_solve().
 */
bool key_exchange(struct master *master, struct error *err);

/** Deletes the ways that rested at zero, too dear, for `rounds` solves in a row. */
bool purge_idle_columns(struct master *master, int rounds, struct error *err);

#endif
