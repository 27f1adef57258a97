// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of what `tariff status` says to a person; report_standing_text() puts them in order. */
#ifndef REPORT_STATUS_H
#define REPORT_STATUS_H

#include "report/text.h"

enum { COLUMNS_MOST = 3 };

/** The plan's money at up to three times, part by part. */
struct ledger {
    int columns;
    const char *title[COLUMNS_MOST];
    wide amount[COLUMNS_MOST]
               [PART_COUNT + 1]; /**< in units of 10^-shown of the scale; the last row is the total */
    const char *difference;      /**< title of the last column; NULL = none */
    bool saves;                  /**< it says how much less the last column is, else how much more */
    struct money_scale scale;
};

/** The columns that the answer has something to say about, in one rounding: rows and columns add up. */
struct ledger ledger_of(const struct standing *standing, const struct network *network);
/** What the last column is less (or more) than the one before it. */
wide ledger_difference(const struct ledger *ledger, int row);
/** "Rp 1,234,567" */
char *ledger_words(char buffer[WORDS], const struct ledger *ledger, wide amount);

void status_by_item(const struct page *page, const struct ledger *ledger);
/** The rates whose money in the plan changed. */
void status_changes(const struct page *page, const struct standing *standing);
/** Which tonnes would move where, the dearest first; then tonnes by mode. */
void status_moves(const struct page *page, const struct standing *standing);

#endif
