// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

static void feed_release(struct feed **feed) {
    feed_free(*feed);
}

static void changes_release(struct changes **changes) {
    changes_free(*changes);
}

static void print(const struct changes *changes, const char *name, int64_t serial,
                  const struct network *network, const struct options *options, FILE *out) {
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    machine_begin(options);
    if (options->format == FORMAT_JSON) {
        report_changes_json(changes, name, serial, network, out);
    } else if (options->format == FORMAT_CSV) {
        report_changes_csv(changes, out);
    } else {
        fprintf(out, P_("%s: %d change\n", "%s: %d changes\n", changes->count), name, changes->count);
        report_changes_text(changes, network, (struct style){text_columns(options), painted, false}, out);
    }
    machine_end();
}

static int compare(const struct editions *editions, const char *bytes, size_t length, const char *name,
                   const struct options *options, FILE *out) {
    struct error err = {0};
    const struct scenario *scenario = editions->scenario;
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(feed_release)
    struct feed *feed = feed_read(bytes, length, name, scenario->network->currency, scenario->names, diag);
    if (feed == NULL)
        return say_failure(options, diag, &err);
    AUTO(changes_release) struct changes *changes = book_changes(scenario->book, feed->rates);
    print(changes, name, feed->serial, scenario->network, options, out);
    return changes->count > 0 ? EXIT_NO : EXIT_DONE;
}

static int compare_waiting(const struct editions *editions, const struct edition *edition,
                           const struct options *options, FILE *out) {
    struct error err = {0};
    size_t length;
    AUTO_FREE char *bytes = store_bytes(editions->store, edition, &length, &err);
    return bytes != NULL ? compare(editions, bytes, length, edition->feed, options, out) : say_error(&err);
}

static int compare_named(const struct editions *editions, const struct options *options, FILE *out) {
    struct error err = {0};
    size_t length;
    const char *name = options->argument[0];
    const struct edition *waiting = store_waiting(editions->store, name);
    if (waiting != NULL)
        return compare_waiting(editions, waiting, options, out);
    if (!file_exists(name)) {
        error_set(&err, ERROR_IO, "no edition of \"%.60s\" waits, and there is no such file to read", name);
        return say_error(&err);
    }
    AUTO_FREE char *bytes = file_read(name, FEED_BYTES, &length, &err);
    return bytes != NULL ? compare(editions, bytes, length, name, options, out) : say_error(&err);
}

/* Each against the book as it is. */
static int compare_all(const struct editions *editions, const struct options *options, FILE *out) {
    struct error err = {0};
    int status = EXIT_DONE, waiting = store_waiting_count(editions->store);
    if (waiting > 1 && options->format != FORMAT_TEXT) {
        error_set(&err, ERROR_USAGE, "%d editions wait; name one for --format json or csv: \"%.60s\"?",
                  waiting, store_waiting_at(editions->store, 0)->feed);
        return say_error(&err);
    }
    if (waiting == 0 && !options->quiet)
        fprintf(stderr, "%s\n", _("No edition waits."));
    for (int i = 0; i < waiting; i++) {
        fputs(i > 0 ? "\n" : "", out);
        int one = compare_waiting(editions, store_waiting_at(editions->store, i), options, out);
        status = one > status ? one : status;
    }
    return status;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, options->data, false, options);
    if (status != EXIT_DONE)
        return status;
    if (!file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    status = options->arguments > 0 ? compare_named(&editions, options, out.stream)
                                    : compare_all(&editions, options, out.stream);
    if (status > EXIT_NO)
        return status;
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return status;
}

static const char *const examples[] = {"angkut tariff diff",
                                       N_("what waiting editions would change"),
                                       "angkut tariff diff diesel --format csv",
                                       N_("that of one feed, for a spreadsheet"),
                                       "angkut tariff diff new.json --data mydata",
                                       N_("a feed in a file"),
                                       NULL};

const struct command CMD_TARIFF_DIFF = {
    "tariff diff",
    N_("shows what an edition of tariffs would change"),
    "[FEED|FILE]",
    0,
    1,
    examples,
    N_("For each rate that would change: what it is now and then, by how many per cent,\n"
       "and on which days. A rate that begins where none was in force is compared with\n"
       "the last one before it; `ended` are days on which its publisher withdraws it.\n"
       "Editions belong to the data set of --data; without it: $ANGKUT_DATA, or the one\n"
       "shipped with the program.\n"
       "\nStatus: 0 nothing would change, 1 something would, 2 usage, 3 bad data, 6 cannot\n"
       "read or write.\n"),
    SET(DATA) | FORMATS | SET(OUTPUT) | COMMON,
    run};
