// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Writes a data set of a grid of roads whose cheapest paths do not fit, but which has a plan:
 *
 *     generate SIDE SHIPMENTS TIGHTNESS SEED DIR
 *
 * SIDE x SIDE nodes, a road each way between neighbours. Every shipment is routed twice: by cost, and by a
 * cost that each origin sees distorted by up to 60 %. Where the first flow exceeds the second by most the
 * capacity becomes a little more than the second, so that the distorted routes are a plan. TIGHTNESS, 0..1, is
 * the share of such roads that get a capacity. The same arguments write the same bytes.
 */
#include "base/mem.h"
#include "solver/dijkstra.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct grid {
    int side, shipments;
    double tightness;
    struct problem problem; /* tail, head, cost and shipments: what a search needs */
    int *tail, *head, *origin, *destination;
    double *cost, *quantity_t;
    double *wanted, *given; /* [arcs] flow by cost; flow by distorted cost */
    double *capacity;       /* [arcs] INFINITY = none */
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

static void make_roads(struct grid *grid) {
    static const int step[4][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
    int side = grid->side, most = 4 * side * (side - 1), arcs = 0;
    grid->tail = xcalloc((size_t)most, sizeof *grid->tail);
    grid->head = xcalloc((size_t)most, sizeof *grid->head);
    grid->cost = xcalloc((size_t)most, sizeof *grid->cost);
    for (int v = 0; v < side * side; v++)
        for (int d = 0; d < 4; d++) {
            int row = v / side + step[d][0], column = v % side + step[d][1];
            if (row < 0 || row >= side || column < 0 || column >= side)
                continue;
            grid->tail[arcs] = v;
            grid->head[arcs] = row * side + column;
            grid->cost[arcs++] = 1000 + random_below(4000);
        }
    grid->problem.vertices = side * side;
    grid->problem.arcs = arcs;
    grid->problem.arc_tail = grid->tail;
    grid->problem.arc_head = grid->head;
}

/** From a few origins, as freight is; by origin, so that one search serves each. */
static void make_shipments(struct grid *grid) {
    int vertices = grid->problem.vertices, hubs = 6 + (int)(4 * sqrt(grid->shipments));
    if (hubs > grid->shipments)
        hubs = grid->shipments;
    size_t shipments = (size_t)grid->shipments;
    grid->origin = xcalloc(shipments, sizeof *grid->origin);
    grid->destination = xcalloc(shipments, sizeof *grid->destination);
    grid->quantity_t = xcalloc(shipments, sizeof *grid->quantity_t);
    for (int k = 0, hub = 0; k < grid->shipments; k++) {
        bool next = k == 0 || k * (long)hubs / grid->shipments != (k - 1) * (long)hubs / grid->shipments;
        hub = next ? random_below(vertices) : hub;
        grid->origin[k] = hub;
        do
            grid->destination[k] = random_below(vertices);
        while (grid->destination[k] == hub);
        grid->quantity_t[k] = (10000 + random_below(490000)) / 1000.0;
    }
}

/** Adds the flow of shipments first .. end - 1, of one origin, along shortest paths. `length` is by slot. */
static void route(const struct grid *grid, const struct graph *graph, struct dijkstra *search,
                  const double *length, int first, int end, double *flow) {
    dijkstra_run(search, graph, length, NULL, grid->origin[first], end - first, grid->destination + first);
    for (int k = first; k < end; k++)
        for (int v = grid->destination[k]; search->node[v].slot >= 0; v = search->node[v].from)
            flow[graph->arc[search->node[v].slot]] += grid->quantity_t[k];
}

static void route_all(struct grid *grid) {
    struct graph *graph = graph_new(&grid->problem);
    struct dijkstra *search = dijkstra_new(graph);
    size_t arcs = (size_t)graph->arcs;
    AUTO_FREE double *length = xcalloc(arcs, sizeof *length);
    grid->wanted = xcalloc(arcs, sizeof *grid->wanted);
    grid->given = xcalloc(arcs, sizeof *grid->given);
    for (int k = 0, end; k < grid->shipments; k = end) {
        for (end = k + 1; end < grid->shipments && grid->origin[end] == grid->origin[k];)
            end++;
        for (size_t slot = 0; slot < arcs; slot++)
            length[slot] = grid->cost[graph->arc[slot]];
        route(grid, graph, search, length, k, end, grid->wanted);
        for (size_t slot = 0; slot < arcs; slot++)
            length[slot] *= 1 + 0.6 * random_unit();
        route(grid, graph, search, length, k, end, grid->given);
    }
    dijkstra_free(search);
    graph_free(graph);
}

struct crowd {
    double excess;
    int arc;
};

static int by_excess(const void *left, const void *right) {
    const struct crowd *a = left, *b = right;
    if (a->excess != b->excess)
        return a->excess > b->excess ? -1 : 1;
    return (a->arc > b->arc) - (a->arc < b->arc);
}

static void make_capacities(struct grid *grid) {
    int arcs = grid->problem.arcs, crowds = 0;
    AUTO_FREE struct crowd *crowd = xcalloc((size_t)arcs, sizeof *crowd);
    grid->capacity = xcalloc((size_t)arcs, sizeof *grid->capacity);
    for (int a = 0; a < arcs; a++) {
        grid->capacity[a] = INFINITY;
        if (grid->wanted[a] > 1.02 * grid->given[a])
            crowd[crowds++] = (struct crowd){grid->wanted[a] - grid->given[a], a};
    }
    qsort(crowd, (size_t)crowds, sizeof *crowd, by_excess);
    for (int i = 0; i < (int)ceil(grid->tightness * crowds); i++) {
        int a = crowd[i].arc;
        grid->capacity[a] = fmax(ceil(1.02 * grid->given[a]), ceil(grid->wanted[a] / 4));
    }
}

static FILE *create(const char *dir, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        perror(path);
        exit(6);
    }
    return out;
}

