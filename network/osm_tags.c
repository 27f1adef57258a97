// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/osm_tags.h"

#include "base/units.h"
#include "network/import.h"

#include <stdlib.h>
#include <string.h>

const char *const OSM_MODES[] = {
    [OSM_ROAD] = "road", [OSM_TOLL] = "toll", [OSM_RAIL] = "rail", [OSM_FERRY] = "ferry"};

const char *const OSM_CLASSES = "motorway,trunk,primary,secondary,tertiary";

/* Speeds that loaded trucks, trains and ferries are taken to keep where nothing is posted, km/h: assumed. */
static const struct {
    const char *name, *of; /* of: the class that is asked for with it */
    int kph;
} classes[] = {
    {"motorway", "motorway", 80},
    {"motorway_link", "motorway", 40},
    {"trunk", "trunk", 50},
    {"trunk_link", "trunk", 30},
    {"primary", "primary", 45},
    {"primary_link", "primary", 30},
    {"secondary", "secondary", 40},
    {"secondary_link", "secondary", 30},
    {"tertiary", "tertiary", 35},
    {"tertiary_link", "tertiary", 30},
    {"unclassified", "unclassified", 30},
    {"residential", "residential", 20},
    {"service", "service", 15},
    {"track", "track", 10},
    {"living_street", "living_street", 10},
    {"rail", "", 40},
    {"ferry", "", 15},
};
enum { CLASSES = sizeof classes / sizeof *classes, RAIL = CLASSES - 2, FERRY = CLASSES - 1 };

const char *osm_class(const struct osm_kind *kind) {
    return classes[kind->class].name;
}

/* ---- lists ---- */

static bool has_word(const char *list, const char *word, size_t length) {
    for (const char *at = list; *at != '\0'; at += *at == ',') {
        size_t here = strcspn(at, ",");
        if (here == length && strncmp(at, word, length) == 0)
            return true;
        at += here;
    }
    return false;
}

bool osm_classes_known(const char *list, struct error *err) {
    for (const char *at = list; *at != '\0'; at += *at == ',') {
        size_t length = strcspn(at, ",");
        bool known = false;
        for (int i = 0; i < RAIL && !known; i++)
            known = strlen(classes[i].of) == length && strncmp(classes[i].of, at, length) == 0;
        if (!known)
            return error_set(err, ERROR_USAGE,
                             "\"%.*s\" is no class of roads such as motorway, trunk, primary, secondary, "
                             "tertiary, unclassified, residential, service, track",
                             (int)(length < 40 ? length : 40), at);
        at += length;
    }
    return list[0] != '\0' || error_set(err, ERROR_USAGE, "no class of roads is named");
}

static bool is(const char *value, const char *a) {
    return value != NULL && strcmp(value, a) == 0;
}

static bool is_one_of(const char *value, const char *list) {
    return value != NULL && value[0] != '\0' && has_word(list, value, strlen(value));
}

/* ---- values with units ---- */

/* A number and what follows it; false: none. */
static bool measured(const char *value, double *number, const char **unit) {
    char *end;
    *number = strtod(value, &end);
    *unit = end + strspn(end, " ");
    return end != value && *number > 0 && *number < 1e6;
}

/* Kilograms of "7.5", "7.5 t", "7500 kg", "8 st"; -1 = no limit, -2 = not understood. */
static int64_t weight_kg(const char *value) {
    double number;
    const char *unit;
    if (is_one_of(value, "none,unsigned,no,default"))
        return -1;
    if (!measured(value, &number, &unit))
        return -2;
    double kg = is_one_of(unit, "t,tonnes,ton,tons") || unit[0] == '\0' ? 1000
                : is(unit, "kg")                                        ? 1
                : is(unit, "st")                                        ? 907.18474
                : is(unit, "lbs")                                       ? 0.45359237
                                                                        : -1;
    return kg > 0 ? (int64_t)(number * kg + 0.5) : -2;
}

