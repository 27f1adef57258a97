// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The splitter. It ends each field with a NUL in place, so that nothing is allocated per row. What it
 * overwrites keeps its number of characters, so that columns can be counted when a finding needs them; behind
 * a field of several lines, where that doesn't hold, an anchor is dropped.
 */
#include "base/csv.h"

#include "base/csv_row.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The place of `at`, which follows the anchor on the same line. O(characters between) */
static struct place place_after(const struct csv *csv, struct csv_anchor anchor, const char *at) {
    int between = (int)utf8_count(anchor.at, (size_t)(at - anchor.at));
    return (struct place){csv->shown, anchor.line, anchor.column + between};
}

static struct place place_of(const struct csv *csv, const struct csv_field *field) {
    return place_after(csv, field->anchor, field->start);
}

struct place csv_place(const struct csv *csv, int column) {
    const char *changed = csv_changed_by(csv, column);
    if (changed != NULL)
        return (struct place){changed, 0, 0};
    if (column < 0 || csv->place_of[column] < 0)
        return (struct place){csv->shown, csv->line, 0};
    return place_of(csv, &csv->fields[csv->place_of[column]]);
}

static bool is_blank(const struct csv *csv, char c) {
    return c == ' ' || (c == '\t' && csv->delimiter != '\t');
}

static bool ends_row(const struct csv *csv, const char *at) {
    return *at == '\n' || *at == '\r' || at == csv->end;
}

static bool ends_field(const struct csv *csv, const char *at) {
    return *at == csv->delimiter || ends_row(csv, at);
}

/* The next row begins behind the row's end at `at`: LF, CRLF, CR or the end of the file. */
static void step_over(struct csv *csv, char *at) {
    csv->next_line += at != csv->end;
    csv->at = at == csv->end ? at : at + (at[0] == '\r' && at[1] == '\n' ? 2 : 1);
}

/* Reads an unquoted field from its first character; spaces at its end are cut off. Returns where it ends. */
static char *split_plain(struct csv *csv, char *at, char **text_end) {
    char *last = at; /* behind the last character that is no space */
    for (; !ends_field(csv, at); at++)
        if (!is_blank(csv, *at))
            last = at + 1;
    *text_end = last;
    return at;
}

static bool is_break(const char *at) {
    return *at == '\n' || (*at == '\r' && at[1] != '\n');
}

/*
 * Reads the field behind an opening quote, taking one of each two doubled quotes out. The bytes that fall
 * free at the end become NUL. Returns what follows the closing quote, or NULL if there is none.
 */
static char *split_quoted(struct csv *csv, char *at, char **text_end) {
    char *to = at;
    int line = csv->next_line, column = 0;
    for (;; at++) {
        column += (int)utf8_count(at, 1);
        if (*at == '"') {
            if (*++at != '"')
                break;
            column++;
        }
        if (at == csv->end)
            return NULL;
        if (is_break(at)) {
            csv->next_line++;
            column = 1;
        }
        *to++ = *at;
    }
    memset(to, '\0', (size_t)(at - to));
    *text_end = to;
    if (csv->next_line > line)
        csv->anchor = (struct csv_anchor){at, csv->next_line, column};
    return at;
}

/* One field from `at`. Returns its end, or NULL after reporting a fault; then csv->at is the row's end. */
static char *split_field(struct csv *csv, char *at, struct csv_field *field, char **text_end) {
    while (is_blank(csv, *at))
        at++;
    field->start = field->text = at;
    field->anchor = csv->anchor;
    if (*at != '"')
        return split_plain(csv, at, text_end);
    field->text = at + 1;
    char *behind = split_quoted(csv, at + 1, text_end);
    if (behind == NULL) {
        csv->at = csv->end;
        diag_add(csv->diag, DIAG_ERROR, place_of(csv, field), "a quote opened here is never closed");
        return NULL;
    }
    while (is_blank(csv, *behind))
        behind++;
    if (ends_field(csv, behind))
        return behind;
    diag_add(csv->diag, DIAG_ERROR, place_after(csv, csv->anchor, behind), "text after a closing quote");
    while (!ends_row(csv, behind))
        behind++;
    csv->at = behind;
    return NULL;
}

