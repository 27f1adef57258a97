// SPDX-License-Identifier: GPL-3.0-or-later
/* Extreme points of two costs: by hand, and against all choices of paths, enumerated in whole numbers. */
#include "base/mem.h"
#include "solver/solver.h"
#include "tests/support/flow_net.h"
#include "tests/support/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COSTS = NET_CLASSES * NET_ARCS, WAYS = 64, UNITS = 5, CHOICES = 200000 };

struct case_net {
    struct flow_net net;
    double second[COSTS]; /* packed as net_problem() packs the first */
};

static struct frontier_list *front_of(const struct problem *problem, const double *first,
                                      const double *second, int points) {
    struct error err = {0};
    const struct frontier_question question = {.first = first, .second = second, .points = points};
    struct frontier_list *list = solve_frontier(problem, &question, &SOLVER_DEFAULTS, &err);
    if (list == NULL)
        fail_msg("%s", err.message);
    return list;
}

static void same_points(const char *what, const struct frontier_list *list, const double *first,
                        const double *second, int points) {
    if (list->points != points)
        fail_msg("%s: %d points, expected %d", what, list->points, points);
    for (int i = 0; i < points; i++) {
        net_near(what, list->point[i].first, first[i], 1e-7 * (1 + first[i]));
        net_near(what, list->point[i].second, second[i], 1e-7 * (1 + second[i]));
    }
}

/* ---- by hand ---- */

/*
 *   a --- 1 a tonne, 9 h, room for 6 ---> b      10 t from a to b. Least money: 6 on the first, 4 on the second:
 *   a --- 3 a tonne, 5 h ---------------> b      18, 74 h. Then all on the second where an hour is worth
 *   a --- 9 a tonne, 4 h, room for 5 ---> b      (3 - 1) / (9 - 5) = 0.5: 30, 50 h. Then 5 on the third at
 *   a --- 9 a tonne, 6 h ---------------> b      (9 - 3) / (5 - 4) = 6: 60, 45 h. The last one nobody takes.
 */
static struct case_net by_hand(void) {
    struct case_net hand = {.second = {9, 5, 4, 6}};
    net_arc(&hand.net, 0, 1, 1, 6);
    net_arc(&hand.net, 0, 1, 3, INFINITY);
    net_arc(&hand.net, 0, 1, 9, 5);
    net_arc(&hand.net, 0, 1, 9, INFINITY);
    net_shipment(&hand.net, 0, 1, 10);
    return hand;
}

static void three_plans_reckoned_by_hand(void **state) {
    (void)state;
    struct case_net hand = by_hand();
    struct problem problem = net_problem(&hand.net);
    struct frontier_list *list = front_of(&problem, problem.arc_cost, hand.second, 0);
    same_points("by hand", list, (double[]){18, 30, 60}, (double[]){74, 50, 45}, 3);
    net_near("first rate", list->rate[0], 0.5, 1e-9);
    net_near("second rate", list->rate[1], 6, 1e-9);
    assert_true(list->complete);
    assert_int_equal(list->left_out, 0);
    frontier_list_free(list);
}

static void a_spread_keeps_the_ends_and_counts_the_rest(void **state) {
    (void)state;
    struct case_net hand = by_hand();
    struct problem problem = net_problem(&hand.net);
    struct frontier_list *list = front_of(&problem, problem.arc_cost, hand.second, 2);
    same_points("two of three", list, (double[]){18, 60}, (double[]){74, 45}, 2);
    net_near("rate between them", list->rate[0], 42.0 / 29, 1e-9);
    assert_int_equal(list->left_out, 1);
    frontier_list_free(list);
}

