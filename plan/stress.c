// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/stress_parts.h"

#include "base/mem.h"
#include "plan/many.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const CLOSURE_KINDS[] = {"link", "terminal", "jurisdiction", NULL};

const char *closure_id(const struct closure *closure, const struct network *roads) {
    if (closure->kind == CLOSE_JURISDICTION)
        return closure->jurisdiction;
    return closure->kind == CLOSE_LINK ? roads->link[closure->link].id
                                       : roads->terminal[closure->terminal].id;
}

/* ---- what may be closed ---- */

static void add_closure(struct stress *stress, int *room, struct closure closure) {
    GROW(stress->closure, stress->closures, *room);
    stress->closure[stress->closures++] = closure;
}

static int by_name(const void *left, const void *right) {
    const struct closure *a = left, *b = right;
    return strcmp(a->jurisdiction, b->jurisdiction);
}

static void add_place(struct stress *stress, int *room, int first, const char *place) {
    for (int i = first; i < stress->closures; i++)
        if (stress->closure[i].jurisdiction == place)
            return;
    if (place != NULL)
        add_closure(stress, room, (struct closure){CLOSE_JURISDICTION, -1, -1, place});
}

/* Those of links and terminals alone: a node is passed where they are. */
static void list_places(struct stress *stress, int *room, const struct network *roads) {
    int first = stress->closures;
    for (int l = 0; l < roads->links; l++)
        add_place(stress, room, first, roads->link[l].jurisdiction);
    for (int t = 0; t < roads->terminals; t++)
        add_place(stress, room, first, roads->terminal[t].jurisdiction);
    if (stress->closures > first)
        qsort(&stress->closure[first], (size_t)(stress->closures - first), sizeof *stress->closure, by_name);
}

/* In the order of the files, but for jurisdictions, which come last, by name. */
static void list_closures(struct stressing *stressing, const bool kinds[CLOSE_KINDS]) {
    const struct network *roads = compiled_network(stressing->compiled)->scenario->network;
    struct stress *stress = stressing->stress;
    const struct closure *only = stressing->settings->only;
    int room = 0;
    stressing->closure_of_link = xcalloc((size_t)roads->links, sizeof(int));
    stressing->closure_of_terminal = xcalloc((size_t)roads->terminals, sizeof(int));
    for (int l = 0; l < roads->links; l++) {
        bool asked = only != NULL ? only->link == l : kinds[CLOSE_LINK];
        stressing->closure_of_link[l] = asked ? stress->closures : -1;
        if (asked)
            add_closure(stress, &room, (struct closure){CLOSE_LINK, l, -1, NULL});
    }
    for (int t = 0; t < roads->terminals; t++) {
        bool asked = only != NULL ? only->terminal == t : kinds[CLOSE_TERMINAL];
        stressing->closure_of_terminal[t] = asked ? stress->closures : -1;
        if (asked)
            add_closure(stress, &room, (struct closure){CLOSE_TERMINAL, -1, t, NULL});
    }
    if (only == NULL && kinds[CLOSE_JURISDICTION])
        list_places(stress, &room, roads);
}

/* ---- cases ---- */

static void add_case(struct stressing *stressing, int *room, int first, int second, bool idle) {
    struct stress *stress = stressing->stress;
    int have = stress->cases, more = *room;
    GROW(stress->each, have, *room);
    if (more != *room)
        stressing->rest = xrealloc(stressing->rest, (size_t)*room, sizeof *stressing->rest);
    stress->each[have] =
        (struct stress_case){.closure = {first, second}, .idle = idle, .shipment = -1, .way = -1};
    stressing->rest[have] = (struct case_rest){0};
    stress->cases++;
}

