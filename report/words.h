// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Numbers, amounts and names as a person reads them, in the manner of the language in use: 1,234,567.8 in English,
 * 1.234.567,8 in Indonesian. What stands in quotes below is the English of it.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "plan/plan.h"

enum { WORDS = 96 };        /**< bytes that hold any text written below, but names */
enum { HARD_SPACE = '\t' }; /**< a space at which a line is not to be broken */

/** n * 10^-places, rounded half to even to `shown` <= places decimals, thousands grouped. Returns buffer. */
char *number_words(char buffer[WORDS], wide n, int places, int shown);

/** A share, n * 10^-places of a hundred: "12.5 %", "12,5%" in Indonesian. Returns buffer. */
char *percent_words(char buffer[WORDS], wide n, int places, int shown);

/** Tonnes: "1,200", or with the decimals they have: "400.5". */
char *tonnes_words(char buffer[WORDS], int64_t kg);
/** Whole tonnes; under 10 t with the decimals they have. */
char *about_tonnes_words(char buffer[WORDS], int64_t kg);

/** How the amounts of one table are written: in units or in millions, so that all of them can be added up. */
struct money_scale {
    const char *currency; /**< "Rp" for IDR, else the code */
    int shift;            /**< 6 = in millions */
    int shown;            /**< decimals */
};

/** The scale for a table whose total is e7 * 10^-7:
 * millions from 100 million on, two decimals under 1,000, none for 0. */
struct money_scale money_scale_for(const struct network *network, wide e7);
/** "Rp 1,234.5 million"; in Indonesian "Rp1.234,5 juta" */
char *money_words(char buffer[WORDS], struct money_scale scale, wide e7);
/** The number alone: "1,234.5" */
char *money_number(char buffer[WORDS], struct money_scale scale, wide e7);
/** "Rp million" or "Rp": what heads a column of money_number(). */
char *money_unit(char buffer[WORDS], struct money_scale scale);
/** An amount per tonne: "Rp 41,000", with decimals where it is under 100. */
char *rate_words(char buffer[WORDS], const struct network *network, wide e4);
/** "Rp 41,000 per tonne" */
char *rate_per_t_words(char buffer[WORDS], const struct network *network, wide e4);
/** A number in words, and a money_scale's currency: "Rp 41,000". `number` is another buffer. Returns buffer. */
char *in_currency(char buffer[WORDS], const char *currency, const char *number);

/** A rate's amount, in as many decimals as it needs of 0, 2 and 4. */
char *rate_amount_words(char buffer[WORDS], struct money amount);
enum { REACH_WORDS = 700 };
/** "toll per vehicle, link_id L1, vehicle_class III": what a rate is for. Returns text. */
char *reach_words(char text[REACH_WORDS], const struct rate *rate);

/** A share as per cent, rounded up to two significant
 * digits and no finer than 0.0001 %: an honest "within". */
char *gap_words(char buffer[WORDS], double gap);

/** "Proven: at most Rp 3 above the best possible total (0.0001 %)." Rounded up. Returns buffer. */
char *proof_words(char buffer[3 * WORDS], const struct plan *plan, const struct network *network);

enum { BUDGET_WORDS = 5 * WORDS };
/** "at most 11 h a tonne; used 10.9 h a tonne". Returns words. */
char *budget_words(char words[BUDGET_WORDS], const struct plan_budget *budget, const struct network *network);

/**
 * Rounds amounts so that the rows add up to the rounded total: rounded[i] counts `unit`s, their sum is
 * wide_divide(sum of exact, unit), none is further than one unit from exact (largest remainders, earlier
 * rows first). exact[i] >= 0. O(count log count).
 */
void apportion(const wide *exact, int count, wide unit, wide *rounded);
/** 10^exponent, 0 <= exponent <= 38. */
wide power_of_ten(int exponent);

/* Words of the data that people read: translated where they are usual, else as the data has them. Never for programs. */
const char *mode_words(const char *mode);                /**< "road" */
const char *period_words(const struct network *network); /**< "month" */
const char *item_words(enum item item);                  /**< "fuel" */
const char *basis_unit_words(enum basis basis);          /**< "t_km", as in "per t_km" */
enum { MOMENT_WORDS = 60 };
/** moment_text() in the language in use. Returns buffer. */
char *moment_words(char buffer[MOMENT_WORDS], struct moment moment, struct moment from, bool later);

const char *node_words(const struct network *network, int node); /**< its name, else its id */
const char *vehicle_words(const struct network *network,
                          int vehicle); /**< the same; "any vehicle" if abstract */

#endif
