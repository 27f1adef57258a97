// SPDX-License-Identifier: GPL-3.0-or-later
/* What the explanations have in common. */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "report/text.h"

/** "Baturaja to Prabumulih (rail)" for a resource of the virtual network. Returns words. */
char *explain_resource(const struct page *page, int resource, char words[RESOURCE]);

/** An amount per tonne of 1e-10 of the currency; of whole currency from 100 on. Signed. */
char *per_tonne_words(char buffer[WORDS], const struct page *page, wide e10);

/** What a unit of the basis is called: "t km", "vehicles". */
const char *basis_words(enum basis basis);

#endif
