// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/job.h"

static void history_release(struct history **history) {
    history_free(TAKE(*history));
}

static void report(const struct options *options, const struct history *history, FILE *out) {
    const struct style style = {
        text_columns(options),
        options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS, options->brief};
    machine_begin(options);
    if (options->format == FORMAT_JSON)
        report_history_json(history, out);
    else if (options->format == FORMAT_CSV)
        report_history_csv(history, out);
    else
        report_history_text(history, style, out);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(file_release) struct file_out out = {0};
    AUTO(history_release)
    struct history *history = history_read(options->argument, options->arguments, diag);
    diag_print(diag, options->quiet ? DIAG_ERROR : DIAG_NOTE, is_painted(options, stderr), stderr);
    if (history == NULL)
        return EXIT_INPUT;
    if (!file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    report(options, history, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut history plans",
                                       N_("all plans of a folder"),
                                       "angkut history july.json august.json",
                                       N_("two plans"),
                                       "angkut history plans --format csv -o history.csv",
                                       N_("a row a plan"),
                                       NULL};

const struct command CMD_HISTORY = {
    "history",
    N_("plans of successive months side by side"),
    "FOLDER|FILE...",
    1,
    ARGUMENTS_MOST,
    examples,
    N_("In order of the day whose tariffs they are made with: tonnes, money a tonne and\n"
       "as a share of the goods' value, hours, CO2e, modes. The files are those that\n"
       "`angkut plan --format json` wrote; of a folder, all of its *.json that are such.\n"
       "What cooperating saved is taken from files of `angkut allocate --format json`\n"
       "among them, of the same day, data and tariffs as a plan. The data set itself is\n"
       "not needed: it may have changed since.\n"
       "\nStatus: 0 done, 2 usage, 3 a file is no plan or is broken, 6 cannot write.\n"),
    COMMON | FORMATS | SET(OUTPUT) | SET(BRIEF),
    run};
