// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * HTML as written: text that can never be markup, tables that a script can sort. Texts are UTF-8; what is none, and control
 * characters, show as U+FFFD.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/units.h"

#include <stdbool.h>
#include <stdio.h>

/** Text, also inside a double-quoted attribute. */
void html_text(FILE *out, const char *text);
/** A name from a file: its writing direction stays its own (<bdi>). */
void html_name(FILE *out, const char *name);
/** ` name="text"` */
void html_attribute(FILE *out, const char *name, const char *text);
/** `<tag>text</tag>` on a line of its own; the text is in the language in use. */
void html_element(FILE *out, const char *tag, const char *text);

struct html_column {
    const char *title; /**< in the language in use; borrowed */
    bool number;
    bool sums;    /**< the total is the sum of what is shown */
    int decimals; /**< shown, where it sums */
};

/** A table being written, cell by cell, row by row. Fields are the writer's own. */
struct html_table {
    FILE *out;
    const struct html_column *column; /**< borrowed */
    int columns, at;
    bool in_tag, in_row, in_foot;
};

/** `id` of letters, digits and hyphens; `suffix` (may be "") behind it. */
void html_table_begin(struct html_table *table, FILE *out, const char *id, const char *suffix,
                      const char *caption, const struct html_column *column, int columns);
/** A row, with data-NAME="value" where `name` is not NULL. */
void html_row(struct html_table *table, const char *name, const char *value);
/** One more attribute of the row, before its first cell. */
void html_row_attribute(struct html_table *table, const char *name, const char *value);
/** The last row: totals. */
void html_total_row(struct html_table *table);
/** The next cell, text; the first of a row heads it. `is_name`: from a file. */
void html_cell(struct html_table *table, const char *text);
void html_cell_name(struct html_table *table, const char *name);
/** The next cell, n * 10^-places, `shown` of them, in the language's manner. Its data-value is what is shown. */
void html_cell_number(struct html_table *table, wide n, int places, int shown);
/** The next cell: a text for a number. */
void html_cell_words(struct html_table *table, const char *words, wide n, int places);
/** `<td class="...">` left open: the caller writes inside, and ends it with html_cell_close(). */
void html_cell_open(struct html_table *table, const char *class_name);
void html_cell_close(struct html_table *table);
void html_table_end(struct html_table *table);

#endif
