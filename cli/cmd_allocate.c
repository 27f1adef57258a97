// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"
#include "cli/progress.h"

#include <string.h>
#include <unistd.h>

static void cooperation_release(struct cooperation **cooperation) {
    cooperation_free(TAKE(*cooperation));
}

/* ---- what is asked ---- */

/* Tables have narrow columns: what they head one with names the rule too. */
static const char *whole_name(const char *rule) {
    static const char *const heads[][2] = {
        {"last", "separable"}, {"equal", "equal-profit"}, {"prices", "dual"}, {"Shapley", "shapley"}};
    for (size_t i = 0; rule != NULL && i < sizeof heads / sizeof heads[0]; i++)
        if (strcmp(rule, heads[i][0]) == 0)
            return heads[i][1];
    return rule;
}

/* The number of the word; `word` stays as it is where the option was not given. */
static bool word_asked(const char *option, const char *text, const char *const *words, int *word,
                       struct error *err) {
    char near[MEANT_WORDS], list[160] = "";
    if (text == NULL)
        return true;
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(text, words[i]) == 0) {
            *word = i;
            return true;
        }
        size_t length = strlen(list);
        snprintf(list + length, sizeof list - length, "%s%s", i > 0 ? ", " : "", words[i]);
    }
    return error_set(err, ERROR_USAGE, "--%s: \"%.40s\" is none of %s%s", option, text, list,
                     did_you_mean(near, "", text, words));
}

static bool samples_asked(const struct options *options, int *samples, struct error *err) {
    int64_t number = 0;
    if (options->samples == NULL)
        return true;
    if (!decimal_parse(options->samples, 0, '.', DECIMAL_EXACT, &number, err) || number < 2 ||
        number > 1000000)
        return error_set(err, ERROR_USAGE, "--samples: \"%.40s\" is no whole number within 2 and 1000000",
                         options->samples);
    *samples = (int)number;
    return true;
}

static bool settings_asked(const struct options *options, struct cooperation_settings *settings,
                           struct error *err) {
    int by = PLAYERS_SHIPPERS, right = CAPACITY_SHARED, rule = -1;
    if (!word_asked("by", options->by_whom, PLAYERS_BY, &by, err) ||
        !word_asked("capacity", options->capacity, CAPACITY_RIGHTS, &right, err) ||
        !word_asked("rule", whole_name(options->rule), ALLOCATION_RULES, &rule, err) ||
        !samples_asked(options, &settings->samples, err))
        return false;
    settings->by = (enum players_by)by;
    settings->right = (enum capacity_right)right;
    for (int r = 0; r < RULE_COUNT; r++)
        settings->rule[r] = rule < 0 || rule == r;
    if (options->statement != NULL && options->format == FORMAT_CSV)
        return error_set(err, ERROR_USAGE, "--statement: a page is text or json, not csv");
    return true;
}

/* As job_open(), but nothing is decided on: each group opens for itself. */
static int open_whole(struct job *job, const struct options *options) {
    struct error err = {0};
    job->options = options;
    job->diag = diag_new();
    AUTO_FREE char *folder = dataset_folder(options->argument[0], &err);
    if (folder == NULL || !file_create(&job->out, options->output, stdout, &err))
        return say_error(&err);
    job->scenario = dataset_load_asked(options, folder, job->diag, &err);
    if (job->scenario == NULL || !dataset_variant(options, job->scenario, &job->variant, &err) ||
        !unmet_asked(options, &job->variant, &err))
        return say_failure(options, job->diag, &err);
    job->variant.tell_homes = true;
    if (!opened_compile(&job->opened, job->scenario, &job->variant, job->diag))
        return say_failure(options, job->diag, &err);
    job->compiled = job->opened.compiled;
    job->network = compiled_network(job->compiled);
    return EXIT_DONE;
}

/* ---- whose statement ---- */

static bool matches(const struct player *player, const char *text) {
    return strcmp(player->id, text) == 0 || strcmp(player->name, text) == 0;
}

/* -1 where nobody's was asked for; -2 with *err. */
static int find_player(const struct cooperation *cooperation, const char *text, struct error *err) {
    const char *known[2 * PLAYERS_MOST + 1] = {NULL};
    char near[MEANT_WORDS];
    if (text == NULL)
        return -1;
    for (int i = 0; i < cooperation->players; i++) {
        if (matches(&cooperation->player[i], text))
            return i;
        known[2 * i] = cooperation->player[i].id;
        known[2 * i + 1] = cooperation->player[i].name;
    }
    did_you_mean(near, "", text, known);
    if (cooperation->by == PLAYERS_SHIPPERS)
        error_set(err, ERROR_USAGE, "--statement: no shipper \"%.60s\" ships anything%s", text, near);
    else
        error_set(err, ERROR_USAGE, "--statement: no region \"%.60s\" ships anything%s", text, near);
    return -2;
}

