// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file.h"
#include "base/mem.h"
#include "base/units.h"
#include "network/import_parts.h"
#include "network/tntp.h"
#include "network/write_csv.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct place nowhere;

/* ---- where nodes lie ---- */

/* Without positions, or with some only: on a ring, which is no map. */
static bool place_nodes(struct tntp *tntp) {
    const double turn = 6.283185307179586;
    bool placed = true;
    for (int i = 1; i <= tntp->nodes; i++)
        placed = placed && !isnan(tntp->x[i]);
    for (int i = 1; i <= tntp->nodes && !placed; i++) {
        tntp->x[i] = cos(turn * i / tntp->nodes);
        tntp->y[i] = sin(turn * i / tntp->nodes);
    }
    return placed;
}

static bool in_degrees(const struct tntp *tntp) {
    for (int i = 1; i <= tntp->nodes; i++)
        if (fabs(tntp->x[i]) > 180 || fabs(tntp->y[i]) > 90)
            return false;
    return true;
}

/* ---- writing ---- */

static bool write_nodes(const struct tntp *tntp, const struct folder_out *out, struct error *err) {
    FILE *file = folder_open(out, "roads/node.csv", err);
    if (file == NULL)
        return false;
    fputs("node_id,x_coord,y_coord,node_type,source\n", file);
    for (int i = 1; i <= tntp->nodes; i++)
        fprintf(file, "%d,%.7f,%.7f,%s,TransportationNetworks\n", i, tntp->x[i], tntp->y[i],
                i < tntp->first_through ? "centroid"
                : i <= tntp->zones      ? "zone"
                                        : "junction");
    return folder_close(out, file, "roads/node.csv", err);
}

static bool write_links(const struct tntp *tntp, const struct folder_out *out, struct error *err) {
    FILE *file = folder_open(out, "roads/link.csv", err);
    if (file == NULL)
        return false;
    fputs("link_id,from_node_id,to_node_id,directed,length,time_h,freight_capacity,rate_per_t,source\n",
          file);
    for (int i = 0; i < tntp->links; i++) {
        const struct tntp_link *link = &tntp->link[i];
        fprintf(file, "%d-%d", link->from, link->to);
        if (link->twins > 0)
            fprintf(file, "-%d", link->twins + 1);
        fprintf(file, ",%d,%d,true", link->from, link->to);
        csv_write_quantity(link->length_e6, 6, file);
        csv_write_quantity((link->time_e6 + 30) / 60, HOUR_PLACES, file);
        csv_write_quantity(link->capacity_kg, MASS_PLACES, file);
        csv_write_quantity((link->time_e6 + 50) / 100, MONEY_PLACES, file);
        fputs(",TransportationNetworks\n", file);
    }
    return folder_close(out, file, "roads/link.csv", err);
}

static bool write_trips(struct tntp *tntp, const char *path, const struct folder_out *out,
                        struct error *err) {
    static const char name[] = "shipments/shipment.csv";
    FILE *file = folder_open(out, name, err);
    if (file == NULL)
        return false;
    fputs("shipment_id,origin_node_id,destination_node_id,quantity_t,source\n", file);
    bool good = tntp_read_trips(tntp, path, file, err);
    return folder_close(out, file, name, good ? err : NULL) && good;
}

/* ---- the three files ---- */

static int is_net(const struct dirent *entry) {
    const char *end = strstr(entry->d_name, "_net.tntp");
    return end != NULL && strcmp(end, "_net.tntp") == 0;
}

/* The one NAME_net.tntp of a folder; new memory. NULL: none or many. */
static char *find_net(const char *from, struct error *err) {
    struct dirent **entry = NULL;
    if (!folder_exists(from))
        return xstrdup(from);
    int count = scandir(from, &entry, is_net, alphasort);
    char *path = count == 1 ? file_join(from, entry[0]->d_name) : NULL;
    if (count != 1)
        error_set(err, ERROR_INPUT, "%.300s: %d files NAME_net.tntp, expected one; name the file itself",
                  from, count > 0 ? count : 0);
    for (int i = 0; i < count; i++)
        free(entry[i]);
    free(entry);
    return path;
}

