// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stats.h"

#include "cli/progress.h"

#include <sys/resource.h>

struct stats stats_start(void) {
    double now = seconds_now();
    return (struct stats){.started = now, .last = now};
}

void stats_lap(struct stats *stats, enum stats_phase phase) {
    double now = seconds_now();
    stats->seconds[phase] += now - stats->last;
    stats->last = now;
}

void stats_print(const struct stats *stats, const struct plan *plan, const struct solver_info *info,
                 FILE *out) {
    static const char *const phase[] = {
        [STATS_READ] = "read", [STATS_COMPILE] = "compile", [STATS_SOLVE] = "solve",
        [STATS_LIFT] = "lift", [STATS_VERIFY] = "verify",   [STATS_WRITE] = "write"};
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    fprintf(out, "status %s\n", PLAN_STATUS[plan->status]);
    fprintf(out, "gap %.3g\n", plan->gap);
    fprintf(out, "rounds %d\ncolumns %d\nrows %d\n", info->rounds, info->columns, info->rows);
    fprintf(out, "simplex_iterations %ld\n", info->simplex_iterations);
    for (int i = 0; i < STATS_PHASES; i++)
        fprintf(out, "seconds_%s %.6f\n", phase[i], stats->seconds[i]);
    fprintf(out, "seconds_master %.6f\n", info->seconds_master);
    fprintf(out, "seconds_pricing %.6f\n", info->seconds_pricing);
    fprintf(out, "seconds_start %.6f\n", info->seconds_start);
    fprintf(out, "seconds_repair %.6f\n", info->seconds_repair);
    fprintf(out, "seconds_total %.6f\n", seconds_now() - stats->started);
    fprintf(out, "peak_kib %ld\n", usage.ru_maxrss);
}
