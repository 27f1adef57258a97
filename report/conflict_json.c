// SPDX-License-Identifier: GPL-3.0-or-later
/* angkut-conflict/1. */
#include "report/report.h"

#include "report/json_put.h"

static void put_file(struct json_out *out, const char *file, int line) {
    json_put_string(out, "file", file);
    json_put_int(out, "line", line);
}

static void put_place(struct json_out *out, const struct limit *limit, const struct network *roads) {
    if (limit->link < 0) {
        json_put_string(out, "terminal_id", roads->terminal[limit->terminal].id);
        put_file(out, "roads/terminal.csv", roads->terminal[limit->terminal].line);
        return;
    }
    const struct link *link = &roads->link[limit->link];
    json_put_string(out, "link_id", link->id);
    if (limit->kind == LIMIT_CAPACITY) {
        json_put_string(out, "from_node_id", roads->node[limit->backward ? link->to : link->from].id);
        json_put_string(out, "to_node_id", roads->node[limit->backward ? link->from : link->to].id);
    }
    put_file(out, "roads/link.csv", link->line);
}

static void put_restriction(struct json_out *out, const struct restriction *rule) {
    const struct {
        const char *key, *value;
    } given[] = {{"commodity_id", rule->commodity_id},       {"cargo_form", rule->cargo_form},
                 {"vehicle_type_id", rule->vehicle_type_id}, {"mode", rule->mode},
                 {"jurisdiction", rule->jurisdiction},       {"link_id", rule->link_id}};
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
        if (given[i].value != NULL)
            json_put_string(out, given[i].key, given[i].value);
    put_file(out, "roads/restriction.csv", rule->line);
}

static void put_limit_fields(struct json_out *out, const struct limit *limit,
                             const struct scenario *scenario) {
    json_put_string(out, "kind", LIMIT_KINDS[limit->kind]);
    if (limit->kind == LIMIT_RESTRICTION) {
        put_restriction(out, &scenario->network->restriction[limit->restriction]);
    } else if (limit->shipment >= 0) {
        const struct shipment *shipment = &scenario->shipment[limit->shipment];
        json_put_string(out, "shipment_id", shipment->id);
        put_file(out, "shipments/shipment.csv", shipment->line);
    } else {
        put_place(out, limit, scenario->network);
    }
    if (limit->kind == LIMIT_DEMAND)
        json_put_decimal(out, "quantity_t", limit->amount, MASS_PLACES);
    if (limit->kind == LIMIT_CAPACITY)
        json_put_decimal(out, "capacity_t", limit->amount, MASS_PLACES);
    if (limit->kind != LIMIT_HOURS)
        return;
    json_put_decimal(out, "max_hours", limit->amount, HOUR_PLACES);
    if (limit->fastest_uh >= 0)
        json_put_decimal(out, "fastest_hours", limit->fastest_uh, HOUR_PLACES);
    else
        json_put_string(out, "fastest_hours", NULL);
}

static void put_conflicts(struct json_out *out, const struct conflicts *conflicts,
                          const struct scenario *scenario) {
    json_array(out, "conflicts");
    for (int i = 0; i < conflicts->conflicts; i++) {
        const struct conflict *conflict = &conflicts->conflict[i];
        json_object(out, NULL);
        json_put_decimal(out, "short_t", conflict->short_kg, MASS_PLACES);
        json_array(out, "limits");
        for (int l = conflict->first_limit; l < conflict->first_limit + conflict->limits; l++) {
            json_flat_object(out, NULL);
            put_limit_fields(out, &conflicts->limit[l], scenario);
            json_end(out);
        }
        json_end(out);
        json_end(out);
    }
    json_end(out);
}

static void put_step(struct json_out *out, const struct repair_step *step, const struct scenario *scenario) {
    bool hours = step->limit.kind == LIMIT_HOURS;
    json_flat_object(out, NULL);
    put_limit_fields(out, &step->limit, scenario);
    if (hours || step->limit.kind == LIMIT_CAPACITY) {
        json_put_decimal(out, "by", step->by, hours ? HOUR_PLACES : MASS_PLACES);
        json_put_decimal(out, "to", step->to, hours ? HOUR_PLACES : MASS_PLACES);
    }
    json_end(out);
}

static void put_amount(struct json_out *out, const char *key, bool known, wide e4) {
    if (known)
        json_put_decimal(out, key, e4, MONEY_PLACES);
    else
        json_put_string(out, key, NULL);
}

static void put_repairs(struct json_out *out, const struct conflicts *conflicts,
                        const struct scenario *scenario) {
    json_array(out, "repairs");
    for (int i = 0; i < conflicts->repairs; i++) {
        const struct conflict_repair *repair = &conflicts->repair[i];
        json_object(out, NULL);
        json_array(out, "steps");
        for (int s = repair->first_step; s < repair->first_step + repair->steps; s++)
            put_step(out, &conflicts->step[s], scenario);
        json_end(out);
        put_amount(out, "objective", repair->priced, repair->objective_e4);
        put_amount(out, "cost", repair->priced || repair->steps == 0, repair->cost_e4);
        put_amount(out, "time_cost", repair->priced || repair->steps == 0, repair->time_cost_e4);
        json_put_decimal(out, "unmet_t", repair->unmet_kg, MASS_PLACES);
        json_end(out);
    }
    json_end(out);
}

static void put_stays(struct json_out *out, const struct conflicts *conflicts,
                      const struct scenario *scenario) {
    json_array(out, "rather_stay");
    for (int i = 0; i < conflicts->stays; i++) {
        const struct shipment *shipment = &scenario->shipment[conflicts->stay[i].shipment];
        json_flat_object(out, NULL);
        json_put_string(out, "shipment_id", shipment->id);
        json_put_decimal(out, "quantity_t", conflicts->stay[i].quantity_kg, MASS_PLACES);
        json_put_decimal(out, "unmet_penalty_per_t", shipment->penalty_per_t.e4, MONEY_PLACES);
        json_end(out);
    }
    json_end(out);
}

void report_conflicts_json(const struct conflicts *conflicts, const struct virtual_network *network,
                           FILE *stream) {
    const struct scenario *scenario = network->scenario;
    struct json_out out;
    json_begin(&out, stream);
    json_object(&out, NULL);
    json_put_string(&out, "schema", "angkut-conflict/1");
    json_put_variant(&out, network);
    json_object(&out, "plan");
    json_put_decimal(&out, "objective", conflicts->plan->objective_e4, MONEY_PLACES);
    json_put_decimal(&out, "cost", conflicts->plan->cost_e4, MONEY_PLACES);
    json_put_decimal(&out, "time_cost", conflicts->plan->time_cost_e4, MONEY_PLACES);
    json_put_decimal(&out, "unmet_t", conflicts->plan->unmet_kg, MASS_PLACES);
    json_end(&out);
    json_put_decimal(&out, "least_unmet_t", conflicts->least_unmet_kg, MASS_PLACES);
    put_conflicts(&out, conflicts, scenario);
    json_put_bool(&out, "more", conflicts->more);
    put_repairs(&out, conflicts, scenario);
    put_stays(&out, conflicts, scenario);
    json_end(&out);
}
