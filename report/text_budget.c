// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"

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
        in_currency(words, money_scale_for(network, 0).currency, number);
    else
        snprintf(words, 2 * WORDS,
                 quantity == BUDGET_MEAN_HOURS ? _("%s h a tonne asked for") : _("%s t CO2e"), number);
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
    snprintf(words, BUDGET_WORDS, _("at most %s; used %s"),
             amount_words(limit, network, budget->quantity, budget->limit, 0),
             amount_words(used, network, budget->quantity, budget->used, 0));
    return words;
}

char *budget_sentences(const struct page *page, char words[BUDGET_SENTENCES]) {
    static const char *const ONE_LESS[] = {[BUDGET_MEAN_HOURS] = N_("1 h"), [BUDGET_CO2] = "1 t"};
    const struct plan_budget *budget = &page->plan->budget;
    const char *currency = money_scale_for(page->network, 0).currency;
    char amounts[BUDGET_WORDS], number[WORDS], worth[WORDS], one[WORDS];
    char kept[2 * BUDGET_WORDS], less[4 * WORDS];
    words[0] = '\0';
    if (budget->quantity == BUDGET_NONE)
        return words;
    snprintf(kept, sizeof kept, _("Budget: %s."), budget_words(amounts, budget, page->network));
    if (budget->quantity == BUDGET_COST)
        in_currency(one, currency, "1");
    else
        snprintf(one, sizeof one, "%s", _(ONE_LESS[budget->quantity]));
    number_words(number, worth_e10(page), BUDGET_PRICE_PLACES, decimals(worth_e10(page)));
    if (budget->shadow_price_e10 == 0)
        snprintf(less, sizeof less, "%s", _("It does not bind: the plan is the best without it too."));
    else
        snprintf(less, sizeof less, _("One less (%s) would raise the total by %s."), one,
                 in_currency(worth, currency, number));
    snprintf(words, BUDGET_SENTENCES, "%s %s", kept, less);
    return words;
}

void text_budget(const struct page *page) {
    char words[BUDGET_SENTENCES];
    if (page->plan->budget.quantity == BUDGET_NONE)
        return;
    putc('\n', page->out);
    text_wrapped(page, 0, budget_sentences(page, words));
}

void report_budget_too_low(const struct plan_budget *budget, wide least, const struct network *network,
                           FILE *out) {
    char limit[2 * WORDS], needed[2 * WORDS];
    amount_words(limit, network, budget->quantity, budget->limit, 0);
    amount_words(needed, network, budget->quantity, least, 0);
    fputs("angkut: ", out);
    fprintf(out,
            budget->quantity == BUDGET_COST
                ? _("no plan keeps the budget: at most %s is allowed, the least money possible is %s in "
                    "whole kilograms, with all moved that can be")
            : budget->quantity == BUDGET_MEAN_HOURS
                ? _("no plan keeps the budget: at most %s is allowed, the least mean time possible is %s in "
                    "whole kilograms, with all moved that can be")
                : _("no plan keeps the budget: at most %s is allowed, the least emissions possible is %s in "
                    "whole kilograms, with all moved that can be"),
            limit, needed);
    putc('\n', out);
}
