// SPDX-License-Identifier: GPL-3.0-or-later
/* Files and folders that look like misspelt ones of ours: nobody reads them, and nobody would notice. */
#ifndef BASE_STRAY_H
#define BASE_STRAY_H

#include "base/diag.h"

#include <stdbool.h>

/**
 * Warns of each *.csv in dir/folder that is none of `ours` (ending in NULL) but nearly so, and not one that
 * is_other() knows to be somebody else's (NULL = none is). In order of their names, by bytes. A folder that
 * can't be read gives no warning.
 */
void stray_files(const char *dir, const char *folder, const char *const *ours,
                 bool (*is_other)(const char *name), struct diag *diag);

/** The same for the folders in `dir`. */
void stray_folders(const char *dir, const char *const *ours, struct diag *diag);

#endif
