// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/mem.h"

#include <stdio.h>

static const char vehicle_file[] = "roads/vehicle_type.csv";

/* A ship that only carries trucks passes nothing itself but has its mode's links; so modes count, not loads.
 */
static void check_idle_vehicles(const struct check *check, const bool *passes) {
    int seen = 0;
    for (int v = 0; v < check->network->vehicle_types; v++) {
        const struct vehicle_type *vehicle = &check->network->vehicle_type[v];
        if (!passes[v])
            check_tell(check, &seen, (struct place){vehicle_file, vehicle->line, 0},
                       "vehicle type \"%s\" may pass no link: its modes, gvw_t and the links' allowed_uses "
                       "leave none",
                       vehicle->id);
    }
    check_rest(check, seen, vehicle_file, "vehicle types that may pass no link");
}

/* Why nobody passes, in the order the rules are looked at. */
static void tell_reason(const struct network *network, const struct link *link, char *text, size_t size) {
    int64_t lightest_kg = INT64_MAX;
    bool has_mode = false;
    for (int v = 0; v < network->vehicle_types; v++) {
        const struct vehicle_type *vehicle = &network->vehicle_type[v];
        if (!vehicle_has_mode(vehicle, link->mode))
            continue;
        has_mode = true;
        if (vehicle->gvw_kg < lightest_kg)
            lightest_kg = vehicle->gvw_kg;
    }
    if (!has_mode)
        snprintf(text, size, "none has mode %.40s", link->mode);
    else if (link->max_gvw_kg >= 0 && lightest_kg > link->max_gvw_kg)
        snprintf(text, size, "max_gvw_t is %.3f, the lightest weighs %.3f t", (double)link->max_gvw_kg / 1e3,
                 (double)lightest_kg / 1e3);
    else
        snprintf(text, size, "max_gvw_t and allowed_uses shut all out");
}

static void check_unused_links(const struct check *check, const bool *passed) {
    int seen = 0;
    for (int l = 0; l < check->network->links; l++) {
        char reason[120];
        if (passed[l])
            continue;
        tell_reason(check->network, &check->network->link[l], reason, sizeof reason);
        check_tell(check, &seen, check_link_place(&check->network->link[l]),
                   "no vehicle type may pass link \"%s\": %s", check->network->link[l].id, reason);
    }
    check_rest(check, seen, "roads/link.csv", "links that no vehicle type may pass");
}

void check_vehicles(const struct check *check) {
    const struct network *network = check->network;
    AUTO_FREE bool *passes = xcalloc((size_t)network->vehicle_types, sizeof *passes);
    AUTO_FREE bool *passed = xcalloc((size_t)network->links, sizeof *passed);
    if (network->abstract_vehicle)
        return;
    for (int l = 0; l < network->links; l++)
        for (int v = 0; v < network->vehicle_types; v++)
            if (network_admits(network, &network->link[l], &network->vehicle_type[v]))
                passes[v] = passed[l] = true;
    check_idle_vehicles(check, passes);
    check_unused_links(check, passed);
}
