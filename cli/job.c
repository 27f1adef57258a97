// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/job.h"

#include "base/mem.h"

#include <stdlib.h>

static bool load(struct job *job, const char *folder, struct error *err) {
    job->scenario = dataset_load_asked(job->options, folder, job->diag, err);
    if (job->scenario == NULL || !dataset_variant(job->options, job->scenario, &job->variant, err))
        return false;
    if (!opened_compile(&job->opened, job->scenario, &job->variant, job->diag) ||
        !opened_decide(&job->opened, job->options, job->options->gap, job->diag, err))
        return false;
    job->compiled = job->opened.compiled;
    job->network = compiled_network(job->compiled);
    return true;
}

int job_open(struct job *job, const char *named, const struct options *options) {
    struct error err = {0};
    job->options = options;
    job->diag = diag_new();
    AUTO_FREE char *folder = dataset_folder(named, &err);
    if (folder == NULL || !file_create(&job->out, options->output, stdout, &err))
        return say_error(&err);
    return load(job, folder, &err) ? EXIT_DONE : say_failure(options, job->diag, &err);
}

struct style job_style(const struct job *job) {
    const struct options *options = job->options;
    bool painted =
        options->output == NULL ? is_painted(options, job->out.stream) : options->color == COLOR_ALWAYS;
    return (struct style){text_columns(options), painted, options->brief};
}

int job_finish(struct job *job, int status) {
    struct error err = {0};
    if (!file_commit(&job->out, &err))
        return say_error(&err);
    say_written(job->options);
    return status;
}

void job_release(struct job *job) {
    opened_release(&job->opened);
    variant_release(&job->variant);
    scenario_free(job->scenario);
    file_release(&job->out);
    diag_free(job->diag);
}
