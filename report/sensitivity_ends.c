// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/mem.h"
#include "report/way.h"

#include <string.h>

enum { LINE = 2 * WAY_WORDS };

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
    path_changes(page, sensitivity->ways, sensitivity->change + turn->first_change, turn->changes, whole);
    put_slopes(page, turn, side == RISE);
}

void sensitivity_ends(const struct page *page, const struct sensitivity *sensitivity,
                      const struct rate_range *range, bool whole) {
    put_end(page, sensitivity, range, FALL, whole);
    put_end(page, sensitivity, range, RISE, whole);
}
