// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/check.h"

#include "base/language.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static const char vehicle_file[] = "roads/vehicle_type.csv";

/* A ship that only carries trucks passes nothing itself
 * but has its mode's links; so modes count, not loads. */
static void check_idle_vehicles(const struct check *check, const bool *passes) {
    int seen = 0;
    for (int v = 0; v < check->network->vehicle_types; v++) {
        const struct vehicle_type *vehicle = &check->network->vehicle_type[v];
        if (!passes[v])
            check_tell(check, &seen, (struct place){vehicle_file, vehicle->line, 0},
                       _("vehicle type \"%s\" may pass no link: its modes, gvw_t and the links' allowed_uses "
                         "leave none"),
                       vehicle->id);
    }
    CHECK_REST(check, seen, vehicle_file, "%d more vehicle type that may pass no link",
               "%d more vehicle types that may pass no link");
}

/* Why nobody passes, in the order the rules are looked at. */
static void tell_reason(const struct network *network, const struct link *link, char *text, size_t size) {
    char most[REAL_WORDS], least[REAL_WORDS];
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
        snprintf(text, size, _("none has mode %.40s"), link->mode);
    else if (link->max_gvw_kg >= 0 && lightest_kg > link->max_gvw_kg)
        snprintf(text, size, _("max_gvw_t is %s, the lightest weighs %s t"),
                 real_words(most, (double)link->max_gvw_kg / 1e3, 3),
                 real_words(least, (double)lightest_kg / 1e3, 3));
    else
        snprintf(text, size, "%s", _("max_gvw_t and allowed_uses shut all out"));
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
    CHECK_REST(check, seen, "roads/link.csv", "%d more link that no vehicle type may pass",
               "%d more links that no vehicle type may pass");
}

/* A ship that carries trucks takes no load of its own. */
static bool takes_loads(const struct vehicle_type *vehicle) {
    return vehicle->modes[0] != NULL && strcmp(vehicle->modes[0], "ferry") != 0;
}

/* Terminals of the mode; *open counts those that take anything. */
static int count_terminals(const struct network *network, const char *mode, int *open) {
    int count = 0;
    for (int t = 0; t < network->terminals; t++)
        if (strcmp(network->terminal[t].mode, mode) == 0) {
            count++;
            *open += network->terminal[t].capacity_kg != 0;
        }
    return count;
}

static bool loads_at_nodes(const struct network *network, const struct vehicle_type *vehicle) {
    for (int n = 0; n < network->nodes && strcmp(vehicle->modes[0], "road") == 0; n++)
        if (network->node[n].road_loads)
            return true;
    return false;
}

static void check_loading(const struct check *check, const bool *passes) {
    int seen = 0;
    for (int v = 0; v < check->network->vehicle_types; v++) {
        const struct vehicle_type *vehicle = &check->network->vehicle_type[v];
        if (!passes[v] || !takes_loads(vehicle) || loads_at_nodes(check->network, vehicle))
            continue;
        int open = 0, count = count_terminals(check->network, vehicle->modes[0], &open);
        struct place place = {vehicle_file, vehicle->line, 0};
        if (open == 0 && count > 0)
            check_tell(
                check, &seen, place,
                "vehicle type \"%s\" is never loaded: each terminal of its home mode %s has capacity_t 0",
                vehicle->id, vehicle->modes[0]);
        else if (open == 0)
            check_tell(check, &seen, place,
                       "vehicle type \"%s\" is never loaded: there is no terminal of its home mode %s",
                       vehicle->id, vehicle->modes[0]);
    }
    CHECK_REST(check, seen, vehicle_file, "%d more vehicle type that is never loaded",
               "%d more vehicle types that are never loaded");
}

static bool is_used(const struct network *network, const struct terminal *terminal) {
    for (int v = 0; v < network->vehicle_types; v++)
        if (takes_loads(&network->vehicle_type[v]) &&
            strcmp(network->vehicle_type[v].modes[0], terminal->mode) == 0)
            return true;
    return false;
}

static void check_terminal_use(const struct check *check) {
    const struct network *network = check->network;
    int seen = 0;
    if (network->abstract_vehicle && network->terminals > 0)
        diag_add(check->diag, DIAG_WARNING, (struct place){"roads/terminal.csv", 0, 0},
                 _("is not used: without roads/vehicle_type.csv nothing is loaded or unloaded"));
    for (int t = 0; t < network->terminals && !network->abstract_vehicle; t++) {
        const struct terminal *terminal = &network->terminal[t];
        if (!is_used(network, terminal))
            check_tell(check, &seen, (struct place){"roads/terminal.csv", terminal->line, 0},
                       _("terminal \"%s\" is not used: no vehicle type that is loaded has the home mode %s"),
                       terminal->id, terminal->mode);
    }
    CHECK_REST(check, seen, "roads/terminal.csv", "%d more terminal that no vehicle type uses",
               "%d more terminals that no vehicle type uses");
}

void check_vehicles(const struct check *check) {
    const struct network *network = check->network;
    AUTO_FREE bool *passes = xcalloc((size_t)network->vehicle_types, sizeof *passes);
    AUTO_FREE bool *passed = xcalloc((size_t)network->links, sizeof *passed);
    check_terminal_use(check);
    if (network->abstract_vehicle)
        return;
    for (int l = 0; l < network->links; l++)
        for (int v = 0; v < network->vehicle_types; v++)
            if (network_admits(network, &network->link[l], &network->vehicle_type[v]))
                passes[v] = passed[l] = true;
    check_idle_vehicles(check, passes);
    check_loading(check, passes);
    check_unused_links(check, passed);
}
