// SPDX-License-Identifier: GPL-3.0-or-later
/* What a delivery adds to the plan, for a person. */
#include "report/quote.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum { LINE = 1000, OTHERS_SHOWN = 5 };

/* Signed, rounded half to even. */
static wide round_to(const struct page *page, wide e7) {
    return wide_divide(e7, power_of_ten(7 - page->scale.shown));
}

/* `kg` 0: no price per tonne. */
static void row(const struct page *page, struct table *table, const char *what, wide rounded, wide e7,
                wide kg_uh, int64_t kg) {
    char words[WORDS];
    table_cell(table, what);
    table_cell(table, number_words(words, rounded, page->scale.shown, page->scale.shown));
    table_cell(table,
               kg > 0 ? number_words(words, wide_divide(e7, kg), MONEY_PLACES, page->scale.shown) : "");
    table_cell(table, number_words(words, kg_uh, 9, 0));
}

/* What it adds by kilogram only where all of it moves and nothing else stays behind. */
static void put_table(const struct page *page, const struct quote *quote) {
    const struct quote_margin *margin = &quote->margin;
    int64_t kg = quote->delivery.quantity_kg, priced_kg = margin->room ? kg : 0;
    char unit[WORDS], per_t[WORDS + 8];
    money_unit(unit, page->scale);
    snprintf(per_t, sizeof per_t, _("%s per t"), unit);
    const struct table_column columns[] = {
        {"", false, true}, {unit, true, false}, {per_t, true, false}, {N_("Tonne-hours"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 4);
    /* The rest is the others', so that the rows add up. */
    wide all_e7 = margin->money_e7 + margin->stated_e7;
    wide total = round_to(page, all_e7), own = round_to(page, margin->own_e7),
         stated = round_to(page, margin->stated_e7);
    row(page, table, _("Its own way in that plan (its average)"), own, margin->own_e7, margin->own_kg_uh,
        kg - margin->unmet_kg);
    row(page, table, _("What all others pay more"), total - own - stated, margin->money_e7 - margin->own_e7,
        margin->kg_uh - margin->own_kg_uh, priced_kg);
    if (margin->stated_e7 != 0)
        row(page, table, _("Stated penalties of what stays behind"), stated, margin->stated_e7, 0, priced_kg);
    table_total(table);
    row(page, table,
        margin->room ? _("Marginal price: what the plan pays more") : _("The plan pays more; no room"), total,
        all_e7, margin->kg_uh, priced_kg);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

static void put_mean(const struct page *page, const struct quote_margin *margin) {
    char line[LINE], words[WORDS], tonnes[WORDS];
    if (margin->mean_kg <= 0)
        return;
    snprintf(line, sizeof line,
             _("Without it the plan moves %s t of the same there for %s per tonne on average."),
             about_tonnes_words(tonnes, margin->mean_kg),
             rate_words(words, page->network, wide_divide(margin->mean_e7, margin->mean_kg)));
    text_wrapped(page, 0, line);
}

/* "No room: 500 t of it, 1,200 t of S2 would stay behind." */
static void put_no_room(const struct page *page, const struct quote_margin *margin) {
    char line[2 * LINE], list[LINE] = "", some[LINE], tonnes[WORDS];
    size_t length = 0;
    int told = 0, more = 0;
    if (margin->unmet_kg > 0) {
        length +=
            (size_t)snprintf(list, sizeof list, _("%s t of it"), tonnes_words(tonnes, margin->unmet_kg));
        told++;
    }
    for (int i = 0; i < margin->others; i++) {
        const struct quote_other *other = &margin->other[i];
        if (other->unmet_kg <= 0)
            continue;
        if (told > OTHERS_SHOWN) {
            more++;
            continue;
        }
        length += (size_t)snprintf(list + length, sizeof list - length, "%s", told++ > 0 ? ", " : "");
        length += (size_t)snprintf(list + length, sizeof list - length, _("%s t of %.40s"),
                                   tonnes_words(tonnes, other->unmet_kg),
                                   page->scenario->shipment[other->shipment].id);
    }
    if (more > 0)
        snprintf(some, sizeof some, P_("%.900s and more of %d other", "%.900s and more of %d others", more),
                 list, more);
    snprintf(line, sizeof line,
             margin->stated_e7 != 0 ? _("No room: %s would stay behind, so there is no marginal price; the "
                                        "money is of what moves and of stated penalties.")
                                    : _("No room: %s would stay behind, so there is no marginal price; the "
                                        "money is of what moves."),
             more > 0 ? some : list);
    text_wrapped(page, 0, line);
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
    char money[2 * WORDS], time[2 * WORDS], behind[2 * WORDS];
    snprintf(money, sizeof money, money_e7 < 0 ? _("%s less") : _("%s more"),
             money_words(words, page->scale, money_e7 < 0 ? -money_e7 : money_e7));
    snprintf(time, sizeof time, kg_uh < 0 ? _("%s tonne-hours less") : _("%s tonne-hours more"),
             number_words(hours, kg_uh < 0 ? -kg_uh : kg_uh, 9, 0));
    snprintf(behind, sizeof behind, other->unmet_kg < 0 ? _("%s t fewer stay behind") : _("%s t stay behind"),
             tonnes_words(tonnes, other->unmet_kg < 0 ? -other->unmet_kg : other->unmet_kg));
    snprintf(line, sizeof line, "%.60s: %s, %s%s%s", shipment->id, money, time,
             other->unmet_kg != 0 ? ", " : "", other->unmet_kg != 0 ? behind : "");
    text_wrapped(page, 3, line);
}

static void put_others(const struct page *page, const struct quote_margin *margin) {
    int told = 0, all = 0;
    for (int i = 0; i < margin->others; i++)
        all += is_told(&margin->other[i]);
    if (all == 0) {
        text_wrapped(page, 0, _("No other shipment pays more or takes longer for it."));
        return;
    }
    text_wrapped(page, 0, all == 1 ? _("Who else is moved:") : _("Who else is moved, dearest first:"));
    for (int i = 0; i < margin->others && told < OTHERS_SHOWN; i++)
        if (is_told(&margin->other[i])) {
            put_other(page, &margin->other[i]);
            told++;
        }
    if (all > told)
        fprintf(page->out, _("   ... and %d more; --format json has all\n"), all - told);
}

void text_quote_margin(const struct page *page, const struct quote *quote) {
    const struct quote_margin *margin = &quote->margin;
    char line[LINE], words[WORDS], number[WORDS];
    text_heading(page, "On top of the plan of one %.20s, at the mean load that plans reckon with",
                 period_words(page->network));
    put_table(page, quote);
    if (!margin->room)
        put_no_room(page, margin);
    put_mean(page, margin);
    put_others(page, margin);
    wide open_e4 = margin->open_e4 > 0 ? margin->open_e4 : 0, unit = power_of_ten(4 - page->scale.shown);
    number_words(number, (open_e4 + unit - 1) / unit, page->scale.shown, page->scale.shown);
    snprintf(line, sizeof line, _("Proven to within %s of money and time."),
             in_currency(words, page->scale.currency, number));
    text_wrapped(page, 0, line);
}
