// SPDX-License-Identifier: GPL-3.0-or-later
/* What the tags of a way or node say about freight (wiki.openstreetmap.org: Key:highway, Key:maxweight, Key:access ...). */
#ifndef NETWORK_OSM_TAGS_H
#define NETWORK_OSM_TAGS_H

#include "network/osm_read.h"

#include <stdbool.h>

enum osm_mode { OSM_ROAD, OSM_TOLL, OSM_RAIL, OSM_FERRY };
extern const char *const OSM_MODES[]; /**< "road", ... as links have them */

/** What all links made of a way have in common. */
struct osm_kind {
    enum osm_mode mode;
    int class;          /**< of the table of classes */
    int speed_e3_kph;   /**< in 1/1000 km/h */
    int64_t time_uh;    /**< of the whole way, a ferry's duration; -1 = not stated */
    int64_t max_gvw_kg; /**< -1 = not stated */
    int oneway;         /**< 0 both ways, 1 along the way, -1 against it */
    bool speed_assumed, gvw_from_axle;
};

/** Why a way is taken or not. */
enum osm_verdict {
    OSM_TAKEN,
    OSM_OTHER,       /**< nothing freight moves on, or of a class not asked for */
    OSM_NO_TRUCKS,   /**< a road closed to trucks or to the public */
    OSM_NO_VEHICLES, /**< a ferry for people */
    OSM_YARD,        /**< track of a yard, siding or spur */
};

/** What was said in a way nobody understands: counted. */
struct osm_doubts {
    int speeds, weights, durations;
};

/** `classes` as in struct osm_settings. */
enum osm_verdict osm_judge(struct osm_tags tags, const char *classes, struct osm_kind *kind,
                           struct osm_doubts *doubts);
/** The class as the tag says it: "primary", "rail", "ferry". */
const char *osm_class(const struct osm_kind *kind);

/** A place worth a name. */
enum osm_place { OSM_NO_PLACE, OSM_SETTLEMENT, OSM_STATION, OSM_FERRY_TERMINAL, OSM_PORT };
enum osm_place osm_place(struct osm_tags tags);
/** What node_type says of it: "town", "station", "port"; of a settlement its own word. */
const char *osm_place_type(enum osm_place place, struct osm_tags tags);

#endif
