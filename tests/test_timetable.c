// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Paths by the clock. The corridor of tests/support/data_set.h by truck from A to B, in minutes: loading 45, A to J 37.5,
 * J to P 18.75, half of the ferry's headway 30, P to Q 120, Q to B 22.5, unloading 45: 318.75 in all. By train: 26 h of
 * loading and dwell, half of the train's headway 6 h, half of the link's 3 h, A to B 2 h, unloading 3 h: 40 h in all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "tests/support/data_set.h"
#include "tests/support/planned.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <stdio.h>
#include <string.h>

static struct moment at(const char *text) {
    struct moment moment;
    struct error err = {0};
    if (!moment_parse(text, &moment, &err))
        fail_msg("%s", err.message);
    return moment;
}

/* ---- moments ---- */

static void a_moment_is_a_day_and_a_time(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int day, minute; /* day -1: refused */
    } cases[] = {
        {"Mon 06:00", 0, 360},
        {"mon 6:00", 0, 360},
        {"  Sun   23:59", 6, 1439},
        {"MONDAY 00:00", 0, 0},
        {"Tues 06.30", 1, 390},
        {"Sen 06:00", 0, 360},
        {"sel 06:00", 1, 360},
        {"Rabu 06:00", 2, 360},
        {"KAM 06:00", 3, 360},
        {"Jum 06:00", 4, 360},
        {"jum'at 06:00", 4, 360},
        {"Sab 06:00", 5, 360},
        {"Min 06:00", 6, 360},
        {"ahad 06:00", 6, 360},
        {"Sat 06:00", 5, 360},
        {"", -1, 0},
        {"Mon", -1, 0},
        {"06:00", -1, 0},
        {"Mo 06:00", -1, 0},
        {"Mondays 06:00", -1, 0},
        {"Mon 24:00", -1, 0},
        {"Mon 12:60", -1, 0},
        {"Mon 6", -1, 0},
        {"Mon 006:00", -1, 0},
        {"Mon 06:0", -1, 0},
        {"Mon 06:000", -1, 0},
        {"Mon -1:00", -1, 0},
        {"Mon 06:00 x", -1, 0},
        {"Monday06:00", -1, 0},
        {"Xyz 06:00", -1, 0},
        {"2026-11-24 06:00", -1, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct moment moment = {-1};
        struct error err = {0};
        bool good = moment_parse(cases[i].text, &moment, &err);
        if (good != (cases[i].day >= 0) ||
            (good && moment.umin != (cases[i].day * (int64_t)1440 + cases[i].minute) * 1000000))
            fail_msg("\"%s\": %d, %lld umin, %s", cases[i].text, good, (long long)moment.umin, err.message);
        assert_true(good || (err.code == ERROR_USAGE && strstr(err.message, "expected") != NULL));
    }
}

