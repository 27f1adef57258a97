// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/read_agreement.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ID, REGION, MODE, ITEM, BASIS, AMOUNT, CLOSED, FROM, TO, SOURCE, STATUS, COLUMNS };
static const struct csv_column columns[] = {
    [ID] = {"agreement_id", true}, [REGION] = {"region", true},    [MODE] = {"mode", false},
    [ITEM] = {"item", false},      [BASIS] = {"basis", false},     [AMOUNT] = {"amount", false},
    [CLOSED] = {"closed", false},  [FROM] = {"valid_from", false}, [TO] = {"valid_to", false},
    [SOURCE] = {"source", false},  [STATUS] = {"status", false},
};
static const char file[] = "roads/agreement.csv";
enum { AGREEMENT_ROWS = 10000, ID_BYTES = 255 };

static const char *text_of(struct scenario *scenario, struct csv *csv, int column) {
    const char *text = csv_label(csv, column);
    return *text != '\0' ? names_intern(scenario->names, text) : NULL;
}

/* The row's own id, new in `ids`; NULL after a report. */
static const char *own_id(struct scenario *scenario, struct csv *csv, struct names *ids) {
    const char *text = csv_need(csv, ID);
    bool is_new;
    if (*text == '\0')
        return NULL;
    for (const char *at = text; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == 127 || at - text >= ID_BYTES)
            return csv_report(
                       csv, DIAG_ERROR, ID,
                       "agreement_id: an id may have %d bytes, and no line end or other control character",
                       ID_BYTES),
                   NULL;
    int earlier = names_add(ids, text, &is_new);
    if (is_new)
        return names_intern(scenario->names, text);
    csv_report(csv, DIAG_ERROR, ID, "agreement_id: \"%.80s\" is already in line %d", text,
               scenario->agreement[earlier].line);
    return NULL;
}

static bool is_given(struct csv *csv, int column) {
    return *csv_text(csv, column) != '\0';
}

/* Item, basis and amount stand together. Whether they are a fee. */
static bool take_fee(struct csv *csv, struct agreement *row) {
    const char *items[ITEM_BOOK + 1] = {NULL}, *bases[BASIS_COUNT + 1] = {NULL};
    char list[BASES_TEXT];
    int item, basis;
    for (enum item i = 0; i < ITEM_BOOK; i++)
        items[i] = item_name(i);
    for (enum basis i = 0; i < BASIS_COUNT; i++)
        bases[i] = basis_name(i);
    for (int column = ITEM; column <= AMOUNT; column++)
        if (!is_given(csv, column))
            csv_report(csv, DIAG_ERROR, column, "%s is missing: a fee needs item, basis and amount",
                       csv_name(csv, column));
    bool fine = csv_word(csv, ITEM, items, &item);
    fine = csv_word(csv, BASIS, bases, &basis) && fine;
    fine = csv_money(csv, AMOUNT, &row->amount) && fine;
    if (!fine)
        return false;
    row->item = (enum item)item;
    row->basis = (enum basis)basis;
    return item_has_basis(row->item, row->basis, list) ||
           csv_report(csv, DIAG_ERROR, BASIS, "basis: %s does not fit item %s, which takes %s", bases[basis],
                      items[item], list);
}

static void take_terms(struct csv *csv, struct agreement *row) {
    bool charges = is_given(csv, ITEM) || is_given(csv, BASIS) || is_given(csv, AMOUNT);
    csv_bool(csv, CLOSED, &row->closed);
    if (charges && row->closed)
        csv_report(csv, DIAG_ERROR, CLOSED, "closed: a row that is closed has no item, basis or amount");
    else if (charges)
        row->has_fee = take_fee(csv, row);
}

static void take_dates(struct csv *csv, struct agreement *row) {
    row->valid_from = DATE_EVER;
    row->valid_to = DATE_NEVER;
    csv_date(csv, FROM, &row->valid_from);
    csv_date(csv, TO, &row->valid_to);
    if (row->valid_to.day <= row->valid_from.day)
        csv_report(csv, DIAG_ERROR, TO,
                   "valid_to: %s must be after valid_from %s; it is the first day without", csv_text(csv, TO),
                   csv_text(csv, FROM));
}

/* Both speak of the same on one day: the same item, or one of them closes what the other opens. */
static bool clash(const struct agreement *a, const struct agreement *b) {
    bool same_item = a->has_fee == b->has_fee && (!a->has_fee || a->item == b->item);
    return a->region == b->region && a->mode == b->mode && (same_item || a->closed || b->closed) &&
           a->valid_from.day < b->valid_to.day && b->valid_from.day < a->valid_to.day;
}

