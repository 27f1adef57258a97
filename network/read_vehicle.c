// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/read.h"

#include "base/language.h"
#include "base/mem.h"

#include <string.h>

enum {
    ID,
    NAME,
    MODES,
    PAYLOAD,
    GVW,
    SPEED,
    FUEL,
    PER_KM,
    PER_H,
    EMPTY,
    LOAD,
    HEADWAY,
    HANDLING,
    TOLL,
    FERRY,
    TTW,
    WTT,
    SOURCE,
    STATUS,
    COLUMNS
};
static const struct csv_column columns[] = {
    [ID] = {"vehicle_type_id", true},
    [NAME] = {"name", false},
    [MODES] = {"modes", true},
    [PAYLOAD] = {"payload_t", true},
    [GVW] = {"gvw_t", false},
    [SPEED] = {"speed_factor", false},
    [FUEL] = {"fuel_l_per_km", false},
    [PER_KM] = {"cost_per_km", false},
    [PER_H] = {"cost_per_h", false},
    [EMPTY] = {"empty_return", false},
    [LOAD] = {"load_factor", false},
    [HEADWAY] = {"headway_h", false},
    [HANDLING] = {"handling_h", false},
    [TOLL] = {"toll_class", false},
    [FERRY] = {"ferry_class", false},
    [TTW] = {"co2e_g_per_t_km_ttw", false},
    [WTT] = {"co2e_g_per_t_km_wtt", false},
    [SOURCE] = {"source", false},
    [STATUS] = {"status", false},
};
enum { FACTOR_PLACES = 4, FUEL_PLACES = 6, GRAM_PLACES = 3 };

static int line_of(const struct network *network, int index) {
    return network->vehicle_type[index].line;
}

/* Adds one mode; false after reporting. */
static bool add_mode(struct reader *reader, struct csv *csv, struct vehicle_type *vehicle, int *count,
                     const char *mode) {
    for (int m = 0; m < *count; m++)
        if (strcmp(vehicle->modes[m], mode) == 0)
            return csv_report(csv, DIAG_ERROR, MODES, "modes: \"%.40s\" is there twice", mode);
    if (*count == VEHICLE_MODES)
        return csv_report(csv, DIAG_ERROR, MODES, "modes: a vehicle may have %d at most", VEHICLE_MODES);
    vehicle->modes[(*count)++] = names_intern(reader->names, mode);
    return true;
}

static void take_modes(struct reader *reader, struct csv *csv, struct vehicle_type *vehicle) {
    AUTO_FREE char *text = xstrdup(csv_need(csv, MODES));
    int count = 0;
    char *rest = text, *mode;
    while ((mode = strsep(&rest, ";")) != NULL) {
        mode += strspn(mode, " ");
        for (size_t length = strlen(mode); length > 0 && mode[length - 1] == ' '; length--)
            mode[length - 1] = '\0';
        if (*mode != '\0' && !add_mode(reader, csv, vehicle, &count, mode))
            return;
    }
    if (count == 0 && *csv_text(csv, MODES) != '\0')
        csv_report(csv, DIAG_ERROR, MODES,
                   "modes: \"%.40s\" names no mode, expected a list as in road;toll;ferry",
                   csv_text(csv, MODES));
}

static void take_payload(struct csv *csv, struct vehicle_type *vehicle) {
    if (*csv_need(csv, PAYLOAD) != '\0' && csv_mass(csv, PAYLOAD, &vehicle->payload_kg) &&
        vehicle->payload_kg == 0)
        csv_report(csv, DIAG_ERROR, PAYLOAD, "payload_t: must be more than 0");
}

static void take_numbers(struct csv *csv, struct vehicle_type *vehicle) {
    const int64_t one = 10000;
    vehicle->gvw_kg = -1;
    vehicle->speed_factor_e4 = vehicle->load_factor_e4 = one;
    csv_mass(csv, GVW, &vehicle->gvw_kg);
    csv_decimal(csv, SPEED, FACTOR_PLACES, DECIMAL_ROUND, one / 100, 10 * one, &vehicle->speed_factor_e4);
    csv_decimal(csv, LOAD, FACTOR_PLACES, DECIMAL_ROUND, 1, one, &vehicle->load_factor_e4);
    csv_decimal(csv, EMPTY, FACTOR_PLACES, DECIMAL_ROUND, 0, 2 * one, &vehicle->empty_return_e4);
    csv_decimal(csv, FUEL, FUEL_PLACES, DECIMAL_ROUND, 0, 1000000000, &vehicle->fuel_e6_l_per_km);
    csv_decimal(csv, TTW, GRAM_PLACES, DECIMAL_ROUND, 0, 1000000000, &vehicle->ttw_e3_g_per_t_km);
    csv_decimal(csv, WTT, GRAM_PLACES, DECIMAL_ROUND, 0, 1000000000, &vehicle->wtt_e3_g_per_t_km);
    csv_money(csv, PER_KM, &vehicle->cost_per_km);
    csv_money(csv, PER_H, &vehicle->cost_per_h);
    reader_hours(csv, HEADWAY, &vehicle->headway_uh);
    reader_hours(csv, HANDLING, &vehicle->handling_uh);
}

static void take_row(struct reader *reader, struct csv *csv, struct vehicle_type *vehicle) {
    take_modes(reader, csv, vehicle);
    take_payload(csv, vehicle);
    take_numbers(csv, vehicle);
    vehicle->name = reader_text(reader, csv, NAME);
    vehicle->toll_class = reader_text(reader, csv, TOLL);
    vehicle->ferry_class = reader_text(reader, csv, FERRY);
    vehicle->source = reader_text(reader, csv, SOURCE);
    vehicle->status = reader_text(reader, csv, STATUS);
    if (vehicle->gvw_kg >= 0 && vehicle->gvw_kg < vehicle->payload_kg)
        csv_report(csv, DIAG_ERROR, GVW,
                   "gvw_t: %s is under payload_t %s; the gross weight includes the load", csv_text(csv, GVW),
                   csv_text(csv, PAYLOAD));
}

void read_vehicle_types(struct reader *reader) {
    struct network *network = reader->network;
    int room = 0, errors = diag_count(reader->diag, DIAG_ERROR);
    AUTO(csv_release)
    struct csv *csv = reader_open(reader, "roads/vehicle_type.csv", columns, COLUMNS, false);
    while (csv != NULL && csv_next(csv)) {
        const char *id = reader_id(reader, csv, ID, network->vehicle_type_ids, line_of);
        if (id == NULL)
            continue;
        GROW(network->vehicle_type, network->vehicle_types, room);
        struct vehicle_type *vehicle = &network->vehicle_type[network->vehicle_types++];
        *vehicle = (struct vehicle_type){.id = id, .line = csv_place(csv, -1).line};
        take_row(reader, csv, vehicle);
    }
    if (csv != NULL && network->vehicle_types == 0 && errors == diag_count(reader->diag, DIAG_ERROR))
        diag_add(reader->diag, DIAG_ERROR, (struct place){"roads/vehicle_type.csv", 0, 0},
                 _("has no vehicle type; without the file one abstract vehicle passes every link"));
}
