// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/editions.h"

#include "base/file.h"
#include "base/mem.h"
#include "report/report.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_SHOWN = 40, HASH_SHOWN = 12, LOCK_SECONDS = 10, DAYS_CHECKED = 20, DAYS_AHEAD = 365 };

/* ---- where ---- */

/* An absolute path, as the XDG base directory specification demands; anything else counts as unset. */
static const char *absolute(const char *variable) {
    const char *path = getenv(variable);
    return path != NULL && path[0] == '/' ? path : NULL;
}

/* On the heap; NULL where the system names no place. */
static char *state_folder(void) {
    const char *state = absolute("XDG_STATE_HOME"), *home = absolute("HOME");
    return state != NULL  ? file_join(state, "angkut")
           : home != NULL ? file_join(home, ".local/state/angkut")
                          : NULL;
}

/* "sumsel-0123456789ab": the folder's name, so that a person finds it, and a hash of its whole path. */
static void name_data_set(const char *path, char name[NAME_SHOWN + HASH_SHOWN + 2]) {
    char sum[HASH_TEXT];
    const char *base = strrchr(path, '/') + 1;
    size_t length = 0;
    for (; base[length] != '\0' && length < NAME_SHOWN; length++)
        name[length] =
            isalnum((unsigned char)base[length]) || strchr("._-", base[length]) ? base[length] : '_';
    struct hash *hash = hash_new();
    hash_add(hash, path, strlen(path));
    snprintf(name + length, HASH_SHOWN + 2, "-%.*s", HASH_SHOWN, hash_text(hash, sum));
}

/* A link that leads nowhere, as to a disk that is not mounted: what was accepted must not be forgotten unsaid. */
static bool leads_nowhere(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 && stat(path, &status) != 0;
}

char *editions_folder(const char *data_folder, struct error *err) {
    char name[NAME_SHOWN + HASH_SHOWN + 2];
    AUTO_FREE char *state = state_folder();
    AUTO_FREE char *path = realpath(data_folder, NULL);
    if (state == NULL)
        return error_set(err, ERROR_IO,
                         "nowhere to keep editions: neither XDG_STATE_HOME nor HOME is an absolute path"),
               NULL;
    if (path == NULL)
        return error_set(err, ERROR_IO, "%.300s: %s", data_folder, strerror(errno)), NULL;
    if (leads_nowhere(state))
        return error_set(err, ERROR_IO,
                         "%.300s: a link that leads nowhere; accepted editions would be behind it", state),
               NULL;
    name_data_set(path, name);
    return file_join(state, name);
}

static bool has_state_folder(void) {
    AUTO_FREE char *state = state_folder();
    return state != NULL;
}

static void store_release(struct store **store) {
    store_free(*store);
}

bool editions_lay(struct scenario *scenario, struct diag *diag, struct error *err) {
    if (!has_state_folder())
        return true;
    AUTO_FREE char *folder = editions_folder(scenario->dir, err);
    if (folder == NULL)
        return false;
    AUTO(store_release) struct store *store = store_open(folder, err);
    if (store == NULL)
        return false;
    return store_overlay(store, scenario->book, scenario->network->currency, scenario->names, diag) ||
           diag_error(diag, err);
}

/* ---- open ---- */

/* Tells a person whose folder that is. Not worth a failure. */
static void note_data_set(const char *folder, const char *data_folder) {
    AUTO(file_release) struct file_out out = {0};
    AUTO_FREE char *path = file_join(folder, "data");
    AUTO_FREE char *real = realpath(data_folder, NULL);
    if (real == NULL || file_exists(path) || !file_create(&out, path, NULL, NULL))
        return;
    fprintf(out.stream, "%s\n", real);
    file_commit(&out, NULL);
}

static bool open_store(struct editions *editions, bool locked, struct error *err) {
    AUTO_FREE char *folder = editions_folder(editions->folder, err);
    if (folder == NULL)
        return false;
    editions->store = store_open(folder, err);
    if (editions->store == NULL || (locked && !store_lock(editions->store, LOCK_SECONDS, err)))
        return false;
    if (locked)
        note_data_set(folder, editions->folder);
    return true;
}

/* The store first: under its lock, the book is read with what it holds now. */
int editions_open(struct editions *editions, const char *named, bool locked, const struct options *options) {
    struct error err = {0};
    *editions = (struct editions){.diag = diag_new()};
    editions->folder = dataset_folder(named, &err);
    if (editions->folder == NULL || !open_store(editions, locked, &err))
        return say_error(&err);
    editions->scenario = dataset_load(editions->folder, editions->diag, &err);
    return editions->scenario != NULL ? EXIT_DONE : say_failure(options, editions->diag, &err);
}

void editions_release(struct editions *editions) {
    store_free(editions->store);
    scenario_free(editions->scenario);
    diag_free(editions->diag);
    free(editions->folder);
    *editions = (struct editions){0};
}

