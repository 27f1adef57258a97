// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

static void print_editions(const struct store *store, FILE *out) {
    for (int i = 0; i < store_accepted_count(store); i++) {
        const struct edition *edition = store_accepted(store, i);
        fputs(i == 0 ? "\n" : "", out);
        fprintf(out, _("Accepted: %s"), edition->feed);
        if (edition->serial >= 0)
            fprintf(out, _(", serial %lld"), (long long)edition->serial);
        fprintf(out, _(", received %s"), edition->received != NULL ? edition->received : _("once"));
        fprintf(out, "%s\n", edition->signed_by_key ? _(", signed") : "");
    }
    editions_say(store, out);
}

static void print(const struct editions *editions, const struct options *options, FILE *out) {
    int count;
    AUTO_FREE const struct rate **rate = rates_list(editions->scenario->book, options->as_of, &count);
    bool painted = options->output == NULL ? is_painted(options, out) : options->color == COLOR_ALWAYS;
    machine_begin(options);
    if (options->format == FORMAT_JSON) {
        report_rates_json(rate, count, editions->scenario->network->currency, out);
    } else if (options->format == FORMAT_CSV) {
        report_rates_csv(rate, count, out);
    } else {
        report_rates_text(rate, count, (struct style){text_columns(options), painted, false}, out);
        print_editions(editions->store, out);
    }
    machine_end();
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, options->argument[0], false, options);
    if (status != EXIT_DONE)
        return status;
    if (!file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    print(&editions, options, out.stream);
    if (!file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut tariff list",
                                       N_("the rates in force today"),
                                       "angkut tariff list mydata --as-of 2027-01-01",
                                       N_("those of that day"),
                                       "angkut tariff list --format csv -o rates.csv",
                                       N_("for a spreadsheet"),
                                       NULL};

const struct command CMD_TARIFF_LIST = {
    "tariff list",
    N_("lists the rates in force, and the editions they come from"),
    "[DIR]",
    0,
    1,
    examples,
    N_("{DIR}\n"
       "\nEach rate is shown with the file and line (or entry, /rates/3) it comes from:\n"
       "one of the data set, or editions/..., an accepted edition.\n"
       "\nStatus: 0 done, 2 usage, 3 bad data, 6 cannot read or write.\n"),
    SET(AS_OF) | FORMATS | SET(OUTPUT) | COMMON,
    run};
