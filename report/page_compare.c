// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between two plans, and by which cause, from a comparison's file; every table adds up to the difference. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/page_compare.h"

enum { LINE = 4 * WORDS, COLUMNS = 4 };

/* ---- three columns: before, after, what the difference is ---- */

static void side_columns(struct html_column column[COLUMNS], const char *title, const char *unit, int shown) {
    column[0] = (struct html_column){title, false, false, 0};
    column[1] = (struct html_column){_("before"), true, true, shown};
    column[2] = (struct html_column){_("after"), true, true, shown};
    column[3] = (struct html_column){unit, true, true, shown};
}

static void side_cells(struct html_table *table, wide before, wide after, int shown) {
    html_cell_number(table, before, shown, shown);
    html_cell_number(table, after, shown, shown);
    page_change_cell(table, after - before, shown);
}

/* In units of the currency: a difference may be small beside what differs. */
static struct money_scale scale_of(const struct page *page, wide e7) {
    struct money_scale scale = money_scale_for(page->network, e7);
    if (scale.shift > 0)
        scale.shift = 0, scale.shown = 0;
    return scale;
}

/* ---- the totals ---- */

static void total_row(struct html_table *table, const struct json *totals, const char *title, const char *key,
                      int places, int shown, bool always) {
    wide unit = power_of_ten(places - shown);
    wide before = wide_divide(page_amount(json_get(totals, "before"), key, places), unit);
    wide after = wide_divide(page_amount(json_get(totals, "after"), key, places), unit);
    if (before == 0 && after == 0 && !always)
        return;
    html_row(table, "measure", key);
    html_cell(table, title);
    side_cells(table, before, after, shown);
}

/* Money, time and penalty add up to what is minimised; [1] is how much more they are after. */
static void money_rows(const struct contrast_page *it, struct html_table *table, const struct json *totals) {
    static const struct {
        const char *key, *title;
    } parts[] = {{"cost", N_("Money")}, {"time_cost", N_("Value of the time")}, {"penalty", N_("Penalty")}};
    wide exact[2][3], rounded[2][3], sum[2] = {0, 0}, unit = power_of_ten(7 - it->scale.shown);
    for (int side = 0; side < 2; side++) {
        const struct json *amounts = json_get(totals, side == 0 ? "before" : "after");
        for (int p = 0; p < 3; p++)
            exact[side][p] = page_amount(amounts, parts[p].key, 7) - (side == 0 ? 0 : exact[0][p]);
        page_round(exact[side], 3, unit, rounded[side]);
        for (int p = 0; p < 3; p++)
            sum[side] += rounded[side][p];
    }
    for (int p = 0; p < 3; p++) {
        if (p > 0 && rounded[0][p] == 0 && rounded[1][p] == 0)
            continue;
        html_row(table, "measure", parts[p].key);
        html_cell(table, _(parts[p].title));
        side_cells(table, rounded[0][p], rounded[0][p] + rounded[1][p], it->scale.shown);
    }
    html_row(table, "measure", "objective");
    html_cell(table, _("Total"));
    side_cells(table, sum[0], sum[0] + sum[1], it->scale.shown);
}

static void put_totals(const struct contrast_page *it) {
    const struct json *totals = json_get(it->root, "totals");
    char amounts[LINE];
    struct html_table table;
    struct html_column column[COLUMNS];
    snprintf(amounts, sizeof amounts, _("Before and after; money in %s"), it->scale.currency);
    side_columns(column, _("Measure"), _("difference"), 0);
    for (int c = 0; c < COLUMNS; c++)
        column[c].sums = false;
    html_table_begin(&table, it->page->out, "table-comparison", it->suffix, amounts, column, COLUMNS);
    money_rows(it, &table, totals);
    total_row(&table, totals, _("Tonne-hours"), "tonne_hours", 6, 0, true);
    total_row(&table, totals, _("Tonne-kilometres"), "tonne_km", 6, 0, true);
    total_row(&table, totals, _("CO2e, t"), "co2e_t", 6, 0, false);
    total_row(&table, totals, _("Moved, t"), "moved_t", MASS_PLACES, 0, true);
    total_row(&table, totals, _("Can't move, t"), "unmet_t", MASS_PLACES, 0, false);
    html_table_end(&table);
}

/* ---- causes ---- */

static wide objective_e7(const struct json *amounts) {
    return page_amount(amounts, "objective", 7);
}

/* A number that could not be found is null in the file. */
static void cause_cell(struct html_table *table, bool known, wide n, int shown) {
    if (known)
        page_change_cell(table, n, shown);
    else
        html_cell(table, "");
}

static void put_cause(struct html_table *table, const struct json *cause, wide alone, wide in_order,
                      int shown) {
    html_row(table, "cause", page_words(cause, "cause"));
    html_cell_name(table, page_words(cause, "cause"));
    html_cell_name(table, page_words(cause, "reason"));
    cause_cell(table, json_is_object(json_get(cause, "alone")), alone, shown);
    cause_cell(table, json_is_object(json_get(cause, "in_order")), in_order, shown);
}

