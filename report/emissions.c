// SPDX-License-Identifier: GPL-3.0-or-later
/* What the plan emits, for a person: by mode, by shipment, the factors behind it, and what is not in it. */
#include "report/emissions.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/text.h"

#include <stdlib.h>

enum { SOURCE_WORDS = 700 };

/* Columns that add up: kilograms, or tonnes where there are many. */
struct scale_of_mass {
    int places, shown; /* of 1e-12 g; decimals shown */
    bool tonnes;
};

static struct scale_of_mass scale_for(wide co2e) {
    bool tonnes = co2e >= power_of_ten(15 + 5);
    return (struct scale_of_mass){tonnes ? T_PLACES_OF_CO2E : KG_PLACES_OF_CO2E, tonnes ? 1 : 0, tonnes};
}

/* Rounds the rows' tank to wheel and well to tank so that both columns add up to the rounded sum of all. */
struct columns {
    wide *ttw, *wtt, *t_km;
};

static void columns_release(struct columns *columns) {
    free(columns->ttw);
    free(columns->wtt);
    free(columns->t_km);
}

static struct columns round_columns(const struct chain_sum *sum, int count, struct scale_of_mass scale) {
    AUTO_FREE wide *exact = xcalloc(2 * (size_t)count + 1, sizeof *exact);
    AUTO_FREE wide *both = xcalloc(2 * (size_t)count + 1, sizeof *both);
    struct columns columns = {xcalloc((size_t)count + 1, sizeof(wide)),
                              xcalloc((size_t)count + 1, sizeof(wide)),
                              xcalloc((size_t)count + 1, sizeof(wide))};
    for (int i = 0; i < count; i++) {
        exact[2 * i] = sum[i].ttw;
        exact[2 * i + 1] = sum[i].wtt;
    }
    apportion(exact, 2 * count, power_of_ten(scale.places - scale.shown), both);
    for (int i = 0; i < count; i++) {
        columns.ttw[count] += columns.ttw[i] = both[2 * i];
        columns.wtt[count] += columns.wtt[i] = both[2 * i + 1];
        exact[i] = sum[i].kg_mm;
    }
    apportion(exact, count, power_of_ten(T_KM_PLACES_OF_KG_MM), columns.t_km);
    for (int i = 0; i < count; i++)
        columns.t_km[count] += columns.t_km[i];
    return columns;
}

static void cell_number(struct table *table, wide n, int places, int shown) {
    char words[WORDS];
    table_cell(table, number_words(words, n, places, shown));
}

static void sum_row(struct table *table, const char *name, const struct chain_sum *sum,
                    const struct columns *columns, int i, struct scale_of_mass scale) {
    int64_t intensity = emissions_intensity_e3(sum->ttw + sum->wtt, sum->kg_mm);
    table_cell(table, name);
    cell_number(table, columns->t_km[i], 0, 0);
    cell_number(table, columns->ttw[i], scale.shown, scale.shown);
    cell_number(table, columns->wtt[i], scale.shown, scale.shown);
    cell_number(table, columns->ttw[i] + columns->wtt[i], scale.shown, scale.shown);
    if (intensity >= 0)
        cell_number(table, intensity, 3, 1);
    else
        table_cell(table, "");
}

/* Rows with their name, those without activity left out, and their total. */
static void sums_table(const struct page *page, const char *heading, const char *const *name,
                       const struct chain_sum *sum, int count, const struct chain_sum *total) {
    struct scale_of_mass scale = scale_for(total->ttw + total->wtt);
    const struct table_column columns[] = {{heading, false, true},
                                           {N_("t km"), true, false},
                                           {scale.tonnes ? N_("TTW, t") : N_("TTW, kg"), true, false},
                                           {scale.tonnes ? N_("WTT, t") : N_("WTT, kg"), true, false},
                                           {scale.tonnes ? N_("WTW, t") : N_("WTW, kg"), true, false},
                                           {N_("g/t km"), true, false}};
    AUTO(table_release) struct table *table = table_new(columns, 6);
    AUTO(columns_release) struct columns rounded = round_columns(sum, count, scale);
    for (int i = 0; i < count; i++)
        if (sum[i].transports > 0)
            sum_row(table, name[i], &sum[i], &rounded, i, scale);
    table_total(table);
    sum_row(table, _("Total"), total, &rounded, count, scale);
    putc('\n', page->out);
    table_print(table, 0, page->style.width, page->style.painted, page->out);
}

