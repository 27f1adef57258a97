// SPDX-License-Identifier: GPL-3.0-or-later
/* What is full, and what stays behind, on the page. */
#include "report/page_parts.h"

#include "base/language.h"
#include "base/mem.h"

enum { REASONS_TOLD = 100, VERDICTS_TOLD = 50 }; /* each takes searches of the network */

void page_resource_row(const struct page *page, struct html_table *table,
                       const struct plan_resource *resource) {
    if (resource->terminal >= 0) {
        html_row(table, "terminal", page->network->terminal[resource->terminal].id);
        return;
    }
    html_row(table, "link", page->network->link[resource->link].id);
    html_row_attribute(table, "direction", resource->backward ? "backward" : "forward");
}

static const char *resource_id(const struct page *page, const struct plan_resource *resource) {
    return resource->terminal >= 0 ? page->network->terminal[resource->terminal].id
                                   : page->network->link[resource->link].id;
}

static void resource_cells(const struct page *page, struct html_table *table,
                           const struct plan_resource *resource) {
    char name[RESOURCE];
    page_resource_row(page, table, resource);
    html_cell_name(table, resource_words(page->network, resource, name));
    html_cell_name(table, resource_id(page, resource));
    html_cell_number(table, resource->flow_kg, MASS_PLACES, 0);
    html_cell_number(table, resource->capacity_kg, MASS_PLACES, 0);
    html_cell_number(
        table, resource->capacity_kg > 0 ? (wide)resource->flow_kg * 1000 / resource->capacity_kg : 1000, 1,
        0);
}

static void bottlenecks(const struct page *page, const int *resource, int count) {
    struct html_table table;
    char rent[WORDS], unit[WORDS];
    snprintf(rent, sizeof rent, _("%s for one tonne more"), page->scale.currency);
    const struct html_column columns[] = {{_("What is full"), false, false, 0},
                                          {_("id"), false, false, 0},
                                          {_("t used"), true, false, 0},
                                          {_("t of capacity"), true, false, 0},
                                          {_("full, %"), true, false, 0},
                                          {rent, true, false, 0},
                                          {money_unit(unit, page->scale), true, true, page->scale.shown},
                                          {_("What it means"), false, false, 0}};
    AUTO_FREE wide *exact = xcalloc((size_t)count, sizeof *exact);
    AUTO_FREE wide *rounded = xcalloc((size_t)count, sizeof *rounded);
    wide sum = 0;
    for (int i = 0; i < count; i++)
        exact[i] = (wide)page->plan->resource[resource[i]].capacity_kg *
                   page->plan->resource[resource[i]].shadow_price.e4;
    apportion(exact, count, power_of_ten(7 + page->scale.shift - page->scale.shown), rounded);
    html_table_begin(&table, page->out, "table-bottlenecks", "", _("Bottlenecks, dearest first"), columns, 8);
    for (int i = 0; i < count; i++) {
        const struct plan_resource *at = &page->plan->resource[resource[i]];
        resource_cells(page, &table, at);
        html_cell_number(&table, at->shadow_price.e4, MONEY_PLACES, 0);
        page_money_cell(&table, page->scale, rounded[i]);
        html_cell(&table, i >= VERDICTS_TOLD                 ? ""
                          : is_of_penalty(page, resource[i]) ? _("one tonne more lets one tonne more move")
                                                             : _("one tonne more saves so much"));
        sum += rounded[i];
    }
    html_total_row(&table);
    html_cell(&table, _("Total"));
    for (int c = 1; c < 6; c++)
        html_cell(&table, "");
    page_money_cell(&table, page->scale, sum);
    html_cell(&table, "");
    html_table_end(&table);
}

static void nearly_full(const struct page *page, const int *resource, int count) {
    const struct html_column columns[] = {{_("What is nearly full"), false, false, 0},
                                          {_("id"), false, false, 0},
                                          {_("t used"), true, false, 0},
                                          {_("t of capacity"), true, false, 0},
                                          {_("full, %"), true, false, 0}};
    struct html_table table;
    char title[3 * WORDS];
    if (count == 0)
        return;
    snprintf(title, sizeof title, _("Over 90 %% full, though more room would save nothing"));
    html_table_begin(&table, page->out, "table-full", "", title, columns, 5);
    for (int i = 0; i < count; i++)
        resource_cells(page, &table, &page->plan->resource[resource[i]]);
    html_table_end(&table);
}

void page_bottlenecks(const struct page *page) {
    AUTO_FREE int *resource = xcalloc((size_t)page->plan->resources + 1, sizeof *resource);
    int count = bottleneck_list(page->plan, resource);
    section_begin(page->out, "bottlenecks", "", _("Bottlenecks"));
    if (count > 0)
        bottlenecks(page, resource, count);
    else
        html_element(page->out, "p",
                     page->plan->status == PLAN_LIMIT
                         ? _("Bottlenecks unknown: the search ended before it could price what is full.")
                         : _("No bottlenecks: nothing that is full makes this plan dearer."));
    nearly_full(page, resource, nearly_full_list(page->plan, resource));
    section_end(page->out);
}

/* ---- what stays behind ---- */

static void virtual_release(struct virtual_network **network) {
    virtual_free(*network);
}

static void unmet_row(const struct page *page, struct html_table *table, const struct virtual_network *opened,
                      int k, bool told) {
    const struct shipment *shipment = &page->scenario->shipment[k];
    char words[OBSTACLE_WORDS];
    html_row(table, "shipment", shipment->id);
    html_cell_name(table, shipment->id);
    html_cell_name(table, node_words(page->network, shipment->origin));
    html_cell_name(table, node_words(page->network, shipment->destination));
    html_cell_number(table, page->plan->shipment[k].unmet_kg, MASS_PLACES, MASS_PLACES);
    html_cell_number(table, shipment->quantity_kg, MASS_PLACES, MASS_PLACES);
    html_cell_name(table, told ? obstacle_words(page, opened, k, words) : "");
}

static void unmet_rows(const struct page *page, struct html_table *table) {
    AUTO(virtual_release) struct virtual_network *opened = all_opened(page);
    int count = 0;
    for (int k = 0; k < page->plan->shipments; k++)
        if (page->plan->shipment[k].unmet_kg > 0)
            unmet_row(page, table, opened, k, count++ < REASONS_TOLD);
}

void page_unmet(const struct page *page) {
    const struct html_column columns[] = {
        {_("Shipment"), false, false, 0},   {_("From"), false, false, 0},
        {_("To"), false, false, 0},         {_("t that stay behind"), true, true, MASS_PLACES},
        {_("t asked for"), true, false, 0}, {_("Why"), false, false, 0}};
    struct html_table table;
    if (page->plan->unmet_kg == 0)
        return;
    section_begin(page->out, "unmet", "", _("What stays behind"));
    html_table_begin(&table, page->out, "table-unmet", "", _("What does not move, and why"), columns, 6);
    unmet_rows(page, &table);
    html_total_row(&table);
    html_cell(&table, _("Total"));
    html_cell(&table, "");
    html_cell(&table, "");
    html_cell_number(&table, page->plan->unmet_kg, MASS_PLACES, MASS_PLACES);
    html_cell(&table, "");
    html_cell(&table, "");
    html_table_end(&table);
    section_end(page->out);
}
