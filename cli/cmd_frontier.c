// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <stddef.h>

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "frontier is being built");
    return say_error(&err);
}

static const char *const examples[] = {NULL};

const struct command CMD_FRONTIER = {
    "frontier", "the plans between cheapest and fastest, none of them beaten",
    "[DIR]",    0,
    1,          examples,
    DIR_WORDS,  COMMON,
    run};