/* ---- judging ---- */

/* Today, and each day on which something changes within a year: ascending, no more than there is room for. */
static int list_days(const struct changes *changes, struct date today, int day[DAYS_CHECKED]) {
    int count = 0;
    day[count++] = today.day;
    for (int last = today.day; count < DAYS_CHECKED; last = day[count - 1]) {
        int next = INT_MAX;
        for (int i = 0; i < changes->count; i++) {
            int from = changes->change[i].from.day, to = changes->change[i].to.day;
            next = from > last && from < next ? from : next;
            next = to > last && to < next ? to : next;
        }
        if (next > today.day + DAYS_AHEAD)
            break;
        day[count++] = next;
    }
    return count;
}

/* Whether the data set can be priced on that day under the book. */
static bool is_priced(const struct scenario *scenario, struct book *book, struct date day,
                      struct error *err) {
    AUTO(diag_release) struct diag *diag = diag_new();
    struct scenario other = *scenario;
    struct variant variant = {.as_of = day};
    other.book = book;
    struct virtual_network *network = virtual_new(&other, &variant, diag);
    bool fine = network != NULL;
    virtual_free(network);
    return fine || diag_error(diag, err);
}

static bool is_priceable(const struct editions *editions, const char *feed, const struct changes *changes,
                         struct date today, struct error *err) {
    int day[DAYS_CHECKED], days = list_days(changes, today, day);
    char date[DATE_WORDS];
    struct error why;
    for (int i = 0; i < days; i++) {
        struct date on = {day[i]};
        if (!is_priced(editions->scenario, changes->after, on, &why) &&
            is_priced(editions->scenario, editions->scenario->book, on, NULL))
            return error_set(err, ERROR_FETCH, "%s: with it the data set has no price on %s: %s", feed,
                             date_words(date, on), why.message);
    }
    return true;
}

/* ---- taking ---- */

/* What may be accepted without a person's yes. */
struct take {
    double jump_limit;
    bool accept;
};

/* One document on its way in. */
struct taking {
    struct edition edition;
    char sha256[HASH_TEXT];
    struct feed *feed;
    struct changes *changes;
};

static void taking_release(struct taking *taking) {
    changes_free(taking->changes);
    feed_free(taking->feed);
}

static int say_refused(const struct options *options, const struct diag *diag, const char *feed) {
    diag_print(diag, DIAG_ERROR, is_painted(options, stderr), stderr);
    fprintf(stderr, _("angkut: %s: refused; the rates stay as they are\n"), feed);
    return EXIT_FETCH;
}

/* Fills in what the bytes say of themselves. */
static bool read_document(const struct editions *editions, struct taking *taking, const char *bytes,
                          size_t length, struct diag *diag) {
    struct edition *edition = &taking->edition;
    const struct scenario *scenario = editions->scenario;
    struct place whole = {edition->feed, 0, 0};
    struct hash *hash = hash_new();
    hash_add(hash, bytes, length);
    edition->sha256 = hash_text(hash, taking->sha256);
    taking->feed =
        feed_read(bytes, length, edition->feed, scenario->network->currency, scenario->names, diag);
    if (taking->feed == NULL)
        return false;
    int64_t serial = taking->feed->serial; /* CSV states none: there the signed one is the serial */
    if (edition->serial >= 0 && serial >= 0 && edition->serial != serial)
        return diag_add(diag, DIAG_ERROR, whole, "/serial: %lld, but it was signed as serial %lld",
                        (long long)serial, (long long)edition->serial);
    edition->serial = serial >= 0 ? serial : edition->serial;
    edition->type = serial >= 0 ? "json" : "csv";
    taking->changes = book_changes(scenario->book, taking->feed->rates);
    return true;
}

enum { JUMP_WORDS = 240 };

/* "3 changes, by 12.5 % at most" */
static char *jump_words(char text[JUMP_WORDS], const struct changes *changes) {
    double jump = changes_jump(changes);
    char percent[REAL_WORDS];
    if (changes->count == 0)
        snprintf(text, JUMP_WORDS, "%s", _("no rate changes"));
    else if (isinf(jump))
        snprintf(text, JUMP_WORDS,
                 P_("%d change, among them a rate that is new, ended or by another basis",
                    "%d changes, among them a rate that is new, ended or by another basis", changes->count),
                 changes->count);
    else
        snprintf(text, JUMP_WORDS,
                 P_("%d change, by %s %% at most", "%d changes, by %s %% at most", changes->count),
                 changes->count, digits_words(percent, 100 * jump, 3));
    return text;
}

