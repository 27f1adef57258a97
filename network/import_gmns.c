// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"
#include "network/import_parts.h"
#include "network/read.h"
#include "network/write_csv.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is read stays text: units are said in config.csv, and the reader of data sets judges every field. */
struct node_row {
    const char *id, *name, *x, *y, *type, *zone;
    double lon, lat;
};

struct link_row {
    const char *id, *name, *from, *to, *length, *speed, *facility, *uses, *toll, *jurisdiction, *geometry;
    bool directed, rail;
    int from_node, to_node;
};

struct gmns {
    const char *folder;
    struct diag *findings;
    struct names *names, *node_ids, *link_ids;
    struct node_row *node;
    int nodes, node_room;
    struct link_row *link;
    int links, link_room;
    const char *length_unit, *speed_unit, *crs, *dataset_name; /* NULL = not said */
    bool direction_assumed;
    int turned, rails, aeroways;
};

static const struct place nowhere;

static void gmns_release(struct gmns *gmns) {
    names_free(gmns->names);
    names_free(gmns->node_ids);
    names_free(gmns->link_ids);
    free(gmns->node);
    free(gmns->link);
}

static const char *kept(struct gmns *gmns, const struct csv *csv, int column) {
    const char *text = csv_text(csv, column);
    return text[0] != '\0' && strcasecmp(text, "nan") != 0 ? names_intern(gmns->names, text) : NULL;
}

/* ---- reading ---- */

static void take_config(struct gmns *gmns) {
    enum { NAME, LONG, SPEED, CRS, COLUMNS };
    static const struct csv_column columns[] = {
        {"dataset_name", false}, {"long_length", false}, {"speed", false}, {"crs", false}};
    AUTO_FREE char *path = file_join(gmns->folder, "config.csv");
    if (!file_exists(path))
        return;
    AUTO(csv_release) struct csv *csv = csv_open(path, "config.csv", columns, COLUMNS, gmns->findings);
    if (csv == NULL || !csv_next(csv))
        return;
    gmns->dataset_name = kept(gmns, csv, NAME);
    gmns->length_unit = kept(gmns, csv, LONG);
    gmns->speed_unit = kept(gmns, csv, SPEED);
    gmns->crs = kept(gmns, csv, CRS);
}

static void take_nodes(struct gmns *gmns) {
    enum { ID, NAME, X, Y, TYPE, ZONE, COLUMNS };
    static const struct csv_column columns[] = {{"node_id", true}, {"name", false},      {"x_coord", true},
                                                {"y_coord", true}, {"node_type", false}, {"zone_id", false}};
    AUTO_FREE char *path = file_join(gmns->folder, "node.csv");
    AUTO(csv_release) struct csv *csv = csv_open(path, "node.csv", columns, COLUMNS, gmns->findings);
    while (csv != NULL && csv_next(csv)) {
        bool is_new = false;
        const char *id = csv_need(csv, ID);
        struct node_row row = {.id = kept(gmns, csv, ID),
                               .name = kept(gmns, csv, NAME),
                               .x = kept(gmns, csv, X),
                               .y = kept(gmns, csv, Y),
                               .type = kept(gmns, csv, TYPE),
                               .zone = kept(gmns, csv, ZONE)};
        csv_double(csv, X, -1e9, 1e9, &row.lon);
        csv_double(csv, Y, -1e9, 1e9, &row.lat);
        if (row.id != NULL)
            names_add(gmns->node_ids, id, &is_new);
        if (row.id != NULL && !is_new)
            csv_report(csv, DIAG_ERROR, ID, "node_id: \"%.80s\" is there twice", id);
        if (!is_new)
            continue;
        GROW(gmns->node, gmns->nodes, gmns->node_room);
        gmns->node[gmns->nodes++] = row;
    }
}

enum {
    LINK_ID,
    LINK_NAME,
    FROM,
    TO,
    DIRECTED,
    DIR_FLAG,
    LENGTH,
    SPEED,
    FACILITY,
    TYPE_NAME,
    USES,
    TOLL,
    JURISDICTION,
    GEOMETRY,
    LINK_COLUMNS
};
static const struct csv_column link_columns[] = {
    [LINK_ID] = {"link_id", true},
    [LINK_NAME] = {"name", false},
    [FROM] = {"from_node_id", true},
    [TO] = {"to_node_id", true},
    [DIRECTED] = {"directed", false},
    [DIR_FLAG] = {"dir_flag", false},
    [LENGTH] = {"length", false},
    [SPEED] = {"free_speed", false},
    [FACILITY] = {"facility_type", false},
    [TYPE_NAME] = {"link_type_name", false},
    [USES] = {"allowed_uses", false},
    [TOLL] = {"toll", false},
    [JURISDICTION] = {"jurisdiction", false},
    [GEOMETRY] = {"geometry", false},
};

static int known_node(struct gmns *gmns, struct csv *csv, int column) {
    const char *id = csv_need(csv, column);
    int node = id[0] != '\0' ? names_find(gmns->node_ids, id) : -1;
    if (node < 0 && id[0] != '\0')
        csv_report(csv, DIAG_ERROR, column, "%s: \"%.80s\" is not in node.csv", csv_name(csv, column), id);
    return node;
}

