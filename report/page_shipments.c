// SPDX-License-Identifier: GPL-3.0-or-later
/* The shipments on the page: a row each, with its paths behind a summary that opens. */
#include "report/page_parts.h"
#include "report/route.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdlib.h>

enum { ROUTE = 1600, LINE = 8 * WORDS };

/* ---- a path ---- */

/* "12.3 h, 456 km, Rp 78,900 per tonne": what legs amount to. */
static void put_sums(const struct page *page, struct ride ride) {
    const struct plan *plan = page->plan;
    char km[WORDS], hours[WORDS], money[WORDS], line[LINE];
    int64_t length_mm = 0, time_uh = 0;
    wide e4 = 0;
    for (int i = ride.first; i < ride.first + ride.legs; i++) {
        length_mm += plan->leg[i].length_mm;
        time_uh += plan->leg[i].time_uh;
        e4 += plan->leg[i].per_t.e4;
    }
    snprintf(line, sizeof line, _("%s km, %s h, %s per tonne"), number_words(km, length_mm, KM_PLACES, 0),
             number_words(hours, time_uh, HOUR_PLACES, 1), rate_words(money, page->network, e4));
    html_text(page->out, line);
}

static void put_ride(const struct page *page, struct ride ride) {
    char route[ROUTE];
    const struct plan_leg *leg = &page->plan->leg[ride.first];
    fputs("<li><b>", page->out);
    html_name(page->out, page->network->abstract_vehicle ? mode_words(leg->mode)
                                                         : vehicle_words(page->network, leg->vehicle));
    fputs("</b> ", page->out);
    route_words(route, sizeof route, page->plan, page->network, page->parallel, ride);
    for (char *at = route; *at != '\0'; at++)
        *at = *at == HARD_SPACE ? ' ' : *at;
    html_name(page->out, route);
    fputs(" <span class=\"sums\">", page->out);
    put_sums(page, ride);
    fputs("</span></li>\n", page->out);
}

static void put_path(const struct page *page, int p, int number) {
    const struct plan_path *path = &page->plan->path[p];
    int end = path->first_leg + path->legs;
    char tonnes[WORDS], line[2 * WORDS];
    snprintf(line, sizeof line, _("%s t"), tonnes_words(tonnes, path->quantity_kg));
    fprintf(page->out, "<li class=\"path\" data-path=\"%d\"><b class=\"tonnes\">", number);
    html_text(page->out, line);
    fputs("</b> ", page->out);
    if (path->legs == 0)
        html_text(page->out, _("already there"));
    else
        put_sums(page, (struct ride){path->first_leg, path->legs});
    fputs("<ul>\n", page->out);
    for (struct ride ride = {path->first_leg, 0}; ride.first < end; ride.first += ride.legs) {
        ride = ride_from(page->plan, ride.first, end);
        put_ride(page, ride);
    }
    fputs("</ul></li>\n", page->out);
}

static void paths_cell(const struct page *page, struct html_table *table,
                       const struct plan_shipment *planned) {
    char number[WORDS], line[2 * WORDS];
    html_cell_open(table, "paths");
    if (planned->paths > 0) {
        snprintf(line, sizeof line, P_("%s path", "%s paths", planned->paths),
                 number_words(number, planned->paths, 0, 0));
        fputs("<details><summary>", page->out);
        html_text(page->out, line);
        fputs("</summary><ol>\n", page->out);
        for (int p = 0; p < planned->paths; p++)
            put_path(page, planned->first_path + p, p);
        fputs("</ol></details>", page->out);
    }
    html_cell_close(table);
}

/* ---- the table ---- */

/* What the paths of each shipment amount to; money rounded so that it adds up to the headline, fixed costs included. */
struct sums {
    int64_t *moved_kg;
    wide *hours_e9; /* 1e-9 t h */
    wide *money;    /* [shipments], then fixed costs, then the total */
    int shown;      /* decimals of tonnes */
};

static void sums_release(struct sums *sums) {
    free(sums->moved_kg);
    free(sums->hours_e9);
    free(sums->money);
}

static int decimals_of(int64_t kg) {
    return kg % 1000 == 0 ? 0 : kg % 100 == 0 ? 1 : kg % 10 == 0 ? 2 : 3;
}

static void add_shipment(const struct page *page, int k, struct sums *sums, wide *exact) {
    const struct plan_shipment *planned = &page->plan->shipment[k];
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        const struct plan_path *path = &page->plan->path[p];
        sums->moved_kg[k] += path->quantity_kg;
        sums->hours_e9[k] += (wide)path->quantity_kg * path->time_uh;
        exact[k] += (wide)path->quantity_kg * path->per_t.e4;
    }
    int asked = decimals_of(page->scenario->shipment[k].quantity_kg), left = decimals_of(planned->unmet_kg);
    sums->shown = asked > sums->shown ? asked : sums->shown;
    sums->shown = left > sums->shown ? left : sums->shown;
}

static struct sums sums_of(const struct page *page) {
    int count = page->plan->shipments;
    AUTO_FREE wide *exact = xcalloc((size_t)count + 1, sizeof *exact);
    struct sums sums = {xcalloc((size_t)count + 1, sizeof *sums.moved_kg),
                        xcalloc((size_t)count + 1, sizeof *sums.hours_e9),
                        xcalloc((size_t)count + 2, sizeof *sums.money), 0};
    for (int k = 0; k < count; k++)
        add_shipment(page, k, &sums, exact);
    exact[count] = page->summary->fixed_e7;
    apportion(exact, count + 1, power_of_ten(7 + page->scale.shift - page->scale.shown), sums.money);
    for (int k = 0; k <= count; k++)
        sums.money[count + 1] += sums.money[k];
    return sums;
}

