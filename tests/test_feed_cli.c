// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut tariff lint and angkut tariff export, from outside; and that what is exported changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_feed.h"

#include <stdio.h>

static const char *folder, *program;

/* Runs it in the folder; `angkut` is the program. What it printed, with its messages, and its exit status. */
static const char *run(const char *command) {
    int status;
    const char *text =
        support_run(support_text("cd %s && unset ANGKUT_DATA NO_COLOR && export XDG_STATE_HOME=%s/state && "
                                 "angkut() { '%s' \"$@\"; } && (%s)",
                                 folder, folder, program, command),
                    &status);
    return support_text("%s[%d]", text, status);
}

static int set_up(void **state) {
    (void)state;
    const char *named = getenv("ANGKUT");
    program = realpath(named != NULL ? named : "build/plain/angkut", NULL);
    folder = support_folder();
    support_run(support_text("cp -R tests/data/strait %s/strait && cp -R data %s/shipped", folder, folder),
                NULL);
    return program == NULL;
}

static int tear_down(void **state) {
    (void)state;
    free((char *)program);
    return 0;
}

/* ---- lint ------------------------------------------------------------------------------------------------------- */

#define FEED(expires, rates)                                                                          \
    "{\"schema\": \"angkut-tariff/1\", \"publisher\": \"P\", \"serial\": 7, \"currency\": \"IDR\",\n" \
    "\"issued\": \"2026-11-24\", \"expires\": \"" expires "\", \"rates\": [\n" rates "]}\n"
#define FUEL(amount)                                                                                     \
    "{\"tariff_id\": \"fuel-7\", \"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"" amount "\", " \
    "\"valid_from\": \"2026-12-01\", \"source\": \"s\"}"
#define SUMMARY "rates: 1 (fuel 1), serial 7, issued 24 Nov 2026, expires 24 Dec 2026\n[0]"

static const struct {
    const char *feed, *said;
} LINTED[] = {
    {FEED("2026-12-24", FUEL("7000")), SUMMARY},
    {FEED("2026-12-01", FUEL("7000")),
     "f: warning: /expires: expires on 2026-12-01, in 7 days\n"
     "rates: 1 (fuel 1), serial 7, issued 24 Nov 2026, expires 1 Dec 2026\n[0]"},
    {FEED("2026-12-02", FUEL("7000")),
     "rates: 1 (fuel 1), serial 7, issued 24 Nov 2026, expires 2 Dec 2026\n[0]"},
    {FEED("2026-12-24", FUEL("8500")), SUMMARY}, /* 6,800 and exactly a quarter */
    {FEED("2026-12-24", FUEL("8500.0001")),
     "f:3: warning: /rates/0: rate fuel-7: 6800 becomes 8500.0001, +25 %, from 2026-12-01 on\n" SUMMARY},
    {FEED("2026-12-24", FUEL("680")),
     "f:3: warning: /rates/0: rate fuel-7: 6800 becomes 680, -90 %, from 2026-12-01 on\n" SUMMARY},
    {FEED("2026-12-24",
          "{\"tariff_id\": \"T\", \"item\": \"toll\", \"basis\": \"t\", \"amount\": \"1\", \"link_id\": "
          "\"L9\"},\n"
          "{\"tariff_id\": \"R\", \"item\": \"rail\", \"basis\": \"t\", \"amount\": \"400\", \"mode\": "
          "\"rial\",\n"
          " \"valid_to\": \"2020-01-01\"},\n"
          "{\"tariff_id\": \"rail\", \"item\": \"rail\", \"basis\": \"t\", \"amount\": \"400\",\n"
          " \"valid_from\": \"2015-01-01\", \"source\": \"s\"}"),
     "f:3: warning: /rates/0: rate T has no valid_from: it would change what the past cost, too (and 1 more "
     "like it)\n"
     "f:3: warning: /rates/0: rate T has no source: nobody can check it (and 1 more like it)\n"
     "f:3: warning: /rates/0: rate T never applies: there is no link_id \"L9\"\n"
     "f:4: warning: /rates/1: rate R never applies: there is no mode \"rial\"; did you mean \"rail\"?\n"
     "f:6: warning: /rates/2: rate rail: 400 a t_km becomes 400 a t from 2015-01-01 on\n"
     "rates: 3 (toll 1, rail 2), serial 7, issued 24 Nov 2026, expires 24 Dec 2026\n[0]"},
    {"tariff_id,item,basis,amount,valid_from,valid_to,source\nA,toll,t,1,2020-01-01,2026-11-24,s\n",
     "f: warning: all rates have ended, the last on 2026-11-24\n"
     "rates: 1 (toll 1), no serial and no dates of its own (CSV)\n[0]"},
    {FEED("2026-12-24", "{}"),
     "f:3:1: error: /rates/0: tariff_id is missing\nf:3:1: error: /rates/0: item is missing\n"
     "f:3:1: error: /rates/0: basis is missing\nf:3:1: error: /rates/0: amount is missing\n"
     "4 errors: nobody will take this.\n[3]"},
    {"", "f: error: the document is empty\n1 error: nobody will take this.\n[3]"},
};

