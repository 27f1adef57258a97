// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/read_shipments.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum {
    ID_BYTES = 255,   /**< as in the other files */
    SHARE_PLACES = 6, /**< of holding_rate_per_year and decay_per_day */
    SHIPMENT_ROWS = 10 * 1000 * 1000,
};

/* Ranges that keep every product of a plan within 128 bits: 100 million tonnes and a million hours a
 * shipment, a value and a penalty of 1e12 per tonne, 1e9 per tonne-hour. */
static const int64_t MAX_KG = 100000000000, MAX_UH = 1000000000000, MAX_VALUE_E4 = 10000000000000000,
                     MAX_VOT_E4 = 10000000000000;

static const char *const FOLDER_FILES[] = {"shipments/commodity.csv", "shipments/shipper.csv",
                                           "shipments/shipment.csv"};
enum { COMMODITY_FILE, SHIPPER_FILE, SHIPMENT_FILE };

struct reader {
    struct scenario *scenario;
    struct csv_style style;
    struct csv_edits *edits;
    struct hash *hash;
    struct diag *diag;
    struct csv *csv; /* being read; borrowed, and so are its columns */
    const struct csv_column *columns;
    bool unread[3]; /* files that are there but could not be read */
    int guesses;    /* how often "did you mean" was looked up; each walks all names */
};

