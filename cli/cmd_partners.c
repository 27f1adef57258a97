// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"
#include "cli/search.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void partners_release(struct partners **partners) {
    partners_free(TAKE(*partners));
}

static void investments_release(struct investments **investments) {
    investments_free(TAKE(*investments));
}

/* ---- what is asked ---- */

static bool samples_asked(const char *text, struct partners_settings *settings, struct error *err) {
    const int64_t most = 100000;
    int64_t samples = 0;
    if (text == NULL)
        return true;
    if (!decimal_parse(text, 0, '.', DECIMAL_EXACT, &samples, err)) {
        error_prefix(err, "--samples");
        err->code = ERROR_USAGE;
        return false;
    }
    settings->samples = (int)samples;
    return (samples >= 1 && samples <= most) ||
           error_set(err, ERROR_USAGE, "--samples: %.40s is not within 1 and %d", text, (int)most);
}

/* "500" tonnes, or "10%". */
static bool raise_asked(const char *text, struct raise *raise, struct error *err) {
    char number[64];
    int64_t amount = 0;
    *raise = (struct raise){0, 0.1};
    if (text == NULL)
        return true;
    size_t length = strlen(text);
    bool share = length > 0 && text[length - 1] == '%';
    snprintf(number, sizeof number, "%.*s", (int)(length < 60 ? length - share : 60), text);
    if (!decimal_parse(number, MASS_PLACES, '.', DECIMAL_EXACT, &amount, err)) {
        error_prefix(err, "--raise");
        err->code = ERROR_USAGE;
        return false;
    }
    raise->kg = share ? 0 : amount;
    raise->share = (double)amount / 100000;
    return (amount > 0 && amount <= 1000000000000) ||
           error_set(err, ERROR_USAGE, "--raise: %.40s is not above 0: tonnes, or a share as in 10%%", text);
}

/* ---- on what terms ---- */

static bool is_there(const char *const *region, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (strcmp(region[i], name) == 0)
            return true;
    return false;
}

static void add_region(const struct variant *variant, const char **region, int *count, const char *name) {
    if (name != NULL && !is_there(region, *count, name) && !is_there(variant->drop, variant->dropped, name))
        region[(*count)++] = name;
}

/* All that own a link or terminal, but for those whose agreements are to be dropped. New memory. */
static const char **all_regions(const struct variant *variant, const struct network *roads, int *count) {
    const char **region = xcalloc((size_t)roads->links + (size_t)roads->terminals + 1, sizeof *region);
    for (int l = 0; l < roads->links; l++)
        add_region(variant, region, count, roads->link[l].jurisdiction);
    for (int t = 0; t < roads->terminals; t++)
        add_region(variant, region, count, roads->terminal[t].jurisdiction);
    return region;
}

/* The same question where all agree, every facility still to be decided on. `granted` outlives the result. */
static struct compiled *compile_granted(struct job *job, const char *const *granted, int count,
                                        struct error *err) {
    struct variant variant = job->variant;
    variant.granted = count;
    variant.grant = granted;
    variant.tell_homes = true;
    if (!unmet_asked(job->options, &variant, err))
        return NULL;
    return plan_compile(job->scenario, &variant, job->diag);
}

/* The question as it stands, facilities as the best plan has them, but for the price of what can't move. */
static struct compiled *compile_standing(struct job *job, struct error *err) {
    struct variant variant = job->network->variant;
    if (!unmet_asked(job->options, &variant, err))
        return NULL;
    return plan_compile(job->scenario, &variant, job->diag);
}

/* ---- the answers ---- */

static void show_progress(void *context, int done, int known) {
    progress_say(context, 0.5, "%d plans made, %d known to be needed so far", done, known);
}

