// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"

#include <string.h>
#include <unistd.h>

static void frontier_release(struct frontier **frontier) {
    frontier_free(TAKE(*frontier));
}

static bool objectives_asked(const char *text, struct frontier_settings *settings, struct error *err) {
    static const char *const pairs[] = {"cost,time", "cost,co2", "time,co2", NULL};
    static const enum objective first[] = {OBJECTIVE_COST, OBJECTIVE_COST, OBJECTIVE_TIME};
    static const enum objective second[] = {OBJECTIVE_TIME, OBJECTIVE_CO2, OBJECTIVE_CO2};
    char near[MEANT_WORDS];
    int pair = 0;
    while (text != NULL && pairs[pair] != NULL && strcmp(text, pairs[pair]) != 0)
        pair++;
    if (pairs[pair] == NULL)
        return error_set(err, ERROR_USAGE, "--objectives: \"%.40s\" is none of %s, %s, %s%s", text, pairs[0],
                         pairs[1], pairs[2], did_you_mean(near, "", text, pairs));
    settings->first = first[pair];
    settings->second = second[pair];
    return true;
}

static bool points_asked(const char *text, struct frontier_settings *settings, struct error *err) {
    const int64_t most = 1000000;
    int64_t points = 0;
    if (text == NULL)
        return true;
    if (!decimal_parse(text, 0, '.', DECIMAL_EXACT, &points, err)) {
        error_prefix(err, "--points");
        err->code = ERROR_USAGE;
        return false;
    }
    settings->points = (int)points;
    return (points >= 2 && points <= most) ||
           error_set(err, ERROR_USAGE, "--points: %.40s is not within 2 and %d", text, (int)most);
}

static void show_progress(void *context, int points, int solves) {
    progress_say(context, 0.5, "%d plans so far, %d solves", points, solves);
}

static struct frontier *find(const struct options *options, const struct compiled *compiled,
                             struct frontier_settings *settings, struct error *err) {
    struct progress progress = progress_start(!options->quiet && isatty(STDERR_FILENO));
    settings->threads = options->threads;
    settings->interrupted = interrupts_catch();
    settings->progress = show_progress;
    settings->context = &progress;
    struct frontier *frontier = plan_frontier(compiled, settings, err);
    progress_end(&progress);
    return frontier;
}

static void report(struct job *job, const struct frontier *frontier) {
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_frontier_json(frontier, job->network, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_frontier_csv(frontier, job->out.stream);
    else
        report_frontier_text(frontier, job->network, job_style(job), job->out.stream);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    struct frontier_settings settings = {0};
    AUTO(job_release) struct job job = {0};
    if (!objectives_asked(options->objectives, &settings, &err) ||
        !points_asked(options->points, &settings, &err))
        return say_error(&err);
    int status = job_open(&job, options->argument[0], options);
    if (status != EXIT_DONE)
        return status;
    AUTO(frontier_release) struct frontier *frontier = find(options, job.compiled, &settings, &err);
    if (frontier == NULL)
        return say_error(&err);
    report(&job, frontier);
    if (frontier->interrupted)
        fputs(_("angkut: ended early: there may be more plans than these\n"), stderr);
    return job_finish(&job, EXIT_DONE);
}

static const char *const examples[] = {"angkut frontier",
                                       N_("money against hours"),
                                       "angkut frontier --objectives cost,co2",
                                       N_("what a carbon price would move"),
                                       "angkut frontier --points 8 --brief",
                                       N_("eight plans, a table alone"),
                                       "angkut frontier mydata --rate fuel=+25%",
                                       N_("with dearer fuel"),
                                       "angkut frontier mydata --format csv",
                                       N_("a row a plan"),
                                       NULL};

const struct command CMD_FRONTIER = {
    "frontier",
    N_("the plans between cheapest and fastest, none of them beaten"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nEach plan is the best one where an hour of a tonne (or a tonne of CO2e) is worth\n"
       "between two prices; below the table stands who moves at each of these. Values\n"
       "of time in the data play no part. Ctrl-C ends it with the plans so far.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 4 the solver failed, 6 cannot read or\n"
       "write.\n"),
    VARIED | PATCHES | COMMON | SET(OBJECTIVES) | SET(POINTS) | FORMATS | SET(OUTPUT) | SET(BRIEF) |
        SET(THREADS),
    run};
