// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"

#include <unistd.h>

static void stress_release(struct stress **stress) {
    stress_free(TAKE(*stress));
}

static void show_progress(void *context, int done, int cases) {
    progress_part(context, 0.5, (double)done / cases, "%d of %d closures", done, cases);
}

static struct stress *find(const struct options *options, const struct compiled *compiled,
                           struct error *err) {
    struct progress progress = progress_start(!options->quiet && isatty(STDERR_FILENO));
    bool any = options->links || options->terminals || options->jurisdictions;
    const struct stress_settings settings = {
        .kinds = {[CLOSE_LINK] = options->links || !any,
                  [CLOSE_TERMINAL] = options->terminals,
                  [CLOSE_JURISDICTION] = options->jurisdictions},
        .pairs = options->pairs,
        .threads = options->threads,
        .interrupted = interrupts_catch(),
        .progress = show_progress,
        .context = &progress,
    };
    struct stress *stress = plan_stress(compiled, &settings, err);
    progress_end(&progress);
    return stress;
}

static void report(struct job *job, const struct stress *stress) {
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_stress_json(stress, job->network, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_stress_csv(stress, job->scenario->network, job->out.stream);
    else
        report_stress_text(stress, job->network, job_style(job), job->out.stream);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(job_release) struct job job = {0};
    int status = job_open(&job, options->argument[0], options);
    if (status != EXIT_DONE)
        return status;
    AUTO(stress_release) struct stress *stress = find(options, job.compiled, &err);
    if (stress == NULL)
        return say_error(&err);
    report(&job, stress);
    if (stress->open > 0)
        fprintf(stderr,
                P_("angkut: ended early: %d closure is not answered\n",
                   "angkut: ended early: %d closures are not answered\n", stress->open),
                stress->open);
    return job_finish(&job, EXIT_DONE);
}

static const char *const examples[] = {"angkut stress",
                                       N_("shipped data, each link"),
                                       "angkut stress --terminals",
                                       N_("each port, station, mill"),
                                       "angkut stress --jurisdictions",
                                       N_("all that a region has"),
                                       "angkut stress --pairs --brief",
                                       N_("two links at a time"),
                                       "angkut stress mydata --format csv -o risk.csv",
                                       N_("a row each"),
                                       NULL};

const struct command CMD_STRESS = {
    "stress",
    N_("each link or terminal closed in turn: what it costs"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nThe worst come first. Each is planned anew, and compared with the plan that has\n"
       "all open: added money, hours, CO2e, tonnes that can't move, who is hurt, and\n"
       "the way most of the turned away take. Kinds may be combined.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 4 the solver failed, 6 cannot read or\n"
       "write.\n"),
    VARIED | PATCHES | COMMON | SET(LINKS) | SET(TERMINALS) | SET(JURISDICTIONS) | SET(PAIRS) | FORMATS |
        SET(OUTPUT) | SET(BRIEF) | SET(THREADS),
    run};
