// SPDX-License-Identifier: GPL-3.0-or-later
/* The frontier for a person: a table of its plans, and who moves from one to the next. */
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"
#include "report/route.h"
#include "report/way.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 600 };

struct telling {
    const struct page *page;
    const struct frontier *frontier;
};

static wide scaled(double amount, int places) {
    return (wide)roundl((long double)amount * (long double)power_of_ten(places));
}

/* ---- what it is about ---- */

static bool trades_time(const struct frontier *frontier) {
    return frontier->second == OBJECTIVE_TIME;
}

/* "Rp 41,000", "1,234.5 t h" */
static char *worth_words(const struct telling *telling, double rate, char words[WORDS]) {
    char number[WORDS];
    if (telling->frontier->first == OBJECTIVE_COST)
        return rate_words(words, telling->page->network, scaled(rate, MONEY_PLACES));
    snprintf(words, WORDS, _("%.60s t h"), number_words(number, scaled(rate, 4), 4, rate < 100 ? 4 : 1));
    return words;
}

static char *interval_words(const struct telling *telling, int i, char words[3 * WORDS]) {
    const struct frontier *frontier = telling->frontier;
    char low[WORDS], high[WORDS];
    if (frontier->points == 1)
        snprintf(words, 3 * WORDS, "%s", _("always"));
    else if (i == 0)
        snprintf(words, 3 * WORDS, _("up to %s"), worth_words(telling, frontier->rate[0], high));
    else if (i == frontier->points - 1)
        snprintf(words, 3 * WORDS, _("from %s"), worth_words(telling, frontier->rate[i - 1], low));
    else
        snprintf(words, 3 * WORDS, _("%s to %s"), worth_words(telling, frontier->rate[i - 1], low),
                 worth_words(telling, frontier->rate[i], high));
    return words;
}

static void title(const struct telling *telling) {
    static const char *const ENDS[OBJECTIVE_COUNT] = {N_("cheapest"), N_("fastest"), N_("of least CO2e")};
    const struct frontier *frontier = telling->frontier;
    char heading[2 * WORDS];
    snprintf(heading, sizeof heading, _("Plans between %s and %s"), _(ENDS[frontier->first]),
             _(ENDS[frontier->second]));
    text_title(telling->page, heading);
}

/* "12 plans that no other beats, in fractions of kilograms; 40 solves." */
static void plans_words(const struct frontier *frontier, char line[LINE]) {
    char plans[WORDS], found[WORDS], few[2 * WORDS], solves[WORDS];
    int all = frontier->points + frontier->left_out;
    number_words(plans, frontier->points, 0, 0);
    number_words(solves, frontier->solves, 0, 0);
    if (frontier->left_out > 0)
        snprintf(few, sizeof few,
                 P_("%s plan that no other beats of %s found", "%s plans that no other beats of %s found",
                    frontier->points),
                 plans, number_words(found, all, 0, 0));
    else
        snprintf(few, sizeof few,
                 P_("%s plan that no other beats", "%s plans that no other beats", frontier->points), plans);
    /* translators: first "12 plans that no other beats" or "3 plans that no other beats of 12 found" */
    snprintf(
        line, LINE,
        frontier->complete ? frontier->interrupted
                                 ? _("%s (ended early), in fractions of kilograms; %s solves.")
                                 : _("%s, in fractions of kilograms; %s solves.")
        : frontier->interrupted
            ? _("%s; there may be more between them (ended early), in fractions of kilograms; %s solves.")
            : _("%s; there may be more between them, in fractions of kilograms; %s solves."),
        few, solves);
}

static void count(const struct telling *telling) {
    const struct frontier *frontier = telling->frontier;
    char line[2 * LINE], words[WORDS];
    plans_words(frontier, line);
    size_t length = strlen(line);
    if (frontier->point[0].unmet_t > 0.0005) {
        line[length++] = ' ';
        snprintf(line + length, LINE, _("All leave %s t behind, the least possible."),
                 about_tonnes_words(words, (int64_t)scaled(frontier->point[0].unmet_t, 3)));
    }
    text_wrapped(telling->page, 0, line);
}

/* ---- the table ---- */

static double mean_hours(const struct frontier *frontier, const struct frontier_plan *point) {
    double moved_t = frontier->asked_t - point->unmet_t;
    return moved_t > 0 ? point->total[OBJECTIVE_TIME] / moved_t : 0;
}