const char *page_commodity(const struct scenario *scenario, int shipment) {
    int commodity = scenario->shipment[shipment].commodity;
    if (commodity < 0)
        return "";
    return scenario->commodity[commodity].name != NULL ? scenario->commodity[commodity].name
                                                       : scenario->commodity[commodity].id;
}

const char *page_shipper(const struct scenario *scenario, int shipment) {
    int shipper = scenario->shipment[shipment].shipper;
    if (shipper < 0)
        return "";
    return scenario->shipper[shipper].name != NULL ? scenario->shipper[shipper].name
                                                   : scenario->shipper[shipper].id;
}

/* Hours and money of each tonne that moves. */
static void mean_cells(struct html_table *table, int64_t kg, wide hours_e9, wide money_e7) {
    if (kg == 0) {
        html_cell(table, "");
        html_cell(table, "");
        return;
    }
    html_cell_number(table, wide_divide(hours_e9, kg), HOUR_PLACES, 1);
    html_cell_number(table, wide_divide(money_e7, kg), MONEY_PLACES, 0);
}

static wide shipment_e7(const struct page *page, int k) {
    const struct plan_shipment *planned = &page->plan->shipment[k];
    wide e7 = 0;
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
        e7 += (wide)page->plan->path[p].quantity_kg * page->plan->path[p].per_t.e4;
    return e7;
}

static void put_shipment(const struct page *page, struct html_table *table, const struct sums *sums, int k) {
    const struct shipment *shipment = &page->scenario->shipment[k];
    html_row(table, "shipment", shipment->id);
    html_cell_name(table, shipment->id);
    html_cell_name(table, page_commodity(page->scenario, k));
    html_cell_name(table, page_shipper(page->scenario, k));
    html_cell_name(table, node_words(page->network, shipment->origin));
    html_cell_name(table, node_words(page->network, shipment->destination));
    html_cell_number(table, shipment->quantity_kg, MASS_PLACES, sums->shown);
    if (page->plan->unmet_kg > 0)
        html_cell_number(table, page->plan->shipment[k].unmet_kg, MASS_PLACES, sums->shown);
    mean_cells(table, sums->moved_kg[k], sums->hours_e9[k], shipment_e7(page, k));
    page_money_cell(table, page->scale, sums->money[k]);
    paths_cell(page, table, &page->plan->shipment[k]);
}

static void empty_cells(struct html_table *table, int count) {
    for (int i = 0; i < count; i++)
        html_cell(table, "");
}

static void put_fixed(const struct page *page, struct html_table *table, wide money) {
    if (page->summary->fixed_e7 == 0)
        return;
    html_row(table, NULL, NULL);
    html_cell(table, _("(fixed costs)"));
    empty_cells(table, page->plan->unmet_kg > 0 ? 8 : 7);
    page_money_cell(table, page->scale, money);
    empty_cells(table, 1);
}

static void put_total(const struct page *page, struct html_table *table, const struct sums *sums) {
    const struct plan_sum *total = &page->summary->total;
    html_total_row(table);
    html_cell(table, _("Total"));
    empty_cells(table, 4);
    html_cell_number(table, total->quantity_kg + page->plan->unmet_kg, MASS_PLACES, sums->shown);
    if (page->plan->unmet_kg > 0)
        html_cell_number(table, page->plan->unmet_kg, MASS_PLACES, sums->shown);
    mean_cells(table, total->quantity_kg, total->kg_uh, total->money_e7);
    page_money_cell(table, page->scale, sums->money[page->plan->shipments + 1]);
    empty_cells(table, 1);
}

void page_shipments(const struct page *page) {
    AUTO(sums_release) struct sums sums = sums_of(page);
    bool unmet = page->plan->unmet_kg > 0;
    char unit[WORDS], rate[WORDS];
    struct html_table table;
    snprintf(rate, sizeof rate, _("%s per tonne"), page->scale.currency);
    struct html_column columns[11] = {{_("Shipment"), false, false, 0}, {_("Commodity"), false, false, 0},
                                      {_("Shipper"), false, false, 0},  {_("From"), false, false, 0},
                                      {_("To"), false, false, 0},       {_("t"), true, true, sums.shown}};
    int count = 6;
    if (unmet)
        columns[count++] = (struct html_column){_("t that can't move"), true, true, sums.shown};
    columns[count++] = (struct html_column){_("hours"), true, false, 0};
    columns[count++] = (struct html_column){rate, true, false, 0};
    columns[count++] = (struct html_column){money_unit(unit, page->scale), true, true, page->scale.shown};
    columns[count++] = (struct html_column){_("Paths"), false, false, 0};
    section_begin(page->out, "shipments", "", _("Shipments"));
    html_table_begin(&table, page->out, "table-shipments", "", _("Shipments and their paths"), columns,
                     count);
    for (int k = 0; k < page->plan->shipments; k++)
        put_shipment(page, &table, &sums, k);
    put_fixed(page, &table, sums.money[page->plan->shipments]);
    put_total(page, &table, &sums);
    html_table_end(&table);
    section_end(page->out);
}
