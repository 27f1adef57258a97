// SPDX-License-Identifier: GPL-3.0-or-later
/* A folder of files that is there complete or not at all. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/error.h"

#include <stdio.h>

/** A folder being written: a temporary one beside it, renamed by folder_commit(). Starts as {0}. */
struct folder_out {
    char *path, *temporary;
};

/** Begins it. ERROR_IO: `path` is there and not an empty folder, is a symbolic link, ends in "." or "..", or the system
 * refuses. */
bool folder_create(struct folder_out *out, const char *path, struct error *err);
/** Opens "roads/link.csv" in it for writing, with the folders above; the caller closes it. NULL: ERROR_IO. */
FILE *folder_open(const struct folder_out *out, const char *name, struct error *err);
/** Closes what folder_open() gave. ERROR_IO where a write failed. */
bool folder_close(const struct folder_out *out, FILE *file, const char *name, struct error *err);
/** Puts it in place. ERROR_IO, also for a mount point; then nothing is there. */
bool folder_commit(struct folder_out *out, struct error *err);
/** For AUTO: removes what was not committed. */
void folder_release(struct folder_out *out);

#endif
