// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/opened.h"

#include "base/mem.h"
#include "cli/progress.h"
#include "cli/search.h"

#include <math.h>

bool opened_compile(struct opened *opened, const struct scenario *scenario, const struct variant *variant,
                    struct diag *diag) {
    opened->variant = *variant;
    opened->compiled = plan_compile(scenario, variant, diag);
    return opened->compiled != NULL;
}

static void show_nodes(void *context, int node, double objective, double bound) {
    double gap = objective > 0 ? (objective - bound) / objective * 100 : NAN;
    char percent[REAL_WORDS];
    if (isfinite(gap) && gap >= 0)
        progress_say(context, 0.5, "what to open: %d choices weighed, within %s %% of the best possible",
                     node, digits_words(percent, gap, 2));
    else
        progress_say(context, 0.5, "what to open: %d choices weighed", node);
}

static bool decides(const struct compiled *compiled) {
    int count;
    AUTO_FREE struct plan_facility *facility = plan_facilities(compiled_network(compiled), &count);
    for (int f = 0; f < count; f++)
        if (facility[f].on_call)
            return true;
    return false;
}

bool opened_decide(struct opened *opened, const struct options *options, double gap, struct diag *diag,
                   struct error *err) {
    if (!decides(opened->compiled))
        return true;
    struct progress progress = progress_start(!options->quiet);
    struct solver_settings settings = search_settings(options, gap, &progress);
    settings.progress = show_nodes;
    opened->whole = TAKE(opened->compiled);
    opened->openings = plan_open(opened->whole, &settings, err);
    progress_end(&progress);
    if (opened->openings == NULL)
        return false;
    const struct virtual_network *network = compiled_network(opened->whole);
    opened->variant = openings_variant(opened->openings, &network->variant);
    opened->solution = TAKE(opened->openings->solution);
    opened->compiled = plan_compile(network->scenario, &opened->variant, diag);
    return opened->compiled != NULL || diag_error(diag, err);
}

static bool may_decide(const struct network *roads) {
    bool may = false;
    for (int l = 0; l < roads->links; l++)
        may |= roads->link[l].fixed_cost.e4 > 0 && roads->link[l].open_on_call;
    for (int t = 0; t < roads->terminals; t++)
        may |= roads->terminal[t].fixed_cost.e4 > 0 && roads->terminal[t].open_on_call;
    return may;
}

bool opened_variant(struct opened *opened, const struct scenario *scenario, const struct variant *variant,
                    const struct options *options, struct diag *diag, struct error *err) {
    opened->variant = *variant;
    return !may_decide(scenario->network) || (opened_compile(opened, scenario, variant, diag) &&
                                              opened_decide(opened, options, options->gap, diag, err));
}

struct solution *opened_solve(struct opened *opened, const struct options *options, double gap,
                              struct error *err) {
    if (opened->solution != NULL)
        return TAKE(opened->solution);
    return solve_shown(compiled_problem(opened->compiled), options, gap, err);
}

void opened_release(struct opened *opened) {
    solution_free(TAKE(opened->solution));
    compiled_free(TAKE(opened->compiled));
    compiled_free(TAKE(opened->whole));
    openings_free(TAKE(opened->openings));
}
