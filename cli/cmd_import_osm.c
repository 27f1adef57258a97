// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

static int run(const struct options *options) {
    (void)options;
    struct error err = {0};
    error_set(&err, ERROR_USAGE, "not there yet");
    return say_error(&err);
}

static const char *const examples[] = {"angkut import osm sumsel.osm.pbf mydata", N_("a province"), NULL};

const struct command CMD_IMPORT_OSM = {"import osm",
                                       N_("takes an OpenStreetMap extract into a data set"),
                                       "FILE TO",
                                       2,
                                       2,
                                       examples,
                                       "",
                                       COMMON | SET(BBOX) | SET(CLASSES),
                                       run};
