// SPDX-License-Identifier: GPL-3.0-or-later
/* Outputs that differ, by item, mode and shipment; each table adds up to the difference. */
#include "report/compare.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_SHOWN = 15, LINE = 400 };

/* ---- rows of money ---- */

struct ledger_row {
    const char *name;
    wide before, after;     /* 1e-13 */
    wide shown, shown_more; /* before, and how much more after; rounded so that rows add up */
    int number;
};

static wide size_of(const struct ledger_row *row) {
    return row->after > row->before ? row->after - row->before : row->before - row->after;
}

static int most_first(const void *left, const void *right) {
    const struct ledger_row *a = left, *b = right;
    wide x = size_of(a), y = size_of(b);
    return x != y ? (x > y ? -1 : 1) : (a->number > b->number) - (a->number < b->number);
}

static void put_amounts(const struct contrast *contrast, struct table *table, const struct ledger_row *row) {
    char words[WORDS];
    table_cell(table, row->name);
    table_cell(table, contrast_words(words, contrast, row->shown, false));
    table_cell(table, contrast_words(words, contrast, row->shown + row->shown_more, false));
    table_cell(table, contrast_words(words, contrast, row->shown_more, true));
}

static void add_row(struct ledger_row *sum, const struct ledger_row *row) {
    sum->shown += row->shown;
    sum->shown_more += row->shown_more;
}

/* In the order in which they stand, which is that of the totals. */
static void round_rows(const struct contrast *contrast, struct ledger_row *row, int count) {
    struct running column[2] = {{0}};
    for (int i = 0; i < count; i++) {
        row[i].number = i;
        row[i].shown = running_add(&column[0], contrast->scale, row[i].before);
        row[i].shown_more = running_add(&column[1], contrast->scale, row[i].after - row[i].before);
    }
}

static char *others_words(char words[WORDS], int others, bool shipments) {
    char number[WORDS];
    number_words(number, others, 0, 0);
    snprintf(words, WORDS,
             shipments ? P_("%.60s other shipment", "%.60s other shipments", others)
                       : P_("%.60s other", "%.60s other", others),
             number);
    return words;
}

/* Those that differ most, the others together, and all: in `title`, rows sorted here. */
static void put_ledger(const struct contrast *contrast, const char *title, struct ledger_row *row, int count,
                       bool shipments) {
    const struct table_column columns[] = {{title, false, true},
                                           {N_("before"), true, false},
                                           {N_("after"), true, false},
                                           {N_("difference"), true, false}};
    struct ledger_row rest = {0}, all = {.name = _("Total")};
    char name[WORDS];
    int shown = 0;
    AUTO(table_release) struct table *table = table_new(columns, 4);
    round_rows(contrast, row, count);
    qsort(row, (size_t)count, sizeof *row, most_first);
    for (int i = 0; i < count; i++) {
        add_row(&all, &row[i]);
        if (size_of(&row[i]) != 0 && shown < ROWS_SHOWN && ++shown)
            put_amounts(contrast, table, &row[i]);
        else
            add_row(&rest, &row[i]);
    }
    if (shown == 0)
        return;
    rest.name = others_words(name, count - shown, shipments);
    if (shown < count && (rest.shown != 0 || rest.shown_more != 0))
        put_amounts(contrast, table, &rest);
    table_total(table);
    put_amounts(contrast, table, &all);
    putc('\n', contrast->page[0].out);
    table_print(table, 0, contrast->page[0].style.width, contrast->page[0].style.painted,
                contrast->page[0].out);
}

void compare_by_item(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    struct ledger_row row[PART_COUNT];
    char title[2 * WORDS], unit[WORDS];
    int count = 0;
    for (int part = 0; part < PART_COUNT; part++) {
        wide before = comparison->part_e13[0][part], after = comparison->part_e13[1][part];
        if (before != 0 || after != 0)
            row[count++] = (struct ledger_row){.name = part_words(part), .before = before, .after = after};
    }
    snprintf(title, sizeof title, _("By item, %.60s"), money_unit(unit, contrast->scale));
    put_ledger(contrast, title, row, count, false);
}

/* ---- shipments ---- */

static const char *shipment_words(const struct contrast *contrast, const struct compare_row *row,
                                  char words[LINE]) {
    int side = row->at[0] >= 0 ? 0 : 1;
    const struct scenario *scenario = contrast->page[side].scenario;
    const char *of = commodity_of_words(scenario, &scenario->shipment[row->at[side]]);
    snprintf(words, LINE, "%.60s%s%.200s", row->id, of[0] != '\0' ? "  " : "", of);
    return words;
}

