// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to the tariff floor: what its files share. */
#ifndef TARIFF_BOOK_H
#define TARIFF_BOOK_H

#include "tariff/tariff.h"

struct book {
    struct rate *rate; /**< files in order of their names, rows in order within */
    int count, room;
};

/** Reports ids given twice, and pairs of one item with the same keys in force together. O(n log n). */
void book_check(const struct book *book, struct diag *diag);

/** Whether the item can be charged by this basis, or tied to this key: the tables in words.c. */
bool item_takes_basis(enum item item, enum basis basis);
bool item_takes_key(enum item item, enum rate_key key);

enum { LIST_TEXT = 160, VALIDITY_TEXT = 40 };

/** "t, t_km, vehicle": the bases an item takes; `buffer` holds LIST_TEXT bytes. Returns buffer. */
char *item_bases(char *buffer, enum item item);

/** "from 2024-01-01 until 2025-01-01", "from 2024-01-01 on",
 * "before 2025-01-01", "on every day"; returns buffer. */
char *validity_text(char buffer[VALIDITY_TEXT], struct date from, struct date to);

/** Whether every key the rate gives equals the one in `key`. */
bool rate_fits(const struct rate *rate, const char *const key[KEY_COUNT]);

bool rate_in_force(const struct rate *rate, struct date date);

enum { ARC_TEXT = 240 };
/** " for mode road, link BTA-LBKB": the keys that are given;
 * "" if none is. Long ones are cut. Returns buffer. */
char *arc_text(char buffer[ARC_TEXT], const char *const key[KEY_COUNT]);

/** For qsort and bsearch over `const struct rate *`: by tariff_id (bytes), then place in the book. */
int rate_by_id(const void *a, const void *b);

struct tariff;
struct date tariff_date(const struct tariff *tariff);
const struct book *tariff_book(const struct tariff *tariff);

#endif
