// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/verify.h"

#include "base/language.h"
#include "base/mem.h"
#include "plan/budget_row.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEG_ITEMS = 64 }; /**< distinct (item, rate) pairs of one leg that can be told apart */

/** Where in the virtual network a movement is found. */
struct lookup {
    int *haul;          /**< [2 * links] first haul arc of a link and direction, -1 = none */
    int *load, *unload; /**< [nodes * vehicle types] */
};

/** One path being followed. */
struct walk {
    const struct plan *plan;
    const struct virtual_network *network;
    const struct lookup *lookup;
    struct tally *tally;
    struct diag *diag;
    struct trace *trace; /**< keeps the arcs instead of their money and hours; NULL = judges those */
    int shipment, cargo, path, leg; /**< leg -1: the path as a whole */
    int at;                         /**< vertex reached */
    int origin;                     /**< vertex */
    int node;                       /**< node reached, by the links named */
    bool broken;                    /**< reported; stop following */
    int64_t time_uh, length_mm;     /**< of the leg so far */
    wide used;                      /**< of a budget, per tonne, by the path so far */
    int items;
    struct plan_item item[LEG_ITEMS]; /**< of the leg so far */
};

__attribute__((format(printf, 2, 3))) static void disagree(struct walk *walk, const char *format, ...) {
    char text[360];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, language_text(format), args);
    va_end(args);
    const char *id = walk->network->scenario->shipment[walk->shipment].id;
    const struct place nowhere = {0};
    if (walk->leg >= 0)
        diag_add(walk->diag, DIAG_ERROR, nowhere, "shipment %s, path %d, leg %d: %s", id, walk->path + 1,
                 walk->leg + 1, text);
    else if (walk->path >= 0)
        diag_add(walk->diag, DIAG_ERROR, nowhere, "shipment %s, path %d: %s", id, walk->path + 1, text);
    else
        diag_add(walk->diag, DIAG_ERROR, nowhere, "shipment %s: %s", id, text);
    walk->broken = true;
}

/** Reports a quantity that the plan states otherwise than the files give it. */
static void same(struct walk *walk, const char *what, wide said, wide found, int places) {
    char a[WIDE_TEXT], b[WIDE_TEXT];
    if (said != found)
        disagree(walk, "says %s %s, it is %s", what, wide_text(a, said, places, 0),
                 wide_text(b, found, places, 0));
}

static struct lookup lookup_new(const struct virtual_network *network) {
    const struct network *roads = network->scenario->network;
    size_t links = 2 * (size_t)roads->links, stops = (size_t)roads->nodes * (size_t)roads->vehicle_types;
    struct lookup lookup = {xcalloc(links, sizeof(int)), NULL, NULL};
    for (size_t i = 0; i < links; i++)
        lookup.haul[i] = -1;
    if (!roads->abstract_vehicle) {
        lookup.load = xcalloc(stops, sizeof(int));
        lookup.unload = xcalloc(stops, sizeof(int));
        for (size_t i = 0; i < stops; i++)
            lookup.load[i] = lookup.unload[i] = -1;
    }
    for (int a = network->arcs - 1; a >= 0; a--) {
        const struct arc *arc = &network->arc[a];
        size_t stop =
            (size_t)network->vertex[arc->tail].node * (size_t)roads->vehicle_types + (size_t)arc->vehicle;
        if (arc->kind == ARC_HAUL)
            lookup.haul[2 * (size_t)arc->link + arc->backward] = a;
        else
            (arc->kind == ARC_LOAD ? lookup.load : lookup.unload)[stop] = a;
    }
    return lookup;
}

static void lookup_release(struct lookup *lookup) {
    free(lookup->haul);
    free(lookup->load);
    free(lookup->unload);
}

static int find_haul(const struct walk *walk, int link, bool backward, int vehicle) {
    const struct virtual_network *network = walk->network;
    for (int a = walk->lookup->haul[2 * (size_t)link + backward]; a >= 0 && a < network->arcs; a++) {
        const struct arc *arc = &network->arc[a];
        if (arc->kind != ARC_HAUL || arc->link != link || arc->backward != backward)
            break;
        if (arc->vehicle == vehicle)
            return a;
    }
    return -1;
}

