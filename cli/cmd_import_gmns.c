// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "not there yet");
    return say_error(&err);
}

static const char *const examples[] = {"angkut import gmns osm2gmns mydata", N_("what osm2gmns wrote"), NULL};

const struct command CMD_IMPORT_GMNS = {"import gmns",
                                        N_("takes a GMNS network into a data set"),
                                        "FROM TO",
                                        2,
                                        2,
                                        examples,
                                        "",
                                        COMMON | SET(LENGTH_UNIT) | SET(SPEED_UNIT),
                                        run};
