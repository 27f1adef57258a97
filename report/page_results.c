// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers of result files as the page shows them. */
#include "report/page_parts.h"

#include <math.h>

wide page_amount(const struct json *object, const char *key, int places) {
    double amount;
    if (!json_double(json_get(object, key), &amount) || !(fabs(amount) < 1e20))
        return 0;
    return (wide)roundl((long double)amount * (long double)power_of_ten(places));
}

void page_round(const wide *exact, int count, wide unit, wide *rounded) {
    wide sum = 0, shown = 0;
    for (int i = 0; i < count; i++) {
        sum += exact[i];
        rounded[i] = wide_divide(sum, unit) - shown;
        shown += rounded[i];
    }
}

const char *page_words(const struct json *object, const char *key) {
    const char *words = json_string(json_get(object, key));
    return words != NULL ? words : "";
}

void page_money_cell(struct html_table *table, struct money_scale scale, wide n) {
    html_cell_number(table, n, scale.shown, scale.shown);
}

void page_change_cell(struct html_table *table, wide n, int shown) {
    char words[WORDS], with_sign[WORDS + 1];
    number_words(words, n, shown, shown);
    snprintf(with_sign, sizeof with_sign, "%s%s", n > 0 ? "+" : "", words);
    html_cell_words(table, with_sign, n, shown);
}
