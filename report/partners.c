// SPDX-License-Identifier: GPL-3.0-or-later
/* What partners are worth, for a person. */
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOLD = 20, PIECES_SHOWN = 4, COMMODITIES_SHOWN = 4, PAIRS_SHOWN = 8, CO2E_PLACES = 18, LINE = 1600 };

struct telling {
    const struct page *page;
    const struct partners *partners;
    int shown; /* partners that are worth something, or carry something */
};

static bool is_told(const struct partner *partner) {
    return partner->share[WORTH_TOTAL] != 0 || partner->carried_kg > 0;
}

/* ---- head ---- */

static void put_ends(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct partners *partners = telling->partners;
    char line[LINE], with[WORDS], without[WORDS], saved[WORDS], tonnes[WORDS];
    money_words(without, page->scale, partners->nobody[WORTH_TOTAL] * 1000);
    money_words(with, page->scale, partners->all[WORTH_TOTAL] * 1000);
    money_words(saved, page->scale, partners->worth[WORTH_TOTAL] * 1000);
    if (partners->worth[WORTH_TONNES] > 0)
        snprintf(line, sizeof line,
                 _("Where nobody lets others use what it owns, goods cost %s a %s in money, time and what is "
                   "lost; where all do, %s: together they save %s, and %s t more can move."),
                 without, period_words(page->network), with, saved,
                 about_tonnes_words(tonnes, (int64_t)partners->worth[WORTH_TONNES]));
    else
        snprintf(line, sizeof line,
                 _("Where nobody lets others use what it owns, goods cost %s a %s in money, time and what is "
                   "lost; where all do, %s: together they save %s."),
                 without, period_words(page->network), with, saved);
    text_wrapped(page, 0, line);
}

/* ---- with whom to talk first ---- */

/* Amounts of either sign that add up to the total as shown. */
static void share_out(const wide *exact, int count, wide unit, wide *rounded) {
    AUTO_FREE wide *lifted = xcalloc((size_t)count + 1, sizeof *lifted);
    wide lift = 1;
    for (int i = 0; i < count; i++)
        lift = -exact[i] / unit + 1 > lift ? -exact[i] / unit + 1 : lift;
    for (int i = 0; i < count; i++)
        lifted[i] = exact[i] + lift * unit;
    apportion(lifted, count, unit, rounded);
    for (int i = 0; i < count; i++)
        rounded[i] -= lift;
}

