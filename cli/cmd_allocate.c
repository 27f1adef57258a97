// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job.h"

static int run(const struct options *options) {
    (void)options;
    return EXIT_USAGE;
}

static const char *const examples[] = {"angkut allocate", "shipped data", NULL};

const struct command CMD_ALLOCATE = {"allocate", "placeholder", "[DIR]", 0, 1, examples, "", COMMON, run};
