// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_SHOWN = 20 }; /* of commodities */

/* One row of a table: a group of legs or shipments and what it amounts to. */
struct group {
    const char *name;
    int64_t quantity_kg;
    wide kg_mm, kg_uh, money_e7;
};

static void group_add(struct group *group, const struct plan_sum *sum) {
    group->quantity_kg += sum->quantity_kg;
    group->kg_mm += sum->kg_mm;
    group->kg_uh += sum->kg_uh;
    group->money_e7 += sum->money_e7;
}

static int dearest_first(const void *left, const void *right) {
    const struct group *a = left, *b = right;
    return a->money_e7 != b->money_e7 ? (a->money_e7 > b->money_e7 ? -1 : 1) : 0;
}

/* ---- rounded columns that add up ---- */

/* Each column rounded to its unit; row `count` is the rounded total. */
struct rounded {
    wide *tonnes, *t_km, *money;
};

/* Tonne-kilometres in millions with three decimals, or one by one under a million. */
static int t_km_shown(const struct page *page) {
    return page->summary->total.kg_mm >= power_of_ten(15) ? 3 : 0;
}

static const char *t_km_unit(const struct page *page) {
    return t_km_shown(page) > 0 ? "million t km" : "t km";
}

static wide *round_column(const wide *exact, int count, wide unit) {
    wide *rounded = xcalloc((size_t)count + 1, sizeof *rounded);
    apportion(exact, count, unit, rounded);
    for (int i = 0; i < count; i++)
        rounded[count] += rounded[i];
    return rounded;
}

static struct rounded round_groups(const struct page *page, const struct group *group, int count) {
    AUTO_FREE wide *kg = xcalloc((size_t)count, sizeof *kg);
    AUTO_FREE wide *kg_mm = xcalloc((size_t)count, sizeof *kg_mm);
    AUTO_FREE wide *e7 = xcalloc((size_t)count, sizeof *e7);
    for (int i = 0; i < count; i++) {
        kg[i] = group[i].quantity_kg;
        kg_mm[i] = group[i].kg_mm;
        e7[i] = group[i].money_e7;
    }
    return (struct rounded){round_column(kg, count, power_of_ten(3)),
                            round_column(kg_mm, count, power_of_ten(t_km_shown(page) > 0 ? 12 : 9)),
                            round_column(e7, count, power_of_ten(7 + page->scale.shift - page->scale.shown))};
}

static void rounded_release(struct rounded *rounded) {
    free(rounded->tonnes);
    free(rounded->t_km);
    free(rounded->money);
}

static bool is_fixed(const struct group *group) {
    return group->quantity_kg == 0;
}

/* Fixed costs are of no tonne: a row of money alone, where there are any. */
static void add_fixed(const struct page *page, struct group *group, int *count) {
    if (page->summary->fixed_e7 != 0)
        group[(*count)++] = (struct group){.name = "(fixed costs)", .money_e7 = page->summary->fixed_e7};
}

static void cell_number(struct table *table, wide n, int places) {
    char words[WORDS];
    table_cell(table, number_words(words, n, places, places));
}

static void cell_mean(struct table *table, wide sum, int64_t kg, int places, int shown) {
    char words[WORDS];
    table_cell(table, kg > 0 ? number_words(words, wide_divide(sum, kg), places, shown) : "");
}

/* ---- by commodity ---- */

static const char *commodity_words(const struct scenario *scenario, int commodity) {
    if (commodity == scenario->commodities)
        return "(none stated)";
    const struct commodity *it = &scenario->commodity[commodity];
    return it->name != NULL ? it->name : it->id;
}

/* The commodities that move, dearest first; those past ROWS_SHOWN in one last row. */
static int commodity_groups(const struct page *page, struct group *group, char *others, size_t size) {
    int count = 0;
    for (int c = 0; c <= page->scenario->commodities; c++) {
        if (page->summary->commodity[c].quantity_kg == 0)
            continue;
        group[count] = (struct group){.name = commodity_words(page->scenario, c)};
        group_add(&group[count++], &page->summary->commodity[c]);
    }
    qsort(group, (size_t)count, sizeof *group, dearest_first);
    if (count <= ROWS_SHOWN)
        return count;
    struct group *rest = &group[ROWS_SHOWN - 1];
    for (int i = ROWS_SHOWN; i < count; i++) {
        rest->quantity_kg += group[i].quantity_kg;
        rest->kg_mm += group[i].kg_mm;
        rest->kg_uh += group[i].kg_uh;
        rest->money_e7 += group[i].money_e7;
    }
    snprintf(others, size, "%d others", count - ROWS_SHOWN + 1);
    rest->name = others;
    return ROWS_SHOWN;
}

