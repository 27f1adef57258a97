// SPDX-License-Identifier: GPL-3.0-or-later
/* Help as man pages: of the same tables as --help, so that the two can't differ. */
#ifndef CLI_MAN_H
#define CLI_MAN_H

#include "cli/cli.h"

/**
 * The page of one verb, or (NULL) of the program, in man(7), all ASCII. Its date is that of the release, or of
 * $SOURCE_DATE_EPOCH.
 */
void man_print(const struct command *command, FILE *out);

/* What help and man pages have in common (cmd_help.c). */
extern const char *const PROGRAM_EXAMPLES[];      /**< as struct command has them */
extern const char PROGRAM_ABOUT[], WHAT_DIR_IS[]; /**< N_() */

#endif
