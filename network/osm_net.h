// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What is taken of an OpenStreetMap file, in the steps of an import:
 *
 *   osm_collect    ways and places, and where their nodes lie (two passes over the file)
 *   osm_settle     places go to the nearest node of their kind of way; rail and ferry get ways to the road
 *   osm_chain      ways, cut where they meet and joined where they go on, are links
 *   osm_write      links and the nodes at their ends, as CSV
 *
 * A point is a node of the file that a way taken refers to, known by its index in order of ids.
 */
#ifndef NETWORK_OSM_NET_H
#define NETWORK_OSM_NET_H

#include "base/names.h"
#include "base/units.h"
#include "network/import.h"
#include "network/osm_tags.h"

#include <limits.h>

enum { OSM_NOWHERE = INT_MIN }; /**< lat_e7 of a point that the file (or the box) does not hold */

struct osm_point {
    int64_t id;
    int32_t lon_e7, lat_e7;
    int uses;     /**< segments that end here */
    int place;    /**< what it is the place of, or -1 */
    int link_end; /**< links that end here: it is a node of the network */
};

struct osm_way {
    int64_t id;
    size_t first; /**< into osm_net.ref */
    int refs;
    struct osm_kind kind;
    const char *name; /**< NULL = none */
};

struct osm_placed {
    int64_t id;
    bool of_way; /**< else of a node */
    enum osm_place place;
    const char *name, *type;
    int32_t lon_e7, lat_e7;
    size_t first; /**< of_way: its outline */
    int refs;
    int point; /**< where it is settled, or -1 */
};

/** A link in the making: points in travelling order. */
struct osm_link {
    const struct osm_kind *kind;
    const char *name;
    int64_t way; /**< id of the first of its ways; 0 = a way to the road, assumed */
    int part;    /**< how many links of that way came before */
    size_t first;
    int points;
    int64_t length_mm;
    int64_t time_uh; /**< -1 = by length and speed */
    int oneway;      /**< 0 both ways, 1 as the points run, -1 against them */
};

struct osm_net {
    const struct osm_settings *settings;
    struct names *names;
    struct osm_way *way;
    int ways, way_room;
    long long *ref; /**< ids; after osm_collect() points, -1 = nowhere */
    size_t refs, ref_room;
    struct osm_placed *placed;
    int places, place_room;
    struct osm_point *point;
    int points;
    struct osm_link *link;
    int links, link_room;
    int *trail; /**< the points of links */
    size_t trails, trail_room;

    int64_t nodes_read, ways_read;
    int verdict[OSM_YARD + 1];
    struct osm_doubts doubts;
    int missing; /**< points that are nowhere */
    int rings;   /**< links from a node to itself: left out */
    int connectors,
        unconnected; /**< places, and ends of ferries, that got a way to the road, or found none */
    int unsettled;   /**< places far from everything */
};

void osm_net_release(struct osm_net *net);
bool osm_collect(struct osm_net *net, const char *path, struct error *err);
void osm_settle(struct osm_net *net);
void osm_chain(struct osm_net *net);
/** `name`: the data set's. ERROR_IO. */
bool osm_write(const struct osm_net *net, const char *name, const struct folder_out *out, struct error *err);
/** How much hangs together: parts, and the nodes of the largest. */
int osm_parts(const struct osm_net *net, int *largest, int *nodes);

/** Metres between two points, as everywhere in the project. */
int64_t osm_distance_mm(const struct osm_net *net, int a, int b);
/** Whether the file holds the point. */
bool osm_is_there(const struct osm_net *net, int point);

#endif
