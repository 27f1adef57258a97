// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whole kilograms between two plans. The place between them is moved on, away from the limit, until what was rounded
 * keeps it; then kilograms of the same shipment go over to cheaper paths for as long as the limit allows.
 */
#include "plan/budget_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const double KILOGRAM = 0.001;

double budget_place(const struct budget_search *search) {
    return wide_double(search->limit, use_places(search->asked.quantity) + MASS_PLACES) +
           search->unmet_use * search->smallest.unmet;
}

static struct problem weighed(const struct budget_search *search) {
    struct problem problem = *search->problem;
    problem.arc_cost = search->cost;
    problem.penalty = search->penalty;
    return problem;
}

/* The first place from the limit towards `to` whose whole kilograms keep it. NULL: none does, or *failed with *err. */
static struct solution *between(const struct budget_search *search, const struct budget_line *from,
                                const struct budget_line *to, bool *failed, struct error *err) {
    const struct problem problem = weighed(search);
    double apart = from->used - to->used, place = budget_place(search), step = 0;
    for (;;) {
        double share = apart > 0 ? fmin(1, fmax(0, (from->used - place) / apart)) : 1;
        struct solution *solution = solution_mix(&problem, from->solution, to->solution, share,
                                                 search->resource_price, KILOGRAM, err);
        *failed = solution == NULL;
        wide over = *failed ? 0 : budget_sum(search, solution) - search->limit;
        if (over <= 0)
            return solution;
        solution_free(solution);
        if (share >= 1)
            return NULL;
        step = fmax(2 * step, wide_double(over, use_places(search->asked.quantity) + MASS_PLACES));
        place -= step;
    }
}

/* ---- what is left of the limit ---- */

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

static void move(struct polish *polish, int from, int to) {
    struct path_use *a = &polish->path[from], *b = &polish->path[to];
    wide more = b->use - a->use;
    if (!(b->cost < a->cost) || a->kg == 0 || passes_twice(polish, to))
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

/* Spends what is left; takes the solution, and gives it or a better one back. NULL with *err. */
static struct solution *spend(const struct budget_search *search, struct solution *solution,
                              struct error *err) {
    const struct problem problem = weighed(search);
    AUTO(polish_release) struct polish polish = {
        .search = search,
        .solution = solution,
        .left = search->limit - budget_sum(search, solution),
        .room_kg = xcalloc((size_t)problem.resources, sizeof *polish.room_kg),
        .path = xcalloc((size_t)solution->paths, sizeof *polish.path),
    };
    for (int r = 0; r < problem.resources; r++)
        polish.room_kg[r] = search->network->resource[r].capacity_kg;
    for (int p = 0; p < solution->paths; p++) {
        weigh_path(&polish, p);
        add_room(&polish, p, -polish.path[p].kg);
    }
    move_all(&polish);
    if (!polish.moved)
        return solution;
    for (int p = 0; p < solution->paths; p++)
        solution->path_flow[p] = wide_double(polish.path[p].kg, MASS_PLACES);
    struct solution *tidy =
        solution_mix(&problem, solution, solution, 0, search->resource_price, KILOGRAM, err);
    solution_free(solution);
    return tidy;
}

struct solution *budget_round(struct budget_search *search, struct error *err) {
    bool failed = false;
    budget_weigh(search, search->price);
    struct solution *solution = between(search, &search->beyond, &search->within, &failed, err);
    if (solution == NULL && !failed)
        solution = between(search, &search->within, &search->smallest, &failed, err);
    if (solution == NULL && !failed) {
        budget_weigh(search, INFINITY);
        const struct problem problem = weighed(search);
        const struct solution *smallest = search->smallest.solution;
        return solution_mix(&problem, smallest, smallest, 0, smallest->price, KILOGRAM, err);
    }
    return solution != NULL ? spend(search, solution, err) : NULL;
}
