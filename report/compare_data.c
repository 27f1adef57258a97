// SPDX-License-Identifier: GPL-3.0-or-later
/* What differs between two plans as JSON: angkut-compare/1. No number is rounded. */
#include "report/compare.h"
#include "report/json_put.h"

static void put_worth(struct json_out *out, const char *key, const struct worth *worth) {
    json_flat_object(out, key);
    for (int m = 0; m < MEASURES; m++)
        json_put_decimal(out, MEASURE[m].name, worth->of[m], MEASURE[m].places);
    json_end(out);
}

static void put_three(struct json_out *out, const struct worth worth[2]) {
    struct worth difference = worth_minus(&worth[1], &worth[0]);
    put_worth(out, "before", &worth[0]);
    put_worth(out, "after", &worth[1]);
    put_worth(out, "difference", &difference);
}

static void put_side(struct json_out *out, const char *key, const struct compare_side *side) {
    const struct plan *plan = side->plan;
    json_object(out, key);
    json_put_string(out, "label", side->label);
    json_put_string(out, "dataset_name", side->network->scenario->network->dataset_name);
    json_put_variant(out, side->network);
    json_put_string(out, "status", PLAN_STATUS[plan->status]);
    json_put_double(out, "gap", plan->gap);
    json_end(out);
}

/* ---- causes ---- */

static void put_cause(struct json_out *out, const struct attribution *attribution,
                      const struct compare_cause *cause) {
    json_object(out, NULL);
    json_put_string(out, "cause", cause->name);
    json_put_string(out, "reason", cause->reason);
    if (cause->is_known)
        put_worth(out, "alone", &cause->alone);
    else
        json_put_string(out, "alone", NULL);
    if (attribution->has_order)
        put_worth(out, "in_order", &cause->in_order);
    else
        json_put_string(out, "in_order", NULL);
    json_end(out);
}

static void put_attribution(struct json_out *out, const struct attribution *attribution) {
    json_object(out, "attribution");
    json_array(out, "causes");
    for (int i = 0; i < attribution->causes; i++)
        put_cause(out, attribution, &attribution->cause[i]);
    json_end(out);
    if (attribution->has_alone)
        put_worth(out, "interaction", &attribution->interaction);
    else
        json_put_string(out, "interaction", NULL);
    json_put_string(out, "left_out", attribution->why_not[0] != '\0' ? attribution->why_not : NULL);
    json_put_decimal(out, "above_best_at_most", attribution->open_e4, MONEY_PLACES);
    json_end(out);
}

/* ---- inputs ---- */

static void put_rate(struct json_out *out, const char *key, const struct rate *rate) {
    if (rate == NULL) {
        json_put_string(out, key, NULL);
        return;
    }
    json_flat_object(out, key);
    json_put_string(out, "tariff_id", rate->tariff_id);
    json_put_string(out, "basis", basis_name(rate->basis));
    json_put_decimal(out, "amount", rate->amount.e4, MONEY_PLACES);
    json_end(out);
}

static void put_contrast(struct json_out *out, const struct rate_contrast *contrast) {
    const struct rate *any = contrast->before != NULL ? contrast->before : contrast->after;
    json_object(out, NULL);
    json_put_string(out, "item", item_name(any->item));
    for (int k = 0; k < KEY_COUNT; k++)
        if (any->key[k] != NULL)
            json_put_string(out, rate_key_name((enum rate_key)k), any->key[k]);
    put_rate(out, "before", contrast->before);
    put_rate(out, "after", contrast->after);
    json_end(out);
}

static void put_inputs(struct json_out *out, const struct comparison *comparison) {
    json_array(out, "rates");
    for (int i = 0; i < comparison->rates; i++)
        put_contrast(out, &comparison->rate[i]);
    json_end(out);
    json_array(out, "rows");
    for (int i = 0; i < comparison->fields; i++) {
        const struct field_change *change = &comparison->field[i];
        json_flat_object(out, NULL);
        json_put_string(out, "file", change->file);
        json_put_string(out, "id", change->id);
        json_put_string(out, "column", change->column);
        json_put_string(out, "before", change->before);
        json_put_string(out, "after", change->after);
        json_end(out);
    }
    json_end(out);
}