static void write_roads(const struct grid *grid, const char *dir) {
    FILE *out = create(dir, "roads/node.csv");
    fputs("node_id,x_coord,y_coord\n", out);
    for (int v = 0; v < grid->problem.vertices; v++)
        fprintf(out, "%d,%.4f,%.4f\n", v + 1, 104 + v % grid->side * 0.01, -4 - v / grid->side * 0.01);
    fclose(out);
    out = create(dir, "roads/link.csv");
    fputs("link_id,from_node_id,to_node_id,directed,freight_capacity,rate_per_t,time_h\n", out);
    for (int a = 0; a < grid->problem.arcs; a++) {
        fprintf(out, "%d,%d,%d,true,", a + 1, grid->tail[a] + 1, grid->head[a] + 1);
        if (isfinite(grid->capacity[a]))
            fprintf(out, "%.0f", grid->capacity[a]);
        /* a road at 40 km/h, Rp 1,000 a t-km */
        fprintf(out, ",%.0f,%.3f\n", grid->cost[a], grid->cost[a] / 40000);
    }
    fclose(out);
}

static void write_shipments(const struct grid *grid, const char *dir) {
    FILE *out = create(dir, "shipments/shipment.csv");
    fputs("shipment_id,origin_node_id,destination_node_id,quantity_t\n", out);
    for (int k = 0; k < grid->shipments; k++)
        fprintf(out, "%d,%d,%d,%.3f\n", k + 1, grid->origin[k] + 1, grid->destination[k] + 1,
                grid->quantity_t[k]);
    fclose(out);
}

static void make_folders(const char *dir) {
    static const char *const names[] = {"", "/roads", "/shipments"};
    char path[4096];
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", dir, names[i]);
        mkdir(path, 0777); /* one that is there is fine; create() says if there is none */
    }
}

int main(int argc, char **argv) {
    struct grid grid = {.side = argc == 6 ? atoi(argv[1]) : 0};
    if (grid.side < 2 || grid.side > 2000) {
        fputs("usage: generate SIDE SHIPMENTS TIGHTNESS SEED DIR\n"
              "  SIDE 2..2000, SHIPMENTS >= 1, TIGHTNESS 0..1, SEED a number\n",
              stderr);
        return 2;
    }
    grid.shipments = atoi(argv[2]) > 0 ? atoi(argv[2]) : 1;
    grid.tightness = atof(argv[3]);
    random_state = strtoull(argv[4], NULL, 10);
    make_roads(&grid);
    make_shipments(&grid);
    route_all(&grid);
    make_capacities(&grid);
    make_folders(argv[5]);
    write_roads(&grid, argv[5]);
    write_shipments(&grid, argv[5]);
    return 0;
}
