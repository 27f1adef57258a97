// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/status.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 600 };

static void title(const struct page *page, const struct standing *standing) {
    char was[DATE_WORDS], now[DATE_WORDS];
    fputs(page->style.painted ? "\033[1m" : "", page->out);
    fprintf(page->out, _("Plan of %s for %s, under the tariffs of %s"),
            date_words(was, standing->plan->variant.as_of), page->network->dataset_name,
            date_words(now, page->virtual_network->variant.as_of));
    fputs(page->style.painted ? "\033[0m\n" : "\n", page->out);
}

/* "Re-planning would save Rp 1,234,567 in one month, 0.42 % of what the plan costs now." */
static void saving_words(const struct page *page, const struct standing *standing,
                         const struct ledger *ledger, char text[LINE]) {
    char saving[WORDS], exact[WORDS], percent[WORDS], number[REAL_WORDS];
    double share = wide_double(standing->saving_e4, MONEY_PLACES) /
                   wide_double(standing->repriced->objective_e4, MONEY_PLACES);
    wide shown = ledger_difference(ledger, PART_COUNT);
    ledger_words(saving, ledger, shown);
    if (shown == 0) /* less than half of what the table can show */
        in_currency(saving, ledger->scale.currency,
                    number_words(exact, standing->saving_e4, MONEY_PLACES, MONEY_PLACES));
    const int decimals = share >= 0.1 ? 0 : share >= 0.01 ? 1 : share >= 0.001 ? 2 : 4;
    snprintf(percent, sizeof percent, _("%s %%"), real_words(number, 100 * share, decimals));
    snprintf(text, LINE, _("Re-planning would save %s in one %.60s, %s of what the plan costs now."), saving,
             period_words(page->network), percent);
}

static void proof_of(const struct page *page, const struct plan *plan, char text[LINE]) {
    char words[3 * WORDS];
    snprintf(text, LINE, "%s", proof_words(words, plan, page->network));
}

/* By the bound that a new plan proves for the old flows. */
static void proof_of_new(const struct page *page, const struct standing *standing, char text[LINE]) {
    struct plan judged = *standing->repriced;
    judged.bound_e4 = standing->bound_e4;
    judged.gap = standing->gap;
    proof_of(page, &judged, text);
}

/* "Proven for the new plan: at most ..." */
static void new_plan_words(const struct page *page, const struct plan *anew, char text[LINE]) {
    char proof[LINE];
    proof_of(page, anew, proof);
    const char *colon = strstr(proof, ": "), *proven = colon != NULL ? colon + 2 : proof;
    if (anew->status == PLAN_LIMIT)
        snprintf(text, LINE,
                 _("The search ended early, so another may save more. Proven for the new plan: %.500s"),
                 proven);
    else
        snprintf(text, LINE, _("Proven for the new plan: %.500s"), proven);
}

static void put_broken(const struct page *page, const struct diag *broken) {
    AUTO_FREE char *text = NULL;
    size_t size;
    FILE *lines = open_memstream(&text, &size);
    if (lines == NULL)
        return;
    diag_print(broken, DIAG_ERROR, false, lines);
    fclose(lines);
    char *rest = NULL, level[WORDS];
    size_t length = (size_t)snprintf(level, sizeof level, "%.80s: ", _("error"));
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        text_wrapped(page, 2, strncmp(line, level, length) == 0 ? line + length : line);
}

static void put_impossible(const struct page *page, const struct standing *standing) {
    fprintf(page->out, "%s\n", _("The plan can't run any more:"));
    put_broken(page, standing->broken);
    if (standing->anew == NULL)
        return;
    char words[LINE];
    new_plan_words(page, standing->anew, words);
    text_wrapped(page, 0, words);
}

static void put_answer(const struct page *page, const struct standing *standing,
                       const struct ledger *ledger) {
    char proof[LINE] = "", words[LINE];
    switch (standing->answer) {
    case STANDING_UNCHANGED:
        fprintf(page->out, "%s\n", _("Unchanged: these are the rates it was made with."));
        proof_of(page, standing->plan, proof);
        break;
    case STANDING_OPTIMAL:
        snprintf(words, sizeof words, "%s",
                 standing->proof == PROOF_OLD_PRICES
                     ? _("Changed, and the plan is still optimal: shown by its own shadow prices, without "
                         "solving.")
                     : _("Changed, and the plan is still optimal: shown by a new search."));
        text_wrapped(page, 0, words);
        proof_of_new(page, standing, proof);
        break;
    case STANDING_OUTDATED:
        saving_words(page, standing, ledger, words);
        fprintf(page->out, "%s\n", _("The plan is out of date."));
        text_wrapped(page, 0, words);
        new_plan_words(page, standing->anew, proof);
        break;
    case STANDING_IMPOSSIBLE:
        put_impossible(page, standing);
        return;
    case STANDING_UNPROVEN:
        fprintf(page->out, "%s\n",
                _("It is open whether the plan is still optimal: the search ended early."));
        proof_of_new(page, standing, proof);
        break;
    }
    text_wrapped(page, 0, proof);
}

void report_standing_text(const struct standing *standing, const struct virtual_network *network,
                          struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    struct ledger ledger = ledger_of(standing, roads);
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    struct page page = {.plan = standing->plan,
                        .scenario = network->scenario,
                        .network = roads,
                        .virtual_network = network,
                        .parallel = parallel,
                        .scale = ledger.scale,
                        .style = style,
                        .out = out};
    title(&page, standing);
    put_answer(&page, standing, &ledger);
    if (standing->answer == STANDING_UNCHANGED)
        return;
    if (standing->changes > 0 || standing->moves > 0)
        status_by_item(&page, &ledger);
    status_changes(&page, standing);
    status_moves(&page, standing);
}
