// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NAME, SHORT, LONG, SPEED, CRS, GEOMETRY, CURRENCY, VERSION, ID_TYPE, PERIOD, POINT, COLUMNS };
static const struct csv_column columns[] = {
    [NAME] = {"dataset_name", false},
    [SHORT] = {"short_length", false},
    [LONG] = {"long_length", false},
    [SPEED] = {"speed", false},
    [CRS] = {"crs", false},
    [GEOMETRY] = {"geometry_field_format", false},
    [CURRENCY] = {"currency", false},
    [VERSION] = {"version_number", false},
    [ID_TYPE] = {"id_type", false},
    [PERIOD] = {"period", false},
    [POINT] = {"decimal_char", false},
};

/* Reference systems whose coordinates are degrees close enough to WGS 84 (within some 10 m; ID74 and NAD27
 * within 300 m): by EPSG code, OGC name, PROJ text. Codes as in the EPSG registry: WGS 84 2D and 3D, NAD83,
 * NAD27, ETRS89, GDA94, GDA2020, DGN95, ID74, SRGI2013. */
static bool is_geographic(const char *crs) {
    static const char codes[] = ";4326;4979;4269;4267;4258;4283;7844;4755;4238;9470;";
    static const char *const words[] = {"longlat", "latlong", "CRS84", "WGS84", "WGS 84", NULL};
    const char *colon = strrchr(crs, ':');
    if (list_has(codes, colon == NULL ? crs : colon + 1))
        return true;
    if (strcasestr(crs, "utm") != NULL)
        return false;
    for (int i = 0; words[i] != NULL; i++)
        if (strcasestr(crs, words[i]) != NULL)
            return true;
    return false;
}

static void take_units(struct reader *reader, struct csv *csv) {
    const char *length = reader_missing(csv, LONG) ? NULL : csv_text(csv, LONG);
    const char *speed = reader_missing(csv, SPEED) ? NULL : csv_text(csv, SPEED);
    const struct unit *length_unit = unit_length(length);
    if (length_unit == NULL)
        csv_report(csv, DIAG_ERROR, LONG, "long_length: \"%.40s\" is no known unit; use %s", length,
                   _(unit_length_words));
    else
        reader->length = length_unit;
    const struct unit *speed_unit = unit_speed(speed, reader->length);
    if (speed_unit == NULL)
        csv_report(csv, DIAG_ERROR, SPEED, "speed: \"%.40s\" is no known unit; use %s", speed,
                   _(unit_speed_words));
    else
        reader->speed = speed_unit;
}

static void take_point(struct network *network, struct csv *csv) {
    const char *text = csv_text(csv, POINT);
    if (*text == '\0')
        return;
    network->decimal_declared = true;
    if (strcmp(text, ",") == 0 || strcasecmp(text, "comma") == 0)
        network->decimal_char = ',';
    else if (strcmp(text, ".") != 0 && strcasecmp(text, "point") != 0)
        csv_report(csv, DIAG_ERROR, POINT, "decimal_char: \"%.40s\" is no decimal sign; use \".\" or \",\"",
                   text);
}

static void take_row(struct reader *reader, struct csv *csv) {
    struct network *network = reader->network;
    const char *name = reader_text(reader, csv, NAME), *currency = reader_text(reader, csv, CURRENCY),
               *period = reader_text(reader, csv, PERIOD);
    network->dataset_name = name != NULL ? name : network->dataset_name;
    network->currency = currency != NULL ? currency : network->currency;
    network->period = period != NULL ? period : network->period;
    if (!reader_missing(csv, CRS) && !is_geographic(csv_text(csv, CRS))) {
        network->geographic = false;
        csv_report(csv, DIAG_NOTE, CRS, "crs: coordinates in \"%.80s\" are kept but not measured",
                   csv_text(csv, CRS));
    }
    take_units(reader, csv);
    take_point(network, csv);
}

/* "/a/data/" is called "data". */
static const char *folder_name(struct reader *reader) {
    AUTO_FREE char *path = realpath(reader->dir, NULL);
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    return names_intern(reader->names, slash == NULL || slash[1] == '\0' ? reader->dir : slash + 1);
}

void read_config(struct reader *reader) {
    struct network *network = reader->network;
    network->dataset_name = folder_name(reader);
    network->currency = names_intern(reader->names, "IDR");
    network->period = names_intern(reader->names, "month");
    network->geographic = true;
    reader->length = unit_length(NULL);
    reader->speed = unit_speed(NULL, reader->length);
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/config.csv", columns, COLUMNS, false);
    if (csv == NULL)
        return;
    if (csv_next(csv))
        take_row(reader, csv);
    else
        diag_add(
            reader->diag, DIAG_ERROR, (struct place){"roads/config.csv", 0, 0},
            _("has no row; it needs the one that tells the units, or delete it for km, km/h and WGS 84"));
    if (csv_next(csv))
        csv_report(csv, DIAG_ERROR, -1, "a second row; there can be only one");
}
