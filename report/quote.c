// SPDX-License-Identifier: GPL-3.0-or-later
/* What one delivery costs, for a person. */
#include "report/quote.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/route.h"
#include "report/way.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = WAY_WORDS + 600, INDENT = 3, FULL_E4 = 10000 };

struct money_scale quote_scale(const struct network *network, wide e7) {
    struct money_scale scale = money_scale_for(network, e7);
    if (scale.shift > 0)
        scale = (struct money_scale){scale.currency, 0, 0};
    return scale;
}

char *quote_roles(const struct quote *quote, const struct quote_choice *choice, char text[WORDS]) {
    const char *const role[] = {choice->cheapest ? _("cheapest") : NULL,
                                choice->fastest ? _("fastest") : NULL,
                                choice->best ? _("best with time") : NULL};
    text[0] = '\0';
    if (quote->timely == 1 && choice->cheapest)
        return strcpy(text, _("the only way"));
    for (int i = 0; i < 3; i++)
        if (role[i] != NULL)
            snprintf(text + strlen(text), WORDS - strlen(text), "%s%s", text[0] != '\0' ? ", " : "", role[i]);
    if (text[0] == '\0')
        strcpy(text, choice->beaten ? _("beaten by the clock") : _("between"));
    return text;
}

static const char *commodity_words(const struct scenario *scenario, int commodity) {
    if (commodity < 0)
        return _("goods");
    return scenario->commodity[commodity].name != NULL ? scenario->commodity[commodity].name
                                                       : scenario->commodity[commodity].id;
}

static wide per_tonne_e4(wide e7, int64_t kg) {
    return kg > 0 ? wide_divide(e7, kg) : 0;
}

/* ---- what was asked ---- */

static void title(const struct page *page, const struct quote *quote) {
    const struct delivery *delivery = &quote->delivery;
    char line[LINE], tonnes[WORDS], day[DATE_WORDS], vot[WORDS], moment[MOMENT_WORDS];
    snprintf(line, sizeof line, _("Quote: %s t of %.100s from %.200s to %.200s"),
             tonnes_words(tonnes, delivery->quantity_kg),
             commodity_words(page->scenario, delivery->commodity), node_words(page->network, delivery->from),
             node_words(page->network, delivery->to));
    text_wrapped(page, 0, line);
    size_t length = (size_t)snprintf(line, sizeof line, _("Tariffs of %s; time at %s per tonne-hour"),
                                     date_words(day, page->virtual_network->variant.as_of),
                                     rate_words(vot, page->network, quote->vot_per_t_h.e4));
    if (delivery->departs)
        length += (size_t)snprintf(line + length, sizeof line - length, _("; ready %s"),
                                   moment_words(moment, delivery->leaves, delivery->leaves, true));
    if (delivery->has_by)
        snprintf(line + length, sizeof line - length, _("; to arrive by %s"),
                 moment_words(moment, delivery->by, delivery->by, true));
    text_wrapped(page, 0, line);
    text_changes(page);
}

/* ---- the choices side by side ---- */

/* Which columns the table of choices has beyond the first five. */
struct shape {
    bool listed, departs, leave_by;
    bool leave_below; /* leave_by has no column: it would be too wide */
    int columns;
};

static char *real_hours(char words[WORDS], const struct quote_choice *choice) {
    return number_words(words, wide_divide(choice->real_umin, UMIN_PER_UH), HOUR_PLACES, 1);
}

static char *leave_by(const struct quote *quote, const struct quote_choice *choice, char text[MOMENT_WORDS]) {
    const struct delivery *delivery = &quote->delivery;
    return quote_moment(text, choice->leave_by, delivery->departs ? delivery->leaves : delivery->by, false);
}

static struct shape shape_of(const struct quote *quote) {
    const struct delivery *delivery = &quote->delivery;
    struct shape shape = {.departs = delivery->departs};
    bool wide_by = false;
    for (int i = 0; i < quote->choices; i++) {
        const struct quote_choice *choice = &quote->choice[i];
        char text[MOMENT_WORDS];
        shape.listed = shape.listed || (choice->shown && quote_is_listed(choice));
        wide_by = wide_by || (choice->shown && delivery->has_by && strlen(leave_by(quote, choice, text)) > 9);
    }
    shape.leave_below = delivery->has_by && delivery->departs && (shape.listed || wide_by);
    shape.leave_by = delivery->has_by && !shape.leave_below;
    shape.columns = 5 + shape.listed + shape.departs + shape.leave_by;
    return shape;
}

