// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/words.h"

#include "base/language.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

wide power_of_ten(int exponent) {
    wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

char *number_words(char buffer[WORDS], wide n, int places, int shown) {
    char plain[WIDE_TEXT];
    wide_text(plain, wide_divide(n, power_of_ten(places - shown)), shown, shown);
    size_t sign = plain[0] == '-', whole = strcspn(plain + sign, ".");
    char *out = buffer;
    if (sign)
        *out++ = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            *out++ = language_comma();
        *out++ = plain[sign + i];
    }
    strcpy(out, plain + sign + whole);
    if (*out == '.')
        *out = language_point();
    return buffer;
}

char *percent_words(char buffer[WORDS], wide n, int places, int shown) {
    char number[WORDS];
    snprintf(buffer, WORDS, _("%s %%"), number_words(number, n, places, shown));
    return buffer;
}

char *tonnes_words(char buffer[WORDS], int64_t kg) {
    int shown = kg % 1000 == 0 ? 0 : kg % 100 == 0 ? 1 : kg % 10 == 0 ? 2 : 3;
    return number_words(buffer, kg, MASS_PLACES, shown);
}

char *about_tonnes_words(char buffer[WORDS], int64_t kg) {
    return kg < 10000 ? tonnes_words(buffer, kg) : number_words(buffer, kg, MASS_PLACES, 0);
}

static const char *currency_words(const struct network *network) {
    return strcmp(network->currency, "IDR") == 0 ? "Rp" : network->currency;
}

/* Indonesian sets its own sign against the number; a code stands apart in both languages. */
char *in_currency(char buffer[WORDS], const char *currency, const char *number) {
    bool close = language_now() == LANGUAGE_INDONESIAN && strcmp(currency, "Rp") == 0;
    snprintf(buffer, WORDS, "%.12s%s%.70s", currency, close ? "" : " ", number);
    return buffer;
}

struct money_scale money_scale_for(const struct network *network, wide e7) {
    struct money_scale scale = {.currency = currency_words(network)};
    if (e7 >= power_of_ten(15))
        scale.shift = 6, scale.shown = 1;
    else if (e7 > 0 && e7 < power_of_ten(10))
        scale.shown = 2;
    return scale;
}

char *money_number(char buffer[WORDS], struct money_scale scale, wide e7) {
    return number_words(buffer, e7, 7 + scale.shift, scale.shown);
}

/* In millions where the scale is. */
static char *scaled_words(char buffer[WORDS], struct money_scale scale, const char *amount) {
    snprintf(buffer, WORDS, scale.shift == 6 ? _("%s million") : "%s", amount);
    return buffer;
}

char *money_words(char buffer[WORDS], struct money_scale scale, wide e7) {
    char number[WORDS], amount[WORDS];
    return scaled_words(buffer, scale, in_currency(amount, scale.currency, money_number(number, scale, e7)));
}

char *money_unit(char buffer[WORDS], struct money_scale scale) {
    return scaled_words(buffer, scale, scale.currency);
}

char *rate_words(char buffer[WORDS], const struct network *network, wide e4) {
    char number[WORDS];
    int shown = e4 % 10000 != 0 && e4 < 1000000 ? 2 : 0;
    return in_currency(buffer, currency_words(network), number_words(number, e4, MONEY_PLACES, shown));
}

char *rate_per_t_words(char buffer[WORDS], const struct network *network, wide e4) {
    char rate[WORDS];
    snprintf(buffer, WORDS, _("%s per tonne"), rate_words(rate, network, e4));
    return buffer;
}

char *gap_words(char buffer[WORDS], double gap) {
    double percent = fmax(gap * 100, 1e-4);
    double digit = pow(10, floor(log10(percent)) - 1);
    percent = fmax(ceil(percent / digit - 1e-9) * digit, 1e-4);
    char two_digits[WORDS], number[REAL_WORDS];
    snprintf(two_digits, sizeof two_digits, "%.2g", percent);
    const char *point = strchr(two_digits, '.');
    int shown = percent >= 10 || point == NULL ? 0 : (int)strlen(point + 1);
    snprintf(buffer, WORDS, _("%s %%"), real_words(number, percent, shown));
    return buffer;
}

/* As a share of money and time of what moves: a penalty would only water it down. */
static double gap_of_cost(const struct plan *plan) {
    double cost = wide_double(plan->cost_e4 + plan->time_cost_e4, MONEY_PLACES);
    double above = wide_double(plan->objective_e4 - plan->bound_e4, MONEY_PLACES);
    return plan->penalty_e4 > 0 && cost > 0 ? above / cost : plan->gap;
}

/* `of_cost`: the gap is of what moves. */
static void put_near(char buffer[3 * WORDS], const struct plan *plan, bool of_cost, const char *above,
                     const char *gap) {
    if (plan->budget.quantity != BUDGET_NONE)
        snprintf(buffer, 3 * WORDS,
                 of_cost ? _("Proven: at most %s above the best possible total within the budget (%s of what "
                             "moves).")
                         : _("Proven: at most %s above the best possible total within the budget (%s)."),
                 above, gap);
    else if (plan->has_opening_bound)
        snprintf(buffer, 3 * WORDS,
                 of_cost ? _("Proven: at most %s above the best possible total of any openings (%s of what "
                             "moves).")
                         : _("Proven: at most %s above the best possible total of any openings (%s)."),
                 above, gap);
    else
        snprintf(buffer, 3 * WORDS,
                 of_cost ? _("Proven: at most %s above the best possible total (%s of what moves).")
                         : _("Proven: at most %s above the best possible total (%s)."),
                 above, gap);
}

char *proof_words(char buffer[3 * WORDS], const struct plan *plan, const struct network *network) {
    int shown = money_scale_for(network, plan->objective_e4 * 1000).shown == 2 ? 2 : 0;
    wide above_e4 = plan->objective_e4 - (plan->has_opening_bound ? plan->opening_bound_e4 : plan->bound_e4),
         unit = power_of_ten(MONEY_PLACES - shown);
    char number[WORDS], above[WORDS], gap[WORDS];
    in_currency(above, currency_words(network),
                number_words(number, (above_e4 + unit - 1) / unit, shown, shown));
    if (above_e4 > 0)
        put_near(buffer, plan, plan->penalty_e4 > 0 && plan->cost_e4 + plan->time_cost_e4 > 0, above,
                 gap_words(gap, gap_of_cost(plan)));
    else
        snprintf(buffer, 3 * WORDS, "%s",
                 plan->budget.quantity != BUDGET_NONE
                     ? _("Proven: no plan within the budget has a lower total.")
                 : plan->has_opening_bound ? _("Proven: no plan of any openings has a lower total.")
                                           : _("Proven: no plan has a lower total."));
    return buffer;
}

struct remainder {
    wide rest;
    int row;
};

static int larger_first(const void *left, const void *right) {
    const struct remainder *a = left, *b = right;
    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

void apportion(const wide *exact, int count, wide unit, wide *rounded) {
    AUTO_FREE struct remainder *remainder = xcalloc((size_t)count, sizeof *remainder);
    wide total = 0, floors = 0;
    for (int i = 0; i < count; i++) {
        rounded[i] = exact[i] / unit;
        remainder[i] = (struct remainder){exact[i] % unit, i};
        total += exact[i];
        floors += rounded[i];
    }
    qsort(remainder, (size_t)count, sizeof *remainder, larger_first);
    wide missing = wide_divide(total, unit) - floors;
    for (int i = 0; i < count && i < missing; i++)
        rounded[remainder[i].row]++;
}
