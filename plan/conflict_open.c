// SPDX-License-Identifier: GPL-3.0-or-later
/* The data set opened: every limit a row. */
#include "plan/conflict_parts.h"

#include "base/mem.h"
#include "plan/virtual.h"

#include <stdlib.h>

static int add_row(struct conflicting *c, struct limit limit) {
    GROW(c->row, c->rows, c->row_room);
    c->row[c->rows] = limit;
    return c->rows++;
}

static struct limit limit_of(enum limit_kind kind) {
    return (struct limit){
        .kind = kind, .shipment = -1, .link = -1, .terminal = -1, .restriction = -1, .fastest_uh = -1};
}

/* ---- the open network ---- */

/* What has no capacity at all is left out of virtual networks; here it is in, with a capacity of 0. */
static void open_scenario(struct conflicting *c) {
    const struct network *roads = c->scenario->network;
    c->open = *c->scenario;
    c->roads = *roads;
    c->open.network = &c->roads;
    c->roads.restrictions = 0;
    c->roads.link = xcalloc((size_t)roads->links, sizeof *c->roads.link);
    c->roads.terminal = xcalloc((size_t)roads->terminals, sizeof *c->roads.terminal);
    for (int l = 0; l < roads->links; l++) {
        c->roads.link[l] = roads->link[l];
        c->roads.link[l].capacity_kg += roads->link[l].capacity_kg == 0;
    }
    for (int t = 0; t < roads->terminals; t++) {
        c->roads.terminal[t] = roads->terminal[t];
        c->roads.terminal[t].capacity_kg += roads->terminal[t].capacity_kg == 0;
    }
}

static void build_network(struct conflicting *c) {
    struct variant variant = *c->variant;
    struct diag *diag = diag_new(); /* rates that are missing: nothing is priced here */
    bool priced;
    variant.closed_links = variant.closed_terminals = 0;
    c->network = virtual_build(&c->open, &variant, diag, &priced);
    diag_free(diag);
}

/* ---- rows ---- */

static void list_demands(struct conflicting *c) {
    for (int k = 0; k < c->scenario->shipments; k++) {
        struct limit limit = limit_of(LIMIT_DEMAND);
        limit.shipment = k;
        limit.amount = c->scenario->shipment[k].quantity_kg;
        add_row(c, limit);
    }
}

static void list_capacities(struct conflicting *c) {
    const struct network *roads = c->scenario->network;
    c->capacity_row = xcalloc((size_t)c->network->resources, sizeof *c->capacity_row);
    c->capacity_kg = xcalloc((size_t)c->network->resources, sizeof *c->capacity_kg);
    for (int r = 0; r < c->network->resources; r++) {
        const struct resource *resource = &c->network->resource[r];
        struct limit limit = limit_of(LIMIT_CAPACITY);
        limit.link = resource->link;
        limit.terminal = resource->terminal;
        limit.backward = resource->backward;
        limit.amount = resource->link >= 0 ? roads->link[resource->link].capacity_kg
                                           : roads->terminal[resource->terminal].capacity_kg;
        c->capacity_kg[r] = limit.amount;
        c->capacity_row[r] = add_row(c, limit);
    }
}

static void list_hours(struct conflicting *c) {
    c->hours_row = xcalloc((size_t)c->scenario->shipments, sizeof *c->hours_row);
    c->max_uh = xcalloc((size_t)c->scenario->shipments, sizeof *c->max_uh);
    for (int k = 0; k < c->scenario->shipments; k++) {
        struct limit limit = limit_of(LIMIT_HOURS);
        c->max_uh[k] = limit.amount = c->scenario->shipment[k].max_uh;
        c->hours_row[k] = -1;
        if (limit.amount < 0)
            continue;
        limit.shipment = k;
        limit.fastest_uh = plan_fastest_uh(compiled_network(c->compiled), k);
        c->hours_row[k] = add_row(c, limit);
    }
}

static void list_closures(struct conflicting *c) {
    c->closure_row = xcalloc((size_t)c->network->arcs, sizeof *c->closure_row);
    for (int a = 0; a < c->network->arcs; a++)
        c->closure_row[a] = -1;
    for (int i = 0; i < c->variant->closed_links + c->variant->closed_terminals; i++) {
        int t = i - c->variant->closed_links;
        struct limit limit = limit_of(LIMIT_CLOSURE);
        limit.link = t < 0 ? c->variant->closed_link[i] : -1;
        limit.terminal = t < 0 ? -1 : c->variant->closed_terminal[t];
        int row = add_row(c, limit);
        for (int a = 0; a < c->network->arcs; a++)
            if (t < 0 ? c->network->arc[a].link == limit.link : c->network->arc[a].terminal == limit.terminal)
                c->closure_row[a] = row;
    }
}

