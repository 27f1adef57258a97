// SPDX-License-Identifier: GPL-3.0-or-later
/* A scenario file, angkut-scenario/1. Each finding begins with the JSON pointer (RFC 6901) of what is wrong. */
#include "plan/edits_parts.h"

#include "base/file.h"
#include "base/json.h"
#include "base/language.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { SCENARIO_BYTES = 4 << 20, POINTER = 300, SHOWN = 700, TEXT = 64 };
#define SCHEMA "angkut-scenario/1"

struct scenario_reading {
    struct edits *edits; /* of this file alone, until all of it is good */
    const char *shown;
    struct diag *diag;
    int cause;
    bool fine;
};

static void __attribute__((format(printf, 3, 4)))
scenario_fault(struct scenario_reading *reading, const char *pointer, const char *format, ...) {
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    reading->fine = false;
    diag_add(reading->diag, DIAG_ERROR, (struct place){reading->shown, 0, 0}, "%s%s%s", pointer,
             pointer[0] != '\0' ? ": " : "", text);
}

/* Appends "/key", its "~" and "/" as RFC 6901 asks. */
static const char *under(char pointer[POINTER], const char *above, const char *key) {
    size_t at = (size_t)snprintf(pointer, POINTER - 1, "%.150s/", above);
    for (; *key != '\0' && at + 3 < POINTER; key++) {
        if (*key == '~' || *key == '/') {
            pointer[at++] = '~';
            pointer[at++] = *key == '~' ? '0' : '1';
        } else {
            pointer[at++] = *key;
        }
    }
    pointer[at] = '\0';
    return pointer;
}

static const char *shown_at(const struct scenario_reading *reading, const char *pointer, char shown[SHOWN]) {
    snprintf(shown, SHOWN, "%.300s: %.300s", reading->shown, pointer);
    return shown;
}

static bool is_among(const char *key, const char *const *known) {
    for (; *known != NULL; known++)
        if (strcmp(*known, key) == 0)
            return true;
    return false;
}

/* False where some key is none of these: it would be a change that nobody gets. */
static void check_keys(struct scenario_reading *reading, const char *pointer, const struct json *object,
                       const char *const *known) {
    AUTO(names_release) struct names *names = names_new();
    for (int i = 0; known[i] != NULL; i++)
        names_add(names, known[i], NULL);
    for (const struct json *at = json_first(object); at != NULL; at = json_next(at)) {
        const char *key = json_key(at), *meant = names_nearest(names, key);
        char place[POINTER], near[MEANT_WORDS];
        if (!is_among(key, known))
            scenario_fault(reading, under(place, pointer, key), "unknown key%s", meant_words(near, meant));
    }
}

static bool demand_object(struct scenario_reading *reading, const char *pointer, const struct json *value) {
    if (!json_is_object(value))
        scenario_fault(reading, pointer, "expected an object");
    return json_is_object(value);
}

/* A string, number, boolean or null (empty) as the text of a field; NULL after a report. */
static const char *field_text(struct scenario_reading *reading, const char *pointer, const struct json *value,
                              char text[TEXT]) {
    wide number;
    bool word;
    if (json_string(value) != NULL)
        return json_string(value);
    if (json_is_null(value))
        return "";
    if (json_bool(value, &word))
        return word ? "true" : "false";
    if (json_wide(value, 9, &number))
        return wide_text(text, number, 9, 0);
    scenario_fault(reading, pointer, "expected a text, or a number of at most 9 decimal places");
    return NULL;
}

static const char *text_at(struct scenario_reading *reading, const struct json *root, const char *key,
                           bool required) {
    const struct json *value = json_get(root, key);
    char pointer[POINTER];
    if (value == NULL && required)
        scenario_fault(reading, "", "\"%s\" is missing", key);
    else if (value != NULL && (json_string(value) == NULL || json_string(value)[0] == '\0'))
        scenario_fault(reading, under(pointer, "", key), "expected a text");
    return json_string(value);
}

/* ---- changed rows ---- */

static void close_row(struct scenario_reading *reading, const char *pointer, const struct edited_file *file,
                      const char *id, const struct json *value) {
    char shown[SHOWN];
    bool closed = false;
    struct error err = {0};
    if (file->capacity == NULL)
        scenario_fault(reading, pointer, "only links and terminals can be closed");
    else if (!json_bool(value, &closed) || !closed)
        scenario_fault(reading, pointer, "expected true");
    else
        edits_add_field(reading->edits, reading->cause, file, id, 0, file->capacity, "0",
                        shown_at(reading, pointer, shown), &err);
}

static void read_field(struct scenario_reading *reading, const char *pointer, const struct edited_file *file,
                       const char *id, const struct json *value) {
    char text[TEXT], shown[SHOWN];
    struct error err = {0};
    const char *key = json_key(value);
    if (strcmp(key, "closed") == 0 && !file_has_closed(file)) {
        close_row(reading, pointer, file, id, value);
        return;
    }
    const char *field = field_text(reading, pointer, value, text);
    if (field != NULL && !edits_add_field(reading->edits, reading->cause, file, id, 0, key, field,
                                          shown_at(reading, pointer, shown), &err))
        scenario_fault(reading, pointer, "%s", err.message);
}

