// SPDX-License-Identifier: GPL-3.0-or-later
/* Changes of rates apply to the book as editions have left it. */
#include "plan/edits_parts.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

static bool is_of(const struct rate *rate, const char *of) {
    return strcmp(of, "*") == 0 || strcmp(rate->tariff_id, of) == 0 || strcmp(item_name(rate->item), of) == 0;
}

static void say_none(const struct rate_edit *edit, const struct book *book, struct diag *diag) {
    char near[MEANT_WORDS];
    AUTO(names_release) struct names *known = names_new();
    for (enum item item = 0; item < ITEM_BOOK; item++)
        names_add(known, item_name(item), NULL);
    for (int r = 0; r < book_count(book); r++)
        names_add(known, book_rate(book, r)->tariff_id, NULL);
    const char *meant = names_nearest(known, edit->of);
    diag_add(diag, DIAG_ERROR, (struct place){edit->shown, 0, 0},
             _("\"%.80s\" is no tariff_id of the book and no item that it has%s"), edit->of,
             meant != NULL
                 ? meant_words(near, meant)
                 : _("; items are fuel, haulage, toll, ferry, handling, storage, rail, sea, access, "
                     "surcharge"));
}

static bool change(const struct rate_edit *edit, struct book *book, struct diag *diag) {
    const wide whole_e8 = 100000000, most_e4 = INT64_MAX;
    int changed = 0;
    for (int r = 0; r < book_count(book); r++) {
        const struct rate *rate = book_rate(book, r);
        if (!is_of(rate, edit->of))
            continue;
        wide e4 =
            edit->scales ? wide_divide((wide)rate->amount.e4 * edit->factor_e8, whole_e8) : edit->amount.e4;
        if (e4 > most_e4)
            return diag_add(diag, DIAG_ERROR, (struct place){edit->shown, 0, 0}, _("%.80s becomes too large"),
                            rate->tariff_id);
        book_set_amount(book, r, (struct money){(int64_t)e4});
        changed++;
    }
    if (changed == 0)
        say_none(edit, book, diag);
    return changed > 0;
}

static bool add(const struct rate_rows *rows, struct scenario *scenario, struct diag *diag) {
    struct feed *feed = feed_read(rows->csv, strlen(rows->csv), rows->shown, scenario->network->currency,
                                  scenario->names, diag);
    if (feed != NULL)
        book_overlay(scenario->book, feed->rates);
    feed_free(feed);
    return feed != NULL;
}

bool edits_reprice(const struct edits *edits, struct scenario *scenario, struct diag *diag) {
    bool fine = true;
    for (int i = 0; edits != NULL && i < edits->rates_count; i++)
        fine = add(&edits->rates[i], scenario, diag) && fine;
    for (int i = 0; edits != NULL && i < edits->rate_edits; i++)
        fine = change(&edits->rate[i], scenario->book, diag) && fine;
    return fine;
}
