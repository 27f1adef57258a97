// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"

#include <stdarg.h>
#include <string.h>

enum { LINE = 1000 };

void text_heading(const struct page *page, const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs(page->style.painted ? "\n\033[1m" : "\n", page->out);
    vfprintf(page->out, language_text(format), args);
    fputs(page->style.painted ? "\033[0m\n" : "\n", page->out);
    va_end(args);
}

static int bytes_width(const char *text, size_t length) {
    AUTO_FREE char *copy = xcalloc(length + 1, 1);
    memcpy(copy, text, length);
    return text_width(copy);
}

/* "0.0001 %" is one word. */
static size_t word_length(const char *text) {
    size_t length = strcspn(text, " ");
    while (text[length] == ' ' && text[length + 1] == '%')
        length += 1 + strcspn(text + length + 1, " ");
    return length;
}

void text_wrapped(const struct page *page, int indent, const char *text) {
    int room = page->style.width - indent;
    while (*text != '\0') {
        size_t take = 0, next = 0;
        do { /* one more word, as long as it fits */
            next += word_length(text + next);
            if (take > 0 && bytes_width(text, next) > room)
                break;
            take = next;
            next += strspn(text + next, " ");
        } while (text[take] != '\0');
        fprintf(page->out, "%*s", indent, "");
        for (size_t i = 0; i < take; i++)
            putc(text[i] == HARD_SPACE ? ' ' : text[i], page->out);
        putc('\n', page->out);
        text += take + strspn(text + take, " ");
    }
}

static void closures(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    AUTO_FREE char *words = NULL;
    size_t size;
    if (variant->closed_links + variant->closed_terminals == 0)
        return;
    FILE *out = open_memstream(&words, &size);
    if (out == NULL)
        return;
    fputs(_("Closed:"), out);
    for (int i = 0; i < variant->closed_links; i++)
        fprintf(out, " %s", page->network->link[variant->closed_link[i]].id);
    for (int i = 0; i < variant->closed_terminals; i++)
        fprintf(out, " %s", page->network->terminal[variant->closed_terminal[i]].id);
    fclose(out);
    text_wrapped(page, 0, words);
}

static void regions(const struct page *page, const char *how, const char *const *region, int count) {
    char line[900];
    size_t used = (size_t)snprintf(line, sizeof line, "%s", how);
    for (int i = 0; i < count && used < sizeof line; i++)
        used += (size_t)snprintf(line + used, sizeof line - used, "%s %.60s", i > 0 ? "," : "", region[i]);
    if (count > 0)
        text_wrapped(page, 0, line);
}

static void scenarios(const struct page *page) {
    const struct edits *edits = page->scenario->edits;
    char line[900], of[300];
    for (int c = 0; c < edits_causes(edits); c++) {
        const char *name = edits_cause_name(edits, c), *reason = edits_cause_reason(edits, c);
        bool is_short = strncmp(name, "--", 2) == 0;
        snprintf(of, sizeof of, is_short ? _("With %.200s") : _("Scenario %.200s"), name);
        snprintf(line, sizeof line, "%s%s%.600s", of, reason != NULL ? ": " : "",
                 reason != NULL ? reason : "");
        text_wrapped(page, 0, line);
    }
}

void text_changes(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    scenarios(page);
    closures(page);
    regions(page, _("All agreements in force, of:"), variant->grant, variant->granted);
    regions(page, _("No agreement in force, of:"), variant->drop, variant->dropped);
}

static void put_bold(const struct page *page, const char *text) {
    fprintf(page->out, "%s%s%s\n", page->style.painted ? "\033[1m" : "", text,
            page->style.painted ? "\033[0m" : "");
}

void text_title(const struct page *page, const char *heading) {
    const struct variant *variant = &page->virtual_network->variant;
    const char *name = page->network->dataset_name, *period = period_words(page->network);
    char day[DATE_WORDS], words[WORDS], line[LINE];
    put_bold(page, heading);
    date_words(day, variant->as_of);
    if (variant->has_vot)
        snprintf(line, sizeof line, _("%.600s, one %.60s, tariffs of %s, time at %s per tonne-hour"), name,
                 period, day, rate_words(words, page->network, variant->vot_per_t_h.e4));
    else
        snprintf(line, sizeof line, _("%.600s, one %.60s, tariffs of %s"), name, period, day);
    text_wrapped(page, 0, line);
    text_changes(page);
}

static void title(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    const char *period = period_words(page->network);
    char day[DATE_WORDS], words[WORDS], line[LINE];
    snprintf(line, sizeof line, _("Plan for %.900s"), page->network->dataset_name);
    put_bold(page, line);
    date_words(day, variant->as_of);
    if (variant->has_vot)
        snprintf(line, sizeof line, _("One %.60s, tariffs of %s, time at %s per tonne-hour"), period, day,
                 rate_words(words, page->network, variant->vot_per_t_h.e4));
    else
        snprintf(line, sizeof line, _("One %.60s, tariffs of %s"), period, day);
    text_wrapped(page, 0, line);
    text_changes(page);
}

/* ---- totals ---- */

/* What a sum is for each tonne moved, in 10^-3 of its own unit; 0 where nothing moves. */
static wide per_tonne(const struct page *page, wide sum) {
    int64_t moved_kg = page->summary->total.quantity_kg;
    return moved_kg > 0 ? wide_divide(sum * 1000, moved_kg) : 0;
}

