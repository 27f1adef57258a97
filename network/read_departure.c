// SPDX-License-Identifier: GPL-3.0-or-later
/* roads/departure.csv: when ferries and trains leave (doc/timetable.md). */
#include "network/read.h"

#include "base/mem.h"
#include "base/week.h"

#include <string.h>
#include <strings.h>

enum { ID, LINK, VEHICLE, FROM, TO, DAY, TIME, VALID_FROM, VALID_TO, SOURCE, STATUS, COLUMNS };
static const struct csv_column columns[] = {
    [ID] = {"departure_id", false},
    [LINK] = {"link_id", false},
    [VEHICLE] = {"vehicle_type_id", false},
    [FROM] = {"from_node_id", false},
    [TO] = {"to_node_id", false},
    [DAY] = {"weekday", false},
    [TIME] = {"time", true},
    [VALID_FROM] = {"valid_from", false},
    [VALID_TO] = {"valid_to", false},
    [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
};

enum { EVERY_DAY = (1 << WEEK_DAYS) - 1 };

/* What is read of departure.csv besides the departures. */
struct rows {
    struct reader *reader;
    struct csv *csv;
    struct names *ids;
    int room, *line; /* of each id */
    int line_room;
};

/* The next element of a list "Mon; Thu", blanks around it left out; NULL behind the last. */
static const char *next_element(const char **rest, size_t *length) {
    const char *at = *rest;
    if (at == NULL)
        return NULL;
    const char *end = at + strcspn(at, ";");
    *rest = *end == ';' ? end + 1 : NULL;
    at += strspn(at, " ");
    while (end > at && end[-1] == ' ')
        end--;
    *length = end > at ? (size_t)(end - at) : 0;
    return at;
}

static void take_day(struct csv *csv, const char *text, size_t length, unsigned *days) {
    int day = weekday_parse(text, length);
    unsigned add = day >= 0 ? 1u << day : length == 5 && strncasecmp(text, "daily", 5) == 0 ? EVERY_DAY : 0;
    if (add == 0)
        csv_report(
            csv, DIAG_ERROR, DAY,
            "weekday: \"%.*s\" is no day; expected daily, or a list as in Mon;Thu of Mon, Tue, Wed, Thu, "
            "Fri, Sat, Sun",
            (int)(length < 40 ? length : 40), text);
    else if (*days & add)
        csv_report(csv, DIAG_ERROR, DAY, "weekday: \"%.*s\" is there twice", (int)length, text);
    *days |= add;
}

static unsigned take_days(struct csv *csv) {
    const char *rest = csv_text(csv, DAY), *text;
    unsigned days = 0;
    size_t length;
    if (*rest == '\0')
        return EVERY_DAY;
    while ((text = next_element(&rest, &length)) != NULL)
        take_day(csv, text, length, &days);
    return days;
}

/* Minutes of the day; -1 after a report. */
static int take_time(struct csv *csv, const char *text, size_t length) {
    char time[8] = "";
    if (length < sizeof time)
        memcpy(time, text, length);
    int minute = minute_parse(time, false);
    if (minute < 0)
        csv_report(
            csv, DIAG_ERROR, TIME,
            "time: \"%.*s\" is no time of the day; expected 00:00 to 23:59, or a list as in 06:00;18:30",
            (int)(length < 40 ? length : 40), text);
    return minute;
}

static void take_dates(struct csv *csv, struct departure *departure) {
    departure->valid_from = DATE_EVER;
    departure->valid_to = DATE_NEVER;
    csv_date(csv, VALID_FROM, &departure->valid_from);
    csv_date(csv, VALID_TO, &departure->valid_to);
    if (departure->valid_to.day <= departure->valid_from.day)
        csv_report(csv, DIAG_ERROR, VALID_TO,
                   "valid_to: %s must be after valid_from %s; it is the first day without",
                   csv_text(csv, VALID_TO), csv_text(csv, VALID_FROM));
}

/* A node that the column names, -1 where it is empty or after a report. */
static int take_node(struct rows *rows, int column) {
    const struct network *network = rows->reader->network;
    if (reader_missing(rows->csv, column) || network->nodes == 0)
        return -1;
    return reader_find(rows->reader, rows->csv, column, network->node_ids, "roads/node.csv");
}

static bool is_end(const struct link *link, int node) {
    return node == link->from || node == link->to;
}

/* Ends given for a link must be its own, in a direction it may be passed; one of them tells the other. */
static void take_direction(struct rows *rows, struct departure *departure) {
    const struct network *network = rows->reader->network;
    const struct link *link = &network->link[departure->link];
    const struct node *node = network->node;
    for (int column = FROM; column <= TO; column++) {
        int end = column == FROM ? departure->from : departure->to;
        if (end >= 0 && !is_end(link, end)) {
            csv_report(
                rows->csv, DIAG_ERROR, column, "%s: link %.80s does not end at %.80s but at %.80s and %.80s",
                csv_name(rows->csv, column), link->id, node[end].id, node[link->from].id, node[link->to].id);
            return;
        }
    }
    if (departure->from < 0 && departure->to >= 0)
        departure->from = departure->to == link->to ? link->from : link->to;
    if (departure->from < 0 && link->directed)
        departure->from = link->from;
    if (link->directed && departure->from != link->from)
        csv_report(rows->csv, DIAG_ERROR, reader_missing(rows->csv, FROM) ? TO : FROM,
                   "%s: link %.80s is directed from %.80s to %.80s, nothing leaves %.80s by it",
                   reader_missing(rows->csv, FROM) ? "to_node_id" : "from_node_id", link->id,
                   node[link->from].id, node[link->to].id, node[departure->from].id);
    departure->to = -1;
}

static void take_service(struct rows *rows, struct departure *departure) {
    struct reader *reader = rows->reader;
    struct csv *csv = rows->csv;
    bool of_link = !reader_missing(csv, LINK), of_vehicle = !reader_missing(csv, VEHICLE);
    departure->link = departure->vehicle_type = -1;
    departure->from = take_node(rows, FROM);
    departure->to = take_node(rows, TO);
    if (of_link == of_vehicle) {
        if (of_link)
            csv_report(csv, DIAG_ERROR, -1,
                       "a departure is of one service: a link_id or a vehicle_type_id, not both");
        else
            csv_report(csv, DIAG_ERROR, -1,
                       "a departure is of one service: a link_id or a vehicle_type_id; this row has neither");
        return;
    }
    if (departure->from >= 0 && departure->from == departure->to)
        csv_report(csv, DIAG_ERROR, TO, "to_node_id: \"%.80s\" is also from_node_id", csv_text(csv, TO));
    if (of_vehicle)
        departure->vehicle_type =
            reader_find(reader, csv, VEHICLE, reader->network->vehicle_type_ids, "roads/vehicle_type.csv");
    else if (reader->network->links > 0) /* else link.csv itself is at fault */
        departure->link = reader_find(reader, csv, LINK, reader->network->link_ids, "roads/link.csv");
    if (departure->link >= 0)
        take_direction(rows, departure);
}

/* The row's id, if it has one: no two rows have the same. */
static const char *take_id(struct rows *rows) {
    bool is_new;
    const char *id = reader_text(rows->reader, rows->csv, ID);
    if (id == NULL)
        return NULL;
    int line = csv_place(rows->csv, -1).line, index = names_add(rows->ids, id, &is_new);
    if (!is_new) {
        csv_report(rows->csv, DIAG_ERROR, ID, "departure_id: \"%.80s\" is already in line %d", id,
                   rows->line[index]);
        return id;
    }
    GROW(rows->line, index, rows->line_room);
    rows->line[index] = line;
    return id;
}

/* One departure for each time of the row. */
static void take_row(struct rows *rows) {
    struct network *network = rows->reader->network;
    struct csv *csv = rows->csv;
    struct departure departure = {.id = take_id(rows), .line = csv_place(csv, -1).line};
    take_service(rows, &departure);
    departure.days = take_days(csv);
    departure.source = reader_text(rows->reader, csv, SOURCE);
    departure.status = reader_text(rows->reader, csv, STATUS);
    take_dates(csv, &departure);
    const char *rest = csv_need(csv, TIME), *text;
    size_t length;
    if (*rest == '\0')
        return;
    while ((text = next_element(&rest, &length)) != NULL) {
        departure.minute = take_time(csv, text, length);
        GROW(network->departure, network->departures, rows->room);
        network->departure[network->departures++] = departure;
    }
}

void read_departures(struct reader *reader) {
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/departure.csv", columns, COLUMNS, false);
    if (csv == NULL)
        return;
    AUTO(names_release) struct names *ids = names_new();
    struct rows rows = {.reader = reader, .csv = csv, .ids = ids};
    while (csv_next(csv))
        take_row(&rows);
    mem_release(&rows.line);
}
