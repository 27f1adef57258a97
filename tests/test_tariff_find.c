// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/test_tariff.h"

#include <stdio.h>

static void release_tariff(struct tariff **tariff) {
    tariff_free(*tariff);
}

/* The keys of an arc by their texts, in the order of enum rate_key. */
struct arc {
    const char *key[KEY_COUNT];
};

static void intern_keys(struct names *names, const struct arc *arc, const char *key[KEY_COUNT]) {
    for (int k = 0; k < KEY_COUNT; k++)
        key[k] = arc->key[k] == NULL ? NULL : names_intern(names, arc->key[k]);
}

/* The id of the rate found, "" if none, the message if two fit equally. */
static const char *find(const struct desk *desk, const char *date, enum item item, const struct arc *arc) {
    const char *key[KEY_COUNT];
    struct error err = {0};
    intern_keys(desk->names, arc, key);
    AUTO(release_tariff) struct tariff *tariff = tariff_on(desk->book, day(date));
    const struct rate *rate = tariff_find(tariff, item, key, &err);
    assert_true(rate == NULL || err.code == ERROR_NONE);
    return rate != NULL ? rate->tariff_id : err.code == ERROR_INPUT ? support_text("%s", err.message) : "";
}

static void the_rate_that_gives_most_keys_wins(void **state) {
    (void)state;
    static const struct {
        struct arc arc;
        const char *found;
    } cases[] = {
        {{{"road", "L9", NULL, "CDD"}}, "ANY"},
        {{{"rail", "L9", NULL, "CDD"}}, "ANY"},
        {{{"toll", "L9", NULL, "CDD"}}, "MODE"},
        {{{"toll", "L1", NULL, "CDD"}}, "LINK"},
        {{{"toll", "L1", NULL, "CDD", "II"}}, "LINK-CLASS"},
        {{{"toll", "L1", NULL, "CDD", "III"}}, "LINK"},
        {{{"road", "L1", NULL, "CDD", "II", "coal"}}, "THREE"},
        {{{NULL, "L1", NULL, NULL, "II", "coal"}}, "THREE"},
        {{{NULL}}, "ANY"},
    };
    AUTO(desk_release)
    struct desk desk = desk_of(HEADER "THREE,toll,t,5,,,,,,,L1,,,II,coal,,\n"
                                      "LINK,toll,t,5,,,,,,toll,L1,,,,,,\n" /* two keys: over MODE */
                                      "ANY,toll,t,5,,,,,,,,,,,,,\n"
                                      "LINK-CLASS,toll,t,5,,,,,,toll,L1,,,II,,,\n"
                                      "MODE,toll,t,5,,,,,,toll,,,,,,,\n"
                                      "OTHER,rail,t,5,,,,,,toll,L1,,CDD,,,,\n");
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(find(&desk, "2026-01-01", ITEM_TOLL, &cases[i].arc), cases[i].found);
    assert_string_equal(find(&desk, "2026-01-01", ITEM_SEA, &cases[0].arc), "");
}

static void two_rates_that_fit_equally_are_an_error_naming_both(void **state) {
    (void)state;
    AUTO(desk_release)
    struct desk desk = desk_of(HEADER "A,toll,t,5,,,,,,,L1,,,,,,\n"
                                      "B,toll,t,6,,2025-01-01,2025-02-01,,,,,,CDD,,,,\n"
                                      "C,toll,t,7,,,,,,,L2,,CDD,,,,\n"
                                      "D,toll,t,8,,,,,,,,,,,,,\n");
    struct arc both = {{"toll", "L1", NULL, "CDD"}}, third = {{"toll", "L2", NULL, "CDD"}};
    assert_string_equal(
        find(&desk, "2025-01-31", ITEM_TOLL, &both),
        "toll rates \"A\" (tariffs/base.csv:2) and \"B\" (tariffs/base.csv:3) fit equally well on "
        "2025-01-31 for mode toll, link L1, vehicle type CDD");
    assert_string_equal(find(&desk, "2025-02-01", ITEM_TOLL, &both), "A");  /* B is over */
    assert_string_equal(find(&desk, "2025-01-31", ITEM_TOLL, &third), "C"); /* more keys than B */
}

static void a_rate_is_in_force_from_its_first_day_to_the_day_before_its_end(void **state) {
    (void)state;
    static const struct {
        const char *date, *found;
    } cases[] = {
        {"1999-12-31", "OLD"}, {"2023-08-02", "OLD"}, {"2023-08-03", "MID"}, {"2024-12-31", "MID"},
        {"2025-01-01", ""},    {"2025-05-31", ""},    {"2025-06-01", "NEW"}, {"9999-12-31", "NEW"},
    };
    AUTO(desk_release)
    struct desk desk = desk_of(HEADER "NEW,ferry,vehicle,3,,2025-06-01,,,,,,,,,,,\n"
                                      "OLD,ferry,vehicle,1,,,2023-08-03,,,,,,,,,,\n"
                                      "MID,ferry,vehicle,2,,2023-08-03,2025-01-01,,,,,,,,,,\n");
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(find(&desk, cases[i].date, ITEM_FERRY, &(struct arc){{"ferry"}}), cases[i].found);
}