void compare_by_shipment(const struct contrast *contrast) {
    const struct comparison *comparison = contrast->comparison;
    int count = comparison->shipments;
    char title[2 * WORDS], unit[WORDS], words[LINE];
    AUTO_FREE struct ledger_row *row = xcalloc((size_t)count + 1, sizeof *row);
    for (int k = 0; k < count; k++) {
        const struct compare_row *of = &comparison->shipment[k];
        row[k] = (struct ledger_row){.name = xstrdup(shipment_words(contrast, of, words)),
                                     .before = of->worth[0].of[MEASURE_OBJECTIVE],
                                     .after = of->worth[1].of[MEASURE_OBJECTIVE]};
    }
    const wide *fixed[] = {&comparison->part_e13[0][PART_FIXED], &comparison->part_e13[1][PART_FIXED]};
    if (*fixed[0] != 0 || *fixed[1] != 0)
        row[count++] =
            (struct ledger_row){.name = xstrdup(_("(fixed costs)")), .before = *fixed[0], .after = *fixed[1]};
    snprintf(title, sizeof title, _("By shipment, %.60s"), money_unit(unit, contrast->scale));
    put_ledger(contrast, title, row, count, true);
    for (int k = 0; k < count; k++)
        free((char *)row[k].name);
}

/* ---- modes ---- */

static void put_change(struct table *table, wide before, wide after, int places, int shown) {
    char words[WORDS];
    wide unit = power_of_ten(places - shown);
    before = wide_divide(before, unit);
    after = wide_divide(after, unit);
    table_cell(table, number_words(words, after, shown, shown));
    table_cell(table, signed_words(words, after - before, shown, shown));
}

static bool modes_differ(const struct comparison *comparison) {
    for (int m = 0; m < comparison->modes; m++) {
        struct worth difference = worth_minus(&comparison->mode[m].worth[1], &comparison->mode[m].worth[0]);
        if (!worth_is_zero(&difference))
            return true;
    }
    return false;
}

void compare_by_mode(const struct contrast *contrast) {
    static const struct table_column columns[] = {
        {N_("By mode"), false, true},      {"t", true, false}, {"", true, false},
        {N_("million t km"), true, false}, {"", true, false},  {N_("money"), true, false},
        {N_("difference"), true, false}};
    const struct comparison *comparison = contrast->comparison;
    struct running column[2] = {{0}}, sum[2] = {{0}};
    wide all[2] = {0}, km[2] = {0};
    char words[WORDS];
    if (!modes_differ(comparison))
        return;
    AUTO(table_release) struct table *table = table_new(columns, 7);
    for (int m = 0; m <= comparison->modes; m++) {
        const struct compare_row *row = m < comparison->modes ? &comparison->mode[m] : NULL;
        if (row == NULL)
            table_total(table);
        table_cell(table, row != NULL ? mode_words(row->id) : _("Total"));
        if (row != NULL)
            put_change(table, row->worth[0].of[MEASURE_MOVED], row->worth[1].of[MEASURE_MOVED], MASS_PLACES,
                       0);
        else
            table_cell(table, ""), table_cell(table, "");
        wide e13[2];
        for (int i = 0; i < 2; i++) {
            e13[i] = row != NULL ? row->worth[i].of[MEASURE_COST] * power_of_ten(6) : all[i];
            all[i] += e13[i];
            km[i] += row != NULL ? row->worth[i].of[MEASURE_TONNE_KM] : 0;
        }
        put_change(table, row != NULL ? row->worth[0].of[MEASURE_TONNE_KM] : km[0],
                   row != NULL ? row->worth[1].of[MEASURE_TONNE_KM] : km[1], 15, 3);
        struct running *of = row != NULL ? column : sum;
        wide first = running_add(&of[0], contrast->scale, e13[0]),
             more = running_add(&of[1], contrast->scale, e13[1] - e13[0]);
        table_cell(table, contrast_words(words, contrast, first + more, false));
        table_cell(table, contrast_words(words, contrast, more, true));
    }
    putc('\n', contrast->page[0].out);
    table_print(table, 0, contrast->page[0].style.width, contrast->page[0].style.painted,
                contrast->page[0].out);
    text_wrapped(&contrast->page[0], 0,
                 _("A tonne counts on every mode it uses. After, and how much more that is."));
}