/* Alone with the interaction, and in order, add up to the difference. */
static void put_cause_table(const struct contrast_page *it, const struct json *attribution) {
    const struct json *list = json_get(attribution, "causes");
    int count = json_count(list), i = 0, shown = it->scale.shown;
    bool mixed = json_is_object(json_get(attribution, "interaction"));
    AUTO_FREE wide *exact = xcalloc(4 * ((size_t)count + 1), sizeof *exact);
    wide *alone = exact + 2 * (count + 1), *in_order = exact + 3 * (count + 1), sum[2] = {0, 0};
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at), i++) {
        exact[i] = objective_e7(json_get(at, "alone"));
        exact[count + 1 + i] = objective_e7(json_get(at, "in_order"));
    }
    exact[count] = objective_e7(json_get(attribution, "interaction"));
    page_round(exact, count + 1, power_of_ten(7 - shown), alone);
    page_round(exact + count + 1, count + 1, power_of_ten(7 - shown), in_order);
    const struct html_column columns[] = {{_("Cause"), false, false, 0},
                                          {_("Reason"), false, false, 0},
                                          {_("alone"), true, mixed, shown},
                                          {_("one after the other"), true, true, shown}};
    struct html_table table;
    html_table_begin(&table, it->page->out, "table-causes", it->suffix, _("What the difference is due to"),
                     columns, 4);
    i = 0;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at), i++)
        put_cause(&table, at, alone[i], in_order[i], shown);
    if (mixed && alone[count] != 0) {
        html_row(&table, NULL, NULL);
        html_cell(&table, _("only together"));
        html_cell(&table, "");
        page_change_cell(&table, alone[count], shown);
        html_cell(&table, "");
    }
    for (i = 0; i <= count; i++)
        sum[0] += alone[i], sum[1] += in_order[i];
    html_total_row(&table);
    html_cell(&table, _("Total"));
    html_cell(&table, "");
    cause_cell(&table, mixed, sum[0], shown);
    page_change_cell(&table, sum[1], shown);
    html_table_end(&table);
}

static void put_causes(const struct contrast_page *it) {
    const struct json *attribution = json_get(it->root, "attribution");
    if (json_count(json_get(attribution, "causes")) > 0)
        put_cause_table(it, attribution);
    if (page_words(attribution, "left_out")[0] != '\0') {
        fputs("<p>", it->page->out);
        html_name(it->page->out, page_words(attribution, "left_out"));
        fputs("</p>\n", it->page->out);
    }
}

/* ---- by item, mode and shipment ---- */

static wide side_e7(const struct json *row, const char *side, const char *member) {
    const struct json *amount = json_get(row, side);
    return json_is_object(amount) ? page_amount(amount, member, 7) : page_amount(row, side, 7);
}

void page_ledger(const struct contrast_page *it, const char *list_name, const char *id, const char *caption,
                 const char *key, const char *member,
                 const char *(*words)(const struct contrast_page *, const char *)) {
    const struct json *list = json_get(it->root, list_name);
    int count = json_count(list), i = 0, shown = it->scale.shown;
    AUTO_FREE wide *exact = xcalloc(4 * ((size_t)count + 1), sizeof *exact);
    wide *rounded = exact + 2 * (count + 1), sum[2] = {0, 0}, unit = power_of_ten(7 - shown);
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at), i++) {
        exact[i] = side_e7(at, "before", member);
        exact[count + i] = side_e7(at, "after", member) - exact[i];
    }
    page_round(exact, count, unit, rounded);
    page_round(exact + count, count, unit, rounded + count);
    char title[LINE];
    struct html_column column[COLUMNS];
    struct html_table table;
    snprintf(title, sizeof title, _("%s, in %s"), caption, it->scale.currency);
    side_columns(column, "", _("difference"), shown);
    column[0].title = _("What");
    html_table_begin(&table, it->page->out, id, it->suffix, title, column, COLUMNS);
    i = 0;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at), i++) {
        html_row(&table, key[0] == 's' ? "shipment" : key, page_words(at, key));
        html_cell_name(&table, words(it, page_words(at, key)));
        side_cells(&table, rounded[i], rounded[i] + rounded[count + i], shown);
        sum[0] += rounded[i], sum[1] += rounded[i] + rounded[count + i];
    }
    html_total_row(&table);
    html_cell(&table, _("Total"));
    side_cells(&table, sum[0], sum[1], shown);
    html_table_end(&table);
}

/* ---- the section ---- */

static void put_sides(const struct contrast_page *it) {
    static const char *const sides[] = {"before", "after"};
    FILE *out = it->page->out;
    for (int i = 0; i < 2; i++) {
        const struct json *side = json_get(it->root, sides[i]);
        fputs("<h3>", out);
        html_text(out, i == 0 ? _("Before:") : _("After:"));
        putc(' ', out);
        html_name(out, language_text(page_words(side, "label"))); /* "as it stands" */
        fputs("</h3>\n", out);
        page_made_with(it->page, side);
    }
}

void page_comparison(const struct page *page, const struct json *comparison, const char *suffix) {
    const struct json *totals = json_get(comparison, "totals");
    wide before = objective_e7(json_get(totals, "before")), after = objective_e7(json_get(totals, "after"));
    const struct contrast_page it = {page, comparison, suffix,
                                     scale_of(page, before > after ? before : after)};
    put_sides(&it);
    put_totals(&it);
    put_causes(&it);
    page_compare_lists(&it);
}
