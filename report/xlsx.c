// SPDX-License-Identifier: GPL-3.0-or-later
/* The plan as a workbook: which tables, and what their rows are. Totals agree with the headline. */
#include "report/report.h"

#include "base/language.h"
#include "base/mem.h"
#include "report/emissions.h"
#include "report/text.h"
#include "report/xlsx_book.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

enum { E7_PLACES = 7 };

struct work {
    struct book_file *file;
    const struct plan *plan;
    const struct virtual_network *network;
    const struct scenario *scenario;
    const struct network *roads;
    const struct plan_summary *summary;
};

/* ---- summary ---- */

static void fact(const struct work *work, const char *name, wide n, int places, const char *unit) {
    sheet_text(work->file, name);
    sheet_number(work->file, n, places);
    sheet_text(work->file, unit);
}

static void said(const struct work *work, const char *name, const char *text) {
    sheet_text(work->file, name);
    sheet_empty(work->file);
    sheet_text(work->file, text);
}

static void basis(const struct work *work) {
    char day[DATE_WORDS];
    said(work, _("data set"), work->roads->dataset_name);
    said(work, _("period"), period_words(work->roads));
    said(work, _("tariffs of"), date_words(day, work->plan->variant.as_of));
    said(work, _("status"), _(PLAN_STATUS_MEANS[work->plan->status]));
    if (work->plan->made_with[0] != '\0')
        said(work, _("made with"), work->plan->made_with);
    said(work, "plan_hash", work->plan->plan_hash);
    said(work, "tariff_hash", work->plan->tariff_hash);
    said(work, "input_hash", work->plan->input_hash);
    said(work, _("money"),
         _("Of legs: the sum of their items times the tonnes; fixed costs stand by themselves."));
    said(work, _("totals"),
         _("Formulas over the rows that a filter leaves, of all rows where there is none."));
}

static void summary_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {
        {N_("what"), COLUMN_TEXT, 0}, {N_("value"), COLUMN_NUMBER, 2}, {N_("unit or text"), COLUMN_TEXT, 0}};
    const struct plan *plan = work->plan;
    const char *currency = work->roads->currency;
    sheet_begin(work->file, N_("Summary"), columns, COUNT(columns));
    fact(work, _("Money"), plan->cost_e4, MONEY_PLACES, currency);
    fact(work, _("of which fixed costs"), plan->fixed_cost_e4, MONEY_PLACES, currency);
    fact(work, _("Value of time"), plan->time_cost_e4, MONEY_PLACES, currency);
    fact(work, _("Penalty"), plan->penalty_e4, MONEY_PLACES, currency);
    fact(work, _("Total, which is minimised"), plan->objective_e4, MONEY_PLACES, currency);
    fact(work, _("Moved"), work->summary->total.quantity_kg, MASS_PLACES, "t");
    fact(work, _("Unmet"), plan->unmet_kg, MASS_PLACES, "t");
    fact(work, _("Transport"), work->summary->total.kg_mm, T_KM_PLACES_OF_KG_MM, "t km");
    fact(work, _("Time"), plan->tonne_hours_e6, HOUR_PLACES, "t h");
    fact(work, _("Emissions, well to wheel"), work->summary->total.co2e, T_PLACES_OF_CO2E, "t CO2e");
    basis(work);
    sheet_end(work->file);
}

/* ---- shipments, paths, legs ---- */

static const char *commodity_id(const struct scenario *scenario, int commodity) {
    if (commodity < 0)
        return NULL;
    const struct commodity *it = &scenario->commodity[commodity];
    return it->name != NULL ? it->name : it->id;
}

