// SPDX-License-Identifier: GPL-3.0-or-later
/* From arcs and doubles back to legs, rates, whole kilograms and exact money. */
#include "plan/plan.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const PLAN_STATUS[] = {"optimal", "infeasible", "limit", NULL};

struct lift {
    const struct virtual_network *network;
    const struct solution *solution;
    struct plan *plan;
    int leg_room, link_room, item_room;
    int cargo;    /* of the shipment whose path is lifted */
    bool loading; /* the leg has begun by loading, and knows its mode only with its first link */
    wide cost_e7, time_cost_e13, penalty_e7, kg_uh; /* kg x e4, kg x uh x e4, kg x e4, kg x uh */
};

/* Whole kilograms; -1 where the solver's number can't be one. */
static int64_t whole_kg(double tonnes) {
    const double most_t = 1e12;
    return tonnes >= 0 && tonnes <= most_t ? llround(tonnes * 1000) : -1;
}

static struct plan_leg *last_leg(struct lift *lift) {
    return &lift->plan->leg[lift->plan->legs - 1];
}

static void begin_leg(struct lift *lift, const char *mode, int vehicle, int node) {
    struct plan *plan = lift->plan;
    GROW(plan->leg, plan->legs, lift->leg_room);
    plan->leg[plan->legs++] = (struct plan_leg){.mode = mode,
                                                .vehicle = vehicle,
                                                .from = node,
                                                .to = node,
                                                .first_link = plan->links,
                                                .first_item = plan->items};
}

/* Items stand in order of enum item, then of tariff_id (by bytes; none comes first). */
static int compare_items(const struct plan_item *item, const struct cost_line *line) {
    const char *id = line->rate != NULL ? line->rate->tariff_id : NULL;
    if (item->item != line->item)
        return item->item < line->item ? -1 : 1;
    if (item->tariff_id == id)
        return 0;
    if (item->tariff_id == NULL || id == NULL)
        return item->tariff_id == NULL ? -1 : 1;
    return strcmp(item->tariff_id, id);
}

/* Adds the line to the last leg's items, which are the last of the plan. */
static void add_line(struct lift *lift, const struct cost_line *line) {
    struct plan *plan = lift->plan;
    struct plan_leg *leg = last_leg(lift);
    int at = leg->first_item, end = leg->first_item + leg->items;
    while (at < end && compare_items(&plan->item[at], line) < 0)
        at++;
    if (at == end || compare_items(&plan->item[at], line) != 0) {
        GROW(plan->item, plan->items, lift->item_room);
        memmove(&plan->item[at + 1], &plan->item[at], (size_t)(end - at) * sizeof *plan->item);
        plan->item[at] =
            (struct plan_item){line->item, line->rate != NULL ? line->rate->tariff_id : NULL, {0}};
        plan->items++;
        leg->items++;
    }
    plan->item[at].per_t.e4 += line->per_t.e4;
    leg->per_t.e4 += line->per_t.e4;
}

static void haul(struct lift *lift, const struct arc *arc) {
    struct plan *plan = lift->plan;
    const struct link *link = &lift->network->scenario->network->link[arc->link];
    struct plan_leg *leg = last_leg(lift);
    leg->mode = link->mode;
    leg->to = lift->network->vertex[arc->head].node;
    leg->length_mm += link->length_mm;
    leg->links++;
    GROW(plan->link, plan->links, lift->link_room);
    plan->link[plan->links++] = arc->link;
}

/* Whether the haul goes on with the last leg of the path: a leg that was only just loaded takes any mode. */
static bool goes_on(struct lift *lift, const struct plan_path *path, const struct arc *arc) {
    if (path->legs == 0)
        return false;
    const struct plan_leg *leg = last_leg(lift);
    return lift->loading || (leg->vehicle == arc->vehicle &&
                             leg->mode == lift->network->scenario->network->link[arc->link].mode);
}

static void travel(struct lift *lift, struct plan_path *path, int a) {
    const struct virtual_network *network = lift->network;
    const struct arc *arc = &network->arc[a];
    struct cost_line line[ITEM_COUNT];
    int lines;
    if (arc->kind == ARC_LOAD || (arc->kind == ARC_HAUL && !goes_on(lift, path, arc))) {
        begin_leg(lift, network->scenario->network->vehicle_type[arc->vehicle].modes[0], arc->vehicle,
                  network->vertex[arc->tail].node);
        path->legs++;
    }
    lift->loading = arc->kind == ARC_LOAD;
    if (arc->kind == ARC_HAUL)
        haul(lift, arc);
    virtual_itemise(network, a, lift->cargo, line, &lines);
    for (int i = 0; i < lines; i++)
        add_line(lift, &line[i]);
    last_leg(lift)->time_uh += arc->time_uh;
    path->time_uh += arc->time_uh;
    path->per_t.e4 += network->money[(size_t)lift->cargo * (size_t)network->arcs + (size_t)a].e4;
    if (arc->resource >= 0)
        lift->plan->resource[arc->resource].flow_kg += path->quantity_kg;
}