static void commodity_row(const struct page *page, struct table *table, const struct group *group,
                          const struct rounded *rounded, int i) {
    table_cell(table, group->name);
    if (is_fixed(group)) {
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
    int count = commodity_groups(page, group, others, sizeof others);
    if (count == 0 || page->scenario->commodities == 0)
        return;
    add_fixed(page, group, &count);
    snprintf(rate, sizeof rate, "%s/t", page->scale.currency);
    const struct table_column columns[] = {{"By commodity", false, true},
                                           {"t", true, false},
                                           {t_km_unit(page), true, false},
                                           {money_unit(money, page->scale), true, false},
                                           {rate, true, false},
                                           {"mean h", true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    for (int i = 0; i < count; i++)
        commodity_row(page, table, &group[i], &rounded, i);
    struct group total = {.name = "Total"};
    group_add(&total, &page->summary->total);
    table_total(table);
    commodity_row(page, table, &total, &rounded, count);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- by mode ---- */

/* Tonnes have no total here: a tonne that changes mode is loaded on both. */
static void mode_rows(const struct page *page, struct table *table, const struct group *group, int count) {
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    AUTO_FREE wide *share = xcalloc((size_t)count, sizeof *share);
    AUTO_FREE wide *money = xcalloc((size_t)count, sizeof *money);
    wide all = page->summary->total.money_e7;
    for (int i = 0; i < count; i++)
        money[i] = group[i].money_e7 * 100;
    if (all > 0)
        apportion(money, count, all, share);
    for (int i = 0; i <= count; i++) {
        if (i == count)
            table_total(table);
        table_cell(table, i < count ? group[i].name : "Total");
        if (i < count && !is_fixed(&group[i]))
            cell_number(table, rounded.tonnes[i], 0);
        else
            table_cell(table, "");
        if (i == count || !is_fixed(&group[i]))
            cell_number(table, rounded.t_km[i], t_km_shown(page));
        else
            table_cell(table, "");
        cell_number(table, rounded.money[i], page->scale.shown);
        table_cellf(table, "%d %%", i < count ? (int)share[i] : all > 0 ? 100 : 0);
    }
}

void text_by_mode(const struct page *page) {
    int count = page->summary->modes;
    if (count == 0)
        return;
    AUTO_FREE struct group *group = xcalloc((size_t)count + 1, sizeof *group);
    for (int m = 0; m < count; m++) {
        group[m] = (struct group){.name = page->summary->mode[m]};
        group_add(&group[m], &page->summary->by_mode[m]);
    }
    add_fixed(page, group, &count);
    char money[WORDS];
    const struct table_column columns[] = {{"By mode of leg", false, true},
                                           {"t", true, false},
                                           {t_km_unit(page), true, false},
                                           {money_unit(money, page->scale), true, false},
                                           {"of money", true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 5);
    mode_rows(page, table, group, count);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    text_wrapped(page, 0, "A tonne counts on every mode it uses. Money: of the leg, its handling included.");
}

/* ---- by item ---- */

enum { ITEM_ROWS = ITEM_COUNT + 1 }; /* the last for fixed costs */

struct item_row {
    wide money, share; /* rounded */
    const char *name;
};

/* The items that cost something, in their own order, and fixed costs. */
static int item_rows(const struct page *page, struct item_row row[ITEM_ROWS]) {
    const struct plan_sum *total = &page->summary->total;
    wide exact[ITEM_ROWS], money[ITEM_ROWS], share[ITEM_ROWS], times_100[ITEM_ROWS];
    int count = 0;
    memcpy(exact, total->item_e7, sizeof total->item_e7);
    exact[ITEM_COUNT] = page->summary->fixed_e7;
    for (int i = 0; i < ITEM_ROWS; i++)
        times_100[i] = exact[i] * 100;
    apportion(exact, ITEM_ROWS, power_of_ten(7 + page->scale.shift - page->scale.shown), money);
    apportion(times_100, ITEM_ROWS, total->money_e7, share);
    for (int i = 0; i < ITEM_ROWS; i++)
        if (exact[i] > 0)
            row[count++] = (struct item_row){money[i], share[i], part_name(i)};
    return count;
}

static void item_cells(const struct page *page, struct table *table, const char *name, wide money,
                       int share) {
    table_cell(table, name);
    cell_number(table, money, page->scale.shown);
    table_cellf(table, "%d %%", share);
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
    const struct table_column columns[] = {{"By item", false, true},  {money, true, false},
                                           {"of money", true, false}, {"", false, false},
                                           {"", true, false},         {"", true, false}};
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
    item_cells(page, table, "Total", sum, 100);
    for (int c = 0; c < 3; c++)
        table_cell(table, "");
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}
