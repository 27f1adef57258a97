// SPDX-License-Identifier: GPL-3.0-or-later
/* The options of all verbs: one table that parsing and help share. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/date.h"
#include "base/units.h"

enum option {
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_AS_OF,
    OPTION_VOT,
    OPTION_CLOSE,
    OPTION_BRIEF,
    OPTION_LP,
    OPTION_MPS,
    OPTION_GAP,
    OPTION_TIME_LIMIT,
    OPTION_THREADS,
    OPTION_STATS,
    OPTION_DATA,
    OPTION_ACCEPT,
    OPTION_PUBLISHER,
    OPTION_SERIAL,
    OPTION_ISSUED,
    OPTION_EXPIRES,
    OPTION_NEW_PLAN,
    OPTION_TARIFF,
    OPTION_ITEM,
    OPTION_ALL,
    OPTION_UNTIL,
    OPTION_SCENARIO,
    OPTION_RATE,
    OPTION_SET,
    OPTION_DEPART,
    OPTION_MAX_COST,
    OPTION_MAX_MEAN_HOURS,
    OPTION_MAX_CO2,
    OPTION_OBJECTIVES,
    OPTION_POINTS,
    OPTION_FROM,
    OPTION_TO,
    OPTION_COMMODITY,
    OPTION_TONNES,
    OPTION_BY,
    OPTION_VALUE,
    OPTION_BATCH,
    OPTION_LINKS,
    OPTION_TERMINALS,
    OPTION_JURISDICTIONS,
    OPTION_PAIRS,
    OPTION_WITH,
    OPTION_WITHOUT,
    OPTION_WHOLE_VEHICLES,
    OPTION_ROADS,
    OPTION_INVEST,
    OPTION_RAISE,
    OPTION_BY_WHOM,
    OPTION_RULE,
    OPTION_STATEMENT,
    OPTION_CAPACITY,
    OPTION_UNMET,
    OPTION_SAMPLES,
    OPTION_LANG,
    OPTION_REPORT,
    OPTION_TILES,
    OPTION_GEOJSON,
    OPTION_KML,
    OPTION_DOT,
    OPTION_SHIPMENT,
    OPTION_XLSX,
    OPTION_EMISSIONS,
    OPTION_CSV_RAW,
    OPTION_LENGTH_UNIT,
    OPTION_SPEED_UNIT,
    OPTION_BBOX,
    OPTION_CLASSES,
    OPTION_SHOW_ORIGIN,
    OPTION_MAN,
    OPTION_QUIET,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_COUNT
};

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum { ARGUMENTS_MOST = 64, CLOSED_MOST = 1000, PATCHES_MOST = 64, REGIONS_MOST = 64 };

/** A set of options: 1 << OPTION_x. */
__extension__ typedef unsigned __int128 option_set;

/** One --scenario, --rate or --set. */
struct patch_option {
    enum option option;
    const char *text;
};

/** What the command line said. Texts are borrowed from argv. */
struct options {
    enum format format;
    enum color color;
    const char *output;   /**< NULL = standard output */
    const char *new_plan; /**< NULL = nowhere */
    struct date as_of;
    bool has_as_of;
    const char *publisher;       /**< NULL = not given */
    int64_t serial;              /**< -1 = not given */
    struct date issued, expires; /**< DATE_EVER, DATE_NEVER = not given */
    bool has_vot;
    struct money vot_per_t_h;
    const char *closed[CLOSED_MOST]; /**< link ids */
    int closures;
    bool has_gap;
    double gap, seconds; /**< INFINITY = no limit */
    int threads;         /**< 0 = as many as processors */
    const char
        *data; /**< the data set, where arguments name something else; NULL = as dataset_folder() finds it */
    const char *tariff, *item;               /**< NULL where not given */
    struct patch_option patch[PATCHES_MOST]; /**< in the order given */
    int patches;
    /* NULL where not given; each verb reads its own. */
    const char *depart, *max_cost, *max_mean_hours, *max_co2, *objectives, *points;
    const char *from, *to, *commodity, *tonnes, *by, *value, *batch;
    const char *report, *tiles, *shipment, *length_unit, *speed_unit, *bbox, *classes;
    const char *raise, *by_whom, *rule, *statement, *capacity, *unmet, *samples;
    const char *lang; /**< heeded by main() before the others are read */
    bool geojson, kml, dot, xlsx, emissions, csv_raw, show_origin, man;
    bool links, terminals, jurisdictions, pairs, whole_vehicles, roads, invest;
    const char *with[REGIONS_MOST], *without[REGIONS_MOST];
    int withs, withouts;
    bool has_until, all;
    double low, high; /**< of --until: -1 <= low <= 0 <= high, shares */
    bool brief, lp, mps, stats, accept, quiet, help;
    const char *argument[ARGUMENTS_MOST]; /**< NULL where not given */
    int arguments;
    option_set given; /**< on the command line */
};

struct option_spec {
    const char *name;  /**< without the dashes */
    char letter;       /**< 0 = none */
    const char *value; /**< what follows, for the help: "FILE"; NULL = nothing does */
    const char *does;  /**< N_() */
};
extern const struct option_spec OPTION_SPECS[OPTION_COUNT];

void options_init(struct options *options);

/** The option that "--name", "--name=VALUE" or "-n" stands for, of those allowed; -1 = none. */
int option_find(const char *text, option_set allowed);

/**
 * Sets one, by its value as a file of settings has it (borrowed): one that takes none is set by yes or no. Messages of
 * `err` (ERROR_USAGE; may be NULL) don't name it.
 */
bool options_set(struct options *options, enum option option, const char *value, struct error *err);

/**
 * Reads argv[0 .. argc): --name VALUE, --name=VALUE, -oFILE, -o FILE, arguments in between; after `--` only
 * arguments. `allowed` is the set of options the verb takes, `most` its number of arguments.
 * ERROR_USAGE with "did you mean" where something is near.
 */
bool options_parse(struct options *options, int argc, char **argv, option_set allowed, int most,
                   struct error *err);

#endif
