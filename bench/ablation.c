// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What each idea of the solver earns: solves data sets with one of them switched off at a time and prints the
 * ratio of seconds, rounds and columns to the full method as a Markdown table.
 *
 *     ablation [FOLDER...]
 *
 * Without a folder it takes data/. ABLATION_SECONDS is the limit of each solve (60), ABLATION_RUNS how often each
 * is repeated (3; the median counts).
 */
#include "base/mem.h"
#include "plan/plan.h"
#include "solver/solver.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_RUNS = 99 };

struct outcome {
    double seconds, gap;
    int rounds, columns;
    enum solver_status status;
};

struct ablation {
    const char *name;
    void (*change)(struct solver_settings *settings);
};

/* clang-format off */
static void nothing(struct solver_settings *settings) { (void)settings; }
static void all_columns(struct solver_settings *settings) { settings->columns_a_round = 0; }
static void many_columns(struct solver_settings *settings) { settings->columns_a_round = 800; }
static void no_purge(struct solver_settings *settings) { settings->purge_after = 0; }
static void no_start(struct solver_settings *settings) { settings->price_start = 0; }
static void long_start(struct solver_settings *settings) { settings->price_start = 100; }
static void primal(struct solver_settings *settings) { settings->lp_method = LP_PRIMAL; }
static void dual(struct solver_settings *settings) { settings->lp_method = LP_DUAL_FLIP; }
static void no_smoothing(struct solver_settings *settings) { settings->smoothing = 0; }
static void all_rows(struct solver_settings *settings) { settings->lazy_resources = 0; }
static void demand_rows(struct solver_settings *settings) { settings->key_paths = 0; }
static void no_exchange(struct solver_settings *settings) { settings->key_exchange = 0; }
static void new_trees(struct solver_settings *settings) { settings->keep_trees = 0; }
static void undirected(struct solver_settings *settings) { settings->goal_directed = 0; }
static void one_thread(struct solver_settings *settings) { settings->threads = 1; }
/* clang-format on */

static const struct ablation ABLATIONS[] = {
    {"the full method", nothing},
    {"all improving columns each round", all_columns},
    {"800 columns a round, whatever the rows", many_columns},
    {"no purge of columns", no_purge},
    {"a demand row per shipment, no key paths", demand_rows},
    {"all resource rows from the start", all_rows},
    {"primal simplex only", primal},
    {"dual simplex only", dual},
    {"no start by the volume algorithm", no_start},
    {"100 steps of it", long_start},
    {"no smoothing of prices", no_smoothing},
    {"no exchange of keys", no_exchange},
    {"each tree from nothing", new_trees},
    {"no search led by distances (A*)", undirected},
    {"one thread", one_thread},
};

static double number_from(const char *variable, double otherwise) {
    const char *text = getenv(variable);
    return text != NULL && atof(text) > 0 ? atof(text) : otherwise;
}

static int by_seconds(const void *left, const void *right) {
    const struct outcome *a = left, *b = right;
    return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

/** The run of median time; false where the solver failed, after saying so. */
static bool measure(const struct problem *problem, const struct ablation *ablation, struct outcome *median) {
    struct outcome outcome[MOST_RUNS];
    int runs = (int)number_from("ABLATION_RUNS", 3);
    runs = runs > MOST_RUNS ? MOST_RUNS : runs;
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.seconds = number_from("ABLATION_SECONDS", 60);
    ablation->change(&settings);
    for (int i = 0; i < runs; i++) {
        struct error err;
        struct solution *solution = solve(problem, &settings, &err);
        if (solution == NULL) {
            printf("| %s | failed: %s | | | | | | |\n", ablation->name, err.message);
            return false;
        }
        outcome[i] = (struct outcome){solution->info.seconds, solution->gap, solution->info.rounds,
                                      solution->info.columns, solution->status};
        solution_free(solution);
        if (outcome[i].status == SOLVER_LIMIT)
            runs = i + 1; /* once is enough */
    }
    qsort(outcome, (size_t)runs, sizeof *outcome, by_seconds);
    *median = outcome[runs / 2];
    return true;
}

static void print_ratio(double value, double full) {
    if (full > 0)
        printf(" %.2f |", value / full);
    else
        printf(" - |");
}

static void print_row(const char *name, const struct outcome *outcome, const struct outcome *full) {
    printf("| %s | %.4f |", name, outcome->seconds);
    print_ratio(outcome->seconds, full->seconds);
    printf(" %d |", outcome->rounds);
    print_ratio(outcome->rounds, full->rounds);
    printf(" %d |", outcome->columns);
    print_ratio(outcome->columns, full->columns);
    printf(" %s%.1e |\n", outcome->status == SOLVER_LIMIT ? "at the limit " : "", outcome->gap);
    fflush(stdout);
}

static void ablate(const struct problem *problem) {
    struct outcome full = {0}, outcome;
    puts("| method | seconds | ratio | rounds | ratio | columns | ratio | gap |\n"
         "|---|--:|--:|--:|--:|--:|--:|--:|");
    for (size_t i = 0; i < sizeof ABLATIONS / sizeof ABLATIONS[0]; i++) {
        if (!measure(problem, &ABLATIONS[i], &outcome))
            continue;
        if (i == 0)
            full = outcome;
        print_row(ABLATIONS[i].name, &outcome, &full);
    }
}

static void diag_end(struct diag **diag) {
    diag_free(*diag);
}
static void scenario_end(struct scenario **scenario) {
    scenario_free(*scenario);
}
static void compiled_end(struct compiled **compiled) {
    compiled_free(*compiled);
}

static bool ablate_folder(const char *folder) {
    AUTO(diag_end) struct diag *diag = diag_new();
    AUTO(scenario_end) struct scenario *scenario = scenario_load(folder, NULL, diag);
    struct variant variant = {.as_of = date_today()};
    AUTO(compiled_end) struct compiled *compiled = NULL;
    if (scenario != NULL)
        compiled = plan_compile(scenario, &variant, diag);
    if (compiled == NULL) {
        fprintf(stderr, "ablation: %s: not a data set that can be planned; try angkut check %s\n", folder,
                folder);
        return false;
    }
    const struct problem *problem = compiled_problem(compiled);
    printf("\n%s: %d vertices, %d arcs, %d resources, %d shipments\n\n", folder, problem->vertices,
           problem->arcs, problem->resources, problem->shipments);
    ablate(problem);
    return true;
}

int main(int argc, char **argv) {
    bool good = argc > 1 || ablate_folder("data");
    for (int i = 1; i < argc; i++)
        good = ablate_folder(argv[i]) && good;
    return good ? 0 : 3;
}
