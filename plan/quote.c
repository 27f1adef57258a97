// SPDX-License-Identifier: GPL-3.0-or-later
/* One delivery: find its ways, price them, look at the clock and the calendar, then plan all with it and without. */
#include "plan/quote_parts.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <stdlib.h>
#include <string.h>

struct quoting {
    const struct scenario *scenario;
    struct variant variant;
    int threads;
    struct compiled *compiled;
    struct plan *plan;
    struct timetable *timetable;
};

/* ---- plans ---- */

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static struct plan *plan_exactly(const struct compiled *compiled, int threads, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = threads;
    AUTO(solution_release)
    struct solution *solution = solve(compiled_problem(compiled), &settings, err);
    if (solution == NULL)
        return NULL;
    struct plan *plan = plan_lift(compiled, solution, settings.gap, err);
    if (plan == NULL)
        return NULL;
    struct diag *diag = diag_new();
    struct verdict verdict = plan_verify(plan, compiled_network(compiled)->scenario, diag);
    if (verdict.holds)
        plan_seal(plan, &verdict);
    else
        diag_error(diag, err), plan_free(TAKE(plan));
    diag_free(diag);
    if (plan == NULL && err != NULL)
        err->code = ERROR_SOLVER;
    return plan;
}

struct quoting *quoting_new(const struct scenario *scenario, const struct variant *variant, int threads,
                            struct diag *diag, struct error *err) {
    struct quoting *quoting = xcalloc(1, sizeof *quoting);
    *quoting = (struct quoting){.scenario = scenario, .variant = *variant, .threads = threads};
    quoting->compiled = plan_compile(scenario, variant, diag);
    if (quoting->compiled != NULL)
        quoting->plan = plan_exactly(quoting->compiled, threads, err);
    if (quoting->plan == NULL) {
        quoting_free(quoting);
        return NULL;
    }
    quoting->timetable = timetable_new(scenario->network, variant->as_of);
    return quoting;
}

void quoting_free(struct quoting *quoting) {
    if (quoting == NULL)
        return;
    compiled_free(quoting->compiled);
    plan_free(quoting->plan);
    timetable_free(quoting->timetable);
    free(quoting);
}

const struct plan *quoting_plan(const struct quoting *quoting) {
    return quoting->plan;
}

const struct virtual_network *quoting_network(const struct quoting *quoting) {
    return compiled_network(quoting->compiled);
}

/* ---- the data set with the delivery as one more shipment ---- */

/* What the commodity's time costs at another value. */
static struct money vot_at_value(const struct quoting *quoting, const struct delivery *delivery) {
    struct commodity commodity = quoting->scenario->commodity[delivery->commodity];
    struct shipment shipment = {.commodity = 0};
    const struct scenario one = {.commodity = &commodity, .shipment = &shipment};
    const struct variant own = {.has_vot = false};
    commodity.value_per_t = delivery->value_per_t;
    return shipment_vot(&one, &own, 0);
}

/* The first `by` after it leaves. */
static struct moment deadline(const struct delivery *delivery) {
    struct moment by = delivery->by;
    if (delivery->departs && by.umin <= delivery->leaves.umin)
        by.umin += UMIN_PER_WEEK;
    return by;
}

static struct shipment as_shipment(const struct quoting *quoting, const struct delivery *delivery) {
    struct shipment shipment = {.id = "the delivery",
                                .shipper = -1,
                                .commodity = delivery->commodity,
                                .origin = delivery->from,
                                .destination = delivery->to,
                                .quantity_kg = delivery->quantity_kg,
                                .max_uh = -1};
    if (delivery->has_value && delivery->commodity >= 0) {
        shipment.has_vot = true;
        shipment.vot_per_t_h = vot_at_value(quoting, delivery);
    }
    if (delivery->departs && delivery->has_by)
        shipment.max_uh = (deadline(delivery).umin - delivery->leaves.umin) / UMIN_PER_UH;
    return shipment;
}

/* A copy that shares all but its shipments. */
static struct scenario *with_shipments(const struct scenario *scenario, int more) {
    struct scenario *with = xcalloc(1, sizeof *with);
    *with = *scenario;
    with->shipment = xcalloc((size_t)(scenario->shipments + more), sizeof *with->shipment);
    if (scenario->shipments > 0)
        memcpy(with->shipment, scenario->shipment, (size_t)scenario->shipments * sizeof *with->shipment);
    return with;
}

