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

enum { RESOURCE = 560 };

/** A heading, translated, on its own line, after an empty one; bold where painted. */
void text_heading(const struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Breaks the text at spaces, but before a %, so that lines fit the width; all are indented. HARD_SPACE prints as a space. */
void text_wrapped(const struct page *page, int indent, const char *text);

/** The heading of an answer, and what it stands on: data set, tariffs, value of time, and text_changes(). */
void text_title(const struct page *page, const char *heading);
/** The scenarios that change the data, with their reasons, and what is closed; nothing where there is none. */
void text_changes(const struct page *page);

/** What the plan may use at most, what it uses, and what less of it would cost. Nothing where there is no budget. */
void text_budget(const struct page *page);
enum { BUDGET_SENTENCES = 3 * BUDGET_WORDS };
/** What text_budget() says, or "". Returns words. */
char *budget_sentences(const struct page *page, char words[BUDGET_SENTENCES]);

/** How much of the data its files call an estimate; nothing where they do not say. */
void text_estimates(const struct page *page);
enum { ESTIMATES_WORDS = 400 };
/** What text_estimates() says, or "". Returns words. */
char *estimates_words(const struct page *page, char words[ESTIMATES_WORDS]);

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

/** "Kertapati (rail terminal)", "Baturaja - Prabumulih (rail)". Returns words. */
const char *facility_place_words(const struct network *network, const struct plan_facility *facility,
                                 char words[RESOURCE]);
enum { CHOICE_WORDS = 400 };
/** "open, brings Rp 2,000 net of Rp 500": what the choice brings; the value counts the fixed cost in. Returns words. */
char *facility_choice_words(const struct page *page, const struct plan_facility *facility,
                            char words[CHOICE_WORDS]);

/** Resources with a shadow price, by what all their capacity is worth; how many. resource[plan resources] is filled. */
int bottleneck_list(const struct plan *plan, int *resource);
/** Those over 90 % full without one; the fullest first. */
int nearly_full_list(const struct plan *plan, int *resource);
/**
 * Where freight stays behind, a price may come from its penalty and not from anything that is paid: that of what alone
 * stands in its way, and any that is higher than the dearest path, which no detour could save.
 */
bool is_of_penalty(const struct page *page, int resource);

enum { OBSTACLE_WORDS = 1200 };
/** Why the shipment's rest can't move. `opened`: all_opened(). Returns words. */
char *obstacle_words(const struct page *page, const struct virtual_network *opened, int shipment,
                     char words[OBSTACLE_WORDS]);
/** The network without its closures; NULL where there is none. To be ended with virtual_free(). */
struct virtual_network *all_opened(const struct page *page);

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
