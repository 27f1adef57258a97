// SPDX-License-Identifier: GPL-3.0-or-later
/* Plans of successive periods side by side, for programs: angkut-history/1, and CSV. */
#include "report/history.h"

#include "base/json.h"
#include "report/csv_put.h"

#include <math.h>
#include <string.h>

enum { T_KM_PLACES = 9, CO2E_PLACES = 15, VALUE_PLACES = 7, TONNE_HOUR_PLACES = 6 };

/* ---- JSON ---- */

/* Sums are exact; what is divided is the nearest double, null where the file does not tell. */
static void put_sums(struct json_out *out, const struct history_plan *plan) {
    json_put_decimal(out, "asked_t", plan->asked_kg, MASS_PLACES);
    json_put_decimal(out, "moved_t", plan->moved_kg, MASS_PLACES);
    json_put_decimal(out, "cost", plan->cost_e4, MONEY_PLACES);
    json_put_decimal(out, "objective", plan->objective_e4, MONEY_PLACES);
    json_put_decimal(out, "tonne_hours", plan->tonne_hours_e6, TONNE_HOUR_PLACES);
    json_put_double(out, "cost_per_t", history_value(plan, HISTORY_COST_PER_T));
    json_put_double(out, "mean_hours", history_value(plan, HISTORY_MEAN_HOURS));
    json_put_double(out, "cost_share_of_value", history_value(plan, HISTORY_COST_SHARE));
    json_put_double(out, "co2e_kg_per_t", history_value(plan, HISTORY_CO2E_PER_T));
}

static void put_mode(struct json_out *out, const struct history_plan *plan, const struct digest_mode *mode) {
    json_flat_object(out, NULL);
    json_put_string(out, "mode", mode->mode);
    json_put_decimal(out, "t_km", mode->kg_mm, T_KM_PLACES);
    json_put_double(out, "share", history_share(plan, mode->mode));
    json_put_decimal(out, "co2e_kg", mode->co2e, CO2E_PLACES);
    json_end(out);
}

static void put_summary(struct json_out *out, const struct history_plan *plan) {
    const struct plan_digest *digest = plan->digest;
    if (digest == NULL) {
        json_put_string(out, "summary", NULL);
        return;
    }
    json_object(out, "summary");
    json_put_decimal(out, "t_km", digest->kg_mm, T_KM_PLACES);
    json_put_decimal(out, "co2e_kg", digest->co2e, CO2E_PLACES);
    if (digest->has_value)
        json_put_decimal(out, "goods_value", digest->value_e7, VALUE_PLACES);
    else
        json_put_string(out, "goods_value", NULL);
    json_array(out, "modes");
    for (int m = 0; m < digest->modes; m++)
        put_mode(out, plan, &digest->mode[m]);
    json_end(out);
    json_end(out);
}

static void put_saving(struct json_out *out, const struct history_saving *saving) {
    if (saving == NULL) {
        json_put_string(out, "cooperation", NULL);
        return;
    }
    json_flat_object(out, "cooperation");
    json_put_string(out, "file", saving->file);
    json_put_decimal(out, "alone", saving->alone_e4, MONEY_PLACES);
    json_put_decimal(out, "together", saving->joint_e4, MONEY_PLACES);
    json_put_decimal(out, "saving", saving->alone_e4 - saving->joint_e4, MONEY_PLACES);
    json_end(out);
}

static void put_plan(struct json_out *out, const struct history_plan *plan) {
    char day[DATE_TEXT];
    json_object(out, NULL);
    json_put_string(out, "file", plan->file);
    json_put_string(out, "as_of", date_text(day, plan->as_of));
    json_put_string(out, "status", plan->status);
    json_put_string(out, "tariff_hash", plan->tariff_hash);
    json_put_string(out, "input_hash", plan->input_hash);
    put_sums(out, plan);
    put_summary(out, plan);
    put_saving(out, plan->saving);
    json_end(out);
}

void report_history_json(const struct history *history, FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-history/1");
    json_put_string(&out, "currency", history->currency);
    json_array(&out, "plans");
    for (int p = 0; p < history->plans; p++)
        put_plan(&out, &history->plan[p]);
    json_end(&out);
    json_end(&out);
}

/* ---- CSV ---- */

static void csv_value(const struct history_plan *plan, enum history_measure measure, FILE *out) {
    double value = history_value(plan, measure);
    if (isnan(value))
        fputs(",", out);
    else
        fprintf(out, ",%.10g", value);
}

static void csv_modes(const struct history *history, const struct history_plan *plan, FILE *out) {
    for (int m = 0; m < history->modes; m++) {
        wide kg_mm = 0;
        for (int d = 0; plan->digest != NULL && d < plan->digest->modes; d++)
            if (strcmp(plan->digest->mode[d].mode, history->mode[m]) == 0)
                kg_mm += plan->digest->mode[d].kg_mm;
        if (plan->digest != NULL)
            csv_put_number(kg_mm, T_KM_PLACES, out);
        else
            csv_put(NULL, out);
    }
}

static void csv_plan(const struct history *history, const struct history_plan *plan, FILE *out) {
    char day[DATE_TEXT];
    csv_put_text(date_text(day, plan->as_of), out);
    csv_put(plan->file, out);
    csv_put(plan->status, out);
    csv_put_number(plan->moved_kg, MASS_PLACES, out);
    csv_put_number(plan->asked_kg - plan->moved_kg, MASS_PLACES, out);
    csv_put_number(plan->cost_e4, MONEY_PLACES, out);
    csv_value(plan, HISTORY_COST_PER_T, out);
    csv_value(plan, HISTORY_COST_SHARE, out);
    csv_put_number(plan->tonne_hours_e6, TONNE_HOUR_PLACES, out);
    csv_value(plan, HISTORY_MEAN_HOURS, out);
    csv_value(plan, HISTORY_CO2E, out);
    csv_value(plan, HISTORY_SAVING, out);
    csv_value(plan, HISTORY_T_KM, out);
    csv_modes(history, plan, out);
    putc('\n', out);
}

void report_history_csv(const struct history *history, FILE *out) {
    fputs("as_of,file,status,moved_t,unmet_t,cost,cost_per_t,cost_share_of_value,tonne_hours,mean_hours,co2e_"
          "kg,"
          "saving,t_km",
          out);
    for (int m = 0; m < history->modes; m++) {
        fputs(",", out);
        char title[200];
        snprintf(title, sizeof title, "t_km_%.180s", history->mode[m]);
        csv_put_text(title, out);
    }
    putc('\n', out);
    for (int p = 0; p < history->plans; p++)
        csv_plan(history, &history->plan[p], out);
}
