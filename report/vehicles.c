// SPDX-License-Identifier: GPL-3.0-or-later
/* The plan in whole vehicles: what it costs more, by vehicle type, on which rides, and who pays. */
#include "report/vehicles.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 6, LINE = 4 * WORDS, NAMES = 400 };

static wide rounding(const struct vehicle_sum *sum) {
    return sum->money_e7 - sum->mean_e7;
}

/* "81 %", rounded down: 100 % is full. */
static void cell_fill(struct table *table, const struct vehicle_sum *sum) {
    const wide percent_e4 = 1000000;
    char words[WORDS];
    table_cell(table, percent_words(words, (wide)sum->quantity_kg * percent_e4 / sum->room_e4, 0, 0));
}

static void cell_count(struct table *table, int64_t count) {
    char words[WORDS];
    table_cell(table, number_words(words, count, 0, 0));
}

/* Amounts >= 0 of a column, so rounded that they add up; a rounding loss under 0 is one of 1/10 000s. */
static wide *column_of(const struct page *page, const wide *exact, int count) {
    wide unit = power_of_ten(7 + page->scale.shift - page->scale.shown);
    AUTO_FREE wide *above = xcalloc((size_t)count, sizeof *above);
    wide *rounded = xcalloc((size_t)count, sizeof *rounded);
    for (int i = 0; i < count; i++)
        above[i] = exact[i] > 0 ? exact[i] : 0;
    apportion(above, count, unit, rounded);
    return rounded;
}

static void cell_money(const struct page *page, struct table *table, wide units) {
    char words[WORDS];
    table_cell(table, number_words(words, units, page->scale.shown, page->scale.shown));
}

static wide sum_of(const wide *units, int count) {
    wide sum = 0;
    for (int i = 0; i < count; i++)
        sum += units[i];
    return sum;
}

/* ---- by vehicle type ---- */

static void type_row(const struct page *page, struct table *table, const char *name,
                     const struct vehicle_sum *sum, bool hired, wide money, wide loss) {
    char words[WORDS];
    table_cell(table, name);
    table_cell(table, about_tonnes_words(words, sum->quantity_kg));
    cell_count(table, sum->vehicles);
    cell_fill(table, sum);
    cell_money(page, table, money);
    if (hired)
        cell_money(page, table, loss);
    else
        table_cell(table, _("by the tonne"));
}

