// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a shipment's money comes from, for a person. */
#include "report/explain.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"
#include "report/way.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = WAY_WORDS + 600, E7_PLACES = 7 };

struct telling {
    const struct page *page;
    const struct explained_cost *explained;
    wide *rounded; /* [origins] money of the lines, which adds up to that of the shipment */
    int shown;     /* decimals */
    int *note;     /* [origins] number of the source that the line goes by */
    int notes;
};

/* ---- sources, numbered as they appear ---- */

static bool is_same_amount(const struct cost_origin *a, const struct cost_origin *b) {
    return a->item == b->item && a->rate == b->rate && a->amount.e4 == b->amount.e4 &&
           a->place.line == b->place.line && strcmp(a->place.file, b->place.file) == 0;
}

static void number_notes(struct telling *telling) {
    const struct explained_cost *explained = telling->explained;
    for (int i = 0; i < explained->origins; i++) {
        for (int j = 0; j < i && telling->note[i] == 0; j++)
            if (is_same_amount(&explained->origin[i], &explained->origin[j]))
                telling->note[i] = telling->note[j];
        if (telling->note[i] == 0)
            telling->note[i] = ++telling->notes;
    }
}

/* "rate-toll: 1,250 per vehicle_km" */
static void amount_of_words(const struct cost_origin *origin, char words[2 * WORDS]) {
    const char *name = origin->rate != NULL ? origin->rate->tariff_id : item_words(origin->item);
    char amount[WORDS];
    rate_amount_words(amount, origin->amount);
    snprintf(words, 2 * WORDS,
             origin->basis == BASIS_PERCENT ? _("%.80s: %.40s %.40s") : _("%.80s: %.40s per %.40s"), name,
             amount, basis_unit_words(origin->basis));
}

/* "tariff.csv:12", and where in a feed. */
static void place_words(const struct cost_origin *origin, char words[RESOURCE]) {
    int length = snprintf(words, RESOURCE, "%.200s:%d", origin->place.file, origin->place.line);
    if (origin->rate != NULL && origin->rate->entry > 0)
        snprintf(words + length, RESOURCE - (size_t)length, " /rates/%d", origin->rate->entry - 1);
}

static void tell_note(const struct telling *telling, const struct cost_origin *origin, int number) {
    char line[LINE], day[DATE_WORDS] = "", amount[2 * WORDS], place[RESOURCE];
    const char *source = origin->source != NULL ? origin->source : _("no source stated");
    amount_of_words(origin, amount);
    place_words(origin, place);
    if (origin->rate != NULL)
        date_words(day, origin->rate->valid_from);
    if (day[0] != '\0')
        snprintf(line, sizeof line, _("[%d] %s, %s, since %s; %.900s"), number, amount, place, day, source);
    else
        snprintf(line, sizeof line, "[%d] %s, %s; %.900s", number, amount, place, source);
    text_wrapped(telling->page, 0, line);
}

static void tell_notes(const struct telling *telling) {
    int told = 0;
    if (telling->notes > 0)
        text_heading(telling->page, "Where the amounts come from");
    for (int i = 0; i < telling->explained->origins; i++)
        if (telling->note[i] == told + 1)
            tell_note(telling, &telling->explained->origin[i], ++told);
}

/* ---- lines ---- */

/* To the thousandth, so that it times the amount is the money to the currency's unit or nearly so. */
static char *quantity_words(char buffer[WORDS], const struct cost_origin *origin, int64_t quantity_kg) {
    wide e3 =
        (wide)llroundl((long double)origin->units / (long double)origin->per * (long double)quantity_kg);
    return number_words(buffer, e3, 3, e3 % 1000 == 0 ? 0 : 3);
}

static const char *leg_mode(const struct telling *telling, int i) {
    const struct cost_origin *origin = &telling->explained->origin[i];
    bool first = i == 0 || telling->explained->origin[i - 1].leg != origin->leg;
    return first ? mode_words(telling->page->plan->leg[origin->leg].mode) : "";
}

static void put_line(const struct telling *telling, struct table *table, int i) {
    const struct cost_origin *origin = &telling->explained->origin[i];
    int64_t quantity_kg = telling->page->plan->path[origin->path].quantity_kg;
    char words[WORDS];
    table_cell(table, leg_mode(telling, i));
    table_cell(table, item_words(origin->item));
    table_cell(table, quantity_words(words, origin, quantity_kg));
    table_cell(table, basis_words(origin->basis));
    table_cell(table, rate_amount_words(words, origin->amount));
    table_cell(table, number_words(words, telling->rounded[i], telling->shown, telling->shown));
    table_cellf(table, "[%d]", telling->note[i]);
}

