// SPDX-License-Identifier: GPL-3.0-or-later
/* A data set taken all the way to a sealed plan, for tests of what comes after. */
#ifndef TESTS_SUPPORT_PLANNED_H
#define TESTS_SUPPORT_PLANNED_H

#include "plan/plan.h"

struct planned {
    struct diag *diag;
    struct scenario *scenario;
    struct compiled *compiled;
    struct plan *plan; /**< sealed; NULL where it did not verify, with the reasons in diag */
    struct verdict verdict;
};

/** Loads, compiles, solves to 1e-6, lifts, verifies and seals; ends the program where the data set is faulty. */
struct planned planned_new(const char *dir, struct date as_of);
void planned_release(struct planned *planned);

/** All errors in diag as one text. */
const char *planned_errors(const struct diag *diag);

#endif
