// SPDX-License-Identifier: GPL-3.0-or-later
/* Calendar days of the proleptic Gregorian calendar, without time of day or zone. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/error.h"

#include <limits.h>

/** Days since 1970-01-01. Compare with < and >=. */
struct date {
    int day;
};

enum { DATE_TEXT = 12 };
/** Before and after every day; the ends of an open validity. */
#define DATE_EVER ((struct date){INT_MIN})
#define DATE_NEVER ((struct date){INT_MAX})

/** Reads "2026-11-24"; years 1900 to 9999. ERROR_INPUT:
 * `"x" is not a date (YYYY-MM-DD)`, also for 2026-02-30. */
bool date_parse(const char *text, struct date *out, struct error *err);

/** "2026-11-24"; "" for DATE_EVER and DATE_NEVER. `buffer` holds DATE_TEXT bytes. Returns buffer. */
char *date_text(char *buffer, struct date date);

/** The day it is here (local time zone). */
struct date date_today(void);

#endif
