// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_feed.h"

#include <limits.h>
#include <stdio.h>

static struct date day(const char *text) {
    struct date date = {0};
    assert_true(date_parse(text, &date, NULL));
    return date;
}

static void assert_told(struct bytes document, const char *findings) {
    AUTO(told_release) struct told told = told_of(document, "IDR");
    assert_string_equal(told.findings, findings);
    assert_int_equal(told.feed == NULL, strstr(findings, "error: ") != NULL);
}

static const char rich[] = /* every key there is, escapes, characters of two to four bytes */
    "\r\n {\"note\": \"Tarif baru \\u2013 lihat \\\"surat\\\"\", \"x-office\": \"Seksi 2\",\n"
    "\"schema\": \"angkut-tariff\\/1\", \"publisher\": \"Dinas Perhubungan \xF0\x9F\x9A\x9A\",\n"
    "\"serial\": 9007199254740991, \"issued\": \"2024-02-29\", \"expires\": \"2024-03-01\",\n"
    "\"currency\": \"IDR\", \"rates\": [{\"tariff_id\": \"T\\u00e9\", \"item\": \"toll\", \"basis\": "
    "\"vehicle\",\n"
    "\"amount\": \"99999999999999.9999\", \"currency\": \"IDR\", \"valid_from\": \"1900-01-01\",\n"
    "\"valid_to\": \"9999-12-31\", \"mode\": \"toll\", \"link_id\": \"A/B\", \"vehicle_type_id\": \"V\",\n"
    "\"vehicle_class\": \"II\", \"commodity_id\": \"C\", \"cargo_form\": \"bag\", \"jurisdiction\": \"J\",\n"
    "\"source\": \"a, b\", \"status\": \"published\", \"note\": \"n\", \"x-id_1\": \"1\"},\n"
    "{\"tariff_id\": \"H\", \"item\": \"handling\", \"basis\": \"t\", \"amount\": \"0\", \"node_id\": \"N\"} "
    "] }\n\t ";

static void a_feed_is_read_with_all_it_states(void **state) {
    (void)state;
    AUTO(told_release) struct told told = told_of(bytes_of(rich), "IDR");
    assert_string_equal(told.findings, "");
    assert_string_equal(told.feed->publisher, "Dinas Perhubungan \xF0\x9F\x9A\x9A");
    assert_string_equal(told.feed->currency, "IDR");
    assert_int_equal(told.feed->serial, INT64_C(9007199254740991));
    assert_int_equal(told.feed->issued.day, day("2024-02-29").day);
    assert_int_equal(told.feed->expires.day, day("2024-03-01").day);
    assert_int_equal(book_count(told.feed->rates), 2);
    const struct rate *rate = book_rate(told.feed->rates, 0);
    assert_string_equal(rate->tariff_id, "T\xC3\xA9");
    assert_int_equal(rate->item, ITEM_TOLL);
    assert_int_equal(rate->basis, BASIS_VEHICLE);
    assert_int_equal(rate->amount.e4, INT64_C(999999999999999999));
    assert_int_equal(rate->valid_from.day, day("1900-01-01").day);
    assert_int_equal(rate->valid_to.day, day("9999-12-31").day);
    static const char *const keys[KEY_COUNT] = {"toll", "A/B", NULL, "V", "II", "C", "bag", "J"};
    for (int k = 0; k < KEY_COUNT; k++)
        assert_ptr_equal(rate->key[k], keys[k] == NULL ? NULL : names_intern(told.names, keys[k]));
    assert_string_equal(rate->source, "a, b");
    assert_string_equal(rate->status, "published");
    assert_string_equal(rate->place.file, "f");
    assert_int_equal(rate->place.line, 5);
    assert_int_equal(rate->entry, 1);
    rate = book_rate(told.feed->rates, 1);
    assert_int_equal(rate->valid_from.day, INT_MIN);
    assert_int_equal(rate->valid_to.day, INT_MAX);
    assert_string_equal(rate->key[KEY_NODE], "N");
    assert_null(rate->source);
}

