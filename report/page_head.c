// SPDX-License-Identifier: GPL-3.0-or-later
/* What stands first on the page: what the plan amounts to, and what it stands on. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum { LINE = 6 * WORDS };

static void figure(const struct page *page, const char *name, const char *title, const char *amount,
                   const char *note) {
    fprintf(page->out, "<div class=\"figure\" data-figure=\"%s\"><dt>", name);
    html_text(page->out, title);
    fputs("</dt><dd><span class=\"amount\">", page->out);
    html_text(page->out, amount);
    fputs("</span>", page->out);
    if (note[0] != '\0') {
        fputs(" <span class=\"note\">", page->out);
        html_text(page->out, note);
        fputs("</span>", page->out);
    }
    fputs("</dd></div>\n", page->out);
}

/* What a sum is for each tonne moved, in 10^-3 of its own unit; 0 where nothing moves. */
static wide per_tonne(const struct page *page, wide sum) {
    int64_t moved_kg = page->summary->total.quantity_kg;
    return moved_kg > 0 ? wide_divide(sum * 1000, moved_kg) : 0;
}

static void money(const struct page *page) {
    char words[WORDS], note[LINE];
    wide e7 = page->summary->total.money_e7;
    snprintf(note, sizeof note, _("a %s"), period_words(page->network));
    figure(page, "money", _("Money"), money_words(words, page->scale, e7), note);
    if (page->summary->total.quantity_kg > 0)
        figure(page, "per-tonne", _("Money per tonne"),
               rate_words(words, page->network, wide_divide(per_tonne(page, e7), 1000)),
               page->plan->unmet_kg > 0 ? _("of what moves") : "");
}

static void hours(const struct page *page) {
    char words[WORDS], number[WORDS], worth[WORDS], note[LINE];
    wide e6 = page->plan->tonne_hours_e6, cost_e4 = page->plan->time_cost_e4;
    number_words(number, e6, HOUR_PLACES, 0);
    if (cost_e4 != 0)
        snprintf(note, sizeof note, _("on average; %s tonne-hours, worth %s"), number,
                 money_words(worth, page->scale, cost_e4 * 1000));
    else
        snprintf(note, sizeof note, _("on average; %s tonne-hours"), number);
    char amount[2 * WORDS];
    snprintf(amount, sizeof amount, _("%s hours"), number_words(words, per_tonne(page, e6), HOUR_PLACES, 1));
    figure(page, "time", _("Time"), amount, note);
}

static void co2e(const struct page *page) {
    char words[WORDS], amount[2 * WORDS], note[LINE];
    wide grams = page->summary->total.co2e;
    int64_t moved_kg = page->summary->total.quantity_kg;
    if (grams == 0 || moved_kg == 0)
        return;
    snprintf(amount, sizeof amount, _("%s t"), number_words(words, grams, 18, 0));
    snprintf(note, sizeof note, _("%s kg per tonne, well to wheel"),
             number_words(words, wide_divide(grams, moved_kg), 12, 1));
    figure(page, "co2e", "CO2e", amount, note);
}

static void moved(const struct page *page) {
    const struct plan *plan = page->plan;
    int64_t moved_kg = page->summary->total.quantity_kg;
    char words[WORDS], amount[2 * WORDS], note[LINE];
    snprintf(amount, sizeof amount, _("%s t"), about_tonnes_words(words, moved_kg));
    number_words(words, plan->shipments, 0, 0);
    snprintf(note, sizeof note, P_("%s shipment", "%s shipments", plan->shipments), words);
    figure(page, "moved", _("Moved"), amount, note);
    snprintf(amount, sizeof amount, _("%s t"), tonnes_words(words, plan->unmet_kg));
    snprintf(note, sizeof note, _("of %s t"), about_tonnes_words(words, moved_kg + plan->unmet_kg));
    figure(page, "unmet", plan->status == PLAN_LIMIT ? _("Not placed yet") : _("Can't move"), amount,
           plan->unmet_kg > 0 ? note : "");
}

