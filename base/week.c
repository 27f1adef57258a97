// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/week.h"

#include <string.h>
#include <strings.h>

const char *const WEEKDAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", NULL};

enum { SHORTEST = 3 }; /* letters; no two days begin with the same three */

static const struct {
    const char *name;
    int day;
} names[] = {
    {"Monday", 0}, {"Tuesday", 1}, {"Wednesday", 2}, {"Thursday", 3}, {"Friday", 4}, {"Saturday", 5},
    {"Sunday", 6}, {"Senin", 0},   {"Selasa", 1},    {"Rabu", 2},     {"Kamis", 3},  {"Jumat", 4},
    {"Jum'at", 4}, {"Sabtu", 5},   {"Minggu", 6},    {"Ahad", 6},
};

int weekday_parse(const char *text, size_t length) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (length >= SHORTEST && length <= strlen(names[i].name) &&
            strncasecmp(text, names[i].name, length) == 0)
            return names[i].day;
    return -1;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int minute_parse(const char *text, bool dotted) {
    int hour = 0, digits = 0;
    for (; digits < 2 && is_digit(*text); digits++)
        hour = 10 * hour + (*text++ - '0');
    if (digits == 0 || (*text != ':' && !(dotted && *text == '.')) || !is_digit(text[1]) ||
        !is_digit(text[2]) || text[3] != '\0')
        return -1;
    int minute = 10 * (text[1] - '0') + (text[2] - '0');
    return hour < 24 && minute < 60 ? 60 * hour + minute : -1;
}
