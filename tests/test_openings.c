// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Which links and terminals of a fixed cost the best plan opens: by hand, against each choice planned by itself, and against
 * glpsol and cbc, where they are on the PATH, on the exported mixed-integer program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "plan/plan.h"
#include "report/report.h"
#include "solver/solver.h"
#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a data set taken to a plan, as a verb does ---- */

struct opened_plan {
    struct diag *diag;
    struct scenario *scenario;
    struct compiled *whole, *compiled;
    struct openings *openings;
    struct plan *plan; /* sealed */
};

static struct solver_settings settings_of_plans(void) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.quantum = 0.001;
    return settings;
}

static void seal(struct opened_plan *it) {
    struct verdict verdict = plan_verify(it->plan, it->scenario, it->diag);
    if (!verdict.holds)
        fail_msg("%s", findings_text(it->diag));
    plan_seal(it->plan, &verdict);
}

/* Takes the scenario. */
static struct opened_plan open_scenario(struct scenario *scenario, const struct variant *variant) {
    struct opened_plan it = {.diag = diag_new(), .scenario = scenario};
    struct solver_settings settings = settings_of_plans();
    struct error err = {0};
    it.whole = plan_compile(scenario, variant, it.diag);
    assert_non_null(it.whole);
    it.openings = plan_open(it.whole, &settings, &err);
    assert_non_null(it.openings);
    struct variant opened = openings_variant(it.openings, variant);
    it.compiled = plan_compile(scenario, &opened, it.diag);
    assert_non_null(it.compiled);
    struct solution *solution = solve(compiled_problem(it.compiled), &settings, &err);
    assert_non_null(solution);
    it.plan = plan_lift(it.compiled, solution, settings.gap, &err);
    assert_non_null(it.plan);
    solution_free(solution);
    plan_set_openings(it.plan, it.openings);
    seal(&it);
    return it;
}

static void opened_plan_release(struct opened_plan *it) {
    plan_free(it->plan);
    compiled_free(it->compiled);
    compiled_free(it->whole);
    openings_free(it->openings);
    scenario_free(it->scenario);
    diag_free(it->diag);
}

/* ---- by hand ---- */

