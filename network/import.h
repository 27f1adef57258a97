// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of network/network.h: other people's networks, written as the roads/ of a data set. What had to be assumed is told as notes. */
#ifndef NETWORK_IMPORT_H
#define NETWORK_IMPORT_H

#include "base/diag.h"
#include "base/folder.h"

#include <stdint.h>

/** Units of a foreign file where it does not say them itself: as in config.csv ("km", "mph"). NULL = judged, or assumed, and told. */
struct import_units {
    const char *length, *speed;
};

/**
 * Writes a GMNS network, such as osm2gmns makes, as a data set: `from` holds node.csv, link.csv and perhaps config.csv, or
 * a folder roads/ with them. Numbers stay as they are: config.csv says their units. `findings` gets errors with their place,
 * and notes. False with errors in `findings` or with *err.
 */
bool import_gmns(const char *from, const struct import_units *units, struct folder_out *out,
                 struct diag *findings, struct error *err);

/**
 * Writes a network of TransportationNetworks as a data set: `from` holds NAME_net.tntp and perhaps NAME_node.tntp and
 * NAME_trips.tntp, or is the first of them. A trip becomes a tonne, a unit of free flow time costs 1 a tonne. As above.
 */
bool import_tntp(const char *from, const struct import_units *units, struct folder_out *out,
                 struct diag *findings, struct error *err);

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