static int tell_partners(struct job *job, const struct partners_settings *settings,
                         struct progress *progress) {
    struct error err = {0};
    AUTO(partners_release) struct partners *partners = plan_partners(job->compiled, settings, &err);
    progress_end(progress);
    if (partners == NULL)
        return say_error(&err);
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_partners_json(partners, job->network, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_partners_csv(partners, job->out.stream);
    else
        report_partners_text(partners, job->network, job_style(job), job->out.stream);
    machine_end();
    return job_finish(job, EXIT_DONE);
}

/* What each facility brings in, open or closed. */
static bool value_facilities(struct job *job, struct plan *plan, struct progress *progress,
                             struct error *err) {
    const struct opened *opened = &job->opened;
    if (opened->openings == NULL || *interrupts_catch())
        return true;
    const struct solver_settings settings = search_settings(job->options, job->options->gap, progress);
    plan_set_openings(plan, opened->openings);
    return plan_value_facilities(plan, opened->whole, opened->openings, &settings, err);
}

static int tell_investments(struct job *job, struct raise raise, const struct partners_settings *settings,
                            struct progress *progress) {
    struct error err = {0};
    AUTO(investments_release)
    struct investments *investments = plan_investments(job->compiled, raise, settings, &err);
    bool valued = investments != NULL && value_facilities(job, investments->plan, progress, &err);
    progress_end(progress);
    if (!valued)
        return say_error(&err);
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_investments_json(investments, job->network, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_investments_csv(investments, job->scenario->network, job->out.stream);
    else
        report_investments_text(investments, job->network, job_style(job), job->out.stream);
    machine_end();
    return job_finish(job, EXIT_DONE);
}

static int run(const struct options *options) {
    struct error err = {0};
    int count = 0;
    AUTO_FREE const char **granted = NULL;
    AUTO(job_release) struct job job = {0};
    struct partners_settings settings = {.roads = options->roads, .threads = options->threads};
    if (options->raise != NULL && !options->invest)
        return error_set(&err, ERROR_USAGE, "--raise says by how much --invest raises: say --invest too"),
               say_error(&err);
    struct raise raise;
    if (!samples_asked(options->samples, &settings, &err) || !raise_asked(options->raise, &raise, &err))
        return say_error(&err);
    int status = job_open(&job, options->argument[0], options);
    if (status != EXIT_DONE)
        return status;
    granted = all_regions(&job.variant, job.scenario->network, &count);
    AUTO(compiled_release)
    struct compiled *compiled =
        options->invest ? compile_standing(&job, &err) : compile_granted(&job, granted, count, &err);
    if (compiled == NULL)
        return say_failure(options, job.diag, &err);
    job.compiled = compiled;
    job.network = compiled_network(compiled);
    struct progress progress = progress_start(!options->quiet && isatty(STDERR_FILENO));
    settings.interrupted = interrupts_catch();
    settings.progress = show_progress;
    settings.context = &progress;
    return options->invest ? tell_investments(&job, raise, &settings, &progress)
                           : tell_partners(&job, &settings, &progress);
}

static const char *const examples[] = {"angkut partners",
                                       N_("shipped data: with whom to talk first"),
                                       "angkut partners --without kai",
                                       N_("what the others are worth if one says no"),
                                       "angkut partners --roads",
                                       N_("public roads counted too"),
                                       "angkut partners --invest --raise 500",
                                       N_("500 t more of what is full"),
                                       "angkut partners mydata --format csv",
                                       N_("a row each"),
                                       NULL};

const struct command CMD_PARTNERS = {
    "partners",
    N_("what each jurisdiction's infrastructure is worth, and to whom"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nWhoever owns a link or terminal, other than public roads, may let others use it\n"
       "or not. Told of each: what the plan saves by it, given the rest, alone, and on\n"
       "average over all orders of agreeing; which of its links and terminals, for what;\n"
       "and what an agreement may cost before it stops paying. A tonne that can't move\n"
       "costs the penalty stated for it, else the value of its goods.\n"
       "\nWith --invest: which capacity to raise, under the agreements as they stand, and\n"
       "what each facility with a fixed cost brings in, open or closed.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 4 the solver failed, 6 cannot read or\n"
       "write, 75 interrupted.\n"),
    VARIED | PATCHES | COMMON | FORMATS | SET(OUTPUT) | SET(BRIEF) | SET(ROADS) | SET(INVEST) | SET(RAISE) |
        SET(UNMET) | SET(SAMPLES) | SET(THREADS),
    run};
