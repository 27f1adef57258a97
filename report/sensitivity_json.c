// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * angkut-sensitivity/1, and the same as CSV (doc/formats.md). Shares have twelve places, money four, amounts are
 * rounded towards today's; what there is no end to is null, in CSV empty.
 */
#include "report/sensitivity.h"

#include "base/json.h"
#include "report/csv_put.h"
#include "report/json_put.h"

#include <math.h>
#include <string.h>

static void put_money(struct json_out *out, const char *key, double amount) {
    json_put_decimal(out, key, (wide)roundl((long double)amount * 10000), MONEY_PLACES);
}

static void put_share(struct json_out *out, const char *key, double share) {
    json_put_decimal(out, key, (wide)roundl((long double)share * 1e12L), 12);
}

static void put_turn(struct json_out *out, const char *key, const struct sensitivity *sensitivity,
                     const struct scenario *scenario, const struct rate_range *range,
                     const struct turn *turn) {
    json_object(out, key);
    put_share(out, "share", turn->share);
    if (range->only != NULL)
        json_put_decimal(out, "amount", amount_at_e4(range->only, turn->share), MONEY_PLACES);
    put_money(out, "total", turn->total);
    put_money(out, "slope_below", turn->below);
    put_money(out, "slope_above", turn->above);
    json_put_changes(out, "changes", sensitivity->change + turn->first_change, turn->changes,
                     sensitivity->ways, scenario);
    json_end(out);
}

static void put_end(struct json_out *out, const char *key, const struct sensitivity *sensitivity,
                    const struct scenario *scenario, const struct rate_range *range, int side) {
    if (range->ends[side])
        put_turn(out, key, sensitivity, scenario, range, &range->end[side]);
    else
        json_put_string(out, key, NULL);
}

static void put_curve(struct json_out *out, const struct sensitivity *sensitivity,
                      const struct scenario *scenario, const struct rate_range *range,
                      const struct sensitivity_settings *settings) {
    json_object(out, "curve");
    put_share(out, "low", settings->low);
    put_money(out, "low_total", range->low_total);
    put_share(out, "high", settings->high);
    put_money(out, "high_total", range->high_total);
    json_array(out, "turns");
    for (int i = 0; i < range->turns; i++)
        put_turn(out, NULL, sensitivity, scenario, range, &sensitivity->turn[range->first_turn + i]);
    json_end(out);
    json_end(out);
}

static void put_range(struct json_out *out, const struct sensitivity *sensitivity,
                      const struct scenario *scenario, const struct rate_range *range,
                      const struct sensitivity_settings *settings) {
    const struct rate *rate = range->group.rate;
    json_object(out, NULL);
    json_put_string(out, "item", item_name(range->group.item));
    json_put_string(out, "tariff_id", rate != NULL ? rate->tariff_id : NULL);
    json_put_int(out, "rates", range->rates);
    json_put_string(out, "state", RANGE_STATES[range->kind]);
    if (range->only != NULL) {
        json_put_string(out, "basis", basis_name(range->only->basis));
        json_put_decimal(out, "amount", range->only->amount.e4, MONEY_PLACES);
    }
    put_money(out, "paid", range->paid);
    put_end(out, "from", sensitivity, scenario, range, FALL);
    put_end(out, "to", sensitivity, scenario, range, RISE);
    if (settings->curve && range->kind == RANGE_MOVES)
        put_curve(out, sensitivity, scenario, range, settings);
    json_end(out);
}

void report_sensitivity_json(const struct sensitivity *sensitivity, const struct virtual_network *network,
                             const struct sensitivity_settings *settings, FILE *stream) {
    const struct scenario *scenario = network->scenario;
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-sensitivity/1");
    json_put_variant(&out, network);
    put_money(&out, "total", sensitivity->total);
    json_put_decimal(&out, "unmet_t", (wide)roundl((long double)sensitivity->unmet_t * 1000), MASS_PLACES);
    json_array(&out, "ranges");
    for (int i = 0; i < sensitivity->ranges; i++)
        put_range(&out, sensitivity, scenario, &sensitivity->range[i], settings);
    json_end(&out);
    json_end(&out);
}

/* ---- CSV ---- */

static void csv_currency(FILE *out, double amount) {
    csv_put_number((wide)roundl((long double)amount * 10000), MONEY_PLACES, out);
}

static void csv_amount(FILE *out, const struct rate_range *range, double share) {
    if (range->only != NULL)
        csv_put_number(amount_at_e4(range->only, share), MONEY_PLACES, out);
    else
        putc(',', out);
}

static void csv_head(FILE *out, const struct rate_range *range) {
    fprintf(out, "%s,", item_name(range->group.item));
    csv_put_text(range->group.rate != NULL ? range->group.rate->tariff_id : "", out);
}

static void csv_turn(FILE *out, const struct rate_range *range, const struct sensitivity *sensitivity,
                     const struct turn *turn) {
    int64_t kg = 0;
    for (int i = 0; i < turn->changes; i++)
        kg += sensitivity->change[turn->first_change + i].quantity_kg;
    csv_put_number((wide)roundl((long double)turn->share * 1e12L), 12, out);
    csv_amount(out, range, turn->share);
    csv_currency(out, turn->total);
    csv_currency(out, turn->below);
    csv_currency(out, turn->above);
    csv_put_number(kg, MASS_PLACES, out);
}

static void csv_end(FILE *out, const struct rate_range *range, const struct sensitivity *sensitivity,
                    int side) {
    if (range->ends[side])
        csv_turn(out, range, sensitivity, &range->end[side]);
    else
        fputs(",,,,,,", out);
}

static void csv_ranges(const struct sensitivity *sensitivity, FILE *out) {
    fputs("item,tariff_id,rates,state,basis,amount,paid,from_share,from_amount,from_total,from_slope_below,"
          "from_slope_above,from_moved_t,to_share,to_amount,to_total,to_slope_below,to_slope_above,to_moved_"
          "t\n",
          out);
    for (int i = 0; i < sensitivity->ranges; i++) {
        const struct rate_range *range = &sensitivity->range[i];
        csv_head(out, range);
        fprintf(out, ",%d,%s,%s", range->rates, RANGE_STATES[range->kind],
                range->only != NULL ? basis_name(range->only->basis) : "");
        csv_amount(out, range, 0);
        csv_currency(out, range->paid);
        csv_end(out, range, sensitivity, FALL);
        csv_end(out, range, sensitivity, RISE);
        putc('\n', out);
    }
}

static void csv_curves(const struct sensitivity *sensitivity, FILE *out) {
    fputs("item,tariff_id,share,amount,total,slope_below,slope_above,moved_t\n", out);
    for (int i = 0; i < sensitivity->ranges; i++) {
        const struct rate_range *range = &sensitivity->range[i];
        for (int t = 0; t < range->turns; t++) {
            csv_head(out, range);
            csv_turn(out, range, sensitivity, &sensitivity->turn[range->first_turn + t]);
            putc('\n', out);
        }
    }
}

void report_sensitivity_csv(const struct sensitivity *sensitivity,
                            const struct sensitivity_settings *settings, FILE *out) {
    if (settings->curve)
        csv_curves(sensitivity, out);
    else
        csv_ranges(sensitivity, out);
}
