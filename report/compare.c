// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between two plans, and why, for a person. */
#include "report/compare.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
#include "report/route.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 800, E13 = 13, WHOLE_E8 = 100000000 };

/* ---- amounts that add up ---- */

wide running_add(struct running *running, struct money_scale scale, wide e13) {
    running->exact_e13 += e13;
    wide shown = wide_divide(running->exact_e13, power_of_ten(E13 + scale.shift - scale.shown));
    wide more = shown - running->shown;
    running->shown = shown;
    return more;
}

char *contrast_words(char buffer[WORDS], const struct contrast *contrast, wide shown, bool signed_) {
    const int places = contrast->scale.shown;
    return signed_ ? signed_words(buffer, shown, places, places)
                   : number_words(buffer, shown, places, places);
}

/* Whole units, in which a difference can be seen; millions from 13 digits on. */
static struct money_scale scale_of(const struct comparison *comparison, const struct network *roads) {
    const wide widest_e13 = power_of_ten(E13 + 12);
    wide a = comparison->total[0].of[MEASURE_OBJECTIVE], b = comparison->total[1].of[MEASURE_OBJECTIVE];
    wide most = a > b ? a : b;
    struct money_scale scale = money_scale_for(roads, wide_divide(most, power_of_ten(6)));
    if (scale.shift > 0 && most < widest_e13)
        scale.shift = scale.shown = 0;
    return scale;
}

/* ---- head ---- */

/* In 1e-8 of it. */
static int64_t share_of_period(const struct page *page) {
    int64_t factor_e8;
    edits_period_share(page->scenario->edits, &factor_e8);
    return factor_e8;
}

/* With the decimals it has. */
static char *period_share_words(char words[WORDS], int64_t factor_e8) {
    int shown = 6;
    for (int64_t rest = factor_e8; shown > 0 && rest % 10 == 0; rest /= 10)
        shown--;
    return percent_words(words, factor_e8, 6, shown);
}

/* "After: ferry-three-days (10 % of one month)"; translators: after both, the names begin at the same column. */
static void put_side(const struct contrast *contrast, int side) {
    const struct page *page = &contrast->page[side];
    const char *label = contrast->comparison->side[side].label;
    char line[LINE], percent[WORDS];
    int64_t factor_e8 = share_of_period(page);
    if (factor_e8 == WHOLE_E8)
        snprintf(line, sizeof line, side == 0 ? _("Before: %.600s") : _("After:\t %.600s"), label);
    else
        snprintf(line, sizeof line,
                 side == 0 ? _("Before: %.600s (%s of one %.60s)") : _("After:\t %.600s (%s of one %.60s)"),
                 label, period_share_words(percent, factor_e8), period_words(page->network));
    text_wrapped(&contrast->page[0], 0, line);
}

/* Sums of a month and of three days are no difference that anyone asks for. */
static void warn_of_lengths(const struct contrast *contrast) {
    if (share_of_period(&contrast->page[0]) == share_of_period(&contrast->page[1]))
        return;
    text_wrapped(
        &contrast->page[0], 0,
        _("Careful: sums of different lengths of time stand side by side. For like with like, let a scenario "
          "of that \"period_share\" alone be the other side."));
}

/* "a and b"; one alone where they are the same. */
static void both_words(char *words, size_t size, const char *a, const char *b) {
    if (strcmp(a, b) == 0)
        snprintf(words, size, "%.300s", a);
    else
        snprintf(words, size, _("%.300s and %.300s"), a, b);
}

static void title(const struct contrast *contrast) {
    const struct page *page = &contrast->page[0];
    const struct network *a = page->network, *b = contrast->page[1].network;
    char first[DATE_WORDS], second[DATE_WORDS], names[LINE], dates[2 * WORDS];
    date_words(first, page->plan->variant.as_of);
    date_words(second, contrast->page[1].plan->variant.as_of);
    both_words(names, sizeof names, a->dataset_name, b->dataset_name);
    both_words(dates, sizeof dates, first, second);
    fprintf(page->out, "%s%s%s\n", page->style.painted ? "\033[1m" : "", _("What differs, and why"),
            page->style.painted ? "\033[0m" : "");
    fprintf(page->out, _("%s, one %s, tariffs of %s"), names, period_words(a), dates);
    putc('\n', page->out);
    put_side(contrast, 0);
    put_side(contrast, 1);
    warn_of_lengths(contrast);
}

