// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/mem.h"

enum { ID, COMMODITY, FORM, VEHICLE, MODE, JURISDICTION, LINK, FROM, TO, SOURCE, STATUS, COLUMNS };
static const struct csv_column columns[] = {
    [ID] = {"restriction_id", false}, [COMMODITY] = {"commodity_id", false},
    [FORM] = {"cargo_form", false},   [VEHICLE] = {"vehicle_type_id", false},
    [MODE] = {"mode", false},         [JURISDICTION] = {"jurisdiction", false},
    [LINK] = {"link_id", false},      [FROM] = {"valid_from", false},
    [TO] = {"valid_to", false},       [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
};

static void take_dates(struct csv *csv, struct restriction *restriction) {
    restriction->valid_from = DATE_EVER;
    restriction->valid_to = DATE_NEVER;
    csv_date(csv, FROM, &restriction->valid_from);
    csv_date(csv, TO, &restriction->valid_to);
    if (restriction->valid_to.day <= restriction->valid_from.day)
        csv_report(csv, DIAG_ERROR, TO,
                   "valid_to: %s must be after valid_from %s; it is the first day without", csv_text(csv, TO),
                   csv_text(csv, FROM));
}

static void take_row(struct reader *reader, struct csv *csv, struct restriction *restriction) {
    restriction->id = reader_text(reader, csv, ID);
    restriction->commodity_id = reader_text(reader, csv, COMMODITY);
    restriction->cargo_form = reader_text(reader, csv, FORM);
    restriction->vehicle_type_id = reader_text(reader, csv, VEHICLE);
    restriction->mode = reader_text(reader, csv, MODE);
    restriction->jurisdiction = reader_text(reader, csv, JURISDICTION);
    restriction->link_id = reader_text(reader, csv, LINK);
    restriction->source = reader_text(reader, csv, SOURCE);
    restriction->status = reader_text(reader, csv, STATUS);
    if (restriction->link_id != NULL && reader->network->links > 0) /* else link.csv itself is at fault */
        reader_find(reader, csv, LINK, reader->network->link_ids, "roads/link.csv");
    if (restriction->vehicle_type_id != NULL)
        reader_find(reader, csv, VEHICLE, reader->network->vehicle_type_ids, "roads/vehicle_type.csv");
    if (restriction->cargo_form != NULL)
        csv_word_of(csv, FORM, restriction->cargo_form, CARGO_FORMS);
    take_dates(csv, restriction);
}

static bool has_key(const struct restriction *restriction) {
    return restriction->commodity_id != NULL || restriction->cargo_form != NULL ||
           restriction->vehicle_type_id != NULL || restriction->mode != NULL ||
           restriction->jurisdiction != NULL || restriction->link_id != NULL;
}

void read_restrictions(struct reader *reader) {
    struct network *network = reader->network;
    AUTO(csv_release) struct csv *csv = reader_open(reader, "roads/restriction.csv", columns, COLUMNS, false);
    int room = 0;
    while (csv != NULL && csv_next(csv)) {
        GROW(network->restriction, network->restrictions, room);
        struct restriction *restriction = &network->restriction[network->restrictions++];
        *restriction = (struct restriction){.line = csv_place(csv, -1).line};
        take_row(reader, csv, restriction);
        if (!has_key(restriction))
            csv_report(csv, DIAG_ERROR, -1,
                       "a restriction needs a commodity_id, cargo_form, vehicle_type_id, mode, jurisdiction "
                       "or link_id");
    }
}
