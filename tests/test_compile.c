// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mem.h"
#include "solver/solver.h"
#include "tests/support/data_set.h"
#include "tests/support/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static struct compiled *compile(const struct scenario *scenario, const struct variant *variant) {
    struct diag *diag = diag_new();
    struct compiled *compiled = plan_compile(scenario, variant, diag);
    assert_string_equal(findings_text(diag), "");
    diag_free(diag);
    return compiled;
}

static void a_class_is_a_cargo_and_a_value_of_time(void **state) {
    static const struct text_file changes[] = {
        {"shipments/shipment.csv",
         "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h\n"
         "1,wheat,A,B,1,\n2,coal,A,B,1,\n3,wheat,B,A,1,5\n4,coal,A,B,1,0\n5,wheat,A,Q,1,100\n"},
        {0}};
    struct variant option = NOW;
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct compiled *compiled = compile(scenario, &NOW);
    const int *class_of = compiled_problem(compiled)->class_of;
    /* wheat at 100 (its commodity's, twice) and at 5; coal at 0 (twice) */
    assert_int_equal(compiled_problem(compiled)->classes, 3);
    assert_int_equal(class_of[0], class_of[4]);
    assert_int_equal(class_of[1], class_of[3]);
    assert_int_not_equal(class_of[0], class_of[2]);
    assert_int_not_equal(class_of[0], class_of[1]);
    compiled_free(compiled);
    option.has_vot = true;
    compiled = compile(scenario, &option);
    assert_int_equal(compiled_problem(compiled)->classes, 2);
    compiled_free(compiled);
    scenario_free(scenario);
}

static void numbers_are_tonnes_hours_and_currency_per_tonne(void **state) {
    static const struct text_file changes[] = {
        {"shipments/shipment.csv",
         "shipment_id,commodity_id,origin_node_id,destination_node_id,quantity_t,max_hours,"
         "unmet_penalty_per_t\n1,wheat,A,B,100.5,,\n2,coal,B,A,50,12,5000.25\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct compiled *compiled = compile(scenario, &NOW);
    const struct problem *problem = compiled_problem(compiled);
    const struct virtual_network *network = compiled_network(compiled);
    int haul = arc_find(network, ARC_HAUL, "AJ", false, "truck"),
        rail = arc_find(network, ARC_HAUL, "AB", false, "train");
    const double *wheat = problem->arc_cost + (size_t)problem->class_of[0] * (size_t)problem->arcs;
    const double *coal = problem->arc_cost + (size_t)problem->class_of[1] * (size_t)problem->arcs;
    assert_true(problem->arc_hours[haul] == 0.625);
    assert_true(wheat[haul] == 17531.25 + 100 * 0.625); /* see test_virtual; wheat's hour is worth 100 */
    assert_true(coal[haul] == 19284.375);
    assert_int_equal(problem->arc_resource[haul], -1);
    assert_true(problem->capacity[problem->arc_resource[rail]] == 300);
    assert_true(problem->demand[0] == 100.5);
    assert_true(problem->penalty[1] == 5000.25);
    assert_true(isinf(problem->max_hours[0]));
    assert_true(fabs(problem->max_hours[1] - 12) < 1e-6);
    assert_int_equal(problem->origin[1], network->rest[scenario->shipment[1].origin]);
    assert_int_equal(problem->destination[1], network->rest[scenario->shipment[1].destination]);
    compiled_free(compiled);
    scenario_free(scenario);
}

static void without_limits_there_is_no_array_of_them(void **state) {
    (void)state;
    struct scenario *scenario = corridor_load(NULL);
    struct compiled *compiled = compile(scenario, &NOW);
    assert_null(compiled_problem(compiled)->max_hours);
    compiled_free(compiled);
    scenario_free(scenario);
}

static void what_a_cargo_may_not_use_costs_infinity(void **state) {
    static const struct text_file changes[] = {
        {"roads/restriction.csv", "restriction_id,commodity_id,mode\nR,coal,road\n"}, {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct compiled *compiled = compile(scenario, &NOW);
    const struct problem *problem = compiled_problem(compiled);
    int haul = arc_find(compiled_network(compiled), ARC_HAUL, "AJ", false, "truck");
    assert_true(isinf(problem->arc_cost[problem->class_of[1] * problem->arcs + haul]));
    assert_true(isfinite(problem->arc_cost[problem->class_of[0] * problem->arcs + haul]));
    compiled_free(compiled);
    scenario_free(scenario);
}

/* Ten links of 0.1 h are 1 h to the kilogram, though ten
 * doubles of 0.1 add up to less and thirty of them to more. */
static void a_limit_that_is_just_kept_is_kept(void **state) {
    enum { LINKS = 30 };
    const char *nodes = "node_id,x_coord,y_coord\nn0,104,-4\n",
               *links = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h\n";
    (void)state;
    for (int i = 0; i < LINKS; i++) {
        nodes = support_text("%sn%d,%d,-4\n", nodes, i + 1, 105 + i);
        links = support_text("%sL%d,n%d,n%d,true,1,0.1\n", links, i, i, i + 1);
    }
    const struct text_file files[] = {{"roads/node.csv", nodes},
                                      {"roads/link.csv", links},
                                      {"shipments/shipment.csv",
                                       "shipment_id,origin_node_id,destination_node_id,quantity_t,max_hours\n"
                                       "1,n0,n10,1,1\n2,n0,n30,1,3\n3,n0,n30,1,2.999999\n"}};
    struct scenario *scenario = data_set_load(data_set_write(files, COUNT_OF(files), NULL));
    struct plan *plan = plan_make(scenario, &NOW);
    assert_int_equal(plan->shipment[0].unmet_kg, 0);
    assert_int_equal(plan->shipment[1].unmet_kg, 0);
    assert_int_equal(plan->shipment[2].unmet_kg, 1000);
    plan_free(plan);
    scenario_free(scenario);
}

static void costs_out_of_all_proportion_are_refused(void **state) {
    static const struct text_file changes[] = {
        {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,mode,rate_per_t,length\nAB,A,B,true,"
                           "road,900000000000000,70\n"},
        {0}};
    (void)state;
    struct scenario *scenario = corridor_load(changes);
    struct diag *diag = diag_new();
    assert_null(plan_compile(scenario, &NOW, diag));
    assert_string_equal(
        findings_text(diag),
        "error: the money and time of all arcs add up to more than 1e13 per tonne: some rate, rate_per_t "
        "or value of time is far too high\n");
    diag_free(diag);
    scenario_free(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_class_is_a_cargo_and_a_value_of_time),
        cmocka_unit_test(numbers_are_tonnes_hours_and_currency_per_tonne),
        cmocka_unit_test(without_limits_there_is_no_array_of_them),
        cmocka_unit_test(what_a_cargo_may_not_use_costs_infinity),
        cmocka_unit_test(a_limit_that_is_just_kept_is_kept),
        cmocka_unit_test(costs_out_of_all_proportion_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
