// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <strings.h>

enum {
    ID,
    NAME,
    X,
    Y,
    Z,
    TYPE,
    CONTROL,
    ZONE,
    PARENT,
    JURISDICTION,
    UN_LOCODE,
    ADMIN_CODE,
    SOURCE,
    STATUS,
    COLUMNS
};
static const struct csv_column columns[] = {
    [ID] = {"node_id", true},
    [NAME] = {"name", false},
    [X] = {"x_coord", true},
    [Y] = {"y_coord", true},
    [Z] = {"z_coord", false},
    [TYPE] = {"node_type", false},
    [CONTROL] = {"ctrl_type", false},
    [ZONE] = {"zone_id", false},
    [PARENT] = {"parent_node_id", false},
    [UN_LOCODE] = {"un_locode", false},
    [ADMIN_CODE] = {"admin_code", false},
    [JURISDICTION] = {"jurisdiction", false},
    [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
};

static int line_of(const struct network *network, int index) {
    return network->node[index].line;
}

/* A coordinate in degrees is judged by degrees_fit(); any finite number goes here. */
static bool take_coordinate(struct csv *csv, int column, double *out) {
    if (reader_missing(csv, column))
        return csv_report(csv, DIAG_ERROR, column, "%s is missing", columns[column].name);
    return csv_double(csv, column, -HUGE_VAL, HUGE_VAL, out);
}

static bool degrees_fit(struct csv *csv, double lon, double lat) {
    if (fabs(lat) > 90 && fabs(lat) <= 180 && fabs(lon) <= 90)
        return csv_report(
            csv, DIAG_ERROR, Y,
            "y_coord: %s is no latitude (-90 to 90); x_coord is the longitude: are they swapped?",
            csv_text(csv, Y));
    if (fabs(lon) > 180)
        return csv_report(
            csv, DIAG_ERROR, X,
            "x_coord: %s is no longitude (-180 to 180); coordinates other than degrees need their crs "
            "in roads/config.csv",
            csv_text(csv, X));
    if (fabs(lat) > 90)
        return csv_report(csv, DIAG_ERROR, Y, "y_coord: %s is no latitude (-90 to 90)", csv_text(csv, Y));
    return true;
}

static bool is_type(const struct node *node, const char *type) {
    return node->type != NULL && strcasecmp(node->type, type) == 0;
}

static void take_row(struct reader *reader, struct csv *csv, struct node *node) {
    bool x = take_coordinate(csv, X, &node->lon), y = take_coordinate(csv, Y, &node->lat);
    if (x && y && reader->network->geographic)
        degrees_fit(csv, node->lon, node->lat);
    node->name = reader_text(reader, csv, NAME);
    node->type = reader_text(reader, csv, TYPE);
    node->zone_id = reader_text(reader, csv, ZONE);
    node->jurisdiction = reader_text(reader, csv, JURISDICTION);
    node->un_locode = reader_text(reader, csv, UN_LOCODE);
    node->admin_code = reader_text(reader, csv, ADMIN_CODE);
    node->source = reader_text(reader, csv, SOURCE);
    node->status = reader_text(reader, csv, STATUS);
    node->centroid = is_type(node, "centroid");
    node->road_loads = !is_type(node, "junction") && !is_type(node, "toll_gate");
    node->terminal = -1;
}

void read_nodes(struct reader *reader) {
    struct network *network = reader->network;
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/node.csv", columns, COLUMNS, true);
    int room = 0, errors = diag_count(reader->diag, DIAG_ERROR);
    while (csv != NULL && csv_next(csv)) {
        const char *id = reader_id(reader, csv, ID, network->node_ids, line_of);
        if (id == NULL)
            continue;
        if (network->nodes == NETWORK_ROWS) {
            csv_report(csv, DIAG_ERROR, -1, "a network may have %d nodes at most", NETWORK_ROWS);
            return;
        }
        GROW(network->node, network->nodes, room);
        struct node *node = &network->node[network->nodes++];
        *node = (struct node){.id = id, .line = csv_place(csv, -1).line};
        take_row(reader, csv, node);
    }
    reader->nodes_known = network->nodes > 0;
    if (csv != NULL && network->nodes == 0 && errors == diag_count(reader->diag, DIAG_ERROR))
        diag_add(reader->diag, DIAG_ERROR, (struct place){"roads/node.csv", 0, 0}, _("has no node"));
}
