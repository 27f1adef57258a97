// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain.h"

#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"

#include <unistd.h>

static void conflicts_release(struct conflicts **conflicts) {
    conflicts_free(TAKE(*conflicts));
}

static void show_progress(void *context, int solves) {
    progress_say(context, 1, "looking for what conflicts: %d sets of limits tried", solves);
}

static struct conflicts *find(const struct options *options, const struct compiled *compiled,
                              struct error *err) {
    struct progress progress = progress_start(!options->quiet);
    const struct conflict_settings settings = {
        .interrupted = interrupts_catch(), .progress = show_progress, .context = &progress};
    struct conflicts *conflicts = plan_conflicts(compiled, &settings, err);
    progress_end(&progress);
    return conflicts;
}

static void report(struct job *job, const struct conflicts *conflicts) {
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_conflicts_json(conflicts, job->network, job->out.stream);
    else
        report_conflicts_text(conflicts, job->network, job_style(job), job->out.stream);
    machine_end();
}

int explain_infeasible(const struct options *options) {
    struct error err = {0};
    AUTO(job_release) struct job job = {0};
    if (options->format == FORMAT_CSV) {
        error_set(&err, ERROR_USAGE, "explain infeasible: --format is text or json");
        return say_error(&err);
    }
    if (options->arguments > 2) {
        error_set(&err, ERROR_USAGE, "explain infeasible: one data set, and \"%.100s\" besides",
                  options->argument[2]);
        return say_error(&err);
    }
    int status = job_open(&job, options->argument[1], options);
    if (status != EXIT_DONE)
        return status;
    AUTO(conflicts_release) struct conflicts *conflicts = find(options, job.compiled, &err);
    if (conflicts == NULL)
        return say_error(&err);
    report(&job, conflicts);
    return job_finish(&job, conflicts->plan->unmet_kg > 0 ? EXIT_NO : EXIT_DONE);
}
