// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs in the data and the options, for a person. */
#include "report/compare.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/change_words.h"

#include <stdlib.h>
#include <string.h>

enum { RATES_SHOWN = 20, ROWS_SHOWN = 30, LINE = 700 };

static void put_more(const struct page *page, int more) {
    char number[WORDS];
    fprintf(page->out,
            P_("  and %s more; --format csv has all\n", "  and %s more; --format csv has all\n", more),
            number_words(number, more, 0, 0));
}

static void put_rates(const struct contrast *contrast) {
    static const struct table_column columns[] = {{N_("Rates in force"), false, true},
                                                  {N_("before"), true, false},
                                                  {N_("after"), true, false},
                                                  {"", true, false}};
    const struct comparison *comparison = contrast->comparison;
    const struct page *page = &contrast->page[0];
    char words[WORDS], reach[REACH_WORDS];
    if (comparison->rates == 0)
        return;
    AUTO(table_release) struct table *table = table_new(columns, 4);
    for (int i = 0; i < comparison->rates && i < RATES_SHOWN; i++) {
        const struct rate *a = comparison->rate[i].before, *b = comparison->rate[i].after;
        bool same_basis = a != NULL && b != NULL && a->basis == b->basis;
        table_cell(table, reach_words(reach, b != NULL ? b : a));
        if (a != NULL && b != NULL && !same_basis)
            table_cellf(table, "%s per %s", rate_amount_words(words, a->amount), basis_unit_words(a->basis));
        else
            table_cell(table, a != NULL ? rate_amount_words(words, a->amount) : _("none"));
        table_cell(table, b != NULL ? rate_amount_words(words, b->amount) : _("none"));
        table_cell(table,
                   same_basis && a->amount.e4 != 0
                       ? percent_more_words(words, 100 * ((double)b->amount.e4 / (double)a->amount.e4 - 1), 1)
                       : "");
    }
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (comparison->rates > RATES_SHOWN)
        put_more(page, comparison->rates - RATES_SHOWN);
}

static const char *shown_field(const char *text) {
    return text == NULL ? "" : text[0] == '\0' ? _("empty") : text;
}

static void put_field(struct table *table, const struct field_change *change) {
    table_cellf(table, "%s %s%s%s", change->file, change->id, change->column != NULL ? ", " : "",
                change->column != NULL ? change->column : "");
    table_cell(table, change->column != NULL   ? shown_field(change->before)
                      : change->before != NULL ? _("row")
                                               : _("no row"));
    table_cell(table, change->column != NULL  ? shown_field(change->after)
                      : change->after != NULL ? _("row")
                                              : _("no row"));
}

static void put_rows(const struct contrast *contrast) {
    static const struct table_column columns[] = {
        {N_("Rows of the files"), false, true}, {N_("before"), true, false}, {N_("after"), true, false}};
    const struct comparison *comparison = contrast->comparison;
    const struct page *page = &contrast->page[0];
    if (comparison->fields == 0)
        return;
    AUTO(table_release) struct table *table = table_new(columns, 3);
    for (int i = 0; i < comparison->fields && i < ROWS_SHOWN; i++)
        put_field(table, &comparison->field[i]);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (comparison->fields > ROWS_SHOWN)
        put_more(page, comparison->fields - ROWS_SHOWN);
}

/* ---- what is planned ---- */

static void vot_words(const struct page *page, char words[WORDS]) {
    char rate[WORDS];
    if (page->plan->variant.has_vot)
        snprintf(words, WORDS, "%.80s", rate_words(rate, page->network, page->plan->variant.vot_per_t_h.e4));
    else
        snprintf(words, WORDS, "%s", _("each shipment's own"));
}

static bool closes(const struct page *page, const char *link) {
    for (int i = 0; i < page->plan->variant.closed_links; i++)
        if (strcmp(page->network->link[page->plan->variant.closed_link[i]].id, link) == 0)
            return true;
    return false;
}

static void put_closures(const struct page *page, const struct page *other, bool before) {
    for (int i = 0; i < page->plan->variant.closed_links; i++) {
        const char *id = page->network->link[page->plan->variant.closed_link[i]].id;
        if (!closes(other, id))
            fprintf(other->out, before ? _("%s is closed before only\n") : _("%s is closed after only\n"),
                    id);
    }
}

static void put_options(const struct contrast *contrast) {
    const struct page *a = &contrast->page[0], *b = &contrast->page[1];
    char before[WORDS], after[WORDS];
    date_words(before, a->plan->variant.as_of);
    date_words(after, b->plan->variant.as_of);
    if (strcmp(before, after) != 0)
        fprintf(a->out, _("Tariffs and rules of %s before, of %s after\n"), before, after);
    vot_words(a, before);
    vot_words(b, after);
    if (strcmp(before, after) != 0)
        fprintf(a->out, _("Value of a tonne-hour: %s before, %s after\n"), before, after);
    put_closures(a, b, true);
    put_closures(b, a, false);
}

void compare_inputs(const struct contrast *contrast) {
    const struct variant *a = &contrast->page[0].plan->variant, *b = &contrast->page[1].plan->variant;
    const struct comparison *comparison = contrast->comparison;
    bool options = a->as_of.day != b->as_of.day || a->has_vot != b->has_vot ||
                   (a->has_vot && a->vot_per_t_h.e4 != b->vot_per_t_h.e4) ||
                   a->closed_links + b->closed_links > 0;
    if (!options && comparison->rates + comparison->fields == 0)
        return;
    text_heading(&contrast->page[0], "What differs in the data");
    put_options(contrast);
    put_rates(contrast);
    put_rows(contrast);
}
