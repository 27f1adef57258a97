// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/read_plan.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static bool read_item(struct plan_reading *reading, const struct json *object) {
    struct plan *plan = reading->plan;
    const char *name = plan_string(reading, object, "item"),
               *tariff_id = json_string(json_get(object, "tariff_id"));
    struct plan_item item = {.item = ITEM_COUNT};
    for (int i = 0; name != NULL && i < ITEM_COUNT; i++)
        if (strcmp(name, item_name((enum item)i)) == 0)
            item.item = (enum item)i;
    if (item.item == ITEM_COUNT)
        return name != NULL && plan_fault(reading, "there is no item \"%.40s\"", name);
    if (tariff_id != NULL)
        item.tariff_id = names_intern(reading->scenario->names, tariff_id);
    if (!plan_decimal(reading, object, "per_t", MONEY_PLACES, &item.per_t.e4))
        return false;
    GROW(plan->item, plan->items, reading->item_room);
    plan->item[plan->items++] = item;
    return true;
}

static bool read_links(struct plan_reading *reading, const struct json *list, struct plan_leg *leg) {
    struct plan *plan = reading->plan;
    leg->first_link = plan->links;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at), leg->links++) {
        const char *id = json_string(at);
        int link = id ? names_find(reading->scenario->network->link_ids, id) : -1;
        if (link < 0)
            return plan_fault(reading, "links: the files have no link \"%.60s\"", id ? id : "?");
        GROW(plan->link, plan->links, reading->link_room);
        plan->link[plan->links++] = link;
    }
    return true;
}

static bool read_leg(struct plan_reading *reading, const struct json *object) {
    struct plan *plan = reading->plan;
    const struct network *network = reading->scenario->network;
    struct plan_leg leg = {.first_item = plan->items};
    const char *mode = plan_string(reading, object, "mode");
    if (mode == NULL || !read_links(reading, json_get(object, "links"), &leg))
        return false;
    leg.mode = names_intern(reading->scenario->names, mode);
    leg.from = plan_id(reading, object, "from_node_id", network->node_ids, N_("node"));
    leg.to = plan_id(reading, object, "to_node_id", network->node_ids, N_("node"));
    if (!network->abstract_vehicle)
        leg.vehicle =
            plan_id(reading, object, "vehicle_type_id", network->vehicle_type_ids, N_("vehicle type"));
    if (leg.from < 0 || leg.to < 0 || leg.vehicle < 0)
        return false;
    if (!plan_decimal(reading, object, "length_km", KM_PLACES, &leg.length_mm) ||
        !plan_decimal(reading, object, "hours", HOUR_PLACES, &leg.time_uh) ||
        !plan_decimal(reading, object, "cost_per_t", MONEY_PLACES, &leg.per_t.e4))
        return false;
    for (const struct json *at = json_first(json_get(object, "items")); at != NULL; at = json_next(at))
        if (!read_item(reading, at))
            return false;
    leg.items = plan->items - leg.first_item;
    GROW(plan->leg, plan->legs, reading->leg_room);
    plan->leg[plan->legs++] = leg;
    return true;
}

static bool read_path(struct plan_reading *reading, const struct json *object) {
    struct plan *plan = reading->plan;
    struct plan_path path = {.first_leg = plan->legs};
    if (!plan_decimal(reading, object, "quantity_t", MASS_PLACES, &path.quantity_kg) ||
        !plan_decimal(reading, object, "cost_per_t", MONEY_PLACES, &path.per_t.e4) ||
        !plan_decimal(reading, object, "hours", HOUR_PLACES, &path.time_uh))
        return false;
    for (const struct json *at = json_first(json_get(object, "legs")); at != NULL; at = json_next(at))
        if (!read_leg(reading, at))
            return false;
    path.legs = plan->legs - path.first_leg;
    GROW(plan->path, plan->paths, reading->path_room);
    plan->path[plan->paths++] = path;
    return true;
}

