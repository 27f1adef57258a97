// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/run.h"

#include "base/mem.h"
#include "solver/clock.h"
#include "solver/dive.h"
#include "solver/repair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static void add_flow(struct flow_list *flows, const struct path *path, double flow) {
    if (flow > 0 && !path->unmet)
        flow_list_add(flows, path->shipment, flow, path->arcs, path->arc);
}

static void master_flows(const struct master *master, struct flow_list *flows) {
    for (int k = 0; k < master->problem->shipments; k++)
        add_flow(flows, master->key[k], master->problem->demand[k] - master->sum[k]);
    for (int j = 0; j < master->columns; j++)
        if (master->column[j].path != NULL)
            add_flow(flows, master->column[j].path, master->column[j].value);
}

static double path_cost(const struct problem *problem, const struct flow_list *flows,
                        const struct path_flow *path) {
    const double *cost =
        problem->arc_cost + (size_t)problem->class_of[path->shipment] * (size_t)problem->arcs;
    double sum = 0;
    for (int i = 0; i < path->arcs; i++)
        sum += cost[flows->arc[path->start + i]];
    return sum;
}

static void take_paths(struct solution *solution, const struct problem *problem,
                       const struct flow_list *flows) {
    size_t paths = (size_t)flows->count;
    int arcs = 0;
    solution->paths = flows->count;
    solution->path_shipment = xcalloc(paths, sizeof *solution->path_shipment);
    solution->path_flow = xcalloc(paths, sizeof *solution->path_flow);
    solution->path_start = xcalloc(paths + 1, sizeof *solution->path_start);
    solution->path_arc = xcalloc((size_t)flows->arc_count, sizeof *solution->path_arc);
    for (int p = 0; p < flows->count; p++) {
        const struct path_flow *path = &flows->path[p];
        solution->path_shipment[p] = path->shipment;
        solution->path_flow[p] = path->flow;
        for (int i = 0; i < path->arcs; i++)
            solution->path_arc[arcs++] = flows->arc[path->start + i];
        solution->path_start[p + 1] = arcs;
        solution->objective += path->flow * path_cost(problem, flows, path);
    }
}

static enum solver_status judge(struct solution *solution, const struct problem *problem,
                                enum outcome outcome) {
    double unmet = 0;
    for (int k = 0; k < problem->shipments; k++) {
        unmet += solution->unmet[k];
        solution->objective += problem->penalty[k] * solution->unmet[k];
    }
    double excess = solution->objective - solution->bound;
    solution->gap = excess <= 0 ? 0 : excess / fmax(fabs(solution->objective), 1e-300);
    return outcome == STOPPED ? SOLVER_LIMIT : unmet > 0 ? SOLVER_INFEASIBLE : SOLVER_OPTIMAL;
}

static void fill_info(struct run *run, struct solution *solution) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        run->info.peak_bytes = (size_t)usage.ru_maxrss * 1024;
    if (run->master != NULL) {
        run->info.columns += (int)(run->master->columns_made - run->columns_before);
        run->info.rows = run->master->rows;
        run->info.simplex_iterations += lp_iterations(run->master->lp) - run->iterations_before;
    }
    run->info.seconds = clock_seconds() - run->began;
    solution->info = run->info;
}

static double sum(int count, const double *number) {
    double total = 0;
    for (int i = 0; i < count; i++)
        total += number[i];
    return total;
}

static bool repair(const struct run *run, struct flow_list *flows, double *unmet, struct error *err) {
    if (run->master != NULL)
        master_flows(run->master, flows);
    return repair_flows(run->problem, run->graph, run->price, run->settings->quantum, flows, unmet, err);
}

/* The master's flows made whole by the master itself; taken where that leaves less unmet. */
static bool round_by_diving(struct run *run, struct flow_list *flows, double *unmet, struct error *err) {
    int shipments = run->problem->shipments;
    AUTO(flow_list_release) struct flow_list other = {0};
    AUTO_FREE double *other_unmet = xcalloc((size_t)shipments, sizeof *other_unmet);
    run->dived = true;
    if (!master_dive(run))
        return true;
    if (!repair(run, &other, other_unmet, err))
        return false;
    if (sum(shipments, other_unmet) < sum(shipments, unmet)) {
        memcpy(unmet, other_unmet, (size_t)shipments * sizeof *unmet);
        struct flow_list dropped = *flows;
        *flows = other;
        other = dropped;
    }
    return true;
}

/*
 * Rounding must not leave unmet what the master moves. Where it does nevertheless nothing is proven: that is the
 * best plan found, but not the answer that the network cannot carry more.
 */
static bool round_flows(struct run *run, enum outcome *outcome, struct flow_list *flows, double *unmet,
                        struct error *err) {
    int shipments = run->problem->shipments;
    double quantum = run->settings->quantum;
    if (!repair(run, flows, unmet, err))
        return false;
    if (*outcome != CONVERGED || quantum <= 0)
        return true;
    double stays = master_unmet(run->master);
    if (sum(shipments, unmet) - stays > 0.5 * quantum && !round_by_diving(run, flows, unmet, err))
        return false;
    if (stays < 0.5 * quantum && sum(shipments, unmet) > 0.5 * quantum)
        *outcome = STOPPED;
    return true;
}

