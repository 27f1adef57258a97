// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The disagreements are the result, so they go to standard output. */
static int judge(const struct options *options, const struct plan *plan, const struct scenario *scenario,
                 struct diag *diag) {
    struct verdict verdict = plan_verify(plan, scenario, diag);
    if (!verdict.holds)
        diag_print(diag, DIAG_ERROR, is_painted(options, stdout), stdout);
    if (!options->quiet)
        report_verdict(&verdict, plan, scenario->network, stdout);
    return verdict.holds ? EXIT_DONE : EXIT_NO;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    const char *path = options->argument[0];
    if (!file_exists(path)) {
        error_set(&err, ERROR_IO, "%.300s: %s", path, strerror(errno));
        return say_error(&err);
    }
    AUTO_FREE char *folder = dataset_folder(options->argument[1], &err);
    if (folder == NULL)
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    if (scenario == NULL)
        return say_failure(options, diag, &err);
    AUTO(plan_release) struct plan *plan = plan_read(path, scenario, diag);
    if (plan == NULL)
        return say_failure(options, diag, &err);
    return judge(options, plan, scenario, diag);
}

static const char *const examples[] = {"angkut verify plan.json", N_("against the shipped data set"),
                                       "angkut verify plan.json mydata", N_("against your own"), NULL};

const struct command CMD_VERIFY = {
    "verify",
    N_("recomputes a plan: does it hold, how good is it at least"),
    "PLAN [DIR]",
    1,
    2,
    examples,
    N_("PLAN is a file that `angkut plan --format json` wrote. Feasibility, money and\n"
       "the proven gap are computed anew from the files alone, in exact arithmetic,\n"
       "without the solver.\n\n"
       "{DIR}\n"
       "\nStatus: 0 it holds, 1 it does not, 3 bad data or no plan, 6 cannot read.\n"),
    PATCHES | COMMON,
    run};
