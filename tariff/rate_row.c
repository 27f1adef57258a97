// SPDX-License-Identifier: GPL-3.0-or-later
#include "tariff/rate_row.h"

#include "base/language.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *rate_column_name(int column) {
    static const char *const fixed[COLUMN_KEY] = {
        [COLUMN_ID] = "tariff_id",  [COLUMN_ITEM] = "item",         [COLUMN_BASIS] = "basis",
        [COLUMN_AMOUNT] = "amount", [COLUMN_CURRENCY] = "currency", [COLUMN_FROM] = "valid_from",
        [COLUMN_TO] = "valid_to",   [COLUMN_SOURCE] = "source",     [COLUMN_STATUS] = "status",
    };
    return column < COLUMN_KEY ? fixed[column] : rate_key_name((enum rate_key)(column - COLUMN_KEY));
}

void rate_rules_init(struct rate_rules *rules, const char *currency, bool published, struct names *names) {
    *rules = (struct rate_rules){currency, published, names, names_new(), names_new()};
    for (enum item item = 0; item < ITEM_BOOK; item++)
        names_add(rules->items, item_name(item), NULL);
    for (enum basis basis = 0; basis < BASIS_COUNT; basis++)
        names_add(rules->bases, basis_name(basis), NULL);
}

void rate_rules_release(struct rate_rules *rules) {
    names_free(rules->items);
    names_free(rules->bases);
}

/* ---- one row ------------------------------------------------------------------------------------------------ */

struct reading {
    const struct rate_rules *rules;
    struct rate_row *row;
    struct rate *rate;
    bool fine;
};

__attribute__((format(printf, 3, 4))) static void row_fault(struct reading *reading, int column,
                                                            const char *format, ...) {
    char message[FAULT_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, language_text(format), args);
    va_end(args);
    reading->row->report(reading->row->document, column, message);
    reading->fine = false;
}

static bool is_given(const struct reading *reading, int column) {
    return reading->row->text[column][0] != '\0';
}

/* Whether the field is given; reports one that is not. */
static bool need(struct reading *reading, int column) {
    if (is_given(reading, column))
        return true;
    if (!reading->row->told[column])
        reading->row->report(reading->row->document, column, NULL);
    return reading->fine = false;
}

static void refuse_word(struct reading *reading, int column, const struct names *words) {
    const char *text = reading->row->text[column], *meant = names_nearest(words, text);
    char list[LIST_TEXT];
    size_t used = 0;
    for (int i = 0; i < names_count(words) && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "",
                                 names_text(words, i));
    if (meant != NULL)
        row_fault(reading, column, "\"%.40s\" is none of %s; did you mean \"%s\"?", text, list, meant);
    else
        row_fault(reading, column, "\"%.40s\" is none of %s", text, list);
}

/* The number of the field's text among `words`; -1 after reporting that it is missing or none of them. */
static int read_word(struct reading *reading, int column, const struct names *words) {
    if (!need(reading, column))
        return -1;
    int number = names_find(words, reading->row->text[column]);
    if (number < 0)
        refuse_word(reading, column, words);
    return number;
}

static void read_item(struct reading *reading) {
    struct rate *rate = reading->rate;
    char list[LIST_TEXT];
    int item = read_word(reading, COLUMN_ITEM, reading->rules->items),
        basis = read_word(reading, COLUMN_BASIS, reading->rules->bases);
    rate->item = item < 0 ? ITEM_BOOK : (enum item)item;
    rate->basis = basis < 0 ? BASIS_COUNT : (enum basis)basis;
    if (item >= 0 && basis >= 0 && !item_takes_basis(rate->item, rate->basis))
        row_fault(reading, COLUMN_BASIS, "%s does not fit item %s, which takes %s", basis_name(rate->basis),
                  item_name(rate->item), item_bases(list, rate->item));
}

/* One line of text; NULL where it is not given. */
static const char *read_text(struct reading *reading, int column) {
    const char *text = reading->row->text[column], *at = text;
    char fault[FAULT_TEXT];
    if (reading->rules->published) {
        if (published_text_fault(text, column == COLUMN_ID ? ID_CHARACTERS : TEXT_CHARACTERS, fault) != NULL)
            row_fault(reading, column, "%s", fault);
    } else {
        while ((unsigned char)*at >= ' ')
            at++;
        if (*at != '\0')
            row_fault(reading, column, "the text holds the control character 0x%02X", (unsigned)*at);
    }
    return is_given(reading, column) ? names_intern(reading->rules->names, text) : NULL;
}

static void read_keys(struct reading *reading) {
    struct rate *rate = reading->rate;
    for (enum rate_key key = 0; key < KEY_BOOK; key++) {
        int column = COLUMN_KEY + (int)key;
        rate->key[key] = read_text(reading, column);
        if (rate->key[key] != NULL && rate->item < ITEM_BOOK && !item_takes_key(rate->item, key))
            row_fault(reading, column, "no %s cost has one, so this rate would never apply",
                      item_name(rate->item));
    }
}

