// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A store changes in one step, when its list is replaced (store_list.c). The bytes of an edition are there and synced
 * before a list names them, and are never written again; a file that no list names was left by a run that was
 * ended, and the next one that locks the store takes it away.
 */
#include "tariff/store.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "tariff/book.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EDITIONS "editions"

struct store *store_open(const char *folder, struct error *err) {
    struct store *store = xcalloc(1, sizeof *store);
    *store = (struct store){.folder = xstrdup(folder), .lock = -1, .names = names_new()};
    if (store_list_read(store, err))
        return store;
    store_free(store);
    return NULL;
}

void store_free(struct store *store) {
    if (store == NULL)
        return;
    if (store->lock >= 0)
        close(store->lock);
    names_free(store->names);
    free(store->list);
    free(store->folder);
    free(store);
}

/* ---- the lock ---- */

/* The folder and those above it; only the user gets in. */
static bool make_folder(const char *folder, struct error *err) {
    AUTO_FREE char *path = xstrdup(folder);
    for (char *at = path + 1;; at++) {
        char kept = *at;
        if (kept != '/' && kept != '\0')
            continue;
        *at = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST && !(errno == EROFS && access(path, F_OK) == 0))
            return error_set(err, ERROR_IO, "cannot make %.250s: %s", path, strerror(errno));
        *at = kept;
        if (kept == '\0')
            return true;
    }
}