/* directed as GMNS has it; or osm2gmns's dir_flag: 1 along, -1 against, 0 both ways. */
static void take_direction(struct gmns *gmns, struct csv *csv, struct link_row *row) {
    static const char *const flags[] = {"-1", "0", "1", NULL};
    int flag = 2;
    row->directed = true;
    if (csv_has(csv, DIRECTED)) {
        csv_bool(csv, DIRECTED, &row->directed);
    } else if (csv_has(csv, DIR_FLAG)) {
        csv_word(csv, DIR_FLAG, flags, &flag);
        row->directed = flag != 1;
        if (flag == 0) {
            const char *from = row->from;
            int node = row->from_node;
            row->from = row->to, row->from_node = row->to_node;
            row->to = from, row->to_node = node;
            gmns->turned++;
        }
    } else {
        gmns->direction_assumed = true;
    }
}

static void take_links(struct gmns *gmns) {
    AUTO_FREE char *path = file_join(gmns->folder, "link.csv");
    AUTO(csv_release) struct csv *csv =
        csv_open(path, "link.csv", link_columns, LINK_COLUMNS, gmns->findings);
    while (csv != NULL && csv_next(csv)) {
        bool is_new = false;
        const char *id = csv_need(csv, LINK_ID);
        struct link_row row = {.id = kept(gmns, csv, LINK_ID),
                               .name = kept(gmns, csv, LINK_NAME),
                               .from = kept(gmns, csv, FROM),
                               .to = kept(gmns, csv, TO),
                               .length = kept(gmns, csv, LENGTH),
                               .speed = kept(gmns, csv, SPEED),
                               .facility = kept(gmns, csv, csv_has(csv, FACILITY) ? FACILITY : TYPE_NAME),
                               .uses = kept(gmns, csv, USES),
                               .toll = kept(gmns, csv, TOLL),
                               .jurisdiction = kept(gmns, csv, JURISDICTION),
                               .geometry = kept(gmns, csv, GEOMETRY),
                               .from_node = known_node(gmns, csv, FROM),
                               .to_node = known_node(gmns, csv, TO)};
        const char *type = csv_text(csv, TYPE_NAME);
        row.rail = strncasecmp(type, "rail", 4) == 0;
        if (strncasecmp(type, "aero", 4) == 0) {
            gmns->aeroways++;
            continue;
        }
        gmns->rails += row.rail;
        take_direction(gmns, csv, &row);
        if (row.id != NULL)
            names_add(gmns->link_ids, id, &is_new);
        if (row.id != NULL && !is_new)
            csv_report(csv, DIAG_ERROR, LINK_ID, "link_id: \"%.80s\" is there twice", id);
        GROW(gmns->link, gmns->links, gmns->link_room);
        gmns->link[gmns->links++] = row;
    }
}

/* ---- units ---- */

