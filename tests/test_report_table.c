// SPDX-License-Identifier: GPL-3.0-or-later
/* What the text report is made of: rounding that adds up,
 * numbers in words, tables. Expected texts by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/table.h"
#include "report/words.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <string.h>

/* ---- apportionment ---- */

static void rounded_rows_add_up_to_the_rounded_total(void **state) {
    (void)state;
    static const struct {
        int count;
        int exact[4], rounded[4];
    } cases[] = {
        /* 0.5 + 0.5 = 1: plain half-even rounding would give 0 + 0 */
        {2, {50, 50}, {1, 0}},
        /* 1/3 each of 100: the first of three equal remainders gets the unit missing */
        {3, {3333, 3333, 3334}, {33, 33, 34}},
        /* the total 2.5 rounds to 2: nothing is missing of 2 + 0 */
        {2, {210, 40}, {2, 0}},
        /* the total 3.5 rounds to 4: 1.4 + 1.4 + 0.7; floors give 2, the 0.7 and the first 0.4 go up */
        {3, {140, 140, 70}, {2, 1, 1}},
        {1, {0}, {0}},
        {4, {99, 99, 99, 99}, {1, 1, 1, 1}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wide exact[4], rounded[4], total = 0, sum = 0;
        for (int j = 0; j < cases[i].count; j++)
            total += exact[j] = cases[i].exact[j];
        apportion(exact, cases[i].count, 100, rounded);
        for (int j = 0; j < cases[i].count; j++) {
            assert_int_equal((int)rounded[j], cases[i].rounded[j]);
            sum += rounded[j];
        }
        assert_true(sum == wide_divide(total, 100));
    }
}

static void no_apportioned_row_is_a_unit_off(void **state) {
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 2000; round++) {
        wide exact[20], rounded[20], total = 0, sum = 0;
        for (int j = 0; j < 20; j++) {
            seed = seed * 1664525u + 1013904223u;
            total += exact[j] = seed >> 12;
        }
        apportion(exact, 20, 1000, rounded);
        for (int j = 0; j < 20; j++) {
            sum += rounded[j];
            assert_true(rounded[j] * 1000 - exact[j] < 1000 && exact[j] - rounded[j] * 1000 < 1000);
        }
        assert_true(sum == wide_divide(total, 1000));
    }
}

/* ---- numbers ---- */

static void thousands_are_grouped(void **state) {
    (void)state;
    static const struct {
        int64_t n;
        int places, shown;
        const char *words;
    } cases[] = {
        {0, 4, 0, "0"},
        {9999999, 4, 0, "1,000"},
        {410000000, 4, 0, "41,000"},
        {1234567890123, 4, 1, "123,456,789.0"},
        {-12345678, 3, 3, "-12,345.678"},
        {-999, 0, 0, "-999"},
        {25000, 4, 0, "2"}, /* half to even */
        {35000, 4, 0, "4"},
        {123, 3, 2, "0.12"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char words[WORDS];
        assert_string_equal(number_words(words, cases[i].n, cases[i].places, cases[i].shown), cases[i].words);
    }
}

static void money_is_told_in_its_currency_and_size(void **state) {
    (void)state;
    static const struct {
        const char *currency;
        int64_t e7;
        const char *words;
    } cases[] = {
        {"IDR", 4100000000000, "Rp 410,000"},
        {"IDR", 1234567890000000, "Rp 123.5 million"},
        {"USD", 9990000000, "USD 999.00"},
        {"USD", 10000000000, "USD 1,000"},
        {"IDR", 0, "Rp 0"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct network network = {.currency = cases[i].currency};
        char words[WORDS];
        assert_string_equal(money_words(words, money_scale_for(&network, cases[i].e7), cases[i].e7),
                            cases[i].words);
    }
}

static void a_gap_is_never_understated(void **state) {
    (void)state;
    static const struct {
        double gap;
        const char *words;
    } cases[] = {
        {0, "0.0001 %"},   {1e-9, "0.0001 %"}, {1e-6, "0.0001 %"}, {1.01e-6, "0.00011 %"},
        {0.0123, "1.3 %"}, {0.05, "5 %"},      {0.1234, "13 %"},   {0.99, "99 %"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char words[WORDS];
        assert_string_equal(gap_words(words, cases[i].gap), cases[i].words);
    }
}

/* ---- tables ---- */

static void width_counts_columns_and_not_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        {"", 0}, {"Kota", 4}, {"Café", 4}, {"Cafe\u0301", 4}, {"東京", 4}, {"…", 1}, {"\xff", 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(text_width(cases[i].text), cases[i].width);
}

static void a_long_name_ends_in_an_ellipsis(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int width;
        const char *cut;
    } cases[] = {
        {"Kota", 4, "Kota"},    {"Kota Baru", 4, "Kot…"}, {"Kota Baru", 6, "Kota…"},
        {"東京都", 5, "東京…"}, {"東京都", 4, "東…"},     {"Cafés", 4, "Caf…"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char cut[64];
        text_cut(cut, sizeof cut, cases[i].text, cases[i].width);
        assert_string_equal(cut, cases[i].cut);
        assert_true(text_width(cut) <= cases[i].width);
    }
}

static char *printed(int width, bool painted) {
    static const struct table_column columns[] = {
        {"Name", false, true}, {"t", true, false}, {"", false, false}};
    struct table *table = table_new(columns, 3);
    table_cell(table, "A name that is long");
    table_cell(table, "1,200");
    table_cell(table, "full");
    table_total(table);
    table_cell(table, "Total");
    table_cellf(table, "%d", 5);
    table_cell(table, "");
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table_print(table, 1, width, painted, out);
    fclose(out);
    table_release(&table);
    return text;
}

static void a_table_aligns_and_yields(void **state) {
    (void)state;
    static const struct {
        int width;
        bool painted;
        const char *text;
    } cases[] = {
        {80, false,
         " Name                     t\n"
         " A name that is long  1,200  full\n"
         " Total                    5\n"},
        {24, false, /* indent 1 + 10 + 2 + 5 + 2 + 4 */
         " Name            t\n"
         " A name th…  1,200  full\n"
         " Total           5\n"},
        {24, true,
         "\033[1m Name            t\033[0m\n"
         " A name th…  1,200  full\n"
         "\033[1m Total           5\033[0m\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char *text = printed(cases[i].width, cases[i].painted);
        assert_string_equal(text, cases[i].text);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounded_rows_add_up_to_the_rounded_total),
        cmocka_unit_test(no_apportioned_row_is_a_unit_off),
        cmocka_unit_test(thousands_are_grouped),
        cmocka_unit_test(money_is_told_in_its_currency_and_size),
        cmocka_unit_test(a_gap_is_never_understated),
        cmocka_unit_test(width_counts_columns_and_not_bytes),
        cmocka_unit_test(a_long_name_ends_in_an_ellipsis),
        cmocka_unit_test(a_table_aligns_and_yields),
    };
    return cmocka_run_group_tests_name("report tables", tests, NULL, NULL);
}
