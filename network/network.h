// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The network floor: where freight can go. Reads the roads/ folder of a data set (GMNS 0.96 with our
 * additions, see doc/formats.md) and answers which vehicle type may pass which link, and how long it takes.
 * It knows no money but what a row states, and no shipments.
 *
 * A network never changes once read. Indexes are positions in its arrays; texts are interned in the pool
 * given to network_read(), so equal texts are equal pointers; a missing text is NULL.
 */
#ifndef NETWORK_NETWORK_H
#define NETWORK_NETWORK_H

#include "base/csv_edits.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/names.h"
#include "base/units.h"

struct node {
    const char *id, *name, *type, *zone_id, *jurisdiction, *un_locode, *admin_code, *source, *status;
    double lon, lat; /**< x_coord, y_coord: degrees where network.geographic, else the crs' own unit */
    bool centroid;   /**< may start or end a path, never lies inside one */
    bool road_loads; /**< road vehicles load here without a terminal: not a junction, not a toll gate */
    int terminal;    /**< first of the terminals here, or -1; see terminal.next */
    int line;        /**< in roads/node.csv */
};

struct link {
    const char *id, *name, *mode, *jurisdiction, *road_class, *facility_type, *geometry, *source, *status;
    const char
        *allowed_uses; /**< ";auto;truck;" in lower case, groups replaced by their uses, or NULL = all */
    int from, to;      /**< nodes */
    bool directed;
    bool length_given;      /**< false: length_mm is the great circle (0 if not geographic) */
    int64_t length_mm;      /**< >= 0 */
    int64_t time_uh;        /**< for every vehicle, or -1: length / speed */
    int64_t speed_mm_per_h; /**< free speed, or -1: time counts as 0 unless time_uh is given */
    int64_t headway_uh;     /**< time between departures, 0 = none */
    int64_t capacity_kg;    /**< per period and direction, -1 = unlimited */
    int64_t max_gvw_kg;     /**< -1 = unlimited */
    bool has_rate, has_toll, has_raise;
    struct money rate_per_t, toll; /**< per tonne; per vehicle */
    struct money fixed_cost;       /**< per period when open; 0 = no facility */
    bool open_on_call;             /**< a facility: opened where it is worth it; false = open in any case */
    struct money raise_cost_per_t; /**< has_raise: per period and tonne of capacity added */
    int line;
};

/** The cargo forms there are, ending in NULL. */
extern const char *const CARGO_FORMS[];

struct terminal {
    const char *id, *mode, *jurisdiction, *source, *status;
    int node;
    int64_t handling_uh, dwell_uh;
    int64_t capacity_kg;     /**< throughput (loaded + unloaded) per period, -1 = unlimited */
    struct money fixed_cost; /**< per period when open; 0 = no facility */
    const char *cargo_forms; /**< ";bag;bulk;" or NULL = any */
    bool open_on_call;       /**< a facility: opened where it is worth it; false = open in any case */
    bool has_raise;
    struct money raise_cost_per_t; /**< has_raise: per period and tonne of capacity added */
    int next;                      /**< next terminal of the same node, of another mode, or -1 */
    int line;
};

enum { VEHICLE_MODES = 8 };

struct vehicle_type {
    const char *id, *name; /**< id NULL: the abstract vehicle of a network without vehicle_type.csv */
    const char *modes[VEHICLE_MODES]; /**< modes[0] = home mode; NULL behind the last */
    int64_t payload_kg;               /**< > 0 */
    int64_t gvw_kg;                   /**< -1 = not stated */
    int64_t speed_factor_e4, load_factor_e4, empty_return_e4; /**< defaults 10000, 10000, 0 */
    int64_t fuel_e6_l_per_km;
    struct money cost_per_km, cost_per_h;
    int64_t headway_uh, handling_uh;
    const char *toll_class, *ferry_class;
    int64_t ttw_e3_g_per_t_km, wtt_e3_g_per_t_km; /**< CO2e, tank to wheel and well to tank, 1/1000 g */
    const char *source, *status;
    int line;
};

