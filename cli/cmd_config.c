// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "not there yet");
    return say_error(&err);
}

static const char *const examples[] = {"angkut config --show-origin", N_("which file said what"), NULL};

const struct command CMD_CONFIG = {"config", N_("shows the settings and where they come from"),
                                   "",       0,
                                   0,        examples,
                                   "",       COMMON | SET(SHOW_ORIGIN),
                                   run};
