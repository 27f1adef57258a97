// SPDX-License-Identifier: GPL-3.0-or-later
/* How two plans of one scenario differ. */
#include "plan/plan.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* ---- money by what it is for ---- */

const char *part_name(int part) {
    static const char *const rest[] = {"fixed", "time", "penalty"};
    return part >= PART_FIXED ? rest[part - PART_FIXED] : item_name((enum item)part);
}

static void add_items(const struct plan *plan, const struct plan_path *path, wide *item_e7) {
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        for (int i = plan->leg[l].first_item; i < plan->leg[l].first_item + plan->leg[l].items; i++)
            item_e7[plan->item[i].item] += (wide)path->quantity_kg * plan->item[i].per_t.e4;
}

/* Items are exact; the roundings of the totals show in the time, or where there is none in the penalty. */
void plan_parts(const struct plan *plan, wide part_e7[PART_COUNT]) {
    const wide e7 = 1000; /* in one e4 */
    wide rest_e7 = plan->objective_e4 * e7;
    memset(part_e7, 0, PART_COUNT * sizeof *part_e7);
    for (int p = 0; p < plan->paths; p++)
        add_items(plan, &plan->path[p], part_e7);
    part_e7[PART_FIXED] = plan->fixed_cost_e4 * e7;
    for (int part = 0; part <= PART_FIXED; part++)
        rest_e7 -= part_e7[part];
    part_e7[PART_TIME] = plan->time_cost_e4 != 0 ? rest_e7 - plan->penalty_e4 * e7 : 0;
    part_e7[PART_PENALTY] = rest_e7 - part_e7[PART_TIME];
}

/* ---- tonnes that move ---- */

struct differing {
    const struct plan *before, *after;
    const struct virtual_network *before_network, *after_network;
    struct plan_move *move;
    int moves, room;
};

/* The next link of the path behind *leg, *link; -1 at its end. */
static int next_link(const struct plan *plan, const struct plan_path *path, int *leg, int *link,
                     int *vehicle) {
    while (*leg < path->legs && *link == plan->leg[path->first_leg + *leg].links) {
        *leg += 1;
        *link = 0;
    }
    if (*leg == path->legs)
        return -1;
    const struct plan_leg *at = &plan->leg[path->first_leg + *leg];
    *vehicle = at->vehicle;
    return plan->link[at->first_link + (*link)++];
}

static const struct network *roads_of(const struct virtual_network *network) {
    return network->scenario->network;
}

