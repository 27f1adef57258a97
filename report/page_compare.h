// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of a comparison on the page. */
#ifndef REPORT_PAGE_COMPARE_H
#define REPORT_PAGE_COMPARE_H

#include "report/page_parts.h"

struct contrast_page {
    const struct page *page;
    const struct json *root; /**< angkut-compare/1 */
    const char *suffix;
    struct money_scale scale;
};

/**
 * A table of the file's list: each row's `member` (or its number) before, after and the difference. `key` names the row,
 * told by `words`.
 */
void page_ledger(const struct contrast_page *it, const char *list_name, const char *id, const char *caption,
                 const char *key, const char *member,
                 const char *(*words)(const struct contrast_page *, const char *));
/** By item, mode, shipment; capacities that are used otherwise. */
void page_compare_lists(const struct contrast_page *it);

#endif
