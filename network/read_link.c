// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/language.h"
#include "base/mem.h"

enum {
    ID,
    NAME,
    FROM,
    TO,
    DIRECTED,
    LENGTH,
    FACILITY,
    FREE_SPEED,
    USES,
    TOLL,
    JURISDICTION,
    GEOMETRY, /* GMNS */
    MODE,
    FREIGHT,
    TIME,
    RATE,
    HEADWAY,
    MAX_GVW,
    ROAD_CLASS,
    FIXED,
    ON_CALL,
    RAISE,
    SOURCE,
    STATUS,   /* ours */
    CAPACITY, /* GMNS's, of no use here; so are the rest */
    LANES,
    GRADE,
    GEOMETRY_ID,
    PARENT,
    DIR_FLAG,
    BIKE,
    PED,
    PARKING,
    ROW_WIDTH,
    COLUMNS
};
static const struct csv_column columns[] = {
    [ID] = {"link_id", true},
    [NAME] = {"name", false},
    [FROM] = {"from_node_id", true},
    [TO] = {"to_node_id", true},
    [DIRECTED] = {"directed", true},
    [LENGTH] = {"length", false},
    [FACILITY] = {"facility_type", false},
    [FREE_SPEED] = {"free_speed", false},
    [USES] = {"allowed_uses", false},
    [TOLL] = {"toll", false},
    [JURISDICTION] = {"jurisdiction", false},
    [GEOMETRY] = {"geometry", false},
    [MODE] = {"mode", false},
    [FREIGHT] = {"freight_capacity", false},
    [TIME] = {"time_h", false},
    [RATE] = {"rate_per_t", false},
    [HEADWAY] = {"headway_h", false},
    [MAX_GVW] = {"max_gvw_t", false},
    [ROAD_CLASS] = {"road_class", false},
    [FIXED] = {"fixed_cost", false},
    [ON_CALL] = {"open_on_call", false},
    [RAISE] = {"raise_cost_per_t", false},
    [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
    [CAPACITY] = {"capacity", false},
    [LANES] = {"lanes", false},
    [GRADE] = {"grade", false},
    [GEOMETRY_ID] = {"geometry_id", false},
    [PARENT] = {"parent_link_id", false},
    [DIR_FLAG] = {"dir_flag", false},
    [BIKE] = {"bike_facility", false},
    [PED] = {"ped_facility", false},
    [PARKING] = {"parking", false},
    [ROW_WIDTH] = {"row_width", false},
};
static const char file[] = "roads/link.csv";

static int line_of(const struct network *network, int index) {
    return network->link[index].line;
}

/* -1 after a report; 0 where node.csv is not known. */
static int take_end(struct reader *reader, struct csv *csv, int column) {
    if (*csv_need(csv, column) == '\0')
        return -1;
    if (!reader->nodes_known)
        return 0;
    return reader_find(reader, csv, column, reader->network->node_ids, "roads/node.csv");
}

static void take_directed(struct csv *csv, bool *out) {
    if (*csv_need(csv, DIRECTED) != '\0')
        csv_bool(csv, DIRECTED, out);
}

static void take_speed(struct reader *reader, struct csv *csv, struct link *link) {
    const int64_t least = 100 * 1000, most = 1000LL * 1000 * 1000; /* mm per h */
    if (reader_quantity(csv, FREE_SPEED, reader->speed, &link->speed_mm_per_h) &&
        (link->speed_mm_per_h < least || link->speed_mm_per_h > most))
        csv_report(csv, DIAG_ERROR, FREE_SPEED,
                   "free_speed: %s is no speed (0.1 to 1000 km/h); leave it empty where it is unknown",
                   csv_text(csv, FREE_SPEED));
}

/* The longest is more than twice around the earth, and keeps sums of times far from overflow. */
static void take_length(struct reader *reader, struct csv *csv, struct link *link) {
    const int64_t most = 100000LL * 1000 * 1000; /* mm */
    if (!reader_missing(csv, LENGTH)) {
        link->length_given = reader_quantity(csv, LENGTH, reader->length, &link->length_mm);
        if (link->length_given && link->length_mm > most)
            csv_report(csv, DIAG_ERROR, LENGTH, "length: %s is over 100000 km", csv_text(csv, LENGTH));
    } else if (reader->network->geographic && reader->nodes_known && link->from >= 0 && link->to >= 0) {
        link->length_mm = network_great_circle_mm(reader->network, link->from, link->to);
    } else if (!reader->network->geographic && link->time_uh < 0) {
        csv_report(
            csv, DIAG_ERROR, LENGTH,
            "length is missing, and can't be measured in the crs of roads/config.csv; give it, or time_h");
    }
}

static void take_numbers(struct reader *reader, struct csv *csv, struct link *link) {
    link->time_uh = link->speed_mm_per_h = link->capacity_kg = link->max_gvw_kg = -1;
    reader_hours(csv, TIME, &link->time_uh);
    reader_hours(csv, HEADWAY, &link->headway_uh);
    csv_mass(csv, FREIGHT, &link->capacity_kg);
    csv_mass(csv, MAX_GVW, &link->max_gvw_kg);
    link->has_rate = csv_money(csv, RATE, &link->rate_per_t);
    link->has_toll = !reader_missing(csv, TOLL) && csv_money(csv, TOLL, &link->toll);
    take_speed(reader, csv, link);
    take_length(reader, csv, link);
}

static void take_facility(struct csv *csv, struct link *link) {
    link->open_on_call = true;
    csv_money(csv, FIXED, &link->fixed_cost);
    csv_bool(csv, ON_CALL, &link->open_on_call);
    link->has_raise = csv_money(csv, RAISE, &link->raise_cost_per_t);
}

static void take_row(struct reader *reader, struct csv *csv, struct link *link) {
    link->from = take_end(reader, csv, FROM);
    link->to = take_end(reader, csv, TO);
    take_directed(csv, &link->directed);
    take_numbers(reader, csv, link);
    take_facility(csv, link);
    const char *mode = reader_text(reader, csv, MODE);
    link->mode = mode != NULL ? mode : names_intern(reader->names, "road");
    link->name = reader_text(reader, csv, NAME);
    link->jurisdiction = reader_text(reader, csv, JURISDICTION);
    link->road_class = reader_text(reader, csv, ROAD_CLASS);
    link->facility_type = reader_text(reader, csv, FACILITY);
    link->geometry = reader_text(reader, csv, GEOMETRY);
    link->source = reader_text(reader, csv, SOURCE);
    link->status = reader_text(reader, csv, STATUS);
    link->allowed_uses = read_uses(reader, csv, USES);
    reader->network->trucks_named |= uses_name_trucks(link->allowed_uses);
}

/* ---- what was left out, told once where it is common ---- */

static struct place line_place(const struct link *link) {
    return (struct place){file, link == NULL ? 0 : link->line, 0};
}

static bool is_measured(const struct link *link) {
    return !link->length_given;
}

/* Its money and time do not depend on its length. */
static bool is_told_otherwise(const struct link *link) {
    return link->time_uh >= 0 && link->has_rate;
}

static bool is_timeless(const struct link *link) {
    return link->time_uh < 0 && link->speed_mm_per_h < 0;
}

/* Counts the links of which it is true; *first is the first of them. */
static int count_links(const struct network *network, bool (*is)(const struct link *link),
                       const struct link **first) {
    int count = 0;
    for (int l = 0; l < network->links; l++)
        if (is(&network->link[l]) && count++ == 0)
            *first = &network->link[l];
    return count;
}

static void tell_length(struct reader *reader, enum diag_level level, const struct link *link) {
    char circle[REAL_WORDS];
    if (reader->network->geographic)
        diag_add(reader->diag, level, line_place(link),
                 "length is missing; the great circle of its ends, %s km, is taken",
                 real_words(circle, (double)link->length_mm / 1e6, 3));
    else
        diag_add(reader->diag, level, line_place(link), "length is missing; it counts as 0");
}

static void tell_lengths(struct reader *reader) {
    const struct network *network = reader->network;
    const struct link *first = NULL;
    int count = count_links(network, is_measured, &first);
    enum diag_level level = DIAG_NOTE;
    for (int l = 0; l < network->links; l++)
        if (is_measured(&network->link[l]) && !is_told_otherwise(&network->link[l]))
            level = DIAG_WARNING;
    if (count > SINGLE_FINDINGS) {
        diag_add(
            reader->diag, level, line_place(first),
            network->geographic
                ? _("length is missing, here and in %d more links; the great circle of their ends is taken")
                : _("length is missing, here and in %d more links; it counts as 0"),
            count - 1);
        return;
    }
    for (int l = 0; l < network->links; l++) {
        const struct link *link = &network->link[l];
        if (is_measured(link))
            tell_length(reader, level, link);
    }
}

static void tell_times(struct reader *reader) {
    const struct network *network = reader->network;
    const struct link *first = NULL;
    int count = count_links(network, is_timeless, &first);
    if (count > 0 && count == network->links)
        diag_add(reader->diag, DIAG_NOTE, line_place(NULL),
                 "no link has free_speed or time_h: no travel takes time");
    else if (count > SINGLE_FINDINGS)
        diag_add(reader->diag, DIAG_WARNING, line_place(first),
                 "free_speed and time_h are missing, here and in %d more links: they take no time",
                 count - 1);
    else
        for (int l = 0; l < network->links; l++)
            if (is_timeless(&network->link[l]))
                diag_add(reader->diag, DIAG_WARNING, line_place(&network->link[l]),
                         "free_speed and time_h are missing: the link takes no time");
}

static void read_rows(struct reader *reader, struct csv *csv) {
    struct network *network = reader->network;
    int room = 0;
    while (csv_next(csv)) {
        const char *id = reader_id(reader, csv, ID, network->link_ids, line_of);
        if (id == NULL)
            continue;
        if (network->links == NETWORK_ROWS) {
            csv_report(csv, DIAG_ERROR, -1, "a network may have %d links at most", NETWORK_ROWS);
            return;
        }
        GROW(network->link, network->links, room);
        struct link *link = &network->link[network->links++];
        *link = (struct link){.id = id, .line = csv_place(csv, -1).line};
        take_row(reader, csv, link);
    }
}

void read_links(struct reader *reader) {
    int errors = diag_count(reader->diag, DIAG_ERROR);
    AUTO(csv_release) struct csv *csv = reader_open(reader, file, columns, COLUMNS, true);
    if (csv == NULL)
        return;
    if (csv_has(csv, CAPACITY) && !csv_has(csv, FREIGHT))
        diag_add(reader->diag, DIAG_NOTE, line_place(NULL),
                 "capacity counts cars and limits no freight; freight_capacity would, in t per %s",
                 reader->network->period);
    read_rows(reader, csv);
    if (errors != diag_count(reader->diag, DIAG_ERROR))
        return;
    if (reader->network->links == 0)
        diag_add(reader->diag, DIAG_WARNING, line_place(NULL), "has no link: nothing can move");
    tell_lengths(reader);
    tell_times(reader);
}
