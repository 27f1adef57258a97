// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to report/: what the pages about deliveries share. */
#ifndef REPORT_QUOTE_H
#define REPORT_QUOTE_H

#include "report/text.h"

/** In units, never in millions: what is asked for a delivery is to the unit. */
struct money_scale quote_scale(const struct network *network, wide e7);
/** "cheapest, fastest"; "between": in the language in use, English for programs while it is paused. Returns text. */
char *quote_roles(const struct quote *quote, const struct quote_choice *choice, char text[WORDS]);
enum { OVER_IDS = 600 };
/** Links and terminals it is too much for by itself, "L3, barat_rail", cut at OVER_IDS; "" where it fits. Returns text. */
char *quote_over_ids(const struct quote *quote, const struct quote_choice *choice, const char *between,
                     char text[OVER_IDS]);
/** "Thu 09:30 +7 d": with the days of the calendar between where it is 24 h or more away from `from`. */
char *quote_moment(char text[MOMENT_WORDS], struct moment moment, struct moment from, bool later);
/** Whether the clock says anything that the plan's hours do not. */
bool quote_is_listed(const struct quote_choice *choice);
/** What a way takes by listed departures, and each wait for one. */
void text_quote_clock(const struct page *page, const struct quote *quote, const struct quote_choice *choice);
/** What the delivery adds to the plan, and who pays for it. */
void text_quote_margin(const struct page *page, const struct quote *quote);

#endif