/* Anything but "there is no such file": what is there but can't be read is a fault. */
static bool is_there(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

static struct csv *open_file(struct reader *reader, int file, const struct csv_column *columns, int count) {
    const char *shown = FOLDER_FILES[file];
    AUTO_FREE char *path = file_join(reader->scenario->dir, shown);
    struct error err = {0};
    bool there = is_there(path);
    if (file != SHIPMENT_FILE && !there && !csv_edits_add(reader->edits, shown))
        return NULL;
    struct csv *csv = there || file != SHIPMENT_FILE
                          ? csv_open_edited(path, shown, columns, count, reader->edits, reader->diag)
                          : csv_open(path, shown, columns, count, reader->diag);
    reader->unread[file] = csv == NULL;
    if (csv == NULL)
        return NULL;
    if (reader->style.point_declared)
        csv_point(csv, reader->style.point);
    if (there && !hash_file(reader->hash, reader->scenario->dir, shown, &err))
        diag_add(reader->diag, DIAG_ERROR, (struct place){shown, 0, 0}, "%s", err.message);
    return csv;
}

static const char *text_of(struct reader *reader, int column) {
    const char *text = csv_label(reader->csv, column);
    return *text != '\0' ? names_intern(reader->scenario->names, text) : NULL;
}

static const char *name_of(const struct reader *reader, int column) {
    return reader->columns[column].name;
}

static bool good_id(struct reader *reader, int column, const char *text) {
    const char *name = name_of(reader, column);
    if (strlen(text) > ID_BYTES)
        return csv_report(reader->csv, DIAG_ERROR, column, "%s: an id may have %d bytes, this one has %zu",
                          name, ID_BYTES, strlen(text));
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' || *text == 127)
            return csv_report(reader->csv, DIAG_ERROR, column,
                              "%s: an id can't hold a line end or another control character", name);
    return true;
}

/* The row's own id, new in `ids`; NULL after a report.
 * *earlier receives the number of the row that has it. */
static const char *own_id(struct reader *reader, int column, struct names *ids, int *earlier) {
    const char *text = csv_need(reader->csv, column);
    bool is_new;
    *earlier = -1;
    if (*text == '\0' || !good_id(reader, column, text))
        return NULL;
    int number = names_add(ids, text, &is_new);
    if (is_new)
        return names_intern(reader->scenario->names, text);
    *earlier = number;
    return NULL;
}

static void report_twice(struct reader *reader, int column, int line) {
    csv_report(reader->csv, DIAG_ERROR, column, "%s: \"%s\" is already in line %d", name_of(reader, column),
               csv_text(reader->csv, column), line);
}

/*
 * The row that the field names; -1 where it is empty or, after a report, in none. `unknown`: the file could
 * not be read, which was reported, so that a name that is not in it is no fault.
 */
static int reference(struct reader *reader, int column, const struct names *ids, const char *file,
                     bool unknown) {
    const char *text = csv_text(reader->csv, column);
    int number = *text != '\0' ? names_find(ids, text) : -1;
    if (number >= 0 || *text == '\0' || unknown)
        return number;
    const char *meant = reader->guesses++ < DIAG_SHOWN ? names_nearest(ids, text) : NULL;
    if (meant != NULL)
        csv_report(reader->csv, DIAG_ERROR, column, "%s: \"%s\" is not in %s; did you mean \"%s\"?",
                   name_of(reader, column), text, file, meant);
    else
        csv_report(reader->csv, DIAG_ERROR, column, "%s: \"%s\" is not in %s", name_of(reader, column), text,
                   file);
    return -1;
}

/* Whether the number that was read, if one was, is above 0; reported otherwise. */
static bool positive(struct reader *reader, int column, bool was_read, int64_t value) {
    if (was_read && value <= 0)
        csv_report(reader->csv, DIAG_ERROR, column, "%s: %s must be above 0", name_of(reader, column),
                   csv_text(reader->csv, column));
    return was_read && value > 0;
}

static bool read_money(struct reader *reader, int column, int64_t most_e4, struct money *out) {
    return csv_decimal(reader->csv, column, MONEY_PLACES, DECIMAL_EXACT, 0, most_e4, &out->e4);
}

/* ---- commodity.csv ---- */

enum { C_ID, C_NAME, C_FORM, C_VALUE, C_HOLDING, C_DECAY, C_COLUMNS };
static const struct csv_column commodity_columns[] = {
    [C_ID] = {"commodity_id", true},
    [C_NAME] = {"name", false},
    [C_FORM] = {"cargo_form", false},
    [C_VALUE] = {"value_per_t", false},
    [C_HOLDING] = {"holding_rate_per_year", false},
    [C_DECAY] = {"decay_per_day", false},
};

static const char *read_cargo_form(struct reader *reader) {
    int form;
    bool known = csv_word(reader->csv, C_FORM, CARGO_FORMS, &form);
    return known ? names_intern(reader->scenario->names, CARGO_FORMS[form]) : NULL;
}

static void read_commodity(struct reader *reader, int *room) {
    struct scenario *scenario = reader->scenario;
    const int64_t million = 1000000;
    int earlier;
    struct commodity commodity = {.id = own_id(reader, C_ID, scenario->commodity_ids, &earlier)};
    if (earlier >= 0)
        report_twice(reader, C_ID, scenario->commodity[earlier].line);
    commodity.line = csv_place(reader->csv, -1).line;
    commodity.name = text_of(reader, C_NAME);
    commodity.cargo_form = read_cargo_form(reader);
    read_money(reader, C_VALUE, MAX_VALUE_E4, &commodity.value_per_t);
    csv_decimal(reader->csv, C_HOLDING, SHARE_PLACES, DECIMAL_ROUND, 0, 100 * million,
                &commodity.holding_rate_e6_per_year);
    csv_decimal(reader->csv, C_DECAY, SHARE_PLACES, DECIMAL_ROUND, 0, million, &commodity.decay_e6_per_day);
    if (commodity.id == NULL)
        return;
    GROW(scenario->commodity, scenario->commodities, *room);
    scenario->commodity[scenario->commodities++] = commodity;
}

/* ---- shipper.csv ---- */

enum { S_ID, S_NAME, S_REGION, S_COLUMNS };
static const struct csv_column shipper_columns[] = {
    [S_ID] = {"shipper_id", true}, [S_NAME] = {"name", false}, [S_REGION] = {"region", false}};

/* "a; b": each once, without the blanks around it. */
static void read_homes(struct reader *reader, struct shipper *shipper) {
    AUTO_FREE char *list = xstrdup(shipper->region != NULL ? shipper->region : "");
    char *rest = NULL;
    int room = 0;
    for (char *word = strtok_r(list, ";", &rest); word != NULL; word = strtok_r(NULL, ";", &rest)) {
        word += strspn(word, " \t");
        size_t length = strlen(word);
        while (length > 0 && strchr(" \t", word[length - 1]) != NULL)
            word[--length] = '\0';
        const char *home = names_intern(reader->scenario->names, word);
        bool known = length == 0;
        for (int h = 0; h < shipper->homes; h++)
            known = known || shipper->home[h] == home;
        if (known)
            continue;
        GROW(shipper->home, shipper->homes, room);
        shipper->home[shipper->homes++] = home;
    }
}

static void read_shipper(struct reader *reader, int *room) {
    struct scenario *scenario = reader->scenario;
    int earlier;
    struct shipper shipper = {.id = own_id(reader, S_ID, scenario->shipper_ids, &earlier)};
    if (earlier >= 0)
        report_twice(reader, S_ID, scenario->shipper[earlier].line);
    shipper.line = csv_place(reader->csv, -1).line;
    shipper.name = text_of(reader, S_NAME);
    shipper.region = text_of(reader, S_REGION);
    if (shipper.id == NULL)
        return;
    read_homes(reader, &shipper);
    GROW(scenario->shipper, scenario->shippers, *room);
    scenario->shipper[scenario->shippers++] = shipper;
}

/* ---- shipment.csv ---- */

enum {
    K_ID,
    K_SHIPPER,
    K_COMMODITY,
    K_FROM,
    K_TO,
    K_QUANTITY,
    K_HOURS,
    K_VOT,
    K_PENALTY,
    K_STATUS,
    K_COLUMNS
};
static const struct csv_column shipment_columns[] = {
    [K_ID] = {"shipment_id", true},
    [K_SHIPPER] = {"shipper_id", false},
    [K_COMMODITY] = {"commodity_id", false},
    [K_FROM] = {"origin_node_id", true},
    [K_TO] = {"destination_node_id", true},
    [K_QUANTITY] = {"quantity_t", true},
    [K_HOURS] = {"max_hours", false},
    [K_VOT] = {"vot_per_t_h", false},
    [K_PENALTY] = {"unmet_penalty_per_t", false},
    [K_STATUS] = {"status", false},
};

static int read_node(struct reader *reader, int column) {
    const struct network *network = reader->scenario->network;
    csv_need(reader->csv, column);
    return network != NULL ? reference(reader, column, network->node_ids, "roads/node.csv", false) : -1;
}

static void read_quantities(struct reader *reader, struct shipment *shipment) {
    struct csv *csv = reader->csv;
    int64_t uh = -1;
    csv_need(csv, K_QUANTITY);
    bool weighed =
        csv_decimal(csv, K_QUANTITY, MASS_PLACES, DECIMAL_EXACT, INT64_MIN, MAX_KG, &shipment->quantity_kg);
    positive(reader, K_QUANTITY, weighed, shipment->quantity_kg);
    bool limited = csv_decimal(csv, K_HOURS, HOUR_PLACES, DECIMAL_ROUND, INT64_MIN, MAX_UH, &uh);
    shipment->max_uh = positive(reader, K_HOURS, limited, uh) ? uh : -1;
    shipment->has_vot = read_money(reader, K_VOT, MAX_VOT_E4, &shipment->vot_per_t_h);
    bool priced = csv_decimal(csv, K_PENALTY, MONEY_PLACES, DECIMAL_EXACT, INT64_MIN, MAX_VALUE_E4,
                              &shipment->penalty_per_t.e4);
    shipment->has_penalty = positive(reader, K_PENALTY, priced, shipment->penalty_per_t.e4);
}

static void read_shipment(struct reader *reader, int *room) {
    struct scenario *scenario = reader->scenario;
    int earlier;
    struct shipment shipment = {.id = own_id(reader, K_ID, scenario->shipment_ids, &earlier)};
    if (earlier >= 0)
        report_twice(reader, K_ID, scenario->shipment[earlier].line);
    shipment.line = csv_place(reader->csv, -1).line;
    shipment.shipper = reference(reader, K_SHIPPER, scenario->shipper_ids, FOLDER_FILES[SHIPPER_FILE],
                                 reader->unread[SHIPPER_FILE]);
    shipment.commodity = reference(reader, K_COMMODITY, scenario->commodity_ids, FOLDER_FILES[COMMODITY_FILE],
                                   reader->unread[COMMODITY_FILE]);
    shipment.origin = read_node(reader, K_FROM);
    shipment.destination = read_node(reader, K_TO);
    shipment.status = text_of(reader, K_STATUS);
    if (shipment.origin >= 0 && shipment.origin == shipment.destination)
        csv_report(reader->csv, DIAG_WARNING, K_TO,
                   "shipment %s is already there: origin and destination are both \"%s\"",
                   csv_text(reader->csv, K_ID), csv_text(reader->csv, K_TO));
    read_quantities(reader, &shipment);
    if (shipment.id == NULL)
        return;
    GROW(scenario->shipment, scenario->shipments, *room);
    scenario->shipment[scenario->shipments++] = shipment;
}

static void read_file(struct reader *reader, int file, const struct csv_column *columns, int count,
                      void (*read_row)(struct reader *reader, int *room)) {
    AUTO(csv_release) struct csv *csv = open_file(reader, file, columns, count);
    int room = 0, rows = 0;
    reader->csv = csv;
    reader->columns = columns;
    while (csv != NULL && csv_next(csv)) {
        if (rows++ == SHIPMENT_ROWS) {
            csv_report(csv, DIAG_ERROR, -1, "more than %d rows", SHIPMENT_ROWS);
            return;
        }
        read_row(reader, &room);
    }
}

void read_shipments(struct scenario *scenario, struct csv_style style, struct csv_edits *edits,
                    struct hash *hash, struct diag *diag) {
    struct reader reader = {.scenario = scenario, .style = style, .edits = edits, .hash = hash, .diag = diag};
    int errors = diag_count(diag, DIAG_ERROR);
    read_file(&reader, COMMODITY_FILE, commodity_columns, C_COLUMNS, read_commodity);
    read_file(&reader, SHIPPER_FILE, shipper_columns, S_COLUMNS, read_shipper);
    read_file(&reader, SHIPMENT_FILE, shipment_columns, K_COLUMNS, read_shipment);
    if (scenario->shipments == 0 && errors == diag_count(diag, DIAG_ERROR))
        diag_add(diag, DIAG_WARNING, (struct place){FOLDER_FILES[SHIPMENT_FILE], 0, 0},
                 _("has no shipment: there is nothing to plan"));
}
