// SPDX-License-Identifier: GPL-3.0-or-later
/* What a delivery adds to the plan, for a person. */
#include "report/quote.h"

#include "base/mem.h"

#include <string.h>

enum { LINE = 600, OTHERS_SHOWN = 5 };

/* Signed, rounded half to even. */
static wide round_to(const struct page *page, wide e7) {
    return wide_divide(e7, power_of_ten(7 - page->scale.shown));
}

static void row(const struct page *page, struct table *table, const char *what, wide rounded, wide e7,
                wide kg_uh, int64_t kg) {
    char words[WORDS];
    table_cell(table, what);
    table_cell(table, number_words(words, rounded, page->scale.shown, page->scale.shown));
    table_cell(table, number_words(words, kg > 0 ? wide_divide(e7, kg) : 0, MONEY_PLACES, page->scale.shown));
    table_cell(table, number_words(words, kg_uh, 9, 0));
}

static void put_table(const struct page *page, const struct quote *quote) {
    const struct quote_margin *margin = &quote->margin;
    int64_t kg = quote->delivery.quantity_kg;
    char unit[WORDS], per_t[WORDS + 8];
    money_unit(unit, page->scale);
    snprintf(per_t, sizeof per_t, "%s per t", unit);
    const struct table_column columns[] = {
        {"", false, true}, {unit, true, false}, {per_t, true, false}, {"Tonne-hours", true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 4);
    /* The rest is the others', so that the rows add up. */
    wide total = round_to(page, margin->money_e7), own = round_to(page, margin->own_e7);
    row(page, table, "Its own way in that plan (its average)", own, margin->own_e7, margin->own_kg_uh, kg);
    row(page, table, "What all others pay more", total - own, margin->money_e7 - margin->own_e7,
        margin->kg_uh - margin->own_kg_uh, kg);
    table_total(table);
    row(page, table, "Marginal price: what the plan pays more", total, margin->money_e7, margin->kg_uh, kg);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

static void put_mean(const struct page *page, const struct quote_margin *margin) {
    char line[LINE], words[WORDS], tonnes[WORDS];
    if (margin->mean_kg <= 0)
        return;
    snprintf(line, sizeof line,
             "Without it the plan moves %s t of the same there for %s per tonne on average.",
             about_tonnes_words(tonnes, margin->mean_kg),
             rate_words(words, page->network, wide_divide(margin->mean_e7, margin->mean_kg)));
    text_wrapped(page, 0, line);
}

static void put_unmet(const struct page *page, const struct quote_margin *margin) {
    char line[LINE], tonnes[WORDS];
    if (margin->unmet_kg > 0) {
        snprintf(
            line, sizeof line,
            "%s t of it can't move on top of the plan, for want of room or hours; the money is for the rest.",
            tonnes_words(tonnes, margin->unmet_kg));
        text_wrapped(page, 0, line);
    }
    if (margin->others_unmet_kg > 0) {
        snprintf(line, sizeof line, "%s t of other shipments stay behind for it.",
                 tonnes_words(tonnes, margin->others_unmet_kg));
        text_wrapped(page, 0, line);
    }
}

/* Whether it comes to a tenth of a unit of money, or to a kilogram. */
static bool is_told(const struct quote_other *other) {
    const wide tenth_e13 = 1000000000000;
    wide more = other->more_e13 < 0 ? -other->more_e13 : other->more_e13;
    return more >= tenth_e13 || other->unmet_kg != 0;
}

static void put_other(const struct page *page, const struct quote_other *other) {
    char line[LINE], words[WORDS], hours[WORDS], tonnes[WORDS];
    const struct shipment *shipment = &page->scenario->shipment[other->shipment];
    wide money_e7 = other->money_e7, kg_uh = other->kg_uh;
    size_t length = (size_t)snprintf(
        line, sizeof line, "%.60s: %s %s, %s tonne-hours %s", shipment->id,
        money_words(words, page->scale, money_e7 < 0 ? -money_e7 : money_e7), money_e7 < 0 ? "less" : "more",
        number_words(hours, kg_uh < 0 ? -kg_uh : kg_uh, 9, 0), kg_uh < 0 ? "less" : "more");
    if (other->unmet_kg != 0)
        snprintf(line + length, sizeof line - length, ", %s t %s behind",
                 tonnes_words(tonnes, other->unmet_kg < 0 ? -other->unmet_kg : other->unmet_kg),
                 other->unmet_kg < 0 ? "fewer stay" : "stay");
    text_wrapped(page, 3, line);
}

static void put_others(const struct page *page, const struct quote_margin *margin) {
    int told = 0, all = 0;
    for (int i = 0; i < margin->others; i++)
        all += is_told(&margin->other[i]);
    if (all == 0) {
        text_wrapped(page, 0, "No other shipment pays more or takes longer for it.");
        return;
    }
    text_wrapped(page, 0, all == 1 ? "Who else is moved:" : "Who else is moved, dearest first:");
    for (int i = 0; i < margin->others && told < OTHERS_SHOWN; i++)
        if (is_told(&margin->other[i])) {
            put_other(page, &margin->other[i]);
            told++;
        }
    if (all > told)
        fprintf(page->out, "   ... and %d more; --format json has all\n", all - told);
}

void text_quote_margin(const struct page *page, const struct quote *quote) {
    const struct quote_margin *margin = &quote->margin;
    char line[LINE], words[WORDS];
    text_heading(page, "On top of the plan of one %.20s, at the mean load that plans reckon with",
                 page->network->period);
    put_table(page, quote);
    put_unmet(page, margin);
    put_mean(page, margin);
    put_others(page, margin);
    wide open_e4 = margin->open_e4 > 0 ? margin->open_e4 : 0, unit = power_of_ten(4 - page->scale.shown);
    snprintf(line, sizeof line, "Proven to within %.12s %s of money and time.", page->scale.currency,
             number_words(words, (open_e4 + unit - 1) / unit, page->scale.shown, page->scale.shown));
    text_wrapped(page, 0, line);
}
