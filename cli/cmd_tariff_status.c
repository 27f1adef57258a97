// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/editions.h"
#include "cli/opened.h"
#include "cli/search.h"
#include "report/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void standing_release(struct standing **standing) {
    standing_free(TAKE(*standing));
}

/* The best plan there is now, verified and sealed. NULL: *status says why. */
static struct plan *plan_anew(const struct scenario *scenario, const struct variant *variant,
                              const struct options *options, double gap, int *status) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(opened_release) struct opened opened = {0};
    AUTO(solution_release) struct solution *solution = NULL;
    if (!opened_compile(&opened, scenario, variant, diag) ||
        !opened_decide(&opened, options, gap, diag, &err)) {
        *status = say_failure(options, diag, &err);
        return NULL;
    }
    solution = opened_solve(&opened, options, gap, &err);
    struct plan *plan = solution != NULL ? plan_lift(opened.compiled, solution, gap, &err) : NULL;
    if (plan == NULL) {
        *status = say_error(&err);
        return NULL;
    }
    plan_set_openings(plan, opened.openings);
    struct verdict verdict = plan_verify(plan, scenario, diag);
    if (verdict.holds) {
        plan_seal(plan, &verdict);
        return plan;
    }
    plan_free(plan);
    *status = say_unverified(options, diag);
    return NULL;
}

/* For a script that goes on with it. */
static bool write_new_plan(const struct standing *standing, const struct scenario *scenario, const char *path,
                           struct error *err) {
    AUTO(file_release) struct file_out out = {0};
    if (!file_create(&out, path, NULL, err))
        return false;
    language_pause();
    report_plan_json(standing->anew, scenario, out.stream);
    language_resume();
    return file_commit(&out, err);
}

static bool says_no(const struct standing *standing) {
    return standing->answer != STANDING_UNCHANGED && standing->answer != STANDING_OPTIMAL;
}

