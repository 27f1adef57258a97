// SPDX-License-Identifier: GPL-3.0-or-later
/* What `sensitivity` says, in parts; and its numbers, rounded inward: a range never shows wider than it is. */
#ifndef REPORT_SENSITIVITY_H
#define REPORT_SENSITIVITY_H

#include "report/text.h"

extern const char *const RANGE_STATES[]; /**< by enum range_kind: "moves", "idle", "zero" */

/** 1e-4 of the rate at this share of it, rounded towards today's amount; at most 9.2e14. */
int64_t amount_at_e4(const struct rate *rate, double share);
/** 1e-7 of the currency. */
wide currency_e7(double amount);

/** "+34.1 %", "-0.0049 %": rounded towards 0. Returns buffer. */
char *share_words(char buffer[WORDS], double share);
/** The amount at the share, with as many decimals as today's; rounded towards that. Returns buffer. */
char *amount_words(char buffer[WORDS], const struct rate *rate, double share);

/** What happens at the ends of the range. `whole`: with the whole ways. */
void sensitivity_ends(const struct page *page, const struct sensitivity *sensitivity,
                      const struct rate_range *range, bool whole);
/** The curve of the range, turn by turn. */
void sensitivity_curve(const struct page *page, const struct sensitivity *sensitivity,
                       const struct rate_range *range, double low, double high);
#endif
