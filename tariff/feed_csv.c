// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A feed as CSV. Nothing in it says where it ends but its last newline: a cut between two rows can't be seen, any
 * other is a row without its newline, or a quote never closed.
 */
#include "tariff/feed.h"

#include "base/mem.h"

/* csv_money() sees what could be read in two ways; then the grammar is that of JSON feeds. */
static bool read_amount(void *document, struct money *out) {
    struct csv *csv = document;
    struct error err;
    if (!csv_money(csv, COLUMN_AMOUNT, out))
        return false;
    return published_amount(csv_text(csv, COLUMN_AMOUNT), out, &err) ||
           csv_report(csv, DIAG_ERROR, COLUMN_AMOUNT, "amount: %s", err.message);
}

static void read_row(struct feed_reading *reading, struct csv *csv) {
    struct rate_row row;
    struct rate rate;
    rate_row_of_csv(&row, csv);
    row.amount = read_amount;
    if (rate_row_read(&reading->rules, &row, &rate))
        book_add(reading->feed->rates, &rate);
}

void feed_read_csv(struct feed_reading *reading) {
    struct csv_column column[RATE_COLUMNS];
    struct place whole = {reading->shown, 0, 0};
    int rows = 0, faults;
    rate_csv_columns(column);
    faults = diag_count(reading->diag, DIAG_ERROR);
    if (reading->text[reading->length - 1] != '\n')
        diag_add(reading->diag, DIAG_ERROR, whole, "ends without a newline: was it cut?");
    AUTO(csv_release)
    struct csv *csv =
        csv_open_text(reading->text, reading->length, reading->shown, column, RATE_COLUMNS, reading->diag);
    if (csv == NULL)
        return;
    while (csv_next(csv) && ++rows <= FEED_RATES)
        read_row(reading, csv);
    if (rows > FEED_RATES)
        csv_report(csv, DIAG_ERROR, -1, "more than %d rates", FEED_RATES);
    else if (rows == 0 && diag_count(reading->diag, DIAG_ERROR) == faults)
        diag_add(reading->diag, DIAG_ERROR, whole, "holds no rate");
}
