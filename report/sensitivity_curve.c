// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sensitivity.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>

/* Money where a difference between neighbours shows: whole units. */
static struct money_scale scale_of(const struct page *page, double most) {
    struct money_scale scale = money_scale_for(page->network, currency_e7(most));
    const wide widest_e7 = power_of_ten(7 + 13);
    if (scale.shift > 0 && currency_e7(most) < widest_e7)
        scale.shift = scale.shown = 0;
    return scale;
}

struct curve {
    const struct page *page;
    const struct rate_range *range;
    struct table *table;
    struct money_scale totals, slopes;
};

/* A point, and the slope from there on; an amount where one rate moves. */
static void put_point(const struct curve *curve, double share, double total, double slope, const char *what) {
    char words[WORDS];
    table_cell(curve->table, share_words(words, share));
    if (curve->range->only != NULL)
        table_cell(curve->table, amount_words(words, curve->range->only, share));
    table_cell(curve->table, money_number(words, curve->totals, currency_e7(total)));
    table_cell(curve->table, money_number(words, curve->slopes, currency_e7(slope / 100)));
    table_cell(curve->table, what);
}

/* "S26 1,200 t" and how many more move. */
static void put_turn(const struct curve *curve, const struct sensitivity *sensitivity,
                     const struct turn *turn) {
    char words[WORDS], what[3 * WORDS] = "";
    if (turn->changes > 0) {
        const struct path_change *change = &sensitivity->change[turn->first_change];
        const char *id = curve->page->scenario->shipment[change->shipment].id;
        about_tonnes_words(words, change->quantity_kg);
        if (turn->changes > 1)
            snprintf(what, sizeof what, _("%.60s %s t and %d more"), id, words, turn->changes - 1);
        else
            snprintf(what, sizeof what, "%.60s %s t", id, words);
    }
    put_point(curve, turn->share, turn->total, turn->above, what);
}

static void put_points(const struct curve *curve, const struct sensitivity *sensitivity, double low,
                       double high) {
    const struct rate_range *range = curve->range;
    const struct turn *turn = sensitivity->turn + range->first_turn;
    bool today = false;
    if (low < 0)
        put_point(curve, low, range->low_total, range->turns > 0 ? turn[0].below : range->paid, "");
    for (int i = 0; i < range->turns; i++) {
        if (!today && turn[i].share >= 0) {
            today = true;
            if (turn[i].share > 0)
                put_point(curve, 0, sensitivity->total, range->paid, _("today"));
        }
        put_turn(curve, sensitivity, &turn[i]);
    }
    if (!today)
        put_point(curve, 0, sensitivity->total, range->paid, _("today"));
    if (high > 0)
        put_point(curve, high, range->high_total,
                  range->turns > 0 && turn[range->turns - 1].share > 0 ? turn[range->turns - 1].above
                                                                       : range->paid,
                  "");
}

void sensitivity_curve(const struct page *page, const struct sensitivity *sensitivity,
                       const struct rate_range *range, double low, double high) {
    char totals[WORDS], slopes[WORDS], unit[WORDS], low_words[WORDS], high_words[WORDS];
    struct curve curve = {.page = page,
                          .range = range,
                          .totals = scale_of(page, high > 0 ? range->high_total : sensitivity->total),
                          .slopes = scale_of(page, range->low_total)};
    snprintf(totals, sizeof totals, _("total, %.60s"), money_unit(unit, curve.totals));
    snprintf(slopes, sizeof slopes, _("then, %.60s a %%"), money_unit(unit, curve.slopes));
    const struct table_column with[] = {{N_("moved by"), true, false},
                                        {N_("to"), true, false},
                                        {totals, true, false},
                                        {slopes, true, false},
                                        {N_("what moves"), false, true}};
    const struct table_column without[] = {with[0], with[2], with[3], with[4]};
    bool alone = range->only != NULL;
    curve.table = table_new(alone ? with : without, alone ? 5 : 4);
    put_points(&curve, sensitivity, low, high);
    text_heading(page, "%s from %s to %s",
                 range->group.rate != NULL ? range->group.rate->tariff_id : item_words(range->group.item),
                 share_words(low_words, low), share_words(high_words, high));
    table_print(curve.table, 0, page->style.width, page->style.painted, page->out);
    table_release(&curve.table);
}
