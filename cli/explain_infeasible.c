// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "report/report.h"

#include <stdlib.h>
#include <unistd.h>

static void variant_release(struct variant *variant) {
    free((void *)variant->closed_link);
}

static void conflicts_release(struct conflicts **conflicts) {
    conflicts_free(TAKE(*conflicts));
}

static void show_progress(void *context, int solves) {
    struct progress *progress = context;
    double now = seconds_now();
    if (!progress->shown || now - progress->started < 1 || now - progress->last < 0.25)
        return;
    progress->last = now;
    progress->drawn = true;
    fprintf(stderr, "\r\033[Klooking for what conflicts: %d sets of limits tried", solves);
    fflush(stderr);
}

static struct conflicts *find(const struct options *options, const struct compiled *compiled,
                              struct error *err) {
    double now = seconds_now();
    struct progress progress = {
        .shown = !options->quiet && isatty(STDERR_FILENO), .started = now, .last = now};
    const struct conflict_settings settings = {
        .interrupted = interrupts_catch(), .progress = show_progress, .context = &progress};
    struct conflicts *conflicts = plan_conflicts(compiled, &settings, err);
    progress_end(&progress);
    return conflicts;
}

static void report(const struct options *options, const struct conflicts *conflicts,
                   const struct virtual_network *network, FILE *out) {
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    if (options->format == FORMAT_JSON)
        report_conflicts_json(conflicts, network, out);
    else
        report_conflicts_text(conflicts, network, (struct style){text_columns(options), painted, false}, out);
}

int explain_infeasible(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(file_release) struct file_out out = {0};
    if (options->format == FORMAT_CSV) {
        error_set(&err, ERROR_USAGE, "explain infeasible: --format is text or json");
        return say_error(&err);
    }
    if (options->arguments > 2) {
        error_set(&err, ERROR_USAGE, "explain infeasible: one data set, and \"%.100s\" besides",
                  options->argument[2]);
        return say_error(&err);
    }
    AUTO_FREE char *folder = dataset_folder(options->argument[1], &err);
    if (folder == NULL || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    AUTO(variant_release) struct variant variant = {0};
    if (scenario == NULL || !dataset_variant(options, scenario, &variant, &err))
        return say_failure(options, diag, &err);
    AUTO(compiled_release) struct compiled *compiled = plan_compile(scenario, &variant, diag);
    if (compiled == NULL)
        return say_failure(options, diag, &err);
    AUTO(conflicts_release) struct conflicts *conflicts = find(options, compiled, &err);
    if (conflicts == NULL)
        return say_error(&err);
    int status = conflicts->plan->unmet_kg > 0 ? EXIT_NO : EXIT_DONE;
    report(options, conflicts, compiled_network(compiled), out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return status;
}
