// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * CSV after RFC 4180, as people really write it: UTF-8, header line, columns by name in any order,
 * BOM, LF or CRLF or CR, quoted fields with newlines and doubled quotes, `,` `;` or TAB as the header
 * shows. Spaces around an unquoted field are dropped. Every fault is reported with line and column.
 * Refused: an unclosed quote (where it opened), text after a closing quote, NUL bytes, invalid UTF-8,
 * a row with more or fewer fields than the header (an empty line is skipped), a header named twice,
 * a required column missing, a file over CSV_BYTES.
 * Unknown columns give a note, and a warning where the name is near one that is wanted and missing; source,
 * status and note may stand anywhere without either.
 *
 *     enum { ID, LENGTH };
 *     static const struct csv_column columns[] = {[ID] = {"link_id", true}, [LENGTH] = {"length", false}};
 *     AUTO(csv_release) struct csv *csv = csv_open(path, shown, columns, 2, diag);
 *     while (csv != NULL && csv_next(csv)) {
 *         const char *id = csv_need(csv, ID);
 *         int64_t length_mm = -1;
 *         csv_decimal(csv, LENGTH, KM_PLACES, DECIMAL_ROUND, 0, INT64_MAX, &length_mm);
 *     }
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/date.h"
#include "base/diag.h"
#include "base/units.h"

enum { CSV_BYTES = 1 << 30, CSV_COLUMNS = 256 };

struct csv;

struct csv_column {
    const char *name;
    bool required; /**< the column must be there; csv_need() says whether a field may be empty */
};

/**
 * Opens and reads the whole of `path`; `shown` is its name in findings ("roads/link.csv"; borrowed).
 * Below, a field is named by its position in `columns` (borrowed). Returns NULL after reporting to `diag`
 * where the file can't be read or its header is faulty.
 */
struct csv *csv_open(const char *path, const char *shown, const struct csv_column *columns, int count,
                     struct diag *diag);
/**
 * The same for a text in memory (copied), held to what is published: an unknown column is an error, unless its
 * name begins with "x-"; a number that could be read in two ways is to be written otherwise.
 */
struct csv *csv_open_text(const char *text, size_t length, const char *shown,
                          const struct csv_column *columns, int count, struct diag *diag);
void csv_free(struct csv *csv); /* NULL is fine */
void csv_release(struct csv **csv);

/** Numbers use this decimal point from now on: '.' (the default) or ','. */
void csv_point(struct csv *csv, char point);

/** Steps to the next good row; faulty rows are reported and passed over. False at the end. */
bool csv_next(struct csv *csv);

/** The field's text, "" where the column or the field is empty; borrowed until csv_free(). Never NULL. */
const char *csv_text(const struct csv *csv, int column);
/** The same, to be shown in one line: line ends and other control characters have become spaces. */
const char *csv_label(struct csv *csv, int column);
/** csv_text(); an empty one is reported: `link_id is missing`. */
const char *csv_need(struct csv *csv, int column);
/** The column's name, for messages. */
const char *csv_name(const struct csv *csv, int column);
/** Whether the header has this column. */
bool csv_has(const struct csv *csv, int column);

/**
 * The typed fields. An empty field leaves *out as it is and returns false; so does a faulty one, after
 * reporting it with its column's name and what was expected; a good one returns true.
 * Numbers: see decimal_parse(); values outside low..high (in units of 10^-places) are reported with the
 * range. A `,` number under the point '.' (as in "1,5") and a "1.234" that reads as thousands where the
 * file's delimiter is ';' are reported with both readings.
 */
bool csv_decimal(struct csv *csv, int column, int places, enum decimal_rule rule, int64_t low, int64_t high,
                 int64_t *out);
bool csv_money(struct csv *csv, int column, struct money *out); /* >= 0, exact */
bool csv_mass(struct csv *csv, int column, int64_t *out_kg);    /* tonnes >= 0, exact to the kg */
bool csv_double(struct csv *csv, int column, double low, double high, double *out);
bool csv_date(struct csv *csv, int column, struct date *out);
/** true, 1, yes, y, ya | false, 0, no, n, tidak; letters of any case. */
bool csv_bool(struct csv *csv, int column, bool *out);
/** The position of the field's text in `words` (NULL-terminated); reported with the list of words, and the
 * one nearest to it, otherwise. */
bool csv_word(struct csv *csv, int column, const char *const *words, int *out);
/** The same for a word of the field, as where it holds a list of them; -1 after a report. */
int csv_word_of(struct csv *csv, int column, const char *text, const char *const *words);

/** Where the current row (column -1) or one of its fields stands. */
struct place csv_place(const struct csv *csv, int column);

/** Reports about a field of the current row, in the words
 * given (no name is put before them); returns false. */
bool csv_report(struct csv *csv, enum diag_level level, int column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
