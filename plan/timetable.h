// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Part of plan/plan.h: clock times (doc/timetable.md). A week of listed departures that repeats for ever, without zones:
 * all times are local ones of the places along the way. Clock times are no part of a plan and change nothing in it.
 *
 *     struct moment leaves;
 *     moment_parse("Mon 06:00", &leaves, err);
 *     struct timetable *timetable = timetable_new(network, plan->variant.as_of);
 *     struct journey journey = journey_follow(timetable, plan, path, leaves);
 *     moment_text(buffer, journey.arrives, leaves, true);    "Tue 14:30"
 */
#ifndef PLAN_TIMETABLE_H
#define PLAN_TIMETABLE_H

#include "plan/plan.h"

/** Millionths of a minute, so that both minutes and millionths of an hour (60 of them) are whole. */
enum { UMIN_PER_MINUTE = 1000000, UMIN_PER_UH = 60 };
#define UMIN_PER_WEEK ((int64_t)7 * 24 * 60 * UMIN_PER_MINUTE)

/** A point in time: umin since Monday 00:00 of some week 0; before it < 0. */
struct moment {
    int64_t umin;
};

enum { MOMENT_TEXT = 40 };

/**
 * Reads "Mon 06:00" into week 0: an English or Indonesian day, or its first three letters, of any case (sen, Jumat), and a
 * time from 0:00 to 23:59, the hour parted by ':' or '.'. ERROR_USAGE, with what was found and expected.
 */
bool moment_parse(const char *text, struct moment *out, struct error *err);

/**
 * "Mon 06:00", in whole minutes rounded up where `later`, else down; with " +1 week" where it lies seven days or more
 * after `from`, " -2 weeks" where fourteen or more before. Returns buffer.
 */
char *moment_text(char buffer[MOMENT_TEXT], struct moment moment, struct moment from, bool later);

/** Departures in force on a day, arranged for look-up. */
struct timetable;
struct timetable *timetable_new(const struct network *network,
                                struct date as_of); /* the network outlives it */
void timetable_free(struct timetable *timetable);   /* NULL is fine */
void timetable_release(struct timetable **timetable);

/** Whether it lists anything. */
bool timetable_lists(const struct timetable *timetable);

/** A wait for a departure: of the vehicle that was loaded, or at a link (a ferry) before it is passed. */
struct journey_wait {
    int leg;                /**< of the path, 0 = its first */
    int node;               /**< where */
    int link;               /**< waited for; -1: the vehicle of the leg */
    bool listed;            /**< by departures in force; else half the headway is taken, as in the plan */
    struct moment from, to; /**< ready; on its way */
    int64_t assumed_umin;   /**< half the headway: what the plan counts */
};

struct journey_leg {
    struct moment begins;  /**< at its first node; loading, if it is loaded for it, begins */
    struct moment departs; /**< loaded, and its vehicle (not yet a ferry that it meets) has gone */
    struct moment arrives; /**< at its last node; unloaded, if it is */
    int first_wait, waits; /**< into journey.wait */
    int64_t assumed_umin, waited_umin; /**< sums over its waits */
};

/** A path of a plan by the clock. */
struct journey {
    struct moment leaves, arrives;
    int64_t planned_umin; /**< as the plan has it: the path's hours */
    int legs, waits;
    struct journey_leg *leg; /**< [legs of the path] */
    struct journey_wait *wait;
    int listed; /**< how many of the waits */
};

/** arrives - leaves: what it really takes. */
int64_t journey_umin(const struct journey *journey);
/** A limit in uh (max_hours; -1 = none) is kept. Exact. */
bool journey_keeps(const struct journey *journey, int64_t max_uh);

/**
 * Follows path number `path` of a plan, or of ways alone (plan_lift_ways()): hours as the plan counts them, but for each
 * listed departure that fits the next one that is not gone. Who leaves later never arrives earlier. The result is ended
 * with journey_release(). O(links of the path + departures of the services it meets).
 */
struct journey journey_follow(const struct timetable *timetable, const struct plan *plan, int path,
                              struct moment leaves);
void journey_release(struct journey *journey);

/** The last moment to leave so as to arrive at `by` or before: exact, by going back from there. It may lie weeks before. */
struct moment journey_latest(const struct timetable *timetable, const struct plan *plan, int path,
                             struct moment by);

#endif