static void put_row(const struct telling *telling, struct table *table, int i) {
    const struct frontier_plan *point = &telling->frontier->point[i];
    char words[WORDS], interval[3 * WORDS];
    table_cellf(table, "%d", i + 1);
    table_cell(table, interval_words(telling, i, interval));
    table_cell(table, money_number(words, telling->page->scale, scaled(point->total[OBJECTIVE_COST], 7)));
    table_cell(table, number_words(words, scaled(point->total[OBJECTIVE_TIME], 6), 6, 0));
    table_cell(table, number_words(words, scaled(mean_hours(telling->frontier, point), 6), 6, 2));
    table_cell(table, number_words(words, scaled(point->total[OBJECTIVE_CO2], 6), 6, 1));
}

static void put_table(const struct telling *telling) {
    const struct frontier *frontier = telling->frontier;
    char unit[WORDS];
    const char *best = trades_time(frontier) ? N_("best where a tonne-hour is worth")
                                             : N_("best where a tonne of CO2e is worth");
    const struct table_column columns[] = {{"", true, false},
                                           {best, false, true},
                                           {money_unit(unit, telling->page->scale), true, false},
                                           {N_("t h"), true, false},
                                           {N_("h a t"), true, false},
                                           {N_("t CO2e"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int i = 0; i < frontier->points; i++)
        put_row(telling, table, i);
    putc('\n', telling->page->out);
    table_print(table, 0, telling->page->style.width, telling->page->style.painted, telling->page->out);
}

/* Which of them is best at the value of time asked for. */
static void put_best(const struct telling *telling) {
    const struct frontier *frontier = telling->frontier;
    const struct variant *variant = &telling->page->virtual_network->variant;
    double vot = wide_double(variant->vot_per_t_h.e4, MONEY_PLACES);
    char words[WORDS];
    int best = 0;
    if (!variant->has_vot || frontier->first != OBJECTIVE_COST || frontier->second != OBJECTIVE_TIME)
        return;
    while (best + 1 < frontier->points && frontier->rate[best] < vot)
        best++;
    fprintf(telling->page->out, _("\nAt %s per tonne-hour plan %d is best.\n"),
            rate_words(words, telling->page->network, variant->vot_per_t_h.e4), best + 1);
}

/* ---- what changes ---- */

static void put_step(const struct telling *telling, int i) {
    const struct page *page = telling->page;
    const struct frontier *frontier = telling->frontier;
    const struct frontier_plan *from = &frontier->point[i - 1], *to = &frontier->point[i];
    double more = to->total[OBJECTIVE_COST] - from->total[OBJECTIVE_COST];
    wide more_e7 = scaled(fabs(more), 7);
    char worth[WORDS], money[WORDS], hours[WORDS], co2e[WORDS], line[LINE];
    snprintf(line, sizeof line,
             trades_time(frontier) ? _("%d -> %d at %s a tonne-hour: %c%s, %s t h, %s t CO2e")
                                   : _("%d -> %d at %s a tonne of CO2e: %c%s, %s t h, %s t CO2e"),
             i, i + 1, worth_words(telling, frontier->rate[i - 1], worth), more < 0 ? '-' : '+',
             money_words(money, money_scale_for(page->network, more_e7), more_e7),
             signed_words(hours, scaled(to->total[OBJECTIVE_TIME] - from->total[OBJECTIVE_TIME], 6), 6, 0),
             signed_words(co2e, scaled(to->total[OBJECTIVE_CO2] - from->total[OBJECTIVE_CO2], 6), 6, 1));
    text_wrapped(page, 0, line);
    path_changes(page, frontier->ways, frontier->change + to->first_change, to->changes, false);
}

void report_frontier_text(const struct frontier *frontier, const struct virtual_network *network,
                          struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    double dearest = 0;
    for (int i = 0; i < frontier->points; i++)
        dearest = fmax(dearest, frontier->point[i].total[OBJECTIVE_COST]);
    const struct page page = {.scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .scale = money_scale_for(roads, scaled(dearest, 7)),
                              .style = style,
                              .out = out};
    const struct telling telling = {&page, frontier};
    title(&telling);
    count(&telling);
    put_table(&telling);
    put_best(&telling);
    if (style.brief || frontier->points < 2)
        return;
    text_heading(&page, "What changes");
    for (int i = 1; i < frontier->points; i++)
        put_step(&telling, i);
}
