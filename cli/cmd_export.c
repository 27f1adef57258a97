// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/names.h"
#include "cli/compare.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a form of the plan takes; err: for those that can fail. */
struct source {
    const struct options *options;
    const struct side *side;
    struct style style;
    const char *beside; /* the file being written, where another may stand beside it; else NULL */
};

static const struct virtual_network *network_of(const struct source *source) {
    return compiled_network(source->side->world.compiled);
}

static bool write_lp(const struct source *source, FILE *out, struct error *err) {
    (void)err;
    report_lp(source->side->world.compiled, out);
    return true;
}

static bool write_mps(const struct source *source, FILE *out, struct error *err) {
    (void)err;
    report_mps(source->side->world.compiled, out);
    return true;
}

/* Maps of other programs want degrees. */
static bool in_degrees(const struct source *source, struct error *err) {
    return network_of(source)->scenario->network->geographic ||
           error_set(err, ERROR_INPUT,
                     "roads/config.csv: coordinates are no degrees of longitude and latitude (crs), which "
                     "this form needs");
}

/* "x.geojson" to "x.qml", new memory. */
static char *style_path(const char *path) {
    size_t length = strlen(path);
    const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
    if (dot != NULL && dot != path && (slash == NULL || dot > slash + 1))
        length = (size_t)(dot - path);
    char *made = xcalloc(length + sizeof ".qml", 1);
    memcpy(made, path, length);
    strcpy(made + length, ".qml");
    return made;
}

static bool write_style(const char *path, struct error *err) {
    AUTO_FREE char *beside = style_path(path);
    if (strcmp(beside, path) == 0)
        return error_set(err, ERROR_USAGE, "--output %.200s: a name that ends in .qml is the style's", path);
    AUTO(file_release) struct file_out out = {0};
    if (!file_create(&out, beside, NULL, err))
        return false;
    report_qgis_style(out.stream);
    return file_commit(&out, err);
}

static bool write_geojson(const struct source *source, FILE *out, struct error *err) {
    if (!in_degrees(source, err) || (source->beside != NULL && !write_style(source->beside, err)))
        return false;
    language_pause();
    report_geojson(source->side->world.plan, network_of(source), out);
    language_resume();
    return true;
}

static bool write_kml(const struct source *source, FILE *out, struct error *err) {
    if (!in_degrees(source, err))
        return false;
    language_pause();
    report_kml(source->side->world.plan, network_of(source), out);
    language_resume();
    return true;
}

/* The shipments of "ID,ID" by number, new memory; NULL: one of them is not there. */
static int *shipments_named(const struct scenario *scenario, const char *list, int *count,
                            struct error *err) {
    AUTO_FREE char *words = xstrdup(list);
    int *shipment = xcalloc(strlen(list) + 1, sizeof *shipment);
    char *rest = words, *id, near[MEANT_WORDS];
    *count = 0;
    while ((id = strsep(&rest, ",")) != NULL) {
        int number = names_find(scenario->shipment_ids, id), earlier = 0;
        if (number < 0) {
            meant_words(near, names_nearest(scenario->shipment_ids, id));
            error_set(err, ERROR_USAGE, "--shipment: no shipment \"%.100s\"%s", id, near);
            free(shipment);
            return NULL;
        }
        while (earlier < *count && shipment[earlier] != number)
            earlier++;
        shipment[earlier] = number;
        *count += earlier == *count;
    }
    return shipment;
}

static bool write_dot(const struct source *source, FILE *out, struct error *err) {
    const char *list = source->options->shipment;
    int count = 0;
    AUTO_FREE int *shipment =
        list != NULL ? shipments_named(network_of(source)->scenario, list, &count, err) : NULL;
    if (list != NULL && shipment == NULL)
        return false;
    language_pause();
    report_dot(source->side->world.plan, network_of(source), shipment, count, out);
    language_resume();
    return true;
}

static bool write_xlsx(const struct source *source, FILE *out, struct error *err) {
    return report_xlsx(source->side->world.plan, network_of(source), out, err);
}

static bool write_emissions(const struct source *source, FILE *out, struct error *err) {
    (void)err;
    const struct plan *plan = source->side->world.plan;
    if (source->options->format == FORMAT_TEXT) {
        report_emissions_text(plan, network_of(source), source->style, out);
        return true;
    }
    language_pause();
    if (source->options->format == FORMAT_JSON)
        report_emissions_json(plan, network_of(source), out);
    else
        report_emissions_csv(plan, network_of(source), out);
    language_resume();
    return true;
}

