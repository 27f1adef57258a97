// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/explain_parts.h"
#include "plan/virtual.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct tracing {
    const struct virtual_network *network;
    const struct plan *plan;
    struct explained_cost *explained;
    int room, cargo;
    int path, leg, hauled; /* leg: of the plan; hauled: links of it so far */
    int first;             /* line of the leg */
};

/* ---- what an amount is, where the network states it ---- */

static struct cost_origin stated(const struct tracing *tracing, const struct arc *arc, enum item item) {
    const struct network *roads = tracing->network->scenario->network;
    const struct vehicle_type *vehicle = &roads->vehicle_type[arc->vehicle];
    if (item == ITEM_RUNNING || item == ITEM_CREW)
        return (struct cost_origin){.place = {"roads/vehicle_type.csv", vehicle->line, 0},
                                    .source = vehicle->source,
                                    .amount = item == ITEM_CREW ? vehicle->cost_per_h : vehicle->cost_per_km,
                                    .basis = item == ITEM_CREW ? BASIS_VEHICLE_H : BASIS_VEHICLE_KM};
    const struct link *link = &roads->link[arc->link];
    return (struct cost_origin){.place = {"roads/link.csv", link->line, 0},
                                .source = link->source,
                                .amount = item == ITEM_RATE ? link->rate_per_t : link->toll,
                                .basis = item == ITEM_RATE ? BASIS_T : BASIS_VEHICLE};
}

static struct cost_origin origin_of(const struct tracing *tracing, const struct arc *arc,
                                    const struct cost_line *line) {
    struct cost_origin origin = {.rate = line->rate};
    if (line->rate != NULL)
        origin = (struct cost_origin){.rate = line->rate,
                                      .place = line->rate->place,
                                      .source = line->rate->source,
                                      .amount = line->rate->amount,
                                      .basis = line->rate->basis};
    else
        origin = stated(tracing, arc, line->item);
    origin.item = line->item;
    origin.path = tracing->path;
    origin.leg = tracing->leg;
    return origin;
}

/* ---- adding up ---- */

static bool is_same(const struct cost_origin *a, const struct cost_origin *b) {
    return a->item == b->item && a->rate == b->rate && a->place.line == b->place.line && a->per == b->per &&
           a->amount.e4 == b->amount.e4 && strcmp(a->place.file, b->place.file) == 0;
}

static int compare(const struct cost_origin *a, const struct cost_origin *b) {
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    if (a->rate != NULL && b->rate != NULL)
        return strcmp(a->rate->tariff_id, b->rate->tariff_id);
    if (a->rate != b->rate)
        return a->rate == NULL ? -1 : 1;
    return (a->place.line > b->place.line) - (a->place.line < b->place.line);
}

/* Lines of a leg stand in order of item, then of rate, or of row. */
static void add(struct tracing *tracing, const struct cost_origin *origin) {
    struct explained_cost *explained = tracing->explained;
    int at = tracing->first;
    for (int i = tracing->first; i < explained->origins; i++)
        if (is_same(&explained->origin[i], origin)) {
            explained->origin[i].units += origin->units;
            explained->origin[i].money_e7 += origin->money_e7;
            return;
        }
    while (at < explained->origins && compare(&explained->origin[at], origin) <= 0)
        at++;
    GROW(explained->origin, explained->origins, tracing->room);
    memmove(&explained->origin[at + 1], &explained->origin[at],
            (size_t)(explained->origins - at) * sizeof *explained->origin);
    explained->origin[at] = *origin;
    explained->origins++;
}

static void add_line(struct tracing *tracing, const struct charge *charge, const struct cost_line *line,
                     const struct arc *arc, int64_t others_e4) {
    struct cost_origin origin = origin_of(tracing, arc, line);
    origin.money_e7 = (wide)tracing->plan->path[tracing->path].quantity_kg * line->per_t.e4;
    if (origin.basis == BASIS_PERCENT) {
        origin.units = others_e4;
        origin.per = 10000;
    } else if (origin.basis == BASIS_T ||
               !tariff_quantity(origin.basis, charge, &origin.units, &origin.per)) {
        origin.units = origin.per = 1;
    }
    add(tracing, &origin);
}