static void read_rows(struct scenario_reading *reading, const struct edited_file *file,
                      const struct json *rows) {
    char pointer[POINTER], row_pointer[POINTER], field_pointer[POINTER];
    under(pointer, "", file->plural);
    if (!demand_object(reading, pointer, rows))
        return;
    for (const struct json *row = json_first(rows); row != NULL; row = json_next(row)) {
        under(row_pointer, pointer, json_key(row));
        if (!demand_object(reading, row_pointer, row))
            continue;
        for (const struct json *at = json_first(row); at != NULL; at = json_next(at))
            read_field(reading, under(field_pointer, row_pointer, json_key(at)), file, json_key(row), at);
    }
}

/* ---- rates ---- */

static void read_rates(struct scenario_reading *reading, const struct json *rates) {
    char pointer[POINTER], text[TEXT], shown[SHOWN];
    if (!demand_object(reading, "/rates", rates))
        return;
    for (const struct json *at = json_first(rates); at != NULL; at = json_next(at)) {
        struct error err = {0};
        const char *field = field_text(reading, under(pointer, "/rates", json_key(at)), at, text);
        if (field != NULL && !edits_add_rate(reading->edits, reading->cause, json_key(at), field,
                                             shown_at(reading, pointer, shown), &err))
            scenario_fault(reading, pointer, "%s", err.message);
    }
}

/* ---- new rows ---- */

static void read_new_row(struct scenario_reading *reading, const char *pointer,
                         const struct edited_file *file, const struct json *row) {
    char text[TEXT], shown[SHOWN], field_pointer[POINTER];
    struct error err = {0};
    int number = reading->edits->new_rows++;
    for (const struct json *at = json_first(row); at != NULL; at = json_next(at)) {
        const char *field = field_text(reading, under(field_pointer, pointer, json_key(at)), at, text);
        if (field != NULL)
            edits_add_field(reading->edits, reading->cause, file, NULL, number, json_key(at), field,
                            shown_at(reading, field_pointer, shown), &err);
    }
}

static void put_quoted(FILE *out, const char *text) {
    putc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putc('"', out);
        putc(*text, out);
    }
    putc('"', out);
}

/* The rates as a book in CSV, which the reader of books judges: the columns are those that any of them has. */
static void read_new_rates(struct scenario_reading *reading, const char *pointer, const struct json *rates) {
    AUTO(names_release) struct names *columns = names_new();
    AUTO_FREE char *csv = NULL;
    size_t size;
    char text[TEXT], shown[SHOWN];
    for (const struct json *rate = json_first(rates); rate != NULL; rate = json_next(rate))
        for (const struct json *at = json_first(rate); at != NULL; at = json_next(at))
            names_add(columns, json_key(at), NULL);
    FILE *out = open_memstream(&csv, &size);
    for (int c = 0; c < names_count(columns); c++) {
        fputs(c > 0 ? "," : "", out);
        put_quoted(out, names_text(columns, c));
    }
    putc('\n', out);
    for (const struct json *rate = json_first(rates); rate != NULL; rate = json_next(rate)) {
        for (int c = 0; c < names_count(columns); c++) {
            const struct json *value = json_get(rate, names_text(columns, c));
            const char *field = value != NULL ? field_text(reading, pointer, value, text) : "";
            fputs(c > 0 ? "," : "", out);
            put_quoted(out, field != NULL ? field : "");
        }
        putc('\n', out);
    }
    fclose(out);
    struct edits *edits = reading->edits;
    GROW(edits->rates, edits->rates_count, edits->rates_room);
    edits->rates[edits->rates_count++] =
        (struct rate_rows){reading->cause, names_intern(edits->words, csv),
                           names_intern(edits->words, shown_at(reading, pointer, shown))};
}

static bool demand_rows(struct scenario_reading *reading, const char *pointer, const struct json *rows) {
    char row_pointer[POINTER], number[16];
    int row = 0;
    if (!json_is_array(rows)) {
        scenario_fault(reading, pointer, "expected a list of objects");
        return false;
    }
    for (const struct json *at = json_first(rows); at != NULL; at = json_next(at), row++) {
        snprintf(number, sizeof number, "%d", row);
        if (!demand_object(reading, under(row_pointer, pointer, number), at))
            return false;
    }
    return true;
}