static void free_shared(struct scenario *scenario) {
    if (scenario != NULL)
        free(scenario->shipment);
    free(scenario);
}

/* ---- choices ---- */

/* The arcs are parted into legs as plan_lift_ways() parted them. */
static void add_legs(struct quote *quote, const struct asking *asking, const int *arcs, int count,
                     int first) {
    const struct virtual_network *network = asking->network;
    const struct network *roads = network->scenario->network;
    int l = first - 1;
    bool loading = false;
    for (int i = 0; i < count; i++) {
        const struct arc *arc = &network->arc[arcs[i]];
        bool hauls = arc->kind == ARC_HAUL;
        bool goes_on = hauls && l >= first &&
                       (loading || (quote->ways->leg[l].vehicle == arc->vehicle &&
                                    quote->ways->leg[l].mode == roads->link[arc->link].mode));
        l += arc->kind == ARC_LOAD || (hauls && !goes_on);
        loading = arc->kind == ARC_LOAD;
        asking_add(asking, arcs[i], &quote->leg[l]);
    }
}

/* Capacities that the delivery alone would not fit into. */
static void add_over(struct quote *quote, const struct asking *asking, const int *arc, int arcs, int *room) {
    const struct virtual_network *network = asking->network;
    struct quote_choice *choice = &quote->choice[quote->choices];
    AUTO_FREE int64_t *kg = xcalloc((size_t)network->resources, sizeof *kg);
    choice->first_over = quote->overs;
    for (int i = 0; i < arcs; i++)
        if (network->arc[arc[i]].resource >= 0)
            kg[network->arc[arc[i]].resource] += asking->quantity_kg;
    for (int r = 0; r < network->resources; r++)
        if (kg[r] > network->resource[r].capacity_kg) {
            GROW(quote->over, quote->overs, *room);
            quote->over[quote->overs++] = (struct quote_over){r, kg[r]};
        }
    choice->overs = quote->overs - choice->first_over;
}

static void tell_time(const struct quoting *quoting, struct quote *quote, struct quote_choice *choice) {
    const struct delivery *delivery = &quote->delivery;
    struct moment by = deadline(delivery);
    choice->timely = true;
    choice->real_umin = choice->time_uh * UMIN_PER_UH;
    if (delivery->has_by)
        choice->leave_by = journey_latest(quoting->timetable, quote->ways, choice->path, by);
    if (delivery->departs || delivery->has_by) {
        struct moment leaves = delivery->departs ? delivery->leaves : choice->leave_by;
        choice->journey = journey_follow(quoting->timetable, quote->ways, choice->path, leaves);
        choice->real_umin = journey_umin(&choice->journey);
        choice->arrives = choice->journey.arrives;
        choice->timely = !delivery->has_by || choice->arrives.umin <= by.umin;
    }
    quote->timely += choice->timely;
}

/* The ways of the front as paths of a plan without any other meaning. */
static struct plan *lift_ways(const struct quote *quote, const struct front *front, int shipment) {
    size_t ways = (size_t)front->ways;
    AUTO_FREE int *owner = xcalloc(ways, sizeof *owner), *start = xcalloc(ways + 1, sizeof *start);
    AUTO_FREE double *flow = xcalloc(ways, sizeof *flow);
    for (int w = 0; w < front->ways; w++) {
        owner[w] = shipment;
        start[w + 1] = start[w] + front->way[w].arcs;
        flow[w] = wide_double(quote->delivery.quantity_kg, MASS_PLACES);
    }
    const struct solution all = {.paths = front->ways,
                                 .path_shipment = owner,
                                 .path_flow = flow,
                                 .path_start = start,
                                 .path_arc = front->arc};
    return plan_lift_ways(quote->compiled, &all);
}

