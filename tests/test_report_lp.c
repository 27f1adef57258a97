// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The exported linear program is an independent road to the same optimum: glpsol, where it is on the PATH,
 * must reach from the LP and from the MPS file what our solver proves. Also on the networks of
 * $ANGKUT_INSTANCES that glpsol can manage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"
#include "report/report.h"
#include "solver/solver.h"
#include "report/arc_lp.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;

static bool has_glpsol(void) {
    int status;
    support_run("glpsol --version", &status);
    if (status != 0)
        print_message("no glpsol here: not tried\n");
    return status == 0;
}

/* What glpsol makes of an export; the objective as its report words it. */
static double optimum_of(const struct compiled *compiled, bool lp) {
    char *path = strdup(support_text("%s/%s", folder, lp ? "it.lp" : "it.mps"));
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    (lp ? report_lp : report_mps)(compiled, out);
    assert_int_equal(fclose(out), 0);
    int status;
    const char *said = support_run(support_text("glpsol --%s '%s' -o '%s/report' && cat '%s/report'",
                                                lp ? "lp" : "freemps", path, folder, folder),
                                   &status);
    free(path);
    if (status != 0 || strstr(said, "Status:     OPTIMAL") == NULL)
        fail_msg("glpsol: %s", said);
    const char *value = strstr(said, "Objective:  cost = ");
    assert_non_null(value);
    return strtod(value + strlen("Objective:  cost = "), NULL);
}

static struct scenario *load(const char *dir) {
    struct diag *diag = diag_new();
    struct scenario *scenario = scenario_load(dir, NULL, diag);
    assert_non_null(scenario);
    diag_free(diag);
    return scenario;
}

static void compare(const char *dir, int64_t vot_e4) {
    struct error err;
    struct diag *diag = diag_new();
    struct scenario *scenario = load(dir);
    struct variant variant = {.has_vot = vot_e4 >= 0, .vot_per_t_h = {vot_e4}};
    assert_true(date_parse("2026-11-24", &variant.as_of, NULL));
    struct compiled *compiled = plan_compile(scenario, &variant, diag);
    assert_non_null(compiled);
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-8;
    struct solution *solution = solve(compiled_problem(compiled), &settings, &err);
    assert_non_null(solution);
    for (int lp = 0; lp <= 1; lp++) {
        double other = optimum_of(compiled, lp);
        if (!(fabs(other - solution->objective) <= 1e-6 * fabs(other)))
            fail_msg("%s: glpsol finds %.10g, we %.10g", dir, other, solution->objective);
    }
    solution_free(solution);
    compiled_free(compiled);
    scenario_free(scenario);
    diag_free(diag);
}

static int set_up(void **state) {
    (void)state;
    folder = support_folder();
    return 0;
}

/* Without the hour limit, which the linear program can't say;
 * it does not bind here, but so the test is sure. */
static void glpsol_agrees_where_all_moves(void **state) {
    (void)state;
    if (!has_glpsol())
        skip();
    support_run(support_text(
                    "cp -R tests/data/strait %s/all && sed -i s/,25,12,/,25,,/ %s/all/shipments/shipment.csv",
                    folder, folder),
                NULL);
    compare(support_text("%s/all", folder), -1);
    compare(support_text("%s/all", folder), 0);
    compare(support_text("%s/all", folder), 30000000);
}

static void glpsol_agrees_where_not_all_can_move(void **state) {
    (void)state;
    if (!has_glpsol())
        skip();
    support_run(
        support_text(
            "cp -R tests/data/strait %s/some && sed -i s/,25,12,/,25,,/ %s/some/shipments/shipment.csv "
            "&& sed -i s/,2000,selat/,1000,selat/ %s/some/roads/link.csv",
            folder, folder, folder),
        NULL);
    compare(support_text("%s/some", folder), -1);
}

/*
 * Awkward ids; two penalties at one destination, one of them cheaper than moving; a centroid in the middle of
 * the short cut; a shipment that is there already. By hand: c is a centroid, so a-c-b is forbidden; a-b costs
 * 7 for 10 t at most, 12 beyond. p (8 t, penalty 9) takes the cheap link, q (5 t, penalty 100) too what is
 * left: 12 - 7 = 5 is saved by each tonne of q on it, 9 - 7 = 2 by each of p, so q gets 5 t, p 5 t and 3 t of
 * p stay: 10 x 7 + 3 x 9 = 97.
 */
static void awkward_ids_and_centroids_are_said_right(void **state) {
    (void)state;
    if (!has_glpsol())
        skip();
    support_write(
        folder, "odd/roads/node.csv",
        "node_id,x_coord,y_coord,node_type\n\"a, \"\"x\"\"\",104,-4,\nc,104.5,-4,centroid\n3e5,105,-4,\n");
    support_write(folder, "odd/roads/link.csv",
                  "link_id,from_node_id,to_node_id,directed,rate_per_t,freight_capacity\n"
                  "in,\"a, \"\"x\"\"\",c,true,1,\nout,c,3e5,true,1,\n"
                  "a b,\"a, \"\"x\"\"\",3e5,true,7,10\n\xc3\xa9,\"a, \"\"x\"\"\",3e5,true,12,\n");
    support_write(folder, "odd/shipments/shipment.csv",
                  "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n"
                  "p,\"a, \"\"x\"\"\",3e5,8,9\nq,\"a, \"\"x\"\"\",3e5,5,100\nr,c,c,4,50\n");
    const char *dir = support_text("%s/odd", folder);
    compare(dir, -1);
    struct scenario *scenario = load(dir);
    struct diag *diag = diag_new();
    struct variant variant = {0};
    struct compiled *compiled = plan_compile(scenario, &variant, diag);
    assert_non_null(compiled);
    assert_true(fabs(optimum_of(compiled, true) - 97) < 1e-6);
    compiled_free(compiled);
    diag_free(diag);
    scenario_free(scenario);
}

static void glpsol_agrees_on_published_networks(void **state) {
    (void)state;
    const char *instances = getenv("ANGKUT_INSTANCES");
    if (instances == NULL || !has_glpsol()) {
        print_message("ANGKUT_INSTANCES is not set: not tried\n");
        skip();
    }
    compare(support_text("%s/SiouxFalls", instances), -1);
    compare(support_text("%s/EMA", instances), -1);
}

/* 0.1 + 0.2 and 0.7 + 0.1 are the textbook sums whose doubles miss their decimal; by hand, the decimal. */
static void a_cost_is_the_decimal_it_stands_for(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0.1 + 0.2, "0.3"},
                 {0.7 + 0.1, "0.8"},
                 {38558.461175000004, "38558.461175"},
                 {1313546.849, "1313546.849"},
                 {99999999.999, "99999999.999"},
                 {0, "0"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char number[32];
        assert_string_equal(lp_number(number, cases[i].value), cases[i].text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cost_is_the_decimal_it_stands_for),
        cmocka_unit_test(glpsol_agrees_where_all_moves),
        cmocka_unit_test(glpsol_agrees_where_not_all_can_move),
        cmocka_unit_test(awkward_ids_and_centroids_are_said_right),
        cmocka_unit_test(glpsol_agrees_on_published_networks),
    };
    return cmocka_run_group_tests_name("exported linear program", tests, set_up, NULL);
}
