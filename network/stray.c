// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/stray.h"

static const char *const ours[] = {
    "config.csv",      "node.csv",      "link.csv",      "terminal.csv",  "vehicle_type.csv",
    "restriction.csv", "departure.csv", "use_group.csv", "agreement.csv", NULL};

/* The other tables of GMNS, in which there is nothing for freight. */
static bool is_gmns(const char *name) {
    static const char others[] =
        ";geometry.csv;zone.csv;segment.csv;segment_lane.csv;segment_tod.csv;segment_lane_tod.csv;"
        "lane.csv;lane_tod.csv;link_tod.csv;location.csv;curb_seg.csv;movement.csv;"
        "movement_tod.csv;signal_controller.csv;signal_coordination.csv;signal_detector.csv;"
        "signal_phase_mvmt.csv;signal_timing_phase.csv;signal_timing_plan.csv;"
        "time_set_definitions.csv;use_definition.csv;";
    return list_has(others, name);
}

void read_stray_names(struct reader *reader) {
    stray_files(reader->dir, "roads", ours, is_gmns, reader->diag);
}
