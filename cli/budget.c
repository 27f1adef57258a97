// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/budget.h"

#include "base/mem.h"
#include "cli/progress.h"
#include "report/report.h"

#include <math.h>

bool budget_asked(const struct options *options, struct plan_budget *out, struct error *err) {
    const char *const text[] = {[BUDGET_COST] = options->max_cost,
                                [BUDGET_MEAN_HOURS] = options->max_mean_hours,
                                [BUDGET_CO2] = options->max_co2};
    static const char *const name[] = {
        [BUDGET_COST] = "max-cost", [BUDGET_MEAN_HOURS] = "max-mean-hours", [BUDGET_CO2] = "max-co2"};
    *out = (struct plan_budget){.quantity = BUDGET_NONE};
    for (enum budget_quantity q = BUDGET_COST; q <= BUDGET_CO2; q++) {
        struct error why = {0};
        int64_t limit = 0;
        if (text[q] == NULL)
            continue;
        if (out->quantity != BUDGET_NONE)
            return error_set(err, ERROR_USAGE, "--%s and --%s: one budget at a time", name[out->quantity],
                             name[q]);
        if (!decimal_parse(text[q], budget_places(q), '.', DECIMAL_EXACT, &limit, &why))
            return error_set(err, ERROR_USAGE, "--%s: %s", name[q], why.message);
        if (limit < 0)
            return error_set(err, ERROR_USAGE, "--%s: %.40s is below 0", name[q], text[q]);
        *out = (struct plan_budget){.quantity = q, .limit = limit};
    }
    return true;
}

/* The best plan without the budget goes in; *status where nothing comes out. */
static struct solution *keep(const struct compiled *compiled, const struct options *options,
                             struct plan_budget *budget, struct solution *best, int *status) {
    struct error err = {0};
    struct budget_result result;
    struct progress progress = progress_start(!options->quiet);
    struct solver_settings settings = search_settings(options, options->gap, &progress);
    settings.seconds = fmax(0, settings.seconds - best->info.seconds);
    bool fine = budget_solve(compiled, budget, best, &settings, &result, &err);
    progress_end(&progress);
    if (!fine)
        *status = say_error(&err);
    else if (result.answer == BUDGET_TOO_LOW) {
        report_budget_too_low(budget, result.least, compiled_network(compiled)->scenario->network, stderr);
        *status = EXIT_NO;
    }
    budget->shadow_price_e10 = result.shadow_price_e10;
    return result.solution;
}

/* Which facilities to open is decided without a budget, and their fixed costs are of no flow. */
bool budget_fits(const struct plan_budget *budget, const struct virtual_network *network, struct error *err) {
    int count;
    AUTO_FREE struct plan_facility *facility = plan_facilities(network, &count);
    if (budget->quantity == BUDGET_NONE)
        return true;
    for (int f = 0; f < count; f++)
        if (facility[f].on_call)
            return error_set(
                err, ERROR_USAGE,
                "a budget of %s: not where the plan decides which facilities to open; set the "
                "fixed costs of links and terminals to 0, or close those that shall not be there",
                BUDGET_QUANTITIES[budget->quantity]);
        else if (budget->quantity == BUDGET_COST)
            return error_set(
                err, ERROR_USAGE,
                "a budget of %s: not where facilities cost something whatever flows; set the "
                "fixed costs of links and terminals to 0, or close those that shall not be there",
                BUDGET_QUANTITIES[budget->quantity]);
    return true;
}

struct solution *solve_within(struct opened *opened, const struct options *options,
                              struct plan_budget *budget, int *status) {
    struct error err = {0};
    struct solution *best = opened_solve(opened, options, options->gap, &err);
    if (best == NULL)
        *status = say_error(&err);
    return best == NULL || budget->quantity == BUDGET_NONE
               ? best
               : keep(opened->compiled, options, budget, best, status);
}
