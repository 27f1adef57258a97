// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/stress_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void plan_release(struct plan **plan) {
    plan_free(*plan);
}

static void summary_release(struct plan_summary **summary) {
    plan_summary_free(*summary);
}

/* ---- what is closed ---- */

static const char *place_of(const struct stressing *stressing, const struct arc *arc) {
    const struct network *roads = compiled_network(stressing->compiled)->scenario->network;
    if (arc->link >= 0)
        return roads->link[arc->link].jurisdiction;
    return arc->terminal >= 0 ? roads->terminal[arc->terminal].jurisdiction : NULL;
}

static int closure_of_place(const struct stressing *stressing, const char *place) {
    const struct stress *stress = stressing->stress;
    for (int i = stress->closures - 1; i >= 0 && stress->closure[i].kind == CLOSE_JURISDICTION; i--)
        if (stress->closure[i].jurisdiction == place)
            return i;
    return -1;
}

int closures_of_arc(const struct stressing *stressing, int a, int closure[CLOSURES_OF_ARC]) {
    const struct arc *arc = &compiled_network(stressing->compiled)->arc[a];
    const char *place = place_of(stressing, arc);
    int count = 0;
    int own = arc->link >= 0       ? stressing->closure_of_link[arc->link]
              : arc->terminal >= 0 ? stressing->closure_of_terminal[arc->terminal]
                                   : -1;
    int with_all = place != NULL ? closure_of_place(stressing, place) : -1;
    if (own >= 0)
        closure[count++] = own;
    if (with_all >= 0)
        closure[count++] = with_all;
    return count;
}

bool closes_arc(const struct stressing *stressing, const struct stress_case *one, int arc) {
    int closure[CLOSURES_OF_ARC], count = closures_of_arc(stressing, arc, closure);
    for (int i = 0; i < count; i++)
        if (closure[i] == one->closure[0] || closure[i] == one->closure[1])
            return true;
    return false;
}

/* A path that loads and unloads at one terminal, or takes two links of a jurisdiction, is carried by it once. */
static void mark_path(const struct stressing *stressing, const struct solution *solution, int p,
                      unsigned char *uses, int64_t *kg, int *last) {
    for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++) {
        int closure[CLOSURES_OF_ARC];
        int count = closures_of_arc(stressing, solution->path_arc[i], closure);
        for (int j = 0; j < count; j++) {
            uses[closure[j]] = 1;
            if (kg != NULL && last[closure[j]] != p)
                kg[closure[j]] += llround(solution->path_flow[p] * 1000);
            last[closure[j]] = p;
        }
    }
}

void stress_uses(const struct stressing *stressing, const struct solution *solution, unsigned char *uses,
                 int64_t *kg) {
    int closures = stressing->stress->closures;
    AUTO_FREE int *last = xcalloc((size_t)closures, sizeof *last);
    for (int i = 0; i < closures; i++)
        last[i] = -1;
    for (int p = 0; p < solution->paths; p++)
        mark_path(stressing, solution, p, uses, kg, last);
}

/* ---- who is hurt ---- */

static int hurt_most_first(const void *left, const void *right) {
    const struct stress_hurt *a = left, *b = right;
    if (a->more_e13 != b->more_e13)
        return a->more_e13 > b->more_e13 ? -1 : 1;
    return (a->shipment > b->shipment) - (a->shipment < b->shipment);
}

static void list_hurt(const struct stressing *stressing, int number, const struct plan *after,
                      const struct plan_move *move, int moves) {
    const struct plan *base = stressing->stress->base;
    struct stress_case *one = &stressing->stress->each[number];
    struct stress_hurt *hurt = xcalloc((size_t)base->shipments, sizeof *hurt);
    for (int i = 0; i < moves; i++)
        hurt[move[i].shipment].more_e13 -= move[i].saving_e13;
    for (int k = 0; k < base->shipments; k++) {
        if (hurt[k].more_e13 <= 0)
            continue;
        hurt[one->hurts++] = (struct stress_hurt){k, hurt[k].more_e13,
                                                  after->shipment[k].unmet_kg - base->shipment[k].unmet_kg};
    }
    qsort(hurt, (size_t)one->hurts, sizeof *hurt, hurt_most_first);
    stressing->rest[number].hurt = hurt;
}

/* ---- where they go instead ---- */