/* Stopped before the first bound under these costs: no costs are negative, so 0 is one. */
static void give_certificate(const struct run *run, struct solution *solution) {
    size_t resources = (size_t)run->problem->resources;
    solution->price = xcalloc(resources, sizeof *solution->price);
    if (isinf(run->bound))
        return;
    solution->bound = run->bound;
    if (resources > 0)
        memcpy(solution->price, run->price, resources * sizeof *solution->price);
}

struct solution *run_finish(struct run *run, enum outcome outcome, struct error *err) {
    const struct problem *problem = run->problem;
    double start = clock_seconds();
    AUTO(flow_list_release) struct flow_list flows = {0};
    AUTO(solution_release) struct solution *solution = xcalloc(1, sizeof *solution);
    solution->unmet = xcalloc((size_t)problem->shipments, sizeof *solution->unmet);
    if (!round_flows(run, &outcome, &flows, solution->unmet, err))
        return NULL;
    take_paths(solution, problem, &flows);
    give_certificate(run, solution);
    solution->status = judge(solution, problem, outcome);
    run->info.seconds_repair = clock_seconds() - start;
    fill_info(run, solution);
    return TAKE(solution);
}

/* ---- between two solutions ---- */

static void add_share(struct flow_list *flows, const struct solution *solution, double share) {
    for (int p = 0; share > 0 && p < solution->paths; p++) {
        int start = solution->path_start[p], arcs = solution->path_start[p + 1] - start;
        flow_list_add(flows, solution->path_shipment[p], share * solution->path_flow[p], arcs,
                      arcs > 0 ? solution->path_arc + start : NULL);
    }
}

/* Whole quanta that stay behind in both as a choice: rounding does not look for a way for them. */
static double left_by_choice(double unmet, double quantum) {
    return quantum > 0 ? floor(unmet / quantum + 1e-6) * quantum : unmet;
}

/*
 * The same problem without what stays behind, which goes into unmet. Where one solution leaves what the other moves,
 * either may cost the same: penalties are a little higher, lest rounding drops what moves. demand, penalty: [shipments].
 */
static struct problem without_rest(const struct problem *problem, double quantum, double *unmet,
                                   double *demand, double *penalty) {
    const double a_little = 1e-6;
    struct problem smaller = *problem;
    smaller.demand = demand;
    smaller.penalty = penalty;
    for (int k = 0; k < problem->shipments; k++) {
        unmet[k] = fmin(left_by_choice(unmet[k], quantum), problem->demand[k]);
        demand[k] = problem->demand[k] - unmet[k];
        penalty[k] = (1 + a_little) * problem->penalty[k];
    }
    return smaller;
}

/* The flows made whole, and the mixed unmet so that both add up to the demands. */
static bool round_mix(const struct problem *problem, const double *price, double quantum,
                      struct flow_list *flows, double *unmet, struct error *err) {
    size_t shipments = (size_t)problem->shipments;
    AUTO_FREE double *demand = xcalloc(shipments, sizeof *demand);
    AUTO_FREE double *penalty = xcalloc(shipments, sizeof *penalty);
    AUTO_FREE double *rest = xcalloc(shipments, sizeof *rest);
    AUTO(graph_release) struct graph *graph = graph_new(problem);
    const struct problem smaller = without_rest(problem, quantum, unmet, demand, penalty);
    if (!repair_in_place(&smaller, graph, price, quantum, flows, rest, err))
        return false;
    for (int k = 0; k < problem->shipments; k++)
        unmet[k] += rest[k];
    return true;
}

struct solution *solution_mix(const struct problem *problem, const struct solution *from,
                              const struct solution *to, double share, const double *price, double quantum,
                              struct error *err) {
    size_t resources = (size_t)problem->resources;
    AUTO(flow_list_release) struct flow_list flows = {0};
    AUTO(solution_release) struct solution *solution = xcalloc(1, sizeof *solution);
    solution->unmet = xcalloc((size_t)problem->shipments, sizeof *solution->unmet);
    add_share(&flows, from, 1 - share);
    add_share(&flows, to, share);
    flow_list_tidy(&flows, problem); /* lest what both share is rounded twice */
    for (int k = 0; k < problem->shipments; k++)
        solution->unmet[k] = (1 - share) * from->unmet[k] + share * to->unmet[k];
    if (!round_mix(problem, price, quantum, &flows, solution->unmet, err))
        return NULL;
    take_paths(solution, problem, &flows);
    solution->price = xcalloc(resources, sizeof *solution->price);
    if (resources > 0)
        memcpy(solution->price, price, resources * sizeof *price);
    solution->status = judge(solution, problem, CONVERGED);
    return TAKE(solution);
}

void solution_free(struct solution *solution) {
    if (solution == NULL)
        return;
    free(solution->path_shipment);
    free(solution->path_flow);
    free(solution->path_start);
    free(solution->path_arc);
    free(solution->unmet);
    free(solution->price);
    free(solution);
}