static void add_item(struct walk *walk, const struct cost_line *line) {
    const char *id = line->rate ? line->rate->tariff_id : NULL;
    int i = 0;
    while (i < walk->items && (walk->item[i].item != line->item || walk->item[i].tariff_id != id))
        i++;
    if (i == LEG_ITEMS) {
        disagree(walk, "has more than %d items under different rates", LEG_ITEMS);
        return;
    }
    if (i == walk->items)
        walk->item[walk->items++] = (struct plan_item){line->item, id, {0}};
    walk->item[i].per_t.e4 += line->per_t.e4;
}

static void keep_arc(struct trace *trace, int a) {
    GROW(trace->arc, trace->arcs, trace->room);
    trace->arc[trace->arcs++] = a;
}

static void charge(struct walk *walk, int a) {
    struct cost_line line[ITEM_COUNT];
    int lines;
    virtual_itemise(walk->network, a, walk->cargo, line, &lines);
    for (int i = 0; i < lines; i++)
        add_item(walk, &line[i]);
}

/** Whether the arc is of a facility that is not opened. */
static bool is_shut(const struct virtual_network *network, const struct arc *arc) {
    const struct variant *variant = &network->variant;
    for (int i = 0; i < variant->shut_links; i++)
        if (variant->shut_link[i] == arc->link)
            return true;
    for (int i = 0; i < variant->shut_terminals; i++)
        if (variant->shut_terminal[i] == arc->terminal)
            return true;
    return false;
}

/** Travels one arc with the path's tonnes. */
static void travel(struct walk *walk, int a, const char *what) {
    const struct virtual_network *network = walk->network;
    const struct arc *arc = &network->arc[a];
    if (network->money[(size_t)walk->cargo * (size_t)network->arcs + (size_t)a].e4 == MONEY_CLOSED) {
        disagree(walk, is_shut(network, arc) ? _("%s is not open") : _("%s is not allowed for this cargo"),
                 what);
        return;
    }
    if (arc->tail != walk->at ||
        (network->no_through != NULL && network->no_through[walk->at] && walk->at != walk->origin)) {
        disagree(walk, "%s does not go on from where the path stands (a centroid may not lie inside a path)",
                 what);
        return;
    }
    if (walk->trace != NULL)
        keep_arc(walk->trace, a);
    else
        charge(walk, a);
    walk->at = arc->head;
    walk->time_uh += arc->time_uh;
    if (walk->plan->budget.quantity != BUDGET_NONE)
        walk->used += arc_use(network, walk->plan->budget.quantity, walk->cargo, a);
    int64_t kg = walk->plan->path[walk->plan->shipment[walk->shipment].first_path + walk->path].quantity_kg;
    if (arc->resource >= 0)
        walk->tally->resource_kg[arc->resource] += kg;
    if (walk->tally->arc_kg != NULL)
        walk->tally->arc_kg[a] += kg;
}

static void transfer(struct walk *walk, const int *arc_at, int node, int vehicle, bool loads) {
    const struct network *roads = walk->network->scenario->network;
    if (arc_at == NULL || walk->broken)
        return; /* the abstract vehicle loads for nothing */
    int a = arc_at[(size_t)node * (size_t)roads->vehicle_types + (size_t)vehicle];
    if (a < 0)
        disagree(walk, loads ? _("a %s can't load at %s") : _("a %s can't unload at %s"),
                 roads->vehicle_type[vehicle].id, roads->node[node].id);
    else
        travel(walk, a, loads ? _("load") : _("unload"));
}

