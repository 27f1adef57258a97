// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to report/: what the pages about deliveries share. */
#ifndef REPORT_QUOTE_H
#define REPORT_QUOTE_H

#include "report/text.h"

/** In units, never in millions: what is asked for a delivery is to the unit. */
struct money_scale quote_scale(const struct network *network, wide e7);
/** "cheapest, fastest"; "between". Returns text. */
char *quote_roles(const struct quote_choice *choice, char text[WORDS]);
/** What the delivery adds to the plan, and who pays for it. */
void text_quote_margin(const struct page *page, const struct quote *quote);

#endif
