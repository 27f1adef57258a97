// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The rows of two data sets side by side, column by column. A column is written as its file would have it, in its
 * file's units; what both write alike is no change, however it was typed.
 */
#include "plan/compare_parts.h"

#include "base/mem.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind { TEXT, LIST, FLAG, COUNTED, OPTIONAL, AMOUNT, STATED_AMOUNT, DEGREES, NODE, COMMODITY, SHIPPER };

struct column {
    const char *name;
    enum kind kind;
    size_t at;     /* of the value in the row */
    int places;    /* COUNTED, OPTIONAL (-1 = empty) */
    size_t stated; /* STATED_AMOUNT: of the bool that says whether it is */
};

#define AT(type, field) offsetof(struct type, field)

static const struct column node_columns[] = {
    {"name", TEXT, AT(node, name), 0, 0},
    {"x_coord", DEGREES, AT(node, lon), 0, 0},
    {"y_coord", DEGREES, AT(node, lat), 0, 0},
    {"node_type", TEXT, AT(node, type), 0, 0},
    {"jurisdiction", TEXT, AT(node, jurisdiction), 0, 0},
};
static const struct column link_columns[] = {
    {"from_node_id", NODE, AT(link, from), 0, 0},
    {"to_node_id", NODE, AT(link, to), 0, 0},
    {"directed", FLAG, AT(link, directed), 0, 0},
    {"mode", TEXT, AT(link, mode), 0, 0},
    {"length", COUNTED, AT(link, length_mm), KM_PLACES, 0},
    {"free_speed", OPTIONAL, AT(link, speed_mm_per_h), KM_PLACES, 0},
    {"time_h", OPTIONAL, AT(link, time_uh), HOUR_PLACES, 0},
    {"headway_h", COUNTED, AT(link, headway_uh), HOUR_PLACES, 0},
    {"freight_capacity", OPTIONAL, AT(link, capacity_kg), MASS_PLACES, 0},
    {"max_gvw_t", OPTIONAL, AT(link, max_gvw_kg), MASS_PLACES, 0},
    {"rate_per_t", STATED_AMOUNT, AT(link, rate_per_t), 0, AT(link, has_rate)},
    {"toll", STATED_AMOUNT, AT(link, toll), 0, AT(link, has_toll)},
    {"allowed_uses", LIST, AT(link, allowed_uses), 0, 0},
    {"road_class", TEXT, AT(link, road_class), 0, 0},
    {"jurisdiction", TEXT, AT(link, jurisdiction), 0, 0},
    {"name", TEXT, AT(link, name), 0, 0},
};
static const struct column terminal_columns[] = {
    {"node_id", NODE, AT(terminal, node), 0, 0},
    {"mode", TEXT, AT(terminal, mode), 0, 0},
    {"jurisdiction", TEXT, AT(terminal, jurisdiction), 0, 0},
    {"handling_h", COUNTED, AT(terminal, handling_uh), HOUR_PLACES, 0},
    {"dwell_h", COUNTED, AT(terminal, dwell_uh), HOUR_PLACES, 0},
    {"capacity_t", OPTIONAL, AT(terminal, capacity_kg), MASS_PLACES, 0},
    {"cargo_forms", LIST, AT(terminal, cargo_forms), 0, 0},
};
static const struct column vehicle_columns[] = {
    {"payload_t", COUNTED, AT(vehicle_type, payload_kg), MASS_PLACES, 0},
    {"gvw_t", OPTIONAL, AT(vehicle_type, gvw_kg), MASS_PLACES, 0},
    {"speed_factor", COUNTED, AT(vehicle_type, speed_factor_e4), 4, 0},
    {"load_factor", COUNTED, AT(vehicle_type, load_factor_e4), 4, 0},
    {"empty_return", COUNTED, AT(vehicle_type, empty_return_e4), 4, 0},
    {"fuel_l_per_km", COUNTED, AT(vehicle_type, fuel_e6_l_per_km), 6, 0},
    {"cost_per_km", AMOUNT, AT(vehicle_type, cost_per_km), 0, 0},
    {"cost_per_h", AMOUNT, AT(vehicle_type, cost_per_h), 0, 0},
    {"headway_h", COUNTED, AT(vehicle_type, headway_uh), HOUR_PLACES, 0},
    {"handling_h", COUNTED, AT(vehicle_type, handling_uh), HOUR_PLACES, 0},
    {"toll_class", TEXT, AT(vehicle_type, toll_class), 0, 0},
    {"ferry_class", TEXT, AT(vehicle_type, ferry_class), 0, 0},
    {"co2e_g_per_t_km_ttw", COUNTED, AT(vehicle_type, ttw_e3_g_per_t_km), 3, 0},
    {"co2e_g_per_t_km_wtt", COUNTED, AT(vehicle_type, wtt_e3_g_per_t_km), 3, 0},
    {"name", TEXT, AT(vehicle_type, name), 0, 0},
};
static const struct column commodity_columns[] = {
    {"cargo_form", TEXT, AT(commodity, cargo_form), 0, 0},
    {"value_per_t", AMOUNT, AT(commodity, value_per_t), 0, 0},
    {"holding_rate_per_year", COUNTED, AT(commodity, holding_rate_e6_per_year), 6, 0},
    {"decay_per_day", COUNTED, AT(commodity, decay_e6_per_day), 6, 0},
    {"name", TEXT, AT(commodity, name), 0, 0},
};
static const struct column shipment_columns[] = {
    {"commodity_id", COMMODITY, AT(shipment, commodity), 0, 0},
    {"shipper_id", SHIPPER, AT(shipment, shipper), 0, 0},
    {"origin_node_id", NODE, AT(shipment, origin), 0, 0},
    {"destination_node_id", NODE, AT(shipment, destination), 0, 0},
    {"quantity_t", COUNTED, AT(shipment, quantity_kg), MASS_PLACES, 0},
    {"max_hours", OPTIONAL, AT(shipment, max_uh), HOUR_PLACES, 0},
    {"vot_per_t_h", STATED_AMOUNT, AT(shipment, vot_per_t_h), 0, AT(shipment, has_vot)},
    {"unmet_penalty_per_t", STATED_AMOUNT, AT(shipment, penalty_per_t), 0, AT(shipment, has_penalty)},
};
static const struct column restriction_columns[] = {
    {"commodity_id", TEXT, AT(restriction, commodity_id), 0, 0},
    {"cargo_form", TEXT, AT(restriction, cargo_form), 0, 0},
    {"vehicle_type_id", TEXT, AT(restriction, vehicle_type_id), 0, 0},
    {"mode", TEXT, AT(restriction, mode), 0, 0},
    {"jurisdiction", TEXT, AT(restriction, jurisdiction), 0, 0},
    {"link_id", TEXT, AT(restriction, link_id), 0, 0},
};

