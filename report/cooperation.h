// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of what `allocate` says; a statement has the same words. */
#ifndef REPORT_COOPERATION_H
#define REPORT_COOPERATION_H

#include "report/text.h"

struct sharing {
    const struct page *page;
    const struct cooperation *cooperation;
};

/** "tonne-km", "Shapley": the rule in a title. */
extern const char *const RULE_TITLES[RULE_COUNT];
/** In one sentence, for who never heard of it. */
extern const char *const RULE_MEANS[RULE_COUNT];

/** Currency units as counts of 10^-4, rounded half to even. */
wide amount_e4(double amount);
/**
 * Amounts as counts of 10^-4 that add up to `total_e4`, where they do so to half a unit of the currency; each is within 10^-4 of
 * the amount (what the sum lacks is in the last). New memory.
 */
wide *amounts_e4(const double *amount, int count, wide total_e4);
/** What it pays; and what in all, its time and losses with it. New memory, as above. */
wide *payments_e4(const struct cooperation *cooperation, const struct allocation *allocation);
wide *totals_e4(const struct cooperation *cooperation, const struct allocation *allocation);
/** What it would pay alone less what it pays in all. */
wide saving_e4(const struct player *player, wide total_e4);

enum stability { STABLE_NO, STABLE_YES, STABLE_UNKNOWN };
/** A gain of less than 1e-7 of the total, or that the gap of the plans may feign, is none. Unknown: none was found, and none was excluded. */
enum stability allocation_stability(const struct cooperation *cooperation,
                                    const struct allocation *allocation);
/** The bound of what a group gains is finite. */
bool has_bound(const struct allocation *allocation);

/** "shipper", "region". */
const char *player_word(const struct cooperation *cooperation);
/** Its id; "(none)" for shipments without. */
const char *player_words(const struct player *player);
enum { GROUP_WORDS = 400 };
/** "a, b, c and 4 more": of the group, as many as `most` and `width` columns allow; at least one, cut where it must be. Returns text. */
char *group_words(const struct cooperation *cooperation, uint64_t group, int most, int width,
                  char text[GROUP_WORDS]);

/** Which rule is stable, and who would leave. */
void cooperation_stability(const struct sharing *sharing);
/** A row a player, a column a rule: what each pays, what each saves. */
void cooperation_payments(const struct sharing *sharing);
void cooperation_savings(const struct sharing *sharing);

#endif
