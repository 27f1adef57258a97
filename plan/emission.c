// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/emission.h"

#include <string.h>

/* The vehicle type that stands for the ship, or -1. */
static int find_ferry(const struct network *network) {
    for (int v = 0; v < network->vehicle_types; v++)
        if (network->vehicle_type[v].modes[0] != NULL &&
            strcmp(network->vehicle_type[v].modes[0], "ferry") == 0)
            return v;
    return -1;
}

int emission_vehicle(const struct network *network, int vehicle, const char *mode) {
    /* On a ferry it is the ship that burns fuel. */
    int ship = mode != NULL && strcmp(mode, "ferry") == 0 ? find_ferry(network) : -1;
    return ship >= 0 ? ship : vehicle;
}

int64_t emission_e3(const struct network *network, int vehicle, const char *mode) {
    const struct vehicle_type *type = &network->vehicle_type[emission_vehicle(network, vehicle, mode)];
    return type->ttw_e3_g_per_t_km + type->wtt_e3_g_per_t_km;
}