static void lift_path(struct lift *lift, int shipment, int p) {
    struct plan_path *path = &lift->plan->path[p];
    const struct virtual_network *network = lift->network;
    *path = (struct plan_path){.quantity_kg = whole_kg(lift->solution->path_flow[p]),
                               .first_leg = lift->plan->legs};
    lift->loading = false;
    for (int i = lift->solution->path_start[p]; i < lift->solution->path_start[p + 1]; i++)
        travel(lift, path, lift->solution->path_arc[i]);
    wide kg_uh = (wide)path->quantity_kg * path->time_uh;
    lift->kg_uh += kg_uh;
    lift->cost_e7 += (wide)path->quantity_kg * path->per_t.e4;
    lift->time_cost_e13 += kg_uh * shipment_vot(network->scenario, &network->variant, shipment).e4;
}

/* The shipment's paths, from path p on; *next receives the first that is another's. */
static bool lift_shipment(struct lift *lift, int k, int p, int *next, struct error *err) {
    const struct shipment *shipment = &lift->network->scenario->shipment[k];
    struct plan_shipment *planned = &lift->plan->shipment[k];
    int64_t unmet_kg = whole_kg(lift->solution->unmet[k]);
    wide sum_kg = unmet_kg;
    *planned = (struct plan_shipment){.unmet_kg = unmet_kg, .first_path = p};
    lift->cargo = virtual_cargo(lift->network, k);
    for (; p < lift->solution->paths && lift->solution->path_shipment[p] == k; p++) {
        lift_path(lift, k, p);
        planned->paths++;
        sum_kg += lift->plan->path[p].quantity_kg;
        if (lift->plan->path[p].quantity_kg <= 0)
            return error_set(err, ERROR_SOLVER, "shipment %s: the solver's path %d carries %g t",
                             shipment->id, planned->paths, lift->solution->path_flow[p]);
    }
    *next = p;
    if (unmet_kg < 0 || sum_kg != shipment->quantity_kg)
        return error_set(err, ERROR_SOLVER,
                         "shipment %s: the solver's paths and rest do not add up to its %.3f t", shipment->id,
                         wide_double(shipment->quantity_kg, MASS_PLACES));
    lift->plan->unmet_kg += unmet_kg;
    lift->penalty_e7 += (wide)unmet_kg * virtual_penalty(lift->network, k).e4;
    return true;
}

static bool lift_paths(struct lift *lift, struct error *err) {
    struct plan *plan = lift->plan;
    int p = 0;
    plan->paths = lift->solution->paths;
    plan->path = xcalloc((size_t)plan->paths, sizeof *plan->path);
    plan->shipments = lift->network->scenario->shipments;
    plan->shipment = xcalloc((size_t)plan->shipments, sizeof *plan->shipment);
    for (int k = 0; k < plan->shipments; k++)
        if (!lift_shipment(lift, k, p, &p, err))
            return false;
    return p == plan->paths ||
           error_set(err, ERROR_SOLVER, "the solver's paths are not in order of shipment");
}

/* Shadow prices are rounded to 1/10 000 per tonne; any prices >= 0 prove a bound. */
static bool lift_resources(struct lift *lift, struct error *err) {
    struct plan *plan = lift->plan;
    const double most = 9e14;
    wide rent_e7 = 0;
    plan->resources = lift->network->resources;
    plan->resource = xcalloc((size_t)plan->resources, sizeof *plan->resource);
    for (int r = 0; r < plan->resources; r++) {
        const struct resource *resource = &lift->network->resource[r];
        double price = lift->solution->price[r];
        if (!(price <= most))
            return error_set(err, ERROR_SOLVER, "the solver's price of resource %d is %g", r, price);
        plan->resource[r] = (struct plan_resource){.link = resource->link,
                                                   .terminal = resource->terminal,
                                                   .backward = resource->backward,
                                                   .capacity_kg = resource->capacity_kg,
                                                   .shadow_price = {price > 0 ? llround(price * 10000) : 0}};
        rent_e7 += (wide)resource->capacity_kg * plan->resource[r].shadow_price.e4;
    }
    plan->capacity_rent_e4 = wide_divide(rent_e7, 1000);
    return true;
}

