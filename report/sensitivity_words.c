// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include <math.h>
#include <stdio.h>

const char *const RANGE_STATES[] = {[RANGE_MOVES] = "moves", [RANGE_IDLE] = "idle", [RANGE_ZERO] = "zero"};

/* Towards the side of today's; what a sum of doubles puts beside a whole number is that number. */
static long double inward(long double x, bool falls) {
    long double nearest = roundl(x);
    if (fabsl(x - nearest) <= fmaxl(1e-6L, 1e-11L * fabsl(x)))
        return nearest;
    return falls ? ceill(x) : floorl(x);
}

int64_t amount_at_e4(const struct rate *rate, double share) {
    long double e4 = inward((long double)rate->amount.e4 * (1 + (long double)share), share < 0);
    return e4 >= 9.2e18L ? 9200000000000000000 : (int64_t)e4;
}

wide currency_e7(double amount) {
    return (wide)roundl((long double)amount * 10000000);
}

char *share_words(char buffer[WORDS], double share) {
    double percent = 100 * fabs(share), digit = 0.1;
    int places = 1;
    if (percent < 1e-9)
        return percent_words(buffer, 0, 0, 0);
    if (percent < 1) { /* two digits that count */
        places = 1 - (int)floor(log10(percent));
        digit = pow(10, -places);
    }
    char number[WORDS];
    wide shown = (wide)floor(percent / digit + 1e-6);
    percent_words(number, shown, places, shown % 10 == 0 && percent >= 1 ? 0 : places);
    snprintf(buffer, WORDS, "%c%.90s", share < 0 ? '-' : '+', number);
    return buffer;
}

char *amount_words(char buffer[WORDS], const struct rate *rate, double share) {
    int64_t e4 = amount_at_e4(rate, share);
    int shown = rate->amount.e4 >= 1000000 && rate->amount.e4 % 10000 == 0 ? 0
                : rate->amount.e4 % 100 == 0                               ? 2
                                                                           : MONEY_PLACES;
    wide unit = power_of_ten(MONEY_PLACES - shown);
    wide units = share < 0 ? (e4 + unit - 1) / unit : e4 / unit;
    return number_words(buffer, units, shown, shown);
}