/* A row of its own for what else there is to say of the choice above. */
static void remark_row(const struct shape *shape, struct table *table, const char *remark) {
    table_cell(table, "");
    table_cell(table, remark);
    for (int i = 2; i < shape->columns; i++)
        table_cell(table, "");
}

static void choice_row(const struct page *page, const struct quote *quote, const struct shape *shape,
                       struct table *table, int number, const struct quote_choice *choice) {
    const struct delivery *delivery = &quote->delivery;
    char words[OVER_IDS + WORDS], moment[MOMENT_WORDS];
    table_cellf(table, "%d", number);
    table_cell(table, quote_roles(quote, choice, words));
    table_cell(table, money_number(words, page->scale, choice->money_e7));
    table_cell(table, number_words(words, per_tonne_e4(choice->money_e7, delivery->quantity_kg), MONEY_PLACES,
                                   page->scale.shown));
    table_cell(table, number_words(words, choice->time_uh, HOUR_PLACES, 1));
    if (shape->listed)
        table_cell(table, real_hours(words, choice));
    if (shape->departs)
        table_cell(table, quote_moment(moment, choice->arrives, delivery->leaves, true));
    if (shape->leave_by)
        table_cell(table, leave_by(quote, choice, moment));
    if (shape->leave_below) {
        snprintf(words, sizeof words, _("leave by %s"), leave_by(quote, choice, moment));
        remark_row(shape, table, words);
    }
    if (choice->overs > 0) {
        char ids[OVER_IDS];
        snprintf(words, sizeof words, _("too much for %s"), quote_over_ids(quote, choice, ", ", ids));
        remark_row(shape, table, words);
    }
}

static void put_choices(const struct page *page, const struct quote *quote) {
    const struct shape shape = shape_of(quote);
    char unit[WORDS], per_t[WORDS + 8], line[LINE];
    money_unit(unit, page->scale);
    snprintf(per_t, sizeof per_t, _("%s per t"), unit);
    struct table_column columns[8] = {{"", true, false},
                                      {N_("Way"), false, true},
                                      {unit, true, false},
                                      {per_t, true, false},
                                      {N_("Hours"), true, false}};
    int count = 5;
    if (shape.listed)
        columns[count++] = (struct table_column){N_("Real"), true, false};
    if (shape.departs)
        columns[count++] = (struct table_column){N_("Arrives"), false, false};
    if (shape.leave_by)
        columns[count++] = (struct table_column){N_("Leave by"), false, false};
    AUTO(table_release) struct table *table = table_new(columns, shape.columns);
    int number = 0;
    for (int i = 0; i < quote->choices; i++)
        if (quote->choice[i].shown)
            choice_row(page, quote, &shape, table, ++number, &quote->choice[i]);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    if (shape.listed)
        text_wrapped(page, 0,
                     _("Hours: as planned, half the headway for each wait. Real: by the listed departures."));
    if (quote->timely > quote->shown) {
        snprintf(
            line, sizeof line,
            P_("%d way is such that none is both cheaper and faster; these are the most telling, --format "
               "json has all.",
               "%d ways are such that none is both cheaper and faster; these are the most telling, --format "
               "json has all.",
               quote->timely),
            quote->timely);
        text_wrapped(page, 0, line);
    }
    if (quote->choices > quote->timely) {
        snprintf(line, sizeof line, _("%d more would arrive too late."), quote->choices - quote->timely);
        text_wrapped(page, 0, line);
    }
}

/* ---- one choice ---- */

/* Whether the leg goes on with the vehicle of the one before. */
static bool rides_on(const struct plan *ways, const struct plan_path *path, int l) {
    return l > path->first_leg && ways->leg[l].vehicle == ways->leg[l - 1].vehicle;
}

/* Who carries the ride that begins with the leg, and how full, where something is paid by the vehicle. */
static void vehicle_row(const struct page *page, const struct quote *quote, const struct plan_path *path,
                        int l, struct table *table) {
    const struct vehicle_type *vehicle = &page->network->vehicle_type[quote->ways->leg[l].vehicle];
    const struct quote_leg *priced = &quote->leg[l];
    wide load = (wide)priced->vehicles * vehicle->payload_kg * vehicle->load_factor_e4;
    bool hired = priced->hired;
    char words[WORDS];
    for (int i = l + 1; i < path->first_leg + path->legs && rides_on(quote->ways, path, i); i++)
        hired = hired || quote->leg[i].hired;
    table_cell(table, "");
    table_cellf(table, hired ? "%s" : N_("%s, paid by the tonne"),
                vehicle_words(page->network, quote->ways->leg[l].vehicle));
    table_cell(table, "");
    table_cell(table, "");
    if (hired && load > 0) {
        table_cell(table, number_words(words, priced->vehicles, 0, 0));
        table_cell(
            table,
            percent_words(words, wide_divide((wide)quote->delivery.quantity_kg * FULL_E4 * 100, load), 0, 0));
    } else {
        table_cell(table, "");
        table_cell(table, "");
    }
    table_cell(table, "");
}