/* Those that change something come first; returns how many. */
static int list_singles(struct stressing *stressing, int *room, const unsigned char *uses,
                        const int64_t *kg) {
    struct stress *stress = stressing->stress;
    int used = 0;
    for (int idle = 0; idle < 2; idle++) {
        for (int i = 0; i < stress->closures; i++)
            if (uses[i] != idle) {
                add_case(stressing, room, i, -1, idle);
                stress->each[stress->cases - 1].carried_kg = kg[i];
                if (stressing->settings->pairs && !idle)
                    stressing->rest[stress->cases - 1].uses = xcalloc((size_t)stress->closures, 1);
            }
        used = idle ? used : stress->cases;
    }
    stress->singles = stress->cases;
    return used;
}

/*
 * Closing what carries nothing changes nothing. So a pair is more than one of the two alone only where each carries
 * something while the other is closed; uses[i] says what does while i is, for those that carry something in the plan.
 */
static void list_pairs(struct stressing *stressing, int *room, int used, const unsigned char *base_uses) {
    struct stress *stress = stressing->stress;
    AUTO_FREE const unsigned char **uses = xcalloc((size_t)stress->closures, sizeof *uses);
    for (int i = 0; i < stress->closures; i++)
        uses[i] = base_uses;
    for (int c = 0; c < used; c++)
        uses[stress->each[c].closure[0]] = stressing->rest[c].uses;
    for (int i = 0; i < stress->closures; i++)
        for (int j = i + 1; j < stress->closures; j++)
            if (uses[i][j] && uses[j][i])
                add_case(stressing, room, i, j, false);
}

static void find_interactions(struct stress *stress) {
    AUTO_FREE const struct stress_case **alone = xcalloc((size_t)stress->closures, sizeof *alone);
    for (int c = 0; c < stress->singles; c++)
        alone[stress->each[c].closure[0]] = &stress->each[c];
    for (int c = stress->singles; c < stress->cases; c++) {
        struct stress_case *pair = &stress->each[c];
        const struct stress_case *first = alone[pair->closure[0]], *second = alone[pair->closure[1]];
        pair->interaction_e4 = pair->objective_e4 - first->objective_e4 - second->objective_e4;
        pair->interaction_kg = pair->unmet_kg - first->unmet_kg - second->unmet_kg;
    }
}

/* ---- together ---- */

static void gather_hurt(struct stressing *stressing) {
    struct stress *stress = stressing->stress;
    int room = 0;
    for (int c = 0; c < stress->cases; c++) {
        struct stress_case *one = &stress->each[c];
        one->first_hurt = stress->hurts;
        for (int i = 0; i < one->hurts; i++) {
            GROW(stress->hurt, stress->hurts, room);
            stress->hurt[stress->hurts++] = stressing->rest[c].hurt[i];
        }
    }
}

static void gather_ways(struct stressing *stressing) {
    struct stress *stress = stressing->stress;
    size_t arcs = 0;
    int ways = 0;
    for (int c = 0; c < stress->cases; c++)
        arcs += (size_t)stressing->rest[c].arcs;
    AUTO_FREE int *shipment = xcalloc((size_t)stress->cases, sizeof *shipment);
    AUTO_FREE int *start = xcalloc((size_t)stress->cases + 1, sizeof *start),
                  *arc = xcalloc(arcs, sizeof *arc);
    AUTO_FREE double *flow = xcalloc((size_t)stress->cases, sizeof *flow);
    for (int c = 0; c < stress->cases; c++) {
        const struct case_rest *rest = &stressing->rest[c];
        if (stress->each[c].shipment < 0)
            continue;
        stress->each[c].way = ways;
        shipment[ways] = stress->each[c].shipment;
        flow[ways] = wide_double(stress->each[c].turned_kg, MASS_PLACES);
        for (int i = 0; i < rest->arcs; i++)
            arc[start[ways] + i] = rest->arc[i];
        start[ways + 1] = start[ways] + rest->arcs;
        ways++;
    }
    const struct solution all = {
        .paths = ways, .path_shipment = shipment, .path_flow = flow, .path_start = start, .path_arc = arc};
    stress->ways = plan_lift_ways(stressing->compiled, &all);
}

