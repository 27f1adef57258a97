// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/words.h"

/* "  bound      Rp      1,054,268,101  no plan has less" */
static void put_amount(const char *name, wide e4, const struct money_scale *scale, const char *note,
                       FILE *out) {
    char words[WORDS];
    fprintf(out, "  %-9s  %s %22s%s%s\n", name, scale->currency,
            number_words(words, e4, MONEY_PLACES, scale->shown == 2 ? 2 : 0), note[0] != '\0' ? "  " : "",
            note);
}

/* What is proven here; that no other choice of facilities is better rests on the search, and is told so. */
static void put_proof(const struct plan *plan, const struct network *network, FILE *out) {
    char proven[3 * WORDS];
    struct plan same = *plan;
    if (!plan->has_opening_bound) {
        fprintf(out, "%s\n", proof_words(proven, plan, network));
        return;
    }
    same.has_opening_bound = false;
    same.gap = plan->objective_e4 > 0
                   ? (double)(plan->objective_e4 - plan->bound_e4) / (double)plan->objective_e4
                   : 0;
    fprintf(out, "%s\nThat is for what it opens.", proof_words(proven, &same, network));
    fputs(" That no other choice of facilities does better rests\n"
          "on the search that made the plan: its bound is not proven here.\n",
          out);
}

void report_verdict(const struct verdict *verdict, const struct plan *plan, const struct network *network,
                    FILE *out) {
    char words[WORDS], day[DATE_TEXT], budget[BUDGET_WORDS];
    if (!verdict->holds) {
        fputs("The plan does not hold.\n", out);
        return;
    }
    const struct money_scale scale = money_scale_for(network, verdict->objective_e4 * 1000);
    fprintf(out, "The plan holds: %d shipment%s on %d path%s, tariffs of %s.\n", plan->shipments,
            plan->shipments == 1 ? "" : "s", plan->paths, plan->paths == 1 ? "" : "s",
            date_text(day, plan->variant.as_of));
    fprintf(out, "Status \"%s\": %s.\n", PLAN_STATUS[plan->status], PLAN_STATUS_MEANS[plan->status]);
    put_amount("money", plan->cost_e4, &scale, "", out);
    if (plan->facilities > 0)
        put_amount("  fixed", plan->fixed_cost_e4, &scale, "of it, for what is open", out);
    put_amount("time cost", plan->time_cost_e4, &scale, "", out);
    if (plan->penalty_e4 != 0) {
        char note[2 * WORDS];
        snprintf(note, sizeof note, "for %s t left behind", tonnes_words(words, plan->unmet_kg));
        put_amount("penalty", plan->penalty_e4, &scale, note, out);
    }
    put_amount("objective", verdict->objective_e4, &scale, "the total of these", out);
    put_amount("bound", verdict->bound_e4, &scale,
               plan->has_opening_bound                ? "no plan that opens the same has less"
               : plan->budget.quantity == BUDGET_NONE ? "no plan has less"
                                                      : "no plan within the budget has less",
               out);
    if (plan->has_opening_bound)
        put_amount("search", plan->opening_bound_e4, &scale, "no plan at all has less, it says", out);
    if (plan->budget.quantity != BUDGET_NONE)
        fprintf(out, "The budget is kept: %s.\n", budget_words(budget, &plan->budget, network));
    put_proof(plan, network, out);
}
