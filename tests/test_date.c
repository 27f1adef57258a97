// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/date.h"
#include "tests/support/support.h"

#include <stdlib.h>
#include <time.h>

static void a_date_is_a_count_of_days(void **state) {
    (void)state;
    /* Day numbers from `date -u -d DATE +%s` / 86400. */
    static const struct {
        const char *text;
        int day;
    } cases[] = {
        {"1970-01-01", 0},     {"1969-12-31", -1},     {"2000-02-29", 11016},   {"2000-03-01", 11017},
        {"2026-11-24", 20781}, {"1900-01-01", -25567}, {"1900-03-01", -25508},  {"2100-02-28", 47540},
        {"2100-03-01", 47541}, {"2018-11-08", 17843},  {"9999-12-31", 2932896},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct date date;
        char text[DATE_TEXT];
        assert_true(date_parse(cases[i].text, &date, NULL));
        assert_int_equal(date.day, cases[i].day);
        assert_string_equal(date_text(text, date), cases[i].text);
    }
}

static void the_days_of_eight_thousand_years_read_back(void **state) {
    (void)state;
    struct date first, last;
    assert_true(date_parse("1900-01-01", &first, NULL) && date_parse("9999-12-31", &last, NULL));
    for (struct date date = first; date.day <= last.day; date.day += 7) {
        char text[DATE_TEXT];
        struct date back = {0};
        assert_true(date_parse(date_text(text, date), &back, NULL));
        assert_int_equal(back.day, date.day);
    }
}

static void what_is_no_day_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",           "2026",       "2026-11",    "2026-11-24x", "2026-11-24 ", " 2026-11-24",
        "2026/11/24", "24-11-2026", "2026-1-1",   "2026-00-10",  "2026-13-01",  "2026-01-00",
        "2026-01-32", "2026-02-30", "2026-02-29", "1900-02-29",  "2100-02-29",  "2026-04-31",
        "1899-12-31", "0000-01-01", "+026-01-01", "20261124",    "10000-01-01", "2026-11-2\xC2\xB2",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct date date = {77};
        struct error err = {0};
        assert_false(date_parse(texts[i], &date, &err));
        assert_int_equal(date.day, 77);
        assert_int_equal(err.code, ERROR_INPUT);
        assert_string_equal(err.message, support_text("\"%s\" is not a date (YYYY-MM-DD)", texts[i]));
    }
}

static void the_ends_of_an_open_validity_are_blank(void **state) {
    (void)state;
    char text[DATE_TEXT] = "x";
    assert_string_equal(date_text(text, DATE_EVER), "");
    assert_string_equal(date_text(text, DATE_NEVER), "");
    assert_string_equal(date_text(text, (struct date){2932897}), ""); /* 10000-01-01 */
    assert_true(DATE_EVER.day < 0 && DATE_NEVER.day > 2932896);
}

static void today_is_the_day_of_the_local_zone(void **state) {
    (void)state;
    static const char *const zones[] = {"UTC0", "WIB-7", "XXX+11", "YYY-14"};
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        char text[DATE_TEXT], expected[32];
        setenv("TZ", zones[i], 1);
        tzset();
        time_t now = time(NULL);
        struct date today = date_today();
        strftime(expected, sizeof expected, "%Y-%m-%d", localtime(&now));
        assert_string_equal(date_text(text, today), expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_a_count_of_days),
        cmocka_unit_test(the_days_of_eight_thousand_years_read_back),
        cmocka_unit_test(what_is_no_day_is_refused),
        cmocka_unit_test(the_ends_of_an_open_validity_are_blank),
        cmocka_unit_test(today_is_the_day_of_the_local_zone),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
