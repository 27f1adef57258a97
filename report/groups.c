// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/groups.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void group_add(struct group *group, const struct plan_sum *sum) {
    group->quantity_kg += sum->quantity_kg;
    group->kg_mm += sum->kg_mm;
    group->kg_uh += sum->kg_uh;
    group->money_e7 += sum->money_e7;
}

bool group_is_fixed(const struct group *group) {
    return group->quantity_kg == 0;
}

static void add_fixed(const struct page *page, struct group *group, int *count) {
    if (page->summary->fixed_e7 != 0)
        group[(*count)++] = (struct group){.name = _("(fixed costs)"), .money_e7 = page->summary->fixed_e7};
}

/* ---- groups ---- */

static const char *commodity_words(const struct scenario *scenario, int commodity) {
    if (commodity == scenario->commodities)
        return _("(none stated)");
    const struct commodity *it = &scenario->commodity[commodity];
    return it->name != NULL ? it->name : it->id;
}

static int dearest_first(const void *left, const void *right) {
    const struct group *a = left, *b = right;
    return a->money_e7 != b->money_e7 ? (a->money_e7 > b->money_e7 ? -1 : 1) : 0;
}

/* All from most - 1 on become one. */
static int join_rest(struct group *group, int count, int most, char *others, size_t size) {
    struct group *rest = &group[most - 1];
    if (count <= most)
        return count;
    for (int i = most; i < count; i++) {
        rest->quantity_kg += group[i].quantity_kg;
        rest->kg_mm += group[i].kg_mm;
        rest->kg_uh += group[i].kg_uh;
        rest->money_e7 += group[i].money_e7;
    }
    snprintf(others, size, _("%d others"), count - most + 1);
    rest->name = others;
    return most;
}

int commodity_groups(const struct page *page, struct group *group, int most, char *others, size_t size) {
    int count = 0;
    for (int c = 0; c <= page->scenario->commodities; c++) {
        if (page->summary->commodity[c].quantity_kg == 0)
            continue;
        group[count] = (struct group){.name = commodity_words(page->scenario, c)};
        group_add(&group[count++], &page->summary->commodity[c]);
    }
    if (count == 0)
        return 0;
    qsort(group, (size_t)count, sizeof *group, dearest_first);
    count = join_rest(group, count, most, others, size);
    add_fixed(page, group, &count);
    return count;
}

int mode_groups(const struct page *page, struct group *group) {
    int count = page->summary->modes;
    for (int m = 0; m < count; m++) {
        group[m] = (struct group){.name = mode_words(page->summary->mode[m])};
        group_add(&group[m], &page->summary->by_mode[m]);
    }
    if (count > 0)
        add_fixed(page, group, &count);
    return count;
}

struct group group_total(const struct page *page) {
    struct group total = {.name = _("Total")};
    group_add(&total, &page->summary->total);
    return total;
}

/* ---- rounded columns that add up ---- */

int t_km_shown(const struct page *page) {
    return page->summary->total.kg_mm >= power_of_ten(15) ? 3 : 0;
}

const char *t_km_unit(const struct page *page) {
    return t_km_shown(page) > 0 ? N_("million t km") : N_("t km");
}

static wide *round_column(const wide *exact, int count, wide unit) {
    wide *rounded = xcalloc((size_t)count + 1, sizeof *rounded);
    apportion(exact, count, unit, rounded);
    for (int i = 0; i < count; i++)
        rounded[count] += rounded[i];
    return rounded;
}

struct rounded round_groups(const struct page *page, const struct group *group, int count) {
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

void rounded_release(struct rounded *rounded) {
    free(rounded->tonnes);
    free(rounded->t_km);
    free(rounded->money);
}

wide *group_shares(const struct page *page, const struct group *group, int count) {
    AUTO_FREE wide *money = xcalloc((size_t)count, sizeof *money);
    wide *share = xcalloc((size_t)count, sizeof *share), all = page->summary->total.money_e7;
    for (int i = 0; i < count; i++)
        money[i] = group[i].money_e7 * 100;
    if (all > 0)
        apportion(money, count, all, share);
    return share;
}

/* ---- items ---- */

int item_rows(const struct page *page, struct item_row row[ITEM_ROWS]) {
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
            row[count++] = (struct item_row){money[i], share[i],
                                             i == ITEM_COUNT ? _("fixed") : item_words((enum item)i)};
    return count;
}
