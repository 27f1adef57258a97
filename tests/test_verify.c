// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "report/report.h"
#include "tests/support/planned.h"
#include "tests/support/support.h"

#include <string.h>

/* A plan of tests/data/strait: quarry stone by rail and truck, coffee over the ferry. */
static struct planned strait(void) {
    struct date as_of;
    assert_true(date_parse("2026-11-24", &as_of, NULL));
    return planned_new("tests/data/strait", as_of);
}

static void a_sealed_plan_verifies_again(void **state) {
    (void)state;
    AUTO(planned_release) struct planned planned = strait();
    struct verdict again = plan_verify(planned.plan, planned.scenario, planned.diag);
    assert_string_equal(planned_errors(planned.diag), "");
    assert_true(again.holds);
    assert_true(again.bound_e4 <= again.objective_e4);
    assert_true(again.gap <= 1e-6);
}

/* Each spoils one thing of a good plan. */
static void quantity(struct plan *plan) { plan->path[0].quantity_kg++; }
static void quantity_below_zero(struct plan *plan) { plan->path[0].quantity_kg = -1; }
static void unmet(struct plan *plan) { plan->shipment[1].unmet_kg = 1; }
static void unmet_below_zero(struct plan *plan) { plan->shipment[1].unmet_kg = -1; }
static void path_money(struct plan *plan) { plan->path[0].per_t.e4--; }
static void path_hours(struct plan *plan) { plan->path[0].time_uh++; }
static void leg_money(struct plan *plan) { plan->leg[0].per_t.e4++; }
static void leg_hours(struct plan *plan) { plan->leg[0].time_uh--; }
static void leg_length(struct plan *plan) { plan->leg[0].length_mm++; }
static void leg_from(struct plan *plan) { plan->leg[0].from = plan->leg[0].to; }
static void leg_to(struct plan *plan) { plan->leg[0].to = plan->leg[0].from; }
static void leg_vehicle(struct plan *plan) { plan->leg[0].vehicle = plan->leg[0].vehicle == 0 ? 1 : 0; }
static void leg_mode(struct plan *plan) { plan->leg[0].mode = "sail"; }
static void leg_link(struct plan *plan) { plan->link[plan->leg[0].first_link] = 3; }
static void leg_no_links(struct plan *plan) { plan->leg[0].links = 0; }
static void item_money(struct plan *plan) { plan->item[0].per_t.e4++; }
static void item_kind(struct plan *plan) { plan->item[0].item = ITEM_SEA; }
static void item_rate(struct plan *plan) { plan->item[0].tariff_id = "other"; }
static void item_missing(struct plan *plan) { plan->leg[0].items--; }
static void resource_flow(struct plan *plan) { plan->resource[0].flow_kg++; }
static void resource_capacity(struct plan *plan) { plan->resource[0].capacity_kg++; }
static void resource_price(struct plan *plan) { plan->resource[2].shadow_price.e4++; }
static void resource_price_below_zero(struct plan *plan) { plan->resource[0].shadow_price.e4 = -1; }
static void resource_order(struct plan *plan) { plan->resource[0].backward = !plan->resource[0].backward; }
static void resource_count(struct plan *plan) { plan->resources--; }
static void objective(struct plan *plan) { plan->objective_e4++; }
static void cost(struct plan *plan) { plan->cost_e4++; }
static void time_cost(struct plan *plan) { plan->time_cost_e4--; }
static void penalty(struct plan *plan) { plan->penalty_e4++; }
static void rent(struct plan *plan) { plan->capacity_rent_e4++; }
static void tonne_hours(struct plan *plan) { plan->tonne_hours_e6++; }
static void total_unmet(struct plan *plan) { plan->unmet_kg++; }
static void bound(struct plan *plan) { plan->bound_e4--; }
static void gap(struct plan *plan) { plan->gap += 1e-9; }
static void status(struct plan *plan) { plan->status = PLAN_INFEASIBLE; }
static void date(struct plan *plan) { plan->variant.as_of.day++; }
static void vot(struct plan *plan) { plan->variant.has_vot = true; }
static void tariff(struct plan *plan) { plan->tariff_hash[0] ^= 1; }
static void input(struct plan *plan) { plan->input_hash[5] ^= 1; }
static void asked_gap(struct plan *plan) { plan->gap_limit *= 2; }