static void shipments_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {
        {N_("shipment"), COLUMN_TEXT, 0}, {N_("shipper"), COLUMN_TEXT, 0}, {N_("commodity"), COLUMN_TEXT, 0},
        {N_("from"), COLUMN_TEXT, 0},     {N_("to"), COLUMN_TEXT, 0},      {N_("asked, t"), COLUMN_SUM, 3},
        {N_("moved, t"), COLUMN_SUM, 3},  {N_("unmet, t"), COLUMN_SUM, 3}, {N_("paths"), COLUMN_NUMBER, 0},
        {N_("money"), COLUMN_SUM, 2},     {N_("t h"), COLUMN_SUM, 1}};
    const struct scenario *scenario = work->scenario;
    sheet_begin(work->file, N_("Shipments"), columns, COUNT(columns));
    for (int k = 0; k < work->plan->shipments; k++) {
        const struct shipment *shipment = &scenario->shipment[k];
        const struct plan_shipment *it = &work->plan->shipment[k];
        wide money_e7 = 0, kg_uh = 0;
        for (int p = it->first_path; p < it->first_path + it->paths; p++) {
            money_e7 += (wide)work->plan->path[p].quantity_kg * work->plan->path[p].per_t.e4;
            kg_uh += (wide)work->plan->path[p].quantity_kg * work->plan->path[p].time_uh;
        }
        sheet_text(work->file, shipment->id);
        sheet_text(work->file, shipment->shipper >= 0 ? scenario->shipper[shipment->shipper].id : NULL);
        sheet_text(work->file, commodity_id(scenario, shipment->commodity));
        sheet_text(work->file, node_words(work->roads, shipment->origin));
        sheet_text(work->file, node_words(work->roads, shipment->destination));
        sheet_number(work->file, shipment->quantity_kg, MASS_PLACES);
        sheet_number(work->file, shipment->quantity_kg - it->unmet_kg, MASS_PLACES);
        sheet_number(work->file, it->unmet_kg, MASS_PLACES);
        sheet_number(work->file, it->paths, 0);
        sheet_number(work->file, money_e7, E7_PLACES);
        sheet_number(work->file, kg_uh, 9);
    }
    sheet_end(work->file);
}

static void paths_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {
        {N_("shipment"), COLUMN_TEXT, 0}, {N_("path"), COLUMN_NUMBER, 0},
        {N_("t"), COLUMN_SUM, 3},         {N_("legs"), COLUMN_NUMBER, 0},
        {N_("hours"), COLUMN_NUMBER, 2},  {N_("money per t"), COLUMN_NUMBER, 2},
        {N_("money"), COLUMN_SUM, 2}};
    sheet_begin(work->file, N_("Paths"), columns, COUNT(columns));
    for (int k = 0; k < work->plan->shipments; k++)
        for (int p = 0; p < work->plan->shipment[k].paths; p++) {
            const struct plan_path *path = &work->plan->path[work->plan->shipment[k].first_path + p];
            sheet_text(work->file, work->scenario->shipment[k].id);
            sheet_number(work->file, p + 1, 0);
            sheet_number(work->file, path->quantity_kg, MASS_PLACES);
            sheet_number(work->file, path->legs, 0);
            sheet_number(work->file, path->time_uh, HOUR_PLACES);
            sheet_number(work->file, path->per_t.e4, MONEY_PLACES);
            sheet_number(work->file, (wide)path->quantity_kg * path->per_t.e4, E7_PLACES);
        }
    sheet_end(work->file);
}

static void leg_row(const struct work *work, int k, int p, int l) {
    const struct plan_path *path = &work->plan->path[work->plan->shipment[k].first_path + p];
    const struct plan_leg *leg = &work->plan->leg[path->first_leg + l];
    wide item_e7[ITEM_COUNT] = {0};
    for (int i = leg->first_item; i < leg->first_item + leg->items; i++)
        item_e7[work->plan->item[i].item] += (wide)path->quantity_kg * work->plan->item[i].per_t.e4;
    sheet_text(work->file, work->scenario->shipment[k].id);
    sheet_number(work->file, p + 1, 0);
    sheet_number(work->file, l + 1, 0);
    sheet_number(work->file, path->quantity_kg, MASS_PLACES);
    sheet_text(work->file, mode_words(leg->mode));
    sheet_text(work->file, vehicle_words(work->roads, leg->vehicle));
    sheet_text(work->file, node_words(work->roads, leg->from));
    sheet_text(work->file, node_words(work->roads, leg->to));
    sheet_number(work->file, leg->length_mm, KM_PLACES);
    sheet_number(work->file, leg->time_uh, HOUR_PLACES);
    sheet_number(work->file, (wide)path->quantity_kg * leg->length_mm, T_KM_PLACES_OF_KG_MM);
    sheet_number(work->file, (wide)path->quantity_kg * leg->per_t.e4, E7_PLACES);
    for (int item = 0; item < ITEM_COUNT; item++)
        sheet_number(work->file, item_e7[item], E7_PLACES);
}

