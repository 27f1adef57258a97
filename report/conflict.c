// SPDX-License-Identifier: GPL-3.0-or-later
/* What conflicts, and its repairs, for a person. */
#include "report/conflict.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_SHOWN = 12, STAYS_SHOWN = 10, LINE = LIMIT_WORDS + 400 };

struct saying {
    const struct page *page;
    const struct conflicts *conflicts;
};

/* "  12  text", further lines under the text. */
static void put_item(const struct page *page, const char *mark, const char *text) {
    AUTO_FREE char *wrapped = NULL;
    size_t size;
    struct page inner = *page;
    inner.out = open_memstream(&wrapped, &size);
    if (inner.out == NULL)
        return;
    text_wrapped(&inner, 4, text);
    fclose(inner.out);
    fprintf(page->out, "%3s %s", mark, wrapped + 4);
}

/* ---- conflicts ---- */

static void put_conflict(const struct saying *saying, const struct conflict *conflict) {
    char words[LIMIT_WORDS], line[LINE], tonnes[WORDS];
    const struct page *page = saying->page;
    for (int i = conflict->first_limit; i < conflict->first_limit + conflict->limits; i++)
        put_item(page, "-", limit_words(page, &saying->conflicts->limit[i], words));
    if (conflict->limits == 1)
        snprintf(line, sizeof line, "%s", _("There is no way at all, whatever is lifted, raised or opened."));
    else
        snprintf(
            line, sizeof line,
            conflict->limits == 2
                ? _("These alone keep at least %s t from moving. Without either, the other can hold; "
                    "limits that are not listed here are left aside.")
                : _("These alone keep at least %s t from moving. Without any one of them, the others can "
                    "hold; limits that are not listed here are left aside."),
            tonnes_words(tonnes, conflict->short_kg));
    text_wrapped(page, 2, line);
}

static void put_conflicts(const struct saying *saying) {
    const struct conflicts *conflicts = saying->conflicts;
    const struct page *page = saying->page;
    char number[WORDS];
    for (int i = 0; i < conflicts->conflicts; i++) {
        if (conflicts->conflicts == 1)
            text_heading(page, "These cannot hold together");
        else
            text_heading(page, "Conflict %d: these cannot hold together", i + 1);
        put_conflict(saying, &conflicts->conflict[i]);
    }
    if (conflicts->hopeless > conflicts->conflicts)
        fprintf(page->out,
                P_("%s more shipment has no way at all\n", "%s more shipments have no way at all\n",
                   conflicts->hopeless - conflicts->conflicts),
                number_words(number, conflicts->hopeless - conflicts->conflicts, 0, 0));
    if (conflicts->more)
        fprintf(page->out, "%s\n", _("and there are more conflicts"));
    if (conflicts->conflicts > 1)
        text_wrapped(page, 0, _("These need not be all there are; where one is ended, others can remain."));
}

/* ---- repairs ---- */

/* Money and time of the plan behind, and what that is more than now. */
static void price_words(const struct saying *saying, const struct conflict_repair *repair, char line[LINE]) {
    const struct page *page = saying->page;
    const struct plan *plan = saying->conflicts->plan;
    wide more_e4 = repair->objective_e4 - plan->cost_e4 - plan->time_cost_e4;
    char total[WORDS], more[WORDS], unmet[WORDS];
    if (!repair->priced) {
        snprintf(line, LINE, "%s",
                 repair->steps > 0
                     ? _("what this costs is not known: the tariff book has no rates for what it opens")
                     : _("what this costs is not known: not all of it states a penalty"));
        return;
    }
    money_words(total, page->scale, repair->objective_e4 * 1000);
    money_words(more, page->scale, (more_e4 < 0 ? -more_e4 : more_e4) * 1000);
    if (repair->steps > 0 && repair->unmet_kg > 0)
        snprintf(line, LINE,
                 more_e4 < 0 ? _("%s, %s less than the plan as it is; %s t still stay behind")
                             : _("%s, %s more than the plan as it is; %s t still stay behind"),
                 total, more, tonnes_words(unmet, repair->unmet_kg));
    else if (repair->steps > 0)
        snprintf(line, LINE,
                 more_e4 < 0 ? _("%s, %s less than the plan as it is")
                             : _("%s, %s more than the plan as it is"),
                 total, more);
    else
        snprintf(line, LINE,
                 more_e4 < 0 ? _("%s with penalties, %s less than the plan as it is")
                             : _("%s with penalties, %s more than the plan as it is"),
                 total, more);
}

static void put_steps(const struct saying *saying, const struct conflict_repair *repair, const char *mark) {
    char words[LIMIT_WORDS], line[LINE];
    int shown = repair->steps <= STEPS_SHOWN ? repair->steps : STEPS_SHOWN - 1;
    for (int i = 0; i < shown; i++) {
        const char *text = step_words(saying->page, &saying->conflicts->step[repair->first_step + i], words);
        snprintf(line, sizeof line, i > 0 ? _("and %s") : "%s", text);
        put_item(saying->page, i == 0 ? mark : "", line);
    }
    if (shown < repair->steps)
        fprintf(saying->page->out,
                P_("    and %d more step; --format json has all\n",
                   "    and %d more steps; --format json has all\n", repair->steps - shown),
                repair->steps - shown);
}

