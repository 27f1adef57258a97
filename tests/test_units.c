// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/units.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const wide highest = (((wide)1 << 126) - 1) * 2 + 1; /* 2^127 - 1 */

struct counted {
    const char *text;
    int places;
    int64_t count;
};

/* Each text, read by the rule, gives its count. */
static void assert_counted(size_t cases, const struct counted *expected, enum decimal_rule rule) {
    for (size_t i = 0; i < cases; i++) {
        int64_t count = 999;
        struct error err = {0};
        if (!decimal_parse(expected[i].text, expected[i].places, '.', rule, &count, &err))
            fail_msg("%s", err.message);
        assert_int_equal(count, expected[i].count);
    }
}

static void a_decimal_is_counted_exactly(void **state) {
    (void)state;
    static const struct counted cases[] = {
        {"0", 0, 0},
        {"-0", 4, 0},
        {"-0.000", 3, 0},
        {"12.5", 4, 125000},
        {"-12.5", 4, -125000},
        {"+7", 0, 7},
        {".5", 1, 5},
        {"5.", 1, 50},
        {"3e4", 0, 30000},
        {"3E4", 0, 30000},
        {"3e+4", 0, 30000},
        {"25e-2", 2, 25},
        {"0.25e2", 0, 25},
        {"1.50000000000000000000000000000000000000000000", 1, 15}, /* zeros past the last place are exact */
        {"000000000000000000000000000000000000000000000017", 0, 17},
        {"0.000000000000000000000000000000000000000000001e45", 0, 1},
        {"0e999999999999999999999", 3, 0},
        {"0.0000e-999999999999999999999", 3, 0},
        {"9223372036854775807", 0, INT64_MAX},
        {"-9223372036854775808", 0, INT64_MIN},
        {"922337203685477.5807", 4, INT64_MAX},
        {"-922337203685477.5808", 4, INT64_MIN},
        {"9223372.036854775807", 12, INT64_MAX},
        {"92233720368547758070e-1", 0, INT64_MAX},
        {"10000000000000000000000000000000000000000e-40", 0, 1}, /* 41 digits */
    };
    assert_counted(COUNT_OF(cases), cases, DECIMAL_EXACT);
    assert_counted(COUNT_OF(cases), cases, DECIMAL_ROUND);
}

static void digits_past_the_last_place_are_rounded_half_to_even(void **state) {
    (void)state;
    static const struct counted cases[] = {
        {"0.5", 0, 0},
        {"1.5", 0, 2},
        {"2.5", 0, 2},
        {"-2.5", 0, -2},
        {"-3.5", 0, -4},
        {"2.50000000000000000000000000000000000000000000001", 0,
         3}, /* more than 38 digits: still over a half */
        {"2.49999999999999999999999999999999999999999999999", 0, 2},
        {"1.00005", 4, 10000},
        {"1.00015", 4, 10002},
        {"0.0000004", 6, 0},
        {"1e-400", 6, 0},
        {"1e-38", 0, 0},
        {"9e-39", 0, 0},
        {"99999999999999999999999999999999999999e-38", 0, 1}, /* 38 nines: 0.99... */
        {"9223372036854775807.4", 0, INT64_MAX},
        {"-9223372036854775808.5", 0, INT64_MIN}, /* the half goes to the even number */
    };
    assert_counted(COUNT_OF(cases), cases, DECIMAL_ROUND);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int64_t count = 999;
        struct error err = {0};
        assert_false(decimal_parse(cases[i].text, cases[i].places, '.', DECIMAL_EXACT, &count, &err));
        assert_non_null(strstr(err.message, " decimal places"));
        assert_int_equal(count, 999);
    }
}

