// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/history.h"

#include <math.h>
#include <string.h>

enum { T_KM_PLACES = 9, CO2E_PLACES = 15, VALUE_PLACES = 7, TONNE_HOUR_PLACES = 6 };

static double tonnes(wide kg) {
    return wide_double(kg, MASS_PLACES);
}

/* Of a tonne that moves. */
static double per_tonne(const struct history_plan *plan, double sum) {
    return plan->moved_kg > 0 ? sum / tonnes(plan->moved_kg) : NAN;
}

static double cost_share(const struct history_plan *plan, double cost) {
    const struct plan_digest *digest = plan->digest;
    bool known = digest != NULL && digest->has_value && digest->value_e7 > 0;
    return known ? cost / wide_double(digest->value_e7, VALUE_PLACES) : NAN;
}

double history_value(const struct history_plan *plan, enum history_measure measure) {
    double cost = wide_double(plan->cost_e4, MONEY_PLACES),
           hours = wide_double(plan->tonne_hours_e6, TONNE_HOUR_PLACES),
           co2e = plan->digest != NULL ? wide_double(plan->digest->co2e, CO2E_PLACES) : NAN;
    switch (measure) {
    case HISTORY_MOVED:
        return tonnes(plan->moved_kg);
    case HISTORY_UNMET:
        return tonnes(plan->asked_kg - plan->moved_kg);
    case HISTORY_COST:
        return cost;
    case HISTORY_COST_PER_T:
        return per_tonne(plan, cost);
    case HISTORY_COST_SHARE:
        return cost_share(plan, cost);
    case HISTORY_T_HOURS:
        return hours;
    case HISTORY_MEAN_HOURS:
        return per_tonne(plan, hours);
    case HISTORY_T_KM:
        return plan->digest != NULL ? wide_double(plan->digest->kg_mm, T_KM_PLACES) : NAN;
    case HISTORY_CO2E:
        return co2e;
    case HISTORY_CO2E_PER_T:
        return per_tonne(plan, co2e);
    case HISTORY_SAVING:
        return plan->saving != NULL
                   ? wide_double(plan->saving->alone_e4 - plan->saving->joint_e4, MONEY_PLACES)
                   : NAN;
    case HISTORY_MEASURES:
        break;
    }
    return NAN;
}

double history_share(const struct history_plan *plan, const char *mode) {
    const struct plan_digest *digest = plan->digest;
    wide of_mode = 0;
    if (digest == NULL || digest->kg_mm <= 0)
        return NAN;
    for (int m = 0; m < digest->modes; m++)
        if (strcmp(digest->mode[m].mode, mode) == 0)
            of_mode += digest->mode[m].kg_mm;
    return wide_double(of_mode, 0) / wide_double(digest->kg_mm, 0);
}
