// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The list of editions, one JSON document. Its last member is the SHA-256 of all bytes before it, so that a list
 * that was cut or edited is told from one that was written; it is replaced as a whole and synced, file and folder.
 */
#include "tariff/store.h"

#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LIST "editions.json"
#define SCHEMA "angkut-editions/1"
#define TAIL_START ",\n  \"sha256\": \""
#define TAIL_END "\"\n}\n"

enum { TAIL = sizeof TAIL_START - 1 + HASH_TEXT - 1 + sizeof TAIL_END - 1 };

static bool is_hash(const char *text) {
    return text != NULL && strspn(text, "0123456789abcdef") == HASH_TEXT - 1 && strlen(text) == HASH_TEXT - 1;
}

bool is_feed_name(const char *name) {
    size_t length = strlen(name);
    return length >= 1 && length <= 60 && name[0] != '.' && name[0] != '-' && name[0] != '_' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

char *edition_name(char name[STORE_NAME], const struct edition *edition) {
    char serial[24] = "";
    if (edition->serial >= 0)
        snprintf(serial, sizeof serial, "-%lld", (long long)edition->serial);
    snprintf(name, STORE_NAME, "%s%s-%.16s.%s", edition->feed, serial, edition->sha256, edition->type);
    return name;
}

bool store_torn(const char *path, const char *what, struct error *err) {
    return error_set(
        err, ERROR_INPUT,
        "%.200s: %.100s; something else than angkut changed it: restore it, or remove its folder "
        "to start again without accepted editions",
        path, _(what));
}

/* ---- reading ---- */

static const char *own_text(struct store *store, const struct json *object, const char *key) {
    const char *text = json_string(json_get(object, key));
    return text != NULL ? names_intern(store->names, text) : NULL;
}

/* False where the object is no edition that this program wrote. */
static bool read_edition(struct store *store, const struct json *object, struct edition *edition,
                         bool *accepted) {
    const struct json *serial = json_get(object, "serial");
    *edition = (struct edition){.feed = own_text(store, object, "feed"),
                                .url = own_text(store, object, "url"),
                                .etag = own_text(store, object, "etag"),
                                .last_modified = own_text(store, object, "last_modified"),
                                .received = own_text(store, object, "received"),
                                .sha256 = own_text(store, object, "sha256"),
                                .type = own_text(store, object, "type"),
                                .serial = -1};
    return json_bool(json_get(object, "accepted"), accepted) &&
           json_bool(json_get(object, "signed"), &edition->signed_by_key) &&
           (json_is_null(serial) || (json_decimal(serial, 0, &edition->serial) && edition->serial >= 0)) &&
           edition->feed != NULL && is_feed_name(edition->feed) && is_hash(edition->sha256) &&
           edition->type != NULL && (strcmp(edition->type, "json") == 0 || strcmp(edition->type, "csv") == 0);
}

static bool read_editions(struct store *store, const struct json *array) {
    struct edition edition;
    bool accepted;
    for (const struct json *at = json_first(array); at != NULL; at = json_next(at)) {
        if (!read_edition(store, at, &edition, &accepted) || (accepted && store->waiting > 0) ||
            store->accepted + store->waiting == STORE_EDITIONS)
            return false;
        int count = store->accepted + store->waiting;
        GROW(store->list, count, store->room);
        store->list[count] = edition;
        *(accepted ? &store->accepted : &store->waiting) += 1;
    }
    return true;
}

static bool is_whole(const char *text, size_t length) {
    char sum[HASH_TEXT];
    if (length < TAIL)
        return false;
    const char *tail = text + length - TAIL;
    struct hash *hash = hash_new();
    hash_add(hash, text, length - TAIL);
    hash_text(hash, sum);
    return memcmp(tail, TAIL_START, sizeof TAIL_START - 1) == 0 &&
           memcmp(tail + sizeof TAIL_START - 1, sum, HASH_TEXT - 1) == 0 &&
           memcmp(tail + TAIL - (sizeof TAIL_END - 1), TAIL_END, sizeof TAIL_END - 1) == 0;
}

/*
 * A list is written before the folder of editions is made, so where the folder stood before the list was looked for
 * (`made`), somebody took the list away. Asked in the other order, a store that another process makes between the
 * two questions would look like that.
 */
static bool read_nothing(const char *path, bool made, int reason, struct error *err) {
    if (reason != ENOENT)
        return error_set(err, ERROR_IO, "cannot read %.250s, where accepted editions would be: %s", path,
                         strerror(reason));
    if (made)
        return store_torn(path, N_("the list of editions is gone"), err);
    return true;
}

bool store_list_read(struct store *store, struct error *err) {
    AUTO_FREE char *path = file_join(store->folder, LIST);
    struct error trouble;
    size_t length = 0;
    store->accepted = store->waiting = 0;
    store->listed = false;
    AUTO_FREE char *editions = file_join(store->folder, "editions");
    bool made = access(editions, F_OK) == 0;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), reason = errno;
    if (descriptor < 0)
        return read_nothing(path, made, reason, err);
    close(descriptor);
    AUTO_FREE char *text = file_read(path, STORE_LIST_BYTES, &length, err);
    if (text == NULL)
        return false;
    if (!is_whole(text, length))
        return store_torn(path, N_("its SHA-256 is not the one it ends with"), err);
    AUTO(json_release) struct json *root = json_parse(text, length, NULL, &trouble);
    const char *schema = json_string(json_get(root, "schema"));
    if (schema == NULL || strcmp(schema, SCHEMA) != 0)
        return error_set(err, ERROR_INPUT, "%.250s: expected schema \"%s\", found \"%.40s\"", path, SCHEMA,
                         schema != NULL ? schema : "");
    if (!json_is_array(json_get(root, "editions")) || !read_editions(store, json_get(root, "editions")))
        return store_torn(path, N_("it is not a list of editions"), err);
    return store->listed = true;
}