static void a_faulty_decimal_says_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int places;
        enum decimal_rule rule;
        const char *message;
    } cases[] = {
        {"", 0, DECIMAL_EXACT, "\"\" is not a number"},
        {"abc", 0, DECIMAL_EXACT, "\"abc\" is not a number"},
        {".", 0, DECIMAL_EXACT, "\".\" is not a number"},
        {"-", 0, DECIMAL_EXACT, "\"-\" is not a number"},
        {"--1", 0, DECIMAL_EXACT, "\"--1\" is not a number"},
        {" 1", 0, DECIMAL_EXACT, "\" 1\" is not a number"},
        {"1 ", 0, DECIMAL_EXACT, "\"1 \" is not a number"},
        {"1 000", 0, DECIMAL_EXACT, "\"1 000\" is not a number"},
        {"1,5", 0, DECIMAL_EXACT, "\"1,5\" is not a number"},
        {"1.2.3", 0, DECIMAL_EXACT, "\"1.2.3\" is not a number"},
        {"0x10", 0, DECIMAL_EXACT, "\"0x10\" is not a number"},
        {"inf", 0, DECIMAL_EXACT, "\"inf\" is not a number"},
        {"nan", 0, DECIMAL_EXACT, "\"nan\" is not a number"},
        {"1e", 0, DECIMAL_EXACT, "\"1e\" is not a number"},
        {"1e+", 0, DECIMAL_EXACT, "\"1e+\" is not a number"},
        {"e5", 0, DECIMAL_EXACT, "\"e5\" is not a number"},
        {"1e2.5", 0, DECIMAL_EXACT, "\"1e2.5\" is not a number"},
        {"1.2345", 3, DECIMAL_EXACT, "\"1.2345\" has more than 3 decimal places"},
        {"9223372036854775808", 0, DECIMAL_EXACT, "\"9223372036854775808\" is too large"},
        {"-9223372036854775809", 0, DECIMAL_EXACT, "\"-9223372036854775809\" is too large"},
        {"9223372036854775807.5", 0, DECIMAL_ROUND, "\"9223372036854775807.5\" is too large"},
        {"922337203685477.5808", 4, DECIMAL_EXACT, "\"922337203685477.5808\" is too large"},
        {"1e19", 0, DECIMAL_EXACT, "\"1e19\" is too large"},
        {"1e999999999999999999999", 0, DECIMAL_ROUND, "\"1e999999999999999999999\" is too large"},
        {"123456789012345678901234567890123456789012345", 0, DECIMAL_ROUND,
         "\"1234567890123456789012345678901234567890\" is too large"}, /* shown up to 40 bytes */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct error err = {0};
        int64_t count = 999;
        assert_false(decimal_parse(cases[i].text, cases[i].places, '.', cases[i].rule, &count, &err));
        assert_int_equal(err.code, ERROR_INPUT);
        assert_string_equal(err.message, cases[i].message);
        assert_int_equal(count, 999);
        assert_false(decimal_parse(cases[i].text, cases[i].places, '.', cases[i].rule, &count, NULL));
    }
}

static void a_decimal_comma_is_read_where_it_is_asked_for(void **state) {
    (void)state;
    int64_t count;
    assert_true(decimal_parse("1,5", 1, ',', DECIMAL_EXACT, &count, NULL));
    assert_int_equal(count, 15);
    assert_false(decimal_parse("1.5", 1, ',', DECIMAL_EXACT, &count, NULL));
}

static void money_is_exact_to_four_places(void **state) {
    (void)state;
    struct money money;
    struct error err;
    assert_true(money_parse("41000.0412", &money, NULL));
    assert_int_equal(money.e4, 410000412);
    assert_false(money_parse("0.00001", &money, &err));
    assert_string_equal(err.message, "\"0.00001\" has more than 4 decimal places");
}

static void a_double_is_the_nearest_one(void **state) {
    (void)state;
    /* The compiler's own reading of the literals is the other road. */
    static const struct {
        const char *text;
        double value;
    } cases[] = {
        {"0", 0.0},
        {"0.1", 0.1},
        {"-104.756789", -104.756789},
        {"1e22", 1e22},
        {"1e23", 1e23},
        {"9007199254740993", 9007199254740993.0},
        {"123456789.123456789", 123456789.123456789},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"2.2250738585072014e-308", 2.2250738585072014e-308},
        {"4.9e-324", 4.9e-324},
        {"1e-5000", 0.0},
        {"0.3333333333333333333333333333333333333333333333333",
         0.3333333333333333333333333333333333333333333333333},
        {"100000000000000000000000000000000000000000000000", 1e47},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        double value = NAN;
        assert_true(double_parse(cases[i].text, '.', &value, NULL));
        assert_true(value == cases[i].value);
    }
}

static void a_double_out_of_range_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"1e309", "-1e309", "1e5000", "inf", "nan", "0x1p3", "1,5", ""};
    double value = 7;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_false(double_parse(texts[i], '.', &value, NULL));
    assert_true(value == 7);
    assert_true(double_parse("1,5", ',', &value, NULL));
    assert_true(value == 1.5);
}