static void check_clashes(struct csv *csv, const struct scenario *scenario, const struct agreement *row) {
    for (int i = 0; i < scenario->agreements; i++)
        if (clash(&scenario->agreement[i], row)) {
            csv_report(csv, DIAG_ERROR, ID,
                       "agreement_id: \"%.80s\" and \"%.80s\" (line %d) speak of the same region, mode and "
                       "item, and "
                       "are in force together",
                       row->id, scenario->agreement[i].id, scenario->agreement[i].line);
            return;
        }
}

static void read_row(struct scenario *scenario, struct csv *csv, struct names *ids, int *room) {
    struct agreement row = {.id = own_id(scenario, csv, ids), .line = csv_place(csv, -1).line};
    csv_need(csv, REGION);
    row.region = text_of(scenario, csv, REGION);
    row.mode = text_of(scenario, csv, MODE);
    row.source = text_of(scenario, csv, SOURCE);
    row.status = text_of(scenario, csv, STATUS);
    take_terms(csv, &row);
    take_dates(csv, &row);
    if (row.id == NULL)
        return;
    if (row.region != NULL)
        check_clashes(csv, scenario, &row);
    GROW(scenario->agreement, scenario->agreements, *room);
    scenario->agreement[scenario->agreements++] = row;
}

static void add_fees(struct scenario *scenario) {
    for (int i = 0; i < scenario->agreements; i++) {
        const struct agreement *row = &scenario->agreement[i];
        const struct rate fee = {.tariff_id = row->id,
                                 .source = row->source,
                                 .status = row->status,
                                 .item = row->item,
                                 .basis = row->basis,
                                 .amount = row->amount,
                                 .valid_from = row->valid_from,
                                 .valid_to = row->valid_to,
                                 .key = {[KEY_MODE] = row->mode, [KEY_OUTSIDER] = row->region},
                                 .place = {file, row->line, 0}};
        if (row->has_fee)
            book_add_fee(scenario->book, &fee);
    }
}

bool agreements_check_ids(const struct scenario *scenario, struct diag *diag) {
    AUTO(names_release) struct names *ids = names_new();
    int errors = diag_count(diag, DIAG_ERROR);
    for (int i = 0; i < scenario->agreements; i++)
        names_add(ids, scenario->agreement[i].id, NULL);
    for (int i = 0; scenario->agreements > 0 && i < book_count(scenario->book); i++) {
        const struct rate *rate = book_rate(scenario->book, i);
        int row = rate->key[KEY_OUTSIDER] == NULL ? names_find(ids, rate->tariff_id) : -1;
        if (row >= 0)
            diag_add(diag, DIAG_ERROR, (struct place){file, scenario->agreement[row].line, 0},
                     _("agreement_id: \"%.80s\" is a tariff_id already (%.200s:%d)"), rate->tariff_id,
                     rate->place.file, rate->place.line);
    }
    return errors == diag_count(diag, DIAG_ERROR);
}

static struct csv *open_file(const char *dir, struct csv_style style, struct csv_edits *edits,
                             struct hash *hash, struct diag *diag) {
    AUTO_FREE char *path = file_join(dir, file);
    struct stat status;
    struct error err = {0};
    bool there = stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
    if (!there && !csv_edits_add(edits, file))
        return NULL;
    struct csv *csv = csv_open_edited(path, file, columns, COLUMNS, edits, diag);
    if (csv != NULL && style.point_declared)
        csv_point(csv, style.point);
    if (csv != NULL && there && !hash_file(hash, dir, file, &err))
        diag_add(diag, DIAG_ERROR, (struct place){file, 0, 0}, "%s", err.message);
    return csv;
}

void read_agreements(struct scenario *scenario, const char *dir, struct csv_style style,
                     struct csv_edits *edits, struct hash *hash, struct diag *diag) {
    AUTO(csv_release) struct csv *csv = open_file(dir, style, edits, hash, diag);
    AUTO(names_release) struct names *ids = names_new();
    int room = 0, errors = diag_count(diag, DIAG_ERROR);
    while (csv != NULL && csv_next(csv)) {
        if (scenario->agreements == AGREEMENT_ROWS) {
            csv_report(csv, DIAG_ERROR, -1, "more than %d rows", AGREEMENT_ROWS);
            return;
        }
        read_row(scenario, csv, ids, &room);
    }
    if (scenario->book != NULL && agreements_check_ids(scenario, diag) &&
        errors == diag_count(diag, DIAG_ERROR))
        add_fees(scenario);
}