static void a_moment_is_told_in_minutes_and_whole_weeks(void **state) {
    (void)state;
    const int64_t hour = (int64_t)60 * 1000000, week = 168 * hour;
    static const char leaves[] = "Mon 06:00";
    const struct {
        int64_t after; /* Mon 06:00, in umin */
        bool later;
        const char *text;
    } cases[] = {
        {0, true, "Mon 06:00"},
        {1, true, "Mon 06:01"},
        {1, false, "Mon 06:00"},
        {-1, true, "Mon 06:00"},
        {-1, false, "Mon 05:59"},
        {18 * hour, true, "Tue 00:00"},
        {-7 * hour, true, "Sun 23:00"},
        {week - hour, true, "Mon 05:00"},
        {week - 1, true, "Mon 06:00 +1 week"},
        {week, true, "Mon 06:00 +1 week"},
        {2 * week + hour, true, "Mon 07:00 +2 weeks"},
        {-week, true, "Mon 06:00 -1 week"},
        {-week + hour, true, "Mon 07:00"},
        {-3 * week, false, "Mon 06:00 -3 weeks"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[MOMENT_TEXT];
        struct moment moment = {at(leaves).umin + cases[i].after};
        assert_string_equal(moment_text(text, moment, at(leaves), cases[i].later), cases[i].text);
    }
}

/* ---- the corridor, by hand ---- */

static const char HEAD[] = "departure_id,link_id,vehicle_type_id,from_node_id,to_node_id,weekday,time,"
                           "valid_from,valid_to\n";

struct corridor {
    struct scenario *scenario;
    struct plan *plan;
    struct timetable *timetable;
};

/* The corridor with these departures (NULL = no such file), its railway or its ferry closed. */
static struct corridor corridor_new(const char *rows, bool by_rail) {
    const struct text_file changes[] = {
        {"roads/departure.csv", rows != NULL ? support_text("%s%s", HEAD, rows) : NULL}, {NULL, NULL}};
    struct corridor corridor = {.scenario = corridor_load(changes)};
    int closed = names_find(corridor.scenario->network->link_ids, by_rail ? "PQ" : "AB");
    struct variant variant = NOW;
    variant.closed_links = 1;
    variant.closed_link = &closed;
    corridor.plan = plan_make(corridor.scenario, &variant);
    corridor.timetable = timetable_new(corridor.scenario->network, NOW.as_of);
    return corridor;
}

static void corridor_release(struct corridor *corridor) {
    timetable_free(corridor->timetable);
    plan_free(corridor->plan);
    scenario_free(corridor->scenario);
}

struct clock_case {
    const char *what, *rows;
    bool by_rail;
    const char *leaves, *arrives; /* of S1's path */
    const char *waits;            /* "P 09:41 10:00 listed": node, from, to; those of all legs in order */
};

static const struct clock_case clock_cases[] = {
    {"without departures half the headway is taken", NULL, false, "Mon 06:00", "Mon 11:19",
     "P Mon 07:42 Mon 08:12 assumed 30; "},
    {"the next departure of the day is waited for", "F,PQ,,P,,daily,05:00;10:00;22:00,,\n", false,
     "Mon 06:00", "Mon 13:08", "P Mon 07:42 Mon 10:00 listed 30; "},
    {"a departure at the very minute is not gone", "F,PQ,,P,,Tue,07:45,,\n", false, "Tue 06:03", "Tue 10:53",
     "P Tue 07:45 Tue 07:45 listed 30; "},
    {"the one before is gone", "F,PQ,,P,,Tue,07:44,,\n", false, "Tue 06:03", "Tue 10:52 +1 week",
     "P Tue 07:45 Tue 07:44 +1 week listed 30; "},
    {"who leaves on Sunday night may wait for Monday", "F,PQ,,P,,Mon,01:00,,\n", false, "Sun 23:00",
     "Mon 04:08", "P Mon 00:42 Mon 01:00 listed 30; "},
    {"departures of the other direction do not count", "F,PQ,,Q,,daily,10:00,,\n", false, "Mon 06:00",
     "Mon 11:19", "P Mon 07:42 Mon 08:12 assumed 30; "},
    {"without a direction both are meant", "F,PQ,,,,Sen,10:00,,\n", false, "Mon 06:00", "Mon 13:08",
     "P Mon 07:42 Mon 10:00 listed 30; "},
    {"the node it goes to tells the direction", "F,PQ,,,Q,mon,10:00,,\n", false, "Mon 06:00", "Mon 13:08",
     "P Mon 07:42 Mon 10:00 listed 30; "},
    {"days that are over list nothing",
     "F,PQ,,P,,daily,10:00,,2026-11-24\nG,PQ,,P,,daily,11:00,2026-11-25,\n", false, "Mon 06:00", "Mon 11:19",
     "P Mon 07:42 Mon 08:12 assumed 30; "},
    {"departures in force from today list", "F,PQ,,P,,daily,10:00,2026-11-24,2026-11-25\n", false,
     "Mon 06:00", "Mon 13:08", "P Mon 07:42 Mon 10:00 listed 30; "},
    {"a link without a headway may list departures", "F,JP,,,,daily,07:30,,\n", false, "Mon 06:00",
     "Mon 11:27", "J Mon 07:23 Mon 07:30 listed 0; P Mon 07:49 Mon 08:19 assumed 30; "},
    {"a vehicle type waits where it is loaded", "F,,truck,A,,daily,08:00,,\n", false, "Mon 06:00",
     "Mon 12:34", "A Mon 06:45 Mon 08:00 listed 0; P Mon 08:57 Mon 09:27 assumed 30; "},
    {"a vehicle type's departures may lead where it comes by", "F,,truck,A,Q,daily,08:00,,\n", false,
     "Mon 06:00", "Mon 12:34", "A Mon 06:45 Mon 08:00 listed 0; P Mon 08:57 Mon 09:27 assumed 30; "},
    {"a vehicle type's departures elsewhere do not count",
     "F,,truck,B,,daily,08:00,,\nG,,train,,,daily,08:00,,\n", false, "Mon 06:00", "Mon 11:19",
     "P Mon 07:42 Mon 08:12 assumed 30; "},
    {"a train counts both headways where nothing is listed", NULL, true, "Mon 06:00", "Tue 22:00",
     "A Tue 08:00 Tue 14:00 assumed 360; A Tue 14:00 Tue 17:00 assumed 180; "},
    {"a listed train still waits for its link", "F,,train,A,B,Tue;Thu,09:00,,\n", true, "Mon 06:00",
     "Tue 17:00", "A Tue 08:00 Tue 09:00 listed 360; A Tue 09:00 Tue 12:00 assumed 180; "},
    {"a train that leaves once a week may be missed", "F,,train,,,Tue,07:59,,\nG,AB,,,,Tue,12:30,,\n", true,
     "Mon 06:00", "Tue 17:30 +1 week",
     "A Tue 08:00 Tue 07:59 +1 week listed 360; A Tue 07:59 +1 week Tue 12:30 +1 week listed 180; "},
};

/* The waits as a clock case tells them. */
static const char *waits_text(const struct journey *journey, const struct network *network) {
    const char *text = "";
    char from[MOMENT_TEXT], to[MOMENT_TEXT];
    for (int i = 0; i < journey->waits; i++) {
        const struct journey_wait *wait = &journey->wait[i];
        text = support_text("%s%s %s %s %s %lld; ", text, network->node[wait->node].id,
                            moment_text(from, wait->from, journey->leaves, true),
                            moment_text(to, wait->to, journey->leaves, true),
                            wait->listed ? "listed" : "assumed", (long long)wait->assumed_umin / 1000000);
    }
    return text;
}

static void paths_meet_the_departures_reckoned_by_hand(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clock_cases); i++) {
        const struct clock_case *it = &clock_cases[i];
        struct corridor corridor = corridor_new(it->rows, it->by_rail);
        struct journey journey = journey_follow(corridor.timetable, corridor.plan, 0, at(it->leaves));
        char arrives[MOMENT_TEXT];
        const char *waits = waits_text(&journey, corridor.scenario->network);
        moment_text(arrives, journey.arrives, journey.leaves, true);
        if (strcmp(arrives, it->arrives) != 0 || strcmp(waits, it->waits) != 0)
            fail_msg("%s: arrives %s, expected %s; waits %s, expected %s", it->what, arrives, it->arrives,
                     waits, it->waits);
        journey_release(&journey);
        corridor_release(&corridor);
    }
}