static void whatever_is_changed_verify_says_what(void **state) {
    (void)state;
    static const struct {
        const char *what, *message;
        void (*spoil)(struct plan *);
    } cases[] = {
        {"quantity", "tonnes in all (paths and unmet)", quantity},
        {"quantity below zero", "quantity_t must be above 0", quantity_below_zero},
        {"unmet", "shipment S2: says tonnes in all (paths and unmet) 1200.001, it is 1200", unmet},
        {"unmet below zero", "unmet_t is below 0", unmet_below_zero},
        {"path money", "path 1: says cost_per_t", path_money},
        {"path hours", "path 1: says hours", path_hours},
        {"leg money", "leg 1: says cost_per_t", leg_money},
        {"leg hours", "leg 1: says hours", leg_hours},
        {"leg length", "leg 1: says length_km", leg_length},
        {"leg from", "leg 1: starts at", leg_from},
        {"leg to", "leg 1: ends at", leg_to},
        {"leg vehicle", "leg 1: ", leg_vehicle},
        {"leg mode", "leg 1: says mode sail", leg_mode},
        {"leg link", "does not lead on from batu", leg_link},
        {"leg without links", "leg 1: has no links", leg_no_links},
        {"item money", "leg 1: says ", item_money},
        {"item kind", "has no item sea", item_kind},
        {"item rate", "under rate other", item_rate},
        {"item missing", "items, it has", item_missing},
        {"resource flow", "flow_t: the plan says", resource_flow},
        {"resource capacity", "capacity_t: the plan says", resource_capacity},
        {"resource price", "capacity_rent: the plan says", resource_price},
        {"resource price below zero", "shadow_price is below 0", resource_price_below_zero},
        {"resource order", "resources: number 1 should be link L3 from barat", resource_order},
        {"resource count", "resources, the files have", resource_count},
        {"objective", "objective: the plan says", objective},
        {"cost", "cost: the plan says", cost},
        {"time cost", "time_cost: the plan says", time_cost},
        {"penalty", "penalty: the plan says 0.0001, it is 0", penalty},
        {"rent", "capacity_rent: the plan says", rent},
        {"tonne hours", "tonne_hours: the plan says", tonne_hours},
        {"unmet in all", "unmet_t: the plan says 0.001, it is 0", total_unmet},
        {"bound", "bound: the plan says", bound},
        {"gap", "gap: the plan says", gap},
        {"status", "status: the plan says infeasible, it is optimal", status},
        {"date", "tariff_hash: the rates of 2026-11-25 have changed since the plan was made", date},
        {"value of time", "time_cost: the plan says", vot},
        {"tariff hash", "tariff_hash: the rates of 2026-11-24 have changed since the plan was made", tariff},
        {"input hash", "the plan was made from other files than these", input},
        {"gap asked for", "plan_hash: the plan was changed after it was written", asked_gap},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        AUTO(planned_release) struct planned planned = strait();
        cases[i].spoil(planned.plan);
        struct verdict verdict = plan_verify(planned.plan, planned.scenario, planned.diag);
        const char *errors = planned_errors(planned.diag);
        if (verdict.holds || strstr(errors, cases[i].message) == NULL)
            fail_msg("%s: expected \"%s\", got: %s", cases[i].what, cases[i].message, errors);
    }
}

/*
 * With prices of 0 the bound is every shipment on its cheapest path alone. Without value of time, per tonne:
 * - batu to barat by rail: 125 km x 400 + 2 x 12,000 handling = 74,000.
 * - barat to kota by a 10 t truck that pays its empty way back: fuel 0.3 l x 6,800 x 2 / 10 = 408 a km, 60 km by
 *   road = 24,480; ferry 1,500,000 x 2 / 10 = 300,000; crew 60,000 x 2 / 10 = 12,000 an hour, 2 h + 1 h = 36,000;
 *   handling 2 x 10,000 (coffee 2 x 15,000): stone 380,480, coffee 390,480. With rail before it: 454,480, 464,480.
 * - kota to batu within 12 h, too short for the train: 190 km x 408 = 77,520, ferry 300,000, crew 6 h = 72,000,
 *   handling 30,000: 479,520.
 * 3,500 x 74,000 + 1,200 x 454,480 + 400.5 x 464,480 + 25 x 479,520 = 1,002,388,240.
 */
static void without_prices_the_bound_is_every_shipment_alone(void **state) {
    (void)state;
    AUTO(planned_release) struct planned planned = strait();
    planned.plan->variant.has_vot = true;
    planned.plan->variant.vot_per_t_h.e4 = 0;
    planned.plan->sealed = false;
    for (int r = 0; r < planned.plan->resources; r++)
        planned.plan->resource[r].shadow_price.e4 = 0;
    struct verdict verdict = plan_verify(planned.plan, planned.scenario, planned.diag);
    char text[WIDE_TEXT];
    assert_string_equal(wide_text(text, verdict.bound_e4, MONEY_PLACES, 0), "1002388240");
}

/* Totals of thousands of billions, of which a double would lose the last places. */
static void a_costly_plan_comes_back_exactly(void **state) {
    (void)state;
    const char *folder = support_folder(), *path = support_text("%s/plan.json", folder);
    struct date as_of;
    support_write(folder, "roads/node.csv", "node_id,x_coord,y_coord\na,104,-4\nb,105,-4\n");
    support_write(folder, "roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h\nl,a,b,true,999999999.9999,1\n");
    support_write(folder, "shipments/shipment.csv",
                  "shipment_id,origin_node_id,destination_node_id,quantity_t\ns,a,b,12345.678\n");
    assert_true(date_parse("2026-11-24", &as_of, NULL));
    AUTO(planned_release) struct planned planned = planned_new(folder, as_of);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    report_plan_json(planned.plan, planned.scenario, out);
    assert_int_equal(fclose(out), 0);
    assert_non_null(strstr(support_read(path), "\"cost\": 12345677999998.7654")); /* 999,999,999.9999 x 12,345.678, rounded */
    struct plan *read = plan_read(path, planned.scenario, planned.diag);
    assert_non_null(read);
    struct verdict verdict = plan_verify(read, planned.scenario, planned.diag);
    plan_free(read);
    assert_string_equal(planned_errors(planned.diag), "");
    assert_true(verdict.holds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sealed_plan_verifies_again),
        cmocka_unit_test(whatever_is_changed_verify_says_what),
        cmocka_unit_test(a_costly_plan_comes_back_exactly),
        cmocka_unit_test(without_prices_the_bound_is_every_shipment_alone),
    };
    return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