/* ---- totals ---- */

static char *share_words(char buffer[WORDS], wide before, wide after) {
    double share = wide_double(after - before, 0) / wide_double(before, 0);
    buffer[0] = '\0';
    if (before != 0 && after != before)
        percent_more_words(buffer, 100 * share, share < 0.1 && share > -0.1 ? 2 : 1);
    return buffer;
}

static void put_money(const struct contrast *contrast, struct table *table, const char *name,
                      struct running column[2], wide before, wide after) {
    char words[WORDS];
    wide first = running_add(&column[0], contrast->scale, before),
         more = running_add(&column[1], contrast->scale, after - before);
    table_cell(table, name);
    table_cell(table, contrast_words(words, contrast, first, false));
    table_cell(table, contrast_words(words, contrast, first + more, false));
    table_cell(table, contrast_words(words, contrast, more, true));
    table_cell(table, share_words(words, before, after));
}

static void put_count(struct table *table, const char *name, const struct comparison *comparison,
                      enum measure measure, int shown) {
    char words[WORDS];
    wide unit = power_of_ten(MEASURE[measure].places - shown);
    wide before = wide_divide(comparison->total[0].of[measure], unit),
         after = wide_divide(comparison->total[1].of[measure], unit);
    table_cell(table, name);
    table_cell(table, number_words(words, before, shown, shown));
    table_cell(table, number_words(words, after, shown, shown));
    table_cell(table, signed_words(words, after - before, shown, shown));
    table_cell(table, share_words(words, before, after));
}

static void totals(const struct contrast *contrast) {
    static const struct table_column columns[] = {{"", false, true},
                                                  {N_("before"), true, false},
                                                  {N_("after"), true, false},
                                                  {N_("difference"), true, false},
                                                  {"", true, false}};
    const struct comparison *comparison = contrast->comparison;
    const wide *a = comparison->total[0].of, *b = comparison->total[1].of;
    const wide of_e7 = power_of_ten(6);
    char unit[WORDS], name[2 * WORDS];
    struct running column[2] = {{0}};
    AUTO(table_release) struct table *table = table_new(columns, 5);
    snprintf(name, sizeof name, _("Money, %.60s"), money_unit(unit, contrast->scale));
    put_money(contrast, table, name, column, a[MEASURE_COST] * of_e7, b[MEASURE_COST] * of_e7);
    put_money(contrast, table, _("Value of the time"), column, a[MEASURE_TIME_COST], b[MEASURE_TIME_COST]);
    if (a[MEASURE_PENALTY] != 0 || b[MEASURE_PENALTY] != 0)
        put_money(contrast, table, _("Unmet penalty"), column, a[MEASURE_PENALTY] * of_e7,
                  b[MEASURE_PENALTY] * of_e7);
    table_total(table);
    struct running sum[2] = {{0}};
    put_money(contrast, table, _("Total"), sum, a[MEASURE_OBJECTIVE], b[MEASURE_OBJECTIVE]);
    put_count(table, _("Tonne-hours"), comparison, MEASURE_TONNE_HOURS, 0);
    put_count(table, _("Tonne-kilometres"), comparison, MEASURE_TONNE_KM, 0);
    put_count(table, _("CO2e, t"), comparison, MEASURE_CO2E, 0);
    put_count(table, _("Moved, t"), comparison, MEASURE_MOVED, 0);
    if (a[MEASURE_UNMET] != 0 || b[MEASURE_UNMET] != 0)
        put_count(table, _("Stays behind, t"), comparison, MEASURE_UNMET, 3);
    putc('\n', contrast->page[0].out);
    table_print(table, 0, contrast->page[0].style.width, contrast->page[0].style.painted,
                contrast->page[0].out);
}

