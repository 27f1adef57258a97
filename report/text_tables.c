// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/groups.h"

#include "base/language.h"
#include "base/mem.h"

enum { ROWS_SHOWN = 20 }; /* of commodities */

static void cell_number(struct table *table, wide n, int places) {
    char words[WORDS];
    table_cell(table, number_words(words, n, places, places));
}

static void cell_percent(struct table *table, int percent) {
    char words[WORDS];
    table_cell(table, percent_words(words, percent, 0, 0));
}

static void cell_mean(struct table *table, wide sum, int64_t kg, int places, int shown) {
    char words[WORDS];
    table_cell(table, kg > 0 ? number_words(words, wide_divide(sum, kg), places, shown) : "");
}

/* ---- by commodity ---- */

static void commodity_row(const struct page *page, struct table *table, const struct group *group,
                          const struct rounded *rounded, int i) {
    table_cell(table, group->name);
    if (group_is_fixed(group)) {
        table_cell(table, "");
        table_cell(table, "");
    } else {
        cell_number(table, rounded->tonnes[i], 0);
        cell_number(table, rounded->t_km[i], t_km_shown(page));
    }
    cell_number(table, rounded->money[i], page->scale.shown);
    cell_mean(table, group->money_e7, group->quantity_kg, MONEY_PLACES, 0);
    cell_mean(table, group->kg_uh, group->quantity_kg, HOUR_PLACES, 1);
}

void text_by_commodity(const struct page *page) {
    AUTO_FREE struct group *group = xcalloc((size_t)page->scenario->commodities + 2, sizeof *group);
    char others[WORDS], money[WORDS], rate[WORDS];
    int count = commodity_groups(page, group, ROWS_SHOWN, others, sizeof others);
    if (count == 0 || page->scenario->commodities == 0)
        return;
    snprintf(rate, sizeof rate, "%s/t", page->scale.currency);
    const struct table_column columns[] = {{N_("By commodity"), false, true},
                                           {"t", true, false},
                                           {t_km_unit(page), true, false},
                                           {money_unit(money, page->scale), true, false},
                                           {rate, true, false},
                                           {N_("mean h"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    for (int i = 0; i < count; i++)
        commodity_row(page, table, &group[i], &rounded, i);
    struct group total = group_total(page);
    table_total(table);
    commodity_row(page, table, &total, &rounded, count);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- by mode ---- */

/* Tonnes have no total here: a tonne that changes mode is loaded on both. */
static void mode_rows(const struct page *page, struct table *table, const struct group *group, int count) {
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    AUTO_FREE wide *share = group_shares(page, group, count);
    wide all = page->summary->total.money_e7;
    for (int i = 0; i <= count; i++) {
        if (i == count)
            table_total(table);
        table_cell(table, i < count ? group[i].name : _("Total"));
        if (i < count && !group_is_fixed(&group[i]))
            cell_number(table, rounded.tonnes[i], 0);
        else
            table_cell(table, "");
        if (i == count || !group_is_fixed(&group[i]))
            cell_number(table, rounded.t_km[i], t_km_shown(page));
        else
            table_cell(table, "");
        cell_number(table, rounded.money[i], page->scale.shown);
        cell_percent(table, i < count ? (int)share[i] : all > 0 ? 100 : 0);
    }
}

void text_by_mode(const struct page *page) {
    AUTO_FREE struct group *group = xcalloc((size_t)page->summary->modes + 1, sizeof *group);
    int count = mode_groups(page, group);
    if (count == 0)
        return;
    char money[WORDS];
    const struct table_column columns[] = {{N_("By mode of leg"), false, true},
                                           {"t", true, false},
                                           {t_km_unit(page), true, false},
                                           {money_unit(money, page->scale), true, false},
                                           {N_("of money"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 5);
    mode_rows(page, table, group, count);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    text_wrapped(page, 0,
                 _("A tonne counts on every mode it uses. Money: of the leg, its handling included."));
}

/* ---- by item ---- */

static void item_cells(const struct page *page, struct table *table, const char *name, wide money,
                       int share) {
    table_cell(table, name);
    cell_number(table, money, page->scale.shown);
    cell_percent(table, share);
}

/* Two items a line. */
void text_by_item(const struct page *page) {
    struct item_row row[ITEM_ROWS];
    char money[WORDS];
    if (page->summary->total.money_e7 <= 0)
        return;
    int count = item_rows(page, row), half = (count + 1) / 2;
    wide sum = 0;
    money_unit(money, page->scale);
    const struct table_column columns[] = {
        {N_("By item"), false, true}, {money, true, false}, {N_("of money"), true, false},
        {"", false, false},           {"", true, false},    {"", true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int i = 0; i < half; i++) {
        item_cells(page, table, row[i].name, row[i].money, (int)row[i].share);
        if (half + i < count)
            item_cells(page, table, row[half + i].name, row[half + i].money, (int)row[half + i].share);
        for (int c = 0; c < 3 && half + i >= count; c++)
            table_cell(table, "");
        sum += row[i].money + (half + i < count ? row[half + i].money : 0);
    }
    table_total(table);
    item_cells(page, table, _("Total"), sum, 100);
    for (int c = 0; c < 3; c++)
        table_cell(table, "");
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}
