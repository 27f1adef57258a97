// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/mem.h"
#include "report/way.h"

#include <string.h>

enum { CHANGES_SHOWN = 4, LINE = 2 * WAY_WORDS };

/* ---- changes ---- */

static const char *commodity_words(const struct page *page, int shipment) {
    int number = page->scenario->shipment[shipment].commodity;
    if (number < 0)
        return "";
    const struct commodity *commodity = &page->scenario->commodity[number];
    return commodity->name != NULL ? commodity->name : commodity->id;
}

void sensitivity_change(const struct page *page, const struct sensitivity *sensitivity,
                        const struct path_change *change, bool whole) {
    char tonnes[WORDS], head[LINE], from[WAY_WORDS], to[WAY_WORDS], line[LINE];
    const char *commodity = commodity_words(page, change->shipment);
    way_words(page, sensitivity->ways, change->from, change->to, whole, from);
    way_words(page, sensitivity->ways, change->to, change->from, whole, to);
    snprintf(head, sizeof head, "%.60s%s%.80s, %s t", page->scenario->shipment[change->shipment].id,
             commodity[0] != '\0' ? " " : "", commodity, about_tonnes_words(tonnes, change->quantity_kg));
    if (!whole) {
        snprintf(line, sizeof line, "%.200s: %.1400s -> %.1400s", head, from, to);
        text_wrapped(page, 4, line);
        return;
    }
    text_wrapped(page, 4, head);
    snprintf(line, sizeof line, "from%c%s", HARD_SPACE, from);
    text_wrapped(page, 6, line);
    snprintf(line, sizeof line, "to%c%s", HARD_SPACE, to);
    text_wrapped(page, 6, line);
}

static void put_changes(const struct page *page, const struct sensitivity *sensitivity,
                        const struct turn *turn, bool whole) {
    char words[WORDS];
    int64_t rest_kg = 0;
    for (int i = 0; i < turn->changes; i++) {
        const struct path_change *change = &sensitivity->change[turn->first_change + i];
        if (i < CHANGES_SHOWN || turn->changes == CHANGES_SHOWN + 1)
            sensitivity_change(page, sensitivity, change, whole);
        else
            rest_kg += change->quantity_kg;
    }
    if (rest_kg > 0)
        fprintf(page->out, "    and %d more, of %s t\n", turn->changes - CHANGES_SHOWN,
                about_tonnes_words(words, rest_kg));
}

/* ---- ends ---- */

/* What the total gains (or loses) by each further per cent, beyond the turn and before it. */
static void put_slopes(const struct page *page, const struct turn *turn, bool rises) {
    char beyond[WORDS], before[WORDS], line[LINE];
    wide outer_e7 = currency_e7((rises ? turn->above : turn->below) / 100);
    wide inner_e7 = currency_e7((rises ? turn->below : turn->above) / 100);
    struct money_scale scale = money_scale_for(page->network, outer_e7 > inner_e7 ? outer_e7 : inner_e7);
    snprintf(line, sizeof line, "each further 1 %% %s %s instead of %s", rises ? "costs" : "saves",
             money_words(beyond, scale, outer_e7), money_words(before, scale, inner_e7));
    text_wrapped(page, 4, line);
}

static void put_end(const struct page *page, const struct sensitivity *sensitivity,
                    const struct rate_range *range, int side, bool whole) {
    char share[WORDS], amount[WORDS], line[LINE];
    const struct turn *turn = &range->end[side];
    const char *name =
        range->group.rate != NULL ? range->group.rate->tariff_id : item_name(range->group.item);
    if (!range->ends[side])
        return;
    int length = snprintf(line, sizeof line, "%.120s %s ", name, side == RISE ? "above" : "below");
    share_words(share, turn->share);
    if (turn->share == 0)
        snprintf(line + length, sizeof line - (size_t)length, "today's amount: another plan costs the same");
    else if (range->only != NULL && range->only->basis == BASIS_PERCENT)
        snprintf(line + length, sizeof line - (size_t)length, "%s per cent (by %s)",
                 amount_words(amount, range->only, turn->share), share);
    else if (range->only != NULL)
        snprintf(line + length, sizeof line - (size_t)length, "%.12s %s per %s (%s)", page->scale.currency,
                 amount_words(amount, range->only, turn->share), basis_name(range->only->basis), share);
    else
        snprintf(line + length, sizeof line - (size_t)length, "%s", share);
    text_wrapped(page, 2, line);
    put_changes(page, sensitivity, turn, whole);
    put_slopes(page, turn, side == RISE);
}

void sensitivity_ends(const struct page *page, const struct sensitivity *sensitivity,
                      const struct rate_range *range, bool whole) {
    put_end(page, sensitivity, range, FALL, whole);
    put_end(page, sensitivity, range, RISE, whole);
}
