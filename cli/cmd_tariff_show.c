// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/mem.h"
#include "report/report.h"

#include <string.h>

/* Asks for the nearest id, too. */
static int say_unknown(const struct book *book, const char *id) {
    AUTO(names_release) struct names *ids = names_new();
    for (int i = 0; i < book_count(book); i++)
        names_add(ids, book_rate(book, i)->tariff_id, NULL);
    char near[MEANT_WORDS];
    fprintf(stderr, _("angkut: no tariff \"%.100s\"%s\n"), id, meant_words(near, names_nearest(ids, id)));
    return EXIT_USAGE;
}

static void print_sources(const struct rate *const *rate, int count) {
    for (int i = 0; i < count; i++)
        if (rate[i]->source != NULL || rate[i]->status != NULL)
            printf("%s: %s%s%s\n", rate[i]->tariff_id, rate[i]->status != NULL ? rate[i]->status : "",
                   rate[i]->source != NULL && rate[i]->status != NULL ? ", " : "",
                   rate[i]->source != NULL ? rate[i]->source : "");
}

/* Where the data set can't be priced that day, check says why. */
static void print_arcs(const struct editions *editions, const struct options *options) {
    AUTO(diag_release) struct diag *diag = diag_new();
    struct variant variant = {.as_of = options->as_of};
    struct virtual_network *network = virtual_new(editions->scenario, &variant, diag);
    if (network != NULL)
        report_rate_arcs(network, options->argument[0], stdout);
    virtual_free(network);
}

static int run(const struct options *options) {
    const char *id = options->argument[0];
    int count;
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, options->argument[1], false, options);
    if (status != EXIT_DONE)
        return status;
    AUTO_FREE const struct rate **rate = rates_of(editions.scenario->book, id, &count);
    if (count == 0)
        return say_unknown(editions.scenario->book, id);
    machine_begin(options);
    if (options->format == FORMAT_JSON) {
        report_rates_json(rate, count, editions.scenario->network->currency, stdout);
    } else if (options->format == FORMAT_CSV) {
        report_rates_csv(rate, count, stdout);
    } else {
        report_rates_text(rate, count,
                          (struct style){text_columns(options), is_painted(options, stdout), false}, stdout);
        putchar('\n');
        print_sources(rate, count);
        print_arcs(&editions, options);
    }
    machine_end();
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut tariff show RAIL-2025", N_("what it is, was and prices"),
                                       NULL};

const struct command CMD_TARIFF_SHOW = {
    "tariff show",
    N_("shows one tariff over time, and what it prices"),
    "ID [DIR]",
    1,
    2,
    examples,
    N_("All rates for the same item and keys, before and after it, with their sources,\n"
       "and the links and nodes where it is paid on the day of --as-of.\n\n"
       "{DIR}\n"
       "\nStatus: 0 done, 2 no such tariff, 3 bad data, 6 cannot read or write.\n"),
    SET(AS_OF) | FORMATS | COMMON,
    run};
