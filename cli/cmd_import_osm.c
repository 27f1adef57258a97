// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "cli/import.h"
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

static bool box_asked(const char *text, struct osm_settings *settings, struct error *err) {
    double *const edge[] = {&settings->west, &settings->south, &settings->east, &settings->north};
    const char *at = text;
    int used = 0;
    for (int i = 0; i < 4; i++) {
        const char *between = i == 0 ? "" : ",";
        if (i > 0 && *at++ != *between)
            return error_set(err, ERROR_USAGE, "--bbox: \"%.60s\" is not west,south,east,north in degrees",
                             text);
        if (sscanf(at, "%lf%n", edge[i], &used) != 1)
            return error_set(err, ERROR_USAGE, "--bbox: \"%.60s\" is not west,south,east,north in degrees",
                             text);
        at += used;
    }
    settings->has_bbox = true;
    return (*at == '\0' && settings->west >= -180 && settings->west < settings->east &&
            settings->east <= 180 && settings->south >= -90 && settings->south < settings->north &&
            settings->north <= 90) ||
           error_set(
               err, ERROR_USAGE,
               "--bbox: \"%.60s\" is not west,south,east,north in degrees, west below east, south below "
               "north",
               text);
}

static void show(void *context, int pass, int64_t done, int64_t total) {
    if (total > 0)
        progress_say(context, 0.5, "pass %d of 2: %d of %d thousand nodes", pass, (int)(done / 1000),
                     (int)(total / 1000));
    else
        progress_say(context, 0.5, "pass %d of 2: %d thousand nodes and ways", pass, (int)(done / 1000));
}

static int run(const struct options *options) {
    struct error err = {0};
    struct osm_settings settings = {.classes = options->classes, .progress = show};
    struct progress progress = progress_start(!options->quiet && isatty(STDERR_FILENO));
    AUTO(diag_release) struct diag *notes = diag_new();
    AUTO(folder_release) struct folder_out out = {0};
    settings.context = &progress;
    bool good = (options->bbox == NULL || box_asked(options->bbox, &settings, &err)) &&
                (options->classes == NULL || osm_classes_known(options->classes, &err) ||
                 error_prefix(&err, "--classes")) &&
                folder_create(&out, options->argument[1], &err) &&
                import_osm(options->argument[0], &settings, &out, notes, &err);
    progress_end(&progress);
    return import_finish(options, good, &out, notes, &err);
}

static const char *const examples[] = {
    "angkut import osm sumsel.osm.pbf mydata",
    N_("a province"),
    "angkut import osm sumatra.osm.pbf mydata --bbox 103.5,-5,105.5,-3",
    N_("what lies in this box"),
    "angkut import osm town.osm mydata --classes primary,secondary,residential",
    N_("these classes of roads"),
    NULL};

const struct command CMD_IMPORT_OSM = {
    "import osm",
    N_("takes an OpenStreetMap extract into a data set"),
    "FILE DIR",
    2,
    2,
    examples,
    N_("FILE is an extract, .osm.pbf or .osm. DIR, not there yet or empty, becomes a\n"
       "data set: roads open to trucks with their limits of weight, toll roads,\n"
       "railways, ferries that say they take vehicles, and towns, stations and ports as\n"
       "places. Roads become links between junctions, each as long as what it is made\n"
       "of. What had to be assumed is told, and marked as estimated.\n\n"
       "Without --classes: motorway,trunk,primary,secondary,tertiary with their ramps.\n\n"
       "The map is (c) OpenStreetMap contributors, ODbL: say so where you publish it.\n"
       "\nStatus: 0 done, 2 usage, 3 no such extract, 6 cannot read or write.\n"),
    COMMON | SET(BBOX) | SET(CLASSES),
    run};
