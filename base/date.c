// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999, EPOCH = 719162 /* days from 0001-01-01 to 1970-01-01 */ };

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January of `year` >= 1. */
static int days_before(int year) {
    int past = year - 1;
    return 365 * past + past / 4 - past / 100 + past / 400;
}

static bool has_shape(const char *text) {
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    return true;
}

static int number(const char *at, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

bool date_parse(const char *text, struct date *out, struct error *err) {
    int year = 0, month = 0, day = 0;
    if (has_shape(text)) {
        year = number(text, 4);
        month = number(text + 5, 2);
        day = number(text + 8, 2);
    }
    if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
        return error_set(err, ERROR_INPUT, "\"%.40s\" is not a date (YYYY-MM-DD)", text);
    int days = days_before(year) - EPOCH + day - 1;
    for (int before = 1; before < month; before++)
        days += month_days(year, before);
    *out = (struct date){days};
    return true;
}

char *date_text(char *buffer, struct date date) {
    long days = (long)date.day + EPOCH; /* since 0001-01-01 */
    buffer[0] = '\0';
    if (days < 0 || days >= days_before(LAST_YEAR + 1))
        return buffer;
    int year = (int)(days / 366) + 1, month = 1;
    while (days >= days_before(year + 1))
        year++;
    int left = (int)days - days_before(year);
    for (; left >= month_days(year, month); month++)
        left -= month_days(year, month);
    snprintf(buffer, DATE_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)(left + 1) % 100);
    return buffer;
}

struct date date_today(void) {
    time_t now = time(NULL);
    struct tm here;
    localtime_r(&now, &here);
    int days = days_before(here.tm_year + 1900) - EPOCH + here.tm_yday;
    return (struct date){days};
}
