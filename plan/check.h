// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: the parts of scenario_check(), each in its file. */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H

#include "plan/plan.h"

/** Rates and restrictions that name what is not there, and so never apply.
 * O(rates + restrictions) look-ups. */
void check_names(const struct scenario *scenario, struct diag *diag);

/** Shipments without a way, or without one that keeps their hours; clears their movable[k]. */
void check_reach(const struct virtual_network *network, bool *movable, struct diag *diag);

/** Capacities under the demand of what is movable: minimum cuts at each origin and each destination. */
void check_cuts(const struct virtual_network *network, const bool *movable, struct diag *diag);

/** Listed departures that nothing can take, and headways that count another wait than they leave. */
void check_departures(const struct virtual_network *network, struct diag *diag);

/** A node as people know it: "Baturaja (K_BTA)", or its id alone.
 * `text` holds NODE_TEXT bytes. Returns text. */
enum { NODE_TEXT = 120 };
char *check_node_text(const struct network *roads, int node, char text[NODE_TEXT]);

enum { TONNES_TEXT = 64 };
/** "36,000", "12.5": tonnes with thousands parted by commas. Returns text. */
char *check_tonnes_text(int64_t kg, char text[TONNES_TEXT]);

/** Warns of agreements that never apply, and notes owners that none names and homes that own nothing. O(rows^2). */
void check_access(const struct scenario *scenario, struct diag *diag);

#endif