static void lint_tells_errors_or_warnings_and_what_there_is(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(LINTED); i++) {
        support_write(folder, "f", LINTED[i].feed);
        assert_string_equal(run("angkut tariff lint f --data strait --as-of 2026-11-24"), LINTED[i].said);
    }
}

static void lint_judges_as_on_a_day(void **state) {
    (void)state;
    support_write(folder, "f", FEED("2026-12-24", FUEL("7000")));
    assert_string_equal(run("angkut tariff lint f --data strait --as-of 2026-12-24"),
                        "f: warning: /expires: expired on 2026-12-24, nobody will take it\n" SUMMARY);
    assert_string_equal(run("angkut tariff lint f --data strait --as-of 2026-11-23"),
                        "f: warning: /issued: 2026-11-24 is still to come\n" SUMMARY);
    assert_string_equal(run("angkut tariff lint f --data strait --as-of 2026-12-24 -q"), SUMMARY);
}

static void lint_reads_standard_input_and_says_what_it_cannot_read(void **state) {
    (void)state;
    support_write(folder, "f", FEED("2026-12-24", FUEL("7000")));
    assert_string_equal(run("angkut tariff lint - --data strait --as-of 2026-11-24 <f"), SUMMARY);
    assert_string_equal(run("angkut tariff lint none --data strait"),
                        "angkut: cannot read none: No such file or directory\n[6]");
    assert_string_equal(run("angkut tariff lint strait --data strait"),
                        "angkut: cannot read strait: Is a directory\n[6]");
    assert_string_equal(run("angkut tariff lint f --data none"),
                        "angkut: none: No such file or directory\n[6]");
    assert_string_equal(run("truncate -s 16777217 big; angkut tariff lint big --data strait"),
                        "angkut: big is larger than 16777216 bytes\n[3]");
}

static void a_data_set_that_was_asked_for_must_have_the_feeds_currency(void **state) {
    (void)state;
    const char *feed = FEED("2026-12-24", FUEL("7000"));
    struct bytes foreign = replaced(feed, "IDR", "MYR", 3);
    support_write(folder, "f", foreign.text);
    assert_string_equal(run("angkut tariff lint f --data strait --as-of 2026-11-24"),
                        "f:1:74: error: /currency: \"MYR\" is not the data set's, \"IDR\"\n"
                        "1 error: nobody will take this.\n[3]");
    assert_string_equal(
        run("ANGKUT_DATA=strait; export ANGKUT_DATA; angkut tariff lint f --as-of 2026-11-24"),
        "f:1:74: error: /currency: \"MYR\" is not the data set's, \"IDR\"\n"
        "1 error: nobody will take this.\n[3]");
    const char *said = run("angkut tariff lint f --as-of 2026-11-24");
    assert_non_null(strstr(said, SUMMARY)); /* what else it says depends on where the program stands */
}

/* ---- export --------------------------------------------------------------------------------------------------------- */