static void total(const struct page *page) {
    const struct plan *plan = page->plan;
    char words[WORDS];
    if (plan->penalty_e4 != 0)
        figure(page, "penalty", _("Penalty"), money_words(words, page->scale, plan->penalty_e4 * 1000),
               _("for what is left behind: nobody pays it"));
    if (plan->time_cost_e4 == 0 && plan->penalty_e4 == 0)
        return;
    figure(page, "total", _("Total"), money_words(words, page->scale, plan->objective_e4 * 1000),
           plan->penalty_e4 == 0     ? _("money and time: what is minimised")
           : plan->time_cost_e4 == 0 ? _("money and penalty: what is minimised")
                                     : _("money, time and penalty: what is minimised"));
}

static void proof(const struct page *page) {
    char proven[3 * WORDS], budget[BUDGET_SENTENCES], estimates[ESTIMATES_WORDS];
    fputs("<p id=\"proof\">", page->out);
    if (page->plan->status == PLAN_LIMIT) {
        html_text(page->out, _("The search ended early."));
        putc(' ', page->out);
    }
    html_text(page->out, proof_words(proven, page->plan, page->network));
    fputs("</p>\n", page->out);
    if (budget_sentences(page, budget)[0] != '\0')
        html_element(page->out, "p", budget);
    if (estimates_words(page, estimates)[0] != '\0')
        html_element(page->out, "p", estimates);
}

void page_headline(const struct page *page) {
    section_begin(page->out, "headline", "", _("In short"));
    fputs("<dl class=\"figures\">\n", page->out);
    money(page);
    hours(page);
    co2e(page);
    moved(page);
    total(page);
    fputs("</dl>\n", page->out);
    proof(page);
    section_end(page->out);
}

/* ---- what it stands on ---- */

static void scenarios(const struct page *page) {
    const struct edits *edits = page->scenario->edits;
    for (int c = 0; c < edits_causes(edits); c++) {
        const char *reason = edits_cause_reason(edits, c);
        fputs("<li>", page->out);
        html_name(page->out, edits_cause_name(edits, c));
        if (reason != NULL) {
            fputs(": ", page->out);
            html_name(page->out, reason);
        }
        fputs("</li>\n", page->out);
    }
}

static void closed(const struct page *page, const char *id) {
    fputs("<li>", page->out);
    html_text(page->out, _("Closed:"));
    putc(' ', page->out);
    html_name(page->out, id);
    fputs("</li>\n", page->out);
}

static void regions(const struct page *page, const char *how, const char *const *region, int count) {
    for (int i = 0; i < count; i++) {
        fputs("<li>", page->out);
        html_text(page->out, how);
        putc(' ', page->out);
        html_name(page->out, region[i]);
        fputs("</li>\n", page->out);
    }
}

static void changes(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    fputs("<ul class=\"changes\">\n", page->out);
    scenarios(page);
    for (int i = 0; i < variant->closed_links; i++)
        closed(page, page->network->link[variant->closed_link[i]].id);
    for (int i = 0; i < variant->closed_terminals; i++)
        closed(page, page->network->terminal[variant->closed_terminal[i]].id);
    regions(page, _("All agreements in force, of:"), variant->grant, variant->granted);
    regions(page, _("No agreement in force, of:"), variant->drop, variant->dropped);
    fputs("</ul>\n", page->out);
}

void page_basis(const struct page *page) {
    const struct variant *variant = &page->virtual_network->variant;
    char day[DATE_WORDS], words[WORDS], line[LINE];
    fputs("<p class=\"basis\">", page->out);
    snprintf(line, sizeof line, _("One %s, tariffs of %s"), period_words(page->network),
             date_words(day, variant->as_of));
    html_text(page->out, line);
    if (variant->has_vot) {
        snprintf(line, sizeof line, _("time at %s per tonne-hour"),
                 rate_words(words, page->network, variant->vot_per_t_h.e4));
        fputs(", ", page->out);
        html_text(page->out, line);
    }
    fputs("</p>\n", page->out);
    changes(page);
}
