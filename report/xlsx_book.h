// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A workbook of tables: one sheet a table with a frozen header, a filter and a row of totals. Alone knows libxlsxwriter.
 * Texts are always texts, never formulas. The same calls make the same bytes.
 */
#ifndef REPORT_XLSX_BOOK_H
#define REPORT_XLSX_BOOK_H

#include "base/date.h"
#include "base/error.h"
#include "base/units.h"

#include <stdio.h>

struct book_file;

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_SUM }; /* COLUMN_SUM: a number that is added up below */
struct sheet_column {
    const char *title; /**< N_() */
    enum column_kind kind;
    int shown; /**< decimals */
};

/** False: *err (ERROR_IO; ERROR_USAGE where built without libxlsxwriter). `made` is told as the date of the document. */
struct book_file *book_file_new(struct date made, struct error *err);
/** Begins the next sheet; title N_(), at most 31 letters. */
void sheet_begin(struct book_file *file, const char *title, const struct sheet_column *columns, int count);
/** The next cell, row after row; NULL text = empty. */
void sheet_text(struct book_file *file, const char *text);
/** n * 10^-places. */
void sheet_number(struct book_file *file, wide n, int places);
void sheet_empty(struct book_file *file);
/** Ends it: totals as formulas, with their exact values as they were added up here. */
void sheet_end(struct book_file *file);
/** Writes all to `out` and ends the file, which is NULL then. */
bool book_file_write(struct book_file **file, FILE *out, struct error *err);
void book_file_release(struct book_file **file);

#endif
