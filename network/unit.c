// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/language.h"

#include <string.h>

/*
 * The international mile, yard, foot and nautical mile are defined in metres (1609.344, 0.9144, 0.3048 and
 * 1852), so every factor here is exact. Places are as many as int64 allows beside the longest link.
 */
static const struct unit lengths[] = {
    {";km;kilometer;kilometers;kilometre;kilometres;", 6, 1, 1},
    {";m;meter;meters;metre;metres;", 6, 1, 1000},
    {";mi;mile;miles;", 12, 1609344, 1000000000000},
    {";ft;foot;feet;", 9, 3048, 10000000000},
    {";yd;yard;yards;", 9, 9144, 10000000000},
    {";nmi;nautical mile;nautical miles;nautical_mile;nautical_miles;", 12, 1852000, 1000000000000},
};
const char unit_length_words[] = N_("km, m, mi, ft, yd or nmi");

/* To mm per hour; in the order of the lengths they belong to, then those of another kind. */
static const struct unit speeds[] = {
    {";km/h;kph;kmh;kmph;km_per_h;kilometers per hour;kilometres per hour;", 6, 1, 1},
    {";m/s;mps;m_per_s;meters per second;metres per second;", 9, 36, 10000},
    {";mph;mi/h;mile/h;miles/h;miles per hour;", 12, 1609344, 1000000000000},
    {";ft/s;fps;feet per second;", 9, 109728, 100000000},
    {";kn;kt;knot;knots;", 12, 1852000, 1000000000000},
};
const char unit_speed_words[] = N_("km/h (kph), mph, m/s, ft/s or knots");

static const struct unit *unit_named(const struct unit *units, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (list_has(units[i].names, name))
            return &units[i];
    return NULL;
}

const struct unit *unit_length(const char *name) {
    return unit_named(lengths, sizeof lengths / sizeof *lengths, name == NULL ? "km" : name);
}

/* GMNS: usually the long length per hour. Nobody measures speed in feet or yards an hour. */
const struct unit *unit_speed(const char *name, const struct unit *length) {
    if (name == NULL)
        name = strncmp(length->names, ";mi;", 4) == 0    ? "mph"
               : strncmp(length->names, ";nmi;", 5) == 0 ? "kn"
                                                         : "km/h";
    return unit_named(speeds, sizeof speeds / sizeof *speeds, name);
}
