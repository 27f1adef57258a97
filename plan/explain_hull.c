// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What one capacity u is worth. Let the resource have no limit but a price p a tonne: a plan x then costs
 * total(x) + p used(x). The plans that are best at some price are the corners of the lower hull of all (used, total),
 * and the best total under capacity u is the hull at u: convex, linear between corners. So the slope to the left of u
 * is what one tonne less costs, that to the right what one more saves; they differ where u is a corner. A slope holds
 * up to the corner, which is a real plan: no basis of the LP is asked, whose ranges end early on degenerate plans.
 *
 * Corners are found as Aneja and Nair (1979) do: the price at which two known ones cost the same is solved for; a plan
 * that costs less lies between them, else they are neighbours.
 */
#include "plan/explain_parts.h"

#include "base/mem.h"
#include "solver/solver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As in sensitivity: what a solve may leave open; what totals may differ by and be taken for equal. */
static const double gap_asked = 1e-12, gap_borne = 1e-7, same_total = 1e-10, same_t = 1e-7;

/* A plan: what it uses of the resource, and its total with what that is made of. */
struct corner {
    double used, total, money, time, penalty, unmet_t;
};

struct hull {
    const struct compiled *compiled;
    struct problem problem; /* without the resource's limit */
    const struct problem *original;
    int resource, solves;
    int *arc_resource;
    double *cost;
    struct solver_settings settings;
    struct solver *solver;
    struct corner *corner; /* by what they use, ascending */
    int corners, room;
};

/* ---- plans ---- */

static double money_of_arc(const struct hull *hull, int class_number, int arc) {
    const struct virtual_network *network = compiled_network(hull->compiled);
    size_t cargo = (size_t)compiled_cargo(hull->compiled, class_number);
    return wide_double(network->money[cargo * (size_t)network->arcs + (size_t)arc].e4, MONEY_PLACES);
}

static struct corner corner_of(const struct hull *hull, const struct solution *solution) {
    const struct problem *problem = hull->original;
    long double used = 0, total = 0, money = 0, penalty = 0, unmet = 0;
    for (int p = 0; p < solution->paths; p++) {
        int class_number = problem->class_of[solution->path_shipment[p]];
        size_t row = (size_t)class_number * (size_t)problem->arcs;
        long double cost = 0, price = 0;
        int times = 0;
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
            int a = solution->path_arc[i];
            cost += (long double)problem->arc_cost[row + (size_t)a];
            price += (long double)money_of_arc(hull, class_number, a);
            times += problem->arc_resource[a] == hull->resource;
        }
        total += cost * (long double)solution->path_flow[p];
        money += price * (long double)solution->path_flow[p];
        used += times * (long double)solution->path_flow[p];
    }
    long double on_the_way = total;
    for (int k = 0; k < problem->shipments; k++) {
        penalty += (long double)problem->penalty[k] * (long double)solution->unmet[k];
        unmet += (long double)solution->unmet[k];
    }
    total += penalty;
    return (struct corner){(double)used,    (double)total, (double)money, (double)(on_the_way - money),
                           (double)penalty, (double)unmet};
}

/* Keeps corners in order; of two that use the same the cheaper one. Returns where it stands. */
static int keep(struct hull *hull, struct corner corner) {
    int at = 0;
    while (at < hull->corners && hull->corner[at].used < corner.used - same_t)
        at++;
    if (at < hull->corners && fabs(hull->corner[at].used - corner.used) <= same_t) {
        if (corner.total < hull->corner[at].total)
            hull->corner[at] = corner;
        return at;
    }
    GROW(hull->corner, hull->corners, hull->room);
    memmove(&hull->corner[at + 1], &hull->corner[at], (size_t)(hull->corners - at) * sizeof *hull->corner);
    hull->corner[at] = corner;
    hull->corners++;
    return at;
}

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static bool solve_at(struct hull *hull, double price, struct corner *out, struct error *err) {
    const struct problem *problem = hull->original;
    size_t arcs = (size_t)problem->arcs;
    memcpy(hull->cost, problem->arc_cost, (size_t)problem->classes * arcs * sizeof *hull->cost);
    for (int a = 0; a < problem->arcs; a++)
        for (int c = 0; c < problem->classes && problem->arc_resource[a] == hull->resource; c++)
            hull->cost[(size_t)c * arcs + (size_t)a] += price; /* infinite ones stay so */
    AUTO(solution_release) struct solution *solution = solver_solve(hull->solver, hull->cost, NULL, err);
    if (solution == NULL)
        return false;
    hull->solves++;
    double gap = solution->objective > solution->bound + 1e-6 ? solution->gap : 0;
    if (solution->status == SOLVER_LIMIT || !(gap <= gap_borne))
        return error_set(err, ERROR_SOLVER,
                         "at a price of %.6g a tonne the best plan could be proven to %.2g %% only", price,
                         100 * gap);
    *out = corner_of(hull, solution);
    return true;
}

/* ---- slopes ---- */

static double slope(const struct corner *left, const struct corner *right) {
    return fmax((left->total - right->total) / (right->used - left->used), 0);
}

/*
 * Finds the edge of the hull between neighbours, of which the left one uses less than u and the right one u or more
 * (SIDE_LESS), or the left one u or less and the right one more (SIDE_MORE). *left is the number of its left corner,
 * -1 where u is beyond the last one.
 */
