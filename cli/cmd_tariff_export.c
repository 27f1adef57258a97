// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

#include <stdlib.h>

enum { GOOD_DAYS = 30 };

/* 2026-11-24 is 20261124: it grows from day to day. */
static int64_t serial_of(struct date date) {
    char text[DATE_TEXT];
    int64_t serial = 0;
    for (const char *at = date_text(text, date); *at != '\0'; at++)
        serial = *at == '-' ? serial : serial * 10 + (*at - '0');
    return serial;
}

static struct feed feed_of(const struct options *options, const struct scenario *scenario) {
    const struct network *network = scenario->network;
    struct date issued = options->issued.day != DATE_EVER.day ? options->issued : date_today();
    bool stated = options->expires.day != DATE_NEVER.day;
    return (struct feed){
        .publisher = options->publisher != NULL ? options->publisher : network->dataset_name,
        .currency = network->currency,
        .serial = options->serial >= 0 ? options->serial : serial_of(issued),
        .issued = issued,
        .expires = stated ? options->expires : (struct date){issued.day + GOOD_DAYS},
        .rates = scenario->book,
    };
}

/* What nobody could read is not written. */
static bool is_sound(const char *text, size_t length, const struct feed *feed, struct diag *diag) {
    struct names *names = names_new();
    struct feed *again = feed_read(text, length, "feed", feed->currency, names, diag);
    bool sound = again != NULL;
    feed_free(again);
    names_free(names);
    return sound;
}

static int write_out(const struct options *options, const struct feed *feed, struct diag *diag) {
    struct error err = {0};
    AUTO_FREE char *text = NULL;
    size_t length = 0;
    AUTO(file_release) struct file_out out = {0};
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL || !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    language_pause();
    report_feed(feed, options->has_as_of ? options->as_of : DATE_EVER, memory);
    language_resume();
    fclose(memory);
    if (!is_sound(text, length, feed, diag))
        return say_failure(options, diag, &err);
    fwrite(text, 1, length, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO_FREE char *folder =
        dataset_folder(options->argument[0] != NULL ? options->argument[0] : options->data, &err);
    if (folder == NULL)
        return say_error(&err);
    AUTO(scenario_release) struct scenario *scenario = scenario_load(folder, NULL, diag);
    if (scenario == NULL)
        return say_failure(options, diag, &err);
    struct feed feed = feed_of(options, scenario);
    return write_out(options, &feed, diag);
}

static const char *const examples[] = {"angkut tariff export mydata -o tariffs.json",
                                       N_("the whole book"),
                                       "angkut tariff export mydata --as-of 2026-11-24",
                                       N_("in force then or later"),
                                       "angkut tariff export --publisher \"Dishub OKU\" --serial 12",
                                       N_("who, which edition"),
                                       NULL};

const struct command CMD_TARIFF_EXPORT = {
    "tariff export",
    N_("writes a data set's tariff book as a feed to publish"),
    "[DIR]",
    0,
    1,
    examples,
    N_("A feed is one JSON document, angkut-tariff/1, that others fetch; doc/feed.md\n"
       "says what it may hold. Written is the book in tariffs/, with its past; --as-of\n"
       "DATE leaves out rates that had ended by then. Accepted editions are not in it:\n"
       "they are feeds already. A book that says what no feed may (a text of over 500\n"
       "characters ...) is not written, and each such place told by its JSON pointer.\n\n"
       "{DIR}\n"
       "\nStatus: 0 written, 2 usage, 3 bad data or nothing that can be published, 6\n"
       "cannot read or write.\n"),
    SET(AS_OF) | SET(PUBLISHER) | SET(SERIAL) | SET(ISSUED) | SET(EXPIRES) | SET(OUTPUT) | SET(DATA) | COMMON,
    run};
