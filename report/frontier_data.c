// SPDX-License-Identifier: GPL-3.0-or-later
/* The frontier for programs: angkut-frontier/1 and CSV (doc/formats.md). */
#include "report/report.h"

#include "report/csv_put.h"
#include "report/json_put.h"

#include <math.h>

enum { PLACES = 6 };

static wide e6(double amount) {
    return (wide)roundl((long double)amount * 1000000);
}

static const double *low_of(const struct frontier *frontier, int i) {
    return i > 0 ? &frontier->rate[i - 1] : NULL;
}

static const double *high_of(const struct frontier *frontier, int i) {
    return i + 1 < frontier->points ? &frontier->rate[i] : NULL;
}

static double mean_hours(const struct frontier *frontier, const struct frontier_plan *point) {
    double moved_t = frontier->asked_t - point->unmet_t;
    return moved_t > 0 ? point->total[OBJECTIVE_TIME] / moved_t : 0;
}

/* ---- JSON ---- */

static void put(struct json_out *out, const char *key, double amount) {
    json_put_decimal(out, key, e6(amount), PLACES);
}

/* All ways of each shipment that has not the same flows as in the plan before; none: it does not move. */
static void put_flows(struct json_out *out, const struct frontier *frontier,
                      const struct frontier_plan *point, const struct scenario *scenario) {
    const struct frontier_flow *flow = frontier->flow + point->first_flow, *end = flow + point->flows;
    json_array(out, "flows");
    while (flow < end) {
        int shipment = flow->shipment;
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[shipment].id);
        json_array(out, "ways");
        for (; flow < end && flow->shipment == shipment; flow++) {
            if (flow->path < 0)
                continue;
            json_object(out, NULL);
            json_put_int(out, "way", flow->path);
            json_put_decimal(out, "quantity_t", flow->quantity_kg, MASS_PLACES);
            json_end(out);
        }
        json_end(out);
        json_end(out);
    }
    json_end(out);
}

static void put_ways(struct json_out *out, const struct frontier *frontier, const struct network *network) {
    json_array(out, "ways");
    for (int w = 0; w < frontier->flow_ways->paths; w++) {
        const struct plan_path *path = &frontier->flow_ways->path[w];
        json_object(out, NULL);
        json_put_decimal(out, "cost_per_t", path->per_t.e4, MONEY_PLACES);
        json_put_decimal(out, "hours", path->time_uh, HOUR_PLACES);
        json_put_legs(out, frontier->flow_ways, network, path);
        json_end(out);
    }
    json_end(out);
}

static void put_point(struct json_out *out, const struct frontier *frontier, int i,
                      const struct scenario *scenario) {
    const struct frontier_plan *point = &frontier->point[i];
    const double *low = low_of(frontier, i), *high = high_of(frontier, i);
    json_object(out, NULL);
    put(out, "best_from", low != NULL ? *low : 0);
    if (high != NULL)
        put(out, "best_to", *high);
    else
        json_put_string(out, "best_to", NULL);
    put(out, "cost", point->total[OBJECTIVE_COST]);
    put(out, "tonne_hours", point->total[OBJECTIVE_TIME]);
    put(out, "mean_hours", mean_hours(frontier, point));
    put(out, "co2e_t", point->total[OBJECTIVE_CO2]);
    put(out, "unmet_t", point->unmet_t);
    json_put_changes(out, "changes", frontier->change + point->first_change, point->changes, frontier->ways,
                     scenario);
    put_flows(out, frontier, point, scenario);
    json_end(out);
}

void report_frontier_json(const struct frontier *frontier, const struct virtual_network *network,
                          FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-frontier/1");
    json_put_variant(&out, network);
    json_flat_array(&out, "objectives");
    json_put_string(&out, NULL, OBJECTIVES[frontier->first]);
    json_put_string(&out, NULL, OBJECTIVES[frontier->second]);
    json_end(&out);
    json_put_bool(&out, "complete", frontier->complete);
    json_put_bool(&out, "interrupted", frontier->interrupted);
    json_put_int(&out, "left_out", frontier->left_out);
    json_put_double(&out, "gap", frontier->gap);
    json_array(&out, "plans");
    for (int i = 0; i < frontier->points; i++)
        put_point(&out, frontier, i, network->scenario);
    json_end(&out);
    put_ways(&out, frontier, network->scenario->network);
    json_end(&out);
}

/* ---- CSV ---- */

void report_frontier_csv(const struct frontier *frontier, FILE *out) {
    fputs("plan,best_from,best_to,cost,tonne_hours,mean_hours,co2e_t,unmet_t,moved_t\n", out);
    for (int i = 0; i < frontier->points; i++) {
        const struct frontier_plan *point = &frontier->point[i];
        const double *low = low_of(frontier, i), *high = high_of(frontier, i);
        int64_t moved_kg = 0;
        for (int c = 0; c < point->changes; c++)
            moved_kg += frontier->change[point->first_change + c].quantity_kg;
        fprintf(out, "%d", i + 1);
        csv_put_number(low != NULL ? e6(*low) : 0, PLACES, out);
        high != NULL ? csv_put_number(e6(*high), PLACES, out) : csv_put(NULL, out);
        csv_put_number(e6(point->total[OBJECTIVE_COST]), PLACES, out);
        csv_put_number(e6(point->total[OBJECTIVE_TIME]), PLACES, out);
        csv_put_number(e6(mean_hours(frontier, point)), PLACES, out);
        csv_put_number(e6(point->total[OBJECTIVE_CO2]), PLACES, out);
        csv_put_number(e6(point->unmet_t), PLACES, out);
        csv_put_number(moved_kg, MASS_PLACES, out);
        putc('\n', out);
    }
}
