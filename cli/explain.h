// SPDX-License-Identifier: GPL-3.0-or-later
/* What `explain` explains, a file each. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "cli/options.h"

/** `explain infeasible [DIR]`: what conflicts, and what would help. Returns the exit status. */
int explain_infeasible(const struct options *options);

#endif