/* What nobody pays is in the total; it must at least be the same everywhere. */
static void unstated(const struct contrast *contrast) {
    const struct page *page = &contrast->page[0];
    const struct unstated *unstated = &contrast->comparison->unstated;
    char line[LINE], rate[WORDS];
    if (unstated->penalty_per_t.e4 == 0)
        return;
    rate_words(rate, page->network, unstated->penalty_per_t.e4);
    if (unstated->differs)
        snprintf(
            line, sizeof line,
            _("Careful: a tonne that stays behind, where its shipment states no penalty, counts as up to "
              "%.60s "
              "in the total. A plan from a file keeps what it was made with, so that is not the same in all "
              "cases: compare money and the tonnes that stay behind, not totals. Nobody pays it."),
            rate);
    else
        snprintf(line, sizeof line,
                 _("A tonne that stays behind, where its shipment states no penalty, counts as %.60s in the "
                   "total of every case: a bound above what any way costs, which nobody pays."),
                 rate);
    text_wrapped(page, 0, line);
}

/* A plan made within a budget: what is proven of it is proven of plans that keep it. */
static void budgets(const struct contrast *contrast) {
    char line[LINE + BUDGET_WORDS], amounts[BUDGET_WORDS];
    for (int side = 0; side < 2; side++) {
        const struct page *page = &contrast->page[side];
        if (page->plan->budget.quantity == BUDGET_NONE)
            continue;
        snprintf(line, sizeof line,
                 side == 0 ? _("Before is the best within a budget: %s.")
                           : _("After is the best within a budget: %s."),
                 budget_words(amounts, &page->plan->budget, page->network));
        text_wrapped(&contrast->page[0], 0, line);
    }
}

/* "Each total is proven to be at most Rp 3 above the best there is." */
static void proof(const struct contrast *contrast) {
    const struct page *page = &contrast->page[0];
    wide open_e4 = contrast->comparison->attribution.open_e4;
    char line[LINE], number[WORDS], open[WORDS];
    if (open_e4 <= 0)
        snprintf(line, sizeof line, "%s",
                 _("Proven: no plan with a lower total exists for any of the cases planned."));
    else
        snprintf(line, sizeof line, _("Proven: each total is at most %s above the best there is."),
                 in_currency(open, contrast->scale.currency,
                             number_words(number, (open_e4 + 9999) / 10000, 0, 0)));
    putc('\n', page->out);
    text_wrapped(page, 0, line);
    budgets(contrast);
}

static struct page page_of(const struct compare_side *side, const unsigned char *parallel, struct style style,
                           FILE *out) {
    return (struct page){.plan = side->plan,
                         .scenario = side->network->scenario,
                         .network = side->network->scenario->network,
                         .virtual_network = side->network,
                         .parallel = parallel,
                         .style = style,
                         .out = out};
}

void report_comparison_text(const struct comparison *comparison, struct style style, FILE *out) {
    const struct compare_side *side = comparison->side;
    AUTO_FREE unsigned char *before = parallel_links(side[0].network->scenario->network);
    AUTO_FREE unsigned char *after = parallel_links(side[1].network->scenario->network);
    struct contrast contrast = {
        .comparison = comparison,
        .page = {page_of(&side[0], before, style, out), page_of(&side[1], after, style, out)},
        .scale = scale_of(comparison, side[0].network->scenario->network)};
    title(&contrast);
    totals(&contrast);
    unstated(&contrast);
    compare_causes(&contrast);
    proof(&contrast);
    if (style.brief)
        return;
    compare_inputs(&contrast);
    compare_by_item(&contrast);
    compare_by_mode(&contrast);
    compare_by_shipment(&contrast);
    compare_capacities(&contrast);
    compare_ways(&contrast);
}