/* One file of one side. */
struct rows {
    const struct scenario *scenario;
    const char *row;
    size_t size, id_at;
    int count;
    const struct names *ids; /* NULL: ids name no row here */
};

struct listing {
    struct comparison *comparison;
    int room;
};

static char *decimal(wide n, int places) {
    char text[WIDE_TEXT];
    return xstrdup(wide_text(text, n, places, 0));
}

static const char *id_or_empty(const char *id) {
    return id != NULL ? id : "";
}

/* ";auto;truck;" as "auto;truck" */
static char *list_text(const char *list) {
    size_t length = list != NULL ? strlen(list) : 0;
    char *text = xstrdup(length > 1 ? list + 1 : "");
    if (length > 1)
        text[length - 2] = '\0';
    return text;
}

static const char *named(const struct scenario *scenario, enum kind kind, int index) {
    if (index < 0)
        return "";
    return kind == NODE        ? scenario->network->node[index].id
           : kind == COMMODITY ? scenario->commodity[index].id
                               : scenario->shipper[index].id;
}

static char *degrees_text(double degrees) {
    char text[32];
    snprintf(text, sizeof text, "%.15g", degrees);
    return xstrdup(text);
}

/* The column as its file has it. New memory. */
static char *field_text(const struct rows *rows, int index, const struct column *column) {
    const char *row = rows->row + (size_t)index * rows->size;
    const void *at = row + column->at;
    int64_t number = 0;
    switch (column->kind) {
    case TEXT:
        return xstrdup(id_or_empty(*(const char *const *)at));
    case LIST:
        return list_text(*(const char *const *)at);
    case FLAG:
        return xstrdup(*(const bool *)at ? "true" : "false");
    case DEGREES:
        return degrees_text(*(const double *)at);
    case NODE:
    case COMMODITY:
    case SHIPPER:
        return xstrdup(named(rows->scenario, column->kind, *(const int *)at));
    case STATED_AMOUNT:
        if (!*(const bool *)(row + column->stated))
            return xstrdup("");
        return decimal(((const struct money *)at)->e4, MONEY_PLACES);
    case AMOUNT:
        return decimal(((const struct money *)at)->e4, MONEY_PLACES);
    case COUNTED:
    case OPTIONAL:
        number = *(const int64_t *)at;
    }
    return column->kind == OPTIONAL && number < 0 ? xstrdup("") : decimal(number, column->places);
}