/* ---- writing ---- */

static void put_edition(struct json_out *out, const struct edition *edition, bool accepted) {
    json_flat_object(out, NULL);
    json_put_string(out, "feed", edition->feed);
    json_put_bool(out, "accepted", accepted);
    if (edition->serial >= 0)
        json_put_int(out, "serial", edition->serial);
    else
        json_put_string(out, "serial", NULL);
    json_put_string(out, "type", edition->type);
    json_put_string(out, "sha256", edition->sha256);
    json_put_string(out, "received", edition->received);
    json_put_bool(out, "signed", edition->signed_by_key);
    json_put_string(out, "url", edition->url);
    json_put_string(out, "etag", edition->etag);
    json_put_string(out, "last_modified", edition->last_modified);
    json_end(out);
}

/* The whole document on the heap. */
static char *list_text(const struct store *store, size_t *length) {
    char *text = NULL, sum[HASH_TEXT];
    FILE *stream = open_memstream(&text, length);
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", SCHEMA);
    json_array(&out, "editions");
    for (int i = 0; i < store->accepted + store->waiting; i++)
        put_edition(&out, &store->list[i], i < store->accepted);
    json_end(&out);
    fflush(stream);
    struct hash *hash = hash_new();
    hash_add(hash, text, *length);
    json_put_string(&out, "sha256", hash_text(hash, sum));
    json_end(&out);
    fclose(stream);
    return text;
}

bool store_sync(const char *folder, struct error *err) {
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool fine = descriptor >= 0 && (fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP);
    if (!fine)
        error_set(err, ERROR_IO, "cannot sync %.250s: %s; what was written may not outlive a power cut",
                  folder, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return fine;
}

bool store_list_write(struct store *store, struct error *err) {
    AUTO_FREE char *path = file_join(store->folder, LIST);
    AUTO(file_release) struct file_out out = {0};
    size_t length = 0;
    AUTO_FREE char *text = list_text(store, &length);
    if (!file_create(&out, path, NULL, err))
        return false;
    fwrite(text, 1, length, out.stream);
    if (!file_commit(&out, err) || !store_sync(store->folder, err))
        return false;
    return store->listed = true;
}
