// SPDX-License-Identifier: GPL-3.0-or-later
/* What rounding left of the limit goes to kilograms that change to cheaper paths of their shipment. */
#include "plan/budget_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

struct path_use {
    int64_t kg;
    wide use; /* per tonne */
    double cost;
};

struct polish {
    const struct budget_search *search;
    struct solution *solution;
    wide left;        /* of the limit, in the row's unit */
    int64_t *room_kg; /* [resources] */
    struct path_use *path;
    bool moved;
};

static void add_room(struct polish *polish, int path, int64_t kg) {
    const struct solution *solution = polish->solution;
    for (int i = solution->path_start[path]; i < solution->path_start[path + 1]; i++) {
        int r = polish->search->problem->arc_resource[solution->path_arc[i]];
        if (r >= 0)
            polish->room_kg[r] += kg;
    }
}

static int64_t least_room(const struct polish *polish, int path) {
    const struct solution *solution = polish->solution;
    int64_t least = INT64_MAX;
    for (int i = solution->path_start[path]; i < solution->path_start[path + 1]; i++) {
        int r = polish->search->problem->arc_resource[solution->path_arc[i]];
        if (r >= 0 && polish->room_kg[r] < least)
            least = polish->room_kg[r];
    }
    return least;
}

static void weigh_path(struct polish *polish, int p) {
    const struct budget_search *search = polish->search;
    const struct solution *solution = polish->solution;
    int shipment = solution->path_shipment[p], cargo = virtual_cargo(search->network, shipment);
    size_t class = (size_t)search->problem->class_of[shipment] * (size_t)search->problem->arcs;
    struct path_use *path = &polish->path[p];
    *path = (struct path_use){.kg = llround(1000 * solution->path_flow[p])};
    for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
        path->use += arc_use(search->network, search->asked.quantity, cargo, solution->path_arc[i]);
        path->cost += search->problem->arc_cost[class + (size_t)solution->path_arc[i]];
    }
}

/* A resource that a path passes twice has half the room: so few do that they are left alone. */
static bool passes_twice(const struct polish *polish, int path) {
    const struct solution *solution = polish->solution;
    for (int i = solution->path_start[path]; i < solution->path_start[path + 1]; i++)
        for (int j = solution->path_start[path]; j < i; j++) {
            int r = polish->search->problem->arc_resource[solution->path_arc[i]];
            if (r >= 0 && r == polish->search->problem->arc_resource[solution->path_arc[j]])
                return true;
        }
    return false;
}

/* What is cheaper by as much as the budget's price says, or more: other ways to spend it are better. */
static bool is_worth_it(const struct budget_search *search, double cost, wide more) {
    const double nearly = 0.9999;
    return cost < 0 &&
           -cost >= nearly * search->price * wide_double(more, use_places(search->asked.quantity));
}

static void move(struct polish *polish, int from, int to) {
    struct path_use *a = &polish->path[from], *b = &polish->path[to];
    wide more = b->use - a->use;
    if (!is_worth_it(polish->search, b->cost - a->cost, more) || a->kg == 0 || passes_twice(polish, to))
        return;
    wide kg = more > 0 && polish->left / more < a->kg ? polish->left / more : a->kg;
    add_room(polish, from, (int64_t)kg); /* as if it had left */
    int64_t room = least_room(polish, to);
    add_room(polish, from, -(int64_t)kg);
    kg = room < kg ? room : kg;
    if (kg <= 0)
        return;
    add_room(polish, from, (int64_t)kg);
    add_room(polish, to, -(int64_t)kg);
    a->kg -= (int64_t)kg;
    b->kg += (int64_t)kg;
    polish->left -= kg * more;
    polish->moved = true;
}

static void move_all(struct polish *polish) {
    const struct solution *solution = polish->solution;
    for (int first = 0, end; first < solution->paths; first = end) {
        for (end = first + 1;
             end < solution->paths && solution->path_shipment[end] == solution->path_shipment[first]; end++)
            ;
        for (int from = first; from < end; from++)
            for (int to = first; to < end; to++)
                move(polish, from, to);
    }
}

static void polish_release(struct polish *polish) {
    free(polish->room_kg);
    free(polish->path);
}

static void look(struct polish *polish) {
    const struct budget_search *search = polish->search;
    for (int r = 0; r < search->problem->resources; r++)
        polish->room_kg[r] = search->network->resource[r].capacity_kg;
    for (int p = 0; p < polish->solution->paths; p++) {
        weigh_path(polish, p);
        add_room(polish, p, -polish->path[p].kg);
    }
}

bool budget_spend(const struct budget_search *search, struct solution *solution) {
    AUTO(polish_release) struct polish polish = {
        .search = search,
        .solution = solution,
        .left = search->limit - budget_sum(search, solution),
        .room_kg = xcalloc((size_t)search->problem->resources, sizeof *polish.room_kg),
        .path = xcalloc((size_t)solution->paths, sizeof *polish.path),
    };
    look(&polish);
    move_all(&polish);
    for (int p = 0; p < solution->paths; p++)
        solution->path_flow[p] = wide_double(polish.path[p].kg, MASS_PLACES);
    return polish.moved;
}