/* ---- restrictions ---- */

static void list_classes(struct conflicting *c) {
    int commodities = c->scenario->commodities, room = 0, cargo_room = 0;
    size_t cargoes = (size_t)c->network->cargoes;
    AUTO_FREE int *known = xcalloc(((size_t)commodities + 1) * cargoes, sizeof *known);
    c->class_of = xcalloc((size_t)c->scenario->shipments, sizeof *c->class_of);
    for (int k = 0; k < c->scenario->shipments; k++) {
        int commodity = c->scenario->shipment[k].commodity, cargo = virtual_cargo(c->network, k);
        int *number = &known[(size_t)(commodity >= 0 ? commodity : commodities) * cargoes + (size_t)cargo];
        if (*number == 0) {
            GROW(c->commodity_of, c->classes, room);
            GROW(c->cargo_of, c->classes, cargo_room);
            c->cargo_of[c->classes] = cargo;
            c->commodity_of[c->classes] = commodity;
            *number = ++c->classes;
        }
        c->class_of[k] = *number - 1;
    }
}

static void add_block(struct conflicting *c, int row, int class_number, int a) {
    GROW(c->block, c->blocks, c->block_room);
    c->block[c->blocks++] = (struct block){row, (size_t)class_number * (size_t)c->network->arcs + (size_t)a};
}

/* Arcs of one link and vehicle type are alike. O(arcs) for each class and restriction. */
static void list_blocks(struct conflicting *c, int row, const struct network *rule, int class_number) {
    const struct commodity *commodity =
        c->commodity_of[class_number] >= 0 ? &c->scenario->commodity[c->commodity_of[class_number]] : NULL;
    for (int a = 0; a < c->network->arcs; a++) {
        const struct arc *arc = &c->network->arc[a];
        if (arc->kind != ARC_HAUL)
            continue;
        const struct link *link = &c->roads.link[arc->link];
        const struct movement movement = {.commodity_id = commodity != NULL ? commodity->id : NULL,
                                          .cargo_form = commodity != NULL ? commodity->cargo_form : NULL,
                                          .vehicle_type_id = c->roads.vehicle_type[arc->vehicle].id,
                                          .mode = link->mode,
                                          .jurisdiction = link->jurisdiction,
                                          .link_id = link->id};
        if (network_forbids(rule, &movement, c->variant->as_of) != NULL)
            add_block(c, row, class_number, a);
    }
}

static void list_restrictions(struct conflicting *c) {
    const struct network *roads = c->scenario->network;
    for (int r = 0; r < roads->restrictions; r++) {
        struct network rule = *roads;
        struct limit limit = limit_of(LIMIT_RESTRICTION);
        limit.restriction = r;
        rule.restriction = &roads->restriction[r];
        rule.restrictions = 1;
        int row = add_row(c, limit), before = c->blocks;
        for (int i = 0; i < c->classes; i++)
            list_blocks(c, row, &rule, i);
        c->rows -= c->blocks == before; /* it forbids nothing that is there */
    }
}

void conflict_open(struct conflicting *c) {
    c->scenario = compiled_network(c->compiled)->scenario;
    c->variant = &compiled_network(c->compiled)->variant;
    open_scenario(c);
    build_network(c);
    list_demands(c);
    list_capacities(c);
    list_hours(c);
    list_classes(c);
    list_restrictions(c);
    list_closures(c);
    double total = 0;
    for (int k = 0; k < c->scenario->shipments; k++)
        total += wide_double(c->scenario->shipment[k].quantity_kg, MASS_PLACES);
    const double half_kg = 0.0005, accuracy = 1e-9; /* of the linear programs */
    c->tolerance = accuracy * total > half_kg ? accuracy * total : half_kg;
}

void conflict_close(struct conflicting *c) {
    virtual_free(c->network);
    free(c->roads.link);
    free(c->roads.terminal);
    free(c->row);
    free(c->capacity_row);
    free(c->hours_row);
    free(c->closure_row);
    free(c->class_of);
    free(c->commodity_of);
    free(c->cargo_of);
    free(c->block);
    free(c->capacity_kg);
    free(c->max_uh);
}