static bool in_degrees(const struct gmns *gmns) {
    for (int i = 0; i < gmns->nodes; i++)
        if (gmns->node[i].lon < -180 || gmns->node[i].lon > 180 || gmns->node[i].lat < -90 ||
            gmns->node[i].lat > 90)
            return false;
    return true;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* The middle of length / great circle in km over all links longer than 10 m; 0 = nothing to measure. */
static double middle_ratio(const struct gmns *gmns) {
    AUTO_FREE double *ratio = xcalloc((size_t)gmns->links + 1, sizeof *ratio);
    int count = 0;
    for (int i = 0; i < gmns->links; i++) {
        const struct link_row *link = &gmns->link[i];
        if (link->length == NULL || link->from_node < 0 || link->to_node < 0)
            continue;
        const struct node_row *a = &gmns->node[link->from_node], *b = &gmns->node[link->to_node];
        double km = (double)great_circle_mm(a->lon, a->lat, b->lon, b->lat) / 1e6;
        if (km > 0.01)
            ratio[count++] = strtod(link->length, NULL) / km;
    }
    qsort(ratio, (size_t)count, sizeof *ratio, by_size);
    return count > 0 ? ratio[count / 2] : 0;
}

/* Roads are a little longer than the great circle: the unit in which the middle link is 0.95 to 1.55 times as long. */
static const char *judged_length(const struct gmns *gmns) {
    static const struct {
        const char *unit;
        double per_km;
    } units[] = {{"km", 1}, {"mi", 0.621371}, {"m", 1000}, {"ft", 3280.84}};
    double ratio = in_degrees(gmns) ? middle_ratio(gmns) : 0;
    const char *found = NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (ratio / units[i].per_km > 0.95 && ratio / units[i].per_km < 1.55)
            found = found == NULL ? units[i].unit : found;
    return found;
}

static void settle_units(struct gmns *gmns, const struct import_units *units) {
    bool said = units->length != NULL || gmns->length_unit != NULL;
    const char *judged = said ? NULL : judged_length(gmns);
    if (units->length != NULL)
        gmns->length_unit = units->length;
    if (judged != NULL)
        diag_add(gmns->findings, DIAG_NOTE, nowhere,
                 "judged: lengths are in %s, by the great circles between their ends; --length-unit says "
                 "otherwise",
                 judged);
    else if (!said)
        diag_add(gmns->findings, DIAG_WARNING, nowhere,
                 "assumed: lengths are in km, though their ends do not tell; --length-unit says otherwise");
    if (!said)
        gmns->length_unit = judged != NULL ? judged : "km";
    if (units->speed != NULL)
        gmns->speed_unit = units->speed;
    if (gmns->speed_unit != NULL)
        return;
    gmns->speed_unit = "kph";
    diag_add(gmns->findings, DIAG_NOTE, nowhere, "assumed: speeds are in km/h; --speed-unit says otherwise");
}

/* ---- writing ---- */

static bool write_nodes(const struct gmns *gmns, const struct folder_out *out, struct error *err) {
    FILE *file = folder_open(out, "roads/node.csv", err);
    if (file == NULL)
        return false;
    fputs("node_id,name,x_coord,y_coord,node_type,zone_id,source\n", file);
    for (int i = 0; i < gmns->nodes; i++) {
        const struct node_row *row = &gmns->node[i];
        csv_write_text(row->id, file);
        csv_write(row->name, file);
        csv_write(row->x, file);
        csv_write(row->y, file);
        csv_write(row->type, file);
        csv_write(row->zone, file);
        fputs(",imported from GMNS\n", file);
    }
    return folder_close(out, file, "roads/node.csv", err);
}

static bool write_links(const struct gmns *gmns, const struct folder_out *out, struct error *err) {
    FILE *file = folder_open(out, "roads/link.csv", err);
    if (file == NULL)
        return false;
    fputs("link_id,name,from_node_id,to_node_id,directed,mode,length,free_speed,facility_type,allowed_uses,"
          "toll,jurisdiction,source,geometry\n",
          file);
    for (int i = 0; i < gmns->links; i++) {
        const struct link_row *row = &gmns->link[i];
        csv_write_text(row->id, file);
        csv_write(row->name, file);
        csv_write(row->from, file);
        csv_write(row->to, file);
        csv_write(row->directed ? "true" : "false", file);
        csv_write(row->rail ? "rail" : "road", file);
        csv_write(row->length, file);
        csv_write(row->speed, file);
        csv_write(row->facility, file);
        csv_write(row->rail ? NULL : row->uses, file);
        csv_write(row->toll, file);
        csv_write(row->jurisdiction, file);
        fputs(",imported from GMNS", file);
        csv_write(row->geometry, file);
        putc('\n', file);
    }
    return folder_close(out, file, "roads/link.csv", err);
}

static void tell(const struct gmns *gmns) {
    diag_add(gmns->findings, DIAG_NOTE, nowhere, "taken: %d nodes, %d links", gmns->nodes, gmns->links);
    if (gmns->direction_assumed)
        diag_add(gmns->findings, DIAG_NOTE, nowhere,
                 "assumed: every link is one way, since link.csv has neither directed nor dir_flag");
    if (gmns->turned > 0)
        diag_add(gmns->findings, DIAG_NOTE, nowhere,
                 "links against their direction (dir_flag -1), turned: %d", gmns->turned);
    if (gmns->rails > 0)
        diag_add(gmns->findings, DIAG_NOTE, nowhere, "links of railway, taken as mode rail: %d", gmns->rails);
    if (gmns->aeroways > 0)
        diag_add(gmns->findings, DIAG_NOTE, nowhere, "links of airports, left out: %d", gmns->aeroways);
}

static bool is_folder(const char *path, struct error *err) {
    DIR *folder = opendir(path);
    if (folder == NULL)
        return error_set(err, ERROR_IO, "%.300s: %s", path, strerror(errno));
    closedir(folder);
    return true;
}

bool import_gmns(const char *from, const struct import_units *units, struct folder_out *out,
                 struct diag *findings, struct error *err) {
    AUTO(gmns_release)
    struct gmns gmns = {
        .findings = findings, .names = names_new(), .node_ids = names_new(), .link_ids = names_new()};
    AUTO_FREE char *roads = file_join(from, "roads");
    AUTO_FREE char *inside = file_join(from, "roads/link.csv");
    AUTO_FREE char *name = import_name(from);
    if (!import_units_known(units, err) || !is_folder(from, err))
        return false;
    gmns.folder = file_exists(inside) ? roads : from;
    take_config(&gmns);
    take_nodes(&gmns);
    take_links(&gmns);
    if (diag_count(findings, DIAG_ERROR) > 0)
        return false;
    settle_units(&gmns, units);
    tell(&gmns);
    if (!in_degrees(&gmns) && gmns.crs == NULL)
        gmns.crs = "local";
    return import_config(out, gmns.dataset_name != NULL ? gmns.dataset_name : name, gmns.length_unit,
                         gmns.speed_unit, gmns.crs, err) &&
           write_nodes(&gmns, out, err) && write_links(&gmns, out, err) && import_no_shipments(out, err) &&
           import_readme(out, name, "roads/ was made from a GMNS network by `angkut import gmns`.", err);
}
