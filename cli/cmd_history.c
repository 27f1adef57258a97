// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job.h"

static int run(const struct options *options) {
    (void)options;
    return EXIT_USAGE;
}

static const char *const examples[] = {"angkut history", "shipped data", NULL};

const struct command CMD_HISTORY = {"history", "placeholder", "[DIR]", 0, 1, examples, "", COMMON, run};
