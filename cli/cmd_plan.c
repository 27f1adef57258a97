// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/budget.h"
#include "cli/opened.h"
#include "cli/progress.h"
#include "cli/search.h"
#include "cli/stats.h"
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

/* When all leave; *leaves stays as it is without --depart. */
static bool depart_asked(const struct options *options, struct moment *leaves, struct error *err) {
    if (options->depart == NULL)
        return true;
    if (options->format == FORMAT_CSV)
        return error_set(err, ERROR_USAGE, "--depart: plans as CSV have no clock times; take --format json");
    return moment_parse(options->depart, leaves, err) || error_prefix(err, "--depart");
}

/* CSV has a row a leg, and no place for what legs share. */
static bool format_fits(const struct options *options, struct error *err) {
    return !options->whole_vehicles || options->format != FORMAT_CSV ||
           error_set(err, ERROR_USAGE, "--whole-vehicles: plans as CSV have no rides; take --format json");
}

static void whole_vehicles_release(struct whole_vehicles **whole) {
    whole_vehicles_free(*whole);
}

/* `leaves`: NULL = nobody asked for clock times. */
static bool report(const struct plan *plan, const struct compiled *compiled, const struct options *options,
                   const struct moment *leaves, FILE *out, struct error *err) {
    const struct virtual_network *network = compiled_network(compiled);
    AUTO(whole_vehicles_release)
    struct whole_vehicles *whole = options->whole_vehicles ? whole_vehicles_new(plan, network, err) : NULL;
    if (options->whole_vehicles && whole == NULL)
        return false;
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    const struct style style = {text_columns(options), painted, options->brief};
    machine_begin(options);
    if (options->format == FORMAT_JSON)
        report_plan_json_leaving(plan, network->scenario, leaves, whole, out);
    else if (options->format == FORMAT_CSV)
        report_plan_csv(plan, network->scenario, out);
    else
        report_plan_text(plan, network, style, out);
    machine_end();
    if (options->format == FORMAT_TEXT && whole != NULL)
        report_vehicles_text(whole, plan, network, style, out);
    if (options->format == FORMAT_TEXT && leaves != NULL)
        report_clock_text(plan, network->scenario, *leaves, style, out);
    return true;
}

/* The plan, and with --report its page. */
static bool files_create(const struct options *options, struct file_out *out, struct file_out *page,
                         struct error *err) {
    if (options->report != NULL && options->output != NULL && strcmp(options->report, options->output) == 0)
        return error_set(err, ERROR_USAGE, "--report and --output both name %.200s", options->report);
    return file_create(out, options->output, stdout, err) &&
           (options->report == NULL || file_create(page, options->report, NULL, err));
}

/* Neither is there unless both could be written. */
static bool files_commit(const struct plan *plan, const struct virtual_network *network, struct file_out *out,
                         struct file_out *page, struct error *err) {
    if (page->stream == NULL)
        return file_commit(out, err);
    report_page(&(struct page_content){.plan = plan, .network = network}, page->stream);
    if (fflush(out->stream) != 0 || ferror(out->stream))
        return file_commit(out, err); /* which says what is wrong */
    return file_commit(page, err) && file_commit(out, err);
}

/* Tonnes, with the decimals they have. */
static char *unmet_words(char words[REAL_WORDS], int64_t kg) {
    int decimals = kg % 10 != 0 ? 3 : kg % 100 != 0 ? 2 : kg % 1000 != 0;
    return real_words(words, (double)kg / 1000, decimals);
}

static void say_rest(const struct options *options, const char *folder, const struct diag *diag,
                     const struct plan *plan) {
    int warnings = diag_count(diag, DIAG_WARNING);
    char unmet[REAL_WORDS];
    if (options->quiet)
        return;
    say_written(options);
    unmet_words(unmet, plan->unmet_kg);
    if (plan->unmet_kg > 0 && (options->output != NULL || options->format != FORMAT_TEXT))
        fprintf(stderr,
                plan->status == PLAN_LIMIT ? _("angkut: %s t are not placed yet: the search ended early\n")
                                           : _("angkut: %s t can't move\n"),
                unmet);
    if (warnings > 0)
        fprintf(stderr,
                P_("angkut: %d warning about the data; \"angkut check %s\" shows it\n",
                   "angkut: %d warnings about the data; \"angkut check %s\" shows them\n", warnings),
                warnings, folder);
}

/* What each facility brings in: where there is something to decide, and for who reads it. */
static bool value_facilities(struct plan *plan, const struct opened *opened, const struct options *options,
                             struct error *err) {
    if (opened->openings == NULL || options->format == FORMAT_CSV || *interrupts_catch())
        return true;
    struct progress progress = progress_start(!options->quiet);
    const struct solver_settings settings = search_settings(options, options->gap, &progress);
    bool fine = plan_value_facilities(plan, opened->whole, opened->openings, &settings, err);
    progress_end(&progress);
    return fine;
}

