// SPDX-License-Identifier: GPL-3.0-or-later
/* The sections of the report page; report_page() puts them in order. What they are called in the document: report/page.h. */
#ifndef REPORT_PAGE_PARTS_H
#define REPORT_PAGE_PARTS_H

#include "base/json.h"
#include "report/html.h"
#include "report/page.h"
#include "report/text.h"

/** Opens a section with its heading, both named id + suffix. */
void section_begin(FILE *out, const char *id, const char *suffix, const char *title);
void section_end(FILE *out);

void page_headline(const struct page *page);
void page_basis(const struct page *page);
void page_map(const struct page *page);
void page_shipments(const struct page *page);
void page_money(const struct page *page);
void page_bottlenecks(const struct page *page);
void page_unmet(const struct page *page);

/** A kind of result: where it stands on the page. */
struct page_result {
    const char *schema, *id, *title; /**< title marked N_() */
    void (*put)(const struct page *page, const struct json *result, const char *suffix);
};
extern const struct page_result PAGE_RESULTS[]; /**< in their order; ends with schema NULL */
void page_frontier(const struct page *page, const struct json *frontier, const char *suffix);
void page_comparison(const struct page *page, const struct json *comparison, const char *suffix);
void page_partners(const struct page *page, const struct json *partners, const char *suffix);
void page_allocation(const struct page *page, const struct json *allocation, const char *suffix);

/** What a shipment is of, and whose: names; "" where it states none. */
const char *page_commodity(const struct scenario *scenario, int shipment);
const char *page_shipper(const struct scenario *scenario, int shipment);

/** script#angkut-data. */
void page_data(const struct page *page, const struct page_content *content);

/** A row of what has a capacity: its attributes. */
void page_resource_row(const struct page *page, struct html_table *table,
                       const struct plan_resource *resource);
/** "a", "a-2": behind ids. `number` from 1. */
enum { SUFFIX = 16 };
char *page_suffix(char suffix[SUFFIX], int number);

/* ---- result files ---- */

/** A paragraph: the day, scenarios and closures that a result was made with, and whether its rates are the plan's. */
void page_made_with(const struct page *page, const struct json *made);

/** The member's number as a count of 10^-places; 0 where there is none. */
wide page_amount(const struct json *object, const char *key, int places);
/** apportion(), whatever the signs: they add up to the rounded sum, and 0 stays 0. O(count log count) */
void page_round(const wide *exact, int count, wide unit, wide *rounded);
/** The member's text, or "". */
const char *page_words(const struct json *object, const char *key);
/** A cell of the amount in the scale, `n` in its shown decimals. */
void page_money_cell(struct html_table *table, struct money_scale scale, wide n);
/** The same with its sign; nothing for 0 but "0". */
void page_change_cell(struct html_table *table, wide n, int shown);

#endif