static void legs_begin_where_the_ones_before_end(void **state) {
    (void)state;
    struct corridor corridor = corridor_new("F,PQ,,P,,daily,10:00,,\n", false);
    struct journey journey = journey_follow(corridor.timetable, corridor.plan, 0, at("Mon 06:00"));
    static const char *const expected[] = {"Mon 06:00 Mon 06:45 Mon 07:23", "Mon 07:23 Mon 07:23 Mon 07:42",
                                           "Mon 07:42 Mon 07:42 Mon 12:00", "Mon 12:00 Mon 12:00 Mon 13:08"};
    assert_int_equal(journey.legs, COUNT_OF(expected));
    for (int i = 0; i < journey.legs; i++) {
        char begins[MOMENT_TEXT], departs[MOMENT_TEXT], arrives[MOMENT_TEXT];
        const struct journey_leg *leg = &journey.leg[i];
        assert_string_equal(support_text("%s %s %s", moment_text(begins, leg->begins, journey.leaves, true),
                                         moment_text(departs, leg->departs, journey.leaves, true),
                                         moment_text(arrives, leg->arrives, journey.leaves, true)),
                            expected[i]);
        assert_int_equal(leg->waits, i == 2);
        assert_int_equal(leg->waited_umin, i == 2 ? 138750000 : 0); /* 07:41:15 to 10:00 */
        assert_int_equal(leg->assumed_umin, i == 2 ? 30000000 : 0);
    }
    assert_int_equal(journey.planned_umin, 318750000);
    assert_int_equal(journey_umin(&journey), 318750000 + 138750000 - 30000000);
    assert_int_equal(journey.listed, 1);
    /* 427.5 min = 7.125 h */
    assert_true(journey_keeps(&journey, 7125000));
    assert_false(journey_keeps(&journey, 7124999));
    assert_true(journey_keeps(&journey, -1));
    journey_release(&journey);
    corridor_release(&corridor);
}

static void the_shipped_plan_takes_as_long_by_the_clock_as_it_says(void **state) {
    (void)state;
    struct planned planned = planned_new("data", NOW.as_of);
    const struct plan *plan = planned.plan;
    struct timetable *timetable = timetable_new(planned.scenario->network, NOW.as_of);
    const struct moment leaves = at("Wed 13:37");
    assert_non_null(plan);
    for (int p = 0; p < plan->paths; p++) {
        struct journey journey = journey_follow(timetable, plan, p, leaves);
        assert_int_equal(journey_umin(&journey), plan->path[p].time_uh * 60);
        for (int l = 0; l < journey.legs; l++)
            assert_int_equal(journey.leg[l].arrives.umin - journey.leg[l].begins.umin,
                             plan->leg[plan->path[p].first_leg + l].time_uh * 60);
        assert_int_equal(journey_latest(timetable, plan, p, journey.arrives).umin, leaves.umin);
        journey_release(&journey);
    }
    timetable_free(timetable);
    planned_release(&planned);
}

