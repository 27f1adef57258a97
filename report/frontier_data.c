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
