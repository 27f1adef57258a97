// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * First prices by the volume algorithm: F. Barahona and R. Anbil, "The volume algorithm: producing primal
 * solutions with a subgradient method", Mathematical Programming 87 (2000) 385-399, doi:10.1007/s101070050002.
 */
#ifndef SOLVER_VOLUME_H
#define SOLVER_VOLUME_H

#include "solver/pricing.h"

/**
 * Raises L(price) by `steps` steps from price = 0, each one pricing round. price: [resources] out, the best
 * found. *bound: its L. false = stopped by deadline or interruption before the first L was known; stopped
 * later, it returns what it has.
 */
bool volume_prices(const struct problem *problem, struct pricing *pricing, int steps, double deadline,
                   double *price, double *bound);

#endif
