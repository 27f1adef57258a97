// SPDX-License-Identifier: GPL-3.0-or-later
/* What most verbs begin and end with: a data set with the changes asked for, made a problem; and where the answer goes. */
#ifndef CLI_JOB_H
#define CLI_JOB_H

#include "base/file.h"
#include "cli/cli.h"
#include "cli/opened.h"
#include "report/report.h"

/** Starts as {0}; ended by job_release() in any case. */
struct job {
    const struct options *options;
    struct diag *diag;
    struct file_out out;
    struct scenario *scenario;
    struct variant variant; /**< as asked for; network->variant: and what the best plan does not open */
    struct opened opened;
    struct compiled *compiled;             /**< of opened */
    const struct virtual_network *network; /**< of compiled */
};

/**
 * Opens the output, loads the data set (named NULL: as dataset_folder() finds it) with the changes and the variant that
 * the options ask for, compiles it, and decides which facilities to open. On failure says so and returns the exit status; EXIT_DONE else.
 */
int job_open(struct job *job, const char *named, const struct options *options);

/** How text is laid out on this output. */
struct style job_style(const struct job *job);

/** Puts the output in place and names it. Returns `status`, or what stands for a failure, which it says. */
int job_finish(struct job *job, int status);

void job_release(struct job *job);

#endif
