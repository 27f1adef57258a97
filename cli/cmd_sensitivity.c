// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void sensitivity_release(struct sensitivity **sensitivity) {
    sensitivity_free(TAKE(*sensitivity));
}

/* ---- which rates ---- */

struct groups {
    struct rate_group *group;
    int count;
};

static bool has_item(const struct tariff *tariff, enum item item) {
    for (int r = 0; r < tariff_count(tariff); r++)
        if (tariff_rate(tariff, r)->item == item)
            return true;
    return false;
}

static void add_rates(struct groups *groups, const struct tariff *tariff, enum item item) {
    for (int r = 0; r < tariff_count(tariff); r++)
        if (tariff_rate(tariff, r)->item == item)
            groups->group[groups->count++] = (struct rate_group){item, tariff_rate(tariff, r)};
}

static void add_items(struct groups *groups, const struct tariff *tariff) {
    for (enum item item = 0; item < ITEM_BOOK; item++)
        if (has_item(tariff, item))
            groups->group[groups->count++] = (struct rate_group){item, NULL};
}

static bool add_item(struct groups *groups, const struct tariff *tariff, const struct options *options,
                     struct error *err) {
    const char *name = options->item;
    const char *known[ITEM_BOOK + 1] = {NULL};
    char near[MEANT_WORDS], date[DATE_WORDS];
    for (enum item item = 0; item < ITEM_BOOK; item++) {
        known[item] = item_name(item);
        if (strcmp(name, item_name(item)) != 0)
            continue;
        if (!has_item(tariff, item))
            return error_set(err, ERROR_USAGE, "--item: no %s rate is in force on %s", name,
                             date_words(date, options->as_of));
        groups->group[groups->count++] = (struct rate_group){item, NULL};
        return true;
    }
    return error_set(err, ERROR_USAGE, "--item: no item \"%.40s\" in a tariff book%s", name,
                     did_you_mean(near, "", name, known));
}

static bool add_tariff(struct groups *groups, const struct tariff *tariff, const char *id,
                       struct error *err) {
    const struct rate *rate = tariff_named(tariff, id, err);
    if (rate == NULL)
        return error_prefix(err, "--tariff");
    groups->group[groups->count++] = (struct rate_group){rate->item, rate};
    return true;
}

/* What the options ask for; by default one group an item. */
static bool choose_groups(const struct options *options, const struct tariff *tariff, struct groups *groups,
                          struct error *err) {
    int asked = (options->tariff != NULL) + (options->item != NULL) + options->all;
    groups->group = xcalloc((size_t)tariff_count(tariff) + ITEM_BOOK, sizeof *groups->group);
    if (asked > 1)
        return error_set(err, ERROR_USAGE, "--tariff, --item and --all: one of them at a time");
    if (tariff_count(tariff) == 0)
        return error_set(err, ERROR_INPUT, "tariffs/: no rate is in force: there is nothing to move");
    if (options->tariff != NULL)
        return add_tariff(groups, tariff, options->tariff, err);
    if (options->item != NULL)
        return add_item(groups, tariff, options, err);
    for (enum item item = 0; item < ITEM_BOOK && options->all; item++)
        add_rates(groups, tariff, item);
    add_items(groups, tariff);
    return true;
}

static void groups_release(struct groups *groups) {
    free(groups->group);
}

/* ---- the answer ---- */

static void show_progress(void *context, int done, int groups) {
    progress_part(context, 0.25, (double)done / groups, "%d of %d ranges", done, groups);
}

static struct sensitivity *find(const struct options *options, const struct compiled *compiled,
                                const struct groups *groups, struct sensitivity_settings *settings,
                                struct error *err) {
    struct progress progress = progress_start(!options->quiet);
    settings->progress = show_progress;
    settings->context = &progress;
    struct sensitivity *sensitivity = plan_sensitivity(compiled, groups->group, groups->count, settings, err);
    progress_end(&progress);
    return sensitivity;
}

static void report(struct job *job, const struct sensitivity *sensitivity,
                   const struct sensitivity_settings *settings) {
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_sensitivity_json(sensitivity, job->network, settings, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_sensitivity_csv(sensitivity, settings, job->out.stream);
    else
        report_sensitivity_text(sensitivity, job->network, settings, job_style(job), job->out.stream);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(job_release) struct job job = {0};
    AUTO(groups_release) struct groups groups = {0};
    int status = job_open(&job, options->argument[0], options);
    if (status != EXIT_DONE)
        return status;
    if (!choose_groups(options, job.network->tariff, &groups, &err))
        return say_error(&err);
    struct sensitivity_settings settings = {
        .curve = options->has_until, .low = options->low, .high = options->high, .threads = options->threads};
    AUTO(sensitivity_release)
    struct sensitivity *sensitivity = find(options, job.compiled, &groups, &settings, &err);
    if (sensitivity == NULL)
        return say_error(&err);
    report(&job, sensitivity, &settings);
    return job_finish(&job, EXIT_DONE);
}

static const char *const examples[] = {"angkut sensitivity",
                                       N_("shipped data, item by item"),
                                       "angkut sensitivity --item fuel",
                                       N_("all fuel rates together"),
                                       "angkut sensitivity mydata --tariff RAIL-2025",
                                       N_("one rate"),
                                       "angkut sensitivity mydata --all --format csv",
                                       N_("every rate in force"),
                                       "angkut sensitivity --item rail --until 50%",
                                       N_("the total along the way"),
                                       NULL};

const struct command CMD_SENSITIVITY = {
    "sensitivity",
    N_("how far each tariff may move before another plan is best"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nAll arcs that a rate prices move together. The range is exact; below it stands\n"
       "which shipments move where at its ends. In per cent of today's amounts, so a\n"
       "rate of 0 has none.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 4 the solver failed, 6 cannot read or\n"
       "write.\n"),
    VARIED | PATCHES | COMMON | SET(TARIFF) | SET(ITEM) | SET(ALL) | SET(UNTIL) | FORMATS | SET(OUTPUT) |
        SET(THREADS),
    run};
