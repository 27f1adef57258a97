// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tests of the store share; to be included after cmocka.h. */
#ifndef TESTS_TEST_STORE_H
#define TESTS_TEST_STORE_H

#include "tests/test_tariff.h"

#define CSV "tariff_id,item,basis,amount\n"

static inline const char *json_feed(int serial, int amount) {
    return support_text(
        "{\"schema\":\"angkut-tariff/1\",\"publisher\":\"P\",\"serial\":%d,\"issued\":\"2026-11-01\","
        "\"expires\":\"2027-11-01\",\"currency\":\"IDR\",\"rates\":[{\"tariff_id\":\"D\",\"item\":\"fuel\","
        "\"basis\":\"litre\",\"amount\":\"%d\"}]}",
        serial, amount);
}

static inline struct edition edition_of(const char *feed, const char *text, char sum[HASH_TEXT]) {
    struct hash *hash = hash_new();
    hash_add(hash, text, strlen(text));
    const char *serial = strstr(text, "\"serial\":");
    return (struct edition){.feed = feed,
                            .url = "https://example.org/\"a\"",
                            .received = "2026-11-24T03:00:00Z",
                            .sha256 = hash_text(hash, sum),
                            .type = serial != NULL ? "json" : "csv",
                            .serial = serial != NULL ? atoi(serial + 9) : -1};
}

static inline struct store *opened(const char *folder, bool locked) {
    struct error err = {0};
    struct store *store = store_open(folder, &err);
    if (store == NULL || (locked && !store_lock(store, 30, &err)))
        fail_msg("%s", err.message);
    return store;
}

static inline bool stage(struct store *store, const char *feed, const char *text, struct error *err) {
    char sum[HASH_TEXT];
    struct edition edition = edition_of(feed, text, sum);
    return store_stage(store, &edition, text, strlen(text), err);
}

static inline void take(struct store *store, const char *feed, const char *text) {
    struct error err = {0};
    if (!stage(store, feed, text, &err) || !store_accept(store, feed, &err))
        fail_msg("%s", err.message);
}

static inline const char *new_folder(void) {
    return support_text("%s/state/angkut/data-1", support_folder());
}

/* Code and message where the store cannot be opened or laid over a book; NULL where it can. */
static inline const char *refusal(const char *folder) {
    struct error err = {0};
    struct store *store = store_open(folder, &err);
    if (store == NULL)
        return support_text("%d %s", err.code, err.message);
    struct diag *diag = diag_new();
    struct desk desk = desk_of(CSV "B,fuel,litre,1\n");
    const char *text = NULL;
    if (!store_overlay(store, desk.book, "IDR", desk.names, diag))
        text = support_text("%d %s", ERROR_INPUT, support_findings(diag, DIAG_ERROR));
    desk_release(&desk);
    store_free(store);
    diag_free(diag);
    return text;
}

#endif