static bool same_id(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* By their ids where the networks are two. */
static bool same_ride(const struct differing *differing, const int link[2], const int vehicle[2]) {
    const struct network *a = roads_of(differing->before_network), *b = roads_of(differing->after_network);
    if (a == b)
        return link[0] == link[1] && vehicle[0] == vehicle[1];
    return same_id(a->link[link[0]].id, b->link[link[1]].id) &&
           same_id(a->vehicle_type[vehicle[0]].id, b->vehicle_type[vehicle[1]].id);
}

static bool same_path(const struct differing *differing, const struct plan_path *a,
                      const struct plan_path *b) {
    int leg[2] = {0}, place[2] = {0}, vehicle[2] = {0}, link[2];
    do {
        link[0] = next_link(differing->before, a, &leg[0], &place[0], &vehicle[0]);
        link[1] = next_link(differing->after, b, &leg[1], &place[1], &vehicle[1]);
        if ((link[0] < 0) != (link[1] < 0) || (link[0] >= 0 && !same_ride(differing, link, vehicle)))
            return false;
    } while (link[0] >= 0);
    return true;
}

/* Tonnes on the paths of one shipment, then those that stay behind. */
static int64_t *tonnes_of(const struct plan *plan, int k) {
    const struct plan_shipment *shipment = &plan->shipment[k];
    int64_t *kg = xcalloc((size_t)shipment->paths + 1, sizeof *kg);
    for (int i = 0; i < shipment->paths; i++)
        kg[i] = plan->path[shipment->first_path + i].quantity_kg;
    kg[shipment->paths] = shipment->unmet_kg;
    return kg;
}

static void cancel(int64_t *a, int64_t *b) {
    int64_t both = *a < *b ? *a : *b;
    *a -= both;
    *b -= both;
}

/* Takes away what takes the same path in both. */
static void cancel_same(const struct differing *differing, const struct plan_shipment *a,
                        const struct plan_shipment *b, int64_t *left_kg, int64_t *new_kg) {
    for (int i = 0; i < a->paths; i++)
        for (int j = 0; j < b->paths; j++)
            if (same_path(differing, &differing->before->path[a->first_path + i],
                          &differing->after->path[b->first_path + j]))
                cancel(&left_kg[i], &new_kg[j]);
    cancel(&left_kg[a->paths], &new_kg[b->paths]);
}

/* Money and value of time per kilogram, in 1e-13; of tonnes that stay behind, the penalty. */
static wide cost_e13(const struct virtual_network *network, const struct plan *plan, int k, int path) {
    const wide of_e4 = 1000000;
    if (path < 0)
        return virtual_penalty(network, k).e4 * of_e4;
    struct money vot = shipment_vot(network->scenario, &network->variant, k);
    return plan->path[path].per_t.e4 * of_e4 + (wide)vot.e4 * plan->path[path].time_uh;
}

/* k: the shipment before; l: the same after. */
static void add_move(struct differing *differing, int k, int l, int from, int to, int64_t kg) {
    wide saving = cost_e13(differing->before_network, differing->before, k, from) -
                  cost_e13(differing->after_network, differing->after, l, to);
    GROW(differing->move, differing->moves, differing->room);
    differing->move[differing->moves++] = (struct plan_move){k, from, to, kg, kg * saving};
}

static void list_moves(struct differing *differing, int k, int l) {
    const struct plan_shipment *a = &differing->before->shipment[k], *b = &differing->after->shipment[l];
    AUTO_FREE int64_t *left_kg = tonnes_of(differing->before, k), *new_kg = tonnes_of(differing->after, l);
    cancel_same(differing, a, b, left_kg, new_kg);
    for (int i = 0, j = 0; i <= a->paths && j <= b->paths;) {
        int64_t kg = left_kg[i] < new_kg[j] ? left_kg[i] : new_kg[j];
        if (kg > 0)
            add_move(differing, k, l, i < a->paths ? a->first_path + i : -1,
                     j < b->paths ? b->first_path + j : -1, kg);
        left_kg[i] -= kg;
        new_kg[j] -= kg;
        if (left_kg[i] == 0)
            i++;
        else
            j++;
    }
}

static wide size_of(wide saving) {
    return saving < 0 ? -saving : saving;
}

static int dearest_first(const void *left, const void *right) {
    const struct plan_move *a = left, *b = right;
    wide x = size_of(a->saving_e13), y = size_of(b->saving_e13);
    if (x != y)
        return x > y ? -1 : 1;
    if (a->shipment != b->shipment)
        return a->shipment < b->shipment ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

struct plan_move *plan_moves_across(const struct plan *before, const struct virtual_network *before_network,
                                    const struct plan *after, const struct virtual_network *after_network,
                                    int *count) {
    struct differing differing = {before, after, before_network, after_network, NULL, 0, 0};
    const struct scenario *old = before_network->scenario, *new = after_network->scenario;
    for (int k = 0; k < old->shipments; k++) {
        int l = old == new ? k : names_find(new->shipment_ids, old->shipment[k].id);
        if (l >= 0)
            list_moves(&differing, k, l);
    }
    if (differing.moves > 0)
        qsort(differing.move, (size_t)differing.moves, sizeof *differing.move, dearest_first);
    *count = differing.moves;
    return differing.move;
}

struct plan_move *plan_moves(const struct plan *before, const struct plan *after,
                             const struct virtual_network *network, int *count) {
    return plan_moves_across(before, network, after, network, count);
}