/* "Anaheim_node.tntp" of "Anaheim_net.tntp"; new memory. NULL where it is not there. */
static char *beside(const char *net, const char *ending) {
    const char *end = strstr(net, "_net.tntp");
    if (end == NULL)
        return NULL;
    size_t stem = (size_t)(end - net);
    char *path = xcalloc(stem + strlen(ending) + 1, 1);
    memcpy(path, net, stem);
    strcpy(path + stem, ending);
    if (!file_exists(path)) {
        free(path);
        path = NULL;
    }
    return path;
}

static void tell(const struct tntp *tntp, bool placed, bool degrees, bool has_trips, const char *length) {
    struct diag *notes = tntp->findings;
    diag_add(notes, DIAG_NOTE, nowhere, "taken: %d nodes, %d links, %d shipments", tntp->nodes, tntp->links,
             tntp->trips);
    diag_add(notes, DIAG_NOTE, nowhere, "assumed: lengths are in %s; --length-unit says otherwise", length);
    diag_add(notes, DIAG_NOTE, nowhere, "assumed: free flow times are minutes, and each costs 1 a tonne");
    diag_add(notes, DIAG_NOTE, nowhere,
             "assumed: a vehicle of a capacity is a tonne, and capacities bind; delays by congestion are not "
             "taken");
    if (has_trips)
        diag_add(notes, DIAG_NOTE, nowhere, "assumed: a trip is a tonne; trips within a zone are left out");
    else
        diag_add(notes, DIAG_WARNING, nowhere, "no file of trips beside it: there is no shipment");
    if (!placed)
        diag_add(notes, DIAG_WARNING, nowhere, "not all nodes have a position: all are put on a ring");
    else if (!degrees)
        diag_add(notes, DIAG_NOTE, nowhere, "positions are no degrees: kept, but not measured");
    if (tntp->first_through > 1)
        diag_add(notes, DIAG_NOTE, nowhere,
                 "nodes below %d only start and end paths (FIRST THRU NODE): centroids", tntp->first_through);
}

static bool write_all(struct tntp *tntp, const char *net, const char *trips, const char *length, bool placed,
                      const struct folder_out *out, struct error *err) {
    AUTO_FREE char *name = import_name(net);
    bool degrees = placed && in_degrees(tntp);
    if (!import_config(out, name, length, "kph", degrees ? NULL : "local", err) ||
        !write_nodes(tntp, out, err) || !write_links(tntp, out, err))
        return false;
    if (!(trips != NULL ? write_trips(tntp, trips, out, err) : import_no_shipments(out, err)))
        return false;
    tell(tntp, placed, degrees, trips != NULL, length);
    return import_readme(
        out, name,
        "Made by `angkut import tntp` from files of TransportationNetworks, whose terms of use "
        "apply.",
        err);
}

bool import_tntp(const char *from, const struct import_units *units, struct folder_out *out,
                 struct diag *findings, struct error *err) {
    AUTO(tntp_release) struct tntp tntp = {.findings = findings};
    AUTO_FREE char *net = import_units_known(units, err) ? find_net(from, err) : NULL;
    if (net == NULL || !tntp_read_net(&tntp, net, err))
        return false;
    AUTO_FREE char *node = beside(net, "_node.tntp");
    AUTO_FREE char *trips = beside(net, "_trips.tntp");
    tntp.x = xcalloc((size_t)tntp.nodes + 1, sizeof *tntp.x);
    tntp.y = xcalloc((size_t)tntp.nodes + 1, sizeof *tntp.y);
    for (int i = 0; i <= tntp.nodes; i++)
        tntp.x[i] = tntp.y[i] = NAN;
    if (node != NULL && !tntp_read_nodes(&tntp, node, err))
        return false;
    bool placed = place_nodes(&tntp);
    return write_all(&tntp, net, trips, units->length != NULL ? units->length : "km", placed, out, err);
}