static void put_shares(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct partners *partners = telling->partners;
    const struct money_scale scale = page->scale;
    const struct table_column columns[] = {{"", true, false},
                                           {N_("jurisdiction"), false, true},
                                           {N_("share"), true, false},
                                           {partners->exact ? "" : "+/-", true, false},
                                           {N_("given the rest"), true, false},
                                           {N_("alone"), true, false},
                                           {N_("carries t"), true, false}};
    AUTO_FREE wide *exact = xcalloc((size_t)partners->partners + 1, sizeof *exact);
    AUTO_FREE wide *rounded = xcalloc((size_t)partners->partners + 1, sizeof *rounded);
    AUTO(table_release) struct table *table = table_new(columns, 7);
    wide unit = power_of_ten(7 + scale.shift - scale.shown);
    char words[WORDS], name[WORDS];
    for (int i = 0; i < partners->partners; i++)
        exact[i] = partners->partner[i].share[WORTH_TOTAL] * 1000;
    share_out(exact, partners->partners, unit, rounded);
    for (int i = 0; i < partners->partners; i++) {
        const struct partner *partner = &partners->partner[i];
        if (!is_told(partner))
            continue;
        table_cellf(table, "%d", i + 1);
        table_cell(table, partner->region);
        table_cell(table, money_number(words, scale, rounded[i] * unit));
        table_cell(table,
                   partners->exact ? "" : money_number(words, scale, partner->error[WORTH_TOTAL] * 1000));
        table_cell(table, money_number(words, scale, partner->last[WORTH_TOTAL] * 1000));
        table_cell(table, money_number(words, scale, partner->first[WORTH_TOTAL] * 1000));
        table_cell(table, number_words(words, partner->carried_kg, MASS_PLACES, 0));
    }
    table_total(table);
    table_cell(table, "");
    table_cell(table, _("together"));
    table_cell(table, money_number(words, scale, partners->worth[WORTH_TOTAL] * 1000));
    for (int i = 3; i < 7; i++)
        table_cell(table, "");
    text_heading(page, "With whom to talk first: what each saves, %s a %s", money_unit(name, scale),
                 period_words(page->network));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

static void put_meaning(const struct telling *telling) {
    const struct partners *partners = telling->partners;
    char line[LINE], orders[WORDS];
    if (partners->exact)
        snprintf(
            line, sizeof line, "%s",
            _("share: what it adds, on average over all orders in which they may come to an agreement "
              "(Shapley); shares add up. given the rest: what is lost without it where all others agree. "
              "alone: what it saves where nobody else does. carries: tonnes of shippers who are not at "
              "home there."));
    else
        snprintf(
            line, sizeof line,
            _("share: what it adds, on average over %s orders in which they may come to an agreement "
              "(Shapley); shares add up. given the rest: what is lost without it where all others agree. "
              "alone: what it saves where nobody else does. carries: tonnes of shippers who are not at "
              "home there. +/-: the mean over all orders lies within, 19 times of 20."),
            number_words(orders, 2 * partners->orders, 0, 0));
    text_wrapped(telling->page, 0, line);
}

static void put_idle(const struct telling *telling) {
    const struct partners *partners = telling->partners;
    char names[LINE] = "", line[LINE + 200];
    size_t length = 0;
    int idle = 0;
    for (int i = 0; i < partners->partners && length < sizeof names - 200; i++)
        if (!is_told(&partners->partner[i]))
            length += (size_t)snprintf(names + length, sizeof names - length, "%s%.120s",
                                       idle++ > 0 ? ", " : "", partners->partner[i].region);
    if (idle == 0)
        return;
    snprintf(line, sizeof line,
             P_("%s adds nothing, whoever else agrees.", "%s add nothing, whoever else agrees.", idle),
             names);
    text_wrapped(telling->page, 0, line);
}

/* ---- what the plan loses without each ---- */

static void put_losses(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct table_column columns[] = {{N_("without"), false, true},     {N_("money"), true, false},
                                           {N_("time"), true, false},        {N_("lost"), true, false},
                                           {N_("t h"), true, false},         {N_("CO2e t"), true, false},
                                           {N_("can't move t"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 7);
    char words[WORDS], unit[WORDS];
    for (int i = 0; i < telling->partners->partners; i++) {
        const struct partner *partner = &telling->partners->partner[i];
        if (partner->carried_kg == 0)
            continue;
        table_cell(table, partner->region);
        for (int w = WORTH_MONEY; w <= WORTH_LOST; w++)
            table_cell(table, money_number(words, page->scale, partner->last[w] * 1000));
        table_cell(table, number_words(words, partner->last[WORTH_TONNE_HOURS], 6, 0));
        table_cell(table, number_words(words, partner->last[WORTH_CO2E], CO2E_PLACES, 0));
        table_cell(table, number_words(words, partner->last[WORTH_TONNES], MASS_PLACES, 0));
    }
    text_heading(page, "What the plan loses without each, given the rest; money in %s",
                 money_unit(unit, page->scale));
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    text_wrapped(
        page, 0,
        _("Less than nothing: without it less moves, and costs less. lost: the value of goods that can't "
          "move, or the penalty stated for them."));
}

/* ---- what an agreement may cost ---- */

static void put_fee(const struct telling *telling, struct table *table, const struct partner_fee *fee) {
    const struct network *roads = telling->page->network;
    char words[WORDS];
    table_cell(table, fee->known ? rate_words(words, roads, fee->most_e4) : "-");
    table_cell(table, fee->known ? rate_words(words, roads, fee->falls_e4) : "-");
    table_cell(table, !fee->known ? "" : fee->by_km ? _("t km") : "t");
}

static void put_fees(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct table_column columns[] = {{N_("agreement with"), false, true},
                                           {N_("in all"), true, false},
                                           {N_("or per unit"), true, false},
                                           {N_("used less above"), true, false},
                                           {N_("unit"), false, false}};
    AUTO(table_release) struct table *table = table_new(columns, 5);
    char words[WORDS], unit[WORDS];
    for (int i = 0; i < telling->partners->partners; i++) {
        const struct partner *partner = &telling->partners->partner[i];
        if (partner->carried_kg == 0)
            continue;
        table_cell(table, partner->region);
        table_cell(table, money_number(words, page->scale, partner->last[WORTH_TOTAL] * 1000));
        put_fee(telling, table, &partner->fee);
    }
    text_heading(page, "What an agreement may cost at most, on top of what is paid now");
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    char line[LINE];
    snprintf(line, sizeof line,
             _("in all: a lump sum a %s, %s. per unit: a fee for each tonne-km on its links, or each tonne "
               "loaded or unloaded at its terminals where it has no links, above which the plan does without "
               "them."),
             period_words(page->network), money_unit(unit, page->scale));
    text_wrapped(page, 0, line);
}

/* ---- of what, and for whom ---- */

struct by_tonnes {
    int64_t kg;
    int commodity;
};

static int most_first(const void *left, const void *right) {
    const struct by_tonnes *a = left, *b = right;
    if (a->kg != b->kg)
        return a->kg > b->kg ? -1 : 1;
    return (a->commodity > b->commodity) - (a->commodity < b->commodity);
}

static void tell_commodities(const struct telling *telling, const struct partner *partner) {
    const struct scenario *scenario = telling->page->scenario;
    int count = scenario->commodities + 1, told = 0, used = 0;
    AUTO_FREE struct by_tonnes *row = xcalloc((size_t)count, sizeof *row);
    char list[LINE] = "", line[LINE + WORDS], tonnes[WORDS];
    size_t length = 0;
    for (int c = 0; c < count; c++)
        if (partner->commodity_kg[c] > 0)
            row[used++] = (struct by_tonnes){partner->commodity_kg[c], c};
    qsort(row, (size_t)used, sizeof *row, most_first);
    for (; told < used && told < COMMODITIES_SHOWN; told++) {
        int c = row[told].commodity;
        const char *name = c == scenario->commodities            ? _("goods not named")
                           : scenario->commodity[c].name != NULL ? scenario->commodity[c].name
                                                                 : scenario->commodity[c].id;
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%.80s %s t", told > 0 ? ", " : "",
                                   name, about_tonnes_words(tonnes, row[told].kg));
    }
    if (used > told)
        snprintf(line, sizeof line, P_("For %s and %s more", "For %s and %s more", used - told), list,
                 number_words(tonnes, used - told, 0, 0));
    else
        snprintf(line, sizeof line, _("For %s"), list);
    if (used > 0)
        text_wrapped(telling->page, 3, line);
}

static void tell_pieces(const struct telling *telling, const struct partner *partner) {
    const struct page *page = telling->page;
    char line[LINE], name[RESOURCE], tonnes[WORDS], worth[WORDS];
    for (int i = 0; i < partner->pieces && i < PIECES_SHOWN; i++) {
        const struct partner_piece *piece = &telling->partners->piece[partner->first_piece + i];
        const struct plan_resource resource = {.link = piece->link, .terminal = piece->terminal};
        snprintf(line, sizeof line, _("%.500s: %s t; closed to them alone, %s more"),
                 resource_words(page->network, &resource, name),
                 about_tonnes_words(tonnes, piece->carried_kg),
                 money_words(worth, page->scale, piece->worth[WORTH_TOTAL] * 1000));
        text_wrapped(page, 3, line);
    }
    if (partner->pieces > PIECES_SHOWN)
        fprintf(page->out,
                P_("   ... and %s more; --format json has all\n",
                   "   ... and %s more; --format json has all\n", partner->pieces - PIECES_SHOWN),
                number_words(tonnes, partner->pieces - PIECES_SHOWN, 0, 0));
}

static void tell_partners(const struct telling *telling) {
    const struct partners *partners = telling->partners;
    int told = 0;
    for (int i = 0; i < partners->partners; i++) {
        if (partners->partner[i].carried_kg == 0)
            continue;
        if (told == TOLD) {
            fprintf(telling->page->out, "%s\n", _("... and more; --format json has all"));
            return;
        }
        if (told++ == 0)
            text_heading(telling->page, "Which of its links and terminals, and for what");
        fprintf(telling->page->out, "%d. %s\n", i + 1, partners->partner[i].region);
        tell_commodities(telling, &partners->partner[i]);
        tell_pieces(telling, &partners->partner[i]);
    }
}

/* ---- pairs ---- */

/* Below what the proofs leave open there is nothing to say of a pair. */
static bool is_strong(const struct telling *telling, const struct partner_pair *pair, bool together) {
    double most = wide_double(telling->partners->nobody[WORTH_TOTAL], MONEY_PLACES);
    double open = fmax(8 * telling->partners->gap, 1e-9) * most;
    return together ? pair->index > open : pair->index < -open;
}

static void tell_kind(const struct telling *telling, bool together) {
    const struct partners *partners = telling->partners;
    const struct page *page = telling->page;
    char line[LINE], words[WORDS];
    int told = 0;
    for (int i = 0; i < partners->pairs; i++) {
        const struct partner_pair *pair = &partners->pair[i];
        if (!is_strong(telling, pair, together))
            continue;
        if (told == PAIRS_SHOWN) {
            fprintf(page->out, "%s\n", _("... and more; --format json has all"));
            return;
        }
        if (told++ == 0)
            text_heading(page, together ? N_("Pairs that strengthen each other")
                                        : N_("Pairs that replace each other"));
        wide e7 = (wide)(fabs(pair->index) * 1e7);
        snprintf(line, sizeof line,
                 together ? _("%.120s and %.120s: together %s more than one by one")
                          : _("%.120s and %.120s: together %s less than one by one"),
                 partners->partner[pair->first].region, partners->partner[pair->second].region,
                 money_words(words, money_scale_for(page->network, e7), e7));
        text_wrapped(page, 0, line);
    }
}

static void put_proof(const struct telling *telling) {
    const struct partners *partners = telling->partners;
    char line[LINE], gap[WORDS], count[WORDS], coalitions[WORDS];
    snprintf(line, sizeof line,
             _("%s plans were made, %s of them of who agrees; each is within %s of the best possible."),
             number_words(count, partners->solves, 0, 0),
             number_words(coalitions, partners->coalitions, 0, 0), gap_words(gap, partners->gap));
    putc('\n', telling->page->out);
    text_wrapped(telling->page, 0, line);
}

void report_partners_text(const struct partners *partners, const struct virtual_network *network,
                          struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    struct virtual_network shown = *network; /* that all are granted goes without saying here */
    const struct page page = {.scenario = network->scenario,
                              .network = roads,
                              .virtual_network = &shown,
                              .scale = money_scale_for(roads, partners->worth[WORTH_TOTAL] * 1000),
                              .style = style,
                              .out = out};
    const struct telling telling = {.page = &page, .partners = partners};
    shown.variant.granted = 0;
    text_title(&page, _("What each partner is worth"));
    if (partners->partners == 0) {
        text_wrapped(&page, 0,
                     _("Nobody owns a link or terminal, other than public roads, that shippers not at home "
                       "there could "
                       "use: jurisdiction in link.csv and terminal.csv says whose they are."));
        return;
    }
    put_ends(&telling);
    put_shares(&telling);
    put_meaning(&telling);
    put_idle(&telling);
    put_losses(&telling);
    put_fees(&telling);
    if (!style.brief)
        tell_partners(&telling);
    tell_kind(&telling, true);
    tell_kind(&telling, false);
    put_proof(&telling);
}
