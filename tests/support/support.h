// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What every test program needs: a folder of its own, files in it, the outcome of a command.
 * Trouble with the system ends the test program with a message. All strings returned belong to the
 * support and are good until the program ends; so are the folders, which are removed then.
 */
#ifndef TESTS_SUPPORT_SUPPORT_H
#define TESTS_SUPPORT_SUPPORT_H

#include "base/diag.h"

#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/** A new empty folder under $TMPDIR or /tmp. */
const char *support_folder(void);

/** Writes folder/name ("roads/node.csv": subfolders are made); returns its path. */
const char *support_write(const char *folder, const char *name, const char *text);
/** The same for bytes that may hold NUL. */
const char *support_write_bytes(const char *folder, const char *name, const void *bytes, size_t length);

/** The file's bytes, a NUL behind. */
const char *support_read(const char *path);

/** Formats a string. */
const char *support_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** The findings of at least `least`, a line each, as diag_print() writes them without colours. */
const char *support_findings(const struct diag *diag, enum diag_level least);

/** Whether tests/run.sh is at the pass of that name ("plain" where it is not at work). */
bool support_is_pass(const char *name);

/**
 * Runs a shell command; returns what it wrote to stdout and stderr together.
 * *status (may be NULL) receives its exit status, 128 + the signal if one ended it.
 */
const char *support_run(const char *command, int *status);

#endif
