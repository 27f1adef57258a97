// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store of editions: what may follow what, and that nothing is lost.
 * `test_store --stage FOLDER` keeps one edition as waiting there: tests/inject_accept.py stops it at each system call.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/test_store.h"

#include <sys/wait.h>
#include <unistd.h>

/* ---- what is kept ---- */

static void what_was_accepted_is_there_when_opened_again(void **state) {
    (void)state;
    const char *folder = new_folder();
    struct error err = {0};
    struct store *store = opened(folder, true);
    take(store, "diesel", json_feed(1, 100));
    take(store, "port", CSV "P,fuel,litre,5\n");
    take(store, "diesel", json_feed(2, 110));
    assert_true(stage(store, "rail", json_feed(7, 9), &err));
    store_free(store);
    store = opened(folder, false);
    assert_int_equal(store_accepted_count(store), 3);
    assert_string_equal(store_accepted(store, 0)->feed, "diesel");
    assert_string_equal(store_accepted(store, 1)->feed, "port");
    assert_int_equal(store_accepted(store, 2)->serial, 2);
    assert_string_equal(store_accepted(store, 1)->url, "https://example.org/\"a\"");
    assert_null(store_waiting(store, "diesel"));
    assert_int_equal(store_waiting(store, "rail")->serial, 7);
    size_t length = 0;
    char *bytes = store_bytes(store, store_accepted(store, 0), &length, &err);
    assert_string_equal(bytes, json_feed(1, 100));
    free(bytes);
    store_free(store);
}

static void a_waiting_edition_makes_room_for_the_next(void **state) {
    (void)state;
    const char *folder = new_folder();
    struct error err = {0};
    struct store *store = opened(folder, true);
    assert_true(stage(store, "diesel", json_feed(1, 100), &err));
    assert_true(stage(store, "diesel", json_feed(2, 100), &err));
    assert_int_equal(store_waiting_count(store), 1);
    assert_true(store_drop(store, "diesel", &err));
    assert_false(store_accept(store, "diesel", &err));
    assert_string_equal(err.message, "no edition of \"diesel\" waits");
    store_free(store);
    store_free(opened(folder, true)); /* takes away what nothing names */
    int status;
    assert_string_equal(support_run(support_text("ls %s/editions", folder), &status), "");
}

/* ---- what may follow ---- */

static void what_may_follow_what(void **state) {
    (void)state;
    static const char *const past = "2027-11-01";
    const struct {
        const char *what, *accepted[3], *waiting, *next, *today,
            *says; /* says NULL: may follow; "": nothing new */
    } cases[] = {
        {"the first one", {NULL}, NULL, json_feed(1, 5), NULL, NULL},
        {"a higher serial", {json_feed(1, 5)}, NULL, json_feed(2, 6), NULL, NULL},
        {"the same again", {json_feed(1, 5)}, NULL, json_feed(1, 5), NULL, ""},
        {"the one that waits again", {json_feed(1, 5)}, json_feed(2, 6), json_feed(2, 6), NULL, ""},
        {"the accepted one while another waits",
         {json_feed(1, 5)},
         json_feed(2, 6),
         json_feed(1, 5),
         NULL,
         ""},
        {"rollback",
         {json_feed(1, 5), json_feed(2, 6)},
         NULL,
         json_feed(1, 5),
         NULL,
         "f: serial 1 is older than serial 2, which was accepted"},
        {"rollback behind what waits",
         {NULL},
         json_feed(9, 6),
         json_feed(8, 5),
         NULL,
         "f: serial 8 is older than serial 9, which waits (\"angkut tariff drop\" forgets it)"},
        {"same serial, other content",
         {json_feed(2, 6)},
         NULL,
         json_feed(2, 7),
         NULL,
         "f: serial 2 was accepted with other content; a change needs a new serial"},
        {"a CSV after serials",
         {json_feed(2, 6)},
         NULL,
         CSV "A,fuel,litre,1\n",
         NULL,
         "f: no serial, and serial 2 was accepted; without one old editions could pass"},
        {"a serial after CSV", {CSV "A,fuel,litre,1\n"}, NULL, json_feed(1, 5), NULL, NULL},
        {"another CSV", {CSV "A,fuel,litre,1\n"}, NULL, CSV "A,fuel,litre,2\n", NULL, NULL},
        {"an old CSV again",
         {CSV "A,fuel,litre,1\n", CSV "A,fuel,litre,2\n"},
         NULL,
         CSV "A,fuel,litre,1\n",
         NULL,
         "f: the very content received 2026-11-24T03:00:00Z, accepted before a later edition"},
        {"the last day", {NULL}, NULL, json_feed(1, 5), "2027-10-31", NULL},
        {"expired",
         {NULL},
         NULL,
         json_feed(1, 5),
         past,
         "f: the edition expired on 2027-11-01, today is 2027-11-01"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct store *store = opened(new_folder(), true);
        struct names *names = names_new();
        struct diag *diag = diag_new();
        struct error err = {0};
        char sum[HASH_TEXT];
        bool is_new = false;
        for (int a = 0; a < 3 && cases[i].accepted[a] != NULL; a++)
            take(store, "f", cases[i].accepted[a]);
        take(store, "other", json_feed(50, 1));
        if (cases[i].waiting != NULL)
            assert_true(stage(store, "f", cases[i].waiting, &err));
        struct edition next = edition_of("f", cases[i].next, sum);
        struct feed *feed = feed_read(cases[i].next, strlen(cases[i].next), "f", "IDR", names, diag);
        assert_non_null(feed);
        bool may = store_judge(store, &next, feed,
                               day(cases[i].today != NULL ? cases[i].today : "2026-11-24"), &is_new, &err);
        const char *says = may ? is_new ? NULL : "" : err.message;
        if ((says == NULL) != (cases[i].says == NULL) || (says != NULL && strcmp(says, cases[i].says) != 0))
            fail_msg("%s: %s", cases[i].what, says != NULL ? says : "may follow");
        if (!may)
            assert_int_equal(err.code, ERROR_FETCH);
        feed_free(feed);
        diag_free(diag);
        names_free(names);
        store_free(store);
    }
}

static void names_that_could_leave_the_folder_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      ".",
                                      "..",
                                      "../x",
                                      "a/b",
                                      "-rf",
                                      ".hidden",
                                      "A",
                                      "a b",
                                      "a\n",
                                      "_a",
                                      "\xC3\xA9",
                                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    struct store *store = opened(new_folder(), true);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct error err = {0};
        if (stage(store, bad[i], json_feed(1, 1), &err) || err.code != ERROR_USAGE)
            fail_msg("\"%s\" passed", bad[i]);
    }
    store_free(store);
}

