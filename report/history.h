// SPDX-License-Identifier: GPL-3.0-or-later
/* What a history says of each plan, for text and data alike. */
#ifndef REPORT_HISTORY_H
#define REPORT_HISTORY_H

#include "report/report.h"

enum history_measure {
    HISTORY_MOVED,      /**< t */
    HISTORY_UNMET,      /**< t */
    HISTORY_COST,       /**< money of the plan */
    HISTORY_COST_PER_T, /**< of what moves */
    HISTORY_COST_SHARE, /**< of the value of what moves */
    HISTORY_T_HOURS,
    HISTORY_MEAN_HOURS, /**< of what moves */
    HISTORY_T_KM,
    HISTORY_CO2E,       /**< kg, well to wheel */
    HISTORY_CO2E_PER_T, /**< kg a tonne moved */
    HISTORY_SAVING,     /**< each alone less all together: money, time and loss */
    HISTORY_MEASURES
};

/** The number in its unit; NAN where the file does not tell, or nothing moves. */
double history_value(const struct history_plan *plan, enum history_measure measure);
/** What the mode has of the plan's t km, 0 to 1; NAN where the file does not tell or there are none. */
double history_share(const struct history_plan *plan, const char *mode);

#endif