static void put_repairs(const struct saying *saying) {
    const struct conflicts *conflicts = saying->conflicts;
    const struct page *page = saying->page;
    char line[LINE], tonnes[WORDS], mark[16];
    if (conflicts->repairs > 1)
        text_heading(page, "What would do, the cheapest first (money + time of a %.40s)",
                     period_words(page->network));
    else
        text_heading(page, "Nothing would do");
    for (int i = 0; i < conflicts->repairs; i++) {
        const struct conflict_repair *repair = &conflicts->repair[i];
        snprintf(mark, sizeof mark, "%d.", i + 1);
        if (repair->steps > 0) {
            put_steps(saying, repair, mark);
        } else {
            snprintf(line, sizeof line, _("leave %s t behind, as the plan does"),
                     tonnes_words(tonnes, repair->unmet_kg));
            put_item(page, conflicts->repairs > 1 ? mark : "-", line);
        }
        price_words(saying, repair, line);
        text_wrapped(page, 4, line);
    }
    if (conflicts->repairs > 1)
        text_wrapped(
            page, 0,
            _("Each is the least that is enough, and was tried: with it all moves that can be moved. What "
              "building or allowing it costs is not in these amounts."));
}

/* ---- who rather stays ---- */

static void put_stays(const struct saying *saying) {
    const struct conflicts *conflicts = saying->conflicts;
    const struct page *page = saying->page;
    char line[LINE], tonnes[WORDS], penalty[WORDS], more[WORDS];
    int64_t kg = conflicts->plan->unmet_kg - conflicts->forced->unmet_kg;
    text_heading(page, "%s t could move, but their penalty is less than that costs",
                 tonnes_words(tonnes, kg));
    for (int i = 0; i < conflicts->stays && i < STAYS_SHOWN; i++) {
        const struct shipment *shipment = &page->scenario->shipment[conflicts->stay[i].shipment];
        snprintf(line, sizeof line, _("%.60s: %s t stay behind at %s a tonne (unmet_penalty_per_t)"),
                 shipment->id, tonnes_words(tonnes, conflicts->stay[i].quantity_kg),
                 rate_words(penalty, page->network, shipment->penalty_per_t.e4));
        put_item(page, "-", line);
    }
    if (conflicts->stays > STAYS_SHOWN)
        fprintf(page->out, P_("    and %s more\n", "    and %s more\n", conflicts->stays - STAYS_SHOWN),
                number_words(tonnes, conflicts->stays - STAYS_SHOWN, 0, 0));
    wide more_e4 = conflicts->forced->cost_e4 + conflicts->forced->time_cost_e4 - conflicts->plan->cost_e4 -
                   conflicts->plan->time_cost_e4;
    snprintf(line, sizeof line, _("To move them too, the plan takes %s more of money and time."),
             money_words(more, page->scale, more_e4 * 1000));
    text_wrapped(page, 2, line);
}

static void put_answer(const struct saying *saying) {
    const struct conflicts *conflicts = saying->conflicts;
    const struct page *page = saying->page;
    char unmet[WORDS], all[WORDS];
    int64_t asked_kg = 0;
    for (int k = 0; k < page->scenario->shipments; k++)
        asked_kg += page->scenario->shipment[k].quantity_kg;
    if (conflicts->plan->unmet_kg == 0)
        fprintf(page->out, _("\nAll moves: %s t. Nothing conflicts.\n"), tonnes_words(all, asked_kg));
    else if (conflicts->least_unmet_kg > 0)
        fprintf(page->out, _("\n%s of %s t can't move, whatever they pay.\n"),
                tonnes_words(unmet, conflicts->least_unmet_kg), tonnes_words(all, asked_kg));
    else
        fprintf(page->out, _("\nAll %s t can move: nothing conflicts.\n"), tonnes_words(all, asked_kg));
}

void report_conflicts_text(const struct conflicts *conflicts, const struct virtual_network *network,
                           struct style style, FILE *out) {
    const struct scenario *scenario = network->scenario;
    const struct plan *plan = conflicts->plan;
    wide widest_e4 = plan->cost_e4 + plan->time_cost_e4;
    for (int i = 0; i < conflicts->repairs; i++)
        widest_e4 =
            conflicts->repair[i].objective_e4 > widest_e4 ? conflicts->repair[i].objective_e4 : widest_e4;
    const struct page page = {.plan = plan,
                              .scenario = scenario,
                              .network = scenario->network,
                              .virtual_network = network,
                              .scale = money_scale_for(scenario->network, widest_e4 * 1000),
                              .style = style,
                              .out = out};
    const struct saying saying = {&page, conflicts};
    text_title(saying.page, _("What cannot move, and why"));
    put_answer(&saying);
    if (conflicts->conflicts > 0)
        put_conflicts(&saying);
    if (conflicts->repairs > 0)
        put_repairs(&saying);
    if (conflicts->stays > 0)
        put_stays(&saying);
}
