// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/plan.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/stray.h"
#include "plan/edits_parts.h"
#include "plan/read_agreement.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/** What the other folders need of roads/config.csv. */
struct conventions {
    const char *currency;
    struct csv_style style;
};

/*
 * Where the network has faults, its config.csv is read once more, silently, so that the faults of the other
 * folders are told in the same run and not for the wrong currency.
 */
static struct conventions guess_conventions(const char *dir, struct names *names) {
    enum { CURRENCY, POINT, COLUMNS };
    static const struct csv_column columns[] = {
        [CURRENCY] = {"currency", false}, [POINT] = {"decimal_char", false}};
    struct conventions conventions = {"IDR", {'.', false}};
    AUTO_FREE char *path = file_join(dir, "roads/config.csv");
    struct diag *unheard = diag_new();
    struct csv *csv = csv_open(path, "roads/config.csv", columns, COLUMNS, unheard);
    if (csv != NULL && csv_next(csv)) {
        if (*csv_text(csv, CURRENCY) != '\0')
            conventions.currency = names_intern(names, csv_text(csv, CURRENCY));
        conventions.style.point_declared = *csv_text(csv, POINT) != '\0';
        if (csv_text(csv, POINT)[0] == ',' || strcasecmp(csv_text(csv, POINT), "comma") == 0)
            conventions.style.point = ',';
    }
    csv_free(csv);
    diag_free(unheard);
    return conventions;
}

static struct conventions conventions_of(const struct scenario *scenario) {
    const struct network *network = scenario->network;
    if (network == NULL)
        return guess_conventions(scenario->dir, scenario->names);
    return (struct conventions){network->currency, {network->decimal_char, network->decimal_declared}};
}

static struct scenario *scenario_new(const char *dir) {
    struct scenario *scenario = xcalloc(1, sizeof *scenario);
    scenario->dir = xstrdup(dir);
    scenario->names = names_new();
    scenario->commodity_ids = names_new();
    scenario->shipper_ids = names_new();
    scenario->shipment_ids = names_new();
    return scenario;
}

/* Whatever a restriction names must be there: one of a misspelt commodity would forbid nothing. */
static void check_forbidden_commodities(const struct scenario *scenario, struct diag *diag) {
    const struct network *roads = scenario->network;
    for (int r = 0; roads != NULL && r < roads->restrictions; r++) {
        const struct restriction *restriction = &roads->restriction[r];
        const char *id = restriction->commodity_id, *meant;
        char near[MEANT_WORDS];
        if (id == NULL || names_find(scenario->commodity_ids, id) >= 0)
            continue;
        meant = names_nearest(scenario->commodity_ids, id);
        diag_add(diag, DIAG_ERROR, (struct place){"roads/restriction.csv", restriction->line, 0},
                 _("commodity_id: \"%.80s\" is not in shipments/commodity.csv%s"), id,
                 meant_words(near, meant));
    }
}

static void check_strays(const char *dir, struct diag *diag) {
    static const char *const folders[] = {"roads", "tariffs", "shipments", "scenarios", NULL};
    static const char *const files[] = {"commodity.csv", "shipper.csv", "shipment.csv", NULL};
    stray_folders(dir, folders, diag);
    stray_files(dir, "shipments", files, NULL, diag);
}

/* A change that met no row would be one that nobody gets. */
static void read_folder(struct scenario *scenario, const char *dir, struct csv_edits *edits,
                        struct diag *diag) {
    struct hash *hash = hash_new();
    scenario->network = network_read(dir, scenario->names, edits, hash, diag);
    struct conventions conventions = conventions_of(scenario);
    scenario->book = book_read(dir, conventions.currency, conventions.style.point,
                               conventions.style.point_declared, scenario->names, NULL, diag);
    read_agreements(scenario, dir, conventions.style, edits, hash, diag);
    read_shipments(scenario, conventions.style, edits, hash, diag);
    edits_hash(scenario->edits, hash);
    hash_text(hash, scenario->input_hash);
}

struct scenario *scenario_load_mixed(const char *roads, const char *dir, const struct edits *edits,
                                     struct diag *diag) {
    struct scenario *scenario = scenario_new(dir);
    int faults = diag_count(diag, DIAG_ERROR);
    scenario->edits = edits_causes(edits) > 0 ? edits_of_causes(edits, NULL) : NULL;
    struct csv_edits rows = edits_rows(scenario->edits);
    read_folder(scenario, roads, &rows, diag);
    if (scenario->commodities > 0) /* else the file is absent, or itself at fault */
        check_forbidden_commodities(scenario, diag);
    check_strays(dir, diag);
    if (diag_count(diag, DIAG_ERROR) == faults)
        csv_edits_check(&rows, diag);
    free(rows.edit);
    if (diag_count(diag, DIAG_ERROR) == faults)
        return scenario;
    scenario_free(scenario);
    return NULL;
}

struct scenario *scenario_load(const char *dir, const struct edits *edits, struct diag *diag) {
    return scenario_load_mixed(dir, dir, edits, diag);
}

void scenario_free(struct scenario *scenario) {
    if (scenario == NULL)
        return;
    edits_free(scenario->edits);
    network_free(scenario->network);
    book_free(scenario->book);
    free(scenario->commodity);
    for (int s = 0; s < scenario->shippers; s++)
        free(scenario->shipper[s].home);
    free(scenario->shipper);
    free(scenario->agreement);
    free(scenario->shipment);
    names_free(scenario->commodity_ids);
    names_free(scenario->shipper_ids);
    names_free(scenario->shipment_ids);
    names_free(scenario->names);
    free(scenario->dir);
    free(scenario);
}

/* The share of its value that a tonne loses in an hour is
 * holding / 8760 + decay / 24 = (holding + 365 decay) / 8760. */
struct money shipment_vot(const struct scenario *scenario, const struct variant *variant, int shipment) {
    const struct shipment *k = &scenario->shipment[shipment];
    const wide hours_a_year = 8760, days_a_year = 365, million = 1000000;
    if (variant->has_vot)
        return variant->vot_per_t_h;
    if (k->has_vot)
        return k->vot_per_t_h;
    if (k->commodity < 0)
        return (struct money){0};
    const struct commodity *commodity = &scenario->commodity[k->commodity];
    wide share = commodity->holding_rate_e6_per_year + days_a_year * commodity->decay_e6_per_day;
    return (struct money){(int64_t)wide_divide(commodity->value_per_t.e4 * share, hours_a_year * million)};
}