/* Before anything is planned: whether somebody of that id or name may ship. */
static bool may_ship(const struct scenario *scenario, const struct cooperation_settings *settings,
                     const char *text, struct error *err) {
    struct cooperation *players = plan_players(scenario, settings->by, err);
    bool fine = players != NULL && find_player(players, text, err) != -2;
    cooperation_free(players);
    return fine;
}

/* ---- the answer ---- */

struct watch {
    struct progress progress;
    bool is_exact; /* all groups are planned, so that their number is known */
};

static void show_progress(void *context, int done, int groups) {
    struct watch *watch = context;
    if (watch->is_exact && groups > 0)
        progress_part(&watch->progress, 0.5, (double)done / groups, "%d of %d groups planned", done, groups);
    else
        progress_say(&watch->progress, 0.5, "%d groups planned", done);
}

static bool is_exact(const struct compiled *compiled, enum players_by by) {
    struct cooperation *players = plan_players(compiled_network(compiled)->scenario, by, NULL);
    bool exact = players != NULL && players->players <= PLAYERS_EXACT;
    cooperation_free(players);
    return exact;
}

static struct cooperation *find(const struct options *options, const struct compiled *compiled,
                                struct cooperation_settings *settings, struct error *err) {
    struct watch watch = {progress_start(!options->quiet), is_exact(compiled, settings->by)};
    settings->threads = options->threads;
    settings->interrupted = interrupts_catch();
    settings->progress = show_progress;
    settings->context = &watch;
    struct cooperation *cooperation = plan_cooperation(compiled, settings, err);
    progress_end(&watch.progress);
    return cooperation;
}

static void report(struct job *job, const struct cooperation *cooperation, int player) {
    machine_begin(job->options);
    if (job->options->format == FORMAT_JSON)
        report_cooperation_json(cooperation, job->network, job->out.stream);
    else if (job->options->format == FORMAT_CSV)
        report_cooperation_csv(cooperation, job->out.stream);
    else if (player >= 0)
        report_statement_text(cooperation, player, job->network, job_style(job), job->out.stream);
    else
        report_cooperation_text(cooperation, job->network, job_style(job), job->out.stream);
    machine_end();
}

/* A rule that was asked for by name and has no answer. */
static bool is_unanswered(const struct options *options, const struct cooperation *cooperation) {
    return options->rule != NULL && cooperation->rules > 0 && !cooperation->allocation[0].possible;
}

static int run(const struct options *options) {
    struct error err = {0};
    struct cooperation_settings settings = {0};
    AUTO(job_release) struct job job = {0};
    if (!settings_asked(options, &settings, &err))
        return say_error(&err);
    int status = open_whole(&job, options);
    if (status != EXIT_DONE)
        return status;
    if (!may_ship(job.scenario, &settings, options->statement, &err))
        return say_error(&err);
    AUTO(cooperation_release) struct cooperation *cooperation = find(options, job.compiled, &settings, &err);
    if (cooperation == NULL)
        return say_error(&err);
    report(&job, cooperation, find_player(cooperation, options->statement, &err));
    if (cooperation->interrupted)
        fprintf(stderr,
                P_("angkut: ended early: %d group was planned; rules that need more have no answer\n",
                   "angkut: ended early: %d groups were planned; rules that need more have no answer\n",
                   cooperation->groups),
                cooperation->groups);
    return job_finish(&job, is_unanswered(options, cooperation) ? EXIT_NO : EXIT_DONE);
}

static const char *const examples[] = {"angkut allocate",
                                       N_("each shipper, all rules"),
                                       "angkut allocate --by region",
                                       N_("the regions instead"),
                                       "angkut allocate --rule nucleolus",
                                       N_("one rule"),
                                       "angkut allocate mydata --statement kopi",
                                       N_("a page for one shipper"),
                                       "angkut allocate mydata --capacity left",
                                       N_("alone: what others leave"),
                                       "angkut allocate mydata --format json -o pays.json",
                                       N_("to keep, for history"),
                                       NULL};

const struct command CMD_ALLOCATE = {
    "allocate",
    N_("who pays what of the joint plan, and who would do better alone"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nA group that stands alone plans its own shipments with what its regions own and\n"
       "its share of all other capacities. Up to 15 who share all groups are planned;\n"
       "beyond that Shapley is sampled and other rules generate the groups they need.\n"
       "Rules: tonnes, tonne-km, separable, shapley, nucleolus, equal-profit, dual.\n"
       "\nStatus: 0 done, 1 the rule asked for has no answer here, 2 usage, 3 bad data,\n"
       "4 the solver failed, 6 cannot read or write.\n"),
    VARIED | PATCHES | COMMON | FORMATS | SET(OUTPUT) | SET(BY_WHOM) | SET(RULE) | SET(CAPACITY) |
        SET(UNMET) | SET(STATEMENT) | SET(SAMPLES) | SET(THREADS) | SET(BRIEF),
    run};
