// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/compare.h"
#include "report/report.h"

static void sides_release(struct side (*side)[2]) {
    side_release(&(*side)[0]);
    side_release(&(*side)[1]);
}

static void report(const struct comparison *comparison, const struct options *options, FILE *out) {
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    machine_begin(options);
    if (options->format == FORMAT_JSON)
        report_comparison_json(comparison, out);
    else if (options->format == FORMAT_CSV)
        report_comparison_csv(comparison, out);
    else
        report_comparison_text(comparison, (struct style){text_columns(options), painted, options->brief},
                               out);
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(sides_release) struct side side[2] = {{0}};
    if (!sides_asked(options, side, &err) || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    for (int i = 0; i < 2; i++) {
        int status = side_open(&side[i], options);
        if (status != EXIT_DONE)
            return status;
    }
    AUTO(between_release) struct between between = {0};
    int status = sides_compare(side, options, &between);
    if (status != EXIT_DONE)
        return status;
    report(between.comparison, options, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut compare --scenario diesel-25",
                                       N_("what the scenario changes"),
                                       "angkut compare --rate fuel=+20% --close L12",
                                       N_("two changes: whose is it?"),
                                       "angkut compare base diesel-25+coffee-harvest",
                                       N_("two of them stacked"),
                                       "angkut compare old.json new.json --data mydata",
                                       N_("a plan and the one before it"),
                                       "angkut compare plan.json --data mydata",
                                       N_("a plan and the best one today"),
                                       "angkut compare mydata2025 mydata2026",
                                       N_("two data sets"),
                                       NULL};

const struct command CMD_COMPARE = {
    "compare",
    N_("what differs between two plans, data sets or scenarios, and why"),
    "[A] [B]",
    0,
    2,
    examples,
    N_("A and B are each a plan file, a data set, a scenario (a file, or a name in the\n"
       "data set's scenarios/; \"x+y\" is y on top of x), or \"base\": the data set as it\n"
       "stands. With two, the options that change the data hold for both sides; with one\n"
       "or none, they are the difference. A plan alone is compared with the best plan\n"
       "now. The data set is that of --data, else $ANGKUT_DATA or the one shipped.\n"
       "\nEach cause of the difference is applied alone, and all of them one by one in\n"
       "order; what they do only together is the interaction. Every case is planned and\n"
       "verified. Tables add up to the difference.\n"
       "\nStatus: 0 compared, 2 usage, 3 bad data, or a plan that does not verify, 4 the\n"
       "solver failed, 6 cannot read or write.\n"),
    VARIED | PATCHES | COMMON | SET(DATA) | FORMATS | SET(OUTPUT) | SET(BRIEF) | SET(THREADS),
    run};