static void legs_sheet(const struct work *work) {
    static const struct sheet_column fixed[] = {
        {N_("shipment"), COLUMN_TEXT, 0}, {N_("path"), COLUMN_NUMBER, 0}, {N_("leg"), COLUMN_NUMBER, 0},
        {N_("t"), COLUMN_NUMBER, 3},      {N_("mode"), COLUMN_TEXT, 0},   {N_("vehicle"), COLUMN_TEXT, 0},
        {N_("from"), COLUMN_TEXT, 0},     {N_("to"), COLUMN_TEXT, 0},     {N_("km"), COLUMN_NUMBER, 2},
        {N_("hours"), COLUMN_NUMBER, 2},  {N_("t km"), COLUMN_SUM, 1},    {N_("money"), COLUMN_SUM, 2}};
    struct sheet_column columns[COUNT(fixed) + ITEM_COUNT];
    for (int c = 0; c < COUNT(fixed); c++)
        columns[c] = fixed[c];
    for (int item = 0; item < ITEM_COUNT; item++)
        columns[COUNT(fixed) + item] = (struct sheet_column){item_name((enum item)item), COLUMN_SUM, 2};
    sheet_begin(work->file, N_("Legs"), columns, COUNT(columns));
    for (int k = 0; k < work->plan->shipments; k++)
        for (int p = 0; p < work->plan->shipment[k].paths; p++)
            for (int l = 0; l < work->plan->path[work->plan->shipment[k].first_path + p].legs; l++)
                leg_row(work, k, p, l);
    sheet_end(work->file);
}

/* ---- money ---- */

static void items_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {{N_("item"), COLUMN_TEXT, 0}, {N_("money"), COLUMN_SUM, 2}};
    sheet_begin(work->file, N_("Money by item"), columns, COUNT(columns));
    for (int item = 0; item < ITEM_COUNT; item++) {
        if (work->summary->total.item_e7[item] == 0)
            continue;
        sheet_text(work->file, item_words((enum item)item));
        sheet_number(work->file, work->summary->total.item_e7[item], E7_PLACES);
    }
    if (work->summary->fixed_e7 != 0) {
        sheet_text(work->file, _("fixed"));
        sheet_number(work->file, work->summary->fixed_e7, E7_PLACES);
    }
    sheet_end(work->file);
}

static void sum_row(const struct work *work, const char *name, const struct plan_sum *sum) {
    sheet_text(work->file, name);
    sheet_number(work->file, sum->quantity_kg, MASS_PLACES);
    sheet_number(work->file, sum->kg_mm, T_KM_PLACES_OF_KG_MM);
    sheet_number(work->file, sum->kg_uh, 9);
    sheet_number(work->file, sum->money_e7, E7_PLACES);
    sheet_number(work->file, sum->co2e, KG_PLACES_OF_CO2E);
}

static void fixed_row(const struct work *work) {
    if (work->summary->fixed_e7 == 0)
        return;
    sheet_text(work->file, _("(fixed costs)"));
    for (int column = 0; column < 3; column++)
        sheet_empty(work->file);
    sheet_number(work->file, work->summary->fixed_e7, E7_PLACES);
    sheet_empty(work->file);
}

static void sums_sheets(const struct work *work) {
    /* Tonnes by mode have no total: a tonne counts on every mode it uses. */
    static const struct sheet_column modes[] = {{N_("mode"), COLUMN_TEXT, 0}, {N_("t"), COLUMN_NUMBER, 3},
                                                {N_("t km"), COLUMN_SUM, 1},  {N_("t h"), COLUMN_SUM, 1},
                                                {N_("money"), COLUMN_SUM, 2}, {N_("kg CO2e"), COLUMN_SUM, 1}};
    static const struct sheet_column commodities[] = {
        {N_("commodity"), COLUMN_TEXT, 0}, {N_("t"), COLUMN_SUM, 3},     {N_("t km"), COLUMN_SUM, 1},
        {N_("t h"), COLUMN_SUM, 1},        {N_("money"), COLUMN_SUM, 2}, {N_("kg CO2e"), COLUMN_SUM, 1}};
    sheet_begin(work->file, N_("By mode"), modes, COUNT(modes));
    for (int m = 0; m < work->summary->modes; m++)
        sum_row(work, mode_words(work->summary->mode[m]), &work->summary->by_mode[m]);
    fixed_row(work);
    sheet_end(work->file);
    sheet_begin(work->file, N_("By commodity"), commodities, COUNT(commodities));
    for (int c = 0; c <= work->scenario->commodities; c++)
        if (work->summary->commodity[c].quantity_kg > 0)
            sum_row(work,
                    c < work->scenario->commodities ? commodity_id(work->scenario, c) : _("(none stated)"),
                    &work->summary->commodity[c]);
    fixed_row(work);
    sheet_end(work->file);
}