static void all_faults_of_a_feed_are_told_at_once(void **state) {
    (void)state;
    assert_told(
        bytes_of("{\"schema\": \"angkut-tariff/1\", \"publisher\": \"P\", \"serial\": -1,\n"
                 "\"issued\": \"x\", \"expires\": \"2026-12-24\", \"currency\": \"USD\", \"rates\": [\n"
                 "{\"tariff_id\": \"A\", \"item\": \"tol\", \"basis\": \"t\", \"amount\": 1},\n7,\n"
                 "{\"tariff_id\": \"B\", \"item\": \"toll\", \"basis\": \"litre\", \"Mode\": \"road\"}]}"),
        "f:1:59: error: /serial: found -1, expected a whole number from 0 to 9007199254740991\n"
        "f:2:11: error: /issued: \"x\" is not a date (YYYY-MM-DD)\n"
        "f:2:53: error: /currency: \"USD\" is not the data set's, \"IDR\"\n"
        "f:3:59: error: /rates/0/amount: found 1, expected a text such as \"6800\" or \"0.5\"\n"
        "f:3:28: error: /rates/0/item: \"tol\" is none of fuel, haulage, toll, ferry, handling, storage, "
        "rail, sea, access, surcharge; did you mean \"toll\"?\n"
        "f:4:1: error: /rates/1: found 7, expected an object\n"
        "f:5:54: error: /rates/2/Mode: unknown key; did you mean \"mode\"?\n"
        "f:5:45: error: /rates/2/basis: litre does not fit item toll, which takes t, t_km, vehicle, "
        "vehicle_km\n"
        "f:5:1: error: /rates/2: amount is missing\n");
}

/* ---- cuts ------------------------------------------------------------------------------------------------------- */

static void assert_cuts_are_refused(const char *text) {
    size_t whole = (size_t)(strrchr(text, '}') - text) + 1;
    for (size_t length = 0; length < whole; length++) {
        AUTO(told_release) struct told told = told_of((struct bytes){text, length}, "IDR");
        assert_null(told.feed);
        assert_non_null(strstr(told.findings, ": error: "));
    }
    for (size_t length = whole; length <= strlen(text); length++)
        assert_told((struct bytes){text, length}, "");
}

static void a_feed_cut_after_any_byte_is_refused(void **state) {
    (void)state;
    assert_cuts_are_refused(GOOD_FEED);
    assert_cuts_are_refused(rich);
}

/* What is cut between two rows can't be seen; all else is. */
static void a_csv_feed_cut_inside_a_row_is_refused(void **state) {
    (void)state;
    static const char *const ends[] = {"\n", "\r\n"};
    static const char header[] = "tariff_id,item,basis,amount,valid_from,link_id,source%s";
    for (size_t e = 0; e < COUNT_OF(ends); e++) {
        const char *rows[] = {
            support_text(header, ends[e]),
            support_text("F1,toll,vehicle,6800,2026-01-01,L1,\"a \"\"b\"\", c\"%s", ends[e]),
            support_text("F2,toll,vehicle,0.5,,L2,%s", ends[e]),
            support_text("F3,toll,t,\"7\",2026-01-01,L\xC3\xA9,kota%s", ends[e])};
        const char *text = support_text("%s%s%s%s", rows[0], rows[1], rows[2], rows[3]);
        size_t boundary = strlen(rows[0]);
        for (size_t length = 0, row = 1; length <= strlen(text); length++) {
            if (row < COUNT_OF(rows) && length == boundary + strlen(rows[row]))
                boundary += strlen(rows[row++]);
            bool looks_whole = row > 1 && length == boundary;
            AUTO(told_release) struct told told = told_of((struct bytes){text, length}, "IDR");
            assert_int_equal(told.feed != NULL, looks_whole);
            assert_int_equal(looks_whole ? book_count(told.feed->rates) : 0, looks_whole ? row - 1 : 0);
            assert_int_equal(strstr(told.findings, "error: ") == NULL, looks_whole);
        }
    }
}

