// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/mem.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct csv_column columns[] = {{"x", true}};

/* A file of the one column x (and `y`, to show the delimiter), standing on its one row. */
struct one {
    struct diag *diag;
    struct csv *csv;
};

static struct one open_one(const char *field, char delimiter) {
    static const char *folder;
    folder = folder != NULL ? folder : support_folder();
    const char *path =
        support_write(folder, "t.csv", support_text("x%cy\n\"%s\"%c\n", delimiter, field, delimiter));
    struct one one = {.diag = diag_new()};
    one.csv = csv_open(path, "t.csv", columns, 1, one.diag);
    assert_true(csv_next(one.csv));
    return one;
}

/* Ends it; its one error must be `message` (NULL = none), on the field. */
static void close_one(struct one *one, const char *message) {
    struct error err = {0};
    bool fine = diag_error(one->diag, &err);
    if (message == NULL)
        assert_string_equal(err.message, "");
    else
        assert_string_equal(err.message, support_text("t.csv:2:1: %s", message));
    assert_int_equal(fine, message == NULL);
    assert_int_equal(diag_count(one->diag, DIAG_ERROR), message != NULL);
    csv_free(one->csv);
    diag_free(one->diag);
}

static void a_decimal_is_read_within_its_range(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int places;
        enum decimal_rule rule;
        int64_t low, high, value;
        const char *message;
    } cases[] = {
        {"12.5", 3, DECIMAL_EXACT, 0, INT64_MAX, 12500, NULL},
        {"0", 3, DECIMAL_EXACT, 0, INT64_MAX, 0, NULL},
        {"-5", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: -5 is below 0"},
        {"-0.001", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: -0.001 is below 0"},
        {"1.5", 1, DECIMAL_EXACT, 0, 15, 15, NULL},
        {"1.6", 1, DECIMAL_EXACT, 0, 15, 99, "x: 1.6 is above 1.5"},
        {"0.1234567", 6, DECIMAL_ROUND, 0, INT64_MAX, 123457, NULL},
        {"1.2345", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: \"1.2345\" has more than 3 decimal places"},
        {"abc", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: \"abc\" is not a number"},
        {"nan", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: \"nan\" is not a number"},
        {"1e30", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, "x: \"1e30\" is too large"},
        {"", 3, DECIMAL_EXACT, 0, INT64_MAX, 99, NULL}, /* empty = as it was */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, ',');
        int64_t value = 99;
        bool read =
            csv_decimal(one.csv, 0, cases[i].places, cases[i].rule, cases[i].low, cases[i].high, &value);
        assert_int_equal(read, cases[i].message == NULL && cases[i].text[0] != '\0');
        assert_int_equal(value, cases[i].value);
        close_one(&one, cases[i].message);
    }
}

static void a_number_with_two_readings_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *text;
        char delimiter, declared; /* declared '\0' = not */
        double value;
        const char *message;
    } cases[] = {
        {"1,5", ',', 0, NAN, "x: 1,5 could be 1.5 or 15; say decimal_char in roads/config.csv"},
        {"-1,234", ';', 0, NAN, "x: -1,234 could be -1.234 or -1234; say decimal_char in roads/config.csv"},
        {"1.234", ';', 0, NAN, "x: 1.234 could be 1.234 or 1234; say decimal_char in roads/config.csv"},
        {"-123.456", ';', 0, NAN,
         "x: -123.456 could be -123.456 or -123456; say decimal_char in roads/config.csv"},
        {"1.234", ',', 0, 1.234, NULL}, /* beside a comma, the point can only be the point */
        {"1.234", '\t', 0, 1.234, NULL},
        {"1.234", ';', '.', 1.234, NULL},
        {"1.23", ';', 0, 1.23, NULL}, /* no group of three */
        {"1.2345", ';', 0, 1.2345, NULL},
        {"1234.567", ';', 0, 1234.567, NULL}, /* nobody groups four digits */
        {"0.250", ';', 0, 0.25, NULL},        /* nor begins a thousand with 0 */
        {".250", ';', 0, 0.25, NULL},
        {"1.234e0", ';', 0, 1.234, NULL},
        {"1,5", ';', ',', 1.5, NULL},
        {"1,234", ';', ',', 1.234, NULL},
        {"1.5", ';', ',', NAN, "x: 1.5 could be 1.5 or 15; decimal_char is \",\""},
        {"1,5", ';', '.', NAN, "x: 1,5 could be 1.5 or 15; decimal_char is \".\""},
        {"1.234,5", ';', ',', NAN, "x: \"1.234,5\" is not a number"},
        {"1,234.5", ',', 0, NAN, "x: \"1,234.5\" is not a number"},
        {"1.234.567", ';', 0, NAN, "x: \"1.234.567\" is not a number"},
        {",5", ',', 0, NAN, "x: \",5\" is not a number"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, cases[i].delimiter);
        double value = 99;
        if (cases[i].declared)
            csv_point(one.csv, cases[i].declared);
        assert_int_equal(csv_double(one.csv, 0, -1e9, 1e9, &value), cases[i].message == NULL);
        assert_true(value == (cases[i].message == NULL ? cases[i].value : 99));
        close_one(&one, cases[i].message);
    }
}

static void a_double_is_read_within_its_range(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
        const char *message;
    } cases[] = {
        {"104.756789", 104.756789, NULL},
        {"180", 180, NULL},
        {"-180", -180, NULL},
        {"180.0001", 99, "x: 180.0001 is above 180"},
        {"-1e3", 99, "x: -1e3 is below -180"},
        {"1e999", 99, "x: \"1e999\" is too large"},
        {"inf", 99, "x: \"inf\" is not a number"},
        {"", 99, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, ',');
        double value = 99;
        bool read = csv_double(one.csv, 0, -180, 180, &value);
        assert_int_equal(read, cases[i].message == NULL && cases[i].text[0] != '\0');
        assert_true(value == cases[i].value);
        close_one(&one, cases[i].message);
    }
}

