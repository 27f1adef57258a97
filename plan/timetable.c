// SPDX-License-Identifier: GPL-3.0-or-later
/* Moments of a week that repeats, and what leaves next. */
#include "plan/timetable_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "base/week.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- moments ---- */

bool moment_parse(const char *text, struct moment *out, struct error *err) {
    const char *day = text + strspn(text, " "), *end = day + strcspn(day, " "),
               *time = end + strspn(end, " ");
    int weekday = weekday_parse(day, (size_t)(end - day)), minute = minute_parse(time, true);
    if (weekday < 0 || minute < 0)
        return error_set(err, ERROR_USAGE,
                         weekday < 0
                             ? _("\"%.60s\" has no day of the week; expected a day (Mon to Sun) and a "
                                 "time (00:00 to 23:59), as in \"Mon 06:00\"")
                             : _("\"%.60s\" has no time of the day; expected a day (Mon to Sun) and a "
                                 "time (00:00 to 23:59), as in \"Mon 06:00\""),
                         text);
    *out = (struct moment){((int64_t)weekday * DAY_MINUTES + minute) * UMIN_PER_MINUTE};
    return true;
}

/* Rounded towards earlier times; d > 0. */
static int64_t divide_down(int64_t n, int64_t d) {
    return n / d - (n % d < 0);
}

/* Umin since the week's Monday 00:00. */
static int64_t in_week(int64_t umin) {
    return umin - divide_down(umin, UMIN_PER_WEEK) * UMIN_PER_WEEK;
}

char *moment_text(char buffer[MOMENT_TEXT], struct moment moment, struct moment from, bool later) {
    int64_t up = later ? UMIN_PER_MINUTE - 1 : 0;
    int64_t umin = divide_down(moment.umin + up, UMIN_PER_MINUTE) * UMIN_PER_MINUTE;
    long long weeks = (umin - from.umin) / UMIN_PER_WEEK;
    int minute = (int)(in_week(umin) / UMIN_PER_MINUTE);
    int length = snprintf(buffer, MOMENT_TEXT, "%s %02d:%02d", WEEKDAYS[minute / DAY_MINUTES],
                          minute % DAY_MINUTES / 60, minute % 60);
    if (weeks != 0)
        snprintf(buffer + length, MOMENT_TEXT - (size_t)length, " %+lld week%s", weeks,
                 llabs(weeks) == 1 ? "" : "s");
    return buffer;
}

/* ---- what leaves ---- */

static void chain(struct timetable *timetable, int *first, int departure) {
    timetable->next[departure] = *first;
    *first = departure;
}

struct timetable *timetable_new(const struct network *network, struct date as_of) {
    struct timetable *timetable = xcalloc(1, sizeof *timetable);
    timetable->network = network;
    timetable->first_of_link = xcalloc((size_t)network->links, sizeof(int));
    timetable->first_of_vehicle = xcalloc((size_t)network->vehicle_types, sizeof(int));
    timetable->next = xcalloc((size_t)network->departures, sizeof(int));
    for (int l = 0; l < network->links; l++)
        timetable->first_of_link[l] = -1;
    for (int v = 0; v < network->vehicle_types; v++)
        timetable->first_of_vehicle[v] = -1;
    for (int d = network->departures - 1; d >= 0; d--) {
        const struct departure *departure = &network->departure[d];
        if (departure->valid_from.day > as_of.day || departure->valid_to.day <= as_of.day)
            continue;
        timetable->lists = true;
        chain(timetable,
              departure->link >= 0 ? &timetable->first_of_link[departure->link]
                                   : &timetable->first_of_vehicle[departure->vehicle_type],
              d);
    }
    return timetable;
}

void timetable_free(struct timetable *timetable) {
    if (timetable == NULL)
        return;
    free(timetable->first_of_link);
    free(timetable->first_of_vehicle);
    free(timetable->next);
    free(timetable);
}

void timetable_release(struct timetable **timetable) {
    timetable_free(TAKE(*timetable));
}

bool timetable_lists(const struct timetable *timetable) {
    return timetable->lists;
}

/* How long from `at` to the nearest of a departure's times: those to come, or (`before`) those that were. */
static int64_t distance(const struct departure *departure, struct moment at, bool before) {
    int64_t nearest = INT64_MAX;
    for (int day = 0; day < WEEK_DAYS; day++) {
        int64_t time = ((int64_t)day * DAY_MINUTES + departure->minute) * UMIN_PER_MINUTE;
        int64_t away = in_week(before ? at.umin - time : time - at.umin);
        if (departure->days & 1u << day && away < nearest)
            nearest = away;
    }
    return nearest;
}

bool timetable_nearest(const struct timetable *timetable, const struct boarding *boarding, struct moment at,
                       bool before, struct moment *out) {
    int64_t nearest = INT64_MAX;
    int d = boarding->link >= 0 ? timetable->first_of_link[boarding->link]
                                : timetable->first_of_vehicle[boarding->vehicle];
    for (; d >= 0; d = timetable->next[d]) {
        const struct departure *departure = &timetable->network->departure[d];
        if ((departure->from >= 0 && departure->from != boarding->node) ||
            (departure->to >= 0 && !boarding_comes_to(boarding, departure->to)))
            continue;
        int64_t away = distance(departure, at, before);
        if (away < nearest)
            nearest = away;
    }
    if (nearest == INT64_MAX)
        return false;
    *out = (struct moment){before ? at.umin - nearest : at.umin + nearest};
    return true;
}
