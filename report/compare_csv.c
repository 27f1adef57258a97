// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between two plans as CSV: one row a number, section by section. No number is rounded. */
#include "report/compare.h"
#include "report/csv_put.h"

static void put_row(const char *section, const char *id, const char *measure, FILE *out) {
    csv_put_text(section, out);
    csv_put(id, out);
    csv_put(measure, out);
}

static void put_three(const char *section, const char *id, const char *measure, wide before, wide after,
                      int places, FILE *out) {
    if (before == 0 && after == 0)
        return;
    put_row(section, id, measure, out);
    csv_put_number(before, places, out);
    csv_put_number(after, places, out);
    csv_put_number(after - before, places, out);
    putc('\n', out);
}

static void put_worth(const char *section, const char *id, const struct worth worth[2], FILE *out) {
    for (int m = 0; m < MEASURES; m++)
        put_three(section, id, MEASURE[m].name, worth[0].of[m], worth[1].of[m], MEASURE[m].places, out);
}

static void put_texts(const char *section, const char *id, const char *column, const char *before,
                      const char *after, FILE *out) {
    put_row(section, id, column, out);
    csv_put(before, out);
    csv_put(after, out);
    fputs(",\n", out);
}

static void put_effect(const char *section, const char *id, const struct worth *worth, FILE *out) {
    for (int m = 0; m < MEASURES; m++) {
        put_row(section, id, MEASURE[m].name, out);
        fputs(",,", out);
        csv_put_number(worth->of[m], MEASURE[m].places, out);
        putc('\n', out);
    }
}

static void put_attribution(const struct attribution *attribution, FILE *out) {
    for (int i = 0; i < attribution->causes; i++) {
        if (attribution->cause[i].is_known)
            put_effect("cause_alone", attribution->cause[i].name, &attribution->cause[i].alone, out);
        if (attribution->has_order)
            put_effect("cause_in_order", attribution->cause[i].name, &attribution->cause[i].in_order, out);
    }
    if (attribution->has_alone && attribution->causes > 0)
        put_effect("cause_alone", "interaction", &attribution->interaction, out);
}

static void put_inputs(const struct comparison *comparison, FILE *out) {
    for (int i = 0; i < comparison->rates; i++) {
        const struct rate *a = comparison->rate[i].before, *b = comparison->rate[i].after;
        char before[WIDE_TEXT] = "", after[WIDE_TEXT] = "";
        if (a != NULL)
            wide_text(before, a->amount.e4, MONEY_PLACES, 0);
        if (b != NULL)
            wide_text(after, b->amount.e4, MONEY_PLACES, 0);
        put_texts("rate", (b != NULL ? b : a)->tariff_id, item_name((b != NULL ? b : a)->item), before, after,
                  out);
    }
    for (int i = 0; i < comparison->fields; i++) {
        const struct field_change *change = &comparison->field[i];
        put_texts(change->file, change->id, change->column, change->before, change->after, out);
    }
}

static void put_resources(const struct comparison *comparison, FILE *out) {
    for (int r = 0; r < comparison->resources; r++) {
        const struct plan_resource *a = comparison->resource[r].at[0], *b = comparison->resource[r].at[1];
        const struct plan_resource *any = a != NULL ? a : b;
        const char *section = any->terminal >= 0 ? "terminal" : any->backward ? "link_backward" : "link";
        const char *id = compare_resource_id(comparison, r);
        put_three(section, id, "flow_t", a != NULL ? a->flow_kg : 0, b != NULL ? b->flow_kg : 0, MASS_PLACES,
                  out);
        put_three(section, id, "shadow_price", a != NULL ? a->shadow_price.e4 : 0,
                  b != NULL ? b->shadow_price.e4 : 0, MONEY_PLACES, out);
    }
}

void report_comparison_csv(const struct comparison *comparison, FILE *out) {
    fputs("section,id,measure,before,after,difference\n", out);
    put_worth("total", "", comparison->total, out);
    put_attribution(&comparison->attribution, out);
    put_inputs(comparison, out);
    for (int part = 0; part < PART_COUNT; part++)
        put_three("item", part_name(part), "objective", comparison->part_e13[0][part],
                  comparison->part_e13[1][part], 13, out);
    for (int m = 0; m < comparison->modes; m++)
        put_worth("mode", comparison->mode[m].id, comparison->mode[m].worth, out);
    for (int k = 0; k < comparison->shipments; k++)
        put_worth("shipment", comparison->shipment[k].id, comparison->shipment[k].worth, out);
    put_resources(comparison, out);
}
