// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The editions of a data set, as verbs use them. They are kept for the data set they were accepted for, in
 * $XDG_STATE_HOME/angkut/NAME (doc/formats.md), and dataset_load() lays the accepted ones over the book.
 */
#ifndef CLI_EDITIONS_H
#define CLI_EDITIONS_H

#include "cli/cli.h"

/** The folder of the data set's editions, whether it is there or not; heap memory. NULL with *err (ERROR_IO): no HOME. */
char *editions_folder(const char *data_folder, struct error *err);

/**
 * Lays the accepted editions over a scenario that was read without them. Nothing where there are none, and where the
 * system has no HOME. False with findings in `diag` or with *err: the base book alone would be a wrong answer.
 */
bool editions_lay(struct scenario *scenario, struct diag *diag, struct error *err);

/** A data set and its editions, open to be changed or looked at. */
struct editions {
    char *folder; /**< of the data set */
    struct scenario *scenario;
    struct store *store;
    struct diag *diag;
};

/**
 * Opens the data set (named NULL: as dataset_folder() finds it) with its editions. `locked`: to change them; waits up to
 * 10 s for another that does (ERROR_AGAIN), and makes the folder. On failure says so and returns the exit status;
 * EXIT_DONE else. Ended by editions_release() in any case.
 */
int editions_open(struct editions *editions, const char *named, bool locked, const struct options *options);
void editions_release(struct editions *editions);

/**
 * Takes a document in as the next edition of meta->feed (sha256 and type are filled in here; a serial >= 0 must be the document's own): reads it whole,
 * judges it, keeps it as the waiting edition, and with `accept` accepts it where no rate moves by more than
 * `jump_limit` (0.25 = 25 %; never INFINITY) and the data set stays priceable. Says what came of it. Opened locked.
 * Returns EXIT_DONE: accepted, nothing new, or (without `accept`) it waits; EXIT_NO: it waits although `accept`;
 * EXIT_FETCH: refused, the book is as it was; EXIT_IO: cannot keep it.
 */
int editions_take(struct editions *editions, const struct edition *meta, const void *bytes, size_t length,
                  double jump_limit, bool accept, const struct options *options);

/**
 * Accepts the waiting edition of the feed, whatever it changes, and says what that was; judged again, since it may have
 * expired. Opened locked. Returns EXIT_DONE, EXIT_NO (none waits), EXIT_INPUT, EXIT_FETCH (refused) or EXIT_IO.
 */
int editions_accept(struct editions *editions, const char *feed, const struct options *options);

/** One line for each edition that waits; false if none does. */
bool editions_say(const struct store *store, FILE *out);

#endif
