// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/edits_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

const struct edited_file EDITED_FILES[] = {
    {"node", "nodes", "roads/node.csv", "node_id", NULL},
    {"link", "links", "roads/link.csv", "link_id", "freight_capacity"},
    {"terminal", "terminals", "roads/terminal.csv", "terminal_id", "capacity_t"},
    {"vehicle_type", "vehicle_types", "roads/vehicle_type.csv", "vehicle_type_id", NULL},
    {"restriction", "restrictions", "roads/restriction.csv", "restriction_id", NULL},
    {"agreement", "agreements", "roads/agreement.csv", "agreement_id", NULL},
    {"departure", "departures", "roads/departure.csv", "departure_id", NULL},
    {"commodity", "commodities", "shipments/commodity.csv", "commodity_id", NULL},
    {"shipper", "shippers", "shipments/shipper.csv", "shipper_id", NULL},
    {"shipment", "shipments", "shipments/shipment.csv", "shipment_id", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

struct edits *edits_new(void) {
    struct edits *edits = xcalloc(1, sizeof *edits);
    edits->words = names_new();
    return edits;
}

void edits_free(struct edits *edits) {
    if (edits == NULL)
        return;
    names_free(edits->words);
    free(edits->cause);
    free(edits->row);
    free(edits->rate);
    free(edits->rates);
    free(edits->vot);
    free(edits);
}

/* ---- causes ---- */

static const char *own(struct edits *edits, const char *text) {
    return text != NULL ? names_intern(edits->words, text) : NULL;
}

int edits_add_cause(struct edits *edits, const char *name, const char *reason) {
    GROW(edits->cause, edits->causes, edits->cause_room);
    edits->cause[edits->causes] = (struct edits_cause){own(edits, name), own(edits, reason)};
    return edits->causes++;
}

int edits_causes(const struct edits *edits) {
    return edits != NULL ? edits->causes : 0;
}

const char *edits_cause_name(const struct edits *edits, int cause) {
    return edits->cause[cause].name;
}

const char *edits_cause_reason(const struct edits *edits, int cause) {
    return edits->cause[cause].reason;
}

void edits_add_words(char words[EDITS_WORDS], const char *name) {
    size_t at = strlen(words);
    snprintf(words + at, EDITS_WORDS - at, "%s%s%s", at > 0 ? " " : "",
             strncmp(name, "--", 2) == 0 ? "" : "--scenario ", name);
}

char *edits_words(const struct edits *edits, char words[EDITS_WORDS]) {
    words[0] = '\0';
    for (int c = 0; c < edits_causes(edits); c++)
        edits_add_words(words, edits->cause[c].name);
    return words;
}

char *made_with_words(const struct plan *plan, const struct scenario *scenario, char words[MADE_WITH_WORDS]) {
    char own[EDITS_WORDS];
    words[0] = '\0';
    if (strcmp(plan->made_with, edits_words(scenario->edits, own)) == 0)
        return words;
    if (plan->made_with[0] != '\0')
        snprintf(words, MADE_WITH_WORDS, _("; it was made with %s: say so here too"), plan->made_with);
    else
        snprintf(words, MADE_WITH_WORDS, "%s", _("; it was made without any scenario"));
    return words;
}

/* Causes left out keep their names and numbers only in `from`. */
static void copy_rows(struct edits *to, const struct edits *from, const int *number) {
    for (int i = 0; i < from->rows; i++) {
        struct row_edit row = from->row[i];
        if (number[row.cause] < 0)
            continue;
        row.cause = number[row.cause];
        row.edit.id = own(to, row.edit.id);
        row.edit.column = own(to, row.edit.column);
        row.edit.text = own(to, row.edit.text);
        row.edit.shown = own(to, row.edit.shown);
        GROW(to->row, to->rows, to->row_room);
        to->row[to->rows++] = row;
    }
    to->new_rows = from->new_rows;
}

static void copy_rates(struct edits *to, const struct edits *from, const int *number) {
    for (int i = 0; i < from->rate_edits; i++) {
        struct rate_edit rate = from->rate[i];
        if (number[rate.cause] < 0)
            continue;
        rate.cause = number[rate.cause];
        rate.of = own(to, rate.of);
        rate.shown = own(to, rate.shown);
        GROW(to->rate, to->rate_edits, to->rate_room);
        to->rate[to->rate_edits++] = rate;
    }
    for (int i = 0; i < from->rates_count; i++) {
        const struct rate_rows *rows = &from->rates[i];
        if (number[rows->cause] < 0)
            continue;
        GROW(to->rates, to->rates_count, to->rates_room);
        to->rates[to->rates_count++] =
            (struct rate_rows){number[rows->cause], own(to, rows->csv), own(to, rows->shown)};
    }
}

struct edits *edits_of_causes(const struct edits *edits, const bool *with) {
    struct edits *copy = edits_new();
    AUTO_FREE int *number = xcalloc((size_t)edits->causes, sizeof *number);
    for (int c = 0; c < edits->causes; c++)
        number[c] = with == NULL || with[c]
                        ? edits_add_cause(copy, edits->cause[c].name, edits->cause[c].reason)
                        : -1;
    copy_rows(copy, edits, number);
    copy_rates(copy, edits, number);
    for (int i = 0; i < edits->vots; i++)
        if (number[edits->vot[i].cause] >= 0) {
            GROW(copy->vot, copy->vots, copy->vot_room);
            copy->vot[copy->vots++] =
                (struct vot_edit){number[edits->vot[i].cause], edits->vot[i].vot_per_t_h};
        }
    return copy;
}

/* ---- single changes ---- */

bool edits_is_share(const char *text, int64_t *factor_e8, struct error *err) {
    enum { PERCENT_PLACES = 6 }; /* a per cent is 1e-2, so that shares come out in 1e-8 */
    size_t length = strlen(text);
    const wide most = 1000000000000; /* 10,000 times */
    char number[40];
    int64_t percent;
    bool more = text[0] == '+' || text[0] == '-';
    if (length < 2 || text[length - 1] != '%') {
        if (more)
            error_set(err, ERROR_USAGE, "%.40s: write %.40s%% for a share, or an amount without a sign", text,
                      text);
        return more;
    }
    snprintf(number, sizeof number, "%.*s", (int)length - 1, text);
    if (!decimal_parse(number, PERCENT_PLACES, '.', DECIMAL_EXACT, &percent, err))
        return true;
    wide factor = (more ? 100000000 : 0) + (wide)percent;
    if (factor < 0 || factor > most)
        error_set(err, ERROR_USAGE, "%.40s leaves less than nothing, or more than 10,000 times as much",
                  text);
    *factor_e8 = (int64_t)factor;
    return true;
}

/* As fine as the readers take: tonnes to the kilogram, money to 1/10 000, the rest to 1e-6. */
static int places_of(const char *column) {
    static const char *const masses[] = {"freight_capacity", "capacity_t", "quantity_t",
                                         "payload_t",        "gvw_t",      "max_gvw_t"};
    for (size_t i = 0; i < sizeof masses / sizeof masses[0]; i++)
        if (strcmp(column, masses[i]) == 0)
            return MASS_PLACES;
    bool money =
        strstr(column, "per_t") != NULL || strstr(column, "cost") != NULL || strcmp(column, "toll") == 0;
    return money || strstr(column, "factor") != NULL || strcmp(column, "empty_return") == 0 ? MONEY_PLACES
                                                                                            : 6;
}

bool edits_add_field(struct edits *edits, int cause, const struct edited_file *file, const char *id, int row,
                     const char *column, const char *text, const char *shown, struct error *err) {
    struct error bad = {0};
    int64_t factor_e8 = 0;
    bool scales = id != NULL && edits_is_share(text, &factor_e8, &bad);
    if (bad.message[0] != '\0')
        return error_set(err, ERROR_USAGE, "%s", bad.message);
    GROW(edits->row, edits->rows, edits->row_room);
    edits->row[edits->rows++] = (struct row_edit){cause,
                                                  {.file = file->file,
                                                   .id_column = file->id_column,
                                                   .id = own(edits, id),
                                                   .row = row,
                                                   .column = own(edits, column),
                                                   .text = scales ? NULL : own(edits, text),
                                                   .factor_e8 = factor_e8,
                                                   .places = places_of(column),
                                                   .shown = own(edits, shown)}};
    return true;
}

bool edits_add_rate(struct edits *edits, int cause, const char *of, const char *text, const char *shown,
                    struct error *err) {
    struct rate_edit rate = {.cause = cause, .of = own(edits, of), .shown = own(edits, shown)};
    struct error bad = {0};
    rate.scales = edits_is_share(text, &rate.factor_e8, &bad);
    if (bad.message[0] != '\0')
        return error_set(err, ERROR_USAGE, "%s", bad.message);
    if (!rate.scales && !money_parse(text, &rate.amount, &bad))
        return error_set(err, ERROR_USAGE, "%s", bad.message);
    if (rate.amount.e4 < 0)
        return error_set(err, ERROR_USAGE, "%.40s is below 0", text);
    GROW(edits->rate, edits->rate_edits, edits->rate_room);
    edits->rate[edits->rate_edits++] = rate;
    return true;
}

bool edits_vot(const struct edits *edits, struct money *vot_per_t_h) {
    if (edits == NULL || edits->vots == 0)
        return false;
    *vot_per_t_h = edits->vot[edits->vots - 1].vot_per_t_h;
    return true;
}

/* ---- short forms ---- */

enum { SHORT_TEXT = 300 };

bool edits_rate(struct edits *edits, const char *text, struct error *err) {
    char shown[SHORT_TEXT], of[SHORT_TEXT];
    const char *equals = strrchr(text, '=');
    snprintf(shown, sizeof shown, "--rate %.250s", text);
    if (equals == NULL || equals == text || equals[1] == '\0')
        return error_set(err, ERROR_USAGE, "\"%.100s\" is no change such as fuel=+20%% or TARIFF-ID=8500",
                         text);
    snprintf(of, sizeof of, "%.*s", (int)(equals - text), text);
    return edits_add_rate(edits, edits_add_cause(edits, shown, NULL), of, equals + 1, shown, err);
}

static const struct edited_file *file_named(const char *kind, size_t length) {
    for (const struct edited_file *file = EDITED_FILES; file->singular != NULL; file++)
        if (strlen(file->singular) == length && strncmp(kind, file->singular, length) == 0)
            return file;
    return NULL;
}

bool file_has_closed(const struct edited_file *file) {
    return strcmp(file->singular, "agreement") == 0;
}

/* The id may hold points: it lies between the first one and the last before "=". */
bool edits_set(struct edits *edits, const char *text, struct error *err) {
    char shown[SHORT_TEXT], id[SHORT_TEXT], column[SHORT_TEXT];
    const char *equals = strchr(text, '='), *first = strchr(text, '.');
    const char *last = equals != NULL ? memrchr(text, '.', (size_t)(equals - text)) : NULL;
    if (equals == NULL || first == NULL || last == NULL || last <= first + 1 || equals <= last + 1)
        return error_set(err, ERROR_USAGE, "\"%.100s\" is no change such as link.L12.freight_capacity=500",
                         text);
    const struct edited_file *file = file_named(text, (size_t)(first - text));
    if (file == NULL)
        return error_set(
            err, ERROR_USAGE,
            "\"%.*s\" is none of node, link, terminal, vehicle_type, agreement, commodity, shipper, "
            "shipment",
            (int)(first - text > 40 ? 40 : first - text), text);
    snprintf(shown, sizeof shown, "--set %.250s", text);
    snprintf(id, sizeof id, "%.*s", (int)(last - first - 1), first + 1);
    snprintf(column, sizeof column, "%.*s", (int)(equals - last - 1), last + 1);
    bool closes = strcmp(column, "closed") == 0 && !file_has_closed(file);
    if (closes && (file->capacity == NULL || strcmp(equals + 1, "true") != 0))
        return error_set(err, ERROR_USAGE, "\"%.100s\": only links and terminals close, with closed=true",
                         text);
    return edits_add_field(edits, edits_add_cause(edits, shown, NULL), file, id, 0,
                           closes ? file->capacity : column, closes ? "0" : equals + 1, shown, err);
}

/* ---- for the readers ---- */

struct csv_edits edits_rows(const struct edits *edits) {
    struct csv_edits list = {NULL, edits != NULL ? edits->rows : 0};
    list.edit = xcalloc((size_t)list.count, sizeof *list.edit);
    for (int i = 0; i < list.count; i++)
        list.edit[i] = edits->row[i].edit;
    return list;
}

static void hash_text_of(struct hash *hash, const char *text) {
    hash_add(hash, text != NULL ? text : "", (text != NULL ? strlen(text) : 0) + 1);
}

void edits_hash(const struct edits *edits, struct hash *hash) {
    char factor[32];
    for (int i = 0; edits != NULL && i < edits->rows; i++) {
        const struct csv_edit *edit = &edits->row[i].edit;
        snprintf(factor, sizeof factor, "%d %lld", edit->row, (long long)edit->factor_e8);
        hash_text_of(hash, "edit");
        hash_text_of(hash, edit->file);
        hash_text_of(hash, edit->id);
        hash_text_of(hash, edit->column);
        hash_text_of(hash, edit->text != NULL ? edit->text : factor);
    }
}
