// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/file.h"
#include "base/mem.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const ours[] = {"config.csv",       "node.csv",        "link.csv",     "terminal.csv",
                                   "vehicle_type.csv", "restriction.csv", "use_group.csv"};

/* The other tables of GMNS, in which there is nothing for freight. */
static const char gmns[] =
    ";geometry.csv;zone.csv;segment.csv;segment_lane.csv;segment_tod.csv;segment_lane_tod.csv;"
    "lane.csv;lane_tod.csv;link_tod.csv;location.csv;curb_seg.csv;movement.csv;"
    "movement_tod.csv;signal_controller.csv;signal_coordination.csv;signal_detector.csv;"
    "signal_phase_mvmt.csv;signal_timing_phase.csv;signal_timing_plan.csv;"
    "time_set_definitions.csv;use_definition.csv;";

static int is_csv(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void check_name(struct reader *reader, const struct names *known, const char *name) {
    const char *meant =
        names_find(known, name) >= 0 || list_has(gmns, name) ? NULL : names_nearest(known, name);
    if (meant != NULL)
        diag_add(reader->diag, DIAG_WARNING, (struct place){NULL, 0, 0},
                 "roads/%s is not read; did you mean roads/%s?", name, meant);
}

void read_stray_names(struct reader *reader) {
    AUTO_FREE char *path = file_join(reader->dir, "roads");
    AUTO_FREE struct dirent **entries = NULL;
    int count = scandir(path, &entries, is_csv, by_bytes);
    struct names *known = names_new();
    for (size_t o = 0; o < sizeof ours / sizeof *ours; o++)
        names_add(known, ours[o], NULL);
    for (int e = 0; e < count; e++) {
        check_name(reader, known, entries[e]->d_name);
        free(entries[e]);
    }
    names_free(known);
}
