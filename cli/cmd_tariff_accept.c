// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/mem.h"

static int worse(int a, int b) {
    return a > b ? a : b;
}

/* The list of those that wait changes as they are accepted. */
static int accept_all(struct editions *editions, const struct options *options) {
    int status = EXIT_DONE;
    AUTO(names_release) struct names *feeds = names_new();
    for (int i = 0; i < store_waiting_count(editions->store); i++)
        names_add(feeds, store_waiting_at(editions->store, i)->feed, NULL);
    if (names_count(feeds) == 0 && !options->quiet)
        puts(_("No edition waits."));
    for (int i = 0; i < names_count(feeds); i++)
        status = worse(status, editions_accept(editions, names_text(feeds, i), options));
    return status;
}

static int run(const struct options *options) {
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, options->data, true, options);
    if (status == EXIT_DONE && options->arguments == 0)
        return accept_all(&editions, options);
    for (int i = 0; status == EXIT_DONE && i < options->arguments; i++)
        status = editions_accept(&editions, options->argument[i], options);
    return status;
}

static const char *const examples[] = {"angkut tariff accept", N_("all editions that wait"),
                                       "angkut tariff accept diesel", N_("that of one feed"), NULL};

const struct command CMD_TARIFF_ACCEPT = {
    "tariff accept",
    N_("takes waiting editions of tariffs into the book"),
    "[FEED ...]",
    0,
    ARGUMENTS_MOST,
    examples,
    N_("An edition is taken in one step, whole or not at all, and what it changes is\n"
       "printed; \"angkut tariff diff\" shows it before. One that has expired since it was\n"
       "fetched, or would leave freight without a price, is refused. Editions belong to\n"
       "the data set of --data; without it: $ANGKUT_DATA, or the one shipped with the\n"
       "program.\n"
       "\nStatus: 0 done, 1 no such edition waits, 2 usage, 3 bad data, 5 refused, 6\n"
       "cannot read or write, 75 somebody else is changing the editions.\n"),
    SET(DATA) | COMMON,
    run};

static int run_drop(const struct options *options) {
    struct error err = {0};
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, options->data, true, options);
    if (status != EXIT_DONE)
        return status;
    if (store_waiting(editions.store, options->argument[0]) == NULL) {
        fprintf(stderr, _("angkut: no edition of \"%.60s\" waits\n"), options->argument[0]);
        return EXIT_NO;
    }
    if (!store_drop(editions.store, options->argument[0], &err))
        return say_error(&err);
    if (!options->quiet)
        printf(_("%s: forgotten; the rates stay as they are\n"), options->argument[0]);
    return EXIT_DONE;
}

static const char *const drop_examples[] = {"angkut tariff drop diesel", N_("forget what waits of that feed"),
                                            NULL};

const struct command CMD_TARIFF_DROP = {
    "tariff drop",
    N_("forgets a waiting edition of tariffs"),
    "FEED",
    1,
    1,
    drop_examples,
    N_("What was accepted stays. The next fetch may bring the same edition again.\n"
       "\nStatus: 0 done, 1 no such edition waits, 2 usage, 3 bad data, 6 cannot read or\n"
       "write, 75 somebody else is changing the editions.\n"),
    SET(DATA) | COMMON,
    run_drop};
