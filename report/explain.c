// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/explain.h"

#include "base/language.h"

char *explain_resource(const struct page *page, int number, char words[RESOURCE]) {
    const struct resource *resource = &page->virtual_network->resource[number];
    const struct plan_resource as_planned = {
        .link = resource->link, .terminal = resource->terminal, .backward = resource->backward};
    return resource_words(page->network, &as_planned, words);
}

char *per_tonne_words(char buffer[WORDS], const struct page *page, wide e10) {
    const wide e4 = 1000000;
    char words[WORDS];
    bool less = e10 < 0;
    rate_words(words, page->network, wide_divide(less ? -e10 : e10, e4));
    snprintf(buffer, WORDS, "%s%.90s", less ? "-" : "", words);
    return buffer;
}

const char *basis_words(enum basis basis) {
    static const char *const words[BASIS_COUNT] = {
        [BASIS_T] = "t",
        [BASIS_T_KM] = N_("t km"),
        [BASIS_VEHICLE] = N_("vehicles"),
        [BASIS_VEHICLE_KM] = N_("vehicle km"),
        [BASIS_VEHICLE_H] = N_("vehicle h"),
        [BASIS_LITRE] = N_("litres"),
        [BASIS_T_DAY] = N_("t days"),
        [BASIS_PERCENT] = N_("of money, %"),
    };
    return language_text(words[basis]);
}