static bool find_edge(struct hull *hull, double u, int side, int *left, struct error *err) {
    for (;;) {
        int at = -1;
        for (int i = 0; i < hull->corners; i++)
            if (side == SIDE_LESS ? hull->corner[i].used < u - same_t : hull->corner[i].used <= u + same_t)
                at = i;
        *left = at;
        if (at < 0 || at + 1 >= hull->corners)
            return true;
        struct corner a = hull->corner[at], b = hull->corner[at + 1], c;
        double price = slope(&a, &b), line = a.total + price * a.used;
        if (!solve_at(hull, price, &c, err))
            return false;
        bool better = c.total + price * c.used < line - same_total * fabs(line);
        if (!better || c.used <= a.used + same_t || c.used >= b.used - same_t)
            return true;
        keep(hull, c);
    }
}

static bool is_same_slope(const struct hull *hull, double a, double b, double tonnes) {
    double noise = same_total * fabs(hull->corner[0].total) / fmax(tonnes, same_t);
    return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)) + fmin(noise, 1e-3 * fmax(fabs(a), fabs(b)) + 1e-6);
}

/* What one tonne does along the edge; beyond the last corner nothing does anything. */
static void set_side(struct capacity_side *to, const struct corner *left, const struct corner *right) {
    double tonnes = right->used - left->used;
    *to = (struct capacity_side){.per_t = slope(left, right),
                                 .money = (left->money - right->money) / tonnes,
                                 .time = (left->time - right->time) / tonnes,
                                 .penalty = (left->penalty - right->penalty) / tonnes,
                                 .unmet_t = (left->unmet_t - right->unmet_t) / tonnes,
                                 .then_per_t = NAN};
}

/* Follows edges of the same slope away from the capacity u. */
static bool find_side(struct hull *hull, double u, int side, struct capacity_side *out, struct error *err) {
    double end = u;
    *out = (struct capacity_side){.tonnes = INFINITY, .then_per_t = NAN};
    for (bool first = true;; first = false) {
        int left;
        if (!find_edge(hull, end, side, &left, err))
            return false;
        bool beyond = left + 1 >= hull->corners, none = left < 0;
        const struct corner *a = none ? NULL : &hull->corner[left], *b = beyond ? NULL : a + 1;
        double price = none || beyond ? 0 : slope(a, b);
        if (!first && !none && !is_same_slope(hull, price, out->per_t, beyond ? 1 : b->used - a->used)) {
            out->then_per_t = price;
            break;
        }
        if (none)
            break;
        if (first && !beyond)
            set_side(out, a, b);
        if (beyond && side == SIDE_MORE)
            return true; /* any number more */
        end = side == SIDE_LESS ? a->used : b->used;
    }
    out->tonnes = fabs(u - end);
    return true;
}

/* ---- life ---- */

static double above_all_penalties(const struct problem *problem) {
    double dearest = 1;
    for (int k = 0; k < problem->shipments; k++)
        dearest = fmax(dearest, problem->penalty[k]);
    return 2 * dearest;
}

static bool begin(struct hull *hull, const struct compiled *compiled, int resource, int threads,
                  struct error *err) {
    const struct problem *problem = compiled_problem(compiled);
    struct corner free_of_charge, forbidden;
    *hull = (struct hull){.compiled = compiled,
                          .problem = *problem,
                          .original = problem,
                          .resource = resource,
                          .settings = SOLVER_DEFAULTS};
    hull->arc_resource = xcalloc((size_t)problem->arcs, sizeof *hull->arc_resource);
    for (int a = 0; a < problem->arcs; a++)
        hull->arc_resource[a] = problem->arc_resource[a] == resource ? -1 : problem->arc_resource[a];
    hull->problem.arc_resource = hull->arc_resource;
    hull->cost = xcalloc((size_t)problem->classes * (size_t)problem->arcs, sizeof *hull->cost);
    hull->settings.gap = gap_asked;
    hull->settings.quantum = 0;
    hull->settings.threads = threads;
    hull->solver = solver_new(&hull->problem, &hull->settings, err);
    if (hull->solver == NULL || !solve_at(hull, 0, &free_of_charge, err) ||
        !solve_at(hull, above_all_penalties(problem), &forbidden, err))
        return false;
    if (forbidden.used > same_t)
        return error_set(err, ERROR_SOLVER, "the solver sent tonnes over what is closed");
    keep(hull, forbidden);
    keep(hull, free_of_charge);
    return true;
}

static void hull_release(struct hull *hull) {
    solver_free(hull->solver);
    free(hull->arc_resource);
    free(hull->cost);
    free(hull->corner);
}

bool hull_worth(const struct compiled *compiled, int resource, int threads, struct capacity_worth *worth,
                struct error *err) {
    AUTO(hull_release) struct hull hull;
    double u = compiled_problem(compiled)->capacity[resource];
    worth->resource = resource;
    return begin(&hull, compiled, resource, threads, err) &&
           find_side(&hull, u, SIDE_MORE, &worth->side[SIDE_MORE], err) &&
           find_side(&hull, u, SIDE_LESS, &worth->side[SIDE_LESS], err);
}