static void haul(struct walk *walk, const struct plan_leg *leg, int number) {
    const struct network *roads = walk->network->scenario->network;
    const struct link *link = &roads->link[number];
    bool forward = link->from == walk->node, backward = !forward && link->to == walk->node && !link->directed;
    if (!forward && !backward) {
        disagree(walk, "link %s does not lead on from %s", link->id, roads->node[walk->node].id);
        return;
    }
    if (link->mode != leg->mode)
        disagree(walk, "says mode %s, link %s is %s", leg->mode, link->id, link->mode);
    int a = find_haul(walk, number, backward, leg->vehicle);
    if (a < 0) {
        disagree(walk, "link %s is closed to it", link->id);
        return;
    }
    travel(walk, a, link->id);
    walk->node = forward ? link->to : link->from;
    walk->length_mm += link->length_mm;
}

static void check_items(struct walk *walk, const struct plan_leg *leg) {
    const struct plan_item *said = walk->plan->item + leg->first_item;
    wide sum = 0;
    for (int i = 0; i < leg->items; i++) {
        int j = 0;
        while (j < walk->items &&
               (walk->item[j].item != said[i].item || walk->item[j].tariff_id != said[i].tariff_id))
            j++;
        if (j == walk->items) {
            if (said[i].tariff_id != NULL)
                disagree(walk, "has no item %s under rate %s", item_name(said[i].item), said[i].tariff_id);
            else
                disagree(walk, "has no item %s", item_name(said[i].item));
            return;
        }
        same(walk, item_name(said[i].item), said[i].per_t.e4, walk->item[j].per_t.e4, MONEY_PLACES);
        sum += said[i].per_t.e4;
    }
    if (leg->items != walk->items)
        disagree(walk, "names %d items, it has %d", leg->items, walk->items);
    same(walk, "cost_per_t", leg->per_t.e4, sum, MONEY_PLACES);
}

/** Follows one leg; it starts loaded if the vehicle of the leg before was another. */
static void follow_leg(struct walk *walk, const struct plan_leg *leg, bool loads, bool unloads) {
    walk->time_uh = walk->length_mm = walk->items = 0;
    if (leg->links <= 0)
        disagree(walk, "has no links");
    if (leg->from != walk->node)
        disagree(walk, "starts at %s, the path stands at %s",
                 walk->network->scenario->network->node[leg->from].id,
                 walk->network->scenario->network->node[walk->node].id);
    if (loads)
        transfer(walk, walk->lookup->load, walk->node, leg->vehicle, true);
    for (int i = 0; i < leg->links && !walk->broken; i++)
        haul(walk, leg, walk->plan->link[leg->first_link + i]);
    if (!walk->broken && leg->to != walk->node)
        disagree(walk, "ends at %s, its links end at %s", walk->network->scenario->network->node[leg->to].id,
                 walk->network->scenario->network->node[walk->node].id);
    if (unloads)
        transfer(walk, walk->lookup->unload, walk->node, leg->vehicle, false);
    if (walk->broken || walk->trace != NULL)
        return;
    check_items(walk, leg);
    same(walk, "hours", leg->time_uh, walk->time_uh, HOUR_PLACES);
    same(walk, "length_km", leg->length_mm, walk->length_mm, KM_PLACES);
}

static void follow_path(struct walk *walk, const struct plan_path *path) {
    const struct scenario *scenario = walk->network->scenario;
    const struct shipment *shipment = &scenario->shipment[walk->shipment];
    const struct plan_leg *leg = walk->plan->leg + path->first_leg;
    wide time_uh = 0, money_e4 = 0;
    char takes[REAL_WORDS], most[REAL_WORDS];
    walk->node = shipment->origin;
    walk->origin = walk->at = walk->network->rest[shipment->origin];
    walk->leg = -1;
    if (path->quantity_kg <= 0)
        disagree(walk, "quantity_t must be above 0");
    for (walk->leg = 0; walk->leg < path->legs && !walk->broken; walk->leg++) {
        int i = walk->leg;
        follow_leg(walk, &leg[i], i == 0 || leg[i - 1].vehicle != leg[i].vehicle,
                   i == path->legs - 1 || leg[i + 1].vehicle != leg[i].vehicle);
        time_uh += leg[i].time_uh;
        money_e4 += leg[i].per_t.e4;
    }
    walk->leg = -1;
    if (walk->broken)
        return;
    if (walk->at != walk->network->rest[shipment->destination])
        disagree(walk, "ends at %s, the shipment goes to %s", scenario->network->node[walk->node].id,
                 scenario->network->node[shipment->destination].id);
    same(walk, "cost_per_t", path->per_t.e4, money_e4, MONEY_PLACES);
    same(walk, "hours", path->time_uh, time_uh, HOUR_PLACES);
    if (shipment->max_uh >= 0 && time_uh > shipment->max_uh)
        disagree(walk, "takes %s h, more than the %s h allowed",
                 real_words(takes, wide_double(time_uh, HOUR_PLACES), 2),
                 real_words(most, wide_double(shipment->max_uh, HOUR_PLACES), 2));
}