static int worst_first(const void *left, const void *right) {
    const struct stress_case *a = left, *b = right;
    if (a->open != b->open)
        return a->open ? 1 : -1;
    if (a->objective_e4 != b->objective_e4)
        return a->objective_e4 > b->objective_e4 ? -1 : 1;
    if (a->carried_kg != b->carried_kg)
        return a->carried_kg > b->carried_kg ? -1 : 1;
    if (a->closure[0] != b->closure[0])
        return a->closure[0] < b->closure[0] ? -1 : 1;
    return (a->closure[1] > b->closure[1]) - (a->closure[1] < b->closure[1]);
}

static void gather(struct stressing *stressing) {
    struct stress *stress = stressing->stress;
    find_interactions(stress);
    gather_hurt(stressing);
    gather_ways(stressing);
    for (int c = 0; c < stress->cases; c++) {
        stress->open += stress->each[c].open;
        stress->solves += !stress->each[c].idle && !stress->each[c].open;
        stress->gap = fmax(stress->gap, stressing->rest[c].gap);
    }
    if (stress->cases > 0)
        qsort(stress->each, (size_t)stress->cases, sizeof *stress->each, worst_first);
}

/* ---- the plan with nothing closed ---- */

static void solution_release(struct solution **solution) {
    solution_free(*solution);
}

static struct solution *solve_base(const struct stressing *stressing, struct error *err) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = 1e-9;
    settings.quantum = 0.001;
    settings.threads = stressing->settings->threads;
    struct solution *solution = solve(stressing->problem, &settings, err);
    if (solution == NULL)
        return NULL;
    stressing->stress->gap = solution->gap;
    stressing->stress->base = plan_lift(stressing->compiled, solution, 0, err);
    return solution;
}

static bool study(struct stressing *stressing, struct error *err) {
    struct stress *stress = stressing->stress;
    AUTO(solution_release) struct solution *base = solve_base(stressing, err);
    if (base == NULL || stress->base == NULL)
        return false;
    stressing->base_summary = plan_summarise(stress->base, compiled_network(stressing->compiled)->scenario);
    AUTO_FREE unsigned char *uses = xcalloc((size_t)stress->closures, 1);
    AUTO_FREE int64_t *kg = xcalloc((size_t)stress->closures, sizeof *kg);
    stress_uses(stressing, base, uses, kg);
    int room = 0, used = list_singles(stressing, &room, uses, kg);
    if (!stress_work(stressing, 0, used, err))
        return false;
    const volatile int *interrupted = stressing->settings->interrupted;
    if (stressing->settings->pairs && !(interrupted != NULL && *interrupted)) {
        list_pairs(stressing, &room, used, uses);
        if (!stress_work(stressing, stress->singles, stress->cases, err))
            return false;
    }
    gather(stressing);
    return true;
}

static void stressing_end(struct stressing *stressing) {
    for (int c = 0; c < stressing->stress->cases; c++) {
        free(stressing->rest[c].hurt);
        free(stressing->rest[c].arc);
        free(stressing->rest[c].uses);
    }
    free(stressing->rest);
    free(stressing->closure_of_link);
    free(stressing->closure_of_terminal);
    plan_summary_free(stressing->base_summary);
}

struct stress *plan_stress(const struct compiled *compiled, const struct stress_settings *settings,
                           struct error *err) {
    const struct problem *problem = compiled_problem(compiled);
    struct stressing stressing = {.compiled = compiled,
                                  .problem = problem,
                                  .settings = settings,
                                  .stress = xcalloc(1, sizeof(struct stress)),
                                  .dear = many_dear(problem)};
    list_closures(&stressing, settings->kinds);
    bool fine = study(&stressing, err);
    stressing_end(&stressing);
    if (fine)
        return stressing.stress;
    stress_free(stressing.stress);
    return NULL;
}

void stress_free(struct stress *stress) {
    if (stress == NULL)
        return;
    plan_free(stress->base);
    plan_free(stress->ways);
    free(stress->closure);
    free(stress->each);
    free(stress->hurt);
    free(stress);
}
