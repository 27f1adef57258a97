// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/language.h"

#include <stdio.h>
#include <string.h>

static double km(int64_t mm) {
    return (double)mm / 1e6;
}

static char *km_words(char buffer[REAL_WORDS], int64_t mm) {
    return real_words(buffer, km(mm), 3);
}

static void check_loops(const struct check *check) {
    int seen = 0;
    for (int l = 0; l < check->network->links; l++) {
        const struct link *link = &check->network->link[l];
        if (link->from == link->to)
            check_tell(check, &seen, check_link_place(link), "link \"%s\" starts and ends at node \"%s\"",
                       link->id, check->network->node[link->from].id);
    }
    CHECK_REST(check, seen, "roads/link.csv", "%d more link that starts and ends at the same node",
               "%d more links that start and end at the same node");
}

/* Nothing on the ground is shorter than the great circle. Left alone: 0.1 %, because the earth is no sphere
 * to the last digit, and 10 m, because coordinates are given to four decimals. */
static bool is_short(int64_t length_mm, int64_t circle_mm) {
    const int64_t ten_m = 10000;
    return length_mm < circle_mm - circle_mm / 1000 && length_mm < circle_mm - ten_m;
}

/* Mountain roads reach some three times the great circle; up to a kilometre every ramp may do more. */
static bool is_long(int64_t length_mm, int64_t circle_mm) {
    const int64_t one_km = 1000000;
    return length_mm > 5 * circle_mm && length_mm > one_km;
}

static void check_lengths(const struct check *check) {
    const struct network *network = check->network;
    char length[REAL_WORDS], circle[REAL_WORDS];
    int short_ones = 0, long_ones = 0;
    for (int l = 0; l < network->links; l++) {
        const struct link *link = &network->link[l];
        if (!network->geographic || !link->length_given || link->from == link->to)
            continue;
        int64_t circle_mm = network_great_circle_mm(network, link->from, link->to);
        if (is_short(link->length_mm, circle_mm))
            check_tell(check, &short_ones, check_link_place(link),
                       "length %s km of link \"%s\" is under the %s km of the great circle between its ends",
                       km_words(length, link->length_mm), link->id, km_words(circle, circle_mm));
        else if (is_long(link->length_mm, circle_mm))
            check_tell(check, &long_ones, check_link_place(link),
                       "length %s km of link \"%s\" is over 5 times the %s km of the great circle "
                       "between its ends",
                       km_words(length, link->length_mm), link->id, km_words(circle, circle_mm));
    }
    CHECK_REST(check, short_ones, "roads/link.csv",
               "%d more link shorter than the great circle between its ends",
               "%d more links shorter than the great circle between their ends");
    CHECK_REST(check, long_ones, "roads/link.csv",
               "%d more link over 5 times the great circle between its ends",
               "%d more links over 5 times the great circle between their ends");
}

/* Usual speeds in km/h. A crossing counts its time at the berth, hence the low end at sea. */
static const struct {
    const char *mode;
    double least, most;
} usual[] = {{"road", 5, 130}, {"toll", 5, 130}, {"rail", 5, 160}, {"ferry", 2, 60}, {"sea", 2, 60}};

/* The link's speed in km/h, from time_h where that is given; negative where it says nothing about speed. */
static double speed_kmh(const struct link *link) {
    if (link->time_uh < 0)
        return (double)link->speed_mm_per_h / 1e6;
    if (!link->length_given || link->time_uh == 0)
        return -1;
    return km(link->length_mm) / ((double)link->time_uh / 1e6);
}

static void check_speed(const struct check *check, const struct link *link, int *seen) {
    double speed = speed_kmh(link);
    for (size_t u = 0; u < sizeof usual / sizeof *usual; u++) {
        if (speed < 0 || strcmp(usual[u].mode, link->mode) != 0 ||
            (speed >= usual[u].least && speed <= usual[u].most))
            continue;
        char kmh[REAL_WORDS], length[REAL_WORDS], hours[REAL_WORDS];
        real_words(kmh, speed, 1);
        if (link->time_uh >= 0)
            check_tell(
                check, seen, check_link_place(link),
                "speed %s km/h (%s km in %s h) of link \"%s\" is unusual on mode %s: %.0f to %.0f km/h", kmh,
                km_words(length, link->length_mm), real_words(hours, (double)link->time_uh / 1e6, 2),
                link->id, link->mode, usual[u].least, usual[u].most);
        else
            check_tell(check, seen, check_link_place(link),
                       "speed %s km/h of link \"%s\" is unusual on mode %s: %.0f to %.0f km/h", kmh, link->id,
                       link->mode, usual[u].least, usual[u].most);
    }
}

static void check_speeds(const struct check *check) {
    int seen = 0, at_once = 0;
    char length[REAL_WORDS];
    for (int l = 0; l < check->network->links; l++) {
        const struct link *link = &check->network->link[l];
        check_speed(check, link, &seen);
        if (link->time_uh == 0 && link->length_given && link->length_mm > 0)
            check_tell(check, &at_once, check_link_place(link), "time_h of link \"%s\" is 0 for %s km",
                       link->id, km_words(length, link->length_mm));
    }
    CHECK_REST(check, seen, "roads/link.csv", "%d more link of unusual speed",
               "%d more links of unusual speed");
    CHECK_REST(check, at_once, "roads/link.csv", "%d more link that has a length and takes no time",
               "%d more links that have a length and take no time");
}

void check_links(const struct check *check) {
    check_loops(check);
    check_lengths(check);
    check_speeds(check);
}