static void put_types(const struct page *page, const struct whole_vehicles *whole) {
    char unit[WORDS];
    const struct table_column columns[] = {{N_("By vehicle type"), false, true},
                                           {"t", true, false},
                                           {N_("Loads"), true, false},
                                           {N_("Full"), true, false},
                                           {money_unit(unit, page->scale), true, false},
                                           {N_("of it rounding"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    AUTO_FREE wide *money = xcalloc((size_t)whole->types, sizeof *money);
    AUTO_FREE wide *loss = xcalloc((size_t)whole->types, sizeof *loss);
    for (int v = 0; v < whole->types; v++) {
        money[v] = whole->by_type[v].money_e7;
        loss[v] = rounding(&whole->by_type[v]);
    }
    AUTO_FREE wide *money_shown = column_of(page, money, whole->types);
    AUTO_FREE wide *loss_shown = column_of(page, loss, whole->types);
    for (int v = 0; v < whole->types; v++)
        if (whole->by_type[v].quantity_kg > 0)
            type_row(page, table, vehicle_words(page->network, v), &whole->by_type[v], whole->hired[v],
                     money_shown[v], loss_shown[v]);
    table_total(table);
    table_cell(table, _("Total"));
    table_cell(table, "");
    cell_count(table, whole->total.vehicles);
    table_cell(table, "");
    cell_money(page, table, sum_of(money_shown, whole->types));
    cell_money(page, table, sum_of(loss_shown, whole->types));
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- where rounding costs most ---- */

static int dearest_first(const void *x, const void *y) {
    const struct vehicle_ride *const *a = x, *const *b = y;
    wide one = rounding(&(*a)->sum), other = rounding(&(*b)->sum);
    if (one != other)
        return one > other ? -1 : 1;
    return ((*a)->first_leg > (*b)->first_leg) - ((*a)->first_leg < (*b)->first_leg);
}

static void ride_row(const struct page *page, struct table *table, const struct vehicle_ride *ride,
                     wide loss) {
    const struct plan_leg *first = &page->plan->leg[ride->first_leg];
    char words[WORDS];
    table_cellf(table, "%s: %s - %s", vehicle_words(page->network, ride->vehicle),
                node_words(page->network, first->from), node_words(page->network, first[ride->legs - 1].to));
    table_cell(table, about_tonnes_words(words, ride->sum.quantity_kg));
    cell_count(table, ride->sum.vehicles);
    cell_fill(table, &ride->sum);
    cell_count(table, ride->shippers);
    cell_money(page, table, loss);
}

/* Hired rides that are not full, the dearest rest first. */
static int list_rides(const struct whole_vehicles *whole, const struct vehicle_ride **ride) {
    int count = 0;
    for (int i = 0; i < whole->rides; i++)
        if (whole->ride[i].hired && (wide)whole->ride[i].sum.quantity_kg * 10000 < whole->ride[i].sum.room_e4)
            ride[count++] = &whole->ride[i];
    if (count > 0)
        qsort(ride, (size_t)count, sizeof(*ride), dearest_first);
    return count;
}

static void put_rides(const struct page *page, const struct whole_vehicles *whole) {
    AUTO_FREE const struct vehicle_ride **ride = xcalloc((size_t)whole->rides, sizeof(*ride));
    AUTO_FREE wide *loss = xcalloc((size_t)whole->rides, sizeof *loss);
    int count = list_rides(whole, ride), shown = count <= SHOWN + 1 ? count : SHOWN;
    if (count == 0)
        return;
    for (int i = 0; i < count; i++)
        loss[i] = rounding(&ride[i]->sum);
    AUTO_FREE wide *loss_shown = column_of(page, loss, count);
    const struct table_column columns[] = {{N_("Not full, dearest first"), false, true},
                                           {"t", true, false},
                                           {N_("Loads"), true, false},
                                           {N_("Full"), true, false},
                                           {N_("Shippers"), true, false},
                                           {N_("Rounding"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    for (int i = 0; i < shown; i++)
        ride_row(page, table, ride[i], loss_shown[i]);
    if (shown < count) {
        table_cellf(table, "and %d more", count - shown);
        for (int i = 0; i < 4; i++)
            table_cell(table, "");
        cell_money(page, table, sum_of(loss_shown + shown, count - shown));
    }
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

/* ---- who pays ---- */

static void put_shares(const struct page *page, const struct whole_vehicles *whole) {
    char unit[WORDS];
    int count = whole->shares;
    const struct table_column columns[] = {{N_("By shipper"), false, true},
                                           {money_unit(unit, page->scale), true, false},
                                           {N_("of it rounding"), true, false},
                                           {N_("saved by sharing"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 4);
    wide *exact = xcalloc(3 * (size_t)count, sizeof *exact);
    for (int s = 0; s < count; s++) {
        const struct vehicle_sum *sum = &whole->share[s].sum;
        exact[s] = sum->money_e7;
        exact[count + s] = rounding(sum);
        exact[2 * count + s] = sum->apart_e7 - sum->money_e7;
    }
    wide *shown[3];
    for (int i = 0; i < 3; i++)
        shown[i] = column_of(page, exact + (size_t)i * (size_t)count, count);
    for (int s = 0; s < count; s++) {
        int shipper = whole->share[s].shipper;
        const struct shipper *it = shipper >= 0 ? &page->scenario->shipper[shipper] : NULL;
        table_cell(table, it == NULL ? _("without a shipper") : it->name != NULL ? it->name : it->id);
        for (int i = 0; i < 3; i++)
            cell_money(page, table, shown[i][s]);
    }
    table_total(table);
    table_cell(table, _("Total"));
    for (int i = 0; i < 3; i++)
        cell_money(page, table, sum_of(shown[i], count));
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
    for (int i = 0; i < 3; i++)
        free(shown[i]);
    free(exact);
}

/* ---- the section ---- */

static void put_headline(const struct page *page, const struct whole_vehicles *whole) {
    char whole_words[WORDS], more[WORDS], share[WORDS], saved[WORDS], line[LINE + NAMES];
    wide extra_e4 = whole->cost_e4 - page->plan->cost_e4;
    wide saves_e7 = whole->total.apart_e7 - whole->total.money_e7;
    money_words(whole_words, page->scale, whole->cost_e4 * 1000);
    wide per_cent_e4 = page->plan->cost_e4 > 0 ? wide_divide(extra_e4 * 1000000, page->plan->cost_e4) : 0;
    snprintf(line, sizeof line, _("Money %s: %s (%s) more than at the mean load that the plan reckons with."),
             whole_words, money_words(more, page->scale, extra_e4 * 1000),
             percent_words(share, per_cent_e4, 4, 2));
    text_wrapped(page, 0, line);
    if (whole->total.vehicles_apart > whole->total.vehicles) {
        int64_t more_loads = whole->total.vehicles_apart - whole->total.vehicles;
        char apart[WORDS];
        snprintf(
            line, sizeof line,
            P_("Shippers share vehicles: each with its own they would need %s more load and pay %s more.",
               "Shippers share vehicles: each with its own they would need %s more loads and pay %s more.",
               more_loads),
            number_words(apart, more_loads, 0, 0), money_words(saved, page->scale, saves_e7));
        text_wrapped(page, 0, line);
    }
}

static void put_bound(const struct page *page, const struct whole_vehicles *whole) {
    char most[WORDS], share[WORDS], line[LINE];
    wide open_e4 = whole->objective_e4 - whole->bound_e4;
    snprintf(line, sizeof line,
             _("At most %s (%s) above the best possible in whole vehicles: no plan of them costs less than "
               "the best at mean loads."),
             money_words(most, money_scale_for(page->network, open_e4 > 0 ? open_e4 * 1000 : 0),
                         open_e4 > 0 ? open_e4 * 1000 : 0),
             gap_words(share, whole->gap));
    putc('\n', page->out);
    text_wrapped(page, 0, line);
}

void report_vehicles_text(const struct whole_vehicles *whole, const struct plan *plan,
                          const struct virtual_network *network, struct style style, FILE *out) {
    const struct scenario *scenario = network->scenario;
    const struct page page = {.plan = plan,
                              .scenario = scenario,
                              .network = scenario->network,
                              .virtual_network = network,
                              .scale = money_scale_for(scenario->network, whole->cost_e4 * 1000),
                              .style = style,
                              .out = out};
    text_heading(&page, "In whole vehicles, one %s", period_words(scenario->network));
    if (whole->rides == 0) {
        text_wrapped(&page, 0,
                     scenario->network->abstract_vehicle
                         ? _("The data set names no vehicle types: there is nothing to round up.")
                         : _("Nothing is loaded: there is nothing to round up."));
        return;
    }
    put_headline(&page, whole);
    put_types(&page, whole);
    if (!style.brief) {
        put_rides(&page, whole);
        put_shares(&page, whole);
    }
    put_bound(&page, whole);
}