static void put_total(const struct telling *telling, struct table *table, wide sum) {
    char words[WORDS];
    table_total(table);
    table_cell(table, _("together"));
    for (int i = 0; i < 4; i++)
        table_cell(table, "");
    table_cell(table, number_words(words, sum, telling->shown, telling->shown));
    table_cell(table, "");
}

static void tell_path(const struct telling *telling, int p) {
    const struct page *page = telling->page;
    const struct explained_cost *explained = telling->explained;
    char line[LINE], way[WAY_WORDS], tonnes[WORDS], unit[WORDS];
    const struct table_column columns[] = {{"", false, true},
                                           {N_("item"), false, false},
                                           {N_("quantity"), true, false},
                                           {"", false, false},
                                           {N_("x amount"), true, false},
                                           {money_unit(unit, money_scale_for(page->network, 0)), true, false},
                                           {"", true, false}};
    wide sum = 0;
    putc('\n', page->out);
    snprintf(line, sizeof line, "%s t  %s", tonnes_words(tonnes, page->plan->path[p].quantity_kg),
             way_words(page, page->plan, p, -1, true, way));
    text_wrapped(page, 0, line);
    AUTO(table_release) struct table *table = table_new(columns, 7);
    for (int i = 0; i < explained->origins; i++) {
        if (explained->origin[i].path != p)
            continue;
        put_line(telling, table, i);
        sum += telling->rounded[i];
    }
    put_total(telling, table, sum);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* Amounts per tonne are rounded to 1/10 000: told where that shows. */
static void tell_rounding(const struct telling *telling) {
    const struct explained_cost *explained = telling->explained;
    wide rounding_e7 = 0, least_e7 = power_of_ten(E7_PLACES - telling->shown) / 2;
    char line[LINE], words[WORDS], unit[WORDS], amount[WORDS];
    for (int i = 0; i < explained->origins; i++)
        rounding_e7 += explained->origin[i].rounding_e7;
    if (rounding_e7 > -least_e7 && rounding_e7 < least_e7)
        return;
    snprintf(line, sizeof line,
             _("Of this %s is rounding: amounts per tonne have four decimals, quantities x amounts more."),
             in_currency(amount, money_unit(unit, money_scale_for(telling->page->network, 0)),
                         number_words(words, rounding_e7, E7_PLACES, 2)));
    putc('\n', telling->page->out);
    text_wrapped(telling->page, 0, line);
}

static void title(const struct telling *telling) {
    const struct page *page = telling->page;
    const struct shipment *shipment = &page->scenario->shipment[telling->explained->shipment];
    const struct plan_shipment *planned = &page->plan->shipment[telling->explained->shipment];
    char heading[LINE], tonnes[WORDS], words[WORDS], unit[WORDS], amount[WORDS];
    snprintf(heading, sizeof heading, _("Where the money of %.100s comes from"), shipment->id);
    text_title(page, heading);
    wide sum = 0;
    for (int i = 0; i < telling->explained->origins; i++)
        sum += telling->rounded[i];
    snprintf(heading, sizeof heading, _("%s t moved: %s"),
             tonnes_words(tonnes, shipment->quantity_kg - planned->unmet_kg),
             in_currency(amount, money_unit(unit, money_scale_for(page->network, 0)),
                         number_words(words, sum, telling->shown, telling->shown)));
    text_wrapped(page, 0, heading);
    if (planned->unmet_kg > 0)
        fprintf(page->out, _("%s t stay behind, and cost no money.\n"),
                tonnes_words(tonnes, planned->unmet_kg));
}

void report_explained_cost_text(const struct explained_cost *explained, const struct plan *plan,
                                const struct virtual_network *network, struct style style, FILE *out) {
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    const struct page page = {.plan = plan,
                              .scenario = network->scenario,
                              .network = roads,
                              .virtual_network = network,
                              .parallel = parallel,
                              .style = style,
                              .out = out};
    size_t lines = (size_t)explained->origins;
    AUTO_FREE wide *exact = xcalloc(lines + 1, sizeof *exact);
    AUTO_FREE wide *rounded = xcalloc(lines + 1, sizeof *rounded);
    AUTO_FREE int *note = xcalloc(lines + 1, sizeof *note);
    struct telling telling = {&page, explained, rounded, explained->money_e7 < power_of_ten(10) ? 2 : 0,
                              note,  0};
    for (int i = 0; i < explained->origins; i++)
        exact[i] = explained->origin[i].money_e7;
    apportion(exact, explained->origins, power_of_ten(E7_PLACES - telling.shown), rounded);
    number_notes(&telling);
    title(&telling);
    const struct plan_shipment *planned = &plan->shipment[explained->shipment];
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
        tell_path(&telling, p);
    tell_rounding(&telling);
    tell_notes(&telling);
}
