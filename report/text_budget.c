// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include <stdio.h>

/* So many decimals as the number has, at least `least`. */
static char *exact_words(char words[WORDS], wide n, int places, int least) {
    int shown = places;
    while (shown > least && n % power_of_ten(places - shown + 1) == 0)
        shown--;
    return number_words(words, n, places, shown);
}

/* "Rp 1,200", "12.5 h a tonne asked for", "300 t CO2e" */
static char *amount_words(char words[2 * WORDS], const struct network *network, enum budget_quantity quantity,
                          wide n, int least) {
    char number[WORDS];
    exact_words(number, n, budget_places(quantity), least);
    if (quantity == BUDGET_COST)
        snprintf(words, 2 * WORDS, "%.12s %s", money_scale_for(network, 0).currency, number);
    else
        snprintf(words, 2 * WORDS, "%s %s", number,
                 quantity == BUDGET_MEAN_HOURS ? "h a tonne asked for" : "t CO2e");
    return words;
}

/* What one unit less would add to the total: of the mean, an hour of every tonne asked for. */
static wide worth_e10(const struct page *page) {
    wide tonnes_e3 = 0;
    if (page->plan->budget.quantity != BUDGET_MEAN_HOURS)
        return page->plan->budget.shadow_price_e10;
    for (int k = 0; k < page->scenario->shipments; k++)
        tonnes_e3 += page->scenario->shipment[k].quantity_kg;
    return wide_divide(page->plan->budget.shadow_price_e10 * tonnes_e3, 1000);
}

/* Two digits at least, however small. */
static int decimals(wide e10) {
    int shown = 0;
    for (wide at = power_of_ten(BUDGET_PRICE_PLACES + 2); shown < BUDGET_PRICE_PLACES && e10 < at; at /= 10)
        shown++;
    return shown <= 1 ? 0 : shown == 3 ? 2 : shown;
}

char *budget_words(char words[BUDGET_WORDS], const struct plan_budget *budget,
                   const struct network *network) {
    char limit[2 * WORDS], used[2 * WORDS];
    snprintf(words, BUDGET_WORDS, "at most %s; used %s",
             amount_words(limit, network, budget->quantity, budget->limit, 0),
             amount_words(used, network, budget->quantity, budget->used, 0));
    return words;
}

void text_budget(const struct page *page) {
    static const char *const ONE_LESS[] = {[BUDGET_MEAN_HOURS] = "1 h", [BUDGET_CO2] = "1 t"};
    const struct plan_budget *budget = &page->plan->budget;
    const char *currency = money_scale_for(page->network, 0).currency;
    char amounts[BUDGET_WORDS], worth[WORDS], words[2 * BUDGET_WORDS], one[WORDS];
    if (budget->quantity == BUDGET_NONE)
        return;
    int length = snprintf(words, sizeof words, "Budget: %s. ", budget_words(amounts, budget, page->network));
    size_t room = sizeof words - (size_t)length;
    snprintf(one, sizeof one, "%.12s%s",
             budget->quantity == BUDGET_COST ? currency : ONE_LESS[budget->quantity],
             budget->quantity == BUDGET_COST ? " 1" : "");
    if (budget->shadow_price_e10 == 0)
        snprintf(words + length, room, "It does not bind: the plan is the best without it too.");
    else
        snprintf(words + length, room, "One less (%s) would raise the total by %.12s %s.", one, currency,
                 number_words(worth, worth_e10(page), BUDGET_PRICE_PLACES, decimals(worth_e10(page))));
    putc('\n', page->out);
    text_wrapped(page, 0, words);
}

void report_budget_too_low(const struct plan_budget *budget, wide least, const struct network *network,
                           FILE *out) {
    static const char *const WHAT[] = {
        [BUDGET_COST] = "money", [BUDGET_MEAN_HOURS] = "mean time", [BUDGET_CO2] = "emissions"};
    char limit[2 * WORDS], needed[2 * WORDS];
    fprintf(out,
            "angkut: no plan keeps the budget: at most %s is allowed, the least %s possible is %s in whole "
            "kilograms, with all moved that can be\n",
            amount_words(limit, network, budget->quantity, budget->limit, 0), WHAT[budget->quantity],
            amount_words(needed, network, budget->quantity, least, 0));
}
