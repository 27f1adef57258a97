// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to the tariff floor: what its files share. */
#ifndef TARIFF_BOOK_H
#define TARIFF_BOOK_H

#include "tariff/tariff.h"

/** A row as it was read, before rows of later editions cut it. */
struct laid {
    struct rate rate;
    int layer; /**< 0 = the data set's own, then the editions in their order */
};

struct book {
    struct rate *rate; /**< files in order of their names, rows in order within */
    int count, room;
    struct laid *laid; /**< NULL until an edition is laid over */
    int laid_count, laid_room, layers;
};

/** The two steps of book_overlay(), so that many editions are laid before the rates are cut once. */
void book_lay(struct book *book, const struct book *edition);
void book_cut(struct book *book);

struct book *book_copy(const struct book *book);

void book_add(struct book *book, const struct rate *rate); /* a copy */

/** Reports ids given twice, and pairs of one item with the same keys in force together. O(n log n). */
void book_check(const struct book *book, struct diag *diag);

/** Whether the item can be charged by this basis, or tied to this key: the tables in words.c. */
bool item_takes_basis(enum item item, enum basis basis);
bool item_takes_key(enum item item, enum rate_key key);

enum { LIST_TEXT = BASES_TEXT, VALIDITY_TEXT = 64 };

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

/**
 * By item and keys: 0 where two rates apply to the same arcs. By bytes and not by address, so that what is
 * found comes in the same order in every run.
 */
int rate_by_reach(const struct rate *a, const struct rate *b);

/** For qsort over `const struct rate *`: by reach, then valid_from, then place in the book. */
int rate_by_reach_and_start(const void *a, const void *b);

/** The rates in an order as for qsort over `const struct rate *`; heap memory, book_count() of them. */
const struct rate **book_sorted(const struct book *book, int (*order)(const void *, const void *));

/** For qsort and bsearch over `const struct rate *`: by tariff_id (bytes), then place in the book. */
int rate_by_id(const void *a, const void *b);

/** Whether one of the rates, which are sorted by id, has the id of `rate`. */
bool rate_is_among(const struct rate *rate, const struct rate *const *by_id, int count);

struct tariff;
struct date tariff_date(const struct tariff *tariff);
const struct book *tariff_book(const struct tariff *tariff);

#endif
