// SPDX-License-Identifier: GPL-3.0-or-later
/* Scenarios on the corridor of data_set.h, and what is planned under them. */
#ifndef TESTS_SUPPORT_EDITED_H
#define TESTS_SUPPORT_EDITED_H

#include "tests/support/data_set.h"

/** Adds a scenario of these members behind the head that all have; ends the test where it has faults. */
void edited_read(struct edits *edits, const char *members);

/** Loads the folder with the changes (NULL = none), rates included; NULL with findings. */
struct scenario *edited_load(const char *folder, const struct edits *edits, struct diag *diag);

/** The plan of it as JSON, but for its hashes and the names of its scenarios. */
const char *edited_plan(const char *folder, const struct edits *edits);

/** The text of one of the corridor's files; "" where it has no such file. */
const char *edited_corridor_text(const char *name);

/** `text` with its first `from`, which must be there, as `to`; from NULL: all of it. */
const char *edited_text(const char *text, const char *from, const char *to);

#endif
