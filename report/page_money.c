// SPDX-License-Identifier: GPL-3.0-or-later
/* Money on the page by item, mode and commodity: the rows of the text tables, each table adding up to the headline. */
#include "report/groups.h"
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <limits.h>

static void items(const struct page *page) {
    struct item_row row[ITEM_ROWS];
    struct html_table table;
    char unit[WORDS];
    if (page->summary->total.money_e7 <= 0)
        return;
    int count = item_rows(page, row);
    wide sum = 0;
    const struct html_column columns[] = {{_("Item"), false, false, 0},
                                          {money_unit(unit, page->scale), true, true, page->scale.shown},
                                          {_("of money, %"), true, true, 0}};
    html_table_begin(&table, page->out, "table-items", "", _("Money by item"), columns, 3);
    for (int i = 0; i < count; i++) {
        html_row(&table, NULL, NULL);
        html_cell(&table, row[i].name);
        page_money_cell(&table, page->scale, row[i].money);
        html_cell_number(&table, row[i].share, 0, 0);
        sum += row[i].money;
    }
    html_total_row(&table);
    html_cell(&table, _("Total"));
    page_money_cell(&table, page->scale, sum);
    html_cell_number(&table, 100, 0, 0);
    html_table_end(&table);
}

static void tonnes_cells(const struct page *page, struct html_table *table, const struct group *group,
                         const struct rounded *rounded, int i, bool tonnes) {
    if (tonnes && !group_is_fixed(group))
        html_cell_number(table, rounded->tonnes[i], 0, 0);
    else
        html_cell(table, "");
    if (!group_is_fixed(group))
        html_cell_number(table, rounded->t_km[i], t_km_shown(page), t_km_shown(page));
    else
        html_cell(table, "");
    page_money_cell(table, page->scale, rounded->money[i]);
}

/* Tonnes have no total here: a tonne that changes mode is loaded on both. */
static void modes(const struct page *page) {
    AUTO_FREE struct group *group = xcalloc((size_t)page->summary->modes + 1, sizeof *group);
    int count = mode_groups(page, group);
    struct html_table table;
    char unit[WORDS];
    if (count == 0)
        return;
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    AUTO_FREE wide *share = group_shares(page, group, count);
    const struct group total = group_total(page);
    const struct html_column columns[] = {{_("Mode"), false, false, 0},
                                          {_("t"), true, false, 0},
                                          {_(t_km_unit(page)), true, true, t_km_shown(page)},
                                          {money_unit(unit, page->scale), true, true, page->scale.shown},
                                          {_("of money, %"), true, true, 0}};
    html_table_begin(&table, page->out, "table-modes", "", _("Money by mode"), columns, 5);
    for (int i = 0; i < count; i++) {
        bool fixed = group_is_fixed(&group[i]);
        html_row(&table, fixed ? NULL : "mode", fixed ? NULL : page->summary->mode[i]);
        html_cell_name(&table, group[i].name);
        tonnes_cells(page, &table, &group[i], &rounded, i, true);
        html_cell_number(&table, share[i], 0, 0);
    }
    html_total_row(&table);
    html_cell(&table, total.name);
    tonnes_cells(page, &table, &total, &rounded, count, false);
    html_cell_number(&table, page->summary->total.money_e7 > 0 ? 100 : 0, 0, 0);
    html_table_end(&table);
    html_element(page->out, "p",
                 _("A tonne counts on every mode it uses. Money: of the leg, its handling included."));
}

static void mean_cells(struct html_table *table, const struct group *group) {
    int64_t kg = group->quantity_kg;
    if (kg == 0) {
        html_cell(table, "");
        html_cell(table, "");
        return;
    }
    html_cell_number(table, wide_divide(group->money_e7, kg), MONEY_PLACES, 0);
    html_cell_number(table, wide_divide(group->kg_uh, kg), HOUR_PLACES, 1);
}

static void commodities(const struct page *page) {
    AUTO_FREE struct group *group = xcalloc((size_t)page->scenario->commodities + 2, sizeof *group);
    char unused[WORDS], unit[WORDS], rate[WORDS];
    int count = commodity_groups(page, group, INT_MAX, unused, sizeof unused);
    struct html_table table;
    if (count == 0 || page->scenario->commodities == 0)
        return;
    snprintf(rate, sizeof rate, _("%s per tonne"), page->scale.currency);
    AUTO(rounded_release) struct rounded rounded = round_groups(page, group, count);
    const struct group total = group_total(page);
    const struct html_column columns[] = {{_("Commodity"), false, false, 0},
                                          {_("t"), true, true, 0},
                                          {_(t_km_unit(page)), true, true, t_km_shown(page)},
                                          {money_unit(unit, page->scale), true, true, page->scale.shown},
                                          {rate, true, false, 0},
                                          {_("mean h"), true, false, 0}};
    html_table_begin(&table, page->out, "table-commodities", "", _("By commodity"), columns, 6);
    for (int i = 0; i < count; i++) {
        html_row(&table, NULL, NULL);
        html_cell_name(&table, group[i].name);
        tonnes_cells(page, &table, &group[i], &rounded, i, true);
        mean_cells(&table, &group[i]);
    }
    html_total_row(&table);
    html_cell(&table, total.name);
    tonnes_cells(page, &table, &total, &rounded, count, true);
    mean_cells(&table, &total);
    html_table_end(&table);
}

/* Money counts where it is open; of no commodity or mode. */
static void facilities(const struct page *page) {
    const struct plan *plan = page->plan;
    const struct html_column columns[] = {{_("Facility"), false, false, 0},
                                          {_("id"), false, false, 0},
                                          {_("t"), true, false, 0},
                                          {_("What it brings"), false, false, 0}};
    struct html_table table;
    char name[RESOURCE], choice[CHOICE_WORDS];
    if (plan->facilities == 0)
        return;
    html_table_begin(&table, page->out, "table-facilities", "", _("What costs something to have open"),
                     columns, 4);
    for (int f = 0; f < plan->facilities; f++) {
        const struct plan_facility *facility = &plan->facility[f];
        html_row(&table, facility->link >= 0 ? "link" : "terminal", facility_id(page->network, facility));
        html_cell_name(&table, facility_place_words(page->network, facility, name));
        html_cell_name(&table, facility_id(page->network, facility));
        html_cell_number(&table, facility->flow_kg, MASS_PLACES, 0);
        html_cell(&table, facility_choice_words(page, facility, choice));
    }
    html_table_end(&table);
}

void page_money(const struct page *page) {
    section_begin(page->out, "money", "", _("Where the money goes"));
    items(page);
    modes(page);
    commodities(page);
    facilities(page);
    section_end(page->out);
}