bool plan_read_shipment(struct plan_reading *reading, const struct json *object) {
    const struct scenario *scenario = reading->scenario;
    struct plan *plan = reading->plan;
    char said[WIDE_TEXT], is[WIDE_TEXT];
    int64_t quantity_kg;
    int k = plan_id(reading, object, "shipment_id", scenario->shipment_ids, N_("shipment"));
    if (k < 0)
        return false;
    snprintf(reading->where, sizeof reading->where, _("shipment %.80s: "), scenario->shipment[k].id);
    if (reading->seen[k])
        return plan_fault(reading, "is there twice");
    reading->seen[k] = true;
    struct plan_shipment *planned = &plan->shipment[k];
    if (!plan_decimal(reading, object, "quantity_t", MASS_PLACES, &quantity_kg) ||
        !plan_decimal(reading, object, "unmet_t", MASS_PLACES, &planned->unmet_kg))
        return false;
    if (quantity_kg != scenario->shipment[k].quantity_kg)
        return plan_fault(reading, "quantity_t is %s, the files say %s",
                          wide_text(said, quantity_kg, MASS_PLACES, 3),
                          wide_text(is, scenario->shipment[k].quantity_kg, MASS_PLACES, 3));
    planned->first_path = plan->paths;
    for (const struct json *at = json_first(json_get(object, "paths")); at != NULL;
         at = json_next(at), planned->paths++) {
        snprintf(reading->where, sizeof reading->where, _("shipment %.80s, path %d: "),
                 scenario->shipment[k].id, planned->paths + 1);
        if (!read_path(reading, at))
            return false;
    }
    return true;
}

/** Which way a resource's link is travelled, by its two ends. */
static bool read_direction(struct plan_reading *reading, const struct json *object,
                           struct plan_resource *resource) {
    const struct network *network = reading->scenario->network;
    const struct link *link = &network->link[resource->link];
    int from = plan_id(reading, object, "from_node_id", network->node_ids, N_("node"));
    int to = plan_id(reading, object, "to_node_id", network->node_ids, N_("node"));
    if (from < 0 || to < 0)
        return false;
    resource->backward = link->from != from;
    if (resource->backward ? link->from != to || link->to != from || link->directed : link->to != to)
        return plan_fault(reading, "link %s does not lead from %s to %s", link->id, network->node[from].id,
                          network->node[to].id);
    return true;
}

bool plan_read_resource(struct plan_reading *reading, const struct json *object) {
    struct plan *plan = reading->plan;
    const struct network *network = reading->scenario->network;
    struct plan_resource resource = {.link = -1, .terminal = -1};
    snprintf(reading->where, sizeof reading->where, _("resource %d: "), plan->resources + 1);
    if (json_get(object, "terminal_id") != NULL)
        resource.terminal = plan_id(reading, object, "terminal_id", network->terminal_ids, N_("terminal"));
    else
        resource.link = plan_id(reading, object, "link_id", network->link_ids, N_("link"));
    if (resource.terminal < 0 && (resource.link < 0 || !read_direction(reading, object, &resource)))
        return false;
    if (!plan_decimal(reading, object, "flow_t", MASS_PLACES, &resource.flow_kg) ||
        !plan_decimal(reading, object, "capacity_t", MASS_PLACES, &resource.capacity_kg) ||
        !plan_decimal(reading, object, "shadow_price", MONEY_PLACES, &resource.shadow_price.e4))
        return false;
    GROW(plan->resource, plan->resources, reading->resource_room);
    plan->resource[plan->resources++] = resource;
    return true;
}

static bool read_regions(struct plan_reading *reading, const struct json *options, const char *key,
                         const char ***regions, int *count) {
    const struct json *list = json_get(options, key);
    const char **region = *regions = xcalloc((size_t)json_count(list), sizeof *region);
    bool only_roads;
    for (const struct json *at = json_first(list); at != NULL; at = json_next(at)) {
        const char *text = json_string(at);
        if (text == NULL || !region_owns(reading->scenario, text, &only_roads))
            return plan_fault(reading, "%s: the files have no region \"%.60s\"", key, text ? text : "?");
        region[(*count)++] = names_intern(reading->scenario->names, text);
    }
    return true;
}

bool plan_read_access(struct plan_reading *reading, const struct json *options) {
    struct plan *plan = reading->plan;
    bool good = read_regions(reading, options, "with", &plan->grant, &plan->variant.granted) &&
                read_regions(reading, options, "without", &plan->drop, &plan->variant.dropped);
    plan->variant.grant = plan->grant;
    plan->variant.drop = plan->drop;
    return good;
}
