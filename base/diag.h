// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What readers and checks found: findings with file, line and column, collected so that one run
 * reports them all. Nothing here prints; the command line does, through diag_print().
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/error.h"

#include <stdio.h>

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/** Where: `file` NULL = the data set as a whole; line and column 1-based, 0 = the file (row) as a whole. */
struct place {
    const char *file;
    int line, column;
};

struct diag;

struct diag *diag_new(void);
void diag_free(struct diag *diag); /* NULL is fine */

/** Adds one finding (the format is translated; the text and file name are copied). Always returns false, for `return diag_add(...)`. */
bool diag_add(struct diag *diag, enum diag_level level, struct place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Adds the findings of one level that `from` has, those that it would show. */
void diag_copy(struct diag *diag, const struct diag *from, enum diag_level level);

int diag_count(const struct diag *diag, enum diag_level level);

/** Shown per file and level at most; the rest is counted in one line. */
enum { DIAG_SHOWN = 20 };

/**
 * Writes the findings of at least `least`, errors first, then warnings, then notes; within a level in
 * the order found: `roads/link.csv:12:5: error: "x" is not a number`. `painted`: terminal colours.
 */
void diag_print(const struct diag *diag, enum diag_level least, bool painted, FILE *out);

/** The first error found, as a struct error (ERROR_INPUT); false if there is one (return diag_error(...)). */
bool diag_error(const struct diag *diag, struct error *err);

#endif