/* In 1/1000 km/h; -1 = not understood. */
static int speed_e3_kph(const char *value) {
    double number;
    const char *unit;
    if (!measured(value, &number, &unit) || number > 400)
        return -1;
    double kph = unit[0] == '\0' || unit[0] == ';' || is_one_of(unit, "km/h,kph,kmh") ? 1
                 : is(unit, "mph")                                                    ? 1.609344
                 : is(unit, "knots")                                                  ? 1.852
                                                                                      : -1;
    return kph > 0 ? (int)(number * kph * 1000 + 0.5) : -1;
}

static bool digits(const char **at, int64_t *out) {
    char *end;
    if (**at < '0' || **at > '9')
        return false;
    *out = strtoll(*at, &end, 10);
    *at = end;
    return *out < 100000;
}

/* "01:30", "90" (minutes), "01:30:00", "PT1H30M"; -1 = not understood. */
static int64_t duration_uh(const char *value) {
    int64_t part[3] = {0}, uh = 0;
    int parts = 0;
    if (strncmp(value, "PT", 2) == 0) {
        for (value += 2; digits(&value, &part[0]); value++)
            uh += part[0] * (*value == 'H'   ? 1000000
                             : *value == 'M' ? 16667
                             : *value == 'S' ? 278
                                             : -100000000);
        return *value == '\0' && uh > 0 ? uh : -1;
    }
    while (parts < 3 && digits(&value, &part[parts])) {
        parts++;
        if (*value != ':')
            break;
        value++;
    }
    if (*value != '\0' || parts == 0)
        return -1;
    int64_t seconds = parts == 1 ? part[0] * 60 : part[0] * 3600 + part[1] * 60 + part[2];
    return seconds > 0 ? (seconds * 1000000 + 1800) / 3600 : -1;
}

/* ---- roads ---- */

/* The most special word wins: hgv over goods over motor_vehicle over vehicle over access. */
static bool admits_trucks(struct osm_tags tags) {
    static const char *const keys[] = {"hgv", "goods", "motor_vehicle", "vehicle", "access"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *value = osm_value(tags, keys[i]);
        if (value != NULL)
            return !is_one_of(value, "no,private,agricultural,forestry,emergency,military,bus,psv");
    }
    return true;
}

static int oneway_of(struct osm_tags tags) {
    const char *said = osm_value(tags, "oneway");
    if (is_one_of(said, "yes,true,1"))
        return 1;
    if (is_one_of(said, "-1,reverse"))
        return -1;
    if (said != NULL)
        return 0;
    return is_one_of(osm_value(tags, "junction"), "roundabout,circular") ||
           is(osm_value(tags, "highway"), "motorway");
}

static void take_speed(struct osm_tags tags, struct osm_kind *kind, struct osm_doubts *doubts) {
    const char *posted = osm_value(tags, "maxspeed:hgv");
    if (posted == NULL)
        posted = osm_value(tags, "maxspeed");
    int speed = posted != NULL ? speed_e3_kph(posted) : -1;
    doubts->speeds += posted != NULL && speed < 0;
    kind->speed_assumed = speed < 0;
    kind->speed_e3_kph = speed >= 0 ? speed : classes[kind->class].kph * 1000;
}

static int64_t limit_of(struct osm_tags tags, const char *key, struct osm_doubts *doubts) {
    const char *value = osm_value(tags, key);
    int64_t kg = value != NULL ? weight_kg(value) : -1;
    doubts->weights += kg == -2;
    return kg > 0 ? kg : -1;
}

/* An axle's limit stands for a truck of two axles: twice as much. */
static void take_limits(struct osm_tags tags, struct osm_kind *kind, struct osm_doubts *doubts) {
    int64_t gross = limit_of(tags, "maxweight:hgv", doubts), axle = limit_of(tags, "maxaxleload", doubts);
    if (gross < 0)
        gross = limit_of(tags, "maxweight", doubts);
    kind->gvw_from_axle = axle > 0 && (gross < 0 || 2 * axle < gross);
    kind->max_gvw_kg = kind->gvw_from_axle ? 2 * axle : gross;
}

static int class_of(const char *highway, const char *asked) {
    for (int i = 0; i < RAIL; i++)
        if (is(highway, classes[i].name))
            return has_word(asked, classes[i].of, strlen(classes[i].of)) ? i : -1;
    return -1;
}