static void export_writes_the_book_as_a_feed(void **state) {
    (void)state;
    assert_string_equal(
        run("angkut tariff export strait --issued 2026-11-24"),
        "{\n"
        "  \"schema\": \"angkut-tariff/1\",\n"
        "  \"publisher\": \"Strait\",\n"
        "  \"serial\": 20261124,\n"
        "  \"issued\": \"2026-11-24\",\n"
        "  \"expires\": \"2026-12-24\",\n"
        "  \"currency\": \"IDR\",\n"
        "  \"rates\": [\n"
        "    {\"tariff_id\": \"fuel-2022\", \"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"5150\", "
        "\"valid_from\": \"2015-01-01\", \"valid_to\": \"2022-09-03\"},\n"
        "    {\"tariff_id\": \"fuel-2026\", \"item\": \"fuel\", \"basis\": \"litre\", \"amount\": \"6800\", "
        "\"valid_from\": \"2022-09-03\"},\n"
        "    {\"tariff_id\": \"ferry-VI\", \"item\": \"ferry\", \"basis\": \"vehicle\", \"amount\": "
        "\"1500000\", "
        "\"valid_from\": \"2015-01-01\", \"vehicle_class\": \"VI\"},\n"
        "    {\"tariff_id\": \"rail\", \"item\": \"rail\", \"basis\": \"t_km\", \"amount\": \"400\", "
        "\"valid_from\": \"2015-01-01\"},\n"
        "    {\"tariff_id\": \"handling-road\", \"item\": \"handling\", \"basis\": \"t\", \"amount\": "
        "\"10000\", \"valid_from\": \"2015-01-01\", \"mode\": \"road\"},\n"
        "    {\"tariff_id\": \"handling-rail\", \"item\": \"handling\", \"basis\": \"t\", \"amount\": "
        "\"12000\", \"valid_from\": \"2015-01-01\", \"mode\": \"rail\"},\n"
        "    {\"tariff_id\": \"handling-coffee\", \"item\": \"handling\", \"basis\": \"t\", \"amount\": "
        "\"15000\", \"valid_from\": \"2015-01-01\", \"mode\": \"road\", \"commodity_id\": \"coffee\"}\n"
        "  ]\n}\n[0]");
}

static void options_say_who_which_and_how_long(void **state) {
    (void)state;
    const char *said =
        run("angkut tariff export strait --publisher 'Dishub \"OKU\"' --serial 12 --issued 2026-11-24 "
            "--expires 2027-01-01 --as-of 2022-09-03");
    assert_non_null(strstr(said, "\"publisher\": \"Dishub \\\"OKU\\\"\",\n  \"serial\": 12,\n"
                                 "  \"issued\": \"2026-11-24\",\n  \"expires\": \"2027-01-01\",\n"));
    assert_null(strstr(said, "fuel-2022")); /* it ended on that day */
    assert_non_null(strstr(said, "fuel-2026"));
    assert_non_null(strstr(run("angkut tariff export strait --as-of 2022-09-02"), "fuel-2022"));
}

