// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of network/network.h: other people's networks, written as the roads/ of a data set. What had to be assumed is told as notes. */
#ifndef NETWORK_IMPORT_H
#define NETWORK_IMPORT_H

#include "base/diag.h"
#include "base/folder.h"

#include <stdint.h>

/** How an OpenStreetMap extract is taken. */
struct osm_settings {
    bool has_bbox;
    double west, south, east, north; /**< degrees */
    const char *classes;             /**< "trunk,primary": highway classes; NULL = those of OSM_CLASSES */
    /** Told now and then, may be NULL: objects read in this pass, of as many (0 = not known yet). */
    void (*progress)(void *context, int pass, int64_t done, int64_t total);
    void *context;
};

/** The highway classes taken where none are named. */
extern const char *const OSM_CLASSES;

/**
 * Writes config, node, link and terminal of an extract (.osm, .osm.pbf) into the folder: roads open to trucks, toll roads,
 * railways, ferries that take vehicles; junctions, and places worth a name. Each link is as long as the segments it is made
 * of (great circles). Two passes over the file; memory grows with the roads taken, not with the file. False: *err
 * (ERROR_INPUT, ERROR_IO, or ERROR_USAGE where built without libreadosm).
 */
bool import_osm(const char *path, const struct osm_settings *settings, struct folder_out *out,
                struct diag *notes, struct error *err);

/** Whether every word of a list such as "trunk,primary" is a highway class; ERROR_USAGE. */
bool osm_classes_known(const char *classes, struct error *err);

#endif
