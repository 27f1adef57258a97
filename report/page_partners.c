// SPDX-License-Identifier: GPL-3.0-or-later
/* What each region's infrastructure is worth to the plan. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/explain.h"

#include <string.h>

enum { LINE = 8 * WORDS };

/* The member's member, in 1e-7 of the currency. */
static wide objective_e7(const struct json *partner, const char *key) {
    return page_amount(json_get(partner, key), "objective", 7);
}

static void put_together(const struct page *page, const struct json *partners) {
    char nobody[WORDS], all[WORDS], saved[WORDS], line[LINE];
    wide e7 = objective_e7(partners, "nobody");
    struct money_scale scale = money_scale_for(page->network, e7);
    snprintf(line, sizeof line,
             _("Where nobody lets others use what it owns, goods cost %s in money, time and what is lost; "
               "where all do, "
               "%s: together they save %s."),
             money_words(nobody, scale, e7), money_words(all, scale, objective_e7(partners, "all")),
             money_words(saved, scale, objective_e7(partners, "worth")));
    html_element(page->out, "p", line);
}

static void put_partner(struct html_table *table, const struct json *partner, struct money_scale scale,
                        wide share) {
    html_row(table, "jurisdiction", page_words(partner, "jurisdiction"));
    html_cell_name(table, page_words(partner, "jurisdiction"));
    page_money_cell(table, scale, share);
    html_cell_number(table, objective_e7(partner, "last_in"), 7 + scale.shift, scale.shown);
    html_cell_number(table, objective_e7(partner, "first_in"), 7 + scale.shift, scale.shown);
    html_cell_number(table, page_amount(partner, "carried_t", MASS_PLACES), MASS_PLACES, 0);
    html_cell_number(table, page_amount(json_get(partner, "last_in"), "unmet_t", MASS_PLACES), MASS_PLACES,
                     0);
}

static void put_table(const struct page *page, const struct json *partners, const char *suffix) {
    const struct json *list = json_get(partners, "partners");
    int count = json_count(list), i = 0;
    struct money_scale scale = money_scale_for(page->network, objective_e7(partners, "worth"));
    char unit[WORDS], share[2 * WORDS], last[2 * WORDS], alone[2 * WORDS];
    AUTO_FREE wide *exact = xcalloc((size_t)count + 1, sizeof *exact);
    AUTO_FREE wide *rounded = xcalloc((size_t)count + 1, sizeof *rounded);
    wide sum = 0;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at))
        exact[i++] = objective_e7(at, "share");
    page_round(exact, count, power_of_ten(7 + scale.shift - scale.shown), rounded);
    money_unit(unit, scale);
    snprintf(share, sizeof share, _("share, %s"), unit);
    snprintf(last, sizeof last, _("given the rest, %s"), unit);
    snprintf(alone, sizeof alone, _("alone, %s"), unit);
    const struct html_column columns[] = {
        {_("Region"), false, false, 0},   {share, true, true, scale.shown},
        {last, true, false, 0},           {alone, true, false, 0},
        {_("carries t"), true, false, 0}, {_("t that can't move without it"), true, false, 0}};
    struct html_table table;
    html_table_begin(&table, page->out, "table-partners", suffix, _("What each saves"), columns, 6);
    i = 0;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at)) {
        put_partner(&table, at, scale, rounded[i]);
        sum += rounded[i++];
    }
    html_total_row(&table);
    html_cell(&table, _("together"));
    page_money_cell(&table, scale, sum);
    for (int c = 2; c < 6; c++)
        html_cell(&table, "");
    html_table_end(&table);
    html_element(page->out, "p",
                 _("share: what it adds, on average over all orders in which they may come to an agreement "
                   "(Shapley); shares "
                   "add up. given the rest: what is lost without it where all others agree. alone: what it "
                   "saves where nobody "
                   "else does. carries: tonnes of shippers who are not at home there."));
}

/* "t km", "vehicles": what a fee is paid by. */
static const char *unit_words(const char *basis) {
    for (int b = 0; b < BASIS_COUNT; b++)
        if (strcmp(basis, basis_name((enum basis)b)) == 0)
            return basis_words((enum basis)b);
    return basis;
}

static void put_agreement(const struct page *page, struct html_table *table, const struct json *partner,
                          struct money_scale scale) {
    const struct json *agreement = json_get(partner, "agreement");
    char words[WORDS];
    wide e4 = page_amount(agreement, "most_per_unit", MONEY_PLACES);
    wide less = page_amount(agreement, "less_used_above", MONEY_PLACES);
    html_row(table, "jurisdiction", page_words(partner, "jurisdiction"));
    html_cell_name(table, page_words(partner, "jurisdiction"));
    html_cell_number(table, page_amount(agreement, "most_in_all", 7), 7 + scale.shift, scale.shown);
    html_cell_words(table, rate_words(words, page->network, e4), e4, MONEY_PLACES);
    double known;
    if (json_double(json_get(agreement, "less_used_above"), &known))
        html_cell_words(table, rate_words(words, page->network, less), less, MONEY_PLACES);
    else
        html_cell(table, "");
    html_cell_name(table, unit_words(page_words(agreement, "basis")));
}

static void put_agreements(const struct page *page, const struct json *partners, const char *suffix) {
    struct money_scale scale = money_scale_for(page->network, objective_e7(partners, "worth"));
    char unit[WORDS], in_all[2 * WORDS];
    snprintf(in_all, sizeof in_all, _("in all, %s"), money_unit(unit, scale));
    const struct html_column columns[] = {{_("Agreement with"), false, false, 0},
                                          {in_all, true, false, 0},
                                          {_("or per unit"), true, false, 0},
                                          {_("used less above"), true, false, 0},
                                          {_("unit"), false, false, 0}};
    struct html_table table;
    html_table_begin(&table, page->out, "table-agreements", suffix,
                     _("What an agreement may cost at most, on top of what is paid now"), columns, 5);
    for (const struct json *at = json_first(json_get(partners, "partners")); at != NULL; at = json_next(at))
        if (json_is_object(json_get(at, "agreement")))
            put_agreement(page, &table, at, scale);
    html_table_end(&table);
}

void page_partners(const struct page *page, const struct json *partners, const char *suffix) {
    page_made_with(page, partners);
    put_together(page, partners);
    put_table(page, partners, suffix);
    put_agreements(page, partners, suffix);
}
