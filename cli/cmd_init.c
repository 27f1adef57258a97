// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "not there yet");
    return say_error(&err);
}

static const char *const examples[] = {"angkut init mydata", N_("a folder of commented CSV files"), NULL};

const struct command CMD_INIT = {
    "init", N_("writes a small data set to start from"), "DIR", 1, 1, examples, "", COMMON, run};
