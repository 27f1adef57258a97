// SPDX-License-Identifier: GPL-3.0-or-later
/* The inside of a CSV reader, shared by the splitter (csv.c) and the typed fields (csv_fields.c). */
#ifndef BASE_CSV_ROW_H
#define BASE_CSV_ROW_H

#include "base/csv.h"

/* A character whose place is known; from there on places are counted, up to the next line break. */
struct csv_anchor {
    const char *at;
    int line, column;
};

struct csv_field {
    char *start;              /* where it stands in the file's text: its quote, or its first character */
    char *text;               /* what it says, ended by a NUL that took the place of what followed it */
    struct csv_anchor anchor; /* at or before start, on the same line */
};

struct csv {
    const char *shown;
    const struct csv_column *columns;
    int column_count;
    struct diag *diag;

    char *text, *at, *end;    /* the file; the row after the current one; the NUL behind */
    char *row;                /* where the current row starts */
    int line, next_line;      /* the current row's first line; the line reached */
    struct csv_anchor anchor; /* the last one: the row's start, or behind the last field of several lines */
    char delimiter, point;
    bool point_declared;
    bool published; /* from csv_open_text(): strict */
    bool suspect;   /* the text holds NUL or is no UTF-8 somewhere: look at every row */

    int width; /* fields of the header */
    int count; /* fields of the current row, which may be more than there is room for */
    struct csv_field fields[CSV_COLUMNS];
    int place_of[CSV_COLUMNS]; /* field of each wanted column, -1 if the header has it not */

    struct csv_changes *changes; /* NULL = none (csv_edits.c) */
    int added;                   /* columns behind the header's that only changes fill */
};

/** The steps of csv_next() where there are changes: of the row just split; a new one, false = no more; at the end. */
void csv_change_row(struct csv *csv);
bool csv_new_row(struct csv *csv);
void csv_end_changes(struct csv *csv);
void csv_free_changes(struct csv *csv);
/** What changed the field (column -1: made the row), as findings name it; NULL = it is the file's own. */
const char *csv_changed_by(const struct csv *csv, int column);

#endif
