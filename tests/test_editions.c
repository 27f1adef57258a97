// SPDX-License-Identifier: GPL-3.0-or-later
/* Editions from outside: the verbs over a store that the test filled, and what they make of one that is in the way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/test_tariff.h"

#include <sys/wait.h>
#include <unistd.h>

/* A copy of tests/data/second and a state of its own. Its rates: diesel 10,000, train 300, lift 5,000. */
struct desk_top {
    const char *data, *state, *folder; /* folder: of the store */
};

static char *program;

static const char *angkut(const struct desk_top *top, int *status, const char *arguments) {
    return support_run(
        support_text("cd %s/.. && XDG_STATE_HOME=%s '%s' %s", top->data, top->state, program, arguments),
        status);
}

static struct desk_top set_out(void) {
    const char *place = support_folder();
    struct desk_top top = {support_text("%s/second", place), support_text("%s/state", place), NULL};
    int status;
    support_run(support_text("cp -R tests/data/second %s", top.data), &status);
    assert_int_equal(status, 0);
    assert_string_equal(angkut(&top, &status, "tariff accept --data second"), "No edition waits.\n");
    const char *name =
        support_run(support_text("cd %s/angkut && printf %%s second-????????????", top.state), &status);
    top.folder = support_text("%s/angkut/%s", top.state, name);
    return top;
}

static const char *feed(int serial, const char *expires, const char *rates) {
    return support_text(
        "{\"schema\":\"angkut-tariff/1\",\"publisher\":\"P\",\"serial\":%d,\"issued\":\"2026-01-01\","
        "\"expires\":\"%s\",\"currency\":\"IDR\",\"rates\":[%s]}",
        serial, expires, rates);
}

#define NEVER "9999-01-01"
#define RATE(id, item, basis, amount, from)                                                              \
    "{\"tariff_id\":\"" id "\",\"item\":\"" item "\",\"basis\":\"" basis "\",\"amount\":\"" amount "\"," \
    "\"valid_from\":\"" from "\"}"
#define DEARER RATE("dearer", "fuel", "litre", "11000", "2026-01-01")

static void put(const struct desk_top *top, const char *name, const char *text) {
    struct error err = {0};
    char sum[HASH_TEXT];
    struct hash *hash = hash_new();
    hash_add(hash, text, strlen(text));
    struct edition edition = {.feed = name,
                              .received = "2026-11-24T03:00:00Z",
                              .sha256 = hash_text(hash, sum),
                              .type = "json",
                              .serial = atoi(strstr(text, "serial\":") + 8)};
    struct store *store = store_open(top->folder, &err);
    if (store == NULL || !store_lock(store, 10, &err) ||
        !store_stage(store, &edition, text, strlen(text), &err))
        fail_msg("%s", err.message);
    store_free(store);
}

static void assert_says(const struct desk_top *top, const char *arguments, int expected, const char *says) {
    int status;
    const char *said = angkut(top, &status, arguments);
    if (status != expected || strstr(said, says) == NULL)
        fail_msg("%s: status %d, expected %d and \"%s\":\n%s", arguments, status, expected, says, said);
}

/* 72,692,000 by hand (doc/formats.md); with diesel at 11,000 the truck's 600 a km become 660: the 600 t by train pay
 * 12 km x 60 more, the 410 t by road 132 km x 60. */
static void an_accepted_edition_prices_the_plan(void **state) {
    (void)state;
    struct desk_top top = set_out();
    assert_says(&top, "plan second --format csv", 0, "S1,");
    put(&top, "diesel", feed(7, NEVER, DEARER));
    assert_says(&top, "plan second --format json", 0, "\"cost\": 72692000,");
    assert_says(&top, "tariff diff --data second", 1,
                "diesel: 1 change\n"
                "rate                 now    then   change  days\n"
                "dearer            10,000  11,000  +10.0 %  from 1 Jan 2026\n"
                "  fuel per litre\n");
    assert_says(&top, "tariff accept --data second", 0,
                "diesel: accepted; 1 change, by 10 % at most\n"
                "rate                 now    then   change  days\n"
                "dearer            10,000  11,000  +10.0 %  from 1 Jan 2026\n");
    assert_says(&top, "plan second --format json", 0,
                support_text("\"cost\": %d,", 72692000 + 600 * 12 * 60 + 410 * 132 * 60));
    assert_says(&top, "tariff list second", 0, "diesel-7 /rates/0");
    assert_says(&top, "tariff list second", 0, "Accepted: diesel, serial 7, received 2026-11-24T03:00:00Z\n");
    assert_says(&top, "tariff diff --data second", 0, "No edition waits.\n");
    assert_says(&top, "check second", 0, "No errors");
}

