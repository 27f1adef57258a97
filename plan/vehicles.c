// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A ride is what a vehicle does from where it is loaded to where it is unloaded. What goes on the same arcs in the same
 * vehicle type shares vehicles where the book charges it alike (one cargo class) and it is the same commodity, or both
 * are bags or both containers: different liquids, bulk or chilled goods never meet in one hold. A ride of q tonnes so
 * costs
 *
 *     q T  +  n V,     n = q / (payload x load factor), rounded up
 *
 * with T and V as in plan/quote_price.c, exact. When in the period the tonnes are ready is not asked.
 */
#include "plan/vehicles_parts.h"

#include "base/mem.h"
#include "plan/explain_parts.h"

#include <stdlib.h>
#include <string.h>

void loads_release(struct loads *loads) {
    free(TAKE(loads->load));
}

/* Bags and containers stand beside others of their form. NULL: only the same commodity does. */
static const char *mixing_form(const struct scenario *scenario, int commodity) {
    const char *form = commodity >= 0 ? scenario->commodity[commodity].cargo_form : NULL;
    return form != NULL && (strcmp(form, "bag") == 0 || strcmp(form, "container") == 0) ? form : NULL;
}

static struct load load_of(const struct virtual_network *network, int k, int64_t kg) {
    const struct scenario *scenario = network->scenario;
    const struct shipment *shipment = &scenario->shipment[k];
    return (struct load){.quantity_kg = kg,
                         .cargo = virtual_cargo(network, k),
                         .commodity = shipment->commodity,
                         .form = mixing_form(scenario, shipment->commodity),
                         .shipment = k,
                         .owner = shipment->shipper >= 0 ? shipment->shipper : scenario->shippers + k};
}

/* A path with its arcs, cut where something is loaded. Its legs end where their links do. */
static void cut_path(struct loads *loads, const struct plan *plan, const struct virtual_network *network,
                     int k, int p, const struct trace *trace) {
    const struct plan_path *path = &plan->path[p];
    int leg = path->first_leg, hauled = 0;
    for (int i = trace->start[p]; i < trace->start[p + 1]; i++) {
        const struct arc *arc = &network->arc[trace->arc[i]];
        if (arc->kind == ARC_LOAD) {
            GROW(loads->load, loads->count, loads->room);
            struct load *load = &loads->load[loads->count++];
            *load = load_of(network, k, path->quantity_kg);
            load->vehicle = arc->vehicle;
            load->arc = trace->arc + i;
            load->first_leg = leg;
        }
        struct load *load = &loads->load[loads->count - 1];
        load->arcs++;
        if (arc->kind != ARC_HAUL)
            continue;
        if (hauled == 0)
            load->legs++;
        if (++hauled == plan->leg[leg].links) {
            hauled = 0;
            leg++;
        }
    }
}

static void list_loads(struct loads *loads, const struct plan *plan, const struct virtual_network *network,
                       const struct trace *trace) {
    for (int k = 0; k < plan->shipments; k++)
        for (int i = 0; i < plan->shipment[k].paths; i++)
            cut_path(loads, plan, network, k, plan->shipment[k].first_path + i, trace);
}

/* ---- which of them share a ride ---- */

static int compare_ints(int a, int b) {
    return (a > b) - (a < b);
}

static int compare_forms(const struct load *a, const struct load *b) {
    if (a->form == NULL || b->form == NULL)
        return a->form != NULL || b->form != NULL ? compare_ints(a->form != NULL, b->form != NULL)
                                                  : compare_ints(a->commodity, b->commodity);
    return strcmp(a->form, b->form);
}

int compare_rides(const struct load *a, const struct load *b) {
    int order = compare_ints(a->vehicle, b->vehicle);
    order = order != 0 ? order : compare_ints(a->cargo, b->cargo);
    order = order != 0 ? order : compare_forms(a, b);
    order = order != 0 ? order : compare_ints(a->arcs, b->arcs);
    for (int i = 0; order == 0 && i < a->arcs; i++)
        order = compare_ints(a->arc[i], b->arc[i]);
    return order;
}

/* Loads of a ride by owner; then as they stand in the plan. */
static int compare_loads(const void *x, const void *y) {
    const struct load *a = x, *b = y;
    int order = compare_rides(a, b);
    order = order != 0 ? order : compare_ints(a->owner, b->owner);
    return order != 0 ? order : compare_ints(a->first_leg, b->first_leg);
}