/* ---- outputs ---- */

static void put_rows(struct json_out *out, const char *key, const char *id, const struct compare_row *row,
                     int count) {
    json_array(out, key);
    for (int i = 0; i < count; i++) {
        json_object(out, NULL);
        json_put_string(out, id, row[i].id);
        put_three(out, row[i].worth);
        json_end(out);
    }
    json_end(out);
}

static void put_items(struct json_out *out, const struct comparison *comparison) {
    json_array(out, "items");
    for (int part = 0; part < PART_COUNT; part++) {
        wide before = comparison->part_e13[0][part], after = comparison->part_e13[1][part];
        if (before == 0 && after == 0)
            continue;
        json_flat_object(out, NULL);
        json_put_string(out, "item", part_name(part));
        json_put_decimal(out, "before", before, 13);
        json_put_decimal(out, "after", after, 13);
        json_put_decimal(out, "difference", after - before, 13);
        json_end(out);
    }
    json_end(out);
}

static void put_use(struct json_out *out, const char *key, const struct plan_resource *at) {
    if (at == NULL) {
        json_put_string(out, key, NULL);
        return;
    }
    json_flat_object(out, key);
    json_put_decimal(out, "flow_t", at->flow_kg, MASS_PLACES);
    json_put_decimal(out, "capacity_t", at->capacity_kg, MASS_PLACES);
    json_put_decimal(out, "shadow_price", at->shadow_price.e4, MONEY_PLACES);
    json_end(out);
}

static void put_resources(struct json_out *out, const struct comparison *comparison) {
    json_array(out, "resources");
    for (int r = 0; r < comparison->resources; r++) {
        const struct compare_resource *resource = &comparison->resource[r];
        const struct plan_resource *any = resource->at[compare_resource_side(resource)];
        json_object(out, NULL);
        json_put_string(out, any->terminal >= 0 ? "terminal_id" : "link_id",
                        compare_resource_id(comparison, r));
        if (any->terminal < 0)
            json_put_bool(out, "backward", any->backward);
        put_use(out, "before", resource->at[0]);
        put_use(out, "after", resource->at[1]);
        json_end(out);
    }
    json_end(out);
}

static void put_way(struct json_out *out, const char *key, const struct compare_side *side, int way) {
    json_array(out, key);
    for (int l = 0; way >= 0 && l < side->plan->path[way].legs; l++) {
        json_flat_object(out, NULL);
        json_put_leg_way(out, side->plan, side->network->scenario->network,
                         &side->plan->leg[side->plan->path[way].first_leg + l]);
        json_end(out);
    }
    json_end(out);
}

static void put_moves(struct json_out *out, const struct comparison *comparison) {
    json_array(out, "moves");
    for (int i = 0; i < comparison->moves; i++) {
        const struct plan_move *move = &comparison->move[i];
        json_object(out, NULL);
        json_put_string(out, "shipment_id",
                        comparison->side[0].network->scenario->shipment[move->shipment].id);
        json_put_decimal(out, "quantity_t", move->quantity_kg, MASS_PLACES);
        json_put_bool(out, "moved_before", move->from >= 0);
        json_put_bool(out, "moves_after", move->to >= 0);
        json_put_decimal(out, "saves", move->saving_e13, 13);
        put_way(out, "from", &comparison->side[0], move->from);
        put_way(out, "to", &comparison->side[1], move->to);
        json_end(out);
    }
    json_end(out);
}

void report_comparison_json(const struct comparison *comparison, FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-compare/1");
    put_side(&out, "before", &comparison->side[0]);
    put_side(&out, "after", &comparison->side[1]);
    json_object(&out, "totals");
    put_three(&out, comparison->total);
    json_end(&out);
    put_attribution(&out, &comparison->attribution);
    put_inputs(&out, comparison);
    put_items(&out, comparison);
    put_rows(&out, "modes", "mode", comparison->mode, comparison->modes);
    put_rows(&out, "shipments", "shipment_id", comparison->shipment, comparison->shipments);
    put_resources(&out, comparison);
    put_moves(&out, comparison);
    json_end(&out);
}
