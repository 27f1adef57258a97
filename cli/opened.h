// SPDX-License-Identifier: GPL-3.0-or-later
/* A data set made a problem whose facilities are decided on: what every verb that plans works on. */
#ifndef CLI_OPENED_H
#define CLI_OPENED_H

#include "cli/cli.h"
#include "solver/solver.h"

/** Starts as {0}; ended by opened_release(). */
struct opened {
    struct compiled *compiled; /**< with what is not opened shut */
    struct compiled *whole;    /**< with all open; NULL where there was nothing to decide */
    struct openings *openings; /**< NULL likewise */
    struct variant variant;    /**< as asked for, and what stays shut; borrows */
    struct solution *solution; /**< the best flows, found with the openings; NULL likewise, or taken */
};

/** Compiles it with all facilities open. False with findings in `diag`. */
bool opened_compile(struct opened *opened, const struct scenario *scenario, const struct variant *variant,
                    struct diag *diag);
/**
 * Decides to that gap which facilities to open, and shuts the others; where there are none, does nothing. Under the limits of the
 * options; Ctrl-C ends it. False with *err, or findings.
 */
bool opened_decide(struct opened *opened, const struct options *options, double gap, struct diag *diag,
                   struct error *err);
/** The variant alone, for who compiles it himself: compiles nothing where there is nothing to decide. To the options' gap. As above. */
bool opened_variant(struct opened *opened, const struct scenario *scenario, const struct variant *variant,
                    const struct options *options, struct diag *diag, struct error *err);
/** The best plan's flows: those found with the openings, else solved now. Once. NULL with *err. */
struct solution *opened_solve(struct opened *opened, const struct options *options, double gap,
                              struct error *err);
void opened_release(struct opened *opened);

#endif
