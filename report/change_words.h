// SPDX-License-Identifier: GPL-3.0-or-later
/* How much more or less something is, and of what, as a person reads it. */
#ifndef REPORT_CHANGE_WORDS_H
#define REPORT_CHANGE_WORDS_H

#include "report/words.h"

/** number_words() with its sign: "+1,234", "-1,234", "0". Returns buffer. */
char *signed_words(char buffer[WORDS], wide n, int places, int shown);
/** "+12.5 %": the sign always. Returns buffer. */
char *percent_more_words(char buffer[WORDS], double percent, int decimals);
/** The same of a share: with one decimal, or the first digit that is not 0 where it is under 0.05 %. */
char *share_more_words(char buffer[WORDS], double share);

/** part_name() in the language in use: "fuel", "time", "penalty". */
const char *part_words(int part);
/** The commodity of the shipment: its name, else its id; "" where it has none. */
const char *commodity_of_words(const struct scenario *scenario, const struct shipment *shipment);

#endif
