// SPDX-License-Identifier: GPL-3.0-or-later
/* What the plan emits, summed from the elements of its transport chains: for text, data and workbook alike. */
#ifndef REPORT_EMISSIONS_H
#define REPORT_EMISSIONS_H

#include "plan/plan.h"

enum { T_KM_PLACES_OF_KG_MM = 9, KG_PLACES_OF_CO2E = 15, T_PLACES_OF_CO2E = 18 };

struct emissions {
    struct chain_sum total;
    int modes;
    const char **mode;          /**< in the order of plan_summarise() */
    struct chain_sum *by_mode;  /**< transport only: hubs are of no mode */
    struct chain_sum *shipment; /**< [plan shipments] */
    unsigned char *used;        /**< [vehicle types]: its factor counts somewhere */
};
struct emissions *emissions_new(const struct plan *plan, const struct scenario *scenario);
void emissions_release(struct emissions **emissions);

/** g CO2e per t km, 1/1000, half to even; -1 where there is no activity. */
int64_t emissions_intensity_e3(wide co2e, wide kg_mm);

/** The factor of an element states both parts; as a word for programs: "published", "estimated", ...; NULL = its row says none. */
const char *emissions_status(const struct network *network, const struct chain_element *element);

#endif