static void a_quotient_is_rounded_half_to_even(void **state) {
    (void)state;
    const struct {
        wide n, d, quotient;
    } cases[] = {
        {7, 2, 4},
        {5, 2, 2},
        {-5, 2, -2},
        {-7, 2, -4},
        {1, 3, 0},
        {2, 3, 1},
        {-2, 3, -1},
        {0, 5, 0},
        {6, 3, 2},
        {1, 2, 0},
        {-1, 2, 0},
        {3, 2, 2},
        {highest, highest, 1},
        {highest, 1, highest},
        {highest - 1, highest, 1},
        {highest / 2, highest, 0},
        {highest / 2 + 1, highest, 1},
        {-highest, highest, -1},
        {-highest - 1, 2, (-highest - 1) / 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_true(wide_divide(cases[i].n, cases[i].d) == cases[i].quotient);
}

static void a_wide_number_is_written_without_exponent(void **state) {
    (void)state;
    const struct {
        wide n;
        int places, least;
        const char *text;
    } cases[] = {
        {0, 0, 0, "0"},
        {0, 4, 0, "0"},
        {0, 4, 2, "0.00"},
        {-5, 2, 0, "-0.05"},
        {1200, 0, 0, "1200"},
        {12000000, 4, 0, "1200"},
        {12000000, 4, 2, "1200.00"},
        {12345678, 4, 2, "1234.5678"},
        {12345600, 4, 2, "1234.56"},
        {12345000, 4, 2, "1234.50"},
        {1, 12, 0, "0.000000000001"},
        {INT64_MAX, 4, 0, "922337203685477.5807"},
        {INT64_MIN, 4, 0, "-922337203685477.5808"},
        /* 2^127 = 170141183460469231731687303715884105728 */
        {highest, 0, 0, "170141183460469231731687303715884105727"},
        {-highest - 1, 0, 0, "-170141183460469231731687303715884105728"},
        {-highest - 1, 38, 0, "-1.70141183460469231731687303715884105728"},
        {(wide)1000000000000000000 * 1000000000000000000, 0, 0, "1000000000000000000000000000000000000"},
        {1, 38, 0, "0.00000000000000000000000000000000000001"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[WIDE_TEXT];
        assert_ptr_equal(wide_text(text, cases[i].n, cases[i].places, cases[i].least), text);
        assert_string_equal(text, cases[i].text);
    }
}

static void what_is_written_reads_back(void **state) {
    (void)state;
    uint64_t seed = 20261124;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        int64_t n = (int64_t)seed >> (seed >> 58), back;
        int places = (int)(seed >> 32) % 13;
        places = places < 0 ? -places : places;
        char text[WIDE_TEXT];
        wide_text(text, n, places, 0);
        assert_true(decimal_parse(text, places, '.', DECIMAL_EXACT, &back, NULL));
        assert_int_equal(back, n);
        assert_true(wide_double(n, places) == strtod(text, NULL)); /* in the C locale */
    }
}

static void the_double_of_a_wide_number_is_rounded_once(void **state) {
    (void)state;
    const wide least = -highest - 1;
    assert_true(wide_double(15, 1) == 1.5);
    assert_true(wide_double(-1, 4) == -1e-4);
    assert_true(wide_double(9007199254740993, 0) == 9007199254740992.0); /* a tie, to even */
    assert_true(wide_double((wide)1000000000000000000 * 1000000000000000000, 38) == 0.01);
    assert_true(wide_double(least, 0) == -ldexp(1, 127));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decimal_is_counted_exactly),
        cmocka_unit_test(digits_past_the_last_place_are_rounded_half_to_even),
        cmocka_unit_test(a_faulty_decimal_says_what_is_wrong),
        cmocka_unit_test(a_decimal_comma_is_read_where_it_is_asked_for),
        cmocka_unit_test(money_is_exact_to_four_places),
        cmocka_unit_test(a_double_is_the_nearest_one),
        cmocka_unit_test(a_double_out_of_range_is_refused),
        cmocka_unit_test(a_quotient_is_rounded_half_to_even),
        cmocka_unit_test(a_wide_number_is_written_without_exponent),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(the_double_of_a_wide_number_is_rounded_once),
    };
    return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
