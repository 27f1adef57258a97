// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/language.h"
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
    snprintf(line, sizeof line,
             rises ? _("each further 1 %% costs %s instead of %s")
                   : _("each further 1 %% saves %s instead of %s"),
             money_words(beyond, scale, outer_e7), money_words(before, scale, inner_e7));
    text_wrapped(page, 4, line);
}

/* Where the end is: at which amount, or how far from today's. */
static void where_words(const struct page *page, const struct rate_range *range, const struct turn *turn,
                        char words[4 * WORDS]) {
    char share[WORDS], number[WORDS], amount[WORDS];
    share_words(share, turn->share);
    if (range->only == NULL) {
        snprintf(words, 4 * WORDS, "%s", share);
        return;
    }
    amount_words(number, range->only, turn->share);
    if (range->only->basis == BASIS_PERCENT)
        snprintf(words, 4 * WORDS, _("%s per cent (by %s)"), number, share);
    else
        snprintf(words, 4 * WORDS, _("%s per %s (%s)"), in_currency(amount, page->scale.currency, number),
                 basis_unit_words(range->only->basis), share);
}

static void put_end(const struct page *page, const struct sensitivity *sensitivity,
                    const struct rate_range *range, int side, bool whole) {
    char where[4 * WORDS], line[LINE];
    const struct turn *turn = &range->end[side];
    const char *name =
        range->group.rate != NULL ? range->group.rate->tariff_id : item_words(range->group.item);
    if (!range->ends[side])
        return;
    where_words(page, range, turn, where);
    if (turn->share == 0)
        snprintf(line, sizeof line,
                 side == RISE ? _("%.120s above today's amount: another plan costs the same")
                              : _("%.120s below today's amount: another plan costs the same"),
                 name);
    else
        snprintf(line, sizeof line, side == RISE ? _("%.120s above %s") : _("%.120s below %s"), name, where);
    text_wrapped(page, 2, line);
    path_changes(page, sensitivity->ways, sensitivity->change + turn->first_change, turn->changes, whole);
    put_slopes(page, turn, side == RISE);
}

void sensitivity_ends(const struct page *page, const struct sensitivity *sensitivity,
                      const struct rate_range *range, bool whole) {
    put_end(page, sensitivity, range, FALL, whole);
    put_end(page, sensitivity, range, RISE, whole);
}