static bool wait_lock(struct store *store, const char *path, double seconds, struct error *err) {
    const double pause = 0.02;
    const struct timespec step = {0, 20000000};
    for (double waited = 0;; waited += pause) {
        if (flock(store->lock, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return error_set(err, ERROR_IO, "cannot lock %.250s: %s", path, strerror(errno));
        if (waited >= seconds)
            return error_set(err, ERROR_AGAIN, "another angkut is at work on %.250s; try again later",
                             store->folder);
        nanosleep(&step, NULL);
    }
}

static bool is_listed(const struct store *store, const char *file) {
    char name[STORE_NAME];
    for (int i = 0; i < store->accepted + store->waiting; i++)
        if (strcmp(edition_name(name, &store->list[i]), file) == 0)
            return true;
    return false;
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

/* What runs that were ended left behind. Where it can't be removed it does no harm. */
static void sweep(const struct store *store, const char *folder, bool all_files) {
    DIR *directory = opendir(folder);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        const char *name = entry->d_name;
        bool edition = all_files && (ends_with(name, ".json") || ends_with(name, ".csv"));
        if (name[0] != '.' && (ends_with(name, ".tmp") || (edition && !is_listed(store, name))))
            unlinkat(dirfd(directory), name, 0);
    }
    if (directory != NULL)
        closedir(directory);
}

/* The list comes first: a folder of editions without one is a store that was damaged. */
static bool make_parts(struct store *store, const char *editions, struct error *err) {
    if (!store->listed && !store_list_write(store, err))
        return false;
    if (mkdir(editions, 0700) == 0)
        return store_sync(store->folder, err);
    return errno == EEXIST || error_set(err, ERROR_IO, "cannot make %.250s: %s", editions, strerror(errno));
}

bool store_lock(struct store *store, double seconds, struct error *err) {
    AUTO_FREE char *path = file_join(store->folder, "lock");
    AUTO_FREE char *editions = file_join(store->folder, EDITIONS);
    if (store->lock >= 0)
        return true;
    if (!make_folder(store->folder, err))
        return false;
    store->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (store->lock < 0)
        return error_set(err, ERROR_IO, "cannot write %.250s: %s", path, strerror(errno));
    bool fine = wait_lock(store, path, seconds, err) && store_list_read(store, err) &&
                make_parts(store, editions, err);
    if (fine) {
        sweep(store, store->folder, false);
        sweep(store, editions, true);
    } else {
        close(store->lock);
        store->lock = -1;
    }
    return fine;
}

/* ---- what is there ---- */

int store_accepted_count(const struct store *store) {
    return store->accepted;
}

const struct edition *store_accepted(const struct store *store, int index) {
    return &store->list[index];
}

int store_waiting_count(const struct store *store) {
    return store->waiting;
}

const struct edition *store_waiting_at(const struct store *store, int index) {
    return &store->list[store->accepted + index];
}

/* The place in the list; -1 = none waits. */
static int find_waiting(const struct store *store, const char *feed) {
    for (int i = store->accepted; i < store->accepted + store->waiting; i++)
        if (strcmp(store->list[i].feed, feed) == 0)
            return i;
    return -1;
}

const struct edition *store_waiting(const struct store *store, const char *feed) {
    int at = find_waiting(store, feed);
    return at >= 0 ? &store->list[at] : NULL;
}

const struct edition *store_last(const struct store *store, const char *feed) {
    for (int i = store->accepted - 1; i >= 0; i--)
        if (strcmp(store->list[i].feed, feed) == 0)
            return &store->list[i];
    return NULL;
}

const char *edition_shown(const struct edition *edition, struct names *names) {
    char name[STORE_NAME], shown[STORE_NAME + sizeof EDITIONS + 1];
    snprintf(shown, sizeof shown, "%s/%s", EDITIONS, edition_name(name, edition));
    return names_intern(names, shown);
}

static char *edition_path(const struct store *store, const struct edition *edition) {
    char name[STORE_NAME];
    AUTO_FREE char *folder = file_join(store->folder, EDITIONS);
    return file_join(folder, edition_name(name, edition));
}

char *store_bytes(const struct store *store, const struct edition *edition, size_t *length,
                  struct error *err) {
    AUTO_FREE char *path = edition_path(store, edition);
    char sum[HASH_TEXT];
    AUTO_FREE char *bytes = file_read(path, FEED_BYTES, length, err);
    if (bytes == NULL && !file_exists(path) && errno == ENOENT)
        return store_torn(path, N_("the file is gone"), err), NULL;
    if (bytes == NULL)
        return NULL;
    struct hash *hash = hash_new();
    hash_add(hash, bytes, *length);
    if (strcmp(hash_text(hash, sum), edition->sha256) != 0)
        return store_torn(path, N_("its SHA-256 is not the one in the list of editions"), err), NULL;
    return TAKE(bytes);
}

/* ---- changes ---- */

static const char *own(struct store *store, const char *text) {
    return text != NULL ? names_intern(store->names, text) : NULL;
}

static struct edition own_edition(struct store *store, const struct edition *edition) {
    struct edition copy = *edition;
    copy.feed = own(store, edition->feed);
    copy.url = own(store, edition->url);
    copy.etag = own(store, edition->etag);
    copy.last_modified = own(store, edition->last_modified);
    copy.received = own(store, edition->received);
    copy.sha256 = own(store, edition->sha256);
    copy.type = own(store, edition->type);
    return copy;
}

static bool write_bytes(const struct store *store, const char *path, const void *bytes, size_t length,
                        struct error *err) {
    AUTO(file_release) struct file_out out = {0};
    AUTO_FREE char *folder = file_join(store->folder, EDITIONS);
    if (!file_create(&out, path, NULL, err))
        return false;
    fwrite(bytes, 1, length, out.stream);
    if (fchmod(fileno(out.stream), 0444) != 0)
        return error_set(err, ERROR_IO, "cannot write %.250s: %s", path, strerror(errno));
    return file_commit(&out, err) && store_sync(folder, err);
}

/* Takes the entry out of the list in memory. */
static void take_out(struct store *store, int at) {
    int count = store->accepted + store->waiting;
    memmove(&store->list[at], &store->list[at + 1], (size_t)(count - at - 1) * sizeof *store->list);
    *(at < store->accepted ? &store->accepted : &store->waiting) -= 1;
}

static void put_in(struct store *store, int at, struct edition edition) {
    int count = store->accepted + store->waiting;
    GROW(store->list, count, store->room);
    memmove(&store->list[at + 1], &store->list[at], (size_t)(count - at) * sizeof *store->list);
    store->list[at] = edition;
}

/* Writes the list; where that fails, what is in memory is again what the file says. */
static bool keep(struct store *store, struct error *err) {
    struct error ignored;
    if (store_list_write(store, err))
        return true;
    store_list_read(store, &ignored);
    return false;
}

static bool demand_lock(const struct store *store, struct error *err) {
    return store->lock >= 0 || error_set(err, ERROR_IO, "%.250s is not locked", store->folder);
}

static bool check_edition(const struct edition *edition, struct error *err) {
    if (!is_feed_name(edition->feed))
        return error_set(
            err, ERROR_USAGE,
            "\"%.80s\" is no name for a feed, expected 1 to 60 of a-z, 0-9, '.', '_' and '-', the "
            "first a letter or digit",
            edition->feed);
    return true;
}

bool store_stage(struct store *store, const struct edition *edition, const void *bytes, size_t length,
                 struct error *err) {
    char name[STORE_NAME];
    struct error unread;
    if (!demand_lock(store, err) || !check_edition(edition, err))
        return false;
    AUTO_FREE char *path = edition_path(store, edition);
    size_t there = 0;
    AUTO_FREE char *old = store_bytes(store, edition, &there, &unread);
    if (old == NULL && is_listed(store, edition_name(name, edition)))
        return error_set(err, ERROR_INPUT, "%s", unread.message);
    if (old == NULL && !write_bytes(store, path, bytes, length, err))
        return false;
    int at = find_waiting(store, edition->feed);
    if (at >= 0)
        take_out(store, at);
    for (at = store->accepted; at < store->accepted + store->waiting; at++)
        if (strcmp(store->list[at].feed, edition->feed) > 0)
            break;
    put_in(store, at, own_edition(store, edition));
    store->waiting++;
    return keep(store, err);
}

bool store_accept(struct store *store, const char *feed, struct error *err) {
    int at = find_waiting(store, feed);
    if (!demand_lock(store, err))
        return false;
    if (at < 0)
        return error_set(err, ERROR_USAGE, "no edition of \"%.60s\" waits", feed);
    struct edition edition = store->list[at];
    take_out(store, at);
    put_in(store, store->accepted, edition);
    store->accepted++;
    return keep(store, err);
}

bool store_drop(struct store *store, const char *feed, struct error *err) {
    int at = find_waiting(store, feed);
    if (!demand_lock(store, err))
        return false;
    if (at < 0)
        return error_set(err, ERROR_USAGE, "no edition of \"%.60s\" waits", feed);
    take_out(store, at);
    return keep(store, err);
}

/* ---- the book ---- */

struct feed *store_feed(const struct store *store, const struct edition *edition, const char *currency,
                        struct names *names, struct diag *diag) {
    struct error err = {0};
    size_t length = 0;
    AUTO_FREE char *bytes = store_bytes(store, edition, &length, &err);
    if (bytes == NULL)
        return diag_add(diag, DIAG_ERROR, (struct place){0}, "%s", err.message), NULL;
    return feed_read(bytes, length, edition_shown(edition, names), currency, names, diag);
}

bool store_overlay(const struct store *store, struct book *book, const char *currency, struct names *names,
                   struct diag *diag) {
    bool fine = true;
    for (int i = 0; i < store->accepted; i++) {
        struct feed *feed = store_feed(store, &store->list[i], currency, names, diag);
        if (feed != NULL)
            book_lay(book, feed->rates);
        fine = feed != NULL && fine;
        feed_free(feed);
    }
    if (store->accepted > 0)
        book_cut(book);
    return fine;
}
