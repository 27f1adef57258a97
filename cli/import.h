// SPDX-License-Identifier: GPL-3.0-or-later
/* What the verbs that import end with. */
#ifndef CLI_IMPORT_H
#define CLI_IMPORT_H

#include "base/folder.h"
#include "cli/cli.h"

/** A path as one word of a shell that is no option, for a command to be copied; the caller frees it. */
char *shell_word(const char *path);
/** Tells the findings, puts the folder in place where `good`, and says what to do next. Returns the exit status. */
int import_finish(const struct options *options, bool good, struct folder_out *out,
                  const struct diag *findings, struct error *err);

#endif
