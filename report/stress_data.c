// SPDX-License-Identifier: GPL-3.0-or-later
/* What closures cost, for programs: JSON and CSV. */
#include "report/report.h"

#include "report/csv_put.h"
#include "report/json_put.h"

enum { TONNE_HOUR_PLACES = 6, CO2E_PLACES = 18 };

static const char *state_of(const struct stress_case *one) {
    return one->open ? "open" : one->idle ? "idle" : "solved";
}

/* ---- JSON ---- */

static void put_money(struct json_out *out, const char *key, wide e4) {
    json_put_decimal(out, key, e4, MONEY_PLACES);
}

static void put_base(struct json_out *out, const struct stress *stress) {
    const struct plan *base = stress->base;
    json_object(out, "plan");
    put_money(out, "objective", base->objective_e4);
    put_money(out, "cost", base->cost_e4);
    put_money(out, "time_cost", base->time_cost_e4);
    put_money(out, "penalty", base->penalty_e4);
    json_put_decimal(out, "tonne_hours", base->tonne_hours_e6, TONNE_HOUR_PLACES);
    json_put_decimal(out, "unmet_t", base->unmet_kg, MASS_PLACES);
    json_end(out);
}

static void put_closed(struct json_out *out, const struct stress *stress, const struct stress_case *one,
                       const struct network *roads) {
    json_flat_array(out, "closed");
    for (int i = 0; i < 2 && one->closure[i] >= 0; i++) {
        const struct closure *closure = &stress->closure[one->closure[i]];
        json_flat_object(out, NULL);
        json_put_string(out, "kind", CLOSURE_KINDS[closure->kind]);
        json_put_string(out, "id", closure_id(closure, roads));
        json_end(out);
    }
    json_end(out);
}

static void put_hurt(struct json_out *out, const struct stress *stress, const struct stress_case *one,
                     const struct scenario *scenario) {
    json_array(out, "hurt");
    for (int i = one->first_hurt; i < one->first_hurt + one->hurts; i++) {
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", scenario->shipment[stress->hurt[i].shipment].id);
        json_put_decimal(out, "more", stress->hurt[i].more_e13, 13);
        json_put_decimal(out, "unmet_t", stress->hurt[i].unmet_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_alternative(struct json_out *out, const struct stress *stress, const struct stress_case *one,
                            const struct scenario *scenario) {
    if (one->way < 0) {
        json_put_string(out, "first_alternative", NULL);
        return;
    }
    const struct plan_path *path = &stress->ways->path[one->way];
    json_object(out, "first_alternative");
    json_put_string(out, "shipment_id", scenario->shipment[one->shipment].id);
    json_put_decimal(out, "quantity_t", one->turned_kg, MASS_PLACES);
    put_money(out, "cost_per_t", path->per_t.e4);
    json_put_decimal(out, "hours", path->time_uh, HOUR_PLACES);
    json_put_legs(out, stress->ways, scenario->network, path);
    json_end(out);
}

static void put_case(struct json_out *out, const struct stress *stress, const struct stress_case *one,
                     const struct scenario *scenario) {
    json_object(out, NULL);
    put_closed(out, stress, one, scenario->network);
    json_put_string(out, "state", state_of(one));
    if (one->closure[1] < 0) {
        json_put_decimal(out, "carried_t", one->carried_kg, MASS_PLACES);
    } else {
        put_money(out, "interaction", one->interaction_e4);
        json_put_decimal(out, "interaction_unmet_t", one->interaction_kg, MASS_PLACES);
    }
    put_money(out, "objective", one->objective_e4);
    put_money(out, "cost", one->cost_e4);
    put_money(out, "time_cost", one->time_cost_e4);
    put_money(out, "penalty", one->penalty_e4);
    json_put_decimal(out, "tonne_hours", one->tonne_hours_e6, TONNE_HOUR_PLACES);
    json_put_decimal(out, "co2e_t", one->co2e, CO2E_PLACES);
    json_put_decimal(out, "unmet_t", one->unmet_kg, MASS_PLACES);
    put_hurt(out, stress, one, scenario);
    put_alternative(out, stress, one, scenario);
    json_end(out);
}

void report_stress_json(const struct stress *stress, const struct virtual_network *network, FILE *stream) {
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-stress/1");
    json_put_variant(&out, network);
    json_put_double(&out, "gap", stress->gap);
    put_base(&out, stress);
    json_array(&out, "closures");
    for (int c = 0; c < stress->cases; c++)
        put_case(&out, stress, &stress->each[c], network->scenario);
    json_end(&out);
    json_end(&out);
}

/* ---- CSV ---- */

static void csv_closed(const struct stress *stress, int number, const struct network *roads, FILE *out) {
    const struct closure *closure = number >= 0 ? &stress->closure[number] : NULL;
    csv_put(closure != NULL ? CLOSURE_KINDS[closure->kind] : NULL, out);
    csv_put(closure != NULL ? closure_id(closure, roads) : NULL, out);
}

void report_stress_csv(const struct stress *stress, const struct network *roads, FILE *out) {
    fputs("rank,kind,id,second_kind,second_id,state,carried_t,objective,cost,time_cost,penalty,tonne_hours,"
          "co2e_t,unmet_t,hurt,interaction,interaction_unmet_t\n",
          out);
    for (int c = 0; c < stress->cases; c++) {
        const struct stress_case *one = &stress->each[c];
        bool pair = one->closure[1] >= 0;
        fprintf(out, "%d", c + 1);
        csv_closed(stress, one->closure[0], roads, out);
        csv_closed(stress, one->closure[1], roads, out);
        csv_put(state_of(one), out);
        pair ? csv_put(NULL, out) : csv_put_number(one->carried_kg, MASS_PLACES, out);
        csv_put_number(one->objective_e4, MONEY_PLACES, out);
        csv_put_number(one->cost_e4, MONEY_PLACES, out);
        csv_put_number(one->time_cost_e4, MONEY_PLACES, out);
        csv_put_number(one->penalty_e4, MONEY_PLACES, out);
        csv_put_number(one->tonne_hours_e6, TONNE_HOUR_PLACES, out);
        csv_put_number(one->co2e, CO2E_PLACES, out);
        csv_put_number(one->unmet_kg, MASS_PLACES, out);
        csv_put_number(one->hurts, 0, out);
        pair ? csv_put_number(one->interaction_e4, MONEY_PLACES, out) : csv_put(NULL, out);
        pair ? csv_put_number(one->interaction_kg, MASS_PLACES, out) : csv_put(NULL, out);
        putc('\n', out);
    }
}