static void add_choices(const struct quoting *quoting, struct quote *quote, const struct asking *asking,
                        const struct front *front) {
    const wide uh_per_hour = 1000000;
    int room = 0;
    quote->ways = lift_ways(quote, front, asking->shipment);
    quote->choice = xcalloc((size_t)front->ways, sizeof *quote->choice);
    quote->leg = xcalloc((size_t)quote->ways->legs, sizeof *quote->leg);
    for (int w = 0; w < front->ways; w++) {
        const struct front_way *way = &front->way[w];
        struct quote_choice *choice = &quote->choice[w];
        *choice = (struct quote_choice){.path = w, .money_e7 = way->money_e7, .time_uh = way->time_uh};
        choice->mean_e7 = (wide)asking->quantity_kg * quote->ways->path[w].per_t.e4;
        choice->until = until_of(asking, front->arc + way->first_arc, way->arcs);
        add_legs(quote, asking, front->arc + way->first_arc, way->arcs, quote->ways->path[w].first_leg);
        add_over(quote, asking, front->arc + way->first_arc, way->arcs, &room);
        tell_time(quoting, quote, choice);
        choice->total_e13 = way->money_e7 * uh_per_hour + (wide)asking->quantity_kg *
                                                              wide_divide(choice->real_umin, UMIN_PER_UH) *
                                                              quote->vot_per_t_h.e4;
        quote->choices++;
    }
    choices_show(quote);
}

static bool choose(const struct quoting *quoting, struct quote *quote, struct error *err) {
    const struct virtual_network *network = compiled_network(quote->compiled);
    int shipment = quote->with->shipments - 1;
    AUTO(asking_release)
    struct asking asking = {.network = network,
                            .cargo = virtual_cargo(network, shipment),
                            .shipment = shipment,
                            .quantity_kg = quote->delivery.quantity_kg};
    AUTO(front_release) struct front front = {0};
    quote->vot_per_t_h = shipment_vot(quote->with, &quoting->variant, shipment);
    if (!asking_price(&asking, err) || !front_find(&front, &asking, err))
        return false;
    add_choices(quoting, quote, &asking, &front);
    return true;
}

/* ---- on top of the plan ---- */

/*
 * The plan without the delivery, under the penalties that nobody stated of the plan with it, so that the difference tells
 * nothing of penalties. Where all moves they play no part.
 */
static struct plan *plan_without(const struct quoting *quoting, const struct quote *quote, struct diag *diag,
                                 struct error *err) {
    struct money penalty = compiled_network(quote->compiled)->default_penalty;
    struct scenario *scenario = with_shipments(quoting->scenario, 0);
    for (int k = 0; k < scenario->shipments; k++)
        if (!scenario->shipment[k].has_penalty) {
            scenario->shipment[k].has_penalty = true;
            scenario->shipment[k].penalty_per_t = penalty;
        }
    struct compiled *compiled = plan_compile(scenario, &quoting->variant, diag);
    struct plan *plan = compiled != NULL ? plan_exactly(compiled, quoting->threads, err) : NULL;
    compiled_free(compiled);
    free_shared(scenario);
    return plan;
}

static bool add_margin(const struct quoting *quoting, struct quote *quote, struct diag *diag,
                       struct error *err) {
    const struct virtual_network *network = compiled_network(quote->compiled);
    struct plan *without = quoting->plan, *with = plan_exactly(quote->compiled, quoting->threads, err);
    bool same_penalty = network->default_penalty.e4 == quoting_network(quoting)->default_penalty.e4;
    if (with != NULL && !same_penalty && without->unmet_kg > 0)
        without = plan_without(quoting, quote, diag, err);
    quote->has_margin = with != NULL && without != NULL;
    if (quote->has_margin)
        quote->margin = margin_of(network, without, with, &quote->delivery);
    plan_free(with);
    if (without != quoting->plan)
        plan_free(without);
    return quote->has_margin;
}

struct quote *quote_new(struct quoting *quoting, const struct delivery *delivery, struct diag *diag,
                        struct error *err) {
    struct quote *quote = xcalloc(1, sizeof *quote);
    quote->delivery = *delivery;
    quote->with = with_shipments(quoting->scenario, 1);
    quote->with->shipment[quote->with->shipments++] = as_shipment(quoting, delivery);
    quote->compiled = plan_compile(quote->with, &quoting->variant, diag);
    if (quote->compiled != NULL && choose(quoting, quote, err) &&
        (quote->timely == 0 || add_margin(quoting, quote, diag, err)))
        return quote;
    quote_free(quote);
    return NULL;
}

bool quote_holds(const struct quote *quote) {
    return quote->timely > 0 && quote->has_margin && quote->margin.room;
}

void quote_free(struct quote *quote) {
    if (quote == NULL)
        return;
    for (int c = 0; c < quote->choices; c++)
        journey_release(&quote->choice[c].journey);
    compiled_free(quote->compiled);
    free_shared(quote->with);
    plan_free(quote->ways);
    free(quote->choice);
    free(quote->leg);
    free(quote->over);
    free(quote->margin.other);
    free(quote);
}
