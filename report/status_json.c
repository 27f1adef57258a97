// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-status/1, field by field; decimals as in angkut-plan/1 (report/json.c). */
#include "report/report.h"

#include "base/json.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void put_money(struct json_out *out, const char *key, bool known, wide e4) {
    if (known)
        json_put_decimal(out, key, e4, MONEY_PLACES);
    else
        json_put_string(out, key, NULL);
}

static void put_objective(struct json_out *out, const char *key, const struct plan *plan) {
    put_money(out, key, plan != NULL, plan != NULL ? plan->objective_e4 : 0);
}

static void put_totals(struct json_out *out, const struct standing *standing) {
    bool priced = standing->repriced != NULL;
    json_put_double(out, "gap_limit", standing->gap_limit);
    put_objective(out, "old_objective", standing->plan);
    put_objective(out, "repriced_objective", standing->repriced);
    put_money(out, "bound", priced, standing->bound_e4);
    if (priced)
        json_put_double(out, "gap", standing->gap);
    else
        json_put_string(out, "gap", NULL);
    put_objective(out, "new_objective", standing->anew);
    put_money(out, "saving", priced && standing->anew != NULL, standing->saving_e4);
}

static void put_part(struct json_out *out, const char *key, const struct plan *plan, const wide *part_e7,
                     int part) {
    if (plan != NULL)
        json_put_decimal(out, key, part_e7[part], 7);
    else
        json_put_string(out, key, NULL);
}

static void put_parts(struct json_out *out, const struct standing *standing) {
    const struct plan *plan[] = {standing->plan, standing->repriced, standing->anew};
    wide part_e7[3][PART_COUNT] = {{0}};
    for (int i = 0; i < 3; i++)
        if (plan[i] != NULL)
            plan_parts(plan[i], part_e7[i]);
    json_array(out, "by_item");
    for (int part = 0; part < PART_COUNT; part++) {
        if (part_e7[0][part] == 0 && part_e7[1][part] == 0 && part_e7[2][part] == 0)
            continue;
        json_flat_object(out, NULL);
        json_put_string(out, "item", part_name(part));
        put_part(out, "old", plan[0], part_e7[0], part);
        put_part(out, "repriced", plan[1], part_e7[1], part);
        put_part(out, "new", plan[2], part_e7[2], part);
        if (plan[1] != NULL && plan[2] != NULL)
            json_put_decimal(out, "saving", part_e7[1][part] - part_e7[2][part], 7);
        else
            json_put_string(out, "saving", NULL);
        json_end(out);
    }
    json_end(out);
}

static void put_changes(struct json_out *out, const struct standing *standing) {
    json_array(out, "changes");
    for (int i = 0; i < standing->changes; i++) {
        const struct rate_move *move = &standing->change[i];
        json_flat_object(out, NULL);
        json_put_string(out, "item", item_name(move->item));
        json_put_string(out, "tariff_id_before", move->before);
        json_put_string(out, "tariff_id", move->after);
        json_put_decimal(out, "money_before", move->before_e7, 7);
        json_put_decimal(out, "money", move->after_e7, 7);
        json_end(out);
    }
    json_end(out);
}

static void put_leg(struct json_out *out, const struct plan *plan, const struct network *network,
                    const struct plan_leg *leg) {
    json_object(out, NULL);
    json_put_string(out, "mode", leg->mode);
    if (network->vehicle_type[leg->vehicle].id != NULL)
        json_put_string(out, "vehicle_type_id", network->vehicle_type[leg->vehicle].id);
    json_array(out, "links");
    for (int i = leg->first_link; i < leg->first_link + leg->links; i++)
        json_put_string(out, NULL, network->link[plan->link[i]].id);
    json_end(out);
    json_end(out);
}

/* null = the tonnes stay behind. */
static void put_path(struct json_out *out, const char *key, const struct plan *plan, int number,
                     const struct network *network) {
    if (number < 0) {
        json_put_string(out, key, NULL);
        return;
    }
    const struct plan_path *path = &plan->path[number];
    json_flat_object(out, key);
    json_put_decimal(out, "cost_per_t", path->per_t.e4, MONEY_PLACES);
    json_put_decimal(out, "hours", path->time_uh, HOUR_PLACES);
    json_array(out, "legs");
    for (int l = path->first_leg; l < path->first_leg + path->legs; l++)
        put_leg(out, plan, network, &plan->leg[l]);
    json_end(out);
    json_end(out);
}

static void put_moves(struct json_out *out, const struct standing *standing,
                      const struct scenario *scenario) {
    const struct plan *before = standing->repriced != NULL ? standing->repriced : standing->plan;
    json_array(out, "moves");
    for (int i = 0; i < standing->moves; i++) {
        const struct plan_move *move = &standing->move[i];
        json_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[move->shipment].id);
        json_put_decimal(out, "quantity_t", move->quantity_kg, MASS_PLACES);
        if (standing->repriced != NULL)
            json_put_decimal(out, "saving", move->saving_e13, 13);
        else
            json_put_string(out, "saving", NULL);
        put_path(out, "from", before, move->from, scenario->network);
        put_path(out, "to", standing->anew, move->to, scenario->network);
        json_end(out);
    }
    json_end(out);
}

/* The findings as one string each. */
static void put_broken(struct json_out *out, const struct diag *broken) {
    AUTO_FREE char *text = NULL;
    size_t size;
    FILE *lines = open_memstream(&text, &size);
    json_array(out, "broken");
    if (lines != NULL) {
        diag_print(broken, DIAG_ERROR, false, lines);
        fclose(lines);
        char *rest = NULL;
        for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
            json_put_string(out, NULL, strncmp(line, "error: ", 7) == 0 ? line + 7 : line);
    }
    json_end(out);
}

void report_standing_json(const struct standing *standing, const struct virtual_network *network,
                          FILE *stream) {
    struct json_out out;
    char day[DATE_TEXT], hash[HASH_TEXT];
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-status/1");
    json_put_string(&out, "answer", STANDING_ANSWERS[standing->answer]);
    json_put_string(&out, "proof", STANDING_PROOFS[standing->proof]);
    json_put_string(&out, "plan_hash", standing->plan->plan_hash);
    json_put_string(&out, "plan_as_of", date_text(day, standing->plan->variant.as_of));
    json_put_string(&out, "as_of", date_text(day, network->variant.as_of));
    tariff_hash(network->tariff, hash);
    json_put_string(&out, "tariff_hash", hash);
    put_totals(&out, standing);
    put_parts(&out, standing);
    put_changes(&out, standing);
    put_moves(&out, standing, network->scenario);
    put_broken(&out, standing->broken);
    json_end(&out);
}