static void money_and_mass_are_exact_and_not_negative(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t e4, kg; /* -1 = refused */
        const char *money_message, *mass_message;
    } cases[] = {
        {"1500", 15000000, 1500000, NULL, NULL},
        {"0.0001", 1, -1, NULL, "x: \"0.0001\" has more than 3 decimal places"},
        {"0.001", 10, 1, NULL, NULL},
        {"0.00001", -1, -1, "x: \"0.00001\" has more than 4 decimal places",
         "x: \"0.00001\" has more than 3 decimal places"},
        {"-1", -1, -1, "x: -1 is below 0", "x: -1 is below 0"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, ',');
        struct money money = {-1};
        int64_t mass_kg = -1;
        assert_int_equal(csv_money(one.csv, 0, &money), cases[i].money_message == NULL);
        assert_int_equal(money.e4, cases[i].e4);
        close_one(&one, cases[i].money_message);
        one = open_one(cases[i].text, ',');
        assert_int_equal(csv_mass(one.csv, 0, &mass_kg), cases[i].mass_message == NULL);
        assert_int_equal(mass_kg, cases[i].kg);
        close_one(&one, cases[i].mass_message);
    }
}

static void a_truth_is_told_in_two_languages(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int value; /* -1 = refused or empty */
        const char *message;
    } cases[] = {
        {"true", 1, NULL},
        {"TRUE", 1, NULL},
        {"1", 1, NULL},
        {"yes", 1, NULL},
        {"Y", 1, NULL},
        {"ya", 1, NULL},
        {"false", 0, NULL},
        {"False", 0, NULL},
        {"0", 0, NULL},
        {"no", 0, NULL},
        {"n", 0, NULL},
        {"Tidak", 0, NULL},
        {"", -1, NULL},
        {"2", -1, "x: \"2\" is neither true nor false"},
        {"t", -1, "x: \"t\" is neither true nor false"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, ',');
        bool value = cases[i].value != 1;
        assert_int_equal(csv_bool(one.csv, 0, &value), cases[i].value >= 0);
        assert_int_equal(value, cases[i].value < 0 ? 1 : cases[i].value);
        close_one(&one, cases[i].message);
    }
}

static void a_date_is_a_day_that_exists(void **state) {
    (void)state;
    struct date date = {5};
    struct one one = open_one("2026-11-24", ',');
    assert_true(csv_date(one.csv, 0, &date));
    assert_int_equal(date.day, 20781);
    close_one(&one, NULL);
    one = open_one("2026-02-30", ',');
    assert_false(csv_date(one.csv, 0, &date));
    close_one(&one, "x: \"2026-02-30\" is not a date (YYYY-MM-DD)");
    one = open_one("", ',');
    assert_false(csv_date(one.csv, 0, &date));
    assert_int_equal(date.day, 20781);
    close_one(&one, NULL);
}

static void a_word_is_one_of_those_known(void **state) {
    (void)state;
    static const char *const words[] = {"bag", "bulk", "liquid", NULL};
    static const struct {
        const char *text;
        int value;
        const char *message;
    } cases[] = {
        {"bag", 0, NULL},
        {"liquid", 2, NULL},
        {"", 99, NULL},
        {"Bag", 99, "x: \"Bag\" is none of bag, bulk, liquid; did you mean \"bag\"?"},
        {"bags", 99, "x: \"bags\" is none of bag, bulk, liquid; did you mean \"bag\"?"},
        {"two\nlines", 99, "x: \"two?lines\" is none of bag, bulk, liquid"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct one one = open_one(cases[i].text, ',');
        int value = 99;
        assert_int_equal(csv_word(one.csv, 0, words, &value), cases[i].value != 99);
        assert_int_equal(value, cases[i].value);
        close_one(&one, cases[i].message);
    }
}

static void a_label_is_one_line_without_control_characters(void **state) {
    (void)state;
    struct one one = open_one("Desa\nBaru \x1b[31m\ttua \xc3\xa9", ',');
    assert_string_equal(csv_text(one.csv, 0), "Desa\nBaru \x1b[31m\ttua \xc3\xa9");
    assert_string_equal(csv_label(one.csv, 0), "Desa Baru  [31m tua \xc3\xa9");
    close_one(&one, NULL);
}

static void a_long_list_of_words_is_cut(void **state) {
    (void)state;
    const char *words[201];
    for (int i = 0; i < 200; i++)
        words[i] = "seventeen letters";
    words[200] = NULL;
    struct one one = open_one("other", ',');
    int value;
    struct error err;
    assert_false(csv_word(one.csv, 0, words, &value));
    assert_false(diag_error(one.diag, &err));
    assert_true(strlen(err.message) < 400);
    csv_free(one.csv);
    diag_free(one.diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decimal_is_read_within_its_range),
        cmocka_unit_test(a_number_with_two_readings_is_refused),
        cmocka_unit_test(a_double_is_read_within_its_range),
        cmocka_unit_test(money_and_mass_are_exact_and_not_negative),
        cmocka_unit_test(a_truth_is_told_in_two_languages),
        cmocka_unit_test(a_date_is_a_day_that_exists),
        cmocka_unit_test(a_word_is_one_of_those_known),
        cmocka_unit_test(a_label_is_one_line_without_control_characters),
        cmocka_unit_test(a_long_list_of_words_is_cut),
    };
    return cmocka_run_group_tests_name("csv fields", tests, NULL, NULL);
}
