// SPDX-License-Identifier: GPL-3.0-or-later
/* What a plan amounts to by commodity, mode and item, rounded so that each column adds up: rows of tables, for text and page alike. */
#ifndef REPORT_GROUPS_H
#define REPORT_GROUPS_H

#include "report/text.h"

/** One row of a table: a group of legs or shipments and what it amounts to. */
struct group {
    const char *name; /**< in the language in use */
    int64_t quantity_kg;
    wide kg_mm, kg_uh, money_e7;
};
void group_add(struct group *group, const struct plan_sum *sum);
/** Fixed costs are of no tonne: a row of money alone. */
bool group_is_fixed(const struct group *group);

/** Commodities that move, dearest first, and fixed costs; past `most` in one last row, named in others[0 .. size). At most commodities + 2. */
int commodity_groups(const struct page *page, struct group *group, int most, char *others, size_t size);
/** Modes in use, and fixed costs. At most modes + 1; none where nothing moves. */
int mode_groups(const struct page *page, struct group *group);
/** All that moves. */
struct group group_total(const struct page *page);

/** Each column rounded to its unit; row `count` is the rounded total. Ended by rounded_release(). */
struct rounded {
    wide *tonnes, *t_km, *money; /**< t; of t_km_shown() decimals; of page->scale.shown decimals */
};
struct rounded round_groups(const struct page *page, const struct group *group, int count);
void rounded_release(struct rounded *rounded);
/** Whole per cent of all money, adding up to 100. New memory. */
wide *group_shares(const struct page *page, const struct group *group, int count);

/** Decimals of tonne-kilometres: 3 of millions, or none under a million. */
int t_km_shown(const struct page *page);
const char *t_km_unit(const struct page *page);

enum { ITEM_ROWS = ITEM_COUNT + 1 }; /**< the last for fixed costs */
struct item_row {
    wide money, share; /**< rounded: of page->scale.shown decimals; per cent */
    const char *name;  /**< in the language in use */
};
/** The items that cost something, in their own order, and fixed costs. Some money is spent. */
int item_rows(const struct page *page, struct item_row row[ITEM_ROWS]);

#endif
