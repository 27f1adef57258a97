// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/budget_parts.h"

#include <math.h>

static double unstated_use(const struct budget_search *search, int shipment) {
    return search->network->scenario->shipment[shipment].has_penalty ? 0 : search->unmet_use;
}

/* As much money as the use amounts to in the best plan of all: GLPK's tolerances are absolute. */
static double money_of_use(const struct budget_search *search) {
    double total = search->beyond.total, used = search->beyond.used;
    return total > 0 && used > 0 ? total / used : 1;
}

void budget_weigh(struct budget_search *search, double price) {
    const double next_to_nothing = 1e-12; /* the solver wants penalties above 0 */
    const struct problem *problem = search->problem;
    size_t costs = (size_t)problem->classes * (size_t)problem->arcs;
    bool alone = isinf(price);
    double worth = alone ? money_of_use(search) : price;
    for (size_t i = 0; i < costs; i++)
        search->cost[i] = isinf(problem->arc_cost[i])
                              ? INFINITY
                              : (alone ? 0 : problem->arc_cost[i]) + worth * search->use[i];
    for (int k = 0; k < problem->shipments; k++) {
        double penalty = (alone ? 0 : problem->penalty[k]) + worth * unstated_use(search, k);
        search->penalty[k] = penalty > 0 ? penalty : next_to_nothing * worth * search->unmet_use;
    }
}

/* Sums in long double: lines of plans that share most of their flows must not differ in the rest. */
struct budget_line budget_line_of(const struct budget_search *search, struct solution *solution) {
    const struct problem *problem = search->problem;
    long double total = 0, used = 0, unmet = 0;
    for (int p = 0; p < solution->paths; p++) {
        size_t class = (size_t)problem->class_of[solution->path_shipment[p]] * (size_t)problem->arcs;
        long double cost = 0, use = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            cost += (long double)problem->arc_cost[class + (size_t)solution->path_arc[i]];
            use += (long double)search->use[class + (size_t)solution->path_arc[i]];
        }
        total += cost * (long double)solution->path_flow[p];
        used += use * (long double)solution->path_flow[p];
    }
    for (int k = 0; k < problem->shipments; k++) {
        total += (long double)problem->penalty[k] * (long double)solution->unmet[k];
        used += (long double)unstated_use(search, k) * (long double)solution->unmet[k];
        unmet += unstated_use(search, k) > 0 ? (long double)solution->unmet[k] : 0;
    }
    return (struct budget_line){(double)total, (double)used, (double)unmet, solution};
}

wide budget_sum(const struct budget_search *search, const struct solution *solution) {
    wide sum = 0;
    for (int p = 0; p < solution->paths; p++) {
        int cargo = virtual_cargo(search->network, solution->path_shipment[p]);
        wide use = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
            use += arc_use(search->network, search->asked.quantity, cargo, solution->path_arc[i]);
        sum += use * llround(1000 * solution->path_flow[p]);
    }
    return sum;
}
