// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A column that is changed and that the header has not stands behind those of the header, empty in all other rows.
 * New rows follow the last one of the file.
 */
#include "base/csv_edits.h"

#include "base/csv_row.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct csv_changes {
    struct csv_edit **edit; /* those of this file */
    int *column;            /* of each: among the wanted ones; -1 = unknown, reported */
    int count, room;
    int id;                                 /* the wanted column that is the id; -1 = none is */
    int next_new;                           /* number of the new row to come */
    struct names *ids;                      /* met so far, for "did you mean" */
    const struct csv_edit *by[CSV_COLUMNS]; /* [wanted columns] what changed the field in this row, or NULL */
    const struct csv_edit *row;             /* the current row is new: its first edit */
    char **text; /* of scaled fields, kept until the end: callers may borrow them */
    int texts, text_room;
    char empty[1];
};

static void __attribute__((format(printf, 3, 4)))
edit_fault(struct csv *csv, struct csv_edit *edit, const char *format, ...) {
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    edit->reported = true;
    diag_add(csv->diag, DIAG_ERROR, (struct place){edit->shown, 0, 0}, "%s", text);
}

static int wanted_column(const struct csv *csv, const char *name) {
    for (int c = 0; c < csv->column_count; c++)
        if (strcmp(csv->columns[c].name, name) == 0)
            return c;
    return -1;
}

static void refuse_column(struct csv *csv, struct csv_edit *edit) {
    AUTO(names_release) struct names *known = names_new();
    for (int c = 0; c < csv->column_count; c++)
        names_add(known, csv->columns[c].name, NULL);
    const char *meant = names_nearest(known, edit->column);
    if (meant != NULL)
        edit_fault(csv, edit, "%.80s has no column of that name; did you mean \"%.80s\"?", csv->shown, meant);
    else
        edit_fault(csv, edit, "%.80s has no column of that name", csv->shown);
}

/* The column gets a place behind the header's, where it has none. False where there is no room. */
static bool make_place(struct csv *csv, int column) {
    if (csv->place_of[column] < 0 && csv->width + csv->added < CSV_COLUMNS)
        csv->place_of[column] = csv->width + csv->added++;
    return csv->place_of[column] >= 0;
}

static void take(struct csv *csv, struct csv_edit *edit) {
    struct csv_changes *changes = csv->changes;
    int column = wanted_column(csv, edit->column);
    if (column < 0)
        refuse_column(csv, edit);
    else if (!make_place(csv, column))
        edit_fault(csv, edit, "%.80s has too many columns", csv->shown);
    else {
        GROW(changes->edit, changes->count, changes->room);
        changes->column = xrealloc(changes->column, (size_t)changes->room, sizeof *changes->column);
        changes->edit[changes->count] = edit;
        changes->column[changes->count++] = column;
    }
}

static void begin_changes(struct csv *csv, struct csv_edits *edits) {
    csv->changes = xcalloc(1, sizeof *csv->changes);
    csv->changes->id = -1;
    csv->changes->ids = names_new();
    for (int i = 0; i < edits->count; i++) {
        struct csv_edit *edit = &edits->edit[i];
        if (strcmp(edit->file, csv->shown) != 0)
            continue;
        edit->used = edit->id == NULL;
        csv->changes->id = wanted_column(csv, edit->id_column);
        take(csv, edit);
    }
}

static char *keep_text(struct csv_changes *changes, const char *text) {
    GROW(changes->text, changes->texts, changes->text_room);
    return changes->text[changes->texts++] = xstrdup(text);
}

static void set_field(struct csv *csv, int column, char *text, const struct csv_edit *edit) {
    struct csv_field *field = &csv->fields[csv->place_of[column]];
    field->text = text;
    field->start = csv->row;
    field->anchor = csv->anchor;
    csv->changes->by[column] = edit;
}

/* A product of two decimals, rounded. Empty stays empty, which is "unlimited" or a default. */
static void scale_field(struct csv *csv, int column, struct csv_edit *edit) {
    enum { FINEST = 9 };
    const char *now = csv_text(csv, column);
    char point = csv->changes->by[column] != NULL ? '.' : csv->point, words[WIDE_TEXT];
    struct error err;
    int64_t value;
    wide shift = 100000000;
    if (now[0] == '\0')
        return;
    if (!decimal_parse(now, FINEST, point, DECIMAL_ROUND, &value, &err)) {
        edit_fault(csv, edit, "can't be scaled: %.200s", err.message);
        return;
    }
    for (int i = edit->places; i < FINEST; i++)
        shift *= 10;
    wide_text(words, wide_divide((wide)value * edit->factor_e8, shift), edit->places, 0);
    set_field(csv, column, keep_text(csv->changes, words), edit);
}

static void apply(struct csv *csv, int number) {
    struct csv_edit *edit = csv->changes->edit[number];
    edit->used = true;
    if (edit->text != NULL)
        set_field(csv, csv->changes->column[number], keep_text(csv->changes, edit->text), edit);
    else if (!edit->reported)
        scale_field(csv, csv->changes->column[number], edit);
}

static void blank_added(struct csv *csv) {
    for (int i = csv->width; i < csv->width + csv->added; i++)
        csv->fields[i] = (struct csv_field){csv->row, csv->changes->empty, csv->anchor};
}

/* Whether the edit is of the row with this id, which the file or a new row gives: also where the id is changed. */
static bool is_of_row(const struct csv_edit *edit, const char *id) {
    return edit->id != NULL && (strcmp(edit->id, "*") == 0 || strcmp(edit->id, id) == 0);
}

static char *begin_row(struct csv *csv) {
    struct csv_changes *changes = csv->changes;
    const char *id = changes->id >= 0 ? csv_text(csv, changes->id) : "";
    names_add(changes->ids, id, NULL);
    return xstrdup(id);
}

