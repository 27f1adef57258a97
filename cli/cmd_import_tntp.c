// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/import.h"

static int run(const struct options *options) {
    struct error err = {0};
    const struct import_units units = {options->length_unit, NULL};
    AUTO(diag_release) struct diag *findings = diag_new();
    AUTO(folder_release) struct folder_out out = {0};
    bool good = folder_create(&out, options->argument[1], &err) &&
                import_tntp(options->argument[0], &units, &out, findings, &err);
    return import_finish(options, good, &out, findings, &err);
}

static const char *const examples[] = {"angkut import tntp SiouxFalls mydata",
                                       N_("a folder with SiouxFalls_net.tntp"),
                                       "angkut import tntp SiouxFalls/SiouxFalls_net.tntp mydata",
                                       N_("the same"),
                                       "angkut import tntp ChicagoSketch mydata --length-unit mi",
                                       N_("its lengths are miles"),
                                       NULL};

const struct command CMD_IMPORT_TNTP = {
    "import tntp",
    N_("takes a network of TransportationNetworks into a data set"),
    "FROM DIR",
    2,
    2,
    examples,
    N_("FROM holds NAME_net.tntp and, where there are any, NAME_node.tntp and\n"
       "NAME_trips.tntp; or it is the first of them. DIR, not there yet or empty,\n"
       "becomes a data set: a trip is a tonne, a minute of free flow time costs 1 a\n"
       "tonne, a capacity in vehicles is one in tonnes. What had to be assumed is told.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 6 cannot read or write.\n"),
    COMMON | SET(LENGTH_UNIT),
    run};
