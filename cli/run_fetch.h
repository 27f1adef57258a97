// SPDX-License-Identifier: GPL-3.0-or-later
/* Running angkut-fetch, which is another program so that this one needs no libcurl. */
#ifndef CLI_RUN_FETCH_H
#define CLI_RUN_FETCH_H

#include "cli/feeds.h"

#include <stddef.h>

enum { SIGNATURE_BYTES_MOST = 4096, FETCH_FIELD = 256 };

/** What came. Starts as {0}. */
struct fetched {
    long status;                                        /**< of HTTP: 200, or 304 = not modified */
    char type[16];                                      /**< "json" or "csv" */
    char etag[FETCH_FIELD], last_modified[FETCH_FIELD]; /**< "" = none that could be sent back */
    char *bytes; /**< the document, a NUL behind; NULL where not modified */
    size_t length;
};

void fetched_release(struct fetched *fetched);

/**
 * Fetches the feed's document; etag and last_modified (NULL = none) are of what is held. `quiet`: no progress.
 * ERROR_FETCH: it failed, or there is no helper; ERROR_AGAIN: the server is busy; ERROR_IO.
 */
bool run_fetch(const struct feed_source *feed, const char *etag, const char *last_modified, bool quiet,
               struct fetched *out, struct error *err);

/** The same for its signature, which stands at the feed's url + ".minisig". */
bool run_fetch_signature(const struct feed_source *feed, bool quiet, struct fetched *out, struct error *err);

#endif