/* What flows over each facility, from the solver's paths, which are those of the plan. */
static void lift_facilities(struct lift *lift) {
    struct plan *plan = lift->plan;
    plan->facility = plan_facilities(lift->network, &plan->facilities);
    if (plan->facilities == 0)
        return;
    AUTO_FREE int *of_arc = facility_numbers(lift->network, plan->facility, plan->facilities);
    for (int p = 0; p < plan->paths; p++)
        for (int i = lift->solution->path_start[p]; i < lift->solution->path_start[p + 1]; i++) {
            int f = of_arc[lift->solution->path_arc[i]];
            if (f >= 0)
                plan->facility[f].flow_kg += plan->path[p].quantity_kg;
        }
    plan->fixed_cost_e4 = plan_fixed_cost(plan->facility, plan->facilities);
}

/* Each total is rounded once, from its exact sum; fixed costs are whole. */
static void total(struct lift *lift) {
    const wide million = 1000000, billion = 1000000000;
    struct plan *plan = lift->plan;
    plan->objective_e4 =
        plan->fixed_cost_e4 +
        wide_divide((lift->cost_e7 + lift->penalty_e7) * million + lift->time_cost_e13, billion);
    plan->cost_e4 = plan->fixed_cost_e4 + wide_divide(lift->cost_e7, 1000);
    plan->time_cost_e4 = wide_divide(lift->time_cost_e13, billion);
    plan->penalty_e4 = wide_divide(lift->penalty_e7, 1000);
    plan->tonne_hours_e6 = wide_divide(lift->kg_uh, 1000);
}

/* New memory, also for none. */
static int *own_numbers(const int *number, int count) {
    int *own = xcalloc((size_t)count, sizeof *own);
    if (count > 0)
        memcpy(own, number, (size_t)count * sizeof *own);
    return own;
}

static const char **own_texts(const char *const *text, int count) {
    const char **own = xcalloc((size_t)count, sizeof *own);
    for (int i = 0; i < count; i++)
        own[i] = text[i];
    return own;
}

static struct plan *plan_new(const struct virtual_network *network, double gap_limit) {
    struct plan *plan = xcalloc(1, sizeof *plan);
    const struct variant *variant = &network->variant;
    plan->variant = *variant;
    plan->variant.closed_link = plan->closed_link = own_numbers(variant->closed_link, variant->closed_links);
    plan->variant.closed_terminal = plan->closed_terminal =
        own_numbers(variant->closed_terminal, variant->closed_terminals);
    plan->variant.shut_link = plan->shut_link = own_numbers(variant->shut_link, variant->shut_links);
    plan->variant.shut_terminal = plan->shut_terminal =
        own_numbers(variant->shut_terminal, variant->shut_terminals);
    plan->variant.grant = plan->grant = own_texts(variant->grant, variant->granted);
    plan->variant.drop = plan->drop = own_texts(variant->drop, variant->dropped);
    plan->gap_limit = gap_limit;
    tariff_hash(network->tariff, plan->tariff_hash);
    edits_words(network->scenario->edits, plan->made_with);
    memcpy(plan->input_hash, network->scenario->input_hash, sizeof plan->input_hash);
    return plan;
}

struct plan *plan_lift(const struct compiled *compiled, const struct solution *solution, double gap_limit,
                       struct error *err) {
    const struct virtual_network *network = compiled_network(compiled);
    struct lift lift = {.network = network, .solution = solution, .plan = plan_new(network, gap_limit)};
    if (!lift_resources(&lift, err) || !lift_paths(&lift, err)) {
        plan_free(lift.plan);
        return NULL;
    }
    lift_facilities(&lift);
    total(&lift);
    return lift.plan;
}

struct plan *plan_lift_ways(const struct compiled *compiled, const struct solution *ways) {
    const struct virtual_network *network = compiled_network(compiled);
    struct lift lift = {.network = network, .solution = ways, .plan = plan_new(network, 0)};
    struct plan *plan = lift.plan;
    plan->resource = xcalloc((size_t)network->resources, sizeof *plan->resource);
    plan->path = xcalloc((size_t)ways->paths, sizeof *plan->path);
    for (; plan->paths < ways->paths; plan->paths++) {
        lift.cargo = virtual_cargo(network, ways->path_shipment[plan->paths]);
        lift_path(&lift, ways->path_shipment[plan->paths], plan->paths);
    }
    return plan;
}

void plan_free(struct plan *plan) {
    if (plan == NULL)
        return;
    plan_digest_free(plan->digest);
    free(plan->closed_link);
    free(plan->closed_terminal);
    free(plan->grant);
    free(plan->drop);
    free(plan->shut_link);
    free(plan->shut_terminal);
    free(plan->facility);
    free(plan->shipment);
    free(plan->path);
    free(plan->leg);
    free(plan->link);
    free(plan->item);
    free(plan->resource);
    free(plan);
}