static int compare_places(const void *x, const void *y) {
    const struct vehicle_ride *a = x, *b = y;
    return compare_ints(a->first_leg, b->first_leg);
}

/* ---- all together ---- */

static void add_sum(struct vehicle_sum *sum, const struct vehicle_sum *more) {
    sum->quantity_kg += more->quantity_kg;
    sum->vehicles += more->vehicles;
    sum->vehicles_apart += more->vehicles_apart;
    sum->room_e4 += more->room_e4;
    sum->money_e7 += more->money_e7;
    sum->mean_e7 += more->mean_e7;
    sum->apart_e7 += more->apart_e7;
}

static bool add_rides(struct whole_vehicles *whole, const struct plan *plan,
                      const struct virtual_network *network, const struct loads *loads, struct error *err) {
    whole->ride = xcalloc((size_t)loads->count, sizeof *whole->ride);
    for (int i = 0, end; i < loads->count; i = end) {
        struct vehicle_ride *ride = &whole->ride[whole->rides++];
        for (end = i + 1; end < loads->count && compare_rides(&loads->load[i], &loads->load[end]) == 0;)
            end++;
        if (!ride_price(ride, plan, network, loads->load + i, end - i, whole->share, err))
            return false;
        add_sum(&whole->by_type[ride->vehicle], &ride->sum);
        whole->hired[ride->vehicle] = whole->hired[ride->vehicle] || ride->hired;
        add_sum(&whole->total, &ride->sum);
    }
    if (whole->rides > 0)
        qsort(whole->ride, (size_t)whole->rides, sizeof *whole->ride, compare_places);
    return true;
}

/* Those that send nothing are left out. */
static void close_shares(struct whole_vehicles *whole, int shippers) {
    for (int s = 0; s <= shippers; s++)
        if (whole->share[s].sum.quantity_kg > 0) {
            whole->share[whole->shares] = whole->share[s];
            whole->share[whole->shares++].shipper = s < shippers ? s : -1;
        }
}

static void add_up(struct whole_vehicles *whole, const struct plan *plan) {
    const wide e4 = 1000;
    whole->cost_e4 = plan->cost_e4 + wide_divide(whole->total.money_e7 - whole->total.mean_e7, e4);
    whole->objective_e4 = plan->objective_e4 + whole->cost_e4 - plan->cost_e4;
    whole->bound_e4 = plan->facilities > 0 ? plan->opening_bound_e4 : plan->bound_e4;
    wide open = whole->objective_e4 - whole->bound_e4;
    whole->gap = open > 0 && whole->objective_e4 > 0 ? (double)open / (double)whole->objective_e4 : 0;
}

/* The abstract vehicle is a tonne's, whatever the tonnes: nothing of it is rounded. */
struct whole_vehicles *whole_vehicles_new(const struct plan *plan, const struct virtual_network *network,
                                          struct error *err) {
    const struct scenario *scenario = network->scenario;
    struct whole_vehicles *whole = xcalloc(1, sizeof *whole);
    AUTO(trace_release) struct trace trace = {0};
    AUTO(loads_release) struct loads loads = {0};
    whole->types = scenario->network->vehicle_types;
    whole->by_type = xcalloc((size_t)whole->types, sizeof *whole->by_type);
    whole->hired = xcalloc((size_t)whole->types, sizeof *whole->hired);
    whole->share = xcalloc((size_t)scenario->shippers + 1, sizeof *whole->share);
    bool good = scenario->network->abstract_vehicle || trace_plan(plan, network, &trace, err);
    if (good && !scenario->network->abstract_vehicle)
        list_loads(&loads, plan, network, &trace);
    if (loads.count > 0)
        qsort(loads.load, (size_t)loads.count, sizeof *loads.load, compare_loads);
    if (good && add_rides(whole, plan, network, &loads, err)) {
        close_shares(whole, scenario->shippers);
        add_up(whole, plan);
        return whole;
    }
    whole_vehicles_free(whole);
    return NULL;
}

void whole_vehicles_free(struct whole_vehicles *whole) {
    if (whole == NULL)
        return;
    free(whole->ride);
    free(whole->by_type);
    free(whole->hired);
    free(whole->share);
    free(whole);
}