static bool path_is_closed(const struct stressing *stressing, const struct stress_case *one,
                           const struct plan *base, int path) {
    const struct network *roads = compiled_network(stressing->compiled)->scenario->network;
    const struct stress *stress = stressing->stress;
    const struct plan_path *way = &base->path[path];
    for (int c = 0; c < 2; c++) {
        const struct closure *closure = one->closure[c] >= 0 ? &stress->closure[one->closure[c]] : NULL;
        for (int l = way->first_leg; closure != NULL && l < way->first_leg + way->legs; l++)
            for (int i = 0; i < base->leg[l].links; i++) {
                int link = base->link[base->leg[l].first_link + i];
                if (closure->link == link || (closure->jurisdiction != NULL &&
                                              roads->link[link].jurisdiction == closure->jurisdiction))
                    return true;
            }
    }
    return false;
}

/* Of the tonnes that leave a closed way for another one, the most; where none is told closed by its links, of all. */
static void find_alternative(const struct stressing *stressing, int number, const struct solution *solution,
                             const struct plan_move *move, int moves) {
    struct stress_case *one = &stressing->stress->each[number];
    struct case_rest *rest = &stressing->rest[number];
    const struct plan_move *best = NULL;
    bool best_closed = false;
    for (int i = 0; i < moves; i++) {
        if (move[i].from < 0 || move[i].to < 0)
            continue;
        bool closed = path_is_closed(stressing, one, stressing->stress->base, move[i].from);
        if (best == NULL || (closed && !best_closed) ||
            (closed == best_closed && move[i].quantity_kg > best->quantity_kg)) {
            best = &move[i];
            best_closed = closed;
        }
    }
    if (best == NULL)
        return;
    one->shipment = best->shipment;
    one->turned_kg = best->quantity_kg;
    rest->arcs = solution->path_start[best->to + 1] - solution->path_start[best->to];
    rest->arc = xcalloc((size_t)rest->arcs, sizeof *rest->arc);
    for (int i = 0; i < rest->arcs; i++)
        rest->arc[i] = solution->path_arc[solution->path_start[best->to] + i];
}

/* ---- the numbers ---- */

static bool nothing_closed_is_used(const struct stressing *stressing, const struct stress_case *one,
                                   const struct solution *solution, struct error *err) {
    for (int p = 0; p < solution->paths; p++)
        for (int i = solution->path_start[p]; i < solution->path_start[p + 1]; i++)
            if (closes_arc(stressing, one, solution->path_arc[i]))
                return error_set(err, ERROR_SOLVER, "the solver sent tonnes over what is closed");
    return true;
}

static void subtract(const struct stressing *stressing, struct stress_case *one, const struct plan *after) {
    const struct plan *base = stressing->stress->base;
    AUTO(summary_release)
    struct plan_summary *summary = plan_summarise(after, compiled_network(stressing->compiled)->scenario);
    one->cost_e4 = after->cost_e4 - base->cost_e4;
    one->time_cost_e4 = after->time_cost_e4 - base->time_cost_e4;
    one->penalty_e4 = after->penalty_e4 - base->penalty_e4;
    one->objective_e4 = after->objective_e4 - base->objective_e4;
    one->tonne_hours_e6 = after->tonne_hours_e6 - base->tonne_hours_e6;
    one->unmet_kg = after->unmet_kg - base->unmet_kg;
    one->co2e = summary->total.co2e - stressing->base_summary->total.co2e;
}

bool stress_judge(const struct stressing *stressing, int number, const struct solution *solution,
                  struct error *err) {
    struct stress_case *one = &stressing->stress->each[number];
    struct case_rest *rest = &stressing->rest[number];
    int moves = 0;
    if (!nothing_closed_is_used(stressing, one, solution, err))
        return false;
    AUTO(plan_release) struct plan *after = plan_lift(stressing->compiled, solution, 0, err);
    if (after == NULL)
        return false;
    subtract(stressing, one, after);
    rest->gap = solution->gap;
    AUTO_FREE struct plan_move *move =
        plan_moves(stressing->stress->base, after, compiled_network(stressing->compiled), &moves);
    list_hurt(stressing, number, after, move, moves);
    find_alternative(stressing, number, solution, move, moves);
    if (rest->uses != NULL)
        stress_uses(stressing, solution, rest->uses, NULL);
    return true;
}
