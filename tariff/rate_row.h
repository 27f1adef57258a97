// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Private to the tariff floor: one row of a book, whatever document it stands in. The readers of documents
 * (read.c, feed_csv.c, feed_json.c) bring the texts of its fields and say where they stand; what they may say is
 * judged in one place, rate_row.c.
 */
#ifndef TARIFF_RATE_ROW_H
#define TARIFF_RATE_ROW_H

#include "base/csv.h"
#include "tariff/book.h"

enum rate_column {
    COLUMN_ID,
    COLUMN_ITEM,
    COLUMN_BASIS,
    COLUMN_AMOUNT,
    COLUMN_CURRENCY,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_SOURCE,
    COLUMN_STATUS,
    COLUMN_KEY,
    RATE_COLUMNS = COLUMN_KEY + (int)KEY_BOOK
};

/** What all rows of a document are judged by. */
struct rate_rules {
    const char *currency;        /**< NULL = any */
    bool published;              /**< a feed: texts and amounts are held strictly */
    struct names *names;         /**< where texts are interned */
    struct names *items, *bases; /**< their words, numbered as the enums */
};
void rate_rules_init(struct rate_rules *rules, const char *currency, bool published, struct names *names);
void rate_rules_release(struct rate_rules *rules);

struct rate_row {
    void *document;
    const char *text[RATE_COLUMNS]; /**< "" = not given */
    bool told[RATE_COLUMNS];        /**< why it is not given has been reported */
    struct place place;
    int entry; /**< as in struct rate */
    /** Reads the amount in text[COLUMN_AMOUNT], which is given; false after reporting. */
    bool (*amount)(void *document, struct money *out);
    /** Reports an error of that field; NULL message = it is missing. */
    void (*report)(void *document, int column, const char *message);
};

/** Enters the row into *out. false if there was a fault; each has been reported. */
bool rate_row_read(const struct rate_rules *rules, struct rate_row *row, struct rate *out);

const char *rate_column_name(int column);
/** The same for csv_open(). */
void rate_csv_columns(struct csv_column column[RATE_COLUMNS]);
/** The current row of a CSV document. */
void rate_row_of_csv(struct rate_row *row, struct csv *csv);

enum { ID_CHARACTERS = 100, TEXT_CHARACTERS = 500, FAULT_TEXT = 360 };

/**
 * Why the text can't be published: it has over `most` characters, control characters, a space at an end. NULL if it
 * can; else a message in `fault`.
 */
const char *published_text_fault(const char *text, int most, char fault[FAULT_TEXT]);

/** "0.5", "6800": digits, no signs, no leading zeros, up to four places, below 1e14. ERROR_INPUT. */
bool published_amount(const char *text, struct money *out, struct error *err);

#endif
