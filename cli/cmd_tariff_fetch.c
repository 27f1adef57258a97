// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/progress.h"
#include "cli/run_fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TIME_TEXT = 32 };

static void store_release(struct store **store) {
    store_free(*store);
}

/* Of several feeds the status tells the worst: what will not mend by itself before what may. */
static int worse_of(int a, int b) {
    static const int order[] = {EXIT_DONE, EXIT_NO, EXIT_AGAIN, EXIT_FETCH, EXIT_INPUT, EXIT_IO};
    int rank_a = 0, rank_b = 0;
    for (int i = 0; i < (int)(sizeof order / sizeof order[0]); i++) {
        rank_a = order[i] == a ? i : rank_a;
        rank_b = order[i] == b ? i : rank_b;
    }
    return rank_b > rank_a ? b : a;
}

static const char *data_of(const struct feed_source *feed, const struct options *options) {
    return feed->data != NULL ? feed->data : options->data;
}

/* The store as it is now, without a lock: fetching may take minutes, and others must not wait for that. */
static struct store *look(const struct feed_source *feed, const struct options *options, struct error *err) {
    AUTO_FREE char *data = dataset_folder(data_of(feed, options), err);
    AUTO_FREE char *folder = data != NULL ? editions_folder(data, err) : NULL;
    return folder != NULL ? store_open(folder, err) : NULL;
}

/* What is held counts for the server only if it came from this url, and with a signature where one is needed. */
static const struct edition *held(const struct store *store, const struct feed_source *feed) {
    const struct edition *waiting = store_waiting(store, feed->name);
    const struct edition *last = waiting != NULL ? waiting : store_last(store, feed->name);
    if (last == NULL || last->url == NULL || strcmp(last->url, feed->url) != 0 ||
        (feed->public_key != NULL && !last->signed_by_key))
        return NULL;
    return last;
}

static const char *now_text(char text[TIME_TEXT]) {
    struct tm parts;
    time_t now = time(NULL);
    gmtime_r(&now, &parts);
    strftime(text, TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

static bool check_signature(const struct feed_source *feed, const struct fetched *document, bool quiet,
                            struct edition *meta, struct error *err) {
    AUTO(fetched_release) struct fetched signature = {0};
    if (feed->public_key == NULL)
        return true;
    if (!run_fetch_signature(feed, quiet, &signature, err) ||
        !signature_verify(feed->public_key, signature.bytes, signature.length, document->bytes,
                          document->length, &meta->serial, err))
        return false;
    return meta->signed_by_key = true;
}

static const char *or_null(const char *text) {
    return text[0] != '\0' ? text : NULL;
}

static int take(const struct feed_source *feed, const struct edition *meta, const char *bytes, size_t length,
                const struct options *options) {
    AUTO(editions_release) struct editions editions = {0};
    int status = editions_open(&editions, data_of(feed, options), true, options);
    if (status != EXIT_DONE)
        return status;
    return editions_take(&editions, meta, bytes, length, feed->jump_limit, options->accept, options);
}

static int say_failed(const struct feed_source *feed, struct error *err) {
    error_prefix(err, "%s", feed->name);
    return say_error(err);
}

/* Nothing new at the server: what is held is judged again, since it may still wait, or have expired. */
static int take_held(const struct feed_source *feed, const struct store *store, const struct edition *last,
                     const struct options *options) {
    struct error err = {0};
    size_t length;
    AUTO_FREE char *bytes = store_bytes(store, last, &length, &err);
    return bytes != NULL ? take(feed, last, bytes, length, options) : say_failed(feed, &err);
}

static int fetch_feed(const struct feed_source *feed, const struct options *options) {
    struct error err = {0};
    char received[TIME_TEXT];
    AUTO(fetched_release) struct fetched document = {0};
    AUTO(store_release) struct store *store = look(feed, options, &err);
    if (store == NULL)
        return say_failed(feed, &err);
    const struct edition *last = held(store, feed);
    struct edition meta = {
        .feed = feed->name, .url = feed->url, .received = now_text(received), .serial = -1};
    if (!run_fetch(feed, last != NULL ? last->etag : NULL, last != NULL ? last->last_modified : NULL,
                   options->quiet, &document, &err))
        return say_failed(feed, &err);
    if (document.status == 304 && last != NULL)
        return take_held(feed, store, last, options);
    meta.etag = or_null(document.etag);
    meta.last_modified = or_null(document.last_modified);
    if (!check_signature(feed, &document, options->quiet, &meta, &err))
        return say_failed(feed, &err);
    return take(feed, &meta, document.bytes, document.length, options);
}

static int fetch_named(const struct feeds *feeds, const struct options *options) {
    const struct feed_source *feed[ARGUMENTS_MOST];
    const volatile int *interrupted = interrupts_catch();
    struct error err = {0};
    int status = EXIT_DONE;
    for (int i = 0; i < options->arguments; i++) /* a slip of the pen is told before anything is fetched */
        if ((feed[i] = feeds_named(feeds, options->argument[i], &err)) == NULL)
            return say_error(&err);
    int count = options->arguments > 0 ? options->arguments : feeds_count(feeds);
    for (int i = 0; i < count && !*interrupted; i++)
        status = worse_of(status, fetch_feed(options->arguments > 0 ? feed[i] : feeds_at(feeds, i), options));
    return *interrupted ? worse_of(status, EXIT_FETCH) : status;
}

static int say_no_list(const char *path) {
    fprintf(stderr, _("angkut: there is no list of feeds, %s; it may begin so:\n"), path);
    fputs("name,url\n"
          "diesel,https://tariffs.example.org/diesel.json\n",
          stderr);
    return EXIT_USAGE;
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO_FREE char *path = feeds_path(&err);
    if (path == NULL)
        return say_error(&err);
    if (access(path, F_OK) != 0)
        return say_no_list(path);
    AUTO(feeds_release) struct feeds *feeds = feeds_read(path, diag);
    if (feeds == NULL)
        return say_failure(options, diag, &err);
    if (feeds_count(feeds) == 0)
        return say_no_list(path);
    return fetch_named(feeds, options);
}

static const char *const examples[] = {"angkut tariff fetch",
                                       N_("all feeds; what is new waits"),
                                       "angkut tariff fetch --accept",
                                       N_("take what moves no rate by much"),
                                       "angkut tariff fetch diesel",
                                       N_("one feed"),
                                       NULL};

const struct command CMD_TARIFF_FETCH = {
    "tariff fetch",
    N_("fetches new editions of tariffs from their publishers"),
    "[FEED ...]",
    0,
    ARGUMENTS_MOST,
    examples,
    N_("Feeds stand in $XDG_CONFIG_HOME/angkut/feeds.csv (~/.config/angkut/feeds.csv):\n"
       "name, url, and where wanted public_key (minisign), jump_limit_percent (25),\n"
       "token_file, ca_file, allow, data, max_seconds. What is fetched is read whole and\n"
       "judged before it counts; whatever goes wrong, the rates in force stay. With\n"
       "--accept, an edition that moves no rate by more than the feed's jump limit is\n"
       "taken at once; others wait for \"angkut tariff accept\".\n"
       "\nStatus: 0 done, 1 an edition waits although --accept was given, 2 usage or no\n"
       "list of feeds, 3 bad data or list, 5 fetching failed or the document was\n"
       "refused, 6 cannot read or write, 75 later: a server is busy, or somebody else is\n"
       "changing the editions. Each of several feeds is tried; the worst status counts.\n"),
    SET(DATA) | SET(ACCEPT) | COMMON,
    run};
