// SPDX-License-Identifier: GPL-3.0-or-later
/* The sections of the plan as text; report_plan_text() puts them in order. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "report/report.h"
#include "report/table.h"
#include "report/words.h"

struct page {
    const struct plan *plan;
    const struct scenario *scenario;
    const struct network *network;
    const struct virtual_network *virtual_network;
    const struct plan_summary *summary;
    const unsigned char *parallel; /**< [links], see report/route.h */
    struct money_scale scale;      /**< of the totals and every table */
    struct style style;
    FILE *out;
};

/** A heading, translated, on its own line, after an empty one; bold where painted. */
void text_heading(const struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Breaks the text at spaces so that lines fit the width; all are indented. HARD_SPACE prints as a space. */
void text_wrapped(const struct page *page, int indent, const char *text);

/** The heading of an answer, and what it stands on: data set, tariffs, value of time, and text_changes(). */
void text_title(const struct page *page, const char *heading);
/** The scenarios that change the data, with their reasons, and what is closed; nothing where there is none. */
void text_changes(const struct page *page);

/** What the plan may use at most, what it uses, and what less of it would cost. Nothing where there is no budget. */
void text_budget(const struct page *page);

/** How much of the data its files call an estimate; nothing where they do not say. */
void text_estimates(const struct page *page);

/** Tonnes, money and hours by commodity and by mode, money by item. Rows add up to the headline. */
void text_by_commodity(const struct page *page);
void text_by_mode(const struct page *page);
void text_by_item(const struct page *page);

/** What costs something to have open: whether it is, what flows over it, what that brings. Nothing where there is none. */
void text_facilities(const struct page *page);
/** The id of its link or terminal. */
const char *facility_id(const struct network *network, const struct plan_facility *facility);

/** Resources with a shadow price, dearest rent first, then those nearly full without one. */
void text_bottlenecks(const struct page *page);
/** Who can't move all, and what stands in the way. Nothing where all moves. */
void text_unmet(const struct page *page);

enum { RESOURCE = 560 };
/** "Kertapati (rail terminal)" or, in the direction of its flow, "Baturaja to Prabumulih (rail)". Returns words. */
char *resource_words(const struct network *network, const struct plan_resource *resource,
                     char words[RESOURCE]);
/** Whether more room there, all else as it is, lets one of the first shipments move that stay behind. */
bool lets_unmet_move(const struct page *page, int resource);

/** Who is hurt by a closure, and the first alternative. */
void text_closure(const struct page *page, const struct stress *stress, const struct stress_case *one);

/** Every shipment with its paths, legs and money by item. */
void text_shipments(const struct page *page);

#endif