static void what_each_verb_answers(void **state) {
    (void)state;
    struct desk_top top = set_out();
    put(&top, "diesel", feed(7, NEVER, DEARER));
    put(&top, "rail", feed(1, NEVER, RATE("train", "rail", "t_km", "300", "2020-01-01")));
    const struct {
        const char *arguments;
        int status;
        const char *says;
    } cases[] = {
        {"tariff diff diesel --data second --format csv", 1,
         "amount,fuel,diesel,litre,10000,dearer,litre,11000,10.0000,2026-01-01,,,,,,,,,\n"},
        {"tariff diff diesel --data second --format json", 1, "\"share\": 0.1,\n"},
        {"tariff diff --data second --format json", 2, "2 editions wait; name one"},
        {"tariff diff nothing --data second", 6,
         "no edition of \"nothing\" waits, and there is no such file"},
        {"tariff diff second/tariffs/rates.csv --data second", 0, "0 changes"},
        {"tariff accept nothing --data second", 1, "no edition of \"nothing\" waits"},
        {"tariff show diesel second", 0, "Priced by it: link R1, link R2\n"},
        {"tariff show train second", 0, "Priced by it: link T1\n"},
        {"tariff show desel second", 2, "no tariff \"desel\"; did you mean \"diesel\"?"},
        {"tariff show diesel second --format csv", 0,
         "diesel,fuel,litre,10000,,,,,,,,,,,,,tariffs/rates.csv:2\n"},
        {"tariff list second --format json", 0, "\"schema\": \"angkut-rates/1\""},
        {"tariff list second", 0, "Waiting: rail, serial 1, received 2026-11-24T03:00:00Z"},
        {"tariff drop rail --data second", 0, "rail: forgotten"},
        {"tariff drop rail --data second", 1, "no edition of \"rail\" waits"},
        {"tariff accept diesel --data second --quiet", 0, ""},
        {"tariff accept --data second", 0, "No edition waits."},
        {"tariff list second --as-of 2025-12-31", 0, "diesel            10,000  until 1 Jan 2026\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_says(&top, cases[i].arguments, cases[i].status, cases[i].says);
}

static void what_must_not_be_taken_is_refused_with_the_old_rates_in_force(void **state) {
    (void)state;
    const struct {
        const char *document;
        const char *says;
    } cases[] = {
        {feed(7, "2026-01-02", DEARER), "diesel: the edition expired on 2026-01-02"},
        {feed(7, NEVER, RATE("train", "rail", "t_km", "300", "9998-01-01")),
         "diesel: with it the data set has no price on "},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct desk_top top = set_out();
        put(&top, "diesel", cases[i].document);
        const char *before = support_read(support_text("%s/editions.json", top.folder));
        assert_says(&top, "tariff accept --data second", 5, cases[i].says);
        assert_string_equal(support_read(support_text("%s/editions.json", top.folder)), before);
        assert_says(&top, "plan second --format json", 0, "\"cost\": 72692000,");
    }
}

/* Whoever planned on with the base book would have wrong prices, and not know. */
static void no_verb_passes_over_a_damaged_store(void **state) {
    (void)state;
    static const char *const damages[] = {"truncate -s -1 $F/editions.json", "rm $F/editions.json",
                                          "rm -f $F/editions/*",
                                          "chmod u+w $F/editions/* && echo >>$(echo $F/editions/*)"};
    static const char *const verbs[] = {"plan second", "check second", "tariff list second",
                                        "tariff diff --data second", "tariff accept --data second"};
    for (size_t d = 0; d < COUNT_OF(damages); d++) {
        struct desk_top top = set_out();
        int status;
        put(&top, "diesel", feed(7, NEVER, DEARER));
        angkut(&top, &status, "tariff accept --data second");
        assert_int_equal(status, 0);
        support_run(support_text("F=%s; %s", top.folder, damages[d]), &status);
        assert_int_equal(status, 0);
        for (size_t v = 0; v < COUNT_OF(verbs); v++)
            assert_says(&top, verbs[v], 3,
                        "something else than angkut changed it: restore it, or remove its folder");
    }
}

static void where_there_is_no_place_for_editions_plan_goes_on(void **state) {
    (void)state;
    struct desk_top top = set_out();
    const struct {
        const char *environment;
        int plan, accept;
        const char *says;
    } cases[] = {
        {"-u HOME -u XDG_STATE_HOME", 0, 6, "nowhere to keep editions"},
        {"-u HOME XDG_STATE_HOME=state", 0, 6, "nowhere to keep editions"},
        {"HOME= XDG_STATE_HOME=", 0, 6, "nowhere to keep editions"},
        {"HOME=/dev/null XDG_STATE_HOME=", 6, 6, "Not a directory"},
        {"-u XDG_STATE_HOME HOME=/proc/none", 0, 6, "cannot make /proc/none"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (int accept = 0; accept < 2; accept++) {
            int status;
            const char *said = support_run(
                support_text("cd %s/.. && env %s '%s' %s", top.data, cases[i].environment, program,
                             accept ? "tariff accept --data second" : "plan second --brief"),
                &status);
            int expected = accept ? cases[i].accept : cases[i].plan;
            if (status != expected || (expected != 0 && strstr(said, cases[i].says) == NULL))
                fail_msg("%s: status %d: %s", cases[i].environment, status, said);
        }
}

/* As a user: root may write anywhere. */
static void a_state_that_may_not_be_written_is_read_all_the_same(void **state) {
    (void)state;
    struct desk_top top = set_out();
    int status;
    if (geteuid() == 0) {
        print_message("skipped: root may write anywhere\n");
        return;
    }
    put(&top, "diesel", feed(7, NEVER, DEARER));
    support_run(support_text("chmod a-w %s %s/*", top.folder, top.folder), &status);
    assert_says(&top, "plan second", 0, "");
    assert_says(&top, "tariff accept --data second", 6, "cannot write");
    support_run(support_text("chmod -R u+w %s", top.folder), &status);
}

static void two_accepts_at_once_take_an_edition_once(void **state) {
    (void)state;
    struct desk_top top = set_out();
    for (int round = 1; round <= 20; round++) {
        int status;
        put(&top, "diesel",
            feed(round, NEVER, round % 2 ? DEARER : RATE("dearer", "fuel", "litre", "12000", "2026-01-01")));
        const char *said = support_run(
            support_text("cd %s/.. && export XDG_STATE_HOME=%s && { '%s' tariff accept --data second >one & "
                         "'%s' tariff accept --data second >two; wait $! && cat one two; }",
                         top.data, top.state, program, program),
            &status);
        const char *first = strstr(said, "diesel: accepted");
        assert_int_equal(status, 0);
        assert_non_null(first);
        assert_null(strstr(first + 1, "diesel: accepted"));
        assert_non_null(strstr(said, "No edition waits."));
    }
    struct error err = {0};
    struct store *store = store_open(top.folder, &err);
    assert_int_equal(store_accepted_count(store), 20);
    store_free(store);
}

static void accept_stopped_at_any_call_leaves_the_old_or_the_new(void **state) {
    (void)state;
    int status;
    char self[4096] = "";
    if (!support_is_pass("plain")) {
        print_message("skipped: runs in the plain pass\n");
        return;
    }
    if (support_run("command -v python3", &status), status != 0) {
        print_message("skipped: no python3 here\n");
        return;
    }
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    *strrchr(self, '/') = '\0';
    const char *said = support_run(
        support_text("python3 tests/inject_accept.py '%s' tests/data/second '%s/test_store'", program, self),
        &status);
    print_message("%s", said);
    assert_int_equal(status, 0);
    assert_true(strstr(said, "never between") != NULL || strncmp(said, "skipped", 7) == 0);
}

static int set_up(void **state) {
    (void)state;
    const char *named = getenv("ANGKUT");
    program = realpath(named != NULL ? named : "build/plain/angkut", NULL);
    unsetenv("ANGKUT_DATA");
    return program != NULL ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_accepted_edition_prices_the_plan),
        cmocka_unit_test(what_each_verb_answers),
        cmocka_unit_test(what_must_not_be_taken_is_refused_with_the_old_rates_in_force),
        cmocka_unit_test(no_verb_passes_over_a_damaged_store),
        cmocka_unit_test(where_there_is_no_place_for_editions_plan_goes_on),
        cmocka_unit_test(a_state_that_may_not_be_written_is_read_all_the_same),
        cmocka_unit_test(two_accepts_at_once_take_an_edition_once),
        cmocka_unit_test(accept_stopped_at_any_call_leaves_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
