// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_compare.h"

#include "base/language.h"

#include <string.h>

/* ---- names ---- */

static const char *item_named(const struct contrast_page *it, const char *name) {
    static const char *const REST[] = {N_("time"), N_("penalty")};
    (void)it;
    for (int item = 0; item < ITEM_COUNT; item++)
        if (strcmp(name, item_name((enum item)item)) == 0)
            return item_words((enum item)item);
    for (int i = 0; i < 2; i++)
        if (strcmp(name, REST[i]) == 0)
            return _(REST[i]);
    return strcmp(name, "fixed") == 0 ? _("(fixed costs)") : name;
}

static const char *mode_named(const struct contrast_page *it, const char *name) {
    (void)it;
    return mode_words(name);
}

static const char *shipment_named(const struct contrast_page *it, const char *id) {
    (void)it;
    return id;
}

/* ---- capacities ---- */

/* The capacity as a row of this plan's network; false: it has none of that id. */
static bool find_resource(const struct contrast_page *it, const struct json *row,
                          struct plan_resource *resource) {
    const struct network *network = it->page->network;
    const char *link = json_string(json_get(row, "link_id")),
               *terminal = json_string(json_get(row, "terminal_id"));
    resource->link = link != NULL ? names_find(network->link_ids, link) : -1;
    resource->terminal = terminal != NULL ? names_find(network->terminal_ids, terminal) : -1;
    resource->backward = false;
    json_bool(json_get(row, "backward"), &resource->backward);
    return resource->link >= 0 || resource->terminal >= 0;
}

static void use_cells(struct html_table *table, const struct json *side) {
    if (!json_is_object(side)) {
        html_cell(table, "");
        html_cell(table, "");
        html_cell(table, "");
        return;
    }
    html_cell_number(table, page_amount(side, "flow_t", MASS_PLACES), MASS_PLACES, 0);
    html_cell_number(table, page_amount(side, "capacity_t", MASS_PLACES), MASS_PLACES, 0);
    html_cell_number(table, page_amount(side, "shadow_price", MONEY_PLACES), MONEY_PLACES, 0);
}

static void put_resource(const struct contrast_page *it, struct html_table *table, const struct json *row) {
    struct plan_resource resource = {.link = -1, .terminal = -1};
    char name[RESOURCE];
    const char *id = json_string(json_get(row, "link_id"));
    id = id != NULL ? id : page_words(row, "terminal_id");
    if (find_resource(it, row, &resource)) {
        page_resource_row(it->page, table, &resource);
        html_cell_name(table, resource_words(it->page->network, &resource, name));
    } else {
        html_row(table, NULL, NULL);
        html_cell_name(table, id);
    }
    html_cell_name(table, id);
    use_cells(table, json_get(row, "before"));
    use_cells(table, json_get(row, "after"));
}

static bool differs(const struct json *row, const char *key, int places) {
    return page_amount(json_get(row, "before"), key, places) !=
           page_amount(json_get(row, "after"), key, places);
}

static void put_resources(const struct contrast_page *it) {
    const struct html_column columns[] = {{_("Capacity"), false, false, 0},
                                          {_("id"), false, false, 0},
                                          {_("t before"), true, false, 0},
                                          {_("of t before"), true, false, 0},
                                          {_("one tonne more before"), true, false, 0},
                                          {_("t after"), true, false, 0},
                                          {_("of t after"), true, false, 0},
                                          {_("one tonne more after"), true, false, 0}};
    struct html_table table;
    bool any = false;
    for (const struct json *at = json_first(json_get(it->root, "resources")); at != NULL;
         at = json_next(at)) {
        if (!differs(at, "flow_t", MASS_PLACES) && !differs(at, "capacity_t", MASS_PLACES) &&
            !differs(at, "shadow_price", MONEY_PLACES))
            continue;
        if (!any)
            html_table_begin(&table, it->page->out, "table-comparison-resources", it->suffix,
                             _("Whose capacity is used otherwise"), columns, 8);
        any = true;
        put_resource(it, &table, at);
    }
    if (any)
        html_table_end(&table);
}

void page_compare_lists(const struct contrast_page *it) {
    page_ledger(it, "items", "table-comparison-items", _("By item"), "item", "objective", item_named);
    page_ledger(it, "modes", "table-comparison-modes", _("Money by mode"), "mode", "cost", mode_named);
    page_ledger(it, "shipments", "table-comparison-shipments", _("By shipment"), "shipment_id", "objective",
                shipment_named);
    put_resources(it);
}