static void what_nobody_would_take_is_not_written(void **state) {
    (void)state;
    support_write(folder, "old", "old\n");
    static const struct {
        const char *command, *said;
    } cases[] = {
        {"--expires 2026-11-24",
         "feed:6:14: error: /expires: 2026-11-24 is not after issued 2026-11-24\n[3]"},
        {"--publisher ' P'", "feed:3:16: error: /publisher: \" P\" begins or ends with a space\n[3]"},
        {"--as-of 9999-12-31 --data none", "angkut: none: No such file or directory\n[6]"},
        {"--serial -1", "angkut tariff export: --serial: -1 is not within 0 and 9007199254740991\n"
                        "\"angkut help tariff export\" says more.\n[2]"},
        {"--serial 9007199254740992",
         "angkut tariff export: --serial: 9007199254740992 is not within 0 and 9007199254740991\n"
         "\"angkut help tariff export\" says more.\n[2]"},
        {"--publisher ''", "angkut tariff export: --publisher: an empty TEXT\n"
                           "\"angkut help tariff export\" says more.\n[2]"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool named = strstr(cases[i].command, "--data") != NULL;
        assert_string_equal(run(support_text("angkut tariff export %s --issued 2026-11-24 -o old %s",
                                             named ? "" : "strait", cases[i].command)),
                            cases[i].said);
        assert_string_equal(run("cat old"), "old\n[0]");
    }
    run("cp -R strait long && sed -i '1s/$/,source/; 2,$s/$/,/' long/tariffs/book.csv && "
        "sed -i \"2s/\\$/$(printf '%0501d' 0)/\" long/tariffs/book.csv");
    assert_string_equal(run("angkut tariff export long"),
                        "feed:9:148: error: /rates/0/source: 501 characters, at most 500 are allowed\n[3]");
    run("cp -R strait bare && rm bare/tariffs/book.csv");
    assert_string_equal(run("angkut tariff export bare"), "feed:8:12: error: /rates: holds no rate\n[3]");
}

/* ---- round trip --------------------------------------------------------------------------------------------------------- */

static void assert_same_text(const char *a, const char *b) {
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL)
        assert_string_equal(a, b);
}

static void assert_same_rate(const struct rate *a, const struct rate *b) {
    assert_string_equal(a->tariff_id, b->tariff_id);
    assert_same_text(a->source, b->source);
    assert_same_text(a->status, b->status);
    assert_int_equal(a->item, b->item);
    assert_int_equal(a->basis, b->basis);
    assert_int_equal(a->amount.e4, b->amount.e4);
    assert_int_equal(a->valid_from.day, b->valid_from.day);
    assert_int_equal(a->valid_to.day, b->valid_to.day);
    for (int k = 0; k < KEY_COUNT; k++)
        assert_same_text(a->key[k], b->key[k]);
}

static void assert_round_trip(const char *data) {
    const char *export = support_text("angkut tariff export %s --issued 2026-11-24", data);
    const char *text = run(export);
    assert_string_equal(text, run(export));
    assert_string_equal(
        run(support_text("%s -o out.json && angkut tariff lint out.json --data %s --as-of 2026-11-24 | "
                         "tail -1 | cut -d' ' -f 1",
                         export, data)),
        "rates:\n[0]");
    struct names *names = names_new();
    struct diag *diag = diag_new();
    struct book *book = book_read(support_text("%s/%s", folder, data), "IDR", '.', false, names, NULL, diag);
    struct feed *feed = feed_read(text, strlen(text) - strlen("[0]"), "f", "IDR", names, diag);
    assert_string_equal(support_findings(diag, DIAG_WARNING), "");
    assert_int_equal(book_count(feed->rates), book_count(book));
    assert_true(book_count(book) > 3);
    for (int i = 0; i < book_count(book); i++)
        assert_same_rate(book_rate(feed->rates, i), book_rate(book, i));
    struct changes *changes = book_changes(book, feed->rates);
    assert_int_equal(changes->count, 0);
    changes_free(changes);
    feed_free(feed);
    book_free(book);
    diag_free(diag);
    names_free(names);
}

static void what_is_exported_reads_back_the_same_and_changes_nothing(void **state) {
    (void)state;
    assert_round_trip("strait");
    assert_round_trip("shipped");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lint_tells_errors_or_warnings_and_what_there_is),
        cmocka_unit_test(lint_judges_as_on_a_day),
        cmocka_unit_test(lint_reads_standard_input_and_says_what_it_cannot_read),
        cmocka_unit_test(a_data_set_that_was_asked_for_must_have_the_feeds_currency),
        cmocka_unit_test(export_writes_the_book_as_a_feed),
        cmocka_unit_test(options_say_who_which_and_how_long),
        cmocka_unit_test(what_nobody_would_take_is_not_written),
        cmocka_unit_test(what_is_exported_reads_back_the_same_and_changes_nothing),
    };
    return cmocka_run_group_tests_name("feed_cli", tests, set_up, tear_down);
}