static void a_tariff_knows_which_values_its_rates_give(void **state) {
    (void)state;
    AUTO(desk_release)
    struct desk desk = desk_of(HEADER "A,toll,t,1,,,,,,,L1,,,,coal,,\n"
                                      "B,rail,t,1,,,2025-01-01,,,,,,,,cement,,\n"
                                      "C,rail,t,1,,,,,,,L1,,,,duku,,\n");
    AUTO(release_tariff) struct tariff *before = tariff_on(desk.book, day("2024-12-31"));
    AUTO(release_tariff) struct tariff *after = tariff_on(desk.book, day("2025-01-01"));
    const char *coal = names_intern(desk.names, "coal"), *cement = names_intern(desk.names, "cement"),
               *link = names_intern(desk.names, "L1"), *duku = names_intern(desk.names, "duku");
    assert_true(tariff_mentions(before, KEY_COMMODITY, coal));
    assert_true(tariff_mentions(before, KEY_COMMODITY, cement));
    assert_true(tariff_mentions(after, KEY_COMMODITY, duku));
    assert_false(tariff_mentions(after, KEY_COMMODITY, cement)); /* no longer in force */
    assert_true(tariff_mentions(after, KEY_LINK, link));
    assert_false(tariff_mentions(after, KEY_NODE, link)); /* another key */
    assert_false(tariff_mentions(after, KEY_COMMODITY, link));
    assert_false(tariff_mentions(after, KEY_JURISDICTION, names_intern(desk.names, "PELNI")));
}

/* The rule of doc/model.md, over all rates. Returns what find() does: id, "" or "tie". */
static const char *find_by_hand(const struct book *book, int at, enum item item,
                                const char *const key[KEY_COUNT]) {
    int most = -1, fitting = 0;
    const char *id = "";
    for (int i = 0; i < book_count(book); i++) {
        const struct rate *rate = book_rate(book, i);
        int given = 0;
        bool fits = rate->item == item && rate->valid_from.day <= at && rate->valid_to.day > at;
        for (int k = 0; k < KEY_COUNT; k++) {
            given += rate->key[k] != NULL;
            fits &= rate->key[k] == NULL || (key[k] != NULL && strcmp(rate->key[k], key[k]) == 0);
        }
        fitting = !fits || given < most ? fitting : given > most ? 1 : fitting + 1;
        id = fits && given > most ? rate->tariff_id : id;
        most = fits && given > most ? given : most;
    }
    return fitting > 1 ? "tie" : id;
}

static const char *random_value(uint64_t *seed, int empty_of_8) {
    static const char *const values[] = {"a", "b", "c"};
    return (int)(next_random(seed) % 8) < empty_of_8 ? "" : values[next_random(seed) % COUNT_OF(values)];
}

/* Rows that would overlap are left out, so that the book is sound: same keys never occur twice. */
static const char *random_book(uint64_t *seed, int rows) {
    static const int EMPTY_OF_8[] = {5, 5, 8, 5, 6, 5, 6, 6}; /* mode, link_id, node_id, ... */
    const char *text = HEADER, *seen = "";
    for (int i = 0; i < rows; i++) {
        const char *reach = random_value(seed, EMPTY_OF_8[0]);
        for (size_t k = 1; k < COUNT_OF(EMPTY_OF_8); k++)
            reach = support_text("%s,%s", reach, random_value(seed, EMPTY_OF_8[k]));
        if (strstr(seen, support_text("<%s>", reach)) != NULL)
            continue;
        seen = support_text("%s<%s>", seen, reach);
        unsigned from = 1 + next_random(seed) % 14, to = from + 1 + next_random(seed) % 14;
        text = support_text("%sT%d,toll,t,1,,2025-01-%02u,2025-01-%02u,,,%s\n", text, i, from, to, reach);
    }
    return text;
}

