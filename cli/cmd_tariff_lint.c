// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void feed_release(struct feed **feed) {
    feed_free(*feed);
}

/* "fuel 3, toll 9" */
static void list_items(const struct feed *feed, char list[ITEM_BOOK * 40]) {
    int count[ITEM_BOOK] = {0};
    size_t length = 0;
    list[0] = '\0';
    for (int i = 0; i < book_count(feed->rates); i++)
        count[book_rate(feed->rates, i)->item]++;
    for (enum item item = 0; item < ITEM_BOOK; item++)
        if (count[item] > 0)
            length += (size_t)snprintf(list + length, 40, "%s%.20s %d", length > 0 ? ", " : "",
                                       item_name(item), count[item]);
}

/* "rates: 12 (fuel 3, toll 9), serial 7, issued 24 Nov 2026, expires 24 Dec 2026" */
static void print_summary(const struct feed *feed) {
    char list[ITEM_BOOK * 40], issued[DATE_WORDS], expires[DATE_WORDS];
    list_items(feed, list);
    if (feed->serial >= 0)
        printf(_("rates: %d (%s), serial %lld, issued %s, expires %s\n"), book_count(feed->rates), list,
               (long long)feed->serial, date_words(issued, feed->issued), date_words(expires, feed->expires));
    else
        printf(_("rates: %d (%s), no serial and no dates of its own (CSV)\n"), book_count(feed->rates), list);
}

/* The findings are the result, so they go to standard output. */
static int print_findings(const struct options *options, const struct diag *diag) {
    int errors = diag_count(diag, DIAG_ERROR);
    diag_print(diag, options->quiet ? DIAG_ERROR : DIAG_NOTE, is_painted(options, stdout), stdout);
    if (errors > 0)
        printf(P_("%d error: nobody will take this.\n", "%d errors: nobody will take this.\n", errors),
               errors);
    return errors > 0 ? EXIT_INPUT : EXIT_DONE;
}

/* Whether a data set was asked for, so that the feed has to be one for it. */
static bool is_asked(const struct options *options) {
    const char *set = getenv("ANGKUT_DATA");
    return options->data != NULL || (set != NULL && set[0] != '\0');
}

/* The data set whose names the feed may use. NULL where there is none, and after saying why where it was asked for. */
static struct scenario *load(const struct options *options, struct diag *diag, int *status) {
    struct error err = {0};
    AUTO_FREE char *folder = dataset_folder(options->data, &err);
    struct scenario *scenario = folder != NULL ? dataset_load(folder, diag, &err) : NULL;
    if (scenario == NULL && is_asked(options))
        *status = say_failure(options, diag, &err);
    return scenario;
}

static const double JUMP = 0.25; /* as where a feed states no limit of its own */

static void check(const struct options *options, const struct feed *feed, const struct scenario *scenario,
                  const char *shown, struct diag *diag) {
    feed_check(feed, shown, options->as_of, diag);
    if (scenario == NULL)
        diag_add(diag, DIAG_NOTE, (struct place){shown, 0, 0},
                 N_("no data set is there to compare links, nodes and amounts with: see --data"));
    else if (feed->currency == NULL || strcmp(feed->currency, scenario->network->currency) == 0) {
        rates_check_names(scenario, feed->rates, diag);
        feed_check_jumps(feed, scenario->book, JUMP, diag);
    } else
        diag_add(diag, DIAG_WARNING, (struct place){shown, 0, 0},
                 N_("/currency: \"%.40s\" is not that of %.80s, so nothing is compared"), feed->currency,
                 scenario->network->dataset_name);
}

static int judge(const struct options *options, const struct scenario *scenario, const char *text,
                 size_t length) {
    const char *shown = options->argument[0],
               *currency = is_asked(options) ? scenario->network->currency : NULL;
    AUTO(names_release) struct names *own = names_new();
    struct names *names = scenario != NULL ? scenario->names : own;
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(feed_release) struct feed *feed = feed_read(text, length, shown, currency, names, diag);
    if (feed != NULL)
        check(options, feed, scenario, shown, diag);
    int status = print_findings(options, diag);
    if (feed != NULL)
        print_summary(feed);
    return status;
}

static int run(const struct options *options) {
    struct error err = {0};
    int status = EXIT_DONE;
    size_t length;
    const char *path = strcmp(options->argument[0], "-") == 0 ? "/dev/stdin" : options->argument[0];
    AUTO_FREE char *text = file_read(path, FEED_BYTES, &length, &err);
    if (text == NULL)
        return say_error(&err);
    AUTO(diag_release) struct diag *unread = diag_new();
    AUTO(scenario_release) struct scenario *scenario = load(options, unread, &status);
    return status != EXIT_DONE ? status : judge(options, scenario, text, length);
}

static const char *const examples[] = {"angkut tariff lint tariffs.json",
                                       N_("all errors, or warnings"),
                                       "angkut tariff lint rates.csv --data mydata",
                                       N_("is it for that data set?"),
                                       "angkut tariff export mydata | angkut tariff lint -",
                                       N_("of standard input"),
                                       NULL};

const struct command CMD_TARIFF_LINT = {
    "tariff lint",
    N_("judges a feed of tariffs before it is published"),
    "FILE",
    1,
    1,
    examples,
    N_("FILE is a feed: JSON in the format angkut-tariff/1, or CSV with the columns of\n"
       "the book; doc/feed.md says what each may hold. Errors are what no reader takes,\n"
       "each with line, column and JSON pointer. Warnings are what a publisher seldom\n"
       "means: rates without a beginning, which change the past too; without a source;\n"
       "all ended; a feed that expires within a week; links, nodes, vehicle types and\n"
       "commodities that the data set does not have; amounts that jump by over 25 %.\n\n"
       "The data set is that of --data, else $ANGKUT_DATA, else the one shipped with\n"
       "the program; with one of the first two, its currency must be the feed's.\n\n"
       "--as-of DATE judges as on that day.\n"
       "\nStatus: 0 no errors, 3 errors, 6 cannot read.\n"),
    SET(AS_OF) | SET(DATA) | COMMON,
    run};
