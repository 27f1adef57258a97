// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Explanations of random networks: the best way not taken against all simple paths, enumerated; what a tonne of
 * capacity is worth against plans made anew with another capacity; glpsol's optimum of the exported program on both
 * sides of a capacity at which the plan is degenerate.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/data_set.h"
#include "tests/support/random.h"
#include "tests/support/support.h"

#include "base/mem.h"
#include "report/report.h"
#include "solver/solver.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 6, LINKS = 15, SHIPMENTS = 4, NETWORKS = 30, ARCS_MOST = NODES };

/* ---- random data sets of whole numbers ---- */

static const char *random_links(void) {
    const char *text = "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n";
    for (int l = 0; l < LINKS; l++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        const char *capacity = random_below(3) > 0 ? support_text("%d", 5 + 5 * random_below(6)) : "";
        text = support_text("%sL%d,N%d,N%d,true,%d,%d,%s\n", text, l, from, to, 5 + random_below(40),
                            random_below(6), capacity);
    }
    return text;
}

static const char *random_shipments(void) {
    const char *text = "shipment_id,origin_node_id,destination_node_id,quantity_t,vot_per_t_h,max_hours,"
                       "unmet_penalty_per_t\n";
    for (int k = 0; k < SHIPMENTS; k++) {
        int from = random_below(NODES), to = (from + 1 + random_below(NODES - 1)) % NODES;
        const char *limit = random_below(2) > 0 ? support_text("%d", 3 + random_below(10)) : "";
        text = support_text("%sS%d,N%d,N%d,%d,%d,%s,%d\n", text, k, from, to, 10 + 5 * random_below(6),
                            random_below(4), limit, 150 + random_below(100));
    }
    return text;
}

static struct scenario *random_scenario(int seed) {
    const char *nodes = "node_id,x_coord,y_coord\n";
    random_state = (uint64_t)seed;
    for (int n = 0; n < NODES; n++)
        nodes = support_text("%sN%d,%d,-4\n", nodes, n, 100 + n);
    const struct text_file files[] = {{"roads/node.csv", nodes},
                                      {"roads/link.csv", random_links()},
                                      {"shipments/shipment.csv", random_shipments()}};
    return data_set_load(data_set_write(files, COUNT_OF(files), NULL));
}

struct made {
    struct scenario *scenario;
    struct compiled *compiled;
    struct plan *plan;
};

static void make_again(struct made *made) {
    struct error err = {0};
    struct diag *diag = diag_new();
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 0;
    settings.quantum = 0.001;
    plan_free(made->plan);
    compiled_free(made->compiled);
    made->compiled = plan_compile(made->scenario, &NOW, diag);
    assert_non_null(made->compiled);
    struct solution *solution = solve(compiled_problem(made->compiled), &settings, &err);
    assert_non_null(solution);
    made->plan = plan_lift(made->compiled, solution, 0, &err);
    assert_non_null(made->plan);
    solution_free(solution);
    diag_free(diag);
}

static void made_release(struct made *made) {
    plan_free(made->plan);
    compiled_free(made->compiled);
    scenario_free(made->scenario);
}

/* ---- all simple paths ---- */

struct enumeration {
    const struct made *made;
    const struct virtual_network *network;
    int shipment;
    bool with_rents, limited;
    bool passed[NODES];
    int arc[ARCS_MOST], arcs;
    wide least;
};

static bool is_taken(const struct enumeration *e) {
    const struct plan *plan = e->made->plan;
    const struct plan_shipment *planned = &plan->shipment[e->shipment];
    for (int p = planned->first_path; p < planned->first_path + planned->paths; p++) {
        int at = 0, links = 0;
        bool same = true;
        for (int l = plan->path[p].first_leg; l < plan->path[p].first_leg + plan->path[p].legs; l++)
            for (int i = 0; i < plan->leg[l].links; i++, links++)
                same = same && at < e->arcs &&
                       e->network->arc[e->arc[at++]].link == plan->link[plan->leg[l].first_link + i];
        if (same && links == e->arcs)
            return true;
    }
    return false;
}

static void weigh(struct enumeration *e) {
    const struct shipment *shipment = &e->network->scenario->shipment[e->shipment];
    wide length = 0;
    int64_t time_uh = 0;
    for (int i = 0; i < e->arcs; i++) {
        const struct arc *arc = &e->network->arc[e->arc[i]];
        wide rent_e4 =
            e->with_rents && arc->resource >= 0 ? e->made->plan->resource[arc->resource].shadow_price.e4 : 0;
        length += (e->network->money[e->arc[i]].e4 + rent_e4) * 1000000 +
                  (wide)shipment->vot_per_t_h.e4 * arc->time_uh;
        time_uh += arc->time_uh;
    }
    bool late = e->limited && shipment->max_uh >= 0 && time_uh > shipment->max_uh;
    if (!late && (e->least < 0 || length < e->least) && !is_taken(e))
        e->least = length;
}