/* 80 t from A to B: by road at 100 each, or 50 t of them by rail at 40, once the railway is open: 8000, or 5000 and it. */
static struct scenario *two_ways(const char *railway) {
    const struct text_file files[] = {
        {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
        {"roads/link.csv",
         support_text("link_id,from_node_id,to_node_id,directed,length,rate_per_t,time_h,freight_capacity,"
                      "fixed_cost,open_on_call\n"
                      "road,A,B,true,100,100,1,,,\nrail,A,B,true,100,40,1,50,%s\n",
                      railway)},
        {"shipments/shipment.csv",
         "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\nS,A,B,80,1000\n"},
    };
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

static void a_facility_is_opened_just_when_it_is_worth_its_fixed_cost(void **state) {
    (void)state;
    static const struct {
        const char *railway;
        bool open;
        int cost;
        int facilities;
    } cases[] = {
        {",", true, 5000, 0},          {"0,", true, 5000, 0},      {"1,true", true, 5001, 1},
        {"2999,", true, 7999, 1},      {"2999.9,", true, 0, 1},    {"3001,", false, 8000, 1},
        {"3001,true", false, 8000, 1}, {"3001,no", true, 8001, 1}, {"9000,false", true, 14000, 1},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct opened_plan it = open_scenario(two_ways(cases[c].railway), &NOW);
        assert_int_equal(it.plan->facilities, cases[c].facilities);
        if (cases[c].facilities > 0) {
            assert_int_equal(it.plan->facility[0].open, cases[c].open);
            assert_int_equal(it.plan->facility[0].flow_kg, cases[c].open ? 50000 : 0);
        }
        if (cases[c].cost > 0)
            assert_int_equal(it.plan->cost_e4, cases[c].cost * 10000);
        assert_int_equal(it.plan->objective_e4, it.plan->cost_e4 + it.plan->time_cost_e4);
        assert_int_equal(it.plan->status, PLAN_OPTIMAL);
        assert_true(it.plan->opening_bound_e4 <= it.plan->objective_e4);
        assert_true(it.plan->objective_e4 - it.plan->opening_bound_e4 <= it.plan->objective_e4 / 1000000 + 1);
        opened_plan_release(&it);
    }
}

static void a_facility_is_worth_what_the_other_choice_costs_more(void **state) {
    (void)state;
    static const struct {
        const char *railway;
        int value;
    } cases[] = {{"2000,", 1000}, {"2999,", 1}, {"3001,", 1}, {"4500,", 1500}};
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct opened_plan it = open_scenario(two_ways(cases[c].railway), &NOW);
        struct solver_settings settings = settings_of_plans();
        struct error err;
        assert_true(plan_value_facilities(it.plan, it.whole, it.openings, &settings, &err));
        assert_true(it.plan->facility[0].has_value);
        assert_int_equal(it.plan->facility[0].value_e4, cases[c].value * 10000);
        opened_plan_release(&it);
    }
}

static void a_closed_facility_is_not_there(void **state) {
    (void)state;
    const int rail = 1;
    struct variant variant = NOW;
    variant.closed_links = 1;
    variant.closed_link = &rail;
    struct opened_plan it = open_scenario(two_ways("9000,false"), &variant);
    assert_int_equal(it.plan->facilities, 0);
    assert_int_equal(it.plan->cost_e4, 8000 * 10000);
    opened_plan_release(&it);
}

/* ---- a terminal, at its break-even ---- */

static struct scenario *corridor_with_terminal(wide fixed_e4) {
    char fixed[WIDE_TEXT];
    const struct text_file changes[] = {
        {"roads/terminal.csv",
         support_text("terminal_id,node_id,mode,handling_h,dwell_h,capacity_t,fixed_cost\n"
                      "TA,A,rail,2,24,1000,%s\nTB,B,rail,3,12,,\n",
                      wide_text(fixed, fixed_e4, MONEY_PLACES, 0))},
        {NULL, NULL}};
    return corridor_load(changes);
}

static wide corridor_objective(wide fixed_e4, bool closed, bool *open) {
    const int station = 0;
    struct variant variant = NOW;
    variant.closed_terminals = closed ? 1 : 0;
    variant.closed_terminal = &station;
    struct opened_plan it = open_scenario(corridor_with_terminal(fixed_e4), &variant);
    if (open != NULL) {
        assert_int_equal(it.plan->facilities, 1);
        assert_int_equal(it.plan->facility[0].flow_kg > 0, it.plan->facility[0].open);
        *open = it.plan->facility[0].open;
    }
    wide objective_e4 = it.plan->objective_e4;
    opened_plan_release(&it);
    return objective_e4;
}

static void a_station_is_opened_up_to_what_trains_save(void **state) {
    (void)state;
    bool open;
    wide with = corridor_objective(0, false, NULL), without = corridor_objective(0, true, NULL);
    wide saved = without - with, rupiah = 100 * 10000;
    assert_true(saved > 1000 * rupiah);
    assert_int_equal(corridor_objective(saved - rupiah, false, &open), without - rupiah);
    assert_true(open);
    assert_int_equal(corridor_objective(saved + rupiah, false, &open), without);
    assert_false(open);
}

/* ---- against each choice by itself ---- */

enum { NODES = 5, LINKS = 11, FACILITIES = 5, WANTS = 4 };

/* The first FACILITIES links have fixed costs. */
static struct scenario *random_scenario(void) {
    char links[2000] =
        "link_id,from_node_id,to_node_id,directed,length,rate_per_t,time_h,freight_capacity,fixed_cost\n";
    char wants[600] = "shipment_id,origin_node_id,destination_node_id,quantity_t,unmet_penalty_per_t\n";
    for (int l = 0; l < LINKS; l++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        size_t used = strlen(links);
        snprintf(links + used, sizeof links - used, "l%d,n%d,n%d,%d,1,%d,1,%s,%d\n", l, from, to,
                 random_below(2), 5 + random_below(l < FACILITIES ? 30 : 90),
                 random_below(2) ? support_text("%d", 5 + random_below(40)) : "",
                 l < FACILITIES ? 50 + random_below(1500) : 0);
    }
    for (int k = 0; k < WANTS; k++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        size_t used = strlen(wants);
        snprintf(wants + used, sizeof wants - used, "s%d,n%d,n%d,%d,%d\n", k, from, to, 5 + random_below(30),
                 100 + random_below(200));
    }
    const struct text_file files[] = {
        {"roads/node.csv",
         "node_id,x_coord,y_coord\nn0,104,-4\nn1,104.1,-4\nn2,104.2,-4\nn3,104.3,-4\nn4,104.4,-4\n"},
        {"roads/link.csv", links},
        {"shipments/shipment.csv", wants}};
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

/* The best plan with exactly those open, closed as by --close, their fixed costs reckoned here. */
static double cost_of_choice(struct scenario *scenario, unsigned open, const double *fixed) {
    int closed[FACILITIES], count = 0;
    double sum = 0;
    for (int f = 0; f < FACILITIES; f++) {
        if (!(open >> f & 1))
            closed[count++] = f;
        sum += open >> f & 1 ? fixed[f] : 0;
    }
    struct variant variant = NOW;
    variant.closed_links = count;
    variant.closed_link = closed;
    struct diag *diag = diag_new();
    struct compiled *compiled = plan_compile(scenario, &variant, diag);
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct error err;
    settings.gap = 1e-9;
    struct solution *solution = solve(compiled_problem(compiled), &settings, &err);
    assert_non_null(solution);
    sum += solution->objective;
    solution_free(solution);
    compiled_free(compiled);
    diag_free(diag);
    return sum;
}

static double best_choice(struct scenario *scenario, const double *fixed) {
    double best = INFINITY;
    for (unsigned open = 0; open < 1u << FACILITIES; open++)
        best = fmin(best, cost_of_choice(scenario, open, fixed));
    return best;
}

static void no_choice_of_facilities_is_better_than_the_plans(void **state) {
    (void)state;
    int opened = 0, shut = 0;
    for (unsigned seed = 1; seed <= 25; seed++) {
        random_state = seed;
        struct scenario *scenario = random_scenario();
        double fixed[FACILITIES];
        for (int f = 0; f < FACILITIES; f++)
            fixed[f] = wide_double(scenario->network->link[f].fixed_cost.e4, MONEY_PLACES);
        double best = best_choice(scenario, fixed);
        struct opened_plan it = open_scenario(scenario, &NOW);
        double found = wide_double(it.plan->objective_e4, MONEY_PLACES);
        double bound = wide_double(it.plan->opening_bound_e4, MONEY_PLACES);
        if (fabs(found - best) > 2e-6 * best || bound > best * (1 + 1e-9))
            fail_msg("seed %u: the plan costs %.6f, at least %.6f; the best choice %.6f", seed, found, bound,
                     best);
        for (int f = 0; f < it.plan->facilities; f++) {
            opened += it.plan->facility[f].open;
            shut += !it.plan->facility[f].open;
        }
        opened_plan_release(&it);
    }
    assert_true(opened > 20 && shut > 20); /* else nothing was tried */
}

/* ---- other solvers ---- */

static bool has_program(const char *name, const char *try) {
    int status;
    support_run(try, &status);
    if (status != 0)
        print_message("skipped: no %s here\n", name);
    return status == 0;
}

static const char *export(const struct compiled *compiled, bool lp) {
    const char *path = support_write(support_folder(), lp ? "it.lp" : "it.mps", "");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    (lp ? report_lp : report_mps)(compiled, out);
    assert_int_equal(fclose(out), 0);
    return path;
}

static double glpsol(const char *path, bool lp) {
    int status;
    const char *said = support_run(
        support_text("glpsol --%s '%s' -o '%s.out' && cat '%s.out'", lp ? "lp" : "freemps", path, path, path),
        &status);
    const char *value = strstr(said, "Objective:  cost = ");
    if (status != 0 || strstr(said, "INTEGER OPTIMAL") == NULL || value == NULL)
        fail_msg("glpsol: %s", said);
    return strtod(value + strlen("Objective:  cost = "), NULL);
}

static double cbc(const char *path) {
    const char *said = support_run(support_text("cbc '%s' ratio 0 solve", path), NULL);
    const char *value = strstr(said, "Objective value:");
    if (strstr(said, "Optimal solution found") == NULL || value == NULL)
        fail_msg("cbc: %s", said);
    return strtod(value + strlen("Objective value:"), NULL);
}

static void other_solvers_find_the_same_in_what_is_exported(void **state) {
    (void)state;
    bool use_glpsol = has_program("glpsol", "glpsol --version"), use_cbc = has_program("cbc", "cbc -quit");
    for (unsigned seed = 101; seed <= 108; seed++) {
        random_state = seed;
        struct scenario *scenario = random_scenario();
        scenario->network->link[0].open_on_call = false; /* paid in any case */
        struct opened_plan it = open_scenario(scenario, &NOW);
        double ours = wide_double(it.plan->objective_e4, MONEY_PLACES);
        for (int lp = 0; lp <= 1; lp++) {
            const char *path = export(it.whole, lp);
            if (use_glpsol && fabs(glpsol(path, lp) - ours) > 3e-6 * ours)
                fail_msg("seed %u: glpsol finds %.8g, we %.8g", seed, glpsol(path, lp), ours);
            if (use_cbc && fabs(cbc(path) - ours) > 3e-6 * ours)
                fail_msg("seed %u: cbc finds %.8g, we %.8g", seed, cbc(path), ours);
        }
        opened_plan_release(&it);
    }
}

/* ---- plan files ---- */

static const char *written(const struct opened_plan *it) {
    const char *path = support_write(support_folder(), "plan.json", "");
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    report_plan_json(it->plan, it->scenario, out);
    assert_int_equal(fclose(out), 0);
    return support_read(path);
}

/* What the verifier says of the plan as text; "" = it holds. */
static const char *judged(const char *text, const struct scenario *scenario) {
    struct diag *diag = diag_new();
    struct plan *plan = plan_read(support_write(support_folder(), "plan.json", text), scenario, diag);
    if (plan != NULL)
        plan_verify(plan, scenario, diag);
    const char *findings = findings_text(diag);
    plan_free(plan);
    diag_free(diag);
    return findings;
}

static const char *with(const char *text, const char *old, const char *new) {
    const char *at = strstr(text, old);
    if (at == NULL)
        fail_msg("the plan has no %s", old);
    return support_text("%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

static void a_plan_with_facilities_reads_back_and_holds(void **state) {
    (void)state;
    static const char *const railways[] = {"2000,", "4500,", "9000,false"};
    for (size_t i = 0; i < COUNT_OF(railways); i++) {
        struct opened_plan it = open_scenario(two_ways(railways[i]), &NOW);
        assert_string_equal(judged(written(&it), it.scenario), "");
        opened_plan_release(&it);
    }
}

static void the_verifier_sees_what_was_changed(void **state) {
    (void)state;
    static const struct {
        const char *railway, *old, *new, *says;
    } cases[] = {
        {"2000,", "\"open\": true", "\"open\": false", "rail is not open"},
        {"4500,", "\"open\": false", "\"open\": true", "fixed_cost: the plan says 0, it is 4500"},
        {"9000,false", "\"open\": true", "\"open\": false",
         "facility rail: open: the plan says false, it is true"},
        {"9000,false", "\"on_call\": false", "\"on_call\": true", "on_call: the plan says true, it is false"},
        {"2000,", "\"fixed_cost\": 2000,\n", "\"fixed_cost\": 1000,\n",
         "fixed_cost: the plan says 1000, it is 2000"},
        {"2000,", "\"fixed_cost\": 2000, ", "\"fixed_cost\": 1000, ",
         "facility rail: fixed_cost: the plan says 1000, it is 2000"},
        {"2000,", "\"flow_t\": 50, \"value\"", "\"flow_t\": 40, \"value\"",
         "facility rail: flow_t: the plan says 40, it is 50"},
        {"2000,", "\"opening_bound\": ", "\"opening_bound\": 9", "opening_bound: is above the objective"},
        {"2000,", "\"opening_bound\": ", "\"no_bound\": ", "opening_bound: is missing"},
        {"2000,", "\"cost\": 7000", "\"cost\": 5000", "cost: the plan says 5000, it is 7000"},
        {"2000,", "\"value\": null", "\"value\": 1", "plan_hash: the plan was changed after it was written"},
        {"2000,", "\"link_id\": \"rail\", \"open\"", "\"link_id\": \"road\", \"open\"",
         "facilities: road stands where rail should"},
        {"2000,", "\"open\": true", "\"open\": 1", "open must be true or false"},
        {"2000,", "\"link_id\": \"rail\", \"open\"", "\"link_id\": \"sea\", \"open\"",
         "the files have no such link"},
    };
    for (size_t c = 0; c < COUNT_OF(cases); c++) {
        struct opened_plan it = open_scenario(two_ways(cases[c].railway), &NOW);
        const char *says = judged(with(written(&it), cases[c].old, cases[c].new), it.scenario);
        if (strstr(says, cases[c].says) == NULL)
            fail_msg("case %zu: \"%s\" is not said: %s", c, cases[c].says, says);
        opened_plan_release(&it);
    }
}

static void a_plan_that_forgets_its_facilities_does_not_hold(void **state) {
    (void)state;
    struct opened_plan it = open_scenario(two_ways("2000,"), &NOW);
    const char *text = written(&it), *from = strstr(text, ",\n  \"facilities\""), *says;
    assert_non_null(from);
    says = judged(support_text("%.*s\n}\n", (int)(from - text), text), it.scenario);
    assert_non_null(strstr(says, "the plan names 0 facilities, the files have 1"));
    opened_plan_release(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_facility_is_opened_just_when_it_is_worth_its_fixed_cost),
        cmocka_unit_test(a_facility_is_worth_what_the_other_choice_costs_more),
        cmocka_unit_test(a_closed_facility_is_not_there),
        cmocka_unit_test(a_station_is_opened_up_to_what_trains_save),
        cmocka_unit_test(no_choice_of_facilities_is_better_than_the_plans),
        cmocka_unit_test(other_solvers_find_the_same_in_what_is_exported),
        cmocka_unit_test(a_plan_with_facilities_reads_back_and_holds),
        cmocka_unit_test(the_verifier_sees_what_was_changed),
        cmocka_unit_test(a_plan_that_forgets_its_facilities_does_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
