// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <stddef.h>

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "stress is being built");
    return say_error(&err);
}

static const char *const examples[] = {NULL};

const struct command CMD_STRESS = {"stress",  "each link or terminal closed in turn: what it costs",
                                   "[DIR]",   0,
                                   1,         examples,
                                   DIR_WORDS, COMMON,
                                   run};
