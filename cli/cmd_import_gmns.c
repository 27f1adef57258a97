// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/import.h"

static int run(const struct options *options) {
    struct error err = {0};
    const struct import_units units = {options->length_unit, options->speed_unit};
    AUTO(diag_release) struct diag *findings = diag_new();
    AUTO(folder_release) struct folder_out out = {0};
    bool good = folder_create(&out, options->argument[1], &err) &&
                import_gmns(options->argument[0], &units, &out, findings, &err);
    return import_finish(options, good, &out, findings, &err);
}

static const char *const examples[] = {
    "angkut import gmns osm2gmns-output mydata", N_("node.csv and link.csv as osm2gmns writes them"),
    "angkut import gmns network mydata --length-unit mi --speed-unit mph", N_("its lengths are miles"), NULL};

const struct command CMD_IMPORT_GMNS = {
    "import gmns",
    N_("takes a GMNS network into a data set"),
    "FROM DIR",
    2,
    2,
    examples,
    N_("FROM holds node.csv, link.csv and perhaps config.csv, or a folder roads/ with\n"
       "them. DIR, not there yet or empty, becomes a data set. Units that the files do\n"
       "not say are judged by the distances between nodes; what had to be assumed is\n"
       "told. Railways become mode rail, airports are left out.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 6 cannot read or write.\n"),
    COMMON | SET(LENGTH_UNIT) | SET(SPEED_UNIT),
    run};