static void add_up(const struct walk *walk, const struct plan_path *path, struct money vot) {
    struct tally *tally = walk->tally;
    tally->cost_e7 += (wide)path->quantity_kg * path->per_t.e4;
    tally->kg_uh += (wide)path->quantity_kg * path->time_uh;
    tally->time_cost_e13 += (wide)path->quantity_kg * path->time_uh * vot.e4;
    tally->budget += path->quantity_kg * walk->used;
}

static void follow_shipment(struct walk *walk) {
    const struct virtual_network *network = walk->network;
    const struct plan_shipment *planned = &walk->plan->shipment[walk->shipment];
    struct money vot = shipment_vot(network->scenario, &network->variant, walk->shipment);
    wide sum_kg = planned->unmet_kg;
    wide most_used = 0;
    walk->cargo = virtual_cargo(network, walk->shipment);
    for (walk->path = 0; walk->path < planned->paths; walk->path++) {
        const struct plan_path *path = &walk->plan->path[planned->first_path + walk->path];
        walk->broken = false;
        walk->used = 0;
        follow_path(walk, path);
        add_up(walk, path, vot);
        most_used = walk->used > most_used ? walk->used : most_used;
        sum_kg += path->quantity_kg;
        if (walk->trace != NULL)
            walk->trace->start[++walk->trace->paths] = walk->trace->arcs;
    }
    if (planned->paths + (planned->unmet_kg > 0) > 1)
        walk->tally->budget_of_kilograms += most_used;
    walk->path = walk->leg = -1;
    if (planned->unmet_kg < 0)
        disagree(walk, "unmet_t is below 0");
    same(walk, _("tonnes in all (paths and unmet)"), sum_kg,
         network->scenario->shipment[walk->shipment].quantity_kg, MASS_PLACES);
    walk->tally->unmet_kg += planned->unmet_kg;
    walk->tally->penalty_e7 += (wide)planned->unmet_kg * virtual_penalty(network, walk->shipment).e4;
}

static void follow_all(struct walk *walk) {
    AUTO(lookup_release) struct lookup lookup = lookup_new(walk->network);
    walk->lookup = &lookup;
    for (walk->shipment = 0; walk->shipment < walk->network->scenario->shipments; walk->shipment++)
        follow_shipment(walk);
    walk->lookup = NULL;
}

void verify_flows(const struct plan *plan, const struct virtual_network *network, struct tally *tally,
                  struct diag *diag) {
    struct walk walk = {.plan = plan, .network = network, .tally = tally, .diag = diag};
    follow_all(&walk);
}

bool verify_trace(const struct plan *plan, const struct virtual_network *network, struct trace *trace,
                  struct diag *diag) {
    int before = diag_count(diag, DIAG_ERROR);
    AUTO_FREE int64_t *use_kg = xcalloc((size_t)network->resources, sizeof *use_kg);
    struct tally tally = {.resource_kg = use_kg};
    struct walk walk = {.plan = plan, .network = network, .tally = &tally, .diag = diag, .trace = trace};
    trace->start = xcalloc((size_t)plan->paths + 1, sizeof *trace->start);
    follow_all(&walk);
    return diag_count(diag, DIAG_ERROR) == before;
}

void trace_release(struct trace *trace) {
    free(trace->start);
    free(trace->arc);
}