static void modes_table(const struct page *page, const struct emissions *all) {
    AUTO_FREE const char **name = xcalloc((size_t)all->modes + 1, sizeof *name);
    for (int m = 0; m < all->modes; m++)
        name[m] = mode_words(all->mode[m]);
    sums_table(page, N_("By mode"), name, all->by_mode, all->modes, &all->total);
}

static void shipments_table(const struct page *page, const struct emissions *all) {
    AUTO_FREE const char **name = xcalloc((size_t)page->plan->shipments + 1, sizeof *name);
    for (int k = 0; k < page->plan->shipments; k++)
        name[k] = page->scenario->shipment[k].id;
    sums_table(page, N_("By shipment"), name, all->shipment, page->plan->shipments, &all->total);
}

static void factors(const struct page *page, const struct emissions *all) {
    char ttw[WORDS], wtt[WORDS], line[SOURCE_WORDS];
    text_heading(page, "Factors, g CO2e a tonne-kilometre");
    for (int v = 0; v < page->network->vehicle_types; v++) {
        const struct vehicle_type *type = &page->network->vehicle_type[v];
        if (!all->used[v])
            continue;
        if (type->ttw_e3_g_per_t_km + type->wtt_e3_g_per_t_km == 0)
            snprintf(line, sizeof line, _("%.80s: none stated, counted as 0"),
                     vehicle_words(page->network, v));
        else
            snprintf(line, sizeof line, _("%.80s: %s tank to wheel + %s well to tank (%.20s)%s%.400s"),
                     vehicle_words(page->network, v), number_words(ttw, type->ttw_e3_g_per_t_km, 3, 3),
                     number_words(wtt, type->wtt_e3_g_per_t_km, 3, 3),
                     type->status != NULL ? type->status : _("status not stated"),
                     type->source != NULL ? " " : "", type->source != NULL ? type->source : "");
        text_wrapped(page, 2, line);
    }
}

static void what_it_is(const struct page *page, const struct emissions *all) {
    char words[WORDS], line[SOURCE_WORDS];
    text_heading(page, "What this is and is not");
    text_wrapped(
        page, 0,
        _("Shaped after ISO 14083:2023: transport chains of transport and hub operations, well to wheel. It "
          "is "
          "no statement of conformity. Activity is by the kilometres travelled on the network; the standard "
          "wants the shortest feasible or the great circle distance, which JSON and CSV give beside it. "
          "Empty "
          "running is in a factor as far as its source says; empty_return and load_factor of the data price "
          "money and change no emissions. On a ferry the ship's factor counts for the load alone."));
    number_words(words, all->total.hubs, 0, 0);
    snprintf(
        line, sizeof line,
        P_("%s hub operation (loading, transshipment, unloading) is not counted: there are no factors for "
           "it.",
           "%s hub operations (loading, transshipment, unloading) are not counted: there are no factors for "
           "them.",
           all->total.hubs),
        words);
    text_wrapped(page, 0, line);
    number_words(words, all->total.without_factor, 0, 0);
    snprintf(line, sizeof line,
             P_("%s transport operation has no factor and counts as 0: the total is too low.",
                "%s transport operations have no factor and count as 0: the total is too low.",
                all->total.without_factor),
             words);
    if (all->total.without_factor > 0)
        text_wrapped(page, 0, line);
}

void report_emissions_text(const struct plan *plan, const struct virtual_network *network, struct style style,
                           FILE *out) {
    const struct scenario *scenario = network->scenario;
    struct page page = {.plan = plan,
                        .scenario = scenario,
                        .network = scenario->network,
                        .virtual_network = network,
                        .style = style,
                        .out = out};
    AUTO(emissions_release) struct emissions *all = emissions_new(plan, scenario);
    text_title(&page, _("Emissions of the plan"));
    modes_table(&page, all);
    shipments_table(&page, all);
    factors(&page, all);
    what_it_is(&page, all);
}
