// SPDX-License-Identifier: GPL-3.0-or-later
/* Days of the week and times of the day, as people write them. */
#ifndef BASE_WEEK_H
#define BASE_WEEK_H

#include <stdbool.h>
#include <stddef.h>

enum { WEEK_DAYS = 7, DAY_MINUTES = 24 * 60 };

/** "Mon" ... "Sun", then NULL. */
extern const char *const WEEKDAYS[];

/**
 * 0 = Monday ... 6 = Sunday: text[0 .. length) is an English or Indonesian day or its first three letters or more, of any
 * case: "mon", "Tues", "SEN", "Jumat", "Jum'at", "Ahad". -1: none.
 */
int weekday_parse(const char *text, size_t length);

/** Minutes after midnight of "06:00", "6:00" or (where `dotted`) "06.00", up to 23:59; -1: none. */
int minute_parse(const char *text, bool dotted);

#endif