void csv_change_row(struct csv *csv) {
    struct csv_changes *changes = csv->changes;
    memset(changes->by, 0, sizeof changes->by);
    changes->row = NULL;
    blank_added(csv);
    AUTO_FREE char *id = begin_row(csv);
    for (int i = 0; i < changes->count; i++)
        if (is_of_row(changes->edit[i], id))
            apply(csv, i);
}

/* The number of the new row to come; -1 = there is none. */
static int next_new_row(const struct csv_changes *changes) {
    int number = -1;
    for (int i = 0; i < changes->count; i++)
        if (changes->edit[i]->id == NULL && changes->edit[i]->row >= changes->next_new &&
            (number < 0 || changes->edit[i]->row < number))
            number = changes->edit[i]->row;
    return number;
}

/* What is said of all rows, or of this one, after it was added changes it too. */
static void change_new_row(struct csv *csv, int last) {
    struct csv_changes *changes = csv->changes;
    AUTO_FREE char *id = begin_row(csv);
    for (int i = last + 1; i < changes->count; i++)
        if (is_of_row(changes->edit[i], id))
            apply(csv, i);
}

bool csv_new_row(struct csv *csv) {
    struct csv_changes *changes = csv->changes;
    int number = next_new_row(changes), last = 0;
    if (number < 0)
        return false;
    memset(changes->by, 0, sizeof changes->by);
    for (int i = 0; i < csv->width; i++)
        csv->fields[i] = (struct csv_field){csv->row, changes->empty, csv->anchor};
    blank_added(csv);
    changes->row = NULL;
    for (int i = 0; i < changes->count; i++)
        if (changes->edit[i]->id == NULL && changes->edit[i]->row == number) {
            changes->row = changes->row == NULL ? changes->edit[i] : changes->row;
            apply(csv, i);
            last = i;
        }
    change_new_row(csv, last);
    changes->next_new = number + 1;
    csv->line = 0;
    return true;
}

const char *csv_changed_by(const struct csv *csv, int column) {
    const struct csv_changes *changes = csv->changes;
    if (changes == NULL)
        return NULL;
    if (column >= 0 && changes->by[column] != NULL)
        return changes->by[column]->shown;
    return changes->row != NULL ? changes->row->shown : NULL;
}

static void report_unmet(struct csv *csv, struct csv_edit *edit, int number) {
    const struct csv_changes *changes = csv->changes;
    for (int i = 0; i < number; i++)
        if (changes->edit[i]->id != NULL && strcmp(changes->edit[i]->id, edit->id) == 0)
            edit->reported = edit->reported || changes->edit[i]->reported;
    if (edit->reported)
        return;
    const char *meant = names_nearest(changes->ids, edit->id);
    if (meant != NULL)
        edit_fault(csv, edit, "%.80s has no row \"%.60s\"; did you mean \"%.60s\"?", csv->shown, edit->id,
                   meant);
    else
        edit_fault(csv, edit, "%.80s has no row \"%.60s\"", csv->shown, edit->id);
}

void csv_end_changes(struct csv *csv) {
    struct csv_changes *changes = csv->changes;
    for (int i = 0; i < changes->count; i++)
        if (!changes->edit[i]->used && strcmp(changes->edit[i]->id, "*") != 0)
            report_unmet(csv, changes->edit[i], i);
    for (int i = 0; i < changes->count; i++)
        changes->edit[i]->used = true;
}

void csv_free_changes(struct csv *csv) {
    struct csv_changes *changes = csv->changes;
    if (changes == NULL)
        return;
    for (int i = 0; i < changes->texts; i++)
        free(changes->text[i]);
    free(changes->text);
    free(changes->edit);
    free(changes->column);
    names_free(changes->ids);
    free(changes);
}

bool csv_edits_add(const struct csv_edits *edits, const char *shown) {
    for (int i = 0; edits != NULL && i < edits->count; i++)
        if (edits->edit[i].id == NULL && strcmp(edits->edit[i].file, shown) == 0)
            return true;
    return false;
}

static bool is_absent(const char *path) {
    struct stat status;
    return stat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* A file that is not there, but to which rows are added: a header of all columns. */
static struct csv *open_empty(const char *shown, const struct csv_column *columns, int count,
                              struct diag *diag) {
    AUTO_FREE char *header = NULL;
    size_t size;
    FILE *out = open_memstream(&header, &size);
    for (int c = 0; out != NULL && c < count; c++)
        fprintf(out, "%s%s", c > 0 ? "," : "", columns[c].name);
    if (out == NULL || fclose(out) != 0)
        return NULL;
    struct csv *csv = csv_open_text(header, size, shown, columns, count, diag);
    if (csv != NULL)
        csv->published = false;
    return csv;
}

struct csv *csv_open_edited(const char *path, const char *shown, const struct csv_column *columns, int count,
                            struct csv_edits *edits, struct diag *diag) {
    struct csv *csv = csv_edits_add(edits, shown) && is_absent(path)
                          ? open_empty(shown, columns, count, diag)
                          : csv_open(path, shown, columns, count, diag);
    bool any = false;
    for (int i = 0; csv != NULL && edits != NULL && i < edits->count; i++)
        any = any || strcmp(edits->edit[i].file, shown) == 0;
    if (any)
        begin_changes(csv, edits);
    return csv;
}

bool csv_edits_check(const struct csv_edits *edits, struct diag *diag) {
    bool fine = true;
    for (int i = 0; i < edits->count; i++) {
        const struct csv_edit *edit = &edits->edit[i];
        if (!edit->used && !edit->reported)
            fine = diag_add(diag, DIAG_ERROR, (struct place){edit->shown, 0, 0},
                            _("the data set has no %.80s to change"), edit->file);
    }
    return fine;
}
