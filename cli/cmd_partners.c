// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job.h"

static int run(const struct options *options) {
    (void)options;
    return EXIT_USAGE;
}

static const char *const examples[] = {"angkut partners", "shipped data", NULL};

const struct command CMD_PARTNERS = {"partners", "placeholder", "[DIR]", 0, 1, examples, "", COMMON, run};