static void walk(struct enumeration *e, int vertex) {
    const struct shipment *shipment = &e->network->scenario->shipment[e->shipment];
    if (vertex == e->network->rest[shipment->destination]) {
        weigh(e);
        return;
    }
    e->passed[vertex] = true;
    for (int a = 0; a < e->network->arcs; a++) {
        if (e->network->arc[a].tail != vertex || e->passed[e->network->arc[a].head])
            continue;
        e->arc[e->arcs++] = a;
        walk(e, e->network->arc[a].head);
        e->arcs--;
    }
    e->passed[vertex] = false;
}

static wide best_not_taken(const struct made *made, int shipment, bool with_rents, bool limited) {
    struct enumeration e = {.made = made,
                            .network = compiled_network(made->compiled),
                            .shipment = shipment,
                            .with_rents = with_rents,
                            .limited = limited,
                            .least = -1};
    walk(&e, e.network->rest[made->scenario->shipment[shipment].origin]);
    return e.least;
}

static wide length_of(const struct explained_shipment *explained, int way, bool with_rents) {
    return way < 0 ? -1 : explained->way[way].cost_e10 + (with_rents ? explained->way[way].rent_e10 : 0);
}

/* Ways that are taken cost the same with the rents, but for the rounding of prices; no other costs less. */
static void check_certificate(const struct explained_shipment *explained) {
    const wide rounding = 1000000 * 4;
    for (int w = 1; w < explained->taken; w++) {
        wide more = length_of(explained, w, true) - length_of(explained, 0, true);
        assert_true(more <= rounding && -more <= rounding);
    }
    if (explained->next >= 0 && explained->taken > 0)
        assert_true(length_of(explained, explained->next, true) - length_of(explained, 0, true) >= -rounding);
}

static void the_best_way_not_taken_is_the_best_of_all_enumerated(void **state) {
    (void)state;
    int found = 0, late = 0;
    for (int seed = 1; seed <= NETWORKS; seed++) {
        AUTO(made_release) struct made made = {.scenario = random_scenario(seed)};
        make_again(&made);
        for (int k = 0; k < SHIPMENTS; k++) {
            struct error err = {0};
            struct explained_shipment *explained = plan_explain_shipment(made.compiled, made.plan, k, &err);
            assert_non_null(explained);
            assert_true(length_of(explained, explained->next, true) == best_not_taken(&made, k, true, true));
            assert_true(length_of(explained, explained->cheapest, false) ==
                        best_not_taken(&made, k, false, true));
            if (explained->late >= 0)
                assert_true(length_of(explained, explained->late, true) ==
                            best_not_taken(&made, k, true, false));
            check_certificate(explained);
            found += explained->next >= 0;
            late += explained->late >= 0;
            explained_shipment_free(explained);
        }
    }
    assert_true(found > NETWORKS && late > 0); /* else nothing was tested */
}

/* ---- capacities ---- */

/* The best total where the link has so many kilograms. */
static double total_at(struct made *made, int link, int64_t capacity_kg) {
    struct link *changed = &made->scenario->network->link[link];
    int64_t was_kg = changed->capacity_kg;
    changed->capacity_kg = capacity_kg;
    make_again(made);
    changed->capacity_kg = was_kg;
    return wide_double(made->plan->objective_e4, MONEY_PLACES);
}

static void near(const char *what, double found, double expected) {
    if (fabs(found - expected) > 0.02) /* flows are whole kilograms, money is 1/10 000 */
        fail_msg("%s: found %.9g, expected %.9g", what, found, expected);
}

/* Follows the price for a kilogram, for all the tonnes that it holds, and a tonne beyond. Returns whether it ends. */
static bool check_side(struct made *made, int link, const struct capacity_side *side, int sign, double base,
                       const char *where) {
    int64_t capacity_kg = made->scenario->network->link[link].capacity_kg;
    double tonnes = isinf(side->tonnes) ? 7 : side->tonnes;
    near(where, side->money + side->time + side->penalty, side->per_t);
    if (tonnes >= 1)
        near(where, sign * (base - total_at(made, link, capacity_kg + sign * 1000)), side->per_t);
    int64_t far_kg = capacity_kg + sign * (int64_t)floor(tonnes * 1000);
    if (far_kg <= 0)
        return false;
    double far = total_at(made, link, far_kg);
    near(where, sign * (base - far), side->per_t * floor(tonnes * 1000) / 1000);
    if (isinf(side->tonnes) || far_kg + sign * 1000 <= 0 || isnan(side->then_per_t))
        return false;
    double beyond = sign * (far - total_at(made, link, far_kg + sign * 1000));
    if (sign > 0 ? beyond > side->per_t - 1e-4 : beyond < side->per_t + 1e-4)
        fail_msg("%s: holds for %.9g t, but on from there it is %.9g as well", where, side->tonnes, beyond);
    return true;
}

