// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

#include <stdlib.h>

static struct compiled *compile(const struct options *options, const struct scenario *scenario,
                                struct diag *diag, struct error *err) {
    struct variant variant = {0};
    if (!dataset_variant(options, scenario, &variant, err))
        return NULL;
    struct compiled *compiled = plan_compile(scenario, &variant, diag);
    variant_release(&variant);
    return compiled;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(file_release) struct file_out out = {0};
    if (options->lp == options->mps) {
        error_set(&err, ERROR_USAGE, "export needs one of --lp and --mps");
        return say_error(&err);
    }
    AUTO_FREE char *folder = dataset_folder(options->argument[0], &err);
    if (folder == NULL || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    if (scenario == NULL)
        return say_failure(options, diag, &err);
    AUTO(compiled_release) struct compiled *compiled = compile(options, scenario, diag, &err);
    if (compiled == NULL)
        return say_failure(options, diag, &err);
    if (options->lp)
        report_lp(compiled, out.stream);
    else
        report_mps(compiled, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut export mydata --lp -o plan.lp",
                                       "then: glpsol --lp plan.lp -o plan.sol", "angkut export mydata --mps",
                                       "to standard output, for any other solver", NULL};

const struct command CMD_EXPORT = {
    "export",
    "writes the same problem for other solvers",
    "[DIR] --lp | --mps",
    0,
    1,
    examples,
    "The linear program has the same optimum as the plan, but for limits on hours,\n"
    "which it can't say: then it is a lower bound.\n\n" DIR_WORDS,
    VARIED | PATCHES | COMMON | SET(OUTPUT) | SET(LP) | SET(MPS),
    run};