static void add(struct listing *listing, struct field_change change) {
    struct comparison *comparison = listing->comparison;
    GROW(comparison->field, comparison->fields, listing->room);
    comparison->field[comparison->fields++] = change;
}

static const char *row_id(const struct rows *rows, int index) {
    return *(const char *const *)(rows->row + (size_t)index * rows->size + rows->id_at);
}

/* Restrictions and the abstract vehicle may have no id: the row's number stands for it. */
static int find_row(const struct rows *rows, const char *id, int index) {
    if (id == NULL)
        return index < rows->count && row_id(rows, index) == NULL ? index : -1;
    for (int i = 0; rows->ids == NULL && i < rows->count; i++)
        if (row_id(rows, i) != NULL && strcmp(row_id(rows, i), id) == 0)
            return i;
    return rows->ids == NULL ? -1 : names_find(rows->ids, id);
}

static void compare_row(struct listing *listing, const char *file, const struct rows side[2],
                        const int index[2], const struct column *column, size_t columns) {
    for (size_t c = 0; c < columns; c++) {
        char *before = field_text(&side[0], index[0], &column[c]),
             *after = field_text(&side[1], index[1], &column[c]);
        if (strcmp(before, after) != 0) {
            add(listing, (struct field_change){file, id_or_empty(row_id(&side[0], index[0])), column[c].name,
                                               before, after});
            continue;
        }
        free(before);
        free(after);
    }
}

static void compare_file(struct listing *listing, const char *file, const struct rows side[2],
                         const struct column *column, size_t columns) {
    for (int i = 0; i < side[0].count; i++) {
        const char *id = row_id(&side[0], i);
        int other = find_row(&side[1], id, i);
        if (other >= 0)
            compare_row(listing, file, side, (const int[2]){i, other}, column, columns);
        else
            add(listing, (struct field_change){file, id_or_empty(id), NULL, xstrdup(id_or_empty(id)), NULL});
    }
    for (int i = 0; i < side[1].count; i++) {
        const char *id = row_id(&side[1], i);
        if (find_row(&side[0], id, i) < 0)
            add(listing, (struct field_change){file, id_or_empty(id), NULL, NULL, xstrdup(id_or_empty(id))});
    }
}

#define ROWS(of, from, array, counter, type, index) \
    { (of), (const char *)(from)->array, sizeof *(from)->array, AT(type, id), (from)->counter, index }
#define COMPARE(file, from0, from1, array, counter, type, ids0, ids1, columns)       \
    compare_file(&listing, file,                                                     \
                 (const struct rows[2]){ROWS(a, from0, array, counter, type, ids0),  \
                                        ROWS(b, from1, array, counter, type, ids1)}, \
                 columns, sizeof columns / sizeof *columns)

void compare_fields(struct comparison *comparison) {
    const struct scenario *a = comparison->side[0].network->scenario,
                          *b = comparison->side[1].network->scenario;
    const struct network *n = a->network, *m = b->network;
    struct listing listing = {comparison, 0};
    if (a == b)
        return;
    COMPARE("roads/node.csv", n, m, node, nodes, node, n->node_ids, m->node_ids, node_columns);
    COMPARE("roads/link.csv", n, m, link, links, link, n->link_ids, m->link_ids, link_columns);
    COMPARE("roads/terminal.csv", n, m, terminal, terminals, terminal, n->terminal_ids, m->terminal_ids,
            terminal_columns);
    COMPARE("roads/vehicle_type.csv", n, m, vehicle_type, vehicle_types, vehicle_type, NULL, NULL,
            vehicle_columns);
    COMPARE("roads/restriction.csv", n, m, restriction, restrictions, restriction, NULL, NULL,
            restriction_columns);
    COMPARE("shipments/commodity.csv", a, b, commodity, commodities, commodity, a->commodity_ids,
            b->commodity_ids, commodity_columns);
    COMPARE("shipments/shipment.csv", a, b, shipment, shipments, shipment, a->shipment_ids, b->shipment_ids,
            shipment_columns);
}
