// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: which tonnes two plans send which way. */
#ifndef PLAN_WAYS_H
#define PLAN_WAYS_H

#include "plan/plan.h"
#include "solver/solver.h"

/** Paths first .. end - 1 of a solution: those of one shipment follow each other. */
struct span {
    int first, end;
};
/** The span of the next shipment; begin with {0, 0} and shipment 0. */
struct span next_span(const struct solution *solution, struct span last, int shipment);

/**
 * Marks the shipments whose changes from one plan to another that costs the same alter what is paid under `gain`
 * [classes * arcs], or what stays behind: moves[shipments].
 */
void parts_that_move(const struct problem *problem, const double *gain, const struct solution *from,
                     const struct solution *to, bool *moves);

/** Collects the changes from one plan to another. */
struct change_list {
    struct path_change *change;
    int changes;
    struct solution ways; /**< path_shipment, path_flow, path_start, path_arc */
    int change_room, path_room, arc_room, arcs;
};
/** Adds the changes of parts_that_move(), most tonnes first. Returns how many. */
int changes_add(struct change_list *changes, const struct problem *problem, const double *gain,
                const struct solution *from, const struct solution *to);
void changes_release(struct change_list *changes);
/** Copies a path of the solution among the ways; its number there. -1 (to stay behind) stays -1. */
int changes_add_way(struct change_list *changes, const struct solution *solution, int path);
/** Whether path p of `a` and path q of `b` are the same arcs. */
bool same_way(const struct solution *a, int p, const struct solution *b, int q);
/** What `there` sends, t, over the same way as path `path` of `here`; `span`: of the shipment there. */
double flow_on_way(const struct solution *there, struct span span, const struct solution *here, int path);

#endif