static int report(const struct standing *standing, const struct virtual_network *network,
                  const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    if (options->new_plan != NULL && says_no(standing) && standing->anew != NULL &&
        standing->answer != STANDING_UNPROVEN &&
        !write_new_plan(standing, network->scenario, options->new_plan, &err))
        return say_error(&err);
    if (!file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    bool painted = options->output == NULL ? is_painted(options, stdout) : options->color == COLOR_ALWAYS;
    machine_begin(options);
    if (options->format == FORMAT_JSON)
        report_standing_json(standing, network, out.stream);
    else if (!options->quiet || says_no(standing))
        report_standing_text(standing, network, (struct style){text_columns(options), painted, false},
                             out.stream);
    machine_end();
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return says_no(standing) ? EXIT_NO : EXIT_DONE;
}

/* Under the plan's own value of time and closures, on the day asked about. */
static int judge(const struct options *options, const struct plan *plan, const struct scenario *scenario,
                 struct diag *diag) {
    struct error err = {0};
    struct variant variant = plan->variant;
    double gap = options->has_gap ? options->gap : plan->gap_limit;
    variant.as_of = options->as_of;
    AUTO(compiled_release) struct compiled *compiled = plan_compile(scenario, &variant, diag);
    if (compiled == NULL)
        return say_failure(options, diag, &err);
    AUTO(standing_release) struct standing *standing = standing_new(plan, compiled, gap, &err);
    if (standing == NULL)
        return say_error(&err);
    if (standing_is_open(standing)) {
        int status = EXIT_SOLVER;
        struct variant all_open = variant;
        all_open.shut_links = all_open.shut_terminals = 0;
        struct plan *anew = plan_anew(scenario, &all_open, options, gap, &status);
        if (anew == NULL)
            return status;
        standing_settle(standing, compiled, anew);
    }
    return report(standing, compiled_network(compiled), options);
}

/* ---- without a plan: what is in force, and since when ---- */

static void print_rates(const struct scenario *scenario, struct date day, FILE *out) {
    char on[DATE_WORDS], since[DATE_WORDS];
    const struct rate *newest = NULL;
    struct tariff *tariff = tariff_on(scenario->book, day);
    int count = tariff_count(tariff);
    for (int i = 0; i < count; i++)
        if (newest == NULL || tariff_rate(tariff, i)->valid_from.day > newest->valid_from.day)
            newest = tariff_rate(tariff, i);
    date_words(on, day);
    if (newest != NULL && newest->valid_from.day > DATE_EVER.day)
        fprintf(out,
                P_("%d rate in force on %s, the newest since %s (%s)\n",
                   "%d rates in force on %s, the newest since %s (%s)\n", count),
                count, on, date_words(since, newest->valid_from), newest->tariff_id);
    else
        fprintf(out, P_("%d rate in force on %s\n", "%d rates in force on %s\n", count), count, on);
    tariff_free(tariff);
}

static void print_editions(const struct store *store, FILE *out) {
    int count = store_accepted_count(store);
    fputs(count > 0 ? _("Editions accepted, the last one on top:\n") : _("No editions accepted.\n"), out);
    for (int i = count - 1; i >= 0; i--) {
        const struct edition *edition = store_accepted(store, i);
        const char *received = edition->received != NULL ? edition->received : _("once");
        if (edition->serial >= 0)
            fprintf(out, _("  %s: serial %lld, received %s\n"), edition->feed, (long long)edition->serial,
                    received);
        else
            fprintf(out, _("  %s: received %s\n"), edition->feed, received);
    }
    if (editions_say(store, out))
        fputs(
            _("\"angkut tariff diff\" shows what they would change, \"angkut tariff accept\" takes them.\n"),
            out);
}

static int say_tariffs(const struct options *options, const char *data) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(editions_release) struct editions editions = {0};
    if (options->format != FORMAT_TEXT) {
        error_set(&err, ERROR_USAGE, "--format: without a plan there is only text");
        return say_error(&err);
    }
    int status = editions_open(&editions, data, false, options);
    if (status != EXIT_DONE)
        return status;
    if (!file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    print_rates(editions.scenario, options->as_of, out.stream);
    print_editions(editions.store, out.stream);
    return file_commit(&out, &err) ? EXIT_DONE : say_error(&err);
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    const char *path = options->argument[0];
    if (options->format == FORMAT_CSV) {
        error_set(&err, ERROR_USAGE, "--format: text or json");
        return say_error(&err);
    }
    if (path == NULL || (options->arguments == 1 && folder_exists(path)))
        return say_tariffs(options, path != NULL ? path : options->data);
    if (!file_exists(path)) {
        error_set(&err, ERROR_IO, "%.300s: %s", path, strerror(errno));
        return say_error(&err);
    }
    AUTO_FREE char *folder =
        dataset_folder(options->argument[1] != NULL ? options->argument[1] : options->data, &err);
    if (folder == NULL)
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    if (scenario == NULL)
        return say_failure(options, diag, &err);
    AUTO(plan_release) struct plan *plan = plan_read(path, scenario, diag);
    if (plan == NULL)
        return say_failure(options, diag, &err);
    if (!plan_fits(plan, scenario, &err)) {
        error_prefix(&err, "%.200s", path);
        return say_error(&err);
    }
    return judge(options, plan, scenario, diag);
}

static const char *const examples[] = {"angkut tariff status plan.json",
                                       N_("does it still stand today?"),
                                       "angkut tariff status plan.json --as-of 2027-01-01",
                                       N_("will it on that day?"),
                                       "angkut tariff status plan.json --new-plan new.json",
                                       N_("if not: the better plan"),
                                       "angkut tariff status",
                                       N_("what is in force"),
                                       NULL};

const struct command CMD_TARIFF_STATUS = {
    "tariff status",
    N_("tells whether a plan still stands under today's tariffs"),
    "[PLAN] [DIR]",
    0,
    2,
    examples,
    N_("PLAN is a file that `angkut plan --format json` wrote. Its flows are priced anew\n"
       "under the rates and rules of the day, with the plan's own value of time and\n"
       "closures; its shadow prices then bound what any plan can cost. Only where that\n"
       "does not prove it still optimal, a new plan is searched for. Without PLAN: which\n"
       "editions of tariffs are in force or wait, and since when.\n\n"
       "{DIR}\n"
       "\n--gap is the plan's own unless given: so near the best counts as optimal.\n"
       "\nStatus: 0 unchanged, or changed and proven still optimal; 1 a new plan would\n"
       "save money, or the plan can't run any more, or the search ended before either\n"
       "was sure; 2 usage, 3 bad data or a plan of another network or of other\n"
       "shipments, 4 the solver failed, 6 cannot read or write.\n"),
    SET(AS_OF) | SET(GAP) | SET(TIME_LIMIT) | SET(THREADS) | SET(FORMAT) | SET(OUTPUT) | SET(NEW_PLAN) |
        SET(DATA) | PATCHES | COMMON,
    run};