/* 10 t, but room for 6 and 2: 2 t stay behind, though moving costs more than the penalty of 1. */
static void the_least_is_left_behind_whatever_moving_costs(void **state) {
    (void)state;
    struct case_net tight = {.second = {9, 4}};
    net_arc(&tight.net, 0, 1, 1000, 6);
    net_arc(&tight.net, 0, 1, 900000, 2);
    net_shipment(&tight.net, 0, 1, 10);
    net_shipment(&tight.net, 0, 1, 1);
    tight.net.penalty[0] = 1;
    tight.net.penalty[1] = 1000;
    struct problem problem = net_problem(&tight.net);
    struct frontier_list *list = front_of(&problem, problem.arc_cost, tight.second, 0);
    same_points("tight", list, (double[]){6000 + 1800000}, (double[]){54 + 8}, 1);
    net_near("the dear one moves", list->point[0].solution->unmet[1], 0, 1e-6);
    net_near("what stays", list->point[0].solution->unmet[0], 3, 1e-6);
    frontier_list_free(list);
}

/* ---- all choices ---- */

/* Sums of whole numbers, and what they leave behind. */
struct choice {
    long first, second, penalty;
};

struct listing {
    const struct problem *problem;
    const double *second;
    int ways, way[WAYS][NET_VERTICES], length[WAYS], walked[NET_VERTICES];
    int unit_shipment[UNITS * 2], units;
    int load[NET_ARCS];
    struct choice *choice;
    int choices;
};

static void walk(struct listing *listing, int shipment, int vertex, int arcs, double hours) {
    const struct problem *problem = listing->problem;
    if (hours > problem->max_hours[shipment] || listing->ways == WAYS)
        return;
    if (vertex == problem->destination[shipment]) {
        memcpy(listing->way[listing->ways], listing->walked, sizeof listing->walked);
        listing->length[listing->ways++] = arcs;
        return;
    }
    for (int a = 0; a < problem->arcs; a++)
        if (problem->arc_tail[a] == vertex) {
            listing->walked[arcs] = a;
            walk(listing, shipment, problem->arc_head[a], arcs + 1, hours + problem->arc_hours[a]);
        }
}

/* Sends unit after unit every way there is room on, or leaves it behind. */
static void choose(struct listing *listing, int unit, struct choice so_far) {
    const struct problem *problem = listing->problem;
    if (unit == listing->units) {
        assert_true(listing->choices < CHOICES);
        listing->choice[listing->choices++] = so_far;
        return;
    }
    int shipment = listing->unit_shipment[unit];
    struct choice left = so_far;
    left.penalty += lround(problem->penalty[shipment]);
    choose(listing, unit + 1, left);
    for (int w = 0; w < listing->ways; w++) {
        if (problem->arc_tail[listing->way[w][0]] != problem->origin[shipment])
            continue;
        struct choice next = so_far;
        bool fits = true;
        for (int i = 0; i < listing->length[w]; i++) {
            int a = listing->way[w][i];
            next.first += lround(problem->arc_cost[a]);
            next.second += lround(listing->second[a]);
            fits = ++listing->load[a] <=
                       (problem->arc_resource[a] >= 0 ? problem->capacity[problem->arc_resource[a]] : 1e9) &&
                   fits;
        }
        if (fits)
            choose(listing, unit + 1, next);
        for (int i = 0; i < listing->length[w]; i++)
            listing->load[listing->way[w][i]]--;
    }
}

static int by_first(const void *left, const void *right) {
    const struct choice *a = left, *b = right;
    if (a->penalty != b->penalty)
        return a->penalty < b->penalty ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->second > b->second) - (a->second < b->second);
}

/* The lower left hull of those of least penalty, in whole numbers; how many points. */
static int hull(struct choice *choice, int choices, double *first, double *second) {
    int count = 0;
    struct choice *kept = xcalloc((size_t)choices + 1, sizeof *kept);
    qsort(choice, (size_t)choices, sizeof *choice, by_first);
    for (int i = 0; i < choices && choice[i].penalty == choice[0].penalty; i++) {
        struct choice c = choice[i];
        if (count > 0 && c.second >= kept[count - 1].second)
            continue;
        while (count >= 2) {
            struct choice a = kept[count - 2], b = kept[count - 1];
            if ((b.first - a.first) * (c.second - a.second) - (b.second - a.second) * (c.first - a.first) > 0)
                break;
            count--;
        }
        kept[count++] = c;
    }
    for (int i = 0; i < count; i++) {
        first[i] = (double)kept[i].first;
        second[i] = (double)kept[i].second;
    }
    free(kept);
    return count;
}

