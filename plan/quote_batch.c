// SPDX-License-Identifier: GPL-3.0-or-later
/* Deliveries from a file. */
#include "base/csv.h"
#include "base/language.h"
#include "base/mem.h"
#include "plan/plan.h"

#include <stdlib.h>

static const int64_t MOST_KG = 1000000000000; /* 1e9 t */
enum { BATCH_ROWS = 100000 };

bool delivery_tonnes(const char *text, int64_t *out_kg, struct error *err) {
    if (!decimal_parse(text, MASS_PLACES, '.', DECIMAL_EXACT, out_kg, err)) {
        if (err != NULL)
            err->code = ERROR_USAGE;
        return false;
    }
    return (*out_kg > 0 && *out_kg <= MOST_KG) ||
           error_set(err, ERROR_USAGE, "\"%.60s\" is not more than 0 and at most 1000000000 tonnes", text);
}

enum { FROM, TO, COMMODITY, TONNES, DEPART, BY, VALUE, COLUMNS };
static const struct csv_column columns[COLUMNS] = {
    [FROM] = {"from", true},     [TO] = {"to", true},          [COMMODITY] = {"commodity", false},
    [TONNES] = {"tonnes", true}, [DEPART] = {"depart", false}, [BY] = {"by", false},
    [VALUE] = {"value", false},
};

static int place_of(struct csv *csv, int column, const struct scenario *scenario) {
    struct error err = {0};
    const char *text = csv_need(csv, column);
    if (*text == '\0')
        return -1;
    int node = node_named(scenario->network, text, &err);
    if (node < 0)
        csv_report(csv, DIAG_ERROR, column, "%s: %s", csv_name(csv, column), err.message);
    return node;
}

static int commodity_of(struct csv *csv, const struct scenario *scenario) {
    struct error err = {0};
    const char *text = csv_text(csv, COMMODITY);
    if (*text == '\0')
        return -1;
    int commodity = commodity_named(scenario, text, &err);
    if (commodity < 0)
        csv_report(csv, DIAG_ERROR, COMMODITY, "commodity: %s", err.message);
    return commodity;
}

static bool moment_of(struct csv *csv, int column, struct moment *out) {
    struct error err = {0};
    const char *text = csv_text(csv, column);
    if (*text == '\0')
        return false;
    return moment_parse(text, out, &err) ||
           csv_report(csv, DIAG_ERROR, column, "%s: %s", csv_name(csv, column), err.message);
}

static int64_t kg_of(struct csv *csv) {
    struct error err = {0};
    int64_t kg = 1;
    const char *text = csv_need(csv, TONNES);
    if (*text != '\0' && !delivery_tonnes(text, &kg, &err))
        csv_report(csv, DIAG_ERROR, TONNES, "tonnes: %s", err.message);
    return kg;
}

static struct delivery row(struct csv *csv, const struct scenario *scenario) {
    struct delivery delivery = {.from = place_of(csv, FROM, scenario),
                                .to = place_of(csv, TO, scenario),
                                .commodity = commodity_of(csv, scenario),
                                .quantity_kg = kg_of(csv),
                                .line = csv_place(csv, -1).line};
    if (delivery.from >= 0 && delivery.from == delivery.to)
        csv_report(csv, DIAG_ERROR, TO, "to: is where it comes from");
    delivery.departs = moment_of(csv, DEPART, &delivery.leaves);
    delivery.has_by = moment_of(csv, BY, &delivery.by);
    delivery.has_value = csv_money(csv, VALUE, &delivery.value_per_t);
    if (delivery.has_value && delivery.commodity < 0 && *csv_text(csv, COMMODITY) == '\0')
        csv_report(csv, DIAG_ERROR, VALUE, "value: needs a commodity, which says what its time costs");
    return delivery;
}

struct delivery *deliveries_read(const char *path, const struct scenario *scenario, int *count,
                                 struct diag *diag) {
    AUTO(csv_release) struct csv *csv = csv_open(path, path, columns, COLUMNS, diag);
    AUTO_FREE struct delivery *delivery = NULL;
    int room = 0;
    *count = 0;
    while (csv != NULL && csv_next(csv)) {
        if (*count == BATCH_ROWS) {
            csv_report(csv, DIAG_ERROR, -1, "more than %d deliveries", BATCH_ROWS);
            break;
        }
        GROW(delivery, *count, room);
        delivery[*count] = row(csv, scenario);
        ++*count;
    }
    if (csv != NULL && *count == 0 && diag_count(diag, DIAG_ERROR) == 0)
        diag_add(diag, DIAG_ERROR, (struct place){path, 0, 0}, _("no delivery; expected a row for each"));
    return diag_count(diag, DIAG_ERROR) == 0 ? TAKE(delivery) : NULL;
}