static enum osm_verdict judge_road(struct osm_tags tags, const char *asked, struct osm_kind *kind,
                                   struct osm_doubts *doubts) {
    kind->class = class_of(osm_value(tags, "highway"), asked);
    if (kind->class < 0 || is(osm_value(tags, "area"), "yes"))
        return OSM_OTHER;
    if (!admits_trucks(tags))
        return OSM_NO_TRUCKS;
    kind->mode = is_one_of(osm_value(tags, "toll"), "yes") || is_one_of(osm_value(tags, "toll:hgv"), "yes")
                     ? OSM_TOLL
                     : OSM_ROAD;
    kind->oneway = oneway_of(tags);
    take_speed(tags, kind, doubts);
    take_limits(tags, kind, doubts);
    return OSM_TAKEN;
}

/* ---- ferries and railways ---- */

/* Only what says that it takes vehicles. */
static enum osm_verdict judge_ferry(struct osm_tags tags, struct osm_kind *kind, struct osm_doubts *doubts) {
    static const char *const keys[] = {"hgv", "goods", "motor_vehicle", "motorcar", "vehicle"};
    const char *said = NULL, *duration = osm_value(tags, "duration");
    for (size_t i = 0; said == NULL && i < sizeof keys / sizeof *keys; i++)
        said = osm_value(tags, keys[i]);
    if (said == NULL || is_one_of(said, "no,private"))
        return OSM_NO_VEHICLES;
    kind->mode = OSM_FERRY;
    kind->class = FERRY;
    kind->oneway = oneway_of(tags);
    kind->time_uh = duration != NULL ? duration_uh(duration) : -1;
    doubts->durations += duration != NULL && kind->time_uh < 0;
    take_speed(tags, kind, doubts);
    take_limits(tags, kind, doubts);
    return OSM_TAKEN;
}

static enum osm_verdict judge_rail(struct osm_tags tags, struct osm_kind *kind, struct osm_doubts *doubts) {
    if (osm_value(tags, "service") != NULL)
        return OSM_YARD;
    kind->mode = OSM_RAIL;
    kind->class = RAIL;
    take_speed(tags, kind, doubts);
    return OSM_TAKEN;
}

enum osm_verdict osm_judge(struct osm_tags tags, const char *asked, struct osm_kind *kind,
                           struct osm_doubts *doubts) {
    memset(kind, 0, sizeof *kind);
    kind->time_uh = kind->max_gvw_kg = -1;
    if (osm_value(tags, "highway") != NULL)
        return judge_road(tags, asked != NULL ? asked : OSM_CLASSES, kind, doubts);
    if (is(osm_value(tags, "route"), "ferry"))
        return judge_ferry(tags, kind, doubts);
    if (is(osm_value(tags, "railway"), "rail"))
        return judge_rail(tags, kind, doubts);
    return OSM_OTHER;
}

/* ---- places ---- */

enum osm_place osm_place(struct osm_tags tags) {
    if (is_one_of(osm_value(tags, "railway"), "station,yard"))
        return is_one_of(osm_value(tags, "station"), "subway,light_rail,monorail") ? OSM_NO_PLACE
                                                                                   : OSM_STATION;
    if (is(osm_value(tags, "amenity"), "ferry_terminal"))
        return OSM_FERRY_TERMINAL;
    if (is(osm_value(tags, "industrial"), "port") || is(osm_value(tags, "landuse"), "port") ||
        is_one_of(osm_value(tags, "harbour"), "yes,port") || is(osm_value(tags, "seamark:type"), "harbour"))
        return OSM_PORT;
    return is_one_of(osm_value(tags, "place"), "city,town,village") && osm_value(tags, "name") != NULL
               ? OSM_SETTLEMENT
               : OSM_NO_PLACE;
}

const char *osm_place_type(enum osm_place place, struct osm_tags tags) {
    static const char *const type[] = {
        [OSM_STATION] = "station", [OSM_FERRY_TERMINAL] = "ferry_terminal", [OSM_PORT] = "port"};
    return place == OSM_SETTLEMENT ? osm_value(tags, "place") : type[place];
}
