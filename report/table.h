// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Small tables of text for a terminal: columns as wide as their cells, numbers to the right, long names cut
 * with an ellipsis where the line would not fit. Filled cell by cell, row by row; printed once.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct table_column {
    const char *title; /**< borrowed, marked N_(): shown in the language in use; "" = none. A table without any title prints no title line. */
    bool right;        /**< set to the right: numbers */
    bool gives;        /**< is cut where the table is too wide; one column of a table */
};

struct table;

struct table *table_new(const struct table_column *columns, int count); /**< columns borrowed */
void table_release(struct table **table);

/** The next cell, row after row; the text is copied. */
void table_cell(struct table *table, const char *text);
/** The format is translated. */
void table_cellf(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The next row is set off as a total. */
void table_total(struct table *table);

/** Prints complete rows, indented, in at most `width` columns where the giving column can give that much. */
void table_print(const struct table *table, int indent, int width, bool painted, FILE *out);

/** Terminal columns the UTF-8 text takes: combining marks none, East Asian wide characters and emoji two. */
int text_width(const char *text);
/** Writes the text cut to `width` columns, an ellipsis at its end where something is missing. */
void text_cut(char *buffer, size_t size, const char *text, int width);

#endif
