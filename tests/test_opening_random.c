// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What to open on random networks, against every choice: each of the 2^f sets of facilities planned by solve() with the
 * arcs of the others closed.
 */
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

enum { MOST_FACILITIES = 7 };

struct case_of_openings {
    struct flow_net net;
    int facilities;
    double fixed_cost[MOST_FACILITIES];
    int facility_of_arc[NET_ARCS];
};

/* ---- making them ---- */

static double draw_capacity(int most) {
    return random_below(3) == 0 ? (double)INFINITY : 5 + random_below(most);
}

/* A link used both ways, with one capacity or two or none. */
static void draw_link(struct case_of_openings *drawn, int facility) {
    struct flow_net *net = &drawn->net;
    int from = random_below(net->vertices), to = random_below(net->vertices);
    int there = net_arc(net, from, to, 1 + random_below(6), draw_capacity(60));
    int back = net_arc(net, to, from, 1 + random_below(6), draw_capacity(60));
    if (random_below(2) == 0)
        net->resource[back] = net->resource[there];
    drawn->facility_of_arc[there] = drawn->facility_of_arc[back] = facility;
    if (random_below(3) == 0) /* another vehicle on it */
        drawn->facility_of_arc[net_arc(net, from, to, random_below(6), INFINITY)] = facility;
}

/* Loading onto a fast mode, and unloading from it, at one vertex: a path that changes there passes the facility twice. */
static void draw_terminal(struct case_of_openings *drawn, int facility, int fast) {
    struct flow_net *net = &drawn->net;
    int at = random_below(net->vertices - 2);
    int load = net_arc(net, at, fast, 1 + random_below(4), draw_capacity(50));
    int unload = net_arc(net, fast, at, 1 + random_below(4), INFINITY);
    if (random_below(2) == 0)
        net->resource[unload] = net->resource[load];
    drawn->facility_of_arc[load] = drawn->facility_of_arc[unload] = facility;
}

/* Arcs anywhere that only the owner has in common. */
static void draw_bundle(struct case_of_openings *drawn, int facility) {
    struct flow_net *net = &drawn->net;
    for (int i = 0; i < 4; i++)
        drawn->facility_of_arc[net_arc(net, random_below(net->vertices), random_below(net->vertices),
                                       random_below(8), draw_capacity(40))] = facility;
}

static void draw_shipments(struct flow_net *net) {
    int shipments = 3 + random_below(12);
    for (int i = 0; i < shipments; i++) {
        int k = net_shipment(net, random_below(4), random_below(net->vertices), 1 + random_below(20));
        net->class_of[k] = random_below(net->classes);
        net->penalty[k] = random_below(3) == 0 ? 25 : 200;
        net->max_hours[k] = random_below(3) == 0 ? 2 + random_below(5) : (double)INFINITY;
    }
}

static struct case_of_openings draw_case(int number) {
    struct case_of_openings drawn = {.net.classes = 1 + number % 2};
    struct flow_net *net = &drawn.net;
    random_state = 77u + (unsigned)number;
    memset(drawn.facility_of_arc, -1, sizeof drawn.facility_of_arc);
    net->vertices = 5 + random_below(8);
    int arcs = 2 * net->vertices;
    for (int i = 0; i < arcs; i++) {
        int a = net_arc(net, random_below(net->vertices), random_below(net->vertices), 4 + random_below(30),
                        draw_capacity(40));
        net->hours[a] = random_below(3);
        net->cost[1][a] = random_below(4) == 0 ? (double)INFINITY : net->cost[0][a];
    }
    drawn.facilities = 1 + random_below(MOST_FACILITIES);
    int fast = net->vertices - 1;
    for (int f = 0; f < drawn.facilities; f++) {
        int kind = random_below(3);
        kind == 0   ? draw_link(&drawn, f)
        : kind == 1 ? draw_terminal(&drawn, f, fast)
                    : draw_bundle(&drawn, f);
        drawn.fixed_cost[f] = random_below(8) == 0 ? 0 : random_below(400);
    }
    net->no_through[random_below(net->vertices)] = random_below(3) == 0;
    draw_shipments(net);
    return drawn;
}

