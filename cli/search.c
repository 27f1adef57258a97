// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/search.h"

#include "base/mem.h"
#include "cli/progress.h"

void solution_release(struct solution **solution) {
    solution_free(TAKE(*solution));
}

struct solver_settings search_settings(const struct options *options, double gap, struct progress *progress) {
    struct solver_settings settings = SOLVER_DEFAULTS;
    settings.gap = gap;
    settings.seconds = options->seconds;
    settings.threads = options->threads;
    settings.quantum = 0.001; /* whole kilograms */
    settings.interrupted = interrupts_catch();
    settings.progress = progress_round;
    progress->target = gap;
    progress->limit = options->seconds;
    progress_begin(progress, N_("looking for a first plan ..."));
    settings.progress_context = progress;
    return settings;
}

struct solution *solve_shown(const struct problem *problem, const struct options *options, double gap,
                             struct error *err) {
    struct progress progress = progress_start(!options->quiet);
    struct solver_settings settings = search_settings(options, gap, &progress);
    struct solution *solution = solve(problem, &settings, err);
    progress_end(&progress);
    return solution;
}

int say_unverified(const struct options *options, const struct diag *diag) {
    diag_print(diag, DIAG_ERROR, is_painted(options, stderr), stderr);
    fputs(_("angkut: the solver's plan did not verify, so nothing was written; please report this\n"),
          stderr);
    return EXIT_SOLVER;
}
