// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What to open, of many: makes a network, decides, and tells what it took.
 *
 *     openings FACILITIES SHIPMENTS SEED [MIP]
 *
 * Towns at random places of a square, 2 to a facility and at least 60, a road each way to the 3 nearest. Half of the facilities
 * are terminals at towns, where a second mode is loaded and unloaded; half are links of that mode between terminals near
 * one another, besides a few links that are there already. The second mode costs 0.35 a km, roads 1. A third of the links
 * and terminals has room for a tenth of all tonnes. Fixed costs are drawn so that all of them together are about what all
 * of them together save. Same arguments, same network. MIP: writes the arc-flow model, flows summed by origin, in CPLEX's
 * LP format, for other programs.
 */
#include "base/mem.h"
#include "solver/clock.h"
#include "solver/solver.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct made {
    struct problem problem;
    struct opening_problem asked;
    int towns, terminals, room;
    double *east, *north; /* [towns] 0..100 */
    int *tail, *head, *resource, *of_arc;
    double *hours, *cost, *capacity, *fixed_cost;
    int *origin, *destination, *class_of;
    double *demand, *penalty;
};

static uint64_t random_state;

/** 0 <= x < 1, by splitmix64: doi:10.1145/2660193.2660195. */
static double random_unit(void) {
    uint64_t z = random_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static int random_below(int below) {
    return (int)(random_unit() * below);
}

static double distance(const struct made *made, int one, int other) {
    return hypot(made->east[one] - made->east[other], made->north[one] - made->north[other]);
}

static int add_arc(struct made *made, int tail, int head, double cost, int resource, int facility) {
    int a = made->problem.arcs++;
    if (a >= made->room) {
        made->room = 2 * made->room + 64;
        size_t room = (size_t)made->room;
        made->tail = xrealloc(made->tail, room, sizeof *made->tail);
        made->head = xrealloc(made->head, room, sizeof *made->head);
        made->resource = xrealloc(made->resource, room, sizeof *made->resource);
        made->of_arc = xrealloc(made->of_arc, room, sizeof *made->of_arc);
        made->hours = xrealloc(made->hours, room, sizeof *made->hours);
        made->cost = xrealloc(made->cost, room, sizeof *made->cost);
    }
    made->tail[a] = tail;
    made->head[a] = head;
    made->cost[a] = cost;
    made->resource[a] = resource;
    made->of_arc[a] = facility;
    made->hours[a] = 1;
    return a;
}

static int add_resource(struct made *made, double capacity) {
    made->capacity = xrealloc(made->capacity, (size_t)made->problem.resources + 1, sizeof *made->capacity);
    made->capacity[made->problem.resources] = capacity;
    return made->problem.resources++;
}

/* The nearest of `count` places that is farther than `least` from `from` (by distance, then number). */
static int next_nearest(const struct made *made, int from, int count, double least) {
    int nearest = -1;
    for (int v = 0; v < count; v++)
        if (v != from && distance(made, from, v) > least &&
            (nearest < 0 || distance(made, from, v) < distance(made, from, nearest)))
            nearest = v;
    return nearest;
}

static bool joined(const struct made *made, int one, int other) {
    for (int a = 0; a < made->problem.arcs; a++)
        if (made->tail[a] == one && made->head[a] == other)
            return true;
    return false;
}

/* Between near places of the first `count`, whose vertices begin at `first`: so many to each, or so many in all. */
static void add_links(struct made *made, int first, int count, int each, int facilities, int *next,
                      double rate, double tenth) {
    for (int round = 0; round < each; round++)
        for (int v = 0; v < count; v++) {
            double least = 0;
            int to = -1;
            for (int i = 0; i <= round; i++) {
                to = next_nearest(made, v, count, least);
                least = to < 0 ? least : distance(made, v, to);
            }
            if (to < 0 || joined(made, first + v, first + to))
                continue;
            bool built = rate < 1 && *next < facilities;
            if (rate < 1 && !built && random_below(4) != 0)
                continue;
            int resource = built && random_below(3) == 0 ? add_resource(made, tenth) : -1;
            double cost = rate * distance(made, v, to);
            add_arc(made, first + v, first + to, cost, resource, built ? *next : -1);
            add_arc(made, first + to, first + v, cost, resource, built ? *next : -1);
            *next += built;
        }
}

static void make_network(struct made *made, int facilities, double tonnes) {
    int next = facilities / 2;
    made->towns = 2 * facilities > 60 ? 2 * facilities : 60;
    made->terminals = facilities / 2;
    made->problem.vertices = made->towns + made->terminals;
    made->east = xcalloc((size_t)made->towns, sizeof *made->east);
    made->north = xcalloc((size_t)made->towns, sizeof *made->north);
    for (int v = 0; v < made->towns; v++) {
        made->east[v] = 100 * random_unit();
        made->north[v] = 100 * random_unit();
    }
    add_links(made, 0, made->towns, 3, 0, &next, 1, 0);
    for (int t = 0; t < made->terminals; t++) {
        int resource = random_below(3) == 0 ? add_resource(made, tonnes / 10) : -1;
        add_arc(made, t, made->towns + t, 3, resource, t);
        add_arc(made, made->towns + t, t, 3, resource, t);
    }
    add_links(made, made->towns, made->terminals, 4, facilities, &next, 0.35, tonnes / 10);
    made->asked.facilities = next > facilities ? facilities : next;
}

static double make_shipments(struct made *made, int shipments) {
    double tonnes = 0;
    size_t count = (size_t)shipments;
    made->problem.shipments = shipments;
    made->problem.classes = 1;
    made->origin = xcalloc(count, sizeof *made->origin);
    made->destination = xcalloc(count, sizeof *made->destination);
    made->class_of = xcalloc(count, sizeof *made->class_of);
    made->demand = xcalloc(count, sizeof *made->demand);
    made->penalty = xcalloc(count, sizeof *made->penalty);
    for (int k = 0; k < shipments; k++) {
        made->demand[k] = 1 + random_below(100);
        made->penalty[k] = 1000;
        tonnes += made->demand[k];
    }
    return tonnes;
}

static void place_shipments(struct made *made) {
    int hubs = 10 + made->problem.shipments / 20;
    for (int k = 0; k < made->problem.shipments; k++) {
        made->origin[k] = (k % hubs) * 7 % made->towns;
        do
            made->destination[k] = random_below(made->towns);
        while (made->destination[k] == made->origin[k]);
    }
}

static void point(struct made *made) {
    struct problem *problem = &made->problem;
    problem->arc_tail = made->tail;
    problem->arc_head = made->head;
    problem->arc_resource = made->resource;
    problem->arc_hours = made->hours;
    problem->arc_cost = made->cost;
    problem->capacity = made->capacity;
    problem->origin = made->origin;
    problem->destination = made->destination;
    problem->class_of = made->class_of;
    problem->demand = made->demand;
    problem->penalty = made->penalty;
    made->asked.problem = problem;
    made->asked.fixed_cost = made->fixed_cost;
    made->asked.facility_of_arc = made->of_arc;
}

static double solve_flows(const struct problem *problem) {
    struct error err = {0};
    struct solution *solution = solve(problem, &SOLVER_DEFAULTS, &err);
    if (solution == NULL) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    double objective = solution->objective;
    solution_free(solution);
    return objective;
}

/* What all facilities together save, shared out at random. */
static void make_fixed_costs(struct made *made) {
    size_t arcs = (size_t)made->problem.arcs;
    AUTO_FREE double *closed = xcalloc(arcs, sizeof *closed);
    struct problem without = made->problem;
    for (size_t a = 0; a < arcs; a++)
        closed[a] = made->of_arc[a] >= 0 ? INFINITY : made->cost[a];
    without.arc_cost = closed;
    double saved = solve_flows(&without) - solve_flows(&made->problem), sum = 0;
    int facilities = made->asked.facilities;
    made->fixed_cost = xcalloc((size_t)facilities, sizeof *made->fixed_cost);
    for (int f = 0; f < facilities; f++)
        sum += made->fixed_cost[f] = 0.5 + random_unit();
    for (int f = 0; f < facilities; f++)
        made->fixed_cost[f] = 1 + floor(made->fixed_cost[f] / sum * saved);
}

/* ---- the arc-flow model for other programs ---- */

static void put_row_end(FILE *out, const char *sense, double right) {
    fprintf(out, " %s %.17g\n", sense, right);
}

static void put_balances(FILE *out, const struct made *made, const int *first_of, const double *wanted) {
    const struct problem *problem = &made->problem;
    for (int o = 0; o < made->towns; o++)
        for (int v = 0; first_of[o] >= 0 && v < problem->vertices; v++) {
            if (v == o)
                continue;
            for (int a = 0; a < problem->arcs; a++)
                if (problem->arc_head[a] == v || problem->arc_tail[a] == v)
                    fprintf(out, " %s x%d_%d", problem->arc_head[a] == v ? "+" : "-", o, a);
            double want = v < made->towns ? wanted[o * made->towns + v] : 0;
            if (want > 0)
                fprintf(out, " + s%d_%d", o, v);
            put_row_end(out, "=", want);
        }
}

static void put_links(FILE *out, const struct made *made, const int *first_of, const double *supply) {
    const struct problem *problem = &made->problem;
    for (int o = 0; o < made->towns; o++)
        for (int a = 0; first_of[o] >= 0 && a < problem->arcs; a++)
            if (made->of_arc[a] >= 0) {
                fprintf(out, " x%d_%d - %.17g y%d", o, a, supply[o], made->of_arc[a]);
                put_row_end(out, "<=", 0);
            }
}

static void put_capacities(FILE *out, const struct made *made, const int *first_of) {
    const struct problem *problem = &made->problem;
    for (int r = 0; r < problem->resources; r++) {
        int facility = -1;
        for (int a = 0; a < problem->arcs; a++)
            for (int o = 0; problem->arc_resource[a] == r && o < made->towns; o++)
                if (first_of[o] >= 0) {
                    facility = made->of_arc[a];
                    fprintf(out, " + x%d_%d", o, a);
                }
        fprintf(out, " - %.17g y%d", problem->capacity[r], facility);
        put_row_end(out, "<=", 0);
    }
}

static void write_mip(FILE *out, const struct made *made) {
    const struct problem *problem = &made->problem;
    size_t towns = (size_t)made->towns;
    AUTO_FREE int *first_of = xcalloc(towns, sizeof *first_of);
    AUTO_FREE double *supply = xcalloc(towns, sizeof *supply);
    AUTO_FREE double *wanted = xcalloc(towns * towns, sizeof *wanted);
    memset(first_of, -1, towns * sizeof *first_of);
    for (int k = problem->shipments - 1; k >= 0; k--) {
        first_of[problem->origin[k]] = k;
        supply[problem->origin[k]] += problem->demand[k];
        wanted[problem->origin[k] * made->towns + problem->destination[k]] += problem->demand[k];
    }
    fprintf(out, "Minimize\n cost:");
    for (int o = 0; o < made->towns; o++)
        for (int a = 0; first_of[o] >= 0 && a < problem->arcs; a++)
            fprintf(out, " + %.17g x%d_%d\n", problem->arc_cost[a], o, a);
    for (int o = 0; o < made->towns; o++)
        for (int v = 0; v < made->towns; v++)
            if (wanted[o * made->towns + v] > 0)
                fprintf(out, " + 1000 s%d_%d\n", o, v);
    for (int f = 0; f < made->asked.facilities; f++)
        fprintf(out, " + %.17g y%d\n", made->fixed_cost[f], f);
    fprintf(out, "Subject To\n");
    put_balances(out, made, first_of, wanted);
    put_links(out, made, first_of, supply);
    put_capacities(out, made, first_of);
    fprintf(out, "Binaries\n");
    for (int f = 0; f < made->asked.facilities; f++)
        fprintf(out, " y%d\n", f);
    fprintf(out, "End\n");
}

/* ---- the measurement ---- */

static void tell(void *context, int round, double objective, double bound) {
    const double *began = context;
    fprintf(stderr, "%8.2f s  node %d  objective %.10g  bound %.10g  gap %.2e\n", clock_seconds() - *began,
            round, objective, bound, (objective - bound) / objective);
}

static void measure(const struct made *made) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    struct error err = {0};
    double began = clock_seconds();
    settings.seconds = 600;
    if (getenv("OPENINGS_PROGRESS") != NULL) {
        settings.progress = tell;
        settings.progress_context = &began;
    }
    struct opening *opening = solve_opening(&made->asked, &settings, &err);
    if (opening == NULL) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    int open = 0;
    for (int f = 0; f < made->asked.facilities; f++)
        open += opening->open[f];
    printf("| %d | %d | %d | %d | %d | %d | %.2f | %d | %d | %d | %.1e | %.10g |", made->asked.facilities,
           made->problem.shipments, made->problem.vertices, made->problem.arcs, made->problem.resources, open,
           clock_seconds() - began, opening->nodes, opening->cuts, opening->columns, opening->gap,
           opening->objective);
    opening_free(opening);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: openings FACILITIES SHIPMENTS SEED [MIP]\n");
        return 64;
    }
    struct made made = {0};
    random_state = strtoull(argv[3], NULL, 10);
    double tonnes = make_shipments(&made, atoi(argv[2]));
    make_network(&made, atoi(argv[1]), tonnes);
    place_shipments(&made);
    point(&made);
    make_fixed_costs(&made);
    point(&made);
    if (argc > 4) {
        FILE *out = fopen(argv[4], "w");
        if (out == NULL)
            return 66;
        write_mip(out, &made);
        fclose(out);
    }
    measure(&made);
    printf("\n");
    return 0;
}
