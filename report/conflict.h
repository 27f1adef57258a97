// SPDX-License-Identifier: GPL-3.0-or-later
/* Limits and repairs in words. */
#ifndef REPORT_CONFLICT_H
#define REPORT_CONFLICT_H

#include "report/text.h"

enum { LIMIT_WORDS = 1600 };

/** "S1: all 250 t of Duku, Lengkiti - Kramat Jati, are to move": what it asks. Returns words. */
char *limit_words(const struct page *page, const struct limit *limit, char words[LIMIT_WORDS]);

/** "raise Bakauheni to Merak (ferry), L3, by 40 t a month, to 1,040 t". Returns words. */
char *step_words(const struct page *page, const struct repair_step *step, char words[LIMIT_WORDS]);

/** "no coal by road in regency-oku": what a restriction forbids. Returns words. */
char *restriction_words(const struct page *page, int restriction, char words[LIMIT_WORDS]);

#endif