/* ---- capacities and what stays behind ---- */

static void resources_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {
        {N_("link or terminal"), COLUMN_TEXT, 0}, {N_("place"), COLUMN_TEXT, 0},
        {N_("flow, t"), COLUMN_NUMBER, 3},        {N_("capacity, t"), COLUMN_NUMBER, 3},
        {N_("used, %"), COLUMN_NUMBER, 1},        {N_("shadow price per t"), COLUMN_NUMBER, 2}};
    char words[RESOURCE];
    sheet_begin(work->file, N_("Capacities"), columns, COUNT(columns));
    for (int r = 0; r < work->plan->resources; r++) {
        const struct plan_resource *it = &work->plan->resource[r];
        sheet_text(work->file,
                   it->link >= 0 ? work->roads->link[it->link].id : work->roads->terminal[it->terminal].id);
        sheet_text(work->file, resource_words(work->roads, it, words));
        sheet_number(work->file, it->flow_kg, MASS_PLACES);
        sheet_number(work->file, it->capacity_kg, MASS_PLACES);
        if (it->capacity_kg > 0)
            sheet_number(work->file, wide_divide((wide)it->flow_kg * 1000000, it->capacity_kg), 4);
        else
            sheet_empty(work->file);
        sheet_number(work->file, it->shadow_price.e4, MONEY_PLACES);
    }
    sheet_end(work->file);
}

static void unmet_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {{N_("shipment"), COLUMN_TEXT, 0},
                                                  {N_("from"), COLUMN_TEXT, 0},
                                                  {N_("to"), COLUMN_TEXT, 0},
                                                  {N_("unmet, t"), COLUMN_SUM, 3},
                                                  {N_("penalty per t"), COLUMN_NUMBER, 2},
                                                  {N_("penalty"), COLUMN_SUM, 2}};
    sheet_begin(work->file, N_("Unmet"), columns, COUNT(columns));
    for (int k = 0; k < work->plan->shipments; k++) {
        int64_t kg = work->plan->shipment[k].unmet_kg;
        if (kg == 0)
            continue;
        struct money penalty = virtual_penalty(work->network, k);
        sheet_text(work->file, work->scenario->shipment[k].id);
        sheet_text(work->file, node_words(work->roads, work->scenario->shipment[k].origin));
        sheet_text(work->file, node_words(work->roads, work->scenario->shipment[k].destination));
        sheet_number(work->file, kg, MASS_PLACES);
        sheet_number(work->file, penalty.e4, MONEY_PLACES);
        sheet_number(work->file, (wide)kg * penalty.e4, E7_PLACES);
    }
    sheet_end(work->file);
}

/* ---- emissions and sources ---- */

static void emission_row(const struct work *work, int k, int p, const struct chain_element *element) {
    const struct plan_leg *leg = &work->plan->leg[element->leg];
    sheet_text(work->file, work->scenario->shipment[k].id);
    sheet_number(work->file, p + 1, 0);
    sheet_text(work->file, mode_words(leg->mode));
    sheet_text(work->file, node_words(work->roads, leg->from));
    sheet_text(work->file, node_words(work->roads, leg->to));
    sheet_number(work->file, element->length_mm, KM_PLACES);
    if (element->direct_mm > 0)
        sheet_number(work->file, element->direct_mm, KM_PLACES);
    else
        sheet_empty(work->file);
    sheet_number(work->file, element->kg_mm, T_KM_PLACES_OF_KG_MM);
    sheet_text(work->file, vehicle_words(work->roads, element->vehicle));
    sheet_number(work->file, element->ttw, KG_PLACES_OF_CO2E);
    sheet_number(work->file, element->wtt, KG_PLACES_OF_CO2E);
    sheet_number(work->file, element->ttw + element->wtt, KG_PLACES_OF_CO2E);
}