static void looking_up_finds_what_a_walk_over_all_rates_finds(void **state) {
    (void)state;
    enum { BOOKS = 60, ROWS = 40, QUERIES = 200 };
    uint64_t seed = 1963;
    int found = 0, ties = 0, none = 0;
    for (int i = 0; i < BOOKS; i++) {
        AUTO(desk_release) struct desk desk = desk_of(random_book(&seed, ROWS));
        assert_string_equal(desk.findings, "");
        struct date date = {day("2025-01-01").day + (int)(next_random(&seed) % 28)};
        AUTO(release_tariff) struct tariff *tariff = tariff_on(desk.book, date);
        for (int query = 0; query < QUERIES; query++) {
            const char *key[KEY_COUNT] = {NULL};
            struct error err = {0};
            for (int k = 0; k < KEY_BOOK; k++) {
                const char *value = random_value(&seed, 2);
                key[k] = *value == '\0' || k == KEY_NODE ? NULL : names_intern(desk.names, value);
            }
            const struct rate *rate = tariff_find(tariff, ITEM_TOLL, key, &err);
            const char *answer = rate != NULL ? rate->tariff_id : err.code != ERROR_NONE ? "tie" : "";
            assert_string_equal(answer, find_by_hand(desk.book, date.day, ITEM_TOLL, key));
            found += rate != NULL;
            ties += err.code != ERROR_NONE;
            none += rate == NULL && err.code == ERROR_NONE;
        }
    }
    assert_true(found > 1000 && ties > 1000 && none > 100); /* so each kind of answer was asked for */
}

static const char *hash_on(const char *text, const char *date) {
    char hash[HASH_TEXT];
    AUTO(desk_release) struct desk desk = desk_of(text);
    assert_string_equal(desk.findings, "");
    AUTO(release_tariff) struct tariff *tariff = tariff_on(desk.book, day(date));
    tariff_hash(tariff, hash);
    return support_text("%s", hash);
}

#define FUEL "FUEL-1,fuel,litre,13900.50,IDR,2025-11-01,,s,sourced,road,,,CDD,,coal,bulk,LPG\n"
#define TOLL "A-TOLL,toll,vehicle,59000,,2020-11-01,2026-01-01,,,,L1,,,II,,,\n"
#define PAST "PAST,toll,vehicle,1,,,2020-01-01,,,,L1,,,II,,,\n"

static void the_hash_is_the_sum_of_the_documented_bytes(void **state) {
    (void)state;
    /* printf '%b' '2025-12-31\nA-TOLL\ttoll\tvehicle\t59000\t\tL1\t\t\tII\t\t\t\n' \
     * 'FUEL-1\tfuel\tlitre\t13900.5\troad\t\t\tCDD\t\tcoal\tbulk\tLPG\n' | sha256sum */
    assert_string_equal(hash_on(HEADER FUEL TOLL PAST, "2025-12-31"),
                        "c38d3029bc46a9922c6f7c7cad601bcd94921e5f0f90449c34e42f4b35bb54a5");
    /* printf '%b' '2019-12-31\nPAST\ttoll\tvehicle\t1\t\tL1\t\t\tII\t\t\t\n' | sha256sum */
    assert_string_equal(hash_on(HEADER FUEL TOLL PAST, "2019-12-31"),
                        "4884c85e9144f4259d6f9e95f6076b53fc2ffc1920012fe9386be392902a2d91");
}

static void the_hash_changes_with_the_prices_of_the_day_and_with_nothing_else(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool same;
    } cases[] = {
        {HEADER TOLL PAST FUEL, true}, /* another order */
        {HEADER FUEL TOLL, true},      /* what is not in force does not matter */
        {HEADER
         "FUEL-1,fuel,litre,13900.5,,2024-11-01,2027-01-01,other,estimated,road,,,CDD,,coal,bulk,LPG\n" TOLL,
         true}, /* nor source, status, and the dates of validity */
        {HEADER "FUEL-1,fuel,litre,13900.5001,,,,,,road,,,CDD,,coal,bulk,LPG\n" TOLL, false},
        {HEADER "FUEL-2,fuel,litre,13900.5,,,,,,road,,,CDD,,coal,bulk,LPG\n" TOLL, false},
        {HEADER "FUEL-1,fuel,litre,13900.5,,,,,,road,,,CDD,,coal,LPG,bulk\n" TOLL, false},
        {HEADER "FUEL-1,fuel,litre,13900.5,,,,,,road,,,CDD,,coal,bulk,\n" TOLL, false},
        {HEADER FUEL, false},
    };
    const char *hash = hash_on(HEADER FUEL TOLL PAST, "2025-12-31");
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(strcmp(hash_on(cases[i].text, "2025-12-31"), hash) == 0, cases[i].same);
    assert_string_not_equal(hash_on(HEADER FUEL TOLL PAST, "2025-12-30"), hash); /* another day */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_that_gives_most_keys_wins),
        cmocka_unit_test(two_rates_that_fit_equally_are_an_error_naming_both),
        cmocka_unit_test(a_rate_is_in_force_from_its_first_day_to_the_day_before_its_end),
        cmocka_unit_test(a_tariff_knows_which_values_its_rates_give),
        cmocka_unit_test(looking_up_finds_what_a_walk_over_all_rates_finds),
        cmocka_unit_test(the_hash_is_the_sum_of_the_documented_bytes),
        cmocka_unit_test(the_hash_changes_with_the_prices_of_the_day_and_with_nothing_else),
    };
    return cmocka_run_group_tests_name("rates in force", tests, NULL, NULL);
}
