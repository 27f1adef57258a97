// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/language.h"
#include "base/mem.h"
#include "network/osm_net.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct place nowhere;

/* One sentence, where there is something to count. */
#define NOTE(count, one, many)                                                                     \
    do {                                                                                           \
        if ((count) > 0)                                                                           \
            diag_add(notes, DIAG_NOTE, nowhere, "%s", counted(line, P_(one, many, count), count)); \
    } while (0)

enum { LINE = 400 };

__attribute__((format(printf, 2, 3))) static const char *counted(char line[LINE], const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(line, LINE, format, args);
    va_end(args);
    return line;
}

static void tell_taken(const struct osm_net *net, struct diag *notes) {
    char line[LINE];
    int links[OSM_FERRY + 1] = {0};
    for (int i = 0; i < net->links; i++)
        links[net->link[i].kind->mode] += net->link[i].way != 0;
    diag_add(notes, DIAG_NOTE, nowhere,
             "taken: %d links of road, %d of toll road, %d of railway, %d of ferry", links[OSM_ROAD],
             links[OSM_TOLL], links[OSM_RAIL], links[OSM_FERRY]);
    int largest, nodes, parts = osm_parts(net, &largest, &nodes);
    if (parts > 1)
        diag_add(notes, DIAG_NOTE, nowhere,
                 "the network is in %d pieces that no link joins; the largest has %d of %d nodes", parts,
                 largest, nodes);
    NOTE(net->missing, "%d point of a road lies outside the extract or the box: cut there",
         "%d points of roads lie outside the extract or the box: cut there");
    NOTE(net->rings, "%d ring that comes back to its one node is left out",
         "%d rings that come back to their one node are left out");
}

static void tell_left(const struct osm_net *net, struct diag *notes) {
    char line[LINE];
    NOTE(net->verdict[OSM_NO_TRUCKS], "%d road closed to trucks or to the public is left out",
         "%d roads closed to trucks or to the public are left out");
    NOTE(net->verdict[OSM_NO_VEHICLES], "%d ferry that does not say it takes vehicles is left out",
         "%d ferries that do not say they take vehicles are left out");
    NOTE(net->verdict[OSM_YARD], "%d track of a yard, siding or spur is left out",
         "%d tracks of yards, sidings or spurs are left out");
}

static void tell_assumed(const struct osm_net *net, struct diag *notes) {
    char line[LINE];
    int speeds = 0, axles = 0;
    for (int i = 0; i < net->links; i++) {
        const struct osm_link *link = &net->link[i];
        speeds += link->way != 0 && link->kind->speed_assumed && link->time_uh < 0;
        axles += link->kind->gvw_from_axle;
    }
    NOTE(speeds, "assumed: the speed of %d link, by its class",
         "assumed: the speeds of %d links, by their class");
    NOTE(axles, "assumed: %d link bears twice the weight its limit for axles states",
         "assumed: %d links bear twice the weight their limit for axles states");
    NOTE(net->connectors, "assumed: %d straight way at 20 km/h from a station or ferry to the nearest road",
         "assumed: %d straight ways at 20 km/h from stations and ferries to the nearest road");
    NOTE(net->unconnected, "%d station or ferry has no road within 2 km: nothing joins it",
         "%d stations and ferries have no road within 2 km: nothing joins them");
    NOTE(net->unsettled, "%d place lies far from every way of its kind: left out",
         "%d places lie far from every way of their kind: left out");
    NOTE(net->doubts.speeds, "%d speed limit is not understood: as if it were not there",
         "%d speed limits are not understood: as if they were not there");
    NOTE(net->doubts.weights, "%d limit of weight is not understood: as if it were not there",
         "%d limits of weight are not understood: as if they were not there");
    NOTE(net->doubts.durations, "%d duration of a ferry is not understood: by length, at 15 km/h",
         "%d durations of ferries are not understood: by length, at 15 km/h");
}

/* "sumsel" of "/data/sumsel.osm.pbf". */
static void data_set_name(const char *path, char name[100]) {
    const char *base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    snprintf(name, 100, "%.*s", (int)strcspn(base, "."), base);
}

bool import_osm(const char *path, const struct osm_settings *settings, struct folder_out *out,
                struct diag *notes, struct error *err) {
    AUTO(osm_net_release) struct osm_net net = {.settings = settings};
    char name[100];
    data_set_name(path, name);
    if (!osm_collect(&net, path, err))
        return false;
    osm_settle(&net);
    osm_chain(&net);
    if (net.links == 0)
        return error_set(err, ERROR_INPUT, "%.300s: no road, railway or ferry for freight among %d ways",
                         path, (int)net.ways_read);
    tell_taken(&net, notes);
    tell_left(&net, notes);
    tell_assumed(&net, notes);
    return osm_write(&net, name, out, err);
}