/** What may not go where: all keys given must match. */
struct restriction {
    const char *id, *commodity_id, *cargo_form, *vehicle_type_id, *mode, *jurisdiction, *link_id, *source,
        *status;
    struct date valid_from, valid_to; /**< valid_to exclusive */
    int line;
};

/** A listed departure of a service, each week on some days: on a link, or of a vehicle type where it is loaded. */
struct departure {
    const char *id, *source, *status;
    int link, vehicle_type; /**< one of them is -1 */
    int from;      /**< node it leaves; -1 = both ends of the link, or wherever the vehicle type is loaded */
    int to;        /**< node the vehicle type must still come to; -1 = any */
    unsigned days; /**< 1u << day, Monday = 0 */
    int minute;    /**< of the day, local time */
    struct date valid_from, valid_to; /**< valid_to exclusive */
    int line;
};

struct network {
    const char *dataset_name, *currency, *period; /**< defaults: the folder's name, "IDR", "month" */
    char decimal_char;                            /**< '.' or ',' */
    bool decimal_declared;                        /**< config.csv said so */
    bool geographic;                              /**< coordinates are degrees WGS 84 */
    bool trucks_named; /**< some link's allowed_uses speaks of trucks, so that "auto" alone leaves them out */

    int nodes, links, terminals, vehicle_types, restrictions, departures;
    struct node *node;
    struct link *link;
    struct terminal *terminal;
    struct vehicle_type *vehicle_type; /**< at least one; alone with id NULL = abstract */
    bool abstract_vehicle;
    struct restriction *restriction;
    struct departure *departure; /**< a row that lists several times is several */
    struct names *node_ids, *link_ids, *terminal_ids, *vehicle_type_ids; /**< id to index */
};

/**
 * Reads dir/roads/: config.csv, node.csv*, link.csv*, terminal.csv, vehicle_type.csv, restriction.csv,
 * departure.csv (* required). Reports every fault of every file to `diag`; returns the network, or NULL if there was an
 * error. `edits` (may be NULL) change rows as they are read. `names` outlives it. `hash` (may be NULL) takes in "path\0length\0" and the bytes of each file read.
 */
struct network *network_read(const char *dir, struct names *names, struct csv_edits *edits, struct hash *hash,
                             struct diag *diag);
void network_free(struct network *network); /* NULL is fine */

/** Warnings about what is readable but looks wrong (doc/formats.md, "Checks"): self loops, length under the
 * great circle, speeds out of range, swapped coordinates, duplicate links, isolated nodes ... O(nodes +
 * links). */
void network_check(const struct network *network, struct diag *diag);

/** Great-circle distance of two nodes in mm (mean radius 6371.0088 km, haversine); 0 if not geographic. */
int64_t network_great_circle_mm(const struct network *network, int from, int to);

/** Whether the vehicle type lists the mode. */
bool vehicle_has_mode(const struct vehicle_type *vehicle, const char *mode);

/** Whether the vehicle type may pass the link, restrictions aside: mode, gross weight, allowed_uses. */
bool network_admits(const struct network *network, const struct link *link,
                    const struct vehicle_type *vehicle);

/** Moving time of the vehicle on the link, without any wait. */
int64_t network_time_uh(const struct link *link, const struct vehicle_type *vehicle);

/** The wait to expect of who arrives at a random moment: half of the time between departures. */
int64_t network_wait_uh(int64_t headway_uh);

/** What a restriction looks at. A NULL never matches a key that is given. */
struct movement {
    const char *commodity_id, *cargo_form, *vehicle_type_id, *mode, *jurisdiction, *link_id;
};
/** The first restriction in force on `date` that forbids the movement, or NULL. */
const struct restriction *network_forbids(const struct network *network, const struct movement *movement,
                                          struct date date);

/** The terminal where this vehicle type loads at the node: one of its home mode, or NULL. */
const struct terminal *network_terminal(const struct network *network, int node,
                                        const struct vehicle_type *vehicle);

/** Whether the terminal takes the cargo form (NULL form: yes). */
bool terminal_takes(const struct terminal *terminal, const char *cargo_form);

#include "network/import.h"

#endif
