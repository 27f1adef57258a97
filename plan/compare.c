// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between two plans. What belongs together is found by its id: the two may be of different data sets. */
#include "plan/compare_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static const struct scenario *scenario_of(const struct comparison *comparison, int side) {
    return comparison->side[side].network->scenario;
}

/* ---- shipments ---- */

static void enter_shipment(struct comparison *comparison, struct compare_row *row, int side, int shipment) {
    const struct compare_side *of = &comparison->side[side];
    row->at[side] = shipment;
    row->worth[side] = shipment_worth(of->plan, of->network, shipment);
    comparison->total[side] = worth_plus(&comparison->total[side], &row->worth[side]);
}

void compare_shipments(struct comparison *comparison) {
    const struct scenario *before = scenario_of(comparison, 0), *after = scenario_of(comparison, 1);
    comparison->shipment =
        xcalloc((size_t)before->shipments + (size_t)after->shipments, sizeof *comparison->shipment);
    for (int k = 0; k < before->shipments; k++) {
        comparison->shipment[k] = (struct compare_row){.id = before->shipment[k].id, .at = {k, -1}};
        enter_shipment(comparison, &comparison->shipment[k], 0, k);
    }
    comparison->shipments = before->shipments;
    for (int k = 0; k < after->shipments; k++) {
        int known = names_find(before->shipment_ids, after->shipment[k].id);
        if (known < 0) {
            known = comparison->shipments++;
            comparison->shipment[known] = (struct compare_row){.id = after->shipment[k].id, .at = {-1, k}};
        }
        enter_shipment(comparison, &comparison->shipment[known], 1, k);
    }
}

/* ---- modes ---- */

static struct compare_row *mode_row(struct comparison *comparison, const char *mode) {
    int m = 0;
    while (m < comparison->modes && strcmp(comparison->mode[m].id, mode) != 0)
        m++;
    if (m == comparison->modes) {
        comparison->mode =
            xrealloc(comparison->mode, (size_t)comparison->modes + 1, sizeof *comparison->mode);
        comparison->mode[comparison->modes++] = (struct compare_row){.id = mode, .at = {-1, -1}};
    }
    return &comparison->mode[m];
}

static void enter_path(struct comparison *comparison, int side, int shipment, const struct plan_path *path) {
    const struct compare_side *of = &comparison->side[side];
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++) {
        struct worth *worth = &mode_row(comparison, of->plan->leg[l].mode)->worth[side];
        bool again = false;
        worth_add_leg(worth, of->network, shipment, &of->plan->leg[l], path->quantity_kg);
        for (int i = path->first_leg; i < l; i++)
            again |= strcmp(of->plan->leg[i].mode, of->plan->leg[l].mode) == 0;
        if (!again)
            worth->of[MEASURE_MOVED] += path->quantity_kg;
    }
}

void compare_modes(struct comparison *comparison) {
    for (int side = 0; side < 2; side++) {
        const struct plan *plan = comparison->side[side].plan;
        for (int k = 0; k < plan->shipments; k++)
            for (int p = 0; p < plan->shipment[k].paths; p++)
                enter_path(comparison, side, k, &plan->path[plan->shipment[k].first_path + p]);
    }
}

/* ---- fixed costs: of no shipment and no leg ---- */

/* They have a row of their own among the modes. */
static void enter_fixed(struct comparison *comparison) {
    const wide e7_of_e4 = 1000, e13_of_e4 = 1000000000;
    for (int side = 0; side < 2; side++) {
        wide fixed_e4 = comparison->side[side].plan->fixed_cost_e4;
        struct worth fixed = {
            .of = {[MEASURE_COST] = fixed_e4 * e7_of_e4, [MEASURE_OBJECTIVE] = fixed_e4 * e13_of_e4}};
        if (fixed_e4 == 0)
            continue;
        struct compare_row *row = mode_row(comparison, "fixed");
        row->worth[side] = worth_plus(&row->worth[side], &fixed);
        comparison->total[side] = worth_plus(&comparison->total[side], &fixed);
    }
}

/* ---- money by what it is for ---- */

static void compare_parts(struct comparison *comparison) {
    const wide e13_of_e7 = 1000000;
    for (int side = 0; side < 2; side++) {
        wide part_e7[PART_COUNT];
        plan_parts(comparison->side[side].plan, part_e7);
        for (int part = 0; part <= PART_FIXED; part++)
            comparison->part_e13[side][part] = part_e7[part] * e13_of_e7;
        comparison->part_e13[side][PART_TIME] = comparison->total[side].of[MEASURE_TIME_COST];
        comparison->part_e13[side][PART_PENALTY] = comparison->total[side].of[MEASURE_PENALTY] * e13_of_e7;
    }
}

/* ---- capacities ---- */

/* The resource of side 1 that is this one of side 0 (or the other way round); NULL: none. `known`: by link and
 * direction, then by terminal. */
static int slot_of(const struct scenario *scenario, const struct network *other,
                   const struct plan_resource *resource) {
    if (resource->link >= 0) {
        int link = names_find(other->link_ids, scenario->network->link[resource->link].id);
        return link < 0 ? -1 : 2 * link + resource->backward;
    }
    int terminal = names_find(other->terminal_ids, scenario->network->terminal[resource->terminal].id);
    return terminal < 0 ? -1 : 2 * other->links + terminal;
}

void compare_resources(struct comparison *comparison) {
    const struct plan *before = comparison->side[0].plan, *after = comparison->side[1].plan;
    const struct network *roads = scenario_of(comparison, 0)->network;
    AUTO_FREE int *known = xcalloc(2 * (size_t)roads->links + (size_t)roads->terminals, sizeof *known);
    comparison->resource =
        xcalloc((size_t)before->resources + (size_t)after->resources, sizeof *comparison->resource);
    for (int r = 0; r < before->resources; r++) {
        known[slot_of(scenario_of(comparison, 0), roads, &before->resource[r])] = r + 1;
        comparison->resource[r].at[0] = &before->resource[r];
    }
    comparison->resources = before->resources;
    for (int r = 0; r < after->resources; r++) {
        int slot = slot_of(scenario_of(comparison, 1), roads, &after->resource[r]);
        int row = slot >= 0 && known[slot] > 0 ? known[slot] - 1 : comparison->resources++;
        comparison->resource[row].at[1] = &after->resource[r];
    }
}

/* ---- together ---- */

struct comparison *compare_new(const struct compare_side *before, const struct compare_side *after) {
    struct comparison *comparison = xcalloc(1, sizeof *comparison);
    comparison->side[0] = *before;
    comparison->side[1] = *after;
    compare_shipments(comparison);
    compare_modes(comparison);
    enter_fixed(comparison);
    compare_parts(comparison);
    compare_resources(comparison);
    comparison->move =
        plan_moves_across(before->plan, before->network, after->plan, after->network, &comparison->moves);
    comparison->rate = tariff_contrast(before->network->tariff, after->network->tariff, &comparison->rates);
    compare_fields(comparison);
    return comparison;
}

void compare_free(struct comparison *comparison) {
    if (comparison == NULL)
        return;
    for (int i = 0; i < comparison->attribution.causes; i++)
        free(comparison->attribution.cause[i].name);
    for (int i = 0; i < comparison->fields; i++) {
        free(comparison->field[i].before);
        free(comparison->field[i].after);
    }
    free(comparison->attribution.cause);
    free(comparison->field);
    free(comparison->rate);
    free(comparison->move);
    free(comparison->resource);
    free(comparison->mode);
    free(comparison->shipment);
    free(comparison);
}
