// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Changes to the rows of a CSV file as it is read, so that what is changed is judged by the same reader as what
 * stands in the file. Findings about a changed field name the change and not the file.
 */
#ifndef BASE_CSV_EDITS_H
#define BASE_CSV_EDITS_H

#include "base/csv.h"

struct csv_edit {
    const char *file;      /**< "roads/link.csv" */
    const char *id_column; /**< "link_id" */
    const char *id;        /**< of the row; "*" = every row; NULL = a new row: `row` */
    int row;               /**< of new rows: edits of one number make one row */
    const char *column;
    const char *text;    /**< what the field says then, with '.' as decimal point; NULL = it is scaled */
    int64_t factor_e8;   /**< of what it says, >= 0; an empty field stays empty */
    int places;          /**< to which the product is rounded, half to even */
    const char *shown;   /**< "scenarios/x.json: /links/L12/time_h", or the words of the command line */
    bool used, reported; /**< it met a row; it was found at fault */
};

/** In the order in which they apply; rows and texts are the caller's and outlive the CSV. */
struct csv_edits {
    struct csv_edit *edit;
    int count;
};

/** Whether they add rows to this file; `edits` may be NULL. */
bool csv_edits_add(const struct csv_edits *edits, const char *shown);

/**
 * As csv_open(), with those of the edits that are of `shown`. NULL edits: none. Where rows are added, the file need not
 * be there.
 */
struct csv *csv_open_edited(const char *path, const char *shown, const struct csv_column *columns, int count,
                            struct csv_edits *edits, struct diag *diag);

/** Reports edits that met no file at all. Whether there was none. */
bool csv_edits_check(const struct csv_edits *edits, struct diag *diag);

#endif
