// SPDX-License-Identifier: GPL-3.0-or-later
/* The feeds that the user has set up: $XDG_CONFIG_HOME/angkut/feeds.csv, doc/fetch.md. */
#ifndef CLI_FEEDS_H
#define CLI_FEEDS_H

#include "base/diag.h"

enum { FEED_ALLOWED = 18 };

/** One row. Texts of the feeds; NULL = not given. */
struct feed_source {
    const char *name; /**< [a-z0-9._-]{1,60} */
    const char *url, *public_key;
    const char *token_file, *ca_file, *data; /**< relative ones are taken from the file's folder */
    const char *allow[FEED_ALLOWED + 1];     /**< http, internal, untyped, addresses; NULL behind the last */
    double jump_limit;                       /**< a share: 0.25 = a quarter */
    int max_seconds;
};

struct feeds;

/** Where the file is looked for; heap memory. NULL with *err (ERROR_USAGE) where the environment names no home. */
char *feeds_path(struct error *err);

/** Reads it; NULL with findings in `diag`. */
struct feeds *feeds_read(const char *path, struct diag *diag);
void feeds_free(struct feeds *feeds); /* NULL is fine */
void feeds_release(struct feeds **feeds);

int feeds_count(const struct feeds *feeds);
const struct feed_source *feeds_at(const struct feeds *feeds, int index);
/** The one of that name; NULL with *err (ERROR_USAGE). */
const struct feed_source *feeds_named(const struct feeds *feeds, const char *name, struct error *err);

#endif
