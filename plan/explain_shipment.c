// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/explain_parts.h"
#include "plan/virtual.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <stdlib.h>
#include <string.h>

/* next, elsewhere, cheapest, late; so many ways over the same links are passed over in search of one elsewhere. */
enum { OTHERS = 4, PASSED_OVER = 60 };

struct explaining {
    const struct compiled *compiled;
    const struct virtual_network *network;
    const struct plan *plan;
    int shipment, cargo;
    struct money vot;
    struct explained_shipment *explained;
    struct way *way; /* [taken paths + OTHERS] */
    int ways, paths; /* paths: how many of the ways are the plan's */
    int rent_room;
};

static void diag_release(struct diag **diag) {
    diag_free(*diag);
}

bool trace_plan(const struct plan *plan, const struct virtual_network *network, struct trace *trace,
                struct error *err) {
    AUTO(diag_release) struct diag *diag = diag_new();
    return verify_trace(plan, network, trace, diag) || diag_error(diag, err);
}

/* ---- which ways there are ---- */

static void take_paths(struct explaining *e, const struct trace *trace) {
    const struct plan_shipment *planned = &e->plan->shipment[e->shipment];
    e->way = xcalloc((size_t)planned->paths + OTHERS, sizeof *e->way);
    e->paths = planned->paths;
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        struct way *way = &e->way[e->ways++];
        *way = (struct way){NULL, trace->start[p + 1] - trace->start[p], true};
        way->arc = xcalloc((size_t)way->arcs + 1, sizeof *way->arc);
        for (int i = 0; i < way->arcs; i++)
            way->arc[i] = trace->arc[trace->start[p] + i];
    }
}

static int known(const struct explaining *e, const struct way *way) {
    for (int w = 0; w < e->ways; w++)
        if (e->way[w].arcs == way->arcs &&
            memcmp(e->way[w].arc, way->arc, (size_t)way->arcs * sizeof *way->arc) == 0)
            return w;
    return -1;
}

/* The number of the best way not taken, -1 if there is none. */
static int add_other(struct explaining *e, struct way_search *search, bool with_rents, int64_t max_uh) {
    const struct shipment *shipment = &e->network->scenario->shipment[e->shipment];
    way_search_weigh(search, e->cargo, e->vot, with_rents ? e->plan : NULL);
    struct way way = way_search_other(search, e->network->rest[shipment->origin],
                                      e->network->rest[shipment->destination], max_uh, e->way, e->paths);
    int have = way.found ? known(e, &way) : -1;
    if (!way.found || have >= 0) {
        free(way.arc);
        return have;
    }
    e->way[e->ways] = way;
    return e->ways++;
}

static int next_link(const struct virtual_network *network, const struct way *way, int *at) {
    while (*at < way->arcs && network->arc[way->arc[*at]].link < 0)
        *at += 1;
    return *at < way->arcs ? network->arc[way->arc[(*at)++]].link : -1;
}

static bool same_links(const struct virtual_network *network, const struct way *a, const struct way *b) {
    for (int i = 0, j = 0;;) {
        int link = next_link(network, a, &i);
        if (link != next_link(network, b, &j))
            return false;
        if (link < 0)
            return true;
    }
}

static bool goes_elsewhere(const struct explaining *e, const struct way *way) {
    for (int w = 0; w < e->paths; w++)
        if (same_links(e->network, &e->way[w], way))
            return false;
    return true;
}

/* Ways in order of cost and rents, those over the links of a taken one passed over; -1 where they were too many. */
static int add_elsewhere(struct explaining *e, struct way_search *search, int next, int64_t max_uh) {
    const struct shipment *shipment = &e->network->scenario->shipment[e->shipment];
    int origin = e->network->rest[shipment->origin], destination = e->network->rest[shipment->destination];
    if (next < 0 || goes_elsewhere(e, &e->way[next]))
        return next;
    struct way passed[PASSED_OVER + OTHERS];
    int count = e->ways, found = -1;
    if (e->ways > PASSED_OVER)
        return -1;
    memcpy(passed, e->way, (size_t)e->ways * sizeof *passed);
    while (count < PASSED_OVER) {
        struct way way = way_search_other(search, origin, destination, max_uh, passed, count);
        if (!way.found)
            break;
        if (goes_elsewhere(e, &way)) {
            e->way[found = e->ways++] = way;
            break;
        }
        passed[count++] = way;
    }
    for (int w = e->ways - (found >= 0); w < count; w++)
        free(passed[w].arc);
    return found;
}

static void lift_ways(struct explaining *e) {
    size_t arcs = 0;
    for (int w = 0; w < e->ways; w++)
        arcs += (size_t)e->way[w].arcs;
    AUTO_FREE int *shipment = xcalloc((size_t)e->ways + 1, sizeof *shipment);
    AUTO_FREE int *start = xcalloc((size_t)e->ways + 1, sizeof *start), *arc = xcalloc(arcs + 1, sizeof *arc);
    AUTO_FREE double *flow = xcalloc((size_t)e->ways + 1, sizeof *flow);
    const struct plan_shipment *planned = &e->plan->shipment[e->shipment];
    for (int w = 0; w < e->ways; w++) {
        shipment[w] = e->shipment;
        flow[w] =
            w < e->paths ? wide_double(e->plan->path[planned->first_path + w].quantity_kg, MASS_PLACES) : 0;
        for (int i = 0; i < e->way[w].arcs; i++)
            arc[start[w] + i] = e->way[w].arc[i];
        start[w + 1] = start[w] + e->way[w].arcs;
    }
    const struct solution all = {
        .paths = e->ways, .path_shipment = shipment, .path_flow = flow, .path_start = start, .path_arc = arc};
    e->explained->ways = plan_lift_ways(e->compiled, &all);
}