/* ---- every choice ---- */

static double cost_with(const struct case_of_openings *drawn, int set,
                        const struct solver_settings *settings) {
    struct flow_net net = drawn->net;
    double fixed = 0;
    for (int a = 0; a < net.arcs; a++)
        for (int c = 0; c < NET_CLASSES; c++)
            if (drawn->facility_of_arc[a] >= 0 && (set >> drawn->facility_of_arc[a] & 1) == 0)
                net.cost[c][a] = INFINITY;
    for (int f = 0; f < drawn->facilities; f++)
        fixed += (set >> f & 1) != 0 ? drawn->fixed_cost[f] : 0;
    struct problem problem = net_problem(&net);
    struct error err = {0};
    struct solution *solution = solve(&problem, settings, &err);
    assert_non_null(solution);
    double total = solution->objective + fixed;
    solution_free(solution);
    return total;
}

static double least_of_all(const struct case_of_openings *drawn) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.threads = 1;
    settings.quantum = 0;
    settings.gap = 1e-9;
    double least = INFINITY;
    for (int set = 0; set < 1 << drawn->facilities; set++)
        least = fmin(least, cost_with(drawn, set, &settings));
    return least;
}

static struct opening *open_best(struct case_of_openings *drawn, struct problem *problem,
                                 const struct solver_settings *settings) {
    *problem = net_problem(&drawn->net);
    const struct opening_problem asked = {problem, drawn->facilities, drawn->fixed_cost,
                                          drawn->facility_of_arc};
    struct error err = {0};
    struct opening *opening = solve_opening(&asked, settings, &err);
    if (opening == NULL)
        fail_msg("%s", err.message);
    return opening;
}

/* The flow is feasible over what is open, and nothing flows over what is not. */
static void judge_opening(const struct case_of_openings *drawn, const struct problem *problem,
                          const struct opening *opening, double quantum) {
    const struct solution *solution = opening->solution;
    double fixed = 0;
    for (int i = 0; i < solution->path_start[solution->paths]; i++) {
        int f = drawn->facility_of_arc[solution->path_arc[i]];
        assert_true(f < 0 || opening->open[f]);
    }
    for (int f = 0; f < drawn->facilities; f++) {
        assert_true(drawn->fixed_cost[f] > 0 || opening->open[f]);
        fixed += opening->open[f] ? drawn->fixed_cost[f] : 0;
    }
    net_near("the fixed cost", opening->fixed_cost, fixed, 1e-9);
    net_near("the objective", opening->objective, solution->objective + fixed,
             1e-9 * (1 + opening->objective));
    struct flow_net closed = drawn->net;
    for (int a = 0; a < closed.arcs; a++)
        for (int c = 0; c < NET_CLASSES; c++)
            if (drawn->facility_of_arc[a] >= 0 && !opening->open[drawn->facility_of_arc[a]])
                closed.cost[c][a] = INFINITY;
    struct problem restricted = net_problem(&closed);
    assert_int_equal(restricted.arcs, problem->arcs);
    net_judge(&restricted, solution, quantum);
}

static void no_choice_of_all_is_better_and_the_bound_holds(void **state) {
    (void)state;
    for (int i = 0; i < 400; i++) {
        struct case_of_openings drawn = draw_case(i);
        struct problem problem;
        struct solver_settings settings = SOLVER_DEFAULTS;
        settings.quantum = 0;
        struct opening *opening = open_best(&drawn, &problem, &settings);
        double least = least_of_all(&drawn);
        judge_opening(&drawn, &problem, opening, 0);
        if (opening->bound > least * (1 + 1e-9) + 1e-9)
            fail_msg("network %d: bound %.12g, optimum %.12g", i, opening->bound, least);
        if (opening->objective > least + 1e-6 * (1 + least) || opening->gap > 1e-6)
            fail_msg("network %d: found %.12g, optimum %.12g, gap %g", i, opening->objective, least,
                     opening->gap);
        opening_free(opening);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_choice_of_all_is_better_and_the_bound_holds),
    };
    return cmocka_run_group_tests_name("opening_random", tests, NULL, NULL);
}
