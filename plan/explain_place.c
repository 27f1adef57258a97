// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/explain_parts.h"

#include "base/mem.h"

#include <stdlib.h>

struct placing {
    const struct virtual_network *network;
    struct explained_place *explained;
};

static bool is_there(const struct placing *placing, const struct arc *arc) {
    const struct explained_place *explained = placing->explained;
    return explained->link >= 0 ? arc->link == explained->link
                                : explained->terminal >= 0 && arc->terminal == explained->terminal;
}

/* Against the link's direction; or unloading. */
static bool is_backward(const struct arc *arc) {
    return arc->kind == ARC_HAUL ? arc->backward : arc->kind == ARC_UNLOAD;
}

/* ---- who ---- */

static void add_path(const struct placing *placing, const struct trace *trace, int p, int64_t quantity_kg,
                     int64_t kg[2]) {
    for (int i = trace->start[p]; i < trace->start[p + 1]; i++) {
        const struct arc *arc = &placing->network->arc[trace->arc[i]];
        if (is_there(placing, arc))
            kg[is_backward(arc)] += quantity_kg;
    }
}

static int most_first(const void *left, const void *right) {
    const struct place_user *a = left, *b = right;
    if (a->backward != b->backward)
        return a->backward ? 1 : -1;
    if (a->quantity_kg != b->quantity_kg)
        return a->quantity_kg > b->quantity_kg ? -1 : 1;
    return (a->shipment > b->shipment) - (a->shipment < b->shipment);
}

static bool list_users(const struct placing *placing, struct error *err) {
    struct explained_place *explained = placing->explained;
    const struct plan *plan = explained->closing->base;
    AUTO(trace_release) struct trace trace = {0};
    if (!trace_plan(plan, placing->network, &trace, err))
        return false;
    explained->user = xcalloc(2 * (size_t)plan->shipments + 1, sizeof *explained->user);
    for (int k = 0; k < plan->shipments; k++) {
        const struct plan_shipment *planned = &plan->shipment[k];
        int64_t kg[2] = {0};
        for (int p = planned->first_path; p < planned->first_path + planned->paths; p++)
            add_path(placing, &trace, p, plan->path[p].quantity_kg, kg);
        for (int backward = 0; backward < 2; backward++)
            if (kg[backward] > 0)
                explained->user[explained->users++] = (struct place_user){k, backward == 1, kg[backward]};
    }
    if (explained->users > 0)
        qsort(explained->user, (size_t)explained->users, sizeof *explained->user, most_first);
    return true;
}

/* ---- worth ---- */

static bool is_of_place(const struct explained_place *explained, const struct resource *resource) {
    return explained->link >= 0 ? resource->link == explained->link
                                : resource->terminal == explained->terminal;
}

static bool find_worths(const struct compiled *compiled, const struct placing *placing, int threads,
                        struct error *err) {
    struct explained_place *explained = placing->explained;
    explained->worth = xcalloc(2, sizeof *explained->worth);
    for (int r = 0; r < placing->network->resources; r++)
        if (is_of_place(explained, &placing->network->resource[r]) &&
            !hull_worth(compiled, r, threads, &explained->worth[explained->worths++], err))
            return false;
    return true;
}

/* ---- together ---- */

static bool find(const struct compiled *compiled, const struct placing *placing, int threads,
                 struct error *err) {
    struct explained_place *explained = placing->explained;
    const struct closure closure = {explained->link >= 0 ? CLOSE_LINK : CLOSE_TERMINAL, explained->link,
                                    explained->terminal, NULL};
    const struct stress_settings settings = {.only = &closure, .threads = threads};
    for (int a = 0; a < placing->network->arcs && !explained->usable; a++)
        explained->usable = is_there(placing, &placing->network->arc[a]);
    explained->closing = plan_stress(compiled, &settings, err);
    return explained->closing != NULL && list_users(placing, err) &&
           find_worths(compiled, placing, threads, err);
}

struct explained_place *plan_explain_place(const struct compiled *compiled, int link, int terminal,
                                           int threads, struct error *err) {
    struct explained_place *explained = xcalloc(1, sizeof *explained);
    *explained = (struct explained_place){.link = link, .terminal = link >= 0 ? -1 : terminal};
    const struct placing placing = {compiled_network(compiled), explained};
    if (find(compiled, &placing, threads, err))
        return explained;
    explained_place_free(explained);
    return NULL;
}

void explained_place_free(struct explained_place *explained) {
    if (explained == NULL)
        return;
    free(explained->user);
    free(explained->worth);
    stress_free(explained->closing);
    free(explained);
}
