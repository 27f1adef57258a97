// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/osm_net.h"

#include "base/mem.h"
#include "network/import_parts.h"
#include "network/write_csv.h"

#include <inttypes.h>
#include <stdlib.h>

static const char source[] = "OpenStreetMap contributors (ODbL)";

static int first_point(const struct osm_net *net, const struct osm_link *link) {
    return net->trail[link->first];
}

static int last_point(const struct osm_net *net, const struct osm_link *link) {
    return net->trail[link->first + (size_t)link->points - 1];
}

/* ---- nodes ---- */

static void write_node(const struct osm_net *net, const struct osm_point *point, FILE *file) {
    const struct osm_placed *placed = point->place >= 0 ? &net->placed[point->place] : NULL;
    fprintf(file, "%" PRId64, point->id);
    csv_write(placed != NULL ? placed->name : NULL, file);
    putc(',', file);
    csv_write_position(point->lon_e7, point->lat_e7, file);
    csv_write(placed != NULL ? placed->type : "junction", file);
    csv_write(source, file);
    csv_write("published", file);
    putc('\n', file);
}

static void write_nodes(const struct osm_net *net, FILE *file) {
    fputs("node_id,name,x_coord,y_coord,node_type,source,status\n", file);
    for (int i = 0; i < net->points; i++)
        if (net->point[i].link_end > 0)
            write_node(net, &net->point[i], file);
}

/* ---- links ---- */

/* From where traffic may come: against the points where that is the only way. */
static void write_geometry(const struct osm_net *net, const struct osm_link *link, bool backward,
                           FILE *file) {
    fputs(",\"LINESTRING (", file);
    for (int i = 0; i < link->points; i++) {
        int at = backward ? link->points - 1 - i : i;
        const struct osm_point *point = &net->point[net->trail[link->first + (size_t)at]];
        char lon[WIDE_TEXT], lat[WIDE_TEXT];
        fprintf(file, "%s%s %s", i > 0 ? ", " : "", wide_text(lon, point->lon_e7, 7, 0),
                wide_text(lat, point->lat_e7, 7, 0));
    }
    fputs(")\"", file);
}

/* What of it is no more than assumed. */
static const char *basis(const struct osm_link *link) {
    if (link->way == 0)
        return "assumed: straight to the nearest road";
    if (link->kind->gvw_from_axle)
        return "OpenStreetMap contributors (ODbL); weight: twice the axle's limit";
    return link->kind->speed_assumed && link->time_uh < 0
               ? "OpenStreetMap contributors (ODbL); speed: assumed by class"
               : source;
}

static bool is_assumed(const struct osm_link *link) {
    return link->way == 0 || link->kind->gvw_from_axle || (link->kind->speed_assumed && link->time_uh < 0);
}

static void write_link(const struct osm_net *net, const struct osm_link *link, FILE *file) {
    bool backward = link->oneway < 0;
    int from = first_point(net, link), to = last_point(net, link);
    const char *class = link->way == 0 ? "access" : osm_class(link->kind);
    if (link->way == 0)
        fprintf(file, "access-%d", link->part + 1);
    else
        fprintf(file, "w%" PRId64 "-%d", link->way, link->part + 1);
    csv_write(link->name, file);
    fprintf(file, ",%" PRId64 ",%" PRId64 ",%s", net->point[backward ? to : from].id,
            net->point[backward ? from : to].id, link->oneway != 0 ? "true" : "false");
    csv_write(OSM_MODES[link->kind->mode], file);
    csv_write_quantity(link->length_mm, KM_PLACES, file);
    csv_write_quantity(link->kind->speed_e3_kph, 3, file);
    csv_write_quantity(link->time_uh, HOUR_PLACES, file);
    csv_write_quantity(link->kind->max_gvw_kg, MASS_PLACES, file);
    csv_write(class, file);
    csv_write(class, file);
    csv_write(basis(link), file);
    csv_write(is_assumed(link) ? "estimated" : "derived", file);
    write_geometry(net, link, backward, file);
    putc('\n', file);
}

static void write_links(const struct osm_net *net, FILE *file) {
    fputs("link_id,name,from_node_id,to_node_id,directed,mode,length,free_speed,time_h,max_gvw_t,"
          "facility_type,road_class,source,status,geometry\n",
          file);
    for (int i = 0; i < net->links; i++)
        write_link(net, &net->link[i], file);
}

/* ---- where trains and ships may be loaded ---- */

static void write_terminals(const struct osm_net *net, FILE *file) {
    fputs("terminal_id,node_id,mode,source,status\n", file);
    for (int i = 0; i < net->places; i++) {
        const struct osm_placed *placed = &net->placed[i];
        bool is_port = placed->place == OSM_PORT;
        if (placed->point < 0 || (!is_port && placed->place != OSM_STATION) ||
            net->point[placed->point].link_end == 0)
            continue;
        fprintf(file, "%s%" PRId64 ",%" PRId64 ",%s", is_port ? "port-" : "station-", placed->id,
                net->point[placed->point].id, is_port ? "sea" : "rail");
        csv_write("OpenStreetMap contributors (ODbL); that it loads freight: assumed", file);
        csv_write("estimated", file);
        putc('\n', file);
    }
}

/* ---- the folder ---- */

struct part {
    const char *name;
    void (*write)(const struct osm_net *net, FILE *file);
};

static const struct part parts_of_roads[] = {
    {"roads/node.csv", write_nodes},
    {"roads/link.csv", write_links},
    {"roads/terminal.csv", write_terminals},
};

static bool write_part(const struct osm_net *net, const struct part *part, const struct folder_out *out,
                       struct error *err) {
    FILE *file = folder_open(out, part->name, err);
    if (file == NULL)
        return false;
    part->write(net, file);
    return folder_close(out, file, part->name, err);
}

bool osm_write(const struct osm_net *net, const char *name, const struct folder_out *out, struct error *err) {
    static const char origin[] =
        "roads/ was made from an OpenStreetMap extract by `angkut import osm`.\n\n"
        "(c) OpenStreetMap contributors, available under the Open Database License 1.0\n"
        "(https://www.openstreetmap.org/copyright). Who publishes this data, or maps and plans made\n"
        "from it, says so too.";
    bool good = import_config(out, name, "km", "kph", NULL, err);
    for (size_t i = 0; good && i < sizeof parts_of_roads / sizeof *parts_of_roads; i++)
        good = write_part(net, &parts_of_roads[i], out, err);
    return good && import_no_shipments(out, err) && import_readme(out, name, origin, err);
}

/* ---- what hangs together ---- */

static int root_of(int *parent, int point) {
    while (parent[point] != point)
        point = parent[point] = parent[parent[point]];
    return point;
}

int osm_parts(const struct osm_net *net, int *largest, int *nodes) {
    AUTO_FREE int *parent = xcalloc((size_t)net->points + 1, sizeof *parent);
    AUTO_FREE int *size = xcalloc((size_t)net->points + 1, sizeof *size);
    int parts = 0;
    for (int i = 0; i < net->points; i++)
        parent[i] = i;
    for (int i = 0; i < net->links; i++)
        parent[root_of(parent, first_point(net, &net->link[i]))] =
            root_of(parent, last_point(net, &net->link[i]));
    *largest = *nodes = 0;
    for (int i = 0; i < net->points; i++) {
        if (net->point[i].link_end == 0)
            continue;
        int *its = &size[root_of(parent, i)];
        parts += (*its)++ == 0;
        *largest = *its > *largest ? *its : *largest;
        ++*nodes;
    }
    return parts;
}