static int leave_waiting(const struct taking *taking, struct take take, const struct options *options) {
    char words[JUMP_WORDS], limit[REAL_WORDS];
    const char *feed = taking->edition.feed;
    if (take.accept)
        fprintf(stderr, _("angkut: %s: %s, limit %s %%; it waits for \"angkut tariff accept\"\n"), feed,
                jump_words(words, taking->changes), digits_words(limit, 100 * take.jump_limit, 3));
    else if (!options->quiet)
        printf(_("%s: %s; it waits for \"angkut tariff accept\"\n"), feed,
               jump_words(words, taking->changes));
    return take.accept ? EXIT_NO : EXIT_DONE;
}

/* While the book is still the one they are compared with. */
static void print_changes(const struct editions *editions, const struct taking *taking,
                          const struct options *options) {
    if (!options->quiet && taking->changes->count > 0)
        report_changes_text(taking->changes, editions->scenario->network,
                            (struct style){text_columns(options), is_painted(options, stdout), false},
                            stdout);
}

static int accept_taken(struct editions *editions, const struct taking *taking,
                        const struct options *options) {
    char words[JUMP_WORDS];
    struct error err = {0};
    if (!store_accept(editions->store, taking->edition.feed, &err))
        return say_error(&err);
    if (!options->quiet)
        printf(_("%s: accepted; %s\n"), taking->edition.feed, jump_words(words, taking->changes));
    print_changes(editions, taking, options);
    book_overlay(editions->scenario->book, taking->feed->rates);
    return EXIT_DONE;
}

static bool is_waiting(const struct editions *editions, const struct edition *edition) {
    const struct edition *waiting = store_waiting(editions->store, edition->feed);
    return waiting != NULL && strcmp(waiting->sha256, edition->sha256) == 0;
}

/* The document was read and may follow the last one. */
static int take_in(struct editions *editions, const struct taking *taking, const char *bytes, size_t length,
                   struct take take, const struct options *options) {
    struct error err = {0};
    double jump = changes_jump(taking->changes);
    if (!is_priceable(editions, taking->edition.feed, taking->changes, options->as_of, &err))
        return say_error(&err);
    if (!is_waiting(editions, &taking->edition) &&
        !store_stage(editions->store, &taking->edition, bytes, length, &err))
        return say_error(&err);
    if (!take.accept || isinf(jump) || !(jump <= take.jump_limit))
        return leave_waiting(taking, take, options);
    return accept_taken(editions, taking, options);
}

int editions_take(struct editions *editions, const struct edition *meta, const void *bytes, size_t length,
                  double jump_limit, bool accept, const struct options *options) {
    AUTO(diag_release) struct diag *diag = diag_new();
    AUTO(taking_release) struct taking taking = {.edition = *meta};
    struct error err = {0};
    bool is_new;
    if (!read_document(editions, &taking, bytes, length, diag))
        return say_refused(options, diag, meta->feed);
    if (!store_judge(editions->store, &taking.edition, taking.feed, options->as_of, &is_new, &err))
        return say_error(&err);
    if (is_new || is_waiting(editions, &taking.edition))
        return take_in(editions, &taking, bytes, length, (struct take){jump_limit, accept}, options);
    if (!options->quiet)
        printf(_("%s: nothing new\n"), meta->feed);
    return EXIT_DONE;
}

/* ---- a person's yes ---- */

int editions_accept(struct editions *editions, const char *feed, const struct options *options) {
    AUTO(diag_release) struct diag *diag = diag_new();
    const struct edition *waiting = store_waiting(editions->store, feed);
    const struct scenario *scenario = editions->scenario;
    struct error err = {0};
    bool is_new;
    if (waiting == NULL) {
        fprintf(stderr, _("angkut: no edition of \"%.60s\" waits\n"), feed);
        return EXIT_NO;
    }
    AUTO(taking_release) struct taking taking = {.edition = *waiting};
    taking.feed = store_feed(editions->store, waiting, scenario->network->currency, scenario->names, diag);
    if (taking.feed == NULL)
        return say_failure(options, diag, &err);
    taking.changes = book_changes(scenario->book, taking.feed->rates);
    if (!store_judge(editions->store, waiting, taking.feed, options->as_of, &is_new, &err) ||
        !is_priceable(editions, feed, taking.changes, options->as_of, &err))
        return say_error(&err);
    return accept_taken(editions, &taking, options);
}

bool editions_say(const struct store *store, FILE *out) {
    for (int i = 0; i < store_waiting_count(store); i++) {
        const struct edition *edition = store_waiting_at(store, i);
        fprintf(out, _("Waiting: %s"), edition->feed);
        if (edition->serial >= 0)
            fprintf(out, _(", serial %lld"), (long long)edition->serial);
        if (edition->received != NULL)
            fprintf(out, _(", received %s"), edition->received);
        fputs(_("; see \"angkut tariff diff\"\n"), out);
    }
    return store_waiting_count(store) > 0;
}
