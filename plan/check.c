// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/check.h"

#include "base/mem.h"
#include "plan/virtual.h"

#include <string.h>

/* A network with arcs that could not be priced still tells what is unreachable and what is full. */
void scenario_check(const struct scenario *scenario, const struct variant *variant, struct diag *diag) {
    bool priced;
    check_names(scenario, diag);
    check_access(scenario, diag);
    struct virtual_network *network = virtual_build(scenario, variant, diag, &priced);
    AUTO_FREE bool *movable = xcalloc((size_t)scenario->shipments, sizeof *movable);
    memset(movable, true, (size_t)scenario->shipments * sizeof *movable);
    check_reach(network, movable, diag);
    check_cuts(network, movable, diag);
    check_departures(network, diag);
    virtual_free(network);
}