static void what_a_tonne_is_worth_is_what_plans_made_anew_cost_less(void **state) {
    (void)state;
    int turns = 0, differ = 0;
    for (int seed = 1; seed <= NETWORKS; seed++) {
        AUTO(made_release) struct made made = {.scenario = random_scenario(seed)};
        for (int l = 0; l < LINKS; l++) {
            struct error err = {0};
            if (made.scenario->network->link[l].capacity_kg < 0)
                continue;
            make_again(&made);
            double base = wide_double(made.plan->objective_e4, MONEY_PLACES);
            struct explained_place *place = plan_explain_place(made.compiled, l, -1, 1, &err);
            if (place == NULL)
                fail_msg("network %d, link %d: %s", seed, l, err.message);
            if (place->worths == 1) {
                const struct capacity_side more = place->worth[0].side[SIDE_MORE],
                                           less = place->worth[0].side[SIDE_LESS];
                turns += check_side(&made, l, &more, 1, base, support_text("network %d, L%d, more", seed, l));
                turns +=
                    check_side(&made, l, &less, -1, base, support_text("network %d, L%d, less", seed, l));
                assert_true(less.per_t >= more.per_t - 1e-6);
                differ += less.per_t > more.per_t + 1e-6;
            }
            explained_place_free(place);
        }
    }
    assert_true(turns > 10 && differ > 0);
}

/* ---- glpsol ---- */

/* Two links of 10 and 20 a tonne, 60 t to move, and the first holds exactly 60: more is worth nothing, less costs 10. */
static const struct text_file EXACT[] = {
    {"roads/node.csv", "node_id,x_coord,y_coord\nA,104,-4\nB,105,-4\n"},
    {"roads/link.csv", "link_id,from_node_id,to_node_id,directed,rate_per_t,time_h,freight_capacity\n"
                       "1,A,B,true,10,0,60\n2,A,B,true,20,0,\n"},
    {"shipments/shipment.csv", "shipment_id,origin_node_id,destination_node_id,quantity_t\nx,A,B,60\n"}};

static double glpsol_at(struct made *made, int64_t capacity_kg) {
    const char *folder = support_folder(), *path = support_text("%s/it.lp", folder);
    made->scenario->network->link[0].capacity_kg = capacity_kg;
    make_again(made);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    report_lp(made->compiled, out);
    fclose(out);
    int status;
    const char *said = support_run(
        support_text("glpsol --lp '%s' -o '%s/report' >/dev/null && grep -m1 '^Objective:' '%s/report'", path,
                     folder, folder),
        &status);
    assert_int_equal(status, 0);
    const char *equals = strchr(said, '=');
    assert_non_null(equals);
    return strtod(equals + 1, NULL);
}

static void both_prices_of_a_degenerate_plan_are_those_of_glpsol(void **state) {
    (void)state;
    struct error err = {0};
    int status;
    support_run("glpsol --version", &status);
    if (status != 0) {
        print_message("skipped: no glpsol here\n");
        return;
    }
    AUTO(made_release)
    struct made made = {.scenario = data_set_load(data_set_write(EXACT, COUNT_OF(EXACT), NULL))};
    make_again(&made);
    struct explained_place *place = plan_explain_place(made.compiled, 0, -1, 1, &err);
    assert_non_null(place);
    const struct capacity_side more = place->worth[0].side[SIDE_MORE], less = place->worth[0].side[SIDE_LESS];
    double at = glpsol_at(&made, 60000);
    near("more", more.per_t, at - glpsol_at(&made, 61000));
    near("less", less.per_t, glpsol_at(&made, 59000) - at);
    near("more, by hand", more.per_t, 0);
    near("less, by hand", less.per_t, 10);
    explained_place_free(place);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_way_not_taken_is_the_best_of_all_enumerated),
        cmocka_unit_test(what_a_tonne_is_worth_is_what_plans_made_anew_cost_less),
        cmocka_unit_test(both_prices_of_a_degenerate_plan_are_those_of_glpsol),
    };
    return cmocka_run_group_tests_name("explanations of random networks", tests, NULL, NULL);
}
