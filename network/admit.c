// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include <string.h>

bool vehicle_has_mode(const struct vehicle_type *vehicle, const char *mode) {
    if (vehicle->id == NULL)
        return true;
    for (int m = 0; m < VEHICLE_MODES && vehicle->modes[m] != NULL; m++)
        if (strcmp(vehicle->modes[m], mode) == 0)
            return true;
    return false;
}

static bool has_any(const char *list, const char *const *words) {
    for (; *words != NULL; words++)
        if (list_has(list, *words))
            return true;
    return false;
}

bool uses_name_trucks(const char *uses) {
    static const char *const trucks[] = {"truck", "trucks", "hgv", "lorry", "heavy_vehicle", NULL};
    return has_any(uses, trucks);
}

/* Where trucks are allowed, and motor vehicles in general unless the data set tells trucks apart from those. */
static bool uses_admit_trucks(const struct network *network, const char *uses) {
    static const char *const motor[] = {"auto", "motor_vehicle", "vehicle", "drive", NULL};
    return uses_name_trucks(uses) || (!network->trucks_named && has_any(uses, motor));
}

/*
 * GMNS leaves the words to each data set. A vehicle may go where its own id, one of its modes or freight as
 * such is allowed, a road vehicle also where trucks are. The abstract vehicle is a truck, and of each link's mode.
 */
static bool uses_admit(const struct network *network, const struct link *link,
                       const struct vehicle_type *vehicle) {
    static const char *const freight[] = {"all", "any", "freight", "goods", NULL};
    const char *uses = link->allowed_uses;
    if (has_any(uses, freight))
        return true;
    if (vehicle->id == NULL)
        return list_has(uses, link->mode) || uses_admit_trucks(network, uses);
    for (int m = 0; m < VEHICLE_MODES && vehicle->modes[m] != NULL; m++)
        if (list_has(uses, vehicle->modes[m]))
            return true;
    return list_has(uses, vehicle->id) ||
           (strcmp(vehicle->modes[0], "road") == 0 && uses_admit_trucks(network, uses));
}

bool network_admits(const struct network *network, const struct link *link,
                    const struct vehicle_type *vehicle) {
    if (!vehicle_has_mode(vehicle, link->mode))
        return false;
    if (vehicle->gvw_kg >= 0 && link->max_gvw_kg >= 0 && vehicle->gvw_kg > link->max_gvw_kg)
        return false;
    return link->allowed_uses == NULL || uses_admit(network, link, vehicle);
}

int64_t network_wait_uh(int64_t headway_uh) {
    return (int64_t)wide_divide(headway_uh, 2);
}

int64_t network_time_uh(const struct link *link, const struct vehicle_type *vehicle) {
    if (link->time_uh >= 0)
        return link->time_uh;
    if (link->speed_mm_per_h <= 0)
        return 0;
    const wide uh_per_hour = 1000000, one_e4 = 10000;
    return (int64_t)wide_divide(link->length_mm * uh_per_hour * one_e4,
                                (wide)link->speed_mm_per_h * vehicle->speed_factor_e4);
}

static bool matches(const char *key, const char *value) {
    return key == NULL || (value != NULL && strcmp(key, value) == 0);
}

static bool forbids(const struct restriction *restriction, const struct movement *movement) {
    return matches(restriction->commodity_id, movement->commodity_id) &&
           matches(restriction->cargo_form, movement->cargo_form) &&
           matches(restriction->vehicle_type_id, movement->vehicle_type_id) &&
           matches(restriction->mode, movement->mode) &&
           matches(restriction->jurisdiction, movement->jurisdiction) &&
           matches(restriction->link_id, movement->link_id);
}

const struct restriction *network_forbids(const struct network *network, const struct movement *movement,
                                          struct date date) {
    for (int r = 0; r < network->restrictions; r++) {
        const struct restriction *restriction = &network->restriction[r];
        if (restriction->valid_from.day <= date.day && date.day < restriction->valid_to.day &&
            forbids(restriction, movement))
            return restriction;
    }
    return NULL;
}

const struct terminal *network_terminal(const struct network *network, int node,
                                        const struct vehicle_type *vehicle) {
    if (vehicle->modes[0] == NULL)
        return NULL;
    for (int t = network->node[node].terminal; t >= 0; t = network->terminal[t].next)
        if (strcmp(network->terminal[t].mode, vehicle->modes[0]) == 0)
            return &network->terminal[t];
    return NULL;
}

const char *const CARGO_FORMS[] = {"bag", "bulk", "liquid", "container", "reefer", NULL};

bool terminal_takes(const struct terminal *terminal, const char *cargo_form) {
    return terminal->cargo_forms == NULL || cargo_form == NULL || list_has(terminal->cargo_forms, cargo_form);
}
