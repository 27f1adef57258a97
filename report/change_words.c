// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/change_words.h"

#include "base/language.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *signed_words(char buffer[WORDS], wide n, int places, int shown) {
    char number[WORDS];
    number_words(number, n, places, shown);
    snprintf(buffer, WORDS, "%s%.90s", n > 0 ? "+" : "", number);
    return buffer;
}

char *percent_more_words(char buffer[WORDS], double percent, int decimals) {
    char number[REAL_WORDS], with_sign[WORDS];
    snprintf(with_sign, sizeof with_sign, "%c%s", signbit(percent) ? '-' : '+',
             real_words(number, fabs(percent), decimals));
    snprintf(buffer, WORDS, _("%s %%"), with_sign);
    return buffer;
}

char *share_more_words(char buffer[WORDS], double share) {
    double percent = 100 * share;
    const double told = 0.05, least = 1e-9;
    char digit[WORDS];
    if (fabs(percent) >= told)
        return percent_more_words(buffer, percent, 1);
    snprintf(digit, sizeof digit, "%.0e", percent); /* "-3e-02" */
    return percent_more_words(buffer, percent, fabs(percent) < least ? 0 : -atoi(strchr(digit, 'e') + 1));
}

const char *part_words(int part) {
    static const char *const REST[] = {N_("fixed"), N_("time"), N_("penalty")};
    return part >= PART_FIXED ? _(REST[part - PART_FIXED]) : item_words((enum item)part);
}

const char *commodity_of_words(const struct scenario *scenario, const struct shipment *shipment) {
    const struct commodity *of = shipment->commodity >= 0 ? &scenario->commodity[shipment->commodity] : NULL;
    return of == NULL ? "" : of->name != NULL ? of->name : of->id;
}
