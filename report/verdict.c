// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "base/language.h"
#include "report/text.h"

enum { MONEY, FIXED, TIME_COST, PENALTY, OBJECTIVE, BOUND, SEARCH, AMOUNTS };

/* FIXED is a part of the money, and set in. */
static const char *const AMOUNT[AMOUNTS] = {
    [MONEY] = N_("money"),     [FIXED] = N_("fixed"),         [TIME_COST] = N_("time cost"),
    [PENALTY] = N_("penalty"), [OBJECTIVE] = N_("objective"), [BOUND] = N_("bound"),
    [SEARCH] = N_("search")};

static int name_width(void) {
    int widest = 0;
    for (int i = 0; i < AMOUNTS; i++) {
        int width = text_width(_(AMOUNT[i])) + (i == FIXED ? 2 : 0);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* "  bound      Rp      1,054,268,101  no plan has less" */
static void put_amount(int amount, wide e4, const struct money_scale *scale, const char *note, FILE *out) {
    char words[WORDS];
    int indent = amount == FIXED ? 4 : 2, pad = name_width() + 2 - indent - text_width(_(AMOUNT[amount]));
    fprintf(out, "%*s%s%*s  %s %22s%s%s\n", indent, "", _(AMOUNT[amount]), pad, "", scale->currency,
            number_words(words, e4, MONEY_PLACES, scale->shown == 2 ? 2 : 0), note[0] != '\0' ? "  " : "",
            note);
}

/* On lines of 80 columns. */
static void put_wrapped(const char *text, FILE *out) {
    const struct page page = {.style = {.width = 80}, .out = out};
    text_wrapped(&page, 0, text);
}

/* What is proven here; that no other choice of facilities is better rests on the search, and is told so. */
static void put_proof(const struct plan *plan, const struct network *network, FILE *out) {
    char proven[3 * WORDS];
    struct plan same = *plan;
    if (!plan->has_opening_bound) {
        put_wrapped(proof_words(proven, plan, network), out);
        return;
    }
    same.has_opening_bound = false;
    same.gap = plan->objective_e4 > 0
                   ? (double)(plan->objective_e4 - plan->bound_e4) / (double)plan->objective_e4
                   : 0;
    put_wrapped(proof_words(proven, &same, network), out);
    put_wrapped(_("That is for what it opens. That no other choice of facilities does better rests on the "
                  "search that made the plan: its bound is not proven here."),
                out);
}

static void put_head(const struct plan *plan, FILE *out) {
    char shipments[WORDS], number[WORDS], paths[2 * WORDS], day[DATE_WORDS], line[6 * WORDS];
    snprintf(paths, sizeof paths, P_("%s path", "%s paths", plan->paths),
             number_words(number, plan->paths, 0, 0));
    snprintf(line, sizeof line,
             P_("The plan holds: %s shipment on %s, tariffs of %s.",
                "The plan holds: %s shipments on %s, tariffs of %s.", plan->shipments),
             number_words(shipments, plan->shipments, 0, 0), paths, date_words(day, plan->variant.as_of));
    put_wrapped(line, out);
    snprintf(line, sizeof line, _("Status \"%s\": %.200s."), PLAN_STATUS[plan->status],
             _(PLAN_STATUS_MEANS[plan->status]));
    put_wrapped(line, out);
}

void report_verdict(const struct verdict *verdict, const struct plan *plan, const struct network *network,
                    FILE *out) {
    char words[WORDS], budget[BUDGET_WORDS], kept[2 * BUDGET_WORDS];
    if (!verdict->holds) {
        fputs(_("The plan does not hold.\n"), out);
        return;
    }
    const struct money_scale scale = money_scale_for(network, verdict->objective_e4 * 1000);
    put_head(plan, out);
    put_amount(MONEY, plan->cost_e4, &scale, "", out);
    if (plan->facilities > 0)
        put_amount(FIXED, plan->fixed_cost_e4, &scale, _("of it, for what is open"), out);
    put_amount(TIME_COST, plan->time_cost_e4, &scale, "", out);
    if (plan->penalty_e4 != 0) {
        char note[2 * WORDS];
        snprintf(note, sizeof note, _("for %s t left behind"), tonnes_words(words, plan->unmet_kg));
        put_amount(PENALTY, plan->penalty_e4, &scale, note, out);
    }
    put_amount(OBJECTIVE, verdict->objective_e4, &scale, _("the total of these"), out);
    put_amount(BOUND, verdict->bound_e4, &scale,
               plan->has_opening_bound                ? _("no plan that opens the same has less")
               : plan->budget.quantity == BUDGET_NONE ? _("no plan has less")
                                                      : _("no plan within the budget has less"),
               out);
    if (plan->has_opening_bound)
        put_amount(SEARCH, plan->opening_bound_e4, &scale, _("no plan at all has less, it says"), out);
    if (plan->budget.quantity != BUDGET_NONE) {
        snprintf(kept, sizeof kept, _("The budget is kept: %s."),
                 budget_words(budget, &plan->budget, network));
        put_wrapped(kept, out);
    }
    put_proof(plan, network, out);
}
