// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a warm start earns: solves each data set under COSTS costs between its own and a second one, once each from
 * nothing and once all by one solver, and prints processor seconds, rounds and simplex iterations of both as a
 * Markdown table.
 *
 *     warm [FOLDER...]
 *
 * Without a folder it takes data/. WARM_RUNS is how often the whole is repeated (3; the least time counts), WARM_GAP the
 * gap (1e-9).
 */
#include "base/mem.h"
#include "plan/plan.h"
#include "solver/solver.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COSTS = 20, MOST_RUNS = 99 };

struct total {
    double seconds, objective[COSTS], widest_gap;
    long rounds, columns, iterations;
};

/* clang-format off */
static void diag_end(struct diag **diag) { diag_free(*diag); }
static void scenario_end(struct scenario **scenario) { scenario_free(*scenario); }
static void compiled_end(struct compiled **compiled) { compiled_free(*compiled); }
static void solver_end(struct solver **solver) { solver_free(*solver); }
/* clang-format on */

static double number_from(const char *variable, double otherwise) {
    const char *text = getenv(variable);
    return text != NULL && atof(text) > 0 ? atof(text) : otherwise;
}

/** The hours of an arc, half to one and a half times: on some networks hours are in proportion to costs. */
static double second_cost(const struct problem *problem, int a) {
    return problem->arc_hours[a] * (0.5 + (double)((unsigned)a * 2654435761u % 1000u) / 1000);
}

/** How much cost a unit of the second stands for, so that both weigh the same in the middle. */
static double worth_of_second(const struct problem *problem) {
    double cost = 0, second = 0;
    for (int i = 0; i < problem->classes * problem->arcs; i++)
        if (isfinite(problem->arc_cost[i])) {
            cost += problem->arc_cost[i];
            second += second_cost(problem, i % problem->arcs);
        }
    return second > 0 && cost > 0 ? cost / second : 1;
}

/** `share` of the way from the first to the second. */
static void mix(const struct problem *problem, double share, double *cost) {
    double worth = worth_of_second(problem);
    for (int i = 0; i < problem->classes * problem->arcs; i++)
        cost[i] =
            (1 - share) * problem->arc_cost[i] + share * worth * second_cost(problem, i % problem->arcs);
}

static bool add_one(struct total *total, int i, struct solution *solution, const struct error *err) {
    if (solution == NULL) {
        fprintf(stderr, "warm: %s\n", err->message);
        return false;
    }
    total->objective[i] = solution->objective;
    total->widest_gap = fmax(total->widest_gap, solution->gap);
    total->rounds += solution->info.rounds;
    total->columns += solution->info.columns;
    total->iterations += solution->info.simplex_iterations;
    solution_free(solution);
    return true;
}

static bool sweep(const struct problem *problem, const struct solver_settings *settings, bool warm,
                  struct total *total) {
    struct error err;
    AUTO_FREE double *cost = xcalloc((size_t)problem->classes * (size_t)problem->arcs, sizeof *cost);
    struct problem changed = *problem;
    AUTO(solver_end) struct solver *solver = solver_new(problem, settings, &err);
    changed.arc_cost = cost;
    for (int i = 0; i < COSTS; i++) {
        mix(problem, (double)i / (COSTS - 1) * 0.999, cost);
        clock_t start = clock();
        struct solution *solution =
            warm ? solver_solve(solver, cost, NULL, &err) : solve(&changed, settings, &err);
        total->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
        if (!add_one(total, i, solution, &err))
            return false;
    }
    return true;
}

static bool best_sweep(const struct problem *problem, bool warm, struct total *best) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = number_from("WARM_GAP", 1e-9);
    settings.quantum = 0;
    settings.threads = 1;
    for (int run = 0; run < (int)number_from("WARM_RUNS", 3) && run < MOST_RUNS; run++) {
        struct total total = {0};
        if (!sweep(problem, &settings, warm, &total))
            return false;
        if (run == 0 || total.seconds < best->seconds)
            *best = total;
    }
    return true;
}

static void print_pair(double cold, double warm, int places) {
    printf(" %.*f | %.*f |", places, cold, places, warm);
    if (warm > 0)
        printf(" %.2f |", cold / warm);
    else
        printf(" - |");
}

static void print_row(const char *folder, const struct total *cold, const struct total *warm) {
    double apart = 0;
    for (int i = 0; i < COSTS; i++)
        apart = fmax(apart,
                     fabs(cold->objective[i] - warm->objective[i]) / fmax(fabs(cold->objective[i]), 1e-300));
    printf("| %s |", folder);
    print_pair(cold->seconds, warm->seconds, 4);
    print_pair((double)cold->rounds, (double)warm->rounds, 0);
    print_pair((double)cold->columns, (double)warm->columns, 0);
    print_pair((double)cold->iterations, (double)warm->iterations, 0);
    printf(" %.1e | %.1e | %.1e |\n", cold->widest_gap, warm->widest_gap, apart);
    fflush(stdout);
}

static bool measure_folder(const char *folder) {
    AUTO(diag_end) struct diag *diag = diag_new();
    AUTO(scenario_end) struct scenario *scenario = scenario_load(folder, NULL, diag);
    struct variant variant = {.as_of = date_today()};
    AUTO(compiled_end) struct compiled *compiled = NULL;
    if (scenario != NULL)
        compiled = plan_compile(scenario, &variant, diag);
    if (compiled == NULL) {
        fprintf(stderr, "warm: %s: not a data set that can be planned; try angkut check %s\n", folder,
                folder);
        return false;
    }
    struct total cold = {0}, warm = {0};
    if (!best_sweep(compiled_problem(compiled), false, &cold) ||
        !best_sweep(compiled_problem(compiled), true, &warm))
        return false;
    print_row(folder, &cold, &warm);
    return true;
}

int main(int argc, char **argv) {
    puts("| data set | seconds cold | warm | ratio | rounds cold | warm | ratio | columns cold | warm | "
         "ratio |"
         " iterations cold | warm | ratio | gap cold | gap warm | apart |\n"
         "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    bool good = argc > 1 || measure_folder("data");
    for (int i = 1; i < argc; i++)
        good = measure_folder(argv[i]) && good;
    return good ? 0 : 3;
}