static void emissions_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {{N_("shipment"), COLUMN_TEXT, 0},
                                                  {N_("path"), COLUMN_NUMBER, 0},
                                                  {N_("mode"), COLUMN_TEXT, 0},
                                                  {N_("from"), COLUMN_TEXT, 0},
                                                  {N_("to"), COLUMN_TEXT, 0},
                                                  {N_("km"), COLUMN_NUMBER, 2},
                                                  {N_("great circle, km"), COLUMN_NUMBER, 2},
                                                  {N_("t km"), COLUMN_SUM, 1},
                                                  {N_("factor of"), COLUMN_TEXT, 0},
                                                  {N_("TTW, kg"), COLUMN_SUM, 1},
                                                  {N_("WTT, kg"), COLUMN_SUM, 1},
                                                  {N_("WTW, kg"), COLUMN_SUM, 1}};
    AUTO_FREE struct chain_element *element = xcalloc(2 * (size_t)work->plan->legs + 1, sizeof *element);
    sheet_begin(work->file, N_("Emissions"), columns, COUNT(columns));
    for (int k = 0; k < work->plan->shipments; k++)
        for (int p = 0; p < work->plan->shipment[k].paths; p++) {
            int count =
                chain_elements(work->plan, work->roads, work->plan->shipment[k].first_path + p, element);
            for (int e = 0; e < count; e++)
                if (!element[e].is_hub)
                    emission_row(work, k, p, &element[e]);
        }
    sheet_end(work->file);
}

static void source_row(const struct work *work, const char *kind, const char *id, const char *source,
                       const char *status) {
    if (source == NULL && status == NULL)
        return;
    sheet_text(work->file, kind);
    sheet_text(work->file, id);
    sheet_text(work->file, source);
    sheet_text(work->file, status);
}

static void sources_sheet(const struct work *work) {
    static const struct sheet_column columns[] = {{N_("kind"), COLUMN_TEXT, 0},
                                                  {N_("id"), COLUMN_TEXT, 0},
                                                  {N_("source"), COLUMN_TEXT, 0},
                                                  {N_("status"), COLUMN_TEXT, 0}};
    const struct network *roads = work->roads;
    sheet_begin(work->file, N_("Sources"), columns, COUNT(columns));
    for (int i = 0; i < roads->links; i++)
        source_row(work, _("link"), roads->link[i].id, roads->link[i].source, roads->link[i].status);
    for (int i = 0; i < roads->terminals; i++)
        source_row(work, _("terminal"), roads->terminal[i].id, roads->terminal[i].source,
                   roads->terminal[i].status);
    for (int i = 0; i < roads->vehicle_types; i++)
        source_row(work, _("vehicle type"), roads->vehicle_type[i].id, roads->vehicle_type[i].source,
                   roads->vehicle_type[i].status);
    for (int i = 0; i < book_count(work->scenario->book); i++) {
        const struct rate *rate = book_rate(work->scenario->book, i);
        source_row(work, _("rate"), rate->tariff_id, rate->source, rate->status);
    }
    sheet_end(work->file);
}

bool report_xlsx(const struct plan *plan, const struct virtual_network *network, FILE *out,
                 struct error *err) {
    AUTO(book_file_release) struct book_file *file = book_file_new(plan->variant.as_of, err);
    if (file == NULL)
        return false;
    struct plan_summary *summary = plan_summarise(plan, network->scenario);
    const struct work work = {file, plan, network, network->scenario, network->scenario->network, summary};
    static void (*const sheets[])(const struct work *) = {
        summary_sheet, shipments_sheet, paths_sheet, legs_sheet,      items_sheet,
        sums_sheets,   resources_sheet, unmet_sheet, emissions_sheet, sources_sheet};
    for (int s = 0; s < COUNT(sheets); s++)
        sheets[s](&work);
    plan_summary_free(summary);
    return book_file_write(&file, out, err);
}