/* ---- caps -------------------------------------------------------------------------------------------------------- */

/* `count` times the text; kept by the support. */
static const char *times(int count, const char *text) {
    size_t length = strlen(text);
    char *whole = (char *)support_text("%*s", (int)length * count, "");
    for (int i = 0; i < count; i++)
        memcpy(whole + (size_t)i * length, text, length);
    return whole;
}

static void texts_have_their_most_characters(void **state) {
    (void)state;
    static const struct {
        const char *piece, *with; /* %s is the text */
        int most;
        const char *pointer;
    } cases[] = {
        {"\"P\"", "\"%s\"", 200, "f:1:44: error: /publisher: "},
        {"\"F\"", "\"%s\"", 100, "f:4:17: error: /rates/0/tariff_id: "},
        {"\"L\"", "\"%s\"", 500, "f:5:86: error: /rates/1/link_id: "},
        {"\"0.5\"", "\"0.5\", \"source\": \"%s\"", 500, "f:5:85: error: /rates/1/source: "},
        {"\"serial\": 7", "\"serial\": 7, \"note\": \"%s\"", 500, "f:1:70: error: /note: "},
        {"\"serial\": 7", "\"serial\": 7, \"x-a\": \"%s\"", 500, "f:1:69: error: /x-a: "},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (int over = 0; over <= 1; over++) { /* characters of two bytes: it is not bytes that count */
            char with[80];
            int count = cases[i].most + over;
            snprintf(with, sizeof with, "%s", cases[i].with);
            char *hole = strstr(with, "%s");
            const char *put =
                support_text("%.*s%s%s", (int)(hole - with), with, times(count, "\xC3\xA9"), hole + 2);
            assert_told(replaced(GOOD_FEED, cases[i].piece, put, strlen(put)),
                        over ? support_text("%s%d characters, at most %d are allowed\n", cases[i].pointer,
                                            count, cases[i].most)
                             : "");
        }
}

static void a_key_of_the_publishers_own_has_at_most_60_characters_behind_its_x(void **state) {
    (void)state;
    for (int over = 0; over <= 1; over++) {
        const char *put = support_text("\"serial\": 7, \"x-%s\": \"a\"", times(60 + over, "a"));
        assert_told(
            replaced(GOOD_FEED, "\"serial\": 7", put, strlen(put)),
            over ? support_text("f:1:62: error: /x-%s: keys of your own are \"x-\" and 1 to 60 of a-z, 0-9, "
                                "\"_\" and \"-\"\n",
                                times(38, "a"))
                 : "");
    }
}

/* A feed of `count` rates, JSON or CSV, and some more bytes of space behind it. */
static struct bytes large(int count, bool json, size_t spaces) {
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    const char *good = GOOD_FEED, *list = strstr(good, "[\n") + 1;
    if (json)
        fwrite(good, 1, (size_t)(list - good), out);
    else
        fputs("tariff_id,item,basis,amount,link_id\n", out);
    for (int i = 0; i < count; i++)
        fprintf(out,
                json ? "%s{\"tariff_id\":\"%d\",\"item\":\"toll\",\"basis\":\"t\",\"amount\":\"1\",\"link_"
                       "id\":\"%d\"}"
                     : "%.0s%d,toll,t,1,%d\n",
                i == 0 ? "" : ",\n", i, i);
    fputs(json ? "]}\n" : "", out);
    fprintf(out, "%*s", (int)spaces, "");
    fclose(out);
    struct bytes document = bytes_of(support_text("%s", text));
    free(text);
    return document;
}

static void a_feed_has_at_most_100000_rates(void **state) {
    (void)state;
    assert_told(large(FEED_RATES, true, 0), "");
    assert_told(large(FEED_RATES, false, 0), "");
    assert_told(large(FEED_RATES + 1, true, 0), "f:100003:1: error: /rates/100000: more than 100000 rates\n");
    assert_told(large(FEED_RATES + 7, false, 0), "f:100002: error: more than 100000 rates\n");
}

static void a_document_has_at_most_16_mebibytes(void **state) {
    (void)state;
    struct bytes small = large(2, true, 0);
    assert_told(large(2, true, FEED_BYTES - small.length), "");
    assert_told(large(2, true, FEED_BYTES - small.length + 1),
                "f: error: 16777217 bytes, at most 16777216 are read\n");
}

/* Four mebibytes of what costs a careless reader most; each ends with few findings. */
static void bombs_are_refused(void **state) {
    (void)state;
    enum { BOMB_BYTES = 4 << 20 };
    static const struct {
        const char *before, *piece, *behind, *findings;
    } cases[] = {
        {"", "[", "", "f:1:33: error: nested more than 32 deep\n"},
        {"", "{\"a\":", "", "f:1:161: error: nested more than 32 deep\n"},
        {"{\"a\":[1", ",1", "]}", NULL},
        {"{\"a\":[[]", ",[]", "]}", NULL},
        {"{\"rates\":[1", ",1", "]}", NULL},
        {"{\"rates\":[{}", ",{}", "]}", NULL},
        {"{\"note\":\"", "\\u0041", "\"}", NULL},
        {"{\"a\":1", ",\"a\":1", "}", NULL},
        {"{\"x-a\":\"\"", ",\"x-a\":\"\"", "}", NULL},
        {"\"", "\"\"", "\n", NULL},
        {"tariff_id\n", "\"", "\n", NULL},
        {"a", ",a", "\n", "f:1: error: the header has more than 256 columns\n"},
        {"tariff_id,item,basis,amount\n", ",,,\n", "", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        fputs(cases[i].before, out);
        for (size_t n = 0; n < BOMB_BYTES / strlen(cases[i].piece); n++)
            fputs(cases[i].piece, out);
        fputs(cases[i].behind, out);
        fclose(out);
        AUTO(told_release) struct told told = told_of((struct bytes){text, length}, "IDR");
        free(text);
        assert_null(told.feed);
        assert_true(strlen(told.findings) < 5000);
        if (cases[i].findings != NULL)
            assert_string_equal(told.findings, cases[i].findings);
    }
}

/* ---- CSV ---------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *text, *findings;
} CSV_CASES[] = {
    {"tariff_id,item,basis,amount\nA,fuel,litre,6800\n", ""},
    {"\xEF\xBB\xBFtariff_id;item;basis;amount\r\nA;fuel;litre;13900\r\n", ""},
    {"tariff_id,item,basis,amount,note,x-record\nA,fuel,litre,0.5,n,7\n", ""},
    {"tariff_id,item,basis,amount\nA,fuel,litre,6800", "f: error: ends without a newline: was it cut?\n"},
    {"tariff_id,item,basis,amount\n", "f: error: holds no rate\n"},
    {"tariff_id,item,basis\nA,fuel,litre\n", "f:1: error: the column \"amount\" is missing\n"},
    {"tariff_id,item,basis,amount,Mode\nA,fuel,litre,1,road\n",
     "f:1:29: error: unknown column \"Mode\"; did you mean \"mode\"?\n"},
    {"tariff_id,item,basis,amount,decree\nA,fuel,litre,1,5\n",
     "f:1:29: error: unknown column \"decree\"; columns of your own begin with \"x-\"\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre\nB,toll,t,1\n",
     "f:2: error: has 3 fields, the header has 4\n"},
    {"tariff_id;item;basis;amount\nA;fuel;litre;13.900\n",
     "f:2:14: error: amount: 13.900 could be 13.900 or 13900; write it with fewer or more places\n"},
    {"tariff_id;item;basis;amount\nA;fuel;litre;13,9\n",
     "f:2:14: error: amount: 13,9 could be 13.9 or 139; write it with fewer or more places\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre,1e3\n",
     "f:2:14: error: amount: \"1e3\" is not an amount; expected digits such as \"6800\" or \"0.5\"\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre,-1\n", "f:2:14: error: amount: -1 is below 0\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre,100000000000000\n",
     "f:2:14: error: amount: \"100000000000000\" is too large; at most 14 digits before the point\n"},
    {"tariff_id,item,basis,amount,source\nA,fuel,litre,1,\" a\"\n",
     "f:2:16: error: source: \" a\" begins or ends with a space\n"},
    {"tariff_id,item,basis,amount,source\nA,fuel,litre,1,\"a\nb\"\n",
     "f:2:16: error: source: the text holds the control character 0x0A\n"},
    {"tariff_id,item,basis,amount,currency\nA,fuel,litre,1,USD\n",
     "f:2:16: error: currency: \"USD\" is not the data set's, \"IDR\"\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre,1\nA,toll,t,1\n",
     "f:3: error: tariff_id \"A\" is given twice, first in f:2\n"},
    {"tariff_id,item,basis,amount\nA,fuel,litre,1\nB,fuel,litre,1\n",
     "f:3: error: fuel rates \"B\" and \"A\" (f:2) have the same keys and are both in force on every day\n"},
    {"tariff_id,item,basis,amount\nA,fuel,\"litre,1\n",
     "f:2:8: error: a quote opened here is never closed\n"},
};

static void a_csv_feed_is_held_as_strictly(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(CSV_CASES); i++)
        assert_told(bytes_of(CSV_CASES[i].text), CSV_CASES[i].findings);
}

static void a_csv_feed_states_nothing_about_itself(void **state) {
    (void)state;
    AUTO(told_release) struct told told = told_of(bytes_of(CSV_CASES[0].text), "IDR");
    assert_null(told.feed->publisher);
    assert_int_equal(told.feed->serial, -1);
    assert_int_equal(told.feed->issued.day, INT_MIN);
    assert_int_equal(told.feed->expires.day, INT_MAX);
    assert_int_equal(book_rate(told.feed->rates, 0)->entry, 0);
    assert_int_equal(book_rate(told.feed->rates, 0)->place.line, 2);
}

/* ---- any currency --------------------------------------------------------------------------------------------------- */

static void where_any_currency_will_do_a_feed_has_one(void **state) {
    (void)state;
    AUTO(told_release)
    struct told same = told_of(replaced(GOOD_FEED, "\"0.5\"", "\"0.5\", \"currency\": \"IDR\"", 24), NULL);
    assert_string_equal(same.findings, "");
    assert_string_equal(same.feed->currency, "IDR");
    AUTO(told_release)
    struct told other = told_of(replaced(GOOD_FEED, "\"0.5\"", "\"0.5\", \"currency\": \"USD\"", 24), NULL);
    assert_string_equal(other.findings,
                        "f:5:87: error: /rates/1/currency: \"USD\" is not the data set's, \"IDR\"\n");
    AUTO(told_release) struct told csv = told_of(bytes_of(CSV_CASES[0].text), NULL);
    assert_non_null(csv.feed);
    assert_null(csv.feed->currency);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_feed_is_read_with_all_it_states),
        cmocka_unit_test(all_faults_of_a_feed_are_told_at_once),
        cmocka_unit_test(a_feed_cut_after_any_byte_is_refused),
        cmocka_unit_test(a_csv_feed_cut_inside_a_row_is_refused),
        cmocka_unit_test(texts_have_their_most_characters),
        cmocka_unit_test(a_key_of_the_publishers_own_has_at_most_60_characters_behind_its_x),
        cmocka_unit_test(a_feed_has_at_most_100000_rates),
        cmocka_unit_test(a_document_has_at_most_16_mebibytes),
        cmocka_unit_test(bombs_are_refused),
        cmocka_unit_test(a_csv_feed_is_held_as_strictly),
        cmocka_unit_test(a_csv_feed_states_nothing_about_itself),
        cmocka_unit_test(where_any_currency_will_do_a_feed_has_one),
    };
    return cmocka_run_group_tests_name("feed", tests, NULL, NULL);
}