static void leg_row(const struct page *page, const struct quote *quote, const struct plan_path *path, int l,
                    struct table *table, wide rounded) {
    const struct plan_leg *leg = &quote->ways->leg[l];
    char words[WORDS];
    if (!page->network->abstract_vehicle && !rides_on(quote->ways, path, l))
        vehicle_row(page, quote, path, l, table);
    table_cellf(table, "%d", l - path->first_leg + 1);
    table_cellf(table, "by %s to %s", mode_words(leg->mode), node_words(page->network, leg->to));
    table_cell(table, number_words(words, leg->length_mm, KM_PLACES, 1));
    table_cell(table, number_words(words, leg->time_uh, HOUR_PLACES, 1));
    table_cell(table, "");
    table_cell(table, "");
    table_cell(table, number_words(words, rounded, page->scale.shown, page->scale.shown));
}

/* The items of all legs so that they add up to the rounded total: [legs * ITEM_COUNT]. */
static wide *round_items(const struct page *page, const struct quote *quote, const struct plan_path *path) {
    int cells = path->legs * ITEM_COUNT;
    AUTO_FREE wide *exact = xcalloc((size_t)cells + 1, sizeof *exact);
    wide *rounded = xcalloc((size_t)cells + 1, sizeof *rounded);
    for (int i = 0; i < cells; i++)
        exact[i] = quote->leg[path->first_leg + i / ITEM_COUNT].item_e7[i % ITEM_COUNT];
    apportion(exact, cells, power_of_ten(7 - page->scale.shown), rounded);
    return rounded;
}

static void put_items(const struct page *page, const struct quote *quote, int l, int number,
                      const wide *rounded) {
    char line[LINE], words[WORDS];
    size_t length = (size_t)snprintf(line, sizeof line, "%d:", number);
    int told = 0;
    for (int item = 0; item < ITEM_COUNT; item++)
        if (quote->leg[l].items >> item & 1)
            length += (size_t)snprintf(
                line + length, sizeof line - length, "%s %s%c%s", told++ > 0 ? "," : "", item_words(item),
                HARD_SPACE, number_words(words, rounded[item], page->scale.shown, page->scale.shown));
    if (told > 0)
        text_wrapped(page, INDENT, line);
}