/* ---- what they cost ---- */

static void add_rent(struct explaining *e, struct explained_way *way, int resource) {
    struct explained_shipment *explained = e->explained;
    struct money price = resource >= 0 ? e->plan->resource[resource].shadow_price : (struct money){0};
    if (price.e4 == 0)
        return;
    way->rent_e10 += (wide)price.e4 * LENGTH_OF_E4;
    for (int i = way->first_rent; i < way->first_rent + way->rents; i++)
        if (explained->rent[i].resource == resource) {
            explained->rent[i].times++;
            explained->rent[i].rent_per_t.e4 += price.e4;
            return;
        }
    GROW(explained->rent, explained->rents, e->rent_room);
    explained->rent[explained->rents++] = (struct way_rent){resource, 1, price};
    way->rents++;
}

static void add_parts(struct explaining *e, struct explained_way *way, const struct plan_path *path) {
    const struct plan *ways = e->explained->ways;
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = ways->leg[l].first_item; i < ways->leg[l].first_item + ways->leg[l].items; i++)
            way->part_e10[ways->item[i].item] += (wide)ways->item[i].per_t.e4 * LENGTH_OF_E4;
    way->time_uh = path->time_uh;
    way->part_e10[PART_TIME] = (wide)e->vot.e4 * path->time_uh;
}

static void describe(struct explaining *e, int w) {
    struct explained_shipment *explained = e->explained;
    struct explained_way *way = &explained->way[explained->count++];
    *way = (struct explained_way){.path = w, .first_rent = explained->rents};
    if (w >= 0) {
        way->quantity_kg = explained->ways->path[w].quantity_kg;
        add_parts(e, way, &explained->ways->path[w]);
        for (int i = 0; i < e->way[w].arcs; i++)
            add_rent(e, way, e->network->arc[e->way[w].arc[i]].resource);
    } else {
        way->quantity_kg = e->plan->shipment[e->shipment].unmet_kg;
        way->part_e10[PART_PENALTY] = (wide)virtual_penalty(e->network, e->shipment).e4 * LENGTH_OF_E4;
    }
    for (int part = 0; part < PART_COUNT; part++)
        way->cost_e10 += way->part_e10[part];
}

static wide length(const struct explained_way *way) {
    return way->cost_e10 + way->rent_e10;
}

/* ---- which rate would bring it back ---- */

static bool add_rates(struct explaining *e, int taken, int other, struct error *err) {
    struct explained_shipment *explained = e->explained;
    struct explained_way *way = &explained->way[explained->next];
    struct rates_found found;
    if (length(way) <= length(&explained->way[0]))
        return true;
    bool tried =
        rates_that_return(e->compiled, e->shipment, taken < 0 ? NULL : &e->way[taken], &e->way[other],
                          wide_double(length(way) - length(&explained->way[0]), 10), &found, err);
    explained->rate = found.rate;
    way->outbid = found.outbid;
    explained->rates = way->rates = found.rates;
    return tried;
}

/* ---- together ---- */

static void way_search_end(struct explaining *e) {
    for (int w = 0; w < e->ways; w++)
        free(e->way[w].arc);
    free(e->way);
}

static bool find(struct explaining *e, struct error *err) {
    struct explained_shipment *explained = e->explained;
    int64_t max_uh = e->network->scenario->shipment[e->shipment].max_uh;
    AUTO(way_search_release) struct way_search *search = way_search_new(e->network);
    int next = add_other(e, search, true, max_uh);
    int elsewhere = add_elsewhere(e, search, next, max_uh);
    int cheapest = add_other(e, search, false, max_uh);
    int late = max_uh >= 0 ? add_other(e, search, true, -1) : -1;
    lift_ways(e);
    explained->way = xcalloc((size_t)e->ways + 1, sizeof *explained->way);
    for (int w = 0; w < e->paths; w++)
        describe(e, w);
    if (e->plan->shipment[e->shipment].unmet_kg > 0)
        describe(e, -1);
    explained->taken = explained->count;
    for (int w = e->paths; w < e->ways; w++)
        describe(e, w);
    int shift = explained->taken - e->paths;
    explained->next = next < 0 ? -1 : next + shift;
    explained->elsewhere = elsewhere < 0 ? -1 : elsewhere + shift;
    explained->cheapest = cheapest < 0 ? -1 : cheapest + shift;
    explained->late = late < 0 || late == next ? -1 : late + shift;
    if (explained->late >= 0 && (explained->way[explained->late].time_uh <= max_uh ||
                                 length(&explained->way[explained->late]) >= length(&explained->way[0])))
        explained->late = -1;
    return next < 0 || add_rates(e, explained->way[0].path, next, err);
}

struct explained_shipment *plan_explain_shipment(const struct compiled *compiled, const struct plan *plan,
                                                 int shipment, struct error *err) {
    const struct virtual_network *network = compiled_network(compiled);
    AUTO(trace_release) struct trace trace = {0};
    if (!trace_plan(plan, network, &trace, err))
        return NULL;
    struct explaining e = {.compiled = compiled,
                           .network = network,
                           .plan = plan,
                           .shipment = shipment,
                           .cargo = virtual_cargo(network, shipment),
                           .vot = shipment_vot(network->scenario, &network->variant, shipment),
                           .explained = xcalloc(1, sizeof(struct explained_shipment))};
    e.explained->shipment = shipment;
    take_paths(&e, &trace);
    bool found = find(&e, err);
    way_search_end(&e);
    if (found)
        return e.explained;
    explained_shipment_free(e.explained);
    return NULL;
}

void explained_shipment_free(struct explained_shipment *explained) {
    if (explained == NULL)
        return;
    plan_free(explained->ways);
    free(explained->way);
    free(explained->rent);
    free(explained->rate);
    free(explained);
}