/* The place of the character at `at` in the field's text. */
static struct place place_inside(const struct csv *csv, const struct csv_field *field, const char *at) {
    struct place place = place_of(csv, field);
    bool quoted = field->text > field->start;
    place.column += quoted;
    for (const char *c = field->text; c < at; c++) {
        place.column += (int)utf8_count(c, 1) + (quoted && *c == '"');
        if (is_break(c)) {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

/* Whether a field is UTF-8 without NUL; reports it. Asked only where the file as a whole is not. */
static bool is_clean(struct csv *csv, const struct csv_field *field, const char *end) {
    const char *text = field->text;
    size_t length = (size_t)(end - text), valid = utf8_valid(text, length), before = strnlen(text, valid);
    struct place place = place_inside(csv, field, text + before);
    if (before < valid)
        return diag_add(csv->diag, DIAG_ERROR, place, "a NUL byte, expected text");
    if (valid < length)
        return diag_add(csv->diag, DIAG_ERROR, place, "byte 0x%02X is not UTF-8",
                        (unsigned)(unsigned char)text[valid]);
    return true;
}

/* Splits the row at csv->row and steps over its end; false after reporting its faults. */
static bool split_row(struct csv *csv) {
    char *at = csv->row, *text_end;
    bool more = true, fine = true;
    struct csv_field spare = {0}; /* for fields past the last column that counts */
    csv->anchor = (struct csv_anchor){csv->row, csv->line, 1};
    for (csv->count = 0; more; csv->count++) {
        struct csv_field *field = csv->count < CSV_COLUMNS ? &csv->fields[csv->count] : &spare;
        char *end = split_field(csv, at, field, &text_end);
        if (end == NULL) {
            step_over(csv, csv->at);
            return false;
        }
        if (csv->suspect)
            fine &= is_clean(csv, field, text_end);
        more = *end == csv->delimiter;
        at = end + 1;
        if (!more)
            step_over(csv, end);
        *text_end = '\0';
    }
    return fine;
}

/* Passes over empty lines and splits the next row. False at the end of the file; *fine = it had no fault. */
static bool next_row(struct csv *csv, bool *fine) {
    for (;;) {
        csv->row = csv->at;
        csv->line = csv->next_line;
        char *at = csv->row;
        while (is_blank(csv, *at))
            at++;
        if (at == csv->end)
            return false;
        if (!ends_row(csv, at))
            break;
        step_over(csv, at);
    }
    *fine = split_row(csv);
    return true;
}

bool csv_next(struct csv *csv) {
    bool fine;
    while (next_row(csv, &fine)) {
        if (!fine)
            continue;
        if (csv->count == csv->width) {
            if (csv->changes != NULL)
                csv_change_row(csv);
            return true;
        }
        diag_add(csv->diag, DIAG_ERROR, csv_place(csv, -1),
                 P_("has %d field, the header has %d", "has %d fields, the header has %d", csv->count),
                 csv->count, csv->width);
    }
    if (csv->changes == NULL)
        return false;
    if (csv_new_row(csv))
        return true;
    csv_end_changes(csv);
    return false;
}

static bool has_column(const struct csv *csv, const char *name) {
    for (int i = 0; i < csv->column_count; i++)
        if (strcmp(csv->columns[i].name, name) == 0)
            return true;
    return false;
}

/* Among the wanted columns that the header has not, the one that `name` may be meant for; or NULL. */
static const char *meant(const struct csv *csv, struct names *missing, const char *name) {
    for (int i = 0; i < csv->column_count; i++)
        if (csv->place_of[i] < 0) {
            if (strcasecmp(csv->columns[i].name, name) == 0)
                return csv->columns[i].name;
            names_add(missing, csv->columns[i].name, NULL);
        }
    return names_nearest(missing, name);
}

/* Columns that say where a row comes from may stand in any file. */
static bool tells_origin(const char *name) {
    return strcmp(name, "source") == 0 || strcmp(name, "status") == 0 || strcmp(name, "note") == 0;
}

/* What is published says all it means in known columns, and its own in x-columns. False after reporting. */
static bool refuse_unknown(struct csv *csv, struct place place, const char *name, const char *known) {
    if (strncmp(name, "x-", 2) == 0)
        return true;
    if (known != NULL)
        return diag_add(csv->diag, DIAG_ERROR, place, "unknown column \"%.80s\"; did you mean \"%s\"?", name,
                        known);
    return diag_add(csv->diag, DIAG_ERROR, place,
                    "unknown column \"%.80s\"; columns of your own begin with \"x-\"", name);
}

/* A column misspelt takes what it says out of the plan, so that is more than a note. False if it is an error. */
static bool tell_unknown(struct csv *csv, const struct csv_field *field) {
    if (tells_origin(field->text))
        return true;
    AUTO(names_release) struct names *missing = names_new();
    const char *known = meant(csv, missing, field->text);
    struct place place = place_of(csv, field);
    if (csv->published)
        return refuse_unknown(csv, place, field->text, known);
    if (known != NULL)
        diag_add(csv->diag, DIAG_WARNING, place, "unknown column \"%s\" is ignored; did you mean \"%s\"?",
                 field->text, known);
    else
        diag_add(csv->diag, DIAG_NOTE, place, "unknown column \"%s\" is ignored", field->text);
    return true;
}

/* The field of the header that says `name`, -1 if none does. */
static int find_field(const struct csv *csv, const char *name, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(csv->fields[i].text, name) == 0)
            return i;
    return -1;
}

static bool read_header(struct csv *csv) {
    bool fine = true;
    csv->width = csv->count;
    if (csv->width > CSV_COLUMNS)
        return diag_add(csv->diag, DIAG_ERROR, csv_place(csv, -1), "the header has more than %d columns",
                        CSV_COLUMNS);
    for (int i = 0; i < csv->column_count; i++) {
        csv->place_of[i] = find_field(csv, csv->columns[i].name, csv->width);
        if (csv->place_of[i] < 0 && csv->columns[i].required)
            fine = diag_add(csv->diag, DIAG_ERROR, (struct place){csv->shown, csv->line, 0},
                            _("the column \"%s\" is missing"), csv->columns[i].name);
    }
    for (int i = 0; i < csv->width; i++) {
        const struct csv_field *field = &csv->fields[i];
        if (field->text[0] != '\0' && find_field(csv, field->text, i) >= 0)
            fine = diag_add(csv->diag, DIAG_ERROR, place_of(csv, field), "the column \"%s\" is named twice",
                            field->text);
        else if (field->text[0] == '\0')
            diag_add(csv->diag, DIAG_NOTE, place_of(csv, field), "column %d has no name and is ignored",
                     i + 1);
        else if (!has_column(csv, field->text))
            fine &= tell_unknown(csv, field);
    }
    return fine;
}

/* The delimiter that the header has most of outside quotes; a comma if none. */
static char find_delimiter(const struct csv *csv) {
    static const char known[] = ",;\t";
    int count[sizeof known] = {0}, most = 0;
    bool quoted = false;
    for (const char *at = csv->at; at < csv->end && (quoted || !ends_row(csv, at)); at++) {
        quoted ^= *at == '"';
        const char *found = quoted || *at == '\0' ? NULL : strchr(known, *at);
        if (found != NULL)
            count[found - known]++;
    }
    for (int i = 1; known[i] != '\0'; i++)
        if (count[i] > count[most])
            most = i;
    return known[most];
}

/* Sets out at the first line of csv->text that is not empty. */
static bool begin(struct csv *csv, size_t length) {
    if (length >= 2 && (memcmp(csv->text, "\xFF\xFE", 2) == 0 || memcmp(csv->text, "\xFE\xFF", 2) == 0))
        return diag_add(csv->diag, DIAG_ERROR, (struct place){csv->shown, 0, 0},
                        _("the file is UTF-16, expected UTF-8"));
    csv->at = csv->text + (strncmp(csv->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
    csv->end = csv->text + length;
    csv->suspect = memchr(csv->text, '\0', length) != NULL || utf8_valid(csv->text, length) < length;
    for (; ends_row(csv, csv->at) && csv->at < csv->end; step_over(csv, csv->at))
        continue;
    csv->delimiter = find_delimiter(csv);
    return true;
}

static struct csv *csv_new(const char *shown, const struct csv_column *columns, int count,
                           struct diag *diag) {
    struct csv *csv = xcalloc(1, sizeof *csv);
    *csv = (struct csv){.shown = shown,
                        .columns = columns,
                        .column_count = count,
                        .diag = diag,
                        .next_line = 1,
                        .point = '.'};
    return csv;
}

static bool begin_rows(struct csv *csv, size_t length) {
    bool fine;
    if (!begin(csv, length))
        return false;
    if (!next_row(csv, &fine))
        return diag_add(csv->diag, DIAG_ERROR, (struct place){csv->shown, 0, 0},
                        _("the file is empty, expected a header"));
    return fine && read_header(csv);
}

struct csv *csv_open(const char *path, const char *shown, const struct csv_column *columns, int count,
                     struct diag *diag) {
    AUTO(csv_release) struct csv *csv = csv_new(shown, columns, count, diag);
    struct error err;
    size_t length;
    csv->text = file_read(path, CSV_BYTES, &length, &err);
    if (csv->text == NULL)
        diag_add(diag, DIAG_ERROR, (struct place){shown, 0, 0}, "%s", err.message);
    return csv->text != NULL && begin_rows(csv, length) ? TAKE(csv) : NULL;
}

struct csv *csv_open_text(const char *text, size_t length, const char *shown,
                          const struct csv_column *columns, int count, struct diag *diag) {
    AUTO(csv_release) struct csv *csv = csv_new(shown, columns, count, diag);
    csv->published = true;
    csv->text = xcalloc(length + 1, 1);
    memcpy(csv->text, text, length);
    return begin_rows(csv, length) ? TAKE(csv) : NULL;
}

void csv_free(struct csv *csv) {
    if (csv == NULL)
        return;
    csv_free_changes(csv);
    free(csv->text);
    free(csv);
}

void csv_release(struct csv **csv) {
    csv_free(*csv);
}