static int run(const struct options *options) {
    struct error err = {0};
    struct stats stats = stats_start();
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(file_release) struct file_out out = {0}, page = {0};
    struct plan_budget budget;
    if (!budget_asked(options, &budget, &err))
        return say_error(&err);
    struct moment leaves = {0};
    if (!depart_asked(options, &leaves, &err) || !format_fits(options, &err))
        return say_error(&err);
    AUTO_FREE char *folder = dataset_folder(options->argument[0], &err);
    if (folder == NULL || !files_create(options, &out, &page, &err))
        return say_error(&err);

    AUTO(scenario_release) struct scenario *scenario = dataset_load_asked(options, folder, diag, &err);
    AUTO(variant_release) struct variant variant = {0};
    if (scenario == NULL || !dataset_variant(options, scenario, &variant, &err))
        return say_failure(options, diag, &err);
    stats_lap(&stats, STATS_READ);
    AUTO(opened_release) struct opened opened = {0};
    if (!opened_compile(&opened, scenario, &variant, diag))
        return say_failure(options, diag, &err);
    stats_lap(&stats, STATS_COMPILE);
    if (!budget_fits(&budget, compiled_network(opened.compiled), &err) ||
        !opened_decide(&opened, options, options->gap, diag, &err))
        return say_failure(options, diag, &err);
    const struct compiled *compiled = opened.compiled;
    int status = EXIT_SOLVER;
    AUTO(solution_release)
    struct solution *solution = solve_within(&opened, options, &budget, &status);
    if (solution == NULL)
        return status;
    stats_lap(&stats, STATS_SOLVE);
    AUTO(plan_release) struct plan *plan = plan_lift(compiled, solution, options->gap, &err);
    if (plan == NULL)
        return say_error(&err);
    if (budget.quantity != BUDGET_NONE)
        plan_set_budget(plan, compiled_network(compiled), &budget);
    plan_set_openings(plan, opened.openings);
    stats_lap(&stats, STATS_LIFT);
    struct verdict verdict = plan_verify(plan, scenario, diag);
    if (!verdict.holds)
        return say_unverified(options, diag);
    stats_lap(&stats, STATS_VERIFY);
    if (!value_facilities(plan, &opened, options, &err))
        return say_error(&err);
    plan_seal(plan, &verdict);
    stats_lap(&stats, STATS_SOLVE);
    if (!report(plan, compiled, options, options->depart != NULL ? &leaves : NULL, out.stream, &err) ||
        !files_commit(plan, compiled_network(compiled), &out, &page, &err))
        return say_error(&err);
    stats_lap(&stats, STATS_WRITE);

    if (options->stats)
        stats_print(&stats, plan, &solution->info, stderr);
    say_rest(options, folder, diag, plan);
    return plan->unmet_kg > 0 ? EXIT_NO : EXIT_DONE;
}

#define BUDGETS (SET(MAX_COST) | SET(MAX_MEAN_HOURS) | SET(MAX_CO2))

static const char *const examples[] = {"angkut plan",
                                       N_("shipped data, today's tariffs"),
                                       "angkut plan mydata --as-of 2023-06-01",
                                       N_("with the tariffs of that day"),
                                       "angkut plan mydata --vot 50000",
                                       N_("an hour costs 50,000 a tonne"),
                                       "angkut plan mydata --close L12 --brief",
                                       N_("totals without that link"),
                                       "angkut plan mydata --format json -o plan.json",
                                       N_("to keep, and to verify"),
                                       "angkut plan mydata --report plan.html",
                                       N_("and a page for the browser"),
                                       "angkut plan mydata --max-co2 1500",
                                       N_("the best within 1,500 t of CO2e"),
                                       "angkut plan mydata --depart \"Mon 06:00\"",
                                       N_("with clock times for every path"),
                                       "angkut plan mydata --whole-vehicles",
                                       N_("how many vehicles, how full"),
                                       NULL};

const struct command CMD_PLAN = {
    "plan",
    N_("finds the routes that cost least, and proves it"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nThe plan is verified before it is written. Ctrl-C or the time limit end the\n"
       "search with the best plan so far; Ctrl-C twice ends it without one.\n"
       "\nA budget is kept to the kilogram; one at a time. Mean hours are of all tonnes\n"
       "asked for. What states a penalty may stay behind for it, nothing else.\n"
       "\nStatus: 0 done, 1 not all can move, 2 usage, 3 bad data, 4 the solver failed\n"
       "or its plan did not verify, 6 cannot read or write.\n"),
    VARIED | PATCHES | SEARCH | COMMON | FORMATS | SET(OUTPUT) | SET(BRIEF) | SET(DEPART) | SET(REPORT) |
        SET(WHOLE_VEHICLES) | BUDGETS,
    run};
