// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/words.h"

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
            *out++ = ',';
        *out++ = plain[sign + i];
    }
    strcpy(out, plain + sign + whole);
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

char *money_words(char buffer[WORDS], struct money_scale scale, wide e7) {
    char number[WORDS];
    snprintf(buffer, WORDS, "%.12s %.64s%s", scale.currency, money_number(number, scale, e7),
             scale.shift == 6 ? " million" : "");
    return buffer;
}

char *money_unit(char buffer[WORDS], struct money_scale scale) {
    snprintf(buffer, WORDS, "%.12s%s", scale.currency, scale.shift == 6 ? " million" : "");
    return buffer;
}

char *rate_words(char buffer[WORDS], const struct network *network, wide e4) {
    char number[WORDS];
    int shown = e4 % 10000 != 0 && e4 < 1000000 ? 2 : 0;
    snprintf(buffer, WORDS, "%.12s %.64s", currency_words(network),
             number_words(number, e4, MONEY_PLACES, shown));
    return buffer;
}

char *gap_words(char buffer[WORDS], double gap) {
    double percent = fmax(gap * 100, 1e-4);
    double digit = pow(10, floor(log10(percent)) - 1);
    percent = fmax(ceil(percent / digit - 1e-9) * digit, 1e-4);
    snprintf(buffer, WORDS, "%.2g %%", percent);
    if (percent >= 10)
        snprintf(buffer, WORDS, "%.0f %%", percent);
    return buffer;
}

/* As a share of money and time of what moves: a penalty would only water it down. */
static double gap_of_cost(const struct plan *plan) {
    double cost = wide_double(plan->cost_e4 + plan->time_cost_e4, MONEY_PLACES);
    double above = wide_double(plan->objective_e4 - plan->bound_e4, MONEY_PLACES);
    return plan->penalty_e4 > 0 && cost > 0 ? above / cost : plan->gap;
}

char *proof_words(char buffer[3 * WORDS], const struct plan *plan, const struct network *network) {
    int shown = money_scale_for(network, plan->objective_e4 * 1000).shown == 2 ? 2 : 0;
    wide above_e4 = plan->objective_e4 - (plan->has_opening_bound ? plan->opening_bound_e4 : plan->bound_e4),
         unit = power_of_ten(MONEY_PLACES - shown);
    bool of_cost = plan->penalty_e4 > 0 && plan->cost_e4 + plan->time_cost_e4 > 0;
    const char *within = plan->budget.quantity != BUDGET_NONE ? " within the budget"
                         : plan->has_opening_bound            ? " of any openings"
                                                              : "";
    char above[WORDS], gap[WORDS];
    if (above_e4 <= 0)
        snprintf(buffer, 3 * WORDS, "Proven: no plan%s has a lower total.", within);
    else
        snprintf(buffer, 3 * WORDS, "Proven: at most %.12s %s above the best possible total%s (%s%s).",
                 currency_words(network), number_words(above, (above_e4 + unit - 1) / unit, shown, shown),
                 within, gap_words(gap, gap_of_cost(plan)), of_cost ? " of what moves" : "");
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

const char *node_words(const struct network *network, int node) {
    const struct node *at = &network->node[node];
    return at->name != NULL ? at->name : at->id;
}

const char *vehicle_words(const struct network *network, int vehicle) {
    const struct vehicle_type *type = &network->vehicle_type[vehicle];
    if (type->id == NULL)
        return "any vehicle";
    return type->name != NULL ? type->name : type->id;
}