static void read_amount(struct reading *reading) {
    const struct rate_row *row = reading->row;
    if (need(reading, COLUMN_AMOUNT))
        reading->fine &= row->amount(row->document, &reading->rate->amount);
    if (is_given(reading, COLUMN_CURRENCY) && reading->rules->currency != NULL &&
        strcmp(row->text[COLUMN_CURRENCY], reading->rules->currency) != 0)
        row_fault(reading, COLUMN_CURRENCY, "\"%.40s\" is not the data set's, \"%.40s\"",
                  row->text[COLUMN_CURRENCY], reading->rules->currency);
}

static struct date read_date(struct reading *reading, int column, struct date otherwise) {
    struct date date = otherwise;
    struct error err;
    if (is_given(reading, column) && !date_parse(reading->row->text[column], &date, &err))
        row_fault(reading, column, "%s", err.message);
    return date;
}

static void read_validity(struct reading *reading) {
    struct rate *rate = reading->rate;
    char from[DATE_TEXT], to[DATE_TEXT];
    rate->valid_from = read_date(reading, COLUMN_FROM, DATE_EVER);
    rate->valid_to = read_date(reading, COLUMN_TO, DATE_NEVER);
    if (rate->valid_to.day <= rate->valid_from.day)
        row_fault(reading, COLUMN_TO, "%s is not after valid_from %s", date_text(to, rate->valid_to),
                  date_text(from, rate->valid_from));
}

bool rate_row_read(const struct rate_rules *rules, struct rate_row *row, struct rate *out) {
    struct reading reading = {rules, row, out, true};
    *out = (struct rate){.place = row->place, .entry = row->entry};
    need(&reading, COLUMN_ID);
    out->tariff_id = read_text(&reading, COLUMN_ID);
    read_item(&reading);
    read_amount(&reading);
    read_validity(&reading);
    out->source = read_text(&reading, COLUMN_SOURCE);
    out->status = read_text(&reading, COLUMN_STATUS);
    read_keys(&reading);
    return reading.fine;
}

/* ---- rows of CSV --------------------------------------------------------------------------------------------- */

void rate_csv_columns(struct csv_column column[RATE_COLUMNS]) {
    for (int i = 0; i < RATE_COLUMNS; i++)
        column[i] = (struct csv_column){rate_column_name(i), i <= COLUMN_AMOUNT};
}

static bool csv_amount(void *document, struct money *out) {
    return csv_money(document, COLUMN_AMOUNT, out);
}

static void csv_fault(void *document, int column, const char *message) {
    if (message == NULL)
        csv_report(document, DIAG_ERROR, column, "%s is missing", rate_column_name(column));
    else
        csv_report(document, DIAG_ERROR, column, "%s: %s", rate_column_name(column), message);
}

void rate_row_of_csv(struct rate_row *row, struct csv *csv) {
    *row = (struct rate_row){
        .document = csv, .place = csv_place(csv, -1), .amount = csv_amount, .report = csv_fault};
    for (int i = 0; i < RATE_COLUMNS; i++)
        row->text[i] = csv_text(csv, i);
}

/* ---- what may be published ------------------------------------------------------------------------------------ */

/* C0, DEL, C1: the first such character of a UTF-8 text, or its end. */
static const unsigned char *find_control(const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    while (*at >= 0x20 && *at != 0x7F && !(*at == 0xC2 && at[1] < 0xA0))
        at++;
    return at;
}

const char *published_text_fault(const char *text, int most, char fault[FAULT_TEXT]) {
    size_t length = strlen(text), characters = utf8_count(text, length);
    const unsigned char *control = find_control(text);
    if (length == 0)
        return NULL;
    if (characters > (size_t)most)
        snprintf(fault, FAULT_TEXT, _("%zu characters, at most %d are allowed"), characters, most);
    else if (*control != '\0')
        snprintf(fault, FAULT_TEXT, _("the text holds the control character 0x%02X"),
                 (unsigned)(*control == 0xC2 ? control[1] : *control));
    else if (text[0] == ' ' || text[length - 1] == ' ')
        snprintf(fault, FAULT_TEXT, _("\"%.40s\" begins or ends with a space"), text);
    else
        return NULL;
    return fault;
}

enum { WHOLE_DIGITS = 14 }; /* so that no amount is over the range of struct money */

bool published_amount(const char *text, struct money *out, struct error *err) {
    static const char digits[] = "0123456789";
    size_t whole = strspn(text, digits);
    bool has_point = text[whole] == '.';
    size_t places = has_point ? strspn(text + whole + 1, digits) : 0;
    if (whole == 0 || (whole > 1 && text[0] == '0') || (has_point && places == 0) ||
        text[whole + has_point + places] != '\0')
        return error_set(err, ERROR_INPUT,
                         "\"%.40s\" is not an amount; expected digits such as \"6800\" or \"0.5\"", text);
    if (places > MONEY_PLACES)
        return error_set(err, ERROR_INPUT, "\"%.40s\" has more than %d decimal places", text, MONEY_PLACES);
    if (whole > WHOLE_DIGITS)
        return error_set(err, ERROR_INPUT, "\"%.40s\" is too large; at most %d digits before the point", text,
                         WHOLE_DIGITS);
    return money_parse(text, out, err);
}