static void read_new(struct scenario_reading *reading, const struct json *add) {
    char pointer[POINTER], row_pointer[POINTER], number[16];
    static const char *known[] = {"rates", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    for (int i = 0; EDITED_FILES[i].plural != NULL; i++)
        known[i + 1] = EDITED_FILES[i].plural;
    if (!demand_object(reading, "/add", add))
        return;
    check_keys(reading, "/add", add, known);
    for (const struct edited_file *file = EDITED_FILES; file->plural != NULL; file++) {
        const struct json *rows = json_get(add, file->plural);
        int row = 0;
        if (rows == NULL || !demand_rows(reading, under(pointer, "/add", file->plural), rows))
            continue;
        for (const struct json *at = json_first(rows); at != NULL; at = json_next(at)) {
            snprintf(number, sizeof number, "%d", row++);
            read_new_row(reading, under(row_pointer, pointer, number), file, at);
        }
    }
    const struct json *rates = json_get(add, "rates");
    if (rates != NULL && demand_rows(reading, "/add/rates", rates))
        read_new_rates(reading, "/add/rates", rates);
}

/* ---- the rest ---- */

/* A share of the period: what has to move and what can is that share. */
static void read_period(struct scenario_reading *reading, const struct json *value) {
    static const char *const fields[][2] = {
        {"shipment", "quantity_t"}, {"link", "freight_capacity"}, {"terminal", "capacity_t"}};
    const char *text = json_string(value), *pointer = "/period_share";
    char shown[SHOWN];
    int64_t factor_e8 = 0;
    struct error err = {0};
    if (text == NULL || strchr("+-", text[0]) != NULL || !edits_is_share(text, &factor_e8, &err) ||
        factor_e8 <= 0 || err.message[0] != '\0') {
        scenario_fault(reading, pointer, "expected a share such as \"10%%\"");
        return;
    }
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        for (const struct edited_file *file = EDITED_FILES; file->singular != NULL; file++)
            if (strcmp(file->singular, fields[i][0]) == 0)
                edits_add_field(reading->edits, reading->cause, file, "*", 0, fields[i][1], text,
                                shown_at(reading, pointer, shown), &err);
}

static void read_vot(struct scenario_reading *reading, const struct json *value) {
    char text[TEXT];
    struct error err = {0};
    struct vot_edit vot = {.cause = reading->cause};
    const char *field = field_text(reading, "/vot", value, text);
    if (field == NULL)
        return;
    if (!money_parse(field, &vot.vot_per_t_h, &err) || vot.vot_per_t_h.e4 < 0) {
        scenario_fault(reading, "/vot", "%s", err.message[0] != '\0' ? err.message : _("below 0"));
        return;
    }
    GROW(reading->edits->vot, reading->edits->vots, reading->edits->vot_room);
    reading->edits->vot[reading->edits->vots++] = vot;
}

static void read_members(struct scenario_reading *reading, const struct json *root) {
    static const char *known[] = {"schema", "name",         "reason", "source", "status", "rates", "add",
                                  "vot",    "period_share", NULL,     NULL,     NULL,     NULL,    NULL,
                                  NULL,     NULL,           NULL,     NULL,     NULL,     NULL};
    for (int i = 0; EDITED_FILES[i].plural != NULL; i++)
        known[9 + i] = EDITED_FILES[i].plural;
    check_keys(reading, "", root, known);
    if (json_get(root, "period_share") != NULL)
        read_period(reading, json_get(root, "period_share"));
    if (json_get(root, "rates") != NULL)
        read_rates(reading, json_get(root, "rates"));
    for (const struct edited_file *file = EDITED_FILES; file->plural != NULL; file++)
        if (json_get(root, file->plural) != NULL)
            read_rows(reading, file, json_get(root, file->plural));
    if (json_get(root, "add") != NULL)
        read_new(reading, json_get(root, "add"));
    if (json_get(root, "vot") != NULL)
        read_vot(reading, json_get(root, "vot"));
}

static void read_root(struct scenario_reading *reading, const struct json *root, const char *name) {
    const char *schema = text_at(reading, root, "schema", true);
    if (schema != NULL && strcmp(schema, SCHEMA) != 0)
        scenario_fault(reading, "/schema", "found \"%.40s\", expected \"%s\"", schema, SCHEMA);
    text_at(reading, root, "name", true);
    text_at(reading, root, "source", false);
    text_at(reading, root, "status", false);
    reading->cause = edits_add_cause(reading->edits, name, text_at(reading, root, "reason", true));
    read_members(reading, root);
}

/* What is wrong with the JSON itself begins with line:column. */
static bool report_unsound(const char *message, const char *shown, struct diag *diag) {
    char *at;
    struct place place = {.file = shown, .line = (int)strtol(message, &at, 10)};
    if (place.line > 0 && *at == ':')
        place.column = (int)strtol(at + 1, &at, 10);
    return diag_add(diag, DIAG_ERROR, place, "%s", at + strspn(at, ": "));
}

bool edits_read(struct edits *edits, const char *path, const char *shown, const char *name,
                struct diag *diag) {
    struct error err = {0};
    size_t length;
    AUTO_FREE char *text = file_read(path, SCENARIO_BYTES, &length, &err);
    AUTO(json_release) struct json *root = text != NULL ? json_parse(text, length, NULL, &err) : NULL;
    if (root == NULL)
        return report_unsound(err.message, shown, diag);
    struct scenario_reading reading = {.edits = edits, .shown = shown, .diag = diag, .fine = true};
    if (!demand_object(&reading, "", root))
        return false;
    read_root(&reading, root, name);
    return reading.fine;
}
