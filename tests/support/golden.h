// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The program from outside: command lines on small data sets, what they write compared with tests/golden/NAME.txt.
 * UPDATE_GOLDEN=1 writes those files instead: read the difference before you commit it. $ANGKUT names the
 * program, by default build/plain/angkut.
 */
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include <stddef.h>

struct golden {
    const char *name, *command; /**< "stress-text", "angkut stress strait" */
};

/** A new folder where commands run, so that what they print names no machine. False (told) without a program. */
_Bool golden_begin(void);
const char *golden_folder(void);
const char *golden_program(void);

/** Copies tests/data/strait into the folder as `name`, one of its files changed by a sed script. */
void golden_vary(const char *name, const char *file, const char *script);

/** Runs it in the folder; `angkut` is the program. What it wrote, its messages, "--- exit status N". */
const char *golden_run(const char *command);

/** Fails the test at the first that says something else than its file. */
void golden_compare(const struct golden *golden, size_t count);

/** Fails the test where a line on standard output is over 80 columns, or (cut = 0) ends in "…". */
void golden_fits(const struct golden *golden, size_t count, _Bool may_cut);

#endif
