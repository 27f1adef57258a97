// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"

#include <string.h>

enum { WHOLE_MOST = 2, SHORT_MOST = 12, LINE = 400 };

struct reporting {
    const struct page *page;
    const struct sensitivity *sensitivity;
};

/* ---- head ---- */

static void title(const struct reporting *r) {
    const struct page *page = r->page;
    char words[WORDS], tonnes[WORDS];
    bool unmet = r->sensitivity->unmet_t > 0;
    text_title(page, _("How far tariffs may move before another plan is best"));
    fprintf(page->out,
            unmet ? _("Total %s: money + time + penalty for what stays behind\n")
                  : _("Total %s: money + time\n"),
            money_words(words, page->scale, currency_e7(r->sensitivity->total)));
    if (unmet)
        fprintf(page->out, _("%s t can't move\n"),
                tonnes_words(tonnes, (int64_t)(r->sensitivity->unmet_t * 1000 + 0.5)));
}

/* ---- tables ---- */

static void cell_share(struct table *table, const struct rate_range *range, int side) {
    char words[WORDS];
    if (range->ends[side])
        table_cell(table, share_words(words, range->end[side].share));
    else
        table_cell(table, side == RISE ? _("any") : percent_words(words, -100, 0, 0));
}

static void cell_amount(struct table *table, const struct rate_range *range, int side) {
    char words[WORDS];
    if (range->ends[side])
        table_cell(table, amount_words(words, range->only, range->end[side].share));
    else
        table_cell(table, side == RISE ? _("any") : "0");
}

/* Rates of one item and basis, whose amounts can be compared. */
static void put_rates(const struct reporting *r, enum item item, enum basis basis) {
    const struct page *page = r->page;
    char head[3 * WORDS], words[WORDS], kind[WORDS];
    snprintf(kind, sizeof kind, "%s", item_words(item));
    kind[0] = (char)(kind[0] - 'a' + 'A');
    if (basis == BASIS_PERCENT)
        snprintf(head, sizeof head, _("%s, per cent"), kind);
    else
        snprintf(head, sizeof head, _("%s, %s per %s"), kind, page->scale.currency, basis_unit_words(basis));
    const struct table_column columns[] = {{head, false, true},        {N_("now"), true, false},
                                           {N_("from"), true, false},  {N_("to"), true, false},
                                           {N_("least"), true, false}, {N_("most"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    int rows = 0;
    for (int i = 0; i < r->sensitivity->ranges; i++) {
        const struct rate_range *range = &r->sensitivity->range[i];
        const struct rate *rate = range->group.rate;
        if (rate == NULL || rate->item != item || rate->basis != basis || range->kind != RANGE_MOVES)
            continue;
        table_cell(table, rate->tariff_id);
        table_cell(table, amount_words(words, rate, 0));
        cell_amount(table, range, FALL);
        cell_amount(table, range, RISE);
        cell_share(table, range, FALL);
        cell_share(table, range, RISE);
        rows++;
    }
    if (rows == 0)
        return;
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* Items, all their rates together. */
static void put_items(const struct reporting *r) {
    const struct page *page = r->page;
    char unit[WORDS], paid[WORDS], words[WORDS];
    snprintf(paid, sizeof paid, _("paid, %.60s"), money_unit(unit, page->scale));
    const struct table_column columns[] = {{N_("All rates of"), false, true},
                                           {N_("rates"), true, false},
                                           {paid, true, false},
                                           {N_("optimal from"), true, false},
                                           {N_("to"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 5);
    int rows = 0;
    for (int i = 0; i < r->sensitivity->ranges; i++) {
        const struct rate_range *range = &r->sensitivity->range[i];
        if (range->group.rate != NULL || range->kind != RANGE_MOVES)
            continue;
        table_cell(table, item_words(range->group.item));
        table_cell(table, number_words(words, range->rates, 0, 0));
        table_cell(table, money_number(words, page->scale, currency_e7(range->paid)));
        cell_share(table, range, FALL);
        cell_share(table, range, RISE);
        rows++;
    }
    if (rows == 0)
        return;
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* Those without a range, by name. */
static void put_others(const struct reporting *r, enum range_kind kind, const char *why) {
    AUTO_FREE char *words = NULL;
    size_t size;
    int count = 0;
    FILE *out = open_memstream(&words, &size);
    if (out == NULL)
        return;
    for (int i = 0; i < r->sensitivity->ranges; i++) {
        const struct rate_range *range = &r->sensitivity->range[i];
        if (range->kind == kind)
            fprintf(out, "%s %s", count++ == 0 ? why : ",",
                    range->group.rate != NULL ? range->group.rate->tariff_id : item_words(range->group.item));
    }
    fclose(out);
    if (count == 0)
        return;
    putc('\n', r->page->out);
    text_wrapped(r->page, 0, words);
}

/* ---- what happens ---- */

static int count_ending(const struct sensitivity *sensitivity) {
    int count = 0;
    for (int i = 0; i < sensitivity->ranges; i++)
        count += sensitivity->range[i].ends[FALL] || sensitivity->range[i].ends[RISE];
    return count;
}

static void put_ends(const struct reporting *r) {
    int count = count_ending(r->sensitivity);
    if (count == 0)
        return;
    if (r->sensitivity->ranges > SHORT_MOST) {
        putc('\n', r->page->out);
        text_wrapped(
            r->page, 0,
            _("What happens at an end: ask for the one (--tariff ID, --item NAME), or --format json."));
        return;
    }
    text_heading(r->page, "What happens at the ends");
    for (int i = 0; i < r->sensitivity->ranges; i++)
        sensitivity_ends(r->page, r->sensitivity, &r->sensitivity->range[i],
                         r->sensitivity->ranges < WHOLE_MOST);
}

void report_sensitivity_text(const struct sensitivity *sensitivity, const struct virtual_network *network,
                             const struct sensitivity_settings *settings, struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    const struct page page = {.scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .scale = money_scale_for(roads, currency_e7(sensitivity->total)),
                              .style = style,
                              .out = out};
    const struct reporting r = {&page, sensitivity};
    title(&r);
    for (int item = 0; item < ITEM_BOOK; item++)
        for (int basis = 0; basis < BASIS_COUNT; basis++)
            put_rates(&r, (enum item)item, (enum basis)basis);
    put_items(&r);
    put_others(&r, RANGE_IDLE, _("Price nothing in this network:"));
    put_others(&r, RANGE_ZERO, _("Amount 0, of which there is no share to move:"));
    put_ends(&r);
    for (int i = 0; i < sensitivity->ranges && settings->curve; i++)
        if (sensitivity->range[i].kind == RANGE_MOVES)
            sensitivity_curve(&page, sensitivity, &sensitivity->range[i], settings->low, settings->high);
}