/* Arcs go upwards, so that there are few ways; `room` 0 = no capacities. */
static struct case_net draw_small(int shipments, int units, int room) {
    struct case_net drawn = {0};
    for (int tail = 0; tail < 5; tail++)
        for (int head = tail + 1; head < 6; head++)
            if (head == tail + 1 || random_below(3) > 0) {
                int a = net_arc(&drawn.net, tail, head, random_below(20),
                                room > 0 ? random_below(room) : (double)INFINITY);
                drawn.net.hours[a] = random_below(5);
                drawn.second[a] = random_below(6) + 20 - drawn.net.cost[0][a]; /* the cheap are slow */
            }
    for (int k = 0; k < shipments; k++) {
        net_shipment(&drawn.net, 0, 5, units);
        drawn.net.penalty[k] = room > 0 ? 7 : 7 + random_below(20); /* often below what ways cost */
        drawn.net.max_hours[k] = random_below(2) ? (double)INFINITY : 6 + random_below(8);
    }
    return drawn;
}

static int check_enumerated(int number, int shipments, int units, int room) {
    random_state = 99u + (unsigned)number;
    struct case_net drawn = draw_small(shipments, units, room);
    if (room > 0)
        drawn.net.max_hours[0] = INFINITY; /* else a best plan may split units */
    struct problem problem = net_problem(&drawn.net);
    static struct listing listing;
    double first[CHOICES / 1000], second[CHOICES / 1000];
    listing = (struct listing){.problem = &problem, .second = drawn.second};
    listing.choice = xcalloc(CHOICES, sizeof *listing.choice);
    for (int k = 0; k < shipments; k++) {
        double hours = problem.max_hours[k];
        for (int other = 0; other < shipments; other++) /* one list of ways serves all */
            drawn.net.max_hours[other] = hours;
        for (int u = 0; u < units; u++)
            listing.unit_shipment[listing.units++] = k;
    }
    problem = net_problem(&drawn.net);
    walk(&listing, 0, 0, 0, 0);
    choose(&listing, 0, (struct choice){0, 0, 0});
    int points = hull(listing.choice, listing.choices, first, second);
    struct frontier_list *list = front_of(&problem, problem.arc_cost, drawn.second, 0);
    char what[40];
    snprintf(what, sizeof what, "network %d", number);
    same_points(what, list, first, second, points);
    frontier_list_free(list);
    free(listing.choice);
    return points;
}

static void all_choices_of_paths_enumerated_have_the_same_hull(void **state) {
    (void)state;
    int points = 0, most = 0;
    for (int i = 0; i < 120; i++) {
        int found = i % 2 == 0 ? check_enumerated(i, 3, 1, 0) : check_enumerated(i, 1, 3, 3);
        points += found;
        most = found > most ? found : most;
    }
    print_message("120 networks, %d points, at most %d on one\n", points, most);
    assert_true(most >= 4);
}

/* ---- ended early ---- */

static void an_interrupted_search_says_so(void **state) {
    (void)state;
    static const volatile int interrupted = 1;
    struct case_net hand = by_hand();
    struct problem problem = net_problem(&hand.net);
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct error err = {0};
    settings.interrupted = &interrupted;
    const struct frontier_question question = {.first = problem.arc_cost, .second = hand.second};
    struct frontier_list *list = solve_frontier(&problem, &question, &settings, &err);
    assert_true(list == NULL ? err.code == ERROR_SOLVER : !list->complete);
    frontier_list_free(list);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_plans_reckoned_by_hand),
        cmocka_unit_test(a_spread_keeps_the_ends_and_counts_the_rest),
        cmocka_unit_test(the_least_is_left_behind_whatever_moving_costs),
        cmocka_unit_test(all_choices_of_paths_enumerated_have_the_same_hull),
        cmocka_unit_test(an_interrupted_search_says_so),
    };
    return cmocka_run_group_tests_name("frontiers", tests, NULL, NULL);
}