/* ---- who may write ---- */

static void a_folder_that_cannot_be_written_is_told(void **state) {
    (void)state;
    struct error err = {0};
    struct store *store = store_open("/proc/angkut/data", &err);
    assert_non_null(store);
    assert_false(store_lock(store, 0, &err));
    assert_int_equal(err.code, ERROR_IO);
    assert_non_null(strstr(err.message, "/proc/angkut"));
    store_free(store);
}

static void who_comes_second_waits_and_then_leaves(void **state) {
    (void)state;
    const char *folder = new_folder();
    struct error err = {0};
    struct store *first = opened(folder, true), *second = opened(folder, false);
    assert_false(store_lock(second, 0.05, &err));
    assert_int_equal(err.code, ERROR_AGAIN);
    assert_false(stage(second, "diesel", json_feed(1, 1), &err));
    take(first, "diesel", json_feed(1, 1));
    store_free(first);
    assert_true(store_lock(second, 0, &err));
    assert_int_equal(store_accepted_count(second), 1);
    store_free(second);
}

/* ---- two at once ---- */

enum { ROUNDS = 200, EXIT_LATER = 75 };

/* What a fetch does with the store, in a process of its own. */
static pid_t taker(const char *folder, const char *feed, int serial) {
    pid_t child = fork();
    if (child != 0)
        return child;
    struct error err = {0};
    struct store *store = store_open(folder, &err);
    if (store == NULL)
        _exit(3);
    if (!store_lock(store, serial % 2 == 0 ? 0 : 10, &err))
        _exit(err.code == ERROR_AGAIN ? EXIT_LATER : 6);
    if (!stage(store, feed, json_feed(serial, serial), &err) || !store_accept(store, feed, &err))
        _exit(6);
    _exit(0);
}

static int exit_of(pid_t child) {
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* A store's first moments: nothing is there yet when the two start. */
static void two_processes_make_one_store(void **state) {
    (void)state;
    for (int round = 1; round <= ROUNDS; round++) {
        const char *folder = support_text("%s/%d", new_folder(), round);
        pid_t one = taker(folder, "one", 1), two = taker(folder, "two", 1);
        assert_int_equal(exit_of(one), 0);
        assert_int_equal(exit_of(two), 0);
    }
}

static void two_processes_lose_nothing_in_200_rounds(void **state) {
    (void)state;
    const char *folder = new_folder();
    int done = 0;
    for (int round = 1; round <= ROUNDS; round++) {
        pid_t one = taker(folder, "one", round), two = taker(folder, "two", round);
        int statuses[] = {exit_of(one), exit_of(two)};
        for (int i = 0; i < 2; i++) {
            if (statuses[i] != 0 && statuses[i] != EXIT_LATER)
                fail_msg("round %d: status %d", round, statuses[i]);
            assert_true(statuses[i] == 0 || round % 2 == 0);
            done += statuses[i] == 0;
        }
        struct store *store = opened(folder, false);
        assert_int_equal(store_accepted_count(store), done);
        if (statuses[1] == 0)
            assert_int_equal(store_last(store, "two")->serial, round);
        store_free(store);
    }
    assert_true(done > ROUNDS);
    assert_null(refusal(folder));
}

static int stage_in(const char *folder) {
    struct error err = {0};
    struct store *store = store_open(folder, &err);
    bool fine =
        store != NULL && store_lock(store, 0, &err) && stage(store, "diesel", json_feed(1, 100), &err);
    store_free(store);
    if (!fine)
        fprintf(stderr, "%s\n", err.message);
    return fine ? 0 : 6;
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_accepted_is_there_when_opened_again),
        cmocka_unit_test(a_waiting_edition_makes_room_for_the_next),
        cmocka_unit_test(what_may_follow_what),
        cmocka_unit_test(names_that_could_leave_the_folder_are_refused),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_told),
        cmocka_unit_test(who_comes_second_waits_and_then_leaves),
        cmocka_unit_test(two_processes_make_one_store),
        cmocka_unit_test(two_processes_lose_nothing_in_200_rounds),
    };
    if (argc == 3 && strcmp(argv[1], "--stage") == 0)
        return stage_in(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