/* ---- random departures, minute by minute ---- */

enum { ROWS = 6, STOPS = 4, WEEK_MINUTES = 7 * 1440 };
static const int64_t MINUTE = 1000000;

/* A row of departure.csv: at one of STOPS, or where it does not count. */
struct row {
    int stop; /* -1: elsewhere */
    bool day[7];
    int minute;
};

/* Where the truck may wait, and the umin from the stop before it is ready to be there; half the headway. */
static const struct {
    const char *service; /* "link,vehicle,from,to" */
    int64_t before, assumed;
} stops[STOPS] = {
    {",truck,A,B", 45000000, 0},
    {"AJ,,A,", 0, 0},
    {"PQ,,P,", 37500000 + 18750000, 30000000},
    {"QB,,,B", 120000000, 0},
};
static const int64_t LAST = 22500000 + 45000000;
static const char *const elsewhere[] = {",truck,B,", "AJ,,J,", "PQ,,,P", "AB,,,", ",train,,"};

/* The first whole minute at `ready` or later at which something leaves the stop; -1 = nothing ever does. */
static int64_t next_minute(const struct row *row, int rows, int stop, int64_t ready) {
    int64_t minute = ready / MINUTE + (ready % MINUTE != 0);
    for (int i = 0; i < WEEK_MINUTES; i++, minute++)
        for (int r = 0; r < rows; r++)
            if (row[r].stop == stop && row[r].minute == minute % 1440 && row[r].day[minute / 1440 % 7])
                return minute * MINUTE;
    return -1;
}

static int64_t naive_arrival(const struct row *row, int rows, int64_t leaves) {
    int64_t now = leaves;
    for (int s = 0; s < STOPS; s++) {
        now += stops[s].before;
        int64_t gone = next_minute(row, rows, s, now);
        now = gone >= 0 ? gone : now + stops[s].assumed;
    }
    return now + LAST;
}

static const char *draw_row(struct row *row) {
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const char *days = "";
    row->stop = random_below(STOPS + 2) - 2;
    row->minute = random_below(4) == 0 ? random_below(1440) : 60 * random_below(24);
    for (int d = 0; d < 7; d++) {
        row->day[d] = random_below(3) == 0 || (d == 6 && *days == '\0');
        if (row->day[d])
            days = support_text("%s%s%s", days, *days != '\0' ? ";" : "", names[d]);
    }
    const char *service = row->stop >= 0 ? stops[row->stop].service : elsewhere[random_below(5)];
    return support_text(",%s,%s,%02d:%02d,,\n", service, days, row->minute / 60, row->minute % 60);
}

static void random_departures_are_met_as_a_search_by_minutes_finds(void **state) {
    (void)state;
    random_state = 20261124;
    for (int round = 0; round < 40; round++) {
        struct row row[ROWS];
        const char *text = "";
        int rows = 1 + random_below(ROWS);
        for (int r = 0; r < rows; r++)
            text = support_text("%s%s", text, draw_row(&row[r]));
        struct corridor corridor = corridor_new(text, false);
        for (int i = 0; i < 20; i++) {
            struct moment leaves = {random_below(WEEK_MINUTES) * MINUTE + random_below(3) * 333333};
            struct journey journey = journey_follow(corridor.timetable, corridor.plan, 0, leaves);
            int64_t expected = naive_arrival(row, rows, leaves.umin);
            if (journey.arrives.umin != expected)
                fail_msg("leaving %lld: arrives %lld, expected %lld with\n%s", (long long)leaves.umin,
                         (long long)journey.arrives.umin, (long long)expected, text);
            /* Five weeks on, so that what is found lies behind week 0. */
            struct moment by = {5 * UMIN_PER_WEEK + random_below(WEEK_MINUTES) * MINUTE + random_below(3)};
            int64_t latest = journey_latest(corridor.timetable, corridor.plan, 0, by).umin;
            if (naive_arrival(row, rows, latest) > by.umin || naive_arrival(row, rows, latest + 1) <= by.umin)
                fail_msg("by %lld: leaves at latest %lld with\n%s", (long long)by.umin, (long long)latest,
                         text);
            journey_release(&journey);
        }
        corridor_release(&corridor);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_moment_is_a_day_and_a_time),
        cmocka_unit_test(a_moment_is_told_in_minutes_and_whole_weeks),
        cmocka_unit_test(paths_meet_the_departures_reckoned_by_hand),
        cmocka_unit_test(legs_begin_where_the_ones_before_end),
        cmocka_unit_test(the_shipped_plan_takes_as_long_by_the_clock_as_it_says),
        cmocka_unit_test(random_departures_are_met_as_a_search_by_minutes_finds),
    };
    return cmocka_run_group_tests_name("clock times", tests, NULL, NULL);
}