struct form {
    size_t asked;  /* offset of its flag in struct options */
    bool unsolved; /* needs no plan */
    bool (*write)(const struct source *source, FILE *out, struct error *err);
};

static const struct form forms[] = {
    {offsetof(struct options, geojson), false, write_geojson},
    {offsetof(struct options, kml), false, write_kml},
    {offsetof(struct options, dot), false, write_dot},
    {offsetof(struct options, xlsx), false, write_xlsx},
    {offsetof(struct options, emissions), false, write_emissions},
    {offsetof(struct options, lp), true, write_lp},
    {offsetof(struct options, mps), true, write_mps},
};

static const struct form *form_asked(const struct options *options, struct error *err) {
    const struct form *found = NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (*(const bool *)((const char *)options + forms[i].asked)) {
            if (found != NULL)
                return error_set(err, ERROR_USAGE, "export writes one form at a time"), NULL;
            found = &forms[i];
        }
    if (found != NULL && options->xlsx && options->output == NULL && isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE, "a workbook is nothing for a terminal: --output FILE"), NULL;
    if (found == NULL)
        error_set(err, ERROR_USAGE,
                  "export needs one of --geojson, --kml, --dot, --xlsx, --emissions, --lp and --mps");
    if (found != NULL && options->shipment != NULL && !options->dot)
        return error_set(err, ERROR_USAGE, "--shipment goes with --dot"), NULL;
    return found;
}

/* The plan that the argument names or, where none is needed, the problem alone. */
static int open_source(struct side *side, const struct form *form, const struct options *options,
                       struct error *err) {
    if (!form->unsolved || side->plan_file != NULL)
        return side_open(side, options);
    AUTO(diag_release) struct diag *diag = diag_new();
    struct world *world = &side->world;
    if (!world_load(world, side->folder, side->options, diag, err))
        return say_failure(options, diag, err);
    world->compiled = plan_compile(world->scenario, &world->variant, diag);
    return world->compiled != NULL ? EXIT_DONE : say_failure(options, diag, err);
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(file_release) struct file_out out = {0};
    AUTO(side_release) struct side side = {0};
    const struct form *form = form_asked(options, &err);
    if (form == NULL || !side_asked(options, options->argument[0], &side, &err) ||
        !file_create(&out, options->output, stdout, &err))
        return say_error(&err);
    int status = open_source(&side, form, options, &err);
    if (status != EXIT_DONE)
        return status;
    const struct source source = {options,
                                  &side,
                                  {text_columns(options), is_painted(options, out.stream), false},
                                  out.temporary != NULL ? options->output : NULL};
    if (!form->write(&source, out.stream, &err) || !file_commit(&out, &err))
        return say_error(&err);
    say_written(options);
    return EXIT_DONE;
}

static const char *const examples[] = {"angkut export mydata --lp -o plan.lp",
                                       N_("then: glpsol --lp plan.lp -o plan.sol"),
                                       "angkut export mydata --mps",
                                       N_("to standard output, for any other solver"),
                                       "angkut export plan.json --geojson -o plan.geojson",
                                       N_("for QGIS, which takes its style from plan.qml beside it"),
                                       "angkut export plan.json --dot --shipment S1 | dot -Tsvg -o s1.svg",
                                       N_("the ways of a shipment as a picture"),
                                       "angkut export plan.json --xlsx -o plan.xlsx",
                                       N_("a workbook, its totals as formulas"),
                                       "angkut export plan.json --emissions",
                                       N_("what it emits, in the shape of ISO 14083"),
                                       NULL};

const struct command CMD_EXPORT = {
    "export",
    N_("writes a plan, or its problem, for other programs"),
    "[PLAN | DIR] FORM",
    0,
    1,
    examples,
    N_("With --geojson and --output a style for QGIS is written too, beside the file;\n"
       "its name ends in .qml. --geojson and --kml need coordinates in degrees.\n"
       "The linear program has the same optimum as the plan, but for limits on hours,\n"
       "which it can't say: then it is a lower bound.\n\n{DIR}\n"),
    VARIED | PATCHES | COMMON | SET(OUTPUT) | FORMATS | SET(DATA) | SET(GEOJSON) | SET(KML) | SET(DOT) |
        SET(SHIPMENT) | SET(XLSX) | SET(EMISSIONS) | SET(LP) | SET(MPS),
    run};
