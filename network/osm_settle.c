// SPDX-License-Identifier: GPL-3.0-or-later
/* Places find the nearest point of the ways they belong to; what rail and ferry do not share with the road gets a way to it. */
#include "network/osm_net.h"

#include "base/mem.h"
#include "network/read.h"

#include <math.h>
#include <stdlib.h>

static const int64_t km = 1000000; /* mm */

/* Which points lie on ways of these modes, a byte a point. New memory. */
static unsigned char *points_of(const struct osm_net *net, unsigned modes) {
    unsigned char *on = xcalloc((size_t)net->points + 1, 1);
    for (int w = 0; w < net->ways; w++)
        for (int r = 0; modes >> net->way[w].kind.mode & 1 && r < net->way[w].refs; r++)
            on[net->ref[net->way[w].first + (size_t)r]] = 1;
    for (int i = 0; i < net->points; i++)
        on[i] = on[i] && osm_is_there(net, i);
    return on;
}

/* The nearest point of `on` within so far, or -1. O(points), most of them passed over by their latitude. */
static int nearest(const struct osm_net *net, const unsigned char *on, int32_t lon_e7, int32_t lat_e7,
                   int64_t within_mm) {
    const double mm_per_degree = 111e6;
    double lat_room = (double)within_mm / mm_per_degree;
    double lon_room = lat_room / fmax(cos(lat_e7 / 1e7 * 3.14159265358979 / 180), 0.01);
    int found = -1;
    for (int i = 0; i < net->points; i++) {
        const struct osm_point *point = &net->point[i];
        if (!on[i] || fabs((point->lat_e7 - (double)lat_e7) / 1e7) > lat_room ||
            fabs((point->lon_e7 - (double)lon_e7) / 1e7) > lon_room)
            continue;
        int64_t mm = great_circle_mm(lon_e7 / 1e7, lat_e7 / 1e7, point->lon_e7 / 1e7, point->lat_e7 / 1e7);
        if (mm <= within_mm && (mm < within_mm || found < 0)) {
            within_mm = mm;
            found = i;
        }
    }
    return found;
}

/* Of two places at one point the one with the larger meaning stays, then the first. */
static void settle_place(struct osm_net *net, int place, const unsigned char *on, int64_t within_mm) {
    struct osm_placed *placed = &net->placed[place];
    if (placed->lat_e7 == OSM_NOWHERE)
        return;
    int point = nearest(net, on, placed->lon_e7, placed->lat_e7, within_mm);
    if (point < 0) {
        net->unsettled++;
        return;
    }
    int other = net->point[point].place;
    if (other >= 0 && net->placed[other].place >= placed->place)
        return;
    if (other >= 0)
        net->placed[other].point = -1;
    placed->point = point;
    net->point[point].place = place;
}

/* ---- ways to the road ---- */

static const struct osm_kind connector = {.mode = OSM_ROAD,
                                          .class = -1,
                                          .speed_e3_kph = 20000,
                                          .time_uh = -1,
                                          .max_gvw_kg = -1,
                                          .speed_assumed = true};

static void connect(struct osm_net *net, const unsigned char *on_road, int point) {
    if (on_road[point])
        return;
    int road = nearest(net, on_road, net->point[point].lon_e7, net->point[point].lat_e7, 2 * km);
    if (road < 0) {
        net->unconnected++;
        return;
    }
    GROW(net->link, net->links, net->link_room);
    net->link[net->links] = (struct osm_link){.kind = &connector,
                                              .part = net->connectors++,
                                              .first = net->trails,
                                              .points = 2,
                                              .length_mm = osm_distance_mm(net, point, road),
                                              .time_uh = -1};
    net->links++;
    for (int i = 0; i < 2; i++) {
        GROW(net->trail, net->trails, net->trail_room);
        net->trail[net->trails++] = i == 0 ? point : road;
    }
    net->point[point].uses = net->point[road].uses = 1 << 20; /* both are nodes */
}

static void connect_ferries(struct osm_net *net, const unsigned char *on_road) {
    AUTO_FREE unsigned char *done = xcalloc((size_t)net->points + 1, 1);
    for (int w = 0; w < net->ways; w++) {
        const struct osm_way *way = &net->way[w];
        for (int end = 0; way->kind.mode == OSM_FERRY && way->refs > 0 && end < 2; end++) {
            int point = (int)net->ref[way->first + (end == 0 ? 0 : (size_t)way->refs - 1)];
            if (osm_is_there(net, point) && !done[point])
                connect(net, on_road, point);
            done[point] = 1;
        }
    }
}

void osm_settle(struct osm_net *net) {
    AUTO_FREE unsigned char *road = points_of(net, 1u << OSM_ROAD | 1u << OSM_TOLL);
    AUTO_FREE unsigned char *rail = points_of(net, 1u << OSM_RAIL);
    AUTO_FREE unsigned char *ferry = points_of(net, 1u << OSM_FERRY);
    for (int i = 0; i < net->places; i++) {
        enum osm_place place = net->placed[i].place;
        settle_place(net, i,
                     place == OSM_STATION          ? rail
                     : place == OSM_FERRY_TERMINAL ? ferry
                                                   : road,
                     place == OSM_STATION          ? km / 2
                     : place == OSM_FERRY_TERMINAL ? km
                                                   : 5 * km);
    }
    for (int i = 0; i < net->places; i++)
        if (net->placed[i].point >= 0 && net->placed[i].place == OSM_STATION)
            connect(net, road, net->placed[i].point);
    connect_ferries(net, road);
}
