// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "not there yet");
    return say_error(&err);
}

static const char *const examples[] = {"angkut report plan.json -o report.html",
                                       N_("a page that opens by double click"), NULL};

const struct command CMD_REPORT = {"report",
                                   N_("writes a plan as a page for a browser"),
                                   "[PLAN | DIR] [RESULT ...]",
                                   0,
                                   64,
                                   examples,
                                   "",
                                   VARIED | PATCHES | COMMON | SET(OUTPUT) | SET(TILES) | SET(DATA),
                                   run};
