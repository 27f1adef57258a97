// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/: what a tonne-kilometre emits (doc/model.md, "Emissions"). */
#ifndef PLAN_EMISSION_H
#define PLAN_EMISSION_H

#include "network/network.h"

/** The vehicle type whose factor counts on a link of this mode (NULL = none). O(vehicle types) */
int emission_vehicle(const struct network *network, int vehicle, const char *mode);
/** g CO2e per t km x 1000, well to wheel, of a vehicle type on a link of this mode (NULL = none). O(vehicle types) */
int64_t emission_e3(const struct network *network, int vehicle, const char *mode);

#endif
