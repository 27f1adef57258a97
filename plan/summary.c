// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "base/mem.h"
#include "plan/emission.h"

#include <stdlib.h>
#include <string.h>

struct summing {
    const struct plan *plan;
    const struct network *roads;
    struct plan_summary *summary;
    int room; /* of modes */
};

static int mode_number(struct summing *summing, const char *mode) {
    struct plan_summary *summary = summing->summary;
    int m = 0;
    while (m < summary->modes && summary->mode[m] != mode)
        m++;
    if (m < summary->modes)
        return m;
    GROW(summary->mode, summary->modes, summing->room);
    summary->mode[summary->modes++] = mode;
    summary->by_mode = xrealloc(summary->by_mode, (size_t)summary->modes, sizeof *summary->by_mode);
    summary->by_mode[m] = (struct plan_sum){0};
    return m;
}

static void add_leg(const struct summing *summing, struct plan_sum *sum, const struct plan_leg *leg,
                    int64_t kg) {
    sum->kg_mm += (wide)kg * leg->length_mm;
    sum->kg_uh += (wide)kg * leg->time_uh;
    sum->money_e7 += (wide)kg * leg->per_t.e4;
    sum->co2e += (wide)kg * leg->length_mm * emission_e3(summing->roads, leg->vehicle, leg->mode);
    for (int i = 0; i < leg->items; i++) {
        const struct plan_item *item = &summing->plan->item[leg->first_item + i];
        sum->item_e7[item->item] += (wide)kg * item->per_t.e4;
    }
}

/* A path's tonnes count once for each mode it uses, however often it changes back to it. */
static bool used_before(const struct plan_leg *leg, int legs, const char *mode) {
    for (int i = 0; i < legs; i++)
        if (leg[i].mode == mode)
            return true;
    return false;
}

static void add_path(struct summing *summing, struct plan_sum *commodity, const struct plan_path *path) {
    struct plan_summary *summary = summing->summary;
    const struct plan_leg *leg = summing->plan->leg + path->first_leg;
    summary->total.quantity_kg += path->quantity_kg;
    commodity->quantity_kg += path->quantity_kg;
    for (int i = 0; i < path->legs; i++) {
        int mode = mode_number(summing, leg[i].mode); /* may move by_mode */
        struct plan_sum *by_mode = &summary->by_mode[mode];
        add_leg(summing, &summary->total, &leg[i], path->quantity_kg);
        add_leg(summing, commodity, &leg[i], path->quantity_kg);
        add_leg(summing, by_mode, &leg[i], path->quantity_kg);
        if (!used_before(leg, i, leg[i].mode))
            by_mode->quantity_kg += path->quantity_kg;
    }
}

/* Whether some leg of the plan uses each mode:
 * only those have a row, in the order in which vehicle types name them. */
static void list_modes(struct summing *summing) {
    const struct plan *plan = summing->plan;
    for (int v = 0; v < summing->roads->vehicle_types; v++)
        for (int m = 0; m < VEHICLE_MODES && summing->roads->vehicle_type[v].modes[m] != NULL; m++)
            if (used_before(plan->leg, plan->legs, summing->roads->vehicle_type[v].modes[m]))
                mode_number(summing, summing->roads->vehicle_type[v].modes[m]);
}

struct plan_summary *plan_summarise(const struct plan *plan, const struct scenario *scenario) {
    struct plan_summary *summary = xcalloc(1, sizeof *summary);
    struct summing summing = {plan, scenario->network, summary, 0};
    summary->commodity = xcalloc((size_t)scenario->commodities + 1, sizeof *summary->commodity);
    list_modes(&summing);
    for (int k = 0; k < plan->shipments; k++) {
        int commodity = scenario->shipment[k].commodity;
        struct plan_sum *sum = &summary->commodity[commodity >= 0 ? commodity : scenario->commodities];
        for (int p = 0; p < plan->shipment[k].paths; p++)
            add_path(&summing, sum, &plan->path[plan->shipment[k].first_path + p]);
    }
    summary->fixed_e7 = plan->fixed_cost_e4 * 1000;
    summary->total.money_e7 += summary->fixed_e7;
    return summary;
}

void plan_summary_free(struct plan_summary *summary) {
    if (summary == NULL)
        return;
    free(summary->commodity);
    free(summary->mode);
    free(summary->by_mode);
    free(summary);
}