static void put_legs(const struct page *page, const struct quote *quote, const struct quote_choice *choice) {
    const struct plan_path *path = &quote->ways->path[choice->path];
    char unit[WORDS], words[WORDS];
    int64_t length_mm = 0;
    money_unit(unit, page->scale);
    const struct table_column columns[] = {
        {"", true, false},          {N_("Leg"), false, true},      {"km", true, false},
        {N_("Hours"), true, false}, {N_("Vehicles"), true, false}, {N_("Full"), true, false},
        {unit, true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 7);
    AUTO_FREE wide *rounded = round_items(page, quote, path);
    wide total = 0;
    for (int l = 0; l < path->legs; l++) {
        wide sum = 0;
        for (int item = 0; item < ITEM_COUNT; item++)
            sum += rounded[l * ITEM_COUNT + item];
        leg_row(page, quote, path, path->first_leg + l, table, sum);
        length_mm += quote->ways->leg[path->first_leg + l].length_mm;
        total += sum;
    }
    table_total(table);
    table_cell(table, "");
    table_cell(table, _("Total"));
    table_cell(table, number_words(words, length_mm, KM_PLACES, 1));
    table_cell(table, number_words(words, choice->time_uh, HOUR_PLACES, 1));
    table_cell(table, "");
    table_cell(table, "");
    table_cell(table, number_words(words, total, page->scale.shown, page->scale.shown));
    table_print(table, INDENT - 2, page->style.width, page->style.painted, page->out);
    for (int l = 0; l < path->legs; l++)
        put_items(page, quote, path->first_leg + l, l + 1, rounded + (size_t)l * ITEM_COUNT);
}

static void put_until(const struct page *page, const struct quote_until *until) {
    char line[LINE], day[DATE_WORDS];
    date_words(day, until->day);
    if (until->day.day == DATE_NEVER.day)
        snprintf(line, sizeof line, "%s", _("Holds: no change of its rates is known."));
    else if (until->rate != NULL)
        snprintf(line, sizeof line,
                 until->rate->valid_to.day == until->day.day ? _("Holds until %s, when %s %.100s ends.")
                                                             : _("Holds until %s, when %s %.100s begins."),
                 day, item_words(until->rate->item), until->rate->tariff_id);
    else
        snprintf(line, sizeof line, _("Holds until %s, when a restriction begins (%s line %d)."), day,
                 "roads/restriction.csv", until->rule->line);
    text_wrapped(page, INDENT, line);
}

static void put_over(const struct page *page, const struct quote *quote, const struct quote_choice *choice) {
    char line[LINE], words[RESOURCE], kg[WORDS], capacity[WORDS];
    for (int i = choice->first_over; i < choice->first_over + choice->overs; i++) {
        const struct resource *resource = &page->virtual_network->resource[quote->over[i].resource];
        const struct plan_resource shown = {.link = resource->link,
                                            .terminal = resource->terminal,
                                            .backward = resource->backward,
                                            .capacity_kg = resource->capacity_kg};
        snprintf(line, sizeof line, _("Does not fit by itself: %s takes %s t a %.20s, this puts %s t on it."),
                 resource_words(page->network, &shown, words), tonnes_words(capacity, resource->capacity_kg),
                 period_words(page->network), tonnes_words(kg, quote->over[i].kg));
        text_wrapped(page, INDENT, line);
    }
}

static void put_choice(const struct page *page, const struct quote *quote, int number,
                       const struct quote_choice *choice) {
    char roles[WORDS], line[LINE], way[WAY_WORDS], mean[WORDS], per_t[WORDS];
    text_heading(page, "%d. %c%s", number, quote_roles(quote, choice, roles)[0] - 'a' + 'A', roles + 1);
    text_wrapped(page, INDENT, way_words(page, quote->ways, choice->path, -1, true, way));
    put_legs(page, quote, choice);
    if (choice->mean_e7 != choice->money_e7) {
        snprintf(
            line, sizeof line, _("At the mean load that plans reckon with: %s, %s per tonne."),
            money_words(mean, page->scale, choice->mean_e7),
            rate_words(per_t, page->network, per_tonne_e4(choice->mean_e7, quote->delivery.quantity_kg)));
        text_wrapped(page, INDENT, line);
    }
    text_quote_clock(page, quote, choice);
    put_until(page, &choice->until);
    put_over(page, quote, choice);
}

/* ---- none ---- */

static void put_none(const struct page *page, const struct quote *quote) {
    char line[LINE], hours[WORDS], moment[MOMENT_WORDS], way[WAY_WORDS], money[WORDS];
    putc('\n', page->out);
    if (quote->choices == 0) {
        text_wrapped(page, 0, _("There is no way: no vehicle that may carry it comes from there to there."));
        return;
    }
    const struct quote_choice *earliest = &quote->choice[quote->choices - 1];
    for (int i = quote->choices - 2; i >= 0; i--)
        if (quote->choice[i].arrives.umin < earliest->arrives.umin)
            earliest = &quote->choice[i];
    snprintf(
        line, sizeof line, _("Nothing arrives in time. The fastest takes %s h, is there %s and costs %s:"),
        real_hours(hours, earliest), quote_moment(moment, earliest->arrives, quote->delivery.leaves, true),
        money_words(money, page->scale, earliest->money_e7));
    text_wrapped(page, 0, line);
    text_wrapped(page, INDENT, way_words(page, quote->ways, earliest->path, -1, true, way));
    text_quote_clock(page, quote, earliest);
    snprintf(line, sizeof line, _("It would have to leave by %s."), leave_by(quote, earliest, moment));
    text_wrapped(page, 0, line);
}

void report_quote_text(const struct quote *quote, struct style style, FILE *out) {
    const struct virtual_network *network = compiled_network(quote->compiled);
    const struct network *roads = network->scenario->network;
    AUTO_FREE unsigned char *parallel = parallel_links(roads);
    struct page page = {.scenario = network->scenario,
                        .network = roads,
                        .virtual_network = network,
                        .parallel = parallel,
                        .style = style,
                        .out = out};
    int number = 0;
    page.scale = quote_scale(roads, quote->choices > 0 ? quote->choice[0].money_e7 : 0);
    title(&page, quote);
    if (quote->timely == 0) {
        put_none(&page, quote);
        return;
    }
    put_choices(&page, quote);
    for (int i = 0; i < quote->choices && !style.brief; i++)
        if (quote->choice[i].shown)
            put_choice(&page, quote, ++number, &quote->choice[i]);
    if (quote->has_margin)
        text_quote_margin(&page, quote);
}
