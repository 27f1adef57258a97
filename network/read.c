// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <sys/stat.h>

/* The abstract vehicle: passes everywhere, one tonne, for nothing. */
static void add_abstract_vehicle(struct network *network) {
    network->abstract_vehicle = true;
    network->vehicle_type = xcalloc(1, sizeof *network->vehicle_type);
    network->vehicle_types = 1;
    network->vehicle_type[0] = (struct vehicle_type){
        .payload_kg = 1000, .gvw_kg = -1, .speed_factor_e4 = 10000, .load_factor_e4 = 10000};
}

static struct network *network_new(void) {
    struct network *network = xcalloc(1, sizeof *network);
    network->decimal_char = '.';
    network->node_ids = names_new();
    network->link_ids = names_new();
    network->terminal_ids = names_new();
    network->vehicle_type_ids = names_new();
    return network;
}

void network_free(struct network *network) {
    if (network == NULL)
        return;
    names_free(network->node_ids);
    names_free(network->link_ids);
    names_free(network->terminal_ids);
    names_free(network->vehicle_type_ids);
    free(network->node);
    free(network->link);
    free(network->terminal);
    free(network->vehicle_type);
    free(network->restriction);
    free(network->departure);
    free(network);
}

static bool has_roads(const char *dir) {
    AUTO_FREE char *roads = file_join(dir, "roads");
    struct stat status;
    return stat(roads, &status) == 0 && S_ISDIR(status.st_mode);
}

static void read_all(struct reader *reader) {
    read_config(reader);
    read_use_groups(reader);
    read_nodes(reader);
    read_links(reader);
    read_terminals(reader);
    read_vehicle_types(reader);
    if (reader->network->vehicle_types == 0)
        add_abstract_vehicle(reader->network);
    read_restrictions(reader);
    read_departures(reader);
    read_stray_names(reader);
}

struct network *network_read(const char *dir, struct names *names, struct csv_edits *edits, struct hash *hash,
                             struct diag *diag) {
    int before = diag_count(diag, DIAG_ERROR);
    if (!has_roads(dir)) {
        diag_add(diag, DIAG_ERROR, (struct place){NULL, 0, 0},
                 _("%s has no folder roads; a data set holds at least roads/node.csv, roads/link.csv and "
                   "shipments/shipment.csv"),
                 dir);
        return NULL;
    }
    struct reader reader = {
        .dir = dir, .network = network_new(), .names = names, .edits = edits, .hash = hash, .diag = diag};
    read_all(&reader);
    names_free(reader.use_groups);
    free(reader.group_uses);
    if (diag_count(diag, DIAG_ERROR) == before)
        return reader.network;
    network_free(reader.network);
    return NULL;
}