static void row_money(const struct page *page, struct table *table) {
    char words[WORDS], moved[WORDS];
    wide money_e7 = page->summary->total.money_e7, rate_e4 = wide_divide(per_tonne(page, money_e7), 1000);
    table_cell(table, _("Money"));
    table_cell(table, money_words(words, page->scale, money_e7));
    if (page->plan->unmet_kg == 0)
        table_cell(table, rate_per_t_words(words, page->network, rate_e4));
    else
        table_cellf(table, "%s/t for the %s t that move", rate_words(words, page->network, rate_e4),
                    about_tonnes_words(moved, page->summary->total.quantity_kg));
}

static void row_time(const struct page *page, struct table *table) {
    char words[WORDS], worth[WORDS];
    wide hours_e6 = page->plan->tonne_hours_e6, cost_e4 = page->plan->time_cost_e4;
    table_cell(table, _("Time"));
    table_cellf(table, "%s tonne-hours", number_words(words, hours_e6, HOUR_PLACES, 0));
    number_words(words, per_tonne(page, hours_e6), HOUR_PLACES, 1);
    if (cost_e4 != 0)
        table_cellf(table, "%s h on average, worth %s", words,
                    money_words(worth, page->scale, cost_e4 * 1000));
    else
        table_cellf(table, "%s h on average", words);
}

static void row_penalty(const struct page *page, struct table *table) {
    char words[WORDS];
    if (page->plan->penalty_e4 == 0)
        return;
    table_cell(table, _("Penalty"));
    table_cell(table, money_words(words, page->scale, page->plan->penalty_e4 * 1000));
    table_cellf(table, "for the %s t left behind: nobody pays it", tonnes_words(words, page->plan->unmet_kg));
}

/* What the plan makes least. */
static void row_total(const struct page *page, struct table *table) {
    char words[WORDS];
    const struct plan *plan = page->plan;
    if (plan->time_cost_e4 == 0 && plan->penalty_e4 == 0)
        return;
    table_cell(table, _("Total"));
    table_cell(table, money_words(words, page->scale, plan->objective_e4 * 1000));
    table_cell(table, plan->penalty_e4 == 0     ? _("money + time: what is minimised")
                      : plan->time_cost_e4 == 0 ? _("money + penalty: what is minimised")
                                                : _("money + time + penalty: what is minimised"));
}

static void row_emissions(const struct page *page, struct table *table) {
    char words[WORDS];
    wide co2e = page->summary->total.co2e;
    int64_t moved_kg = page->summary->total.quantity_kg;
    if (co2e == 0 || moved_kg == 0)
        return;
    table_cell(table, _("CO2e"));
    table_cellf(table, "%s t", number_words(words, co2e, 18, 0));
    table_cellf(table, "%s kg per tonne, well to wheel",
                number_words(words, wide_divide(co2e, moved_kg), 12, 1));
}

static void row_moved(const struct page *page, struct table *table) {
    const struct plan *plan = page->plan;
    char moved[WORDS], all[WORDS], paths[2 * WORDS];
    int64_t moved_kg = page->summary->total.quantity_kg;
    table_cell(table, _("Moved"));
    table_cellf(table, "%s t", about_tonnes_words(moved, moved_kg));
    number_words(moved, plan->shipments, 0, 0);
    snprintf(paths, sizeof paths, P_("%s path", "%s paths", plan->paths),
             number_words(all, plan->paths, 0, 0));
    if (plan->unmet_kg > 0)
        table_cellf(table, "of %s t: not all moves", about_tonnes_words(all, moved_kg + plan->unmet_kg));
    else
        table_cellf(table, P_("%s shipment on %s", "%s shipments on %s", plan->shipments), moved, paths);
}

static void totals(const struct page *page) {
    static const struct table_column columns[] = {{"", false, false}, {"", false, false}, {"", false, true}};
    AUTO(table_release) struct table *table = table_new(columns, 3);
    row_money(page, table);
    row_time(page, table);
    row_penalty(page, table);
    row_total(page, table);
    row_emissions(page, table);
    row_moved(page, table);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

static void proof(const struct page *page) {
    char words[4 * WORDS], proven[3 * WORDS];
    bool early = page->plan->status == PLAN_LIMIT;
    snprintf(words, sizeof words, "%s%s%s", early ? _("The search ended early.") : "", early ? " " : "",
             proof_words(proven, page->plan, page->network));
    putc('\n', page->out);
    text_wrapped(page, 0, words);
}

void report_plan_text(const struct plan *plan, const struct virtual_network *virtual_network,
                      struct style style, FILE *out) {
    const struct scenario *scenario = virtual_network->scenario;
    struct plan_summary *summary = plan_summarise(plan, scenario);
    AUTO_FREE unsigned char *parallel = parallel_links(scenario->network);
    struct page page = {.plan = plan,
                        .scenario = scenario,
                        .network = scenario->network,
                        .virtual_network = virtual_network,
                        .summary = summary,
                        .parallel = parallel,
                        .scale = money_scale_for(scenario->network, summary->total.money_e7),
                        .style = style,
                        .out = out};
    title(&page);
    text_unmet(&page);
    totals(&page);
    text_budget(&page);
    text_estimates(&page);
    text_by_commodity(&page);
    text_by_mode(&page);
    text_by_item(&page);
    text_facilities(&page);
    text_bottlenecks(&page);
    proof(&page);
    if (!style.brief)
        text_shipments(&page);
    plan_summary_free(summary);
}
