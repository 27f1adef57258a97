// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Limits of a data set taken away or changed in memory, and plans made of what is left: what the search for conflicts
 * is held against. Shares nothing with it.
 */
#ifndef TESTS_SUPPORT_LIMITS_H
#define TESTS_SUPPORT_LIMITS_H

#include "plan/plan.h"

/** A copy of what limits change in a scenario, which itself stays as it is. Must not move. */
struct limited {
    struct scenario scenario;
    struct network roads;
    struct variant variant;
    int closed_link[20], closed_terminal[20];
};

void limited_begin(struct limited *limited, const struct scenario *scenario, const struct variant *variant);
void limited_release(struct limited *limited);

/** As if it had never been said; a demand: as if the shipment were there already. */
void limit_lift(struct limited *limited, const struct limit *limit);
/** Takes the repair's step. */
void limit_step(struct limited *limited, const struct repair_step *step);

enum { LIMITS_MOST = 40 };
/** All limits there are, demands first, written to `limit`; their number. Capacities of links count forward only. */
int limits_list(const struct scenario *scenario, const struct variant *variant,
                struct limit limit[LIMITS_MOST]);
bool limit_is(const struct limit *a, const struct limit *b);
/** Lifts all limits of the list but those of `kept`, as many as bits. */
void limits_lift_but(struct limited *limited, const struct limit *limit, int limits, uint64_t kept);

/** Kilograms that a plan of it leaves behind, verified; penalties not as stated. *objective_e4 (may be NULL): money + time. */
int64_t limited_unmet_kg(const struct limited *limited, wide *objective_e4);

/** "demand x", "capacity 1>" (1<: backward, "capacity T" of a terminal), "hours x", "restriction 2" (its line), "closure 1". */
const char *limit_text(const struct scenario *scenario, const struct limit *limit);

#endif