static void add_arc(struct tracing *tracing, int a) {
    const struct virtual_network *network = tracing->network;
    const struct arc *arc = &network->arc[a];
    struct cost_line line[ITEM_COUNT];
    struct charge charge = cargo_charge(network, arc, tracing->cargo);
    int lines;
    int64_t all_e4 = 0;
    virtual_itemise(network, a, tracing->cargo, line, &lines);
    for (int i = 0; i < lines; i++)
        all_e4 += line[i].per_t.e4;
    for (int i = 0; i < lines; i++)
        add_line(tracing, &charge, &line[i], arc, all_e4 - line[i].per_t.e4);
}

/* ---- legs ---- */

/* A leg is what it loads, its links, what it unloads. */
static void follow(struct tracing *tracing, const struct trace *trace, int p) {
    const struct plan *plan = tracing->plan;
    tracing->path = p;
    tracing->leg = plan->path[p].first_leg;
    tracing->hauled = 0;
    tracing->first = tracing->explained->origins;
    for (int i = trace->start[p]; i < trace->start[p + 1]; i++) {
        const struct arc *arc = &tracing->network->arc[trace->arc[i]];
        if (arc->kind != ARC_UNLOAD && tracing->hauled == plan->leg[tracing->leg].links &&
            tracing->hauled > 0) {
            tracing->leg++;
            tracing->hauled = 0;
            tracing->first = tracing->explained->origins;
        }
        tracing->hauled += arc->kind == ARC_HAUL;
        add_arc(tracing, trace->arc[i]);
    }
}

/*
 * Percent of n e4 / 10 000 are n x amount / 10^10; else units / per x amount. Rounded half to even, in kg x e4. Whole
 * units first, so that no product goes past 127 bits that did not when the arc was priced.
 */
static void set_rounding(struct cost_origin *origin, int64_t quantity_kg) {
    wide per = origin->basis == BASIS_PERCENT ? origin->per * 100 : origin->per;
    wide product = origin->units * origin->amount.e4, whole = product / per, rest = product % per;
    origin->rounding_e7 = origin->money_e7 - whole * quantity_kg - wide_divide(rest * quantity_kg, per);
}

static bool adds_up(const struct explained_cost *explained, const struct plan *plan, const char *id,
                    struct error *err) {
    const struct plan_shipment *planned = &plan->shipment[explained->shipment];
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
        for (int l = plan->path[p].first_leg; l < plan->path[p].first_leg + plan->path[p].legs; l++) {
            wide left_e7 = (wide)plan->path[p].quantity_kg * plan->leg[l].per_t.e4;
            for (int i = 0; i < explained->origins; i++)
                left_e7 -= explained->origin[i].leg == l ? explained->origin[i].money_e7 : 0;
            if (left_e7 != 0)
                return error_set(err, ERROR_SOLVER,
                                 "shipment %.60s: the lines of leg %d do not add up to its money", id,
                                 l - plan->path[p].first_leg + 1);
        }
    return true;
}

struct explained_cost *plan_explain_cost(const struct compiled *compiled, const struct plan *plan,
                                         int shipment, struct error *err) {
    const struct virtual_network *network = compiled_network(compiled);
    const struct plan_shipment *planned = &plan->shipment[shipment];
    AUTO(trace_release) struct trace trace = {0};
    if (!trace_plan(plan, network, &trace, err))
        return NULL;
    struct explained_cost *explained = xcalloc(1, sizeof *explained);
    struct tracing tracing = {
        .network = network, .plan = plan, .explained = explained, .cargo = virtual_cargo(network, shipment)};
    explained->shipment = shipment;
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        follow(&tracing, &trace, p);
        explained->money_e7 += (wide)plan->path[p].quantity_kg * plan->path[p].per_t.e4;
    }
    for (int i = 0; i < explained->origins; i++)
        set_rounding(&explained->origin[i], plan->path[explained->origin[i].path].quantity_kg);
    if (adds_up(explained, plan, network->scenario->shipment[shipment].id, err))
        return explained;
    explained_cost_free(explained);
    return NULL;
}

void explained_cost_free(struct explained_cost *explained) {
    if (explained == NULL)
        return;
    free(explained->origin);
    free(explained);
}
